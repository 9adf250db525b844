//! The questions of each kind of entry, in the order they are asked, answered as an entry has them. They come from the
//! rows of [`crate::model::fields`]; what offers more than its row says is made by its key.

use crate::model::fields::{FieldShape, FieldSpec, keys};
use crate::model::moment_fields;
use crate::model::{Details, Entry, EntryKind, Family, Id, Moment};
use crate::texts::entry_fields::OWN_MEANING;
use crate::texts::entry_form as texts;
use crate::tui::screens::entry_form::cue_choices;
use crate::tui::screens::entry_form::form_field::{FieldAnswer, FormField};
use crate::tui::screens::entry_form::pick_list::{PickList, PickOption};
use crate::tui::screens::entry_form::recalled_words::RecalledWords;
use crate::vocabulary as book;
use crate::vocabulary::{WordList, strokes_for_area};
use chrono::NaiveDate;

/// The code of "not today" among the touches.
pub(crate) const NOT_TODAY_CODE: &str = "not-today";
/// Nap or night as the hours say.
const BY_HOURS_CODE: &str = "hours";
pub(crate) const YES_CODE: &str = "yes";
/// The choice of own words for what a cue seemed to mean; it opens their question and is no answer itself.
pub(crate) const OWN_WORDS_CODE: &str = "own-words";
const NO_CODE: &str = "no";
/// The code of "about nobody in particular".
pub(crate) const NO_BABY_CODE: &str = "nobody";

/// The questions of a massage in the order they are asked; others come behind them.
const MASSAGE_ORDER: [&str; 14] = [
    keys::TOUCH,
    keys::REASON,
    keys::WHEN,
    keys::AREAS,
    keys::MOMENTS,
    keys::ENDED,
    keys::ASKED,
    keys::BEFORE,
    keys::AFTER,
    keys::STROKES,
    keys::FELT_BEFORE,
    keys::FELT_AFTER,
    keys::OIL,
    keys::NOTE,
];
/// The first questions of a moment.
const MOMENT_ORDER: [&str; 3] = [keys::CUES, keys::AREA, keys::AT];

/// All questions of an entry; `when` is how its times are written.
pub(crate) fn for_entry(
    entry: &Entry,
    family: &Family,
    recalled: &RecalledWords,
    on: NaiveDate,
    when: String,
) -> Vec<FormField> {
    let ask = FieldBuilder { family, recalled, today: on, baby: entry.baby };
    let when = FormField::text(keys::WHEN, when);
    let note = FormField::with_multiline_text(keys::NOTE, entry.note.clone().unwrap_or_default());
    let specs = entry.kind().fields().iter();
    let mut fields: Vec<FormField> = specs.filter_map(|spec| ask.build_field(entry, spec)).collect();
    let moments = entry.moments().iter().enumerate();
    match entry.kind() {
        EntryKind::Massage => {
            fields.extend([when, note]);
            fields.extend(moments.flat_map(|(at, moment)| ask.build_moment_fields(at + 1, moment)));
            fields.sort_by_key(|field| {
                let key = if field.moment_number().is_some() { keys::MOMENTS } else { field.base_name() };
                rank(&MASSAGE_ORDER, key)
            });
        }
        EntryKind::Cue => {
            let blank = Moment::default();
            let mut first = ask.build_moment_fields(1, entry.moments().first().unwrap_or(&blank));
            fields.insert(0, first.remove(0));
            fields.extend(first);
            fields.extend(moments.skip(1).flat_map(|(at, moment)| ask.build_moment_fields(at + 1, moment)));
            fields.extend([when, note]);
        }
        EntryKind::Sleep => {
            fields.insert(0, when);
            fields.push(note);
        }
        EntryKind::Checkin => fields.extend([note, when]),
        EntryKind::Note => {
            fields.insert(0, note);
            // What few need comes last.
            let asked = fields.iter().position(|field| field.name == keys::WAS_ASKED);
            fields.insert(asked.unwrap_or(fields.len()), when);
        }
    }
    ask.append_people_fields(fields, entry)
}

fn rank(order: &[&str], key: &str) -> usize {
    order.iter().position(|known| *known == key).unwrap_or(order.len())
}

struct FieldBuilder<'a> {
    family: &'a Family,
    recalled: &'a RecalledWords,
    today: NaiveDate,
    baby: Option<Id>,
}

