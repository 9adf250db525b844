//! Two computers of one family, each with a journal of its own, and a folder that both see.

use crate::support::{LONDON, now, settled};
use cuebook::model::{Change, Entry, Timestamp};
use cuebook::store::{FolderLook, ForgetTarget, ProgramRun, Store, SyncReport};
use std::path::{Path, PathBuf};

pub(super) struct Home {
    _own: tempfile::TempDir,
    _shared: Option<tempfile::TempDir>,
    pub called: String,
    pub journal: PathBuf,
    pub folder: PathBuf,
    pub store: Store,
}

/// A journal as a run on a computer of that name opens it.
pub(super) fn called(journal: &Path, machine: &str) -> Store {
    let state = journal.parent().unwrap().join("state");
    Store::open(journal, ProgramRun::new(machine).with_state_folders(vec![state]), LONDON).unwrap()
}

pub(super) fn note_of(entry: &Entry, words: &str) -> Entry {
    Entry { note: Some(words.into()), ..entry.clone() }
}

impl Home {
    /// A journal of Maya and Anna that is not shared yet.
    pub(super) fn alone(machine: &str, folder: &Path) -> Self {
        let own = tempfile::tempdir().unwrap();
        let journal = own.path().join("journal.db");
        let store = settled(called(&journal, machine));
        Self {
            _own: own,
            _shared: None,
            called: machine.to_owned(),
            journal,
            folder: folder.to_path_buf(),
            store,
        }
    }

    pub(super) fn joined(machine: &str, folder: &Path) -> Self {
        let mut home = Self::alone(machine, folder);
        let look = FolderLook::open(folder, None).unwrap();
        let mut plan = home.store.plan_join(&look).unwrap();
        assert_eq!(plan.questions, [], "Maya and Anna are met by name");
        plan.answer_by_default();
        home.store.join_sharing(&look, &plan, now()).unwrap();
        home
    }

    /// Ana, who begins, and Ben, who joins.
    pub(super) fn pair() -> (Self, Self) {
        let shared = tempfile::tempdir().unwrap();
        let mut ana = Self::alone("Ana's laptop", shared.path());
        ana.store.begin_sharing(shared.path(), None, now()).unwrap();
        let ben = Self::joined("Ben's PC", shared.path());
        ana._shared = Some(shared);
        ana.sync();
        (ana, ben)
    }

    pub(super) fn sync(&mut self) -> SyncReport {
        self.store.sync(now(), false).unwrap()
    }

    pub(super) fn add(&mut self, entry: &Entry) {
        self.store.apply(&Change::add_record("an entry", entry.clone()), now()).unwrap();
    }

    pub(super) fn edit(&mut self, before: &Entry, after: &Entry) {
        self.edit_at(before, after, now());
    }

    pub(super) fn edit_at(&mut self, before: &Entry, after: &Entry, when: Timestamp) {
        let change = Change::replace_record("an edit", before.clone(), after.clone());
        self.store.apply(&change, when).unwrap();
    }

    pub(super) fn forget(&mut self, target: &ForgetTarget) {
        self.store.forget_entry(target).unwrap();
    }
}
