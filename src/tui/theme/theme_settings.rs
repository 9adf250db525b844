//! What a parent may choose of the looks, a row each: `cuebook set`, the settings screen and the config file follow it.

use crate::texts::settings_screen as texts;
use crate::tui::theme::{AtNight, MouseUse, Palette, ThemePrefs};

pub(crate) struct ThemeSetting {
    /// Its name in the config file.
    pub key: &'static str,
    /// `cuebook set COMMAND`.
    pub command: &'static str,
    pub label: &'static str,
    /// Codes with their words.
    pub choices: &'static [(&'static str, &'static str)],
    pub value: fn(ThemePrefs) -> &'static str,
    /// The looks with a code of this one chosen; none for a code there is not.
    pub choose: fn(ThemePrefs, &str) -> Option<ThemePrefs>,
    /// Whether the config file is to name it; one that it names already stays named.
    pub is_written: fn(ThemePrefs) -> bool,
}

impl ThemeSetting {
    pub(crate) fn words(&self, code: &str) -> &'static str {
        self.choices.iter().find(|(it, _)| *it == code).map_or("", |(_, words)| words)
    }
}

pub(crate) fn find_theme_setting(key: &str) -> Option<&'static ThemeSetting> {
    THEME_SETTINGS.iter().find(|setting| setting.key == key)
}

pub(crate) static THEME_SETTINGS: [ThemeSetting; 4] = [
    ThemeSetting {
        key: "colours",
        command: "looks",
        label: texts::COLOURS,
        choices: &texts::PALETTE_CHOICES,
        value: |prefs| prefs.palette.name(),
        choose: |prefs, code| Some(ThemePrefs { palette: Palette::from_name(code)?, ..prefs }),
        is_written: |_| true,
    },
    ThemeSetting {
        key: "signs",
        command: "signs",
        label: texts::SIGNS,
        choices: &texts::SIGNS_CHOICES,
        value: |prefs| if prefs.ascii { "ascii" } else { "full" },
        choose: |prefs, code| match code.to_lowercase().as_str() {
            "ascii" => Some(ThemePrefs { ascii: true, ..prefs }),
            "full" => Some(ThemePrefs { ascii: false, ..prefs }),
            _ => None,
        },
        is_written: |_| true,
    },
    ThemeSetting {
        key: "at_night",
        command: "at-night",
        label: texts::AT_NIGHT,
        choices: &texts::AT_NIGHT_CHOICES,
        value: |prefs| if prefs.at_night == AtNight::Same { "same" } else { "warm" },
        choose: |prefs, code| match code.to_lowercase().as_str() {
            "warm" => Some(ThemePrefs { at_night: AtNight::Warm, ..prefs }),
            "same" => Some(ThemePrefs { at_night: AtNight::Same, ..prefs }),
            _ => None,
        },
        is_written: |prefs| prefs.at_night != AtNight::Untold,
    },
    ThemeSetting {
        key: "mouse",
        command: "mouse",
        label: texts::MOUSE,
        choices: &texts::MOUSE_CHOICES,
        value: |prefs| if prefs.mouse == MouseUse::On { "on" } else { "off" },
        choose: |prefs, code| match code.to_lowercase().as_str() {
            "on" => Some(ThemePrefs { mouse: MouseUse::On, ..prefs }),
            "off" => Some(ThemePrefs { mouse: MouseUse::Off, ..prefs }),
            _ => None,
        },
        is_written: |prefs| prefs.mouse != MouseUse::default(),
    },
];
