//! `support`: someone to talk to, by need and country, the family's own plan and numbers first. The same to everyone at all
//! times.
//!
//! Works without a journal, and when the journal cannot be opened: nobody should have to mend a file first.

use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::model::support_page::{SupportPlace, SupportQuery, SupportRow, build_support_page};
use crate::platform;
use crate::texts::support_texts as texts;

#[derive(clap::Args)]
pub(crate) struct SupportArgs {
    /// Only this country, by its two letters or its name
    #[arg(long, value_name = "COUNTRY")]
    country: Option<String>,
}

impl Run for SupportArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let session = context.location().ok().and_then(|location| location.open_silently());
        let family = session.map(|session| session.family);
        let settings = family.as_ref().map(|family| &family.settings);
        let bereavement_first = family.as_ref().is_some_and(|family| family.is_selected_baby_closed());
        let set = settings.and_then(|settings| settings.country.clone());
        let (named, language) = (self.country.or(set), platform::detect_country());
        let zone = settings.map(|settings| settings.day_boundaries.zone);
        let zone = zone.or_else(|| named.is_none().then(platform::detect_zone));
        let place = SupportPlace::choose(named.as_deref(), zone, language.as_deref());
        let change_hint = texts::CHANGE_BY_COMMAND.to_owned();
        let query = SupportQuery { settings, place, bereavement_first, change_hint };
        Ok(Output::text(print_page(&build_support_page(&query))))
    }
}

fn print_page(rows: &[SupportRow]) -> String {
    let mut out = String::new();
    for (i, row) in rows.iter().enumerate() {
        match row {
            SupportRow::Heading(words) => {
                let gap = if i == 0 { "" } else { "\n" };
                out.push_str(&format!("{gap}{words}\n"));
            }
            SupportRow::Sentence(words) => out.push_str(&format!("{words}\n")),
            SupportRow::Contact(words) => out.push_str(&format!("  {words}\n")),
            SupportRow::Source { age, urls } => {
                out.push_str(&format!("    {}\n", texts::page_at(age, &urls.join(" "))));
            }
        }
    }
    out
}
