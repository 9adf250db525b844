//! Trends, and how its figures are written.
//!
//! ```text
//!  Sat 21 Nov: 3 h 10 by day, 10 h 20 at night, longest stretch 4 h 05, 2 wakings
//!  10:10 (9:00–10:55)     3:05 / 4:10     ·
//! ```

use crate::model::describe::sanitize_text;
use crate::model::time::format_short_date;
use crate::model::{EntryKind, Family};
use crate::stats::{CodeCounts, CueTotals, DayStats, MeasureUnit, TouchTotals};
use crate::text::plural::format_count;
use crate::texts::figures;
use crate::texts::figures::Length;
use crate::vocabulary::{WordList, scale_label};
use chrono::{Datelike, NaiveDate};

pub(crate) const EMPTY: &str = "Nothing here yet. Your days and nights will show here. Gaps are fine.";
pub(crate) const ALL_SHOWN: &str = "All weeks are shown.";
pub(crate) const FEWEST_WEEKS: &str = "Two weeks is the shortest view.";
pub(crate) const BLANK_MEANING: &str = "Blank = not written down.";
pub(crate) fn nothing_in_weeks(wider: &str) -> String {
    format!("Nothing is written down in these weeks. Press {wider} to see more weeks.")
}

/// Where nothing is written in the night.
pub(crate) const NIGHT_MARK: &str = "night";

pub(crate) const COMPUTING: &str = "adding up";
pub(crate) const DAYS: &str = "days";
pub(crate) const WEEKS: &str = "weeks";
pub(crate) const TOUCH: &str = "touch";
pub(crate) const CUES: &str = "cues";
pub(crate) const CHECKINS: &str = "check-ins";
pub(crate) const ASSOCIATIONS: &str = "side by side";

/// Heads of the night's figures beside a strip.
pub(crate) const NIGHT_HEADS: [&str; 3] = ["night", "long", "woke"];
pub(crate) const NIGHTS_RECORDED: [&str; 2] = ["nights", "written"];
pub(crate) const MEDIAN: &str = "usual";
pub(crate) const MEDIAN_RANGE: &str = "usual (range)";
pub(crate) const TIMES: &str = "times";
pub(crate) const MINUTES: &str = "min";
pub(crate) const NOT_TODAY: &str = "not today";
pub(crate) const NOT_TODAY_HEADS: [&str; 2] = ["not", "today"];
pub(crate) const CUE: &str = "cue";
pub(crate) const MOMENTS: &str = "moments";
pub(crate) const WEEKDAYS: &str = "MTWTFSS";
pub(crate) const AREAS: &str = "parts";
pub(crate) const SEEN: &str = "seen";
pub(crate) const RESPONSES: &str = "we did";
pub(crate) const HELPED: &str = "helped";
pub(crate) const NUMBERS_HIDDEN: &str = "sleep in pictures, without numbers";
pub(crate) const NUMBERS_SHOWN: &str = "sleep in numbers again";
pub(crate) const NO_CARERS: &str = "No check-ins in these weeks.";

pub(crate) fn describe_carer_filter(carer: Option<&str>) -> String {
    match carer {
        None => "Everyone's check-ins.".to_owned(),
        Some(name) => format!("Check-ins: only {}'s.", sanitize_text(name)),
    }
}

pub(crate) fn no_checkins(carer: Option<&str>) -> String {
    match carer {
        None => "none in these weeks".to_owned(),
        Some(name) => format!("none of {}'s in these weeks", sanitize_text(name)),
    }
}

/// What the signs of a range drawn as a line are.
pub(crate) fn format_range_legend(line: &str, dot: char) -> String {
    format!("{line} lowest, usual, highest  {dot} one night")
}

/// What the dots of nights side by side are.
pub(crate) fn format_dots_legend(dot: char) -> String {
    format!("{dot} one night, a number: so many nights alike")
}

pub(crate) const WIDER_SHOWS_MORE: &str = "A wider window shows more.";
pub(crate) fn zoom_shows_more(zoom: &str) -> String {
    format!("Press {zoom} for more.")
}
/// A day with nothing to tell but its strip.
const SLEEP_DRAWN_ONLY: &str = "sleep: see the picture";
/// The footer's words while one panel stands alone, and while there are no numbers of sleep.
pub(crate) const ALL_PANELS: &str = "all panels";
pub(crate) const WITH_NUMBERS: &str = "with numbers";

