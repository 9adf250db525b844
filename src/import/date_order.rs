//! Whether 3/4/24 is 3 April or 4 March: said by who imports, proven by another date of the file, told by the order of
//! its rows, fixed by the app; else asked, never guessed.

use crate::import::date_text::split_date_numbers;
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

/// Gathers what the dates of a file say of their order, column by column, row by row.
#[derive(Default)]
pub(crate) struct DateOrderFinder {
    proves_day_first: bool,
    proves_month_first: bool,
    /// A date that can be read in two ways.
    unclear: Option<String>,
    has_dates: bool,
    columns: Vec<[Sequence; 2]>,
}

const ORDERS: [DateOrder; 2] = [DateOrder::DayFirst, DateOrder::MonthFirst];

impl DateOrderFinder {
    pub(crate) fn push(&mut self, column: usize, cell: &str) {
        let Some(numbers) = split_date_numbers(cell) else {
            return;
        };
        self.has_dates = true;
        let read @ [day_first, month_first] = ORDERS.map(|order| order.date(numbers));
        match (day_first, month_first) {
            (Some(_), None) => self.proves_day_first = true,
            (None, Some(_)) => self.proves_month_first = true,
            (Some(a), Some(b)) if a != b => {
                self.unclear.get_or_insert_with(|| cell.to_owned());
            }
            _ => {}
        }
        if self.columns.len() <= column {
            self.columns.resize_with(column + 1, Default::default);
        }
        let Some(sequences) = self.columns.get_mut(column) else {
            return;
        };
        sequences.iter_mut().zip(read).for_each(|(sequence, date)| sequence.push(date));
    }

    /// # Errors
    /// When nothing tells the order: a date that can be either, and what to say.
    pub(crate) fn decide(
        self,
        given: Option<DateOrder>,
        fixed: Option<DateOrder>,
    ) -> Result<FoundOrder, ValidationError> {
        let proven = match (self.proves_day_first, self.proves_month_first) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        };
        let sequence = (!self.proves_day_first).then(|| self.order_of_sequence()).flatten();
        let Some(example) = self.unclear else {
            let is_given_used = given.is_some() && self.has_dates;
            return Ok(FoundOrder { only_order: proven, is_given_used, ..FoundOrder::default() });
        };
        if given.is_some() {
            return Ok(FoundOrder { order: given, is_given_used: true, ..FoundOrder::default() });
        }
        let is_open = !self.proves_day_first && !self.proves_month_first;
        let order = proven.or(fixed.filter(|_| is_open));
        if order.is_some() {
            return Ok(FoundOrder { order, ..FoundOrder::default() });
        }
        match sequence {
            Some(order) => {
                let told_by_sequence = Some(example);
                Ok(FoundOrder { order: Some(order), told_by_sequence, ..FoundOrder::default() })
            }
            None => Err(ValidationError::new("date", import_messages::ask_for_date_order(&example))),
        }
    }

    /// The order by which the rows follow each other in time, forwards or backwards, when by the other one they do not.
    fn order_of_sequence(&self) -> Option<DateOrder> {
        let columns = || self.columns.iter().filter(|[day_first, _]| day_first.len > 0);
        let follow = |n: usize| columns().all(|sequences| sequences[n].is_sorted());
        if columns().any(|sequences| sequences.iter().any(|sequence| sequence.has_unread)) {
            return None;
        }
        match (follow(0), follow(1)) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }
}

/// The dates of one column, read in one way.
#[derive(Default)]
struct Sequence {
    /// How many times the date changed.
    len: usize,
    last: Option<NaiveDate>,
    falls: bool,
    rises: bool,
    has_unread: bool,
}

impl Sequence {
    fn push(&mut self, date: Option<NaiveDate>) {
        let Some(date) = date else {
            self.has_unread = true;
            return;
        };
        if let Some(last) = self.last {
            self.falls |= date < last;
            self.rises |= date > last;
        }
        self.len += usize::from(self.last != Some(date));
        self.last = Some(date);
    }

    fn is_sorted(&self) -> bool {
        self.len > 2 && !(self.falls && self.rises)
    }
}
