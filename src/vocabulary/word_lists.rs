//! The short lists of answers, and looking a word up by its code or by what a parent typed.
//!
//! No knowledge of entries, screens or the typed line: a list answers only what a code means and which code was meant.

use crate::vocabulary::{asset, normalize_text};
use serde::Deserialize;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWord {
    /// What a journal keeps: kebab-case, or a number from 1 in the lists that [`scale`] knows.
    pub code: String,
    pub words: String,
    /// What a parent may type, and what prints back in a typed line: no comma, semicolon, quote or parenthesis.
    pub short: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The same as a thing that helps, `a pause` (responses only).
    #[serde(default)]
    pub helps: Option<String>,
    /// The name used in the field, where it differs in use from our words (states only).
    #[serde(default)]
    pub term: Option<String>,
    /// One neutral line on how it looks (states only).
    #[serde(default)]
    pub sign: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum WordList {
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

impl WordList {
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
    touch: Vec<ListWord>,
    asked: Vec<ListWord>,
    ended: Vec<ListWord>,
    response: Vec<ListWord>,
    reason: Vec<ListWord>,
    meant: Vec<ListWord>,
    helped: Vec<ListWord>,
    doing: Vec<ListWord>,
    settled: Vec<ListWord>,
    night: Vec<ListWord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeelingsFile {
    felt: Vec<ListWord>,
    energy: Vec<ListWord>,
    sure: Vec<ListWord>,
    company: Vec<ListWord>,
    feeling: Vec<ListWord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatesFile {
    state: Vec<ListWord>,
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
    stroke: Vec<ListWord>,
}

struct IndexedWords {
    words: Vec<ListWord>,
    /// Made when something is typed first.
    by_typed: OnceLock<HashMap<String, usize>>,
}

impl IndexedWords {
    fn new(words: Vec<ListWord>) -> Self {
        Self { words, by_typed: OnceLock::new() }
    }

    fn find_typed(&self, typed: &str) -> Option<&ListWord> {
        let by_typed = self.by_typed.get_or_init(|| {
            let mut by_typed = HashMap::new();
            for (at, word) in self.words.iter().enumerate() {
                for form in [&word.code, &word.words, &word.short].into_iter().chain(&word.aliases) {
                    by_typed.entry(normalize_text(form)).or_insert(at);
                }
            }
            by_typed
        });
        by_typed.get(&normalize_text(typed)).map(|&at| &self.words[at])
    }
}

struct WordListIndex {
    lists: HashMap<WordList, IndexedWords>,
    // Where each part's strokes lie in the flat list, which keeps them together in taught order.
    strokes: HashMap<String, Range<usize>>,
}

static LISTS: LazyLock<WordListIndex> = LazyLock::new(load_word_lists);

fn load_word_lists() -> WordListIndex {
    let choices: ChoicesFile = asset!("choices");
    let feelings: FeelingsFile = asset!("feelings");
    let states: StatesFile = asset!("states");
    let (areas, strokes, ranges) = split_areas_and_strokes(asset!("strokes"));
    let lists = [
        (WordList::Touch, choices.touch),
        (WordList::Asked, choices.asked),
        (WordList::States, states.state),
        (WordList::Areas, areas),
        (WordList::Strokes, strokes),
        (WordList::Ended, choices.ended),
        (WordList::Responses, choices.response),
        (WordList::Reasons, choices.reason),
        (WordList::Meant, choices.meant),
        (WordList::Helped, choices.helped),
        (WordList::Doing, choices.doing),
        (WordList::Settled, choices.settled),
        (WordList::Night, choices.night),
        (WordList::Felt, feelings.felt),
        (WordList::Energy, feelings.energy),
        (WordList::Feelings, feelings.feeling),
        (WordList::Sure, feelings.sure),
        (WordList::Company, feelings.company),
    ];
    WordListIndex {
        lists: lists.into_iter().map(|(name, words)| (name, IndexedWords::new(words))).collect(),
        strokes: ranges,
    }
}

fn split_areas_and_strokes(
    file: StrokesFile,
) -> (Vec<ListWord>, Vec<ListWord>, HashMap<String, Range<usize>>) {
    let (mut areas, mut strokes, mut ranges) = (Vec::new(), Vec::new(), HashMap::new());
    for block in file.area {
        let start = strokes.len();
        strokes.extend(block.stroke);
        ranges.insert(block.code.clone(), start..strokes.len());
        let AreaBlock { code, words, short, aliases, .. } = block;
        areas.push(ListWord { code, words, short, aliases, helps: None, term: None, sign: None });
    }
    (areas, strokes, ranges)
}

fn indexed_list(list: WordList) -> Option<&'static IndexedWords> {
    LISTS.lists.get(&list)
}

/// All answers of a list, in the order in which they are offered.
pub fn list(list_words: WordList) -> &'static [ListWord] {
    indexed_list(list_words).map_or(&[], |found| found.words.as_slice())
}

pub fn find_word(list: WordList, code: &str) -> Option<&'static ListWord> {
    // A list is a few dozen words long at most.
    indexed_list(list)?.words.iter().find(|word| word.code == code)
}

/// The words of a code. A code from elsewhere is shown as it stands, so that nothing kept is ever hidden.
pub fn label_for(list: WordList, code: &str) -> &str {
    find_word(list, code).map_or(code, |found| found.words.as_str())
}

/// The words of a numbered answer: `Felt`, `Energy`, `Sure` and `Company`.
pub fn scale_label(list: WordList, n: u8) -> Option<&'static str> {
    find_word(list, &n.to_string()).map(|found| found.words.as_str())
}

/// The answer a parent typed: its code, words, short form or an alias, compared after [`fold`].
pub fn find_typed_word(list: WordList, typed: &str) -> Option<&'static ListWord> {
    indexed_list(list)?.find_typed(typed)
}

/// The strokes of one part of the body, in taught order; none for a part that is not known.
pub fn strokes_for_area(area: &str) -> Vec<&'static ListWord> {
    let Some(range) = LISTS.strokes.get(area) else {
        return Vec::new();
    };
    list(WordList::Strokes)[range.clone()].iter().collect()
}
