//! `import`: what other apps or another journal wrote, shown first and kept as one change.

use super::answer::{Answer, Stop, put, shown};
use super::ask::agreed;
use super::found::{Found, find, unknown};
use super::place::{Desk, Place};
use super::progress::Progress;
use super::{days, whose};
use crate::import::{self as room, Archives, Format, Here, Journal, Options, Plan, Read, Target};
use crate::journal::{Edit, Entry, Family, Id, Kind, Problem, Setting, Zone};
use crate::store::{Before, Pen, Store, Trouble};
use crate::widgets::look::Look;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::PathBuf;

/// What to import and how.
#[derive(clap::Args)]
pub(crate) struct Asked {
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
pub(crate) fn run(asked: &Asked, place: &Place, looks: Look) -> Result<Answer, Stop> {
    let found = found(asked)?;
    // From here on only: what is waited for, a pipe or an answer, is left by ctrl-c as ever.
    let mut far = Progress::begin(STOPPED);
    let files = surveyed(found, &mut far)?;
    let planned = look(asked, &files, &place.rehearse()?, &mut far)?;
    far.rest(true);
    let before = format!("{}{}", room::preview(&planned), unused(asked, &files));
    let summary = Answer::json(&planned.summary.to_json());
    if asked.dry_run || !planned.keeps {
        let dry = if asked.dry_run { DRY } else { "" };
        return Ok(if asked.json { summary } else { Answer::text(before + dry) });
    }
    if asked.json && !asked.yes {
        summary.write(looks)?;
        return Err(Stop::could(ADD_YES));
    }
    if !asked.yes {
        put(&shown(&before, looks))?;
        agreed(QUESTION, ADD_YES, NOTHING)?;
    }
    far.rest(false);
    // Planned again in the journal that is written to: it may just have been made, or changed while the question stood.
    let mut desk = place.begin()?;
    copied_before(&desk)?;
    let plan = keep(asked, &files, &mut desk, &mut far)?;
    desk.look_after();
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
            // Nobody may be reading there.
            let _ = writeln!(io::stderr(), "{full}");
            Ok(())
        }
        done => Ok(done.map(|_| ())?),
    }
}

/// Options that the formats of this version leave without effect are named, not passed over.
fn unused(asked: &Asked, files: &Files) -> String {
    let order = asked.day_first || asked.month_first;
    let moods = match files {
        Files::Others(files) => files.iter().any(|(_, format)| *format == Format::Daylio),
        Files::Own(_) => false,
    };
    let given =
        [(order, "--day-first and --month-first"), (!asked.map_mood.is_empty() && !moods, "--map-mood")];
    let given = given.into_iter().filter(|(is, _)| *is);
    given.map(|(_, name)| format!("{name}: {NO_EFFECT}\n")).collect()
}

/// What is to be imported.
enum Files {
    /// Other apps' files, whole.
    Others(Vec<(Vec<u8>, Format)>),
    /// Archives of cuebook's, which are read as often as they are needed.
    Own(Archives<'static>),
}

/// Opens every file, before any journal is opened.
fn found(asked: &Asked) -> Result<Vec<(String, Found)>, Stop> {
    let named = asked
        .format
        .as_deref()
        .map(|name| Format::find(name).ok_or_else(|| Stop::usage(unknown(&format!("\"{name}\"")).says)))
        .transpose()?;
    let paths = asked.paths.iter();
    paths.map(|path| Ok((path.display().to_string(), find(path, named)?))).collect()
}

/// Reads archives through once.
fn surveyed(found: Vec<(String, Found)>, far: &mut Progress) -> Result<Files, Stop> {
    let (mut others, mut own) = (Vec::new(), Vec::new());
    for (path, found) in found {
        match found {
            Found::Other(bytes, format) => others.push((bytes, format)),
            Found::Own(form, shelf) => own.push((path, form, shelf)),
        }
    }
    if own.is_empty() {
        return Ok(Files::Others(others));
    }
    if !others.is_empty() {
        return Err(Stop::could(APART));
    }
    let mut watch = |n| far.step("Looked through", n, None).map_err(halted);
    Archives::survey(own, &mut watch).map(Files::Own).map_err(refused)
}

/// What stands in the journal of the things an import asks after.
struct Standing {
    family: Family,
    options: Options,
    baby: Option<Id>,
    is_empty: bool,
    baby_is_empty: bool,
    zone_given: bool,
    zone_kept: Option<Setting>,
    here: Here,
    name: String,
}

impl Standing {
    fn of(asked: &Asked, desk: &Desk) -> Result<Self, Stop> {
        let zone: Option<Zone> = asked.zone.as_deref().map(days::zone).transpose()?;
        let baby = asked.baby.as_deref();
        let baby = baby.map(|name| whose::named_baby(desk, name)).transpose()?;
        let shown = desk.family.chosen_baby().map(|baby| baby.id);
        let mut here = Here::default();
        for name in room::SETTINGS {
            here.settings.extend(desk.store.setting(name)?);
        }
        for kind in [Kind::Sleep, Kind::Massage] {
            let open = desk.store.open_entries(kind)?;
            let now = desk.now;
            let runs = |e: &&Entry| e.is_running_sleep(now) || e.is_running_massage(now);
            let running = open.iter().filter(runs);
            here.running.extend(running.map(|e| (kind, e.baby)));
        }
        Ok(Self {
            family: desk.family.clone(),
            options: Options {
                zone: zone.unwrap_or_else(|| desk.zone()),
                keep_other: asked.keep_other,
                now: desk.now,
            },
            baby,
            is_empty: desk.store.is_empty()?,
            baby_is_empty: match shown {
                Some(id) => !whose::has_entries(desk, id)?,
                None => false,
            },
            zone_given: zone.is_some(),
            zone_kept: desk.store.setting("zone")?,
            here,
            name: match asked.paths.as_slice() {
                [only] => only.to_string_lossy().into_owned(),
                several => format!("{} files", several.len()),
            },
        })
    }

