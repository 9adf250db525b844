//! `mark` and `set mark`: says that a day or a night was, or was not, all written down.

use crate::cli::commands::setting_change::{SettingChange, changed, unchanged};
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::Session;
use crate::cli::{date_args, select_person};
use crate::model::DayPart;
use crate::model::time::format_short_date;
use crate::texts::cli_settings as texts;
use clap::ValueEnum;

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

impl Run for MarkArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let (session, message) =
            context.location()?.apply_change(|session| change_coverage_mark(&self, session))?;
        Ok(Output::text(message).then_sync(session))
    }
}

pub(crate) fn change_coverage_mark(args: &MarkArgs, session: &Session) -> Result<SettingChange, CliError> {
    let family = &session.family;
    let today = family.settings.day_boundaries.date_for_instant(session.now.unix_seconds());
    let date = date_args::parse_date_arg(&args.date, today, &family.settings)?;
    if date > today {
        return Err(CliError::wrong_usage(texts::date_to_come(&format_short_date(date))));
    }
    let baby = args.baby.as_deref().map(|name| select_person::find_baby(session, name)).transpose()?;
    if let Some(closed) = baby.filter(|id| family.find_baby(*id).is_some_and(|baby| baby.closed)) {
        return Err(select_person::closed_pages_error(session, closed));
    }
    let (part, name) = match args.span {
        DayPartArg::Day => (DayPart::Day, "day"),
        DayPartArg::Night => (DayPart::Night, "night"),
    };
    let is_complete = match args.said {
        CoverageArg::Incomplete => Some(false),
        CoverageArg::Complete => Some(true),
        CoverageArg::None => None,
    };
    if let Some(change) = family.change_coverage(baby, part, date, is_complete) {
        return Ok(changed(change));
    }
    Ok(unchanged(&match family.find_coverage_mark(baby, part, date) {
        Some(mark) => mark.describe_coverage(family),
        None => texts::no_mark(name, &format_short_date(date)),
    }))
}
