//! `set` without a value: the family's settings as lines, or as JSON.

use super::answer::{Answer, Stop};
use super::place::{Desk, Place};
use crate::home;
use crate::journal::tell::plain;
use crate::journal::time::short_date;
use crate::journal::{Baby, Carer, Family, family_to_json};
use serde_json::json;
use std::fmt::Write;

type Lines = Vec<(&'static str, String)>;

/// All settings, or those of one name, a line each.
pub(crate) fn print(place: &Place, only: &str, as_json: bool) -> Result<Answer, Stop> {
    if only == "looks" {
        return Ok(Answer::text(listed(&looks(), only)));
    }
    let desk = place.existing()?;
    if as_json {
        return Ok(told(&desk));
    }
    let family = &desk.family;
    let mut lines = people(&desk);
    lines.extend(hours(family));
    let settings = &family.settings;
    let country = settings.country.clone();
    let country = country.or_else(|| home::country().map(|c| format!("{c} {FROM_MACHINE}")));
    lines.push(("country", country.unwrap_or_else(|| NOT_SET.into())));
    let mut several = |name, all: Vec<String>| lines.extend(all.into_iter().map(|it| (name, it)));
    several("number", texts(settings.own_numbers.iter()));
    several("favourite", favourites(family));
    several("cue", own_cues(family));
    several("hidden", hidden(family));
    several("mark", family.marks.iter().map(|it| it.told(family)).collect());
    let mut out = listed(&lines, only);
    if only.is_empty() {
        out.push_str(&listed(&looks(), only));
    } else if out.is_empty() {
        let _ = writeln!(out, "{only:<10} {NONE}");
    }
    Ok(Answer::text(out))
}

fn listed(lines: &[(&'static str, String)], only: &str) -> String {
    let mut out = String::new();
    for (name, value) in lines {
        if only.is_empty() || only == *name || (only == "looks" && *name == "signs") {
            let _ = writeln!(out, "{name:<10} {}", plain(value));
        }
    }
    out
}

fn texts<'a>(all: impl Iterator<Item = &'a String>) -> Vec<String> {
    all.cloned().collect()
}

fn people(desk: &Desk) -> Lines {
    let family = &desk.family;
    let mut lines = Lines::new();
    let (baby, carer) = (family.chosen_baby(), family.chosen_carer());
    for it in &family.babies {
        let chosen = family.babies.len() > 1 && baby.is_some_and(|b| b.id == it.id);
        lines.push(("baby", said_of(it, chosen, desk)));
    }
    for it in &family.carers {
        let chosen = family.carers.len() > 1 && carer.is_some_and(|c| c.id == it.id);
        let hidden = if it.hidden_checkins { HIDES } else { "" };
        let chosen = if chosen { WRITES } else { "" };
        lines.push(("carer", format!("{}{hidden}{chosen}", it.called())));
    }
    lines
}

fn hours(family: &Family) -> Lines {
    let hours = family.settings.hours;
    let night = format!("{} to {}", hours.night_from, hours.night_to);
    vec![("zone", hours.zone.name().to_owned()), ("day-start", hours.day_start.to_string()), ("night", night)]
}

fn said_of(baby: &Baby, chosen: bool, desk: &Desk) -> String {
    let mut says = baby.called().to_owned();
    for (what, day) in [("born", baby.born), ("due", baby.due)] {
        if let Some(day) = day {
            says.push_str(&format!(", {what} {}", short_date(day)));
        }
    }
    if let Some(age) = baby.age_words(desk.now.date()) {
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

fn favourites(family: &Family) -> Vec<String> {
    let codes = family.settings.favourites.iter();
    codes.map(|code| family.cue_words(code).to_owned()).collect()
}

fn own_cues(family: &Family) -> Vec<String> {
    let told = |own: &crate::journal::OwnCue| {
        let retired = if own.retired { RETIRED } else { "" };
        format!("{}, {}{retired}", own.words, super::set_lists::pointing(own.points))
    };
    family.own_cues.iter().map(told).collect()
}

fn hidden(family: &Family) -> Vec<String> {
    let codes = family.settings.hidden.iter();
    codes.map(|code| family.hidden_words(code)).collect()
}

/// The looks; a file that cannot be read was named already, and means the usual ones.
fn looks() -> Lines {
    let looks = home::looks::chosen().unwrap_or_default();
    let signs = if looks.ascii { "ascii" } else { "full" };
    vec![("looks", looks.palette.name().to_owned()), ("signs", signs.to_owned())]
}

fn told(desk: &Desk) -> Answer {
    let family = &desk.family;
    let looks = home::looks::chosen().unwrap_or_default();
    let mut told = json!({
        "cuebook": 1,
        "family": family_to_json(family),
        "baby": family.chosen_baby().map(Baby::called),
        "carer": family.chosen_carer().map(Carer::called),
        "numbers": family.settings.own_numbers,
        "looks": looks.palette.name(),
        "signs": if looks.ascii { "ascii" } else { "full" },
    });
    if let Some(country) = &family.settings.country {
        told["country"] = json!(country);
    }
    Answer::json(&told)
}

const FROM_MACHINE: &str = "(from this computer)";
const NOT_SET: &str = "not set";
const NONE: &str = "none yet";
const WRITES: &str = " (writes now)";
const SHOWN: &str = " (shown now)";
const HIDES: &str = ", check-ins kept out of Today and Trends";
const CLOSED: &str = ", pages closed";
const RETIRED: &str = ", retired";
