//! PiyoLog's text as days: whose, which rows, which total, what free words. Nothing is decided about the rows here.
//!
//! A day is a date, a name with an age, rows with a time, a blank line, the totals, and then free text until the next
//! rule or heading. In free text nothing is a row, whatever it looks like.

use super::lines;
use chrono::{NaiveDate, NaiveTime};

pub(crate) struct Page {
    pub date: NaiveDate,
    pub child: Option<String>,
    pub rows: Vec<Row>,
    /// The line of the app's own total of sleep, and its minutes.
    pub total: Option<(usize, i64)>,
    /// The free text, with the line it begins on.
    pub words: Option<(usize, String)>,
}

pub(crate) struct Row {
    pub line: usize,
    pub clock: NaiveTime,
    pub said: String,
    /// Lines without a time that follow it.
    pub more: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Before a date; after a rule or a heading.
    Outside,
    Name,
    Rows,
    Totals,
    Words,
}

/// The days of a file, and the lines of rows that stand under no date.
pub(crate) fn pages(text: &str) -> (Vec<Page>, Vec<usize>) {
    let mut reading = Reading { pages: Vec::new(), part: Part::Outside, blank: false, strays: Vec::new() };
    for (at, raw) in text.lines().enumerate() {
        reading.take(at + 1, &lines::plain(raw), raw);
    }
    for page in &mut reading.pages {
        page.words = page.words.take().and_then(|(line, words)| {
            let words = words.trim();
            (!words.is_empty()).then(|| (line, words.to_owned()))
        });
    }
    (reading.pages, reading.strays)
}

struct Reading {
    pages: Vec<Page>,
    part: Part,
    blank: bool,
    strays: Vec<usize>,
}

impl Reading {
    fn take(&mut self, number: usize, line: &str, raw: &str) {
        let after_blank = std::mem::replace(&mut self.blank, line.is_empty());
        if let Some(rest) = lines::heading(line) {
            self.part = Part::Outside;
            self.begin(rest);
        } else if lines::is_rule(line) {
            self.part = Part::Outside;
        } else if self.part == Part::Outside {
            self.outside(number, line, raw);
        } else if let Some(page) = self.pages.last_mut() {
            self.part = inside(page, self.part, (number, line, raw), after_blank);
        }
    }

    fn begin(&mut self, line: &str) -> bool {
        let Some(date) = lines::date(line) else {
            return false;
        };
        self.pages.push(Page { date, child: None, rows: Vec::new(), total: None, words: None });
        self.part = Part::Name;
        true
    }

    fn outside(&mut self, number: usize, line: &str, raw: &str) {
        if line.is_empty() || self.begin(line) {
            return;
        }
        match self.pages.last_mut() {
            // A rule that a parent drew in the free text.
            Some(page) => {
                self.part = Part::Words;
                add(page, number, raw);
            }
            None if lines::row(line).is_some() => self.strays.push(number),
            None => {}
        }
    }
}

fn inside(page: &mut Page, part: Part, (number, line, raw): (usize, &str, &str), after_blank: bool) -> Part {
    if part == Part::Words {
        add(page, number, raw);
        return part;
    }
    if let Some(sleep) = lines::total(line).filter(|_| after_blank || part == Part::Totals) {
        page.total = page.total.or(sleep.map(|minutes| (number, minutes)));
        return Part::Totals;
    }
    match part {
        Part::Totals if line.is_empty() => Part::Words,
        Part::Totals => {
            add(page, number, raw);
            Part::Words
        }
        _ if line.is_empty() => part,
        _ => {
            if let Some((clock, said)) = lines::row(line) {
                page.rows.push(Row { line: number, clock, said: said.to_owned(), more: Vec::new() });
                return Part::Rows;
            }
            match (part, page.rows.last_mut()) {
                (Part::Rows, Some(row)) => row.more.push(line.to_owned()),
                (_, _) if page.child.is_none() && !after_blank => page.child = name(line),
                _ => add(page, number, raw),
            }
            part
        }
    }
}

fn add(page: &mut Page, number: usize, raw: &str) {
    let words = crate::import::table::clean(raw);
    match &mut page.words {
        Some((_, said)) => {
            said.push('\n');
            said.push_str(&words);
        }
        None if words.is_empty() => {}
        none => *none = Some((number, words)),
    }
}

/// The name before the age in brackets.
fn name(line: &str) -> Option<String> {
    let name = match line.rsplit_once('(') {
        Some((name, age)) if age.contains(|c: char| c.is_ascii_digit()) => name,
        _ => line,
    };
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}
