//! The words people read, held to plain English: a list of turns of phrase that stay out, how hard the sentences are to
//! read, and a source with a date behind every fact. The texts are read as they stand in `src/texts/` and `assets/`.

use cuebook::vocabulary::{all_cues, find_cue_note, find_source, guide_sources};
use std::fs;
use std::path::Path;

/// Turns of phrase that a tired reader stumbles over; each is a whole word or words, in lower case.
const BANNED: &[&str] = &[
    "waits",
    "wait here",
    "stands",
    "stand side by side",
    "gathers",
    "gather here",
    "kept out of",
    "of whom",
    "names no day",
    "all the same",
    "taken back",
    "takes it back",
    "take it back",
    "takes that back",
    "takes it all back",
    "is kept for its",
    "goes on",
    "as at first",
    "afresh",
    "median",
    "medians",
    "by lot",
    "drawn by",
    "nought",
    "still to come",
    "for your eyes",
    "was kept",
    "were kept",
    "not kept",
    "nothing was kept",
    "to keep them",
    "keeps both",
    "keeps it so",
    "keeps yours",
    "in the field",
    "field's own",
    "is of no",
    "there is nothing to undo",
    "do again",
    "done again",
    "slept badly in",
    "what went with what",
    "you must",
    "you should",
];

/// `asleep by day` is not said of the daytime; `day by day` is.
const NOT_BY_DAY: &[&str] =
    &["asleep by day", "sleep by day", "written by day", "awake by day", "min by day", "} by day"];

/// `is no date`, `is no file`: the denial comes before what it denies. `There is no ...` is plain.
const DENIALS: &[&str] = &[" is no ", " are no "];

struct ShownText {
    file: String,
    text: String,
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The string literals of a Rust source, without its comments.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => while chars.next().is_some_and(|c| c != '\n') {},
            '\'' => {
                // A character, or the beginning of a lifetime.
                let ahead: Vec<char> = chars.clone().take(4).collect();
                let end = ahead.iter().skip(1).position(|c| *c == '\'');
                for _ in 0..end.filter(|end| *end == 0 || ahead[0] == '\\').map_or(0, |end| end + 2) {
                    chars.next();
                }
            }
            '"' => found.push(read_literal(&mut chars)),
            _ => {}
        }
    }
    found
}

fn read_literal(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut text = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('\n') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                Some('n' | 't') => text.push(' '),
                Some('u') => while chars.next().is_some_and(|c| c != '}') {},
                Some(other) => text.push(other),
                None => break,
            },
            c => text.push(c),
        }
    }
    text
}

/// Every text of a table that is shown: not what is only typed, looked up or gone to.
fn shown_strings(value: &toml::Value, found: &mut Vec<String>) {
    const NOT_SHOWN: &[&str] = &[
        "aliases",
        "also",
        "sources",
        "source_url",
        "source_dated",
        "verified_on",
        "was",
        "cues",
        "key",
        "code",
        "id",
        "address",
        "authors",
        "title",
        "journal",
        "doi",
        "pmid",
        "place",
        "points",
        "contact",
        "term",
        "short",
        "cue",
        "date",
    ];
    match value {
        toml::Value::String(text) => found.push(text.clone()),
        toml::Value::Array(all) => all.iter().for_each(|one| shown_strings(one, found)),
        toml::Value::Table(table) => {
            let shown = table.iter().filter(|(key, _)| !NOT_SHOWN.contains(&key.as_str()));
            shown.for_each(|(_, one)| shown_strings(one, found));
        }
        _ => {}
    }
}

fn shown_texts() -> Vec<ShownText> {
    let mut all = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/texts")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let texts = literals(&fs::read_to_string(&path).unwrap());
        all.extend(texts.into_iter().map(|text| ShownText { file: file.clone(), text }));
    }
    for file in ["guide", "cues", "states", "strokes", "choices", "feelings", "support", "evidence"] {
        let table: toml::Value = toml::from_str(&read(&format!("assets/{file}.toml"))).unwrap();
        let mut texts = Vec::new();
        shown_strings(&table, &mut texts);
        all.extend(texts.into_iter().map(|text| ShownText { file: file.to_owned(), text }));
    }
    assert!(all.len() > 1000, "too few texts were read: {}", all.len());
    all
}

