//! The archive as a folder of CSV files: each entry put together from its row and the rows of its moments, wherever
//! those stand, without holding either file; and the family out of its rows.

use crate::import::ImportWarning;
use crate::import::archive::csv_table::ArchiveCsv;
use crate::import::archive::{ArchiveSurvey, OpenFile, SourceRow, file_error, fingerprint_id, quote_excerpt};
use crate::model::csv_columns::{
    FAMILY_COLUMNS, FAMILY_FILE, MOMENTS_FILE, csv_columns_for_kind, csv_file_for_kind, csv_file_names,
    moment_columns,
};
use crate::model::settings::{FamilySettings, find_setting};
use crate::model::{Baby, Carer, CoverageMark, CustomCue, EntryKind, Id, ValidationError};
use crate::texts::archive_messages;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

const MAX_FAMILY_ROWS: usize = 100_000;
const MAX_MOMENTS_PER_ENTRY: usize = 10_000;

/// Where the moments stand, by the entry they belong to.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct MomentIndex(Vec<MomentPosition>);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct MomentPosition {
    /// Of the entry's identity; others may share it, so the row is asked too.
    fingerprint: u32,
    row: u32,
    byte_position: u64,
}

fn short_fingerprint(id: Id) -> u32 {
    u32::try_from(fingerprint_id(id) >> 32).unwrap_or_default()
}

/// Reads every file through once: the family, how many entries, whether any identity is there twice.
pub(crate) fn survey_files(
    open_file: &OpenFile<'_>,
    seen: &mut dyn FnMut(usize, Option<Id>) -> Result<(), ValidationError>,
) -> Result<(ArchiveSurvey, MomentIndex), ValidationError> {
    let mut survey = ArchiveSurvey::default();
    let mut missing = Vec::new();
    let mut n = 0;
    for kind in EntryKind::ALL {
        let Some(mut table) =
            ArchiveCsv::open(open_file, csv_file_for_kind(kind), &csv_columns_for_kind(kind))?
        else {
            missing.push(csv_file_for_kind(kind));
            continue;
        };
        survey.warnings.extend(table.warn_unknown_columns());
        while table.next_row()?.is_some() {
            n += 1;
            seen(n, table.id_in_column("id"))?;
        }
    }
    let mut moments = Vec::new();
    match ArchiveCsv::open(open_file, MOMENTS_FILE, &moment_columns())? {
        None => missing.push(MOMENTS_FILE),
        Some(mut table) => {
            survey.warnings.extend(table.warn_unknown_columns());
            while let Some((row, fields)) = table.next_row()? {
                let place = table.byte_position();
                match (table.id_in_column("entry"), fields) {
                    (Some(id), _) => moments.push(MomentPosition {
                        fingerprint: short_fingerprint(id),
                        row: u32::try_from(row)
                            .map_err(|_| file_error(archive_messages::MOMENTS_TOO_LONG))?,
                        byte_position: place,
                    }),
                    (None, fields) => {
                        let reason =
                            fields.err().unwrap_or_else(|| archive_messages::INVALID_ENTRY_ID.to_owned());
                        survey.orphans.add_orphan(SourceRow::Row(MOMENTS_FILE, row), reason);
                    }
                }
                seen(n, None)?;
            }
        }
    }
    moments.sort_unstable();
    survey.family = read_family(open_file, &mut survey.warnings)?;
    if survey.family.is_none() {
        missing.push(FAMILY_FILE);
    }
    if missing.len() == csv_file_names().count() {
        return Err(file_error(archive_messages::NO_EXPORT_FILES));
    }
    survey
        .warnings
        .extend(missing.iter().map(|file| ImportWarning::of_file(archive_messages::missing_file(file))));
    Ok((survey, MomentIndex(moments)))
}

/// Puts every entry together and hands it to `take`; then the moments whose entry is nowhere.
pub(crate) fn for_each_entry(
    open_file: &OpenFile<'_>,
    moments: &MomentIndex,
    take: &mut dyn FnMut(SourceRow, Result<Value, String>) -> Result<(), ValidationError>,
) -> Result<(), ValidationError> {
    let mut lookup = MomentLookup {
        table: ArchiveCsv::open(open_file, MOMENTS_FILE, &moment_columns())?,
        moments: &moments.0,
        used: vec![false; moments.0.len()],
    };
    for kind in EntryKind::ALL {
        let Some(mut table) =
            ArchiveCsv::open(open_file, csv_file_for_kind(kind), &csv_columns_for_kind(kind))?
        else {
            continue;
        };
        while let Some((row, fields)) = table.next_row()? {
            let moments = match table.id_in_column("id") {
                Some(id) if fields.is_ok() => lookup.find_moments(id)?,
                _ => Ok(Vec::new()),
            };
            let entry = fields.and_then(|mut fields| {
                fields.insert("kind".to_owned(), json!(kind.as_code()));
                let moments = moments?;
                if !moments.is_empty() {
                    fields.insert("moments".to_owned(), Value::Array(moments));
                }
                Ok(Value::Object(fields))
            });
            take(SourceRow::Row(table.file, row), entry)?;
        }
    }
    for row in lookup.list_unused_rows() {
        take(SourceRow::Row(MOMENTS_FILE, row), Err(archive_messages::ORPHAN_MOMENT.to_owned()))?;
    }
    Ok(())
}

/// The moments while entries ask for theirs.
struct MomentLookup<'a> {
    table: Option<ArchiveCsv<'a>>,
    moments: &'a [MomentPosition],
    used: Vec<bool>,
}

