//! Cutting a typed line into segments, clauses and tokens, with quotes minded and every place traceable to the typed
//! bytes.
//!
//! Nothing here knows what a word means.

use crate::quick_line::ParseError;
use crate::texts::parse_errors as texts;
use crate::vocabulary;
use std::ops::Range;

/// A stretch of a line, counted in characters.
pub(crate) type CharRange = Range<usize>;

/// A typed line with each character folded for comparing, and its place in the typed bytes.
pub(crate) struct LineText<'a> {
    typed: &'a str,
    chars: Vec<char>,
    byte_offsets: Vec<usize>,
    /// A date of numbers alone names its month first.
    pub(crate) month_first: bool,
}

impl<'a> LineText<'a> {
    pub(crate) fn new(typed: &'a str) -> Self {
        let mut bytes: Vec<usize> = typed.char_indices().map(|(at, _)| at).collect();
        bytes.push(typed.len());
        Self {
            typed,
            chars: typed.chars().map(normalize_char).collect(),
            byte_offsets: bytes,
            month_first: false,
        }
    }

    pub(crate) fn with_month_first(self, month_first: bool) -> Self {
        Self { month_first, ..self }
    }

    /// For a family that writes dates as that country does.
    pub(crate) fn for_country(typed: &'a str, country: Option<&str>) -> Self {
        Self { month_first: country == Some("US"), ..Self::new(typed) }
    }

    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    pub(crate) fn char_at(&self, place: usize) -> Option<char> {
        self.chars.get(place).copied()
    }

    /// The same stretch in bytes of the typed line.
    pub(crate) fn byte_range(&self, span: &CharRange) -> Range<usize> {
        let place = |at: usize| self.byte_offsets.get(at).copied().unwrap_or(self.typed.len());
        place(span.start)..place(span.end.max(span.start))
    }

    pub(crate) fn raw_slice(&self, span: &CharRange) -> &'a str {
        self.typed.get(self.byte_range(span)).unwrap_or_default()
    }

    pub(crate) fn normalized_slice(&self, span: &CharRange) -> String {
        let end = span.end.min(self.len());
        normalize_typed(&self.chars[span.start.min(end)..end].iter().collect::<String>())
    }

    /// The line with one stretch put differently.
    pub(crate) fn replace_range(&self, span: &CharRange, instead: &str) -> String {
        let bytes = self.byte_range(span);
        format!("{}{instead}{}", &self.typed[..bytes.start], &self.typed[bytes.end..])
    }

    fn trim_range(&self, span: CharRange) -> CharRange {
        let (mut start, mut end) = (span.start, span.end);
        while start < end && self.char_at(start) == Some(' ') {
            start += 1;
        }
        while start < end && self.char_at(end - 1) == Some(' ') {
            end -= 1;
        }
        start..end
    }
}

/// One character as it is compared: lower case, straight quotes, one kind of dash, one kind of blank.
pub(crate) fn normalize_char(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
        '\u{201c}'..='\u{201f}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2192}' | '\u{27a1}' => '-',
        c if c.is_whitespace() => ' ',
        c => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}

pub(crate) fn normalize_typed(words: &str) -> String {
    vocabulary::normalize_text(&words.chars().map(normalize_char).collect::<String>())
}

/// Words in quotes, any quote in them doubled, so that [`tokens`] gives them back as they were.
pub(crate) fn quote_words(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        out.push(c);
        if normalize_char(c) == '"' {
            out.push(c);
        }
    }
    out.push('"');
    out
}

/// A line cut at its semicolons and commas, and the note that ends it.
pub(crate) struct LineParts {
    /// Clauses by segment; none of them blank.
    pub(crate) segments: Vec<Vec<CharRange>>,
    pub(crate) note: Option<String>,
}

