//! The passphrase of a locked journal: held in memory that is wiped, given to SQLCipher, never shown.
//!
//! The key derivation is SQLCipher's own, so that any SQLCipher tool opens the file with the same passphrase.

use crate::store::store_error::StoreError;
use rusqlite::Connection;
use std::fmt;
use std::path::Path;
use zeroize::{Zeroize, Zeroizing};

/// Whether this build can lock and open locked journals.
pub(crate) const HAS_ENCRYPTION: bool = cfg!(feature = "lock");

#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a passphrase")
    }
}

impl Passphrase {
    /// What was typed or read, without its line end; none when it is empty or holds what no keyboard types.
    pub fn new(mut typed: String) -> Option<Self> {
        let text = Zeroizing::new(typed.trim_end_matches(['\n', '\r']).to_owned());
        typed.zeroize();
        (!text.is_empty() && !text.contains(char::is_control)).then_some(Self(text))
    }

    /// The words themselves, for SQLCipher, age and the recovery sheet.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Page cache for a locked file, in KiB: a page read once need not be decrypted again.
pub(crate) const ENCRYPTED_CACHE_KIB: i64 = 16_000;

/// For `ATTACH … KEY`, where the empty key is no encryption.
pub(crate) fn to_attach_key(key: Option<&Passphrase>) -> &str {
    key.map_or("", Passphrase::as_str)
}

/// Silences SQLCipher, which would write to stderr over the screen, and gives it the key; then asks for the first page,
/// which only the right key opens.
pub(crate) fn apply_key(conn: &Connection, key: Option<&Passphrase>, path: &Path) -> Result<(), StoreError> {
    // Plain SQLite ignores pragmas it does not know.
    conn.pragma_update(None, "cipher_log_level", "NONE").ok();
    let Some(key) = key else {
        return Ok(());
    };
    let to_error = |e| StoreError::from_sqlite(e, Some(path));
    conn.pragma_update(None, "key", key.as_str()).map_err(to_error)?;
    // Nothing of it may lie about in a temporary file.
    conn.pragma_update(None, "temp_store", "MEMORY").map_err(to_error)?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(|error| {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => StoreError::WrongPassphrase(path.to_path_buf()),
            _ => to_error(error),
        }
    })?;
    conn.pragma_update(None, "cache_size", -ENCRYPTED_CACHE_KIB).map_err(to_error)
}
