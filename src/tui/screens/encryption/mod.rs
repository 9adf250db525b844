//! The journal's lock: a first passphrase, another one, or none again. What is typed is dots, and no draft of it waits;
//! the work itself is the app's, and what became of it is told here.

use crate::store::{LockChange, LockOutcome, NO_WAY_BACK, Passphrase, StoreError};
use crate::text::width::wrap_text;
use crate::texts::{encryption_texts, passphrase_texts};
use crate::tui::jobs::{JobOutput, downcast_output};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::help::ScrollState;
use crate::tui::screens::passphrase_input::PassphraseInput;
use crate::tui::screens::{Context, Effect, Screen};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use std::path::Path;
use tui_input::InputRequest;

/// How many journals without a lock are named; the command line names all.
const MAX_NAMED_JOURNALS: usize = 4;

pub(crate) struct EncryptionScreen {
    stage: EncryptionStage,
    change: LockChange,
    passphrase_input: PassphraseInput,
    /// The two that were typed were not the same.
    mismatched: bool,
    /// How far down what was done has been read.
    scroll: ScrollState,
}

enum EncryptionStage {
    /// Another passphrase, or none.
    Choice,
    CurrentPassphrase,
    NewPassphrase,
    RepeatPassphrase(Passphrase),
    Working,
    Done(Vec<String>),
}

impl EncryptionScreen {
    /// Asks what this journal's lock, or the lack of one, leaves to be asked.
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let (stage, turn) = if context.store.is_encrypted() {
            (EncryptionStage::Choice, LockChange::Rekeyed)
        } else {
            (EncryptionStage::NewPassphrase, LockChange::Encrypted)
        };
        Self {
            stage,
            change: turn,
            passphrase_input: PassphraseInput::default(),
            mismatched: false,
            scroll: ScrollState::default(),
        }
    }

    fn advance_stage(&mut self, context: &Context<'_>) -> Effect {
        match &self.stage {
            EncryptionStage::Choice => self.stage = EncryptionStage::CurrentPassphrase,
            EncryptionStage::CurrentPassphrase if !self.passphrase_input.verify_passphrase(context.store) => {
            }
            EncryptionStage::CurrentPassphrase if self.change == LockChange::Decrypted => {
                return self.begin_change(None);
            }
            EncryptionStage::CurrentPassphrase => {
                self.stage = EncryptionStage::NewPassphrase;
                self.passphrase_input = PassphraseInput::default();
            }
            EncryptionStage::NewPassphrase => {
                if let Some(words) = self.passphrase_input.take_passphrase() {
                    self.mismatched = false;
                    self.stage = EncryptionStage::RepeatPassphrase(words);
                }
            }
            EncryptionStage::RepeatPassphrase(words) => match self.passphrase_input.take_passphrase() {
                Some(again) if again.is_same_words(words) => return self.begin_change(Some(again)),
                Some(_) => {
                    self.mismatched = true;
                    self.stage = EncryptionStage::NewPassphrase;
                }
                None => {}
            },
            EncryptionStage::Working | EncryptionStage::Done(_) => {}
        }
        Effect::Stay
    }

    fn begin_change(&mut self, to: Option<Passphrase>) -> Effect {
        self.stage = EncryptionStage::Working;
        let message = match self.change {
            LockChange::Encrypted => encryption_texts::ENCRYPTING,
            LockChange::Rekeyed => encryption_texts::CHANGING_PASSPHRASE,
            LockChange::Decrypted => encryption_texts::DECRYPTING,
        };
        Effect::ChangeEncryption(to, message)
    }

    /// What stands on the screen, a paragraph each.
    fn build_paragraphs(&self, columns: usize, theme: &Theme) -> Vec<Vec<Line<'static>>> {
        let line = |text: &str| Line::raw(format!("  {text}"));
        let paragraph = |text: &str| wrap_text(text, columns).iter().map(|row| line(row)).collect();
        let typed = |label: &str| {
            let mut typed = self.passphrase_input.render_masked_line(label, columns, theme);
            typed.spans.insert(0, Span::raw("  "));
            vec![typed]
        };
        match &self.stage {
            EncryptionStage::Choice => {
                vec![paragraph(encryption_texts::JOURNAL_ENCRYPTED), self.render_choices(theme)]
            }
            EncryptionStage::CurrentPassphrase => {
                let wrong = self.passphrase_input.has_failed().then(|| paragraph(passphrase_texts::WRONG));
                let asked = [
                    paragraph(encryption_texts::ASK_CURRENT_PASSPHRASE),
                    typed(encryption_texts::CURRENT_LABEL),
                ];
                asked.into_iter().chain(wrong).collect()
            }
            EncryptionStage::NewPassphrase | EncryptionStage::RepeatPassphrase(_) => {
                let first = matches!(self.stage, EncryptionStage::NewPassphrase);
                let differed = self.mismatched.then(|| paragraph(encryption_texts::PASSPHRASES_DIFFER));
                let before = paragraph(&[NO_WAY_BACK, encryption_texts::WRITE_IT_DOWN].join(" "));
                let risks: Vec<_> = match &self.stage {
                    EncryptionStage::RepeatPassphrase(words) => words.describe_risks(),
                    _ => Vec::new(),
                };
                let asked = [
                    before,
                    typed(if first { encryption_texts::NEW_LABEL } else { encryption_texts::REPEAT_LABEL }),
                ];
                let risks = risks.into_iter().map(paragraph);
                asked.into_iter().chain(risks).chain(differed).collect()
            }
            EncryptionStage::Working | EncryptionStage::Done(_) => Vec::new(),
        }
    }

    fn render_choices(&self, theme: &Theme) -> Vec<Line<'static>> {
        let rows = [
            (LockChange::Rekeyed, encryption_texts::CHANGE_PASSPHRASE),
            (LockChange::Decrypted, encryption_texts::REMOVE_PASSPHRASE),
        ];
        let row = |(turn, message)| {
            let picked = self.change == turn;
            Line::styled(format!(" {} {message}", theme.cursor_sign(picked)), theme.row_style(picked))
        };
        rows.into_iter().map(row).collect()
    }
}

