//! "Not today": kept in two keys, and a reason for who wants to give one.
//!
//! ```text
//!  Not today                                           Sunday 22 November  14:07
//!  ──────────────────────────────────────────────────────────────────────────────
//!   Kept. A reason, if you like:
//!
//!    1 asleep
//!    2 hungry
//! ```

use super::{Massage, words};
use crate::journal::{Change, Massage as Touch, What, tell};
use crate::screens::{Here, Step};
use crate::store::Trouble;
use crate::words::{List, Word, list};
use ratatui::text::Line;
use tui_input::InputRequest;

const NO_REASON: &str = "no-reason";

fn reasons() -> impl Iterator<Item = &'static Word> {
    list(List::Reasons).iter().filter(|word| word.code != NO_REASON)
}

/// The reason of a digit. Letters do nothing: the rest of a word typed out would be keys of the day.
fn reason(key: char) -> Option<&'static Word> {
    let n = usize::try_from(key.to_digit(10)?).ok()?;
    reasons().nth(n.checked_sub(1)?)
}

impl Massage {
    pub(crate) fn not_today(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        let mut entry = self.form.base.clone();
        entry.at = here.now;
        entry.what = What::Massage(Touch { not_today: Some(NO_REASON.into()), ..Touch::default() });
        let title = tell::title(&entry, here.family, here.now);
        self.ours(entry.clone(), here)?;
        self.reason = true;
        Ok(Step::Keep(Change::add(title, entry)))
    }

    /// A digit adds the reason to what was kept.
    pub(crate) fn add_reason(&mut self, request: InputRequest, here: &Here<'_>) -> Result<Step, Trouble> {
        let (InputRequest::InsertChar(key), Some(before)) = (request, self.form.before.clone()) else {
            return Ok(Step::Stay);
        };
        let mut after = before.clone();
        match (&mut after.what, reason(key)) {
            (What::Massage(it), Some(word)) => it.not_today = Some(word.code.clone()),
            _ => return Ok(Step::Stay),
        }
        let title = tell::title(&after, here.family, here.now);
        Ok(Step::KeepAndClose(Change::edit(title, before, after)))
    }

    pub(crate) fn reason_lines(here: &Here<'_>) -> Vec<Line<'static>> {
        let look = &here.look;
        let mut lines = vec![Line::from(format!("  {}", look.text(words::REASON))), Line::default()];
        for (at, word) in reasons().enumerate() {
            lines.push(Line::from(format!("   {} {}", at + 1, look.text(&word.words))));
        }
        lines.push(Line::default());
        lines.push(Line::styled(format!("  {}", look.text(words::REASON_KEYS)), look.dim()));
        lines
    }
}
