//! Archives and other journals on their way into the journal: planned against it, then written.

use crate::import::{self, ArchiveSet, ImportPlan, MergeJournal, ProgressCallback};
use crate::import_files::plan_files::{ImportProblem, JournalState};
use crate::model::{Edit, Entry, Id, ValidationError};
use crate::store::{ChangeWriter, Store, StoreError};
use std::cell::RefCell;
use std::collections::HashSet;

/// Plans the archives against the journal; nothing is written. `watch` gets the number of entries so far, and its error
/// stops it.
pub(crate) fn plan_archives(
    archives: &ArchiveSet<'_>,
    state: &JournalState,
    store: &Store,
    watch: &mut ProgressCallback<'_>,
) -> Result<ImportPlan, ImportProblem> {
    let journal = ReadOnlyJournal { store, error: RefCell::default() };
    let planned = merge(archives, state, &journal, watch);
    join_errors(planned, journal.error)
}

/// The same, and writes each edit of the change.
pub(crate) fn write_archives(
    archives: &ArchiveSet<'_>,
    state: &JournalState,
    writer: &ChangeWriter<'_>,
    watch: &mut ProgressCallback<'_>,
) -> Result<ImportPlan, ImportProblem> {
    let journal = WritableJournal { writer, error: RefCell::default() };
    let planned = merge(archives, state, &journal, watch);
    join_errors(planned, journal.error)
}

fn merge(
    archives: &ArchiveSet<'_>,
    state: &JournalState,
    journal: &dyn MergeJournal,
    watch: &mut ProgressCallback<'_>,
) -> Result<ImportPlan, ValidationError> {
    import::merge_archives(archives, &state.build_target(&HashSet::new()), &state.options, journal, watch)
}

/// What the store said goes before what it was passed on as.
fn join_errors(
    planned: Result<ImportPlan, ValidationError>,
    error: RefCell<Option<StoreError>>,
) -> Result<ImportPlan, ImportProblem> {
    match error.into_inner() {
        Some(error) => Err(ImportProblem::Store(error)),
        None => Ok(planned?),
    }
}

/// Puts the store's error aside, and stops the work.
fn stop<T>(done: Result<T, StoreError>, error: &RefCell<Option<StoreError>>) -> Result<T, ValidationError> {
    done.map_err(|found| {
        error.replace(Some(found));
        ValidationError::new("", "")
    })
}

struct ReadOnlyJournal<'a> {
    store: &'a Store,
    error: RefCell<Option<StoreError>>,
}

impl MergeJournal for ReadOnlyJournal<'_> {
    fn find_entry(&self, id: Id) -> Result<Option<(Entry, i64)>, ValidationError> {
        stop(self.store.load_with_edit_time(id), &self.error)
    }

    fn write_edit(&self, _: Edit, _: Option<i64>) -> Result<(), ValidationError> {
        Ok(())
    }
}

struct WritableJournal<'a, 'w> {
    writer: &'a ChangeWriter<'w>,
    error: RefCell<Option<StoreError>>,
}

impl MergeJournal for WritableJournal<'_, '_> {
    fn find_entry(&self, id: Id) -> Result<Option<(Entry, i64)>, ValidationError> {
        stop(self.writer.load_with_edit_time(id), &self.error)
    }

    fn write_edit(&self, edit: Edit, edited: Option<i64>) -> Result<(), ValidationError> {
        stop(self.writer.write_edit_from_elsewhere(&edit, edited), &self.error)
    }
}
