//! What helps to mend a line: the closest known word, a hint for bare digits, a list's words in a row.

use crate::quick_line::tokens::normalize_typed;
use crate::vocabulary;
use crate::vocabulary::WordList;

/// Bare digits that could be a clock time or a year.
pub(crate) fn hint_bare_digits(piece: &str) -> Option<String> {
    let clock = |four: &str| {
        let fits = four.len() == 4 && four.bytes().all(|b| b.is_ascii_digit());
        let (hour, minute) = fits.then(|| four.split_at(2))?;
        (hour < "24" && minute < "60").then(|| format!("{hour}:{minute}"))
    };
    let written = match piece.split_once(['-', '\u{2013}', '\u{2014}']) {
        Some((from, to)) => format!("{}-{}", clock(from.trim())?, clock(to.trim())?),
        None => clock(piece)?,
    };
    Some(format!("\"{piece}\" could be a time or something else. If it is a time, please write {written}."))
}

/// The words of a list in one row: `legs, tummy or chest`.
pub(crate) fn join_short_words(list: WordList, last: &str) -> String {
    let all: Vec<&str> = vocabulary::list(list).iter().map(|word| word.short.as_str()).collect();
    match all.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{} {last} {end}", rest.join(", ")),
        _ => all.concat(),
    }
}

/// The closest of the forms it is shown, no more than two letters away.
pub(crate) struct NearestMatch<'w> {
    wanted: Vec<char>,
    text: &'w str,
    best: Option<(usize, String)>,
}

impl<'w> NearestMatch<'w> {
    pub(crate) fn new(wanted: &'w str) -> Self {
        Self { wanted: wanted.chars().take(60).collect(), text: wanted, best: None }
    }

    pub(crate) fn into_suggestion(self) -> Option<String> {
        self.best.map(|(_, form)| form)
    }

    pub(crate) fn compare_forms(&mut self, short: &str, aliases: &[String]) {
        for form in std::iter::once(short).chain(aliases.iter().map(String::as_str)) {
            let folded: Vec<char> = normalize_typed(form).chars().collect();
            // Short words are near too many others.
            let most = if self.wanted.len() <= 4 { 1 } else { 2 };
            if self.text.is_empty() || folded.len().abs_diff(self.wanted.len()) > most {
                continue;
            }
            let far = edit_distance(&self.wanted, &folded);
            if far <= most && self.best.as_ref().is_none_or(|(best, _)| far < *best) {
                self.best = Some((far, form.to_owned()));
            }
        }
    }
}

fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, right) in b.iter().enumerate() {
            let swapped = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = swapped.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
