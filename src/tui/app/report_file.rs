//! Pages that leave the journal: opening the sheet, writing it to a file, taking back what was done on it.

use crate::platform::private_file;
use crate::texts::report_page;
use crate::tui::app::App;
use crate::tui::screens::{ReportFile, ReportTarget};

impl App {
    /// Says where pages go and who has fonts.
    pub fn with_report_target(mut self, papers: ReportTarget) -> Self {
        self.report_target = papers;
        self
    }

    /// Writes a page; where that fails, what was asked stays on the screen.
    pub(crate) fn write_report_file(&mut self, paper: &ReportFile) {
        let names = paper.candidate_paths.iter().cloned();
        match private_file::write_first_free(names, "page", &paper.bytes) {
            Ok(path) => {
                let mut said = report_page::describe_saved_file(&path);
                if !paper.missing_glyphs.is_empty() {
                    said = format!("{said} {}", report_page::describe_missing_glyphs(&paper.missing_glyphs));
                }
                self.status = said;
                if let Some(top) = self.screens.last_mut() {
                    top.handle_file_written();
                }
            }
            Err(why) => self.status = why.to_string(),
        }
    }

    /// What was done on a screen alone is taken back there, before anything that was kept.
    pub(crate) fn undo_on_screen(&mut self, again: bool) -> bool {
        let said = self.screens.last_mut().and_then(|top| top.undo_own_step(again));
        said.map(|said| said.clone_into(&mut self.status)).is_some()
    }
}
