//! The names of months in the languages that apps write them in.

use crate::text::sanitize::collapse_whitespace;

/// The twelve months of a language, each as its shortest beginning that tells it from the others.
const LANGUAGES: [[&str; 12]; 11] = [
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"],
    ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"],
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
    ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
    ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"],
    ["jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"],
    ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"],
    ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"],
    ["led", "úno", "bře", "dub", "kvě", "čer", "čvc", "srp", "zář", "říj", "lis", "pro"],
];

/// The month, 1 to 12, of a name or an abbreviation in any of the languages; none where two would give another one.
pub(crate) fn find_month(name: &str) -> Option<u32> {
    let name = collapse_whitespace(name).trim_end_matches('.').to_lowercase();
    // `5月`, in Japanese and Chinese.
    if let Some(number) = name.strip_suffix('月') {
        return number.parse().ok().filter(|month| (1..=12).contains(month));
    }
    let mut found = None;
    for months in LANGUAGES {
        let at = months.iter().position(|month| {
            name.starts_with(month) || (name.chars().count() > 2 && month.starts_with(&name))
        });
        let at = at.and_then(|at| u32::try_from(at + 1).ok());
        match (found, at) {
            (None, at) => found = at,
            (Some(before), Some(at)) if before != at => return None,
            _ => {}
        }
    }
    found
}
