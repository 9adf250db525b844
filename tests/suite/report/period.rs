//! Which days a sheet covers.

use crate::support::stats_family::date;
use cuebook::report::{ReportDays, ReportPeriod};

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
