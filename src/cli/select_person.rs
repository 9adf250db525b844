//! Which baby and which carer a command is about, when it names one and when it does not.

use crate::cli::output::CliError;
use crate::cli::session::Session;
use crate::model::{Baby, Id};
use crate::texts::{cli_global as texts, closed_page_texts};

/// The baby of `--baby`, else the only one with entries, else the only one, else the one chosen in the app. Babies
/// whose pages are closed are asked for by name as long as others are open.
pub(crate) fn select_baby(session: &Session, args: Option<&str>) -> Result<Id, CliError> {
    if let Some(name) = args {
        return find_baby(session, name);
    }
    let family = &session.family;
    let mut open: Vec<Id> = family.open_babies().map(|baby| baby.id).collect();
    if open.is_empty() {
        open.extend(family.babies.iter().map(|baby| baby.id));
    }
    if let [only] = open.as_slice() {
        return Ok(*only);
    }
    let mut with_entries = session.store.find_babies_with_entries()?;
    with_entries.retain(|id| open.contains(id));
    let chosen = family.settings.baby.filter(|id| family.find_baby(*id).is_some());
    match with_entries.as_slice() {
        [only] => Ok(*only),
        _ => chosen.ok_or_else(|| {
            let names = open.iter().filter_map(|id| family.find_baby(*id));
            let names: Vec<_> = names.map(Baby::display_name).collect();
            CliError::wrong_usage(texts::which_baby(&names.join(" or ")))
        }),
    }
}

pub(crate) fn find_baby(session: &Session, name: &str) -> Result<Id, CliError> {
    let family = &session.family;
    family.find_baby_by_name(name).map(|b| b.id).ok_or_else(|| {
        let names: Vec<_> = family.babies.iter().map(|b| b.display_name()).collect();
        unknown_name_error("baby", name, &names)
    })
}

/// Closed pages are read and no longer written.
pub(crate) fn closed_pages_error(session: &Session, baby: Id) -> CliError {
    let name = session.family.find_baby(baby).map_or("", Baby::display_name);
    CliError::operation_failed(closed_page_texts::nothing_written(name, &quote_for_shell(name)))
}

/// The carer of `--carer`, else the one chosen in the app.
pub(crate) fn select_carer(session: &Session, args: Option<&str>) -> Result<Id, CliError> {
    let family = &session.family;
    let found = match args {
        Some(name) => family.find_carer_by_name(name),
        None => family.selected_carer(),
    };
    found.map(|c| c.id).ok_or_else(|| {
        let names: Vec<_> = family.carers.iter().map(|c| c.display_name()).collect();
        unknown_name_error("carer", args.unwrap_or(""), &names)
    })
}

/// The carer whose own check-ins were asked for. What is sealed has to be opened first, or a page would say nothing in
/// their name.
pub(crate) fn select_unsealed_carer(session: &Session, name: &str) -> Result<Id, CliError> {
    let carer = select_carer(session, Some(name))?;
    if session.store.seal_keys().is_missing_key_for(carer, &session.family) {
        return Err(CliError::operation_failed(texts::sealed_by(name)));
    }
    Ok(carer)
}

fn unknown_name_error(role: &str, name: &str, known: &[&str]) -> CliError {
    CliError::wrong_usage(texts::unknown_person(role, name, &known.join(", "), &quote_for_shell(name)))
}

/// A name or a path as it is typed after a command.
pub(crate) fn quote_for_shell(name: &str) -> String {
    let simple = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    if !name.is_empty() && name.chars().all(simple) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}
