//! What keeps the journal private: its lock, whose check-ins are sealed, how the screen is hidden. Only the lock opens;
//! of the other two is said how they are set.

use crate::store::{HAS_ENCRYPTION, StoreError};
use crate::tui::screens::settings::settings_rows::{SettingId, SettingsRow, build_row};
use crate::tui::screens::{Context, Effect, EncryptionScreen};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PrivacySetting {
    /// The passphrase of the whole journal.
    Encryption,
    Seals,
    AutoHide,
}

pub(crate) fn build_privacy_rows(here: &Context<'_>) -> [SettingsRow; 3] {
    let lock = match here.store.is_encrypted() {
        true => ENCRYPTED,
        false if HAS_ENCRYPTION => NOT_ENCRYPTED,
        false => ENCRYPTION_UNAVAILABLE,
    };
    let seals = &here.family.settings.seals;
    let carers = here.family.carers.iter();
    let sealed = carers.filter(|carer| seals.contains_key(&carer.id));
    let names: Vec<&str> = sealed.map(|carer| carer.display_name()).collect();
    let names = match names.as_slice() {
        [] => NO_SEALING_CARERS.to_owned(),
        names => names.join(", "),
    };
    let row = |keeps, head, said| build_row(SettingId::Private(keeps), head, said);
    [
        row(PrivacySetting::Encryption, ENCRYPTION_LABEL, lock.to_owned()),
        row(PrivacySetting::Seals, SEALS_LABEL, names),
        row(PrivacySetting::AutoHide, AUTO_HIDE_LABEL, AUTO_HIDE_VALUE.to_owned()),
    ]
}

pub(crate) fn open_privacy_setting(keeps: PrivacySetting, here: &Context<'_>) -> Effect {
    match keeps {
        PrivacySetting::Encryption if !HAS_ENCRYPTION => {
            Effect::SetStatus(StoreError::NoEncryption.to_string())
        }
        PrivacySetting::Encryption if here.store.path().is_none() => {
            Effect::SetStatus(NO_JOURNAL_FILE.into())
        }
        PrivacySetting::Encryption => Effect::Open(Box::new(EncryptionScreen::new(here))),
        PrivacySetting::Seals => Effect::SetStatus(HOW_TO_SEAL.into()),
        PrivacySetting::AutoHide => Effect::SetStatus(HOW_TO_HIDE.into()),
    }
}

const ENCRYPTION_LABEL: &str = "lock";
const NOT_ENCRYPTED: &str = "not locked";
const ENCRYPTED: &str = "locked with a passphrase";
const ENCRYPTION_UNAVAILABLE: &str = "this build of cuebook has none";
const NO_JOURNAL_FILE: &str = "Nothing of this journal is kept in a file, so there is nothing to lock.";
const SEALS_LABEL: &str = "sealed check-ins";
const NO_SEALING_CARERS: &str = "nobody's";
const HOW_TO_SEAL: &str = "On the command line `cuebook seal --carer NAME` seals a carer's check-ins and private notes; here ctrl-o opens them for their writer.";
const AUTO_HIDE_LABEL: &str = "hidden screen";
const AUTO_HIDE_VALUE: &str = "ctrl-l, or hide_after in the config";
const HOW_TO_HIDE: &str = "ctrl-l hides the screen. hide_after = 5 in the config file does it by itself after five minutes without a key.";
