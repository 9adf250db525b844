//! Writing a report to a file, and undo on the report's own screen.

use crate::platform::private_file;
use crate::platform::typed_path;
use crate::texts::report_page;
use crate::tui::app::App;
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::{Effect, ReportEditor, ReportFile, ReportTarget};

impl App {
    /// Where reports go, and where fonts come from.
    pub fn with_report_target(mut self, target: ReportTarget) -> Self {
        self.report_target = target;
        self
    }

    /// Opens the report editor where it is not open yet, and shows this paper in it.
    pub(crate) fn open_paper(&mut self, paper: Action) {
        if self.current_mode() != Mode::Report {
            let target = self.report_target.clone();
            self.with_top_screen(|_, context| {
                Ok(Effect::Open(Box::new(ReportEditor::new(context, target)?)))
            });
        }
        if self.current_mode() == Mode::Report {
            self.with_top_screen(|top, context| top.handle_action(paper, context));
        }
    }

    /// Where it fails the screen stays as it is.
    pub(crate) fn write_report_file(&mut self, report: &ReportFile) {
        let names: Result<Vec<_>, String> =
            report.candidate_paths.iter().map(|path| typed_path::expand_home(path)).collect();
        let names = match names {
            Ok(names) => names,
            Err(why) => {
                self.status = why;
                return;
            }
        };
        match private_file::write_first_free(names.into_iter(), "page", &report.bytes) {
            Ok(path) => {
                let mut message = report_page::describe_saved_file(&path);
                if let Some(shortcomings) = &report.shortcomings {
                    message = format!("{message} {shortcomings}");
                }
                self.status = message;
                if let Some(top) = self.screens.last_mut() {
                    top.handle_file_written();
                }
            }
            Err(why) => self.status = why.to_string(),
        }
    }

    /// Undoes or redoes a step that the screen keeps to itself, before any change in the journal.
    pub(crate) fn undo_on_screen(&mut self, is_redo: bool) -> bool {
        let message = self.screens.last_mut().and_then(|top| top.undo_own_step(is_redo));
        message.map(|message| self.status = message).is_some()
    }
}
