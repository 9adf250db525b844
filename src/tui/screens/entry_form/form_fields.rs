//! The questions of each kind of entry, in the order they are asked, answered as an entry has them. A kind more is one
//! arm here and one in `entry.rs`.

use crate::model::{Checkin, Cue, Details, Entry, EntryKind, Family, Id, Massage, Moment, Note, Sleep};
use crate::tui::screens::entry_form::form_field::{FieldAnswer, FormField};
use crate::tui::screens::entry_form::pick_list::{PickList, PickOption};
use crate::tui::screens::entry_form::{cue_choices, entry_form_texts};
use crate::vocabulary as book;
use crate::vocabulary::{WordList, label_for, strokes_for_area};
use chrono::NaiveDate;

/// The code of "not today" among the touches.
pub(crate) const NOT_TODAY_CODE: &str = "not-today";
/// The code of "about nobody in particular".
pub(crate) const NO_BABY_CODE: &str = "nobody";

/// All questions of an entry; `when` is how its times are written.
pub(crate) fn for_entry(entry: &Entry, family: &Family, on: NaiveDate, when: String) -> Vec<FormField> {
    let ask = FieldBuilder { family, today: on, baby: entry.baby };
    let when = FormField::text("when", when);
    let note = FormField::with_multiline_text("note", entry.note.clone().unwrap_or_default());
    let fields = match &entry.details {
        Details::Massage(it) => append_fields(ask.build_massage_fields(it, when), [note]),
        Details::Cue(it) => append_fields(ask.build_cue_fields(it, when), [note]),
        Details::Sleep(it) => append_fields(build_sleep_fields(it, when), [note]),
        Details::Checkin(it) => append_fields(build_checkin_fields(it), [note, when]),
        Details::Note(it) => {
            build_note_fields(it, note, when, family.settings.seals.contains_key(&entry.carer))
        }
    };
    ask.append_people_fields(fields, entry)
}

fn append_fields<const N: usize>(mut fields: Vec<FormField>, more: [FormField; N]) -> Vec<FormField> {
    fields.extend(more);
    fields
}

struct FieldBuilder<'a> {
    family: &'a Family,
    today: NaiveDate,
    baby: Option<Id>,
}

impl FieldBuilder<'_> {
    fn build_massage_fields(&self, it: &Massage, when: FormField) -> Vec<FormField> {
        let mut touches = build_list_choices(WordList::Touch);
        touches.push(PickOption::new(NOT_TODAY_CODE, entry_form_texts::NOT_TODAY));
        let touch = match it.not_today {
            Some(_) => Some(NOT_TODAY_CODE.to_owned()),
            None => it.touch.clone(),
        };
        let mut fields = vec![
            build_pick_field("touch", touches, touch.into_iter().collect(), false),
            build_single_choice_field("reason", WordList::Reasons, it.not_today.as_deref()),
            when,
            build_pick_field("areas", self.build_area_choices(), it.areas.clone(), true),
        ];
        for (at, moment) in it.moments.iter().enumerate() {
            fields.extend(self.build_moment_fields(at + 1, moment));
        }
        let felt = |key, n: Option<u8>| build_scale_field(key, WordList::Felt, n);
        fields.extend([
            build_single_choice_field("ended", WordList::Ended, it.ended.as_deref()),
            build_single_choice_field("asked", WordList::Asked, it.asked.as_deref()),
            build_single_choice_field("before", WordList::States, it.before.as_deref()),
            build_single_choice_field("after", WordList::States, it.after.as_deref()),
            build_pick_field(
                "strokes",
                build_stroke_choices(self.family, &it.areas),
                it.strokes.clone(),
                true,
            ),
            felt("felt_before", it.felt_before),
            felt("felt_after", it.felt_after),
            FormField::text("oil", it.oil.clone().unwrap_or_default()),
        ]);
        fields
    }

    fn build_cue_fields(&self, it: &Cue, when: FormField) -> Vec<FormField> {
        let blank = Moment::default();
        let mut first = self.build_moment_fields(1, it.moments.first().unwrap_or(&blank));
        let mut fields = vec![first.remove(0)];
        fields.push(build_single_choice_field("state", WordList::States, it.state.as_deref()));
        fields.push(build_single_choice_field("doing", WordList::Doing, it.doing.as_deref()));
        fields.extend(first);
        for (at, moment) in it.moments.iter().enumerate().skip(1) {
            fields.extend(self.build_moment_fields(at + 1, moment));
        }
        fields.push(when);
        fields
    }

    /// The questions of one moment, its cues first.
    fn build_moment_fields(&self, number: usize, it: &Moment) -> Vec<FormField> {
        let key = |base: &str| format!("m{number}.{base}");
        let at = it.at.map(|at| at.format_hm()).unwrap_or_default();
        vec![
            build_pick_field(key("cues"), self.build_cue_choices(), it.cues.clone(), true),
            build_pick_field(
                key("area"),
                self.build_area_choices(),
                it.area.iter().cloned().collect(),
                false,
            ),
            FormField::text(key("at"), at),
            build_single_choice_field(key("meant"), WordList::Meant, it.meant.as_deref()),
            build_multi_choice_field(key("did"), WordList::Responses, &it.did),
            build_single_choice_field(key("helped"), WordList::Helped, it.helped.as_deref()),
        ]
    }

    fn build_cue_choices(&self) -> Vec<PickOption> {
        let baby = self.baby.and_then(|id| self.family.find_baby(id));
        let weeks = baby.and_then(|baby| baby.corrected_weeks_on(self.today));
        cue_choices::build_cue_choices(self.family, weeks)
    }

    /// The parts of the body, those the family hid found by their whole names only.
    fn build_area_choices(&self) -> Vec<PickOption> {
        let hidden = |choice: PickOption| {
            let hidden = self.family.is_hidden(&choice.code);
            choice.hidden(hidden)
        };
        build_list_choices(WordList::Areas).into_iter().map(hidden).collect()
    }

    /// Whom it is about and who wrote it, where there is a choice.
    fn append_people_fields(&self, mut fields: Vec<FormField>, entry: &Entry) -> Vec<FormField> {
        let kind = entry.kind();
        let open = |id: Id| self.family.find_baby(id).is_none_or(|baby| !baby.closed);
        let mut babies: Vec<PickOption> = self
            .family
            .babies
            .iter()
            .filter(|baby| open(baby.id) || entry.baby == Some(baby.id))
            .map(|baby| PickOption::new(baby.id.to_string(), baby.display_name()))
            .collect();
        if kind != EntryKind::Checkin
            && (babies.len() > 1 || (kind == EntryKind::Note && entry.baby.is_some()))
        {
            if kind == EntryKind::Note {
                babies.push(PickOption::new(NO_BABY_CODE, entry_form_texts::NO_BABY));
            }
            let about = entry.baby.map_or_else(|| NO_BABY_CODE.to_owned(), |id| id.to_string());
            fields.push(build_pick_field("baby", babies, vec![about], false));
        }
        if self.family.carers.len() > 1 {
            let carers = &self.family.carers;
            let carers = carers.iter().map(|c| PickOption::new(c.id.to_string(), c.display_name()));
            let carer = vec![entry.carer.to_string()];
            fields.push(build_pick_field("carer", carers.collect(), carer, false));
        }
        fields
    }
}

