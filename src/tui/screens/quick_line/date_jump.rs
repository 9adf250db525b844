//! A month or a date typed where a line is: nothing to write down, but a day to go to.

use crate::model::time::format_long_date_near;
use crate::model::{Entry, TimeRange};
use crate::quick_line::date_grammar::parse_month_and_year;
use crate::quick_line::parse_full_date;
use crate::store::StoreError;
use crate::texts::quick_line_texts;
use crate::tui::screens::Context;
use chrono::{Months, NaiveDate};

/// Where a typed month or date leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct DateJump {
    pub(crate) date: NaiveDate,
    /// The first of the month that was named; of it `date` is the first day with something written, else this.
    month: Option<NaiveDate>,
    is_written: bool,
}

impl DateJump {
    /// None where the text is no month and no date, or one that has not come.
    pub(crate) fn find(text: &str, context: &Context<'_>) -> Result<Option<Self>, StoreError> {
        let today = context.family_date();
        if let Some(first) = parse_month_and_year(text, today) {
            if first > today {
                return Ok(None);
            }
            let written = find_first_written(first, context)?;
            let date = written.unwrap_or(first);
            return Ok(Some(Self { date, month: Some(first), is_written: written.is_some() }));
        }
        // "mon" and "yesterday" begin other lines too.
        let has_digit = text.chars().any(|c| c.is_ascii_digit());
        let country = context.family.settings.country.as_deref();
        let date = parse_full_date(text, today, country, false).filter(|date| has_digit && *date <= today);
        Ok(date.map(|date| Self { date, month: None, is_written: true }))
    }

    pub(crate) fn describe(self, key: &str, context: &Context<'_>) -> String {
        let day = format_long_date_near(self.date, context.now.local_date());
        match self.month {
            Some(first) => {
                let month = first.format("%B %Y").to_string();
                quick_line_texts::go_to_month(&month, self.is_written.then_some(day.as_str()), key)
            }
            None => quick_line_texts::go_to_day(&day, key),
        }
    }
}

/// The first family day of a month on which something of the chosen baby, or of none, begins.
fn find_first_written(first: NaiveDate, context: &Context<'_>) -> Result<Option<NaiveDate>, StoreError> {
    let hours = &context.family.settings.day_boundaries;
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let range = TimeRange { from: hours.day_range(first).from, to: hours.day_range(next).from };
    let baby = context.family.selected_baby().map(|baby| baby.id);
    let begins = |entry: &Entry| range.contains_instant(entry.at.unix_seconds());
    let entries = context.store.entries_overlapping(range)?;
    let mut own = entries.iter().filter(|entry| entry.baby.is_none() || entry.baby == baby);
    Ok(own.find(|entry| begins(entry)).map(|entry| hours.date_for_instant(entry.at.unix_seconds())))
}
