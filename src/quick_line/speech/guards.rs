//! Lines that are no records, whatever words they hold: questions, things ahead, what somebody else did, what is not so.
//! And what is said of a line in which nothing is known.

use crate::model::{Details, Entry, Id, Note};
use crate::quick_line::speech::Speech;
use crate::quick_line::speech::pieces::{Piece, PieceKind};
use crate::quick_line::time_cursor::DayExpr;
use crate::quick_line::time_grammar::{TimeForm, TimePoint};
use crate::quick_line::tokens::normalize_typed;
use crate::quick_line::{ParseError, ParsedLine, build_entry, time_slot::ResolvedTimes};
use crate::texts::speech_texts as texts;
use crate::vocabulary::WordList;
use crate::vocabulary::speech_words::Sense;

type Answer = Result<Vec<(ParsedLine, Vec<Id>)>, ParseError>;

pub(crate) fn answer_before_reading(speech: &Speech<'_>, pieces: &[Piece]) -> Option<Answer> {
    let any = |sense: &Sense| pieces.iter().any(|piece| piece.has(sense));
    let line = normalize_typed(speech.text.raw_slice(&(0..speech.text.len())));
    if any(&Sense::Crisis) {
        return Some(Err(speech.whole_error(texts::SOMEONE_TO_TALK_TO)));
    }
    let first = pieces.iter().find(|piece| !is_quiet(piece));
    if first.is_some_and(|piece| piece.has(&Sense::Visit) && asks(speech, piece)) {
        return Some(Ok(vec![(ParsedLine::Entry(visit_note(speech, pieces)), Vec::new())]));
    }
    if line == "night" {
        return Some(Err(speech.whole_error(texts::NIGHT_ALONE)));
    }
    let asked = line.contains('?') || first.is_some_and(|piece| piece.has(&Sense::Question));
    if asked {
        return Some(Err(speech.whole_error(texts::QUESTION)));
    }
    // "ran out of time for massage" is a reason, not a plan.
    if is_ahead(speech, pieces) && !any(&Sense::Skipped) {
        return Some(Err(speech.whole_error(texts::NOT_YET)));
    }
    if is_about_somebody_else(speech, pieces) {
        return Some(Err(speech.whole_error(texts::SOMEBODY_ELSE)));
    }
    if let Some(readings) = only_either(pieces) {
        let mine = readings.iter().all(|line| line.starts_with("checkin"));
        if mine && begins_with_baby(&line, pieces) {
            return Some(Err(speech.whole_error(texts::SOMEBODY_ELSE)));
        }
        return Some(Err(speech.either(texts::TWO_MEANINGS, readings)));
    }
    negated(pieces).then(|| Err(speech.whole_error(texts::NOT_SO)))
}

/// Something to come. "woke once" says how often.
fn is_ahead(speech: &Speech<'_>, pieces: &[Piece]) -> bool {
    let said = |piece: &Piece| speech.text.normalized_slice(&piece.span);
    pieces.iter().enumerate().any(|(at, piece)| {
        let counts = said(piece) == "once"
            && pieces.get(at + 1).is_none_or(|next| next.kind == PieceKind::Break)
            && at > 0;
        piece.has(&Sense::Ahead) && !counts
    })
}

/// A line that says no more than a phrase with two meanings.
fn only_either(pieces: &[Piece]) -> Option<Vec<String>> {
    let mut said = pieces.iter().filter(|piece| {
        !is_quiet(piece)
            && !piece.has(&Sense::FeelWord)
            && !piece.has(&Sense::CueWord)
            && !piece.has(&Sense::Me)
            && !matches!(&piece.kind, PieceKind::Baby(_))
            && !is_today(piece)
            && !is_last_night(piece)
    });
    let (one, rest) = (said.next()?, said.next());
    match (one.senses().iter().find(|sense| matches!(sense, Sense::Either { .. })), rest) {
        (Some(Sense::Either { readings, .. }), None) => {
            // After "cue" only a cue is meant.
            let cue = pieces.iter().any(|piece| piece.has(&Sense::CueWord));
            let fits = !cue || readings.iter().all(|line| line.starts_with("cue"));
            // "low last night" was then; only of a night is it said anyway.
            let night = pieces.iter().any(is_last_night);
            let says_night = readings.iter().all(|line| line.contains("night"));
            (fits && (!night || says_night)).then(|| readings.clone())
        }
        _ => None,
    }
}

fn is_today(piece: &Piece) -> bool {
    let today = TimeForm::Day(DayExpr::Today, None);
    matches!(&piece.kind, PieceKind::Time(time) if time.form == today || time.form == TimeForm::Point(TimePoint::Now))
}

fn is_last_night(piece: &Piece) -> bool {
    matches!(&piece.kind, PieceKind::Time(time) if matches!(time.form, TimeForm::Day(DayExpr::LastNight, _)))
}

