//! The passphrase of a locked journal: held in memory that is wiped, given to SQLCipher, never shown.
//!
//! A letter with its mark can be written as one character or as two, which look the same and differ from keyboard to
//! keyboard. A passphrase is set with composed letters; to open something, each form of what was typed is tried.
//!
//! The key derivation is SQLCipher's own, so that any SQLCipher tool opens the file with the same passphrase.

use crate::store::store_error::StoreError;
use crate::text::sanitize::{compose_letters, sanitize_text};
use crate::texts::passphrase_texts;
use rusqlite::Connection;
use std::fmt;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
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

    /// As it is set, for a lock or a seal: letters composed (NFC), and without the byte order mark that some editors put
    /// at the beginning of a file.
    pub(crate) fn to_composed(&self) -> Self {
        let text = self.0.strip_prefix(BYTE_ORDER_MARK).filter(|rest| !rest.is_empty()).unwrap_or(&self.0);
        Self(Zeroizing::new(compose_letters(text).into_owned()))
    }

    /// Does `work` with each form of it: as it would be set now, as it was typed, and with letters and marks apart (NFD),
    /// until one is no wrong passphrase. Returns that form too. Plain letters have one form only.
    pub(crate) fn try_forms<T>(
        &self,
        mut work: impl FnMut(&Self) -> Result<T, StoreError>,
    ) -> Result<(T, Self), StoreError> {
        let mut tried = self.to_composed();
        let mut outcome = work(&tried);
        if !self.0.is_ascii() {
            let apart = Self(Zeroizing::new(tried.0.nfd().collect()));
            for form in [self.clone(), apart] {
                if !matches!(outcome, Err(StoreError::WrongPassphrase(_) | StoreError::WrongSealPassphrase)) {
                    break;
                }
                if form != tried {
                    outcome = work(&form);
                    tried = form;
                }
            }
        }
        outcome.map(|done| (done, tried))
    }

    /// Whether they are the same words, however their letters are written.
    pub(crate) fn is_same_words(&self, other: &Self) -> bool {
        self.to_composed() == other.to_composed()
    }

    /// What to think of before it locks anything, in sentences. Nothing is refused.
    pub(crate) fn describe_risks(&self) -> Vec<&'static str> {
        let text = self.0.as_str();
        let has_outer_blank = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        [
            (has_outer_blank, passphrase_texts::OUTER_BLANK),
            (sanitize_text(text) != text, passphrase_texts::INVISIBLE_CHARACTER),
            (text.graphemes(true).count() < SHORT_PASSPHRASE, passphrase_texts::SHORT),
        ]
        .into_iter()
        .filter_map(|(holds, sentence)| holds.then_some(sentence))
        .collect()
    }

    /// The words themselves, for SQLCipher, age and the recovery sheet.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Does `work` with the form of the passphrase that it is content with, as [`Passphrase::try_forms`], or without any.
pub(crate) fn try_key_forms<T>(
    key: Option<&Passphrase>,
    mut work: impl FnMut(Option<&Passphrase>) -> Result<T, StoreError>,
) -> Result<(T, Option<Passphrase>), StoreError> {
    match key {
        Some(key) => key.try_forms(|form| work(Some(form))).map(|(done, form)| (done, Some(form))),
        None => work(None).map(|done| (done, None)),
    }
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Fewer letters than these are said to be few. A computer of one's own tries some ten thousand passphrases a second
/// against 256,000 rounds of SHA-512: seven small letters (8·10⁹) for days, eight and more for months.
const SHORT_PASSPHRASE: usize = 8;

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
