//! One entry in one plain line, as `today` prints it. Only what was answered is told; how a carer felt at a massage is
//! their own and stays in the entry.

use super::{plain, said};
use crate::journal::tell::KEPT;
use crate::journal::time::{length, short_date};
use crate::journal::{At, Checkin, Cue, Entry, Family, Massage, Moment, Sleep, What};
use crate::words::{self, List};

/// The entry in one line, without its time: `sleep, 11:40 to 12:55, 1 h 15; sling`.
pub fn told(entry: &Entry, family: &Family, now: At) -> String {
    let (head, mut more) = match &entry.what {
        What::Massage(it) => massage(entry, it, family),
        What::Cue(it) => cue(it, family),
        What::Sleep(it) => sleep(entry, it, now),
        What::Note(_) if entry.sealed().is_some() => ("note".to_owned(), vec![KEPT.to_owned()]),
        What::Checkin(it) => (carer(entry, family), checkin(it)),
        What::Note(it) if it.for_visit => ("for the visit".to_owned(), Vec::new()),
        What::Note(_) => ("note".to_owned(), Vec::new()),
    };
    more.extend(entry.note.clone());
    more.retain(|part| !part.is_empty());
    let line = if more.is_empty() { head } else { said::pair(&head, &more.join("; ")) };
    plain(&line).into_owned()
}

/// When it was, on the clock as lived: `about 11:40`.
pub(crate) fn when(entry: &Entry) -> String {
    let about = if entry.about { "about " } else { "" };
    format!("{about}{}", entry.at.hm())
}

fn carer(entry: &Entry, family: &Family) -> String {
    let carer = family.carer(entry.carer);
    carer.map_or("check-in", |carer| carer.called()).to_owned()
}

fn all(list: List, codes: &[String]) -> String {
    let words: Vec<&str> = codes.iter().map(|code| words::say(list, code)).collect();
    words.join(", ")
}

fn one(list: List, code: Option<&String>) -> Option<String> {
    code.map(|code| words::say(list, code).to_owned())
}

fn massage(entry: &Entry, it: &Massage, family: &Family) -> (String, Vec<String>) {
    if let Some(reason) = &it.not_today {
        let said = (reason != "no-reason").then(|| words::say(List::Reasons, reason).to_owned());
        return ("not today".to_owned(), said.into_iter().collect());
    }
    let mut head = one(List::Touch, it.touch.as_ref()).unwrap_or_else(|| "massage".to_owned());
    match entry.minutes() {
        Some(minutes) => head = format!("{head}, {}", length(minutes)),
        None if it.live => head += ", still going on",
        None => {}
    }
    let mut more = Vec::new();
    let label = |label: &str, word: Option<String>| word.map(|word| format!("{label} {word}"));
    more.extend(label("asked first:", one(List::Asked, it.asked.as_ref())));
    more.extend(label("before:", one(List::States, it.before.as_ref())));
    more.push(all(List::Areas, &it.areas));
    let strokes = it.strokes.iter().map(|code| family.stroke_words(code));
    more.push(strokes.collect::<Vec<_>>().join(", "));
    more.extend(it.moments.iter().map(|seen| moment(seen, family)));
    more.extend(one(List::Ended, it.ended.as_ref()));
    more.extend(label("after:", one(List::States, it.after.as_ref())));
    more.extend(label("oil:", it.oil.clone()));
    (head, more)
}

/// What was seen, and behind it what went with it: `hiccups (wants a change; cuddled)`.
fn moment(seen: &Moment, family: &Family) -> String {
    let codes: Vec<&str> = seen.cues.iter().map(String::as_str).collect();
    let cues = said::cue_words(&codes, family);
    let short = |list, code: &Option<String>| {
        code.as_ref().map(|code| words::word(list, code).map_or(code.as_str(), |word| &word.short).to_owned())
    };
    let mut parts: Vec<String> = short(List::Meant, &seen.meant).into_iter().collect();
    parts.push(all(List::Responses, &seen.did));
    parts.extend(short(List::Helped, &seen.helped));
    parts.retain(|part| !part.is_empty());
    match (cues.is_empty(), parts.is_empty()) {
        (_, true) => cues,
        (true, false) => parts.join("; "),
        (false, false) => format!("{cues} ({})", parts.join("; ")),
    }
}

fn cue(it: &Cue, family: &Family) -> (String, Vec<String>) {
    let mut more: Vec<String> = it.moments.iter().map(|seen| moment(seen, family)).collect();
    more.extend(one(List::States, it.state.as_ref()));
    more.extend(one(List::Doing, it.doing.as_ref()));
    ("cue".to_owned(), more)
}

fn sleep(entry: &Entry, it: &Sleep, now: At) -> (String, Vec<String>) {
    if let Some(night) = it.night {
        let words = it.words.iter().map(|code| words::say(List::Night, code).to_owned());
        return (format!("the night of {}", short_date(night)), words.collect());
    }
    let head = match (entry.until, entry.minutes()) {
        (Some(until), Some(minutes)) => {
            format!("sleep, {} to {}, {}", entry.at.hm(), until.hm(), length(minutes))
        }
        _ if entry.is_running_sleep(now) => "asleep since then".to_owned(),
        _ => "sleep, no end written".to_owned(),
    };
    let mut more = vec![all(List::Settled, &it.settled)];
    more.extend(it.wakings.map(|n| format!("woke {}", said::times(i64::from(n)))));
    more.extend(it.nap.map(|nap| if nap { "a nap" } else { "night sleep" }.to_owned()));
    (head, more)
}

pub(crate) fn checkin(it: &Checkin) -> Vec<String> {
    if it.sealed.is_some() {
        return vec![KEPT.to_owned()];
    }
    let scale = |list, n: Option<u8>| n.and_then(|n| words::scale(list, n));
    let today: Vec<&str> =
        scale(List::Felt, it.felt).into_iter().chain(scale(List::Energy, it.energy)).collect();
    let mut said = vec![today.join(", "), all(List::Feelings, &it.feelings)];
    said.extend(scale(List::Sure, it.sure).map(|w| format!("sure of what baby was telling me: {w}")));
    said.extend(scale(List::Company, it.company).map(|w| format!("time with other people: {w}")));
    said
}
