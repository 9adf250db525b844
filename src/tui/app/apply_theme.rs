//! Looks that are chosen while the journal is open. Where they are kept is known to whoever hands the keeper in.

use crate::texts::app_texts;
use crate::tui::app::App;
use crate::tui::theme::ThemePrefs;

pub(crate) type SaveTheme = Box<dyn Fn(ThemePrefs) -> anyhow::Result<()>>;

impl App {
    /// Hands in what keeps looks; without one they hold until the parent leaves.
    pub fn set_theme_saver(&mut self, keeper: SaveTheme) {
        self.save_theme = Some(keeper);
    }

    pub(crate) fn apply_theme_prefs(&mut self, chosen: ThemePrefs) {
        self.set_theme(self.theme.with_prefs(chosen));
        let kept = self.save_theme.as_ref().map_or(Ok(()), |keep| keep(chosen));
        let colour = chosen.palette == Default::default() || self.theme.colour;
        self.status = match kept {
            Err(why) => app_texts::theme_not_saved(&format!("{why:#}")),
            Ok(()) if !colour => app_texts::THEME_SAVED_COLOR_OFF.into(),
            Ok(()) if self.theme.force_ascii && !chosen.ascii => app_texts::THEME_SAVED_ASCII_FORCED.into(),
            Ok(()) => app_texts::THEME_SAVED.into(),
        };
    }
}
