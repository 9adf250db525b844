//! From answers back to an entry. An answer nobody touched changes nothing: what the form does not show, codes from
//! elsewhere and times as they were lived stay as they are.

use crate::model::{Cue, Details, Entry, Id, Massage, Moment, Note, Timestamp, validate_entry};
use crate::quick_line::{ParseError, ParsedTimes};
use crate::tui::screens::Context;
use crate::tui::screens::entry_form::form_field::FormField;
use crate::tui::screens::entry_form::form_fields::{NO_BABY_CODE, NOT_TODAY_CODE};
use crate::tui::screens::entry_form::shared_babies::EVERY_BABY_CODE;
use crate::tui::screens::entry_form::{entry_form_texts, time_text};
use crate::vocabulary::{WordList, normalize_text};
use crate::{quick_line, vocabulary as book};

/// What is to be mended, in which question.
pub(crate) struct FieldError {
    pub field_name: String,
    pub message: String,
    /// The readings to choose from, where there are several.
    pub readings: Option<Vec<String>>,
}

impl FieldError {
    pub(crate) fn new(key: impl Into<String>, says: impl Into<String>) -> Self {
        Self { field_name: key.into(), message: says.into(), readings: None }
    }

    fn unread(key: &str, from_parse_error: ParseError) -> Self {
        match from_parse_error {
            ParseError::Unreadable { message: says, .. } => Self::new(key, says),
            ParseError::Empty => Self::new(key, entry_form_texts::TIME_NEEDED),
            ParseError::Ambiguous { message: says, readings: lines } => {
                Self { readings: Some(lines), ..Self::new(key, says) }
            }
        }
    }
}

/// `before` with the answers in its place; `adding` when it was never kept.
pub(crate) fn build_entry(
    fields: &[FormField],
    before: &Entry,
    adding: bool,
    here: &Context<'_>,
) -> Result<Entry, FieldError> {
    build_entry_ignoring(fields, before, adding, &[], here)
}

/// The same, with the questions in `but` as if nobody had touched them.
pub(crate) fn build_entry_ignoring(
    fields: &[FormField],
    before: &Entry,
    adding: bool,
    but: &[String],
    here: &Context<'_>,
) -> Result<Entry, FieldError> {
    if let Some(field) = fields.iter().find(|field| is_search_unresolved(field)) {
        return Err(FieldError::new(&field.name, entry_form_texts::search_not_picked(field.search_text())));
    }
    let mut entry = before.clone();
    if adding {
        entry.at = here.now;
    }
    if !but.iter().any(|key| key == "when") {
        apply_times(&mut entry, fields, adding, here)?;
    }
    if !adding {
        shift_moments(&mut entry, before.at);
    }
    let is_said = |field: &&FormField| field.is_changed() && !but.contains(&field.name);
    let touched: Vec<&FormField> = fields.iter().filter(is_said).collect();
    for field in &touched {
        apply_answer(&mut entry, field, here)?;
    }
    let at = |number: usize| touched.iter().any(|field| field.moment_number() == Some(number + 1));
    if let Details::Massage(Massage { moments, .. }) | Details::Cue(Cue { moments, .. }) = &mut entry.details
    {
        let mut number = 0;
        moments.retain(|moment| {
            number += 1;
            !moment.is_blank() || !at(number - 1)
        });
    }
    Ok(entry)
}

fn is_search_unresolved(field: &FormField) -> bool {
    matches!(&field.answer, crate::tui::screens::entry_form::form_field::FieldAnswer::Pick(pick) if pick.has_unresolved_search())
}

/// The times, and a night without any.
fn apply_times(
    entry: &mut Entry,
    fields: &[FormField],
    adding: bool,
    here: &Context<'_>,
) -> Result<(), FieldError> {
    let of = |key: &str| fields.iter().find(|field| field.name == key);
    let typed = |key: &str| of(key).map_or("", FormField::typed_text).trim();
    let touched = |key: &str| of(key).is_some_and(FormField::is_changed);
    let in_words = !typed("night").is_empty();
    if in_words && !typed("when").is_empty() && (touched("night") || touched("when")) {
        return Err(FieldError::new("when", entry_form_texts::TIMES_AND_NIGHT));
    }
    if touched("night")
        && let Details::Sleep(sleep) = &mut entry.details
    {
        sleep.night = None;
        if in_words {
            let context = time_text::line_context(here, here.now);
            let night = context.map(|context| quick_line::parse_night(typed("night"), &context));
            let night = night.transpose().map_err(|e| FieldError::unread("night", e))?;
            sleep.night = night;
            let hours = &here.family.settings.day_boundaries;
            entry.at = night.map_or(entry.at, |night| {
                Timestamp::from_seconds_in_zone(hours.night_range(night).from, hours.zone)
            });
            entry.until = None;
            return Ok(());
        }
        if typed("when").is_empty() && !adding {
            return Err(FieldError::new("when", entry_form_texts::TIME_NEEDED));
        }
    }
    if !touched("when") || in_words {
        return Ok(());
    }
    if typed("when").is_empty() && !adding {
        return Err(FieldError::new("when", entry_form_texts::TIME_NEEDED));
    }
    let read = time_text::parse_typed_times(typed("when"), entry.kind(), here, here.now);
    let read = read.map_err(|unread| FieldError::unread("when", unread))?;
    (entry.at, entry.until, entry.approximate) = (read.at, read.until, read.approximate);
    if let (Details::Massage(massage), Some(_)) = (&mut entry.details, entry.until) {
        massage.live = false;
    }
    Ok(())
}

