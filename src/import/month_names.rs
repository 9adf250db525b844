//! The names of months in the languages that apps write them in.

use crate::text::sanitize::collapse_whitespace;

/// The twelve months of a language, each as its shortest beginning that tells it from the others. Croatian is left out:
/// its October is the November of Polish and Czech.
const LANGUAGES: [[&str; 12]; 23] = [
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"],
    ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"],
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
    ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
    ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"],
    ["jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"],
    ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"],
    ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"],
    ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"],
    ["янв", "фев", "март", "апр", "май", "июнь", "июль", "авг", "сент", "окт", "нояб", "дек"],
    ["січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру"],
    ["led", "úno", "bře", "dub", "kvě", "čer", "čvc", "srp", "zář", "říj", "lis", "pro"],
    ["led", "úno", "bře", "dub", "kvě", "červen", "červenec", "srp", "zář", "říj", "lis", "pro"],
    ["led", "úno", "bře", "dub", "kvě", "červn", "červenc", "srp", "zář", "říj", "lis", "pro"],
    ["яну", "фев", "март", "апр", "май", "юни", "юли", "авг", "сеп", "окт", "ное", "дек"],
    ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"],
    ["jan", "febr", "márc", "ápr", "máj", "jún", "júl", "aug", "szept", "okt", "nov", "dec"],
    ["oca", "şub", "mar", "nis", "may", "haz", "tem", "ağu", "eyl", "eki", "kas", "ara"],
    ["ian", "feb", "mar", "apr", "mai", "iun", "iul", "aug", "sept", "oct", "noi", "dec"],
    ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"],
    ["ιαν", "φεβ", "μαρ", "απρ", "μαΐ", "ιουν", "ιουλ", "αυγ", "σεπ", "οκτ", "νοε", "δεκ"],
];

/// The month, 1 to 12, of a name or an abbreviation in any of the languages: of two that fit the longer one, and none
/// where two that are as long would give another one.
pub(crate) fn find_month(name: &str) -> Option<u32> {
    let name = collapse_whitespace(name).trim_end_matches('.').to_lowercase();
    // `5月` in Japanese and Chinese, `5월` in Korean, `thg 5` in Vietnamese.
    let number = name.strip_suffix(['月', '월']).or_else(|| name.strip_prefix("thg"));
    if let Some(number) = number {
        return number.trim().parse().ok().filter(|month| (1..=12).contains(month));
    }
    let mut found: Option<(usize, u32)> = None;
    let mut is_clear = true;
    for (at, month) in LANGUAGES.iter().flat_map(|months| (1..).zip(months)) {
        // How much of it is sure: a whole beginning, or all there is of an abbreviation.
        let fits = match name.starts_with(month) {
            true => month.len(),
            false if name.chars().count() > 2 && month.starts_with(&name) => name.len(),
            false => continue,
        };
        match found {
            Some((longest, _)) if longest > fits => {}
            Some((longest, before)) if longest == fits => is_clear &= before == at,
            _ => (found, is_clear) = (Some((fits, at)), true),
        }
    }
    found.filter(|_| is_clear).map(|(_, month)| month)
}
