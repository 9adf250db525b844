//! Trends, and how its figures are written.
//!
//! ```text
//!  Sat 21 Nov: day 3 h 10, night 10 h 20, longest 4 h 05, woke 2 times
//!  10:10 9:00–10:55     3:05 / 4:10     ·
//! ```

use crate::model::describe::sanitize_text;
use crate::model::time::{format_duration, format_short_date};
use crate::stats::{CodeCounts, CueTotals, DayStats, MeasureUnit, PeriodStats, TouchTotals, WeekStats};
use crate::texts::figures;
use crate::texts::figures::Length;
use crate::vocabulary::{WordList, label_for, scale_label};
use chrono::{Datelike, NaiveDate};

pub(crate) const EMPTY: &str =
    "Nothing is written down yet. As you write, the days and nights draw themselves here; gaps are fine.";
pub(crate) const ALL_SHOWN: &str = "All weeks are shown.";
pub(crate) const FEWEST_WEEKS: &str = "Two weeks is the least.";
pub(crate) const BLANK_MEANING: &str = "Not written down is left blank.";
pub(crate) const NOTHING_IN_WEEKS: &str = "Nothing is written down in these weeks. + shows more of them.";

/// What marks beside a strip are, besides touch and cues.
pub(crate) const NOT_TODAY_MARK: &str = "not today";
/// The night, where nothing is written.
pub(crate) const NIGHT_MARK: &str = "night";

pub(crate) const COMPUTING: &str = "adding up";
pub(crate) const DAYS: &str = "days";
pub(crate) const WEEKS: &str = "weeks";
pub(crate) const TOUCH: &str = "touch";
pub(crate) const CUES: &str = "cues";
pub(crate) const CHECKINS: &str = "check-ins";
pub(crate) const ASSOCIATIONS: &str = "what went with what";

/// Heads of the night's figures beside a strip.
pub(crate) const NIGHT_HEADS: [&str; 3] = ["night", "long", "woke"];
/// Heads of the columns by week: nights recorded.
pub(crate) const NIGHTS_RECORDED: [&str; 2] = ["nights", "written"];
/// Minutes asleep in the night, over its scale.
pub(crate) const NIGHT_SLEEP_PLOT: &str = "night sleep";
pub(crate) const NIGHT_SLEEP_RANGE: [&str; 2] = ["night sleep", MEDIAN_RANGE];
pub(crate) const LONGEST_STRETCH_RANGE: [&str; 2] = ["longest stretch", MEDIAN_RANGE];
pub(crate) const LONGEST_STRETCH_PLOT: &str = "longest stretch";
pub(crate) const WAKINGS: [&str; 2] = ["woke", "median"];
/// Minutes asleep in the day.
pub(crate) const DAY_SLEEP_RANGE: [&str; 2] = ["day sleep", MEDIAN_RANGE];
pub(crate) const DAY_SLEEP_PLOT: &str = "day sleep";
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
pub(crate) const AREAS: &str = "parts";
pub(crate) const SEEN: &str = "seen";
pub(crate) const RESPONSES: &str = "we did";
pub(crate) const HELPED: &str = "helped";
pub(crate) const NUMBERS_HIDDEN: &str = "sleep in pictures, without numbers";
pub(crate) const NUMBERS_SHOWN: &str = "sleep in numbers again";
pub(crate) const NO_CARERS: &str = "No check-ins are written down in these weeks.";

pub(crate) fn describe_carer_filter(carer: Option<&str>) -> String {
    match carer {
        None => "Everyone's check-ins.".to_owned(),
        Some(name) => format!("Check-ins: only {}'s.", sanitize_text(name)),
    }
}

pub(crate) fn no_checkins(carer: Option<&str>) -> String {
    match carer {
        None => "none written down in these weeks".to_owned(),
        Some(name) => format!("none of {}'s written down in these weeks", sanitize_text(name)),
    }
}

pub(crate) fn more_carers(n: usize) -> String {
    format!("and {n} more in a wider window")
}
pub(crate) const WIDER_SHOWS_MORE: &str = "A wider window shows more.";
pub(crate) const WIDER_OR_ZOOM_SHOWS_MORE: &str = "A wider window shows more, and so does z.";
/// A day with nothing to tell but its strip.
const SLEEP_DRAWN_ONLY: &str = "sleep, as drawn";
const NO_FULL_NIGHT: &str = "no night written down from start to end";
/// The footer's words while one panel stands alone, and while there are no numbers of sleep.
pub(crate) const ALL_PANELS: &str = "all panels";
pub(crate) const WITH_NUMBERS: &str = "with numbers";

pub(crate) fn format_heading(baby: &str, weeks: i64, range: Option<(NaiveDate, NaiveDate)>) -> String {
    let weeks = if weeks == 0 { "all weeks".to_owned() } else { format!("{weeks} weeks") };
    let mut heading = format!("{} · trends · {weeks}", sanitize_text(baby));
    if let Some((from, to)) = range {
        let from = if from.year() == to.year() { format_day_month(from) } else { format_short_date(from) };
        heading.push_str(&format!(" · {from} – {}", format_short_date(to)));
    }
    heading
}

