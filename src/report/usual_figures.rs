//! What is usual: sleep over the whole nights of the days covered and their days, one figure a line with the lowest and
//! the highest behind it. What the journal does not know is not there.

use crate::model::{Details, Entry};
use crate::report::model::{ReportInput, ReportLine};
use crate::report::timeline_strips;
use crate::stats::{CodeCounts, DayStats, SleepTotals, Spread};
use crate::texts::{figures, report_page};
use crate::vocabulary;
use crate::vocabulary::WordList;

const SLEEP_GROUP: &str = "sleep";
/// Ways of falling asleep that are named.
const MAX_SETTLED: usize = 3;
const MINUTES_PER_DAY: i64 = 24 * 60;
/// Clock times of a night are counted from noon on, so that they follow one another over midnight.
const NOON_MIN: i64 = 12 * 60;

/// The head, then a line a figure; none without a whole night.
pub(crate) fn build_usual_lines(asked: &ReportInput) -> Vec<ReportLine> {
    let nights: Vec<&DayStats> = asked.stats.days.iter().filter(|day| day.sleep.night_recorded()).collect();
    if nights.is_empty() {
        return Vec::new();
    }
    let of = |value: fn(&SleepTotals) -> Option<i64>| Spread {
        values: nights.iter().filter_map(|day| value(&day.sleep)).collect(),
    };
    let day_of = |sleep: &SleepTotals| sleep.day_min.filter(|_| sleep.day_recorded);
    let days = (asked.stats.from, asked.stats.to);
    let days = (timeline_strips::select_days(asked).len() < asked.stats.days.len()).then_some(days);
    let how = report_page::describe_usual_nights(nights.len(), days);
    let mut lines = vec![ReportLine::with_sentence(SLEEP_GROUP, "how", &how)];
    let lengths = |spread: &Spread| report_page::describe_usual(spread, figures::format_quarters);
    let clocks = |spread: &Spread| report_page::describe_usual(spread, format_clock_from_noon);
    let naps = of(|sleep| sleep.naps.filter(|_| sleep.day_recorded));
    let rows = [
        ("in-24-hours", report_page::IN_24_HOURS, lengths(&of(SleepTotals::in_24h_min))),
        ("night", report_page::NIGHT, lengths(&of(|sleep| sleep.night_min))),
        ("day", report_page::BY_DAY, lengths(&of(day_of))),
        ("naps", report_page::NAPS, report_page::describe_usual_count(&naps)),
        ("longest", report_page::LONGEST, lengths(&of(|sleep| sleep.longest_min))),
        ("onset", report_page::TO_SLEEP, clocks(&clock_spread(asked, &nights, |sleep| sleep.onset))),
        ("up", report_page::UP, clocks(&clock_spread(asked, &nights, |sleep| sleep.up))),
        ("awake", report_page::AWAKE_AT_NIGHT, lengths(&list_awake(asked, &nights))),
        ("woke", report_page::WOKE_AT_NIGHT, report_page::describe_usual_count(&of(|sleep| sleep.wakings))),
        ("settled", report_page::FELL_ASLEEP, describe_settled(asked)),
    ];
    let line = |(own, label, words): (&str, &str, Option<String>)| {
        Some(ReportLine::label(SLEEP_GROUP, own, label, &words?))
    };
    lines.extend(rows.into_iter().filter_map(line));
    if nights.iter().any(|day| day.sleep.longest_min > day.sleep.night_min) {
        let hours = &asked.stats.hours;
        let words = report_page::describe_whole_stretch(hours.night_from, hours.night_to);
        lines.push(ReportLine::with_sentence(SLEEP_GROUP, "stretch", &words));
    }
    lines
}

/// Minutes awake of the nights in which every waking has its times.
fn list_awake(asked: &ReportInput, nights: &[&DayStats]) -> Spread {
    let timed = nights.iter().filter(|day| !has_untimed_wakings(asked, day));
    Spread { values: timed.filter_map(|day| day.sleep.awake_in_night_min).collect() }
}

/// A sleep of the night has wakings of which only the number was written.
fn has_untimed_wakings(asked: &ReportInput, day: &DayStats) -> bool {
    let night = asked.stats.hours.night_range(day.date);
    asked.entries.iter().filter(|entry| entry.baby == Some(asked.baby)).any(|entry| {
        let Details::Sleep(sleep) = &entry.details else { return false };
        let until = entry.until.unwrap_or(entry.at).unix_seconds();
        sleep.wakings.is_some_and(|n| n > 0) && entry.at.unix_seconds() < night.to && night.from < until
    })
}

/// Clock times in minutes since the noon before the night.
fn clock_spread(
    asked: &ReportInput,
    nights: &[&DayStats],
    of: fn(&SleepTotals) -> Option<crate::model::Timestamp>,
) -> Spread {
    let minutes = |day: &&DayStats| {
        let at = asked.stats.hours.timestamp_at(of(&day.sleep)?.unix_seconds()).local_datetime();
        let noon = day.date.and_hms_opt(12, 0, 0)?;
        Some((at - noon).num_minutes())
    };
    Spread { values: nights.iter().filter_map(minutes).collect() }
}

/// Of a doubled number of minutes since noon; a half minute is cut, as everywhere.
fn format_clock_from_noon(twice: i64) -> String {
    let minutes = (twice.div_euclid(2) + NOON_MIN).rem_euclid(MINUTES_PER_DAY);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// `held 5, fed 4, on their own 3`: how sleeps of the days covered began, as far as it was written.
fn describe_settled(asked: &ReportInput) -> Option<String> {
    let hours = &asked.stats.hours;
    let (from, to) = (hours.day_range(asked.stats.from).from, hours.day_range(asked.stats.to).to);
    let is_ours =
        |entry: &&Entry| entry.baby == Some(asked.baby) && (from..to).contains(&entry.at.unix_seconds());
    let mut counts = CodeCounts::new();
    for entry in asked.entries.iter().filter(is_ours) {
        if let Details::Sleep(sleep) = &entry.details {
            for code in &sleep.settled {
                *counts.entry(code.clone()).or_insert(0) += 1;
            }
        }
    }
    let ranked = figures::rank_by_count(&counts, |code| vocabulary::label_for(WordList::Settled, code));
    (!ranked.is_empty()).then(|| figures::list_counts(&ranked, MAX_SETTLED))
}
