//! `set baby` and `set carer`: naming, adding, choosing; dates of birth.

use crate::cli::commands::set_cmd::{ALREADY, SettingChange, TAKE_BACK};
use crate::cli::output::CliError;
use crate::cli::select_person::quote_for_shell;
use crate::cli::session::Session;
use crate::cli::{date_args, select_person};
use crate::model::family_changes::reject_future_birth;
use crate::model::{Baby, Carer, Change, Edit, Id, Record, Setting, new_id};
use crate::vocabulary::eq_normalized;
use chrono::NaiveDate;
use serde_json::json;

/// What to say of a baby.
#[derive(clap::Args)]
pub(crate) struct BabyArgs {
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

impl BabyArgs {
    /// Nothing was asked for but to see.
    pub(crate) fn is_blank(&self) -> bool {
        self.name.is_none() && !self.add && self.rename.is_none() && self.born.is_none() && self.due.is_none()
    }
}

/// What to say of a carer.
#[derive(clap::Args)]
pub(crate) struct CarerArgs {
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

impl CarerArgs {
    /// Nothing was asked for but to see.
    pub(crate) fn is_blank(&self) -> bool {
        self.name.is_none() && !self.add && self.rename.is_none()
    }
}

/// Names, adds, dates or chooses a baby.
pub(crate) fn change_baby(asked: &BabyArgs, desk: &Session) -> Result<SettingChange, CliError> {
    let today = desk.now.local_date();
    let name = trim_name(asked.name.as_deref(), "baby")?;
    let known = name.and_then(|name| desk.family.find_baby_by_name(name));
    if asked.add {
        return add_baby(name, known.is_some(), asked, today);
    }
    if asked.close || asked.reopen {
        return close_or_reopen_baby(known, name.unwrap_or_default(), asked.close, desk);
    }
    let before = match name {
        Some(name) => known
            .or_else(|| {
                if asked.rename.is_some() {
                    return None;
                }
                find_unnamed(&desk.family.babies, desk.family.selected_baby(), |b| b.name.is_none())
            })
            .ok_or_else(|| unknown_person_error("baby", name))?,
        None => {
            let id = select_person::select_baby(desk, None)?;
            desk.family.find_baby(id).ok_or_else(|| CliError::operation_failed(GONE))?
        }
    };
    let renamed = parse_new_name(
        asked.rename.as_deref(),
        desk.family.babies.iter().filter(|b| b.id != before.id).map(Baby::display_name),
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
        born: resolve_date(&asked.born, before.born, today)?,
        due: resolve_date(&asked.due, before.due, today)?,
        ..before.clone()
    };
    check_birth_date(&after, today)?;
    let says = after.describe_baby();
    if *before != after {
        return Ok(with_undo_hint(Change::replace_record(says, before.clone(), after)));
    }
    if asked.born.is_some() || asked.due.is_some() {
        return Ok((None, format!("{says}. {ALREADY}")));
    }
    let title = format!("{} is the baby shown now", after.display_name());
    choose_person(desk, "baby", after.id, &title)
}

/// Closes a baby's pages, or opens them again.
fn close_or_reopen_baby(
    known: Option<&Baby>,
    name: &str,
    close: bool,
    desk: &Session,
) -> Result<SettingChange, CliError> {
    let baby = known.ok_or_else(|| unknown_person_error("baby", name))?;
    if baby.closed == close {
        let is = if close { "closed" } else { "open" };
        let says = format!("{}'s pages are {is}. {ALREADY}", baby.display_name());
        return Ok((None, says));
    }
    let shown = desk.store.load_setting("baby")?;
    Ok(with_undo_hint(baby.change_closed(close, &desk.family, shown)))
}

/// A day as asked for: left as it was, taken away, or another.
fn resolve_date(
    text: &Option<String>,
    was: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, CliError> {
    match text.as_deref() {
        None => Ok(was),
        Some("none") => Ok(None),
        Some(text) => date_args::parse_date_arg(text, today).map(Some),
    }
}

fn add_baby(
    name: Option<&str>,
    known: bool,
    asked: &BabyArgs,
    today: NaiveDate,
) -> Result<SettingChange, CliError> {
    let name = require_new_name(name, known, "baby")?;
    let after = Baby {
        name: Some(name.to_owned()),
        born: resolve_date(&asked.born, None, today)?,
        due: resolve_date(&asked.due, None, today)?,
        ..Baby::new_unnamed(new_id())
    };
    check_birth_date(&after, today)?;
    let title = format!("{name} is in the journal");
    Ok(with_undo_hint(Change::add_record(&title, after)))
}

/// Names, adds or chooses a carer.
pub(crate) fn change_carer(asked: &CarerArgs, desk: &Session) -> Result<SettingChange, CliError> {
    let name = trim_name(asked.name.as_deref(), "carer")?;
    let known = name.and_then(|name| desk.family.find_carer_by_name(name));
    if asked.add {
        let name = require_new_name(name, known.is_some(), "carer")?;
        let after = Carer { id: new_id(), name: Some(name.to_owned()), hidden_checkins: false };
        let title = format!("{name} writes in the journal too");
        return Ok(with_undo_hint(Change::add_record(&title, after)));
    }
    let Some(name) = name else {
        return Err(CliError::wrong_usage(NAME_PLEASE));
    };
    if let (Some(known), Some(_)) = (known, &asked.rename) {
        let others = desk.family.carers.iter().filter(|c| c.id != known.id).map(Carer::display_name);
        let after =
            Carer { name: parse_new_name(asked.rename.as_deref(), others, "carer")?, ..known.clone() };
        let title = format!("{} is called {} now", known.display_name(), after.display_name());
        return Ok(with_undo_hint(Change::replace_record(&title, known.clone(), after)));
    }
    if let (Some(known), true) = (known, asked.hide_checkins || asked.show_checkins) {
        let change = known.change_checkin_visibility(asked.hide_checkins);
        if known.hidden_checkins == asked.hide_checkins {
            return Ok((None, format!("{}. {ALREADY}", change.title)));
        }
        return Ok(with_undo_hint(change));
    }
    if let Some(known) = known {
        let title = format!("{} is writing now", known.display_name());
        return choose_person(desk, "carer", known.id, &title);
    }
    let before = find_unnamed(&desk.family.carers, desk.family.selected_carer(), |c| c.name.is_none());
    let before = before
        .filter(|_| asked.rename.is_none() && !asked.hide_checkins && !asked.show_checkins)
        .ok_or_else(|| unknown_person_error("carer", name))?;
    let after = Carer { name: Some(name.to_owned()), ..before.clone() };
    let title = format!("The carer is called {name}");
    Ok(with_undo_hint(Change::replace_record(&title, before.clone(), after)))
}

/// The one without a name: the chosen one when it has none, else the first such.
fn find_unnamed<'a, T>(all: &'a [T], chosen: Option<&'a T>, is: impl Fn(&T) -> bool) -> Option<&'a T> {
    chosen.filter(|it| is(it)).or_else(|| all.iter().find(|it| is(it)))
}

fn choose_person(desk: &Session, name: &str, id: Id, title: &str) -> Result<SettingChange, CliError> {
    let before = desk.store.load_setting(name)?;
    let after = Setting { name: name.to_owned(), value: json!(id) };
    if before.as_ref() == Some(&after) {
        return Ok((None, format!("{title}. {ALREADY}")));
    }
    Ok(with_undo_hint(Change {
        title: title.to_owned(),
        edits: vec![Edit { before: before.map(Record::from), after: Some(after.into()) }],
    }))
}

fn with_undo_hint(change: Change) -> SettingChange {
    let says = format!("{}. {TAKE_BACK}", change.title);
    (Some(change), says)
}

fn check_birth_date(baby: &Baby, today: NaiveDate) -> Result<(), CliError> {
    match baby.born.and_then(|born| reject_future_birth(born, today)) {
        Some(problem) => Err(CliError::wrong_usage(problem)),
        None => Ok(()),
    }
}

/// A name as it was meant: without blanks around it, and not blank.
fn trim_name<'a>(name: Option<&'a str>, who: &str) -> Result<Option<&'a str>, CliError> {
    match name.map(str::trim) {
        Some("") => Err(CliError::wrong_usage(format!(
            "A name cannot be blank. Please write it like `cuebook set {who} Maya`."
        ))),
        name => Ok(name),
    }
}

/// A new name that nobody else has.
fn parse_new_name<'a>(
    name: Option<&str>,
    others: impl Iterator<Item = &'a str>,
    who: &str,
) -> Result<Option<String>, CliError> {
    let Some(name) = trim_name(name, who)? else {
        return Ok(None);
    };
    let taken = others.into_iter().any(|other| eq_normalized(other, name));
    require_new_name(Some(name), taken, who).map(|name| Some(name.to_owned()))
}

fn require_new_name<'a>(name: Option<&'a str>, known: bool, who: &str) -> Result<&'a str, CliError> {
    match name {
        None => Err(CliError::wrong_usage(NAME_PLEASE)),
        Some(name) if known => Err(CliError::operation_failed(format!(
            "There is a {who} called {name} in this journal already, so nothing was changed. Please give another name."
        ))),
        Some(name) => Ok(name),
    }
}

fn unknown_person_error(who: &str, name: &str) -> CliError {
    CliError::wrong_usage(format!(
        "There is no {who} called {name} in this journal. `cuebook set {who} --add {0}` adds one, and `cuebook set {who} OLD --rename {0}` renames one.",
        quote_for_shell(name)
    ))
}

const NAME_PLEASE: &str =
    "Please give a name, like `cuebook set baby --add Maya` or `cuebook set carer --add Anna`.";
const GONE: &str = "That baby is not in the journal any more. Please try again.";
