//! The formats a page can be kept in, and what a file of one is called.

use crate::report::model::Report;
use crate::report::pdf::FallbackFont;
use crate::report::{pdf, render_html, render_markdown, render_text};
use std::path::Path;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReportFormat {
    /// A4, to print or to send.
    Pdf,
    Html,
    Markdown,
    Text,
}

#[derive(Clone, Debug)]
pub struct RenderedReport {
    pub bytes: Vec<u8>,
    /// Letters that no font has and that stand as boxes, each once.
    pub missing_glyphs: String,
}

impl ReportFormat {
    /// Every format, the most wanted first.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Html, Self::Markdown, Self::Text];

    pub fn file_extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Text => "txt",
        }
    }

    pub fn from_extension(ending: &str) -> Option<Self> {
        let ending = ending.to_lowercase();
        match ending.as_str() {
            "htm" => Some(Self::Html),
            "markdown" => Some(Self::Markdown),
            "text" => Some(Self::Text),
            _ => Self::ALL.into_iter().find(|it| it.file_extension() == ending),
        }
    }

    /// Writes a page. `find` is asked for fonts that have letters which the built-in ones lack, and only then.
    pub fn render_report(
        self,
        page: &Report,
        find: impl FnOnce(&str) -> Vec<FallbackFont>,
    ) -> anyhow::Result<RenderedReport> {
        let plain = |text: String| RenderedReport { bytes: text.into_bytes(), missing_glyphs: String::new() };
        Ok(match self {
            Self::Text => plain(render_text(page)),
            Self::Markdown => plain(render_markdown(page)),
            Self::Html => plain(render_html(page)),
            Self::Pdf => {
                let first = pdf::render_pdf(page, &[])?;
                let spare =
                    if first.missing_glyphs.is_empty() { Vec::new() } else { find(&first.missing_glyphs) };
                let made = if spare.is_empty() { first } else { pdf::render_pdf(page, &spare)? };
                RenderedReport { bytes: made.bytes, missing_glyphs: made.missing_glyphs }
            }
        })
    }
}

impl Report {
    /// What a file of it is called: the days and nothing else, no name and nothing of what stands in it. With `n` of
    /// 2 and more, one that is not taken yet: `cuebook-2026-11-09-to-2026-11-22-2.pdf`.
    pub fn file_name(&self, format: ReportFormat, n: usize) -> String {
        let (from, to) = self.days;
        let again = if n > 1 { format!("-{n}") } else { String::new() };
        format!("cuebook-{from}-to-{to}{again}.{}", format.file_extension())
    }
}

/// What is said once a page lies in its file.
pub fn describe_saved_file(file: &Path) -> String {
    format!("The page is in {}, for your eyes only until you share it.", file.display())
}

/// What is said of letters that stand as boxes.
pub fn describe_missing_glyphs(lacking: &str) -> String {
    let letters: Vec<String> = lacking.chars().map(String::from).collect();
    format!(
        "No font on this computer has {}: a box stands in its place. With a font for it installed, the page can be made again.",
        letters.join(" ")
    )
}
