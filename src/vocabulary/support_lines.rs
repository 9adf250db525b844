//! Someone to talk to: what to do in danger, then lines by need and country, each with the page it was read on and that
//! page's own date.
//!
//! Shown the same to everyone at all times. Nothing here may look at what a family wrote, or work out who is open now.

use crate::vocabulary::{asset, eq_normalized};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportLine {
    pub country: String,
    /// The code of what it is for.
    pub need: String,
    /// The part of the country it is for; none for all of it.
    #[serde(default)]
    pub place: Option<String>,
    pub name: String,
    pub contact: String,
    /// Hours as the source gives them; absent where none are known or sources differ.
    #[serde(default)]
    pub hours: Option<String>,
    pub source_url: String,
    /// When that page was written, as exactly as it is known: a year, a month or a day.
    #[serde(default)]
    pub source_dated: Option<String>,
    pub verified_on: NaiveDate,
}

/// A sentence on what to do at once; `{number}` is the emergency number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DangerSentence {
    pub words: String,
    pub sources: Vec<String>,
    #[serde(default)]
    pub source_dated: Option<String>,
    pub verified_on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportNeed {
    pub code: String,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportCountry {
    pub code: String,
    pub name: String,
    /// What else finds it: parts of it, members of it, everyday names.
    #[serde(default)]
    pub also: Vec<String>,
    /// Its time zones; with `/` at the end, all that begin so.
    pub zones: Vec<String>,
    /// What is rung in danger.
    pub number: String,
    /// Who looks after families there, as they are called.
    pub people: String,
    pub source_url: String,
    #[serde(default)]
    pub source_dated: Option<String>,
    pub verified_on: NaiveDate,
}

/// What stands for every country without a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportElsewhere {
    pub number: String,
    pub people: String,
    pub words: String,
    pub source_url: String,
    pub verified_on: NaiveDate,
}

/// Everything of `assets/support.toml`, in the order in which it is shown.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportFile {
    pub opening: String,
    /// `{people}` is who looks after families in the country.
    pub near_you: String,
    pub closing: String,
    pub danger: Vec<DangerSentence>,
    pub need: Vec<SupportNeed>,
    pub country: Vec<SupportCountry>,
    pub elsewhere: SupportElsewhere,
    pub line: Vec<SupportLine>,
}

/// The need whose lines come first where a baby's pages are closed.
pub(crate) const BEREAVEMENT_NEED: &str = "died";

static SUPPORT: LazyLock<SupportFile> = LazyLock::new(|| asset!("support"));

pub fn support_file() -> &'static SupportFile {
    &SUPPORT
}

/// A country with lines, by its two letters, its name, or another name of it or of a part of it.
pub fn find_support_country(text: &str) -> Option<&'static SupportCountry> {
    let is_meant = |name: &String| eq_normalized(name, text.trim());
    SUPPORT.country.iter().find(|it| is_meant(&it.code) || is_meant(&it.name) || it.also.iter().any(is_meant))
}

/// The country with lines that a time zone lies in.
pub fn find_support_country_by_zone(zone: &str) -> Option<&'static SupportCountry> {
    let holds = |named: &String| named == zone || (named.ends_with('/') && zone.starts_with(named.as_str()));
    SUPPORT.country.iter().find(|it| it.zones.iter().any(holds))
}

/// The lines of one country, by its code.
pub fn support_lines_for(code: &str) -> impl Iterator<Item = &'static SupportLine> {
    SUPPORT.line.iter().filter(move |line| line.country == code)
}