impl MomentLookup<'_> {
    /// The moments of an entry in their order, or what is the matter with one.
    fn find_moments(&mut self, id: Id) -> Result<Result<Vec<Value>, String>, ValidationError> {
        let Some(table) = &mut self.table else {
            return Ok(Ok(Vec::new()));
        };
        let print = short_fingerprint(id);
        let from = self.moments.partition_point(|moment| moment.fingerprint < print);
        let (mut found, mut problem) = (Vec::new(), None);
        for (at, moment) in self.moments.iter().enumerate().skip(from) {
            if moment.fingerprint != print {
                break;
            }
            let place = SourceRow::Row(MOMENTS_FILE, moment.row as usize);
            let fields = table.read_row_at(moment.byte_position, moment.row as usize)?;
            if table.id_in_column("entry") != Some(id) {
                continue;
            }
            if let Some(used) = self.used.get_mut(at) {
                *used = true;
            }
            let mut fields = match fields {
                Ok(fields) => fields,
                Err(reason) => {
                    problem.get_or_insert(place.prefix(&reason));
                    continue;
                }
            };
            if found.len() == MAX_MOMENTS_PER_ENTRY {
                return Ok(Err(place.prefix(archive_messages::TOO_MANY_MOMENTS)));
            }
            fields.shift_remove("entry");
            let n = fields.shift_remove("n").and_then(|n| n.as_u64());
            found.push((n, fields));
        }
        if let Some(problem) = problem {
            return Ok(Err(problem));
        }
        found.sort_by_key(|(n, _)| *n);
        let list = found.into_iter().map(|(_, fields)| Value::Object(fields));
        Ok(Ok(list.collect()))
    }

    fn list_unused_rows(&self) -> Vec<usize> {
        let unused = self.moments.iter().zip(&self.used).filter(|(_, used)| !**used);
        let mut rows: Vec<_> = unused.map(|(moment, _)| moment.row as usize).collect();
        rows.sort_unstable();
        rows
    }
}

/// The family as the JSON of the contract; none when its file is not there.
fn read_family(
    open_file: &OpenFile<'_>,
    warnings: &mut Vec<ImportWarning>,
) -> Result<Option<Value>, ValidationError> {
    let Some(mut table) = ArchiveCsv::open(open_file, FAMILY_FILE, &FAMILY_COLUMNS)? else {
        return Ok(None);
    };
    warnings.extend(table.warn_unknown_columns());
    let mut family = json!({"babies": [], "carers": [], "own_cues": [], "coverage": []});
    while let Some((row, fields)) = table.next_row()? {
        if row > MAX_FAMILY_ROWS {
            let place = archive_messages::row_place(FAMILY_FILE, row);
            return Err(file_error(archive_messages::family_file_too_long(&place)));
        }
        let mut warn = |reason: &str| {
            let place = archive_messages::row_place(FAMILY_FILE, row);
            warnings.push(ImportWarning::at_row(row, archive_messages::family_row_left_out(&place, reason)));
        };
        let mut fields = match fields {
            Ok(fields) => fields,
            Err(reason) => {
                warn(&reason);
                continue;
            }
        };
        let what = fields.shift_remove("what").unwrap_or_default();
        let (list, is_readable): (_, fn(&Value) -> bool) = match what.as_str().unwrap_or_default() {
            "cuebook" if fields.get("value") == Some(&json!(["1"])) => continue,
            "cuebook" => return Err(file_error(archive_messages::NEWER_ARCHIVE)),
            "baby" => ("babies", is_readable_as::<Baby>),
            "carer" => ("carers", is_readable_as::<Carer>),
            "own_cue" => ("own_cues", is_readable_as::<CustomCue>),
            "coverage" => ("coverage", is_readable_as::<CoverageMark>),
            "stroke_name" | "setting" => {
                insert_named_value(&mut family, &what, &mut fields)
                    .unwrap_or_else(|| warn(archive_messages::CODE_MISSING));
                continue;
            }
            other => {
                warn(&archive_messages::unknown_family_row(&quote_excerpt(other)));
                continue;
            }
        };
        if list == "own_cues" {
            let words = fields.shift_remove("name").unwrap_or_default();
            fields.insert("words".to_owned(), words);
        }
        let item = Value::Object(fields);
        match family.get_mut(list) {
            Some(Value::Array(list)) if is_readable(&item) => list.push(item),
            _ => warn(archive_messages::INCOMPLETE_ROW),
        }
    }
    Ok(Some(family))
}

fn is_readable_as<T: DeserializeOwned>(item: &Value) -> bool {
    T::deserialize(item).is_ok()
}

/// A stroke's name or a setting; none when it does not say which.
fn insert_named_value(family: &mut Value, what: &Value, fields: &mut Map<String, Value>) -> Option<()> {
    let code = fields.shift_remove("code")?;
    let code = code.as_str()?;
    if *what == json!("stroke_name") {
        family["stroke_names"][code] = fields.shift_remove("name")?;
        return Some(());
    }
    if matches!(code, "babies" | "carers" | "own_cues" | "coverage" | "stroke_names") {
        return None;
    }
    let list = fields.shift_remove("value").unwrap_or_else(|| json!([]));
    let usual =
        find_setting(code).map(|spec| (spec.value)(&FamilySettings::with_defaults(crate::model::Zone::UTC)));
    family[code] = match (usual, list.as_array().map(Vec::as_slice)) {
        (Some(Value::String(_) | Value::Null), Some([one])) => one.clone(),
        (Some(Value::Bool(_) | Value::Number(_) | Value::Object(_)), Some([one])) => {
            serde_json::from_str(one.as_str()?).ok()?
        }
        _ => list,
    };
    Some(())
}
