//! A long note in the parent's own editor: asked first where others are kept from reading it, as it lies in a file meanwhile.

use crate::texts::app_texts;
use crate::tui::app::App;
use crate::tui::app::screen_requests::ScreenRequest;
use crate::tui::keys::{Action, key_for_action, key_name};

impl App {
    /// Asks the loop to open the text being typed in an editor.
    pub(crate) fn open_editor(&mut self) {
        let (screens, context) = self.screens_and_context();
        let form = screens.last_mut().and_then(|top| top.as_entry_form());
        let Some(long) = form.and_then(|form| form.long_text(&context)) else {
            self.status = app_texts::editor_wants_note(&key_name(self.current_mode(), Action::NextPart));
            return;
        };
        if long.is_private && !std::mem::replace(&mut self.key_manners.has_asked_editor, true) {
            let key = key_for_action(self.current_mode(), Action::OpenEditor).unwrap_or_default();
            self.status = app_texts::editor_of_private_words(&key);
            return;
        }
        self.key_manners.has_asked_editor = false;
        self.save_drafts();
        self.screen_request = Some(ScreenRequest::Edit(long.text));
    }

    /// What the editor left, or why there is nothing.
    pub fn finish_edit(&mut self, outcome: Result<String, String>) {
        self.record_activity();
        let text = match outcome {
            Ok(text) if text.chars().nth(MAX_EDITED_CHARS).is_some() => {
                self.status = app_texts::paste_too_long(MAX_EDITED_CHARS);
                return;
            }
            Ok(text) => text,
            Err(why) => {
                self.status = why;
                return;
            }
        };
        let (screens, context) = self.screens_and_context();
        if let Some(form) = screens.last_mut().and_then(|top| top.as_entry_form()) {
            form.replace_long_text(&text, &context);
        }
        self.save_drafts();
        self.refresh_top_screen();
    }
}

/// The most letters that are taken back.
const MAX_EDITED_CHARS: usize = 20_000;
