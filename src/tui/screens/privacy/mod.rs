//! The hidden screen: nothing of the journal, until the passphrase of a locked one is typed, or enter is pressed on one
//! that has none. What was typed before waits underneath.

use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::passphrase_input::{PASSPHRASE_LABEL, PassphraseInput, WRONG_PASSPHRASE};
use crate::tui::screens::{Context, Effect, Screen};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use tui_input::InputRequest;

#[derive(Default)]
pub struct PrivacyScreen {
    passphrase_input: PassphraseInput,
    /// Nobody touched a key for a while, rather than the parent hid it.
    hidden_by_timeout: bool,
}

impl PrivacyScreen {
    /// Hidden because no key was pressed for a while.
    pub fn from_timeout() -> Self {
        Self { hidden_by_timeout: true, ..Self::default() }
    }

    fn build_lines(&self, columns: usize, locked: bool, look: &Theme) -> Vec<String> {
        let mut lines = vec!["cuebook".to_owned(), String::new()];
        let why = if self.hidden_by_timeout { HIDDEN_BY_TIMEOUT } else { HIDDEN_BY_KEY };
        let how = if locked { SHOW_WITH_PASSPHRASE } else { SHOW_WITH_ENTER };
        lines.extend(wrap_text(&format!("{why} {how}"), columns));
        if locked {
            lines.extend([
                String::new(),
                self.passphrase_input.format_masked_line(PASSPHRASE_LABEL, columns, look),
            ]);
        }
        if locked && self.passphrase_input.has_failed() {
            lines.extend([String::new(), WRONG_PASSPHRASE.to_owned()]);
        }
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

    fn handle_action(&mut self, action: Action, here: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(match action {
            Action::Open if !here.store.is_encrypted() => Effect::Close,
            Action::Open if self.passphrase_input.verify_passphrase(here.store) => Effect::Close,
            _ => Effect::Stay,
        })
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        self.passphrase_input.handle_input(request);
        Ok(Effect::Stay)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Context<'_>) {
        let columns = usize::from(area.width).saturating_sub(4).min(60);
        let lines = self.build_lines(columns, here.store.is_encrypted(), &here.theme);
        let high = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let middle = Rect {
            x: area.x + 2.min(area.width),
            y: area.y + area.height.saturating_sub(high) / 3,
            width: area.width.saturating_sub(2),
            height: high.min(area.height),
        };
        let lines: Vec<Line<'_>> =
            lines.into_iter().map(|line| Line::raw(here.theme.text(&line).to_string())).collect();
        frame.render_widget(Paragraph::new(lines), middle);
    }
}

const HIDDEN_BY_KEY: &str = "The screen is hidden.";
const HIDDEN_BY_TIMEOUT: &str = "The screen was hidden, as no key was pressed for a while.";
const SHOW_WITH_ENTER: &str = "Enter shows it again, to anyone: this journal has no lock.";
const SHOW_WITH_PASSPHRASE: &str = "The passphrase, then enter, shows it again.";
