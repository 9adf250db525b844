//! What the doctor says of the engine below the journal.

pub(crate) fn with_sqlcipher(sqlite: &str, sqlcipher: &str) -> String {
    format!("SQLite {sqlite}, SQLCipher {sqlcipher}")
}

pub(crate) fn without_sqlcipher(sqlite: &str) -> String {
    format!("SQLite {sqlite}, no lock in this build")
}
