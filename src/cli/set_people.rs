//! `set baby` and `set carer`: naming, adding, choosing; dates of birth.

use super::answer::Stop;
use super::days;
use super::place::Desk;
use super::set::{ALREADY, Settled, TAKE_BACK};
use super::whose::{self, quoted};
use crate::journal::household::born_problem;
use crate::journal::{Baby, Carer, Change, Edit, Id, Record, Setting, new_id};
use crate::words::same;
use chrono::NaiveDate;
use serde_json::json;

/// What to say of a baby.
#[derive(clap::Args)]
pub(crate) struct BabyAsked {
    /// The name: of a baby you have, or for the one without a name
    name: Option<String>,
    /// Another baby of this name
    #[arg(long)]
    add: bool,
    /// A new name for this baby
    #[arg(long, value_name = "NAME", conflicts_with = "add")]
    rename: Option<String>,
    /// The day of birth, or "none"
    #[arg(long, value_name = "DAY")]
    born: Option<String>,
    /// The day baby was due, or "none"
    #[arg(long, value_name = "DAY")]
    due: Option<String>,
    /// Close this baby's pages: no age is counted, nothing is asked, everything is kept
    #[arg(long, requires = "name", conflicts_with_all = ["add", "rename", "born", "due"])]
    close: bool,
    /// Open this baby's pages again
    #[arg(long, requires = "name", conflicts_with_all = ["add", "rename", "born", "due", "close"])]
    reopen: bool,
}

impl BabyAsked {
    /// Nothing was asked for but to see.
    pub(crate) fn is_blank(&self) -> bool {
        self.name.is_none() && !self.add && self.rename.is_none() && self.born.is_none() && self.due.is_none()
    }
}

/// What to say of a carer.
#[derive(clap::Args)]
pub(crate) struct CarerAsked {
    /// The name: of a carer you have, or for the one without a name
    name: Option<String>,
    /// Another carer of this name
    #[arg(long)]
    add: bool,
    /// A new name for this carer
    #[arg(long, value_name = "NAME", conflicts_with = "add")]
    rename: Option<String>,
    /// Keep this carer's check-ins out of Today and Trends
    #[arg(long, requires = "name", conflicts_with_all = ["add", "rename"])]
    hide_checkins: bool,
    /// Show them there again
    #[arg(long, requires = "name", conflicts_with_all = ["add", "rename", "hide_checkins"])]
    show_checkins: bool,
}

impl CarerAsked {
    /// Nothing was asked for but to see.
    pub(crate) fn is_blank(&self) -> bool {
        self.name.is_none() && !self.add && self.rename.is_none()
    }
}

/// Names, adds, dates or chooses a baby.
pub(crate) fn baby(asked: &BabyAsked, desk: &Desk) -> Result<Settled, Stop> {
    let today = desk.now.date();
    let name = clean(asked.name.as_deref(), "baby")?;
    let known = name.and_then(|name| desk.family.baby_called(name));
    if asked.add {
        return add_baby(name, known.is_some(), asked, today);
    }
    if asked.close || asked.reopen {
        return pages(known, name.unwrap_or_default(), asked.close, desk);
    }
    let before = match name {
        Some(name) => known
            .or_else(|| {
                if asked.rename.is_some() {
                    return None;
                }
                unnamed(&desk.family.babies, desk.family.chosen_baby(), |b| b.name.is_none())
            })
            .ok_or_else(|| not_known("baby", name))?,
        None => {
            let id = whose::baby(desk, None)?;
            desk.family.baby(id).ok_or_else(|| Stop::could(GONE))?
        }
    };
    let renamed = renamed(
        asked.rename.as_deref(),
        desk.family.babies.iter().filter(|b| b.id != before.id).map(Baby::called),
        "baby",
    )?;
    let after = Baby {
        // A known name keeps the spelling it has; a name for the unnamed one is taken as typed.
        name: if renamed.is_some() {
            renamed
        } else if known.is_none() {
            name.map(str::to_owned).or_else(|| before.name.clone())
        } else {
            before.name.clone()
        },
        born: day(&asked.born, before.born, today)?,
        due: day(&asked.due, before.due, today)?,
        ..before.clone()
    };
    in_time(&after, today)?;
    let says = after.told();
    if *before != after {
        return Ok(done(Change::edit(says, before.clone(), after)));
    }
    if asked.born.is_some() || asked.due.is_some() {
        return Ok((None, format!("{says}. {ALREADY}")));
    }
    let title = format!("{} is the baby shown now", after.called());
    choose(desk, "baby", after.id, &title)
}

/// Closes a baby's pages, or opens them again.
fn pages(known: Option<&Baby>, name: &str, close: bool, desk: &Desk) -> Result<Settled, Stop> {
    let baby = known.ok_or_else(|| not_known("baby", name))?;
    if baby.closed == close {
        let is = if close { "closed" } else { "open" };
        let says = format!("{}'s pages are {is}. {ALREADY}", baby.called());
        return Ok((None, says));
    }
    let shown = desk.store.setting("baby")?;
    Ok(done(baby.pages(close, &desk.family, shown)))
}

/// A day as asked for: left as it was, taken away, or another.
fn day(text: &Option<String>, was: Option<NaiveDate>, today: NaiveDate) -> Result<Option<NaiveDate>, Stop> {
    match text.as_deref() {
        None => Ok(was),
        Some("none") => Ok(None),
        Some(text) => days::date(text, today).map(Some),
    }
}

