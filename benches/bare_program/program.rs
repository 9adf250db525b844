//! The program that starts are measured against: the same SQLite opens the same file, reads a screenful, paints it once and
//! waits for a key. A program of its own, so that it carries nothing of cuebook. Built and run by `latency_report`.
#![allow(clippy::unwrap_used, missing_docs, unused_crate_dependencies)]

use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use rusqlite::{Connection, Row};

const NEWEST: &str =
    "SELECT kind, datetime(at + at_offset, 'unixepoch'), detail FROM entry ORDER BY at DESC LIMIT 20";

fn main() {
    let path = std::env::args_os().nth(1).unwrap();
    let mut terminal = ratatui::init();
    let conn = Connection::open(path).unwrap();
    let mut newest = conn.prepare(NEWEST).unwrap();
    let to_text = |row: &Row<'_>| {
        let (kind, at, detail): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("{at} {kind:<8} {detail}"))
    };
    let rows: Vec<String> = newest.query_map([], to_text).unwrap().map(Result::unwrap).collect();
    let lines: Vec<Line<'_>> = rows.iter().map(|row| Line::from(row.as_str())).collect();
    terminal.draw(|frame| frame.render_widget(Paragraph::new(lines), frame.area())).unwrap();
    crossterm::event::read().unwrap();
    ratatui::restore();
}