fn apply_answer(entry: &mut Entry, field: &FormField, here: &Context<'_>) -> Result<(), FieldError> {
    let text = field.typed_text().trim();
    let text = (!text.is_empty()).then(|| text.to_owned());
    match field.base_name() {
        "note" => entry.note = text.clone(),
        // One for each is made once this one is whole.
        "baby" if field.picked_code() == Some(EVERY_BABY_CODE) => {}
        "baby" => {
            let baby = field.picked_code().filter(|code| *code != NO_BABY_CODE);
            entry.baby = baby.and_then(|id| id.parse::<Id>().ok());
        }
        "carer" => {
            let carer = field.picked_code().and_then(|id| id.parse::<Id>().ok());
            entry.carer = carer.unwrap_or(entry.carer);
        }
        _ => {}
    }
    let at = entry.at;
    match &mut entry.details {
        Details::Massage(it) => match field.moment_number() {
            Some(number) => apply_moment_answer(&mut it.moments, number, field, at, here)?,
            None => apply_massage_answer(it, field, text),
        },
        Details::Cue(it) => match (field.moment_number(), field.base_name()) {
            (Some(number), _) => apply_moment_answer(&mut it.moments, number, field, at, here)?,
            (None, "state") => it.state = to_owned_code(field),
            (None, "doing") => it.doing = to_owned_code(field),
            _ => {}
        },
        Details::Sleep(it) => apply_sleep_answer(it, field, text)?,
        Details::Checkin(it) => match field.base_name() {
            "felt" => it.felt = parse_scale_value(field),
            "energy" => it.energy = parse_scale_value(field),
            "feelings" => it.feelings = field.picked_codes().to_vec(),
            "sure" => it.sure = parse_scale_value(field),
            "company" => it.company = parse_scale_value(field),
            _ => {}
        },
        Details::Note(it) => match field.base_name() {
            "for_visit" => it.for_visit = field.picked_code() == Some("yes"),
            "private" => it.private = field.picked_code() == Some("yes"),
            _ => {}
        },
    }
    Ok(())
}

/// The question number of the moment at a place of the entry, from 1 on: those that were emptied have none there.
pub(crate) fn moment_number_at(fields: &[FormField], place: usize) -> usize {
    let emptied = |number: &usize| {
        let of = |field: &&FormField| field.moment_number() == Some(*number);
        let mut own = fields.iter().filter(of);
        own.clone().any(FormField::is_changed) && own.all(FormField::is_blank)
    };
    let mut left = (1..=99).filter(|number| !emptied(number));
    left.nth(place.saturating_sub(1)).unwrap_or(place)
}

/// Moments go where their entry goes; a time typed for one of them is put in after.
fn shift_moments(entry: &mut Entry, from: Timestamp) {
    let to = entry.at;
    let minutes = to.unix_seconds().div_euclid(60) - from.unix_seconds().div_euclid(60);
    if let Details::Massage(Massage { moments, .. }) | Details::Cue(Cue { moments, .. }) = &mut entry.details
        && minutes != 0
    {
        for at in moments.iter_mut().filter_map(|moment| moment.at.as_mut()) {
            let offset = at.offset_seconds() + to.offset_seconds() - from.offset_seconds();
            *at = Timestamp::new(at.unix_seconds() + minutes * 60, offset);
        }
    }
}

