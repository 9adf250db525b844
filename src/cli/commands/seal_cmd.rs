//! `seal` and `unseal`: a carer's check-ins, and notes they mark private, for that carer only.

use crate::cli::commands::lock_cmd::{BackupAction, describe_backup_outcome};
use crate::cli::confirm::require_yes;
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::select_person;
use crate::cli::session::{JournalLocation, Session};
use crate::crypto;
use crate::model::{CarerSeal, Id};
use crate::store::{Passphrase, SealKeys, StoreError};
use crate::texts::cli_common::NOTHING_CHANGED;
use crate::texts::cli_protect as texts;
use clap::ValueEnum;

/// What to seal.
#[derive(clap::Args)]
pub(crate) struct SealArgs {
    /// Whose
    #[arg(long, value_name = "NAME")]
    carer: String,
    /// What others see of it
    #[arg(long, value_enum)]
    others: Option<SealedVisibility>,
    /// Seal it without asking
    #[arg(long)]
    yes: bool,
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = BackupAction::Follow)]
    backups: BackupAction,
}

/// Whose seal to take off.
#[derive(clap::Args)]
pub(crate) struct UnsealArgs {
    /// Whose
    #[arg(long, value_name = "NAME")]
    carer: String,
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = BackupAction::Follow)]
    backups: BackupAction,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SealedVisibility {
    /// That something was kept, and on which day
    Kept,
    /// Nothing
    Nothing,
}

impl Run for SealArgs {
    /// Seals.
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        // The line on the descriptor is a new passphrase, not that of another carer who sealed theirs before.
        let mut session = location.open_without_unsealing()?;
        let carer = select_person::select_carer(&session, Some(&self.carer))?;
        if session.family.settings.seals.contains_key(&carer) {
            let Some(others) = self.others else {
                return Err(CliError::operation_failed(texts::sealed_already(&self.carer)));
            };
            // What others see is their writer's to say.
            ask_for_seal_key(&session, carer, &self.carer, location)?;
            session.store.show_sealed(carer, others == SealedVisibility::Kept)?;
            return Ok(Output::text(describe_visibility(others)));
        }
        let others = self.others.unwrap_or(SealedVisibility::Kept);
        if !self.yes {
            context.print(texts::SEAL_WARNING)?;
            require_yes(texts::SEAL_QUESTION, texts::SEAL_ADD_YES, NOTHING_CHANGED)?;
        }
        let words = location.seal_source().ask_new_passphrase(false)?;
        let (recipient, identity) = crypto::generate_identity(words.as_str())
            .map_err(|why| CliError::operation_failed(why.to_string()))?;
        let made = CarerSeal { recipient, identity, shown: others == SealedVisibility::Kept };
        let outcome = session.store.seal_carer(carer, &made, self.backups.into())?;
        Ok(Output::text(format!(
            "{}{}\n{}",
            texts::SEALED,
            describe_visibility(others),
            describe_backup_outcome(&outcome, texts::COPIES_SEALED)
        )))
    }
}

impl Run for UnsealArgs {
    /// Takes the seal off.
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        let session = location.open_without_unsealing()?;
        let carer = select_person::select_carer(&session, Some(&self.carer))?;
        if !session.family.settings.seals.contains_key(&carer) {
            return Err(CliError::operation_failed(texts::not_sealed(&self.carer)));
        }
        let key = ask_for_seal_key(&session, carer, &self.carer, location)?;
        let outcome = session.store.unseal_carer(carer, &key, self.backups.into())?;
        Ok(Output::text(
            texts::UNSEALED.to_owned() + &describe_backup_outcome(&outcome, texts::COPIES_UNSEALED),
        ))
    }
}

/// The key to what a carer sealed, from their own passphrase.
fn ask_for_seal_key(
    session: &Session,
    carer: Id,
    name: &str,
    location: &JournalLocation,
) -> Result<SealKeys, CliError> {
    let what = texts::what_carer_sealed(name);
    location.seal_source().ask_for_other_file(&what, |words: &Passphrase| {
        let key = session.store.load_seal_keys(words)?;
        if key.has_key_for(carer) { Ok(key) } else { Err(StoreError::WrongSealPassphrase) }
    })
}

fn describe_visibility(others: SealedVisibility) -> &'static str {
    match others {
        SealedVisibility::Kept => texts::OTHERS_SEE_DAYS,
        SealedVisibility::Nothing => texts::OTHERS_SEE_NOTHING,
    }
}