fn add_baby(name: Option<&str>, known: bool, asked: &BabyAsked, today: NaiveDate) -> Result<Settled, Stop> {
    let name = new_name(name, known, "baby")?;
    let after = Baby {
        name: Some(name.to_owned()),
        born: day(&asked.born, None, today)?,
        due: day(&asked.due, None, today)?,
        ..Baby::unnamed(new_id())
    };
    in_time(&after, today)?;
    let title = format!("{name} is in the journal");
    Ok(done(Change::add(&title, after)))
}

/// Names, adds or chooses a carer.
pub(crate) fn carer(asked: &CarerAsked, desk: &Desk) -> Result<Settled, Stop> {
    let name = clean(asked.name.as_deref(), "carer")?;
    let known = name.and_then(|name| desk.family.carer_called(name));
    if asked.add {
        let name = new_name(name, known.is_some(), "carer")?;
        let after = Carer { id: new_id(), name: Some(name.to_owned()), hidden_checkins: false };
        let title = format!("{name} writes in the journal too");
        return Ok(done(Change::add(&title, after)));
    }
    let Some(name) = name else {
        return Err(Stop::usage(NAME_PLEASE));
    };
    if let (Some(known), Some(_)) = (known, &asked.rename) {
        let others = desk.family.carers.iter().filter(|c| c.id != known.id).map(Carer::called);
        let after = Carer { name: renamed(asked.rename.as_deref(), others, "carer")?, ..known.clone() };
        let title = format!("{} is called {} now", known.called(), after.called());
        return Ok(done(Change::edit(&title, known.clone(), after)));
    }
    if let (Some(known), true) = (known, asked.hide_checkins || asked.show_checkins) {
        let change = known.checkins(asked.hide_checkins);
        if known.hidden_checkins == asked.hide_checkins {
            return Ok((None, format!("{}. {ALREADY}", change.title)));
        }
        return Ok(done(change));
    }
    if let Some(known) = known {
        let title = format!("{} is writing now", known.called());
        return choose(desk, "carer", known.id, &title);
    }
    let before = unnamed(&desk.family.carers, desk.family.chosen_carer(), |c| c.name.is_none());
    let before = before
        .filter(|_| asked.rename.is_none() && !asked.hide_checkins && !asked.show_checkins)
        .ok_or_else(|| not_known("carer", name))?;
    let after = Carer { name: Some(name.to_owned()), ..before.clone() };
    let title = format!("The carer is called {name}");
    Ok(done(Change::edit(&title, before.clone(), after)))
}

/// The one without a name: the chosen one when it has none, else the first such.
fn unnamed<'a, T>(all: &'a [T], chosen: Option<&'a T>, is: impl Fn(&T) -> bool) -> Option<&'a T> {
    chosen.filter(|it| is(it)).or_else(|| all.iter().find(|it| is(it)))
}

fn choose(desk: &Desk, name: &str, id: Id, title: &str) -> Result<Settled, Stop> {
    let before = desk.store.setting(name)?;
    let after = Setting { name: name.to_owned(), value: json!(id) };
    if before.as_ref() == Some(&after) {
        return Ok((None, format!("{title}. {ALREADY}")));
    }
    Ok(done(Change {
        title: title.to_owned(),
        edits: vec![Edit { before: before.map(Record::from), after: Some(after.into()) }],
    }))
}

fn done(change: Change) -> Settled {
    let says = format!("{}. {TAKE_BACK}", change.title);
    (Some(change), says)
}

fn in_time(baby: &Baby, today: NaiveDate) -> Result<(), Stop> {
    match baby.born.and_then(|born| born_problem(born, today)) {
        Some(problem) => Err(Stop::usage(problem)),
        None => Ok(()),
    }
}

/// A name as it was meant: without blanks around it, and not blank.
fn clean<'a>(name: Option<&'a str>, who: &str) -> Result<Option<&'a str>, Stop> {
    match name.map(str::trim) {
        Some("") => Err(Stop::usage(format!(
            "A name cannot be blank. Please write it like `cuebook set {who} Maya`."
        ))),
        name => Ok(name),
    }
}

/// A new name that nobody else has.
fn renamed<'a>(
    name: Option<&str>,
    others: impl Iterator<Item = &'a str>,
    who: &str,
) -> Result<Option<String>, Stop> {
    let Some(name) = clean(name, who)? else {
        return Ok(None);
    };
    let taken = others.into_iter().any(|other| same(other, name));
    new_name(Some(name), taken, who).map(|name| Some(name.to_owned()))
}

fn new_name<'a>(name: Option<&'a str>, known: bool, who: &str) -> Result<&'a str, Stop> {
    match name {
        None => Err(Stop::usage(NAME_PLEASE)),
        Some(name) if known => Err(Stop::could(format!(
            "There is a {who} called {name} in this journal already, so nothing was changed. Please give another name."
        ))),
        Some(name) => Ok(name),
    }
}

fn not_known(who: &str, name: &str) -> Stop {
    Stop::usage(format!(
        "There is no {who} called {name} in this journal. `cuebook set {who} --add {0}` adds one, and `cuebook set {who} OLD --rename {0}` renames one.",
        quoted(name)
    ))
}

const NAME_PLEASE: &str =
    "Please give a name, like `cuebook set baby --add Maya` or `cuebook set carer --add Anna`.";
const GONE: &str = "That baby is not in the journal any more. Please try again.";
