//! The copies in `FILE.backups/` follow an entry that was open and is its writer's alone now: else its words would lie
//! open in them.

use crate::model::{CarerSeal, Entry, Id};
use crate::store::copies::rewrite_backups::{BackupPolicy, BackupRewrite, open_with_either_key};
use crate::store::copies::rewrite_rows::{change_and_vacuum, write_changed_copy};
use crate::store::protect::copies_due::CopiesDue;
use crate::store::protect::lock_report::LockOutcome;
use crate::store::protect::rewrite_seals::seal_entries_in_copy;
use crate::store::protect::seal_keys::CarerSeals;
use crate::store::{Store, StoreError, mapping, schema};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

impl Store {
    /// Seals in the copies what was sealed here since this was last done, by this run or by one that was cut off. Names the
    /// copies that still have it open; none when there was nothing to do.
    pub(crate) fn seal_in_copies(&mut self) -> Result<Option<LockOutcome>, StoreError> {
        let due = self.query(CopiesDue::from_connection)?;
        let sealed = due.sealed.clone();
        let Some(path) = self.path.clone().filter(|_| !sealed.is_empty()) else {
            return Ok(None);
        };
        let outcome = self.seal_entries_in_copies(&path, sealed)?;
        let done = CopiesDue { forgotten: BTreeSet::new(), ..due };
        self.write_rows(|tx| done.remove_from(tx))?;
        Ok(Some(outcome))
    }

    fn seal_entries_in_copies(&self, path: &Path, entries: BTreeSet<Id>) -> Result<LockOutcome, StoreError> {
        let seals = self.query(CarerSeals::from_connection)?.by_carer;
        let mut by_carer: BTreeMap<Id, (CarerSeal, Vec<Id>)> = BTreeMap::new();
        for id in entries {
            let Some(Entry { carer, .. }) = self.query(|conn| mapping::load_entry(conn, id))? else {
                continue;
            };
            if let Some(seal) = seals.get(&carer) {
                by_carer.entry(carer).or_insert_with(|| (seal.clone(), Vec::new())).1.push(id);
            }
        }
        let rewrite =
            BackupRewrite { journal: path, except: None, policy: BackupPolicy::Rewrite, is_strict: false };
        let rewrite_copy = |old: &Path| {
            let (conn, key) = open_with_either_key(old, self.passphrase.as_ref(), None)?;
            let to_error = |e| StoreError::from_sqlite(e, Some(old));
            let mut all = by_carer.values().flat_map(|(_, ids)| ids);
            if !all.try_fold(false, |found, id| Ok(found || has_open_state(&conn, *id)?)).map_err(to_error)? {
                return Ok(None);
            }
            let part = write_changed_copy(&conn, key.as_ref(), old, |new| {
                schema::migrate_to_latest(new, |_| Ok(())).map_err(to_error)?;
                change_and_vacuum(new, old, |tx| {
                    by_carer
                        .iter()
                        .try_for_each(|(carer, (seal, ids))| seal_entries_in_copy(tx, *carer, seal, ids))
                })
            })?;
            Ok(Some(part))
        };
        rewrite.run(rewrite_copy, || Ok(()))
    }
}

/// Whether a file has a readable state of the entry, or a readable draft of it.
fn has_open_state(conn: &Connection, id: Id) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT 1 FROM entry WHERE id = ?1 AND detail ->> '$.sealed' IS NULL
         UNION ALL SELECT 1 FROM history_edit WHERE record = 'entry' AND key = ?2
             AND ((before IS NOT NULL AND before ->> '$.detail.sealed' IS NULL)
                 OR (after IS NOT NULL AND after ->> '$.detail.sealed' IS NULL))
         UNION ALL SELECT 1 FROM draft WHERE instr(slot, ?2) AND content ->> '$.sealed' IS NULL",
    )?
    .exists(params![id.as_bytes(), id.to_string()])
}
