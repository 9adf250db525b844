//! Which baby and which carer a command is about, when it names one and when it does not.

use super::answer::Stop;
use super::place::Desk;
use crate::journal::{Baby, Id};

/// The baby of `--baby`, else the only one with entries, else the only one, else the one chosen in the app. Babies
/// whose pages are closed are asked for by name as long as others are open.
pub(crate) fn baby(desk: &Desk, asked: Option<&str>) -> Result<Id, Stop> {
    if let Some(name) = asked {
        return named_baby(desk, name);
    }
    let family = &desk.family;
    let mut open: Vec<Id> = family.open_babies().map(|baby| baby.id).collect();
    if open.is_empty() {
        open.extend(family.babies.iter().map(|baby| baby.id));
    }
    if let [only] = open.as_slice() {
        return Ok(*only);
    }
    let mut with_entries = desk.store.babies_with_entries()?;
    with_entries.retain(|id| open.contains(id));
    let chosen = family.settings.baby.filter(|id| family.baby(*id).is_some());
    match with_entries.as_slice() {
        [only] => Ok(*only),
        _ => chosen.ok_or_else(|| {
            let names = open.iter().filter_map(|id| family.baby(*id));
            let names: Vec<_> = names.map(Baby::called).collect();
            Stop::usage(format!("Which baby? Please add --baby and a name: {}.", names.join(" or ")))
        }),
    }
}

/// The baby of a name.
pub(crate) fn named_baby(desk: &Desk, name: &str) -> Result<Id, Stop> {
    let family = &desk.family;
    family.baby_called(name).map(|b| b.id).ok_or_else(|| {
        let names: Vec<_> = family.babies.iter().map(|b| b.called()).collect();
        unknown("baby", name, &names)
    })
}

/// The carer of `--carer`, else the one chosen in the app.
pub(crate) fn carer(desk: &Desk, asked: Option<&str>) -> Result<Id, Stop> {
    let family = &desk.family;
    let found = match asked {
        Some(name) => family.carer_called(name),
        None => family.chosen_carer(),
    };
    found.map(|c| c.id).ok_or_else(|| {
        let names: Vec<_> = family.carers.iter().map(|c| c.called()).collect();
        unknown("carer", asked.unwrap_or(""), &names)
    })
}

/// The carer whose own check-ins were asked for. What is sealed has to be opened first, or a page would say nothing in
/// their name.
pub(crate) fn ticked(desk: &Desk, name: &str) -> Result<Id, Stop> {
    let carer = carer(desk, Some(name))?;
    if desk.store.opened().lacks(carer, &desk.family) {
        return Err(Stop::could(format!("What {name} wrote is sealed. {OPENS}")));
    }
    Ok(carer)
}

/// Whether a baby has entries of its own.
pub(crate) fn has_entries(desk: &Desk, baby: Id) -> Result<bool, Stop> {
    Ok(desk.store.babies_with_entries()?.contains(&baby))
}

fn unknown(who: &str, name: &str, known: &[&str]) -> Stop {
    Stop::usage(format!(
        "There is no {who} called {name} in this journal, only {}. `cuebook set {who} --add {}` adds one.",
        known.join(", "),
        quoted(name)
    ))
}

/// A name as it is typed after a command.
pub(crate) fn quoted(name: &str) -> String {
    let simple = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !name.is_empty() && name.chars().all(simple) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}

const OPENS: &str = "--seal-fd N reads the passphrase that opens it; nothing was made.";
