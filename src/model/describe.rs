//! An entry in a parent's words: one line for lists, titles for the status line and the history.
//!
//! What was typed or imported passes [`plain`] before it is told, so nothing here can steer a terminal.

use crate::model::time::{format_duration, format_short_date};
use crate::model::{Checkin, Cue, Details, Entry, EntryKind, Family, Massage, Moment, Sleep, Timestamp};
pub use crate::vocabulary::sanitize_text;
use crate::vocabulary::{WordList, find_cue_by_id as cue_of, label_for, normalize_text, scale_label};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryColumns {
    /// The kind; for a check-in the carer's name.
    pub label: String,
    /// What it was: `12 min   legs & feet, tummy`.
    pub main: String,
    /// What went with it: `smiles, coos · baby said stop`.
    pub aside: String,
}

/// The columns of one entry; `now` tells a sleep that runs from one whose end was never written.
pub fn describe_columns(entry: &Entry, family: &Family, now: Timestamp) -> EntryColumns {
    let mut aside = Vec::new();
    let main = match &entry.details {
        _ if entry.sealed_ciphertext().is_some() => SEALED_PLACEHOLDER.to_owned(),
        Details::Massage(it) => describe_massage(entry, it, family, now, &mut aside),
        Details::Cue(it) => describe_cue(it, family, &mut aside),
        Details::Sleep(it) => describe_sleep(entry, it, now, &mut aside),
        Details::Checkin(it) => describe_checkin(it, &mut aside),
        Details::Note(it) => {
            if it.for_visit {
                aside.push("for the visit".to_owned());
            }
            if it.private {
                aside.push("private".to_owned());
            }
            entry.note.as_deref().map(sanitize_text).unwrap_or_default().into_owned()
        }
    };
    if let (Some(note), true) = (&entry.note, entry.kind() != EntryKind::Note) {
        aside.push(sanitize_text(note).into_owned());
    }
    let carer = || {
        family
            .find_carer(entry.carer)
            .map_or(crate::model::family::DEFAULT_CARER_NAME, |carer| carer.display_name())
    };
    let label = if entry.kind() == EntryKind::Checkin {
        sanitize_text(carer()).into_owned()
    } else {
        entry.kind().display_name().into()
    };
    EntryColumns { label, main, aside: aside.join(" · ") }
}

/// All that an entry says, folded, to look for words in: its kind, as it is told, its note in full, and its cues by the
/// field's terms too.
pub fn build_search_text(entry: &Entry, family: &Family, now: Timestamp) -> String {
    let told = describe_columns(entry, family, now);
    let note = entry.note.as_deref().unwrap_or_default();
    let mut text = [entry.kind().display_name(), &told.label, &told.main, &told.aside, note].join(" ");
    let moments: &[Moment] = match &entry.details {
        Details::Massage(it) => &it.moments,
        Details::Cue(it) => &it.moments,
        _ => &[],
    };
    for code in moments.iter().flat_map(|moment| &moment.cues) {
        let term = cue_of(code).map_or("", |cue| cue.term.as_str());
        text.extend([" ", family.cue_label(code), " ", term]);
    }
    normalize_text(&text)
}

/// The clock time of an entry as a list shows it: `14:02`, `~20:00`, or `night` for a night in words only.
pub fn format_clock(entry: &Entry) -> String {
    match &entry.details {
        // Only the day of it is known.
        _ if entry.sealed_ciphertext().is_some() => String::new(),
        Details::Sleep(sleep) if sleep.night.is_some() => "night".into(),
        _ if entry.approximate => format!("~{}", entry.at.format_hm()),
        _ => entry.at.format_hm(),
    }
}

/// What an entry is called in a sentence: `18:40 massage, 7 min`, `14:02 cue, looks away`. Names the day when it is
/// not the day of `now`.
pub fn format_title(entry: &Entry, family: &Family, now: Timestamp) -> String {
    let told = describe_columns(entry, family, now);
    let date = entry.at.local_date();
    let mut title =
        if date == now.local_date() { String::new() } else { format!("{}, ", format_short_date(date)) };
    if entry.sealed_ciphertext().is_some() {
        return format!("{title}a {} for its writer", entry.kind().display_name());
    }
    title.push_str(&format_clock(entry));
    // A check-in is private: its answers stay out of titles, which the history and other windows show.
    if entry.kind() == EntryKind::Checkin {
        title.push_str(&format!(" check-in by {}", told.label));
        return title;
    }
    if let Details::Sleep(Sleep { night: None, .. }) = &entry.details {
        return match (entry.until, entry.duration_minutes()) {
            (Some(until), Some(minutes)) => {
                format!("{title}–{} sleep, {}", until.format_hm(), format_duration(minutes))
            }
            _ => format!("{title} sleep, no end yet"),
        };
    }
    title.push_str(&format!(" {}", told.label));
    let columns = told.main.split("   ").map(str::trim);
    let main = columns.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ");
    if !main.is_empty() {
        title.push_str(&format!(", {}", shorten_text(&main, 40)));
    }
    title
}

fn shorten_text(text: &str, most: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let letters: Vec<&str> = text.graphemes(true).collect();
    if letters.len() <= most {
        text.to_owned()
    } else {
        format!("{}…", letters[..most - 1].concat().trim_end())
    }
}

