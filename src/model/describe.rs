//! An entry in a parent's words: the columns of a list, titles for the status line and the history, and one sentence
//! for plain lines. The fields are told as their rows in [`crate::model::fields`] say.
//!
//! What was typed or imported passes [`sanitize_text`] before it is told, so nothing here can steer a terminal.

use crate::model::fields::keys;
use crate::model::time::{format_duration, format_short_date};
use crate::model::{Checkin, Details, Entry, EntryKind, Family, Massage, Moment, Sleep, Timestamp};
use crate::text::search_fold::fold_for_search;
use crate::texts::describe_entry as texts;
pub use crate::vocabulary::sanitize_text;
use crate::vocabulary::{WordList, find_cue_by_id, find_word, label_for};
use chrono::NaiveDate;

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
    let (main, mut aside) = match &entry.details {
        _ if entry.sealed_ciphertext().is_some() => (describe_sealed(entry).to_owned(), Vec::new()),
        Details::Massage(it) => (massage_column(entry, it, now), list_massage_aside(it, family)),
        Details::Cue(_) => (join_cue_labels(entry.moments(), family), list_cue_aside(entry)),
        // Of a sleep without an end nothing is said on closed pages.
        Details::Sleep(_) if is_open_on_closed_pages(entry, family) => (String::new(), Vec::new()),
        Details::Sleep(it) => sleep_columns(entry, it, now),
        Details::Checkin(it) => (checkin_column(it), Vec::new()),
        Details::Note(_) => (entry.note.clone().unwrap_or_default(), Vec::new()),
    };
    if entry.sealed_ciphertext().is_none() && !is_night_in_words(entry) {
        let fields = entry.kind().fields().iter();
        aside.extend(fields.filter_map(|field| field.tell(&entry.details, &field.in_list)));
    }
    if entry.kind() != EntryKind::Note {
        aside.extend(entry.note.clone());
    }
    let label = match &entry.details {
        Details::Checkin(_) => {
            let carer = family.find_carer(entry.carer);
            carer.map_or(crate::model::family::DEFAULT_CARER_NAME, |carer| carer.display_name())
        }
        // What the statistics count as touch and not as massage is called so.
        Details::Massage(it) if !it.is_massage() && it.not_today.is_none() => texts::TOUCH,
        _ => entry.kind().display_name(),
    };
    EntryColumns {
        label: sanitize_text(label).into_owned(),
        main: sanitize_text(&main).into_owned(),
        aside: sanitize_text(&aside.join(" · ")).into_owned(),
    }
}

/// All that an entry says, folded, to look for words in: its kind, as it is told, its note in full, and its cues by the
/// field's terms too.
pub(crate) fn build_search_text(entry: &Entry, family: &Family, now: Timestamp) -> String {
    let columns = describe_columns(entry, family, now);
    let note = entry.note.as_deref().unwrap_or_default();
    let mut text =
        [entry.kind().display_name(), &columns.label, &columns.main, &columns.aside, note].join(" ");
    for code in entry.moments().iter().flat_map(|moment| &moment.cues) {
        let term = find_cue_by_id(code).map_or("", |cue| cue.term.as_str());
        text.extend([" ", family.cue_label(code), " ", term]);
    }
    fold_for_search(&text)
}

/// The entry in one line, without its time: `sleep, 11:40 to 12:55, 1 h 15; sling`. Only what was answered is told; how
/// a carer felt at a massage is their own and stays in the entry.
pub fn describe_sentence(entry: &Entry, family: &Family, now: Timestamp) -> String {
    let head = match &entry.details {
        Details::Massage(it) => massage_sentence_head(entry, it),
        Details::Cue(_) => "cue".to_owned(),
        Details::Sleep(_) if is_open_on_closed_pages(entry, family) => texts::SLEEP.to_owned(),
        Details::Sleep(it) => sleep_sentence_head(entry, it, now),
        Details::Checkin(_) => {
            let carer = family.find_carer(entry.carer);
            carer.map_or("check-in", |carer| carer.display_name()).to_owned()
        }
        Details::Note(it) if it.for_visit && it.sealed.is_none() => {
            crate::texts::entry_fields::FOR_VISIT.to_owned()
        }
        Details::Note(_) => "note".to_owned(),
    };
    let mut more = list_sentence_parts(entry, family);
    more.extend(entry.note.clone());
    more.retain(|part| !part.is_empty());
    let line = if more.is_empty() { head } else { format!("{head}: {}", more.join("; ")) };
    sanitize_text(&line).into_owned()
}

