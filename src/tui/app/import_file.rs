//! Another app's file saved from the screen that showed it: a copy of the journal first, then one change.

use crate::import_files::plan_files::ImportProblem;
use crate::import_files::prepare::PreparedImport;
use crate::store::{BackupReason, StoreError};
use crate::texts::import_screen as texts;
use crate::tui::app::App;
use crate::tui::screens::ImportFileScreen;
use std::path::PathBuf;

/// Where files are looked for, and what is about to be saved.
#[derive(Default)]
pub(crate) struct ImportState {
    folder: PathBuf,
    pending: Option<Box<PreparedImport>>,
}

impl App {
    /// Where other apps' files are looked for first.
    pub fn set_import_folder(&mut self, folder: PathBuf) {
        self.import.folder = folder;
    }

    pub(crate) fn open_import_file(&mut self) {
        self.open_screen(Box::new(ImportFileScreen::in_folder(self.import.folder.clone())));
    }

    /// The message is shown first and the work done on the next tick.
    pub(crate) fn schedule_import(&mut self, prepared: Box<PreparedImport>) {
        self.import.folder = prepared.path.parent().map(PathBuf::from).unwrap_or_default();
        self.status = texts::saving(prepared.added);
        self.import.pending = Some(prepared);
    }

    pub(crate) fn is_importing(&self) -> bool {
        self.import.pending.is_some()
    }

    pub(crate) fn apply_pending_import(&mut self) {
        let Some(prepared) = self.import.pending.take() else {
            return;
        };
        match self.save_import(&prepared) {
            Ok(title) => {
                self.screens.pop();
                self.status = texts::saved(&title, &self.undo_key_names().0);
            }
            Err(ImportProblem::Said(said)) => self.status = said.message,
            Err(ImportProblem::Store(trouble)) => self.status = trouble.to_string(),
        }
    }

    fn save_import(&mut self, prepared: &PreparedImport) -> Result<String, ImportProblem> {
        if !self.store.is_empty()? {
            match self.store.back_up_before(BackupReason::Import, self.now) {
                // Without room for a copy it goes on, as an import can be undone.
                Err(StoreError::NotEnoughSpace { .. }) => {}
                done => {
                    done?;
                }
            }
        }
        let planned = prepared.plan_again(&self.store, &self.family, self.now)?;
        let mut title = String::new();
        self.store.apply_streamed(self.now, |writer| {
            title = prepared.write(&planned, writer)?;
            Ok::<_, ImportProblem>(title.clone())
        })?;
        Ok(title)
    }
}
