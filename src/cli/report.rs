//! `report`: the page for the health visitor, printed or in a new file of its own.

use super::answer::{Answer, Stop, shown};
use super::days::When;
use super::place::{Desk, Place};
use super::{sums, whose};
use crate::journal::Id;
use crate::out;
use crate::report::{Page, PageAsked, Section, markdown, page, text};
use crate::widgets::look::Look;
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// How many weeks there are when nothing is said.
const USUAL: u32 = 2;

/// What goes on the page, and where the page goes.
#[derive(clap::Args)]
pub struct Asked {
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
    /// What the page is written in [default: txt]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// A new file for the page, or - to print it
    #[arg(long, value_name = "FILE|-")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum With {
    Checkins,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Txt,
    Md,
    // Known by name, so that the answer is a sentence; not offered, as they are not there yet.
    #[value(hide = true)]
    Pdf,
    #[value(hide = true)]
    Html,
}

impl Asked {
    /// The format named, else the one the file's name ends in, else plain text.
    fn format(&self) -> Format {
        let ending = || {
            let ending = self.out.as_deref()?.extension()?.to_str()?;
            Format::from_str(ending, true).ok()
        };
        self.format.or_else(ending).unwrap_or(Format::Txt)
    }

    /// The file, unless the page is printed.
    fn file(&self) -> Option<&Path> {
        self.out.as_deref().filter(|path| *path != Path::new("-"))
    }
}

/// Makes the page.
pub fn run(asked: &Asked, place: &Place, looks: Look) -> Result<Answer, Stop> {
    let write: fn(&Page) -> String = match asked.format() {
        Format::Txt => text,
        Format::Md => markdown,
        Format::Pdf | Format::Html => return Err(Stop::could(LATER)),
    };
    let sections = sections(asked)?;
    let desk = place.existing()?;
    let page = write(&made(asked, &sections, &desk)?);
    let Some(file) = asked.file() else {
        return Ok(Answer::text(page));
    };
    let page = shown(&page, looks);
    out::write(file, "page", |out| {
        out.write_all(page.as_bytes()).map(|()| true)
    })?;
    Ok(Answer::text(format!(
        "The page is in {}, for your eyes only until you share it.",
        file.display()
    )))
}

fn made(asked: &Asked, sections: &[Section], desk: &Desk) -> Result<Page, Stop> {
    let hours = desk.family.settings.hours;
    let baby = whose::baby(desk, asked.baby.as_deref())?;
    let checkins_of: Option<Id> = asked
        .carer
        .as_deref()
        .map(|name| whose::carer(desk, Some(name)))
        .transpose()?;
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
        None => Section::ALL
            .into_iter()
            .filter(|section| *section != Section::Checkins)
            .collect(),
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

const LATER: &str =
    "PDF and HTML come in a later version. Until then, --format txt and --format md are there.";
const WHOSE: &str = "Check-ins go on a page only when their writer asks: please add --with checkins --carer and the name.";
