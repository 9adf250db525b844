//! Every word of Trends, and how its figures are written.
//!
//! ```text
//!  Sat 21 Nov: day 3 h 10, night 10 h 20, longest 4 h 05, woke 2 times
//!  10:10 9:00–10:55     3:05 / 4:10     ·
//! ```

use crate::journal::tell::plain;
use crate::journal::time::{length, short_date};
use crate::trends::{Counts, CueSum, Day, Spread, TouchSum, Trends, Week};
use crate::words::{List, say, scale};
use chrono::NaiveDate;

pub(crate) const EMPTY: &str =
    "Nothing is written down yet. As you write, the days and nights draw themselves here; gaps are fine.";
pub(crate) const ALL_SHOWN: &str = "All weeks are shown.";
pub(crate) const FEWEST: &str = "Two weeks is the least.";
pub(crate) const BLANK: &str = "Not written down is left blank.";
pub(crate) const BLANK_WEEKS: &str = "Nothing is written down in these weeks. + shows more of them.";

/// What marks beside a strip are, besides touch and cues.
pub(crate) const NOT_TODAY_MARK: &str = "not today";
/// The night, where nothing is written.
pub(crate) const NIGHT_MARK: &str = "night";

pub(crate) const ADDING: &str = "adding up";
pub(crate) const DAYS: &str = "days";
pub(crate) const WEEKS: &str = "weeks";
pub(crate) const TOUCH: &str = "touch";
pub(crate) const CUES: &str = "cues";
pub(crate) const CHECKINS: &str = "check-ins";
pub(crate) const TOGETHER: &str = "what went with what";

/// Heads of the night's figures beside a strip.
pub(crate) const NIGHT_HEADS: [&str; 3] = ["night", "long", "woke"];
/// Heads of the columns by week: nights recorded.
pub(crate) const NIGHTS: [&str; 2] = ["nights", "written"];
/// Minutes asleep in the night, over its scale.
pub(crate) const NIGHT: &str = "night sleep";
pub(crate) const NIGHT_RANGE: [&str; 2] = ["night sleep", MEDIAN_RANGE];
pub(crate) const LONGEST: [&str; 2] = ["longest stretch", MEDIAN_RANGE];
pub(crate) const LONGEST_PLOT: &str = "longest stretch";
pub(crate) const WOKE: [&str; 2] = ["woke", "median"];
/// Minutes asleep in the day.
pub(crate) const DAY: [&str; 2] = ["day sleep", MEDIAN_RANGE];
pub(crate) const DAY_PLOT: &str = "day sleep";
const MEDIAN_RANGE: &str = "median low–high";
pub(crate) const TOUCH_TIMES: [&str; 2] = ["touch", "times"];
/// Minutes of touch.
pub(crate) const TOUCH_MINUTES: [&str; 2] = ["", "min"];
pub(crate) const NOT_TODAY: [&str; 2] = ["not", "today"];
pub(crate) const MOMENTS: [&str; 2] = ["cue", "moments"];
pub(crate) const ENGAGED: [&str; 2] = ["cues", "engaged"];
pub(crate) const DISENGAGED: [&str; 2] = ["", "disengaged"];
pub(crate) const EITHER: [&str; 2] = ["", "either"];
pub(crate) const WEEKDAYS: &str = "MTWTFSS";
pub(crate) const WEEKDAYS_WIDE: &str = "M T W T F S S";
pub(crate) const PARTS: &str = "parts";
pub(crate) const SEEN: &str = "seen";
pub(crate) const DID: &str = "we did";
pub(crate) const HELPED: &str = "helped";
pub(crate) const QUIET: &str = "sleep in pictures, without numbers";
pub(crate) const NOT_QUIET: &str = "sleep in numbers again";
pub(crate) const NO_CARERS: &str = "No check-ins are written down in these weeks.";

pub(crate) fn whose(carer: Option<&str>) -> String {
    match carer {
        None => "Everyone's check-ins.".to_owned(),
        Some(name) => format!("Check-ins: only {}'s.", plain(name)),
    }
}

pub(crate) fn no_checkins(whose: Option<&str>) -> String {
    match whose {
        None => "none written down in these weeks".to_owned(),
        Some(name) => format!("none of {}'s written down in these weeks", plain(name)),
    }
}

pub(crate) fn carers_more(n: usize) -> String {
    format!("and {n} more in a wider window")
}

/// Codes by how often they came, most often first, as words.
pub(crate) fn by_count<'a>(counts: &'a Counts, say: impl Fn(&'a str) -> &'a str) -> Vec<String> {
    let mut all: Vec<(&String, &i64)> = counts.iter().collect();
    all.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    let words = all.into_iter().map(|(code, n)| format!("{} {n}", plain(say(code))));
    words.collect()
}

