//! What a file comes to, before it is saved; where entries differ here and there, the two ways to save it stand below.
//!
//! ```text
//!   4 entries differ here and there: 2 were edited later there, 2 later here or at the same time. Yours stay.
//!
//!   Which of the two stays?
//! ▸ yours
//!   the later of the two: 2 from there
//! ```

use crate::import_files::prepare::{ImportChoice, PreparedImport};
use crate::text::width::wrap_text;
use crate::texts::import_screen as texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::{Context, Effect};
use crate::tui::widgets::list::move_cursor;
use ratatui::text::Line;

/// How far a page key moves the text.
const PAGE_ROWS: usize = 8;

pub(crate) struct PreviewPane {
    /// None when it cannot be brought in.
    prepared: Option<Box<PreparedImport>>,
    refusal: String,
    top: usize,
}

impl PreviewPane {
    pub(crate) fn new(prepared: Box<PreparedImport>) -> Self {
        Self { prepared: Some(prepared), refusal: String::new(), top: 0 }
    }

    pub(crate) fn refused(why: String) -> Self {
        Self { prepared: None, refusal: why, top: 0 }
    }

    fn choices(&self) -> &[ImportChoice] {
        self.prepared.as_ref().map_or(&[], |prepared| &prepared.choices)
    }

    fn chosen(&self) -> Option<&ImportChoice> {
        self.prepared.as_ref()?.chosen()
    }

    /// Whether saving it would change anything.
    pub(crate) fn has_changes(&self) -> bool {
        self.chosen().is_some_and(|chosen| chosen.has_changes)
    }

    pub(crate) fn handle_action(&mut self, action: Action) -> Effect {
        let has_two = self.choices().len() > 1;
        match action {
            Action::Open if self.has_changes() => {
                return self.prepared.take().map_or(Effect::Stay, Effect::SaveImport);
            }
            Action::Up | Action::Down if has_two => {
                let to = usize::from(action == Action::Down);
                self.prepared.iter_mut().for_each(|prepared| prepared.choose(to));
            }
            action => {
                let rows = self.chosen().map_or(&*self.refusal, |chosen| &chosen.preview).lines().count();
                self.top = move_cursor(action, self.top, PAGE_ROWS, rows).unwrap_or(self.top);
            }
        }
        Effect::Stay
    }

    pub(crate) fn status_hint(&self) -> String {
        match &self.prepared {
            None => String::new(),
            Some(_) if self.has_changes() => texts::save_hint(&key_name(Mode::Search, Action::Open)),
            Some(prepared) if prepared.choices.len() > 1 => {
                texts::later_can_be_saved(&key_name(Mode::Search, Action::Down))
            }
            Some(_) => texts::nothing_to_save(&key_name(Mode::Search, Action::Back)),
        }
    }

    pub(crate) fn render(&self, columns: usize, rows: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let theme = &context.theme;
        let below = self.render_choices(context);
        let room = rows.saturating_sub(below.len());
        let text = self.chosen().map_or(&*self.refusal, |chosen| &chosen.preview);
        let shown = text.lines().flat_map(|line| {
            let indent = line.len() - line.trim_start().len();
            let rows = wrap_text(&theme.text(line.trim_start()), columns.saturating_sub(4).max(8));
            rows.into_iter().map(move |row| Line::raw(format!("  {}{row}", " ".repeat(indent))))
        });
        let shown: Vec<_> = shown.collect();
        let top = self.top.min(shown.len().saturating_sub(room));
        context.note_rows_below(shown.len() > top + room);
        shown.into_iter().skip(top).take(room).chain(below).collect()
    }

    fn render_choices(&self, context: &Context<'_>) -> Vec<Line<'static>> {
        let [_, later] = self.choices() else {
            return Vec::new();
        };
        let theme = &context.theme;
        let takes_later = self.chosen().is_some_and(|chosen| chosen.taken > 0);
        let row = |label: String, is_chosen: bool| {
            let row = format!(" {} {}", theme.cursor_sign(is_chosen), theme.text(&label));
            Line::styled(row, theme.row_style(is_chosen))
        };
        vec![
            Line::default(),
            Line::raw(format!("  {}", texts::WHICH_STAYS)),
            row(texts::YOURS_STAY.to_owned(), !takes_later),
            row(texts::later_stays(later.taken), takes_later),
        ]
    }
}
