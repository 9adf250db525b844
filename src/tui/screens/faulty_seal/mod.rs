//! A carer's seal that is not as it should be, told at the start: put back with its passphrase, taken as it is now, or left
//! for later. Until it is answered nothing of theirs is written.
//!
//! ```text
//!  The seal of Ottoline is not in this journal any more, so what they write would be open.
//!
//!  ▸ put their own seal back; it asks for their passphrase
//!    take it as it is now
//!    later; until then no check-in or private note of theirs is saved
//! ```

use crate::store::{FaultySeal, Passphrase, SealAnswer, SealKeys, StoreError};
use crate::text::width::wrap_text;
use crate::texts::{passphrase_texts, seal_texts as texts};
use crate::tui::jobs::{Job, JobOutput, downcast_output};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::passphrase_input::PassphraseInput;
use crate::tui::screens::{Context, Effect, Screen};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use tui_input::InputRequest;

pub(crate) struct FaultySealScreen {
    faulty: FaultySeal,
    /// None is for later.
    answers: Vec<Option<SealAnswer>>,
    selected: usize,
    /// What the passphrase is being asked for.
    asking: Option<SealAnswer>,
    passphrase_input: PassphraseInput,
    has_failed: bool,
}

impl FaultySealScreen {
    pub(crate) fn new(faulty: FaultySeal) -> Self {
        let put_back = faulty.can_be_put_back().then_some(Some(SealAnswer::PutBack));
        let accept = faulty.can_be_accepted().then_some(Some(SealAnswer::Accept));
        let answers = [put_back, accept, Some(None)].into_iter().flatten().collect();
        Self {
            faulty,
            answers,
            selected: 0,
            asking: None,
            passphrase_input: PassphraseInput::default(),
            has_failed: false,
        }
    }

    fn choose(&mut self) -> Effect {
        match self.answers.get(self.selected).copied().flatten() {
            None => Effect::Close,
            Some(answer) if self.faulty.seal_to_open(answer).is_some() => {
                self.asking = Some(answer);
                Effect::Stay
            }
            Some(answer) => self.answer(answer, SealKeys::default()),
        }
    }

    fn answer(&self, answer: SealAnswer, keys: SealKeys) -> Effect {
        Effect::AnswerSeal(Box::new(self.faulty.clone()), answer, keys)
    }

    fn start_opening(&mut self, answer: SealAnswer) -> Effect {
        let Some(words) = self.passphrase_input.take_passphrase() else {
            return Effect::Stay;
        };
        let faulty = self.faulty.clone();
        let open = move |words: &Passphrase| faulty.open_seal(answer, words).unwrap_or_default();
        Effect::StartJob(Job::new(passphrase_texts::UNSEALING, move |_, _| Ok(open(&words))))
    }

    fn build_lines(&self, columns: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let theme = &context.theme;
        let indented = |text: &str| -> Vec<Line<'static>> {
            let rows = wrap_text(&theme.text(text), columns);
            rows.into_iter().map(|row| Line::raw(format!("  {row}"))).collect()
        };
        let mut lines = indented(&self.faulty.describe());
        lines.push(Line::default());
        if self.asking.is_some() {
            let mut line = self.passphrase_input.render_masked_line(passphrase_texts::LABEL, columns, theme);
            line.spans.insert(0, Span::raw("  "));
            lines.push(line);
            if self.has_failed {
                lines.push(Line::default());
                lines.extend(indented(passphrase_texts::WRONG));
            }
            return lines;
        }
        for (row, answer) in self.answers.iter().enumerate() {
            let marked = row == self.selected;
            let label = match answer {
                Some(SealAnswer::PutBack) => texts::PUT_BACK_LABEL,
                Some(SealAnswer::Accept) => texts::ACCEPT_LABEL,
                None => texts::LATER_LABEL,
            };
            for (n, part) in wrap_text(label, columns.saturating_sub(1)).into_iter().enumerate() {
                let cursor = if n == 0 { theme.cursor_sign(marked) } else { ' ' };
                lines.push(Line::styled(format!(" {cursor} {part}"), theme.row_style(marked)));
            }
        }
        lines
    }
}

impl Screen for FaultySealScreen {
    fn input_mode(&self) -> Mode {
        if self.asking.is_some() { Mode::Passphrase } else { Mode::Form }
    }

    fn heading_text(&self, _context: &Context<'_>) -> String {
        texts::FAULT_HEADING.into()
    }

    fn handle_action(&mut self, action: Action, _context: &Context<'_>) -> Result<Effect, StoreError> {
        let rows = self.answers.len().max(1);
        Ok(match (action, self.asking) {
            (Action::Open, Some(answer)) => self.start_opening(answer),
            (Action::Back, Some(_)) => {
                self.asking = None;
                self.has_failed = false;
                self.passphrase_input = PassphraseInput::default();
                Effect::Stay
            }
            (_, Some(_)) => Effect::Stay,
            (Action::Down | Action::NextPart, None) => {
                self.selected = (self.selected + 1) % rows;
                Effect::Stay
            }
            (Action::Up | Action::PreviousPart, None) => {
                self.selected = (self.selected + rows - 1) % rows;
                Effect::Stay
            }
            (Action::Open | Action::SaveForm, None) => self.choose(),
            (Action::Back, None) => Effect::Close,
            _ => Effect::Stay,
        })
    }

    fn handle_input(&mut self, request: InputRequest, _context: &Context<'_>) -> Result<Effect, StoreError> {
        if self.asking.is_some() {
            self.passphrase_input.handle_input(request);
        }
        Ok(Effect::Stay)
    }

    fn handle_job_output(&mut self, found: JobOutput, _here: &Context<'_>) -> Result<Effect, StoreError> {
        let keys = downcast_output::<SealKeys>(found).filter(|keys| !keys.is_empty());
        Ok(match (keys, self.asking) {
            (Some(keys), Some(answer)) => self.answer(answer, keys),
            _ => {
                self.has_failed = true;
                Effect::Stay
            }
        })
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(area.width).saturating_sub(4).min(76);
        frame.render_widget(Paragraph::new(self.build_lines(columns, context)), area);
    }
}
