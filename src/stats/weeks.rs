//! Weeks from days: Monday to Sunday, cut to what was asked for.

use crate::model::time::week_start;
use crate::stats::{DayStats, MeasureUnit, Spread, WeekStats};

/// A measure over a week's recorded nights and the days of the same dates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WeekMeasure {
    NightSleep,
    DaySleep,
    LongestStretch,
    Wakings,
}

impl WeekMeasure {
    /// In the order of the report's columns.
    pub(crate) const ALL: [Self; 4] = [Self::NightSleep, Self::DaySleep, Self::LongestStretch, Self::Wakings];

    pub(crate) fn unit(self) -> MeasureUnit {
        if self == Self::Wakings { MeasureUnit::Times } else { MeasureUnit::Minutes }
    }

    pub(crate) fn values(self, week: &WeekStats) -> &Spread {
        match self {
            Self::NightSleep => &week.night_min,
            Self::DaySleep => &week.day_min,
            Self::LongestStretch => &week.longest_min,
            Self::Wakings => &week.wakings,
        }
    }
}

/// The weeks of days that follow one another.
pub(crate) fn group_into_weeks(days: &[DayStats]) -> Vec<WeekStats> {
    days.chunk_by(|a, b| week_start(a.date) == week_start(b.date)).filter_map(sum_week).collect()
}

/// What days that follow one another add up to.
pub(crate) fn sum_week(days: &[DayStats]) -> Option<WeekStats> {
    let mut week = WeekStats {
        from: days.first()?.date,
        to: days.last()?.date,
        days: i64::try_from(days.len()).ok()?,
        nights_recorded: 0,
        nights_over: 0,
        night_min: Spread::default(),
        day_min: Spread::default(),
        other_day_sleeps: 0,
        longest_min: Spread::default(),
        wakings: Spread::default(),
        touch: crate::stats::TouchTotals::default(),
        cues: crate::stats::CueTotals::default(),
    };
    for day in days {
        week.touch.add_totals(&day.touch);
        week.cues.add_totals(&day.cues);
        week.nights_over += i64::from(day.sleep.night.is_over());
        let is_counted = day.sleep.night_recorded() && day.sleep.day_recorded;
        week.other_day_sleeps += i64::from(day.sleep.day_min > Some(0) && !is_counted);
        if day.sleep.night_recorded() {
            week.nights_recorded += 1;
            week.night_min.values.extend(day.sleep.night_min);
            week.day_min.values.extend(day.sleep.day_min.filter(|_| day.sleep.day_recorded));
            week.longest_min.values.extend(day.sleep.longest_min);
            week.wakings.values.extend(day.sleep.wakings);
        }
    }
    Some(week)
}