fn build_sleep_fields(it: &Sleep, when: FormField) -> Vec<FormField> {
    let nap = match it.nap {
        None => "hours",
        Some(true) => "nap",
        Some(false) => "night",
    };
    let naps = [("hours", entry_form_texts::BY_HOURS), ("nap", "nap"), ("night", "night")];
    let naps = naps.map(|(code, words)| PickOption::new(code, words)).to_vec();
    let number = |n: Option<u16>| n.map(|n| n.to_string()).unwrap_or_default();
    let night = it.night.map(|night| night.format("%-d %b %Y").to_string());
    let said = it.words.as_deref().map(|code| label_for(WordList::Night, code));
    vec![
        when,
        build_multi_choice_field("settled", WordList::Settled, &it.settled),
        FormField::text("wakings", number(it.wakings)),
        build_pick_field("nap", naps, vec![nap.to_owned()], false),
        FormField::text("night", night.unwrap_or_default()),
        FormField::text("words", said.unwrap_or_default()),
    ]
}

fn build_checkin_fields(it: &Checkin) -> Vec<FormField> {
    vec![
        build_scale_field("felt", WordList::Felt, it.felt),
        build_scale_field("energy", WordList::Energy, it.energy),
        build_multi_choice_field("feelings", WordList::Feelings, &it.feelings),
        build_scale_field("sure", WordList::Sure, it.sure),
        build_scale_field("company", WordList::Company, it.company),
    ]
}

/// Whether it is private is asked of a carer who seals what is theirs.
fn build_note_fields(it: &Note, note: FormField, when: FormField, seals: bool) -> Vec<FormField> {
    let answers = [("yes", "yes"), ("no", "no")];
    let answers = answers.map(|(code, words)| PickOption::new(code, words)).to_vec();
    let ask = |key: &str, is: bool| {
        let said = if is { "yes" } else { "no" };
        build_pick_field(key, answers.clone(), vec![said.to_owned()], false)
    };
    let mut fields = vec![note, ask("for_visit", it.for_visit)];
    if seals || it.private {
        fields.push(ask("private", it.private));
    }
    fields.push(when);
    fields
}

