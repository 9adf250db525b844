//! The mouse: the wheel scrolls, a press marks a row, and on a key's name in the footer or on a tab it does what the key
//! does. It goes by what the last picture showed where, so that no screen has to know of it.

use crate::model::Timestamp;
use crate::texts::key_texts::shorten_label;
use crate::tui::app::App;
use crate::tui::keys::pointer_event::PointerEvent;
use crate::tui::keys::{Action, Mode, bindings_for_mode};
use crate::tui::links::{Link, find_links};
use crate::tui::screens::Effect;
use crate::tui::theme::MouseUse;
use crate::tui::theme::finish_picture::PictureMarks;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

/// Rows a notch of the wheel moves, where nothing is typed.
const WHEEL_ROWS: usize = 3;

/// More steps than a screen has rows are no way to one of them.
const MAX_STEPS: usize = 200;

/// What the last picture showed where.
#[derive(Default)]
pub(crate) struct PointerTargets {
    body: Rect,
    marks: PictureMarks,
    /// The lines that may name keys, the body's first and those below it: their row, and their cells.
    hint_lines: Vec<(u16, Vec<Cell>)>,
}

impl PointerTargets {
    pub(crate) fn of_picture(buffer: &Buffer, body: Rect, marks: PictureMarks) -> Self {
        let cells = |y: u16| -> Vec<Cell> {
            let columns = buffer.area.left()..buffer.area.right();
            columns.filter_map(|x| buffer.cell((x, y))).cloned().collect()
        };
        let lines = [body.y].into_iter().chain(body.bottom()..buffer.area.bottom());
        Self { body, marks, hint_lines: lines.map(|y| (y, cells(y))).collect() }
    }

    /// The words around a place in such a line; two blanks end them.
    fn words_at(&self, at: Position) -> Option<String> {
        let (_, cells) = self.hint_lines.iter().find(|(y, _)| *y == at.y)?;
        let is_gap = |x: usize| {
            let is_blank = |x: usize| cells.get(x).is_none_or(|cell| cell.symbol() == " ");
            is_blank(x) && (is_blank(x + 1) || x == 0 || is_blank(x - 1))
        };
        let x = usize::from(at.x);
        if is_gap(x) {
            return None;
        }
        let from = (0..x).rev().find(|x| is_gap(*x)).map_or(0, |gap| gap + 1);
        let to = (x..cells.len()).find(|x| is_gap(*x)).unwrap_or(cells.len());
        let words: String = cells[from..to].iter().map(Cell::symbol).collect();
        Some(words.trim().trim_start_matches('[').trim_end_matches(']').to_owned())
    }

    /// How many rows below the marked one the row at this place is, and how many columns of rows beside it.
    fn steps_to(&self, at: Position, place: Mode) -> Option<(isize, isize)> {
        let marked = self.marks.marked?;
        if place == Mode::Calendar {
            return self.steps_in_grid(marked, at);
        }
        let list: Vec<u16> =
            self.marks.rows.iter().filter(|row| row.x == marked.x).map(|row| row.y).collect();
        let here = list.iter().position(|y| *y == marked.y)?;
        let there = list.iter().position(|y| *y == at.y)?;
        // Panels stand one above another; their lists have no lines between their rows.
        let between = &list[here.min(there)..=here.max(there)];
        let is_one_list = between.windows(2).all(|pair| pair[1] == pair[0] + 1);
        (place != Mode::Trends || is_one_list).then(|| (there as isize - here as isize, 0))
    }

    fn steps_in_grid(&self, marked: Position, at: Position) -> Option<(isize, isize)> {
        let mut lines: Vec<u16> = self.marks.rows.iter().map(|row| row.y).collect();
        lines.dedup();
        // A square may be several lines high.
        let line_of = |y: u16| lines.iter().rposition(|line| *line <= y);
        let column_of = |x: u16, y: u16| {
            let line = self.marks.rows.iter().filter(|row| row.y == y);
            line.enumerate().filter(|(_, row)| row.x <= x).last().map(|(column, _)| column as isize)
        };
        let (here, there) = (line_of(marked.y)?, line_of(at.y)?);
        let (from, to) = (column_of(marked.x, marked.y)?, column_of(at.x, lines[there])?);
        Some((there as isize - here as isize, to - from))
    }
}

