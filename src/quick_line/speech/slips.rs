//! A slip that is as near to two words as to one: both are offered, none is taken.

use crate::model::Entry;
use crate::quick_line::speech::pieces::is_name;
use crate::quick_line::speech::read_offered;
use crate::quick_line::tokens::{CharRange, LineText};
use crate::quick_line::{AddressedLine, LineContext, ParseError, ParsedLine};
use crate::texts::speech_texts as texts;
use crate::vocabulary::speech_words::find_meant_words;

/// What a slip leaves: readings to choose from, or one that all of them come to.
pub(crate) enum SlipOutcome {
    Asked(ParseError),
    Meant(Vec<AddressedLine>),
}

/// The line in each reading of its first such slip.
pub(crate) fn resolve_slip(text: &str, context: &LineContext<'_>, running: &[Entry]) -> Option<SlipOutcome> {
    let line = LineText::for_country(text, context.family.settings.country.as_deref());
    let slip = list_word_spans(&line).into_iter().find_map(|span| {
        let typed = line.normalized_slice(&span);
        let words = if is_name(context.family, &typed) { Vec::new() } else { find_meant_words(&typed) };
        (words.len() > 1).then_some((span, words))
    });
    let (span, words) = slip?;
    let (mut readings, mut meant, mut meanings) = (Vec::new(), Vec::new(), Vec::new());
    let mut read = Vec::new();
    for word in words {
        let reading = line.replace_range(&span, word);
        let Some(lines) = read_offered(&reading, context, running) else { continue };
        read.push(lines.clone());
        let meaning = without_words(lines);
        if !meanings.contains(&meaning) {
            meanings.push(meaning);
            readings.push(reading);
            meant.push(word);
        }
    }
    if let ([_], true) = (meanings.as_slice(), read.len() > 1) {
        return read.into_iter().next().map(SlipOutcome::Meant);
    }
    (readings.len() > 1).then(|| {
        let message = texts::slip(line.raw_slice(&span), &meant);
        SlipOutcome::Asked(ParseError::Ambiguous { message, readings })
    })
}

/// The spans of a line's words, as many as anybody says.
fn list_word_spans(line: &LineText<'_>) -> Vec<CharRange> {
    let (mut spans, mut at) = (Vec::new(), 0);
    while at < line.len() && spans.len() < 120 {
        let start = at;
        while line.char_at(at).is_some_and(|c| c.is_alphabetic() || c == '\'') {
            at += 1;
        }
        if at > start && at - start < 30 {
            spans.push(start..at);
        }
        at = at.max(start + 1);
    }
    spans
}

/// What is kept, its notes and its name in the file aside.
fn without_words(lines: Vec<AddressedLine>) -> Vec<AddressedLine> {
    let strip = |entry: Entry| Entry { note: None, id: crate::model::Id::nil(), ..entry };
    lines
        .into_iter()
        .map(|(line, babies)| match line {
            ParsedLine::Entry(entry) => (ParsedLine::Entry(strip(entry)), babies),
            ParsedLine::Awake { at, approximate, wakings, settled, .. } => {
                (ParsedLine::Awake { at, approximate, wakings, settled, note: None }, babies)
            }
            ParsedLine::EndMassage(both) => {
                let (before, after) = *both;
                (ParsedLine::EndMassage(Box::new((strip(before), strip(after)))), babies)
            }
        })
        .collect()
}
