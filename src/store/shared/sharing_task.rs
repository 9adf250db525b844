//! What can be done about sharing a journal, for the command and the screens alike.

use crate::model::Timestamp;
use crate::store::passphrase::Passphrase;
use crate::store::shared::folder_look::FolderLook;
use crate::store::shared::join_people::JoinPlan;
use crate::store::shared::sync_report::SyncReport;
use crate::store::{Store, StoreError};
use crate::texts::sync_texts;
use crate::vocabulary::sanitize_text;
use std::path::PathBuf;

#[derive(Clone)]
pub enum SharingTask {
    /// Share through a folder in which nobody does yet; without words its key lies there open.
    Begin { folder: PathBuf, words: Option<Passphrase> },
    /// Join what others share; people who were asked about are as the plan says.
    Join(Box<(FolderLook, JoinPlan)>),
    /// Fetch and send. `makes_room` as in [`Store::sync`].
    Sync { makes_room: bool },
    /// Fetch once more, and keep the journal for this computer.
    Stop,
    /// Take out a computer that does not come back, by its name.
    Drop(String),
}

impl SharingTask {
    /// As the clock has it, without a question.
    pub(crate) const ROUTINE: Self = Self::Sync { makes_room: false };

    pub(crate) fn join(look: FolderLook, plan: JoinPlan) -> Self {
        Self::Join(Box::new((look, plan)))
    }

    /// What came of it, a sentence each; `folder` is the one the journal was shared through before.
    pub(crate) fn describe_outcome(&self, report: &SyncReport, folder: &str) -> Vec<String> {
        let mut said = report.sentences();
        if report.is_busy {
            said.push(sync_texts::ANOTHER_WINDOW.to_owned());
        }
        match self {
            Self::Stop => said.push(sync_texts::stopped(folder)),
            Self::Drop(name) => said.push(sync_texts::dropped(&sanitize_text(name))),
            Self::Begin { .. } | Self::Join(_) | Self::Sync { .. } => {}
        }
        said
    }
}

impl Store {
    pub fn carry_out(&mut self, task: &SharingTask, now: Timestamp) -> Result<SyncReport, StoreError> {
        match task {
            SharingTask::Begin { folder, words } => self.begin_sharing(folder, words.as_ref(), now),
            SharingTask::Join(joined) => self.join_sharing(&joined.0, &joined.1, now),
            SharingTask::Sync { makes_room } => self.sync(now, *makes_room),
            SharingTask::Stop => self.stop_sharing(now),
            SharingTask::Drop(name) => self.drop_computer(name, now),
        }
    }
}
