//! `set`: prints or changes what is true of the whole family: people, zone, hours, country, coverage marks.
//!
//! Each change goes through the history like any entry; looks, which belong to this computer, go to its config file.
//! `set_people`, `set_lists` and `set_looks` are what is longer, `set_print` prints.

use crate::cli::commands::set_lists::{CustomCueArgs, FavouriteArgs, HiddenArgs, SupportNumberArgs};
use crate::cli::commands::set_people::{BabyArgs, CarerArgs};
use crate::cli::commands::set_print::print_settings;
use crate::cli::commands::{set_lists, set_people, set_theme, support_cmd};
use crate::cli::output::{CliError, Output};
use crate::cli::session::{JournalLocation, Session};
use crate::cli::{date_args, select_person};
use crate::model::time::format_short_date;
use crate::model::{Change, DayPart, TimeOfDay};
use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};

/// What to set; nothing prints all.
#[derive(clap::Args)]
pub(crate) struct SetArgs {
    /// JSON, for a program
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    what: Option<SetCommand>,
}

#[derive(Subcommand)]
enum SetCommand {
    /// Name a baby, write down a birth or due date, choose whom the app shows
    Baby(BabyArgs),
    /// Name a carer, or choose who is writing
    Carer(CarerArgs),
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
    Number(SupportNumberArgs),
    /// A cue that carries a digit; up to nine
    #[command(alias = "favourites")]
    Favourite(FavouriteArgs),
    /// A cue in your own words
    #[command(alias = "cues")]
    Cue(CustomCueArgs),
    /// What you do not use: kinds of entry on Today and in Trends; areas, strokes and cues in lists
    #[command(aliases = ["hide", "hiding"])]
    Hidden(HiddenArgs),
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
    Mark(MarkArgs),
}

