//! The theme in the config file: read at the start, written when a parent chooses another; whatever else stands in the
//! file stays as it is.
//!
//! ```text
//! colours = "night"    # plain, light, dark, night or none
//! signs = "ascii"      # full or ascii
//! at_night = "same"    # warm or same: what becomes of the colours in the night hours
//! mouse = "off"        # on or off
//! ```

use crate::platform::config::{config_file_path, read_config_text};
use crate::platform::private_file::create_private_folder;
use crate::texts::config_texts;
use crate::tui::theme::theme_settings::THEME_SETTINGS;
use crate::tui::theme::{AtNight, ColorDepth, MouseUse, Palette, ThemePrefs};
use anyhow::{Result, anyhow};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The theme that was chosen; the default one when there is no such file.
pub(crate) fn load_theme_prefs() -> Result<ThemePrefs> {
    match config_file_path() {
        Ok(file) => read_prefs_file(&file),
        // Without a home folder nothing was chosen either.
        Err(_) => Ok(ThemePrefs::default()),
    }
}

/// Keeps a theme for the next start. A file that cannot be read is left as it is.
pub(crate) fn save_theme_prefs(theme: ThemePrefs) -> Result<()> {
    let file = config_file_path()?;
    read_prefs_file(&file)?;
    let text = set_theme_prefs(&read_config_text(&file)?, theme)
        .ok_or_else(|| anyhow!(config_texts::theme_not_changed(&file)))?;
    write_config_file(&file, &text)
        .map_err(|error| anyhow!(config_texts::theme_not_written(&file, &error.to_string())))
}

/// How many colours this terminal says it knows.
pub(crate) fn detect_color_depth() -> ColorDepth {
    let variable = |name: &str| env::var(name).unwrap_or_default().to_lowercase();
    let (colours, kind) = (variable("COLORTERM"), variable("TERM"));
    // Windows Terminal knows them all, and says so by its own name only.
    let is_windows_terminal = cfg!(windows) && env::var_os("WT_SESSION").is_some();
    if matches!(colours.as_str(), "truecolor" | "24bit") || kind.ends_with("-direct") || is_windows_terminal {
        ColorDepth::TrueColor
    } else if kind.contains("256color") {
        ColorDepth::Indexed256
    } else {
        ColorDepth::Ansi16
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeConfig {
    #[serde(default)]
    colours: Palette,
    #[serde(default)]
    signs: SymbolSetting,
    #[serde(default)]
    at_night: AtNight,
    #[serde(default)]
    mouse: MouseUse,
    // Read in `config`.
    #[serde(default, rename = "passphrase_command")]
    _passphrase_command: Option<IgnoredAny>,
    #[serde(default, rename = "hide_after")]
    _hide_after: Option<IgnoredAny>,
    #[serde(default, rename = "keys")]
    _keys: Option<IgnoredAny>,
}

#[derive(Deserialize, Default, PartialEq)]
#[serde(rename_all = "lowercase")]
enum SymbolSetting {
    #[default]
    Full,
    Ascii,
}

fn read_prefs_file(file: &Path) -> Result<ThemePrefs> {
    parse_theme_prefs(&read_config_text(file)?)
        .map_err(|(line, why)| anyhow!(config_texts::unreadable_line(line, file, &why)))
}

/// On failure the number of the line, and what is wrong with it.
pub fn parse_theme_prefs(text: &str) -> Result<ThemePrefs, (usize, String)> {
    let config: ThemeConfig = toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        (line, rephrase_toml_error(error.message()))
    })?;
    Ok(ThemePrefs {
        palette: config.colours,
        ascii: config.signs == SymbolSetting::Ascii,
        at_night: config.at_night,
        mouse: config.mouse,
    })
}

/// The text of a config file with another theme in it; none where that would not be read from it again.
pub fn set_theme_prefs(text: &str, theme: ThemePrefs) -> Option<String> {
    let is_named =
        |key: &str| text.lines().any(|line| line.split_once('=').is_some_and(|(name, _)| name.trim() == key));
    let text = THEME_SETTINGS
        .iter()
        .filter(|setting| (setting.is_written)(theme) || is_named(setting.key))
        .fold(text.to_owned(), |text, setting| set_config_line(&text, setting.key, (setting.value)(theme)));
    (parse_theme_prefs(&text) == Ok(theme)).then_some(text)
}

fn rephrase_toml_error(message: &str) -> String {
    let replace = |text: String, (theirs, ours)| text.replace(theirs, ours);
    config_texts::TOML_PHRASES.into_iter().fold(message.to_owned(), replace)
}

/// `text` with one key of it set: its line is changed but for its comment, or added where there is none.
fn set_config_line(text: &str, key: &str, value: &str) -> String {
    let setting = format!("{key} = \"{value}\"");
    let mut out = String::with_capacity(text.len() + 24);
    let mut found = false;
    for line in text.lines() {
        match line.split_once('=') {
            Some((name, rest)) if name.trim() == key => {
                out.push_str(&setting);
                if let Some(start) = rest.find('#') {
                    out.extend(["  ", &rest[start..]]);
                }
                out.push('\n');
                found = true;
            }
            _ => out.extend([line, "\n"]),
        }
    }
    if !found {
        out.extend([setting.as_str(), "\n"]);
    }
    out
}

/// Written beside it first, so that there is always a whole file under its name.
fn write_config_file(file: &Path, text: &str) -> io::Result<()> {
    let file = follow_links(file);
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    create_private_folder(folder, true)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut beside, text.as_bytes())?;
    beside.persist(&file)?;
    Ok(())
}

/// Where a link leads, so that it stays one; the file itself need not be there yet.
fn follow_links(file: &Path) -> PathBuf {
    let mut file = file.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&file) {
            Ok(to) => file = file.parent().unwrap_or_else(|| Path::new("")).join(to),
            Err(_) => break,
        }
    }
    file
}

/// As many as Linux follows.
const MAX_LINKS: u32 = 40;
