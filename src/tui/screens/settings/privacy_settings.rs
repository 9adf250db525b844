//! What keeps the journal private: its lock, whose check-ins are sealed, private notes, how the screen is hidden. Only the
//! lock opens; of the others is said how they are set.

use crate::crypto::fingerprint_recipient;
use crate::store::{HAS_ENCRYPTION, StoreError};
use crate::texts::settings_screen as texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::settings::setting_id::{PrivacySetting, SettingId, SettingsRow, build_row};
use crate::tui::screens::{Context, Effect, EncryptionScreen};

pub(crate) fn build_privacy_rows(context: &Context<'_>) -> [SettingsRow; 4] {
    let lock = match context.store.is_encrypted() {
        true => texts::ENCRYPTED,
        false if HAS_ENCRYPTION => texts::NOT_ENCRYPTED,
        false => texts::ENCRYPTION_UNAVAILABLE,
    };
    let seals = &context.family.settings.seals;
    let carers = context.family.carers.iter();
    let sealed = carers.filter(|carer| seals.contains_key(&carer.id));
    let named = sealed.map(|carer| {
        let fingerprint = seals.get(&carer.id).map(|seal| fingerprint_recipient(&seal.recipient));
        format!("{} ({})", carer.display_name(), fingerprint.unwrap_or_default())
    });
    let names = match named.collect::<Vec<_>>().as_slice() {
        [] => texts::NO_SEALING_CARERS.to_owned(),
        names => names.join(", "),
    };
    let row = |setting, label, value| build_row(SettingId::Private(setting), label, value);
    [
        row(PrivacySetting::Encryption, texts::ENCRYPTION_LABEL, lock.to_owned()),
        row(PrivacySetting::Seals, texts::SEALS_LABEL, names),
        row(PrivacySetting::PrivateNotes, texts::PRIVATE_NOTES_LABEL, texts::PRIVATE_NOTES_VALUE.to_owned()),
        row(PrivacySetting::AutoHide, texts::AUTO_HIDE_LABEL, texts::auto_hide_value(&hide_key())),
    ]
}

pub(crate) fn open_privacy_setting(setting: PrivacySetting, context: &Context<'_>) -> Effect {
    match setting {
        PrivacySetting::Encryption if !HAS_ENCRYPTION => {
            Effect::SetStatus(StoreError::NoEncryption.to_string())
        }
        PrivacySetting::Encryption if context.store.path().is_none() => {
            Effect::SetStatus(texts::NO_JOURNAL_FILE.into())
        }
        PrivacySetting::Encryption => Effect::Open(Box::new(EncryptionScreen::new(context))),
        PrivacySetting::Seals => {
            Effect::SetStatus(texts::how_to_seal(&key_name(Mode::Settings, Action::Unseal)))
        }
        PrivacySetting::PrivateNotes => Effect::SetStatus(texts::HOW_TO_KEEP_A_NOTE_PRIVATE.into()),
        PrivacySetting::AutoHide => Effect::SetStatus(texts::how_to_hide(&hide_key())),
    }
}

fn hide_key() -> String {
    key_name(Mode::Settings, Action::HideScreen)
}
