//! Someone to talk to: lines by country, each with the page it was read on and the day that was looked up.
//!
//! Shown the same to everyone at all times. Nothing here may look at what a family wrote, or work out who is open now.

use crate::vocabulary::parse_asset;
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SupportKind {
    Emergency,
    Crisis,
    /// Pregnancy and the time after birth.
    Perinatal,
    Parents,
    Practical,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportLine {
    pub country: String,
    pub name: String,
    pub kind: SupportKind,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupportCountry {
    code: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupportFile {
    opening: String,
    closing: String,
    country: Vec<SupportCountry>,
    line: Vec<SupportLine>,
}

static SUPPORT: LazyLock<SupportFile> =
    LazyLock::new(|| parse_asset(include_str!("../../assets/support.toml")));

/// Every line, by country, in the order in which they are shown.
pub fn support_lines() -> &'static [SupportLine] {
    &SUPPORT.line
}

/// The lines of one country, by its two letters in either case; none for a country that is not known.
pub fn support_lines_for(country: &str) -> Vec<&'static SupportLine> {
    let country = country.trim();
    support_lines().iter().filter(|line| line.country.eq_ignore_ascii_case(country)).collect()
}

/// The countries there are lines for: two letters and name.
pub fn support_countries() -> Vec<(&'static str, &'static str)> {
    SUPPORT.country.iter().map(|country| (country.code.as_str(), country.name.as_str())).collect()
}

/// What stands before the lines, and after them.
pub fn support_opening_and_closing() -> (&'static str, &'static str) {
    (&SUPPORT.opening, &SUPPORT.closing)
}
