//! What the page is saved as, and where: a kind of file and a name, both to be changed before anything is written. The
//! bytes are made behind the screen; the app writes them.

use crate::report::{FORMATS, FallbackFont, Report, ReportFormat};
use crate::texts::report_editor as texts;
use crate::tui::jobs::Job;
use crate::tui::screens::report_editor::{Context, Effect};
use crate::tui::widgets::text_input;
use ratatui::text::Line;
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
    pub fn with_current_folder() -> Self {
        Self { folder: PathBuf::new(), find_spare_fonts: |_| Vec::new() }
    }
}

pub struct ReportFile {
    /// What it may be called, the first that is free.
    pub candidate_paths: Vec<PathBuf>,
    pub bytes: Vec<u8>,
    pub missing_glyphs: String,
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
    pub(crate) fn new(papers: ReportTarget, page: Report) -> Self {
        let mut saving = Self {
            format_index: 0,
            path: Input::default(),
            proposed_path: String::new(),
            target: papers,
            report: page,
        };
        saving.propose_path();
        saving
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
            return Effect::SetStatus(texts::FILE_NAME_NEEDED.into());
        }
        let names: Vec<PathBuf> = if typed == self.proposed_path {
            let name = |n| self.target.folder.join(self.report.file_name(self.format(), n));
            (1..=MAX_NUMBERED_NAMES).map(name).collect()
        } else {
            vec![PathBuf::from(typed)]
        };
        let (format, mut spare, page) = (self.format(), self.target.find_spare_fonts, self.report.clone());
        Effect::StartJob(Job::new(texts::MAKING_REPORT, move |_, _| {
            let kept = format.render_report(&page, &mut spare)?;
            Ok(ReportFile { candidate_paths: names, bytes: kept.bytes, missing_glyphs: kept.missing_glyphs })
        }))
    }

    pub(crate) fn render_lines(&self, columns: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let kinds: Vec<String> = FORMATS
            .iter()
            .enumerate()
            .map(|(at, format)| {
                let label = format.label;
                if at == self.format_index { format!("[{label}]") } else { format!(" {label} ") }
            })
            .collect();
        let mut lines = vec![Line::raw(format!(" {} {}", texts::SAVE_AS, kinds.join(" ")))];
        let rows = text_input::render_input_rows(&self.path, columns.saturating_sub(2), 3, &context.theme);
        lines.extend(rows.into_iter().map(|mut row| {
            row.spans.insert(0, " ".into());
            row
        }));
        lines
    }
}

const MAX_NUMBERED_NAMES: usize = 99;
