//! How people say what the lists name: phrases of `assets/speech.toml`, of the lists and of the cues, each with all it can
//! mean.
//!
//! Which of its meanings a phrase has in a line is the reader's to decide; nothing here knows of lines.

use crate::vocabulary::{WordList, all_cues, asset, find_cue_by_id, list, normalize_text};
use serde::Deserialize;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a phrase can mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Sense {
    Filler,
    Degree,
    Me,
    Other,
    Negation,
    Ahead,
    Question,
    Visit,
    Crisis,
    Elsewhere,
    /// A thing of its own.
    Stays,
    /// A thing of the day that has a time of its own: a bath, bedtime.
    Routine,
    /// "last week", "the other day": a time nobody could place.
    VagueTime,
    Asleep,
    Slept,
    Sleep,
    Awake,
    SleepOver,
    Massage,
    MassageDone,
    MassageStart,
    Skipped,
    CueWord,
    FeelWord,
    Oil,
    Answer(WordList, String),
    Cue(String),
    /// Lines it may stand for; whether it is only asked about where it is all that is said.
    Either {
        readings: Vec<String>,
        alone: bool,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpeechFile {
    filler: Vec<String>,
    degree: Vec<String>,
    me: Vec<String>,
    other: Vec<String>,
    negation: Vec<String>,
    ahead: Vec<String>,
    question: Vec<String>,
    visit: Vec<String>,
    crisis: Vec<String>,
    elsewhere: Vec<String>,
    stays: Vec<String>,
    routine: Vec<String>,
    vague_time: Vec<String>,
    asleep: Vec<String>,
    slept: Vec<String>,
    sleep: Vec<String>,
    awake: Vec<String>,
    sleep_over: Vec<String>,
    massage: Vec<String>,
    massage_done: Vec<String>,
    massage_start: Vec<String>,
    skipped: Vec<String>,
    cue_word: Vec<String>,
    feel_word: Vec<String>,
    oil: Vec<String>,
    means: Vec<ListMeaning>,
    cue: Vec<CueMeaning>,
    either: Vec<EitherMeaning>,
    night: Vec<NightMeaning>,
}

/// Words for a night, which many turns of phrase take: "a bad night", "last night was bad".
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NightMeaning {
    code: String,
    words: Vec<String>,
    turns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListMeaning {
    list: String,
    code: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueMeaning {
    code: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EitherMeaning {
    words: Vec<String>,
    readings: Vec<String>,
    #[serde(default)]
    alone: bool,
}

#[derive(Default)]
struct SpeechIndex {
    by_phrase: HashMap<String, Vec<Sense>>,
    /// Every word of a phrase, by its first letter, for near misses.
    words: HashMap<char, Vec<String>>,
    known: HashSet<String>,
}

static SPEECH: LazyLock<SpeechIndex> = LazyLock::new(load_speech);

/// English words within a slip's reach of the words the reader knows.
static ORDINARY_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../assets/ordinary_words.txt").split_whitespace().collect());

thread_local! {
    static MEANT: RefCell<HashMap<String, Vec<&'static str>>> = RefCell::default();
}
/// More words than anybody types before the program ends.
const MOST_MEANT: usize = 2000;

fn load_speech() -> SpeechIndex {
    let file: SpeechFile = asset!("speech");
    let mut index = SpeechIndex::default();
    for cue in file.cue {
        // A code that another cue took over is that cue.
        let code = find_cue_by_id(&cue.code).map_or(cue.code, |found| found.id.clone());
        cue.words.iter().for_each(|phrase| index.add(phrase, &Sense::Cue(code.clone())));
    }
    for cue in all_cues() {
        for form in [&cue.id, &cue.words, &cue.short, &cue.term].into_iter().chain(&cue.aliases) {
            let sense = Sense::Cue(cue.id.clone());
            index.add(form, &sense);
            // The tenses of a rarer name ("stilling") are understood, and nothing is mended into them.
            let mends = !cue.aliases.contains(form);
            inflect(form).iter().for_each(|form| index.add_new(form, &sense, mends));
        }
    }
    add_meanings(&mut index, file.means, file.night);
    add_lists(&mut index);
    for either in file.either {
        let sense = Sense::Either { readings: either.readings, alone: either.alone };
        either.words.iter().for_each(|phrase| index.add(phrase, &sense));
    }
    for (phrases, sense) in [
        (file.asleep, Sense::Asleep),
        (file.slept, Sense::Slept),
        (file.sleep, Sense::Sleep),
        (file.awake, Sense::Awake),
        (file.sleep_over, Sense::SleepOver),
        (file.massage, Sense::Massage),
        (file.massage_done, Sense::MassageDone),
        (file.massage_start, Sense::MassageStart),
        (file.skipped, Sense::Skipped),
        (file.oil, Sense::Oil),
        (file.cue_word, Sense::CueWord),
        (file.feel_word, Sense::FeelWord),
        (file.degree, Sense::Degree),
        (file.me, Sense::Me),
        (file.other, Sense::Other),
        (file.negation, Sense::Negation),
        (file.ahead, Sense::Ahead),
        (file.question, Sense::Question),
        (file.visit, Sense::Visit),
        (file.crisis, Sense::Crisis),
        (file.elsewhere, Sense::Elsewhere),
        (file.stays, Sense::Stays),
        (file.routine, Sense::Routine),
        (file.vague_time, Sense::VagueTime),
        (file.filler, Sense::Filler),
    ] {
        phrases.iter().for_each(|phrase| index.add(phrase, &sense));
    }
    index
}

/// How a word of a list may also be said, and the turns that words for a night take.
fn add_meanings(index: &mut SpeechIndex, meanings: Vec<ListMeaning>, nights: Vec<NightMeaning>) {
    let lists = WordList::ALL.map(|of| (format!("{of:?}").to_lowercase(), of));
    for means in meanings {
        if let Some((_, of)) = lists.iter().find(|(name, _)| *name == means.list) {
            let sense = Sense::Answer(*of, means.code);
            means.words.iter().for_each(|phrase| index.add(phrase, &sense));
        }
    }
    for night in nights {
        let sense = Sense::Answer(WordList::Night, night.code);
        let said = |word: &String| night.turns.iter().map(|turn| turn.replace('_', word)).collect::<Vec<_>>();
        night.words.iter().flat_map(said).for_each(|phrase| index.add(&phrase, &sense));
    }
}

fn add_lists(index: &mut SpeechIndex) {
    for of in WordList::ALL {
        for word in list(of) {
            // Answers such as "yes" say nothing on their own.
            let bare = matches!(
                of,
                WordList::Helped | WordList::Meant | WordList::Sure | WordList::Company | WordList::Asked
            );
            let forms = std::iter::once(&word.short).chain(&word.aliases);
            let own = [&word.words];
            let forms = forms.chain(own.into_iter().filter(|_| !bare));
            let sense = Sense::Answer(of, word.code.clone());
            forms.for_each(|form| index.add(form, &sense));
        }
    }
}

impl SpeechIndex {
    fn add(&mut self, phrase: &str, sense: &Sense) {
        let phrase = normalize_text(phrase);
        for word in phrase.split(' ') {
            if let Some(first) = word.chars().next()
                && self.known.insert(word.to_owned())
            {
                self.words.entry(first).or_default().push(word.to_owned());
            }
        }
        let senses = self.by_phrase.entry(phrase).or_default();
        if !senses.contains(sense) {
            senses.push(sense.clone());
        }
    }

    fn add_new(&mut self, phrase: &str, sense: &Sense, mends: bool) {
        let phrase = normalize_text(phrase);
        if self.by_phrase.contains_key(&phrase) {
            return;
        }
        if mends {
            self.add(&phrase, sense);
        } else {
            self.by_phrase.insert(phrase, vec![sense.clone()]);
        }
    }
}

/// `looks away` as it may also be said: `look away`, `looking away`, `looked away`.
fn inflect(phrase: &str) -> Vec<String> {
    let (verb, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    let Some(base) = find_base(verb).filter(|base| base.len() > 2 && !base.contains('-')) else {
        return Vec::new();
    };
    let (going, gone) = match base.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o'])) {
        Some(stem) => (stem.to_owned(), stem.to_owned()),
        None if doubles_last(&base) => {
            let doubled = base.chars().last().map_or(base.clone(), |last| format!("{base}{last}"));
            (doubled.clone(), doubled)
        }
        None => (base.clone(), base.strip_suffix('y').map_or(base.clone(), |stem| format!("{stem}i"))),
    };
    let forms = [base, format!("{going}ing"), format!("{gone}ed")];
    forms.into_iter().map(|form| format!("{form} {rest}").trim_end().to_owned()).collect()
}

/// `cries` is of `cry`, `pushes` of `push`, `looks` of `look`.
fn find_base(verb: &str) -> Option<String> {
    if let Some(stem) = verb.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let hissing = ["sses", "shes", "ches", "xes", "oes"].iter().any(|end| verb.ends_with(end));
    let base = verb.strip_suffix(if hissing { "es" } else { "s" })?;
    (!base.ends_with('s') || hissing).then(|| base.to_owned())
}

/// A short word of one syllable: `rub` makes `rubbing`.
fn doubles_last(base: &str) -> bool {
    let vowel = |c: &char| "aeiou".contains(*c);
    let letters: Vec<char> = base.chars().collect();
    let syllables = letters.split(|c| !vowel(c)).filter(|run| !run.is_empty()).count();
    match letters.as_slice() {
        [.., before, middle, last] => {
            syllables == 1 && !vowel(before) && vowel(middle) && !vowel(last) && !"wxy".contains(*last)
        }
        _ => false,
    }
}

/// All a phrase can mean, compared after folding.
pub(crate) fn find_senses(phrase: &str) -> Option<&'static [Sense]> {
    SPEECH.by_phrase.get(phrase).map(Vec::as_slice)
}

/// The words that can be meant by a word nobody knows, all as near: a letter wrong, missing, doubled or in the other's
/// place, two in a long one. An ordinary English word is itself and no slip.
///
/// A line is read again with every key, so what a word can mean is looked for once.
pub(crate) fn find_meant_words(typed: &str) -> Vec<&'static str> {
    let known = MEANT.with_borrow(|meant| meant.get(typed).cloned());
    known.unwrap_or_else(|| {
        let words = search_meant_words(typed);
        MEANT.with_borrow_mut(|meant| {
            if meant.len() >= MOST_MEANT {
                meant.clear();
            }
            meant.insert(typed.to_owned(), words.clone());
        });
        words
    })
}

fn search_meant_words(typed: &str) -> Vec<&'static str> {
    let length = typed.chars().count();
    let first = typed.chars().next();
    let Some(words) = first.and_then(|first| SPEECH.words.get(&first)) else {
        return Vec::new();
    };
    if length < 4 || SPEECH.known.contains(typed) || ORDINARY_WORDS.contains(typed) {
        return Vec::new();
    }
    let most = if length >= 8 { 2 } else { 1 };
    let mut nearest = (most + 1, Vec::new());
    for word in words {
        let other = word.chars().count();
        if other < 5 && !(length == 4 && other == 4 && same_letters(typed, word))
            || other.abs_diff(length) > most
        {
            continue;
        }
        let distance = strsim::osa_distance(typed, word);
        match distance.cmp(&nearest.0) {
            Ordering::Less => nearest = (distance, vec![word.as_str()]),
            Ordering::Equal if distance <= most => nearest.1.push(word.as_str()),
            _ => {}
        }
    }
    // A word that says something by itself is nearer than part of a phrase; two that say the same are one.
    let mut meant = nearest.1;
    if meant.iter().any(|word| find_senses(word).is_some()) {
        meant.retain(|word| find_senses(word).is_some());
    }
    let mut kept: Vec<&'static str> = Vec::new();
    for word in meant {
        if kept.iter().all(|other| find_senses(other) != find_senses(word) || find_senses(word).is_none()) {
            kept.push(word);
        }
    }
    kept
}

/// The one word that is meant by a word nobody knows. None when there is none, or more than one as near.
pub(crate) fn correct_word(typed: &str) -> Option<&'static str> {
    match find_meant_words(typed).as_slice() {
        [word] => Some(word),
        _ => None,
    }
}

fn same_letters(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}
