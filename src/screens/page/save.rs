//! What the page is saved as, and where: a kind of file and a name, both to be changed before anything is written. The
//! bytes are made behind the screen; the app writes them.

use super::{Here, Step};
use crate::report::{Format, Page, Spare};
use crate::widgets::field;
use crate::work::Job;
use ratatui::text::Line;
use std::path::{Path, PathBuf};
use tui_input::{Input, InputRequest};

/// Where pages go unless another place is typed, and who has fonts for letters that ours lack.
#[derive(Clone)]
pub struct Papers {
    pub folder: PathBuf,
    /// Finds fonts that have these letters.
    pub spare: fn(&str) -> Vec<Spare>,
}

impl Papers {
    /// The folder the program was started in, and no other fonts.
    pub fn nowhere() -> Self {
        Self { folder: PathBuf::new(), spare: |_| Vec::new() }
    }
}

pub struct Paper {
    /// What it may be called, the first that is free.
    pub names: Vec<PathBuf>,
    pub bytes: Vec<u8>,
    pub lacking: String,
}

/// What is being asked before a page is saved.
pub(crate) struct Saving {
    format: Format,
    path: Input,
    proposed: String,
    papers: Papers,
    page: Page,
}

impl Saving {
    /// A PDF in the usual folder, under a name that says which days it covers and nothing else.
    pub(crate) fn new(papers: Papers, page: Page) -> Self {
        let mut saving =
            Self { format: Format::ALL[0], path: Input::default(), proposed: String::new(), papers, page };
        saving.propose();
        saving
    }

    fn propose(&mut self) {
        let name = self.page.file_name(self.format, 1);
        self.proposed = self.papers.folder.join(name).display().to_string();
        self.path = Input::new(self.proposed.clone());
    }

    /// Another kind of file; a name that was typed keeps its place and gets the kind's ending.
    pub(crate) fn turn(&mut self) {
        let at = Format::ALL.iter().position(|it| *it == self.format);
        let next = at.map_or(0, |at| (at + 1) % Format::ALL.len());
        self.format = Format::ALL[next];
        if self.path.value() == self.proposed {
            self.propose();
        } else {
            let path = Path::new(self.path.value()).with_extension(self.format.ending());
            self.path = Input::new(path.display().to_string());
        }
    }

    pub(crate) fn typed(&mut self, request: InputRequest) {
        self.path.handle(request);
    }

    /// Makes the page behind the screen. A name of ours gets a number where it is taken; one that was typed does not.
    pub(crate) fn begin(&self) -> Step {
        let typed = self.path.value().trim();
        if typed.is_empty() {
            return Step::Say(NO_NAME.into());
        }
        let names: Vec<PathBuf> = if typed == self.proposed {
            let name = |n| self.papers.folder.join(self.page.file_name(self.format, n));
            (1..=MOST).map(name).collect()
        } else {
            vec![PathBuf::from(typed)]
        };
        let (format, spare, page) = (self.format, self.papers.spare, self.page.clone());
        Step::Work(Job::new(MAKING, move |_, _| {
            let kept = format.write(&page, spare)?;
            Ok(Paper { names, bytes: kept.bytes, lacking: kept.lacking })
        }))
    }

    pub(crate) fn lines(&self, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        let kinds = Format::ALL.map(|format| {
            if format == self.format { format!("[{}]", name(format)) } else { format!(" {} ", name(format)) }
        });
        let mut lines = vec![Line::raw(format!(" {AS} {}", kinds.join(" ")))];
        let rows = field::rows(&self.path, columns.saturating_sub(2), 3, &here.look);
        lines.extend(rows.into_iter().map(|mut row| {
            row.spans.insert(0, " ".into());
            row
        }));
        lines
    }
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Pdf => "PDF",
        Format::Html => "HTML",
        Format::Markdown => "Markdown",
        Format::Text => "text",
    }
}

const MOST: usize = 99;
const AS: &str = "Save as";
const MAKING: &str = "Making the page";
const NO_NAME: &str = "Please type a name for the file, or esc to leave it.";
