//! The page as a PDF: tagged, every font embedded, the same bytes for the same page. Words are set in
//! `shape_text`, the report becomes rows in `block_layout` and sheets in `paginate`; what a screen reader hears stands in
//! `structure_tags`.

pub(crate) mod block_layout;
pub(crate) mod label_grid;
pub(crate) mod layout_row;
pub(crate) mod paginate;
pub(crate) mod shape_text;
pub(crate) mod structure_tags;
pub(crate) mod table_layout;

use crate::report::model::Report;
use crate::report::pdf::paginate::PaginatedReport;
pub use crate::report::pdf::shape_text::FallbackFont;
use crate::report::pdf::shape_text::TextShaper;
use crate::texts::report_page;
use anyhow::anyhow;
use chrono::Datelike;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::{Document, SerializeSettings};

const LANGUAGE: &str = "en-GB";
const PDF_CREATOR: &str = concat!("cuebook ", env!("CARGO_PKG_VERSION"));

#[derive(Clone, Debug)]
pub struct PdfFile {
    pub bytes: Vec<u8>,
    /// It passes the checks of PDF/UA-1 that a program can make, and says so.
    pub is_pdf_ua: bool,
    pub page_count: usize,
    /// Letters that no font has and for which a sign stands, each once; what is read out and copied has them.
    pub missing_glyphs: String,
}

/// The page as a PDF, with fonts for letters that the built-in ones lack.
///
/// It is checked against PDF/UA-1 while it is written; what does not pass is written without that claim.
pub fn render_pdf(page: &Report, spare: &[FallbackFont]) -> anyhow::Result<PdfFile> {
    let mut letters = TextShaper::new(spare);
    let sheets = PaginatedReport::new(page, &mut letters);
    let finish = |checked: bool| {
        let mut document = sheets.draw_document(build_settings(checked));
        set_metadata(&mut document, page);
        document.finish()
    };
    let checked = finish(true);
    let passes = checked.is_ok();
    let bytes = checked
        .or_else(|_| finish(false))
        .map_err(|error| anyhow!(report_page::pdf_failed(&format!("{error:?}"))))?;
    Ok(PdfFile {
        bytes,
        is_pdf_ua: passes,
        page_count: sheets.page_count(),
        missing_glyphs: letters.missing_glyphs.iter().collect(),
    })
}

/// On how many sheets it prints.
pub(crate) fn count_pages(report: &Report) -> usize {
    PaginatedReport::new(report, &mut TextShaper::new(&[])).page_count()
}

/// Asks for fonts only where the built-in ones lack letters.
pub(crate) fn render_pdf_finding_fonts(
    report: &Report,
    find_fonts: &mut dyn FnMut(&str) -> Vec<FallbackFont>,
) -> anyhow::Result<PdfFile> {
    let file = render_pdf(report, &[])?;
    if file.missing_glyphs.is_empty() {
        return Ok(file);
    }
    let fonts = find_fonts(&file.missing_glyphs);
    if fonts.is_empty() { Ok(file) } else { render_pdf(report, &fonts) }
}

fn build_settings(checked: bool) -> SerializeSettings {
    let configuration = if checked {
        let builder = ConfigurationBuilder::new();
        let builder = builder.with_accessibility_validator(Accessibility::UA1);
        builder.finish().unwrap_or_default()
    } else {
        Configuration::default()
    };
    SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() }
}

fn set_metadata(document: &mut Document, page: &Report) {
    let on = page.made_on;
    let [month, day] = [on.month(), on.day()].map(|n| u8::try_from(n).unwrap_or(1));
    let date = DateTime::new(u16::try_from(on.year()).unwrap_or(0)).month(month).day(day);
    document.set_metadata(
        Metadata::new()
            .title(page.document_title())
            .language(LANGUAGE.to_owned())
            .creator(PDF_CREATOR.to_owned())
            .text_direction(TextDirection::LeftToRight)
            .creation_date(date),
    );
}
