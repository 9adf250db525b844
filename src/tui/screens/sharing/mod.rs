//! One journal on several computers: how it is shared, and the way there and back.
//!
//! ```text
//!  folder          /home/ana/Sync/Family journal
//!  this computer   Ana's laptop
//!
//!  other computers, and when each last sent something
//! ▸ Ben's PC       today 18:40
//! ```
//!
//! `set_up` asks what is to be known before a journal is shared, `view` paints. What is done is done by the app, on the
//! thread that syncs; what came of it comes back as a [`SharingOutcome`].

pub(crate) mod set_up;
pub(crate) mod view;

use crate::store::{Passphrase, SharedState, SharingTask, StoreError, SyncReport};
use crate::texts::sharing_screen as texts;
use crate::tui::jobs::{Job, JobOutput};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::file_chooser::{FileChooser, Wanted};
use crate::tui::screens::passphrase_input::PassphraseInput;
use crate::tui::screens::sharing::set_up::{Found, Joining, NewShare, list_job};
use crate::tui::screens::{Context, Effect, ReadKey, Screen};
use crate::tui::widgets::list::move_cursor;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::path::PathBuf;
use tui_input::InputRequest;

const PAGE_ROWS: usize = 8;

pub(crate) struct SharingScreen {
    /// How the journal is shared, as it was read last; none while it is on this computer only.
    state: Option<SharedState>,
    /// Among the other computers.
    cursor: usize,
    chooser: FileChooser,
    stage: Stage,
    /// What came of the last step, or what was in its way, a sentence each.
    said: Vec<String>,
}

enum Stage {
    /// What sharing is, or how the journal is shared.
    Overview,
    ConfirmStop,
    /// The name of the computer.
    ConfirmDrop(String),
    /// The folder.
    Choosing,
    /// The passphrase of a folder in which nothing is shared yet.
    NewWords {
        share: NewShare,
        input: PassphraseInput,
    },
    /// The same again; none for none.
    RepeatWords {
        share: NewShare,
        words: Option<Passphrase>,
        input: PassphraseInput,
    },
    /// The passphrase of a folder in which a journal is shared.
    Passphrase {
        folder: PathBuf,
        input: PassphraseInput,
    },
    /// Who somebody of this journal is there.
    Asking(Joining),
    /// All is answered.
    Ready(Joining),
    /// What is done, and the step it began from, which is gone back to when it fails.
    Working(&'static str, Box<Stage>),
}

/// What came of something that was done about sharing.
pub(crate) struct SharingOutcome {
    pub task: SharingTask,
    /// The folder the journal was shared through when it began.
    pub folder: String,
    pub done: Result<SyncReport, StoreError>,
}

impl SharingOutcome {
    /// A sentence each; at least one.
    pub(crate) fn describe(&self) -> Vec<String> {
        let report = match &self.done {
            Ok(report) => report,
            Err(error) => return vec![error.to_string()],
        };
        let mut said = self.task.describe_outcome(report, &self.folder);
        if said.is_empty() {
            let nothing_came = match &self.task {
                SharingTask::Begin { .. } => texts::BEGUN,
                _ if report.written > 0 => texts::SENT,
                _ => texts::NOTHING_NEW,
            };
            said.push(nothing_came.to_owned());
        }
        said
    }
}

impl SharingScreen {
    /// `folder` is where one to share through is looked for first.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            state: None,
            cursor: 0,
            chooser: FileChooser::new(Wanted::Folder, folder),
            stage: Stage::Overview,
            said: Vec::new(),
        }
    }

    /// Has something done, and says what.
    fn work(&mut self, what: &'static str, task: SharingTask) -> Effect {
        let before = std::mem::replace(&mut self.stage, Stage::Overview);
        self.stage = Stage::Working(what, Box::new(before));
        Effect::Share(task)
    }

    fn marked_computer(&self) -> Option<&str> {
        self.state.as_ref()?.others.get(self.cursor).map(|(called, _)| called.as_str())
    }

    fn handle_overview(&mut self, action: Action) -> Effect {
        let is_shared = self.state.is_some();
        match action {
            Action::Open if !is_shared => self.stage = Stage::Choosing,
            Action::SyncNow if is_shared => return self.work(texts::SYNCING, SharingTask::ROUTINE),
            Action::StopSharing if is_shared => self.stage = Stage::ConfirmStop,
            Action::Remove => {
                if let Some(called) = self.marked_computer() {
                    self.stage = Stage::ConfirmDrop(called.to_owned());
                }
            }
            action => {
                let others = self.state.as_ref().map_or(0, |state| state.others.len());
                self.cursor = move_cursor(action, self.cursor, PAGE_ROWS, others).unwrap_or(self.cursor);
            }
        }
        Effect::Stay
    }

    /// Esc: one step back, with nothing changed.
    fn go_back(&mut self) -> Effect {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Overview) {
            Stage::Overview | Stage::Working(..) => return Effect::Close,
            Stage::ConfirmStop | Stage::ConfirmDrop(_) | Stage::Choosing => Stage::Overview,
            Stage::RepeatWords { share, .. } => Stage::NewWords { share, input: PassphraseInput::default() },
            Stage::NewWords { .. } | Stage::Passphrase { .. } | Stage::Asking(_) | Stage::Ready(_) => {
                Stage::Choosing
            }
        };
        Effect::Stay
    }

    fn take_outcome(&mut self, outcome: &SharingOutcome) {
        self.said = outcome.describe();
        let stage = std::mem::replace(&mut self.stage, Stage::Overview);
        if let (Stage::Working(_, before), Err(_)) = (stage, &outcome.done) {
            self.stage = *before;
        }
    }

    fn read_state(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        self.state = context.store.shared_state()?;
        let others = self.state.as_ref().map_or(0, |state| state.others.len());
        self.cursor = self.cursor.min(others.saturating_sub(1));
        Ok(())
    }
}

