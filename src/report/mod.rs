//! Trends and entries laid out for another person: the sheet for the health visitor, and plain lines for a mail or a
//! screen reader.
//!
//! The types stand in `model`, what fills them in `build` and, of the other papers, in `kinds`, a parent's edits in `edits`, the groups of lines that every
//! format renders in `blocks`; a new format is a file and a row of `formats::FORMATS`. Nothing here names the store, a screen or the clock, adds up anything itself, or says more than was written:
//! no advice, norms, scores or percentages. A check-in appears on a page only when its writer asked for it.

pub(crate) mod associations_section;
pub(crate) mod blocks;
pub(crate) mod build;
pub(crate) mod cue_profile_section;
pub(crate) mod draft;
pub(crate) mod drawing;
pub(crate) mod edits;
pub(crate) mod export_csv;
pub(crate) mod fhir;
pub(crate) mod formats;
pub(crate) mod header_footer;
pub(crate) mod kinds;
pub(crate) mod model;
pub(crate) mod nights_plot;
pub(crate) mod paper;
pub(crate) mod pdf;
pub(crate) mod period;
pub(crate) mod rows;
pub(crate) mod timeline_strips;
pub(crate) mod usual_figures;
pub(crate) mod weeks_table;

use crate::model::describe::sanitize_text;
pub use crate::report::associations_section::{
    AssociationParagraph, AssociationsFilter, ValueSeries, describe_associations,
};
pub use crate::report::build::build_report;
pub(crate) use crate::report::cue_profile_section::describe_cue_summary;
pub use crate::report::cue_profile_section::render_cue_profile;
pub(crate) use crate::report::draft::{ReportDraft, report_draft_slot};
pub use crate::report::edits::{ReportChoices, ReportEdits};
pub(crate) use crate::report::export_csv::CsvExporter;
pub(crate) use crate::report::fhir::{FhirBundleBuilder, NightSources};
pub use crate::report::formats::FORMATS;
pub use crate::report::formats::html::render_html;
pub use crate::report::formats::markdown::render_markdown;
pub use crate::report::formats::plain_lines::{render_day_lines, render_stats_lines};
pub use crate::report::formats::plain_text::render_text;
pub(crate) use crate::report::formats::plain_text::render_text_rows;
pub(crate) use crate::report::formats::{PLAIN_TEXT, RenderedReport, ReportFormat, ReportMedium};
pub(crate) use crate::report::kinds::ReportSource;
pub(crate) use crate::report::kinds::keepsake::{build_moment, list_moments};
pub use crate::report::kinds::{ChosenMoments, ReportKind};
pub use crate::report::model::{
    LineBody, QuestionLine, Report, ReportInput, ReportLine, ReportLineId, ReportSection,
};
pub use crate::report::paper::PaperSize;
pub(crate) use crate::report::pdf::count_pages;
pub use crate::report::pdf::{FallbackFont, PdfFile, render_pdf};
pub use crate::report::period::{ReportDays, ReportPeriod};
pub use crate::texts::association_sentences::describe_chance;
pub(crate) use crate::texts::fhir_codes::LOINC_NOTICE;
