//! Looks that are chosen while the journal is open. Where they are kept is known to whoever hands the keeper in.

use crate::tui::app::App;
use crate::tui::theme::ThemePrefs;

pub(crate) type SaveTheme = Box<dyn Fn(ThemePrefs) -> anyhow::Result<()>>;

impl App {
    /// Hands in what keeps looks; without one they hold until the parent leaves.
    pub fn set_theme_saver(&mut self, keeper: SaveTheme) {
        self.save_theme = Some(keeper);
    }

    pub(crate) fn apply_theme_prefs(&mut self, chosen: ThemePrefs) {
        self.theme = self.theme.with_prefs(chosen);
        let kept = self.save_theme.as_ref().map_or(Ok(()), |keep| keep(chosen));
        let colour = chosen.palette == Default::default() || self.theme.colour;
        self.status = match kept {
            Err(why) => format!("{why:#} {THEME_NOT_SAVED}"),
            Ok(()) if !colour => THEME_SAVED_COLOR_OFF.into(),
            Ok(()) if self.theme.force_ascii && !chosen.ascii => THEME_SAVED_ASCII_FORCED.into(),
            Ok(()) => THEME_SAVED.into(),
        };
    }
}

const THEME_SAVED: &str = "These looks are kept for the next time too.";
const THEME_NOT_SAVED: &str = "These looks hold until you leave.";
const THEME_SAVED_COLOR_OFF: &str = "Kept. This time cuebook was asked to show no colour, so it does not.";
const THEME_SAVED_ASCII_FORCED: &str = "Kept. This time cuebook was asked for plain signs, so it shows them.";
