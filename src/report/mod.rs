//! Trends and entries laid out for another person: the sheet for the health visitor, and plain lines for a mail or a
//! screen reader.
//!
//! The page model stands in `page`, what fills it in `sections`, every sentence in `said` and `told`; then one file a
//! format. Nothing here names the store, a screen or the clock, adds up anything itself, or says more than was written:
//! no advice, norms, scores or percentages. A check-in appears on a page only when its writer asked for it.

mod export_csv;
mod edits;
mod fhir;
mod file_format;
mod no_break;
mod html;
mod cue_profile_section;
mod plain_lines;
mod markdown;
mod build;
mod pdf;
mod nights_plot;
mod phrases;
mod drawing;
mod sections;
mod timeline_strips;
mod plain_text;
mod associations_section;
mod describe_sentence;
mod weeks_table;
mod header_footer;

pub use export_csv::CsvExporter;
pub use edits::{ReportChoices, ReportEdits};
pub use fhir::{FhirBundleBuilder, LOINC_NOTICE, NightPerformers};
pub use file_format::{ReportFormat, RenderedReport, describe_missing_glyphs, describe_saved_file};
pub use html::render_html;
pub use cue_profile_section::{describe_cue_summary, format_profile_title, render_cue_profile};
pub use plain_lines::{render_day_lines, render_stats_lines};
pub use markdown::render_markdown;
pub use build::{
    LineBody, ReportLineId, StripLegend, ReportLine, MeasureText, Report, ReportInput, ReportPart, HourRuler, ReportSection, StripCell, StripRow, WeekRow,
    build_report,
};
pub use pdf::{PdfFile, FallbackFont, render_pdf};
pub use nights_plot::NightsPlotRow;
pub use plain_text::{render_text, render_text_rows};
pub use associations_section::{AssociationParagraph, AssociationsFilter, MeasureUnit, ValueSeries, describe_chance as chance_words, describe_associations};
pub use describe_sentence::describe_sentence;

use crate::model::describe::sanitize_text;
