//! Pages that leave the journal: opening the sheet, writing it to a file, taking back what was done on it.

use super::App;
use crate::out;
use crate::report::{boxes, kept_in};
use crate::screens::{Paper, Papers};

impl App {
    /// Says where pages go and who has fonts.
    pub fn with_papers(mut self, papers: Papers) -> Self {
        self.papers = papers;
        self
    }

    /// Writes a page; where that fails, what was asked stays on the screen.
    pub(crate) fn file(&mut self, paper: &Paper) {
        let names = paper.names.iter().cloned();
        match out::write_free(names, "page", &paper.bytes) {
            Ok(path) => {
                let mut said = kept_in(&path);
                if !paper.lacking.is_empty() {
                    said = format!("{said} {}", boxes(&paper.lacking));
                }
                self.status = said;
                if let Some(top) = self.screens.last_mut() {
                    top.filed();
                }
            }
            Err(why) => self.status = why.to_string(),
        }
    }

    /// What was done on a screen alone is taken back there, before anything that was kept.
    pub(crate) fn takes_back(&mut self, again: bool) -> bool {
        let said = self.screens.last_mut().and_then(|top| top.take_back(again));
        said.map(|said| said.clone_into(&mut self.status)).is_some()
    }
}
