//! Words that stay together at the end of a line, where a format breaks its lines itself.

/// What stays with the number before it.
const UNITS_AND_MONTHS: [&str; 14] =
    ["h", "min", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Between the lowest and the highest.
const RANGE_DASH: &str = "\u{2013}";

/// The same with lengths and days (`3 h 14`, `12 min`, `9 Nov`) held together at the end of a line.
pub(crate) fn insert_no_break_spaces(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut words = words.split(' ').peekable();
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '\u{bc}'..='\u{be}');
    while let Some(word) = words.next() {
        out.push_str(word);
        if let Some(next) = words.peek() {
            let number = word.ends_with(digit) && UNITS_AND_MONTHS.contains(&trim_punctuation(next));
            let rest = word == "h" && next.starts_with(digit) || word == RANGE_DASH || *next == RANGE_DASH;
            out.push(if number || rest { '\u{a0}' } else { ' ' });
        }
    }
    out
}

/// A word without the comma behind it.
fn trim_punctuation(word: &str) -> &str {
    word.trim_end_matches([',', ';', '.', ')'])
}
