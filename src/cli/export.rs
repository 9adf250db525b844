//! `export`: everything the family wrote down, as one JSON archive, printed or in a new file of its own.
//!
//! Written while it is read, an entry a line, so that memory does not follow the journal.

use super::answer::{Answer, Stop, pour};
use super::place::{Desk, Place};
use crate::journal::{entry_to_json, family_to_json};
use crate::out;
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
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    // Known by name, so that the answer is a sentence; not offered, as they are not there yet.
    #[value(hide = true)]
    Csv,
    #[value(hide = true)]
    Fhir,
}

/// Exports.
pub fn run(asked: &Asked, place: &Place, looks: Look) -> Result<(), Stop> {
    if asked.format != Format::Json {
        return Err(Stop::could(LATER));
    }
    let desk = place.existing()?;
    let mut read = Ok(());
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
fn behind() {
    let _ = writeln!(io::stderr(), "{BEHIND}");
}

const LATER: &str = "CSV and FHIR come in a later version. Until then, --format json is there.";
const BEHIND: &str = "The history of changes stays behind in the journal: what was undone or edited is not in this archive.";
