//! Reading the family: people, own cues, marks and settings.

use crate::model::{Family, FamilySettings, Record, Setting, Zone};
use crate::store::connection::select_all;
use crate::store::mapping::{self, BABY_COLUMNS, CARER_COLUMNS, CUE_COLUMNS, MARK_COLUMNS, SETTING_COLUMNS};
use crate::store::{Store, StoreError};
use rusqlite::{Connection, Row};

impl Store {
    pub fn load_family(&self) -> Result<Family, StoreError> {
        self.query(|conn| {
            let mut settings = FamilySettings::with_defaults(Zone::UTC);
            for setting in load_table(conn, "setting", SETTING_COLUMNS, mapping::setting_from_row)? {
                settings.apply_setting(&setting);
            }
            Ok(Family {
                babies: load_table(conn, "baby", BABY_COLUMNS, mapping::baby_from_row)?,
                carers: load_table(conn, "carer", CARER_COLUMNS, mapping::carer_from_row)?,
                custom_cues: load_table(conn, "own_cue", CUE_COLUMNS, mapping::own_cue_from_row)?,
                coverage_marks: load_table(conn, "mark", MARK_COLUMNS, mapping::mark_from_row)?,
                settings,
            })
        })
    }

    /// A setting as it is stored, to be the "before" of a change.
    pub fn load_setting(&self, name: &str) -> Result<Option<Setting>, StoreError> {
        match self.query(|conn| mapping::load_record(conn, "setting", name))? {
            Some(Record::Setting(setting)) => Ok(Some(setting)),
            _ => Ok(None),
        }
    }
}

/// In the order of the key, which is the first column.
fn load_table<T>(
    conn: &Connection,
    table: &str,
    columns: &str,
    from_row: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    select_all(conn, &format!("SELECT {columns} FROM {table} ORDER BY 1"), [], from_row)
}