/// Lower case, names of values taken out, with a blank at both ends, so that whole words can be looked for.
fn fold(text: &str) -> String {
    let mut inside = 0;
    let mut folded = String::from(" ");
    for c in text.to_lowercase().chars() {
        match c {
            '{' => inside += 1,
            '}' => inside = (inside - 1).max(0),
            _ if inside > 0 => {}
            c if c.is_alphanumeric() || c == '\'' => folded.push(c),
            _ if folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.push(' ');
    folded
}

#[test]
fn turns_of_phrase_that_stop_a_tired_reader_stay_out() {
    let mut found = Vec::new();
    for ShownText { file, text } in shown_texts() {
        let folded = fold(&text);
        for banned in BANNED {
            if folded.contains(&format!(" {banned} ")) {
                found.push(format!("{file}: \"{banned}\" in \"{text}\""));
            }
        }
        if NOT_BY_DAY.iter().any(|words| text.to_lowercase().contains(words)) {
            found.push(format!("{file}: \"by day\" in \"{text}\""));
        }
        for denial in DENIALS {
            let plain = format!("there{denial}");
            let heading = "when the answer is no ";
            let all = folded.matches(denial).count().saturating_sub(folded.matches(heading).count());
            if all > folded.matches(&plain).count() + folded.matches("is no longer").count() {
                found.push(format!("{file}: \"{denial}\" in \"{text}\""));
            }
        }
        if text.starts_with("Kept ") {
            found.push(format!("{file}: \"{text}\""));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_readme_begins_with_a_baby_in_the_cot_and_says_it_plainly() {
    let readme = read("README.md");
    assert!(readme.contains("The baby has just gone back to sleep in the cot."));
    // Code and commands are left out.
    let prose: Vec<&str> = readme.split("```").step_by(2).collect();
    let prose: String = prose.join(" ").split('`').step_by(2).collect();
    let folded = fold(&prose);
    let found: Vec<&&str> = BANNED.iter().filter(|words| folded.contains(&format!(" {words} "))).collect();
    assert!(found.is_empty(), "{found:?}");
}

// ---- how hard the sentences are to read

/// Sentences and their words, commands and values counted as one short word each.
fn sentences(text: &str) -> Vec<Vec<String>> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['`', '{']) {
        let close = if rest[at..].starts_with('`') { '`' } else { '}' };
        plain.push_str(&rest[..at]);
        plain.push_str("Maya");
        let end = rest[at + 1..].find(close).map_or(rest.len(), |end| at + end + 2);
        rest = &rest[end..];
    }
    plain.push_str(rest);
    let ends = |c: char| matches!(c, '.' | '?');
    let mut all = Vec::new();
    for part in plain.split(" · ") {
        let mut sentence = String::new();
        for word in part.split_whitespace() {
            sentence.push_str(word);
            sentence.push(' ');
            if word.ends_with(ends) {
                all.push(std::mem::take(&mut sentence));
            }
        }
        all.push(sentence);
    }
    let words = |sentence: &String| -> Vec<String> {
        let words = sentence.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '-');
        words.filter(|word| word.starts_with(char::is_alphabetic)).map(str::to_owned).collect()
    };
    // Labels are no sentences.
    all.iter().map(words).filter(|words| words.len() >= 3).collect()
}

/// A count by groups of vowels, a silent e left out: near enough for an average.
fn syllables(word: &str) -> usize {
    let word: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    if word.len() <= 3 {
        return 1;
    }
    let text: String = word.iter().collect();
    let is_silent = (text.ends_with('e') && !text.ends_with("le"))
        || (text.ends_with("ed") && !text.ends_with("ted") && !text.ends_with("ded"));
    let is_vowel = |c: char| "aeiouyéü".contains(c);
    let starts =
        word.iter().enumerate().filter(|(at, c)| is_vowel(**c) && (*at == 0 || !is_vowel(word[at - 1])));
    (starts.count() - usize::from(is_silent)).max(1)
}

/// The Flesch-Kincaid grade, and words a sentence.
fn grade(texts: &[&str]) -> Option<(f64, f64)> {
    let all: Vec<Vec<String>> = texts.iter().flat_map(|text| sentences(text)).collect();
    let words: usize = all.iter().map(Vec::len).sum();
    let spoken: usize = all.iter().flatten().map(|word| syllables(word)).sum();
    let (sentences, words, spoken) = (all.len() as f64, words as f64, spoken as f64);
    let per_sentence = words / sentences;
    (sentences >= 5.0).then(|| (0.39 * per_sentence + 11.8 * spoken / words - 15.59, per_sentence))
}

/// A grade that school children of eleven read; the evidence may ask for two more.
const MAX_GRADE: f64 = 6.0;
const MAX_GRADE_OF_EVIDENCE: f64 = 8.0;
const MAX_WORDS: usize = 30;

#[test]
fn the_count_knows_an_easy_text_from_a_hard_one() {
    assert_eq!(["cot", "baby", "massage", "asleep", "uneven", "noticed"].map(syllables), [1, 2, 2, 2, 3, 2]);
    let easy = grade(&["You saw it. Baby was calm. You can rest. She fell asleep. He woke up."]).unwrap().0;
    let hard = "Notwithstanding considerable methodological heterogeneity, the systematically aggregated evidence \
                demonstrates statistically significant improvements in maternal sensitivity.";
    let hard = grade(&[hard; 5]).unwrap().0;
    assert!(easy < 3.0 && hard > 15.0, "{easy} {hard}");
}

#[test]
fn every_file_of_words_can_be_read_at_grade_six() {
    let all = shown_texts();
    let mut files: Vec<&str> = all.iter().map(|shown| shown.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let mut report = Vec::new();
    let mut too_hard = Vec::new();
    // Other apps' names of columns are no sentences of ours.
    for file in files.into_iter().filter(|file| *file != "import_columns.rs") {
        let texts: Vec<&str> =
            all.iter().filter(|shown| shown.file == file).map(|shown| shown.text.as_str()).collect();
        let Some((grade, per_sentence)) = grade(&texts) else { continue };
        report.push(format!("{grade:5.1} {per_sentence:5.1} {file}"));
        let most = if file == "evidence" { MAX_GRADE_OF_EVIDENCE } else { MAX_GRADE };
        if grade > most {
            too_hard.push(format!("{file}: grade {grade:.1}, {per_sentence:.1} words a sentence"));
        }
    }
    println!("grade words/sentence file\n{}", report.join("\n"));
    assert!(too_hard.is_empty(), "{}", too_hard.join("\n"));
}

#[test]
fn no_sentence_is_longer_than_a_breath() {
    // What a licence wants word for word, and lists of formats, answers and words that find an action.
    const NOT_OURS: &[&str] = &["LOINC", "Huckleberry CSV", "export, import, backup"];
    for ShownText { file, text } in shown_texts() {
        if file == "evidence" || NOT_OURS.iter().any(|words| text.contains(words)) {
            continue;
        }
        for words in sentences(&text) {
            assert!(words.len() <= MAX_WORDS, "{file}: {} words in \"{text}\"", words.len());
        }
    }
}

// ---- no fact without a source and its date

#[test]
fn every_page_a_cue_rests_on_has_an_address_and_a_date() {
    let mut keys: Vec<&str> = Vec::new();
    for cue in all_cues() {
        keys.extend(cue.sources.iter().map(String::as_str));
        keys.extend(find_cue_note(&cue.id).into_iter().flat_map(|note| &note.sources).map(String::as_str));
        // A cue that points one way rests on a page that says so.
        assert!(cue.points.is_none() || !cue.sources.is_empty(), "{} points without a page", cue.id);
    }
    for key in keys {
        let page = find_source(key).unwrap_or_else(|| panic!("{key} is no page"));
        assert!(page.address.starts_with("http"), "{key}");
        assert!(page.date.chars().any(|c| c.is_ascii_digit()), "{key}: {}", page.date);
    }
    for page in guide_sources() {
        assert!(page.date.chars().any(|c| c.is_ascii_digit()), "{}: {}", page.key, page.date);
    }
}

#[test]
fn every_line_of_support_has_a_page_and_the_day_it_was_read_or_its_own_date() {
    let support: toml::Value = toml::from_str(&read("assets/support.toml")).unwrap();
    let mut checked = 0;
    check_support_facts(&support, &mut checked);
    assert!(checked > 10, "only {checked} lines were looked at");
}

fn check_support_facts(value: &toml::Value, checked: &mut usize) {
    match value {
        toml::Value::Array(all) => all.iter().for_each(|one| check_support_facts(one, checked)),
        toml::Value::Table(table) => {
            let is_fact = ["contact", "verified_on", "source_url"].iter().any(|key| table.contains_key(*key));
            if is_fact {
                *checked += 1;
                let text = |key: &str| table.get(key).map(ToString::to_string).unwrap_or_default();
                let pages = format!("{}{}", text("source_url"), text("sources"));
                assert!(pages.contains("http"), "no page: {table:?}");
                let dates = format!("{}{}", text("source_dated"), text("verified_on"));
                assert!(dates.contains("20"), "no date: {table:?}");
            }
            table.values().for_each(|one| check_support_facts(one, checked));
        }
        _ => {}
    }
}

// ---- keys can be given other meanings, so no sentence may know one by heart

/// Keys that edit a text, and ctrl-c: `[keys]` cannot give them away.
const FIXED_KEYS: &[&str] = &["ctrl-c", "ctrl-j", "ctrl-u"];
/// Written about keys, not in the middle of the screens.
const ABOUT_KEYS: &[&str] = &["key_texts.rs", "config_texts.rs"];

/// The first key that a sentence names itself, instead of taking it from the table in force.
fn key_by_heart(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let bare = word.trim_matches(|c: char| matches!(c, '.' | ',' | ':' | ';' | '(' | ')' | '"'));
        let is_key = matches!(bare.to_lowercase().as_str(), "esc" | "enter" | "tab" | "↓" | "↑")
            || bare.to_lowercase().starts_with("ctrl-");
        let comes_after_press = at > 0 && words[at - 1].eq_ignore_ascii_case("press");
        let is_sign =
            word.trim_end_matches('.').chars().count() == 1 && *word != "a" || bare.len() == 1 && bare != "a";
        let named = (is_key && !FIXED_KEYS.contains(&bare)) || (comes_after_press && is_sign);
        named.then(|| bare.to_owned())
    })
}

#[test]
fn no_sentence_names_a_key_by_heart() {
    assert_eq!(key_by_heart("Press e to change it."), Some("e".into()));
    assert_eq!(key_by_heart("Press , on Today to add another."), Some(String::new()));
    assert_eq!(key_by_heart("Only its writer can open it: ctrl-o."), Some("ctrl-o".into()));
    assert_eq!(key_by_heart("Nothing is found. esc shows it all again."), Some("esc".into()));
    assert_eq!(key_by_heart("Press {key} to undo, a number, or ctrl-u to clear."), None);
    let mut found = Vec::new();
    for ShownText { file, text } in shown_texts() {
        // A question on the command line, where enter is enter.
        let is_prompt = text.to_lowercase().contains("enter alone");
        if let Some(key) = key_by_heart(&text).filter(|_| !is_prompt && !ABOUT_KEYS.contains(&file.as_str()))
        {
            found.push(format!("{file}: {key:?} in \"{text}\""));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
