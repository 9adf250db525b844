//! The typed line: `cuebook log TEXT` and `:` in the app, read into an entry, and an entry printed back as a line.
//!
//! Words a parent may choose from come from [`crate::vocabulary`] and from the family; nothing here lists them. Nothing here
//! knows the journal's file either: `awake` says what was typed, and its caller finds the running sleep.
//!
//! Two forms beyond those in the README's examples make every entry printable. A massage's or cue's further moment opens
//! with `moment`, `at TIME` or a signed cue after a `;`. A note's time stands before a colon: `note at 10:15: ...`.

pub(crate) mod addressee;
pub(crate) mod checkin_line;
pub(crate) mod clock_grammar;
pub(crate) mod cue_line;
pub mod custom_cue;
pub(crate) mod date_grammar;
pub(crate) mod dated_line;
pub(crate) mod half_of_day;
pub(crate) mod keyword_answers;
pub(crate) mod length_grammar;
pub(crate) mod line_on_day;
pub(crate) mod massage_line;
pub(crate) mod match_terms;
pub(crate) mod moment_list;
pub(crate) mod named_month;
pub(crate) mod note_line;
pub(crate) mod outcome;
pub(crate) mod print_line;
pub(crate) mod range_grammar;
pub(crate) mod resolve_time;
pub(crate) mod reversed_range;
pub(crate) mod sleep_line;
pub(crate) mod speech;
pub(crate) mod suggest;
pub(crate) mod time_cursor;
pub(crate) mod time_grammar;
pub(crate) mod time_input;
pub(crate) mod time_slot;
pub(crate) mod tokens;

use crate::model::{Details, Entry, Family, Id, Massage, Timestamp, new_id, validate_entry};
pub(crate) use crate::quick_line::addressee::print_for_babies;
pub use crate::quick_line::addressee::{parse_addressed_line, print_addressed_line};
pub use crate::quick_line::print_line::print_entry;
pub(crate) use crate::quick_line::sleep_line::end_running_sleep;
pub(crate) use crate::quick_line::time_input::{
    ParsedTimes, parse_full_date, parse_moment_time, parse_night, parse_time_of_day, parse_times,
    print_setting_answer, print_times,
};
use crate::quick_line::tokens::{CharRange, LineParts, LineText, Token, split_line, tokenize_clause};
use crate::texts::parse_errors as texts;
use crate::texts::typed_line;
use crate::vocabulary::{WordList, find_typed_word, has_emergency_words};
use std::fmt;

pub struct LineContext<'a> {
    pub now: Timestamp,
    pub family: &'a Family,
    /// Whom massages, cues and sleeps are about. Check-ins and notes come back without a baby.
    pub baby: Option<Id>,
    pub carer: Id,
}

