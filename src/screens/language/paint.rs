//! Drawing the language: the list of cues, what there is on one of them, the states before and after.

use super::{Language, On, says};
use crate::journal::tell::plain;
use crate::report::cue_sentences;
use crate::screens::Here;
use crate::screens::trends::first_shown;
use crate::trends::{CueSeen, Seen};
use crate::widgets::look::Glyph;
use crate::widgets::text::{fit, width, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// With fewer columns the moments open over the list instead of beside it.
const BESIDE: usize = 72;
/// The list beside the moments, at least and at most.
const LIST: (usize, usize) = (28, 44);
const JOINT: &str = " · ";
const TIMES: usize = 6;

impl Language {
    pub(crate) fn paint(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let (columns, room) = (usize::from(area.width), usize::from(area.height));
        if self.on == On::States {
            let lines = self.states(columns, room, here);
            frame.render_widget(Paragraph::new(lines), area);
            return;
        }
        let Some(cue) = self.picked() else {
            frame.render_widget(Paragraph::new(quiet(says::EMPTY, columns, here)), area);
            return;
        };
        if columns < BESIDE {
            let lines = match self.on {
                On::Moments => self.detail(cue, columns, room, here),
                _ => self.list(columns, room, here),
            };
            frame.render_widget(Paragraph::new(lines), area);
            return;
        }
        let wide = (columns / 3).clamp(LIST.0, LIST.1);
        let gap = 2;
        let part = |x: usize, columns: usize| Rect {
            x: area.x + u16::try_from(x).unwrap_or(0),
            width: u16::try_from(columns).unwrap_or(0),
            ..area
        };
        let (left, rest) = (part(0, wide), columns - wide - gap);
        let right = part(wide + gap, rest);
        frame.render_widget(Paragraph::new(self.list(wide, room, here)), left);
        frame.render_widget(Paragraph::new(self.detail(cue, rest, room, here)), right);
    }

    fn list(&self, columns: usize, room: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        let rows = self.language.cues.iter().map(|cue| {
            let times = cue.times.to_string();
            (vec![plain(&cue.words).into_owned()], times)
        });
        let rows: Vec<_> = rows.collect();
        let focused = self.on == On::Cues;
        table(&[says::CUE], &rows, self.cue, focused, columns, room, here)
    }

    /// The sentences of a cue, then its moments; those around the cursor when it is here.
    fn detail(&self, cue: &CueSeen, columns: usize, room: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        let is_here = self.on == On::Moments;
        let mut items: Vec<Vec<String>> = cue_sentences(cue)
            .iter()
            .map(|sentence| wrap(&here.look.text(sentence), columns.saturating_sub(2)))
            .collect();
        if let Some(last) = items.last_mut() {
            last.push(String::new());
        }
        items.extend(moments(cue, columns, here));
        let at: usize = items.iter().take(self.item).map(Vec::len).sum();
        let all: usize = items.iter().map(Vec::len).sum();
        let first = if is_here { first_shown(at, all, room) } else { 0 };
        let lines = items.into_iter().enumerate().flat_map(|(index, lines)| {
            let picked = is_here && index == self.item;
            let lines = lines.into_iter().enumerate();
            lines.map(move |(row, line)| (picked, row, line))
        });
        lines
            .skip(first)
            .take(room)
            .map(|(picked, row, line)| row_of(&line, picked && row == 0, picked, here))
            .collect()
    }

    fn states(&self, columns: usize, room: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        if self.language.states.is_empty() {
            return quiet(says::NO_STATES, columns, here);
        }
        let mut lines = quiet(says::STATES, columns, here);
        lines.push(Line::default());
        // In a small window the rows come first.
        if lines.len() + 3 > room {
            lines.clear();
        }
        let rows = self.language.states.iter().map(|pair| {
            let states = vec![says::state(&pair.before), says::state(&pair.after)];
            (states, pair.times.to_string())
        });
        let rows: Vec<_> = rows.collect();
        let heads = [says::BEFORE, says::AFTER];
        let room = room - lines.len();
        lines.extend(table(&heads, &rows, self.state, true, columns.min(60), room, here));
        lines
    }
}

/// The moments of a cue, each on as many lines as it needs, the words behind the day and time.
fn moments(cue: &CueSeen, columns: usize, here: &Here<'_>) -> Vec<Vec<String>> {
    let whens: Vec<String> = cue.moments.iter().map(|it| says::when(it, here.now)).collect();
    let indent = whens.iter().map(|when| width(when)).max().unwrap_or(0) + 1;
    let lines = |(seen, when): (&Seen, &String)| {
        let room = columns.saturating_sub(indent + 2);
        let said = joined(&says::moment(seen, here.family), room);
        let lines = said.iter().enumerate().map(|(row, line)| {
            let before = if row == 0 { when.as_str() } else { "" };
            let line = format!("{before:<indent$}{line}");
            here.look.text(line.trim_end())
        });
        lines.collect()
    };
    cue.moments.iter().zip(&whens).map(lines).collect()
}

/// Parts on as few lines as they need, at least one, broken between parts where they are not too long.
fn joined(parts: &[String], columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.is_empty() => {
                lines.pop();
                lines.extend(wrap(part, columns));
            }
            Some(line) if width(line) + width(JOINT) + width(part) <= columns => {
                line.push_str(JOINT);
                line.push_str(part);
            }
            _ => lines.extend(wrap(part, columns)),
        }
    }
    lines
}

/// Words in columns of equal width and a number of times, under their heads; the rows around the cursor.
fn table(
    heads: &[&str],
    rows: &[(Vec<String>, String)],
    cursor: usize,
    focused: bool,
    columns: usize,
    room: usize,
    here: &Here<'_>,
) -> Vec<Line<'static>> {
    let more = here.look.glyph(Glyph::More);
    let wide = columns.saturating_sub(TIMES + 2) / heads.len().max(1);
    let line = |words: &mut dyn Iterator<Item = &str>, times: &str| {
        let words: String = words.map(|word| fit(&here.look.text(word), wide, more)).collect();
        format!("{words}{times:>TIMES$}")
    };
    let mut lines = Vec::new();
    if room > 2 {
        let head = line(&mut heads.iter().copied(), says::TIMES);
        lines.push(Line::styled(format!(" {head}"), here.look.dim()));
    }
    let room = room - lines.len();
    let first = first_shown(cursor, rows.len(), room);
    let shown = rows.iter().enumerate().skip(first).take(room);
    lines.extend(shown.map(|(index, (words, times))| {
        let text = line(&mut words.iter().map(String::as_str), times);
        let picked = index == cursor;
        row_of(&text, picked, picked && focused, here)
    }));
    lines
}

/// A row, with the cursor before it where it is, and in the accent where a key would act on it.
fn row_of(text: &str, cursor: bool, focused: bool, here: &Here<'_>) -> Line<'static> {
    let sign = if cursor { here.look.glyph(Glyph::Cursor) } else { ' ' };
    let style = if focused { here.look.accent() } else { Style::new() };
    Line::styled(format!("{sign}{text}"), style)
}

fn quiet(text: &str, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
    wrap(&here.look.text(text), columns.saturating_sub(2))
        .into_iter()
        .map(|line| Line::styled(format!(" {line}"), here.look.dim()))
        .collect()
}
