//! What the guide says around its lists: each section's paragraphs, the emergency line, and the pages they rest on.
//!
//! The lists themselves are the vocabulary; nothing of it is named here, so a new cue or stroke needs no words in this room.

use crate::vocabulary::{Source, asset, normalize_text};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideSection {
    /// `cues`, `states`, `strokes`, `no`, `evidence`, `sources`.
    pub key: String,
    pub name: String,
    pub opening: Vec<String>,
    pub closing: Vec<String>,
    /// Keys of the pages its paragraphs rest on.
    pub sources: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideText {
    /// Stands below every cue that is also a matter of health.
    pub emergency: String,
    /// What is typed of such a baby, as phrases: words of a note, never a cue.
    pub emergency_words: Vec<String>,
    /// Which cues carry digits while none is starred.
    pub digits_usual: String,
    /// Which cues carry digits once some are starred.
    pub digits_starred: String,
    pub section: Vec<GuideSection>,
    pub source: Vec<Source>,
}

static GUIDE: LazyLock<GuideText> = LazyLock::new(|| asset!("guide"));

pub fn guide_text() -> &'static GuideText {
    &GUIDE
}

/// Whether a typed line tells of a baby who needs help now.
pub(crate) fn has_emergency_words(typed: &str) -> bool {
    let folded = normalize_text(typed);
    let is_letter = |c: char| c.is_alphanumeric() || c == '\'';
    let words: Vec<&str> = folded.split(|c| !is_letter(c)).filter(|word| !word.is_empty()).collect();
    let spaced = format!(" {} ", words.join(" "));
    GUIDE.emergency_words.iter().any(|sign| spaced.contains(&format!(" {sign} ")))
}

/// Every page the guide rests on, those of the cues first.
pub fn guide_sources() -> impl Iterator<Item = &'static Source> {
    crate::vocabulary::cue_sources().iter().chain(&GUIDE.source)
}
