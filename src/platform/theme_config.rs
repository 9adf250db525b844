//! The config file, as far as it says how the program looks on this machine. Read at the start, written when a parent
//! chooses other looks; whatever else stands in it stays as it is.
//!
//! ```text
//! colours = "night"    # plain, light, dark, night or none
//! signs = "ascii"      # full or ascii
//! ```

use crate::platform::config::{UNREAD, config_file_path, read_config_text};
use crate::tui::theme::theme_settings::THEME_SETTINGS;
use crate::tui::theme::{ColorDepth, Palette, ThemePrefs};
use anyhow::{Result, anyhow};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::path::Path;
use std::{env, fs, io};

/// The looks that were chosen; the usual ones when there is no such file.
pub fn load_theme_prefs() -> Result<ThemePrefs> {
    match config_file_path() {
        Ok(file) => read_prefs_file(&file),
        // Without a home folder nothing was chosen either.
        Err(_) => Ok(ThemePrefs::default()),
    }
}

/// Keeps looks for the next start.
///
/// # Errors
/// When the file cannot be written, or holds something that cannot be read; it is then left as it is.
pub fn save_theme_prefs(looks: ThemePrefs) -> Result<()> {
    let file = config_file_path()?;
    read_prefs_file(&file)?;
    let text = set_theme_prefs(&read_config_text(&file)?, looks)
        .ok_or_else(|| anyhow!("{NOT_KEPT}: {} {MANGLED}", file.display()))?;
    write_config_file(&file, &text).map_err(|error| anyhow!("{NOT_KEPT} ({}: {error})", file.display()))
}

/// How many colours this terminal says it knows.
pub fn detect_color_depth() -> ColorDepth {
    let says = |name: &str| env::var(name).unwrap_or_default().to_lowercase();
    let (colours, kind) = (says("COLORTERM"), says("TERM"));
    if matches!(colours.as_str(), "truecolor" | "24bit") || kind.ends_with("-direct") {
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
    colours: ColourSetting,
    #[serde(default)]
    signs: SymbolSetting,
    // What else the file may hold, read where it is used.
    #[serde(default, rename = "passphrase_command")]
    _passphrase_command: Option<IgnoredAny>,
    #[serde(default, rename = "hide_after")]
    _hide_after: Option<IgnoredAny>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "lowercase")]
enum ColourSetting {
    #[default]
    Plain,
    Light,
    Dark,
    Night,
    None,
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
        .map_err(|(line, what)| anyhow!("Line {line} of {} {UNREAD}: {what}.", file.display()))
}

/// What the text of a config file chooses.
pub fn parse_theme_prefs(text: &str) -> Result<ThemePrefs, (usize, String)> {
    let written: ThemeConfig = toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        (line, rephrase_toml_error(error.message()))
    })?;
    let palette = match written.colours {
        ColourSetting::Plain => Palette::Plain,
        ColourSetting::Light => Palette::Light,
        ColourSetting::Dark => Palette::Dark,
        ColourSetting::Night => Palette::Night,
        ColourSetting::None => Palette::None,
    };
    Ok(ThemePrefs { palette, ascii: written.signs == SymbolSetting::Ascii })
}

/// The text of a config file with other looks chosen in it; none where they would not be read from it again.
pub fn set_theme_prefs(text: &str, looks: ThemePrefs) -> Option<String> {
    let text = THEME_SETTINGS
        .iter()
        .fold(text.to_owned(), |text, setting| set_config_line(&text, setting.key, (setting.value)(looks)));
    (parse_theme_prefs(&text) == Ok(looks)).then_some(text)
}

/// What the reader of the file says, as a parent would.
fn rephrase_toml_error(says: &str) -> String {
    [
        ("`", "\""),
        ("\n", ", "),
        ("unknown variant", "there is no"),
        ("unknown field", "there is no"),
        (", expected one of", "; it can be"),
        (", expected", "; it can be"),
    ]
    .into_iter()
    .fold(says.to_owned(), |says, (theirs, ours)| says.replace(theirs, ours))
}

/// `text` with one key of it set: its line is changed, or added where there is none. What stands behind the value stays.
fn set_config_line(text: &str, key: &str, value: &str) -> String {
    let mut out = String::with_capacity(text.len() + 24);
    let mut found = false;
    for line in text.lines() {
        let own = line.split_once('=').filter(|(name, _)| name.trim() == key);
        match own {
            Some((_, rest)) => {
                let behind = rest.find('#').map_or("", |at| &rest[at..]);
                let gap = if behind.is_empty() { "" } else { "  " };
                out.push_str(&format!("{key} = \"{value}\"{gap}{behind}\n"));
                found = true;
            }
            None => out.extend([line, "\n"]),
        }
    }
    if !found {
        out.push_str(&format!("{key} = \"{value}\"\n"));
    }
    out
}

/// Written beside it first, so that there is always a whole file under its name.
fn write_config_file(file: &Path, text: &str) -> io::Result<()> {
    // A link is followed, so that a folder of one's own for such files keeps its file.
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let mut made = fs::DirBuilder::new();
    made.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut made, 0o700);
    made.create(folder)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut beside, text.as_bytes())?;
    beside.persist(&file)?;
    Ok(())
}

const NOT_KEPT: &str = "The looks could not be kept";
const MANGLED: &str = "is written in a way this program cannot change; please change it by hand.";
