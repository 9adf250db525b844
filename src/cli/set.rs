//! `set`: prints or changes what is true of the whole family: people, zone, hours, country, coverage marks.
//!
//! Each change goes through the history like any entry; looks, which belong to this computer, go to its config file.
//! `set_people`, `set_lists` and `set_looks` are what is longer, `set_print` prints.

use super::answer::{Answer, Stop};
use super::days;
use super::place::{Desk, Place};
use super::set_lists::{self, CueAsked, FavouriteAsked, HiddenAsked, NumberAsked};
use super::set_looks;
use super::set_people::{self, BabyAsked, CarerAsked};
use super::set_print::print;
use super::support;
use super::whose;
use crate::journal::time::short_date;
use crate::journal::{Change, Clock, MarkSpan};
use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};

/// What to set; nothing prints all.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// JSON, for a program
    #[arg(long, global = true)]
    json: bool,
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
    Number(NumberAsked),
    /// A cue that carries a digit; up to nine
    #[command(alias = "favourites")]
    Favourite(FavouriteAsked),
    /// A cue in your own words
    #[command(alias = "cues")]
    Cue(CueAsked),
    /// What you do not use: kinds of entry on Today and in Trends; areas, strokes and cues in lists
    #[command(aliases = ["hide", "hiding"])]
    Hidden(HiddenAsked),
    /// How cuebook looks on this computer: plain, light, dark, night or none
    Looks {
        /// A palette
        name: Option<String>,
    },
    /// Which signs it draws with: full or ascii
    Signs {
        /// full or ascii
        name: Option<String>,
    },
    /// Say that a day or a night was, or was not, all written down
    Mark(MarkAsked),
}

/// Which day or night, and what is said of it.
#[derive(clap::Args)]
pub(crate) struct MarkAsked {
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

#[derive(Clone, Copy, ValueEnum)]
enum SaidAsked {
    Incomplete,
    Complete,
    /// Take the mark off
    None,
}

/// What a change comes to: none when everything is so already, and the sentence for it.
pub(crate) type Settled = (Option<Change>, String);

/// Finds out what a change comes to in the journal on the desk.
type Work = Box<dyn Fn(&Desk) -> Result<Settled, Stop>>;

/// `mark`, which is also a setting: `set mark`.
pub(crate) fn run_mark(asked: MarkAsked, place: &Place) -> Result<Answer, Stop> {
    let what = Some(Which::Mark(asked));
    run(Asked { json: false, what }, place)
}

/// Prints or changes settings.
pub(crate) fn run(asked: Asked, place: &Place) -> Result<Answer, Stop> {
    let json = asked.json;
    let Some(what) = asked.what else {
        return print(place, "", json);
    };
    if let Some(only) = what.is_to_see() {
        return print(place, only, json);
    }
    if json {
        return Err(Stop::usage(JSON));
    }
    let work: Work = match what {
        Which::Looks { name } => return set_looks::palette(name.as_deref().unwrap_or_default()),
        Which::Signs { name } => return set_looks::signs(name.as_deref().unwrap_or_default()),
        Which::Number(asked) => Box::new(move |desk| set_lists::number(&asked, desk)),
        Which::Favourite(asked) => Box::new(move |desk| set_lists::favourite(&asked, desk)),
        Which::Cue(asked) => Box::new(move |desk| set_lists::cue(&asked, desk)),
        Which::Hidden(asked) => Box::new(move |desk| set_lists::hidden(&asked, desk)),
        Which::Baby(asked) => Box::new(move |desk| set_people::baby(&asked, desk)),
        Which::Carer(asked) => Box::new(move |desk| set_people::carer(&asked, desk)),
        Which::Zone { zone } => {
            let name = days::zone(&zone.unwrap_or_default())?.name();
            setting("zone", json!(name), format!("The zone is {name}."))
        }
        Which::DayStart { time } => {
            let time = days::clock(&time.unwrap_or_default())?.to_string();
            let says = format!("The day begins at {time}.");
            setting("day_start", json!(time), says)
        }
        Which::Night { times } => {
            let (from, to) = night(&times)?;
            let says = format!("The night is {from} to {to}.");
            setting("night", json!([from.to_string(), to.to_string()]), says)
        }
        Which::Country { country } => set_country(&country.unwrap_or_default())?,
        Which::Mark(asked) => Box::new(move |desk| mark(&asked, desk)),
    };
    let (_, says) = place.keep(|desk| work(desk))?;
    Ok(Answer::text(says))
}

impl Which {
    /// The setting that is only to be printed.
    fn is_to_see(&self) -> Option<&'static str> {
        Some(match self {
            Self::Baby(asked) if asked.is_blank() => "baby",
            Self::Carer(asked) if asked.is_blank() => "carer",
            Self::Zone { zone: None } => "zone",
            Self::DayStart { time: None } => "day-start",
            Self::Night { times } if times.is_empty() => "night",
            Self::Country { country: None } => "country",
            Self::Number(asked) if asked.text.is_none() => "number",
            Self::Favourite(asked) if asked.cue.is_none() => "favourite",
            Self::Cue(asked) if asked.words.is_none() => "cue",
            Self::Hidden(asked) if asked.what.is_none() => "hidden",
            Self::Looks { name: None } | Self::Signs { name: None } => "looks",
            _ => return None,
        })
    }
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

/// What a setting comes to, with its sentence.
pub(crate) fn settled(desk: &Desk, name: &str, value: Value, says: &str) -> Result<Settled, Stop> {
    let before = desk.store.setting(name)?;
    let title = says.trim_end_matches('.');
    Ok(match Change::setting(before, name, value, title) {
        Some(change) => (Some(change), format!("{says} {TAKE_BACK}")),
        None => (None, format!("{says} {ALREADY}")),
    })
}

/// `19:00 07:00` or `19:00-07:00`.
fn night(times: &[String]) -> Result<(Clock, Clock), Stop> {
    let joined = times.join("-").replace('–', "-");
    let (from, to) = joined.split_once('-').ok_or_else(|| Stop::usage(NIGHT_HOW))?;
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
    let baby = asked.baby.as_deref().map(|name| whose::named_baby(desk, name)).transpose()?;
    let span = match asked.span {
        SpanAsked::Day => MarkSpan::Day,
        SpanAsked::Night => MarkSpan::Night,
    };
    let said = match asked.said {
        SaidAsked::Incomplete => Some(false),
        SaidAsked::Complete => Some(true),
        SaidAsked::None => None,
    };
    let name = match span {
        MarkSpan::Day => "day",
        MarkSpan::Night => "night",
    };
    Ok(match desk.family.marking(baby, span, date, said) {
        Some(change) => {
            let says = format!("{}. {TAKE_BACK}", change.title);
            (Some(change), says)
        }
        None => {
            let mark = desk.family.mark(baby, span, date);
            let none = || format!("There is no mark on the {name} of {}", short_date(date));
            let says = mark.map_or_else(none, |mark| mark.told(&desk.family));
            (None, format!("{says}. {ALREADY}"))
        }
    })
}

/// How a change that was made is taken back.
pub(crate) const TAKE_BACK: &str = "`cuebook undo` takes it back.";
/// Nothing had to be changed.
pub(crate) const ALREADY: &str = "It was so already.";
const NIGHT_HOW: &str =
    "A night begins at one time and ends at another. Please write it like `cuebook set night 19:00 07:00`.";
const TO_COME: &str = "is still to come. Please give a date that has been.";
const NO_COUNTRY: &str = "This computer's country comes first.";
const JSON: &str =
    "--json prints settings and changes none. Please leave it out, or leave the new value out.";
