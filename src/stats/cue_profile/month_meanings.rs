//! What a cue seemed to mean, month by month, so that it can be seen how a reading grew.

use crate::stats::CodeCounts;
use crate::stats::cue_profile::CueMoment;
use crate::stats::daily_sums::increment_code;
use crate::vocabulary::normalize_text;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// A month of the calendar: year, then month from 1.
pub(crate) type Month = (i32, u32);

/// Numbers of moments; what was not said counts nowhere.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MonthMeanings {
    /// Our answers, by code.
    pub meant: CodeCounts,
    /// The family's own words; the same but for capitals and accents is one, spelled as the first of its spellings in
    /// the order of letters.
    pub own: BTreeMap<String, OwnWord>,
}

/// A word of the family's own and the moments with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnWord {
    pub words: String,
    pub times: i64,
}

impl MonthMeanings {
    pub(crate) fn add(&mut self, other: &Self) {
        for (code, times) in &other.meant {
            *self.meant.entry(code.clone()).or_insert(0) += times;
        }
        other.own.values().for_each(|own| self.add_own(&own.words, own.times));
    }

    /// What one moment seemed to mean.
    pub(crate) fn add_moment(&mut self, seen: &CueMoment) {
        seen.meant.iter().for_each(|code| increment_code(&mut self.meant, code));
        seen.own_meaning.iter().for_each(|words| self.add_own(words, 1));
    }

    fn add_own(&mut self, words: &str, times: i64) {
        let known = self.own.entry(normalize_text(words));
        let known = known.or_insert_with(|| OwnWord { words: words.to_owned(), times: 0 });
        known.times += times;
        if words < known.words.as_str() {
            words.clone_into(&mut known.words);
        }
    }
}

/// Counts what a moment seemed to mean into its month, if anything was said of it.
pub(crate) fn add_meaning(months: &mut BTreeMap<Month, MonthMeanings>, date: NaiveDate, seen: &CueMoment) {
    if seen.meant.is_none() && seen.own_meaning.is_none() {
        return;
    }
    months.entry((date.year(), date.month())).or_default().add_moment(seen);
}
