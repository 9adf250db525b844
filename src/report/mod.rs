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

pub use csv::Sheets;
pub use edits::{Choices, Edits};
pub use fhir::{FhirAsked, LOINC_NOTICE, NightWriters};
pub use format::{Format, Kept, boxes, kept_in};
pub use html::html;
pub use language::{cue_sentences, language_of, linear_language};
pub use linear::{linear_day, linear_trends};
pub use markdown::markdown;
pub use page::{
    Body, Key, Legend, Line, Measure, Page, PageAsked, Part, Ruler, Section, StripCell, StripRow, WeekRow,
    page,
};
pub use pdf::{Pdf, Spare, pdf};
pub use plot::NightsRow;
pub use text::{text, text_rows};
pub use together::{Paragraph, TogetherAsked, Unit, Values, chance as chance_words, together_told};
pub use told::told;

use crate::journal::tell::plain;
