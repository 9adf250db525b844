//! The words a parent reads and types: cues, lists of answers, strokes, feelings and support lines, read from `assets/`.
//!
//! Codes are what a journal keeps; words are what a person sees. Nothing here may decide, count or judge, and no sentence
//! for a screen belongs here beyond the words in the assets themselves. How any text is made safe to show stands in `plain`.

mod cues;
mod evidence;
mod guide;
mod lists;
mod plain;
mod support;

pub use cues::{
    Cue, CueNote, Points, Source, Strength, closeness, cue, cue_note, cues, find_cue, picks, search_cues,
    source, sources,
};
pub use evidence::{Claim, Paper, claims, honest, limits, papers, reviews};
pub use guide::{GuideSection, GuideWords, guide, guide_sources};
pub use lists::{List, Word, find, list, say, scale, strokes_of, word};
pub use plain::plain;
pub use support::{SupportKind, SupportLine, support, support_countries, support_for, support_text};

use serde::de::DeserializeOwned;

/// Typed text as it is compared: lower case, straight apostrophes, single blanks, no blanks at either end.
pub fn fold(text: &str) -> String {
    let straight = text.replace(['\u{2018}', '\u{2019}', '\u{02bc}'], "'").to_lowercase();
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two texts are the same as typed.
pub fn same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

#[expect(
    clippy::expect_used,
    reason = "the assets are compiled in and a test parses every one, so a fault cannot reach a family"
)]
fn parse<T: DeserializeOwned>(asset: &str) -> T {
    toml::from_str(asset).expect("an asset compiled into the program is well formed")
}
