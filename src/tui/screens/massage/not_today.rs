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

use crate::model::fields::keys;
use crate::model::kinds::massage::NO_REASON_CODE;
use crate::model::{Change, Details, Massage as Touch, describe};
use crate::store::StoreError;
use crate::texts::massage_screen as massage_texts;
use crate::tui::keys::{Action, Mode, digit_on_key, key_name};
use crate::tui::screens::massage::MassageScreen;
use crate::tui::screens::{Context, Effect};
use crate::vocabulary::{ListWord, WordList, list};
use ratatui::text::Line;
use tui_input::InputRequest;

fn list_reasons() -> impl Iterator<Item = &'static ListWord> {
    list(WordList::Reasons).iter().filter(|word| word.code != NO_REASON_CODE)
}

/// The reason of a digit. Letters do nothing: the rest of a word typed out would be keys of the day.
fn reason_for_digit(key: char) -> Option<&'static ListWord> {
    let n = usize::try_from(digit_on_key(key)?.to_digit(10)?).ok()?;
    list_reasons().nth(n.checked_sub(1)?)
}

impl MassageScreen {
    pub(crate) fn save_not_today(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        let mut entry = self.form.base_entry.clone();
        entry.at = context.now;
        entry.details =
            Details::Massage(Touch { not_today: Some(NO_REASON_CODE.into()), ..Touch::default() });
        let title = describe::format_title(&entry, context.family, context.now);
        self.show_pending_entry(entry.clone(), context)?;
        self.asks_reason = true;
        Ok(Effect::Save(Change::add_record(title, entry)))
    }

    /// What enter does on the part that is open, where the footer's own word does not say it.
    pub(crate) fn enter_label(&self) -> Option<&'static str> {
        let has_cues = !self.current_cues().is_empty();
        match self.focused_part() {
            keys::CUES if has_cues => Some(massage_texts::WHAT_IT_MEANT),
            keys::CUES if self.is_live() && self.moment_number > 1 => Some(massage_texts::WHAT_IT_MEANT),
            keys::MEANT | keys::OWN_MEANING | keys::DID | keys::HELPED => None,
            _ if self.is_live() && self.is_saved() => Some(massage_texts::TO_CUES),
            _ => None,
        }
    }

    /// A digit adds the reason to what was kept.
    pub(crate) fn add_reason(
        &mut self,
        request: InputRequest,
        context: &Context<'_>,
    ) -> Result<Effect, StoreError> {
        let (InputRequest::InsertChar(key), Some(before)) = (request, self.form.original.clone()) else {
            return Ok(Effect::Stay);
        };
        let mut after = before.clone();
        match (&mut after.details, reason_for_digit(key)) {
            (Details::Massage(it), Some(word)) => it.not_today = Some(word.code.clone()),
            _ => return Ok(Effect::Stay),
        }
        let title = describe::format_title(&after, context.family, context.now);
        Ok(Effect::SaveAndClose(Change::replace_record(title, before, after)))
    }

    pub(crate) fn render_reasons(context: &Context<'_>) -> Vec<Line<'static>> {
        let look = &context.theme;
        let mut lines = vec![Line::from(format!("  {}", massage_texts::REASON_PROMPT)), Line::default()];
        for (at, word) in list_reasons().enumerate() {
            lines.push(Line::from(format!("   {} {}", at + 1, word.words)));
        }
        lines.push(Line::default());
        let enter = key_name(Mode::NotTodayReason, Action::Open);
        lines.push(Line::styled(format!("  {}", massage_texts::reason_hint(&enter)), look.dim_style()));
        lines
    }
}