/// What is wrong with one answer by itself, so that it can be said as soon as the question is left.
pub(crate) fn validate_field(
    field: &FormField,
    fields: &[FormField],
    base: &Entry,
    adding: bool,
    here: &Context<'_>,
) -> Option<FieldError> {
    let typed = field.typed_text().trim();
    if typed.is_empty() || !field.is_changed() {
        return None;
    }
    let context = time_text::line_context(here, here.now)?;
    let read = |text: &str| time_text::parse_typed_times(text, base.kind(), here, here.now);
    match field.base_name() {
        "when" => match read(typed) {
            Err(unread) => Some(FieldError::unread(&field.name, unread)),
            Ok(ParsedTimes { at, until, .. }) => {
                // The times alone; what else is missing may still be answered.
                let what = Details::Note(Note::default());
                let bare = Entry { at, until, details: what, ..base.clone() };
                let problem = validate_entry(&bare, here.now).err();
                let problem = problem.filter(|p| matches!(p.field.as_ref(), "at" | "until"));
                problem.map(|problem| FieldError::new(&field.name, problem.message))
            }
        },
        "at" => {
            let mut began = fields.iter().filter(|field| field.name == "when");
            let began = began.find(|when| adding || when.is_changed());
            let began = began.and_then(|when| read(when.typed_text()).ok());
            let began = began.map_or(base.at, |times| times.at);
            let read = quick_line::parse_moment_time(typed, began, &context);
            read.err().map(|unread| FieldError::unread(&field.name, unread))
        }
        "night" => {
            let read = quick_line::parse_night(typed, &context);
            read.err().map(|unread| FieldError::unread(&field.name, unread))
        }
        "wakings" if typed.parse::<u16>().is_err() => {
            Some(FieldError::new(&field.name, entry_form_texts::NUMBER_NEEDED))
        }
        _ => None,
    }
}

fn to_owned_code(field: &FormField) -> Option<String> {
    field.picked_code().map(str::to_owned)
}

fn parse_scale_value(field: &FormField) -> Option<u8> {
    field.picked_code()?.parse().ok()
}

fn apply_massage_answer(it: &mut Massage, field: &FormField, text: Option<String>) {
    match field.base_name() {
        "touch" if field.picked_code() == Some(NOT_TODAY_CODE) => {
            it.touch = None;
            it.not_today.get_or_insert_with(|| "no-reason".into());
        }
        "touch" => {
            it.touch = to_owned_code(field);
            it.not_today = None;
        }
        // Only while it is "not today"; a reason left behind from before says nothing.
        "reason" if it.not_today.is_some() => {
            it.not_today = Some(to_owned_code(field).unwrap_or_else(|| "no-reason".into()));
        }
        "asked" => it.asked = to_owned_code(field),
        "before" => it.before = to_owned_code(field),
        "after" => it.after = to_owned_code(field),
        "areas" => it.areas = field.picked_codes().to_vec(),
        "strokes" => it.strokes = field.picked_codes().to_vec(),
        "ended" => it.ended = to_owned_code(field),
        "oil" => it.oil = text.map(|oil| if normalize_text(&oil) == "none" { "none".into() } else { oil }),
        "felt_before" => it.felt_before = parse_scale_value(field),
        "felt_after" => it.felt_after = parse_scale_value(field),
        _ => {}
    }
}

fn apply_sleep_answer(
    it: &mut crate::model::Sleep,
    field: &FormField,
    text: Option<String>,
) -> Result<(), FieldError> {
    match field.base_name() {
        "settled" => it.settled = field.picked_codes().to_vec(),
        "wakings" => {
            let read = text.map(|text| text.parse::<u16>());
            it.wakings =
                read.transpose().map_err(|_| FieldError::new("wakings", entry_form_texts::NUMBER_NEEDED))?;
        }
        "nap" => {
            it.nap = match field.picked_code() {
                Some("nap") => Some(true),
                Some("night") => Some(false),
                _ => None,
            }
        }
        "words" => {
            let known =
                |text: &String| book::find_typed_word(WordList::Night, text).map(|word| word.code.clone());
            it.words = text.map(|text| known(&text).unwrap_or(text));
        }
        _ => {}
    }
    Ok(())
}

fn apply_moment_answer(
    moments: &mut Vec<Moment>,
    number: usize,
    field: &FormField,
    began: Timestamp,
    here: &Context<'_>,
) -> Result<(), FieldError> {
    let place = number.saturating_sub(1);
    if moments.len() <= place {
        moments.resize(place + 1, Moment::default());
    }
    let Some(it) = moments.get_mut(place) else {
        return Ok(());
    };
    match field.base_name() {
        "cues" => it.cues = field.picked_codes().to_vec(),
        "area" => it.area = to_owned_code(field),
        "at" => {
            let typed = field.typed_text();
            let context = time_text::line_context(here, here.now).filter(|_| !typed.trim().is_empty());
            let read = context.map(|context| quick_line::parse_moment_time(typed, began, &context));
            it.at = read.transpose().map_err(|unread| FieldError::unread(&field.name, unread))?;
        }
        "meant" => it.meant = to_owned_code(field),
        "did" => it.did = field.picked_codes().to_vec(),
        "helped" => it.helped = to_owned_code(field),
        _ => {}
    }
    Ok(())
}
