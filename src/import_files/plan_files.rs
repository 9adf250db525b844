//! Other apps' files on their way into a plan: each parsed once, and compared with what the journal has of the same time.

use crate::import;
use crate::import::{
    DateOrder, EditSink, ExistingRecords, ImportFormat, ImportOptions, ImportPlan, ImportTarget,
    ImportWarning, NewerRule, ParsedFile, UserAnswers,
};
use crate::import_files::open_files::AppFile;
use crate::model::{
    Entry, EntryKind, Family, Id, Setting, TimeRange, Timestamp, ValidationError, Zone, archived_settings,
};
use crate::store::{ChangeWriter, Store, StoreError};
use crate::texts::cli_import as texts;
use crate::texts::import_messages;
use std::collections::HashSet;
use std::ops::ControlFlow;

/// What is asked of an import, beside its files.
#[derive(Clone, Debug, Default)]
pub(crate) struct ImportRequest {
    /// What it is named by: the file's name, or how many there are.
    pub name: String,
    /// Where the clocks of the files were read, when that was said.
    pub zone: Option<Zone>,
    /// Whom everything is about, whatever the files say.
    pub baby: Option<Id>,
    /// The name of a child whom the journal is still to know: what names nobody it knows is about this one.
    pub new_baby: Option<String>,
    pub date_order: Option<DateOrder>,
    pub moods: Vec<(String, u8)>,
    pub keep_other: bool,
    /// Of what was edited here and there the later is taken.
    pub newer: bool,
    /// It comes from the app's own screen.
    pub is_in_app: bool,
}

/// What goes wrong with an import.
#[derive(Debug)]
pub(crate) enum ImportProblem {
    /// Of the file, or a question; no field: the work was stopped.
    Said(ValidationError),
    Store(StoreError),
}

impl From<ValidationError> for ImportProblem {
    fn from(said: ValidationError) -> Self {
        Self::Said(said)
    }
}

impl From<StoreError> for ImportProblem {
    fn from(trouble: StoreError) -> Self {
        Self::Store(trouble)
    }
}

/// What stands in the journal of the things an import asks after.
pub(crate) struct JournalState {
    pub family: Family,
    pub options: ImportOptions,
    baby: Option<Id>,
    new_baby: Option<String>,
    is_empty: bool,
    baby_is_empty: bool,
    zone_given: bool,
    is_in_app: bool,
    zone_setting: Option<Setting>,
    existing: ExistingRecords,
    name: String,
}

impl JournalState {
    pub(crate) fn read(
        store: &Store,
        family: &Family,
        request: &ImportRequest,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let shown = family.selected_baby().map(|baby| baby.id);
        let mut existing = ExistingRecords::default();
        for name in archived_settings() {
            existing.settings.extend(store.load_setting(name)?);
        }
        for kind in [EntryKind::Sleep, EntryKind::Massage] {
            let open = store.load_open_entries(kind)?;
            let runs = |e: &&Entry| e.is_running_sleep(now) || e.is_running_massage(now);
            existing.running.extend(open.iter().filter(runs).map(|e| (kind, e.baby)));
        }
        let with_entries = store.find_babies_with_entries()?;
        Ok(Self {
            family: family.clone(),
            options: ImportOptions {
                zone: request.zone.unwrap_or(family.settings.day_boundaries.zone),
                keep_other: request.keep_other,
                now,
            },
            baby: request.baby,
            new_baby: request.new_baby.clone(),
            is_empty: store.is_empty()?,
            baby_is_empty: shown.is_some_and(|id| !with_entries.contains(&id)),
            zone_given: request.zone.is_some(),
            is_in_app: request.is_in_app,
            zone_setting: store.load_setting("zone")?,
            existing,
            name: request.name.clone(),
        })
    }

    /// The same for archives and other journals, with what the history knows of entries.
    pub(crate) fn read_for_archives(
        store: &Store,
        family: &Family,
        request: &ImportRequest,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let mut state = Self::read(store, family, request, now)?;
        let history = &mut state.existing.entry_history;
        store.for_each_entry_edit(|made, stands, edit| history.record_edit(made, stands, edit, family))?;
        state.existing.takes_later = request.newer;
        Ok(state)
    }

    pub(crate) fn build_target<'a>(&'a self, known: &'a HashSet<Id>) -> ImportTarget<'a> {
        ImportTarget {
            name: &self.name,
            family: &self.family,
            known_ids: known,
            journal_is_empty: self.is_empty,
            baby_is_empty: self.baby_is_empty,
            baby: self.baby,
            new_baby: self.new_baby.as_deref(),
            zone_given: self.zone_given,
            is_in_app: self.is_in_app,
            stored_zone: self.zone_setting.clone(),
            existing: Some(&self.existing),
        }
    }
}

