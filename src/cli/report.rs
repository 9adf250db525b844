//! `report`: the page for the health visitor, printed or in a new file of its own.

use super::answer::{self, Answer, Stop, shown};
use super::days::When;
use super::place::{Desk, Place};
use super::{sums, whose};
use crate::journal::Id;
use crate::report::{Format, Kept, Page, PageAsked, Section, boxes, kept_in, page};
use crate::widgets::look::Look;
use crate::{fonts, out};
use clap::ValueEnum;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// How many weeks there are when nothing is said.
const USUAL: u32 = 2;

/// What goes on the page, and where the page goes.
#[derive(clap::Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    when: When,
    /// Only these parts, with commas: visit, strips, sleep, touch, cues
    #[arg(long, value_name = "LIST")]
    sections: Option<String>,
    /// Whose page
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// Put one carer's own check-ins on the page too; needs --carer
    #[arg(long, value_enum, value_name = "WHAT", requires = "carer")]
    with: Option<With>,
    /// Whose check-ins
    #[arg(long, value_name = "NAME", requires = "with")]
    carer: Option<String>,
    /// What the page is written in [default: what the file's name ends in, else txt]
    #[arg(long, value_enum)]
    format: Option<Named>,
    /// A new file for the page, or - to print it; without it a PDF or HTML page gets a name of its own in this folder
    #[arg(long, value_name = "FILE|-")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum With {
    Checkins,
}

#[derive(Clone, Copy, ValueEnum)]
enum Named {
    Pdf,
    Html,
    Md,
    Txt,
}

impl From<Named> for Format {
    fn from(named: Named) -> Self {
        match named {
            Named::Pdf => Self::Pdf,
            Named::Html => Self::Html,
            Named::Md => Self::Markdown,
            Named::Txt => Self::Text,
        }
    }
}

/// Where the page goes.
enum Goes<'a> {
    /// To standard output.
    Printed,
    /// In the file that was named.
    File(&'a Path),
    /// In a file of this folder, under a name that is free.
    Here,
}

impl Asked {
    /// The format named, else the one the file's name ends in, else plain text.
    fn format(&self) -> Format {
        let ending = || Format::of_ending(self.out.as_deref()?.extension()?.to_str()?);
        let named = self.format.map(Format::from);
        named.or_else(ending).unwrap_or(Format::Text)
    }

    fn goes(&self, format: Format) -> Result<Goes<'_>, Stop> {
        match self.out.as_deref() {
            Some(path) if path != Path::new("-") => Ok(Goes::File(path)),
            // Letters of a PDF would be commands to a terminal.
            Some(_) if format == Format::Pdf && io::stdout().is_terminal() => Err(Stop::usage(TERMINAL)),
            None if matches!(format, Format::Pdf | Format::Html) => Ok(Goes::Here),
            _ => Ok(Goes::Printed),
        }
    }
}

/// Makes the page.
pub(crate) fn run(asked: &Asked, place: &Place, looks: Look) -> Result<Answer, Stop> {
    let format = asked.format();
    let goes = asked.goes(format)?;
    let sections = sections(asked)?;
    let desk = place.existing()?;
    let page = made(asked, &sections, &desk)?;
    let mut kept = format.write(&page, fonts::spare)?;
    let plain = matches!(format, Format::Text | Format::Markdown);
    if let (true, Ok(text)) = (plain, str::from_utf8(&kept.bytes)) {
        kept.bytes = shown(text, looks).into_bytes();
    }
    let file = match goes {
        Goes::Printed => {
            warn(&kept);
            return Ok(Answer::Bytes(kept.bytes));
        }
        Goes::File(path) => {
            out::write(path, WHAT, |out| out.write_all(&kept.bytes).map(|()| true))?;
            path.to_owned()
        }
        Goes::Here => {
            let names = (1..=MOST).map(|n| PathBuf::from(page.file_name(format, n)));
            out::write_free(names, WHAT, &kept.bytes)?
        }
    };
    warn(&kept);
    Ok(Answer::text(kept_in(&file)))
}

/// Says on standard error which letters stand as boxes.
fn warn(kept: &Kept) {
    if !kept.lacking.is_empty() {
        answer::note(&boxes(&kept.lacking));
    }
}

fn made(asked: &Asked, sections: &[Section], desk: &Desk) -> Result<Page, Stop> {
    let hours = desk.family.settings.hours;
    let baby = whose::baby(desk, asked.baby.as_deref())?;
    let checkins_of: Option<Id> = asked.carer.as_deref().map(|name| whose::ticked(desk, name)).transpose()?;
    let days = sums::days(&asked.when, USUAL, baby, &hours, desk)?;
    let (entries, trends) = sums::sum(desk, baby, hours, days)?;
    Ok(page(&PageAsked {
        family: &desk.family,
        baby,
        trends: &trends,
        entries: &entries,
        sections,
        checkins_of,
        made_on: desk.now.date(),
    }))
}

/// The parts asked for. Check-ins are on no page unless their writer asks.
fn sections(asked: &Asked) -> Result<Vec<Section>, Stop> {
    let mut sections = match asked.sections.as_deref() {
        Some(list) => Section::parse(list).map_err(|word| no_section(&word))?,
        None => Section::ALL.into_iter().filter(|section| *section != Section::Checkins).collect(),
    };
    let has = sections.contains(&Section::Checkins);
    match (asked.with, has) {
        (None, true) => return Err(Stop::usage(WHOSE)),
        (Some(With::Checkins), false) => sections.push(Section::Checkins),
        _ => {}
    }
    if sections.is_empty() {
        return Err(no_section(""));
    }
    Ok(sections)
}

fn no_section(word: &str) -> Stop {
    let known: Vec<_> = Section::ALL.iter().map(|section| section.code()).collect();
    Stop::usage(format!(
        "\"{word}\" is not a part of the page. There are {}, like --sections visit,sleep.",
        known.join(", ")
    ))
}

const WHAT: &str = "page";
/// Names tried for a page that was given none: as many as a folder may hold of the same days.
const MOST: usize = 999;
const TERMINAL: &str = "A PDF cannot be shown in a terminal. Please name a file with --out, or send --out - into another program.";
const WHOSE: &str =
    "Check-ins go on a page only when their writer asks: please add --with checkins --carer and the name.";
