//! Reading the family: people, own cues, marks and settings.

use crate::model::{Family, FamilySettings, Record, Setting};
use crate::store::mapping::{self, BABY_COLUMNS, CARER_COLUMNS, CUE_COLUMNS, MARK_COLUMNS};
use crate::store::{Store, StoreError};
use rusqlite::{Connection, Row};

impl Store {
    pub fn load_family(&self) -> Result<Family, StoreError> {
        self.query(|conn| {
            let mut settings = FamilySettings::with_defaults(chrono_tz::UTC);
            for setting in load_rows(conn, "name, value FROM setting", mapping::setting_from_row)? {
                settings.apply_setting(&setting);
            }
            let ordered = |columns: &str, table: &str| format!("{columns} FROM {table} ORDER BY 1");
            Ok(Family {
                babies: load_rows(conn, &ordered(BABY_COLUMNS, "baby"), mapping::baby_from_row)?,
                carers: load_rows(conn, &ordered(CARER_COLUMNS, "carer"), mapping::carer_from_row)?,
                custom_cues: load_rows(conn, &ordered(CUE_COLUMNS, "own_cue"), mapping::own_cue_from_row)?,
                coverage_marks: load_rows(conn, &ordered(MARK_COLUMNS, "mark"), mapping::mark_from_row)?,
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

fn load_rows<T>(
    conn: &Connection,
    selected: &str,
    from_row: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    conn.prepare_cached(&format!("SELECT {selected}"))?.query_map([], from_row)?.collect()
}
