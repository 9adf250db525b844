//! From answers back to an entry. An answer nobody touched changes nothing: what the form does not show, codes from
//! elsewhere and times as they were lived stay as they are.

use super::every::EVERY_BABY;
use super::field::Field;
use super::fields::{NOBODY, NOT_TODAY};
use super::{when, words};
use crate::journal::line::{self, Times, Unread};
use crate::journal::{At, Cue, Entry, Id, Massage, Moment, Note, What, check};
use crate::screens::Here;
use crate::words::{self as book, List, fold};

/// What is to be mended, in which question.
pub(crate) struct Mend {
    pub key: String,
    pub says: String,
    /// The readings to choose from, where there are several.
    pub either: Option<Vec<String>>,
}

impl Mend {
    pub(crate) fn new(key: impl Into<String>, says: impl Into<String>) -> Self {
        Self { key: key.into(), says: says.into(), either: None }
    }

    fn unread(key: &str, unread: Unread) -> Self {
        match unread {
            Unread::Mend { says, .. } => Self::new(key, says),
            Unread::Empty => Self::new(key, words::WHEN),
            Unread::Either { says, lines } => Self { either: Some(lines), ..Self::new(key, says) },
        }
    }
}

/// `before` with the answers in its place; `adding` when it was never kept.
pub(crate) fn build(fields: &[Field], before: &Entry, adding: bool, here: &Here<'_>) -> Result<Entry, Mend> {
    build_but(fields, before, adding, &[], here)
}

/// The same, with the questions in `but` as if nobody had touched them.
pub(crate) fn build_but(
    fields: &[Field],
    before: &Entry,
    adding: bool,
    but: &[String],
    here: &Here<'_>,
) -> Result<Entry, Mend> {
    if let Some(field) = fields.iter().find(|field| is_unsettled(field)) {
        return Err(Mend::new(&field.key, words::unsettled(field.finding())));
    }
    let mut entry = before.clone();
    if adding {
        entry.at = here.now;
    }
    if !but.iter().any(|key| key == "when") {
        times(&mut entry, fields, adding, here)?;
    }
    if !adding {
        bring_along(&mut entry, before.at);
    }
    let is_said = |field: &&Field| field.is_touched() && !but.contains(&field.key);
    let touched: Vec<&Field> = fields.iter().filter(is_said).collect();
    for field in &touched {
        put(&mut entry, field, here)?;
    }
    let at = |number: usize| touched.iter().any(|field| field.moment() == Some(number + 1));
    if let What::Massage(Massage { moments, .. }) | What::Cue(Cue { moments, .. }) = &mut entry.what {
        let mut number = 0;
        moments.retain(|moment| {
            number += 1;
            !moment.is_blank() || !at(number - 1)
        });
    }
    Ok(entry)
}

fn is_unsettled(field: &Field) -> bool {
    matches!(&field.answer, super::field::Answer::Pick(pick) if pick.is_unsettled())
}

/// The times, and a night without any.
fn times(entry: &mut Entry, fields: &[Field], adding: bool, here: &Here<'_>) -> Result<(), Mend> {
    let of = |key: &str| fields.iter().find(|field| field.key == key);
    let typed = |key: &str| of(key).map_or("", Field::typed_text).trim();
    let touched = |key: &str| of(key).is_some_and(Field::is_touched);
    let in_words = !typed("night").is_empty();
    if in_words && !typed("when").is_empty() && (touched("night") || touched("when")) {
        return Err(Mend::new("when", words::BOTH));
    }
    if touched("night")
        && let What::Sleep(sleep) = &mut entry.what
    {
        sleep.night = None;
        if in_words {
            let context = when::context(here, here.now);
            let night = context.map(|context| line::night(typed("night"), &context));
            let night = night.transpose().map_err(|e| Mend::unread("night", e))?;
            sleep.night = night;
            let hours = &here.family.settings.hours;
            entry.at = night.map_or(entry.at, |night| At::in_zone(hours.night(night).from, hours.zone));
            entry.until = None;
            return Ok(());
        }
        if typed("when").is_empty() && !adding {
            return Err(Mend::new("when", words::WHEN));
        }
    }
    if !touched("when") || in_words {
        return Ok(());
    }
    if typed("when").is_empty() && !adding {
        return Err(Mend::new("when", words::WHEN));
    }
    let read = when::read(typed("when"), entry.kind(), here, here.now);
    let read = read.map_err(|unread| Mend::unread("when", unread))?;
    (entry.at, entry.until, entry.about) = (read.at, read.until, read.about);
    if let (What::Massage(massage), Some(_)) = (&mut entry.what, entry.until) {
        massage.live = false;
    }
    Ok(())
}