/// What was done and what became of the copies, a paragraph each.
fn describe_outcome(turn: LockChange, turned: &LockOutcome, context: &Context<'_>) -> Vec<String> {
    let folder = context.store.path().and_then(Path::parent);
    // Where the journal lies is known; what is beside it is named from there.
    let name = |path: &Path| {
        let short = folder.and_then(|folder| path.strip_prefix(folder).ok());
        short.unwrap_or(path).to_string_lossy().into_owned()
    };
    let mut paragraphs = vec![turn.describe_change().to_owned()];
    paragraphs.extend(turned.describe_backups(turn.describe_backup_state(), name));
    // Without a lock there is nothing it could leave uncovered.
    if turn != LockChange::Decrypted {
        let (uncovered, mut open) = turned.describe_uncovered(name);
        let others = open.split_off(open.len().min(MAX_NAMED_JOURNALS)).len();
        if others > 0 {
            open.push(encryption_texts::more_journals(others));
        }
        let uncovered = uncovered.into_iter().map(String::from);
        paragraphs.extend(uncovered);
        if !open.is_empty() {
            let names = paragraphs.pop().into_iter().chain(open);
            let names = names.collect::<Vec<_>>().join("\n");
            paragraphs.push(names);
        }
    }
    paragraphs
}

impl Screen for EncryptionScreen {
    fn input_mode(&self) -> Mode {
        match self.stage {
            EncryptionStage::Choice => Mode::Settings,
            EncryptionStage::CurrentPassphrase
            | EncryptionStage::NewPassphrase
            | EncryptionStage::RepeatPassphrase(_)
            | EncryptionStage::Working => Mode::Passphrase,
            EncryptionStage::Done(_) => Mode::ScrolledText,
        }
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        encryption_texts::HEADING.into()
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(match action {
            Action::Back => Effect::Close,
            _ if matches!(self.stage, EncryptionStage::Done(_)) => self.scroll.handle_action(action),
            Action::Open => self.advance_stage(context),
            Action::Up | Action::First if matches!(self.stage, EncryptionStage::Choice) => {
                self.change = LockChange::Rekeyed;
                Effect::Stay
            }
            Action::Down | Action::Last if matches!(self.stage, EncryptionStage::Choice) => {
                self.change = LockChange::Decrypted;
                Effect::Stay
            }
            _ => Effect::Stay,
        })
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        self.passphrase_input.handle_input(request);
        Ok(Effect::Stay)
    }

    fn handle_job_output(&mut self, found: JobOutput, context: &Context<'_>) -> Result<Effect, StoreError> {
        match downcast_output::<Option<LockOutcome>>(found).flatten() {
            Some(turned) => {
                self.stage = EncryptionStage::Done(describe_outcome(self.change, &turned, context))
            }
            None => *self = Self::new(context),
        }
        Ok(Effect::Stay)
    }

    fn action_label(&self, action: Action, _here: &Context<'_>) -> Option<&'static str> {
        (action == Action::Open).then_some(match (&self.stage, self.change) {
            (EncryptionStage::Choice, _) => encryption_texts::CHOOSE_LABEL,
            (EncryptionStage::CurrentPassphrase, LockChange::Decrypted) => {
                encryption_texts::REMOVE_PASSPHRASE
            }
            (EncryptionStage::RepeatPassphrase(_), LockChange::Rekeyed) => encryption_texts::CHANGE_LABEL,
            (EncryptionStage::RepeatPassphrase(_), _) => encryption_texts::LOCK_LABEL,
            _ => encryption_texts::NEXT_LABEL,
        })
    }

    fn is_action_offered(&self, action: Action, _here: &Context<'_>) -> bool {
        action != Action::ChoosePerson && !matches!(self.stage, EncryptionStage::Working)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(area.width).saturating_sub(4).min(70);
        if let EncryptionStage::Done(paragraphs) = &self.stage {
            let text = paragraphs.join("\n\n");
            let lines = wrap_text(&text, columns);
            let lines: Vec<String> = lines.iter().map(|line| format!(" {line}")).collect();
            return self.scroll.draw_lines(frame, area, &lines, context);
        }
        let paragraphs = self.build_paragraphs(columns, &context.theme);
        let rows = paragraphs.iter().map(|lines| lines.len() + 1);
        // Those that fill the room stand close.
        let roomy = rows.sum::<usize>() <= usize::from(area.height) + 1;
        let mut lines: Vec<Line<'_>> = Vec::new();
        for paragraph in paragraphs {
            if roomy && !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.extend(paragraph);
        }
        frame.render_widget(Paragraph::new(lines), area);
    }
}
