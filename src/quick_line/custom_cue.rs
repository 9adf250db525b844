//! A cue in the family's own words: what stands in the way of one, so that every own cue can be typed and reads back as
//! itself.

use crate::model::{CueDirection, CustomCue, Details, Entry, Family, Moment, Timestamp, new_id};
use crate::quick_line;
use crate::quick_line::{LineContext, ParsedLine};
use crate::texts::parse_errors as texts;
use crate::texts::typed_line;
use crate::vocabulary::{all_cues, eq_normalized, find_typed_cue};

/// Longest words that fit into a list.
const MAX_CUE_CHARS: usize = 40;

impl CustomCue {
    pub fn new(words: impl Into<String>, points: Option<CueDirection>) -> Self {
        // The end of an identity is random; its beginning is the time.
        let id = new_id().simple().to_string();
        Self {
            code: format!("own-{}", id.get(20..).unwrap_or(&id)),
            words: words.into(),
            points,
            retired: false,
        }
    }

    /// What stands in the way of its words, in a sentence.
    pub(crate) fn check_words(&self, family: &Family, now: Timestamp) -> Option<String> {
        if self.words.is_empty() {
            return Some(texts::CUE_BLANK.into());
        }
        if let Some(problem) = check_cue_text(&self.words) {
            return Some(problem);
        }
        let alike = |own: &&CustomCue| own.code != self.code && eq_normalized(&own.words, &self.words);
        let others = family.custom_cues.iter().find(alike);
        if others.is_some() || find_typed_cue(&self.words).is_some() {
            return Some(texts::cue_taken(&self.words));
        }
        (!self.has_unambiguous_words(family, now)).then(|| texts::CUE_AMBIGUOUS.into())
    }

    /// A typed line reads the words as this cue, and would read them as nothing else if it were not there: a cue called
    /// "5m ago" would take a time away.
    fn has_unambiguous_words(&self, family: &Family, now: Timestamp) -> bool {
        let mut family = family.clone();
        family.custom_cues.retain(|own| own.code != self.code);
        let taken = [", ", "; "].map(|sign| parse_as_cue_line(sign, &self.words, &family, now));
        if taken.iter().any(Option::is_some) {
            return false;
        }
        family.custom_cues.push(Self { retired: false, ..self.clone() });
        let Some(entry) = parse_as_cue_line(", ", &self.words, &family, now) else {
            return false;
        };
        let Details::Cue(said) = &entry.details else {
            return false;
        };
        let ends = |one: &Moment| one.cues.last() == Some(&self.code);
        matches!(said.moments.as_slice(), [one] if ends(one))
    }
}

/// Signs that mean something to a typed line, and length.
pub(crate) fn check_cue_text(typed: &str) -> Option<String> {
    let signs = [',', ';', '"', '(', ')', '\u{201c}', '\u{201d}'];
    if typed.contains(signs) || typed.chars().any(char::is_control) {
        return Some(texts::CUE_HAS_RESERVED_SIGNS.into());
    }
    (typed.chars().count() > MAX_CUE_CHARS).then(|| texts::CUE_TOO_LONG.into())
}

/// What a line reads that has these words behind a cue of ours.
fn parse_as_cue_line(sign: &str, typed: &str, family: &Family, now: Timestamp) -> Option<Entry> {
    let context = LineContext { now, family, baby: None, carer: family.selected_carer()?.id };
    let known = all_cues().first()?;
    match quick_line::parse_line(&typed_line::cue_line(&known.short, sign, typed), &context) {
        Ok(ParsedLine::Entry(entry)) => Some(entry),
        _ => None,
    }
}
