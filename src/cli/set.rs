//! `set`: prints or changes what is true of the whole family: people, zone, hours, country, coverage marks.
//!
//! Each change goes through the history like any entry. Looks are not settings of a family and are not here.

use super::answer::{Answer, Stop};
use super::days;
use super::place::{Desk, Place};
use super::set_people::{self, BabyAsked, CarerAsked};
use super::support;
use super::whose;
use crate::home;
use crate::journal::tell::plain;
use crate::journal::time::short_date;
use crate::journal::{Baby, Change, Clock, Edit, Family, Mark, MarkSpan, Record, Setting, new_id};
use crate::words::same;
use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};
use std::fmt::Write;

/// What to set; nothing prints all.
#[derive(clap::Args)]
pub struct Asked {
    #[command(subcommand)]
    what: Option<Which>,
}

#[derive(Subcommand)]
enum Which {
    /// Name a baby, write down a birth or due date, choose whom the app shows
    Baby(BabyAsked),
    /// Name a carer, or choose who is writing
    Carer(CarerAsked),
    /// The time zone you live in
    Zone {
        /// Such as Europe/London
        zone: Option<String>,
    },
    /// When your day begins
    DayStart {
        /// Such as 07:00
        time: Option<String>,
    },
    /// When the night begins and ends
    Night {
        /// Such as 19:00 07:00, or 19:00-07:00
        #[arg(num_args = 0..=2)]
        times: Vec<String>,
    },
    /// The country whose support lines come first; "none" leaves it to this computer
    Country {
        /// Such as GB
        country: Option<String>,
    },
    /// Someone of your own to ring, shown before all other support lines
    Number {
        /// Such as "Dr Patel 020 7946 0000"
        text: Option<String>,
        /// Take it off the list
        #[arg(long, requires = "text")]
        remove: bool,
    },
    /// Say that a day or a night was, or was not, all written down
    Mark(MarkAsked),
}

