//! Days that no month has, and months without a day, which would otherwise be read as lengths or as words.

use crate::quick_line::date_grammar::{MONTH_NAMES, parse_month};
use crate::quick_line::length_grammar::{is_hours_unit, is_minutes_unit};
use crate::quick_line::tokens::normalize_typed;
use crate::quick_line::{LineContext, ParseError, starts_with_note};
use crate::texts::parse_errors as texts;
use chrono::NaiveDate;

/// A leap year, so that 29 February may be said.
const LEAP_YEAR: i32 = 2024;
/// Months that are as often a verb.
const VERBS: [&str; 3] = ["may", "march", "mar"];

/// Fails where a line names a day that its month does not have, or a month and no day.
pub(crate) fn check_months(said: &str, context: &LineContext<'_>) -> Result<(), ParseError> {
    if starts_with_note(said) || is_family_name(said, context) {
        return Ok(());
    }
    let said_plainly = normalize_typed(said);
    let words: Vec<&str> = said_plainly
        .split_whitespace()
        .map(|word| word.trim_end_matches([',', '.', '!']))
        .filter(|word| *word != "of")
        .collect();
    match (0..words.len()).find_map(|at| fault_at(&words, at)) {
        Some(message) => {
            Err(ParseError::Unreadable { message, byte_range: 0..said.len(), can_keep_as_note: true })
        }
        None => Ok(()),
    }
}

/// Somebody of the family is called by the last word, which may be a month: "massage June".
fn is_family_name(said: &str, context: &LineContext<'_>) -> bool {
    let last = normalize_typed(said.split_whitespace().next_back().unwrap_or_default());
    let babies = context.family.babies.iter().filter_map(|baby| baby.name.as_deref());
    let carers = context.family.carers.iter().filter_map(|carer| carer.name.as_deref());
    babies.chain(carers).any(|name| normalize_typed(name) == last)
}

fn fault_at(words: &[&str], at: usize) -> Option<String> {
    let month = words.get(at).and_then(|word| parse_month(word))?;
    let name = usize::try_from(month).ok().and_then(|month| MONTH_NAMES.get(month - 1))?;
    let (before, behind) = (at.checked_sub(1).map(|n| words[n]), words.get(at + 1).copied());
    let day_before = before.and_then(parse_day_number);
    let counted = words.get(at + 2).is_some_and(|unit| is_minutes_unit(unit) || is_hours_unit(unit));
    let day_behind = behind.filter(|_| !counted).and_then(parse_day_number);
    if let Some(day) = day_before.or(day_behind) {
        let rest = words.get(if day_before.is_some() { at + 1 } else { at + 2 });
        let year: Option<i32> = rest.filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
        if NaiveDate::from_ymd_opt(year.unwrap_or(LEAP_YEAR), month, day).is_some() {
            return None;
        }
        // "nap 40 may have been longer" tells of no day.
        let ends = rest.is_none_or(|next| next.starts_with(|c: char| c.is_ascii_digit()) || *next == "at");
        return (day <= 31 || ends).then(|| texts::no_such_day_of_month(day, name, year));
    }
    let alone = words.len() == 2 && at == 1 && !VERBS.contains(&words[at]);
    (before == Some("in") || alone).then(|| texts::month_alone(name))
}

/// `31`, `31st`.
fn parse_day_number(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok())?
}
