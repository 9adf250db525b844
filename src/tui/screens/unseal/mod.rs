//! Asking for the passphrase that reads what a carer sealed, for this run of the program, until the screen is hidden.

use crate::store::{SealKeys, StoreError};
use crate::text::width::wrap_text;
use crate::texts::passphrase_texts;
use crate::tui::jobs::{Job, JobOutput, downcast_output};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::passphrase_input::PassphraseInput;
use crate::tui::screens::{Context, Effect, Screen};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use tui_input::InputRequest;

#[derive(Default)]
pub(crate) struct UnsealScreen {
    passphrase_input: PassphraseInput,
    has_failed: bool,
}

impl Screen for UnsealScreen {
    fn input_mode(&self) -> Mode {
        Mode::Passphrase
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        passphrase_texts::UNSEAL_HEADING.into()
    }

    fn handle_action(&mut self, action: Action, _here: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(match action {
            Action::Back => Effect::Close,
            Action::Open => match self.passphrase_input.take_passphrase() {
                Some(words) => Effect::StartJob(Job::new(passphrase_texts::UNSEALING, move |store, _| {
                    Ok(store.load_seal_keys(&words)?)
                })),
                None => Effect::Stay,
            },
            _ => Effect::Stay,
        })
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        self.passphrase_input.handle_input(request);
        Ok(Effect::Stay)
    }

    fn handle_job_output(&mut self, found: JobOutput, _here: &Context<'_>) -> Result<Effect, StoreError> {
        match downcast_output::<SealKeys>(found).filter(|key| !key.is_empty()) {
            Some(key) => Ok(Effect::Unseal(key)),
            None => {
                self.has_failed = true;
                Ok(Effect::Stay)
            }
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(area.width).saturating_sub(4).min(70);
        let say = |text| wrap_text(text, columns).into_iter().map(Line::raw);
        let mut lines: Vec<Line<'_>> = say(passphrase_texts::UNSEAL_INTRO).collect();
        lines.extend([
            Line::default(),
            self.passphrase_input.render_masked_line(passphrase_texts::LABEL, columns, &context.theme),
        ]);
        if self.has_failed {
            lines.push(Line::default());
            lines.extend(say(passphrase_texts::NOTHING_UNSEALED));
        }
        for line in &mut lines {
            line.spans.insert(0, Span::raw("  "));
        }
        frame.render_widget(Paragraph::new(lines), area);
    }
}
