//! `import`: what other apps or another journal wrote, shown first and kept as one change.

use super::answer::{Answer, Stop, put, shown};
use super::ask::agreed;
use super::place::{Desk, Place};
use super::{days, whose};
use crate::import::{self as room, Archive, Format, Here, Options, Plan, Read, Target};
use crate::journal::{Id, Kind, Zone};
use crate::store::{Before, Trouble};
use crate::widgets::look::Look;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What to import and how.
#[derive(clap::Args)]
pub struct Asked {
    /// The files
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The app that wrote them; found out from the file without it
    #[arg(long)]
    format: Option<String>,
    /// The zone in which the clocks in the files were read
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Whom everything is about, whatever the files say
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// Read 3/4 as 3 April, where a format leaves it open
    #[arg(long, conflicts_with = "month_first")]
    day_first: bool,
    /// Read 3/4 as 4 March, where a format leaves it open
    #[arg(long)]
    month_first: bool,
    /// What a mood of the other app is here, heavy (1) to good (5)
    #[arg(long, value_name = "NAME=1..5", value_parser = mood)]
    map_mood: Vec<(String, u8)>,
    /// Keep feeds, nappies and growth as notes
    #[arg(long)]
    keep_other: bool,
    /// Only show what would be kept
    #[arg(long)]
    dry_run: bool,
    /// Keep it without asking
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
    /// Print only the counts, as JSON for a program
    #[arg(long)]
    json: bool,
}

fn mood(text: &str) -> Result<(String, u8), String> {
    text.rsplit_once('=')
        .and_then(|(name, n)| Some((name.trim().to_owned(), n.trim().parse().ok()?)))
        .filter(|(name, n)| !name.is_empty() && (1..=5).contains(n))
        .ok_or_else(|| MOOD_HOW.to_owned())
}

/// Imports, or shows what an import would do.
pub fn run(asked: &Asked, place: &Place, looks: Look) -> Result<Answer, Stop> {
    let files = files(asked)?;
    let planned = work(asked, &files, &place.rehearse()?)?;
    let before = format!("{}{}", room::preview(&planned), unused(asked));
    let summary = Answer::json(&planned.summary.to_json());
    if asked.dry_run || planned.change.is_none() {
        let dry = if asked.dry_run { DRY } else { "" };
        return Ok(if asked.json {
            summary
        } else {
            Answer::text(before + dry)
        });
    }
    if asked.json && !asked.yes {
        summary.write(looks)?;
        return Err(Stop::could(ADD_YES));
    }
    if !asked.yes {
        put(&shown(&before, looks))?;
        agreed(QUESTION, ADD_YES, NOTHING)?;
    }
    // Planned again in the journal that is written to: it may just have been made, or changed while the question stood.
    let mut desk = place.begin()?;
    let plan = work(asked, &files, &desk)?;
    if let Some(change) = &plan.change {
        copied_before(&desk)?;
        desk.store.apply(change, desk.now)?;
        desk.look_after();
    }
    Ok(if asked.json {
        Answer::json(&plan.summary.to_json())
    } else if asked.yes {
        Answer::text(before + KEPT)
    } else {
        Answer::text(KEPT)
    })
}

/// Keeps a copy from before, unless there is nothing yet to keep; without room for one it says so and goes on, as an
/// import can be undone.
fn copied_before(desk: &Desk) -> Result<(), Stop> {
    if desk.store.is_empty()? {
        return Ok(());
    }
    match desk.store.back_up_before(Before::Import, desk.now) {
        Err(full @ Trouble::NoRoom { .. }) => {
            let _ = writeln!(io::stderr(), "{full}");
            Ok(())
        }
        done => Ok(done.map(|_| ())?),
    }
}

/// Options that the formats of this version leave without effect are named, not passed over.
fn unused(asked: &Asked) -> String {
    let order = asked.day_first || asked.month_first;
    let given = [
        (order, "--day-first and --month-first"),
        (!asked.map_mood.is_empty(), "--map-mood"),
    ];
    let given = given.into_iter().filter(|(is, _)| *is);
    given
        .map(|(_, name)| format!("{name}: {NO_EFFECT}\n"))
        .collect()
}

