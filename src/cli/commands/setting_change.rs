//! What `set` and `mark` come to in the journal: one change, or none where it is so already, and the answer.

use crate::cli::output::CliError;
use crate::cli::session::Session;
use crate::model::Change;
use crate::texts::cli_settings as texts;
use serde_json::Value;

pub(crate) type SettingChange = (Option<Change>, String);

/// Gives a setting a value; `null` takes it away. `sentence` has no full stop.
pub(crate) fn change_setting(
    session: &Session,
    key: &str,
    value: Value,
    title: &str,
    sentence: &str,
) -> Result<SettingChange, CliError> {
    let before = session.store.load_setting(key)?;
    Ok(match Change::update_setting(before, key, value, title) {
        Some(change) => (Some(change), texts::changed(sentence)),
        None => unchanged(sentence),
    })
}

pub(crate) fn changed(change: Change) -> SettingChange {
    let message = texts::changed(&change.title);
    (Some(change), message)
}

pub(crate) fn unchanged(sentence: &str) -> SettingChange {
    (None, texts::unchanged(sentence))
}
