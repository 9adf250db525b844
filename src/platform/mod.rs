//! What this machine says: the data folder, the clock, the time zone, its name. The only room that asks the system for
//! any of these; everybody else gets them as arguments.

pub(crate) mod app_folders;
pub mod config;
pub(crate) mod core_dumps;
pub(crate) mod external_editor;
pub(crate) mod fonts;
pub(crate) mod job_control;
pub(crate) mod private_file;
pub(crate) mod state_folder;
pub(crate) mod terminal_kind;
pub mod theme_config;
pub(crate) mod typed_path;
pub(crate) mod users;
pub(crate) mod zone;

pub(crate) use crate::platform::zone::{detect_zone, find_other_zone};

use crate::model::{Timestamp, Zone};
use crate::texts::config_texts;
use anyhow::{Context, Result, bail};
use std::env;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Where the journal lies unless it is named: the platform's data folder.
pub(crate) fn default_journal_path() -> Result<PathBuf> {
    Ok(app_folders::data_folder().context(config_texts::NO_DATA_FOLDER)?.join("journal.db"))
}

/// Where this program keeps what it saw of the journals: the platform's folder for state, else the one for data of this
/// machine. None where the system names neither.
pub(crate) fn seen_records_folder() -> Option<PathBuf> {
    Some(app_folders::state_or_local_folder()?.folder.join("seen"))
}

/// Where a page goes when nobody says where: the folder for documents, else the home folder, else where the program was
/// started.
pub(crate) fn default_report_folder() -> PathBuf {
    let folders = directories::UserDirs::new();
    let known = folders.and_then(|folders| {
        let documents = folders.document_dir().map(PathBuf::from);
        let there = documents.filter(|folder| folder.is_dir());
        there.or_else(|| Some(folders.home_dir().to_owned()))
    });
    known.unwrap_or_default()
}

/// The home folder, else where the program was started.
pub(crate) fn home_folder() -> PathBuf {
    let folders = directories::UserDirs::new();
    folders.map(|folders| folders.home_dir().to_owned()).unwrap_or_default()
}

/// Where other programs put what they saved, else the home folder.
pub(crate) fn default_download_folder() -> PathBuf {
    let folders = directories::UserDirs::new();
    let known = folders.and_then(|folders| {
        let downloads = folders.download_dir().map(PathBuf::from);
        downloads.filter(|folder| folder.is_dir()).or_else(|| Some(folders.home_dir().to_owned()))
    });
    known.unwrap_or_default()
}

/// Fixes the time, for tests and demos.
const NOW_VARIABLE: &str = "CUEBOOK_NOW";

/// The time now on the clocks of `zone`. `CUEBOOK_NOW` (RFC 3339) overrides it.
pub(crate) fn current_time(zone: Zone) -> Result<Timestamp> {
    match env::var(NOW_VARIABLE) {
        Ok(text) => match Timestamp::parse_rfc3339(&text) {
            Some(at) => Ok(Timestamp::from_seconds_in_zone(at.unix_seconds(), zone)),
            None => bail!(config_texts::not_a_time(NOW_VARIABLE, &text)),
        },
        Err(_) => Ok(Timestamp::from_seconds_in_zone(system_seconds(), zone)),
    }
}

/// Seconds since 1970 by the system's clock; fewer than none where it was set to a time before.
pub(crate) fn system_seconds() -> i64 {
    let whole = |since: Duration| i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => whole(since),
        Err(before) => -whole(before.duration()),
    }
}

/// How long until the system's clock begins another minute.
pub(crate) fn time_to_next_minute() -> Duration {
    const MINUTE_MILLIS: u64 = 60_000;
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let into = u64::try_from(since.as_millis()).unwrap_or_default() % MINUTE_MILLIS;
    Duration::from_millis(MINUTE_MILLIS - into)
}

/// The machine's own name, kept with each change so that two machines' journals can be merged.
pub(crate) fn detect_machine_name() -> String {
    ["HOSTNAME", "COMPUTERNAME"]
        .iter()
        .find_map(|name| env::var(name).ok())
        .or_else(|| std::fs::read_to_string("/etc/hostname").ok())
        .map(|name| name.trim().chars().filter(|c| !c.is_control()).take(64).collect::<String>())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "this machine".into())
}

/// The country of the locale (`en_GB.UTF-8` is `GB`), to put its support lines first.
pub(crate) fn detect_country() -> Option<String> {
    let named =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| country_of_locale(&env::var(name).ok()?));
    #[cfg(windows)]
    let named = named.or_else(|| country_of_locale(&sys_locale::get_locale()?));
    named
}

/// `GB` of `en_GB.UTF-8`, and of Windows' `en-GB`.
fn country_of_locale(locale: &str) -> Option<String> {
    let parts = locale.split(['_', '-']).skip(1);
    let mut codes = parts.filter_map(|part| {
        part.get(..2).filter(|_| part.get(2..3).is_none_or(|next| matches!(next, "." | "@")))
    });
    codes.find(|code| code.bytes().all(|b| b.is_ascii_uppercase())).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::country_of_locale;

    #[test]
    fn a_locale_names_its_country() {
        for (locale, country) in [
            ("en_GB.UTF-8", Some("GB")),
            ("en-GB", Some("GB")),
            ("zh-Hant-TW", Some("TW")),
            ("de_AT@euro", Some("AT")),
            ("C.UTF-8", None),
            ("es-419", None),
            ("en", None),
        ] {
            assert_eq!(country_of_locale(locale).as_deref(), country, "{locale}");
        }
    }
}