/// The line's first word is the baby.
pub(crate) fn begins_with_baby(line: &str, pieces: &[Piece]) -> bool {
    const BABY: [&str; 11] =
        ["she", "he", "she's", "he's", "shes", "hes", "baby", "baby's", "bub", "they", "lo"];
    let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty());
    let subject = words.find(|word| !["and", "ok", "so", "just", "then", "oh", "well"].contains(word));
    let named = pieces.iter().find(|piece| !is_quiet(piece));
    subject.is_some_and(|word| BABY.contains(&word))
        || named.is_some_and(|piece| matches!(piece.kind, PieceKind::Baby(_)))
}

/// Says nothing on its own.
pub(crate) fn is_quiet(piece: &Piece) -> bool {
    matches!(piece.kind, PieceKind::Break | PieceKind::Link)
        || piece.has(&Sense::Filler)
        || piece.has(&Sense::Degree)
}

/// Somebody else is named before what was done.
fn is_about_somebody_else(speech: &Speech<'_>, pieces: &[Piece]) -> bool {
    let line = speech.text.normalized_slice(&(0..speech.text.len()));
    let put = ["put", "rocked", "got her", "got him"].iter().any(|word| line.contains(word));
    let acts = |piece: &Piece| {
        if piece.has(&Sense::Asleep) {
            return !put;
        }
        piece.senses().iter().any(|sense| {
            matches!(
                sense,
                Sense::Slept
                    | Sense::Sleep
                    | Sense::Awake
                    | Sense::Cue(_)
                    | Sense::Answer(WordList::Feelings | WordList::Felt, _)
            )
        })
    };
    let Some(named) = pieces.iter().position(|piece| piece.has(&Sense::Other)) else {
        return false;
    };
    !pieces[..named].iter().any(acts)
        && pieces[named..].iter().any(acts)
        && !pieces[..named].iter().any(|piece| piece.has(&Sense::Massage))
}

/// A "not" or "no" that is no part of a known phrase.
fn negated(pieces: &[Piece]) -> bool {
    let skipped = pieces.iter().any(|piece| piece.has(&Sense::Skipped));
    let denied = |at: usize, piece: &Piece| {
        piece.has(&Sense::Negation)
            && piece.senses().iter().all(|sense| *sense == Sense::Negation)
            && !(at > 0 && pieces[at - 1].has(&Sense::Stays))
    };
    // In the clause of a massage a "wasn't into it" is a remark; a sleep, a cue or a feeling that was not is none.
    let head = pieces.iter().position(|piece| piece.has(&Sense::Massage));
    !skipped
        && pieces.iter().enumerate().any(|(at, piece)| denied(at, piece) && head.is_none_or(|head| at < head))
}

/// "health visitor" alone is only somebody; with "ask", "question" or a colon it is for the visit.
fn asks(speech: &Speech<'_>, piece: &Piece) -> bool {
    let said = speech.text.normalized_slice(&piece.span);
    let after =
        (piece.span.end..speech.text.len()).filter_map(|at| speech.text.char_at(at)).find(|c| *c != ' ');
    ["ask", "question", "for ", "q "].iter().any(|word| said.starts_with(word) || said.contains("question"))
        || matches!(after, Some(':' | '-'))
}

fn visit_note(speech: &Speech<'_>, pieces: &[Piece]) -> Entry {
    let whole = speech.text.raw_slice(&(0..speech.text.len())).trim();
    let asks = pieces.iter().find(|piece| piece.has(&Sense::Visit));
    let rest = asks.map_or(whole, |piece| speech.text.raw_slice(&(piece.span.end..speech.text.len())));
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '.' | ','));
    let now = speech.context.now;
    let times = ResolvedTimes { at: now, until: None, approximate: false };
    let details = Details::Note(Note { for_visit: true, ..Note::default() });
    let rest = rest.strip_prefix("about ").unwrap_or(rest);
    let words = if rest.is_empty() { whole } else { rest };
    Entry { baby: None, note: Some(words.to_owned()), ..build_entry(speech.context, times, details) }
}

/// What is said when no event was found.
pub(crate) fn answer_without_events(speech: &Speech<'_>, pieces: &[Piece]) -> Result<(), ParseError> {
    if pieces.iter().any(|piece| piece.has(&Sense::Elsewhere)) {
        return Err(speech.whole_error(texts::ELSEWHERE));
    }
    let unit = |piece: &Piece| {
        let slice = speech.text.normalized_slice(&piece.span);
        ["ml", "oz", "kg", "lb", "lbs"].iter().any(|unit| {
            slice.strip_suffix(unit).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        })
    };
    if pieces.iter().any(unit) {
        return Err(speech.whole_error(texts::ELSEWHERE));
    }
    Ok(())
}
