//! What the guide says around its lists: each section's paragraphs, the emergency line, and the pages they rest on.
//!
//! The lists themselves are the vocabulary; nothing of it is named here, so a new cue or stroke needs no words in this room.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Source, parse};

/// One section of the guide.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideSection {
    /// `cues`, `states`, `strokes`, `no`, `evidence`, `sources`.
    pub key: String,
    /// What a parent reads.
    pub name: String,
    /// Paragraphs before its list.
    pub opening: Vec<String>,
    /// Paragraphs after its list.
    pub closing: Vec<String>,
    /// Keys of the pages its paragraphs rest on.
    pub sources: Vec<String>,
}

/// The guide's words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideWords {
    /// Stands below every cue that is also a matter of health.
    pub emergency: String,
    /// Which cues carry digits while none is starred.
    pub digits_usual: String,
    /// Which cues carry digits once some are starred.
    pub digits_starred: String,
    /// A cue for which no page was seen.
    pub unseen: String,
    /// The sections, in order.
    pub section: Vec<GuideSection>,
    /// Pages besides those of the cues.
    pub source: Vec<Source>,
}

static GUIDE: LazyLock<GuideWords> = LazyLock::new(|| parse(include_str!("../../assets/guide.toml")));

/// What the guide says.
#[must_use]
pub fn guide() -> &'static GuideWords {
    &GUIDE
}

/// Every page the guide rests on, those of the cues first.
pub fn guide_sources() -> impl Iterator<Item = &'static Source> {
    super::sources().iter().chain(&GUIDE.source)
}
