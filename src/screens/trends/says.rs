//! Every word of Trends, and how its figures are written.
//!
//! ```text
//!  Sat 21 Nov: day 3 h 10, night 10 h 20, longest 4 h 05, woke 2 times
//!  10:10 9:00–10:55     3:05 / 4:10     ·
//! ```

use crate::journal::tell::plain;
use crate::journal::time::{length, short_date};
use crate::trends::{Day, Spread, Trends};
use crate::words::{List, say, scale};
use chrono::NaiveDate;

/// An empty journal.
pub const EMPTY: &str = "Nothing is written down yet. As you write, the days and nights draw themselves here; gaps are fine.";
/// No more weeks than all.
pub const ALL_SHOWN: &str = "All weeks are shown.";
/// No fewer than two.
pub const FEWEST: &str = "Two weeks is the least.";
/// What blank means.
pub const BLANK: &str = "Not written down is left blank.";
/// When every day shown is blank.
pub const BLANK_WEEKS: &str = "Nothing is written down in these weeks. + shows more of them.";

/// What the marks beside a strip are, given their glyphs.
pub fn marks([touch, not_today, cues, night]: [char; 4]) -> String {
    format!("{touch} touch  {not_today} not today  {cues} cues  {night} night")
}

/// Heads of the night's figures beside a strip.
pub const NIGHT_HEADS: [&str; 3] = ["night", "long", "woke"];
/// Heads of the table.
pub const WEEK_OF: &str = "week of";
/// Nights recorded.
pub const NIGHTS: &str = "nights";
/// Minutes asleep in the night.
pub const NIGHT: &str = "night sleep";
/// The longest stretch.
pub const LONGEST: &str = "longest";
/// Night wakings.
pub const WOKE: &str = "woke";
/// Minutes asleep in the day.
pub const DAY: &str = "day sleep";
/// Touch and cues.
pub const COUNTS: [&str; 6] = [
    "touch",
    "min",
    "not today",
    "engaged",
    "disengaged",
    "either",
];

/// Marks of check-ins.
pub const CHECKINS: &str = "check-ins";

/// The heading: whose weeks, which part, which weeks.
pub fn heading(
    baby: &str,
    nights: bool,
    weeks: i64,
    range: Option<(NaiveDate, NaiveDate)>,
) -> String {
    let part = if nights { "nights" } else { "by week" };
    let weeks = match weeks {
        0 => "all weeks".to_owned(),
        n => format!("{n} weeks"),
    };
    let mut heading = format!("{} · {part} · {weeks}", plain(baby));
    if let Some((from, to)) = range {
        let from = if from.format("%Y").to_string() == to.format("%Y").to_string() {
            from.format("%-d %b").to_string()
        } else {
            short_date(from)
        };
        heading.push_str(&format!(" · {from} – {}", short_date(to)));
    }
    heading
}

/// `Sat 21 Nov`.
pub fn date(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// Whether nothing at all was written of a day and its night.
pub fn is_blank(day: &Day) -> bool {
    !has_sleep(day)
        && day.sleep.in_words.is_empty()
        && day.touch.times.is_none()
        && day.cues.moments.is_none()
        && day.checkins.is_empty()
}

/// Whether a sleep with a time was written of the day or its night.
pub fn has_sleep(day: &Day) -> bool {
    day.sleep.total_min.is_some() || day.sleep.night_min.is_some() || day.sleep.open
}

/// The figures of one day, part by part; the first names it.
pub fn day(day: &Day, sums: &Trends, now: i64) -> Vec<String> {
    let name = date(day.date);
    if is_blank(day) {
        return vec![format!("{name}: nothing written down")];
    }
    let sleep = &day.sleep;
    let mut parts = Vec::new();
    parts.extend(sleep.day_min.map(|min| format!("day {}", length(min))));
    if sleep.night_recorded {
        parts.extend(sleep.night_min.map(|min| format!("night {}", length(min))));
        parts.extend(
            sleep
                .longest_min
                .map(|min| format!("longest {}", length(min))),
        );
        parts.extend(sleep.wakings.map(woke));
    } else if sums.hours.night(day.date).to > now {
        parts.push("the night is not over".into());
    } else {
        parts.push("the night was not all written down".into());
    }
    let words = sleep.in_words.iter();
    parts.extend(
        words.map(|words| format!("the night in words: {}", plain(say(List::Night, words)))),
    );
    parts.extend(touch(day));
    parts.extend(cues(day));
    for mark in &day.checkins {
        let felt = mark.felt.and_then(|n| scale(List::Felt, n));
        parts.extend(felt.map(|felt| format!("{} {felt}", plain(&mark.carer))));
    }
    if let Some(first) = parts.first_mut() {
        *first = format!("{name}: {first}");
    }
    parts
}

fn woke(n: i64) -> String {
    match n {
        0 => "no wakings".into(),
        1 => "woke once".into(),
        n => format!("woke {n} times"),
    }
}

fn touch(day: &Day) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(n) = day.touch.times.filter(|n| *n > 0) {
        let minutes = day.touch.minutes.map(|min| format!(" ({})", length(min)));
        parts.push(format!("touch {}{}", times(n), minutes.unwrap_or_default()));
    }
    let not_today = day.touch.not_today.filter(|n| *n > 0);
    parts.extend(not_today.map(|n| format!("\"not today\" {}", times(n))));
    parts
}

fn cues(day: &Day) -> Option<String> {
    let cues = &day.cues;
    let sides = [
        (cues.engagement, "engaged"),
        (cues.disengagement, "disengaged"),
        (cues.either, "either"),
    ];
    let seen: Vec<String> = sides
        .into_iter()
        .filter_map(|(n, word)| Some(format!("{} {word}", n.filter(|n| *n > 0)?)))
        .collect();
    (!seen.is_empty()).then(|| format!("cues: {}", seen.join(" + ")))
}

fn times(n: i64) -> String {
    if n == 1 {
        "once".into()
    } else {
        format!("{n} times")
    }
}

/// Minutes in a table: `10:20`.
pub fn hm(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// The median with lowest and highest, or the values themselves where there are few; none where there is none.
pub fn spread(
    of: &Spread,
    write: impl Fn(i64) -> String,
    median: Option<String>,
) -> Option<String> {
    let (low, high) = (of.low()?, of.high()?);
    Some(match median {
        Some(median) => format!("{median} {}–{}", write(low), write(high)),
        None => of
            .values
            .iter()
            .map(|n| write(*n))
            .collect::<Vec<_>>()
            .join(" / "),
    })
}

/// Lengths of a week.
pub fn lengths(of: &Spread) -> Option<String> {
    spread(of, hm, of.median().map(hm))
}

/// Counts of a week; between two of them lies a half.
pub fn counts(of: &Spread) -> Option<String> {
    let median = of.median_twice().map(|twice| {
        let half = if twice % 2 == 0 { "" } else { ".5" };
        format!("{}{half}", twice / 2)
    });
    spread(of, |n| n.to_string(), median)
}

/// What a wider window would show.
pub fn wider(what: &[&str]) -> String {
    match what.split_last() {
        None => String::new(),
        Some((last, [])) => format!("A wider window shows {last}."),
        Some((last, others)) => format!("A wider window shows {} and {last}.", others.join(", ")),
    }
}
