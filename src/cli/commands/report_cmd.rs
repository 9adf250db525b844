//! `report`: the page for the health visitor or another paper, printed or in a new file of its own.

use crate::cli::date_args::{DayBoundaryArgs, PeriodArgs};
use crate::cli::output::{CliError, Output, render_for_terminal};
use crate::cli::path_args::path_parser;
use crate::cli::run::{CommandContext, Run};
use crate::cli::{output, select_person, stats_query};
use crate::load_report::load_report_data;
use crate::model::Id;
use crate::platform::{fonts, private_file};
use crate::report::{
    ChosenMoments, FORMATS, PLAIN_TEXT, RenderedReport, Report, ReportDraft, ReportFormat, ReportInput,
    ReportKind, ReportMedium, ReportPeriod, ReportSection, report_draft_slot,
};
use crate::texts::cli_export as texts;
use crate::texts::{report_kinds, report_page};
use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    when: PeriodArgs,
    #[command(flatten)]
    kind: KindArgs,
    /// Only these parts, with commas: visit, strips, sleep, touch, cues
    #[arg(long, value_name = "LIST")]
    sections: Option<String>,
    /// Whose page
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// Put one carer's own check-ins on the page too; needs --carer
    #[arg(long, value_enum, value_name = "WHAT", requires = "carer")]
    with: Option<ReportAddition>,
    /// Whose check-ins
    #[arg(long, value_name = "NAME", requires = "with")]
    carer: Option<String>,
    /// The page as at first, without what was chosen, struck out and reworded in the app
    #[arg(long)]
    fresh: bool,
    /// What the page is written in [default: what the file's name ends in, else txt]
    #[arg(long, value_parser = format_parser())]
    format: Option<&'static ReportFormat>,
    /// A new file for the page, or - to print it; without it a PDF or HTML page gets a name of its own in this folder
    #[arg(long, value_name = "FILE|-", value_parser = path_parser())]
    out: Option<PathBuf>,
}

/// Another paper than the page for the health visitor.
#[derive(clap::Args)]
#[group(multiple = false)]
struct KindArgs {
    /// A card for whoever looks after your baby: what the cues mean, and what helps, as you wrote it
    #[arg(long, conflicts_with_all = ["sections", "with"])]
    card: bool,
    /// A fortnight to fill in by hand
    #[arg(long, conflicts_with_all = ["sections", "with", "weeks", "from", "to"])]
    blank: bool,
    /// The moments you ticked in the app
    #[arg(long, conflicts_with_all = ["sections", "with"])]
    keepsake: bool,
}

impl KindArgs {
    fn choose(&self) -> ReportKind {
        match self {
            Self { card: true, .. } => ReportKind::Card,
            Self { blank: true, .. } => ReportKind::BlankFortnight,
            Self { keepsake: true, .. } => ReportKind::Keepsake,
            _ => ReportKind::Sheet,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum ReportAddition {
    Checkins,
}

fn format_parser() -> impl TypedValueParser<Value = &'static ReportFormat> {
    let value = |format: &ReportFormat| PossibleValue::new(format.extension).aliases(format.aliases);
    PossibleValuesParser::new(FORMATS.iter().map(value))
        .map(|name| ReportFormat::from_extension(&name).unwrap_or(&PLAIN_TEXT))
}

enum ReportDestination<'a> {
    /// To standard output.
    Stdout,
    /// In the file that was named.
    File(&'a Path),
    /// In a file of this folder, under a name that is free.
    CurrentFolder,
}

impl ReportArgs {
    /// The format named, else the one the file's name ends in, else plain text.
    fn choose_format(&self) -> &'static ReportFormat {
        let ending = || ReportFormat::from_extension(self.out.as_deref()?.extension()?.to_str()?);
        self.format.or_else(ending).unwrap_or(&PLAIN_TEXT)
    }

    fn choose_destination(&self, medium: ReportMedium) -> Result<ReportDestination<'_>, CliError> {
        match self.out.as_deref() {
            Some(path) if path != Path::new("-") => Ok(ReportDestination::File(path)),
            // Letters of a PDF would be commands to a terminal.
            Some(_) if medium == ReportMedium::BinaryFile && io::stdout().is_terminal() => {
                Err(CliError::wrong_usage(texts::NO_PDF_IN_TERMINAL))
            }
            None if medium != ReportMedium::Terminal => Ok(ReportDestination::CurrentFolder),
            _ => Ok(ReportDestination::Stdout),
        }
    }
}

