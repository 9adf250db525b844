//! Whether 3/4/24 is 3 April or 4 March: said by who imports, proven by another date of the file, told by the order of
//! its rows, fixed by the app; else asked, never guessed.

use crate::import::app_times::split_date_numbers;
use crate::model::ValidationError;
use crate::texts::import_messages;
use chrono::NaiveDate;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

impl DateOrder {
    /// The month and the day of the first two numbers of a date.
    pub(crate) fn month_and_day(self, (first, second): (u32, u32)) -> (u32, u32) {
        match self {
            Self::DayFirst => (second, first),
            Self::MonthFirst => (first, second),
        }
    }

    fn date(self, (first, second, year): (u32, u32, i32)) -> Option<NaiveDate> {
        let (month, day) = self.month_and_day((first, second));
        NaiveDate::from_ymd_opt(year, month, day)
    }
}

/// What a file's dates say of their order.
#[derive(Debug, Default)]
pub(crate) struct FoundOrder {
    /// None where every date can be read in one way only.
    pub order: Option<DateOrder>,
    /// What the dates prove that can be read in one way only.
    pub only_order: Option<DateOrder>,
    /// An order that was given made a difference.
    pub is_given_used: bool,
    /// A date whose order only the sequence of the rows tells.
    pub told_by_sequence: Option<String>,
}

/// The order of a file's dates, in the order of its rows.
///
/// # Errors
/// When nothing tells it: a date that can be either, and what to say.
pub(crate) fn find_date_order<'a>(
    cells: impl Iterator<Item = &'a str>,
    given: Option<DateOrder>,
    fixed: Option<DateOrder>,
) -> Result<FoundOrder, ValidationError> {
    let dates: Vec<(&str, (u32, u32, i32))> =
        cells.filter_map(|cell| Some((cell, split_date_numbers(cell)?))).collect();
    let proves = |order: DateOrder, other: DateOrder| {
        dates.iter().any(|(_, date)| order.date(*date).is_some() && other.date(*date).is_none())
    };
    let unclear = dates.iter().find(|(_, date)| {
        let read = [DateOrder::DayFirst, DateOrder::MonthFirst].map(|order| order.date(*date));
        read[0].is_some() && read[1].is_some() && read[0] != read[1]
    });
    let day_first = proves(DateOrder::DayFirst, DateOrder::MonthFirst);
    let month_first = proves(DateOrder::MonthFirst, DateOrder::DayFirst);
    let proven = match (day_first, month_first) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    };
    let Some((example, _)) = unclear else {
        let is_given_used = given.is_some() && !dates.is_empty();
        return Ok(FoundOrder { only_order: proven, is_given_used, ..FoundOrder::default() });
    };
    if given.is_some() {
        return Ok(FoundOrder { order: given, is_given_used: true, ..FoundOrder::default() });
    }
    let order = proven.or(fixed.filter(|_| !day_first && !month_first));
    if order.is_some() {
        return Ok(FoundOrder { order, ..FoundOrder::default() });
    }
    let sequence = (!day_first).then(|| order_of_sequence(dates.iter().map(|(_, date)| *date))).flatten();
    match sequence {
        Some(order) => {
            let told_by_sequence = Some((*example).to_owned());
            Ok(FoundOrder { order: Some(order), told_by_sequence, ..FoundOrder::default() })
        }
        None => Err(ValidationError::new("date", import_messages::ask_for_date_order(example))),
    }
}

/// The order by which the rows follow each other in time, forwards or backwards, when by the other one they do not.
fn order_of_sequence(dates: impl Iterator<Item = (u32, u32, i32)> + Clone) -> Option<DateOrder> {
    let follow = |order: DateOrder| -> Option<bool> {
        let read: Vec<NaiveDate> = dates.clone().map(|date| order.date(date)).collect::<Option<_>>()?;
        let mut different = read.clone();
        different.dedup();
        Some(different.len() > 2 && (read.is_sorted() || read.iter().rev().is_sorted()))
    };
    match (follow(DateOrder::DayFirst)?, follow(DateOrder::MonthFirst)?) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}
