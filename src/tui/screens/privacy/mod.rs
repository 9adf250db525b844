//! The hidden screen: nothing of the journal, until the passphrase of a locked one is typed, or enter is pressed on one
//! that has none. What was typed before waits underneath.

use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::texts::{passphrase_texts, support_texts};
use crate::tui::keys::{Action, Mode, key_for_action, key_name};
use crate::tui::screens::passphrase_input::PassphraseInput;
use crate::tui::screens::{Context, Effect, Screen};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use tui_input::InputRequest;

#[derive(Default)]
pub(crate) struct PrivacyScreen {
    passphrase_input: PassphraseInput,
    /// Nobody touched a key for a while, rather than the parent hid it.
    hidden_by_timeout: bool,
}

impl PrivacyScreen {
    /// Hidden because no key was pressed for a while.
    pub(crate) fn from_timeout() -> Self {
        Self { hidden_by_timeout: true, ..Self::default() }
    }

    fn build_lines(&self, columns: usize, locked: bool, theme: &Theme) -> Vec<Line<'static>> {
        let mut lines = vec![Line::raw("cuebook"), Line::default()];
        let why = if self.hidden_by_timeout {
            passphrase_texts::HIDDEN_BY_TIMEOUT
        } else {
            passphrase_texts::HIDDEN_BY_KEY
        };
        let enter = key_name(Mode::Privacy, Action::Open);
        let how = if locked {
            passphrase_texts::show_with_passphrase(&enter)
        } else {
            passphrase_texts::show_with_key(&enter)
        };
        lines.extend(wrap_text(&format!("{why} {how}"), columns).into_iter().map(Line::raw));
        let support = if locked { key_for_action(Mode::Privacy, Action::Support) } else { None };
        let reminder = support_texts::form_reminder(support.as_deref().unwrap_or("!"));
        if locked {
            lines.extend([
                Line::default(),
                self.passphrase_input.render_masked_line(passphrase_texts::LABEL, columns, theme),
            ]);
        }
        if locked && self.passphrase_input.has_failed() {
            lines.extend([Line::default(), Line::raw(passphrase_texts::WRONG)]);
        }
        lines.extend([Line::default(), Line::raw(reminder)]);
        lines
    }
}

impl Screen for PrivacyScreen {
    fn input_mode(&self) -> Mode {
        Mode::Privacy
    }

    fn is_covering_all(&self) -> bool {
        true
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(match action {
            Action::Open if !context.store.is_encrypted() => Effect::Close,
            Action::Open if self.passphrase_input.verify_passphrase(context.store) => Effect::Close,
            _ => Effect::Stay,
        })
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        self.passphrase_input.handle_input(request);
        Ok(Effect::Stay)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(area.width).saturating_sub(4).min(60);
        let lines = self.build_lines(columns, context.store.is_encrypted(), &context.theme);
        let high = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let middle = Rect {
            x: area.x + 2.min(area.width),
            y: area.y + area.height.saturating_sub(high) / 3,
            width: area.width.saturating_sub(2),
            height: high.min(area.height),
        };
        frame.render_widget(Paragraph::new(lines), middle);
    }
}
