//! The hidden screen: nothing of the journal, until the passphrase of a locked one is typed, or enter is pressed on one
//! that has none. What was typed before waits underneath.

use super::secret::{LABEL, Secret, WRONG};
use super::{Here, Screen, Step};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use crate::widgets::look::Look;
use crate::widgets::text::wrap;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use tui_input::InputRequest;

#[derive(Default)]
pub struct Hidden {
    secret: Secret,
    /// Nobody touched a key for a while, rather than the parent hid it.
    by_itself: bool,
}

impl Hidden {
    /// Hidden because no key was pressed for a while.
    pub fn by_itself() -> Self {
        Self { by_itself: true, ..Self::default() }
    }

    fn lines(&self, columns: usize, locked: bool, look: &Look) -> Vec<String> {
        let mut lines = vec!["cuebook".to_owned(), String::new()];
        let why = if self.by_itself { BY_ITSELF } else { HIDDEN };
        let how = if locked { WITH_PASSPHRASE } else { WITH_ENTER };
        lines.extend(wrap(&format!("{why} {how}"), columns));
        if locked {
            lines.extend([String::new(), self.secret.line(LABEL, columns, look)]);
        }
        if locked && self.secret.was_wrong() {
            lines.extend([String::new(), WRONG.to_owned()]);
        }
        lines
    }
}

impl Screen for Hidden {
    fn place(&self) -> Place {
        Place::Hidden
    }

    fn covers(&self) -> bool {
        true
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        Ok(match action {
            Action::Open if !here.store.is_locked() => Step::Close,
            Action::Open if self.secret.opens(here.store) => Step::Close,
            _ => Step::Stay,
        })
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        self.secret.typed(request);
        Ok(Step::Stay)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let columns = usize::from(area.width).saturating_sub(4).min(60);
        let lines = self.lines(columns, here.store.is_locked(), &here.look);
        let high = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let middle = Rect {
            x: area.x + 2.min(area.width),
            y: area.y + area.height.saturating_sub(high) / 3,
            width: area.width.saturating_sub(2),
            height: high.min(area.height),
        };
        let lines: Vec<Line<'_>> =
            lines.into_iter().map(|line| Line::raw(here.look.text(&line).to_string())).collect();
        frame.render_widget(Paragraph::new(lines), middle);
    }
}

const HIDDEN: &str = "The screen is hidden.";
const BY_ITSELF: &str = "The screen was hidden, as no key was pressed for a while.";
const WITH_ENTER: &str = "Enter shows it again, to anyone: this journal has no lock.";
const WITH_PASSPHRASE: &str = "The passphrase, then enter, shows it again.";
