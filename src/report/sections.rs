//! Fills the sections of the page from trends and entries. The words stand in `said`; no format here.

use super::page::{Line, PageAsked, Part, Section};
use super::{plain, said, strips, told};
use crate::journal::time::short_date;
use crate::journal::{Entry, Id, MarkSpan, Massage, Moment, Points, What};
use crate::trends::{Counts, Week};
use crate::words::{self, List};
use chrono::NaiveDate;

/// Cues and responses named in a line; the rest is in the journal.
const MOST: usize = 6;

fn label(label: &str, value: impl Into<String>) -> Line {
    Line::Label(label.to_owned(), plain(&value.into()).into_owned())
}

/// Who, which days, and how much was written down.
pub(super) fn head(asked: &PageAsked) -> Vec<Line> {
    let baby = asked.family.baby(asked.baby);
    let born = baby.and_then(|baby| baby.born);
    let mut lines = vec![
        label("Name", asked.trends.baby.as_str()),
        label(
            "Born",
            born.map_or_else(|| said::BY_HAND.to_owned(), short_date),
        ),
    ];
    if let Some(age) = baby.and_then(|baby| baby.age_words(asked.made_on)) {
        lines.push(label(&format!("Age on {}", short_date(asked.made_on)), age));
    }
    lines.push(label("NHS number", said::BY_HAND));
    lines.extend(coverage(asked));
    lines
}

fn coverage(asked: &PageAsked) -> Vec<Line> {
    let trends = asked.trends;
    let days = count(trends.days.len());
    let written = trends.days.iter().filter(|day| said::is_written(day));
    let nights = trends.weeks.iter().map(|week| week.nights_recorded).sum();
    let length = said::many(days, "day", "days");
    let covered = format!("{} ({length})", said::range(trends.from, trends.to));
    let mut lines = vec![
        label("Days covered", covered),
        label(
            "Days with something written down",
            said::out_of(count(written.count()), days),
        ),
        label("Nights written down", said::out_of(nights, days)),
    ];
    let marks: Vec<String> = trends
        .days
        .iter()
        .flat_map(|day| marked(asked, day.date))
        .collect();
    if !marks.is_empty() {
        lines.push(label("Not all written down", marks.join(", ")));
    }
    lines.push(Line::Say(said::BLANKS.to_owned()));
    lines
}

fn marked(asked: &PageAsked, date: NaiveDate) -> impl Iterator<Item = String> {
    [
        (MarkSpan::Day, "the day of"),
        (MarkSpan::Night, "the night of"),
    ]
    .into_iter()
    .filter(move |(span, _)| asked.family.marked(Some(asked.baby), *span, date) == Some(false))
    .map(move |(_, words)| format!("{words} {}", short_date(date)))
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Who wrote it, what it is not, when it was made.
pub(super) fn foot(asked: &PageAsked) -> Vec<Line> {
    let made = said::made(asked.made_on, asked.trends.from, asked.trends.to);
    [said::NOT_KEPT, said::BY_FAMILY, &made]
        .map(|line| Line::Say(line.to_owned()))
        .to_vec()
}

/// A section, filled; none for check-ins nobody asked for.
pub(super) fn part(asked: &PageAsked, section: Section) -> Option<Part> {
    let (title, lines) = match section {
        Section::Visit => (said::VISIT.to_owned(), visit(asked)),
        Section::Strips => (said::STRIPS.to_owned(), strips::lines(asked)),
        Section::Sleep => (said::SLEEP.to_owned(), sleep(asked)),
        Section::Touch => (said::TOUCH.to_owned(), touch(asked)),
        Section::Cues => (said::CUES.to_owned(), cues(asked)),
        Section::Checkins => checkins(asked, asked.checkins_of?),
    };
    Some(Part {
        section,
        title,
        lines,
    })
}

/// The entries of the days covered, oldest first.
fn entries<'a>(asked: &PageAsked<'a>) -> Vec<&'a Entry> {
    let hours = &asked.trends.hours;
    let (from, to) = (
        hours.day(asked.trends.from).from,
        hours.day(asked.trends.to).to,
    );
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
    let notes = entries(asked).into_iter().filter(asks);
    let lines: Vec<Line> = notes
        .filter_map(|entry| entry.note.as_deref())
        .map(|note| Line::Item(plain(note.trim()).into_owned()))
        .collect();
    if lines.is_empty() {
        return vec![Line::Fill, Line::Fill];
    }
    lines
}

