//! `restore`: a copy put in the place of the journal, after showing what would change.

use crate::cli::confirm::require_yes;
use crate::cli::output::{CliError, Output};
use crate::cli::path_args::path_parser;
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::JournalLocation;
use crate::model::time::format_short_date;
use crate::model::{Timestamp, Zone};
use crate::platform;
use crate::store::{PreparedRestore, RestorePreview, RestoreTarget, StoreError};
use crate::texts::cli_common::NOTHING_CHANGED;
use crate::texts::cli_files as texts;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct RestoreArgs {
    /// The copy
    #[arg(value_name = "PATH", value_parser = path_parser())]
    path: PathBuf,
    /// Restore it without asking
    #[arg(long)]
    yes: bool,
    /// Leave the journal that is there closed, as its passphrase is lost or it is damaged; it is kept as it is
    #[arg(long)]
    without_passphrase: bool,
}

impl RestoreArgs {
    /// As if this copy was named on the command line.
    pub(crate) fn for_copy(path: &Path) -> Self {
        Self { path: path.to_path_buf(), yes: false, without_passphrase: false }
    }
}

impl Run for RestoreArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        let target = inspect_target(&self, location)?;
        // The zone to tell times in.
        let zone = match &target {
            RestoreTarget::Open(store) => store.load_family()?.settings.day_boundaries.zone,
            RestoreTarget::Missing | RestoreTarget::Damaged(_) => platform::detect_zone(),
        };
        let now = platform::current_time(zone)?;
        let is_compared = matches!(target, RestoreTarget::Open(_));
        let damaged = matches!(target, RestoreTarget::Damaged(_));
        let closed = self.without_passphrase && damaged;
        let prepared = prepare_restore(&self, location, target)?;
        let mut preview_text = describe_preview(prepared.preview(), is_compared, zone);
        preview_text.push_str(&describe_left_out(prepared.preview()));
        preview_text.push_str(&describe_seals(prepared.preview()));
        if damaged {
            preview_text.push_str(if closed { texts::STAYS_CLOSED } else { texts::DAMAGED });
            let locked = prepared.preview().locked;
            preview_text.push_str(if locked { texts::STAYS_LOCKED } else { texts::NO_LOCK });
        }
        if !self.yes {
            context.print(&preview_text)?;
            require_yes(texts::QUESTION, texts::ADD_YES, NOTHING_CHANGED)?;
            preview_text.clear();
        }
        let kept_copy = prepared.replace_target(now)?;
        let kept_copy = kept_copy.map(|path| path.display().to_string());
        preview_text.push_str(&texts::restored(kept_copy.as_deref()));
        Ok(Output::text(preview_text))
    }
}

/// What is at the journal's path. Whoever cannot open it is told how to go on without.
fn inspect_target(args: &RestoreArgs, location: &JournalLocation) -> Result<RestoreTarget, CliError> {
    let closed = || RestoreTarget::without_passphrase(location.path());
    match args.without_passphrase.then(closed).flatten() {
        Some(closed) => Ok(closed),
        None => location
            .inspect_restore_target()
            .map_err(|stop| stop.with_passphrase_hint(texts::WITHOUT_PASSPHRASE)),
    }
}

/// A locked copy is tried with the journal's own passphrase before anybody is asked for another.
fn prepare_restore(
    args: &RestoreArgs,
    location: &JournalLocation,
    target: RestoreTarget,
) -> Result<PreparedRestore, CliError> {
    let passphrase = match PreparedRestore::find_passphrase(
        &args.path,
        location.passphrase_source.accepted_passphrase().as_ref(),
    ) {
        Ok(passphrase) => passphrase,
        Err(StoreError::PassphraseRequired(_) | StoreError::WrongPassphrase(_)) => {
            let name = args.path.display().to_string();
            Some(location.passphrase_source.ask_for_other_file(&name, |passphrase| {
                PreparedRestore::find_passphrase(&args.path, Some(passphrase))?;
                Ok(passphrase.clone())
            })?)
        }
        Err(StoreError::CannotOpen { path, why }) => {
            return Err(CliError::operation_failed(texts::unreadable_copy(
                &path.display().to_string(),
                &why.to_string(),
            )));
        }
        Err(other) => return Err(other.into()),
    };
    let (path, from) = (location.path(), &args.path);
    Ok(PreparedRestore::from_copy(path, target, from, passphrase.as_ref(), location.policy())?)
}

fn describe_preview(preview: &RestorePreview, is_compared: bool, zone: Zone) -> String {
    let day = |secs: i64| format_short_date(Timestamp::from_seconds_in_zone(secs, zone).local_date());
    let mut out = texts::copy_holds(preview.entries, preview.newest.map(day).as_deref());
    if !is_compared {
        return out;
    }
    if preview.kinds.is_empty() && preview.family == 0 {
        return out + texts::SAME;
    }
    out.push_str(texts::AGAINST_JOURNAL);
    for (kind, differs) in &preview.kinds {
        let (kind, it) = (kind.display_name(), differs);
        out.push_str(&texts::kind_differs(kind, it.added, it.removed, it.changed));
    }
    if let Some(span) = preview.span {
        out.push_str(&texts::days_concerned(&day(span.from), &day(span.to)));
    }
    if preview.family > 0 {
        out.push_str(&texts::family_differs(preview.family));
    }
    out + texts::HISTORY_FROM_COPY
}

fn describe_left_out(preview: &RestorePreview) -> String {
    if preview.left_out.is_empty() { String::new() } else { texts::left_out(&preview.left_out) }
}

fn describe_seals(preview: &RestorePreview) -> String {
    let may_be_open = preview.seals_unknown && preview.entries > 0 && preview.sealed_differently.is_empty();
    let mut out = String::from(if may_be_open { texts::SEALS_UNKNOWN } else { "" });
    out.extend(preview.sealed.iter().map(|name| texts::open_in_copy(name)));
    out.extend(preview.sealed_differently.iter().map(|name| texts::sealed_in_copy(name)));
    out
}