/// Which day or night, and what is said of it.
#[derive(clap::Args)]
pub struct MarkAsked {
    /// The day or the night
    #[arg(value_enum)]
    span: SpanAsked,
    /// Its date; a night is named by its evening
    date: String,
    /// Whether all of it was written down
    #[arg(value_enum)]
    said: SaidAsked,
    /// Only for this baby
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum SpanAsked {
    Day,
    Night,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SaidAsked {
    Incomplete,
    Complete,
}

/// What a change comes to: none when everything is so already, and the sentence for it.
pub type Settled = (Option<Change>, String);

/// Finds out what a change comes to in the journal on the desk.
type Work = Box<dyn Fn(&Desk) -> Result<Settled, Stop>>;

/// `mark`, which is also a setting: `set mark`.
pub fn run_mark(asked: MarkAsked, place: &Place) -> Result<Answer, Stop> {
    let what = Some(Which::Mark(asked));
    run(Asked { what }, place)
}

/// Prints or changes settings.
pub fn run(asked: Asked, place: &Place) -> Result<Answer, Stop> {
    let Some(what) = asked.what else {
        return print(place, "");
    };
    let work: Work = match what {
        Which::Baby(asked) if asked.is_blank() => return print(place, "baby"),
        Which::Carer(asked) if asked.is_blank() => return print(place, "carer"),
        Which::Zone { zone: None } => return print(place, "zone"),
        Which::DayStart { time: None } => return print(place, "day-start"),
        Which::Night { times } if times.is_empty() => return print(place, "night"),
        Which::Country { country: None } => return print(place, "country"),
        Which::Number { text: None, .. } => return print(place, "number"),
        Which::Number {
            text: Some(text),
            remove,
        } => Box::new(move |desk| number(text.trim(), remove, desk)),
        Which::Baby(asked) => Box::new(move |desk| set_people::baby(&asked, desk)),
        Which::Carer(asked) => Box::new(move |desk| set_people::carer(&asked, desk)),
        Which::Zone { zone: Some(zone) } => {
            let name = days::zone(&zone)?.name();
            setting("zone", json!(name), format!("The zone is {name}."))
        }
        Which::DayStart { time: Some(time) } => {
            let time = days::clock(&time)?.to_string();
            let says = format!("The day begins at {time}.");
            setting("day_start", json!(time), says)
        }
        Which::Night { times } => {
            let (from, to) = night(&times)?;
            let says = format!("The night is {from} to {to}.");
            setting("night", json!([from.to_string(), to.to_string()]), says)
        }
        Which::Country {
            country: Some(country),
        } => set_country(&country)?,
        Which::Mark(asked) => Box::new(move |desk| mark(&asked, desk)),
    };
    let (_, says) = place.keep(|desk| work(desk))?;
    Ok(Answer::text(says))
}

fn set_country(country: &str) -> Result<Work, Stop> {
    if country.eq_ignore_ascii_case("none") {
        return Ok(setting("country", Value::Null, NO_COUNTRY.to_owned()));
    }
    let (code, name) = support::country(country)?;
    let says = format!("Lines for {name} come first.");
    Ok(setting("country", json!(code), says))
}

/// Changes one setting; `null` takes it away.
fn setting(name: &'static str, value: Value, says: String) -> Work {
    Box::new(move |desk| settled(desk, name, value.clone(), &says))
}

fn settled(desk: &Desk, name: &str, value: Value, says: &str) -> Result<Settled, Stop> {
    let before = desk.store.setting(name)?;
    if before.as_ref().map_or(&Value::Null, |b| &b.value) == &value {
        return Ok((None, format!("{says} {ALREADY}")));
    }
    let after = (!value.is_null()).then(|| Setting {
        name: name.to_owned(),
        value,
    });
    let edit = Edit {
        before: before.map(Record::from),
        after: after.map(Record::from),
    };
    let change = Change {
        title: says.trim_end_matches('.').to_owned(),
        edits: vec![edit],
    };
    Ok((Some(change), format!("{says} {TAKE_BACK}")))
}

fn number(text: &str, remove: bool, desk: &Desk) -> Result<Settled, Stop> {
    let mut all = desk.family.settings.own_numbers.clone();
    let known = all.iter().position(|number| same(number, text));
    match (known, remove) {
        _ if text.is_empty() => return Err(Stop::usage(NUMBER_HOW)),
        (None, true) => return Err(Stop::could(format!("{text} {NO_NUMBER}"))),
        (Some(_), false) => return Ok((None, format!("{text} is on your list. {ALREADY}"))),
        (Some(at), true) => drop(all.remove(at)),
        (None, false) => all.push(text.to_owned()),
    }
    let what = if remove { "no longer" } else { "now" };
    let says = format!("{text} is {what} on your list.");
    settled(desk, "own_numbers", json!(all), &says)
}

/// `19:00 07:00` or `19:00-07:00`.
fn night(times: &[String]) -> Result<(Clock, Clock), Stop> {
    let joined = times.join("-").replace('–', "-");
    let (from, to) = joined
        .split_once('-')
        .ok_or_else(|| Stop::usage(NIGHT_HOW))?;
    let (from, to) = (days::clock(from)?, days::clock(to)?);
    if from == to {
        return Err(Stop::usage(NIGHT_HOW));
    }
    Ok((from, to))
}

fn mark(asked: &MarkAsked, desk: &Desk) -> Result<Settled, Stop> {
    let today = desk.family.settings.hours.date_of(desk.now.secs());
    let date = days::date(&asked.date, today)?;
    if date > today {
        return Err(Stop::usage(format!("{} {TO_COME}", short_date(date))));
    }
    let baby = asked
        .baby
        .as_deref()
        .map(|name| whose::named_baby(desk, name))
        .transpose()?;
    let span = match asked.span {
        SpanAsked::Day => MarkSpan::Day,
        SpanAsked::Night => MarkSpan::Night,
    };
    let marks = &desk.family.marks;
    let before = marks
        .iter()
        .rev()
        .find(|m| m.baby == baby && m.span == span && m.date == date);
    let after = Mark {
        id: before.map_or_else(new_id, |mark| mark.id),
        baby,
        date,
        span,
        complete: asked.said == SaidAsked::Complete,
    };
    let title = marked(&after, &desk.family);
    let change = match before {
        Some(before) if *before == after => return Ok((None, format!("{title}. {ALREADY}"))),
        Some(before) => Change::edit(&title, before.clone(), after),
        None => Change::add(&title, after),
    };
    Ok((Some(change), format!("{title}. {TAKE_BACK}")))
}

/// `The night of 9 Nov 2026 was not all written down`.
fn marked(mark: &Mark, family: &Family) -> String {
    let span = match mark.span {
        MarkSpan::Day => "day",
        MarkSpan::Night => "night",
    };
    let not = if mark.complete { "" } else { "not " };
    let whose = mark.baby.and_then(|id| family.baby(id));
    let whose = whose.map_or_else(String::new, |baby| format!(" for {}", baby.called()));
    format!(
        "The {span} of {} was {not}all written down{whose}",
        short_date(mark.date)
    )
}

/// All settings, or those of one name, a line each.
fn print(place: &Place, only: &str) -> Result<Answer, Stop> {
    let desk = place.existing()?;
    let family = &desk.family;
    let hours = family.settings.hours;
    let mut lines: Vec<(&str, String)> = Vec::new();
    let (baby, carer) = (family.chosen_baby(), family.chosen_carer());
    for it in &family.babies {
        let chosen = family.babies.len() > 1 && baby.is_some_and(|b| b.id == it.id);
        lines.push(("baby", said_of(it, chosen, &desk)));
    }
    for it in &family.carers {
        let chosen = family.carers.len() > 1 && carer.is_some_and(|c| c.id == it.id);
        let chosen = if chosen { WRITES } else { "" };
        lines.push(("carer", format!("{}{chosen}", plain(it.called()))));
    }
    lines.push(("zone", hours.zone.name().to_owned()));
    lines.push(("day-start", hours.day_start.to_string()));
    lines.push((
        "night",
        format!("{} to {}", hours.night_from, hours.night_to),
    ));
    let country = family.settings.country.clone();
    let country = country.or_else(|| home::country().map(|c| format!("{c} {FROM_MACHINE}")));
    lines.push(("country", country.unwrap_or_else(|| "not set".into())));
    for it in &family.settings.own_numbers {
        lines.push(("number", plain(it).into_owned()));
    }
    for it in &family.marks {
        lines.push(("mark", plain(&marked(it, family)).into_owned()));
    }
    let mut out = String::new();
    for (name, value) in lines {
        if only.is_empty() || only == name {
            let _ = writeln!(out, "{name:<10} {value}");
        }
    }
    Ok(Answer::text(out))
}

fn said_of(baby: &Baby, chosen: bool, desk: &Desk) -> String {
    let mut says = plain(baby.called()).into_owned();
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

/// How a change that was made is taken back.
pub const TAKE_BACK: &str = "`cuebook undo` takes it back.";
/// Nothing had to be changed.
pub const ALREADY: &str = "It was so already.";
const NIGHT_HOW: &str = "A night begins at one time and ends at another. Please write it like `cuebook set night 19:00 07:00`.";
const NUMBER_HOW: &str =
    "Please write whom to ring and how, like `cuebook set number 'Dr Patel 020 7946 0000'`.";
const NO_NUMBER: &str =
    "is not on your list, so nothing was changed. `cuebook set number` shows what is.";
const TO_COME: &str = "is still to come. Please give a date that has been.";
const NO_COUNTRY: &str = "This computer's country comes first.";
const FROM_MACHINE: &str = "(from this computer)";
const WRITES: &str = " (writes now)";
const SHOWN: &str = " (shown now)";
const CLOSED: &str = ", pages closed";
