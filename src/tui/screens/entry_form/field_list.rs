//! Questions one below the other, one of them being answered: moving, typing and painting, for any form.
//!
//! ```text
//!    when           10:15 12m
//!  ▸ where          legs & feet, tummy
//!     [1 legs & feet] [2 tummy]  3 chest   4 arms & hands   5 face   6 back
//!    how it ended
//! ```

use crate::model::EntryKind;
use crate::model::describe::sanitize_text;
use crate::model::fields::{FieldShape, FieldSpec, keys};
use crate::model::moment_fields;
use crate::text::width::{display_width, pad_to_width, truncate_to_width, wrap_text};
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::Context;
use crate::tui::screens::entry_form::entry_form_texts;
use crate::tui::screens::entry_form::form_field::{FieldAnswer, FormField};
use crate::tui::screens::entry_form::form_fields::{is_field_shown, is_part_start, moment_field_name};
use crate::tui::screens::entry_form::pick_list::InputResult;
use crate::tui::screens::entry_form::pick_list::{EnterResult, PickList};
use crate::tui::theme::{Glyph, Theme};
use crate::tui::widgets::text_input;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use serde_json::json;
use std::borrow::Cow;
use std::ops::Range;
use tui_input::InputRequest;

/// Rows a text with line ends takes while it is typed.
const MULTILINE_ROWS: usize = 4;

/// The questions and where the parent is.
pub(crate) struct FieldList {
    /// The kind of entry; none for what is not an entry.
    pub kind: Option<EntryKind>,
    /// What was kept before is being changed.
    pub is_editing: bool,
    pub fields: Vec<FormField>,
    pub focused_position: usize,
}

impl FieldList {
    pub(crate) fn focused_field_mut(&mut self) -> Option<&mut FormField> {
        self.fields.get_mut(self.focused_position)
    }

    fn settle_focused(&mut self) {
        if let Some(field) = self.focused_field_mut() {
            field.settle();
        }
    }

    /// Goes to a question by its key; whether there is one.
    pub(crate) fn focus_field(&mut self, key: &str) -> bool {
        self.settle_focused();
        let found = self.fields.iter().position(|field| field.name == key);
        self.focused_position = found.unwrap_or(self.focused_position);
        found.is_some()
    }

    fn visible_positions(&self) -> Vec<usize> {
        (0..self.fields.len())
            .filter(|at| *at == self.focused_position || is_field_shown(&self.fields, *at))
            .collect()
    }

    /// To the next question, or the one before.
    pub(crate) fn focus_adjacent(&mut self, on: bool) {
        self.settle_focused();
        let shown = self.visible_positions();
        let at = shown.iter().position(|at| *at == self.focused_position).unwrap_or(0);
        let to = if on { at + 1 } else { at.wrapping_sub(1) };
        // Round and round, so that the last question is one key away.
        let last = shown.len().saturating_sub(1);
        let to = if to > last { if on { 0 } else { last } } else { to };
        self.focused_position = shown.get(to).copied().unwrap_or(0);
    }

    pub(crate) fn focus_adjacent_part(&mut self, on: bool) {
        self.settle_focused();
        let shown = self.visible_positions();
        let begins = |at: &&usize| self.fields.get(**at).is_some_and(is_part_start);
        let to = if on {
            shown.iter().filter(|at| **at > self.focused_position).find(begins)
        } else {
            shown.iter().rev().filter(|at| **at < self.focused_position).find(begins)
        };
        let edge = if on { shown.last() } else { shown.first() };
        self.focused_position = to.or(edge).copied().unwrap_or(0);
    }

    /// Typing into the question being answered.
    pub(crate) fn handle_input(&mut self, request: InputRequest) -> InputResult {
        self.focused_field_mut().map_or(InputResult::Accepted, |field| field.handle_input(request))
    }

