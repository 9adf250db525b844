//! `support`: someone to talk to, by country, the family's own numbers first. The same to everyone at all times.
//!
//! Works without a journal, and when the journal cannot be opened: nobody should have to mend a file first.

use super::answer::{Answer, Stop};
use super::place::Place;
use crate::home;
use crate::journal::Settings;
use crate::journal::tell::plain;
use crate::journal::time::short_date;
use crate::words::{SupportLine, same, support_countries, support_for, support_text};
use std::fmt::Write;

/// Which country.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// Only this country, by its two letters or its name
    #[arg(long, value_name = "COUNTRY")]
    country: Option<String>,
}

/// The lines.
pub(crate) fn run(asked: &Asked, place: Option<&Place>) -> Result<Answer, Stop> {
    let desk = place.and_then(Place::unasked);
    let settings = desk.map(|desk| desk.family.settings);
    let countries = match asked.country.as_deref() {
        Some(name) => vec![country(name)?],
        None => in_order(settings.as_ref()),
    };
    let (opening, closing) = support_text();
    let mut out = format!("{opening}\n");
    let own = settings.map(|s| s.own_numbers).unwrap_or_default();
    if !own.is_empty() {
        let _ = writeln!(out, "\n{OWN}");
        for number in own {
            let _ = writeln!(out, "  {}", plain(&number));
        }
    }
    for (code, name) in countries {
        let _ = writeln!(out, "\n{name}");
        for line in support_for(code) {
            out.push_str(&told(line));
        }
    }
    let _ = writeln!(out, "\n{closing}");
    Ok(Answer::text(out))
}

/// Every country, the family's or this machine's first.
fn in_order(settings: Option<&Settings>) -> Vec<(&'static str, &'static str)> {
    let first = settings.and_then(|settings| settings.country.clone()).or_else(home::country);
    let mut all = support_countries();
    if let Some(first) = first {
        all.sort_by_key(|(code, _)| !code.eq_ignore_ascii_case(&first));
    }
    all
}

/// A country by its letters or name.
pub(crate) fn country(text: &str) -> Result<(&'static str, &'static str), Stop> {
    let all = support_countries();
    // What a British parent types for the code of the standard.
    let text = if same(text, "uk") { "gb" } else { text };
    let meant = |a: &str| same(a, text);
    all.iter().find(|(code, name)| meant(code) || meant(name)).copied().ok_or_else(|| {
        let known: Vec<_> = all.iter().map(|(code, name)| format!("{code} ({name})")).collect();
        Stop::usage(format!(
            "There are no lines for \"{text}\" in this program, only for {}. {ANYWHERE}",
            known.join(", ")
        ))
    })
}

fn told(line: &SupportLine) -> String {
    let hours = line.hours.as_deref().map(|hours| format!(" ({hours})"));
    format!(
        "  {}: {}{}\n    looked up {} at {}\n",
        line.name,
        line.contact,
        hours.unwrap_or_default(),
        short_date(line.verified_on),
        line.source_url
    )
}

const OWN: &str = "Your own";
const ANYWHERE: &str = "In an emergency, ring your local emergency number.";