fn put(entry: &mut Entry, field: &Field, here: &Here<'_>) -> Result<(), Mend> {
    let text = field.typed_text().trim();
    let text = (!text.is_empty()).then(|| text.to_owned());
    match field.base() {
        "note" => entry.note = text.clone(),
        // One for each is made once this one is whole.
        "baby" if field.code() == Some(EVERY_BABY) => {}
        "baby" => {
            let baby = field.code().filter(|code| *code != NOBODY);
            entry.baby = baby.and_then(|id| id.parse::<Id>().ok());
        }
        "carer" => {
            let carer = field.code().and_then(|id| id.parse::<Id>().ok());
            entry.carer = carer.unwrap_or(entry.carer);
        }
        _ => {}
    }
    let at = entry.at;
    match &mut entry.what {
        What::Massage(it) => match field.moment() {
            Some(number) => moment(&mut it.moments, number, field, at, here)?,
            None => massage(it, field, text),
        },
        What::Cue(it) => match (field.moment(), field.base()) {
            (Some(number), _) => moment(&mut it.moments, number, field, at, here)?,
            (None, "state") => it.state = code(field),
            (None, "doing") => it.doing = code(field),
            _ => {}
        },
        What::Sleep(it) => sleep(it, field, text)?,
        What::Checkin(it) => match field.base() {
            "felt" => it.felt = number(field),
            "energy" => it.energy = number(field),
            "feelings" => it.feelings = field.codes().to_vec(),
            "sure" => it.sure = number(field),
            "company" => it.company = number(field),
            _ => {}
        },
        What::Note(it) => match field.base() {
            "for_visit" => it.for_visit = field.code() == Some("yes"),
            "private" => it.private = field.code() == Some("yes"),
            _ => {}
        },
    }
    Ok(())
}

/// The question number of the moment at a place of the entry, from 1 on: those that were emptied have none there.
pub(crate) fn number_at(fields: &[Field], place: usize) -> usize {
    let emptied = |number: &usize| {
        let of = |field: &&Field| field.moment() == Some(*number);
        let mut own = fields.iter().filter(of);
        own.clone().any(Field::is_touched) && own.all(Field::is_blank)
    };
    let mut left = (1..=99).filter(|number| !emptied(number));
    left.nth(place.saturating_sub(1)).unwrap_or(place)
}

/// Moments go where their entry goes; a time typed for one of them is put in after.
fn bring_along(entry: &mut Entry, from: At) {
    let to = entry.at;
    let minutes = to.secs().div_euclid(60) - from.secs().div_euclid(60);
    if let What::Massage(Massage { moments, .. }) | What::Cue(Cue { moments, .. }) = &mut entry.what
        && minutes != 0
    {
        for at in moments.iter_mut().filter_map(|moment| moment.at.as_mut()) {
            let offset = at.offset() + to.offset() - from.offset();
            *at = At::new(at.secs() + minutes * 60, offset);
        }
    }
}

