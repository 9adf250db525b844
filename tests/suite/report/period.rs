//! Which days a sheet covers, and where it says that a figure is of other hours or days than a row.

use super::page_of;
use crate::support::stats_family::{all, date, family, slept};
use cuebook::model::Entry;
use cuebook::report::{ReportDays, ReportPeriod, ReportSection, render_text};

const TODAY: &str = "2026-11-26";

fn resolve(period: ReportPeriod, first: Option<&str>) -> (String, String, bool) {
    let ReportDays { from, to, only_if_written } = period.resolve(date(TODAY), first.map(date));
    (from.to_string(), to.to_string(), only_if_written)
}

#[test]
fn weeks_are_whole_days_up_to_yesterday_and_today_if_written() {
    for (weeks, from) in [(1, "2026-11-19"), (2, "2026-11-12"), (4, "2026-10-29")] {
        assert_eq!(resolve(ReportPeriod::Weeks(weeks), None), (from.into(), TODAY.into(), true));
    }
}

#[test]
fn nothing_begins_before_the_birth() {
    let born = Some("2026-11-20");
    assert_eq!(resolve(ReportPeriod::Weeks(26), born).0, "2026-11-20");
    assert_eq!(resolve(ReportPeriod::Dates(date("2026-01-01"), None), born).0, "2026-11-20");
    assert_eq!(resolve(ReportPeriod::All, born).0, "2026-11-20");
    // Born today: today alone, written or not.
    assert_eq!(resolve(ReportPeriod::Weeks(2), Some(TODAY)), (TODAY.into(), TODAY.into(), false));
    // All of it before the birth: the last day asked for.
    let to = date("2026-11-01");
    let days = resolve(ReportPeriod::Dates(date("2026-10-01"), Some(to)), born);
    assert_eq!(days, ("2026-11-01".into(), "2026-11-01".into(), false));
}

#[test]
fn dates_are_exact() {
    let days = resolve(ReportPeriod::Dates(date("2026-10-12"), Some(date("2026-11-20"))), None);
    assert_eq!(days, ("2026-10-12".into(), "2026-11-20".into(), false));
    assert_eq!(resolve(ReportPeriod::WeeksUpTo(2, date("2026-11-20")), None).0, "2026-11-07");
}

#[test]
fn days_without_a_row_are_said() {
    let text = text_of(&[slept("10-25 20:00", "10-26 06:00"), slept("11-20 20:00", "11-21 06:00")], "10-20");
    assert!(text.contains("Only the last 14 of 33 days have a row."), "{text}");
    let text = text_of(&[slept("11-20 20:00", "11-21 06:00")], "11-08");
    assert!(!text.contains("have a row"), "{text}");
}

/// The night is cut at its ends and a stretch is not, by their definitions; where they part the page says so.
#[test]
fn a_stretch_longer_than_its_night_is_explained() {
    let entries = [
        slept("11-18 20:00", "11-19 08:30"),
        slept("11-19 20:00", "11-20 08:00"),
        slept("11-20 20:00", "11-21 07:30"),
    ];
    let sums = all(&entries, "2026-11-18", "2026-11-20");
    let told: Vec<_> = sums.days.iter().map(|day| (day.sleep.night_min, day.sleep.longest_min)).collect();
    assert_eq!(told, [(Some(660), Some(750)), (Some(660), Some(720)), (Some(660), Some(690))]);
    let text = text_of(&entries, "11-18");
    assert!(text.contains("11 h\n") && text.contains("12 h (11\u{bd} \u{2013} 12\u{bd})"), "{text}");
    assert!(text.contains("Night is 19:00 to 07:00. A stretch is counted whole"), "{text}");
    let text = text_of(&[slept("11-18 20:00", "11-19 06:30")], "11-18");
    assert!(!text.contains("counted whole"), "{text}");
}

fn text_of(entries: &[Entry], from: &str) -> String {
    let sums = all(entries, &format!("2026-{from}"), "2026-11-21");
    render_text(&page_of(&family(), entries, &sums, &ReportSection::ALL, None))
}
