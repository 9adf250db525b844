//! From answers back to an entry. An answer nobody touched changes nothing: what the form does not show, codes from
//! elsewhere and times as they were lived stay as they are.

use crate::model::fields::{FieldShape, FieldSpec, keys};
use crate::model::kinds::massage::NO_REASON_CODE;
use crate::model::moment_fields;
use crate::model::{Details, Entry, Id, Moment, Note, Timestamp, validate_entry};
use crate::quick_line;
use crate::quick_line::{ParseError, ParsedTimes};
use crate::texts::entry_form as texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::Context;
use crate::tui::screens::entry_form::form_field::{FieldAnswer, FormField};
use crate::tui::screens::entry_form::form_fields::{NO_BABY_CODE, NOT_TODAY_CODE, YES_CODE};
use crate::tui::screens::entry_form::shared_babies::EVERY_BABY_CODE;
use crate::tui::screens::entry_form::time_text;
use crate::vocabulary::{WordList, find_typed_word, normalize_text};

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
            ParseError::Empty => Self::new(key, texts::TIME_NEEDED),
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
        return Err(FieldError::new(
            &field.name,
            texts::search_not_picked(field.search_text(), &key_name(Mode::Form, Action::Open)),
        ));
    }
    // The time of a new one is when it was begun, not when it is kept.
    let mut entry = before.clone();
    if !but.iter().any(|key| key == keys::WHEN) {
        apply_times(&mut entry, fields, adding, here)?;
    }
    // One that goes on is begun with a key; here stands one that is over.
    if adding && entry.is_open() && matches!(entry.details, Details::Sleep(_)) {
        let in_words = fields.iter().any(|field| field.name == keys::NIGHT && !field.is_blank());
        if !in_words {
            return Err(FieldError::new(keys::WHEN, texts::SLEEP_TIMES_NEEDED));
        }
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
    if let Some(moments) = entry.moments_mut() {
        let mut number = 0;
        moments.retain(|moment| {
            number += 1;
            !moment.is_blank() || !at(number - 1)
        });
    }
    Ok(entry)
}

fn is_search_unresolved(field: &FormField) -> bool {
    matches!(&field.answer, FieldAnswer::Pick(pick) if pick.has_unresolved_search())
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
    let in_words = !typed(keys::NIGHT).is_empty();
    if in_words && !typed(keys::WHEN).is_empty() && (touched(keys::NIGHT) || touched(keys::WHEN)) {
        return Err(FieldError::new(keys::WHEN, texts::TIMES_AND_NIGHT));
    }
    if touched(keys::NIGHT)
        && let Details::Sleep(sleep) = &mut entry.details
    {
        sleep.night = None;
        if in_words {
            let context = time_text::line_context(here, here.now);
            let night = context.map(|context| quick_line::parse_night(typed(keys::NIGHT), &context));
            let night = night.transpose().map_err(|e| FieldError::unread(keys::NIGHT, e))?;
            sleep.night = night;
            let hours = &here.family.settings.day_boundaries;
            entry.at = night.map_or(entry.at, |night| {
                Timestamp::from_seconds_in_zone(hours.night_range(night).from, hours.zone)
            });
            entry.until = None;
            return Ok(());
        }
        if typed(keys::WHEN).is_empty() && !adding {
            return Err(FieldError::new(keys::WHEN, texts::TIME_NEEDED));
        }
    }
    if !touched(keys::WHEN) || in_words {
        return Ok(());
    }
    if typed(keys::WHEN).is_empty() && !adding {
        return Err(FieldError::new(keys::WHEN, texts::TIME_NEEDED));
    }
    let from = time_text::reference_time(typed(keys::WHEN), entry, adding, here);
    let read = time_text::parse_typed_times(typed(keys::WHEN), entry.kind(), here, from);
    let read = read.map_err(|unread| FieldError::unread(keys::WHEN, unread))?;
    (entry.at, entry.until, entry.approximate) = (read.at, read.until, read.approximate);
    if let (Details::Massage(massage), Some(_)) = (&mut entry.details, entry.until) {
        massage.live = false;
    }
    Ok(())
}

fn apply_answer(entry: &mut Entry, field: &FormField, here: &Context<'_>) -> Result<(), FieldError> {
    let at = entry.at;
    match (field.moment_number(), field.base_name()) {
        (Some(number), _) => {
            return match entry.moments_mut() {
                Some(moments) => apply_moment_answer(moments, number, field, at, here),
                None => Ok(()),
            };
        }
        (None, keys::NOTE) => entry.note = field.trimmed_text(),
        // One for each is made once this one is whole.
        (None, keys::BABY) if field.picked_code() == Some(EVERY_BABY_CODE) => {}
        (None, keys::BABY) => {
            let baby = field.picked_code().filter(|code| *code != NO_BABY_CODE);
            entry.baby = baby.and_then(|id| id.parse::<Id>().ok());
        }
        (None, keys::CARER) => {
            let carer = field.picked_code().and_then(|id| id.parse::<Id>().ok());
            entry.carer = carer.unwrap_or(entry.carer);
        }
        (None, _) => return apply_own_answer(entry, field),
    }
    Ok(())
}

