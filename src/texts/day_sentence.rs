//! A day in one sentence, for Today and for plain lines: `asleep 4 h 20 in 4 naps · last night 7 h 50 · a massage`.

use crate::model::time::{format_duration, format_short_date, previous_day};
use crate::model::{EntryKind, Family, Timestamp};
use crate::stats::{DayStats, MAX_KNOWN_AWAKE_SECS, NightStatus, SleepTotals};
use crate::text::plural::format_count;
use crate::texts::figures;
use chrono::NaiveDate;

pub(crate) const ALL_WRITTEN_QUESTION: &str = "Last night: all written down?";
const NOT_ALL_WRITTEN: &str = figures::NOT_ALL_WRITTEN;
const LAST_NIGHT: &str = "last night";
const NIGHT_BEFORE: &str = "the night before";

/// The day before a day, for its night.
#[derive(Clone, Copy)]
pub(crate) struct DayBefore<'a> {
    pub day: &'a DayStats,
    /// Its night is told elsewhere.
    pub is_told: bool,
}

/// A day that goes on: what is written of it so far, and the night before it. One that is over: its 24 hours, its naps
/// and its own night.
pub(crate) fn describe_day(
    day: &DayStats,
    before: Option<DayBefore<'_>>,
    now: Timestamp,
    is_over: bool,
    family: &Family,
) -> String {
    let has = |kind: EntryKind| !family.is_hidden(kind.as_code());
    let mut parts = Vec::new();
    if has(EntryKind::Sleep) {
        if is_over {
            parts.extend(day.sleep.in_24h_min().map(|n| format!("{} in 24 hours", format_duration(n))));
        }
        parts.extend(describe_day_sleep(day, before.map(|it| it.day), family));
        if is_over {
            parts.extend(describe_night("night", &day.sleep));
        } else if let Some(before) = before.filter(|it| !it.is_told).map(|it| it.day) {
            let name = if now.local_date() == day.date { LAST_NIGHT } else { NIGHT_BEFORE };
            parts.extend(describe_night(name, &before.sleep));
        }
    }
    if has(EntryKind::Massage) {
        parts.extend(describe_touch(day));
    }
    parts.join(" · ")
}

/// `asleep 4 h 20 in 4 naps`; `asleep 4 h 20 in the day, 4 naps` where a night before or after has a part of that, and nothing
/// where a night has all of it.
fn describe_day_sleep(day: &DayStats, before: Option<&DayStats>, family: &Family) -> Option<String> {
    let length = format_duration(day.sleep.day_min.filter(|n| *n > 0)?);
    let naps = format_count(day.sleep.naps.filter(|naps| *naps > 0)?, "nap", "naps");
    let hours = &family.settings.day_boundaries;
    let seconds = |at: Option<Timestamp>| at.map(Timestamp::unix_seconds);
    let up = seconds(before.and_then(|before| before.sleep.up));
    let is_late = up.is_some_and(|up| up > hours.night_range(previous_day(day.date)).to);
    let is_early = seconds(day.sleep.onset).is_some_and(|onset| onset < hours.night_range(day.date).from);
    Some(if is_late || is_early {
        format!("asleep {length} in the day, {naps}")
    } else {
        format!("asleep {length} in {naps}")
    })
}

/// `last night 7 h 50`, `last night not all written`, `last night: a rough night`.
fn describe_night(name: &str, sleep: &SleepTotals) -> Option<String> {
    let what = match sleep.night {
        NightStatus::Whole => format_duration(sleep.night_min?),
        NightStatus::Words => {
            return Some(format!("{name}: {}", figures::night_words(sleep)));
        }
        _ => unrecorded_night(sleep)?,
    };
    Some(format!("{name} {what}"))
}

/// A night without figures, where something of it is written.
fn unrecorded_night(sleep: &SleepTotals) -> Option<String> {
    match sleep.night {
        NightStatus::Part => Some(NOT_ALL_WRITTEN.to_owned()),
        NightStatus::Words => Some(figures::night_words(sleep)),
        NightStatus::Whole | NightStatus::Running | NightStatus::ToCome | NightStatus::NotWritten => None,
    }
}

fn describe_touch(day: &DayStats) -> Vec<String> {
    let massages = day.touch.massages;
    let others = day.touch.times.unwrap_or(0) - massages;
    let mut parts = Vec::new();
    if massages > 0 {
        parts.push(if massages == 1 { "a massage".to_owned() } else { format!("{massages} massages") });
    }
    if others > 0 {
        parts.push(format!("touch {}", figures::format_adverb(others)));
    }
    parts.extend(figures::describe_not_today(&day.touch).filter(|_| massages + others == 0));
    parts
}

/// The night just over: `Last night 9 h 39, longest stretch 4 h 50, 2 wakings, 19:55–06:31`; none when it is not whole.
pub(crate) fn describe_last_night(before: &DayStats) -> Option<String> {
    let whole = before.sleep.in_24h_min().map(|n| format!(" · {} in 24 hours", format_duration(n)));
    let figures = whole_night_figures(&before.sleep)?;
    Some(format!("Last night {figures}{}", whole.unwrap_or_default()))
}

/// What a night comes to where its name stands above: `asleep 9 h 39, longest stretch 4 h 50, 2 wakings, 19:55–06:31`, else why
/// it comes to nothing.
pub(crate) fn describe_night_figures(night: &DayStats) -> Option<String> {
    let figures = whole_night_figures(&night.sleep).map(|figures| format!("asleep {figures}"));
    figures.or_else(|| unrecorded_night(&night.sleep))
}

fn whole_night_figures(sleep: &SleepTotals) -> Option<String> {
    let (onset, up) = sleep.onset.zip(sleep.up).filter(|_| sleep.night_recorded())?;
    let mut parts = vec![format_duration(sleep.night_min?)];
    parts.extend(sleep.longest_min.map(|n| format!("longest stretch {}", format_duration(n))));
    parts.extend(sleep.wakings.filter(|n| *n > 0).map(|n| format_count(n, "waking", "wakings")));
    parts.push(format!("{}–{}", onset.format_hm(), up.format_hm()));
    Some(parts.join(", "))
}

/// `still last night, Sunday 22 November`: after midnight, before the day begins.
pub(crate) fn still_last_night(baby: &str, date: NaiveDate) -> String {
    format!("{baby} · still last night, {}", date.format("%A %-d %b"))
}

/// `awake 1 h 12`; once that is no longer known, when the last sleep written ended.
pub(crate) fn describe_awake(woke: Timestamp, now: Timestamp) -> String {
    describe_known_awake(woke, now)
        .unwrap_or_else(|| format!("last sleep written ended {}", format_with_day(woke, now)))
}

/// `awake 1 h 12`; none once that is no longer known.
pub(crate) fn describe_known_awake(woke: Timestamp, now: Timestamp) -> Option<String> {
    let secs = (now.unix_seconds() - woke.unix_seconds()).max(0);
    (secs <= MAX_KNOWN_AWAKE_SECS).then(|| format!("awake {}", format_duration(woke.minutes_to(now).max(0))))
}

/// `06:50`, `06:50 yesterday`, `06:50 on 21 Nov 2026`: the calendar's day, where it is not today's.
pub(crate) fn format_with_day(at: Timestamp, now: Timestamp) -> String {
    let (clock, date, today) = (at.format_hm(), at.local_date(), now.local_date());
    if date == today {
        clock
    } else if date == previous_day(today) {
        format!("{clock} yesterday")
    } else {
        format!("{clock} on {}", format_short_date(date))
    }
}
