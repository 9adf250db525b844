//! The short lists of answers, and looking a word up by its code or by what a parent typed.
//!
//! No knowledge of entries, screens or the typed line: a list answers only what a code means and which code was meant.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{fold, parse};

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// What a journal keeps: kebab-case, or a number from 1 in the lists that [`scale`] knows.
    pub code: String,
    pub words: String,
    /// What a parent may type, and what prints back in a typed line: no comma, semicolon, quote or parenthesis.
    pub short: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The name used in the field, where it differs in use from our words (states only).
    #[serde(default)]
    pub term: Option<String>,
    /// One neutral line on how it looks (states only).
    #[serde(default)]
    pub sign: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum List {
    Touch,
    Asked,
    /// The six states of sleep and waking.
    States,
    /// The seven parts of the body, in taught order.
    Areas,
    /// Every stroke of every part, in taught order.
    Strokes,
    Ended,
    Responses,
    Reasons,
    Meant,
    Helped,
    Doing,
    Settled,
    Night,
    /// How today was, 1 to 5.
    Felt,
    /// How much go there was, 1 to 5.
    Energy,
    Feelings,
    /// Sure of what baby was telling me, 1 to 4.
    Sure,
    /// Time with other people, 1 to 4.
    Company,
}

impl List {
    /// Every list, in the order in which they are declared.
    pub const ALL: [Self; 18] = [
        Self::Touch,
        Self::Asked,
        Self::States,
        Self::Areas,
        Self::Strokes,
        Self::Ended,
        Self::Responses,
        Self::Reasons,
        Self::Meant,
        Self::Helped,
        Self::Doing,
        Self::Settled,
        Self::Night,
        Self::Felt,
        Self::Energy,
        Self::Feelings,
        Self::Sure,
        Self::Company,
    ];
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoicesFile {
    touch: Vec<Word>,
    asked: Vec<Word>,
    ended: Vec<Word>,
    response: Vec<Word>,
    reason: Vec<Word>,
    meant: Vec<Word>,
    helped: Vec<Word>,
    doing: Vec<Word>,
    settled: Vec<Word>,
    night: Vec<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeelingsFile {
    felt: Vec<Word>,
    energy: Vec<Word>,
    sure: Vec<Word>,
    company: Vec<Word>,
    feeling: Vec<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatesFile {
    state: Vec<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StrokesFile {
    area: Vec<AreaBlock>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AreaBlock {
    code: String,
    words: String,
    short: String,
    aliases: Vec<String>,
    stroke: Vec<Word>,
}

struct Indexed {
    words: Vec<Word>,
    by_code: HashMap<String, usize>,
    by_typed: HashMap<String, usize>,
}

impl Indexed {
    fn new(words: Vec<Word>) -> Self {
        let by_code = words.iter().enumerate().map(|(at, word)| (word.code.clone(), at)).collect();
        let mut by_typed = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            for form in [&word.code, &word.words, &word.short].into_iter().chain(&word.aliases) {
                by_typed.entry(fold(form)).or_insert(at);
            }
        }
        Self { words, by_code, by_typed }
    }
}

struct Lists {
    lists: HashMap<List, Indexed>,
    // Where each part's strokes lie in the flat list, which keeps them together in taught order.
    strokes: HashMap<String, Range<usize>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(load);

fn load() -> Lists {
    let choices: ChoicesFile = parse(include_str!("../../assets/choices.toml"));
    let feelings: FeelingsFile = parse(include_str!("../../assets/feelings.toml"));
    let states: StatesFile = parse(include_str!("../../assets/states.toml"));
    let (areas, strokes, ranges) = areas_and_strokes(parse(include_str!("../../assets/strokes.toml")));
    let lists = [
        (List::Touch, choices.touch),
        (List::Asked, choices.asked),
        (List::States, states.state),
        (List::Areas, areas),
        (List::Strokes, strokes),
        (List::Ended, choices.ended),
        (List::Responses, choices.response),
        (List::Reasons, choices.reason),
        (List::Meant, choices.meant),
        (List::Helped, choices.helped),
        (List::Doing, choices.doing),
        (List::Settled, choices.settled),
        (List::Night, choices.night),
        (List::Felt, feelings.felt),
        (List::Energy, feelings.energy),
        (List::Feelings, feelings.feeling),
        (List::Sure, feelings.sure),
        (List::Company, feelings.company),
    ];
    Lists {
        lists: lists.into_iter().map(|(name, words)| (name, Indexed::new(words))).collect(),
        strokes: ranges,
    }
}

fn areas_and_strokes(file: StrokesFile) -> (Vec<Word>, Vec<Word>, HashMap<String, Range<usize>>) {
    let (mut areas, mut strokes, mut ranges) = (Vec::new(), Vec::new(), HashMap::new());
    for block in file.area {
        let start = strokes.len();
        strokes.extend(block.stroke);
        ranges.insert(block.code.clone(), start..strokes.len());
        let AreaBlock { code, words, short, aliases, .. } = block;
        areas.push(Word { code, words, short, aliases, term: None, sign: None });
    }
    (areas, strokes, ranges)
}

fn indexed(list: List) -> Option<&'static Indexed> {
    LISTS.lists.get(&list)
}

/// All answers of a list, in the order in which they are offered.
pub fn list(list: List) -> &'static [Word] {
    indexed(list).map_or(&[], |found| found.words.as_slice())
}

pub fn word(list: List, code: &str) -> Option<&'static Word> {
    let found = indexed(list)?;
    found.by_code.get(code).map(|&at| &found.words[at])
}

/// The words of a code. A code from elsewhere is shown as it stands, so that nothing kept is ever hidden.
pub fn say(list: List, code: &str) -> &str {
    word(list, code).map_or(code, |found| found.words.as_str())
}

/// The words of a numbered answer: `Felt`, `Energy`, `Sure` and `Company`.
pub fn scale(list: List, n: u8) -> Option<&'static str> {
    word(list, &n.to_string()).map(|found| found.words.as_str())
}

/// The answer a parent typed: its code, words, short form or an alias, compared after [`fold`].
pub fn find(list: List, typed: &str) -> Option<&'static Word> {
    let found = indexed(list)?;
    found.by_typed.get(&fold(typed)).map(|&at| &found.words[at])
}

/// The strokes of one part of the body, in taught order; none for a part that is not known.
pub fn strokes_of(area: &str) -> Vec<&'static Word> {
    let Some(range) = LISTS.strokes.get(area) else {
        return Vec::new();
    };
    list(List::Strokes)[range.clone()].iter().collect()
}
