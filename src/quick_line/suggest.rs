//! What helps to mend a line: the closest known word, a hint for bare digits, a list's words in a row.

use crate::quick_line::tokens::normalize_typed;
use crate::texts::parse_errors as texts;
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
    Some(texts::bare_digits(piece, &written))
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
pub(crate) struct NearestMatch {
    wanted: String,
    length: usize,
    best: Option<(usize, String)>,
}

impl NearestMatch {
    pub(crate) fn new(wanted: &str) -> Self {
        let wanted: String = wanted.chars().take(60).collect();
        Self { length: wanted.chars().count(), wanted, best: None }
    }

    pub(crate) fn into_suggestion(self) -> Option<String> {
        self.best.map(|(_, form)| form)
    }

    pub(crate) fn compare_forms(&mut self, short: &str, aliases: &[String]) {
        for form in std::iter::once(short).chain(aliases.iter().map(String::as_str)) {
            let folded = normalize_typed(form);
            // Short words are near too many others.
            let most = if self.length <= 4 { 1 } else { 2 };
            if self.length == 0 || folded.chars().count().abs_diff(self.length) > most {
                continue;
            }
            let distance = strsim::levenshtein(&self.wanted, &folded);
            if distance <= most && self.best.as_ref().is_none_or(|(best, _)| distance < *best) {
                self.best = Some((distance, form.to_owned()));
            }
        }
    }
}
