//! Every word the guide's screen says besides the guide itself: headings, marks, sentences of the status line.

use crate::vocabulary::{CueDirection, CuePlace, StudyPaper, find_paper, guide_sources};

/// The heading of the family's own cues.
pub(crate) const OWN_CUES: &str = "in your own words";
pub(crate) const PAPERS: &str = "the nine studies the article names";
pub(crate) const REVIEWS: &str = "later reviews and studies";
/// The heading of what the article says, each with what the studies say.
pub(crate) const CLAIMS: &str = "what the article says, and what we found";
/// Before the names of the pages that list a cue.
pub(crate) const LISTED_BY: &str = "Listed by";
pub(crate) const ALSO_FOUND_AS: &str = "Also found as";
pub(crate) const STARRED: &str = "starred";
pub(crate) const HIDDEN: &str = "hidden";
/// Beside a part of the body that lists leave out.
pub(crate) const AREA_HIDDEN: &str = "hidden, with its strokes";
/// Beside an own cue that is no longer used.
pub(crate) const RETIRED: &str = "not offered now; old entries keep it";

pub(crate) const NOTHING_TO_CHANGE: &str = "You can't change this line.";
pub(crate) const ONLY_CUES: &str = "You can only star a cue.";
pub(crate) fn not_offered(key: &str) -> String {
    format!("This one is hidden. Press {key} to bring it back, then you can star it.")
}
pub(crate) const ALL_DIGITS_TAKEN: &str = "You have nine starred cues already. Take one star off first.";
pub(crate) fn built_in_cue(add: &str) -> String {
    format!("You can't change our words. Press {add} to add your own.")
}
/// A name of ours that cannot be changed.
pub(crate) const AREA_NAMES_FIXED: &str = "You can rename strokes, but not parts of the body.";
/// Something else than an own cue is to be retired.
pub(crate) fn only_own(hide: &str) -> String {
    format!("You can only retire a cue of your own. Press {hide} to hide one of ours.")
}

pub(crate) fn no_search_results(sought: &str, back: &str) -> String {
    format!("Nothing in the guide has \"{sought}\" in it. {back} shows it all again.")
}
/// The words looked for, once they stand.
pub(crate) fn search_summary(sought: &str, back: &str) -> String {
    format!("found: {sought}   ({back} shows it all again)")
}
pub(crate) const ALL_AGAIN: &str = "All of the guide again.";
pub(crate) const FIND_LABEL: &str = " find:";

/// The heading of the cues that are seen in one place.
pub(crate) fn place_heading(place: CuePlace) -> &'static str {
    match place {
        CuePlace::Eyes => "eyes",
        CuePlace::Face => "face",
        CuePlace::Voice => "voice",
        CuePlace::Hands => "hands",
        CuePlace::Body => "body",
        CuePlace::Breath => "breath and skin",
    }
}

/// Beside a cue: which way its sources read it, and what the field calls it.
pub(crate) fn cue_aside(points: Option<CueDirection>, term: &str) -> String {
    let reading = match points {
        Some(CueDirection::Engagement) => "more",
        Some(CueDirection::Disengagement) => "a change",
        None => "either",
    };
    format!("{reading} · {term}")
}

/// Which way a family's own cue points.
pub(crate) fn direction(points: Option<CueDirection>) -> &'static str {
    match points {
        Some(CueDirection::Engagement) => "engaged",
        Some(CueDirection::Disengagement) => "disengaged",
        None => "could be either",
    }
}

pub(crate) fn format_sources(keys: &[String]) -> String {
    let named = |key: &String| {
        let page = guide_sources().find(|source| source.key == *key).map(|source| source.name.clone());
        let paper = || find_paper(key).map(StudyPaper::short_citation);
        page.or_else(paper).unwrap_or_else(|| key.clone())
    };
    keys.iter().map(named).collect::<Vec<_>>().join("; ")
}

/// Where sleep is written or looked back on; the guide says more, with its sources.
pub(crate) const SAFER_SLEEP: &str = "Safer sleep: on the back, in a clear, flat cot · lullabytrust.org.uk";
pub(crate) const SAFER_SLEEP_SHORT: &str = "Safer sleep: lullabytrust.org.uk";
pub(crate) const HEADING: &str = "Guide";
pub(crate) const NEW_CUE_HEADING: &str = "A cue in your own words";

pub(crate) fn own_cue_heading(cue: &str) -> String {
    format!("Your cue · {cue}")
}

pub(crate) fn stroke_heading(stroke: &str) -> String {
    format!("Stroke · {stroke}")
}

// Titles of changes.

pub(crate) fn cue_added(cue: &str) -> String {
    format!("{cue}, a cue of your own")
}

pub(crate) fn cue_renamed(before: &str, after: &str) -> String {
    format!("{before}, now {after}")
}

pub(crate) fn star_changed(cue: &str, starred: bool) -> String {
    if starred { format!("{cue}, starred") } else { format!("{cue}, no star") }
}

pub(crate) fn hidden_changed(name: &str, hidden: bool) -> String {
    if hidden { format!("{name}, hidden") } else { format!("{name}, offered again") }
}

pub(crate) fn retired_changed(cue: &str, retired: bool) -> String {
    if retired { format!("{cue}, retired") } else { format!("{cue}, offered again") }
}

/// `name` is the family's own; none for the usual one.
pub(crate) fn stroke_renamed(usual: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{usual}, called {name}"),
        None => format!("{usual}, by its usual name"),
    }
}

pub(crate) fn paper_reference(
    authors: &str,
    title: &str,
    journal: &str,
    year: impl std::fmt::Display,
) -> String {
    format!("{authors}. {title}. {journal}, {year}.")
}
