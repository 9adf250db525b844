//! `export`: everything the family wrote down, as one JSON archive, printed or in a new file of its own.
//!
//! Written while it is read, an entry a line, so that memory does not follow the journal.

use super::answer::{Answer, Stop, pour};
use super::place::{Desk, Place};
use super::{export_fhir, whose};
use crate::journal::{entry_to_json, family_to_json};
use crate::out;
use crate::report::LOINC_NOTICE;
use crate::store::Trouble;
use crate::widgets::look::Look;
use clap::ValueEnum;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// In what form, and where to.
#[derive(clap::Args)]
pub struct Asked {
    /// What it is written in
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// A new file for it, or - to print it
    #[arg(long, value_name = "PATH|-")]
    out: Option<PathBuf>,
    /// For fhir: one carer's own check-ins too; needs --carer
    #[arg(long, value_enum, value_name = "WHAT", requires = "carer")]
    with: Option<With>,
    /// Whose check-ins
    #[arg(long, value_name = "NAME", requires = "with")]
    carer: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum With {
    Checkins,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    // Known by name, so that the answer is a sentence; not offered, as they are not there yet.
    #[value(hide = true)]
    Csv,
    Fhir,
}

/// Exports.
pub fn run(asked: &Asked, place: &Place, looks: Look) -> Result<(), Stop> {
    if asked.format == Format::Csv {
        return Err(Stop::could(LATER));
    }
    if asked.with.is_some() && asked.format != Format::Fhir {
        return Err(Stop::usage(ONLY_FHIR));
    }
    let desk = place.existing()?;
    let checkins_of = asked.carer.as_deref();
    let checkins_of = checkins_of.map(|name| whose::carer(&desk, Some(name)));
    let checkins_of = checkins_of.transpose()?;
    let mut read: Result<(), Stop> = Ok(());
    let written = |desk: &Desk, out: &mut dyn Write, read: &mut Result<(), Stop>| {
        if asked.format == Format::Fhir {
            return export_fhir::written(desk, checkins_of, out, read);
        }
        let mut trouble = Ok(());
        let wrote = written(desk, out, &mut trouble);
        *read = trouble.map_err(Stop::from);
        wrote
    };
    let behind = || behind(asked.format);
    match asked.out.as_deref().filter(|path| *path != Path::new("-")) {
        None => {
            pour(|out| written(&desk, out, &mut read))?;
            read?;
            behind();
        }
        Some(file) => {
            out::write(file, "archive", |out| {
                written(&desk, out, &mut read).map(|()| read.is_ok())
            })?;
            read?;
            behind();
            let says = format!("Everything is in {}, for your eyes only.", file.display());
            Answer::text(says).write(looks)?;
        }
    }
    Ok(())
}

/// Writes the archive. A journal that cannot be read is told apart from a file that cannot be written.
fn written(desk: &Desk, out: &mut dyn Write, read: &mut Result<(), Trouble>) -> io::Result<()> {
    write!(
        out,
        "{{\"cuebook\":1,\n\"family\":{},\n\"entries\":[",
        family_to_json(&desk.family)
    )?;
    let mut wrote = Ok(());
    let mut before = "\n";
    *read = desk.store.each_entry(|entry| {
        wrote = write!(out, "{before}{}", entry_to_json(entry, &desk.family));
        before = ",\n";
        if wrote.is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    wrote?;
    if read.is_err() {
        // Left without its end, so that nobody takes it for whole.
        return Ok(());
    }
    out.write_all(b"\n]}\n")
}

/// Says what is not in it. Nobody may be reading there.
fn behind(format: Format) {
    let says = if format == Format::Fhir {
        format!("{FITS}\n{LOINC_NOTICE}")
    } else {
        BEHIND.to_owned()
    };
    let _ = writeln!(io::stderr(), "{says}");
}

const LATER: &str = "CSV comes in a later version. Until then, --format json is there.";
const ONLY_FHIR: &str =
    "--with checkins is for --format fhir; the other formats hold everything the family wrote.";
const FITS: &str = "In this bundle is what has a fitting code: the sleep of recorded nights, touch and cues. Notes, nights in words and how you felt are not in it.";
const BEHIND: &str = "The history of changes stays behind in the journal: what was undone or edited is not in this archive.";
