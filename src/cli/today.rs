//! `today`: one family day in plain lines, or as the JSON of the trends with the day's entries.

use super::answer::{Answer, Stop};
use super::days::Cut;
use super::place::{Desk, Place};
use super::{sums, whose};
use crate::journal::{At, Entry, Id, Span, entry_to_json};
use crate::report::linear_day;
use serde_json::{Value, json};

/// Whose day, and where it is cut.
#[derive(clap::Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    cut: Cut,
    /// Whose day
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// JSON, for a program
    #[arg(long)]
    json: bool,
}

/// The family's day so far.
pub(crate) fn run(asked: &Asked, place: &Place) -> Result<Answer, Stop> {
    let desk = place.existing()?;
    let hours = asked.cut.hours(desk.family.settings.hours)?;
    let baby = whose::baby(&desk, asked.baby.as_deref())?;
    let now = At::in_zone(desk.now.secs(), hours.zone);
    let date = hours.date_of(now.secs());
    let (mut entries, sums) = sums::sum(&desk, baby, hours, (date, date))?;
    entries.retain(|entry| is_shown(entry, baby, &desk));
    if !asked.json {
        let text = linear_day(date, &entries, &sums, &desk.family, now);
        return Ok(Answer::text(text));
    }
    let mut all = sums.to_json();
    if let Value::Object(map) = &mut all {
        map.insert("entries".into(), json!(begun(&entries, hours.day(date), &desk)));
    }
    Ok(Answer::json(&all))
}

/// Of this baby or of none, and no check-ins of a carer who keeps theirs out of Today.
fn is_shown(entry: &Entry, baby: Id, desk: &Desk) -> bool {
    entry.baby.is_none_or(|id| id == baby) && !desk.family.keeps_out(entry)
}

/// What began in the day, newest first.
fn begun(entries: &[Entry], day: Span, desk: &Desk) -> Vec<Value> {
    entries
        .iter()
        .rev()
        .filter(|entry| day.holds(entry.at.secs()))
        .map(|entry| entry_to_json(entry, &desk.family))
        .collect()
}
