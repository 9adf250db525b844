//! What the settings list: a row for each thing that can be changed, under its heading, made anew from the family.

use crate::model::describe::sanitize_text;
use crate::model::time::format_short_date;
use crate::model::{Baby, Carer, EntryKind, Family, Id};
use crate::tui::screens::Context;
use crate::tui::screens::settings::privacy_settings::PrivacySetting;
use crate::tui::screens::settings::{privacy_settings, settings_texts};
use crate::vocabulary::support_countries;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum SettingId {
    Baby(Id),
    NewBaby,
    Carer(Id),
    NewCarer,
    Zone,
    DayStart,
    Night,
    Kinds,
    Favourites,
    OwnCues,
    /// Cues, areas and strokes that lists leave out.
    Lists,
    Country,
    Number(String),
    NewNumber,
    Private(PrivacySetting),
    Colours,
    Signs,
}

pub(crate) struct SettingsRow {
    pub id: SettingId,
    pub heading: &'static str,
    pub label: String,
    pub value: String,
}

pub(crate) fn build_rows(here: &Context<'_>) -> Vec<SettingsRow> {
    let family = here.family;
    let mut rows = Vec::new();
    for baby in &family.babies {
        rows.push(build_row(SettingId::Baby(baby.id), baby.display_name(), describe_baby(baby, here)));
    }
    rows.push(build_row(SettingId::NewBaby, settings_texts::ADD_BABY, String::new()));
    let carers = rows.len();
    for carer in &family.carers {
        rows.push(build_row(SettingId::Carer(carer.id), carer.display_name(), describe_carer(carer, family)));
    }
    rows.push(build_row(SettingId::NewCarer, settings_texts::ADD_CARER, String::new()));
    let days = rows.len();
    let hours = family.settings.day_boundaries;
    let zone = format!("{} {}", hours.zone.name(), settings_texts::format_local_time(&here.now.format_hm()));
    rows.push(build_row(SettingId::Zone, settings_texts::ZONE, zone));
    rows.push(build_row(SettingId::DayStart, settings_texts::DAY_START, hours.day_start.to_string()));
    let night =
        settings_texts::format_night_range(&hours.night_from.to_string(), &hours.night_to.to_string());
    rows.push(build_row(SettingId::Night, settings_texts::NIGHT, night));
    let lists = rows.len();
    rows.push(build_row(SettingId::Kinds, settings_texts::HIDDEN_KINDS, list_hidden_kinds(family)));
    rows.push(build_row(SettingId::Favourites, settings_texts::FAVOURITES, list_favourites(family)));
    rows.push(build_row(SettingId::OwnCues, settings_texts::OWN_CUES, list_own_cues(family)));
    rows.push(build_row(SettingId::Lists, settings_texts::HIDDEN_TERMS, list_hidden_terms(family)));
    let talk = rows.len();
    rows.push(build_row(SettingId::Country, settings_texts::COUNTRY, find_country_name(family)));
    for number in &family.settings.own_numbers {
        rows.push(build_row(SettingId::Number(number.clone()), number, String::new()));
    }
    rows.push(build_row(SettingId::NewNumber, settings_texts::ADD_NUMBER, String::new()));
    let private = rows.len();
    rows.extend(privacy_settings::build_privacy_rows(here));
    let looks = rows.len();
    let chosen = here.theme.prefs;
    let colours = settings_texts::palette(chosen.palette).to_owned();
    rows.push(build_row(SettingId::Colours, settings_texts::COLOURS, colours));
    rows.push(build_row(
        SettingId::Signs,
        settings_texts::SIGNS,
        settings_texts::describe_signs(chosen.ascii).to_owned(),
    ));
    let headings = [0, carers, days, lists, talk, private, looks];
    for (at, heading) in headings.into_iter().zip(settings_texts::HEADINGS) {
        rows[at].heading = heading;
    }
    rows
}

pub(crate) fn build_row(on: SettingId, head: &str, said: String) -> SettingsRow {
    SettingsRow {
        id: on,
        heading: "",
        label: sanitize_text(head).into_owned(),
        value: sanitize_text(&said).into_owned(),
    }
}

fn describe_baby(baby: &Baby, here: &Context<'_>) -> String {
    let mut said = Vec::new();
    for (what, day) in [(settings_texts::BORN, baby.born), (settings_texts::DUE, baby.due)] {
        said.extend(day.map(|day| format!("{what} {}", format_short_date(day))));
    }
    if baby.closed {
        said.push(settings_texts::PAGES_CLOSED.to_owned());
    }
    let several = here.family.babies.len() > 1;
    let shown = here.family.selected_baby().is_some_and(|it| it.id == baby.id);
    if several && shown {
        said.push(settings_texts::BABY_SHOWN_NOW.to_owned());
    }
    said.join(", ")
}

fn describe_carer(carer: &Carer, family: &Family) -> String {
    let mut said = Vec::new();
    if carer.hidden_checkins {
        said.push(settings_texts::CHECKINS_HIDDEN);
    }
    let writes = family.selected_carer().is_some_and(|it| it.id == carer.id);
    if family.carers.len() > 1 && writes {
        said.push(settings_texts::CARER_WRITES_NOW);
    }
    said.join(", ")
}

fn list_hidden_kinds(family: &Family) -> String {
    let hidden = EntryKind::ALL.into_iter().filter(|kind| family.is_hidden(kind.as_code()));
    join_or_default(hidden.map(|kind| kind.display_name().to_owned()).collect(), settings_texts::NOTHING)
}

fn list_favourites(family: &Family) -> String {
    let codes = family.settings.favourites.iter();
    let starred = codes.map(|code| family.cue_label(code).to_owned());
    join_or_default(starred.collect(), settings_texts::USUAL_NINE)
}

fn list_own_cues(family: &Family) -> String {
    let own = family.custom_cues.iter().filter(|own| !own.retired);
    join_or_default(own.map(|own| own.words.clone()).collect(), settings_texts::NONE)
}

fn list_hidden_terms(family: &Family) -> String {
    let is_kind = |code: &str| EntryKind::ALL.into_iter().any(|kind| kind.as_code() == code);
    let codes = family.settings.hidden.iter().filter(|code| !is_kind(code));
    join_or_default(codes.map(|code| family.hidden_label(code)).collect(), settings_texts::NOTHING)
}

fn find_country_name(family: &Family) -> String {
    let set = family.settings.country.as_deref();
    let all = support_countries();
    let name = |code: &str| all.iter().find(|(it, _)| *it == code).map(|(_, name)| *name);
    match set {
        Some(code) => name(code).unwrap_or(code).to_owned(),
        None => settings_texts::NO_COUNTRY.to_owned(),
    }
}

fn join_or_default(all: Vec<String>, none: &str) -> String {
    if all.is_empty() { none.to_owned() } else { all.join(", ") }
}
