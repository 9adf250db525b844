//! Weeks from days: Monday to Sunday, cut to what was asked for.

use crate::model::time::week_start;
use crate::model::{DayPart, Family, Id};
use crate::stats::{DayStats, Spread, WeekStats};

/// The weeks of days that follow one another.
pub(crate) fn group_into_weeks(days: &[DayStats], family: &Family, baby: Id) -> Vec<WeekStats> {
    days.chunk_by(|a, b| week_start(a.date) == week_start(b.date))
        .filter_map(|days| sum_week(days, family, baby))
        .collect()
}

fn sum_week(days: &[DayStats], family: &Family, baby: Id) -> Option<WeekStats> {
    let mut week = WeekStats {
        from: days.first()?.date,
        to: days.last()?.date,
        days: i64::try_from(days.len()).ok()?,
        nights_recorded: 0,
        night_min: Spread::default(),
        day_min: Spread::default(),
        longest_min: Spread::default(),
        wakings: Spread::default(),
        touch: crate::stats::TouchTotals::default(),
        cues: crate::stats::CueTotals::default(),
    };
    for day in days {
        week.touch.add_totals(&day.touch);
        week.cues.add_totals(&day.cues);
        if day.sleep.night_recorded {
            week.nights_recorded += 1;
            week.night_min.values.extend(day.sleep.night_min);
            // A parent's word that the day was not all written down keeps it out of the days compared.
            if family.coverage_status(Some(baby), DayPart::Day, day.date) != Some(false) {
                week.day_min.values.extend(day.sleep.day_min);
            }
            week.longest_min.values.extend(day.sleep.longest_min);
            week.wakings.values.extend(day.sleep.wakings);
        }
    }
    Some(week)
}
