//! What keeps the journal private: its lock, whose check-ins are sealed, how the screen is hidden. Only the lock opens;
//! of the other two is said how they are set.

use super::rows::{On, Row, row};
use crate::screens::{Here, Lock, Step};
use crate::store::{LOCKS, Trouble};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Keeps {
    /// The passphrase of the whole journal.
    Lock,
    Seals,
    Hiding,
}

pub(crate) fn rows(here: &Here<'_>) -> [Row; 3] {
    let lock = match here.store.is_locked() {
        true => LOCKED,
        false if LOCKS => NOT_LOCKED,
        false => NO_LOCK,
    };
    let seals = &here.family.settings.seals;
    let carers = here.family.carers.iter();
    let sealed = carers.filter(|carer| seals.contains_key(&carer.id));
    let names: Vec<&str> = sealed.map(|carer| carer.called()).collect();
    let names = match names.as_slice() {
        [] => NOBODY.to_owned(),
        names => names.join(", "),
    };
    let row = |keeps, head, said| row(On::Private(keeps), head, said);
    [
        row(Keeps::Lock, LOCK, lock.to_owned()),
        row(Keeps::Seals, SEALS, names),
        row(Keeps::Hiding, HIDING, HIDDEN_BY.to_owned()),
    ]
}

pub(crate) fn opened(keeps: Keeps, here: &Here<'_>) -> Step {
    match keeps {
        Keeps::Lock if !LOCKS => Step::Say(Trouble::NoLock.to_string()),
        Keeps::Lock if here.store.path().is_none() => Step::Say(NO_FILE.into()),
        Keeps::Lock => Step::Open(Box::new(Lock::new(here))),
        Keeps::Seals => Step::Say(HOW_TO_SEAL.into()),
        Keeps::Hiding => Step::Say(HOW_TO_HIDE.into()),
    }
}

const LOCK: &str = "lock";
const NOT_LOCKED: &str = "not locked";
const LOCKED: &str = "locked with a passphrase";
const NO_LOCK: &str = "this build of cuebook has none";
const NO_FILE: &str = "Nothing of this journal is kept in a file, so there is nothing to lock.";
const SEALS: &str = "sealed check-ins";
const NOBODY: &str = "nobody's";
const HOW_TO_SEAL: &str = "On the command line `cuebook seal --carer NAME` seals a carer's check-ins and private notes; here ctrl-o opens them for their writer.";
const HIDING: &str = "hidden screen";
const HIDDEN_BY: &str = "ctrl-l, or hide_after in the config";
const HOW_TO_HIDE: &str = "ctrl-l hides the screen. hide_after = 5 in the config file does it by itself after five minutes without a key.";
