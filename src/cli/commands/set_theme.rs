//! `set looks`, `set signs`, `set at-night` and `set mouse`: how cuebook looks on this computer, kept in its config file and in no journal.

use crate::cli::output::{CliError, Output};
use crate::platform::theme_config;
use crate::texts::cli_settings as texts;
use crate::tui::theme::theme_settings::{THEME_SETTINGS, ThemeSetting};

pub(crate) fn choose_palette(name: &str) -> Result<Output, CliError> {
    choose_theme(&THEME_SETTINGS[0], name, |known| texts::unknown_palette(name, &known.join(", ")))
}

pub(crate) fn choose_signs(name: &str) -> Result<Output, CliError> {
    choose_theme(&THEME_SETTINGS[1], name, |known| texts::unknown_signs(name, &known.join(" and ")))
}

pub(crate) fn choose_at_night(name: &str) -> Result<Output, CliError> {
    choose_theme(&THEME_SETTINGS[2], name, |known| texts::unknown_choice(name, &known.join(" and ")))
}

pub(crate) fn choose_mouse(name: &str) -> Result<Output, CliError> {
    choose_theme(&THEME_SETTINGS[3], name, |known| texts::unknown_choice(name, &known.join(" and ")))
}

fn choose_theme(
    setting: &ThemeSetting,
    name: &str,
    unknown: impl FnOnce(Vec<&str>) -> String,
) -> Result<Output, CliError> {
    let not_saved = |error| CliError::operation_failed(texts::not_saved(&format!("{error:#}")));
    let before = theme_config::load_theme_prefs();
    let Some(after) = (setting.choose)(before.as_ref().copied().unwrap_or_default(), name) else {
        return Err(CliError::wrong_usage(unknown(setting.choices.iter().map(|(code, _)| *code).collect())));
    };
    let before = before.map_err(not_saved)?;
    theme_config::save_theme_prefs(after).map_err(not_saved)?;
    let [palette, signs, ..] = THEME_SETTINGS.each_ref().map(|it| ((it.value)(after), (it.value)(before)));
    Ok(Output::text(match setting.key {
        "colours" | "signs" => texts::theme_changed(palette.0, signs.0, palette.1, signs.1),
        _ => {
            let (old, new) = ((setting.value)(before), (setting.value)(after));
            texts::choice_changed(setting.label, setting.words(new), setting.words(old))
        }
    }))
}
