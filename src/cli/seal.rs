//! `seal` and `unseal`: a carer's check-ins, and notes they mark private, for that carer only.

use super::answer::{Answer, Stop, put, shown};
use super::ask::agreed;
use super::lock::{Backups, told};
use super::place::{Desk, Place};
use super::whose;
use crate::journal::tell::plain;
use crate::journal::{Id, Seal};
use crate::seal;
use crate::store::{Opened, Passphrase, Trouble};
use crate::widgets::look::Look;
use clap::ValueEnum;

/// What to seal.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// Whose
    #[arg(long, value_name = "NAME")]
    carer: String,
    /// What others see of it
    #[arg(long, value_enum)]
    others: Option<Others>,
    /// Seal it without asking
    #[arg(long)]
    yes: bool,
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = Backups::Follow)]
    backups: Backups,
}

/// Whose seal to take off.
#[derive(clap::Args)]
pub(crate) struct UnsealAsked {
    /// Whose
    #[arg(long, value_name = "NAME")]
    carer: String,
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = Backups::Follow)]
    backups: Backups,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Others {
    /// That something was kept, and on which day
    Kept,
    /// Nothing
    Nothing,
}

/// Seals.
pub(crate) fn seal(asked: &Asked, place: &Place, looks: Look) -> Result<Answer, Stop> {
    // The line on the descriptor is a new passphrase, not that of another carer who sealed theirs before.
    let mut desk = place.existing_closed()?;
    let carer = whose::carer(&desk, Some(&asked.carer))?;
    if desk.family.settings.seals.contains_key(&carer) {
        let Some(others) = asked.others else {
            return Err(Stop::could(format!("{} {ALREADY}", plain(&asked.carer))));
        };
        // What others see is their writer's to say.
        theirs(&desk, carer, &asked.carer, place)?;
        desk.store.show_sealed(carer, others == Others::Kept)?;
        return Ok(Answer::text(seen(others)));
    }
    let others = asked.others.unwrap_or(Others::Kept);
    if !asked.yes {
        put(&shown(BEFORE, looks))?;
        agreed(QUESTION, ADD_YES, NOTHING)?;
    }
    let words = place.seal_way().new_one(false)?;
    let (recipient, identity) = seal::made(words.words()).map_err(|why| Stop::could(why.to_string()))?;
    let made = Seal { recipient, identity, shown: others == Others::Kept };
    let turned = desk.store.seal_carer(carer, &made, asked.backups.into())?;
    Ok(Answer::text(format!("{SEALED}{}\n{}", seen(others), told(&turned, LIKEWISE))))
}

/// Takes the seal off.
pub(crate) fn unseal(asked: &UnsealAsked, place: &Place) -> Result<Answer, Stop> {
    let desk = place.existing_closed()?;
    let carer = whose::carer(&desk, Some(&asked.carer))?;
    if !desk.family.settings.seals.contains_key(&carer) {
        return Err(Stop::could(format!("{} {NOT_SEALED}", plain(&asked.carer))));
    }
    let key = theirs(&desk, carer, &asked.carer, place)?;
    let turned = desk.store.unseal_carer(carer, &key, asked.backups.into())?;
    Ok(Answer::text(format!("{UNSEALED}{}", told(&turned, OPEN_TOO))))
}

/// The key to what a carer sealed, from their own passphrase.
fn theirs(desk: &Desk, carer: Id, name: &str, place: &Place) -> Result<Opened, Stop> {
    let what = format!("what {name} sealed");
    place.seal_way().open_other(&what, |words: &Passphrase| {
        let key = desk.store.key_to_sealed(words)?;
        if key.reads(carer) { Ok(key) } else { Err(Trouble::NotTheirs) }
    })
}

fn seen(others: Others) -> &'static str {
    match others {
        Others::Kept => "Others see that something was kept, and on which day.",
        Others::Nothing => "Others see nothing of them.",
    }
}

const BEFORE: &str = "Check-ins of this carer, all there are and all to come, and notes they mark private, will be readable with their own passphrase only. Writing needs none. There is no way back without it.";
const QUESTION: &str = "Seal them? y/N ";
const ADD_YES: &str = "Nothing was changed: add --yes to seal them.";
const NOTHING: &str = "Nothing was changed.";
const ALREADY: &str = "sealed theirs already. `--others kept|nothing` says what others see of it; `cuebook unseal` takes the seal off.";
const NOT_SEALED: &str = "has sealed nothing, so nothing was changed.";
const SEALED: &str = "Sealed: only their passphrase reads them now. In the app ctrl-o asks for it; on the command line --seal-fd N reads it. ";
const UNSEALED: &str = "The seal is off: whoever opens the journal reads them now.\n";
const LIKEWISE: &str = "sealed in the same way now.";
const OPEN_TOO: &str = "without the seal now, too.";