impl App {
    /// The links on a finished picture.
    pub fn find_links(&self, buffer: &Buffer) -> Vec<Link> {
        let targets = self.screens.last().map(|top| top.link_targets(&self.build_context()));
        find_links(buffer, &targets.unwrap_or_default())
    }

    /// Whether the mouse is listened to: not over a hidden screen, and not where the parent keeps it for the terminal.
    pub fn wants_mouse(&self) -> bool {
        self.theme.prefs.mouse == MouseUse::On && !self.is_hidden()
    }

    pub fn handle_pointer(&mut self, event: PointerEvent, now: Timestamp) {
        self.set_time(now);
        if !self.wants_mouse() {
            return;
        }
        self.record_activity();
        self.apply_encryption_change();
        self.poll_job();
        match event {
            PointerEvent::WheelUp => self.turn_wheel(Action::Up),
            PointerEvent::WheelDown => self.turn_wheel(Action::Down),
            PointerEvent::Press(at) => self.press_at(at),
        }
        self.refresh_top_screen();
    }

    fn turn_wheel(&mut self, action: Action) {
        let place = self.current_mode();
        // Where a step is a question, a page of bands or a week of the calendar, one is enough.
        let is_large = place.has_text_input() || matches!(place, Mode::Weeks | Mode::Calendar);
        let rows = if is_large { 1 } else { WHEEL_ROWS };
        if self.is_bound(action) {
            self.repeat_action(action, rows);
        }
    }

    fn repeat_action(&mut self, action: Action, times: usize) {
        for _ in 0..times.min(MAX_STEPS) {
            self.handle_action(action);
            self.refresh_top_screen();
        }
    }

    fn press_at(&mut self, at: Position) {
        let targets = self.pointer_targets.take();
        if let Some(action) = targets.words_at(at).and_then(|words| self.find_hinted_action(&words)) {
            self.quit_refused &= action == Action::Quit;
            return self.handle_action(action);
        }
        let body = targets.body;
        if !body.contains(at) {
            return;
        }
        let inside = Position::new(at.x - body.x, at.y - body.y);
        let mut is_taken = false;
        self.with_top_screen(|top, context| {
            let effect = top.handle_press(inside, body, context)?;
            is_taken = effect.is_some();
            Ok(effect.unwrap_or(Effect::Stay))
        });
        let place = self.current_mode();
        // In a form the rows are questions and answers both.
        let is_list = !place.has_text_input() || matches!(place, Mode::TypedLine | Mode::Search);
        if let Some((down, across)) = targets.steps_to(at, place).filter(|_| is_list && !is_taken) {
            let step = |by: isize, back, on| if by < 0 { back } else { on };
            self.repeat_action(step(down, Action::Up, Action::Down), down.unsigned_abs());
            self.repeat_action(step(across, Action::Earlier, Action::Later), across.unsigned_abs());
        }
    }

    /// The action of a key that a line of keys names: `m massage`, its word whole or shortened.
    fn find_hinted_action(&self, words: &str) -> Option<Action> {
        let context = self.build_context();
        let top = self.screens.last()?;
        let hinted = bindings_for_mode(self.current_mode()).find(|row| {
            let key = row.key.display_name(self.theme.ascii);
            let label = words.strip_prefix(&*key).and_then(|rest| rest.strip_prefix(' '));
            let meant = top.action_label(row.action, &context).unwrap_or(row.label);
            label.is_some_and(|label| {
                let label = label.trim_end_matches(['…', '~', '.']);
                let is_short = || [meant, row.label].into_iter().any(|word| shorten_label(word) == label);
                !label.is_empty() && (meant.starts_with(label) || row.label.starts_with(label) || is_short())
            })
        });
        hinted.map(|row| row.action)
    }
}
