//! Cutting a line as it is said into pieces: times, phrases with all they can mean, numbers, and words nobody knows.

use crate::model::{Family, Id};
use crate::quick_line::length_grammar::small_number;
use crate::quick_line::match_terms::{find_cue_code_among, find_renamed_stroke};
use crate::quick_line::speech::Speech;
use crate::quick_line::time_grammar::{TimeExpr, TimeForm, TimeLead, parse_spoken_time};
use crate::quick_line::tokens::{CharRange, normalize_typed};
use crate::vocabulary::WordList;
use crate::vocabulary::speech_words::{Sense, correct_word, find_senses};

/// Words that may stand inside a phrase and say nothing there.
const INSIDE: [&str; 20] = [
    "her",
    "his",
    "him",
    "them",
    "it",
    "the",
    "my",
    "their",
    "a",
    "all",
    "just",
    "own",
    "really",
    "very",
    "so",
    "pretty",
    "quite",
    "absolutely",
    "totally",
    "feeling",
];
/// And within a cue: "sucking on his fist".
const INSIDE_CUES: [&str; 2] = ["on", "at"];
const MAX_WORDS: usize = 7;

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum PieceKind {
    Time(TimeExpr),
    Senses(Vec<Sense>),
    Baby(Vec<Id>),
    Number(u32),
    /// `,` `;` `.` and the like.
    Break,
    /// "and", "+".
    Link,
    Unknown,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Piece {
    pub(crate) span: CharRange,
    pub(crate) kind: PieceKind,
}

impl Piece {
    pub(crate) fn has(&self, sense: &Sense) -> bool {
        matches!(&self.kind, PieceKind::Senses(senses) if senses.contains(sense))
    }

    pub(crate) fn senses(&self) -> &[Sense] {
        match &self.kind {
            PieceKind::Senses(senses) => senses,
            _ => &[],
        }
    }
}

struct SpokenWord {
    span: CharRange,
    /// Folded, and mended where it was mistyped.
    form: String,
}

pub(crate) fn scan(speech: &Speech<'_>) -> Vec<Piece> {
    let text = speech.text;
    let (mut found, mut at) = (Vec::new(), 0);
    // What nobody says in one line is not read any further than this.
    while at < text.len() && found.len() < 400 {
        let Some(c) = text.char_at(at) else { break };
        let piece = match c {
            '+' | '&' => Some(Piece { span: at..at + 1, kind: PieceKind::Link }),
            '?' => Some(Piece { span: at..at + 1, kind: PieceKind::Senses(vec![Sense::Question]) }),
            '"' => Some(scan_quoted(speech, at)),
            '@' | '~' => scan_time(speech, at),
            c if c.is_alphanumeric() => Some(scan_words(speech, at)),
            ',' | ';' | '.' | '!' | '(' | ')' | ':' | '/' | '-' | '\n' => {
                Some(Piece { span: at..at + 1, kind: PieceKind::Break })
            }
            _ => None,
        };
        match piece {
            Some(piece) => {
                at = piece.span.end.max(at + 1);
                found.push(piece);
            }
            None => at += 1,
        }
    }
    found
}

fn scan_quoted(speech: &Speech<'_>, at: usize) -> Piece {
    let end = (at + 1..speech.text.len()).find(|place| speech.text.char_at(*place) == Some('"'));
    Piece { span: at..end.map_or(speech.text.len(), |end| end + 1), kind: PieceKind::Unknown }
}

fn scan_time(speech: &Speech<'_>, at: usize) -> Option<Piece> {
    let text = speech.text;
    let end = text.len().min(at + 80);
    // A full stop inside a time comes from dictation and ends it.
    let time = parse_spoken_time(text, &(at..text.len())).or_else(|| parse_spoken_time(text, &(at..end)))?;
    // "a rough one last night" is no clock.
    let one = text.normalized_slice(&time.span).starts_with("one ");
    if one && time.lead == TimeLead::None && matches!(time.form, TimeForm::Point(_)) {
        return None;
    }
    Some(Piece { span: time.span.clone(), kind: PieceKind::Time(time) })
}

fn scan_words(speech: &Speech<'_>, at: usize) -> Piece {
    let words = list_words(speech, at);
    let phrase = longest_phrase(speech, &words);
    let time = scan_time(speech, at);
    match (phrase, time) {
        (Some(phrase), Some(time)) => {
            let longer = time.span.end > phrase.span.end;
            let rough = matches!(&time.kind, PieceKind::Time(TimeExpr { form: TimeForm::Day(..), .. }));
            let meaningful = phrase.senses().iter().any(|sense| {
                !matches!(
                    sense,
                    Sense::Filler | Sense::FeelWord | Sense::Degree | Sense::Ahead | Sense::CueWord
                )
            });
            if longer || (time.span.end == phrase.span.end && (rough || !meaningful)) { time } else { phrase }
        }
        (None, Some(time)) => time,
        (Some(phrase), None) => phrase,
        (None, None) => {
            let span = words.first().map_or(at..at + 1, |word| word.span.clone());
            let number = words.first().and_then(|word| word.form.parse().ok().or(small_number(&word.form)));
            Piece { span, kind: number.map_or(PieceKind::Unknown, PieceKind::Number) }
        }
    }
}

fn list_words(speech: &Speech<'_>, from: usize) -> Vec<SpokenWord> {
    let text = speech.text;
    let (mut words, mut at) = (Vec::new(), from);
    let inner = |at: usize| {
        text.char_at(at).is_some_and(|c| {
            c.is_alphanumeric()
                || (matches!(c, '\'' | '-') && text.char_at(at + 1).is_some_and(char::is_alphanumeric))
        })
    };
    while words.len() < MAX_WORDS {
        let start = at;
        let digit = |at: usize| text.char_at(at).is_some_and(|c| c.is_ascii_digit());
        while inner(at) && at - start < 30 {
            // "legs10mins" is "legs" and ten minutes; "x3" is one word.
            if digit(at)
                && at - start > 1
                && !digit(at - 1)
                && text.char_at(at - 1).is_some_and(char::is_alphabetic)
            {
                break;
            }
            at += 1;
        }
        if at == start {
            break;
        }
        let typed = text.normalized_slice(&(start..at));
        let mended = if is_name(speech.context.family, &typed) { None } else { correct_word(&typed) };
        let form = mended.map_or(typed, str::to_owned);
        words.push(SpokenWord { span: start..at, form });
        // Only blanks, and signs that are no words, stand inside a phrase.
        while text.char_at(at).is_some_and(|c| c == ' ') {
            at += 1;
        }
    }
    words
}

fn longest_phrase(speech: &Speech<'_>, words: &[SpokenWord]) -> Option<Piece> {
    for n in (1..=words.len()).rev() {
        let (first, last) = (words.first()?, words.get(n - 1)?);
        let span = first.span.start..last.span.end;
        let whole = words[..n].iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ");
        if let Some(kind) = find_phrase(speech, &whole) {
            return Some(Piece { span, kind });
        }
        if let Some(kind) = find_loose_phrase(speech, &words[..n]) {
            return Some(Piece { span, kind });
        }
    }
    None
}

/// A phrase with words inside it that say nothing there.
fn find_loose_phrase(speech: &Speech<'_>, words: &[SpokenWord]) -> Option<PieceKind> {
    let last = words.last().filter(|_| words.len() > 2)?;
    let inside = |word: &str| INSIDE.contains(&word) || INSIDE_CUES.contains(&word);
    let within = |word: &SpokenWord| words.first().is_none_or(|first| first.span != word.span);
    let kept: Vec<&str> = words
        .iter()
        .filter(|word| !within(word) || !inside(&word.form))
        .map(|word| word.form.as_str())
        .collect();
    if kept.len() < 2 || kept.len() == words.len() || inside(&last.form) {
        return None;
    }
    let kind = find_phrase(speech, &kept.join(" "))?;
    let cue_only = words.iter().any(|word| within(word) && INSIDE_CUES.contains(&word.form.as_str()));
    let fits = match &kind {
        PieceKind::Senses(senses) => {
            // "gave baby a massage" is no class of that name.
            !senses.contains(&Sense::Stays)
                && (!cue_only || senses.iter().any(|sense| matches!(sense, Sense::Cue(_))))
        }
        _ => !cue_only,
    };
    fits.then_some(kind)
}

/// One of a name's words; it is no slip, however near it is to another word.
pub(crate) fn is_name(family: &Family, word: &str) -> bool {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let holds = |name: &str| normalize_typed(name).split(' ').any(|part| part == word);
    family.babies.iter().any(|it| holds(it.display_name()))
        || family.carers.iter().any(|it| it.name.as_deref().is_some_and(holds))
        || family.custom_cues.iter().any(|it| holds(&it.words))
}

/// The baby of that name, or of the first of two names where nobody else has it.
fn find_named_baby(family: &Family, name: &str) -> Option<Id> {
    if let Some(baby) = family.babies.iter().find(|it| normalize_typed(it.display_name()) == name) {
        return Some(baby.id);
    }
    let first = |full: &str| normalize_typed(full).split(' ').next().map(str::to_owned);
    let mut babies = family.babies.iter().filter(|it| first(it.display_name()).as_deref() == Some(name));
    let carer = family.carers.iter().any(|it| it.name.as_deref().and_then(first).as_deref() == Some(name));
    if let Some(one) = babies.next().filter(|_| babies.next().is_none() && !carer) {
        return Some(one.id);
    }
    // Of twins, a letter names one.
    let begins = |it: &&crate::model::Baby| normalize_typed(it.display_name()).starts_with(name);
    let is_letter = name.chars().count() == 1 && name != "i" && name != "a" && name != "x";
    let mut named = family.babies.iter().filter(begins);
    let one = named.next().filter(|_| is_letter && family.babies.len() > 1 && named.next().is_none())?;
    Some(one.id)
}

fn find_phrase(speech: &Speech<'_>, phrase: &str) -> Option<PieceKind> {
    let family = speech.context.family;
    let name = phrase.strip_suffix("'s").unwrap_or(phrase);
    if name == "twins" || name == "both" {
        let all: Vec<Id> = family.open_babies().map(|baby| baby.id).collect();
        if all.len() > 1 {
            return Some(PieceKind::Baby(all));
        }
    }
    let named =
        |it: &&crate::model::Carer| it.name.as_deref().is_some_and(|carer| normalize_typed(carer) == name);
    if let Some(baby) = find_named_baby(family, name) {
        return Some(PieceKind::Baby(vec![baby]));
    }
    if let Some(carer) = family.carers.iter().find(named) {
        let me = carer.id == speech.context.carer;
        return Some(PieceKind::Senses(vec![if me { Sense::Me } else { Sense::Other }]));
    }
    if let Some(cue) =
        family.custom_cues.iter().find(|it| !it.retired && normalize_typed(&it.words) == phrase)
    {
        let code = find_cue_code_among(&cue.words, &family.custom_cues)?;
        return Some(PieceKind::Senses(vec![Sense::Cue(code)]));
    }
    if let Some(stroke) = find_renamed_stroke(phrase, family) {
        return Some(PieceKind::Senses(vec![Sense::Answer(WordList::Strokes, stroke.to_owned())]));
    }
    if phrase == "and" || phrase == "then" || phrase == "and then" {
        return Some(PieceKind::Link);
    }
    let senses = find_senses(phrase).or_else(|| find_other_number(phrase))?;
    // Reasons are only given for a day without a massage; elsewhere "I'm tired" is how one is.
    let only_reasons = senses.iter().all(|sense| matches!(sense, Sense::Answer(WordList::Reasons, _)));
    let whole = speech.text.normalized_slice(&(0..speech.text.len()));
    let asked_why = whole.contains("massage") || whole.contains("today") || whole.contains("touch");
    if only_reasons && phrase.contains(' ') && !asked_why {
        return None;
    }
    Some(PieceKind::Senses(senses.to_vec()))
}

/// "sucking fists" as "sucking fist", and the other way round.
fn find_other_number(phrase: &str) -> Option<&'static [Sense]> {
    if !phrase.contains(' ') {
        return None;
    }
    let other = phrase.strip_suffix('s').map_or_else(|| format!("{phrase}s"), str::to_owned);
    let cue = |senses: &&[Sense]| senses.iter().any(|sense| matches!(sense, Sense::Cue(_)));
    find_senses(&other).filter(cue)
}
