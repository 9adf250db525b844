//! A file or another journal saved from the screen that showed it: a copy of the journal first, then one change; and where
//! what came in is to be found.

use crate::import::ImportPlan;
use crate::import_files::plan_files::ImportProblem;
use crate::import_files::prepare::PreparedImport;
use crate::model::time::format_short_date;
use crate::store::{BackupReason, StoreError};
use crate::texts::import_screen as texts;
use crate::tui::app::App;
use crate::tui::keys::{Action, key_name};
use crate::tui::screens::ImportFileScreen;
use std::path::PathBuf;

/// Where files are looked for, and what is about to be saved.
#[derive(Default)]
pub(crate) struct ImportState {
    folder: PathBuf,
    /// A copy beside the journal that was named, until the screen was opened for it.
    pub offered_copy: Option<PathBuf>,
    pending: Option<Box<PreparedImport>>,
}

impl App {
    /// Where files are looked for first.
    pub fn set_import_folder(&mut self, folder: PathBuf) {
        self.import.folder = folder;
    }

    pub(crate) fn open_import_file(&mut self) {
        let copy = self.import.offered_copy.take();
        let beside = copy.as_deref().and_then(|copy| Some(copy.parent()?.to_owned()));
        let folder = beside.unwrap_or_else(|| self.import.folder.clone());
        self.open_screen(Box::new(ImportFileScreen::in_folder(folder, copy)));
    }

    /// The message is shown first and the work done on the next tick.
    pub(crate) fn schedule_import(&mut self, prepared: Box<PreparedImport>) {
        self.import.folder = prepared.path.parent().map(PathBuf::from).unwrap_or_default();
        let entries = prepared.chosen().map_or(0, |chosen| chosen.added + chosen.taken);
        self.status = texts::saving(entries);
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
            Ok(Some(plan)) => {
                self.screens.pop();
                self.status = texts::saved(&plan.history_title(), &self.undo_key_names().0);
                self.status.push_str(&self.describe_whereabouts(&plan));
            }
            Ok(None) => {}
            Err(ImportProblem::Said(said)) => self.status = said.message,
            Err(ImportProblem::Store(trouble)) => self.status = trouble.to_string(),
        }
    }

    fn save_import(&mut self, prepared: &PreparedImport) -> Result<Option<ImportPlan>, ImportProblem> {
        if !self.store.is_empty()? {
            match self.store.back_up_before(BackupReason::Import, self.now) {
                // Without room for a copy it goes on, as an import can be undone.
                Err(StoreError::NotEnoughSpace { .. }) => {}
                done => {
                    done?;
                }
            }
        }
        let beside = prepared.look_again(&self.store, &self.family, self.now)?;
        let mut saved = None;
        self.store.apply_streamed(self.now, |writer| {
            let plan = prepared.write(&beside, writer)?;
            let title = plan.history_title();
            saved = Some(plan);
            Ok::<_, ImportProblem>(title)
        })?;
        Ok(saved)
    }

    /// Whose the new entries are when that is not the baby shown, and when they were when that is past, with the key that
    /// leads there.
    fn describe_whereabouts(&self, plan: &ImportPlan) -> String {
        let family = self.store.load_family().unwrap_or_else(|_| self.family.clone());
        let shown = family.selected_baby().map(|baby| baby.display_name().to_owned());
        let is_other = |name: &&String| shown.as_ref() != Some(*name);
        let others: Vec<&str> = plan.babies.iter().filter(is_other).map(String::as_str).collect();
        let are_all_others = others.len() == plan.babies.len();
        let today = family.settings.day_boundaries.date_for_instant(self.now.unix_seconds());
        let dates = plan.dates.filter(|(_, last)| *last < today);
        let dates = dates.map(|(first, last)| (format_short_date(first), format_short_date(last)));
        let key = |action: Action| key_name(self.current_mode(), action);
        let mut said = String::new();
        if !others.is_empty() {
            said += &texts::belongs_to(&others, are_all_others, &key(Action::NextBaby));
        }
        if let Some((first, last)) = dates {
            said += &texts::lies_in_the_past(&first, &last, &key(Action::JumpToDate));
        }
        said
    }
}
