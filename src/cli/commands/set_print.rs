//! `set` without a value: the family's settings as lines, or as JSON.

use crate::cli::output::{CliError, Output};
use crate::cli::session::{JournalLocation, Session};
use crate::model::describe::sanitize_text;
use crate::model::time::format_short_date;
use crate::model::{Baby, Carer, Family, family_to_json};
use crate::platform;
use serde_json::json;
use std::fmt::Write;

type SettingLines = Vec<(&'static str, String)>;

/// All settings, or those of one name, a line each.
pub(crate) fn print_settings(place: &JournalLocation, only: &str, as_json: bool) -> Result<Output, CliError> {
    if only == "looks" {
        return Ok(Output::text(format_lines(&list_theme_prefs(), only)));
    }
    let desk = place.open_existing()?;
    if as_json {
        return Ok(settings_to_json(&desk));
    }
    let family = &desk.family;
    let mut lines = list_people(&desk);
    lines.extend(list_day_boundaries(family));
    let settings = &family.settings;
    let country = settings.country.clone();
    let country = country.or_else(|| platform::detect_country().map(|c| format!("{c} {FROM_MACHINE}")));
    lines.push(("country", country.unwrap_or_else(|| NOT_SET.into())));
    let mut several = |name, all: Vec<String>| lines.extend(all.into_iter().map(|it| (name, it)));
    several("number", clone_texts(settings.own_numbers.iter()));
    several("favourite", list_favourites(family));
    several("cue", list_custom_cues(family));
    several("hidden", list_hidden(family));
    several("mark", family.coverage_marks.iter().map(|it| it.describe_coverage(family)).collect());
    let mut out = format_lines(&lines, only);
    if only.is_empty() {
        out.push_str(&format_lines(&list_theme_prefs(), only));
    } else if out.is_empty() {
        let _ = writeln!(out, "{only:<10} {NONE}");
    }
    Ok(Output::text(out))
}

fn format_lines(lines: &[(&'static str, String)], only: &str) -> String {
    let mut out = String::new();
    for (name, value) in lines {
        if only.is_empty() || only == *name || (only == "looks" && *name == "signs") {
            let _ = writeln!(out, "{name:<10} {}", sanitize_text(value));
        }
    }
    out
}

fn clone_texts<'a>(all: impl Iterator<Item = &'a String>) -> Vec<String> {
    all.cloned().collect()
}

fn list_people(desk: &Session) -> SettingLines {
    let family = &desk.family;
    let mut lines = SettingLines::new();
    let (baby, carer) = (family.selected_baby(), family.selected_carer());
    for it in &family.babies {
        let chosen = family.babies.len() > 1 && baby.is_some_and(|b| b.id == it.id);
        lines.push(("baby", describe_baby(it, chosen, desk)));
    }
    for it in &family.carers {
        let chosen = family.carers.len() > 1 && carer.is_some_and(|c| c.id == it.id);
        let hidden = if it.hidden_checkins { HIDES } else { "" };
        let chosen = if chosen { WRITES } else { "" };
        lines.push(("carer", format!("{}{hidden}{chosen}", it.display_name())));
    }
    lines
}

fn list_day_boundaries(family: &Family) -> SettingLines {
    let hours = family.settings.day_boundaries;
    let night = format!("{} to {}", hours.night_from, hours.night_to);
    vec![("zone", hours.zone.name().to_owned()), ("day-start", hours.day_start.to_string()), ("night", night)]
}

fn describe_baby(baby: &Baby, chosen: bool, desk: &Session) -> String {
    let mut says = baby.display_name().to_owned();
    for (what, day) in [("born", baby.born), ("due", baby.due)] {
        if let Some(day) = day {
            says.push_str(&format!(", {what} {}", format_short_date(day)));
        }
    }
    if let Some(age) = baby.describe_age(desk.now.local_date()) {
        says.push_str(&format!(", {age}"));
    }
    if baby.closed {
        says.push_str(CLOSED);
    }
    if chosen {
        says.push_str(SHOWN);
    }
    says
}

fn list_favourites(family: &Family) -> Vec<String> {
    let codes = family.settings.favourites.iter();
    codes.map(|code| family.cue_label(code).to_owned()).collect()
}

fn list_custom_cues(family: &Family) -> Vec<String> {
    let told = |own: &crate::model::CustomCue| {
        let retired = if own.retired { RETIRED } else { "" };
        format!("{}, {}{retired}", own.words, crate::cli::commands::set_lists::direction_name(own.points))
    };
    family.custom_cues.iter().map(told).collect()
}

fn list_hidden(family: &Family) -> Vec<String> {
    let codes = family.settings.hidden.iter();
    codes.map(|code| family.hidden_label(code)).collect()
}

/// The looks; a file that cannot be read was named already, and means the usual ones.
fn list_theme_prefs() -> SettingLines {
    let looks = platform::theme_config::load_theme_prefs().unwrap_or_default();
    let signs = if looks.ascii { "ascii" } else { "full" };
    vec![("looks", looks.palette.name().to_owned()), ("signs", signs.to_owned())]
}

fn settings_to_json(desk: &Session) -> Output {
    let family = &desk.family;
    let looks = platform::theme_config::load_theme_prefs().unwrap_or_default();
    let mut told = json!({
        "cuebook": 1,
        "family": family_to_json(family),
        "baby": family.selected_baby().map(Baby::display_name),
        "carer": family.selected_carer().map(Carer::display_name),
        "numbers": family.settings.own_numbers,
        "looks": looks.palette.name(),
        "signs": if looks.ascii { "ascii" } else { "full" },
    });
    if let Some(country) = &family.settings.country {
        told["country"] = json!(country);
    }
    Output::from_json(&told)
}

const FROM_MACHINE: &str = "(from this computer)";
const NOT_SET: &str = "not set";
const NONE: &str = "none yet";
const WRITES: &str = " (writes now)";
const SHOWN: &str = " (shown now)";
const HIDES: &str = ", check-ins kept out of Today and Trends";
const CLOSED: &str = ", pages closed";
const RETIRED: &str = ", retired";
