//! Another journal as the input of an import: a conflict copy that a replicator made, a copy of cuebook's own, a locked
//! one. It is looked at in a private copy and read as the archive it would export, with the time of each entry's last edit.

use crate::import::{ArchiveForm, ArchiveInput, ArchiveSource, EDITED_FIELD, detect_format, is_container};
use crate::model::{Zone, entry_to_json, family_to_json};
use crate::store::schema::{SQLITE_MAGIC, is_journal_header};
use crate::store::{Passphrase, ProgramRun, Store, StoreError};
use crate::texts::cli_import as texts;
use serde_json::json;
use std::fs::File;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// A locked one is a multiple of it, of bytes that are no text.
const PAGE: u64 = 512;

/// Whether it is a journal, as far as its first bytes say.
pub(crate) fn is_journal(path: &Path) -> bool {
    let mut head = Vec::new();
    // A pipe can be opened once only.
    let Some(meta) = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file) else {
        return false;
    };
    let read = File::open(path).and_then(|file| file.take(4096).read_to_end(&mut head));
    let is_locked = || {
        let is_known = detect_format(&head).is_some() || is_container(&head);
        !head.starts_with(SQLITE_MAGIC)
            && meta.len().is_multiple_of(PAGE)
            && head.len() >= 512
            && !is_known
            && std::str::from_utf8(&head[..100]).is_err()
    };
    read.is_ok() && (is_journal_header(&head) || is_locked())
}

/// Reads a journal; [`StoreError::PassphraseRequired`] where it is locked and no passphrase is given.
pub(crate) fn open_journal(
    path: &Path,
    run: ProgramRun,
    zone: Zone,
    passphrase: Option<&Passphrase>,
) -> Result<ArchiveSource<'static>, StoreError> {
    let (store, _copy) = Store::open_private_copy(path, run, zone, passphrase)?;
    // In memory, and not in a file: a locked journal's words lie open on no disk.
    let bytes: Arc<[u8]> = write_archive(&store)?.into();
    let remark = store.leaves_out_entries()?.then_some(texts::HIDDEN_LEFT_OUT);
    let open_file =
        Box::new(move |_: &str| Ok(Some(Box::new(Cursor::new(Arc::clone(&bytes))) as Box<dyn ArchiveInput>)));
    let name = path.display().to_string();
    Ok(ArchiveSource { remark, ..ArchiveSource::new(name, ArchiveForm::Journal, open_file) })
}

/// The same beside an open journal, whose own passphrase most often fits.
pub(crate) fn open_journal_beside(
    path: &Path,
    store: &Store,
    zone: Zone,
    passphrase: Option<&Passphrase>,
) -> Result<ArchiveSource<'static>, StoreError> {
    let open = |passphrase: Option<&Passphrase>| open_journal(path, store.run().clone(), zone, passphrase);
    match (passphrase, store.passphrase()) {
        (Some(words), _) => open(Some(words)),
        (None, None) => open(None),
        (None, Some(own)) => match open(Some(own)) {
            Err(StoreError::WrongPassphrase(path)) => Err(StoreError::PassphraseRequired(path)),
            opened => opened,
        },
    }
}

fn write_archive(store: &Store) -> Result<Vec<u8>, StoreError> {
    let family = store.load_family()?;
    let mut json = format!("{{\"cuebook\":1,\n\"family\":{},\n\"entries\":[", family_to_json(&family));
    let mut separator = "\n";
    store.for_each_with_edit_time(|entry, edited| {
        let mut fields = entry_to_json(entry, &family);
        fields[EDITED_FIELD] = json!(edited);
        json.push_str(separator);
        json.push_str(&fields.to_string());
        separator = ",\n";
        ControlFlow::Continue(())
    })?;
    json.push_str("\n]}\n");
    Ok(json.into_bytes())
}
