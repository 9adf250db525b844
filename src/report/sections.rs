//! Fills the sections of the page from trends and entries. The words stand in `said`; no format here.

use super::page::{Body, Key, Line, PageAsked, Part, Section};
use super::{plain, said, strips, told, weeks};
use crate::journal::time::short_date;
use crate::journal::{Entry, Id, Massage, Moment, Points, What};
use crate::trends::Counts;
use crate::words::{self, List};

/// Cues and responses named in a line; the rest is in the journal.
const MOST: usize = 5;

const VISIT: &str = "visit";
const TOUCH: &str = "touch";
const CUES: &str = "cues";
const CHECKINS: &str = "checkins";

/// A section, filled; none for check-ins nobody asked for.
pub(crate) fn part(asked: &PageAsked, section: Section) -> Option<Part> {
    let (title, lines) = match section {
        Section::Visit => (said::VISIT.to_owned(), visit(asked)),
        Section::Strips => (strips::title(asked), strips::lines(asked)),
        Section::Sleep => (said::SLEEP.to_owned(), weeks::lines(asked)),
        Section::Touch => (said::TOUCH.to_owned(), touch(asked)),
        Section::Cues => (said::CUES.to_owned(), cues(asked)),
        Section::Checkins => checkins(asked, asked.checkins_of?),
    };
    Some(Part {
        section,
        title: Line { key: Key::of(section), body: Body::Say(plain(&title).into_owned()) },
        lines,
    })
}

/// The entries of the days covered, oldest first.
fn entries<'a>(asked: &PageAsked<'a>) -> Vec<&'a Entry> {
    let hours = &asked.trends.hours;
    let (from, to) = (hours.day(asked.trends.from).from, hours.day(asked.trends.to).to);
    let all = asked.entries.iter();
    let mut entries: Vec<&Entry> = all.filter(|e| (from..to).contains(&e.at.secs())).collect();
    entries.sort_by_key(|entry| (entry.at, entry.id));
    entries
}

fn date_of(asked: &PageAsked, entry: &Entry) -> String {
    short_date(asked.trends.hours.date_of(entry.at.secs()))
}

fn visit(asked: &PageAsked) -> Vec<Line> {
    let asks = |entry: &&Entry| {
        matches!(&entry.what, What::Note(note) if note.for_visit)
            && entry.baby.is_none_or(|baby| baby == asked.baby)
    };
    let item = |entry: &Entry| {
        let note = plain(entry.note.as_deref()?.trim()).into_owned();
        let body = Body::Item(note);
        Some(Line::new(VISIT, entry.id, body))
    };
    let notes = entries(asked).into_iter().filter(asks);
    let lines: Vec<Line> = notes.filter_map(item).collect();
    if lines.is_empty() {
        return (1..=2).map(|n| Line::new(VISIT, format_args!("by-hand-{n}"), Body::Fill)).collect();
    }
    lines
}

fn touch(asked: &PageAsked) -> Vec<Line> {
    let trends = asked.trends;
    let mut sum = crate::trends::TouchSum::default();
    trends.weeks.iter().for_each(|week| sum.join(&week.touch));
    if sum.times.is_none() {
        return vec![Line::say(TOUCH, "blank", said::TOUCH_BLANK)];
    }
    let mut lines = Vec::new();
    let label = |own: &str, label: &str, value: &str| Line::label(TOUCH, own, label, value);
    if sum.times > Some(0) {
        let days = trends.days.iter().filter(|day| day.touch.times > Some(0)).count();
        let days = said::touch_days(said::count(days), &sum);
        lines.push(label("days", "Days with touch", &days));
    }
    if let Some(n) = sum.not_today.filter(|n| *n > 0) {
        lines.push(label("not-today", "Not today", &not_today(asked, n)));
    }
    let areas: Vec<&str> = said::by_count(&sum.areas, said::area).into_iter().map(|(w, _)| w).collect();
    if !areas.is_empty() {
        lines.push(label("areas", "Parts, the most often first", &areas.join(", ")));
    }
    lines
}