/// What an entry says beyond its head and its note, blank parts among it.
pub(crate) fn list_sentence_parts(entry: &Entry, family: &Family) -> Vec<String> {
    let label = |list, code: &String| label_for(list, code).to_owned();
    match &entry.details {
        _ if entry.sealed_ciphertext().is_some() => return vec![describe_sealed(entry).to_owned()],
        Details::Massage(it) if it.not_today.is_some() => {
            let reason = it.reason_given().map(|reason| label_for(WordList::Reasons, reason).to_owned());
            return reason.into_iter().collect();
        }
        Details::Sleep(Sleep { night: Some(_), words, .. }) => {
            return words.iter().map(|words| label(WordList::Night, words)).collect();
        }
        _ => {}
    }
    let mut parts = Vec::new();
    for field in entry.kind().fields() {
        match (field.key, &entry.details) {
            (keys::MOMENTS, _) => {
                parts.extend(entry.moments().iter().map(|moment| describe_moment(moment, family)));
            }
            (keys::STROKES, Details::Massage(it)) => {
                let strokes: Vec<&str> = it.strokes.iter().map(|code| family.stroke_label(code)).collect();
                parts.push(strokes.join(", "));
            }
            (keys::NAP, Details::Sleep(it)) => {
                parts.extend(it.nap.map(|nap| texts::nap_or_night(nap).into()))
            }
            (keys::FELT, Details::Checkin(it)) => {
                // Low energy must never read as low mood.
                parts.extend(it.felt.map(|n| texts::mood(&scale_word(WordList::Felt, n))));
                parts.extend(it.energy.map(|n| texts::energy(&scale_word(WordList::Energy, n))));
            }
            _ => parts.extend(field.tell(&entry.details, &field.in_sentence)),
        }
    }
    parts
}

fn describe_sealed(entry: &Entry) -> &'static str {
    if entry.is_altered() { texts::SEALED_ALTERED } else { texts::SEALED_PLACEHOLDER }
}

/// When it was, on the clock as lived: `about 11:40`.
pub(crate) fn format_entry_time(entry: &Entry) -> String {
    let time = entry.at.format_hm();
    if entry.approximate { texts::about_time(&time) } else { time }
}

/// The clock time of an entry as a list shows it: `14:02`, `~20:00`, or `night` for a night in words only.
pub(crate) fn format_clock(entry: &Entry) -> String {
    match &entry.details {
        // Only the day of it is known.
        _ if entry.sealed_ciphertext().is_some() => String::new(),
        Details::Sleep(sleep) if sleep.night.is_some() => "night".into(),
        _ if entry.approximate => format!("~{}", entry.at.format_hm()),
        _ => entry.at.format_hm(),
    }
}

/// The same where the entry is listed under a day: beside a clock time of another day of the calendar, such as one after
/// midnight, stands its weekday. `03:10 Thu`.
pub(crate) fn format_clock_on(entry: &Entry, date: NaiveDate) -> String {
    let clock = format_clock(entry);
    if is_of_other_date(entry, date) {
        return format!("{clock} {}", entry.at.local_datetime().format("%a"));
    }
    clock
}

/// Whether an entry has a clock time, and that is of another day of the calendar.
pub(crate) fn is_of_other_date(entry: &Entry, date: NaiveDate) -> bool {
    let is_timed = !matches!(&entry.details, Details::Sleep(sleep) if sleep.night.is_some());
    is_timed && entry.sealed_ciphertext().is_none() && entry.at.local_date() != date
}

