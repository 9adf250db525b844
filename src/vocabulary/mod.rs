//! The words a parent reads and types: cues, lists of answers, strokes, feelings and support lines, read from `assets/`.
//!
//! Codes are what a journal keeps; words are what a person sees. Nothing here may decide, count or judge, and no sentence
//! for a screen belongs here beyond the words in the assets themselves. How any text is made safe to show stands in `plain`.

pub(crate) mod cues;
pub(crate) mod evidence;
pub(crate) mod guide_words;
pub(crate) mod speech_words;
pub(crate) mod support_lines;
pub(crate) mod word_lists;

use crate::text::sanitize::collapse_whitespace;
pub use crate::text::sanitize::sanitize_text;
pub(crate) use crate::vocabulary::cues::{CueDefinition, Source, match_rank};
pub use crate::vocabulary::cues::{
    CueDirection, CuePlace, all_cues, cue_sources, current_cue_id, default_digit_cues, find_cue_by_id,
    find_cue_note, find_source, find_typed_cue, search_cues,
};
pub(crate) use crate::vocabulary::evidence::StudyPaper;
pub use crate::vocabulary::evidence::{
    article_claims, evidence_caveat, evidence_limits, find_paper, founding_papers, review_papers,
};
pub(crate) use crate::vocabulary::guide_words::GuideSection;
pub(crate) use crate::vocabulary::guide_words::has_emergency_words;
pub use crate::vocabulary::guide_words::{guide_sources, guide_text};
pub(crate) use crate::vocabulary::support_lines::{BEREAVEMENT_NEED, SupportCountry};
pub use crate::vocabulary::support_lines::{
    SupportLine, find_support_country, find_support_country_by_zone, support_file, support_lines_for,
};
pub(crate) use crate::vocabulary::word_lists::ListWord;
pub use crate::vocabulary::word_lists::{
    WordList, find_typed_word, find_word, label_for, list, scale_label, strokes_for_area,
};
use serde::de::DeserializeOwned;

/// Typed text as it is compared: lower case, straight apostrophes, composed letters, single blanks, no blanks at either
/// end.
pub fn normalize_text(text: &str) -> String {
    if text.is_ascii() {
        return normalize_ascii(text);
    }
    let straight = text.replace(['\u{2018}', '\u{2019}', '\u{02bc}'], "'").to_lowercase();
    collapse_whitespace(&straight)
}

/// The same for what has neither marks nor other apostrophes: nearly every word of the lists.
fn normalize_ascii(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
    }
    normal
}

/// Whether two texts are the same as typed.
pub(crate) fn eq_normalized(a: &str, b: &str) -> bool {
    normalize_text(a) == normalize_text(b)
}

/// One of the lists of `assets/`, as the build made it from its TOML.
macro_rules! asset {
    ($name:literal) => {
        $crate::vocabulary::parse_asset(include_str!(concat!(env!("OUT_DIR"), "/", $name, ".json")))
    };
}
pub(crate) use asset;

#[expect(
    clippy::expect_used,
    reason = "the assets are compiled in and a test parses every one, so a fault cannot reach a family"
)]
pub(crate) fn parse_asset<T: DeserializeOwned>(asset: &str) -> T {
    serde_json::from_str(asset).expect("an asset compiled into the program is well formed")
}
