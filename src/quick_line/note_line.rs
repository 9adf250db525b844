//! `note ask about the rash @visit`, and `note at 10:15: ...` for one that belongs to another time.
//!
//! The text of a note is the parent's, commas and all; only a time before a colon and a last `@visit`, `@asked` or `@private` are taken from it.

use crate::model::{Details, Entry, Note};
use crate::quick_line::resolve_time::resolve_time;
use crate::quick_line::time_grammar::{TimeForm, parse_time_expr};
use crate::quick_line::time_slot::TimeSlot;
use crate::quick_line::tokens::{LineText, find_note_start, normalize_char, normalize_typed};
use crate::quick_line::{AddressedLine, LineContext, ParseError, ParsedLine, build_entry};

/// Says that the note's words are to be taken as they stand, `@visit` and all.
pub(crate) const VERBATIM_MARK: &str = "as written";
/// Makes a note a question for the visit.
pub(crate) const VISIT_MARK: &str = "@visit";
/// Says that a question was talked about.
pub(crate) const ASKED_MARK: &str = "@asked";
pub(crate) const PRIVATE_MARK: &str = "@private";
/// Longest time looked for before a colon.
const MAX_TIME_CHARS: usize = 120;

/// The rest of a line that begins with `note`, from the character after it.
pub(crate) fn parse_note(
    text: &LineText<'_>,
    from: usize,
    context: &LineContext<'_>,
) -> Result<Entry, ParseError> {
    let (mut typed, mut verbatim, mut begins) = (TimeSlot::default(), false, from);
    if let Some((time, exact, after)) = parse_note_time(text, from) {
        typed.approximate = time.approximate;
        typed.time = Some(time);
        (verbatim, begins) = (exact, after);
    }
    let said = text.raw_slice(&(begins..text.len())).trim();
    // Any of the marks, in any order, each once: what stands before it is the parent's.
    let (mut said, mut marks) = (said, Vec::new());
    while let Some((mark, before)) = [VISIT_MARK, ASKED_MARK, PRIVATE_MARK]
        .into_iter()
        .filter(|mark| !verbatim && !marks.contains(mark))
        .find_map(|mark| Some((mark, strip_trailing_mark(said, mark)?)))
    {
        marks.push(mark);
        said = before;
    }
    let [for_visit, was_asked, private] =
        [VISIT_MARK, ASKED_MARK, PRIVATE_MARK].map(|mark| marks.contains(&mark));
    let (at, until) = resolve_time(
        text,
        &crate::quick_line::resolve_time::TimeBasis::from_context(context),
        typed.time.as_ref(),
        None,
    )?;
    let times = crate::quick_line::time_slot::ResolvedTimes { at, until, approximate: typed.approximate };
    let what = Details::Note(Note { for_visit, was_asked, private, ..Note::default() });
    Ok(Entry {
        baby: None,
        note: Some(said.to_owned()).filter(|said| !said.is_empty()),
        ..build_entry(context, times, what)
    })
}

/// `feeling good; note x` said as speech: the word that leads to the note is no part of it.
pub(crate) fn drop_note_word(text: &str, mut lines: Vec<AddressedLine>) -> Vec<AddressedLine> {
    let line = LineText::new(text);
    let begins = (0..line.len())
        .filter(|at| line.char_at(*at) == Some(';'))
        .find_map(|at| find_note_start(&line, at + 1));
    let Some(begins) = begins else {
        return lines;
    };
    let words = line.raw_slice(&(begins..line.len())).trim().trim_end_matches(['.', '!', ',']);
    for (line, _) in &mut lines {
        let ParsedLine::Entry(Entry { note: Some(note), .. }) = line else {
            continue;
        };
        let lead =
            note.find(words).and_then(|at| note.get(..at)).map(|it| it.trim_end().trim_end_matches(':'));
        if let Some(front) = lead.and_then(|lead| strip_trailing_mark(lead, "note")) {
            *note = format!("{front} {}", note.get(note.find(words).unwrap_or(0)..).unwrap_or_default())
                .trim_start()
                .to_owned();
        }
    }
    lines
}

/// What stands before a last mark, such as `@visit`.
fn strip_trailing_mark<'a>(said: &'a str, mark: &str) -> Option<&'a str> {
    let cut = said.len().checked_sub(mark.len())?;
    let (before, tail) = (said.get(..cut)?, said.get(cut..)?);
    let tail: String = tail.chars().map(normalize_char).collect();
    let apart = before.chars().next_back().is_none_or(char::is_whitespace);
    (tail == mark && apart).then(|| before.trim_end())
}

/// `at TIME:` or `at TIME as written:`, and where the text begins. Anything else is the text.
fn parse_note_time(
    text: &LineText<'_>,
    from: usize,
) -> Option<(crate::quick_line::time_grammar::TimeExpr, bool, usize)> {
    let mut start = from;
    while text.char_at(start) == Some(' ') {
        start += 1;
    }
    let at = text.char_at(start) == Some('a')
        && text.char_at(start + 1) == Some('t')
        && text.char_at(start + 2) == Some(' ');
    if !at {
        return None;
    }
    let colon = (start..(start + MAX_TIME_CHARS).min(text.len())).find(|place| {
        text.char_at(*place) == Some(':') && matches!(text.char_at(place + 1), Some(' ') | None)
    })?;
    // Without the "at", so that a line with its time put differently still has it.
    let begins = (start + 3..colon).find(|place| text.char_at(*place) != Some(' '))?;
    let time = parse_time_expr(text, &(begins..colon))?;
    if !matches!(time.form, TimeForm::Point(_) | TimeForm::Range(..)) {
        return None;
    }
    match text.normalized_slice(&(time.span.end..colon)).as_str() {
        "" => Some((time, false, colon + 1)),
        VERBATIM_MARK => Some((time, true, colon + 1)),
        _ => None,
    }
}

/// Whether the words of a note may be a question for a visit; whether they are is the parent's to say.
pub(crate) fn sounds_like_question(words: &str) -> bool {
    let words = words.trim();
    let first = normalize_typed(words);
    let asks = ["ask ", "question", "should i ", "should we "].iter().any(|lead| first.starts_with(lead));
    asks || words.trim_end_matches([')', '"', '.', '!', ' ']).ends_with(['?', '\u{ff1f}'])
}