    /// Enter: whether the question took it, passed it on, or cannot find what was typed.
    pub(crate) fn handle_enter(&mut self) -> Result<EnterResult, String> {
        let Some(field) = self.focused_field_mut() else {
            return Ok(EnterResult::Unhandled);
        };
        if field.accept_marked_reading() {
            return Ok(EnterResult::Picked);
        }
        match &mut field.answer {
            FieldAnswer::Text { .. } => Ok(EnterResult::Unhandled),
            FieldAnswer::Pick(pick) => match pick.handle_enter() {
                EnterResult::NoMatch => {
                    let typed = pick.search_input.value().to_owned();
                    match self.take_as_own_meaning(&typed) {
                        true => Ok(EnterResult::Picked),
                        false => Err(entry_form_texts::no_option_found(&typed)),
                    }
                }
                other => Ok(other),
            },
        }
    }

    /// What is none of our answers to "seemed to mean" is the family's own word for it, and goes to the question below.
    fn take_as_own_meaning(&mut self, typed: &str) -> bool {
        let Some(field) = self.focused_field_mut().filter(|field| field.base_name() == keys::MEANT) else {
            return false;
        };
        if let FieldAnswer::Pick(pick) = &mut field.answer {
            pick.search_input.reset();
        }
        let number = field.moment_number().unwrap_or(1);
        if !self.focus_field(&moment_field_name(number, keys::OWN_MEANING)) {
            return false;
        }
        if let Some(field) = self.focused_field_mut() {
            field.set_from_json(&json!(typed.trim()));
        }
        true
    }

    /// Paints the questions, the one being answered in view with all that belongs to it; `below` is said under it, and
    /// `above` before all questions.
    pub(crate) fn draw(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        above: &[String],
        below: &str,
        context: &Context<'_>,
    ) {
        let rows = usize::from(area.height);
        let mut lines: Vec<Line<'static>> = above.iter().map(|text| Line::from(format!(" {text}"))).collect();
        let (questions, open) = self.render_fields(below, usize::from(area.width), &context.theme);
        let (from, to) = (lines.len() + open.start, lines.len() + open.end);
        lines.extend(questions);
        // As little scrolled as shows the whole question; one more row shows that others follow.
        let follows = usize::from(to < lines.len());
        let first = (to + follows).saturating_sub(rows).min(from);
        context.note_rows_below(first + rows < lines.len());
        let shown: Vec<Line<'_>> = lines.into_iter().skip(first).take(rows).collect();
        frame.render_widget(Paragraph::new(shown), area);
    }

    /// The questions as lines, and which of them are the one being answered.
    pub(crate) fn render_fields(
        &self,
        below: &str,
        columns: usize,
        look: &Theme,
    ) -> (Vec<Line<'static>>, Range<usize>) {
        let mut lines = Vec::new();
        let mut open = 0..0;
        for at in self.visible_positions() {
            let Some(field) = self.fields.get(at) else {
                continue;
            };
            if at == self.focused_position {
                open.start = lines.len();
                lines.extend(self.render_open_field(field, below, columns, look));
                open.end = lines.len();
            } else {
                lines.push(self.render_closed_field(field, columns, look));
            }
        }
        (lines, open)
    }

    fn pad_label(&self, field: &FormField, columns: usize, look: &Theme) -> (String, usize) {
        let wide = if columns >= 50 { 18 } else { columns / 3 };
        let label = field_label(self.kind, field);
        (pad_to_width(&label, wide.saturating_sub(1), look.glyph(Glyph::Ellipsis)), wide)
    }

