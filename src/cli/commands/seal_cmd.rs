//! `seal` and `unseal`: a carer's check-ins, and notes they mark private, for that carer only.

use crate::cli::commands::lock_cmd::{BackupAction, describe_backup_outcome};
use crate::cli::confirm::require_yes;
use crate::cli::faulty_seals::describe_fault;
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::select_person;
use crate::cli::session::{JournalLocation, Session};
use crate::crypto;
use crate::model::{CarerSeal, Id};
use crate::store::{Passphrase, SealAnswer, SealKeys, StoreError};
use crate::texts::cli_common::NOTHING_CHANGED;
use crate::texts::cli_protect as texts;
use clap::ValueEnum;

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
    /// Put the seal back that was last seen here, with its passphrase
    #[arg(long, conflicts_with_all = ["others", "accept", "yes"])]
    put_back: bool,
    /// Take the seal as it is now, with its passphrase; or that there is none
    #[arg(long, conflicts_with_all = ["others", "yes"])]
    accept: bool,
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = BackupAction::Follow)]
    backups: BackupAction,
}

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
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        // The line on the descriptor is a new passphrase, not that of another carer who sealed theirs before.
        let mut session = location.open_without_unsealing()?;
        let carer = select_person::select_carer(&session, Some(&self.carer))?;
        if self.put_back || self.accept {
            return answer_fault(&mut session, carer, &self, location);
        }
        let faulty = session.store.find_seal_faults(&session.family)?;
        if let Some(faulty) = faulty.iter().find(|it| it.carer == carer && it.can_be_put_back()) {
            return Err(CliError::operation_failed(describe_fault(faulty)));
        }
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
        let passphrase = location.seal_source.ask_new_passphrase(false)?;
        let (recipient, identity) = crypto::generate_identity(passphrase.as_str())
            .map_err(|why| CliError::operation_failed(why.to_string()))?;
        let fingerprint = texts::fingerprint(&self.carer, &crypto::fingerprint_recipient(&recipient));
        let shown = others == SealedVisibility::Kept;
        let seal = CarerSeal { recipient, identity, shown, others: Vec::new() };
        let outcome = session.store.seal_carer(carer, &seal, self.backups.into())?;
        Ok(Output::text(format!(
            "{}{}\n{fingerprint}\n{}",
            texts::SEALED,
            describe_visibility(others),
            describe_backup_outcome(&outcome, texts::COPIES_SEALED)
        )))
    }
}

impl Run for UnsealArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        let session = location.open_without_unsealing()?;
        let carer = select_person::select_carer(&session, Some(&self.carer))?;
        if !session.family.settings.seals.contains_key(&carer) {
            return Err(CliError::operation_failed(texts::not_sealed(&self.carer)));
        }
        let seal_keys = ask_for_seal_key(&session, carer, &self.carer, location)?;
        let outcome = session.store.unseal_carer(carer, &seal_keys, self.backups.into())?;
        Ok(Output::text(
            texts::UNSEALED.to_owned() + &describe_backup_outcome(&outcome, texts::COPIES_UNSEALED),
        ))
    }
}

/// Puts the seal back that was last seen here, or takes it as it is now.
fn answer_fault(
    session: &mut Session,
    carer: Id,
    args: &SealArgs,
    location: &JournalLocation,
) -> Result<Output, CliError> {
    let answer = if args.put_back { SealAnswer::PutBack } else { SealAnswer::Accept };
    let mut faulty = session.store.find_seal_faults(&session.family)?.into_iter();
    let faulty = match faulty.find(|faulty| faulty.carer == carer) {
        Some(faulty) => faulty,
        // Only its passphrase can tell that it is not the carer's own.
        None => match session.store.load_seal(&session.family, carer) {
            Some(unsuspected) if args.put_back => unsuspected,
            _ => return Err(CliError::operation_failed(texts::seal_in_order(&args.carer))),
        },
    };
    let keys = match faulty.seal_to_open(answer) {
        Some(_) => {
            location.seal_source.ask_for_other_file(&texts::what_carer_sealed(&args.carer), |words| {
                faulty.open_seal(answer, words)
            })?
        }
        None => SealKeys::default(),
    };
    session.store.answer_faulty_seal(&faulty, answer, &keys)?;
    let seals = session.store.load_family()?.settings.seals;
    Ok(Output::text(match seals.get(&carer) {
        Some(seal) => {
            let fingerprint =
                texts::fingerprint(&args.carer, &crypto::fingerprint_recipient(&seal.recipient));
            format!("{}\n{fingerprint}\n", if args.put_back { texts::PUT_BACK } else { texts::ACCEPTED })
        }
        None => format!("{}\n", texts::NONE_EXPECTED),
    }))
}

fn ask_for_seal_key(
    session: &Session,
    carer: Id,
    name: &str,
    location: &JournalLocation,
) -> Result<SealKeys, CliError> {
    let what = texts::what_carer_sealed(name);
    location.seal_source.ask_for_other_file(&what, |passphrase: &Passphrase| {
        let seal_keys = session.store.load_seal_keys(passphrase)?;
        if seal_keys.has_key_for(carer) { Ok(seal_keys) } else { Err(StoreError::WrongSealPassphrase) }
    })
}

fn describe_visibility(others: SealedVisibility) -> &'static str {
    match others {
        SealedVisibility::Kept => texts::OTHERS_SEE_DAYS,
        SealedVisibility::Nothing => texts::OTHERS_SEE_NOTHING,
    }
}
