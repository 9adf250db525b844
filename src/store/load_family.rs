//! Reading what is not an entry: the family, its settings, and what was being typed.

use crate::model::{Baby, Carer, CoverageMark, CustomCue, Family, FamilySettings, Record};
use crate::store::{Store, StoreError, mapping};

impl Store {
    /// The family: people, own cues, marks and settings.
    pub fn load_family(&self) -> Result<Family, StoreError> {
        let read = || -> rusqlite::Result<Family> {
            let conn = &self.conn;
            let babies: Vec<Baby> = conn
                .prepare_cached("SELECT id, name, born, due, closed FROM baby ORDER BY id")?
                .query_map([], mapping::baby_from_row)?
                .collect::<Result<_, _>>()?;
            let carers: Vec<Carer> = conn
                .prepare_cached("SELECT id, name, hidden_checkins FROM carer ORDER BY id")?
                .query_map([], mapping::carer_from_row)?
                .collect::<Result<_, _>>()?;
            let own_cues: Vec<CustomCue> = conn
                .prepare_cached("SELECT code, words, points, retired FROM own_cue ORDER BY code")?
                .query_map([], mapping::own_cue_from_row)?
                .collect::<Result<_, _>>()?;
            let marks: Vec<CoverageMark> = conn
                .prepare_cached("SELECT id, baby, date, span, complete FROM mark ORDER BY id")?
                .query_map([], mapping::mark_from_row)?
                .collect::<Result<_, _>>()?;
            let mut settings = FamilySettings::with_defaults(chrono_tz::UTC);
            for setting in conn
                .prepare_cached("SELECT name, value FROM setting")?
                .query_map([], mapping::setting_from_row)?
            {
                settings.apply_setting(&setting?);
            }
            Ok(Family { babies, carers, custom_cues: own_cues, coverage_marks: marks, settings })
        };
        read().map_err(|e| self.to_store_error(e))
    }

    /// A setting as it is stored, to be the "before" of a change.
    pub fn load_setting(&self, name: &str) -> Result<Option<crate::model::Setting>, StoreError> {
        match mapping::load_record(&self.conn, "setting", name) {
            Ok(Some(Record::Setting(setting))) => Ok(Some(setting)),
            Ok(_) => Ok(None),
            Err(error) => Err(self.to_store_error(error)),
        }
    }
}
