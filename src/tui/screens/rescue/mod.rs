//! Words of an earlier run that could not be kept in the journal, offered at the start: to go on with, to be left in their
//! file, or to be let go.
//!
//! ```text
//!  What you were typing when the journal could not be reached is here: a note.
//!
//!  ▸ go on with it in its form
//!    keep the file as it is
//!    let it go
//! ```

use crate::store::{RescuedWords, StoreError};
use crate::text::width::wrap_text;
use crate::texts::rescue_texts as texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::{Context, Effect, Screen};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

pub(crate) struct RescueScreen {
    words: RescuedWords,
    answers: Vec<RescueAnswer>,
    selected: usize,
}

/// What becomes of such words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RescueAnswer {
    /// They wait in the journal again, where they were typed.
    Restore,
    Keep,
    LetGo,
}

impl RescueScreen {
    pub(crate) fn new(words: RescuedWords) -> Self {
        let mut answers = vec![RescueAnswer::Keep, RescueAnswer::LetGo];
        if words.content.is_some() {
            answers.insert(0, RescueAnswer::Restore);
        }
        Self { words, answers, selected: 0 }
    }

    fn describe_words(&self, context: &Context<'_>) -> String {
        match &self.words.content {
            Some(content) => {
                let mut what: Vec<&str> =
                    content.drafts.iter().map(|(slot, _)| texts::describe_slot(slot)).collect();
                what.dedup();
                texts::offer(&what, content.at, context.now, &self.words.path)
            }
            None => texts::offer_unreadable(&self.words.path),
        }
    }

    fn move_selection(&mut self, down: bool) {
        let rows = self.answers.len();
        self.selected = if down { self.selected + 1 } else { self.selected + rows - 1 } % rows.max(1);
    }
}

impl Screen for RescueScreen {
    fn input_mode(&self) -> Mode {
        Mode::Form
    }

    fn heading_text(&self, _context: &Context<'_>) -> String {
        texts::HEADING.into()
    }

    fn handle_action(&mut self, action: Action, _context: &Context<'_>) -> Result<Effect, StoreError> {
        match action {
            Action::Down | Action::NextPart => self.move_selection(true),
            Action::Up | Action::PreviousPart => self.move_selection(false),
            Action::Open | Action::SaveForm => {
                let answer = self.answers.get(self.selected).copied().unwrap_or(RescueAnswer::Keep);
                return Ok(Effect::Rescue(answer, self.words.clone()));
            }
            Action::Back => return Ok(Effect::Rescue(RescueAnswer::Keep, self.words.clone())),
            _ => {}
        }
        Ok(Effect::Stay)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let theme = &context.theme;
        let columns = usize::from(area.width).saturating_sub(4);
        let mut lines: Vec<Line<'_>> = wrap_text(&theme.text(&self.describe_words(context)), columns)
            .into_iter()
            .map(|row| Line::raw(format!("  {row}")))
            .collect();
        lines.push(Line::default());
        for (row, answer) in self.answers.iter().enumerate() {
            let marked = row == self.selected;
            let label = match answer {
                RescueAnswer::Restore => texts::RESTORE_LABEL,
                RescueAnswer::Keep => texts::KEEP_LABEL,
                RescueAnswer::LetGo => texts::LET_GO_LABEL,
            };
            let line = format!(" {} {label}", theme.cursor_sign(marked));
            lines.push(Line::styled(line, theme.row_style(marked)));
        }
        lines.push(Line::default());
        lines.push(Line::styled(
            format!("  {}", texts::keep_hint(&key_name(self.input_mode(), Action::Back))),
            theme.dim_style(),
        ));
        frame.render_widget(Paragraph::new(lines), area);
    }
}
