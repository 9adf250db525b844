//! Words that stay together at the end of a line: lengths, days, ranges of times.

/// What stays with the number before it.
const UNITS_AND_MONTHS: [&str; 28] = [
    "h",
    "min",
    "hours",
    "minutes",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What stays with the clock behind it, where the end of a stretch lies on another day: `19:35–Sun 00:25`.
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Between the lowest and the highest.
const RANGE_DASH: &str = "\u{2013}";
/// The same in ASCII, where it stands in lists too.
const ASCII_DASH: &str = "-";

/// The same with lengths and days (`3 h 14`, `12 min`, `9 Nov`) held together at the end of a line, for a format that breaks
/// its lines itself.
pub(crate) fn insert_no_break_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push_str(word);
        if let Some(next) = words.peek() {
            out.push(if stays_together(word, next) { '\u{a0}' } else { ' ' });
        }
    }
    out
}

/// The words of a text as they may be told apart at the end of a line, with the blanks inside a length or a day.
pub(crate) fn split_breakable(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let piece = rest?;
        let mut at = 0;
        loop {
            let Some(blank) = piece[at..].find(' ') else {
                rest = None;
                return Some(piece);
            };
            let (end, next) = (at + blank, at + blank + 1);
            let following = piece[next..].split(' ').next().unwrap_or_default();
            if stays_together(&piece[at..end], following) {
                at = next;
            } else {
                rest = Some(&piece[next..]);
                return Some(&piece[..end]);
            }
        }
    })
}

fn stays_together(word: &str, next: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '\u{bc}'..='\u{be}');
    let is_length_end = word.ends_with(digit) || matches!(word, "h" | "min");
    let number = word.ends_with(digit) && UNITS_AND_MONTHS.contains(&trim_punctuation(next));
    let minutes = word == "h" && next.starts_with(digit);
    let dash = word == RANGE_DASH || next == RANGE_DASH;
    let ascii_dash = word == ASCII_DASH && next.starts_with(digit) || next == ASCII_DASH && is_length_end;
    let other_day = word.contains([':', '-', '\u{2013}'])
        && WEEKDAYS
            .iter()
            .any(|day| word.strip_suffix(day).is_some_and(|before| before.ends_with(['-', '\u{2013}'])))
        && next.starts_with(digit);
    number || minutes || dash || ascii_dash || other_day
}

/// A word without the comma behind it.
fn trim_punctuation(word: &str) -> &str {
    word.trim_end_matches([',', ';', '.', ')', '?'])
}

#[cfg(test)]
mod tests {
    use super::{insert_no_break_spaces, split_breakable};

    #[test]
    fn lengths_days_and_stretches_stay_whole() {
        for pieces in [
            &["asleep", "2 h 34", "in", "3", "naps"][..],
            &["touch", "20 min,", "9 Nov."],
            &["19:35\u{2013}Sun 00:25,", "held"],
            &["9 h \u{2013} 10 h"],
            &["9 h - 10 h"],
            &["heavy", "\u{b7}", "-", "\u{b7}", "mixed"],
            &["13\u{bd} h"],
            &["", "", "two"],
            &[""],
        ] {
            let text = pieces.join(" ");
            assert_eq!(split_breakable(&text).collect::<Vec<_>>(), pieces, "{text}");
            let held = insert_no_break_spaces(&text);
            assert_eq!(held.split(' ').count(), pieces.len(), "{held}");
        }
    }
}