pub(crate) fn format_heading(baby: &str, weeks: i64, range: Option<(NaiveDate, NaiveDate)>) -> String {
    let weeks = if weeks == 0 { "all weeks".to_owned() } else { format!("{weeks} weeks") };
    let mut heading = format!("{baby} · trends · {weeks}");
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

/// Whether nothing at all was written of a day and its night.
pub(crate) fn is_blank(day: &DayStats) -> bool {
    !has_sleep(day)
        && day.sleep.night_words.is_none()
        && day.touch.times.is_none()
        && day.cues.moments.is_none()
        && day.checkins.is_empty()
        && day.notes == 0
}

/// Whether a sleep with a time was written of the day or its night.
fn has_sleep(day: &DayStats) -> bool {
    day.sleep.total_min.is_some() || day.sleep.night_min.is_some() || day.sleep.open
}

/// What is told of a day and of a week, beyond what nobody may hide.
pub(crate) struct ShownMeasures<'a> {
    pub family: &'a Family,
    pub sleep: bool,
    pub touch: bool,
    pub cues: bool,
    pub checkins: bool,
    pub carer_filter: Option<&'a str>,
}

impl<'a> ShownMeasures<'a> {
    /// All carers, and what the family uses; sleep only where it wants numbers of it.
    pub(crate) fn from_family(family: &'a Family) -> Self {
        let is_used = |kind: EntryKind| !family.is_hidden(kind.as_code());
        Self {
            family,
            sleep: is_used(EntryKind::Sleep) && !family.settings.quiet,
            touch: is_used(EntryKind::Massage),
            cues: is_used(EntryKind::Cue),
            checkins: is_used(EntryKind::Checkin),
            carer_filter: None,
        }
    }
}

/// The figures of one day, part by part; the first names it.
pub(crate) fn describe_day(day: &DayStats, shown: &ShownMeasures<'_>) -> Vec<String> {
    let name = format_weekday_date(day.date);
    if is_blank(day) {
        return vec![format!("{name}: nothing written down")];
    }
    let mut parts = Vec::new();
    if shown.sleep {
        parts.extend(figures::list_sleep(&day.sleep, Length::Short));
        parts.extend(figures::describe_night_words(&day.sleep));
    }
    parts.extend(list_touch_and_cues(&day.touch, &day.cues, shown));
    for checkin in &day.checkins {
        let felt = checkin.felt.and_then(|felt| scale_label(WordList::Felt, felt));
        if shown.checkins && shown.carer_filter.is_none_or(|name| name == checkin.carer) {
            let carer = sanitize_text(&checkin.carer);
            parts.push(felt.map_or_else(|| figures::checked_in(&carer), |felt| format!("{carer} {felt}")));
        }
    }
    if day.notes > 0 && !shown.family.is_hidden(EntryKind::Note.as_code()) {
        parts.push(format_count(day.notes, "note", "notes"));
    }
    if parts.is_empty() {
        parts.push(SLEEP_DRAWN_ONLY.to_owned());
    }
    parts[0] = format!("{name}: {}", parts[0]);
    parts
}

fn list_touch_and_cues(touch: &TouchTotals, cues: &CueTotals, shown: &ShownMeasures<'_>) -> Vec<String> {
    let mut parts = Vec::new();
    if shown.touch {
        if touch.times > Some(0) {
            parts.push(format!("{TOUCH} {}", figures::describe_touch(touch, Length::Short)));
        }
        parts.extend(figures::describe_not_today(touch));
    }
    if shown.cues {
        let seen = figures::rank_by_count(&cues.seen, |code| shown.family.cue_label(code));
        let seen = (!seen.is_empty()).then(|| figures::list_counts(&seen, figures::MAX_NAMED));
        parts.extend(seen.map(|seen| format!("{CUES}: {}", sanitize_text(&seen))));
    }
    parts
}

/// Codes by how often they came, most often first, as words.
pub(crate) fn format_by_frequency<'a>(
    counts: &'a CodeCounts,
    label: impl Fn(&'a str) -> &'a str,
) -> Vec<String> {
    let ranked = figures::rank_by_count(counts, label);
    ranked.into_iter().map(|(word, n)| format!("{} {n}", sanitize_text(word))).collect()
}

/// Minutes in a table: `10:20`.
pub(crate) fn format_hours_minutes(minutes: i64) -> String {
    figures::format_value(minutes, MeasureUnit::Minutes, Length::Short)
}
