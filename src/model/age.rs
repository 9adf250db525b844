//! A baby's age, reckoned from dates: as born, and corrected for an early birth. Shown, never judged.

use crate::model::time::next_day;
use chrono::{Datelike, NaiveDate};

/// Months of age from which the corrected age is no longer shown beside it.
const CORRECTED_AGE_MAX_MONTHS: i32 = 24;

/// An age on a day, reckoned from dates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Age {
    pub days: i64,
    pub months: i32,
    corrected: Option<(NaiveDate, NaiveDate)>,
    born: NaiveDate,
    on: NaiveDate,
}

impl Age {
    /// The age on a day of a baby `born` then and, when born early, `due` then; none before the birth.
    pub(crate) fn from_dates(on: NaiveDate, born: NaiveDate, due: Option<NaiveDate>) -> Option<Self> {
        if on < born {
            return None;
        }
        let months = count_months_between(born, on);
        let corrected = due.filter(|_| months < CORRECTED_AGE_MAX_MONTHS).map(|due| (due, on));
        Some(Self { days: (on - born).num_days(), months, corrected, born, on })
    }

    /// `3 days`, `11 weeks 3 days`, `7 months 2 weeks`, `2 years 1 month`.
    pub(crate) fn describe_chronological(&self) -> String {
        format_age_span(self.born, self.on)
    }

    /// `corrected 6 weeks 3 days`, or `due in 2 weeks`.
    pub(crate) fn describe_corrected(&self) -> Option<String> {
        let (due, on) = self.corrected?;
        if on < due {
            let days = (due - on).num_days();
            return Some(if days < 7 {
                format!("due in {}", pluralize_unit(days, "day"))
            } else {
                format!("due in {}", pluralize_unit(days / 7, "week"))
            });
        }
        Some(format!("corrected {}", format_age_span(due, on)))
    }
}

fn format_age_span(from: NaiveDate, on: NaiveDate) -> String {
    let days = (on - from).num_days();
    let months = i64::from(count_months_between(from, on));
    let two = |a: String, n: i64, unit: &str| {
        if n == 0 { a } else { format!("{a} {}", pluralize_unit(n, unit)) }
    };
    if days < 7 {
        pluralize_unit(days, "day")
    } else if days < 26 * 7 {
        two(pluralize_unit(days / 7, "week"), days % 7, "day")
    } else if months < 24 {
        let since =
            from.checked_add_months(chrono::Months::new(u32::try_from(months).unwrap_or(0))).unwrap_or(from);
        two(pluralize_unit(months, "month"), (on - since).num_days() / 7, "week")
    } else {
        two(pluralize_unit(months / 12, "year"), months % 12, "month")
    }
}

fn pluralize_unit(n: i64, unit: &str) -> String {
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

fn count_months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    let whole = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32;
    // A month that lacks the day (31 January to February) is full on its last day.
    let short = to.day() < from.day() && next_day(to).month() == to.month();
    whole - i32::from(short)
}
