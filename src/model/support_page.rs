//! The support page as rows, the same on the screen and on the command line: danger first, then the family's own plan and
//! numbers, then lines by need, then other countries. It looks at nothing a family wrote but those two.

use crate::model::time::format_short_date;
use crate::model::{FamilySettings, Zone};
use crate::text::sanitize::sanitize_text;
use crate::texts::support_texts as texts;
use crate::vocabulary::{
    BEREAVEMENT_NEED, SupportCountry, SupportLine, eq_normalized, find_support_country,
    find_support_country_by_zone, support_file, support_lines_for,
};
use chrono::NaiveDate;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum SupportRow {
    /// Begins a part of the page.
    Heading(String),
    Sentence(String),
    /// A line to ring or to write to.
    Contact(String),
    /// How old the page is that the row before was read on, and where it was.
    Source {
        age: String,
        urls: Vec<String>,
    },
}

/// What a support page is made for.
#[derive(Clone, Default, Debug)]
pub(crate) struct SupportQuery<'a> {
    /// The family's own plan and numbers; none where the journal is hidden or closed.
    pub settings: Option<&'a FamilySettings>,
    /// Where; none when nothing is known.
    pub place: Option<SupportPlace<'a>>,
    /// A baby's pages are closed: what is for then comes first.
    pub bereavement_first: bool,
    /// How another country is chosen.
    pub change_hint: String,
}

/// A country or a part of one, by letters or name, and how it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct SupportPlace<'a> {
    name: &'a str,
    source: PlaceSource,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PlaceSource {
    /// The family, or who asks, named it.
    Named,
    Zone(Zone),
    /// The language of this computer.
    Language,
}

impl<'a> SupportPlace<'a> {
    /// What was named; else the country the clocks are of; else that of the computer's language. Of the last two only one
    /// that has a list.
    pub(crate) fn choose(
        named: Option<&'a str>,
        zone: Option<Zone>,
        language: Option<&'a str>,
    ) -> Option<Self> {
        let by_zone = || {
            let zone = zone?;
            let country = find_support_country_by_zone(zone.name())?;
            Some(Self { name: country.code.as_str(), source: PlaceSource::Zone(zone) })
        };
        let by_language = || {
            let name = language.filter(|text| find_support_country(text).is_some())?;
            Some(Self { name, source: PlaceSource::Language })
        };
        let named = named.map(|name| Self { name, source: PlaceSource::Named });
        named.or_else(by_zone).or_else(by_language)
    }
}

/// Builds the page.
pub(crate) fn build_support_page(query: &SupportQuery<'_>) -> Vec<SupportRow> {
    let country = query.place.and_then(|place| find_support_country(place.name));
    // A part of a country leaves the lines of its other parts out.
    let place = query.place.map(|place| place.name).filter(|text| {
        let places = support_file().line.iter().filter_map(|line| line.place.as_deref());
        places.into_iter().any(|place| eq_normalized(place, text))
    });
    let mut rows = Vec::new();
    let mut needs: Vec<_> = support_file().need.iter().collect();
    if let Some(country) = country.filter(|_| query.bereavement_first) {
        push_need(&mut rows, country, BEREAVEMENT_NEED, place);
        needs.retain(|need| need.code != BEREAVEMENT_NEED);
    }
    push_danger(&mut rows, country);
    let source = query.place.map_or(PlaceSource::Named, |place| place.source);
    let why = match source {
        PlaceSource::Named => None,
        PlaceSource::Zone(zone) => Some(texts::by_zone(zone.name())),
        PlaceSource::Language => Some(texts::BY_LANGUAGE.to_owned()),
    };
    if let (Some(country), Some(why)) = (country, why) {
        rows.push(SupportRow::Sentence(texts::country_was_guessed(&country.name, &why, &query.change_hint)));
    }
    push_own(&mut rows, query.settings);
    match country {
        Some(country) => {
            for need in needs {
                push_need(&mut rows, country, &need.code, place);
            }
        }
        None => {
            let elsewhere = &support_file().elsewhere;
            rows.push(SupportRow::Heading(find_need_name("talk")));
            rows.push(SupportRow::Sentence(elsewhere.words.clone()));
            rows.push(describe_source(None, elsewhere.verified_on, [&elsewhere.source_url]));
        }
    }
    let number = country.map_or(&support_file().elsewhere.number, |country| &country.number);
    rows.push(SupportRow::Sentence(support_file().closing.replace("{number}", number)));
    let others = support_file().country.iter();
    let others = others.filter(|other| country.is_none_or(|country| country.code != other.code));
    rows.push(SupportRow::Heading(texts::OTHER_COUNTRIES.to_owned()));
    for other in others {
        push_other_country(&mut rows, other);
    }
    rows
}

