//! PiyoLog's text as days: whose, which rows, which total, what free words. Nothing is decided about the rows here.
//!
//! A day is a date, a name with an age, rows with a time, a blank line, the totals, and then free text until the next
//! rule or heading. In free text nothing is a row, whatever it looks like.

use crate::import::app_table::clean_cell;
use crate::import::apps::piyolog::parse_lines;
use chrono::{Days, Months, NaiveDate, NaiveTime};

pub(crate) struct PiyologDay {
    pub date: NaiveDate,
    pub child: Option<String>,
    /// The birthday that the child's age on that day gives.
    pub born: Option<NaiveDate>,
    pub rows: Vec<PiyologRow>,
    /// The line of the app's own total of sleep, and its minutes.
    pub total: Option<(usize, i64)>,
    /// The free text, with the line it begins on.
    pub free_text: Option<(usize, String)>,
}

pub(crate) struct PiyologRow {
    pub line: usize,
    pub clock: NaiveTime,
    pub text: String,
    /// Lines without a time that follow it.
    pub following_lines: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum DaySection {
    /// Before a date; after a rule or a heading.
    Outside,
    Name,
    Rows,
    Totals,
    Words,
}

/// The days of a file, and the lines of rows that stand under no date.
pub(crate) fn parse_days(text: &str) -> (Vec<PiyologDay>, Vec<usize>) {
    let mut parser = DayParser {
        days: Vec::new(),
        section: DaySection::Outside,
        after_blank: false,
        undated_rows: Vec::new(),
    };
    for (at, raw) in text.lines().enumerate() {
        parser.read_line(at + 1, &parse_lines::narrow_full_width(raw), raw);
    }
    for day in &mut parser.days {
        day.free_text = day.free_text.take().and_then(|(line, words)| {
            let words = words.trim();
            (!words.is_empty()).then(|| (line, words.to_owned()))
        });
    }
    (parser.days, parser.undated_rows)
}

struct DayParser {
    days: Vec<PiyologDay>,
    section: DaySection,
    after_blank: bool,
    undated_rows: Vec<usize>,
}

impl DayParser {
    fn read_line(&mut self, number: usize, line: &str, raw: &str) {
        let after_blank = std::mem::replace(&mut self.after_blank, line.is_empty());
        if let Some(rest) = parse_lines::parse_heading(line) {
            self.section = DaySection::Outside;
            self.start_day(rest);
        } else if parse_lines::is_rule(line) {
            self.section = DaySection::Outside;
        } else if self.section == DaySection::Outside {
            self.read_outside_line(number, line, raw);
        } else if let Some(day) = self.days.last_mut() {
            self.section = read_day_line(day, self.section, (number, line, raw), after_blank);
        }
    }

    fn start_day(&mut self, line: &str) -> bool {
        let Some(date) = parse_lines::parse_date_line(line) else {
            return false;
        };
        self.days.push(PiyologDay {
            date,
            child: None,
            born: None,
            rows: Vec::new(),
            total: None,
            free_text: None,
        });
        self.section = DaySection::Name;
        true
    }

    fn read_outside_line(&mut self, number: usize, line: &str, raw: &str) {
        if line.is_empty() || self.start_day(line) {
            return;
        }
        match self.days.last_mut() {
            // A rule that a parent drew in the free text.
            Some(day) => {
                self.section = DaySection::Words;
                add_free_text(day, number, raw);
            }
            None if parse_lines::parse_timed_row(line).is_some() => self.undated_rows.push(number),
            None => {}
        }
    }
}

fn read_day_line(
    day: &mut PiyologDay,
    section: DaySection,
    (number, line, raw): (usize, &str, &str),
    after_blank: bool,
) -> DaySection {
    if section == DaySection::Words {
        add_free_text(day, number, raw);
        return section;
    }
    if (after_blank || section == DaySection::Totals)
        && let Some(sleep) = parse_lines::parse_total_line(line)
    {
        day.total = day.total.or(sleep.map(|minutes| (number, minutes)));
        return DaySection::Totals;
    }
    match section {
        DaySection::Totals if line.is_empty() => DaySection::Words,
        DaySection::Totals => {
            add_free_text(day, number, raw);
            DaySection::Words
        }
        _ if line.is_empty() => section,
        _ => {
            if let Some((clock, text)) = parse_lines::parse_timed_row(line) {
                day.rows.push(PiyologRow {
                    line: number,
                    clock,
                    text: text.to_owned(),
                    following_lines: Vec::new(),
                });
                return DaySection::Rows;
            }
            match (section, day.rows.last_mut()) {
                (DaySection::Rows, Some(row)) => row.following_lines.push(line.to_owned()),
                (_, _) if day.child.is_none() && !after_blank => {
                    day.child = parse_child_name(line);
                    day.born = parse_birthday(line, day.date);
                }
                _ => add_free_text(day, number, raw),
            }
            section
        }
    }
}

fn add_free_text(day: &mut PiyologDay, number: usize, raw: &str) {
    let words = clean_cell(raw);
    match &mut day.free_text {
        Some((_, text)) => {
            text.push('\n');
            text.push_str(&words);
        }
        None if words.is_empty() => {}
        none => *none = Some((number, words)),
    }
}

/// The name before the age in brackets.
fn parse_child_name(line: &str) -> Option<String> {
    let name = match line.rsplit_once('(') {
        Some((name, age)) if age.contains(|c: char| c.is_ascii_digit()) => name,
        _ => line,
    };
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The birthday of the age in brackets, where it is told to the day: `(0歳1か月13日)`, `(1y 2m 3d)`.
fn parse_birthday(line: &str, date: NaiveDate) -> Option<NaiveDate> {
    let (_, age) = line.rsplit_once('(')?;
    let (mut months, mut days, mut number) = (0, None, None::<u32>);
    for letter in age.to_lowercase().chars() {
        match (letter.to_digit(10), number) {
            (Some(digit), before) => number = Some(before.unwrap_or(0).checked_mul(10)?.checked_add(digit)?),
            (None, Some(_)) if letter.is_whitespace() => {}
            (None, Some(count)) => {
                match letter {
                    'y' | '歳' | '才' | '岁' | '歲' => months += count.checked_mul(12)?,
                    'm' | 'か' | 'ヶ' | 'ケ' | '个' | '個' | '月' => months += count,
                    'd' | '日' | '天' => days = Some(count),
                    _ => return None,
                }
                number = None;
            }
            (None, None) => {}
        }
    }
    date.checked_sub_days(Days::new(u64::from(days?)))?.checked_sub_months(Months::new(months))
}
