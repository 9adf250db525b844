//! Weeks from days: Monday to Sunday, cut to what was asked for.

use super::{Day, Spread, Week};
use crate::journal::time::monday;
use crate::journal::{Family, Id, MarkSpan};

/// The weeks of days that follow one another.
pub(crate) fn weeks(days: &[Day], family: &Family, baby: Id) -> Vec<Week> {
    days.chunk_by(|a, b| monday(a.date) == monday(b.date))
        .filter_map(|days| week(days, family, baby))
        .collect()
}

fn week(days: &[Day], family: &Family, baby: Id) -> Option<Week> {
    let mut week = Week {
        from: days.first()?.date,
        to: days.last()?.date,
        days: i64::try_from(days.len()).ok()?,
        nights_recorded: 0,
        night_min: Spread::default(),
        day_min: Spread::default(),
        longest_min: Spread::default(),
        wakings: Spread::default(),
        touch: super::TouchSum::default(),
        cues: super::CueSum::default(),
    };
    for day in days {
        week.touch.join(&day.touch);
        week.cues.join(&day.cues);
        if day.sleep.night_recorded {
            week.nights_recorded += 1;
            week.night_min.values.extend(day.sleep.night_min);
            // A parent's word that the day was not all written down keeps it out of the days compared.
            if family.marked(Some(baby), MarkSpan::Day, day.date) != Some(false) {
                week.day_min.values.extend(day.sleep.day_min);
            }
            week.longest_min.values.extend(day.sleep.longest_min);
            week.wakings.values.extend(day.sleep.wakings);
        }
    }
    Some(week)
}
