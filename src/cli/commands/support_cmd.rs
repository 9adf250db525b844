//! `support`: someone to talk to, by country, the family's own numbers first. The same to everyone at all times.
//!
//! Works without a journal, and when the journal cannot be opened: nobody should have to mend a file first.

use crate::cli::output::{CliError, Output};
use crate::cli::session::JournalLocation;
use crate::model::FamilySettings;
use crate::model::describe::sanitize_text;
use crate::model::time::format_short_date;
use crate::platform;
use crate::vocabulary::{
    SupportLine, eq_normalized, support_countries, support_lines_for, support_opening_and_closing,
};
use std::fmt::Write;

/// Which country.
#[derive(clap::Args)]
pub(crate) struct SupportArgs {
    /// Only this country, by its two letters or its name
    #[arg(long, value_name = "COUNTRY")]
    country: Option<String>,
}

/// The lines.
pub(crate) fn print_support_lines(
    asked: &SupportArgs,
    place: Option<&JournalLocation>,
) -> Result<Output, CliError> {
    let desk = place.and_then(JournalLocation::open_silently);
    let settings = desk.map(|desk| desk.family.settings);
    let countries = match asked.country.as_deref() {
        Some(name) => vec![find_country(name)?],
        None => order_countries(settings.as_ref()),
    };
    let (opening, closing) = support_opening_and_closing();
    let mut out = format!("{opening}\n");
    let own = settings.map(|s| s.own_numbers).unwrap_or_default();
    if !own.is_empty() {
        let _ = writeln!(out, "\n{OWN}");
        for number in own {
            let _ = writeln!(out, "  {}", sanitize_text(&number));
        }
    }
    for (code, name) in countries {
        let _ = writeln!(out, "\n{name}");
        for line in support_lines_for(code) {
            out.push_str(&format_support_line(line));
        }
    }
    let _ = writeln!(out, "\n{closing}");
    Ok(Output::text(out))
}

/// Every country, the family's or this machine's first.
fn order_countries(settings: Option<&FamilySettings>) -> Vec<(&'static str, &'static str)> {
    let first = settings.and_then(|settings| settings.country.clone()).or_else(platform::detect_country);
    let mut all = support_countries();
    if let Some(first) = first {
        all.sort_by_key(|(code, _)| !code.eq_ignore_ascii_case(&first));
    }
    all
}

/// A country by its letters or name.
pub(crate) fn find_country(text: &str) -> Result<(&'static str, &'static str), CliError> {
    let all = support_countries();
    // What a British parent types for the code of the standard.
    let text = if eq_normalized(text, "uk") { "gb" } else { text };
    let meant = |a: &str| eq_normalized(a, text);
    all.iter().find(|(code, name)| meant(code) || meant(name)).copied().ok_or_else(|| {
        let known: Vec<_> = all.iter().map(|(code, name)| format!("{code} ({name})")).collect();
        CliError::wrong_usage(format!(
            "There are no lines for \"{text}\" in this program, only for {}. {ANYWHERE}",
            known.join(", ")
        ))
    })
}

fn format_support_line(line: &SupportLine) -> String {
    let hours = line.hours.as_deref().map(|hours| format!(" ({hours})"));
    format!(
        "  {}: {}{}\n    looked up {} at {}\n",
        line.name,
        line.contact,
        hours.unwrap_or_default(),
        format_short_date(line.verified_on),
        line.source_url
    )
}

const OWN: &str = "Your own";
const ANYWHERE: &str = "In an emergency, ring your local emergency number.";
