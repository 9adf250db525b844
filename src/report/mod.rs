//! Trends and entries laid out for another person: the sheet for the health visitor, and plain lines for a mail or a
//! screen reader.
//!
//! The page model stands in `page`, what fills it in `sections`, every sentence in `said` and `told`; then one file a
//! format. Nothing here names the store, a screen or the clock, adds up anything itself, or says more than was written:
//! no advice, norms, scores or percentages. A check-in appears on a page only when its writer asked for it.

mod csv;
mod edits;
mod fhir;
mod format;
mod glue;
mod html;
mod language;
mod linear;
mod markdown;
mod page;
mod pdf;
mod plot;
mod said;
mod scene;
mod sections;
mod strips;
mod text;
mod together;
mod told;
mod weeks;
mod who;

pub use csv::CsvExporter;
pub use edits::{ReportChoices, ReportEdits};
pub use fhir::{FhirBundleBuilder, LOINC_NOTICE, NightPerformers};
pub use format::{ReportFormat, RenderedReport, describe_missing_glyphs, describe_saved_file};
pub use html::render_html;
pub use language::{describe_cue_summary, format_profile_title, render_cue_profile};
pub use linear::{render_day_lines, render_stats_lines};
pub use markdown::render_markdown;
pub use page::{
    LineBody, ReportLineId, StripLegend, ReportLine, MeasureText, Report, ReportInput, ReportPart, HourRuler, ReportSection, StripCell, StripRow, WeekRow,
    build_report,
};
pub use pdf::{PdfFile, FallbackFont, render_pdf};
pub use plot::NightsPlotRow;
pub use text::{render_text, render_text_rows};
pub use together::{AssociationParagraph, AssociationsFilter, MeasureUnit, ValueSeries, describe_chance as chance_words, describe_associations};
pub use told::describe_sentence;

use crate::journal::tell::sanitize_text;
