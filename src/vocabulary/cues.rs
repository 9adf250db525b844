//! The cues a family may see: their words, where they come from, and finding one from what was typed.
//!
//! A cue is a name for what was seen. What it meant is the parent's to say, entry by entry, so no meaning is worked out here.

use crate::text::search_fold::fold_for_search;
use crate::vocabulary::{asset, normalize_text};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The direction the field reads a cue in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CueDirection {
    Engagement,
    /// Towards a break, or something being different.
    Disengagement,
}

/// Where one looks to see a cue.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CuePlace {
    Eyes,
    Face,
    Voice,
    Hands,
    Body,
    /// Breath and skin.
    Breath,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueDefinition {
    pub id: String,
    /// Ids of earlier lists that this cue took over; entries keep the id they were saved with.
    #[serde(default)]
    pub was: Vec<String>,
    /// What the field calls it.
    pub term: String,
    pub words: String,
    /// As the baby would say it, behind "I": `look at your face`.
    pub first_person: String,
    /// What a parent may type, and what prints back in a typed line: no comma, semicolon, quote or parenthesis.
    pub short: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub place: CuePlace,
    /// The direction that its sources read it in; none when it could be either, see [`find_cue_note`].
    pub points: Option<CueDirection>,
    /// Corrected age in weeks from which it is plausible. It orders lists; it never hides a cue or remarks on one.
    pub from_weeks: u16,
    /// Also a matter of health, so never among [`picks`].
    #[serde(default)]
    pub caution: bool,
    /// Keys of the pages that name it (see [`find_source`]); empty where none was seen, and then it could be either.
    pub sources: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub key: String,
    pub name: String,
    pub address: String,
    /// The page's own date, or when it was read where it has none.
    pub date: String,
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
struct DigitCueBand {
    from_weeks: u16,
    cues: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CuesFile {
    cue: Vec<CueDefinition>,
    picks: Vec<DigitCueBand>,
    note: Vec<CueNote>,
    source: Vec<Source>,
}

struct CueIndex {
    file: CuesFile,
    by_id: HashMap<String, usize>,
}

static CUES: LazyLock<CueIndex> = LazyLock::new(|| {
    let file: CuesFile = asset!("cues");
    let ids = file.cue.iter().enumerate();
    let by_id =
        ids.flat_map(|(at, cue)| cue.was.iter().chain([&cue.id]).map(move |id| (id.clone(), at))).collect();
    CueIndex { file, by_id }
});

/// What a parent may type for a cue.
static TYPED_FORMS: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut by_typed = HashMap::new();
    for (at, cue) in all_cues().iter().enumerate() {
        let ours = [&cue.id, &cue.words, &cue.short].into_iter().chain(&cue.aliases).chain(&cue.was);
        for form in ours.map(String::as_str).chain(cue.term.split(", ")) {
            by_typed.entry(normalize_text(form)).or_insert(at);
        }
    }
    by_typed
});

struct SearchForms {
    ours: Vec<String>,
    others: Vec<String>,
}

/// What find-as-you-type looks through, folded once: a keystroke must not fold every cue again.
static SEARCH_FORMS: LazyLock<Vec<SearchForms>> = LazyLock::new(|| {
    let forms = all_cues().iter().map(|cue| SearchForms {
        ours: vec![fold_for_search(&cue.short), fold_for_search(&cue.words)],
        others: cue.aliases.iter().chain([&cue.term]).map(|form| fold_for_search(form)).collect(),
    });
    forms.collect()
});

/// Every cue, by where one looks: eyes, face, voice, hands, body, breath and skin.
pub fn all_cues() -> &'static [CueDefinition] {
    &CUES.file.cue
}

/// The cue with this id, or the one that took it over.
pub fn find_cue_by_id(id: &str) -> Option<&'static CueDefinition> {
    CUES.by_id.get(id).map(|&at| &CUES.file.cue[at])
}

/// The id a cue has in today's list, for codes of earlier lists; every other code as it is.
pub fn current_cue_id(code: &str) -> &str {
    find_cue_by_id(code).map_or(code, |cue| &cue.id)
}

/// The cue a parent typed: its id, words, short form, an alias or the field's term, compared after [`fold`].
pub fn find_typed_cue(typed: &str) -> Option<&'static CueDefinition> {
    TYPED_FORMS.get(&normalize_text(typed)).map(|&at| &CUES.file.cue[at])
}

/// Cues for what has been typed so far, best first. Nothing typed: every cue in its usual order.
///
/// The start of a word comes before the middle of one, and that before letters that are only in the same order; within
/// each, our own words come before other forms, and the usual order decides the rest.
pub fn search_cues(typed: &str) -> Vec<&'static CueDefinition> {
    let typed = fold_for_search(typed);
    if typed.is_empty() {
        return all_cues().iter().collect();
    }
    let mut found: Vec<(u8, usize)> = SEARCH_FORMS
        .iter()
        .enumerate()
        .filter_map(|(at, forms)| rank_forms(forms, &typed).map(|rank| (rank, at)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| &CUES.file.cue[at]).collect()
}

fn rank_forms(forms: &SearchForms, typed: &str) -> Option<u8> {
    let ours = forms.ours.iter().filter_map(|form| match_rank(form, typed)).min();
    let others = forms.others.iter().filter_map(|form| match_rank(form, typed)).min();
    ours.map(|rank| rank * 2).into_iter().chain(others.map(|rank| rank * 2 + 1)).min()
}

/// How close a folded form is to folded typed text: 0 the whole form, 1 its start, 2 the start of a word in it, 3 the
/// middle of a word, 4 the letters in order; none when it is not there.
pub(crate) fn match_rank(form: &str, typed: &str) -> Option<u8> {
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
pub fn default_digit_cues(corrected_weeks: Option<i64>) -> Vec<&'static CueDefinition> {
    let weeks = corrected_weeks.unwrap_or(6);
    let bands = &CUES.file.picks;
    let band = bands.iter().rev().find(|band| i64::from(band.from_weeks) <= weeks).or(bands.first());
    band.map(|band| band.cues.iter().filter_map(|id| find_cue_by_id(id)).collect()).unwrap_or_default()
}

/// What there is to say about how other sources see this cue, if anything.
pub fn find_cue_note(id: &str) -> Option<&'static CueNote> {
    CUES.file.note.iter().find(|note| note.cue == id)
}

/// Every page that a cue or a note refers to.
pub fn cue_sources() -> &'static [Source] {
    &CUES.file.source
}

pub fn find_source(key: &str) -> Option<&'static Source> {
    cue_sources().iter().find(|source| source.key == key)
}
