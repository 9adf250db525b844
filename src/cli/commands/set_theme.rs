//! `set looks` and `set signs`: how cuebook looks on this computer, kept in its config file and in no journal.

use crate::cli::output::{CliError, Output};
use crate::platform::theme_config;
use crate::tui::theme::{Palette, ThemePrefs};

/// Chooses a palette.
pub(crate) fn choose_palette(name: &str) -> Result<Output, CliError> {
    let palette = Palette::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Palette::ALL.into_iter().map(Palette::name).collect();
        CliError::wrong_usage(format!("\"{name}\" {NO_LOOKS} {}.", names.join(", ")))
    })?;
    save_theme_prefs(|before| ThemePrefs { palette, ..before })
}

/// Chooses full or plain signs.
pub(crate) fn choose_signs(name: &str) -> Result<Output, CliError> {
    let ascii = match name.to_lowercase().as_str() {
        "ascii" => true,
        "full" => false,
        _ => return Err(CliError::wrong_usage(format!("\"{name}\" {NO_SIGNS}"))),
    };
    save_theme_prefs(|before| ThemePrefs { ascii, ..before })
}

fn save_theme_prefs(change: impl FnOnce(ThemePrefs) -> ThemePrefs) -> Result<Output, CliError> {
    let unkept = |why| CliError::operation_failed(format!("{why:#} {NOTHING}"));
    let before = theme_config::load_theme_prefs().map_err(unkept)?;
    let after = change(before);
    theme_config::save_theme_prefs(after).map_err(unkept)?;
    let signs = |it: ThemePrefs| if it.ascii { "ascii" } else { "full" };
    Ok(Output::text(format!(
        "The looks are {} with {} signs now; they were {} with {}.",
        after.palette.name(),
        signs(after),
        before.palette.name(),
        signs(before)
    )))
}

const NO_LOOKS: &str = "is no palette this program has. There are";
const NO_SIGNS: &str = "is not a way to draw signs. There are full and ascii.";
const NOTHING: &str = "Nothing was changed.";
