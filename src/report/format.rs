//! The formats a page can be kept in, and what a file of one is called.

use super::page::Page;
use super::pdf::{self, Spare};
use super::{html, markdown, text};
use std::path::Path;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// A4, to print or to send.
    Pdf,
    Html,
    Markdown,
    Text,
}

#[derive(Clone, Debug)]
pub struct Kept {
    pub bytes: Vec<u8>,
    /// Letters that no font has and that stand as boxes, each once.
    pub lacking: String,
}

impl Format {
    /// Every format, the most wanted first.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Html, Self::Markdown, Self::Text];

    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Text => "txt",
        }
    }

    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_lowercase();
        match ending.as_str() {
            "htm" => Some(Self::Html),
            "markdown" => Some(Self::Markdown),
            "text" => Some(Self::Text),
            _ => Self::ALL.into_iter().find(|it| it.ending() == ending),
        }
    }

    /// Writes a page. `find` is asked for fonts that have letters which the built-in ones lack, and only then.
    pub fn write(self, page: &Page, find: impl FnOnce(&str) -> Vec<Spare>) -> anyhow::Result<Kept> {
        let plain = |text: String| Kept { bytes: text.into_bytes(), lacking: String::new() };
        Ok(match self {
            Self::Text => plain(text(page)),
            Self::Markdown => plain(markdown(page)),
            Self::Html => plain(html(page)),
            Self::Pdf => {
                let first = pdf::pdf(page, &[])?;
                let spare = if first.lacking.is_empty() { Vec::new() } else { find(&first.lacking) };
                let made = if spare.is_empty() { first } else { pdf::pdf(page, &spare)? };
                Kept { bytes: made.bytes, lacking: made.lacking }
            }
        })
    }
}

impl Page {
    /// What a file of it is called: the days and nothing else, no name and nothing of what stands in it. With `n` of
    /// 2 and more, one that is not taken yet: `cuebook-2026-11-09-to-2026-11-22-2.pdf`.
    pub fn file_name(&self, format: Format, n: usize) -> String {
        let (from, to) = self.days;
        let again = if n > 1 { format!("-{n}") } else { String::new() };
        format!("cuebook-{from}-to-{to}{again}.{}", format.ending())
    }
}

/// What is said once a page lies in its file.
pub fn kept_in(file: &Path) -> String {
    format!("The page is in {}, for your eyes only until you share it.", file.display())
}

/// What is said of letters that stand as boxes.
pub fn boxes(lacking: &str) -> String {
    let letters: Vec<String> = lacking.chars().map(String::from).collect();
    format!(
        "No font on this computer has {}: a box stands in its place. With a font for it installed, the page can be made again.",
        letters.join(" ")
    )
}
