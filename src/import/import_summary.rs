//! How many rows of an import went where, in numbers and as JSON.

use crate::import::{DifferenceCounts, ImportWarning, SkippedRow};
use crate::texts::unsupported_activities;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How many rows went where: `read` = `added` + `already` + `repeated` + skipped + `unlisted`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImportSummary {
    pub rows_read: usize,
    pub added: usize,
    /// Rows the journal has already.
    pub already_known: usize,
    /// Rows that say again what another row says.
    pub repeated: usize,
    pub skipped: Vec<SkippedRow>,
    /// Rows not kept beyond those that are listed, which are only counted.
    pub unlisted: usize,
    /// Their number by reason, as far as that is known.
    pub unlisted_reasons: BTreeMap<String, usize>,
    pub warnings: Vec<ImportWarning>,
    /// Of archives and other journals: the entries that stand otherwise here, or were removed here. Those that are taken
    /// count as known already, the others are among the skipped.
    pub differences: DifferenceCounts,
    /// When the latest of the archives was written, in Unix seconds, where that tells the later of two.
    pub written: Option<i64>,
}

impl ImportSummary {
    /// Whether no row came to anything, and for at least one of them the reason is that it could not be read.
    pub fn is_unreadable(&self) -> bool {
        let is_unread = |skip: &SkippedRow| !unsupported_activities::is_kind_reason(&skip.reason);
        let comes_to_nothing = self.added + self.already_known + self.repeated == 0;
        comes_to_nothing
            && self.differences.left_as_here() < self.skipped.len() + self.unlisted
            && self.skipped.iter().any(is_unread)
    }

    /// What `import --json` prints.
    pub fn to_json(&self) -> Value {
        let skipped = self.skipped.iter();
        let place = |mut item: Value, row: Option<usize>, file: &Option<String>| {
            if let Some(row) = row {
                item["row"] = json!(row);
            }
            if let Some(file) = file {
                item["file"] = json!(file);
            }
            item
        };
        let skipped = skipped.map(|skip| place(json!({"why": skip.reason}), Some(skip.row), &skip.file));
        let warnings = self.warnings.iter();
        let warnings =
            warnings.map(|warning| place(json!({"says": warning.message}), warning.row, &warning.file));
        let mut summary = json!({
            "read": self.rows_read,
            "added": self.added,
            "already": self.already_known,
            "twice_in_file": self.repeated,
            "skipped": skipped.collect::<Vec<_>>(),
            "warnings": warnings.collect::<Vec<_>>(),
        });
        let differences = &self.differences;
        for (name, count) in [
            ("taken", differences.taken),
            ("later_there", differences.later_there),
            ("later_here", differences.later_here),
            ("removed_here", differences.removed),
        ] {
            if count > 0 {
                summary[name] = json!(count);
            }
        }
        if self.unlisted > 0 {
            summary["skipped_not_listed"] = json!(self.unlisted);
        }
        summary
    }
}