    /// A question that is not being answered: one line.
    fn render_closed_field(&self, field: &FormField, columns: usize, look: &Theme) -> Line<'static> {
        let (label, wide) = self.pad_label(field, columns, look);
        let mut said = match &field.answer {
            FieldAnswer::Text { input, .. } => sanitize_text(input.value()).into_owned(),
            FieldAnswer::Pick(pick) => sanitize_text(&pick.picked_labels().join(", ")).into_owned(),
        };
        if !field.search_text().is_empty() {
            said = format!("{said} {}?", field.search_text()).trim_start().to_owned();
        }
        let blank = said.is_empty();
        if blank {
            said =
                entry_form_texts::blank_placeholder(self.kind, field.base_name(), self.is_editing).to_owned();
        }
        let room = columns.saturating_sub(wide + 3);
        let said = truncate_to_width(&said, room, look.glyph(Glyph::Ellipsis));
        let style = if field.error.is_some() {
            look.accent_style()
        } else if blank {
            look.dim_style()
        } else {
            Style::new()
        };
        Line::from(vec![Span::styled(format!("   {label} "), look.dim_style()), Span::styled(said, style)])
    }

    /// The question being answered: its answer, its options, what is wrong, how to answer.
    pub(crate) fn render_open_field(
        &self,
        field: &FormField,
        below: &str,
        columns: usize,
        look: &Theme,
    ) -> Vec<Line<'static>> {
        let (label, wide) = self.pad_label(field, columns, look);
        let room = columns.saturating_sub(wide + 4).max(1);
        let head = format!(" {} {label} ", look.glyph(Glyph::Cursor));
        let mut lines = Vec::new();
        let mut answer = match &field.answer {
            FieldAnswer::Text { input, multiline: true } => {
                text_input::render_input_rows(input, room, MULTILINE_ROWS, look)
            }
            FieldAnswer::Text { input, .. } => vec![self.render_text_answer(field, input, room, look)],
            FieldAnswer::Pick(pick) => vec![render_picked_and_search(pick, room, look)],
        };
        for (row, rest) in answer.drain(..).enumerate() {
            let head = if row == 0 { head.clone() } else { " ".repeat(display_width(&head)) };
            let mut spans = vec![Span::styled(head, look.accent_style())];
            spans.extend(rest.spans);
            lines.push(Line::from(spans));
        }
        let told = |text: &str, style: Style| -> Vec<Line<'static>> {
            let rows = wrap_text(text, columns.saturating_sub(7));
            let row = |text| Line::styled(format!("     {text}"), style);
            rows.into_iter().map(row).collect()
        };
        // Right below the answer, where it is in view however many options there are.
        if let Some(problem) = &field.error {
            lines.extend(told(problem, look.accent_style()));
        }
        if let FieldAnswer::Pick(pick) = &field.answer {
            lines.extend(render_options(pick, columns.saturating_sub(6), look));
        }
        let mut say = |text: &str, style: Style| lines.extend(told(text, style));
        if let Some((readings, marked)) = &field.reading_choice {
            for (at, reading) in readings.iter().enumerate() {
                let sign = look.cursor_sign(at == *marked);
                let style = look.row_style(at == *marked);
                say(&format!("{sign} {reading}"), style);
            }
            let enter = key_name(Mode::Form, Action::Open);
            say(&entry_form_texts::choose_reading_hint(look.ascii, &enter), look.dim_style());
        } else {
            if !below.is_empty() && field.error.is_none() {
                say(below, Style::new());
            }
            say(field_hint(self.kind, field), look.dim_style());
        }
        lines
    }

    fn render_text_answer(
        &self,
        field: &FormField,
        input: &tui_input::Input,
        room: usize,
        look: &Theme,
    ) -> Line<'static> {
        let blank = entry_form_texts::blank_placeholder(self.kind, field.base_name(), self.is_editing);
        let mut letters = blank.chars();
        match letters.next().filter(|_| input.value().is_empty()) {
            // The cursor stands on its first letter, where it stands when the question is closed.
            Some(first) => Line::from(vec![
                Span::styled(first.to_string(), look.caret_style().patch(look.dim_style())),
                Span::styled(letters.as_str().to_owned(), look.dim_style()),
            ]),
            None => text_input::render_input_line(input, room, true, look),
        }
    }
}

/// What a question is called; those of a massage's moments stand below their cues.
fn field_label(kind: Option<EntryKind>, field: &FormField) -> Cow<'static, str> {
    let base = field.base_name();
    let Some(number) = field.moment_number() else {
        let key = if base == keys::REASON { keys::NOT_TODAY } else { base };
        let spec = kind.and_then(|kind| kind.field(key));
        return spec.map_or_else(|| entry_form_texts::question_label(kind, base), |spec| spec.label).into();
    };
    let label = moment_fields().iter().find(|spec| spec.key == base).map_or("", |spec| spec.label);
    let is_cue = kind == Some(EntryKind::Cue);
    match base {
        keys::CUES if number > 1 => entry_form_texts::MORE_CUES.into(),
        keys::CUES if is_cue => entry_form_texts::YOU_SAW.into(),
        keys::CUES => label.into(),
        _ if is_cue && !matches!(base, keys::AREA | keys::AT) => label.into(),
        _ => format!("  {label}").into(),
    }
}