/// The heading: whose weeks, which weeks.
pub(crate) fn heading(baby: &str, weeks: i64, range: Option<(NaiveDate, NaiveDate)>) -> String {
    let weeks = match weeks {
        0 => "all weeks".to_owned(),
        n => format!("{n} weeks"),
    };
    let mut heading = format!("{} · trends · {weeks}", plain(baby));
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
pub(crate) fn date(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// `21 Nov`.
pub(crate) fn day_month(date: NaiveDate) -> String {
    date.format("%-d %b").to_string()
}

/// Whether nothing at all was written of a day and its night.
pub(crate) fn is_blank(day: &Day) -> bool {
    !has_sleep(day)
        && day.sleep.in_words.is_empty()
        && day.touch.times.is_none()
        && day.cues.moments.is_none()
        && day.checkins.is_empty()
}

/// Whether a sleep with a time was written of the day or its night.
pub(crate) fn has_sleep(day: &Day) -> bool {
    day.sleep.total_min.is_some() || day.sleep.night_min.is_some() || day.sleep.open
}

/// What is told of a day and of a week, beyond what nobody may hide.
pub(crate) struct Told<'a> {
    pub sleep: bool,
    pub touch: bool,
    pub cues: bool,
    pub checkins: bool,
    pub whose: Option<&'a str>,
    pub now: i64,
}

/// The figures of one day, part by part; the first names it.
pub(crate) fn day(day: &Day, sums: &Trends, told: &Told<'_>) -> Vec<String> {
    let name = date(day.date);
    if is_blank(day) {
        return vec![format!("{name}: nothing written down")];
    }
    let mut parts = Vec::new();
    if told.sleep {
        parts.extend(slept(day, sums, told.now));
    }
    if told.touch {
        parts.extend(touch(&day.touch));
    }
    if told.cues {
        parts.extend(cues(&day.cues));
    }
    let shown =
        day.checkins.iter().filter(|mark| told.checkins && told.whose.is_none_or(|name| name == mark.carer));
    for mark in shown {
        let felt = mark.felt.and_then(|n| scale(List::Felt, n));
        parts.extend(felt.map(|felt| format!("{} {felt}", plain(&mark.carer))));
    }
    match parts.first_mut() {
        Some(first) => *first = format!("{name}: {first}"),
        None => parts.push(format!("{name}: {DRAWN}")),
    }
    parts
}

fn slept(day: &Day, sums: &Trends, now: i64) -> Vec<String> {
    let sleep = &day.sleep;
    let mut parts = Vec::new();
    parts.extend(sleep.day_min.map(|min| format!("day {}", length(min))));
    if sleep.night_recorded {
        parts.extend(sleep.night_min.map(|min| format!("night {}", length(min))));
        parts.extend(sleep.longest_min.map(|min| format!("longest {}", length(min))));
        parts.extend(sleep.wakings.map(woke));
    } else if sums.hours.night(day.date).to > now {
        parts.push("the night is not over".into());
    } else {
        parts.push("the night was not all written down".into());
    }
    let words = sleep.in_words.iter();
    parts.extend(words.map(|words| format!("the night in words: {}", plain(say(List::Night, words)))));
    parts
}

/// The figures of one week, part by part; the first names it.
pub(crate) fn week(week: &Week, told: &Told<'_>) -> Vec<String> {
    let mut parts = Vec::new();
    if told.sleep && week.nights_recorded == 0 {
        parts.push(NO_NIGHT.to_owned());
    } else if told.sleep {
        parts.push(format!("{} of {} nights", week.nights_recorded, week.days));
        let longest = week.longest_min.high();
        parts.extend(longest.map(|min| format!("longest stretch {}", length(min))));
    }
    if told.touch {
        parts.extend(touch(&week.touch));
    }
    if told.cues {
        parts.extend(cues(&week.cues));
    }
    let name = format!("Week of {}", week.from.format("%-d %b"));
    match parts.first_mut() {
        Some(first) => *first = format!("{name}: {first}"),
        None => parts.push(name),
    }
    parts
}

const NO_NIGHT: &str = "no night written down from start to end";

fn woke(n: i64) -> String {
    match n {
        0 => "no wakings".into(),
        1 => "woke once".into(),
        n => format!("woke {n} times"),
    }
}

fn touch(of: &TouchSum) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(n) = of.times.filter(|n| *n > 0) {
        let minutes = of.minutes.map(|min| format!(" ({})", length(min)));
        parts.push(format!("touch {}{}", times(n), minutes.unwrap_or_default()));
    }
    let not_today = of.not_today.filter(|n| *n > 0);
    parts.extend(not_today.map(|n| format!("\"not today\" {}", times(n))));
    parts
}

fn cues(cues: &CueSum) -> Option<String> {
    let sides = [(cues.engagement, "engaged"), (cues.disengagement, "disengaged"), (cues.either, "either")];
    let seen: Vec<String> =
        sides.into_iter().filter_map(|(n, word)| Some(format!("{} {word}", n.filter(|n| *n > 0)?))).collect();
    (!seen.is_empty()).then(|| format!("cues: {}", seen.join(" + ")))
}

fn times(n: i64) -> String {
    if n == 1 { "once".into() } else { format!("{n} times") }
}

/// Minutes in a table: `10:20`.
pub(crate) fn hm(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// The median with lowest and highest, or the values themselves where there are few; none where there is none.
pub(crate) fn spread(of: &Spread, write: impl Fn(i64) -> String, median: Option<String>) -> Option<String> {
    let (low, high) = (of.low()?, of.high()?);
    Some(match median {
        Some(median) => format!("{median} {}–{}", write(low), write(high)),
        None => of.values.iter().map(|n| write(*n)).collect::<Vec<_>>().join(" / "),
    })
}

pub(crate) fn lengths(of: &Spread) -> Option<String> {
    spread(of, hm, of.median().map(hm))
}

/// Counts of a week; between two of them lies a half.
pub(crate) fn counts(of: &Spread) -> Option<String> {
    let median = of.median_twice().map(|twice| {
        let half = if twice % 2 == 0 { "" } else { ".5" };
        format!("{}{half}", twice / 2)
    });
    spread(of, |n| n.to_string(), median)
}

pub(crate) const WIDER: &str = "A wider window shows more.";
pub(crate) const WIDER_OR_WHOLE: &str = "A wider window shows more, and so does z.";
/// A day with nothing to tell but its strip.
const DRAWN: &str = "sleep, as drawn";

/// The footer's word when one panel stands alone.
pub(crate) const ALL_PANELS: &str = "all panels";
/// The footer's word when there are no numbers of sleep.
pub(crate) const WITH_NUMBERS: &str = "with numbers";