/// `Sat 21 Nov`.
pub(crate) fn format_weekday_date(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// `21 Nov`.
pub(crate) fn format_day_month(date: NaiveDate) -> String {
    date.format("%-d %b").to_string()
}

pub(crate) fn nights_recorded(recorded: i64, days: i64) -> String {
    format!("{recorded} of {days}")
}

/// Whether nothing at all was written of a day and its night.
pub(crate) fn is_blank(day: &DayStats) -> bool {
    !has_sleep(day)
        && day.sleep.night_words.is_empty()
        && day.touch.times.is_none()
        && day.cues.moments.is_none()
        && day.checkins.is_empty()
}

/// Whether a sleep with a time was written of the day or its night.
fn has_sleep(day: &DayStats) -> bool {
    day.sleep.total_min.is_some() || day.sleep.night_min.is_some() || day.sleep.open
}

/// What is told of a day and of a week, beyond what nobody may hide.
pub(crate) struct ShownMeasures<'a> {
    pub sleep: bool,
    pub touch: bool,
    pub cues: bool,
    pub checkins: bool,
    pub carer_filter: Option<&'a str>,
    pub now: i64,
}

/// The figures of one day, part by part; the first names it.
pub(crate) fn describe_day(day: &DayStats, stats: &PeriodStats, shown: &ShownMeasures<'_>) -> Vec<String> {
    let name = format_weekday_date(day.date);
    if is_blank(day) {
        return vec![format!("{name}: nothing written down")];
    }
    let mut parts = Vec::new();
    if shown.sleep {
        parts.extend(describe_sleep(day, stats, shown.now));
    }
    if shown.touch {
        parts.extend(describe_touch(&day.touch));
    }
    if shown.cues {
        parts.extend(describe_cues(&day.cues));
    }
    for checkin in &day.checkins {
        let felt = checkin.felt.and_then(|felt| scale_label(WordList::Felt, felt));
        if shown.checkins && shown.carer_filter.is_none_or(|name| name == checkin.carer) {
            parts.extend(felt.map(|felt| format!("{} {felt}", sanitize_text(&checkin.carer))));
        }
    }
    if parts.is_empty() {
        parts.push(SLEEP_DRAWN_ONLY.to_owned());
    }
    parts[0] = format!("{name}: {}", parts[0]);
    parts
}

/// The figures of one week, part by part; the first names it.
pub(crate) fn describe_week(week: &WeekStats, shown: &ShownMeasures<'_>) -> Vec<String> {
    let mut parts = Vec::new();
    if shown.sleep && week.nights_recorded == 0 {
        parts.push(NO_FULL_NIGHT.to_owned());
    } else if shown.sleep {
        parts.push(format!("{} nights", nights_recorded(week.nights_recorded, week.days)));
        let longest = week.longest_min.max_value();
        parts.extend(longest.map(|min| format!("longest stretch {}", format_duration(min))));
    }
    if shown.touch {
        parts.extend(describe_touch(&week.touch));
    }
    if shown.cues {
        parts.extend(describe_cues(&week.cues));
    }
    let name = format!("Week of {}", format_day_month(week.from));
    match parts.first_mut() {
        Some(first) => *first = format!("{name}: {first}"),
        None => parts.push(name),
    }
    parts
}

fn describe_sleep(day: &DayStats, stats: &PeriodStats, now: i64) -> Vec<String> {
    let sleep = &day.sleep;
    let mut parts = Vec::new();
    parts.extend(sleep.day_min.map(|min| format!("day {}", format_duration(min))));
    if sleep.night_recorded {
        parts.extend(sleep.night_min.map(|min| format!("night {}", format_duration(min))));
        parts.extend(sleep.longest_min.map(|min| format!("longest {}", format_duration(min))));
        parts.extend(sleep.wakings.map(describe_wakings));
    } else if stats.hours.night_range(day.date).to > now {
        parts.push("the night is not over".into());
    } else {
        parts.push("the night was not all written down".into());
    }
    let words = sleep.night_words.iter().map(|code| label_for(WordList::Night, code));
    parts.extend(words.map(|word| format!("the night in words: {}", sanitize_text(word))));
    parts
}

/// Codes by how often they came, most often first, as words.
pub(crate) fn format_by_frequency<'a>(
    counts: &'a CodeCounts,
    say: impl Fn(&'a str) -> &'a str,
) -> Vec<String> {
    let ranked = figures::rank_by_count(counts, say);
    ranked.into_iter().map(|(word, n)| format!("{} {n}", sanitize_text(word))).collect()
}

fn describe_wakings(n: i64) -> String {
    match n {
        0 => "no wakings".into(),
        1 => "woke once".into(),
        n => format!("woke {n} times"),
    }
}

fn describe_touch(touch: &TouchTotals) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(n) = touch.times.filter(|n| *n > 0) {
        let minutes = touch.minutes.map(|min| format!(" ({})", format_duration(min)));
        parts.push(format!("touch {}{}", format_times(n), minutes.unwrap_or_default()));
    }
    let not_today = touch.not_today.filter(|n| *n > 0);
    parts.extend(not_today.map(|n| format!("\"not today\" {}", format_times(n))));
    parts
}

fn describe_cues(cues: &CueTotals) -> Option<String> {
    let sides = [(cues.engagement, "engaged"), (cues.disengagement, "disengaged"), (cues.either, "either")];
    let seen: Vec<String> =
        sides.into_iter().filter_map(|(n, word)| Some(format!("{} {word}", n.filter(|n| *n > 0)?))).collect();
    (!seen.is_empty()).then(|| format!("cues: {}", seen.join(" + ")))
}

fn format_times(n: i64) -> String {
    if n == 1 { "once".into() } else { format!("{n} times") }
}

/// Minutes in a table: `10:20`.
pub(crate) fn format_hours_minutes(minutes: i64) -> String {
    figures::format_value(minutes, MeasureUnit::Minutes, Length::Short)
}
