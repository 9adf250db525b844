//! What is wrong with the config file, with what it names, or with the environment.

use std::path::Path;

pub(crate) fn unreadable(file: &Path, why: &str) -> String {
    format!("{} cannot be read: {why}.", file.display())
}

pub(crate) fn unreadable_line(line: usize, file: &Path, why: &str) -> String {
    format!("Line {line} of {}", unreadable(file, why))
}

pub(crate) fn unreadable_io(file: &Path, error: &str) -> String {
    format!("{} cannot be read ({error}).", file.display())
}

/// A file whose commands would be run as this user.
pub(crate) fn untrusted(file: &Path, why: &str) -> String {
    format!("{} was not read, and no command in it was run: {why}.", file.display())
}

#[cfg(unix)]
pub(crate) fn owned_by_other(owner: Option<&str>) -> String {
    match owner {
        Some(name) => format!("it belongs to {name}, another user"),
        None => "it belongs to another user".to_owned(),
    }
}

#[cfg(unix)]
pub(crate) const OTHERS_CAN_WRITE: &str =
    "other users of this computer can write to it, until `chmod go-w` on it makes it yours alone";

pub(crate) const NOT_ORDINARY: &str = "it is not an ordinary file";
pub(crate) const TOO_LARGE: &str = "it is larger than 1 MB, too large for a config file";
pub(crate) const NOT_TOML: &str = "it is not TOML";

/// What the TOML reader says, and what a parent would.
pub(crate) const TOML_PHRASES: [(&str, &str); 6] = [
    ("`", "\""),
    ("\n", ", "),
    ("unknown variant", "there is no"),
    ("unknown field", "there is no"),
    (", expected one of", "; it can be"),
    (", expected", "; it can be"),
];

pub(crate) const COMMAND_LIKE: &str =
    "passphrase_command in the config file should be a list like [\"pass\", \"show\", \"cuebook\"].";
pub(crate) const MINUTES_LIKE: &str = "hide_after in the config file should be minutes, like 5; without it the screen is hidden only when you hide it.";

pub(crate) const KEYS_LIKE: &str = "[keys] in the config file should be lines like sleep = \"a\" or undo = [\"u\", \"ctrl-u\"]. cuebook uses its usual keys.";

pub(crate) fn command_not_run(program: &str, error: &str) -> String {
    format!("{program} (passphrase_command) could not be run: {error}.")
}

pub(crate) fn command_failed(program: &str) -> String {
    format!("{program} (passphrase_command) ended without a passphrase. Nothing was changed.")
}

pub(crate) fn command_not_text(program: &str) -> String {
    format!("{program} (passphrase_command) printed something that is not text.")
}

pub(crate) fn theme_not_changed(file: &Path) -> String {
    let file = file.display();
    format!("cuebook could not save how it looks: it can't change {file}. Please change it by hand.")
}

pub(crate) fn theme_not_written(file: &Path, error: &str) -> String {
    format!("cuebook could not save how it looks ({}: {error})", file.display())
}

pub(crate) const NO_CONFIG_FOLDER: &str =
    "This system has no home folder for you, so cuebook can't save how it looks.";
pub(crate) const NO_DATA_FOLDER: &str =
    "This system has no home folder for you. Please say where the journal is with --journal FILE.";

pub(crate) fn not_a_time(variable: &str, text: &str) -> String {
    format!("{variable} is \"{text}\", which is not a time like 2026-11-22T14:07:00+00:00.")
}