impl FieldBuilder<'_> {
    /// The question of a field; those that offer more than their row says are made here.
    fn build_field(&self, entry: &Entry, spec: &FieldSpec<Details>) -> Option<FormField> {
        let picked = spec.get(&entry.details);
        let field = match (spec.key, &entry.details) {
            _ if spec.label.is_empty() => return None,
            (keys::NOT_TODAY, _) => {
                build_pick_field(keys::REASON, build_list_choices(WordList::Reasons), picked, false)
            }
            (keys::TOUCH, Details::Massage(it)) => {
                let mut touches = build_list_choices(WordList::Touch);
                touches.push(PickOption::new(NOT_TODAY_CODE, texts::NOT_TODAY));
                let touch = if it.not_today.is_some() { vec![NOT_TODAY_CODE.to_owned()] } else { picked };
                build_pick_field(spec.key, touches, touch, false)
            }
            (keys::AREAS, _) => build_pick_field(spec.key, self.build_area_choices(), picked, true),
            (keys::STROKES, Details::Massage(it)) => {
                build_pick_field(spec.key, build_stroke_choices(self.family, &it.areas), picked, true)
            }
            (keys::NAP, _) => {
                let options = [(BY_HOURS_CODE, texts::BY_HOURS), ("nap", "nap"), ("night", "night")];
                let options = options.map(|(code, words)| PickOption::new(code, words)).to_vec();
                let picked = if picked.is_empty() { vec![BY_HOURS_CODE.to_owned()] } else { picked };
                build_pick_field(spec.key, options, picked, false)
            }
            (keys::NIGHT, Details::Sleep(it)) => {
                let night = it.night.map(|night| night.format("%-d %b %Y").to_string());
                FormField::text(spec.key, night.unwrap_or_default())
            }
            _ => self.build_plain_field(spec.key.to_owned(), spec, &entry.details),
        };
        Some(field)
    }

    /// The questions of one moment, its cues first.
    fn build_moment_fields(&self, number: usize, moment: &Moment) -> Vec<FormField> {
        let mut specs: Vec<&FieldSpec<Moment>> = moment_fields().iter().collect();
        specs.sort_by_key(|spec| rank(&MOMENT_ORDER, spec.key));
        let build = |spec: &FieldSpec<Moment>| {
            let name = moment_field_name(number, spec.key);
            match spec.key {
                keys::CUES => build_pick_field(name, self.build_cue_choices(), moment.cues.clone(), true),
                keys::AREA => build_pick_field(name, self.build_area_choices(), spec.get(moment), false),
                keys::MEANT => {
                    let mut meanings = build_list_choices(WordList::Meant);
                    meanings.push(PickOption::by_number(OWN_WORDS_CODE, OWN_MEANING));
                    build_pick_field(name, meanings, spec.get(moment), false)
                }
                keys::AT => FormField::text(name, moment.at.map(|at| at.format_hm()).unwrap_or_default()),
                _ => self.build_plain_field(name, spec, moment),
            }
        };
        specs.into_iter().map(build).collect()
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

    /// A question as the row of its field says.
    fn build_plain_field<T>(&self, name: String, spec: &FieldSpec<T>, of: &T) -> FormField {
        let answers = spec.get(of);
        let words = |codes: &[&str]| codes.iter().map(|code| PickOption::new(*code, *code)).collect();
        match &spec.shape {
            FieldShape::One(list, _) | FieldShape::Scale(list, _) => {
                build_pick_field(name, build_list_choices(*list), answers, false)
            }
            FieldShape::Many(list, _) => build_pick_field(name, build_list_choices(*list), answers, true),
            FieldShape::Flag(_) => {
                let answer = if answers.is_empty() { NO_CODE } else { YES_CODE };
                build_pick_field(name, words(&[YES_CODE, NO_CODE]), vec![answer.to_owned()], false)
            }
            FieldShape::Either(codes, _) => build_pick_field(name, words(codes), answers, false),
            FieldShape::Text(_) if spec.is_recalled => {
                let pick =
                    PickList::in_own_words(self.recalled.offered(spec.key), answers.into_iter().next());
                FormField::new(name, FieldAnswer::Pick(pick))
            }
            _ => FormField::text(name, spec.answer_words(of)),
        }
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
                babies.push(PickOption::new(NO_BABY_CODE, texts::NO_BABY));
            }
            let about = entry.baby.map_or_else(|| NO_BABY_CODE.to_owned(), |id| id.to_string());
            fields.push(build_pick_field(keys::BABY, babies, vec![about], false));
        }
        if self.family.carers.len() > 1 {
            let carers = &self.family.carers;
            let carers = carers.iter().map(|c| PickOption::new(c.id.to_string(), c.display_name()));
            let carer = vec![entry.carer.to_string()];
            fields.push(build_pick_field(keys::CARER, carers.collect(), carer, false));
        }
        fields
    }
}