/// What an entry is called in a sentence: `18:40 massage, 7 min`, `14:02 cue, looks away`. Names the day when it is
/// not the day of `now`.
pub fn format_title(entry: &Entry, family: &Family, now: Timestamp) -> String {
    let columns = describe_columns(entry, family, now);
    let date = entry.at.local_date();
    let day = if date == now.local_date() { String::new() } else { format!("{}, ", format_short_date(date)) };
    if entry.sealed_ciphertext().is_some() {
        return format!("{day}{}", texts::sealed_title(entry.kind().display_name()));
    }
    let title = format!("{day}{}", format_clock(entry));
    // A check-in is private: its answers stay out of titles, which the history and other windows show.
    if entry.kind() == EntryKind::Checkin {
        return format!("{title} {}", texts::checkin_title(&columns.label));
    }
    // So do a note's words.
    if let Details::Note(note) = &entry.details {
        return format!("{title} {}", texts::note_title(note.for_visit));
    }
    if let Details::Sleep(Sleep { night: None, .. }) = &entry.details {
        return match (entry.until, entry.duration_minutes()) {
            (Some(until), Some(minutes)) => {
                let times = format!("{title}–{}", until.format_hm());
                texts::sleep_title(&times, Some(&format_duration(minutes)))
            }
            _ if is_open_on_closed_pages(entry, family) => format!("{title} {}", texts::SLEEP),
            _ => texts::sleep_title(&title, None),
        };
    }
    let main: Vec<&str> = columns.main.split("   ").map(str::trim).filter(|it| !it.is_empty()).collect();
    let comma = if main.is_empty() { "" } else { ", " };
    format!("{title} {}{comma}{}", columns.label, shorten_text(&main.join(", "), 40))
}

