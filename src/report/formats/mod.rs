//! The formats a report can be saved in. A new one is a file that renders it and a row of [`FORMATS`]: the command line,
//! the report editor and the names of files read the row.

pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod plain_lines;
pub(crate) mod plain_text;
pub(crate) mod text_pictures;

use crate::report::kinds::ReportKind;
use crate::report::model::{Report, ReportLine};
use crate::report::pdf::{self, FallbackFont};
use crate::texts::report_page;

pub struct ReportFormat {
    /// What `--format` takes and a file's name ends in.
    pub extension: &'static str,
    /// Other endings of files in it.
    pub(crate) aliases: &'static [&'static str],
    /// What a list to choose from calls it.
    pub label: &'static str,
    pub medium: ReportMedium,
    render: fn(&Report, FontFinder<'_>) -> anyhow::Result<RenderedReport>,
}

/// Where a report goes for which no place is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReportMedium {
    /// Lines, to standard output.
    Terminal,
    /// A file of its own.
    File,
    /// A file of its own; its bytes would be commands to a terminal.
    BinaryFile,
}

/// Is asked for fonts that have letters which the built-in ones lack, and only then.
pub(crate) type FontFinder<'a> = &'a mut dyn FnMut(&str) -> Vec<FallbackFont>;

pub(crate) const PLAIN_TEXT: ReportFormat = ReportFormat {
    extension: "txt",
    aliases: &["text"],
    label: report_page::TEXT_FORMAT,
    medium: ReportMedium::Terminal,
    render: |report, _| Ok(RenderedReport::from_text(plain_text::render_text(report))),
};

/// The most wanted first.
pub const FORMATS: &[ReportFormat] = &[
    ReportFormat {
        extension: "pdf",
        aliases: &[],
        label: report_page::PDF_FORMAT,
        medium: ReportMedium::BinaryFile,
        render: |report, find_fonts| {
            let file = pdf::render_pdf_finding_fonts(report, find_fonts)?;
            Ok(RenderedReport {
                bytes: file.bytes,
                missing_glyphs: file.missing_glyphs,
                lacks_accessibility_mark: !file.is_pdf_ua,
            })
        },
    },
    ReportFormat {
        extension: "html",
        aliases: &["htm"],
        label: report_page::HTML_FORMAT,
        medium: ReportMedium::File,
        render: |report, _| Ok(RenderedReport::from_text(html::render_html(report))),
    },
    ReportFormat {
        extension: "md",
        aliases: &["markdown"],
        label: report_page::MARKDOWN_FORMAT,
        medium: ReportMedium::Terminal,
        render: |report, _| Ok(RenderedReport::from_text(markdown::render_markdown(report))),
    },
    PLAIN_TEXT,
];

#[derive(Clone, Debug)]
pub struct RenderedReport {
    pub bytes: Vec<u8>,
    /// Letters that no font has and for which a sign stands, each once.
    pub missing_glyphs: String,
    /// A PDF that could not be marked as accessible.
    pub lacks_accessibility_mark: bool,
}

impl RenderedReport {
    fn from_text(text: String) -> Self {
        Self { bytes: text.into_bytes(), missing_glyphs: String::new(), lacks_accessibility_mark: false }
    }

    /// What whoever made it should know, and can do.
    pub(crate) fn describe_shortcomings(&self) -> Option<String> {
        let letters = (!self.missing_glyphs.is_empty())
            .then(|| report_page::describe_missing_glyphs(&self.missing_glyphs));
        let mark = self.lacks_accessibility_mark.then(|| report_page::NO_ACCESSIBILITY_MARK.to_owned());
        let all: Vec<String> = letters.into_iter().chain(mark).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }
}

impl ReportFormat {
    pub(crate) fn from_extension(extension: &str) -> Option<&'static Self> {
        let extension = extension.to_lowercase();
        let matches =
            |format: &&Self| format.extension == extension || format.aliases.contains(&extension.as_str());
        FORMATS.iter().find(matches)
    }

    pub fn render_report(
        &self,
        report: &Report,
        find_fonts: FontFinder<'_>,
    ) -> anyhow::Result<RenderedReport> {
        (self.render)(report, find_fonts)
    }
}

impl Report {
    /// What the whole is called: `Wren, for the health visitor`.
    pub(crate) fn document_title(&self) -> String {
        let reader = self.reader.as_ref().map(ReportLine::to_plain_text);
        report_page::format_document_title(&self.title.to_plain_text(), reader.as_deref())
    }

    /// What a file of it is called: the days and nothing else, no name and nothing of what stands in it; of another paper
    /// than the sheet what it is, and the day. With `n` of
    /// 2 and more, one that is not taken yet: `cuebook-2026-11-09-to-2026-11-22-2.pdf`.
    pub(crate) fn file_name(&self, format: &ReportFormat, n: usize) -> String {
        let (from, to) = self.days;
        let again = if n > 1 { format!("-{n}") } else { String::new() };
        let ending = format.extension;
        match self.kind {
            ReportKind::Sheet => format!("cuebook-{from}-to-{to}{again}.{ending}"),
            kind => format!("cuebook-{}-{}{again}.{ending}", kind.spec().code, self.made_on),
        }
    }
}
