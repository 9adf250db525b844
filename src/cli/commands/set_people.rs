//! `set baby` and `set carer`: naming, adding, choosing; dates of birth.

use crate::cli::commands::setting_change::{SettingChange, change_setting, changed, unchanged};
use crate::cli::output::CliError;
use crate::cli::select_person::quote_for_shell;
use crate::cli::session::Session;
use crate::cli::{date_args, select_person};
use crate::model::family_changes::reject_future_birth;
use crate::model::{Baby, Carer, Change, Id, new_id};
use crate::text::sanitize::compose_letters;
use crate::texts::cli_settings as texts;
use crate::texts::settings_screen::person_saved;
use crate::vocabulary::eq_normalized;
use chrono::NaiveDate;
use serde_json::json;

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
    pub(crate) fn is_blank(&self) -> bool {
        self.name.is_none() && !self.add && self.rename.is_none() && self.born.is_none() && self.due.is_none()
    }
}

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
    pub(crate) fn is_blank(&self) -> bool {
        self.name.is_none() && !self.add && self.rename.is_none()
    }
}

pub(crate) fn change_baby(args: &BabyArgs, session: &Session) -> Result<SettingChange, CliError> {
    let today = session.now.local_date();
    let name = args.name.as_deref().map(compose_letters);
    let name = trim_name(name.as_deref(), "baby")?;
    let known = name.and_then(|name| session.family.find_baby_by_name(name));
    if args.add {
        return add_baby(name, known.is_some(), args, session);
    }
    if args.close || args.reopen {
        return close_or_reopen_baby(known, name.unwrap_or_default(), args.close, session);
    }
    let before = match name {
        Some(name) => known
            .or_else(|| {
                if args.rename.is_some() {
                    return None;
                }
                find_unnamed(&session.family.babies, session.family.selected_baby(), |b| b.name.is_none())
            })
            .ok_or_else(|| unknown_person_error("baby", name))?,
        None => {
            let id = select_person::select_baby(session, None)?;
            session.family.find_baby(id).ok_or_else(|| CliError::operation_failed(texts::BABY_GONE))?
        }
    };
    let renamed = parse_new_name(
        args.rename.as_deref(),
        session.family.babies.iter().filter(|b| b.id != before.id).map(Baby::display_name),
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
        born: resolve_date(&args.born, before.born, session)?,
        due: resolve_date(&args.due, before.due, session)?,
        ..before.clone()
    };
    check_birth_date(&after, today)?;
    let title = after.describe_baby();
    if *before != after {
        return Ok(changed(Change::replace_record(title, before.clone(), after)));
    }
    if args.born.is_some() || args.due.is_some() {
        return Ok(unchanged(&title));
    }
    choose_person(session, "baby", after.id, &texts::baby_chosen(after.display_name()))
}

fn close_or_reopen_baby(
    known: Option<&Baby>,
    name: &str,
    close: bool,
    session: &Session,
) -> Result<SettingChange, CliError> {
    let baby = known.ok_or_else(|| unknown_person_error("baby", name))?;
    if baby.closed == close {
        return Ok(unchanged(&texts::pages_unchanged(baby.display_name(), close)));
    }
    let shown = session.store.load_setting("baby")?;
    Ok(changed(baby.change_closed(close, &session.family, shown)))
}

/// A day as asked for: left as it was, taken away, or another.
fn resolve_date(
    text: &Option<String>,
    was: Option<NaiveDate>,
    session: &Session,
) -> Result<Option<NaiveDate>, CliError> {
    match text.as_deref() {
        None => Ok(was),
        Some("none") => Ok(None),
        Some(text) => {
            let settings = &session.family.settings;
            date_args::parse_date_arg(text, session.now.local_date(), settings).map(Some)
        }
    }
}

fn add_baby(
    name: Option<&str>,
    known: bool,
    args: &BabyArgs,
    session: &Session,
) -> Result<SettingChange, CliError> {
    let name = require_new_name(name, known, "baby")?;
    let after = Baby {
        name: Some(name.to_owned()),
        born: resolve_date(&args.born, None, session)?,
        due: resolve_date(&args.due, None, session)?,
        ..Baby::new_unnamed(new_id())
    };
    check_birth_date(&after, session.now.local_date())?;
    Ok(changed(Change::add_record(person_saved(name), after)))
}

