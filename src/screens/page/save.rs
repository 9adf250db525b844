//! What the page is saved as, and where: a kind of file and a name, both to be changed before anything is written. The
//! bytes are made behind the screen; the app writes them.

use super::{Here, Step};
use crate::report::{Format, Page, format_page};
use crate::widgets::field;
use crate::work::Job;
use chrono::NaiveDate;
use ratatui::text::Line;
use std::path::{Path, PathBuf};
use tui_input::{Input, InputRequest};

/// A page to be written.
pub struct Paper {
    /// Where to.
    pub path: PathBuf,
    /// The name is ours, so another may be taken when there is a file of that name.
    pub ours: bool,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What the parent should know of it, if anything.
    pub warning: Option<String>,
}

/// What is being asked before a page is saved.
pub struct Saving {
    format: Format,
    path: Input,
    /// The name as proposed.
    proposed: String,
    folder: PathBuf,
    days: (NaiveDate, NaiveDate),
}

impl Saving {
    /// A PDF in a folder, under a name that says which days it covers and nothing else.
    pub fn new(folder: &Path, days: (NaiveDate, NaiveDate)) -> Self {
        let mut saving = Self {
            format: Format::ALL[0],
            path: Input::default(),
            proposed: String::new(),
            folder: folder.to_owned(),
            days,
        };
        saving.propose();
        saving
    }

    fn propose(&mut self) {
        let name = self.format.file_name(self.days);
        self.proposed = self.folder.join(name).display().to_string();
        self.path = Input::new(self.proposed.clone());
    }

    /// Another kind of file; a name that was typed keeps its place and gets the kind's ending.
    pub fn turn(&mut self) {
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

    pub fn typed(&mut self, request: InputRequest) {
        self.path.handle(request);
    }

    /// Makes the page behind the screen.
    pub fn begin(&self, page: Page) -> Step {
        let typed = self.path.value().trim().to_owned();
        if typed.is_empty() {
            return Step::Say(NO_NAME.into());
        }
        let (format, ours) = (self.format, typed == self.proposed);
        let path = PathBuf::from(typed);
        Step::Work(Job::new(MAKING, move |_, _| {
            let made = format_page(&page, format)?;
            Ok(Paper {
                path,
                ours,
                bytes: made.bytes,
                warning: made.warning,
            })
        }))
    }

    pub fn lines(&self, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        let look = &here.look;
        let kinds: Vec<String> = Format::ALL
            .iter()
            .map(|format| match *format == self.format {
                true => format!("[{}]", format.name()),
                false => format!(" {} ", format.name()),
            })
            .collect();
        let mut lines = vec![Line::raw(format!(" {AS} {}", kinds.join(" ")))];
        let rows = field::rows(&self.path, columns.saturating_sub(2), 3, look);
        lines.extend(rows.into_iter().map(|mut row| {
            row.spans.insert(0, " ".into());
            row
        }));
        lines
    }
}

const AS: &str = "Save as";
const MAKING: &str = "Making the page";
const NO_NAME: &str = "Please type a name for the file, or esc to leave it.";