/// What is wrong with one answer by itself, so that it can be said as soon as the question is left.
pub(crate) fn wrong(
    field: &Field,
    fields: &[Field],
    base: &Entry,
    adding: bool,
    here: &Here<'_>,
) -> Option<Mend> {
    let typed = field.typed_text().trim();
    if typed.is_empty() || !field.is_touched() {
        return None;
    }
    let context = when::context(here, here.now)?;
    let read = |text: &str| when::read(text, base.kind(), here, here.now);
    match field.base() {
        "when" => match read(typed) {
            Err(unread) => Some(Mend::unread(&field.key, unread)),
            Ok(Times { at, until, .. }) => {
                // The times alone; what else is missing may still be answered.
                let what = What::Note(Note::default());
                let bare = Entry { at, until, what, ..base.clone() };
                let problem = check(&bare, here.now).err();
                let problem = problem.filter(|p| matches!(p.field.as_ref(), "at" | "until"));
                problem.map(|problem| Mend::new(&field.key, problem.says))
            }
        },
        "at" => {
            let mut began = fields.iter().filter(|field| field.key == "when");
            let began = began.find(|when| adding || when.is_touched());
            let began = began.and_then(|when| read(when.typed_text()).ok());
            let began = began.map_or(base.at, |times| times.at);
            let read = line::moment_time(typed, began, &context);
            read.err().map(|unread| Mend::unread(&field.key, unread))
        }
        "night" => {
            let read = line::night(typed, &context);
            read.err().map(|unread| Mend::unread(&field.key, unread))
        }
        "wakings" if typed.parse::<u16>().is_err() => Some(Mend::new(&field.key, words::NUMBER)),
        _ => None,
    }
}

fn code(field: &Field) -> Option<String> {
    field.code().map(str::to_owned)
}

fn number(field: &Field) -> Option<u8> {
    field.code()?.parse().ok()
}

fn massage(it: &mut Massage, field: &Field, text: Option<String>) {
    match field.base() {
        "touch" if field.code() == Some(NOT_TODAY) => {
            it.touch = None;
            it.not_today.get_or_insert_with(|| "no-reason".into());
        }
        "touch" => {
            it.touch = code(field);
            it.not_today = None;
        }
        // Only while it is "not today"; a reason left behind from before says nothing.
        "reason" if it.not_today.is_some() => {
            it.not_today = Some(code(field).unwrap_or_else(|| "no-reason".into()));
        }
        "asked" => it.asked = code(field),
        "before" => it.before = code(field),
        "after" => it.after = code(field),
        "areas" => it.areas = field.codes().to_vec(),
        "strokes" => it.strokes = field.codes().to_vec(),
        "ended" => it.ended = code(field),
        "oil" => it.oil = text.map(|oil| if fold(&oil) == "none" { "none".into() } else { oil }),
        "felt_before" => it.felt_before = number(field),
        "felt_after" => it.felt_after = number(field),
        _ => {}
    }
}

fn sleep(it: &mut crate::journal::Sleep, field: &Field, text: Option<String>) -> Result<(), Mend> {
    match field.base() {
        "settled" => it.settled = field.codes().to_vec(),
        "wakings" => {
            let read = text.map(|text| text.parse::<u16>());
            it.wakings = read.transpose().map_err(|_| Mend::new("wakings", words::NUMBER))?;
        }
        "nap" => {
            it.nap = match field.code() {
                Some("nap") => Some(true),
                Some("night") => Some(false),
                _ => None,
            }
        }
        "words" => {
            let known = |text: &String| book::find(List::Night, text).map(|word| word.code.clone());
            it.words = text.map(|text| known(&text).unwrap_or(text));
        }
        _ => {}
    }
    Ok(())
}

fn moment(
    moments: &mut Vec<Moment>,
    number: usize,
    field: &Field,
    began: At,
    here: &Here<'_>,
) -> Result<(), Mend> {
    let place = number.saturating_sub(1);
    if moments.len() <= place {
        moments.resize(place + 1, Moment::default());
    }
    let Some(it) = moments.get_mut(place) else {
        return Ok(());
    };
    match field.base() {
        "cues" => it.cues = field.codes().to_vec(),
        "area" => it.area = code(field),
        "at" => {
            let typed = field.typed_text();
            let context = when::context(here, here.now).filter(|_| !typed.trim().is_empty());
            let read = context.map(|context| line::moment_time(typed, began, &context));
            it.at = read.transpose().map_err(|unread| Mend::unread(&field.key, unread))?;
        }
        "meant" => it.meant = code(field),
        "did" => it.did = field.codes().to_vec(),
        "helped" => it.helped = code(field),
        _ => {}
    }
    Ok(())
}
