//! Lines that are no records, whatever words they hold: questions, things ahead, what somebody else did, what is not so.
//! And what is said of a line in which nothing is known.

use crate::model::{Details, Entry, Id, Note};
use crate::quick_line::speech::Speech;
use crate::quick_line::speech::pieces::{Piece, PieceKind};
use crate::quick_line::speech::{remarks, whose};
use crate::quick_line::time_cursor::DayExpr;
use crate::quick_line::time_grammar::{TimeForm, TimePoint};
use crate::quick_line::tokens::normalize_typed;
use crate::quick_line::{ParseError, ParsedLine, build_entry, time_slot::ResolvedTimes};
use crate::texts::speech_texts as texts;
use crate::vocabulary::WordList;
use crate::vocabulary::speech_words::Sense;

/// Behind a verb that stands first, whom a question is about.
const ASKED_OF: [&str; 9] = ["she", "he", "it", "they", "we", "i", "you", "anyone", "baby"];

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
    let asked = first.is_some_and(|piece| piece.has(&Sense::Question)) || is_question(speech, &line, pieces);
    if asked {
        return Some(Err(speech.whole_error(texts::QUESTION)));
    }
    // "ran out of time for massage" is a reason, not a plan.
    if is_ahead(speech, pieces) && !any(&Sense::Skipped) {
        return Some(Err(speech.whole_error(texts::NOT_YET)));
    }
    if whose::is_about_somebody_else(speech, pieces) {
        return Some(Err(speech.whole_error(texts::SOMEBODY_ELSE)));
    }
    if let Some(readings) = only_either(pieces) {
        let mine = readings.iter().all(|line| line.starts_with("checkin"));
        if mine && (whose::begins_with_baby(&line, pieces) || whose::speaks_of_baby(speech, pieces)) {
            return Some(Err(speech.whole_error(texts::SOMEBODY_ELSE)));
        }
        return Some(Err(speech.either(texts::TWO_MEANINGS, readings)));
    }
    if remarks::is_part_done(speech, pieces) {
        return Some(Err(speech.whole_error(texts::UNSURE)));
    }
    negated(speech, pieces).then(|| Err(speech.whole_error(texts::NOT_SO)))
}

/// "has she got reflux", "did he settle", "is it wind or what"; "did her legs" and "did it again" are none.
fn is_question(speech: &Speech<'_>, line: &str, pieces: &[Piece]) -> bool {
    let endings = [" or what", " or not", " or no"];
    if line.contains('?') || endings.iter().any(|end| line.trim_end_matches(['.', '!', ' ']).ends_with(end)) {
        return true;
    }
    let mut words = line
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty())
        .skip_while(|word| ["and", "ok", "so", "but", "oh"].contains(word));
    let (Some(asking), Some(whom)) = (words.next(), words.next()) else {
        return false;
    };
    let named = || {
        let first = pieces.iter().find(|piece| !is_quiet(piece));
        first.is_some_and(|piece| {
            matches!(piece.kind, PieceKind::Baby(_)) && speech.text.normalized_slice(&piece.span) == whom
        })
    };
    match asking {
        "has" | "have" | "does" | "is" | "are" => ASKED_OF.contains(&whom) || named(),
        "did" | "was" | "were" | "do" => ASKED_OF.contains(&whom) && whom != "it",
        _ => false,
    }
}

/// Something to come: "once she wakes", "nap in ten minutes". "woke once" says how often.
fn is_ahead(speech: &Speech<'_>, pieces: &[Piece]) -> bool {
    let said = |at: usize| speech.text.normalized_slice(&pieces[at].span);
    let begins = |at: usize| at == 0 || matches!(pieces[at - 1].kind, PieceKind::Break | PieceKind::Link);
    let soon = |at: usize| {
        let before = pieces[..at].iter().rfind(|piece| !is_quiet(piece));
        let last = before.is_some_and(|piece| {
            piece.has(&Sense::Massage) || piece.has(&Sense::Sleep) || is_nap(speech, piece)
        });
        let next = pieces.get(at + 1).map(|piece| &piece.kind);
        last && said(at) == "in"
            && matches!(next, Some(PieceKind::Time(time)) if matches!(time.form, TimeForm::Length(_)))
    };
    (0..pieces.len())
        .any(|at| soon(at) || (pieces[at].has(&Sense::Ahead) && (said(at) != "once" || begins(at))))
}

fn is_nap(speech: &Speech<'_>, piece: &Piece) -> bool {
    piece.has(&Sense::Slept) && speech.text.normalized_slice(&piece.span).ends_with("nap")
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

/// Says nothing on its own.
pub(crate) fn is_quiet(piece: &Piece) -> bool {
    matches!(piece.kind, PieceKind::Break | PieceKind::Link)
        || piece.has(&Sense::Filler)
        || piece.has(&Sense::Degree)
}

/// A "not" or "no" that is no part of a known phrase, and no remark on what was told before it.
fn negated(speech: &Speech<'_>, pieces: &[Piece]) -> bool {
    let skipped = pieces.iter().any(|piece| piece.has(&Sense::Skipped));
    // In the clause of a massage a "wasn't into it" is a remark; a sleep, a cue or a feeling that was not is none.
    let head = pieces.iter().position(|piece| piece.has(&Sense::Massage));
    !skipped
        && (0..pieces.len()).any(|at| {
            remarks::denies(pieces, at)
                && head.is_none_or(|head| at < head)
                && !remarks::is_remark(speech, pieces, at)
        })
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
    // "changed her nappy", "fed her" with no cue before it.
    let cared = |piece: &Piece| {
        piece.senses().iter().any(|sense| {
            matches!(sense, Sense::Answer(WordList::Responses, code) if code == "fed" || code == "nappy")
        })
    };
    let unit = |piece: &Piece| unit(piece) || cared(piece);
    if pieces.iter().any(unit) {
        return Err(speech.whole_error(texts::ELSEWHERE));
    }
    Ok(())
}
