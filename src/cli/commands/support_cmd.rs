//! `support`: someone to talk to, by country, the family's own numbers first. The same to everyone at all times.
//!
//! Works without a journal, and when the journal cannot be opened: nobody should have to mend a file first.

use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::model::FamilySettings;
use crate::model::describe::sanitize_text;
use crate::model::settings::find_support_country;
use crate::model::time::format_short_date;
use crate::platform;
use crate::texts::cli_support as texts;
use crate::vocabulary::{SupportLine, support_countries, support_lines_for, support_opening_and_closing};
use std::fmt::Write;

#[derive(clap::Args)]
pub(crate) struct SupportArgs {
    /// Only this country, by its two letters or its name
    #[arg(long, value_name = "COUNTRY")]
    country: Option<String>,
}

impl Run for SupportArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let session = context.location().ok().and_then(|location| location.open_silently());
        let settings = session.map(|session| session.family.settings);
        let countries = match self.country.as_deref() {
            Some(name) => vec![find_support_country(name).map_err(CliError::wrong_usage)?],
            None => order_countries(settings.as_ref()),
        };
        let (opening, closing) = support_opening_and_closing();
        let mut out = format!("{opening}\n");
        let own = settings.map(|s| s.own_numbers).unwrap_or_default();
        if !own.is_empty() {
            let _ = writeln!(out, "\n{}", texts::YOUR_OWN);
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
}

fn order_countries(settings: Option<&FamilySettings>) -> Vec<(&'static str, &'static str)> {
    let first = settings.and_then(|settings| settings.country.clone()).or_else(platform::detect_country);
    let mut all = support_countries();
    if let Some(first) = first {
        all.sort_by_key(|(code, _)| !code.eq_ignore_ascii_case(&first));
    }
    all
}

fn format_support_line(line: &SupportLine) -> String {
    let date = format_short_date(line.verified_on);
    texts::support_line(&line.name, &line.contact, line.hours.as_deref(), &date, &line.source_url)
}