impl Run for ReportArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let format = self.choose_format();
        let destination = self.choose_destination(format.medium)?;
        let sections = select_sections(&self)?;
        let report = load_report(&self, sections, context)?;
        if report.kind == ReportKind::Keepsake && report.parts.is_empty() {
            return Err(CliError::operation_failed(report_kinds::NOTHING_TICKED));
        }
        if report.is_blank_card() {
            output::print_to_stderr(report_kinds::NO_READINGS);
        }
        let mut rendered = format.render_report(&report, &mut fonts::find_fallback_fonts)?;
        if format.medium == ReportMedium::Terminal
            && let Ok(text) = str::from_utf8(&rendered.bytes)
        {
            rendered.bytes = render_for_terminal(text, context.theme).into_bytes();
        }
        let file = match destination {
            ReportDestination::Stdout => {
                warn_of_shortcomings(&rendered);
                return Ok(Output::Bytes(rendered.bytes));
            }
            ReportDestination::File(path) => {
                private_file::write_new_file(path, FILE_KIND, |out| {
                    out.write_all(&rendered.bytes).map(|()| true)
                })?;
                path.to_owned()
            }
            ReportDestination::CurrentFolder => {
                let names = (1..=MAX_FREE_NAMES).map(|n| PathBuf::from(report.file_name(format, n)));
                private_file::write_first_free(names, FILE_KIND, &rendered.bytes)?
            }
        };
        warn_of_shortcomings(&rendered);
        Ok(Output::text(report_page::describe_saved_file(&file)))
    }
}

fn warn_of_shortcomings(rendered: &RenderedReport) {
    if let Some(words) = rendered.describe_shortcomings() {
        output::print_to_stderr(&words);
    }
}

fn load_report(
    args: &ReportArgs,
    named: Option<Vec<ReportSection>>,
    context: &CommandContext,
) -> Result<Report, CliError> {
    let (session, hours, baby) =
        stats_query::open_for_baby(context, &DayBoundaryArgs::default(), args.baby.as_deref())?;
    let session = &session;
    let checkins_of: Option<Id> =
        args.carer.as_deref().map(|name| select_person::select_unsealed_carer(session, name)).transpose()?;
    let today = hours.date_for_instant(session.now.unix_seconds());
    let kind = args.kind.choose();
    let left = if args.fresh { None } else { session.store.peek_draft(&report_draft_slot(baby))? };
    let draft = left.as_ref().map(ReportDraft::from_json).unwrap_or_default();
    let choices = &draft.choices;
    let mut sections = named.unwrap_or_else(|| choices.enabled_sections());
    if args.with.is_some() && !sections.contains(&ReportSection::Checkins) {
        sections.push(ReportSection::Checkins);
    }
    let usual = if kind == ReportKind::Sheet { choices.period() } else { ReportPeriod::All };
    let period = args.when.resolve_report_period(usual, choices.weeks, today, &session.family.settings)?;
    let data = load_report_data(&session.store, &session.family, baby, kind, period, session.now)?;
    let writer = session.family.selected_carer().map(|carer| carer.id);
    let chosen = ChosenMoments { ticked: &draft.ticked, writer };
    let input = ReportInput {
        family: &session.family,
        baby,
        stats: &data.stats,
        entries: &data.entries,
        questions: &data.questions,
        sections: &sections,
        checkins_carer: checkins_of,
        ticked_notes: draft.edits(ReportKind::Sheet).ticked_notes(),
        made_on: session.now.local_date(),
    };
    Ok(kind.build(&input, &chosen).apply_edits(draft.edits(kind)))
}

/// The parts that are named, if any are. Check-ins are on no page unless their writer asks.
fn select_sections(args: &ReportArgs) -> Result<Option<Vec<ReportSection>>, CliError> {
    let Some(list) = args.sections.as_deref() else {
        return Ok(None);
    };
    let sections = ReportSection::parse_list(list).map_err(|word| unknown_section_error(&word))?;
    if args.with.is_none() && sections.contains(&ReportSection::Checkins) {
        return Err(CliError::wrong_usage(texts::CHECKINS_OF_WHOM));
    }
    if sections.is_empty() && args.with.is_none() {
        return Err(unknown_section_error(""));
    }
    Ok(Some(sections))
}

fn unknown_section_error(word: &str) -> CliError {
    let known: Vec<_> = ReportSection::ALL.iter().map(|section| section.code()).collect();
    CliError::wrong_usage(texts::unknown_section(word, &known.join(", ")))
}

const FILE_KIND: &str = "page";
/// Names tried for a page that was given none: as many as a folder may hold of the same days.
const MAX_FREE_NAMES: usize = 999;
