//! What the page is saved as, and where: a kind of file and a name, both to be changed before anything is written. The
//! bytes are made behind the screen; the app writes them.

use crate::report::{FORMATS, FallbackFont, Report, ReportFormat};
use crate::texts::report_editor as texts;
use crate::tui::jobs::Job;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::Effect;
use std::path::{Path, PathBuf};
use tui_input::{Input, InputRequest};

/// Where pages go unless another place is typed, and who has fonts for letters that ours lack.
#[derive(Clone)]
pub struct ReportTarget {
    pub folder: PathBuf,
    /// Finds fonts that have these letters.
    pub find_spare_fonts: fn(&str) -> Vec<FallbackFont>,
}

impl ReportTarget {
    /// The folder the program was started in, and no other fonts.
    pub(crate) fn with_current_folder() -> Self {
        Self { folder: PathBuf::new(), find_spare_fonts: |_| Vec::new() }
    }
}

pub struct ReportFile {
    /// What it may be called, the first that is free.
    pub candidate_paths: Vec<PathBuf>,
    pub bytes: Vec<u8>,
    /// What to know about it, and to do.
    pub shortcomings: Option<String>,
}

/// What is being asked before a page is saved.
pub(crate) struct ReportSaveDialog {
    /// In [`FORMATS`].
    format_index: usize,
    path: Input,
    proposed_path: String,
    target: ReportTarget,
    report: Report,
}

impl ReportSaveDialog {
    /// A PDF in the usual folder, under a name that says which days it covers and nothing else.
    pub(crate) fn new(target: ReportTarget, report: Report) -> Self {
        let mut dialog =
            Self { format_index: 0, path: Input::default(), proposed_path: String::new(), target, report };
        dialog.propose_path();
        dialog
    }

    fn format(&self) -> &'static ReportFormat {
        &FORMATS[self.format_index]
    }

    fn propose_path(&mut self) {
        let name = self.report.file_name(self.format(), 1);
        self.proposed_path = self.target.folder.join(name).display().to_string();
        self.path = Input::new(self.proposed_path.clone());
    }

    /// Another kind of file; a name that was typed keeps its place and gets the kind's ending.
    pub(crate) fn select_next_format(&mut self) {
        self.format_index = (self.format_index + 1) % FORMATS.len();
        if self.path.value() == self.proposed_path {
            self.propose_path();
        } else {
            let path = Path::new(self.path.value()).with_extension(self.format().extension);
            self.path = Input::new(path.display().to_string());
        }
    }

    pub(crate) fn handle_input(&mut self, request: InputRequest) {
        self.path.handle(request);
    }

    /// Makes the page behind the screen. A name of ours gets a number where it is taken; one that was typed does not.
    pub(crate) fn start_saving(&self) -> Effect {
        let typed = self.path.value().trim();
        if typed.is_empty() {
            return Effect::SetStatus(texts::file_name_needed(&key_name(Mode::ReportSave, Action::Back)));
        }
        let candidate_paths: Vec<PathBuf> = if typed == self.proposed_path {
            let name = |n| self.target.folder.join(self.report.file_name(self.format(), n));
            (1..=MAX_NUMBERED_NAMES).map(name).collect()
        } else {
            vec![PathBuf::from(typed)]
        };
        let (format, report) = (self.format(), self.report.clone());
        let mut find_fonts = self.target.find_spare_fonts;
        Effect::StartJob(Job::new(texts::MAKING_REPORT, move |_, _| {
            let rendered = format.render_report(&report, &mut find_fonts)?;
            let shortcomings = rendered.describe_shortcomings();
            Ok(ReportFile { candidate_paths, bytes: rendered.bytes, shortcomings })
        }))
    }

    /// The kinds of file, the chosen one in brackets.
    pub(crate) fn format_choices(&self) -> String {
        let kinds = FORMATS.iter().enumerate().map(|(at, format)| {
            let label = format.label;
            if at == self.format_index { format!("[{label}]") } else { format!(" {label} ") }
        });
        format!("{} {}", texts::SAVE_AS, kinds.collect::<Vec<_>>().join(" "))
    }

    pub(crate) fn path_input(&self) -> &Input {
        &self.path
    }
}

const MAX_NUMBERED_NAMES: usize = 99;
