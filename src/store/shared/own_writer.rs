//! Whom this journal writes as: nobody else does, so a journal that was restored or copied writes under a new name, and
//! what it wrote under the old one is read once more.

use crate::platform::state_folder::write_state_file;
use crate::store::Store;
use crate::store::journal_content::fingerprint;
use crate::store::shared::sync_run::SyncFault;
use crate::store::shared::sync_tables::{OtherComputer, SharedSelf, load_others, remove_other, tell_apart};
use crate::sync::piece_codec::name_of;
use crate::sync::shared_folder::KeyFile;
use crate::sync::{SharedFolder, WriterId};
use std::fs;

/// Beside the records of what was last seen of each journal.
const STATE_FOLDER: &str = "sync";

impl Store {
    /// This computer writes under its own name, and nobody else does: a journal that was restored or copied is told by a
    /// folder that does not hold what was written last, or by a computer that does not know the name.
    pub(crate) fn ensure_own_writer(
        &mut self,
        me: &mut SharedSelf,
        folder: &SharedFolder,
    ) -> Result<(), SyncFault> {
        let lying = folder.read_manifest(me.writer)?.map(|bytes| name_of(&bytes));
        let is_known = lying.is_none() || lying == me.lies || lying == me.meant;
        let names = self.recorded_writers();
        let here = names.last().copied();
        // Drawn by a journal that was restored here, when it was first written to.
        let is_drawn_here = here.is_some_and(|here| me.was.contains(&here));
        if me.writer.is_nobody() || !is_known || !(is_drawn_here || self.is_writer_here(me.writer)) {
            let mut drawn = me.clone();
            // A journal that was copied to a computer of its own is not called like the one it came from.
            if here.is_none() && !self.run.state_folders.is_empty() {
                let others = self.query(load_others)?.into_iter().map(|other| other.called);
                let taken: Vec<String> = others.chain([me.called.clone()]).collect();
                drawn.called = tell_apart(&self.run.machine, &taken);
            }
            self.write_rows(|tx| {
                tx.execute("UPDATE sync_me SET called = ?1", [&drawn.called])?;
                drawn.draw_writer(tx, here)
            })?;
            if !self.keeps_records() {
                drawn.earlier.push(me.writer);
            }
            *me = drawn;
        } else if lying.is_some() && lying == me.meant {
            me.lies = lying;
        }
        let key = match me.locked {
            true => KeyFile::Locked(me.key_file.clone()),
            false => KeyFile::Open(String::from_utf8_lossy(&me.key_file).into_owned()),
        };
        folder.create_writer(me.writer, &key)?;
        self.record_writer(me.writer);
        // A file that was copied here from elsewhere knows other names than this computer's.
        let earlier = if self.keeps_records() { names } else { me.earlier.clone() };
        let earlier =
            earlier.into_iter().filter(|writer| *writer != me.writer && !writer.is_nobody()).collect();
        if me.earlier != earlier {
            me.earlier = earlier;
            self.write_rows(|tx| me.save_former_writers(tx))?;
        }
        Ok(())
    }

    fn keeps_records(&self) -> bool {
        !self.run.state_folders.is_empty() && self.path.is_some()
    }

    /// Whether this computer knows the journal in this place as that writer; always where it keeps no such records.
    fn is_writer_here(&self, writer: WriterId) -> bool {
        !self.keeps_records() || self.recorded_writers().last() == Some(&writer)
    }

    /// Whom the journal in this place ever wrote as here, the present one last.
    fn recorded_writers(&self) -> Vec<WriterId> {
        let read = || {
            let folder = self.run.state_folders.first()?.join(STATE_FOLDER);
            fs::read_to_string(folder.join(self.state_file_name()?)).ok()
        };
        read().unwrap_or_default().split_whitespace().filter_map(|name| name.parse().ok()).collect()
    }

    /// Where it cannot be recorded, the next sync writes as somebody else, which costs little.
    pub(crate) fn record_writer(&self, writer: WriterId) {
        if let (Some(folder), Some(name), false) =
            (self.run.state_folders.first(), self.state_file_name(), self.is_writer_here(writer))
        {
            let names = self.recorded_writers().into_iter().filter(|known| *known != writer);
            let names: Vec<String> = names.chain([writer]).map(|name| name.to_string()).collect();
            write_state_file(&folder.join(STATE_FOLDER), &name, names.join("\n").as_bytes()).ok();
        }
    }

    pub(crate) fn forget_recorded_writer(&self) {
        if let (Some(folder), Some(name)) = (self.run.state_folders.first(), self.state_file_name()) {
            fs::remove_file(folder.join(STATE_FOLDER).join(name)).ok();
        }
    }

    fn state_file_name(&self) -> Option<String> {
        let path = self.path.as_deref()?;
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        Some(fingerprint(&path.to_string_lossy()).to_string())
    }

    /// What this journal wrote before it was restored or copied is all here, and written out.
    pub(crate) fn remove_former_writers(
        &mut self,
        me: &mut SharedSelf,
        folder: &SharedFolder,
    ) -> Result<(), SyncFault> {
        for was in std::mem::take(&mut me.was) {
            folder.remove_writer(was)?;
            self.write_rows(|tx| remove_other(tx, was))?;
        }
        Ok(self.write_rows(|tx| me.save_former_writers(tx))?)
    }

    /// A computer whose journal was restored is in the folder once, under its present name.
    pub(crate) fn remove_renamed_writers(&mut self, listed: &[WriterId]) -> Result<(), SyncFault> {
        let others = self.query(load_others)?;
        let is_listed = |other: &&OtherComputer| listed.contains(&other.writer);
        let is_renamed = |gone: &&OtherComputer| {
            !is_listed(gone) && others.iter().filter(is_listed).any(|other| other.called == gone.called)
        };
        for gone in others.iter().filter(is_renamed) {
            self.write_rows(|tx| remove_other(tx, gone.writer))?;
        }
        Ok(())
    }
}
