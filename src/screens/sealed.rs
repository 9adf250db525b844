//! Asking for the passphrase that reads what a carer sealed, for this run of the program, until the screen is hidden.

use super::secret::{LABEL, Secret};
use super::{Here, Screen, Step};
use crate::keys::{Action, Place};
use crate::store::{Opened, Trouble};
use crate::widgets::text::wrap;
use crate::work::{Found, Job, of};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use tui_input::InputRequest;

#[derive(Default)]
pub struct Sealed {
    secret: Secret,
    wrong: bool,
}

impl Screen for Sealed {
    fn place(&self) -> Place {
        Place::Secret
    }

    fn heading(&self, _here: &Here<'_>) -> String {
        "For its writer".into()
    }

    fn act(&mut self, action: Action, _here: &Here<'_>) -> Result<Step, Trouble> {
        Ok(match action {
            Action::Back => Step::Close,
            Action::Open => match self.secret.take() {
                Some(words) => {
                    Step::Work(Job::new(OPENING, move |store, _| Ok(store.key_to_sealed(&words)?)))
                }
                None => Step::Stay,
            },
            _ => Step::Stay,
        })
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        self.secret.typed(request);
        Ok(Step::Stay)
    }

    fn worked(&mut self, found: Found, _here: &Here<'_>) -> Result<Step, Trouble> {
        match of::<Opened>(found).filter(|key| !key.is_empty()) {
            Some(key) => Ok(Step::Unseal(key)),
            None => {
                self.wrong = true;
                Ok(Step::Stay)
            }
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let columns = usize::from(area.width).saturating_sub(4).min(70);
        let mut lines = wrap(SAYS, columns);
        lines.extend([String::new(), self.secret.line(LABEL, columns, &here.look)]);
        if self.wrong {
            lines.push(String::new());
            lines.extend(wrap(WRONG, columns));
        }
        let lines: Vec<Line<'_>> =
            lines.into_iter().map(|line| Line::raw(format!("  {}", here.look.text(&line)))).collect();
        frame.render_widget(Paragraph::new(lines), area);
    }
}

/// What is said of an entry that only its writer can read, to whoever would open it.
pub(crate) const CLOSED: &str = "It is kept for its writer. Their passphrase opens it: ctrl-o.";
const SAYS: &str = "Check-ins and notes that a carer sealed open with that carer's own passphrase. They stay open until you hide the screen, leave, or press the key again.";
const OPENING: &str = "opening";
const WRONG: &str = "It opens nothing here. Please try again.";