/// Which day or night, and what is said of it.
#[derive(clap::Args)]
pub(crate) struct MarkArgs {
    /// The day or the night
    #[arg(value_enum)]
    span: DayPartArg,
    /// Its date; a night is named by its evening
    date: String,
    /// Whether all of it was written down
    #[arg(value_enum)]
    said: CoverageArg,
    /// Only for this baby
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum DayPartArg {
    Day,
    Night,
}

#[derive(Clone, Copy, ValueEnum)]
enum CoverageArg {
    Incomplete,
    Complete,
    /// Take the mark off
    None,
}

/// What a change comes to: none when everything is so already, and the sentence for it.
pub(crate) type SettingChange = (Option<Change>, String);

/// Finds out what a change comes to in the journal on the desk.
type BuildChange = Box<dyn Fn(&Session) -> Result<SettingChange, CliError>>;

/// `mark`, which is also a setting: `set mark`.
pub(crate) fn run_mark(asked: MarkArgs, place: &JournalLocation) -> Result<Output, CliError> {
    let what = Some(SetCommand::Mark(asked));
    print_or_change_settings(SetArgs { json: false, what }, place)
}

/// Prints or changes settings.
pub(crate) fn print_or_change_settings(asked: SetArgs, place: &JournalLocation) -> Result<Output, CliError> {
    let json = asked.json;
    let Some(what) = asked.what else {
        return print_settings(place, "", json);
    };
    if let Some(only) = what.setting_to_print() {
        return print_settings(place, only, json);
    }
    if json {
        return Err(CliError::wrong_usage(JSON));
    }
    let work: BuildChange = match what {
        SetCommand::Looks { name } => return set_theme::choose_palette(name.as_deref().unwrap_or_default()),
        SetCommand::Signs { name } => return set_theme::choose_signs(name.as_deref().unwrap_or_default()),
        SetCommand::Number(asked) => Box::new(move |desk| set_lists::change_support_number(&asked, desk)),
        SetCommand::Favourite(asked) => Box::new(move |desk| set_lists::change_favourite(&asked, desk)),
        SetCommand::Cue(asked) => Box::new(move |desk| set_lists::change_custom_cue(&asked, desk)),
        SetCommand::Hidden(asked) => Box::new(move |desk| set_lists::change_hidden(&asked, desk)),
        SetCommand::Baby(asked) => Box::new(move |desk| set_people::change_baby(&asked, desk)),
        SetCommand::Carer(asked) => Box::new(move |desk| set_people::change_carer(&asked, desk)),
        SetCommand::Zone { zone } => {
            let name = date_args::parse_zone_arg(&zone.unwrap_or_default())?.name();
            build_setting_change("zone", json!(name), format!("The zone is {name}."))
        }
        SetCommand::DayStart { time } => {
            let time = date_args::parse_time_arg(&time.unwrap_or_default())?.to_string();
            let says = format!("The day begins at {time}.");
            build_setting_change("day_start", json!(time), says)
        }
        SetCommand::Night { times } => {
            let (from, to) = parse_night(&times)?;
            let says = format!("The night is {from} to {to}.");
            build_setting_change("night", json!([from.to_string(), to.to_string()]), says)
        }
        SetCommand::Country { country } => set_country(&country.unwrap_or_default())?,
        SetCommand::Mark(asked) => Box::new(move |desk| change_coverage_mark(&asked, desk)),
    };
    let (_, says) = place.apply_change(|desk| work(desk))?;
    Ok(Output::text(says))
}

impl SetCommand {
    /// The setting that is only to be printed.
    fn setting_to_print(&self) -> Option<&'static str> {
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

fn set_country(country: &str) -> Result<BuildChange, CliError> {
    if country.eq_ignore_ascii_case("none") {
        return Ok(build_setting_change("country", Value::Null, NO_COUNTRY.to_owned()));
    }
    let (code, name) = support_cmd::find_country(country)?;
    let says = format!("Lines for {name} come first.");
    Ok(build_setting_change("country", json!(code), says))
}

/// Changes one setting; `null` takes it away.
fn build_setting_change(name: &'static str, value: Value, says: String) -> BuildChange {
    Box::new(move |desk| change_setting(desk, name, value.clone(), &says))
}

/// What a setting comes to, with its sentence.
pub(crate) fn change_setting(
    desk: &Session,
    name: &str,
    value: Value,
    says: &str,
) -> Result<SettingChange, CliError> {
    let before = desk.store.load_setting(name)?;
    let title = says.trim_end_matches('.');
    Ok(match Change::update_setting(before, name, value, title) {
        Some(change) => (Some(change), format!("{says} {TAKE_BACK}")),
        None => (None, format!("{says} {ALREADY}")),
    })
}

/// `19:00 07:00` or `19:00-07:00`.
fn parse_night(times: &[String]) -> Result<(TimeOfDay, TimeOfDay), CliError> {
    let joined = times.join("-").replace('–', "-");
    let (from, to) = joined.split_once('-').ok_or_else(|| CliError::wrong_usage(NIGHT_HOW))?;
    let (from, to) = (date_args::parse_time_arg(from)?, date_args::parse_time_arg(to)?);
    if from == to {
        return Err(CliError::wrong_usage(NIGHT_HOW));
    }
    Ok((from, to))
}

fn change_coverage_mark(asked: &MarkArgs, desk: &Session) -> Result<SettingChange, CliError> {
    let today = desk.family.settings.day_boundaries.date_for_instant(desk.now.unix_seconds());
    let date = date_args::parse_date_arg(&asked.date, today)?;
    if date > today {
        return Err(CliError::wrong_usage(format!("{} {TO_COME}", format_short_date(date))));
    }
    let baby = asked.baby.as_deref().map(|name| select_person::find_baby(desk, name)).transpose()?;
    let span = match asked.span {
        DayPartArg::Day => DayPart::Day,
        DayPartArg::Night => DayPart::Night,
    };
    let said = match asked.said {
        CoverageArg::Incomplete => Some(false),
        CoverageArg::Complete => Some(true),
        CoverageArg::None => None,
    };
    let name = match span {
        DayPart::Day => "day",
        DayPart::Night => "night",
    };
    Ok(match desk.family.change_coverage(baby, span, date, said) {
        Some(change) => {
            let says = format!("{}. {TAKE_BACK}", change.title);
            (Some(change), says)
        }
        None => {
            let mark = desk.family.find_coverage_mark(baby, span, date);
            let none = || format!("There is no mark on the {name} of {}", format_short_date(date));
            let says = mark.map_or_else(none, |mark| mark.describe_coverage(&desk.family));
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
