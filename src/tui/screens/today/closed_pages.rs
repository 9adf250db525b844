//! A baby's pages that are closed: they are read and no longer written. Nothing is asked, no age and no time is counted, and
//! a sleep that had no end is not spoken of.

use crate::model::{Entry, EntryKind};
use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::texts::closed_page_texts as texts;
use crate::tui::keys::Action;
use crate::tui::screens::today::TodayScreen;
use crate::tui::screens::{Context, Effect, describe_closed_pages};
use crate::tui::theme::Theme;
use ratatui::text::Line;

/// What Today still does for a baby whose pages are closed.
fn is_open_on_closed_pages(action: Action) -> bool {
    !matches!(
        action,
        Action::Sleep
            | Action::PastSleep
            | Action::SleepAll
            | Action::Massage
            | Action::Cue
            | Action::MarkCoverage
            | Action::AnswerMissingEnd
    )
}

/// What its footer names: how the parent is, a note, and looking back.
pub(crate) fn is_offered_on_closed_pages(action: Action) -> bool {
    matches!(
        action,
        Action::Checkin
            | Action::Note
            | Action::Past
            | Action::Support
            | Action::Help
            | Action::Settings
            | Action::Quit
    )
}

/// The entries that Today lists there: the carers' own, and notes.
pub(crate) fn is_listed_on_closed_pages(entry: &Entry) -> bool {
    matches!(entry.kind(), EntryKind::Checkin | EntryKind::Note)
}

impl TodayScreen {
    /// Says why nothing is written about a baby whose pages are closed.
    pub(crate) fn refuse_on_closed_pages(&self, action: Action, context: &Context<'_>) -> Option<Effect> {
        let is_refused = context.family.is_selected_baby_closed() && !is_open_on_closed_pages(action);
        is_refused.then(|| Effect::SetStatus(describe_closed_pages()))
    }

    /// Closes the shown baby's pages, or opens them again.
    pub(crate) fn toggle_pages(&self, context: &Context<'_>) -> Result<Effect, StoreError> {
        let Some(baby) = context.family.selected_baby() else {
            return Ok(Effect::Stay);
        };
        let shown = context.store.load_setting("baby")?;
        Ok(Effect::Save(baby.change_closed(!baby.closed, context.family, shown)))
    }

    /// The name's dates and one sentence, above the day's notes.
    pub(crate) fn render_closed_pages(&self, columns: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let theme: &Theme = &context.theme;
        let born = context.family.selected_baby().and_then(|baby| baby.born);
        let mut lines = vec![Line::default()];
        lines.extend(born.map(|born| Line::raw(format!(" {}", texts::born_on(born)))));
        let rows = wrap_text(&theme.text(&describe_closed_pages()), columns.saturating_sub(2));
        lines.extend(rows.into_iter().map(|row| Line::raw(format!(" {row}"))));
        lines.push(Line::default());
        lines
    }
}