fn sleep(asked: &PageAsked) -> Vec<Line> {
    let trends = asked.trends;
    let mut lines = Vec::new();
    let weeks: Vec<&Week> = trends.weeks.iter().collect();
    if weeks.iter().any(|week| week.nights_recorded > 0) {
        lines.push(Line::Say(said::MEDIANS.to_owned()));
        lines.extend(weeks.into_iter().flat_map(week));
    }
    for day in trends
        .days
        .iter()
        .filter(|day| !day.sleep.in_words.is_empty())
    {
        let night = format!("In words, the night of {}", short_date(day.date));
        lines.push(label(&night, said::night_words(&day.sleep.in_words)));
    }
    if lines.is_empty() {
        let any = trends.days.iter().any(|day| day.sleep.total_min.is_some());
        let blank = if any {
            said::NO_NIGHTS
        } else {
            said::SLEEP_BLANK
        };
        lines.push(Line::Say(blank.to_owned()));
    }
    lines
}

fn week(week: &Week) -> Vec<Line> {
    let mut lines = vec![
        Line::Head(said::range(week.from, week.to)),
        label(
            "Nights written down",
            said::out_of(week.nights_recorded, week.days),
        ),
    ];
    if week.nights_recorded > 0 {
        lines.extend(said::week_sleep(week).map(|(name, value)| label(name, value)));
    }
    lines
}

fn touch(asked: &PageAsked) -> Vec<Line> {
    let trends = asked.trends;
    let mut sum = crate::trends::TouchSum::default();
    trends.weeks.iter().for_each(|week| sum.join(&week.touch));
    if sum.times.is_none() {
        return vec![Line::Say(said::TOUCH_BLANK.to_owned())];
    }
    let mut lines = Vec::new();
    if sum.times > Some(0) {
        let days = trends
            .days
            .iter()
            .filter(|day| day.touch.times > Some(0))
            .count();
        lines.push(label("Days with touch", count(days).to_string()));
        lines.push(label("Written down", said::touched(&sum)));
    }
    let areas: Vec<&str> = said::by_count(&sum.areas, said::area)
        .into_iter()
        .map(|(w, _)| w)
        .collect();
    if !areas.is_empty() {
        lines.push(label("Parts, the most often first", areas.join(", ")));
    }
    if let Some(n) = sum.not_today.filter(|n| *n > 0) {
        lines.push(label("Not today", not_today(asked, n)));
    }
    lines
}

/// `2 times: asleep, jabs this week`.
fn not_today(asked: &PageAsked, n: i64) -> String {
    let ours = entries(asked)
        .into_iter()
        .filter(|entry| entry.baby == Some(asked.baby));
    let mut reasons = Counts::new();
    for entry in ours {
        if let What::Massage(Massage {
            not_today: Some(reason),
            ..
        }) = &entry.what
            && reason != "no-reason"
        {
            *reasons.entry(reason.clone()).or_insert(0) += 1;
        }
    }
    let words = said::by_count(&reasons, |code| words::say(List::Reasons, code));
    let words: Vec<&str> = words.into_iter().map(|(word, _)| word).collect();
    if words.is_empty() {
        said::times(n)
    } else {
        said::pair(&said::times(n), &words.join(", "))
    }
}

fn cues(asked: &PageAsked) -> Vec<Line> {
    let [mut more, mut change, mut helped] = [Counts::new(), Counts::new(), Counts::new()];
    let add = |to: &mut Counts, code: &str| *to.entry(code.to_owned()).or_insert(0) += 1;
    let ours = entries(asked)
        .into_iter()
        .filter(|entry| entry.baby == Some(asked.baby));
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
    for (name, words) in [
        (said::MORE, said::by_count(&more, cue)),
        (said::CHANGE, said::by_count(&change, cue)),
        (said::HELPED, said::by_count(&helped, said::response)),
    ] {
        let words: Vec<&str> = words.into_iter().take(MOST).map(|(word, _)| word).collect();
        if !words.is_empty() {
            lines.push(label(name, words.join("; ")));
        }
    }
    if lines.is_empty() {
        lines.push(Line::Say(said::CUES_BLANK.to_owned()));
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
            What::Checkin(checkin) => Some((entry, told::checkin(checkin))),
            _ => None,
        })
        .map(|(entry, mut words)| {
            words.extend(entry.note.clone());
            words.retain(|part| !part.is_empty());
            label(&date_of(asked, entry), words.join("; "))
        })
        .collect();
    if lines.is_empty() {
        lines.push(Line::Say(said::CHECKINS_BLANK.to_owned()));
    }
    (title, lines)
}
