//! The archive as a folder of CSV files: each entry put together from its row and the rows of its moments, wherever
//! those stand, without holding either file; and the family out of its rows.

use crate::import::ImportWarning;
use crate::import::archive::csv_table::ArchiveCsv;
use crate::import::archive::{
    ArchiveSurvey, NEWER_ARCHIVE, OpenFile, SourceRow, file_error, fingerprint_id, quote_excerpt,
};
use crate::model::csv_columns::{
    FAMILY_COLUMNS, FAMILY_FILE, MOMENTS_FILE, csv_columns_for_kind, csv_file_for_kind, csv_file_names,
    moment_columns,
};
use crate::model::settings::{FamilySettings, find_setting};
use crate::model::{Baby, Carer, CoverageMark, CustomCue, EntryKind, Id, ValidationError};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

const MAX_FAMILY_ROWS: usize = 100_000;

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
    shelf: &OpenFile<'_>,
    seen: &mut dyn FnMut(usize, Option<Id>) -> Result<(), ValidationError>,
) -> Result<(ArchiveSurvey, MomentIndex), ValidationError> {
    let mut all = ArchiveSurvey::default();
    let mut missing = Vec::new();
    let mut n = 0;
    for kind in EntryKind::ALL {
        let Some(mut sheet) = ArchiveCsv::open(shelf, csv_file_for_kind(kind), &csv_columns_for_kind(kind))?
        else {
            missing.push(csv_file_for_kind(kind));
            continue;
        };
        all.warnings.extend(sheet.warn_unknown_columns());
        while sheet.next_row()?.is_some() {
            n += 1;
            seen(n, sheet.id_in_column("id"))?;
        }
    }
    let mut moments = Vec::new();
    match ArchiveCsv::open(shelf, MOMENTS_FILE, &moment_columns())? {
        None => missing.push(MOMENTS_FILE),
        Some(mut sheet) => {
            all.warnings.extend(sheet.warn_unknown_columns());
            while let Some((row, fields)) = sheet.next_row()? {
                let place = sheet.byte_position();
                match (sheet.id_in_column("entry"), fields) {
                    (Some(id), _) => moments.push(MomentPosition {
                        fingerprint: short_fingerprint(id),
                        row: u32::try_from(row).map_err(|_| file_error(MOMENTS_TOO_LONG))?,
                        byte_position: place,
                    }),
                    (None, fields) => {
                        let why = fields.err().unwrap_or_else(|| INVALID_ENTRY_ID.to_owned());
                        all.orphans.add_orphan(SourceRow::Row(MOMENTS_FILE, row), why);
                    }
                }
                seen(n, None)?;
            }
        }
    }
    moments.sort_unstable();
    all.family = read_family(shelf, &mut all.warnings)?;
    if all.family.is_none() {
        missing.push(FAMILY_FILE);
    }
    if missing.len() == csv_file_names().count() {
        return Err(file_error(NO_EXPORT_FILES));
    }
    let gone = |file: &&str| ImportWarning {
        row: None,
        message: format!("{file} is not there, so nothing of it is."),
    };
    all.warnings.extend(missing.iter().map(gone));
    Ok((all, MomentIndex(moments)))
}

/// Puts every entry together and hands it to `take`; then the moments whose entry is nowhere.
pub(crate) fn for_each_entry(
    shelf: &OpenFile<'_>,
    moments: &MomentIndex,
    take: &mut dyn FnMut(SourceRow, Result<Value, String>) -> Result<(), ValidationError>,
) -> Result<(), ValidationError> {
    let mut asked = MomentLookup {
        sheet: ArchiveCsv::open(shelf, MOMENTS_FILE, &moment_columns())?,
        moments: &moments.0,
        used: vec![false; moments.0.len()],
    };
    for kind in EntryKind::ALL {
        let Some(mut sheet) = ArchiveCsv::open(shelf, csv_file_for_kind(kind), &csv_columns_for_kind(kind))?
        else {
            continue;
        };
        while let Some((row, fields)) = sheet.next_row()? {
            let mut entry = Ok(Value::Null);
            match fields {
                Err(why) => entry = Err(why),
                Ok(mut fields) => {
                    fields.insert("kind".to_owned(), json!(kind.as_code()));
                    let id = sheet.id_in_column("id");
                    match id.map_or(Ok(Ok(Vec::new())), |id| asked.find_moments(id))? {
                        Err(why) => entry = Err(why),
                        Ok(list) => {
                            if !list.is_empty() {
                                fields.insert("moments".to_owned(), Value::Array(list));
                            }
                        }
                    }
                    entry = entry.map(|_| Value::Object(fields));
                }
            }
            take(SourceRow::Row(sheet.file, row), entry)?;
        }
    }
    for row in asked.list_unused_rows() {
        take(SourceRow::Row(MOMENTS_FILE, row), Err(ORPHAN_MOMENT.to_owned()))?;
    }
    Ok(())
}

/// The moments while entries ask for theirs.
struct MomentLookup<'a> {
    sheet: Option<ArchiveCsv<'a>>,
    moments: &'a [MomentPosition],
    used: Vec<bool>,
}

