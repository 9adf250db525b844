//! Questions one below the other, one of them being answered: moving, typing and painting, for any form.
//!
//! ```text
//!    when           10:15 12m
//!  ▸ where          legs & feet, tummy
//!     [1 legs & feet] [2 tummy]  3 chest   4 arms & hands   5 face   6 back
//!    how it ended
//! ```

use super::field::{Answer, Field, Typed};
use super::fields::{begins_part, is_shown};
use super::pick::{Enter, Pick};
use super::words;
use crate::journal::Kind;
use crate::journal::tell::plain;
use crate::widgets::field;
use crate::widgets::look::{Glyph, Look};
use crate::widgets::text::{cut, fit, width, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use std::ops::Range;
use tui_input::InputRequest;

/// Rows a text with line ends takes while it is typed.
const ROWS: usize = 4;

/// The questions and where the parent is.
pub(crate) struct Sheet {
    /// The kind of entry; none for what is not an entry.
    pub kind: Option<Kind>,
    /// What was kept before is being changed.
    pub editing: bool,
    pub fields: Vec<Field>,
    pub focus: usize,
}

impl Sheet {
    pub(crate) fn focused(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.focus)
    }

    /// Goes to a question by its key; whether there is one.
    pub(crate) fn go_to(&mut self, key: &str) -> bool {
        let found = self.fields.iter().position(|field| field.key == key);
        self.focus = found.unwrap_or(self.focus);
        found.is_some()
    }

    fn shown(&self) -> Vec<usize> {
        (0..self.fields.len()).filter(|at| *at == self.focus || is_shown(&self.fields, *at)).collect()
    }

    /// To the next question, or the one before.
    pub(crate) fn step(&mut self, on: bool) {
        let shown = self.shown();
        let at = shown.iter().position(|at| *at == self.focus).unwrap_or(0);
        let to = if on { at + 1 } else { at.wrapping_sub(1) };
        // Round and round, so that the last question is one key away.
        let last = shown.len().saturating_sub(1);
        let to = if to > last { if on { 0 } else { last } } else { to };
        self.focus = shown.get(to).copied().unwrap_or(0);
    }

    pub(crate) fn leap(&mut self, on: bool) {
        let shown = self.shown();
        let begins = |at: &&usize| self.fields.get(**at).is_some_and(begins_part);
        let to = if on {
            shown.iter().filter(|at| **at > self.focus).find(begins)
        } else {
            shown.iter().rev().filter(|at| **at < self.focus).find(begins)
        };
        let edge = if on { shown.last() } else { shown.first() };
        self.focus = to.or(edge).copied().unwrap_or(0);
    }

    /// Typing into the question being answered.
    pub(crate) fn typed(&mut self, request: InputRequest) -> Typed {
        self.focused().map_or(Typed::Taken, |field| field.typed(request))
    }

    /// Enter: whether the question took it, passed it on, or cannot find what was typed.
    pub(crate) fn enter(&mut self) -> Result<Enter, String> {
        let Some(field) = self.focused() else {
            return Ok(Enter::Passed);
        };
        if field.choose() {
            return Ok(Enter::Took);
        }
        match &mut field.answer {
            Answer::Text { .. } => Ok(Enter::Passed),
            Answer::Pick(pick) => match pick.enter() {
                Enter::Lost => Err(words::lost(pick.find.value())),
                other => Ok(other),
            },
        }
    }

    /// Paints the questions, the one being answered in view with all that belongs to it; `below` is said under it, and
    /// `above` before all questions.
    pub(crate) fn draw(&self, frame: &mut Frame<'_>, area: Rect, above: &[String], below: &str, look: &Look) {
        let rows = usize::from(area.height);
        let mut lines: Vec<Line<'static>> =
            above.iter().map(|text| Line::from(format!(" {}", look.text(text)))).collect();
        let (questions, open) = self.lines(below, usize::from(area.width), look);
        let (from, to) = (lines.len() + open.start, lines.len() + open.end);
        lines.extend(questions);
        // As little scrolled as shows the whole question; one more row shows that others follow.
        let follows = usize::from(to < lines.len());
        let first = (to + follows).saturating_sub(rows).min(from);
        let shown: Vec<Line<'_>> = lines.into_iter().skip(first).take(rows).collect();
        frame.render_widget(Paragraph::new(shown), area);
    }

    /// The questions as lines, and which of them are the one being answered.
    pub(crate) fn lines(
        &self,
        below: &str,
        columns: usize,
        look: &Look,
    ) -> (Vec<Line<'static>>, Range<usize>) {
        let mut lines = Vec::new();
        let mut open = 0..0;
        for at in self.shown() {
            let Some(field) = self.fields.get(at) else {
                continue;
            };
            if at == self.focus {
                open.start = lines.len();
                lines.extend(self.open(field, below, columns, look));
                open.end = lines.len();
            } else {
                lines.push(self.closed(field, columns, look));
            }
        }
        (lines, open)
    }

    fn label(&self, field: &Field, columns: usize, look: &Look) -> (String, usize) {
        let wide = if columns >= 50 { 18 } else { columns / 3 };
        let label = words::label(self.kind, field.base(), field.moment());
        (fit(label, wide.saturating_sub(1), look.glyph(Glyph::More)), wide)
    }

    /// A question that is not being answered: one line.
    fn closed(&self, field: &Field, columns: usize, look: &Look) -> Line<'static> {
        let (label, wide) = self.label(field, columns, look);
        let mut said = match &field.answer {
            Answer::Text { input, .. } => plain(input.value()).into_owned(),
            Answer::Pick(pick) => plain(&pick.words().join(", ")).into_owned(),
        };
        if !field.finding().is_empty() {
            said = format!("{said} {}?", field.finding()).trim_start().to_owned();
        }
        let blank = said.is_empty();
        if blank {
            said = words::blank(self.kind, field.base(), self.editing).to_owned();
        }
        let room = columns.saturating_sub(wide + 3);
        let said = cut(&look.text(&said), room, look.glyph(Glyph::More));
        let style = if field.problem.is_some() {
            look.accent()
        } else if blank {
            look.dim()
        } else {
            Style::new()
        };
        Line::from(vec![Span::styled(format!("   {label} "), look.dim()), Span::styled(said, style)])
    }

    /// The question being answered: its answer, its options, what is wrong, how to answer.
    pub(crate) fn open(&self, field: &Field, below: &str, columns: usize, look: &Look) -> Vec<Line<'static>> {
        let (label, wide) = self.label(field, columns, look);
        let room = columns.saturating_sub(wide + 4).max(1);
        let head = format!(" {} {label} ", look.glyph(Glyph::Cursor));
        let mut lines = Vec::new();
        let mut answer = match &field.answer {
            Answer::Text { input, tall: true } => field::rows(input, room, ROWS, look),
            Answer::Text { input, .. } => vec![self.line(field, input, room, look)],
            Answer::Pick(pick) => vec![picking(pick, room, look)],
        };
        for (row, rest) in answer.drain(..).enumerate() {
            let head = if row == 0 { head.clone() } else { " ".repeat(width(&head)) };
            let mut spans = vec![Span::styled(head, look.accent())];
            spans.extend(rest.spans);
            lines.push(Line::from(spans));
        }
        let told = |text: &str, style: Style| -> Vec<Line<'static>> {
            let rows = wrap(&look.text(text), columns.saturating_sub(7));
            let row = |text| Line::styled(format!("     {text}"), style);
            rows.into_iter().map(row).collect()
        };
        // Right below the answer, where it is in view however many options there are.
        if let Some(problem) = &field.problem {
            lines.extend(told(problem, look.accent()));
        }
        if let Answer::Pick(pick) = &field.answer {
            lines.extend(options(pick, columns.saturating_sub(6), look));
        }
        let mut say = |text: &str, style: Style| lines.extend(told(text, style));
        if let Some((readings, marked)) = &field.either {
            for (at, reading) in readings.iter().enumerate() {
                let sign = if at == *marked { look.glyph(Glyph::Cursor) } else { ' ' };
                let style = if at == *marked { look.accent() } else { Style::new() };
                say(&format!("{sign} {reading}"), style);
            }
            say(words::either(look), look.dim());
        } else {
            if !below.is_empty() && field.problem.is_none() {
                say(below, Style::new());
            }
            say(words::hint(self.kind, field.base(), look), look.dim());
        }
        lines
    }

    fn line(&self, field: &Field, input: &tui_input::Input, room: usize, look: &Look) -> Line<'static> {
        let blank = words::blank(self.kind, field.base(), self.editing);
        let mut letters = blank.chars();
        match letters.next().filter(|_| input.value().is_empty()) {
            // The cursor stands on its first letter, where it stands when the question is closed.
            Some(first) => Line::from(vec![
                Span::styled(first.to_string(), look.picked()),
                Span::styled(letters.as_str().to_owned(), look.dim()),
            ]),
            None => field::line(input, room, true, look),
        }
    }
}