/// `2 times: asleep, jabs this week`.
fn not_today(asked: &PageAsked, n: i64) -> String {
    let ours = entries(asked).into_iter().filter(|entry| entry.baby == Some(asked.baby));
    let mut reasons = Counts::new();
    for entry in ours {
        if let What::Massage(Massage { not_today: Some(reason), .. }) = &entry.what
            && reason != "no-reason"
        {
            *reasons.entry(reason.clone()).or_insert(0) += 1;
        }
    }
    let words = said::by_count(&reasons, |code| words::say(List::Reasons, code));
    let words: Vec<&str> = words.into_iter().map(|(word, _)| word).collect();
    if words.is_empty() { said::times(n) } else { said::pair(&said::times(n), &words.join(", ")) }
}

fn cues(asked: &PageAsked) -> Vec<Line> {
    let [mut more, mut change, mut helped] = [Counts::new(), Counts::new(), Counts::new()];
    let add = |to: &mut Counts, code: &str| *to.entry(code.to_owned()).or_insert(0) += 1;
    let ours = entries(asked).into_iter().filter(|entry| entry.baby == Some(asked.baby));
    for seen in ours.flat_map(moments) {
        for code in &seen.cues {
            match meant(asked, seen, code) {
                Some(Points::Engagement) => add(&mut more, code),
                Some(Points::Disengagement) => add(&mut change, code),
                None => {}
            }
        }
        if matches!(seen.helped.as_deref(), Some("yes" | "a-bit")) {
            seen.did.iter().for_each(|code| add(&mut helped, code));
        }
    }
    let cue = |code| asked.family.cue_words(code);
    let mut lines = Vec::new();
    for (own, name, words) in [
        ("more", said::MORE, said::by_count(&more, cue)),
        ("change", said::CHANGE, said::by_count(&change, cue)),
        ("helped", said::HELPED, said::by_count(&helped, said::response)),
    ] {
        let words: Vec<&str> = words.into_iter().take(MOST).map(|(word, _)| word).collect();
        if !words.is_empty() {
            lines.push(Line::label(CUES, own, name, &words.join("; ")));
        }
    }
    if lines.is_empty() {
        lines.push(Line::say(CUES, "blank", said::CUES_BLANK));
    }
    lines
}

fn moments(entry: &Entry) -> &[Moment] {
    match &entry.what {
        What::Massage(massage) => &massage.moments,
        What::Cue(cue) => &cue.moments,
        _ => &[],
    }
}

/// What a cue was taken to say: the family's own reading of the moment, or where they gave none, the cue's direction.
fn meant(asked: &PageAsked, seen: &Moment, code: &str) -> Option<Points> {
    match seen.meant.as_deref() {
        Some("more") => Some(Points::Engagement),
        Some("change") => Some(Points::Disengagement),
        Some(_) => None,
        None => asked.family.points(code),
    }
}

fn checkins(asked: &PageAsked, of: Id) -> (String, Vec<Line>) {
    let carer = asked.family.carer(of);
    let title = said::checkins(&plain(carer.map_or("a carer", |carer| carer.called())));
    let own = entries(asked).into_iter().filter(|entry| entry.carer == of);
    let mut lines: Vec<Line> = own
        .filter_map(|entry| match &entry.what {
            What::Checkin(checkin) if entry.sealed().is_none() => Some((entry, told::checkin(checkin))),
            _ => None,
        })
        .map(|(entry, mut words)| {
            words.extend(entry.note.clone());
            words.retain(|part| !part.is_empty());
            Line::label(CHECKINS, entry.id, &date_of(asked, entry), &words.join("; "))
        })
        .collect();
    if lines.is_empty() {
        lines.push(Line::say(CHECKINS, "blank", said::CHECKINS_BLANK));
    }
    for (own, words) in [("talk", said::TALK), ("rather-not", said::RATHER_NOT)] {
        lines.push(Line::new(CHECKINS, own, Body::Tick(words.to_owned())));
    }
    (title, lines)
}
