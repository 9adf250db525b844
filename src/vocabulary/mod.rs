//! The words a parent reads and types: cues, lists of answers, strokes, feelings and support lines, read from `assets/`.
//!
//! Codes are what a journal keeps; words are what a person sees. Nothing here may decide, count or judge, and no sentence
//! for a screen belongs here beyond the words in the assets themselves. How any text is made safe to show stands in `plain`.

mod cues;
mod evidence;
mod guide_words;
mod word_lists;
mod sanitize;
mod support_lines;

pub use cues::{
    CueDefinition, CueNote, CueDirection, Source, CueStrength, match_rank, find_cue_by_id, find_cue_note, all_cues, find_typed_cue, default_digit_cues, search_cues,
    find_source, cue_sources,
};
pub use evidence::{ArticleClaim, StudyPaper, article_claims, evidence_caveat, evidence_limits, founding_papers, review_papers};
pub use guide_words::{GuideSection, GuideText, guide_text, guide_sources};
pub use word_lists::{WordList, ListWord, find_typed_word, list, label_for, scale_label, strokes_for_area, find_word};
pub use sanitize::sanitize_text;
pub use support_lines::{SupportKind, SupportLine, support_lines, support_countries, support_lines_for, support_opening_and_closing};

use serde::de::DeserializeOwned;

/// Typed text as it is compared: lower case, straight apostrophes, single blanks, no blanks at either end.
pub fn normalize_text(text: &str) -> String {
    let straight = text.replace(['\u{2018}', '\u{2019}', '\u{02bc}'], "'").to_lowercase();
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two texts are the same as typed.
pub fn eq_normalized(a: &str, b: &str) -> bool {
    normalize_text(a) == normalize_text(b)
}

#[expect(
    clippy::expect_used,
    reason = "the assets are compiled in and a test parses every one, so a fault cannot reach a family"
)]
fn parse_asset<T: DeserializeOwned>(asset: &str) -> T {
    toml::from_str(asset).expect("an asset compiled into the program is well formed")
}
