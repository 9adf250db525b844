//! What the doctor and `--version` say of the engine below the journal and of the build.

pub(crate) fn with_sqlcipher(sqlite: &str, sqlcipher: &str) -> String {
    format!("SQLite {sqlite}, SQLCipher {sqlcipher}")
}

pub(crate) fn without_sqlcipher(sqlite: &str) -> String {
    format!("SQLite {sqlite}, no lock in this build")
}

/// After the program's name: its version, the commit where it is known, the engine, and where the lock comes from.
pub(crate) fn build_details(version: &str, commit: &str, sqlite: &str, lock: BuildLock) -> String {
    let commit = if commit.is_empty() { String::new() } else { format!(" ({commit})") };
    let lock = match lock {
        BuildLock::Vendored => "with a lock: SQLCipher, and OpenSSL built in",
        BuildLock::System => "with a lock: SQLCipher, and the libcrypto of this system",
        BuildLock::None => "no lock in this build",
    };
    format!("{version}{commit}\nSQLite {sqlite}\n{lock}")
}

/// Where the cryptography of a build comes from.
#[derive(Clone, Copy)]
pub(crate) enum BuildLock {
    Vendored,
    System,
    None,
}
