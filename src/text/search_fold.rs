//! Text as it is looked for: who searches minds neither capitals nor accents nor how a letter was composed, in any script.
//!
//! ```text
//!  "Zoë", "ZOE", "zoe\u{308}"  ->  "zoe"      "ΣΟΦΊΑ", "Σοφίας"  ->  "σοφια", "σοφιασ"
//! ```

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Compatibility decomposition (NFKD) without the marks that only colour a letter, and with case folded; apostrophes
/// straight, blanks single. Two texts that differ in nothing else become the same, and a part of one a part of the other.
pub fn fold_for_search(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut has_gap = false;
    let mut push = |c: char| {
        if c.is_whitespace() {
            has_gap = true;
            return;
        }
        if std::mem::take(&mut has_gap) && !folded.is_empty() {
            folded.push(' ');
        }
        folded.push(c);
    };
    if text.is_ascii() {
        text.chars().for_each(|c| push(c.to_ascii_lowercase()));
        return folded;
    }
    // Folding case may compose anew (one capital, two small letters), so what comes out is decomposed once more.
    let decomposed = text.nfkd().flat_map(fold_case).collect::<String>();
    for c in decomposed.nfkd().filter(|c| !is_left_out(*c)) {
        match plain_letters(c) {
            Some(plain) => plain.chars().for_each(&mut push),
            None => push(c),
        }
    }
    folded
}

/// A letter as its own capital is written small: full case folding, so that `ß` is `ss` and the sigma at the end of a
/// word is a sigma.
fn fold_case(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase)
}

/// Marks over, under and through letters, points and vowel signs of Hebrew and Arabic, and what is not seen at all. Marks
/// that make another letter stay: of Japanese voiced sounds, and the signs of Indian scripts.
fn is_left_out(c: char) -> bool {
    let is_mark = matches!(canonical_combining_class(c), 1 | 10..=36 | 200..=240);
    is_mark || matches!(c, '\u{ad}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Letters that no decomposition takes apart though a keyboard without them does, and apostrophes.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => "'",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'þ' => "th",
        _ => return None,
    })
}

/// The words looked for, folded.
pub(crate) fn fold_words(typed: &str) -> Vec<String> {
    let folded = fold_for_search(typed);
    folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
}