/// Strokes to choose from: those of `areas` offered, in taught order, the others found by letters; all when no area is
/// chosen. Each under the family's name for it; what the family hid is found by its whole name only.
pub(crate) fn build_stroke_choices(family: &Family, areas: &[String]) -> Vec<PickOption> {
    let mut all = Vec::new();
    for area in book::list(WordList::Areas) {
        let offered = areas.is_empty() || areas.contains(&area.code);
        for word in strokes_for_area(&area.code) {
            let others = word.aliases.iter().chain([&word.words]);
            let hidden = family.is_hidden(&word.code) || family.is_hidden(&area.code);
            let choice = PickOption::new(&word.code, family.stroke_label(&word.code));
            all.push(
                choice.with_other_names(&word.short, others).with_group(&area.words, offered).hidden(hidden),
            );
        }
    }
    all.sort_by_key(|choice| !choice.is_offered);
    all
}

fn build_list_choices(list: WordList) -> Vec<PickOption> {
    let choice = |word: &book::ListWord| {
        let others = word.aliases.iter().chain(&word.term);
        PickOption::new(&word.code, &word.words).with_other_names(&word.short, others)
    };
    book::list(list).iter().map(choice).collect()
}

fn build_pick_field(
    key: impl Into<String>,
    options: Vec<PickOption>,
    picked: Vec<String>,
    many: bool,
) -> FormField {
    FormField::new(key, FieldAnswer::Pick(PickList::new(options, picked, many)))
}

fn build_single_choice_field(key: impl Into<String>, list: WordList, code: Option<&str>) -> FormField {
    build_pick_field(key, build_list_choices(list), code.map(str::to_owned).into_iter().collect(), false)
}

fn build_multi_choice_field(key: impl Into<String>, list: WordList, codes: &[String]) -> FormField {
    build_pick_field(key, build_list_choices(list), codes.to_vec(), true)
}

fn build_scale_field(key: &str, list: WordList, n: Option<u8>) -> FormField {
    build_single_choice_field(key, list, n.map(|n| n.to_string()).as_deref())
}

/// Whether a question is asked now: what follows from another answer waits for it, and nothing answered is hidden.
pub(crate) fn is_field_shown(fields: &[FormField], at: usize) -> bool {
    let Some(field) = fields.get(at) else {
        return false;
    };
    if !field.is_blank() {
        return true;
    }
    let of = |key: &str| fields.iter().find(|field| field.name == key);
    if let Some(number) = field.moment_number().filter(|_| field.base_name() != "cues") {
        if of("touch").is_none() {
            // A cue's moment is the entry itself.
            return !matches!(field.base_name(), "area" | "at");
        }
        let mut same = fields.iter().filter(|other| other.moment_number() == Some(number));
        return same.any(|other| !other.is_blank());
    }
    let not_today = of("touch").is_some_and(|touch| touch.picked_code() == Some(NOT_TODAY_CODE));
    match field.base_name() {
        "reason" => not_today,
        "words" => of("night").is_some_and(|night| !night.is_blank()),
        "touch" | "when" | "note" | "baby" | "carer" => true,
        _ => !not_today,
    }
}

/// Whether a part of the form begins here, for the keys that go several questions on.
pub(crate) fn is_part_start(field: &FormField) -> bool {
    let first = ["touch", "when", "areas", "cues", "ended", "note", "state", "felt", "night"];
    first.contains(&field.base_name())
}

/// Where a new entry of a kind is first asked.
pub(crate) fn first_field_name(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Massage | EntryKind::Sleep => "when",
        EntryKind::Cue => "m1.cues",
        EntryKind::Checkin => "felt",
        EntryKind::Note => "note",
    }
}

/// Keeps the questions in step with the answers: a blank moment behind the last one of a massage, and the strokes of
/// the areas that are chosen.
pub(crate) fn sync_dependent_fields(
    fields: &mut Vec<FormField>,
    entry: &Entry,
    family: &Family,
    on: NaiveDate,
) {
    if entry.kind() != EntryKind::Massage {
        return;
    }
    let last = fields.iter().filter_map(FormField::moment_number).max().unwrap_or(0);
    let open = fields
        .iter()
        .any(|field| field.moment_number() == Some(last) && field.base_name() == "cues" && !field.is_blank());
    if last == 0 || open {
        add_moment_fields(fields, entry, family, on);
    }
    let areas = fields.iter().find(|field| field.name == "areas");
    let areas = areas.map(|field| field.picked_codes().to_vec()).unwrap_or_default();
    for field in fields.iter_mut().filter(|field| field.name == "strokes") {
        if let FieldAnswer::Pick(pick) = &mut field.answer {
            let picked = pick.picked.clone();
            pick.options = build_stroke_choices(family, &areas);
            pick.set_picked(picked);
        }
    }
}

pub(crate) fn add_moment_fields(fields: &mut Vec<FormField>, entry: &Entry, family: &Family, on: NaiveDate) {
    let last = fields.iter().filter_map(FormField::moment_number).max().unwrap_or(0);
    let after = fields.iter().rposition(|field| field.moment_number().is_some());
    let after = after.or_else(|| fields.iter().position(|field| field.name == "areas"));
    let ask = FieldBuilder { family, today: on, baby: entry.baby };
    let at = after.map_or(fields.len(), |at| at + 1);
    fields.splice(at..at, ask.build_moment_fields(last + 1, &Moment::default()));
}