impl MomentLookup<'_> {
    /// The moments of an entry in their order, or what is the matter with one.
    fn find_moments(&mut self, id: Id) -> Result<Result<Vec<Value>, String>, ValidationError> {
        let Some(sheet) = &mut self.sheet else {
            return Ok(Ok(Vec::new()));
        };
        let print = short_fingerprint(id);
        let from = self.moments.partition_point(|moment| moment.fingerprint < print);
        let (mut found, mut wrong) = (Vec::new(), None);
        for (at, moment) in self.moments.iter().enumerate().skip(from) {
            if moment.fingerprint != print {
                break;
            }
            let place = SourceRow::Row(MOMENTS_FILE, moment.row as usize);
            let fields = sheet.read_row_at(moment.byte_position, moment.row as usize)?;
            if sheet.id_in_column("entry") != Some(id) {
                continue;
            }
            if let Some(used) = self.used.get_mut(at) {
                *used = true;
            }
            let mut fields = match fields {
                Ok(fields) => fields,
                Err(why) => {
                    wrong.get_or_insert(format!("{place}: {why}"));
                    continue;
                }
            };
            if found.len() == MAX_MOMENTS_PER_ENTRY {
                return Ok(Err(format!("{place}: {TOO_MANY_MOMENTS}")));
            }
            fields.shift_remove("entry");
            let n = fields.shift_remove("n").and_then(|n| n.as_u64());
            found.push((n, fields));
        }
        if let Some(wrong) = wrong {
            return Ok(Err(wrong));
        }
        found.sort_by_key(|(n, _)| *n);
        let list = found.into_iter().map(|(_, fields)| Value::Object(fields));
        Ok(Ok(list.collect()))
    }

    fn list_unused_rows(&self) -> Vec<usize> {
        let all = self.moments.iter().zip(&self.used);
        let unused = all.filter(|(_, used)| !**used);
        let mut rows: Vec<_> = unused.map(|(moment, _)| moment.row as usize).collect();
        rows.sort_unstable();
        rows
    }
}

/// The family as the JSON of the contract; none when its file is not there.
fn read_family(
    shelf: &OpenFile<'_>,
    warnings: &mut Vec<ImportWarning>,
) -> Result<Option<Value>, ValidationError> {
    let Some(mut sheet) = ArchiveCsv::open(shelf, FAMILY_FILE, &FAMILY_COLUMNS)? else {
        return Ok(None);
    };
    warnings.extend(sheet.warn_unknown_columns());
    let mut family = json!({"babies": [], "carers": [], "own_cues": [], "coverage": []});
    while let Some((row, fields)) = sheet.next_row()? {
        if row > MAX_FAMILY_ROWS {
            return Err(file_error(format!("{FAMILY_FILE}, row {row}: {TOO_MANY_FAMILY_ROWS}")));
        }
        let mut warn = |why: &str| {
            let says = format!("{FAMILY_FILE}, row {row}: {why}; it was left out.");
            warnings.push(ImportWarning::at_row(row, says));
        };
        let mut fields = match fields {
            Ok(fields) => fields,
            Err(why) => {
                warn(&why);
                continue;
            }
        };
        let what = fields.shift_remove("what").unwrap_or_default();
        let list = match what.as_str().unwrap_or_default() {
            "cuebook" if fields.get("value") == Some(&json!(["1"])) => continue,
            "cuebook" => return Err(file_error(NEWER_ARCHIVE)),
            "baby" => "babies",
            "carer" => "carers",
            "own_cue" => "own_cues",
            "coverage" => "coverage",
            "stroke_name" | "setting" => {
                insert_named_value(&mut family, &what, &mut fields).unwrap_or_else(|| warn(MISSING_CODE));
                continue;
            }
            other => {
                warn(&format!("what {} is, is not known here", quote_excerpt(other)));
                continue;
            }
        };
        if list == "own_cues" {
            let words = fields.shift_remove("name").unwrap_or_default();
            fields.insert("words".to_owned(), words);
        }
        let told = Value::Object(fields);
        let fits = match list {
            "babies" => is_readable_as::<Baby>(&told),
            "carers" => is_readable_as::<Carer>(&told),
            "own_cues" => is_readable_as::<CustomCue>(&told),
            _ => is_readable_as::<CoverageMark>(&told),
        };
        match family.get_mut(list) {
            Some(Value::Array(list)) if fits => list.push(told),
            _ => warn(INCOMPLETE_ROW),
        }
    }
    Ok(Some(family))
}

fn is_readable_as<T: DeserializeOwned>(told: &Value) -> bool {
    T::deserialize(told).is_ok()
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
    let usual = find_setting(code).map(|spec| (spec.value)(&FamilySettings::with_defaults(chrono_tz::UTC)));
    family[code] = match (usual, list.as_array().map(Vec::as_slice)) {
        (Some(Value::String(_)), Some([one])) => one.clone(),
        (Some(Value::Bool(_) | Value::Number(_) | Value::Object(_)), Some([one])) => {
            serde_json::from_str(one.as_str()?).ok()?
        }
        _ => list,
    };
    Some(())
}

/// The most moments one entry may have.
const MAX_MOMENTS_PER_ENTRY: usize = 10_000;

const INVALID_ENTRY_ID: &str = "its entry is no identity (a UUID)";
const MISSING_CODE: &str = "it does not say of what";
const INCOMPLETE_ROW: &str = "something of it is missing or has a word that is not known here";
const ORPHAN_MOMENT: &str = "its entry is in no row of massage.csv or cue.csv";
const TOO_MANY_MOMENTS: &str = "more than 10,000 moments belong to one entry";
const TOO_MANY_FAMILY_ROWS: &str = "a family of more than 100,000 rows is none.";
const MOMENTS_TOO_LONG: &str = "moments.csv is too long.";
const NO_EXPORT_FILES: &str = "None of the files of a cuebook export are in this folder.";
