//! One entry in one plain line, as `today` prints it. Only what was answered is told; how a carer felt at a massage is
//! their own and stays in the entry.

use crate::model::describe::SEALED_PLACEHOLDER;
use crate::model::time::{format_duration, format_short_date};
use crate::model::{Checkin, Cue, Details, Entry, Family, Massage, Moment, Sleep, Timestamp};
use crate::report::sanitize_text;
use crate::texts::figures;
use crate::vocabulary;
use crate::vocabulary::WordList;

/// The entry in one line, without its time: `sleep, 11:40 to 12:55, 1 h 15; sling`.
pub fn describe_sentence(entry: &Entry, family: &Family, now: Timestamp) -> String {
    let (head, mut more) = match &entry.details {
        Details::Massage(it) => describe_massage(entry, it, family),
        Details::Cue(it) => describe_cue(it, family),
        Details::Sleep(it) => describe_sleep_entry(entry, it, now),
        Details::Note(_) if entry.sealed_ciphertext().is_some() => {
            ("note".to_owned(), vec![SEALED_PLACEHOLDER.to_owned()])
        }
        Details::Checkin(it) => (label_carer(entry, family), describe_checkin(it)),
        Details::Note(it) if it.for_visit => ("for the visit".to_owned(), Vec::new()),
        Details::Note(_) => ("note".to_owned(), Vec::new()),
    };
    more.extend(entry.note.clone());
    more.retain(|part| !part.is_empty());
    let line = if more.is_empty() { head } else { figures::format_label(&head, &more.join("; ")) };
    sanitize_text(&line).into_owned()
}

/// When it was, on the clock as lived: `about 11:40`.
pub(crate) fn format_entry_time(entry: &Entry) -> String {
    let about = if entry.approximate { "about " } else { "" };
    format!("{about}{}", entry.at.format_hm())
}

fn label_carer(entry: &Entry, family: &Family) -> String {
    let carer = family.find_carer(entry.carer);
    carer.map_or("check-in", |carer| carer.display_name()).to_owned()
}

fn join_labels(list: WordList, codes: &[String]) -> String {
    let words: Vec<&str> = codes.iter().map(|code| vocabulary::label_for(list, code)).collect();
    words.join(", ")
}

fn label_code(list: WordList, code: Option<&String>) -> Option<String> {
    code.map(|code| vocabulary::label_for(list, code).to_owned())
}

fn describe_massage(entry: &Entry, it: &Massage, family: &Family) -> (String, Vec<String>) {
    if let Some(reason) = &it.not_today {
        let said =
            (reason != "no-reason").then(|| vocabulary::label_for(WordList::Reasons, reason).to_owned());
        return ("not today".to_owned(), said.into_iter().collect());
    }
    let mut head = label_code(WordList::Touch, it.touch.as_ref()).unwrap_or_else(|| "massage".to_owned());
    match entry.duration_minutes() {
        Some(minutes) => head = format!("{head}, {}", format_duration(minutes)),
        None if it.live => head += ", still going on",
        None => {}
    }
    let mut more = Vec::new();
    let label = |label: &str, word: Option<String>| word.map(|word| format!("{label} {word}"));
    more.extend(label("asked first:", label_code(WordList::Asked, it.asked.as_ref())));
    more.extend(label("before:", label_code(WordList::States, it.before.as_ref())));
    more.push(join_labels(WordList::Areas, &it.areas));
    let strokes = it.strokes.iter().map(|code| family.stroke_label(code));
    more.push(strokes.collect::<Vec<_>>().join(", "));
    more.extend(it.moments.iter().map(|seen| describe_moment(seen, family)));
    more.extend(label_code(WordList::Ended, it.ended.as_ref()));
    more.extend(label("after:", label_code(WordList::States, it.after.as_ref())));
    more.extend(label("oil:", it.oil.clone()));
    (head, more)
}

/// What was seen, and behind it what went with it: `hiccups (wants a change; cuddled)`.
fn describe_moment(seen: &Moment, family: &Family) -> String {
    let codes: Vec<&str> = seen.cues.iter().map(String::as_str).collect();
    let cues = figures::list_cue_words(&codes, family);
    let short = |list, code: &Option<String>| {
        code.as_ref().map(|code| {
            vocabulary::find_word(list, code).map_or(code.as_str(), |word| &word.short).to_owned()
        })
    };
    let mut parts: Vec<String> = short(WordList::Meant, &seen.meant).into_iter().collect();
    parts.push(join_labels(WordList::Responses, &seen.did));
    parts.extend(short(WordList::Helped, &seen.helped));
    parts.retain(|part| !part.is_empty());
    match (cues.is_empty(), parts.is_empty()) {
        (_, true) => cues,
        (true, false) => parts.join("; "),
        (false, false) => format!("{cues} ({})", parts.join("; ")),
    }
}

fn describe_cue(it: &Cue, family: &Family) -> (String, Vec<String>) {
    let mut more: Vec<String> = it.moments.iter().map(|seen| describe_moment(seen, family)).collect();
    more.extend(label_code(WordList::States, it.state.as_ref()));
    more.extend(label_code(WordList::Doing, it.doing.as_ref()));
    ("cue".to_owned(), more)
}

fn describe_sleep_entry(entry: &Entry, it: &Sleep, now: Timestamp) -> (String, Vec<String>) {
    if let Some(night) = it.night {
        let words = it.words.iter().map(|code| vocabulary::label_for(WordList::Night, code).to_owned());
        return (format!("the night of {}", format_short_date(night)), words.collect());
    }
    let head = match (entry.until, entry.duration_minutes()) {
        (Some(until), Some(minutes)) => {
            format!("sleep, {} to {}, {}", entry.at.format_hm(), until.format_hm(), format_duration(minutes))
        }
        _ if entry.is_running_sleep(now) => "asleep since then".to_owned(),
        _ => "sleep, no end written".to_owned(),
    };
    let mut more = vec![join_labels(WordList::Settled, &it.settled)];
    more.extend(it.wakings.map(|n| format!("woke {}", figures::format_times(i64::from(n)))));
    more.extend(it.nap.map(|nap| if nap { "a nap" } else { "night sleep" }.to_owned()));
    (head, more)
}

pub(crate) fn describe_checkin(it: &Checkin) -> Vec<String> {
    if it.sealed.is_some() {
        return vec![SEALED_PLACEHOLDER.to_owned()];
    }
    let scale = |list, n: Option<u8>| n.and_then(|n| vocabulary::scale_label(list, n));
    let today: Vec<&str> =
        scale(WordList::Felt, it.felt).into_iter().chain(scale(WordList::Energy, it.energy)).collect();
    let mut said = vec![today.join(", "), join_labels(WordList::Feelings, &it.feelings)];
    said.extend(scale(WordList::Sure, it.sure).map(|w| format!("sure of what baby was telling me: {w}")));
    said.extend(scale(WordList::Company, it.company).map(|w| format!("time with other people: {w}")));
    said
}