impl Screen for SharingScreen {
    fn input_mode(&self) -> Mode {
        match self.stage {
            Stage::Overview | Stage::ConfirmStop | Stage::ConfirmDrop(_) | Stage::Working(..) => {
                Mode::Sharing
            }
            Stage::Choosing | Stage::Asking(_) | Stage::Ready(_) => Mode::Search,
            Stage::NewWords { .. } | Stage::RepeatWords { .. } | Stage::Passphrase { .. } => Mode::Passphrase,
        }
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        texts::HEADING.into()
    }

    fn read_key(&self, _here: &Context<'_>) -> ReadKey {
        ReadKey::of((matches!(self.stage, Stage::Choosing), &self.chooser.wanted))
    }

    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        self.read_state(context)
    }

    fn request_job(&mut self, _here: &Context<'_>) -> Option<Job> {
        let folder = self.chooser.wanted.clone().filter(|_| matches!(self.stage, Stage::Choosing))?;
        Some(list_job(folder))
    }

    fn handle_job_output(&mut self, found: JobOutput, context: &Context<'_>) -> Result<Effect, StoreError> {
        let found = match found.downcast::<SharingOutcome>() {
            Ok(outcome) => {
                self.take_outcome(&outcome);
                self.read_state(context)?;
                return Ok(Effect::Stay);
            }
            Err(found) => found.downcast::<Found>(),
        };
        Ok(found.map_or(Effect::Stay, |found| self.take_found(*found)))
    }

    fn awaits_sharing(&self) -> bool {
        matches!(self.stage, Stage::Working(..))
    }

    fn handle_action(&mut self, action: Action, _here: &Context<'_>) -> Result<Effect, StoreError> {
        self.said.clear();
        if action == Action::Back {
            return Ok(self.go_back());
        }
        Ok(match &mut self.stage {
            Stage::Overview => self.handle_overview(action),
            Stage::ConfirmStop if action == Action::Open => self.work(texts::STOPPING, SharingTask::Stop),
            Stage::ConfirmDrop(called) if action == Action::Open => {
                let task = SharingTask::Drop(called.clone());
                self.work(texts::DROPPING, task)
            }
            Stage::Choosing if action == Action::Open => self.open_chosen(),
            Stage::Choosing => {
                self.chooser.navigate(action, PAGE_ROWS);
                Effect::Stay
            }
            Stage::Asking(joining) if action != Action::Open => {
                let choices = joining.plan.next_question().map_or(0, |asked| asked.choices.len() + 1);
                let to = move_cursor(action, joining.cursor, PAGE_ROWS, choices);
                joining.cursor = to.unwrap_or(joining.cursor);
                Effect::Stay
            }
            _ if action == Action::Open => self.answer_step(),
            _ => Effect::Stay,
        })
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        self.said.clear();
        match &mut self.stage {
            Stage::Choosing => self.chooser.handle_input(request),
            // There is nothing to type again.
            Stage::RepeatWords { words: None, .. } => {}
            Stage::NewWords { input, .. }
            | Stage::RepeatWords { input, .. }
            | Stage::Passphrase { input, .. } => input.handle_input(request),
            _ => {}
        }
        Ok(Effect::Stay)
    }

    fn action_label(&self, action: Action, _here: &Context<'_>) -> Option<&'static str> {
        Some(match (action, &self.stage) {
            (Action::Open, Stage::Overview) => texts::CHOOSE_FOLDER_LABEL,
            (Action::Open, Stage::ConfirmStop) => texts::STOP_LABEL,
            (Action::Open, Stage::ConfirmDrop(_)) => texts::DROP_LABEL,
            (Action::Open, Stage::Choosing | Stage::Asking(_)) => texts::CHOOSE_LABEL,
            (Action::Open, Stage::NewWords { .. }) => texts::NEXT_LABEL,
            (Action::Open, Stage::RepeatWords { .. }) => texts::SHARE_LABEL,
            (Action::Open, Stage::Passphrase { .. }) => texts::OPEN_LABEL,
            (Action::Open, Stage::Ready(_)) => texts::JOIN_LABEL,
            (Action::Back, Stage::ConfirmStop) => texts::GO_ON_LABEL,
            (Action::Back, Stage::ConfirmDrop(_)) => texts::KEEP_LABEL,
            (Action::Back, Stage::Working(..)) => texts::LEAVE_LABEL,
            (Action::Back, _) => texts::BACK_LABEL,
            _ => return None,
        })
    }

    fn is_action_offered(&self, action: Action, _here: &Context<'_>) -> bool {
        let is_shared = self.state.is_some();
        match (action, &self.stage) {
            (Action::Open, Stage::Overview) => !is_shared,
            (Action::SyncNow | Action::StopSharing, Stage::Overview) => is_shared,
            (Action::Remove, Stage::Overview) => self.marked_computer().is_some(),
            // What undo takes back is none of this.
            (Action::Undo, _) => false,
            (Action::TypeLine, Stage::Overview) => true,
            (Action::SyncNow | Action::StopSharing | Action::Remove | Action::TypeLine, _)
            | (Action::Open, Stage::Working(..)) => false,
            _ => true,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        view::draw(self, frame, area, context);
    }
}
