//! The journal's lock: a first passphrase, another one, or none again. What is typed is dots, and no draft of it waits;
//! the work itself is the app's, and what became of it is told here.

use crate::model::describe::sanitize_text;
use crate::store::{LockChange, LockOutcome, NO_WAY_BACK, Passphrase, StoreError};
use crate::text::width::wrap_text;
use crate::tui::jobs::{JobOutput, downcast_output};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::help::ScrollState;
use crate::tui::screens::passphrase_input::{PassphraseInput, WRONG_PASSPHRASE};
use crate::tui::screens::{Context, Effect, Screen};
use crate::tui::theme::{Glyph, Theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use std::path::Path;
use tui_input::InputRequest;

/// How many journals without a lock are named; the command line names all.
const MAX_NAMED_JOURNALS: usize = 4;

pub struct EncryptionScreen {
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
    pub fn new(here: &Context<'_>) -> Self {
        let (stage, turn) = if here.store.is_encrypted() {
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

    fn advance_stage(&mut self, here: &Context<'_>) -> Effect {
        match &self.stage {
            EncryptionStage::Choice => self.stage = EncryptionStage::CurrentPassphrase,
            EncryptionStage::CurrentPassphrase if !self.passphrase_input.verify_passphrase(here.store) => {}
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
                Some(again) if again == *words => return self.begin_change(Some(again)),
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
        let says = match self.change {
            LockChange::Encrypted => ENCRYPTING,
            LockChange::Rekeyed => CHANGING_PASSPHRASE,
            LockChange::Decrypted => DECRYPTING,
        };
        Effect::ChangeEncryption(to, says)
    }

    /// What stands on the screen, a paragraph each.
    fn build_paragraphs(&self, columns: usize, look: &Theme) -> Vec<Vec<Line<'static>>> {
        let line = |text: &str| Line::raw(format!("  {}", look.text(text)));
        let says = |text: &str| wrap_text(text, columns).iter().map(|row| line(row)).collect();
        let typed = |label: &str| vec![line(&self.passphrase_input.format_masked_line(label, columns, look))];
        match &self.stage {
            EncryptionStage::Choice => vec![says(JOURNAL_ENCRYPTED), self.render_choices(look)],
            EncryptionStage::CurrentPassphrase => {
                let wrong = self.passphrase_input.has_failed().then(|| says(WRONG_PASSPHRASE));
                let asked = [says(ASK_CURRENT_PASSPHRASE), typed(CURRENT_LABEL)];
                asked.into_iter().chain(wrong).collect()
            }
            EncryptionStage::NewPassphrase | EncryptionStage::RepeatPassphrase(_) => {
                let first = matches!(self.stage, EncryptionStage::NewPassphrase);
                let differed = self.mismatched.then(|| says(PASSPHRASES_DIFFER));
                let before = says(&format!("{NO_WAY_BACK} {WRITE_IT_DOWN}"));
                let asked = [before, typed(if first { NEW_LABEL } else { REPEAT_LABEL })];
                asked.into_iter().chain(differed).collect()
            }
            EncryptionStage::Working | EncryptionStage::Done(_) => Vec::new(),
        }
    }

    fn render_choices(&self, look: &Theme) -> Vec<Line<'static>> {
        let rows = [(LockChange::Rekeyed, CHANGE_PASSPHRASE), (LockChange::Decrypted, REMOVE_PASSPHRASE)];
        let row = |(turn, says)| {
            let picked = self.change == turn;
            let cursor = if picked { look.glyph(Glyph::Cursor) } else { ' ' };
            let style = if picked { look.accent_style() } else { Style::new() };
            Line::styled(format!(" {cursor} {says}"), style)
        };
        rows.into_iter().map(row).collect()
    }
}

/// What was done and what became of the copies, a paragraph each.
fn describe_outcome(turn: LockChange, turned: &LockOutcome, here: &Context<'_>) -> Vec<String> {
    let folder = here.store.path().and_then(Path::parent);
    // Where the journal lies is known; what is beside it is named from there.
    let name = |path: &Path| {
        let short = folder.and_then(|folder| path.strip_prefix(folder).ok());
        sanitize_text(&short.unwrap_or(path).to_string_lossy()).into_owned()
    };
    let mut told = vec![turn.describe_change().to_owned()];
    told.extend(turned.describe_backups(turn.describe_backup_state(), name));
    // Without a lock there is nothing it could leave uncovered.
    if turn != LockChange::Decrypted {
        let (uncovered, mut open) = turned.describe_uncovered(name);
        let others = open.split_off(open.len().min(MAX_NAMED_JOURNALS)).len();
        if others > 0 {
            open.push(count_more_journals(others));
        }
        let uncovered = uncovered.into_iter().map(String::from);
        told.extend(uncovered);
        if !open.is_empty() {
            let names = told.pop().into_iter().chain(open);
            let names = names.collect::<Vec<_>>().join("\n");
            told.push(names);
        }
    }
    told
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
        HEADING.into()
    }

    fn handle_action(&mut self, action: Action, here: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(match action {
            Action::Back => Effect::Close,
            _ if matches!(self.stage, EncryptionStage::Done(_)) => self.scroll.handle_action(action),
            Action::Open => self.advance_stage(here),
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

    fn handle_job_output(&mut self, found: JobOutput, here: &Context<'_>) -> Result<Effect, StoreError> {
        match downcast_output::<Option<LockOutcome>>(found).flatten() {
            Some(turned) => self.stage = EncryptionStage::Done(describe_outcome(self.change, &turned, here)),
            None => *self = Self::new(here),
        }
        Ok(Effect::Stay)
    }

    fn status_hint(&self, _here: &Context<'_>) -> String {
        self.scroll.scroll_hint()
    }

    fn action_label(&self, action: Action, _here: &Context<'_>) -> Option<&'static str> {
        (action == Action::Open).then_some(match (&self.stage, self.change) {
            (EncryptionStage::Choice, _) => "choose",
            (EncryptionStage::CurrentPassphrase, LockChange::Decrypted) => "take the lock off",
            (EncryptionStage::RepeatPassphrase(_), LockChange::Rekeyed) => "change it",
            (EncryptionStage::RepeatPassphrase(_), _) => "lock",
            _ => "next",
        })
    }

    fn is_action_offered(&self, action: Action, _here: &Context<'_>) -> bool {
        action != Action::ChoosePerson && !matches!(self.stage, EncryptionStage::Working)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Context<'_>) {
        let columns = usize::from(area.width).saturating_sub(4).min(70);
        if let EncryptionStage::Done(told) = &self.stage {
            let text = told.join("\n\n");
            let lines = wrap_text(&text, columns);
            let lines: Vec<String> = lines.iter().map(|line| format!(" {line}")).collect();
            return self.scroll.draw_lines(frame, area, &lines, here);
        }
        let paragraphs = self.build_paragraphs(columns, &here.theme);
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

fn count_more_journals(others: usize) -> String {
    format!("and {others} more")
}

const HEADING: &str = "The lock";
const JOURNAL_ENCRYPTED: &str = "This journal is locked with a passphrase.";
const CHANGE_PASSPHRASE: &str = "another passphrase";
const REMOVE_PASSPHRASE: &str = "take the lock off";
const ASK_CURRENT_PASSPHRASE: &str = "First the passphrase that opens it now.";
const WRITE_IT_DOWN: &str = "Please write it down and keep it where only you can read it, before you go on.";
const CURRENT_LABEL: &str = "passphrase now";
const NEW_LABEL: &str = "new passphrase";
const REPEAT_LABEL: &str = "the same once more";
const PASSPHRASES_DIFFER: &str = "The two were not the same, so nothing was changed. Please begin again.";
const ENCRYPTING: &str = "locking…";
const CHANGING_PASSPHRASE: &str = "changing the passphrase…";
const DECRYPTING: &str = "taking the lock off…";
