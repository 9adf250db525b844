//! Numbers of things, lists of names and first letters, as English writes them.

use std::fmt::Display;

/// `1 time`, `3 times`.
pub(crate) fn format_count<N: Display + PartialEq + From<u8>>(n: N, one: &str, many: &str) -> String {
    let noun = if n == N::from(1) { one } else { many };
    format!("{n} {noun}")
}

/// `1,858`: with the comma English readers expect.
pub(crate) fn format_thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 entry`, `1,858 entries`.
pub(crate) fn format_thousands_count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", format_thousands(n), if n == 1 { one } else { many })
}

/// `Maya, Leo and Ida`; `word` is `and` or `or`.
pub(crate) fn join_list(items: &[impl AsRef<str>], word: &str) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} {word} {last}", rest.join(", ")),
    }
}

pub(crate) fn capitalize_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
