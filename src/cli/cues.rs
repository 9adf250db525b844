//! `cues`: one baby's language, in plain sentences or as the JSON of the contract.

use super::answer::{Answer, Stop};
use super::days::FromTo;
use super::place::Place;
use super::whose;
use crate::journal::{Kind, Span};
use crate::report::linear_language;
use crate::store::Filter;
use crate::trends::{Gatherer, LanguageAsked};

/// Whose cues, and from when to when.
#[derive(clap::Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    days: FromTo,
    /// Whose cues
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// JSON, for a program
    #[arg(long)]
    json: bool,
}

/// Everything written down, unless days are named.
pub(crate) fn run(asked: &Asked, place: &Place) -> Result<Answer, Stop> {
    let desk = place.existing()?;
    let hours = desk.family.settings.hours;
    let (from, to) = asked.days.read(hours.date_of(desk.now.secs()))?;
    let asked_for = LanguageAsked { baby: whose::baby(&desk, asked.baby.as_deref())?, hours, from, to };
    let mut gatherer = Gatherer::new(asked_for);
    for kind in [Kind::Cue, Kind::Massage] {
        let filter = Filter {
            kind: Some(kind),
            baby: Some(asked_for.baby),
            carer: None,
            span: (from.is_some() || to.is_some()).then(|| Span {
                from: from.map_or(i64::MIN, |day| hours.day(day).from),
                to: to.map_or(i64::MAX, |day| hours.day(day).to),
            }),
        };
        // None is wanted as such: each is taken in as it goes by, so that no journal is too long.
        desk.store.newest_entries(&filter, None, 1, |entry| {
            gatherer.take(entry);
            false
        })?;
    }
    let language = gatherer.language(&desk.family);
    Ok(if asked.json {
        Answer::json(&language.to_json())
    } else {
        Answer::text(linear_language(&language, &desk.family, &asked_for))
    })
}
