//! The night palette by itself in the family's night hours, told once, and off and on again at a key.

use crate::texts::app_texts;
use crate::tui::app::App;
use crate::tui::keys::{Action, key_for_action};
use crate::tui::theme::contrast::Rgb;
use crate::tui::theme::{AtNight, Palette, Theme};
use chrono::Timelike;

#[derive(Default)]
pub(crate) struct NightColors {
    /// Whether it was night when the clock was last looked at.
    was_night: bool,
    /// What a key asked for, until the night begins or ends.
    by_hand: Option<bool>,
}

impl App {
    /// Takes the night palette, or leaves it, as the clock and the key say.
    pub(crate) fn follow_night(&mut self) {
        let clock = self.now.local_datetime();
        let minutes = i64::from(clock.hour()) * 60 + i64::from(clock.minute());
        let is_night = self.family.settings.day_boundaries.is_night(minutes);
        if is_night != self.night_colors.was_night {
            self.night_colors = NightColors { was_night: is_night, by_hand: None };
        }
        let by_itself = is_night && self.theme.prefs.at_night != AtNight::Same;
        self.theme.is_night = self.night_colors.by_hand.unwrap_or(by_itself);
    }

    /// Says, once for all, why the colours are others than by day.
    pub(crate) fn tell_of_night(&mut self) {
        let is_by_itself = self.theme.active_palette() == Palette::Night
            && self.theme.prefs.palette != Palette::Night
            && self.night_colors.by_hand.is_none();
        let is_told = self.theme.prefs.at_night != AtNight::Untold;
        if !is_by_itself || is_told || !self.status.is_empty() || self.is_hidden() {
            return;
        }
        let Some(key) = key_for_action(self.current_mode(), Action::ToggleNight) else {
            return;
        };
        self.status = app_texts::colors_of_night(&key);
        self.theme.prefs.at_night = AtNight::Warm;
        // Where it cannot be kept it is told again, on another night.
        if let Some(keep) = &self.save_theme {
            keep(self.theme.prefs).ok();
        }
    }

    /// The night palette for now, or the day's again.
    pub(crate) fn toggle_night(&mut self) {
        let is_night = !self.theme.is_night;
        self.night_colors.by_hand = Some(is_night);
        self.follow_night();
        let chosen = self.theme.prefs.palette;
        self.status = match is_night {
            _ if !self.theme.colour || chosen == Palette::None => app_texts::NO_COLORS_HERE.into(),
            true => app_texts::NIGHT_COLORS.into(),
            false if chosen == Palette::Night => app_texts::NIGHT_COLORS_CHOSEN.into(),
            false => app_texts::DAY_COLORS.into(),
        };
    }

    /// What the terminal said of its own ground.
    pub fn set_terminal_ground(&mut self, ground: Rgb) {
        self.theme.ground = Some(ground);
    }

    /// Whether colours are shown, so that some depend on the terminal's own ground.
    pub fn needs_terminal_ground(&self) -> bool {
        self.theme.colour
    }

    /// Another terminal, or the same one with other looks chosen.
    pub fn set_theme(&mut self, theme: Theme) {
        self.theme = theme;
        self.night_colors.by_hand = None;
        self.follow_night();
    }
}
