//! A row of the settings and what it is about.

use crate::model::Id;
use crate::text::sanitize::sanitize_text;
use crate::tui::keys::Action;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum SettingId {
    Baby(Id),
    NewBaby,
    Carer(Id),
    NewCarer,
    /// A setting whose value is typed, by its key.
    Typed(&'static str),
    Kinds,
    Favourites,
    OwnCues,
    /// Cues, areas and strokes that lists leave out.
    Lists,
    Number(String),
    NewNumber,
    Private(PrivacySetting),
    /// What is done by name, too: its own screen or plain lines open.
    Named(Action),
    /// How the program looks on this computer, by its key in the config file.
    Theme(&'static str),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PrivacySetting {
    /// The passphrase of the whole journal.
    Encryption,
    Seals,
    PrivateNotes,
    AutoHide,
}

pub(crate) struct SettingsRow {
    pub id: SettingId,
    pub heading: &'static str,
    pub label: String,
    pub value: String,
}

pub(crate) fn build_row(id: SettingId, label: &str, value: String) -> SettingsRow {
    SettingsRow {
        id,
        heading: "",
        label: sanitize_text(label).into_owned(),
        value: sanitize_text(&value).into_owned(),
    }
}
