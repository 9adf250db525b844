//! The cues a family may see: their words, where they come from, and finding one from what was typed.
//!
//! A cue is a name for what was seen. What it meant is the parent's to say, entry by entry, so no meaning is worked out here.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{fold, parse};

/// The direction the field reads a cue in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Points {
    Engagement,
    /// Towards a break, or something being different.
    Disengagement,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    Potent,
    Subtle,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    pub id: String,
    pub term: String,
    pub words: String,
    /// What a parent may type, and what prints back in a typed line: no comma, semicolon, quote or parenthesis.
    pub short: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The direction the field reads it in.
    pub points: Points,
    pub strength: Strength,
    /// Sources read it in opposite ways; see [`cue_note`].
    #[serde(default)]
    pub either: bool,
    /// Corrected age in weeks from which it is plausible. It orders lists; it never hides a cue or remarks on one.
    pub from_weeks: u16,
    /// Also a matter of health, so never among [`picks`].
    #[serde(default)]
    pub caution: bool,
    /// Keys of the pages that name it (see [`source`]); empty where none was seen.
    pub sources: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub key: String,
    pub name: String,
    pub address: String,
}

/// What a reader may want to know about one cue: that sources differ, or that it does not look alike on every baby.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueNote {
    pub cue: String,
    pub words: String,
    pub sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PickBand {
    from_weeks: u16,
    cues: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CuesFile {
    cue: Vec<Cue>,
    picks: Vec<PickBand>,
    note: Vec<CueNote>,
    source: Vec<Source>,
}

struct Cues {
    file: CuesFile,
    by_id: HashMap<String, usize>,
    by_typed: HashMap<String, usize>,
    // What find-as-you-type looks through, folded once: a keystroke must not fold 85 cues again.
    searched: Vec<Searched>,
}

struct Searched {
    ours: Vec<String>,
    others: Vec<String>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let file: CuesFile = parse(include_str!("../../assets/cues.toml"));
    let by_id = file.cue.iter().enumerate().map(|(at, cue)| (cue.id.clone(), at)).collect();
    let mut by_typed = HashMap::new();
    for (at, cue) in file.cue.iter().enumerate() {
        for form in [&cue.id, &cue.words, &cue.short, &cue.term].into_iter().chain(&cue.aliases) {
            by_typed.entry(fold(form)).or_insert(at);
        }
    }
    let searched = file
        .cue
        .iter()
        .map(|cue| Searched {
            ours: vec![fold(&cue.short), fold(&cue.words)],
            others: cue.aliases.iter().chain([&cue.term]).map(|form| fold(form)).collect(),
        })
        .collect();
    Cues { file, by_id, by_typed, searched }
});

/// Every cue: engagement before disengagement, potent before subtle.
pub fn cues() -> &'static [Cue] {
    &CUES.file.cue
}

pub fn cue(id: &str) -> Option<&'static Cue> {
    CUES.by_id.get(id).map(|&at| &CUES.file.cue[at])
}

/// The cue a parent typed: its id, words, short form, an alias or the field's term, compared after [`fold`].
pub fn find_cue(typed: &str) -> Option<&'static Cue> {
    CUES.by_typed.get(&fold(typed)).map(|&at| &CUES.file.cue[at])
}

/// Cues for what has been typed so far, best first. Nothing typed: every cue in its usual order.
///
/// The start of a word comes before the middle of one, and that before letters that are only in the same order; within
/// each, our own words come before other forms, and the usual order decides the rest.
pub fn search_cues(typed: &str) -> Vec<&'static Cue> {
    let typed = fold(typed);
    if typed.is_empty() {
        return cues().iter().collect();
    }
    let mut found: Vec<(u8, usize)> = CUES
        .searched
        .iter()
        .enumerate()
        .filter_map(|(at, forms)| rank_of(forms, &typed).map(|rank| (rank, at)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| &CUES.file.cue[at]).collect()
}

fn rank_of(forms: &Searched, typed: &str) -> Option<u8> {
    let ours = forms.ours.iter().filter_map(|form| closeness(form, typed)).min();
    let others = forms.others.iter().filter_map(|form| closeness(form, typed)).min();
    ours.map(|rank| rank * 2).into_iter().chain(others.map(|rank| rank * 2 + 1)).min()
}

/// How close a folded form is to folded typed text: 0 the whole form, 1 its start, 2 the start of a word in it, 3 the
/// middle of a word, 4 the letters in order; none when it is not there.
pub fn closeness(form: &str, typed: &str) -> Option<u8> {
    if form == typed {
        return Some(0);
    }
    if form.starts_with(typed) {
        return Some(1);
    }
    let starts_a_word =
        |at: usize| form[..at].chars().next_back().is_some_and(|before| !before.is_alphanumeric());
    let mut hits = form.match_indices(typed).map(|(at, _)| at).peekable();
    if hits.peek().is_some() {
        return Some(if hits.any(starts_a_word) { 2 } else { 3 });
    }
    let mut letters = form.chars();
    let in_order =
        typed.chars().filter(|c| !c.is_whitespace()).all(|wanted| letters.any(|letter| letter == wanted));
    in_order.then_some(4)
}

/// The nine cues that carry digits for a baby of this corrected age; without an age, those of the sixth week.
pub fn picks(corrected_weeks: Option<i64>) -> Vec<&'static Cue> {
    let weeks = corrected_weeks.unwrap_or(6);
    let bands = &CUES.file.picks;
    let band = bands.iter().rev().find(|band| i64::from(band.from_weeks) <= weeks).or(bands.first());
    band.map(|band| band.cues.iter().filter_map(|id| cue(id)).collect()).unwrap_or_default()
}

/// What there is to say about how other sources see this cue, if anything.
pub fn cue_note(id: &str) -> Option<&'static CueNote> {
    CUES.file.note.iter().find(|note| note.cue == id)
}

/// Every page that a cue or a note refers to.
pub fn sources() -> &'static [Source] {
    &CUES.file.source
}

pub fn source(key: &str) -> Option<&'static Source> {
    sources().iter().find(|source| source.key == key)
}