fn push_danger(rows: &mut Vec<SupportRow>, country: Option<&SupportCountry>) {
    let file = support_file();
    let number = country.map_or(&file.elsewhere.number, |country| &country.number);
    let people = country.map_or(&file.elsewhere.people, |country| &country.people);
    rows.push(SupportRow::Heading(texts::in_danger(number, country.map(|it| it.name.as_str()))));
    if let Some(country) = country {
        let dated = country.source_dated.as_deref();
        rows.push(describe_source(dated, country.verified_on, [&country.source_url]));
    }
    for sentence in &file.danger {
        rows.push(SupportRow::Sentence(sentence.words.replace("{number}", number)));
        rows.push(describe_source(
            sentence.source_dated.as_deref(),
            sentence.verified_on,
            sentence.sources.iter(),
        ));
    }
    rows.push(SupportRow::Sentence(format!(
        "{} {}",
        file.opening,
        file.near_you.replace("{people}", people)
    )));
}

fn push_own(rows: &mut Vec<SupportRow>, settings: Option<&FamilySettings>) {
    let Some(settings) = settings else {
        return;
    };
    if let Some(plan) = &settings.own_plan {
        rows.push(SupportRow::Heading(texts::OWN_PLAN.to_owned()));
        rows.push(SupportRow::Contact(sanitize_text(plan).into_owned()));
    }
    if !settings.own_numbers.is_empty() {
        rows.push(SupportRow::Heading(texts::OWN_NUMBERS.to_owned()));
        let numbers = settings.own_numbers.iter();
        rows.extend(numbers.map(|number| SupportRow::Contact(sanitize_text(number).into_owned())));
    }
}

fn push_need(rows: &mut Vec<SupportRow>, country: &SupportCountry, need: &str, place: Option<&str>) {
    let is_for_place = |line: &&SupportLine| match (&line.place, place) {
        (Some(of), Some(place)) => eq_normalized(of, place),
        _ => true,
    };
    let lines = support_lines_for(&country.code).filter(|line| line.need == need).filter(is_for_place);
    for (i, line) in lines.enumerate() {
        if i == 0 {
            rows.push(SupportRow::Heading(find_need_name(need)));
        }
        push_line(rows, line);
    }
}

fn push_line(rows: &mut Vec<SupportRow>, line: &SupportLine) {
    let (place, hours) = (line.place.as_deref(), line.hours.as_deref());
    rows.push(SupportRow::Contact(texts::support_line(&line.name, place, &line.contact, hours)));
    rows.push(describe_source(line.source_dated.as_deref(), line.verified_on, [&line.source_url]));
}

fn push_other_country(rows: &mut Vec<SupportRow>, country: &SupportCountry) {
    rows.push(SupportRow::Heading(texts::other_country(&country.name, &country.number)));
    for line in support_lines_for(&country.code) {
        push_line(rows, line);
    }
}

fn find_need_name(code: &str) -> String {
    let found = support_file().need.iter().find(|need| need.code == code);
    found.map_or_else(String::new, |need| need.name.clone())
}

fn describe_source<'a>(
    dated: Option<&str>,
    read: NaiveDate,
    urls: impl IntoIterator<Item = &'a String>,
) -> SupportRow {
    let age = match dated {
        Some(dated) => texts::page_dated(&format_page_date(dated)),
        None => texts::page_undated(&format_short_date(read)),
    };
    SupportRow::Source { age, urls: urls.into_iter().cloned().collect() }
}

/// A page's own date, which may be a year, a month or a day: `2017`, `June 2017`, `14 August 2024`.
fn format_page_date(dated: &str) -> String {
    let day = NaiveDate::parse_from_str(dated, "%Y-%m-%d").map(|day| day.format("%-d %B %Y").to_string());
    let month = || {
        let first = NaiveDate::parse_from_str(&format!("{dated}-01"), "%Y-%m-%d");
        first.map(|first| first.format("%B %Y").to_string())
    };
    day.or_else(|_| month()).unwrap_or_else(|_| dated.to_owned())
}
