//! An entry in a parent's words: one line for lists, titles for the status line and the history.
//!
//! What was typed or imported passes [`plain`] before it is told, so nothing here can steer a terminal.

use super::time::{length, short_date};
use super::{At, Checkin, Cue, Entry, Family, Kind, Massage, Moment, Sleep, What};
use crate::words::{List, cue as cue_of, fold, say, scale};

pub use crate::words::plain;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// The kind; for a check-in the carer's name.
    pub label: String,
    /// What it was: `12 min   legs & feet, tummy`.
    pub main: String,
    /// What went with it: `smiles, coos · baby said stop`.
    pub aside: String,
}

/// The columns of one entry; `now` tells a sleep that runs from one whose end was never written.
pub fn told(entry: &Entry, family: &Family, now: At) -> Told {
    let mut aside = Vec::new();
    let main = match &entry.what {
        _ if entry.sealed().is_some() => KEPT.to_owned(),
        What::Massage(it) => massage(entry, it, family, now, &mut aside),
        What::Cue(it) => cue(it, family, &mut aside),
        What::Sleep(it) => sleep(entry, it, now, &mut aside),
        What::Checkin(it) => checkin(it, &mut aside),
        What::Note(it) => {
            if it.for_visit {
                aside.push("for the visit".to_owned());
            }
            if it.private {
                aside.push("private".to_owned());
            }
            entry.note.as_deref().map(plain).unwrap_or_default().into_owned()
        }
    };
    if let (Some(note), true) = (&entry.note, entry.kind() != Kind::Note) {
        aside.push(plain(note).into_owned());
    }
    let carer = || family.carer(entry.carer).map_or(super::family::ME, |carer| carer.called());
    let label =
        if entry.kind() == Kind::Checkin { plain(carer()).into_owned() } else { entry.kind().word().into() };
    Told { label, main, aside: aside.join(" · ") }
}

/// All that an entry says, folded, to look for words in: its kind, as it is told, its note in full, and its cues by the
/// field's terms too.
pub fn searched(entry: &Entry, family: &Family, now: At) -> String {
    let told = told(entry, family, now);
    let note = entry.note.as_deref().unwrap_or_default();
    let mut text = [entry.kind().word(), &told.label, &told.main, &told.aside, note].join(" ");
    let moments: &[Moment] = match &entry.what {
        What::Massage(it) => &it.moments,
        What::Cue(it) => &it.moments,
        _ => &[],
    };
    for code in moments.iter().flat_map(|moment| &moment.cues) {
        let term = cue_of(code).map_or("", |cue| cue.term.as_str());
        text.extend([" ", family.cue_words(code), " ", term]);
    }
    fold(&text)
}

/// The clock time of an entry as a list shows it: `14:02`, `~20:00`, or `night` for a night in words only.
pub fn clock(entry: &Entry) -> String {
    match &entry.what {
        // Only the day of it is known.
        _ if entry.sealed().is_some() => String::new(),
        What::Sleep(sleep) if sleep.night.is_some() => "night".into(),
        _ if entry.about => format!("~{}", entry.at.hm()),
        _ => entry.at.hm(),
    }
}

/// What an entry is called in a sentence: `18:40 massage, 7 min`, `14:02 cue, looks away`. Names the day when it is
/// not the day of `now`.
pub fn title(entry: &Entry, family: &Family, now: At) -> String {
    let told = told(entry, family, now);
    let date = entry.at.date();
    let mut title = if date == now.date() { String::new() } else { format!("{}, ", short_date(date)) };
    if entry.sealed().is_some() {
        return format!("{title}a {} for its writer", entry.kind().word());
    }
    title.push_str(&clock(entry));
    // A check-in is private: its answers stay out of titles, which the history and other windows show.
    if entry.kind() == Kind::Checkin {
        title.push_str(&format!(" check-in by {}", told.label));
        return title;
    }
    if let What::Sleep(Sleep { night: None, .. }) = &entry.what {
        return match (entry.until, entry.minutes()) {
            (Some(until), Some(minutes)) => {
                format!("{title}–{} sleep, {}", until.hm(), length(minutes))
            }
            _ => format!("{title} sleep, no end yet"),
        };
    }
    title.push_str(&format!(" {}", told.label));
    let columns = told.main.split("   ").map(str::trim);
    let main = columns.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ");
    if !main.is_empty() {
        title.push_str(&format!(", {}", shorten(&main, 40)));
    }
    title
}

fn shorten(text: &str, most: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let letters: Vec<&str> = text.graphemes(true).collect();
    if letters.len() <= most {
        text.to_owned()
    } else {
        format!("{}…", letters[..most - 1].concat().trim_end())
    }
}

/// `11:40–12:55`, with dates where the two are not on one day.
pub fn range(from: At, until: At) -> String {
    if from.date() == until.date() {
        return format!("{}–{}", from.hm(), until.hm());
    }
    format!("{}–{} {}", from.hm(), until.local().format("%a"), until.hm())
}