/// Cuts a line at the commas and semicolons that stand outside quotes, as far as `; note`.
pub(crate) fn split_line(text: &LineText<'_>) -> Result<LineParts, ParseError> {
    let mut segments = vec![Vec::new()];
    let (mut from, mut opened, mut note) = (0, None, None);
    let mut end = text.len();
    for place in 0..=text.len() {
        let c = text.char_at(place);
        match (c, opened) {
            (Some('"'), None) => opened = Some(place),
            (Some('"'), Some(_)) => opened = None,
            (Some(',' | ';'), None) | (None, None) => {
                let clause = text.trim_range(from..place);
                from = place + 1;
                if let (false, Some(segment)) = (clause.is_empty(), segments.last_mut()) {
                    segment.push(clause);
                }
                if c == Some(';') {
                    if let Some(begins) = find_note_start(text, from) {
                        note = Some(text.raw_slice(&(begins..text.len())).trim().to_owned());
                        end = place;
                        break;
                    }
                    segments.push(Vec::new());
                }
            }
            _ => {}
        }
    }
    if let Some(open) = opened.filter(|open| *open < end) {
        return Err(ParseError::at_span(text, &(open..text.len()), texts::UNCLOSED_QUOTE));
    }
    // Blank segments say nothing; without them the first one always holds the opening word.
    segments.retain(|segment| !segment.is_empty());
    Ok(LineParts { segments, note: note.filter(|note| !note.is_empty()) })
}

/// Where the words of a note begin, if the word at `from` is `note`.
pub(crate) fn find_note_start(text: &LineText<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    while text.char_at(at) == Some(' ') {
        at += 1;
    }
    if !"note".chars().enumerate().all(|(i, c)| text.char_at(at + i) == Some(c)) {
        return None;
    }
    match text.char_at(at + 4) {
        None | Some(' ') => Some((at + 4).min(text.len())),
        Some(':') => Some(at + 5),
        Some(_) => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CueSign {
    Plus,
    Minus,
}

/// Letters between blanks, or what stands in quotes; perhaps with a sign before it.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) span: CharRange,
    pub(crate) word: CharRange,
    pub(crate) sign: Option<CueSign>,
    /// What stands in the quotes, as typed.
    pub(crate) quoted: Option<String>,
}

impl Token {
    /// Plain letters: neither signed nor quoted.
    pub(crate) fn is_plain(&self) -> bool {
        self.sign.is_none() && self.quoted.is_none()
    }
}

pub(crate) fn tokenize_clause(text: &LineText<'_>, clause: &CharRange) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = clause.start;
    let blank = |at: usize| at < clause.end && text.char_at(at) == Some(' ');
    while at < clause.end {
        if blank(at) {
            at += 1;
            continue;
        }
        let start = at;
        let sign = parse_sign(text, &mut at, clause.end);
        let word = at;
        let quoted = (at < clause.end && text.char_at(at) == Some('"')).then(|| {
            at += 1;
            parse_quoted(text, &mut at, clause.end)
        });
        if quoted.is_none() {
            while at < clause.end && !matches!(text.char_at(at), Some(' ' | '"')) {
                at += 1;
            }
        }
        found.push(Token { span: start..at, word: word..at, sign, quoted });
    }
    found
}

fn parse_sign(text: &LineText<'_>, at: &mut usize, end: usize) -> Option<CueSign> {
    let sign = match text.char_at(*at)? {
        '+' => CueSign::Plus,
        '-' => CueSign::Minus,
        _ => return None,
    };
    let mut next = *at + 1;
    while next < end && text.char_at(next) == Some(' ') {
        next += 1;
    }
    // A sign before a digit belongs to a time; one before nothing is no sign.
    let begins = text.char_at(next).filter(|_| next < end)?;
    if begins.is_ascii_digit() || begins == '~' {
        return None;
    }
    *at = next;
    Some(sign)
}

fn parse_quoted(text: &LineText<'_>, at: &mut usize, end: usize) -> String {
    let mut inside = String::new();
    while *at < end {
        if text.char_at(*at) == Some('"') {
            *at += 1;
            if *at >= end || text.char_at(*at) != Some('"') {
                break;
            }
        }
        inside.push_str(text.raw_slice(&(*at..*at + 1)));
        *at += 1;
    }
    inside
}