/// The bytes of every file with its format, before any journal is opened.
fn files(asked: &Asked) -> Result<Vec<(Vec<u8>, Format)>, Stop> {
    let named = asked
        .format
        .as_deref()
        .map(|name| Format::find(name).ok_or_else(|| unknown(&format!("\"{name}\""))))
        .transpose()?;
    asked
        .paths
        .iter()
        .map(|path| {
            let bytes = std::fs::read(path).map_err(|error| unread(path, &error))?;
            let format = named
                .or_else(|| room::detect(&bytes))
                .ok_or_else(|| unknown(&path.display().to_string()))?;
            Ok((bytes, format))
        })
        .collect()
}

/// Reads and plans for the journal on the desk.
fn work(asked: &Asked, files: &[(Vec<u8>, Format)], desk: &Desk) -> Result<Plan, Stop> {
    let zone: Option<Zone> = asked.zone.as_deref().map(days::zone).transpose()?;
    let baby = asked.baby.as_deref();
    let baby = baby.map(|name| whose::named_baby(desk, name)).transpose()?;
    let options = Options {
        zone: zone.unwrap_or_else(|| desk.zone()),
        keep_other: asked.keep_other,
        now: desk.now,
    };
    let reads: Vec<Read> = files
        .iter()
        .zip(&asked.paths)
        .map(|((bytes, format), path)| {
            room::read(bytes, *format, &options).map_err(|problem| {
                Stop::could(format!("{}: {} {NOTHING}", path.display(), problem.says))
            })
        })
        .collect::<Result<_, _>>()?;
    let ids = reads.iter().flat_map(|read| &read.drafts).map(|d| d.id);
    let of_archives = reads.iter().filter_map(|read| read.archive.as_deref());
    let ids = ids.chain(of_archives.flat_map(Archive::ids));
    let known = desk.store.known(ids)?;
    let here = here(&reads, &known, desk)?;
    let name = match asked.paths.as_slice() {
        [only] => only.to_string_lossy().into_owned(),
        several => format!("{} files", several.len()),
    };
    let shown = desk.family.chosen_baby().map(|baby| baby.id);
    let target = Target {
        name: &name,
        family: &desk.family,
        known: &known,
        journal_is_empty: desk.store.is_empty()?,
        baby_is_empty: match shown {
            Some(id) => !whose::has_entries(desk, id)?,
            None => false,
        },
        baby,
        zone_given: zone.is_some(),
        zone_kept: desk.store.setting("zone")?,
        here: here.as_ref(),
    };
    Ok(room::plan(reads, &target, &options)?)
}

/// What the journal has of the things an archive speaks of; other formats do not ask.
fn here(reads: &[Read], known: &HashSet<Id>, desk: &Desk) -> Result<Option<Here>, Stop> {
    if reads.iter().all(|read| read.archive.is_none()) {
        return Ok(None);
    }
    let mut here = Here::default();
    for id in known {
        here.entries
            .extend(desk.store.entry(*id)?.map(|entry| (*id, entry)));
    }
    for name in room::SETTINGS {
        here.settings.extend(desk.store.setting(name)?);
    }
    let open = desk.store.open_entries(Kind::Sleep)?;
    let running = open.iter().filter(|sleep| sleep.is_running_sleep(desk.now));
    here.running = running.map(|sleep| sleep.baby).collect();
    Ok(Some(here))
}

fn unread(path: &Path, error: &io::Error) -> Stop {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder, please name the files in it".to_owned(),
        _ => error.to_string(),
    };
    Stop::could(format!(
        "{} could not be read: {why}. {NOTHING}",
        path.display()
    ))
}

fn unknown(what: &str) -> Stop {
    Stop::could(format!(
        "{what} is of no format this version reads. It reads: {}. {NOTHING}",
        room::known_formats()
    ))
}

const QUESTION: &str = "Keep these? y/N ";
const KEPT: &str = "Kept. `cuebook undo` takes it all back.\n";
const DRY: &str = "Nothing was kept: this was only a look.\n";
const ADD_YES: &str = "Nothing was kept yet: add --yes to keep them.";
const NO_EFFECT: &str = "made no difference to these files.";
const NOTHING: &str = "Nothing was kept.";
const MOOD_HOW: &str =
    "please write it like rad=5: the other app's name, and 1 (heavy) to 5 (good)";
