//! Trends and entries laid out for another person: the sheet for the health visitor, and plain lines for a mail or a
//! screen reader.
//!
//! The page model stands in `page`, what fills it in `sections`, every sentence in `said` and `told`; then one file a
//! format. Nothing here names the store, a screen or the clock, adds up anything itself, or says more than was written:
//! no advice, norms, scores or percentages. A check-in appears on a page only when its writer asked for it.

mod linear;
mod markdown;
mod page;
mod said;
mod sections;
mod strips;
mod text;
mod told;

pub use linear::{linear_day, linear_trends};
pub use markdown::markdown;
pub use page::{Line, Page, PageAsked, Part, Section, StripCell, StripRow, page};
pub use text::text;
pub use told::told;

use std::borrow::Cow;

/// Text from a parent or another app, made safe to print: line breaks and tabs become blanks; control characters, and
/// the marks that turn the direction of text or break lines unseen, become `U+FFFD`.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| stand_in(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let safe = text.chars().map(|c| stand_in(c).unwrap_or(c));
    Cow::Owned(safe.collect())
}

fn stand_in(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Joiners (200C, 200D) stay: names and emoji are written with them.
        '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => {
            Some('\u{fffd}')
        }
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => Some('\u{fffd}'),
        c if c.is_control() => Some('\u{fffd}'),
        _ => None,
    }
}
