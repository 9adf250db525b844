//! `restore`: a copy put in the place of the journal, after showing what would change.

use super::answer::{Answer, Stop, put, shown};
use super::ask::agreed;
use super::place::Place;
use crate::home;
use crate::journal::time::short_date;
use crate::journal::{At, Zone};
use crate::store::{Preview, Restore, Standing, Trouble};
use crate::widgets::look::Look;
use std::path::PathBuf;

/// What to restore.
#[derive(clap::Args)]
pub struct Asked {
    /// The copy
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Restore it without asking
    #[arg(long)]
    yes: bool,
}

/// Shows what would change, asks, and restores.
pub fn run(asked: &Asked, place: &Place, looks: Look) -> Result<Answer, Stop> {
    let (standing, zone) = standing(place)?;
    let now = home::now(zone)?;
    let (there, damaged) = match &standing {
        Standing::Nothing => (false, false),
        Standing::Open(_) => (true, false),
        Standing::Damaged => (true, true),
    };
    let ready = prepared(asked, place, standing)?;
    let mut before = told(ready.preview(), there && !damaged, zone);
    if damaged {
        before.push_str(DAMAGED);
    }
    if !asked.yes {
        put(&shown(&before, looks))?;
        agreed(QUESTION, ADD_YES, NOTHING)?;
        before.clear();
    }
    let kept = ready.carry_out(now)?;
    before.push_str("Restored.");
    if let Some(kept) = kept {
        before.push_str(&format!(
            " What was there before is kept in {}.",
            kept.display()
        ));
    }
    Ok(Answer::text(before))
}

/// What is at the journal's path, and the zone to tell times in.
fn standing(place: &Place) -> Result<(Standing, Zone), Stop> {
    let standing = place.standing()?;
    let zone = match &standing {
        Standing::Open(store) => store.family()?.settings.hours.zone,
        Standing::Nothing | Standing::Damaged => home::zone(),
    };
    Ok((standing, zone))
}

/// A locked copy is tried with the journal's own passphrase before anybody is asked for another.
fn prepared(asked: &Asked, place: &Place, standing: Standing) -> Result<Restore, Stop> {
    let key = match Restore::key_of(&asked.path, place.way.known().as_ref()) {
        Ok(key) => key,
        Err(Trouble::Locked(_) | Trouble::WrongPassphrase(_)) => {
            let name = asked.path.display().to_string();
            Some(place.way.open_other(&name, |key| {
                Restore::key_of(&asked.path, Some(key))?;
                Ok(key.clone())
            })?)
        }
        Err(other) => return Err(other.into()),
    };
    let (path, from) = (place.path(), &asked.path);
    Ok(Restore::prepare(path, standing, from, key.as_ref())?)
}

fn told(preview: &Preview, compared: bool, zone: Zone) -> String {
    let day = |secs: i64| short_date(At::in_zone(secs, zone).date());
    let mut out = format!("The copy holds {} entries", preview.entries);
    if let Some(newest) = preview.newest {
        out.push_str(&format!("; it was last written to on {}", day(newest)));
    }
    out.push_str(".\n");
    if !compared {
        return out;
    }
    if preview.kinds.is_empty() && preview.family == 0 {
        return out + SAME;
    }
    out.push_str("Against the journal as it is now:\n");
    for (kind, differs) in &preview.kinds {
        let counts = [
            (differs.come, "would come"),
            (differs.go, "would go"),
            (differs.change, "would be as they were in the copy"),
        ];
        let counts: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        out.push_str(&format!("  {:<9} {}\n", kind.word(), counts.join(", ")));
    }
    if let Some(span) = preview.span {
        let (from, to) = (day(span.from), day(span.to));
        out.push_str(&match from == to {
            true => format!("  all of {from}\n"),
            false => format!("  from {from} to {to}\n"),
        });
    }
    if preview.family > 0 {
        out.push_str(&format!(
            "  {} of babies, carers, own cues, marks and settings would be as in the copy\n",
            preview.family
        ));
    }
    out + HISTORY
}

const SAME: &str = "It says the same as the journal does now.\n";
const HISTORY: &str = "The history of changes comes from the copy too, so undo does not bring this back; the copy kept now does.\n";
const DAMAGED: &str =
    "The journal that is there cannot be read; it is kept as it is, beside the copies.\n";
const QUESTION: &str = "Put it in the journal's place? y/N ";
const ADD_YES: &str = "Nothing was changed: add --yes to restore it.";
const NOTHING: &str = "Nothing was changed.";
