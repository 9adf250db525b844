//! A line as it is said: words and times are recognised one by one (`pieces.rs`), some lines are no records at all
//! (`guards.rs`), the others are taken for one event or several (`events.rs`), and each event becomes an entry (`to_entry`).
//!
//! What is left over goes to the note of its event. A number, a time or a "not" that is left over is asked about.

pub(crate) mod clauses;
pub(crate) mod event_parts;
pub(crate) mod event_times;
pub(crate) mod events;
pub(crate) mod guards;
pub(crate) mod left_over;
pub(crate) mod pieces;
pub(crate) mod refused_massage;
pub(crate) mod remarks;
pub(crate) mod said_around;
pub(crate) mod shared_day;
pub(crate) mod sleep_event;
pub(crate) mod slips;
pub(crate) mod speech_errors;
pub(crate) mod touch_event;
pub(crate) mod whose;

use crate::model::{Details, Entry, Timestamp};
use crate::quick_line::speech::pieces::Piece;
use crate::quick_line::speech::slips::SlipOutcome;
use crate::quick_line::tokens::LineText;
use crate::quick_line::{AddressedLine, LineContext, ParseError, ParsedLine};
use crate::texts::speech_texts as texts;

/// What a line is read with.
#[derive(Clone, Copy)]
pub(crate) struct Speech<'s> {
    pub(crate) text: &'s LineText<'s>,
    pub(crate) context: &'s LineContext<'s>,
    /// Sleeps and massages without an end, oldest first.
    pub(crate) running: &'s [Entry],
    /// A reading that is offered does not ask again.
    pub(crate) may_ask: bool,
}

/// Reads a line as it would be said. None: nothing in it is known.
pub(crate) fn read_speech(
    text: &str,
    context: &LineContext<'_>,
    running: &[Entry],
) -> Result<Option<Vec<AddressedLine>>, ParseError> {
    match slips::resolve_slip(text, context, running) {
        Some(SlipOutcome::Asked(asked)) => return Err(asked),
        Some(SlipOutcome::Meant(lines)) => return Ok(Some(lines)),
        None => {}
    }
    let first = read_once(text, context, running, true);
    // Dictation puts full stops where somebody took a breath.
    let stops = text.trim().trim_end_matches('.');
    if first.as_ref().is_ok_and(Option::is_some) || !stops.contains(". ") {
        return first;
    }
    let smooth = stops.replace(". ", " ");
    match (read_once(&smooth, context, running, true), first) {
        (Ok(Some(lines)), _) => Ok(Some(lines)),
        (_, first) => first,
    }
}

/// Reads a line that is offered as a reading of another.
pub(crate) fn read_offered(
    text: &str,
    context: &LineContext<'_>,
    running: &[Entry],
) -> Option<Vec<AddressedLine>> {
    read_once(text, context, running, false).ok().flatten()
}

fn read_once(
    text: &str,
    context: &LineContext<'_>,
    running: &[Entry],
    may_ask: bool,
) -> Result<Option<Vec<AddressedLine>>, ParseError> {
    let country = context.family.settings.country.as_deref();
    let line = LineText::for_country(text, country);
    let speech = Speech { text: &line, context, running, may_ask };
    let pieces = refused_massage::join_refusals(&speech, pieces::scan(&speech));
    if let Some(answer) = guards::answer_before_reading(&speech, &pieces) {
        return answer.map(Some);
    }
    if let Some((carer, pieces)) = whose::find_acting_carer(&speech, &pieces)
        && let Ok(Some(lines)) = read_pieces(&speech, &pieces)
        && let Some(lines) = whose::attribute_to(carer, lines)
    {
        return Ok(Some(lines));
    }
    read_pieces(&speech, &pieces)
}

/// Reads what the guards let through.
fn read_pieces(speech: &Speech<'_>, pieces: &[Piece]) -> Result<Option<Vec<AddressedLine>>, ParseError> {
    let (speech, now) = (*speech, speech.context.now);
    let events = events::assemble(&speech, pieces)?;
    if events.is_empty() {
        return guards::answer_without_events(&speech, pieces).map(|()| None);
    }
    let alone = events.len() == 1;
    if alone && events.iter().all(|event| speech.is_asleep_already(event)) {
        return Err(speech.whole_error(texts::SLEEP_RUNS));
    }
    let mut parsed = Vec::new();
    for event in events {
        let babies = event.babies.clone();
        let line = event.into_parsed(&speech)?;
        if parsed.last().is_some_and(|(before, _)| is_long_after(before, &line, now)) {
            return Err(speech.whole_error(texts::WHEN_ASLEEP_AGAIN));
        }
        if parsed.last().is_some_and(|(before, _)| is_out_of_order(before, &line, now)) {
            return Err(speech.whole_error(texts::WHICH_CAME_FIRST));
        }
        parsed.push((line, babies));
    }
    Ok(Some(parsed))
}

/// A sleep that would begin now, long after the waking that was told before it: nobody said when.
fn is_long_after(before: &ParsedLine, line: &ParsedLine, now: Timestamp) -> bool {
    let (ParsedLine::Awake { at, .. }, ParsedLine::Entry(entry)) = (before, line) else {
        return false;
    };
    matches!(entry.details, Details::Sleep(_))
        && entry.at == now
        && now.unix_seconds() - at.unix_seconds() > 3600
}

/// What is told first without a time, before something that was over by then: "massage, then slept for an hour".
fn is_out_of_order(before: &ParsedLine, line: &ParsedLine, now: Timestamp) -> bool {
    let (ParsedLine::Entry(first), ParsedLine::Entry(then)) = (before, line) else {
        return false;
    };
    let night = matches!(&then.details, Details::Sleep(sleep) if sleep.night.is_some());
    let how_one_is = matches!(first.details, Details::Checkin(_));
    first.at == now && now.unix_seconds() - then.at.unix_seconds() > 300 && !night && !how_one_is
}