/// `11:40–12:55`, with dates where the two are not on one day.
pub fn format_range(from: Timestamp, until: Timestamp) -> String {
    if from.local_date() == until.local_date() {
        return format!("{}–{}", from.format_hm(), until.format_hm());
    }
    format!("{}–{} {}", from.format_hm(), until.local_datetime().format("%a"), until.format_hm())
}

fn describe_massage(
    entry: &Entry,
    it: &Massage,
    family: &Family,
    now: Timestamp,
    aside: &mut Vec<String>,
) -> String {
    let mut main: Vec<String> = Vec::new();
    if let Some(reason) = &it.not_today {
        main.push("not today".into());
        main.extend((reason != "no-reason").then(|| code(WordList::Reasons, reason)));
    } else if entry.is_running_massage(now) {
        main.push("under way".into());
    } else if it.live && entry.until.is_none() {
        main.push("no end written".into());
    } else if let Some(minutes) = entry.duration_minutes() {
        main.push(format!("{:<6}", format_duration(minutes)));
    }
    if let Some(touch) = it.touch.as_deref().filter(|touch| *touch != "massage") {
        main.push(code(WordList::Touch, touch));
    }
    if !it.areas.is_empty() {
        main.push(safe_labels(WordList::Areas, &it.areas));
    }
    let seen: Vec<&str> = it.moments.iter().flat_map(|m| &m.cues).map(|c| family.cue_label(c)).collect();
    if !seen.is_empty() {
        aside.push(sanitize_text(&seen.join(", ")).into_owned());
    }
    aside.extend(it.moments.iter().flat_map(|m| describe_responses(m, WordList::Responses)));
    if it.before.is_some() || it.after.is_some() {
        let state =
            |s: &Option<String>| s.as_deref().map_or_else(|| "?".into(), |s| code(WordList::States, s));
        aside.push(format!("{} → {}", state(&it.before), state(&it.after)));
    }
    aside.extend(it.ended.iter().map(|ended| code(WordList::Ended, ended)));
    main.join("   ").trim_end().to_owned()
}

fn describe_cue(it: &Cue, family: &Family, aside: &mut Vec<String>) -> String {
    for moment in &it.moments {
        aside.extend(moment.meant.iter().map(|meant| describe_meaning(meant)));
        aside.extend(describe_responses(moment, WordList::Responses));
        aside
            .extend(moment.helped.iter().map(|helped| format!("helped: {}", code(WordList::Helped, helped))));
    }
    aside.extend(it.state.iter().map(|state| code(WordList::States, state)));
    aside.extend(it.doing.iter().map(|doing| code(WordList::Doing, doing)));
    let seen: Vec<&str> = it.moments.iter().flat_map(|m| &m.cues).map(|c| family.cue_label(c)).collect();
    sanitize_text(&seen.join(", ")).into_owned()
}

fn describe_responses(moment: &Moment, list: WordList) -> Option<String> {
    (!moment.did.is_empty()).then(|| safe_labels(list, &moment.did))
}

/// What a moment seemed to mean, told afterwards: `wanted a change`.
pub fn describe_meaning(meant: &str) -> String {
    match meant {
        "more" => "wanted more".into(),
        "change" => "wanted a change".into(),
        other => code(WordList::Meant, other),
    }
}

fn describe_sleep(entry: &Entry, it: &Sleep, now: Timestamp, aside: &mut Vec<String>) -> String {
    if let (Some(night), Some(words)) = (it.night, &it.words) {
        return format!("the night of {}: {}", night.format("%-d %b"), code(WordList::Night, words));
    }
    if it.nap == Some(true) {
        aside.push("nap".into());
    } else if it.nap == Some(false) {
        aside.push("night".into());
    }
    if !it.settled.is_empty() {
        aside.push(safe_labels(WordList::Settled, &it.settled));
    }
    if let Some(n) = it.wakings {
        aside.push(format!("woke {n} time{}", if n == 1 { "" } else { "s" }));
    }
    match (entry.until, entry.duration_minutes()) {
        (Some(until), Some(minutes)) => {
            format!("{:<8} {}", format_duration(minutes), format_range(entry.at, until))
        }
        _ if entry.is_running_sleep(now) => format!("since {}", entry.at.format_hm()),
        _ => "no end written".into(),
    }
}

fn describe_checkin(it: &Checkin, aside: &mut Vec<String>) -> String {
    let scaled =
        |list, n: Option<u8>| n.map(|n| scale_label(list, n).map_or_else(|| n.to_string(), str::to_owned));
    let mut main: Vec<String> =
        scaled(WordList::Felt, it.felt).map(|felt| format!("{felt:<8}")).into_iter().collect();
    if !it.feelings.is_empty() {
        main.push(safe_labels(WordList::Feelings, &it.feelings));
    }
    aside.extend(scaled(WordList::Energy, it.energy).map(|energy| format!("energy {energy}")));
    aside.extend(scaled(WordList::Sure, it.sure).map(|sure| format!("sure of baby's cues: {sure}")));
    aside.extend(scaled(WordList::Company, it.company).map(|company| format!("other people: {company}")));
    main.join(" ").trim_end().to_owned()
}

fn code(list: WordList, safe_label: &str) -> String {
    sanitize_text(label_for(list, safe_label)).into_owned()
}

fn safe_labels(list: WordList, of: &[String]) -> String {
    of.iter().map(|it| code(list, it)).collect::<Vec<_>>().join(", ")
}

/// What others see of an entry that only its writer can read.
pub const SEALED_PLACEHOLDER: &str = "kept";
