//! What the environment says of the terminal: whether screens can be drawn on it, and which signs and colours it shows.

use std::env;

/// Whether it can put letters where it is told to. `dumb` and `unknown` cannot; a program that names no kind at all (an
/// editor's shell, a job) has none that could.
pub(crate) fn can_show_screens() -> bool {
    !cfg!(unix) || !matches!(variable("TERM").as_str(), "" | "dumb" | "unknown")
}

/// Whether only plain signs are sure to be shown: the locale knows no UTF-8, or the console's own font has few signs.
pub(crate) fn needs_plain_signs() -> bool {
    cfg!(unix) && (!is_utf8_locale(&locale()) || variable("TERM") == "linux")
}

/// By NO_COLOR and CLICOLOR, as other programs read them.
pub(crate) fn allows_colour() -> bool {
    variable("NO_COLOR").is_empty() && variable("CLICOLOR") != "0"
}

/// The first of the three that says anything, as the C library has it; none is the plain one.
fn locale() -> String {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].map(variable);
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

fn is_utf8_locale(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    // Some systems name the encoding only.
    name.contains("utf-8") || name.contains("utf8")
}

fn variable(name: &str) -> String {
    env::var_os(name).unwrap_or_default().to_string_lossy().into_owned()
}