pub(crate) fn change_carer(args: &CarerArgs, session: &Session) -> Result<SettingChange, CliError> {
    let name = args.name.as_deref().map(compose_letters);
    let name = trim_name(name.as_deref(), "carer")?;
    let known = name.and_then(|name| session.family.find_carer_by_name(name));
    if args.add {
        let name = require_new_name(name, known.is_some(), "carer")?;
        let after = Carer { id: new_id(), name: Some(name.to_owned()), hidden_checkins: false };
        return Ok(changed(Change::add_record(texts::carer_added(name), after)));
    }
    let Some(name) = name else {
        return Err(CliError::wrong_usage(texts::NAME_MISSING));
    };
    if let (Some(known), Some(_)) = (known, &args.rename) {
        let others = session.family.carers.iter().filter(|c| c.id != known.id).map(Carer::display_name);
        let after = Carer { name: parse_new_name(args.rename.as_deref(), others, "carer")?, ..known.clone() };
        let title = texts::carer_renamed(known.display_name(), after.display_name());
        return Ok(changed(Change::replace_record(title, known.clone(), after)));
    }
    if let (Some(known), true) = (known, args.hide_checkins || args.show_checkins) {
        let change = known.change_checkin_visibility(args.hide_checkins);
        if known.hidden_checkins == args.hide_checkins {
            return Ok(unchanged(&change.title));
        }
        return Ok(changed(change));
    }
    if let Some(known) = known {
        return choose_person(session, "carer", known.id, &texts::carer_chosen(known.display_name()));
    }
    let unnamed = find_unnamed(&session.family.carers, session.family.selected_carer(), |c| c.name.is_none());
    match unnamed {
        Some(before) if args.rename.is_none() && !args.hide_checkins && !args.show_checkins => {
            let after = Carer { name: Some(name.to_owned()), ..before.clone() };
            Ok(changed(Change::replace_record(texts::carer_named(name), before.clone(), after)))
        }
        _ => Err(unknown_person_error("carer", name)),
    }
}

/// The one without a name: the chosen one when it has none, else the first such.
fn find_unnamed<'a, T>(all: &'a [T], chosen: Option<&'a T>, is: impl Fn(&T) -> bool) -> Option<&'a T> {
    chosen.filter(|it| is(it)).or_else(|| all.iter().find(|it| is(it)))
}

fn choose_person(session: &Session, key: &str, id: Id, title: &str) -> Result<SettingChange, CliError> {
    change_setting(session, key, json!(id), title, title)
}

fn check_birth_date(baby: &Baby, today: NaiveDate) -> Result<(), CliError> {
    match baby.born.and_then(|born| reject_future_birth(born, today)) {
        Some(problem) => Err(CliError::wrong_usage(problem)),
        None => Ok(()),
    }
}

/// A name as it was meant: without blanks around it, and not blank.
fn trim_name<'a>(name: Option<&'a str>, role: &str) -> Result<Option<&'a str>, CliError> {
    match name.map(str::trim) {
        Some("") => Err(CliError::wrong_usage(texts::blank_name(role))),
        name => Ok(name),
    }
}

fn parse_new_name<'a>(
    name: Option<&str>,
    others: impl Iterator<Item = &'a str>,
    role: &str,
) -> Result<Option<String>, CliError> {
    let Some(name) = trim_name(name, role)? else {
        return Ok(None);
    };
    let taken = others.into_iter().any(|other| eq_normalized(other, name));
    require_new_name(Some(name), taken, role).map(|name| Some(compose_letters(name).into_owned()))
}

fn require_new_name<'a>(name: Option<&'a str>, known: bool, role: &str) -> Result<&'a str, CliError> {
    match name {
        None => Err(CliError::wrong_usage(texts::NAME_MISSING)),
        Some(name) if known => Err(CliError::operation_failed(texts::name_taken(role, name))),
        Some(name) => Ok(name),
    }
}

fn unknown_person_error(role: &str, name: &str) -> CliError {
    CliError::wrong_usage(texts::unknown_person(role, name, &quote_for_shell(name)))
}