/// How a question is answered: as its field says, else as its shape is.
pub(crate) fn field_hint(kind: Option<EntryKind>, field: &FormField) -> &'static str {
    let base = field.base_name();
    let own = match field.moment_number() {
        Some(_) => moment_fields().iter().find(|spec| spec.key == base).and_then(shape_hint),
        None => kind.and_then(|kind| kind.field(base)).and_then(shape_hint),
    };
    own.unwrap_or_else(|| entry_form_texts::question_hint(kind, base))
}

fn shape_hint<T>(spec: &FieldSpec<T>) -> Option<&'static str> {
    spec.hint.or(match spec.shape {
        FieldShape::Many(..) => Some(entry_form_texts::SEVERAL_HINT),
        FieldShape::Number(..) => Some(entry_form_texts::NUMBER_HINT),
        FieldShape::Text(_) => Some(entry_form_texts::TEXT_HINT),
        _ => None,
    })
}

/// What is picked, then the letters typed to find more.
fn render_picked_and_search(pick: &PickList, room: usize, look: &Theme) -> Line<'static> {
    if pick.is_typing_own_words() {
        return text_input::render_input_line(&pick.search_input, room, true, look);
    }
    let picked = sanitize_text(&pick.picked_labels().join(", ")).into_owned();
    let gap = if picked.is_empty() { "" } else { "  " };
    let find = display_width(pick.search_input.value()).clamp(1, room.saturating_sub(2).max(1)) + 1;
    let kept = room.saturating_sub(find + gap.len());
    let picked = truncate_to_width(&picked, kept, look.glyph(Glyph::Ellipsis));
    let mut spans = vec![Span::styled(format!("{picked}{gap}"), look.accent_style())];
    spans.extend(text_input::render_input_line(&pick.search_input, find, true, look).spans);
    Line::from(spans)
}

/// The options, wrapped to the width: `▸` before the marked one, brackets around what is picked.
fn render_options(pick: &PickList, room: usize, look: &Theme) -> Vec<Line<'static>> {
    let shown = pick.visible_options();
    let finding = !pick.search_input.value().is_empty() && !pick.takes_own_words;
    let most = if finding { 12 } else { shown.len() };
    let mut lines: Vec<Line<'static>> = Vec::new();
    let (mut row, mut used, mut group) = (Vec::new(), 0, "");
    for (at, choice) in shown.into_iter().take(most).enumerate() {
        if !finding && choice.group != group {
            group = choice.group;
            flush_row(&mut lines, &mut row);
            used = 0;
            lines.push(Line::styled(format!("     {group}"), look.dim_style()));
        }
        let picked = pick.picked.contains(&choice.code);
        let marked = at == pick.marked_position && (pick.allows_many || finding);
        let (open, close) = if picked { ('[', ']') } else { (' ', ' ') };
        let mark = look.cursor_sign(marked);
        let digit = match at {
            0..9 => format!("{} ", at + 1),
            9 => "0 ".to_owned(),
            _ => String::new(),
        };
        let words = look.text(&sanitize_text(&choice.label));
        let cell = truncate_to_width(
            &format!("{mark}{open}{digit}{words}{close}"),
            room,
            look.glyph(Glyph::Ellipsis),
        );
        if used + display_width(&cell) > room && used > 0 {
            flush_row(&mut lines, &mut row);
            used = 0;
        }
        used += display_width(&cell);
        let style = look.row_style(picked);
        row.push(Span::styled(cell, style));
    }
    flush_row(&mut lines, &mut row);
    lines
}

fn flush_row(lines: &mut Vec<Line<'static>>, row: &mut Vec<Span<'static>>) {
    if !row.is_empty() {
        let mut spans = vec![Span::raw("   ")];
        spans.append(row);
        lines.push(Line::from(spans));
    }
}
