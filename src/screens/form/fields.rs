//! The questions of each kind of entry, in the order they are asked, answered as an entry has them. A kind more is one
//! arm here and one in `entry.rs`.

use super::cues;
use super::field::{Answer, Field};
use super::pick::{Choice, Pick};
use super::words;
use crate::journal::{Checkin, Cue, Entry, Family, Id, Kind, Massage, Moment, Note, Sleep, What};
use crate::words::{self as book, List, say, strokes_of};
use chrono::NaiveDate;

/// The code of "not today" among the touches.
pub(crate) const NOT_TODAY: &str = "not-today";
/// The code of "about nobody in particular".
pub(crate) const NOBODY: &str = "nobody";

/// All questions of an entry; `when` is how its times are written.
pub(crate) fn of(entry: &Entry, family: &Family, on: NaiveDate, when: String) -> Vec<Field> {
    let ask = Ask { family, on, baby: entry.baby };
    let when = Field::text("when", when);
    let note = Field::tall("note", entry.note.clone().unwrap_or_default());
    let fields = match &entry.what {
        What::Massage(it) => then(ask.massage(it, when), [note]),
        What::Cue(it) => then(ask.cue(it, when), [note]),
        What::Sleep(it) => then(sleep(it, when), [note]),
        What::Checkin(it) => then(checkin(it), [note, when]),
        What::Note(it) => note_of(it, note, when, family.settings.seals.contains_key(&entry.carer)),
    };
    ask.people(fields, entry)
}

fn then<const N: usize>(mut fields: Vec<Field>, more: [Field; N]) -> Vec<Field> {
    fields.extend(more);
    fields
}

struct Ask<'a> {
    family: &'a Family,
    on: NaiveDate,
    baby: Option<Id>,
}

impl Ask<'_> {
    fn massage(&self, it: &Massage, when: Field) -> Vec<Field> {
        let mut touches = choices(List::Touch);
        touches.push(Choice::new(NOT_TODAY, words::NOT_TODAY));
        let touch = match it.not_today {
            Some(_) => Some(NOT_TODAY.to_owned()),
            None => it.touch.clone(),
        };
        let mut fields = vec![
            pick("touch", touches, touch.into_iter().collect(), false),
            one("reason", List::Reasons, it.not_today.as_deref()),
            when,
            pick("areas", self.areas(), it.areas.clone(), true),
        ];
        for (at, moment) in it.moments.iter().enumerate() {
            fields.extend(self.moment(at + 1, moment));
        }
        let felt = |key, n: Option<u8>| scale(key, List::Felt, n);
        fields.extend([
            one("ended", List::Ended, it.ended.as_deref()),
            one("asked", List::Asked, it.asked.as_deref()),
            one("before", List::States, it.before.as_deref()),
            one("after", List::States, it.after.as_deref()),
            pick("strokes", stroke_choices(self.family, &it.areas), it.strokes.clone(), true),
            felt("felt_before", it.felt_before),
            felt("felt_after", it.felt_after),
            Field::text("oil", it.oil.clone().unwrap_or_default()),
        ]);
        fields
    }

    fn cue(&self, it: &Cue, when: Field) -> Vec<Field> {
        let blank = Moment::default();
        let mut first = self.moment(1, it.moments.first().unwrap_or(&blank));
        let mut fields = vec![first.remove(0)];
        fields.push(one("state", List::States, it.state.as_deref()));
        fields.push(one("doing", List::Doing, it.doing.as_deref()));
        fields.extend(first);
        for (at, moment) in it.moments.iter().enumerate().skip(1) {
            fields.extend(self.moment(at + 1, moment));
        }
        fields.push(when);
        fields
    }

    /// The questions of one moment, its cues first.
    fn moment(&self, number: usize, it: &Moment) -> Vec<Field> {
        let key = |base: &str| format!("m{number}.{base}");
        let at = it.at.map(|at| at.hm()).unwrap_or_default();
        vec![
            pick(key("cues"), self.cues(), it.cues.clone(), true),
            pick(key("area"), self.areas(), it.area.iter().cloned().collect(), false),
            Field::text(key("at"), at),
            one(key("meant"), List::Meant, it.meant.as_deref()),
            several(key("did"), List::Responses, &it.did),
            one(key("helped"), List::Helped, it.helped.as_deref()),
        ]
    }

    fn cues(&self) -> Vec<Choice> {
        let baby = self.baby.and_then(|id| self.family.baby(id));
        let weeks = baby.and_then(|baby| baby.corrected_weeks(self.on));
        cues::choices(self.family, weeks)
    }

    /// The parts of the body, those the family hid found by their whole names only.
    fn areas(&self) -> Vec<Choice> {
        let hidden = |choice: Choice| {
            let hidden = self.family.is_hidden(&choice.code);
            choice.hidden(hidden)
        };
        choices(List::Areas).into_iter().map(hidden).collect()
    }

    /// Whom it is about and who wrote it, where there is a choice.
    fn people(&self, mut fields: Vec<Field>, entry: &Entry) -> Vec<Field> {
        let kind = entry.kind();
        let open = |id: Id| self.family.baby(id).is_none_or(|baby| !baby.closed);
        let mut babies: Vec<Choice> = self
            .family
            .babies
            .iter()
            .filter(|baby| open(baby.id) || entry.baby == Some(baby.id))
            .map(|baby| Choice::new(baby.id.to_string(), baby.called()))
            .collect();
        if kind != Kind::Checkin && (babies.len() > 1 || (kind == Kind::Note && entry.baby.is_some())) {
            if kind == Kind::Note {
                babies.push(Choice::new(NOBODY, words::NO_BABY));
            }
            let about = entry.baby.map_or_else(|| NOBODY.to_owned(), |id| id.to_string());
            fields.push(pick("baby", babies, vec![about], false));
        }
        if self.family.carers.len() > 1 {
            let carers = &self.family.carers;
            let carers = carers.iter().map(|c| Choice::new(c.id.to_string(), c.called()));
            let carer = vec![entry.carer.to_string()];
            fields.push(pick("carer", carers.collect(), carer, false));
        }
        fields
    }
}

