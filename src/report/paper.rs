//! The sheet as a country knows it: how big its paper is, who it is handed to, and whether it asks for an NHS number.

use crate::model::Family;
use crate::texts::report_page;
use crate::vocabulary::find_support_country;

/// A size of paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PaperSize {
    #[default]
    A4,
    /// US Letter.
    Letter,
    /// Half of an A4, upright.
    A5,
}

impl PaperSize {
    /// Width and height in points.
    pub(crate) fn points(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.276, 841.89),
            Self::Letter => (612.0, 792.0),
            Self::A5 => (419.528, 595.276),
        }
    }

    /// Points across between the margins; of both large sizes the same.
    pub(crate) fn content_width(self) -> f32 {
        match self {
            Self::A4 | Self::Letter => 511.0,
            Self::A5 => 348.0,
        }
    }

    /// What CSS calls it.
    pub(crate) fn css_name(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::Letter => "letter",
            Self::A5 => "A5",
        }
    }
}

/// Zones that lie in one country whose sheets differ; any other zone says nothing.
const ZONE_COUNTRIES: [(&str, &str); 11] = [
    ("Europe/London", "GB"),
    ("Europe/Belfast", "GB"),
    ("Europe/Dublin", "IE"),
    ("America/New_York", "US"),
    ("America/Chicago", "US"),
    ("America/Denver", "US"),
    ("America/Phoenix", "US"),
    ("America/Los_Angeles", "US"),
    ("America/Anchorage", "US"),
    ("America/Toronto", "CA"),
    ("America/Vancouver", "CA"),
];

/// What a country decides of the sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct SheetCountry {
    pub paper: PaperSize,
    pub reader: &'static str,
    pub has_nhs_number: bool,
}

impl SheetCountry {
    /// Of the country the family named, else of the one its zone lies in.
    pub(crate) fn of_family(family: &Family) -> Self {
        let settings = &family.settings;
        let zone = settings.day_boundaries.zone.name();
        let named = settings.country.as_deref();
        let of_zone = || ZONE_COUNTRIES.iter().find(|(known, _)| *known == zone).map(|(_, code)| *code);
        let known = named.and_then(find_support_country).map(|country| country.code.as_str());
        Self::of_code(known.or(named).or_else(of_zone).unwrap_or_default())
    }

    fn of_code(code: &str) -> Self {
        let (paper, reader) = match code.to_uppercase().as_str() {
            "GB" => (PaperSize::A4, report_page::FOR_HEALTH_VISITOR),
            "IE" => (PaperSize::A4, report_page::FOR_HEALTH_NURSE),
            "US" | "CA" => (PaperSize::Letter, report_page::FOR_VISIT),
            _ => (PaperSize::A4, report_page::FOR_VISIT),
        };
        Self { paper, reader, has_nhs_number: code.eq_ignore_ascii_case("GB") }
    }
}
