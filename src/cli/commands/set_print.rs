//! `set` without a value: the family's settings as lines, or as JSON.

use crate::cli::output::{CliError, Output};
use crate::cli::session::{JournalLocation, Session};
use crate::model::settings::{JsonPlace, SETTINGS, SettingSpec, is_set, print_value, typed_settings};
use crate::model::time::format_short_date;
use crate::model::{Baby, Carer, family_to_json};
use crate::platform;
use crate::text::sanitize::sanitize_text;
use crate::texts::cli_settings as texts;
use crate::tui::theme::theme_settings::THEME_SETTINGS;
use crate::vocabulary::find_support_country_by_zone;
use serde_json::{Value, json};
use std::fmt::Write;

type SettingLine = (&'static str, String);

pub(crate) fn print_settings(
    location: &JournalLocation,
    only: &str,
    as_json: bool,
) -> Result<Output, CliError> {
    let session = location.open_existing()?;
    if as_json {
        return Ok(settings_to_json(&session));
    }
    let mut lines = list_people(&session);
    lines.extend(typed_settings().map(|(spec, typed)| {
        let value = (spec.value)(&session.family.settings);
        let value = print_value(&value).or_else(|| detect_default(spec, &session));
        (typed.command, value.unwrap_or_else(|| texts::NOT_SET.to_owned()))
    }));
    lines.extend(list_lists(&session));
    if only.is_empty() {
        lines.extend(list_theme_prefs());
    } else {
        lines.retain(|(name, _)| *name == only);
    }
    if lines.is_empty() {
        return Ok(Output::text(format!("{only:<10} {}", texts::NONE)));
    }
    Ok(format_lines(&lines))
}

/// The looks; a file that cannot be read was named already, and means the usual ones.
pub(crate) fn print_theme_prefs(commands: &[&str]) -> Output {
    let asked = list_theme_prefs().into_iter().filter(|(name, _)| commands.contains(name));
    format_lines(&asked.collect::<Vec<_>>())
}

fn format_lines(lines: &[SettingLine]) -> Output {
    let mut out = String::new();
    for (name, value) in lines {
        // A line end in a value makes no line of its own.
        let _ = writeln!(out, "{name:<10} {}", sanitize_text(value));
    }
    Output::text(out)
}

/// Where the family named no country: that of its time zone, else that of this computer's language.
fn detect_default(spec: &SettingSpec, session: &Session) -> Option<String> {
    if spec.key != "country" {
        return None;
    }
    let zone = session.family.settings.day_boundaries.zone.name();
    let by_zone = find_support_country_by_zone(zone);
    by_zone
        .map(|country| texts::from_zone(&country.code))
        .or_else(|| platform::detect_country().map(|country| texts::from_this_computer(&country)))
}

fn list_people(session: &Session) -> Vec<SettingLine> {
    let family = &session.family;
    let (baby, carer) = (family.selected_baby(), family.selected_carer());
    let babies = family.babies.iter().map(|it| {
        let is_shown = family.babies.len() > 1 && baby.is_some_and(|baby| baby.id == it.id);
        ("baby", describe_baby(it, is_shown, session))
    });
    let carers = family.carers.iter().map(|it| {
        let writes = family.carers.len() > 1 && carer.is_some_and(|carer| carer.id == it.id);
        let hidden = if it.hidden_checkins { texts::CHECKINS_HIDDEN } else { "" };
        let writes = if writes { texts::WRITES_NOW } else { "" };
        ("carer", format!("{}{hidden}{writes}", it.display_name()))
    });
    babies.chain(carers).collect()
}

fn describe_baby(baby: &Baby, is_shown: bool, session: &Session) -> String {
    let mut out = baby.display_name().to_owned();
    for (label, date) in [("born", baby.born), ("due", baby.due)] {
        if let Some(date) = date {
            out.push_str(&format!(", {label} {}", format_short_date(date)));
        }
    }
    if let Some(age) = baby.describe_age(session.now.local_date()) {
        out.push_str(&format!(", {age}"));
    }
    if baby.closed {
        out.push_str(texts::PAGES_CLOSED);
    }
    if is_shown {
        out.push_str(texts::SHOWN_NOW);
    }
    out
}

fn list_lists(session: &Session) -> Vec<SettingLine> {
    let family = &session.family;
    let settings = &family.settings;
    let mut lines = Vec::new();
    lines.extend(settings.own_numbers.iter().map(|number| ("number", number.clone())));
    lines.extend(settings.favourites.iter().map(|code| ("favourite", family.cue_label(code).to_owned())));
    lines.extend(family.custom_cues.iter().map(|own| {
        let retired = if own.retired { texts::RETIRED } else { "" };
        ("cue", format!("{}, {}{retired}", own.words, own.direction_name()))
    }));
    lines.extend(settings.hidden.iter().map(|code| ("hidden", family.hidden_label(code))));
    lines.extend(family.coverage_marks.iter().map(|mark| ("mark", mark.describe_coverage(family))));
    lines
}

fn list_theme_prefs() -> Vec<SettingLine> {
    let prefs = platform::theme_config::load_theme_prefs().unwrap_or_default();
    THEME_SETTINGS.iter().map(|setting| (setting.command, (setting.value)(prefs).to_owned())).collect()
}

fn settings_to_json(session: &Session) -> Output {
    let family = &session.family;
    let mut json = json!({
        "cuebook": 1,
        "family": family_to_json(family),
        "baby": family.selected_baby().map(Baby::display_name),
        "carer": family.selected_carer().map(Carer::display_name),
    });
    let value = |spec: &SettingSpec| (spec.value)(&family.settings);
    for spec in &SETTINGS {
        if let JsonPlace::Listing(name) = spec.json {
            json[name] = value(spec);
        }
    }
    for (name, value) in list_theme_prefs() {
        json[name] = Value::String(value);
    }
    for spec in &SETTINGS {
        if let JsonPlace::ListingWhenSet(name) = spec.json
            && is_set(&value(spec))
        {
            json[name] = value(spec);
        }
    }
    Output::from_json(&json)
}