/// The name of a moment's question: `m1.cues`.
pub(crate) fn moment_field_name(number: usize, key: &str) -> String {
    format!("m{number}.{key}")
}

/// Strokes to choose from: those of `areas` offered, in taught order, the others found by letters; all when no area is
/// chosen. Each under the family's name for it; what the family hid is found by its whole name only.
fn build_stroke_choices(family: &Family, areas: &[String]) -> Vec<PickOption> {
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

/// Whether a question is asked now: what follows from another answer waits for it, and nothing answered is hidden.
pub(crate) fn is_field_shown(fields: &[FormField], at: usize) -> bool {
    let Some(field) = fields.get(at) else {
        return false;
    };
    if !field.is_blank() {
        return true;
    }
    let of = |key: &str| fields.iter().find(|field| field.name == key);
    if let Some(number) = field.moment_number()
        && field.base_name() != keys::CUES
    {
        if of(keys::TOUCH).is_none() {
            // A cue's moment is the entry itself.
            return !matches!(field.base_name(), keys::AREA | keys::AT);
        }
        let mut same = fields.iter().filter(|other| other.moment_number() == Some(number));
        return same.any(|other| !other.is_blank());
    }
    let not_today = of(keys::TOUCH).is_some_and(|touch| touch.picked_code() == Some(NOT_TODAY_CODE));
    match field.base_name() {
        keys::REASON => not_today,
        keys::WORDS => of(keys::NIGHT).is_some_and(|night| !night.is_blank()),
        keys::TOUCH | keys::WHEN | keys::NOTE | keys::BABY | keys::CARER => true,
        _ => !not_today,
    }
}

/// Whether a part of the form begins here, for the keys that go several questions on.
pub(crate) fn is_part_start(field: &FormField) -> bool {
    let first = [keys::TOUCH, keys::WHEN, keys::AREAS, keys::CUES, keys::ENDED, keys::NOTE];
    first.contains(&field.base_name()) || [keys::STATE, keys::FELT, keys::NIGHT].contains(&field.base_name())
}

/// The cues of the first moment.
pub(crate) const FIRST_CUES: &str = "m1.cues";

/// Where a new entry of a kind is first asked.
pub(crate) fn first_field_name(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Massage | EntryKind::Sleep => keys::WHEN,
        EntryKind::Cue => FIRST_CUES,
        EntryKind::Checkin => keys::FELT,
        EntryKind::Note => keys::NOTE,
    }
}

/// Keeps the questions in step with the answers: a blank moment behind the last one of a massage, and the strokes of
/// the areas that are chosen.
pub(crate) fn sync_dependent_fields(
    fields: &mut Vec<FormField>,
    entry: &Entry,
    family: &Family,
    recalled: &RecalledWords,
    on: NaiveDate,
) {
    if entry.kind() != EntryKind::Massage {
        return;
    }
    let last = fields.iter().filter_map(FormField::moment_number).max().unwrap_or(0);
    let open = fields.iter().any(|field| {
        field.moment_number() == Some(last) && field.base_name() == keys::CUES && !field.is_blank()
    });
    if last == 0 || open {
        add_moment_fields(fields, entry, family, recalled, on);
    }
    let areas = fields.iter().find(|field| field.name == keys::AREAS);
    let areas = areas.map(|field| field.picked_codes().to_vec()).unwrap_or_default();
    for field in fields.iter_mut().filter(|field| field.name == keys::STROKES) {
        if let FieldAnswer::Pick(pick) = &mut field.answer {
            let picked = pick.picked.clone();
            pick.options = build_stroke_choices(family, &areas);
            pick.set_picked(picked);
        }
    }
}

pub(crate) fn add_moment_fields(
    fields: &mut Vec<FormField>,
    entry: &Entry,
    family: &Family,
    recalled: &RecalledWords,
    on: NaiveDate,
) {
    let last = fields.iter().filter_map(FormField::moment_number).max().unwrap_or(0);
    let after = fields.iter().rposition(|field| field.moment_number().is_some());
    let after = after.or_else(|| fields.iter().position(|field| field.name == keys::AREAS));
    let ask = FieldBuilder { family, recalled, today: on, baby: entry.baby };
    let at = after.map_or(fields.len(), |at| at + 1);
    fields.splice(at..at, ask.build_moment_fields(last + 1, &Moment::default()));
}