/// An answer to a question of its kind; what is more than its row says is told apart by its key.
fn apply_own_answer(entry: &mut Entry, field: &FormField) -> Result<(), FieldError> {
    let kind = entry.kind();
    let picked = field.picked_code().map(str::to_owned);
    match (field.base_name(), &mut entry.details) {
        (keys::TOUCH, Details::Massage(it)) if picked.as_deref() == Some(NOT_TODAY_CODE) => {
            it.touch = None;
            it.not_today.get_or_insert_with(|| NO_REASON_CODE.into());
        }
        (keys::TOUCH, Details::Massage(it)) => (it.touch, it.not_today) = (picked, None),
        (keys::REASON, Details::Massage(it)) => {
            // Only while it is "not today"; a reason left behind from before says nothing.
            if it.not_today.is_some() {
                it.not_today = Some(picked.unwrap_or_else(|| NO_REASON_CODE.into()));
            }
        }
        (keys::OIL, Details::Massage(it)) => {
            let none = |oil: String| if normalize_text(&oil) == "none" { "none".into() } else { oil };
            it.oil = picked.map(none);
        }
        (keys::WORDS, Details::Sleep(it)) => {
            let known = |text: &str| find_typed_word(WordList::Night, text).map(|word| word.code.clone());
            it.words = field.trimmed_text().map(|text| known(&text).unwrap_or(text));
        }
        // With the times.
        (keys::NIGHT, _) => {}
        (key, details) => {
            if let Some(spec) = kind.field(key)
                && !spec.set(details, &list_answers(field, spec))
            {
                return Err(FieldError::new(key, answer_needed(spec)));
            }
        }
    }
    Ok(())
}

/// The answers of a question as its field takes them.
fn list_answers<T>(field: &FormField, spec: &FieldSpec<T>) -> Vec<String> {
    let mut answers = field.picked_codes().to_vec();
    answers.extend(field.trimmed_text());
    match &spec.shape {
        FieldShape::Flag(_) => answers.retain(|code| code == YES_CODE),
        FieldShape::Either(codes, _) => answers.retain(|code| codes.contains(&code.as_str())),
        _ => {}
    }
    answers
}

/// What a question wants that got something else.
fn answer_needed<T>(spec: &FieldSpec<T>) -> String {
    match spec.range() {
        _ if spec.key == keys::WAKINGS => texts::WAKINGS_NEEDED.to_owned(),
        Some(range) => texts::number_needed(*range.start(), *range.end()),
        None => texts::ANSWER_UNREADABLE.to_owned(),
    }
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
    let minutes = from.minutes_to(to);
    if minutes == 0 {
        return;
    }
    for at in entry.moments_mut().into_iter().flatten().filter_map(|moment| moment.at.as_mut()) {
        let offset = at.offset_seconds() + to.offset_seconds() - from.offset_seconds();
        *at = Timestamp::new(at.unix_seconds() + minutes * 60, offset);
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
    let read = |text: &str| {
        let from = time_text::reference_time(text, base, adding, here);
        time_text::parse_typed_times(text, base.kind(), here, from)
    };
    match field.base_name() {
        keys::WHEN => match read(typed) {
            Err(unread) => Some(FieldError::unread(&field.name, unread)),
            Ok(ParsedTimes { at, until, .. }) => {
                // The times alone; what else is missing may still be answered.
                let what = Details::Note(Note::default());
                let bare = Entry { at, until, details: what, ..base.clone() };
                let problem = validate_entry(&bare, here.now).err();
                let problem = problem.filter(|p| matches!(p.field.as_ref(), keys::AT | keys::UNTIL));
                problem.map(|problem| FieldError::new(&field.name, problem.message))
            }
        },
        keys::AT => {
            let mut began = fields.iter().filter(|field| field.name == keys::WHEN);
            let began = began.find(|when| adding || when.is_changed());
            let began = began.and_then(|when| read(when.typed_text()).ok());
            let began = began.map_or(base.at, |times| times.at);
            let read = quick_line::parse_moment_time(typed, began, &context);
            read.err().map(|unread| FieldError::unread(&field.name, unread))
        }
        keys::NIGHT => {
            let read = quick_line::parse_night(typed, &context);
            read.err().map(|unread| FieldError::unread(&field.name, unread))
        }
        key => {
            let spec = base.kind().field(key).filter(|spec| matches!(spec.shape, FieldShape::Number(..)))?;
            let fits = spec.set(&mut base.details.clone(), &list_answers(field, spec));
            (!fits).then(|| FieldError::new(&field.name, answer_needed(spec)))
        }
    }
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
    if field.base_name() == keys::AT {
        let typed = field.typed_text();
        let context = if typed.trim().is_empty() { None } else { time_text::line_context(here, here.now) };
        let read = context.map(|context| quick_line::parse_moment_time(typed, began, &context));
        it.at = read.transpose().map_err(|unread| FieldError::unread(&field.name, unread))?;
    } else if let Some(spec) = moment_fields().iter().find(|spec| spec.key == field.base_name()) {
        spec.set(it, &list_answers(field, spec));
    }
    Ok(())
}