/// Parses every file. Where one leaves the order of its dates open, another one of the same app can tell. `watch` gets
/// the number of rows so far, and its error stops it.
pub(crate) fn parse_files(
    files: &[AppFile],
    request: &ImportRequest,
    family: &Family,
    options: &ImportOptions,
    watch: &mut dyn FnMut(usize) -> Result<(), ValidationError>,
) -> Result<Vec<ParsedFile>, ValidationError> {
    let mut parse = |file: &AppFile, date_order: Option<DateOrder>| {
        let answers = UserAnswers {
            moods: request.moods.clone(),
            date_order,
            babies: family.open_babies().filter_map(|baby| baby.name.clone()).collect(),
            writes_month_first: family.settings.country.as_deref() == Some("US"),
        };
        import::parse_source(&file.source, file.format, options, &answers, watch)
    };
    let mut first: Vec<_> = Vec::new();
    for file in files {
        first.push(match parse(file, request.date_order) {
            // It was stopped.
            Err(problem) if problem.field.is_empty() => return Err(problem),
            read => read,
        });
    }
    let told = |format: ImportFormat| {
        let read = first.iter().flatten().filter(|read| read.format == format);
        let mut orders: Vec<DateOrder> = read.filter_map(|read| read.date_order).collect();
        orders.dedup();
        if let [order] = orders.as_slice() { Some(*order) } else { None }
    };
    let orders: Vec<_> = files.iter().map(|file| told(file.format)).collect();
    let mut parsed = Vec::new();
    for ((file, read), order) in files.iter().zip(first).zip(orders) {
        let read = match (read, order) {
            (Err(problem), Some(order)) if problem.field == "date" => parse(file, Some(order)),
            (read, _) => read,
        };
        let mut read = read.map_err(|problem| match problem.field.as_ref() {
            "" => problem,
            field => {
                ValidationError::new(field.to_owned(), texts::file_problem(&file.name, &problem.message))
            }
        })?;
        read.name.clone_from(&file.name);
        if !file.left_out.is_empty() {
            read.warnings.push(ImportWarning::of_file(import_messages::files_left_out(&file.left_out)));
        }
        parsed.push(read);
    }
    Ok(parsed)
}

/// What the journal has of the same events.
pub(crate) struct PreparedPlan {
    existing: ExistingRecords,
    known: HashSet<Id>,
}

impl PreparedPlan {
    pub(crate) fn read(
        parsed: &[ParsedFile],
        files_written: Option<i64>,
        request: &ImportRequest,
        state: &JournalState,
        store: &Store,
    ) -> Result<Self, StoreError> {
        let (mut existing, mut known) = (state.existing.clone(), HashSet::new());
        if !state.is_empty {
            known = store.find_known_ids(parsed.iter().flat_map(|read| read.candidates.ids()))?;
            load_sleeps_of_time(parsed, store, &mut existing)?;
            if request.newer {
                let written = files_written.unwrap_or(state.options.now.unix_seconds());
                let edited = store.load_edited_sleeps(&existing.sleeps)?;
                existing.newer = Some(NewerRule { written, edited });
            }
        }
        Ok(Self { existing, known })
    }

    fn plan(
        &self,
        parsed: &[ParsedFile],
        state: &JournalState,
        write: &mut EditSink<'_>,
    ) -> Result<ImportPlan, ValidationError> {
        let target = ImportTarget { existing: Some(&self.existing), ..state.build_target(&self.known) };
        import::plan_edits(parsed, &target, &state.options, write)
    }
}

/// Plans the files against the journal; nothing is written.
pub(crate) fn plan_files(
    parsed: &[ParsedFile],
    files_written: Option<i64>,
    request: &ImportRequest,
    state: &JournalState,
    store: &Store,
) -> Result<ImportPlan, ImportProblem> {
    let prepared = PreparedPlan::read(parsed, files_written, request, state, store)?;
    Ok(prepared.plan(parsed, state, &mut |_| Ok(()))?)
}

/// What the journal has of the same time may be the same event.
fn load_sleeps_of_time(
    parsed: &[ParsedFile],
    store: &Store,
    existing: &mut ExistingRecords,
) -> Result<(), StoreError> {
    let spans = parsed.iter().filter_map(|read| read.candidates.time_span());
    let span = spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    if let Some((from, to)) = span {
        store.for_each_overlapping(TimeRange { from, to: to + 1 }, |entry| {
            existing.sleeps.extend((entry.kind() == EntryKind::Sleep).then_some(entry));
            ControlFlow::Continue(())
        })?;
    }
    Ok(())
}

impl PreparedPlan {
    /// Plans the files and writes each edit of the change. `watch` gets the number of edits so far, and its error stops it.
    pub(crate) fn write(
        &self,
        parsed: &[ParsedFile],
        state: &JournalState,
        writer: &ChangeWriter<'_>,
        mut watch: impl FnMut(usize) -> Result<(), ValidationError>,
    ) -> Result<ImportPlan, ImportProblem> {
        let (mut n, mut trouble) = (0, None);
        let planned = self.plan(parsed, state, &mut |edit| {
            n += 1;
            watch(n)?;
            writer.write_edit(&edit).map_err(|error| {
                trouble = Some(error);
                ValidationError::new("", "")
            })
        });
        match trouble {
            Some(error) => Err(ImportProblem::Store(error)),
            None => Ok(planned?),
        }
    }
}
