//! Text that is safe to show: what cannot be seen, or would steer a terminal or the reading direction, is shown as a
//! sign of its own. Where text comes from and where it goes is others' business.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// For a character that cannot be shown.
const REPLACEMENT: char = '\u{fffd}';

/// Text that cannot steer a terminal or turn its reading direction, and hides nothing: line ends become blanks;
/// control, direction and invisible characters the sign for a character that cannot be shown. Joiners and variation
/// signs stay where scripts and emoji need them, behind a letter or sign that is not ASCII.
pub fn sanitize_text(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut shown = text.chars().scan(' ', |before, c| {
        *before = replacement_for(*before, c).unwrap_or(c);
        Some(*before == c)
    });
    if shown.all(|same| same) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().scan(' ', |before, c| {
        *before = replacement_for(*before, c).unwrap_or(c);
        Some(*before)
    });
    Cow::Owned(shown.collect())
}

/// All kinds of blank made one ordinary blank between words: phones put U+202F before AM, browsers U+00A0 anywhere. What
/// is typed in one line is stored so, and letters in one form.
pub(crate) fn collapse_whitespace(text: &str) -> String {
    // Most texts are so already.
    let is_sign = |byte: &u8| matches!(byte, b' '..=b'~');
    let has_gap = text.starts_with(' ') || text.ends_with(' ') || text.contains("  ");
    if !has_gap && text.as_bytes().iter().all(is_sign) {
        return text.to_owned();
    }
    compose_letters(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// A letter and its marks as one letter where there is one (Unicode's NFC): keyboards write `ë` as one letter, some
/// systems as two, and they look the same.
pub(crate) fn compose_letters(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// What is shown for `c` behind `before`, where it is not shown as it is.
fn replacement_for(before: char, c: char) -> Option<char> {
    let behind_letter = !before.is_ascii() && before != REPLACEMENT && !is_joiner(before);
    let stays = match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            return Some(' ');
        }
        // `1` and this sign make a keycap.
        '\u{fe0e}' | '\u{fe0f}' => {
            (behind_letter && !is_variation_selector(before))
                || before.is_ascii_digit()
                || matches!(before, '#' | '*')
        }
        c if is_joiner(c) => behind_letter,
        c if is_variation_selector(c) => behind_letter && !is_variation_selector(before),
        // The flags of England, Scotland and Wales are a black flag with these behind it.
        '\u{e0020}'..='\u{e007f}' => matches!(before, '\u{1f3f4}' | '\u{e0020}'..='\u{e007e}'),
        c => !c.is_control() && !is_invisible(c),
    };
    (!stays).then_some(REPLACEMENT)
}

/// Joins or parts letters, and is written in many languages and in emoji.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Chooses the form of the letter before.
fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Takes no room, turns the direction, or is blank without being a blank.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180e}' | '\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}
