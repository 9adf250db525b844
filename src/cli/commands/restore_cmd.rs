//! `restore`: a copy put in the place of the journal, after showing what would change.

use crate::cli::confirm::require_yes;
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::JournalLocation;
use crate::model::time::format_short_date;
use crate::model::{Timestamp, Zone};
use crate::platform;
use crate::store::{PreparedRestore, RestorePreview, RestoreTarget, StoreError};
use std::path::PathBuf;

/// What to restore.
#[derive(clap::Args)]
pub(crate) struct RestoreArgs {
    /// The copy
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Restore it without asking
    #[arg(long)]
    yes: bool,
    /// Leave the journal that is there closed, as its passphrase is lost or it is damaged; it is kept as it is
    #[arg(long)]
    without_passphrase: bool,
}

impl Run for RestoreArgs {
    /// Shows what would change, asks, and restores.
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        let standing = inspect_target(&self, location)?;
        // The zone to tell times in.
        let zone = match &standing {
            RestoreTarget::Open(store) => store.load_family()?.settings.day_boundaries.zone,
            RestoreTarget::Missing | RestoreTarget::Damaged(_) => platform::detect_zone(),
        };
        let now = platform::current_time(zone)?;
        let compared = matches!(standing, RestoreTarget::Open(_));
        let damaged = matches!(standing, RestoreTarget::Damaged(_));
        let closed = self.without_passphrase && damaged;
        let ready = prepare_restore(&self, location, standing)?;
        let mut before = describe_preview(ready.preview(), compared, zone);
        before.push_str(&describe_seals(ready.preview()));
        if damaged {
            before.push_str(if closed { CLOSED } else { DAMAGED });
            let locked = ready.preview().locked;
            before.push_str(if locked { STAYS_LOCKED } else { NO_LOCK });
        }
        if !self.yes {
            context.print(&before)?;
            require_yes(QUESTION, ADD_YES, NOTHING)?;
            before.clear();
        }
        let kept = ready.replace_target(now)?;
        before.push_str("Restored.");
        if let Some(kept) = kept {
            before.push_str(&format!(" What was there before is kept in {}.", kept.display()));
        }
        Ok(Output::text(before))
    }
}

/// What is at the journal's path. Whoever cannot open it is told how to go on without.
fn inspect_target(args: &RestoreArgs, location: &JournalLocation) -> Result<RestoreTarget, CliError> {
    let closed = || RestoreTarget::without_passphrase(location.path());
    match args.without_passphrase.then(closed).flatten() {
        Some(closed) => Ok(closed),
        None => location.inspect_restore_target().map_err(|stop| stop.with_passphrase_hint(WITHOUT)),
    }
}

/// A locked copy is tried with the journal's own passphrase before anybody is asked for another.
fn prepare_restore(
    args: &RestoreArgs,
    location: &JournalLocation,
    standing: RestoreTarget,
) -> Result<PreparedRestore, CliError> {
    let key = match PreparedRestore::find_passphrase(
        &args.path,
        location.passphrase_source.accepted_passphrase().as_ref(),
    ) {
        Ok(key) => key,
        Err(StoreError::PassphraseRequired(_) | StoreError::WrongPassphrase(_)) => {
            let name = args.path.display().to_string();
            Some(location.passphrase_source.ask_for_other_file(&name, |key| {
                PreparedRestore::find_passphrase(&args.path, Some(key))?;
                Ok(key.clone())
            })?)
        }
        Err(StoreError::CannotOpen { path, why }) => {
            return Err(CliError::operation_failed(format!(
                "{} cannot be read: {why}. {ANOTHER}",
                path.display()
            )));
        }
        Err(other) => return Err(other.into()),
    };
    let (path, from) = (location.path(), &args.path);
    Ok(PreparedRestore::from_copy(path, standing, from, key.as_ref())?)
}

fn describe_preview(preview: &RestorePreview, compared: bool, zone: Zone) -> String {
    let day = |secs: i64| format_short_date(Timestamp::from_seconds_in_zone(secs, zone).local_date());
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
            (differs.added, "would come"),
            (differs.removed, "would go"),
            (differs.changed, "would be as they were in the copy"),
        ];
        let counts: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        out.push_str(&format!("  {:<9} {}\n", kind.display_name(), counts.join(", ")));
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

/// What becomes of the seals.
fn describe_seals(preview: &RestorePreview) -> String {
    let may_be_open = preview.seals_unknown && preview.entries > 0 && preview.sealed_differently.is_empty();
    let mut out = String::from(if may_be_open { UNKNOWN } else { "" });
    for name in &preview.sealed {
        out.push_str(&format!(
            "What {name} wrote for themselves is open in the copy; it will be sealed here as it is now.\n"
        ));
    }
    for name in &preview.sealed_differently {
        out.push_str(&format!(
            "In the copy, what {name} wrote for themselves is sealed with the passphrase it had then.\n"
        ));
    }
    out
}

const SAME: &str = "It says the same as the journal does now.\n";
const HISTORY: &str = "The history of changes comes from the copy too, so undo does not bring this back; the copy kept now does.\n";
const DAMAGED: &str = "The journal that is there cannot be read; it is kept as it is, beside the copies.\n";
const ANOTHER: &str = "Please name another copy; nothing was changed.";
const CLOSED: &str = "The journal that is there stays closed; it is kept as it is, beside the copies.\n";
const STAYS_LOCKED: &str = "The restored journal is locked.\n";
const NO_LOCK: &str =
    "The restored journal has no lock, as the copy has none. `cuebook lock` gives it one.\n";
const UNKNOWN: &str = "What was sealed since the copy was made, if anything, is open in it; `cuebook seal --carer NAME` seals it again.\n";
const WITHOUT: &str = "If the passphrase is lost, or the file is damaged, --without-passphrase restores the copy all the same and keeps what is there.";
const QUESTION: &str = "Put it in the journal's place? y/N ";
const ADD_YES: &str = "Nothing was changed: add --yes to restore it.";
const NOTHING: &str = "Nothing was changed.";