    fn target<'a>(&'a self, known: &'a HashSet<Id>) -> Target<'a> {
        Target {
            name: &self.name,
            family: &self.family,
            known,
            journal_is_empty: self.is_empty,
            baby_is_empty: self.baby_is_empty,
            baby: self.baby,
            zone_given: self.zone_given,
            zone_kept: self.zone_kept.clone(),
            here: Some(&self.here),
        }
    }
}

/// What an import into the journal on the desk would do.
fn look(asked: &Asked, files: &Files, desk: &Desk, far: &mut Progress) -> Result<Plan, Stop> {
    let standing = Standing::of(asked, desk)?;
    match files {
        Files::Others(files) => others(asked, files, &standing, &desk.store),
        Files::Own(archives) => {
            let journal = Looked(&desk.store);
            own("Compared", archives, &standing, &journal, far)
        }
    }
}

/// Keeps it as one change.
fn keep(asked: &Asked, files: &Files, desk: &mut Desk, far: &mut Progress) -> Result<Plan, Stop> {
    let standing = Standing::of(asked, desk)?;
    match files {
        Files::Others(files) => {
            let plan = others(asked, files, &standing, &desk.store)?;
            if let Some(change) = &plan.change {
                desk.store.apply(change, desk.now)?;
            }
            Ok(plan)
        }
        Files::Own(archives) => {
            let mut plan = None;
            desk.store.apply_pieces(desk.now, |pen| {
                let kept = own("Kept", archives, &standing, &Written(pen), far)?;
                let title = kept.title();
                plan = Some(kept);
                Ok::<_, Stop>(title)
            })?;
            plan.ok_or_else(|| Stop::could(NOTHING))
        }
    }
}

/// Plans the import of other apps' files.
fn others(
    asked: &Asked,
    files: &[(Vec<u8>, Format)],
    standing: &Standing,
    store: &Store,
) -> Result<Plan, Stop> {
    let knowing = room::Knowing { moods: asked.map_mood.clone() };
    let reads: Vec<Read> = files
        .iter()
        .zip(&asked.paths)
        .map(|((bytes, format), path)| {
            room::read_knowing(bytes, *format, &standing.options, &knowing)
                .map_err(|problem| Stop::could(format!("{}: {} {NOTHING}", path.display(), problem.says)))
        })
        .collect::<Result<_, _>>()?;
    let ids = reads.iter().flat_map(|read| &read.drafts).map(|d| d.id);
    let known = store.known(ids)?;
    // A sleep that one file begins and the next one ends.
    let open = store.open_entries(Kind::Sleep)?.into_iter();
    let open = open.filter(|entry| known.contains(&entry.id));
    let here = Here { entries: open.map(|entry| (entry.id, entry)).collect(), ..standing.here.clone() };
    let target = Target { here: Some(&here), ..standing.target(&known) };
    Ok(room::plan(reads, &target, &standing.options)?)
}

/// Takes archives through.
fn own(
    did: &'static str,
    archives: &Archives<'_>,
    standing: &Standing,
    journal: &dyn Journal,
    far: &mut Progress,
) -> Result<Plan, Stop> {
    let none = HashSet::new();
    let target = standing.target(&none);
    let total = Some(archives.total);
    let mut watch = |n| far.step(did, n, total).map_err(halted);
    room::bring(archives, &target, &standing.options, journal, &mut watch).map_err(refused)
}

/// A journal that is only looked at.
struct Looked<'a>(&'a Store);

impl Journal for Looked<'_> {
    fn entry(&self, id: Id) -> Result<Option<Entry>, Problem> {
        self.0.entry(id).map_err(|trouble| halted(trouble.into()))
    }

    fn keep(&self, _: Edit) -> Result<(), Problem> {
        Ok(())
    }
}

/// A journal that is written to.
struct Written<'a>(&'a Pen<'a>);

impl Journal for Written<'_> {
    fn entry(&self, id: Id) -> Result<Option<Entry>, Problem> {
        self.0.entry(id).map_err(|trouble| halted(trouble.into()))
    }

    fn keep(&self, edit: Edit) -> Result<(), Problem> {
        self.0.put(&edit).map_err(|trouble| halted(trouble.into()))
    }
}

/// What stops the work for a reason that is not the file's.
fn halted(stop: Stop) -> Problem {
    Problem::new("", stop.says)
}

fn refused(problem: Problem) -> Stop {
    match problem.field.as_ref() {
        "" => Stop::could(problem.says),
        _ => Stop::could(format!("{} {NOTHING}", problem.says)),
    }
}

const QUESTION: &str = "Keep these? y/N ";
const KEPT: &str = "Kept. `cuebook undo` takes it all back.\n";
const APART: &str = "An archive of cuebook's comes on its own: please import the other files in a second go. Nothing was kept.";
const STOPPED: &str = "Stopped; nothing was changed.";
const DRY: &str = "Nothing was kept: this was only a look.\n";
const ADD_YES: &str = "Nothing was kept yet: add --yes to keep them.";
const NO_EFFECT: &str = "made no difference to these files.";
const NOTHING: &str = "Nothing was kept.";
const MOOD_HOW: &str = "please write it like rad=5: the other app's name, and 1 (heavy) to 5 (good)";