fn sleep(it: &Sleep, when: Field) -> Vec<Field> {
    let nap = match it.nap {
        None => "hours",
        Some(true) => "nap",
        Some(false) => "night",
    };
    let naps = [("hours", words::BY_HOURS), ("nap", "nap"), ("night", "night")];
    let naps = naps.map(|(code, words)| Choice::new(code, words)).to_vec();
    let number = |n: Option<u16>| n.map(|n| n.to_string()).unwrap_or_default();
    let night = it.night.map(|night| night.format("%-d %b %Y").to_string());
    let said = it.words.as_deref().map(|code| say(List::Night, code));
    vec![
        when,
        several("settled", List::Settled, &it.settled),
        Field::text("wakings", number(it.wakings)),
        pick("nap", naps, vec![nap.to_owned()], false),
        Field::text("night", night.unwrap_or_default()),
        Field::text("words", said.unwrap_or_default()),
    ]
}

fn checkin(it: &Checkin) -> Vec<Field> {
    vec![
        scale("felt", List::Felt, it.felt),
        scale("energy", List::Energy, it.energy),
        several("feelings", List::Feelings, &it.feelings),
        scale("sure", List::Sure, it.sure),
        scale("company", List::Company, it.company),
    ]
}

/// Whether it is private is asked of a carer who seals what is theirs.
fn note_of(it: &Note, note: Field, when: Field, seals: bool) -> Vec<Field> {
    let answers = [("yes", "yes"), ("no", "no")];
    let answers = answers.map(|(code, words)| Choice::new(code, words)).to_vec();
    let ask = |key: &str, is: bool| {
        let said = if is { "yes" } else { "no" };
        pick(key, answers.clone(), vec![said.to_owned()], false)
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
pub(crate) fn stroke_choices(family: &Family, areas: &[String]) -> Vec<Choice> {
    let mut all = Vec::new();
    for area in book::list(List::Areas) {
        let offered = areas.is_empty() || areas.contains(&area.code);
        for word in strokes_of(&area.code) {
            let others = word.aliases.iter().chain([&word.words]);
            let hidden = family.is_hidden(&word.code) || family.is_hidden(&area.code);
            let choice = Choice::new(&word.code, family.stroke_words(&word.code));
            all.push(choice.also(&word.short, others).under(&area.words, offered).hidden(hidden));
        }
    }
    all.sort_by_key(|choice| !choice.offered);
    all
}

fn choices(list: List) -> Vec<Choice> {
    let choice = |word: &book::Word| {
        let others = word.aliases.iter().chain(&word.term);
        Choice::new(&word.code, &word.words).also(&word.short, others)
    };
    book::list(list).iter().map(choice).collect()
}

fn pick(key: impl Into<String>, options: Vec<Choice>, picked: Vec<String>, many: bool) -> Field {
    Field::new(key, Answer::Pick(Pick::new(options, picked, many)))
}

fn one(key: impl Into<String>, list: List, code: Option<&str>) -> Field {
    pick(key, choices(list), code.map(str::to_owned).into_iter().collect(), false)
}

fn several(key: impl Into<String>, list: List, codes: &[String]) -> Field {
    pick(key, choices(list), codes.to_vec(), true)
}

fn scale(key: &str, list: List, n: Option<u8>) -> Field {
    one(key, list, n.map(|n| n.to_string()).as_deref())
}

/// Whether a question is asked now: what follows from another answer waits for it, and nothing answered is hidden.
pub(crate) fn is_shown(fields: &[Field], at: usize) -> bool {
    let Some(field) = fields.get(at) else {
        return false;
    };
    if !field.is_blank() {
        return true;
    }
    let of = |key: &str| fields.iter().find(|field| field.key == key);
    if let Some(number) = field.moment().filter(|_| field.base() != "cues") {
        if of("touch").is_none() {
            // A cue's moment is the entry itself.
            return !matches!(field.base(), "area" | "at");
        }
        let mut same = fields.iter().filter(|other| other.moment() == Some(number));
        return same.any(|other| !other.is_blank());
    }
    let not_today = of("touch").is_some_and(|touch| touch.code() == Some(NOT_TODAY));
    match field.base() {
        "reason" => not_today,
        "words" => of("night").is_some_and(|night| !night.is_blank()),
        "touch" | "when" | "note" | "baby" | "carer" => true,
        _ => !not_today,
    }
}

/// Whether a part of the form begins here, for the keys that go several questions on.
pub(crate) fn begins_part(field: &Field) -> bool {
    let first = ["touch", "when", "areas", "cues", "ended", "note", "state", "felt", "night"];
    first.contains(&field.base())
}

/// Where a new entry of a kind is first asked.
pub(crate) fn first(kind: Kind) -> &'static str {
    match kind {
        Kind::Massage | Kind::Sleep => "when",
        Kind::Cue => "m1.cues",
        Kind::Checkin => "felt",
        Kind::Note => "note",
    }
}

/// Keeps the questions in step with the answers: a blank moment behind the last one of a massage, and the strokes of
/// the areas that are chosen.
pub(crate) fn settle(fields: &mut Vec<Field>, entry: &Entry, family: &Family, on: NaiveDate) {
    if entry.kind() != Kind::Massage {
        return;
    }
    let last = fields.iter().filter_map(Field::moment).max().unwrap_or(0);
    let open = fields
        .iter()
        .any(|field| field.moment() == Some(last) && field.base() == "cues" && !field.is_blank());
    if last == 0 || open {
        add_moment(fields, entry, family, on);
    }
    let areas = fields.iter().find(|field| field.key == "areas");
    let areas = areas.map(|field| field.codes().to_vec()).unwrap_or_default();
    for field in fields.iter_mut().filter(|field| field.key == "strokes") {
        if let Answer::Pick(pick) = &mut field.answer {
            let picked = pick.picked.clone();
            pick.options = stroke_choices(family, &areas);
            pick.set(picked);
        }
    }
}

pub(crate) fn add_moment(fields: &mut Vec<Field>, entry: &Entry, family: &Family, on: NaiveDate) {
    let last = fields.iter().filter_map(Field::moment).max().unwrap_or(0);
    let after = fields.iter().rposition(|field| field.moment().is_some());
    let after = after.or_else(|| fields.iter().position(|field| field.key == "areas"));
    let ask = Ask { family, on, baby: entry.baby };
    let at = after.map_or(fields.len(), |at| at + 1);
    fields.splice(at..at, ask.moment(last + 1, &Moment::default()));
}
