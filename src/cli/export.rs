//! `export`: everything the family wrote down, as one JSON archive, printed or in a new file of its own.
//!
//! Written while it is read, an entry a line, so that memory does not follow the journal. A file is made under another
//! name beside its own and gets its name when it is whole; one that is there is never written over.

use super::answer::{Answer, Stop, pour};
use super::place::{Desk, Place};
use crate::journal::{entry_to_json, family_to_json};
use crate::store::Trouble;
use crate::widgets::look::Look;
use clap::ValueEnum;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
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
            keep(file, |out| {
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

/// Makes a file under another name beside its own, only for its owner, and names it when `write` says it is whole.
fn keep(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<bool>) -> Result<(), Stop> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(unkept(path, &io::ErrorKind::AlreadyExists.into()));
    }
    let beside = beside(path);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options
        .open(&beside)
        .map_err(|error| unkept(path, &error))?;
    let done = filled(made, write).and_then(|whole| match whole {
        true => named(&beside, path),
        false => Ok(()),
    });
    // Half an archive is worse than none; it was made here just now.
    fs::remove_file(&beside).ok();
    done.map_err(|error| unkept(path, &error))
}

fn filled(file: File, write: impl FnOnce(&mut dyn Write) -> io::Result<bool>) -> io::Result<bool> {
    let mut out = BufWriter::new(file);
    let whole = write(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(whole)
}

/// Gives the file its name. A second name fails where a rename would write over what came there meanwhile; where a
/// file can have one name only, it is looked at once more and renamed.
fn named(beside: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(beside, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            if fs::symlink_metadata(path).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            fs::rename(beside, path)
        }
        done => done,
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

/// Says what is not in it. Nobody may be reading there.
fn behind() {
    let _ = writeln!(io::stderr(), "{BEHIND}");
}

fn unkept(path: &Path, error: &io::Error) -> Stop {
    let path = path.display();
    Stop::could(match error.kind() {
        io::ErrorKind::AlreadyExists => {
            format!("{path} is there already and was left as it is. Please give another name.")
        }
        io::ErrorKind::NotFound => {
            format!("{path} could not be written: the folder is not there. {NONE}")
        }
        io::ErrorKind::PermissionDenied => {
            format!("{path} could not be written: you may not write there. {NONE}")
        }
        _ => format!("{path} could not be written: {error}. {NONE}"),
    })
}

const LATER: &str = "CSV and FHIR come in a later version. Until then, --format json is there.";
const NONE: &str = "No archive was kept.";
const BEHIND: &str = "The history of changes stays behind in the journal: what was undone or edited is not in this archive.";
