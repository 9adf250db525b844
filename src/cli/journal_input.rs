//! Another journal as the input of an import: a conflict copy that a replicator made, a copy of cuebook's own, a locked
//! one. It is looked at in a private copy and read as the archive it would export.

use crate::cli::commands::export_cmd::write_archive;
use crate::cli::output::CliError;
use crate::cli::session::{JournalLocation, Session, current_run};
use crate::import::{ArchiveForm, detect_format, is_container};
use crate::import_files::open_files::InputFile;
use crate::platform;
use crate::store::schema::{SQLITE_MAGIC, is_journal_header};
use crate::store::{Passphrase, Store, StoreError};
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

/// A locked one is a multiple of it, of bytes that are no text.
const PAGE: u64 = 512;

/// None when it is no journal, as far as its first bytes say.
pub(crate) fn open_if_journal(
    path: &Path,
    location: &JournalLocation,
) -> Result<Option<InputFile>, CliError> {
    if !is_journal(path) {
        return Ok(None);
    }
    let open = |passphrase: Option<&Passphrase>| {
        Store::open_private_copy(path, current_run(), platform::detect_zone(), passphrase)
    };
    let opened = match open(None) {
        Err(StoreError::PassphraseRequired(_)) => {
            // Most often it has the lock of the journal itself.
            let own = location.passphrase_source.accepted_passphrase();
            match own.map(|own| open(Some(&own))) {
                Some(Ok(opened)) => opened,
                _ => {
                    let name = path.display().to_string();
                    location.passphrase_source.ask_for_other_file(&name, |words| open(Some(words)))?
                }
            }
        }
        opened => opened?,
    };
    let (store, _copy) = opened;
    let family = store.load_family()?;
    let session = Session::new(store, family)?;
    let (mut bytes, mut read) = (Vec::new(), Ok(()));
    write_archive(&session, &mut bytes, &mut None, &mut read)
        .map_err(|error| CliError::operation_failed(error.to_string()))?;
    read?;
    let bytes: Arc<[u8]> = bytes.into();
    Ok(Some(InputFile::Archive(
        ArchiveForm::Json,
        Box::new(move |_| Ok(Some(Box::new(Cursor::new(Arc::clone(&bytes)))))),
    )))
}

fn is_journal(path: &Path) -> bool {
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
