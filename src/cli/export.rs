//! `export`: everything the family wrote down, as one JSON archive, printed or in a new file of its own, or as CSV in a
//! new folder.
//!
//! Written while it is read, an entry at a time, so that memory does not follow the journal.

use super::answer::{Answer, Json, Stop, pour};
use super::place::{Desk, Place};
use super::progress::Progress;
use super::{export_fhir, whose};
use crate::journal::{Entry, entry_to_json, family_to_json};
use crate::out;
use crate::report::{LOINC_NOTICE, Sheets};
use crate::widgets::look::Look;
use clap::ValueEnum;
use std::fs::File;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// In what form, and where to.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// What it is written in
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// A new file for it, or - to print it; with csv a new folder
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
    Csv,
    Fhir,
}

/// Exports.
pub(crate) fn run(asked: &Asked, place: &Place, looks: Look) -> Result<(), Stop> {
    let path = asked.out.as_deref().filter(|path| *path != Path::new("-"));
    if asked.with.is_some() && asked.format != Format::Fhir {
        return Err(Stop::usage(ONLY_FHIR));
    }
    match (asked.format, path) {
        (Format::Fhir, path) => fhir(path, asked.carer.as_deref(), &place.existing()?, looks),
        (Format::Csv, None) => Err(Stop::usage(FOLDER)),
        (Format::Csv, Some(folder)) => csv(folder, &place.existing()?, looks),
        (Format::Json, path) => json(path, &place.existing()?, looks),
    }
}

fn json(path: Option<&Path>, desk: &Desk, looks: Look) -> Result<(), Stop> {
    let mut read = Ok(());
    let Some(file) = path else {
        // Whoever reads it may have the terminal for its own, so nothing is said meanwhile.
        pour(|out| written(desk, out, &mut None, &mut read))?;
        read?;
        behind(BEHIND);
        return Ok(());
    };
    let mut far = Some(Progress::begin(STOPPED));
    out::write(file, "archive", |out| written(desk, out, &mut far, &mut read).map(|()| read.is_ok()))?;
    read?;
    drop(far);
    behind(BEHIND);
    let says = format!("Everything is in {}, for your eyes only.", file.display());
    Answer::text(says).write(looks)
}

fn fhir(path: Option<&Path>, carer: Option<&str>, desk: &Desk, looks: Look) -> Result<(), Stop> {
    let checkins_of = carer.map(|name| whose::ticked(desk, name));
    let checkins_of = checkins_of.transpose()?;
    let mut read = Ok(());
    let fits = if carer.is_some() { FITS_TICKED } else { FITS };
    let left = format!("{fits}\n{LOINC_NOTICE}");
    let Some(file) = path else {
        pour(|out| export_fhir::written(desk, checkins_of, out, &mut read))?;
        read?;
        behind(&left);
        return Ok(());
    };
    out::write(file, "bundle", |out| {
        export_fhir::written(desk, checkins_of, out, &mut read).map(|()| read.is_ok())
    })?;
    read?;
    behind(&left);
    let says = format!("The bundle is in {}, for your eyes only.", file.display());
    Answer::text(says).write(looks)
}

/// Writes the archive. A journal that cannot be read is told apart from a file that cannot be written.
fn written(
    desk: &Desk,
    out: &mut dyn Write,
    far: &mut Option<Progress>,
    read: &mut Result<(), Stop>,
) -> io::Result<()> {
    let out = &mut Json(out);
    write!(out, "{{\"cuebook\":1,\n\"family\":{},\n\"entries\":[", family_to_json(&desk.family))?;
    let mut before = "\n";
    each(desk, far, read, |entry| {
        let wrote = write!(out, "{before}{}", entry_to_json(entry, &desk.family));
        before = ",\n";
        wrote
    })?;
    if read.is_err() {
        // Left without its end, so that nobody takes it for whole.
        return Ok(());
    }
    out.write_all(b"\n]}\n")
}

fn csv(folder: &Path, desk: &Desk, looks: Look) -> Result<(), Stop> {
    let mut read = Ok(());
    let mut far = Some(Progress::begin(STOPPED));
    out::folder(folder, "archive", |open| {
        let mut sheets: Sheets<'_, File> = Sheets::begin(&desk.family, open)?;
        each(desk, &mut far, &mut read, |entry| sheets.entry(entry))?;
        sheets.end()?;
        Ok(read.is_ok())
    })?;
    read?;
    drop(far);
    behind(BEHIND);
    let folder = folder.display();
    let says = format!("Everything is in the folder {folder}, for your eyes only. {TEXTS}");
    Answer::text(says).write(looks)
}

/// Hands every entry to `write`, until it fails or the parent stops it.
fn each(
    desk: &Desk,
    far: &mut Option<Progress>,
    read: &mut Result<(), Stop>,
    mut write: impl FnMut(&Entry) -> io::Result<()>,
) -> io::Result<()> {
    let mut wrote = Ok(());
    let mut stopped = None;
    let total = desk.store.count(&Default::default()).ok();
    let mut n = 0;
    let done = desk.store.each_entry(|entry| {
        n += 1;
        stopped = far.as_mut().and_then(|far| far.step("Wrote", n, total).err());
        wrote = write(entry);
        if wrote.is_ok() && stopped.is_none() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    *read = match stopped {
        Some(stopped) => Err(stopped),
        None => done.map_err(Stop::from),
    };
    wrote
}

/// Says what is not in it. Nobody may be reading there.
fn behind(what: &str) {
    let _ = writeln!(io::stderr(), "{what}");
}

const ONLY_FHIR: &str =
    "--with checkins is for --format fhir; the other formats hold everything the family wrote.";
const FITS_TICKED: &str = "In this bundle is what has a fitting code: the sleep of recorded nights, touch and cues, and the check-ins asked for. Notes and nights in words are not in it.";
const FITS: &str = "In this bundle is what has a fitting code: the sleep of recorded nights, touch and cues. Notes, nights in words and how you felt are not in it.";
const FOLDER: &str = "CSV is a folder of files, one a kind: please name a new one with --out FOLDER.";
const TEXTS: &str =
    "A \"'\" in front of a text keeps spreadsheets from taking it for a formula; import takes it away again.";
const STOPPED: &str = "Stopped; nothing was kept outside the journal, which is as it was.";
const BEHIND: &str =
    "The history of changes stays behind in the journal: what was undone or edited is not in this archive.";