#[expect(
    clippy::large_enum_variant,
    reason = "one is made per line, and a plain entry is what every caller wants"
)]
#[derive(Clone, PartialEq, Debug)]
pub enum ParsedLine {
    Entry(Entry),
    Awake {
        at: Timestamp,
        approximate: bool,
        wakings: Option<u16>,
        settled: Vec<String>,
        note: Option<String>,
    },
    /// The massage under way as it was, and with its end.
    EndMassage(Box<(Entry, Entry)>),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ParseError {
    Unreadable {
        /// What is wrong and what was expected, in plain sentences.
        message: String,
        /// The bytes of the typed text it is about.
        byte_range: std::ops::Range<usize>,
        /// No kind of line was recognised, so the app may offer to keep it as a note.
        can_keep_as_note: bool,
    },
    /// A clock change leaves several readings.
    Ambiguous {
        message: String,
        /// The whole line in each reading, the earliest first: two, or three where both ends of a range are unclear.
        readings: Vec<String>,
    },
    Empty,
}

impl ParseError {
    fn at_span(text: &LineText<'_>, span: &CharRange, message: impl Into<String>) -> Self {
        Self::Unreadable {
            message: message.into(),
            byte_range: text.byte_range(span),
            can_keep_as_note: false,
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { message, .. } => f.write_str(message),
            Self::Ambiguous { message, readings } => {
                write!(f, "{message}\n  {}", readings.join("\n  "))
            }
            Self::Empty => f.write_str(texts::NOTHING_TYPED),
        }
    }
}

impl std::error::Error for ParseError {}

/// What kind of line a first word opens, and how.
#[derive(Clone, PartialEq, Debug)]
enum LineKind {
    /// Began asleep, or slept; with the nap flag the word itself gives.
    Sleep {
        has_ended: bool,
        nap: Option<bool>,
    },
    Awake,
    /// The touch, when it is not the massage the line is named for.
    Massage(Option<String>),
    NotToday,
    Cue,
    Checkin,
}

/// The first words that open a line, for the hint when none of them does.
const OPENERS: [&str; 11] =
    ["sleep", "slept", "nap", "night", "awake", "massage", "not today", "cue", "checkin", "felt", "note"];

/// Reads a typed line.
///
/// # Errors
/// When a piece of it cannot be read, a time lies ahead, or a clock change leaves two readings.
pub fn parse_line(text: &str, context: &LineContext<'_>) -> Result<ParsedLine, ParseError> {
    if text.trim().is_empty() {
        return Err(ParseError::Empty);
    }
    if text.chars().nth(MAX_LINE_CHARS).is_some() {
        return Err(ParseError::Unreadable {
            message: texts::LINE_TOO_LONG.into(),
            byte_range: 0..0,
            can_keep_as_note: false,
        });
    }
    let line = LineText::new(text);
    if let Some(from) = tokens::find_note_start(&line, 0) {
        return validate_line(&line, note_line::parse_note(&line, from, context)?, context);
    }
    let LineParts { mut segments, note } = split_line(&line)?;
    let first = segments.iter_mut().flatten().next();
    let Some(clause) = first else {
        return Err(unknown_line_error(&line, &(0..line.len())));
    };
    let (opens, after) = match_opener(&line, &tokenize_clause(&line, clause)).ok_or_else(|| {
        let word = tokenize_clause(&line, clause).into_iter().next();
        if match_terms::find_cue_code(&line.normalized_slice(clause), context).is_some() {
            return ParseError::Unreadable {
                message: texts::cue_needs_opener(line.raw_slice(clause)),
                byte_range: line.byte_range(clause),
                can_keep_as_note: true,
            };
        }
        unknown_line_error(&line, &word.map_or(clause.clone(), |token| token.span))
    })?;
    clause.start = after.min(clause.end);
    let parts = LineParts { segments, note };
    let entry = match opens {
        LineKind::Sleep { has_ended: over, nap } => {
            sleep_line::parse_sleep(&line, &parts, over, nap, context)?
        }
        LineKind::Awake => return sleep_line::parse_awake(&line, parts, context),
        LineKind::Massage(touch) => {
            let begun = Massage { touch, ..Massage::default() };
            massage_line::parse_massage(&line, &parts, begun, context)?
        }
        LineKind::NotToday => massage_line::parse_not_today(&line, &parts, context)?,
        LineKind::Cue => cue_line::parse_cue(&line, &parts, context)?,
        LineKind::Checkin => checkin_line::parse_checkin(&line, &parts, context)?,
    };
    validate_line(&line, Entry { note: parts.note, ..entry }, context)
}

/// One thing a line says, and whom it names.
pub type AddressedLine = (ParsedLine, Vec<Id>);

/// Reads a line as it was written or as it would be said; it may say several things. `running` are the sleeps and
/// massages without an end.
///
/// # Errors
/// When nothing in it can be kept, or when it can honestly be read in several ways.
pub fn read_line(
    text: &str,
    context: &LineContext<'_>,
    running: &[Entry],
) -> Result<Vec<AddressedLine>, ParseError> {
    // What comes before a line's own note; a note says what it likes.
    let said = text.split(';').next().unwrap_or_default();
    if !starts_with_note(text) && has_emergency_words(said) {
        return Err(ParseError::Unreadable {
            message: crate::texts::speech_texts::emergency(),
            byte_range: 0..text.len(),
            can_keep_as_note: true,
        });
    }
    named_month::check_months(said, context)?;
    let written = match parse_addressed_line(text, context) {
        Ok(_) if text.trim().eq_ignore_ascii_case("night") => None,
        // What was done once it was over says nothing of how it began.
        Ok((ParsedLine::Awake { settled, .. }, _)) if !settled.is_empty() => None,
        Ok((ParsedLine::Entry(entry), _)) if ends_now_beside(&entry, context, running) => None,
        Ok((ParsedLine::Entry(entry), _)) if begins_again(&entry, context, running) => {
            return Err(ParseError::Unreadable {
                message: crate::texts::speech_texts::MASSAGE_RUNS.to_owned(),
                byte_range: 0..text.len(),
                can_keep_as_note: true,
            });
        }
        Ok((ParsedLine::Entry(entry), babies)) => {
            let ended = massage_line::end_massage_by_range(&entry, running);
            return Ok(vec![(ended.unwrap_or(ParsedLine::Entry(entry)), babies)]);
        }
        Ok(line) => return Ok(vec![line]),
        Err(ParseError::Empty) => return Err(ParseError::Empty),
        Err(ParseError::Ambiguous { message, readings }) => {
            match judge_readings(&readings, context, running) {
                Judged::Meant(line) => return Ok(vec![*line]),
                Judged::Asked => return Err(ParseError::Ambiguous { message, readings }),
                Judged::Speech => Some(ParseError::Ambiguous { message, readings }),
            }
        }
        // A name nobody has is mended before anything else.
        Err(error) if names_nobody(text, &error) => return Err(error),
        Err(error) => Some(error),
    };
    if text.chars().nth(MAX_SPOKEN_CHARS).is_some() || starts_with_note(text) {
        return Err(written.unwrap_or(ParseError::Empty));
    }
    match speech::read_speech(text, context, running)? {
        Some(lines) => Ok(note_line::drop_note_word(text, lines)),
        None => Err(written.unwrap_or(ParseError::Empty)),
    }
}

/// A length of sleep up to now, while a sleep that began at another time runs.
fn ends_now_beside(entry: &Entry, context: &LineContext<'_>, running: &[Entry]) -> bool {
    let beside =
        |it: &Entry| matches!(it.details, Details::Sleep(_)) && it.baby == entry.baby && it.at != entry.at;
    matches!(entry.details, Details::Sleep(_))
        && entry.until == Some(context.now)
        && running.iter().any(beside)
}

/// What becomes of a written line with several readings.
enum Judged {
    /// It is asked about.
    Asked,
    /// What runs says which is meant.
    Meant(Box<AddressedLine>),
    /// It is heard as speech.
    Speech,
}

fn judge_readings(readings: &[String], context: &LineContext<'_>, running: &[Entry]) -> Judged {
    let read: Vec<_> = readings.iter().map(|line| parse_addressed_line(line, context)).collect();
    let begins_running = |line: &&AddressedLine| match &line.0 {
        ParsedLine::Entry(entry) => running.iter().any(|it| is_same_sleep(it, entry)),
        _ => false,
    };
    if let Some(line) = read.iter().flatten().find(begins_running) {
        return Judged::Meant(Box::new(line.clone()));
    }
    // Where a reading of it is no written line either, or it ends what runs, speech knows more.
    let wakes = read.iter().flatten().any(|(line, _)| matches!(line, ParsedLine::Awake { .. }));
    let ends = wakes && !running.is_empty();
    if read.iter().all(Result::is_ok) && !ends { Judged::Asked } else { Judged::Speech }
}

/// Whether an entry is the sleep that runs, told with its end.
fn is_same_sleep(running: &Entry, entry: &Entry) -> bool {
    let both = matches!((&running.details, &entry.details), (Details::Sleep(_), Details::Sleep(_)));
    both && running.baby == entry.baby && entry.until.is_some() && running.at.minutes_to(entry.at) == 0
}

fn names_nobody(text: &str, error: &ParseError) -> bool {
    let sign = text.find('@').filter(|at| text[..*at].trim().is_empty());
    matches!(error, ParseError::Unreadable { byte_range, .. } if sign == Some(byte_range.start))
}

/// "massage" and no more, while one is under way.
fn begins_again(entry: &Entry, context: &LineContext<'_>, running: &[Entry]) -> bool {
    let bare = Details::Massage(Massage::default());
    entry.details == bare
        && entry.at == context.now
        && entry.until.is_none()
        && running.iter().any(|it| matches!(it.details, Details::Massage(_)) && it.baby == entry.baby)
}

fn starts_with_note(text: &str) -> bool {
    tokens::find_note_start(&LineText::new(text), 0).is_some()
}

/// Nobody says more in one line.
const MAX_SPOKEN_CHARS: usize = 600;

/// An entry of a typed line, about the baby of the context.
fn build_entry(context: &LineContext<'_>, times: time_slot::ResolvedTimes, what: Details) -> Entry {
    Entry {
        id: new_id(),
        baby: context.baby,
        carer: context.carer,
        at: times.at,
        until: times.until,
        approximate: times.approximate,
        note: None,
        details: what,
    }
}

fn validate_line(
    line: &LineText<'_>,
    entry: Entry,
    context: &LineContext<'_>,
) -> Result<ParsedLine, ParseError> {
    match validate_entry(&entry, context.now) {
        Ok(()) => Ok(ParsedLine::Entry(entry)),
        Err(problem) => Err(ParseError::at_span(line, &(0..line.len()), problem.message)),
    }
}

/// The kind of line, and where what it says begins.
fn match_opener(line: &LineText<'_>, tokens: &[Token]) -> Option<(LineKind, usize)> {
    let first = tokens.first().filter(|token| token.is_plain())?;
    let phrase = |n: usize| {
        let last = tokens.get(n - 1).filter(|last| last.is_plain())?;
        let span = first.span.start..last.span.end;
        let folded = if span.len() > 80 { String::new() } else { line.normalized_slice(&span) };
        Some((folded.trim_end_matches(':').to_owned(), last.span.end))
    };
    let (word, end) = phrase(1)?;
    let slept = |over, nap| Some((LineKind::Sleep { has_ended: over, nap }, end));
    let (two, two_end) = phrase(2).unwrap_or_default();
    match (word.as_str(), two.as_str()) {
        (_, "not today") => return Some((LineKind::NotToday, two_end)),
        (_, "massage not") if phrase(3).is_some_and(|(three, _)| three == typed_line::MASSAGE_NOT_TODAY) => {
            return phrase(3).map(|(_, end)| (LineKind::NotToday, end));
        }
        (_, "check in") => return Some((LineKind::Checkin, two_end)),
        (_, "woke up") => return Some((LineKind::Awake, two_end)),
        ("sleep", _) => return slept(false, None),
        ("slept", _) => return slept(true, None),
        ("nap", _) => return slept(false, Some(true)),
        ("napped", _) => return slept(true, Some(true)),
        ("night", _) => return slept(false, Some(false)),
        ("awake", _) => return Some((LineKind::Awake, end)),
        ("cue" | "cues", _) => return Some((LineKind::Cue, end)),
        ("checkin" | "check-in", _) => return Some((LineKind::Checkin, end)),
        _ => {}
    }
    let touch = (1..=3).rev().find_map(|n| {
        let (phrase, end) = phrase(n)?;
        let code = find_typed_word(WordList::Touch, &phrase)?.code.clone();
        Some((LineKind::Massage((code != "massage").then_some(code)), end))
    });
    touch.or_else(|| {
        checkin_line::is_checkin_line(line, tokens).then_some((LineKind::Checkin, first.span.start))
    })
}

fn unknown_line_error(line: &LineText<'_>, span: &CharRange) -> ParseError {
    let word: String = line.normalized_slice(span).chars().take(60).collect();
    let mut near = suggest::NearestMatch::new(&word);
    for opener in OPENERS {
        near.compare_forms(opener, &[]);
    }
    let near = near.into_suggestion().map(|near| texts::did_you_mean(&near)).unwrap_or_default();
    let typed: String = line.raw_slice(span).chars().take(60).collect();
    ParseError::Unreadable {
        message: texts::unknown_line(&typed, &near),
        byte_range: line.byte_range(span),
        can_keep_as_note: true,
    }
}

const MAX_LINE_CHARS: usize = 20_000;