fn massage(entry: &Entry, it: &Massage, family: &Family, now: At, aside: &mut Vec<String>) -> String {
    let mut main: Vec<String> = Vec::new();
    if let Some(reason) = &it.not_today {
        main.push("not today".into());
        main.extend((reason != "no-reason").then(|| code(List::Reasons, reason)));
    } else if entry.is_running_massage(now) {
        main.push("under way".into());
    } else if it.live && entry.until.is_none() {
        main.push("no end written".into());
    } else if let Some(minutes) = entry.minutes() {
        main.push(format!("{:<6}", length(minutes)));
    }
    if let Some(touch) = it.touch.as_deref().filter(|touch| *touch != "massage") {
        main.push(code(List::Touch, touch));
    }
    if !it.areas.is_empty() {
        main.push(codes(List::Areas, &it.areas));
    }
    let seen: Vec<&str> = it.moments.iter().flat_map(|m| &m.cues).map(|c| family.cue_words(c)).collect();
    if !seen.is_empty() {
        aside.push(plain(&seen.join(", ")).into_owned());
    }
    aside.extend(it.moments.iter().flat_map(|m| said_of(m, List::Responses)));
    if it.before.is_some() || it.after.is_some() {
        let state = |s: &Option<String>| s.as_deref().map_or_else(|| "?".into(), |s| code(List::States, s));
        aside.push(format!("{} → {}", state(&it.before), state(&it.after)));
    }
    aside.extend(it.ended.iter().map(|ended| code(List::Ended, ended)));
    main.join("   ").trim_end().to_owned()
}

fn cue(it: &Cue, family: &Family, aside: &mut Vec<String>) -> String {
    for moment in &it.moments {
        aside.extend(moment.meant.iter().map(|meant| meant_words(meant)));
        aside.extend(said_of(moment, List::Responses));
        aside.extend(moment.helped.iter().map(|helped| format!("helped: {}", code(List::Helped, helped))));
    }
    aside.extend(it.state.iter().map(|state| code(List::States, state)));
    aside.extend(it.doing.iter().map(|doing| code(List::Doing, doing)));
    let seen: Vec<&str> = it.moments.iter().flat_map(|m| &m.cues).map(|c| family.cue_words(c)).collect();
    plain(&seen.join(", ")).into_owned()
}

fn said_of(moment: &Moment, list: List) -> Option<String> {
    (!moment.did.is_empty()).then(|| codes(list, &moment.did))
}

/// What a moment seemed to mean, told afterwards: `wanted a change`.
pub fn meant_words(meant: &str) -> String {
    match meant {
        "more" => "wanted more".into(),
        "change" => "wanted a change".into(),
        other => code(List::Meant, other),
    }
}

fn sleep(entry: &Entry, it: &Sleep, now: At, aside: &mut Vec<String>) -> String {
    if let (Some(night), Some(words)) = (it.night, &it.words) {
        return format!("the night of {}: {}", night.format("%-d %b"), code(List::Night, words));
    }
    if it.nap == Some(true) {
        aside.push("nap".into());
    } else if it.nap == Some(false) {
        aside.push("night".into());
    }
    if !it.settled.is_empty() {
        aside.push(codes(List::Settled, &it.settled));
    }
    if let Some(n) = it.wakings {
        aside.push(format!("woke {n} time{}", if n == 1 { "" } else { "s" }));
    }
    match (entry.until, entry.minutes()) {
        (Some(until), Some(minutes)) => {
            format!("{:<8} {}", length(minutes), range(entry.at, until))
        }
        _ if entry.is_running_sleep(now) => format!("since {}", entry.at.hm()),
        _ => "no end written".into(),
    }
}

fn checkin(it: &Checkin, aside: &mut Vec<String>) -> String {
    let scaled = |list, n: Option<u8>| n.map(|n| scale(list, n).map_or_else(|| n.to_string(), str::to_owned));
    let mut main: Vec<String> =
        scaled(List::Felt, it.felt).map(|felt| format!("{felt:<8}")).into_iter().collect();
    if !it.feelings.is_empty() {
        main.push(codes(List::Feelings, &it.feelings));
    }
    aside.extend(scaled(List::Energy, it.energy).map(|energy| format!("energy {energy}")));
    aside.extend(scaled(List::Sure, it.sure).map(|sure| format!("sure of baby's cues: {sure}")));
    aside.extend(scaled(List::Company, it.company).map(|company| format!("other people: {company}")));
    main.join(" ").trim_end().to_owned()
}

fn code(list: List, code: &str) -> String {
    plain(say(list, code)).into_owned()
}

fn codes(list: List, of: &[String]) -> String {
    of.iter().map(|it| code(list, it)).collect::<Vec<_>>().join(", ")
}

/// What others see of an entry that only its writer can read.
pub const KEPT: &str = "kept";