/// The title of a change to a note without the note's words: an older version wrote them into it.
pub(crate) fn without_note_words(title: &str) -> String {
    let word = EntryKind::Note.display_name();
    let end = title.find(&format!(" {word}, ")).map(|at| at + 1 + word.len());
    end.map_or(title, |end| &title[..end]).to_owned()
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
pub(crate) fn format_range(from: Timestamp, until: Timestamp) -> String {
    if from.local_date() == until.local_date() {
        return format!("{}–{}", from.format_hm(), until.format_hm());
    }
    format!("{}–{} {}", from.format_hm(), until.local_datetime().format("%a"), until.format_hm())
}

/// What a moment seemed to mean, told afterwards: `wanted a change`.
pub(crate) fn describe_meaning(meant: &str) -> String {
    match texts::meaning_in_the_past(meant) {
        Some(words) => words.to_owned(),
        None => sanitize_text(label_for(WordList::Meant, meant)).into_owned(),
    }
}

fn is_open_on_closed_pages(entry: &Entry, family: &Family) -> bool {
    entry.is_open() && !is_night_in_words(entry) && family.has_closed_pages(entry)
}

fn is_night_in_words(entry: &Entry) -> bool {
    matches!(&entry.details, Details::Sleep(Sleep { night: Some(_), words: Some(_), .. }))
}

fn massage_column(entry: &Entry, it: &Massage, now: Timestamp) -> String {
    let mut main: Vec<String> = Vec::new();
    if it.not_today.is_some() {
        main.push(texts::NOT_TODAY.into());
        main.extend(it.reason_given().map(|reason| label_for(WordList::Reasons, reason).to_owned()));
    } else if entry.is_running_massage(now) {
        main.push(texts::UNDER_WAY.into());
    } else if it.live && entry.until.is_none() {
        main.push(texts::NO_END_WRITTEN.into());
    } else if let Some(minutes) = entry.duration_minutes() {
        main.push(format!("{:<6}", format_duration(minutes)));
    }
    if let Some(touch) = it.touch.as_deref().filter(|touch| *touch != "massage") {
        main.push(label_for(WordList::Touch, touch).to_owned());
    }
    if !it.areas.is_empty() {
        main.push(join_labels(WordList::Areas, &it.areas));
    }
    main.join("   ").trim_end().to_owned()
}

fn list_massage_aside(it: &Massage, family: &Family) -> Vec<String> {
    let mut aside = vec![join_cue_labels(&it.moments, family)];
    aside.extend(it.moments.iter().map(|moment| join_labels(WordList::Responses, &moment.did)));
    if it.before.is_some() || it.after.is_some() {
        let state = |code: &Option<String>| match code {
            Some(code) => label_for(WordList::States, code).to_owned(),
            None => "?".to_owned(),
        };
        aside.push(format!("{} → {}", state(&it.before), state(&it.after)));
    }
    aside.extend(it.ended.iter().map(|ended| label_for(WordList::Ended, ended).to_owned()));
    aside.retain(|part| !part.is_empty());
    aside
}

fn massage_sentence_head(entry: &Entry, it: &Massage) -> String {
    if it.not_today.is_some() {
        return texts::NOT_TODAY.to_owned();
    }
    let touch = it.touch.as_deref().map_or("massage", |touch| label_for(WordList::Touch, touch));
    match entry.duration_minutes() {
        Some(minutes) => format!("{touch}, {}", format_duration(minutes)),
        None if it.live => format!("{touch}, {}", texts::STILL_GOING_ON),
        None => touch.to_owned(),
    }
}

fn list_cue_aside(entry: &Entry) -> Vec<String> {
    let mut aside = Vec::new();
    for moment in entry.moments() {
        aside.extend(moment.meant.iter().map(|meant| describe_meaning(meant)));
        aside.extend(moment.own_meaning.iter().map(|words| texts::own_meaning(words)));
        aside.push(join_labels(WordList::Responses, &moment.did));
        aside.extend(moment.helped.iter().map(|how| texts::helped(label_for(WordList::Helped, how))));
    }
    aside.retain(|part| !part.is_empty());
    aside
}

/// What was seen, and behind it what went with it: `hiccups (wants a change; cuddled)`.
fn describe_moment(moment: &Moment, family: &Family) -> String {
    let cues = join_cue_labels(std::slice::from_ref(moment), family);
    let short = |list, code: &Option<String>| {
        let code = code.as_deref()?;
        Some(find_word(list, code).map_or(code, |word| &word.short).to_owned())
    };
    let mut parts: Vec<String> = short(WordList::Meant, &moment.meant).into_iter().collect();
    parts.extend(moment.own_meaning.iter().map(|words| texts::own_meaning(words)));
    parts.push(join_labels(WordList::Responses, &moment.did));
    parts.extend(short(WordList::Helped, &moment.helped));
    parts.retain(|part| !part.is_empty());
    match (cues.is_empty(), parts.is_empty()) {
        (_, true) => cues,
        (true, false) => parts.join("; "),
        (false, false) => format!("{cues} ({})", parts.join("; ")),
    }
}

fn sleep_columns(entry: &Entry, it: &Sleep, now: Timestamp) -> (String, Vec<String>) {
    if let (Some(night), Some(words)) = (it.night, &it.words) {
        let night = texts::night_of(&night.format("%-d %b").to_string());
        return (format!("{night}: {}", label_for(WordList::Night, words)), Vec::new());
    }
    let main = match (entry.until, entry.duration_minutes()) {
        (Some(until), Some(minutes)) => {
            format!("{:<8} {}", format_duration(minutes), format_range(entry.at, until))
        }
        _ if entry.is_running_sleep(now) => texts::since(&entry.at.format_hm()),
        _ => texts::NO_END_WRITTEN.into(),
    };
    let nap = it.nap.map(|nap| if nap { "nap" } else { "night" }.to_owned());
    (main, nap.into_iter().collect())
}

fn sleep_sentence_head(entry: &Entry, it: &Sleep, now: Timestamp) -> String {
    match (it.night, entry.until, entry.duration_minutes()) {
        (Some(night), ..) => texts::night_of(&format_short_date(night)),
        (None, Some(until), Some(minutes)) => {
            texts::sleep_from_to(&entry.at.format_hm(), &until.format_hm(), &format_duration(minutes))
        }
        _ if entry.is_running_sleep(now) => texts::ASLEEP_SINCE_THEN.to_owned(),
        _ => texts::SLEEP_WITHOUT_END.to_owned(),
    }
}

fn checkin_column(it: &Checkin) -> String {
    let felt = it.felt.map(|n| format!("{:<8} ", scale_word(WordList::Felt, n))).unwrap_or_default();
    format!("{felt}{}", join_labels(WordList::Feelings, &it.feelings)).trim_end().to_owned()
}

fn scale_word(list: WordList, n: u8) -> String {
    label_for(list, &n.to_string()).to_owned()
}

fn join_labels(list: WordList, codes: &[String]) -> String {
    codes.iter().map(|code| label_for(list, code)).collect::<Vec<_>>().join(", ")
}

fn join_cue_labels(moments: &[Moment], family: &Family) -> String {
    let codes = moments.iter().flat_map(|moment| &moment.cues);
    codes.map(|code| family.cue_label(code)).collect::<Vec<_>>().join(", ")
}