/// What is picked, then the letters typed to find more.
fn picking(pick: &Pick, room: usize, look: &Look) -> Line<'static> {
    let picked = plain(&pick.words().join(", ")).into_owned();
    let gap = if picked.is_empty() { "" } else { "  " };
    let find = width(pick.find.value()).clamp(1, room.saturating_sub(2).max(1)) + 1;
    let kept = room.saturating_sub(find + gap.len());
    let picked = cut(&look.text(&picked), kept, look.glyph(Glyph::More));
    let mut spans = vec![Span::styled(format!("{picked}{gap}"), look.accent())];
    spans.extend(field::line(&pick.find, find, true, look).spans);
    Line::from(spans)
}

/// The options, wrapped to the width: `▸` before the marked one, brackets around what is picked.
fn options(pick: &Pick, room: usize, look: &Look) -> Vec<Line<'static>> {
    let shown = pick.shown();
    let finding = !pick.find.value().is_empty();
    let most = if finding { 12 } else { shown.len() };
    let mut lines: Vec<Line<'static>> = Vec::new();
    let (mut row, mut used, mut group) = (Vec::new(), 0, "");
    for (at, choice) in shown.into_iter().take(most).enumerate() {
        if !finding && choice.group != group {
            group = choice.group;
            flush(&mut lines, &mut row);
            used = 0;
            lines.push(Line::styled(format!("     {}", look.text(group)), look.dim()));
        }
        let picked = pick.picked.contains(&choice.code);
        let marked = at == pick.mark && (pick.many || finding);
        let (open, close) = if picked { ('[', ']') } else { (' ', ' ') };
        let mark = if marked { look.glyph(Glyph::Cursor) } else { ' ' };
        let digit = match at {
            0..9 => format!("{} ", at + 1),
            9 => "0 ".to_owned(),
            _ => String::new(),
        };
        let words = look.text(&plain(&choice.words));
        let cell = cut(&format!("{mark}{open}{digit}{words}{close}"), room, look.glyph(Glyph::More));
        if used + width(&cell) > room && used > 0 {
            flush(&mut lines, &mut row);
            used = 0;
        }
        used += width(&cell);
        let style = if picked { look.accent() } else { Style::new() };
        row.push(Span::styled(cell, style));
    }
    flush(&mut lines, &mut row);
    lines
}

fn flush(lines: &mut Vec<Line<'static>>, row: &mut Vec<Span<'static>>) {
    if !row.is_empty() {
        let mut spans = vec![Span::raw("   ")];
        spans.append(row);
        lines.push(Line::from(spans));
    }
}
