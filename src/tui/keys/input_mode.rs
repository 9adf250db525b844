//! Where the parent is; the same key may do different things in different places, never in one.

use crate::texts::key_texts;

/// Where the parent is; decides what a key means.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    Today,
    Past,
    Trends,
    /// The weeks at a glance.
    Weeks,
    Calendar,
    /// Cues, states, strokes and evidence, to read and to make one's own.
    Guide,
    Language,
    Settings,
    /// How the journal is shared with other computers.
    Sharing,
    Report,
    ReportText,
    ReportSave,
    /// Text that only scrolls: help, support.
    ScrolledText,
    Form,
    /// A new massage with nothing in it yet.
    BlankMassage,
    Massage,
    /// What is asked once cues were seen in a massage.
    MassageAfterCues,
    /// A massage just begun, with nothing in it yet.
    BegunMassage,
    /// A massage under way, with no text open.
    RunningMassage,
    /// "Not today" was kept; a reason may follow.
    NotTodayReason,
    /// The time of an entry, moved by steps.
    ShiftTime,
    TypedLine,
    /// Words to find or a day to jump to, being typed over a list.
    Search,
    Privacy,
    Passphrase,
    /// What is asked before a journal is opened.
    Opening,
}

impl Mode {
    /// Every place but the hidden screen, a passphrase being typed and the question before opening, where none of their keys is heard.
    pub const ALL: &[Self] = &[
        Self::Today,
        Self::Past,
        Self::Trends,
        Self::Weeks,
        Self::Calendar,
        Self::Guide,
        Self::Language,
        Self::Settings,
        Self::Sharing,
        Self::Report,
        Self::ReportText,
        Self::ReportSave,
        Self::ScrolledText,
        Self::Form,
        Self::BlankMassage,
        Self::Massage,
        Self::MassageAfterCues,
        Self::BegunMassage,
        Self::RunningMassage,
        Self::NotTodayReason,
        Self::ShiftTime,
        Self::TypedLine,
        Self::Search,
    ];

    pub fn has_text_input(self) -> bool {
        !matches!(
            self,
            Self::Today
                | Self::Past
                | Self::Trends
                | Self::Weeks
                | Self::Calendar
                | Self::Guide
                | Self::Language
                | Self::Settings
                | Self::Sharing
                | Self::Report
                | Self::ScrolledText
                | Self::Opening
        )
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Today => key_texts::TODAY_MODE,
            Self::Past => key_texts::PAST_MODE,
            Self::Trends => key_texts::TRENDS_MODE,
            Self::Weeks => key_texts::WEEKS_MODE,
            Self::Calendar => key_texts::CALENDAR_MODE,
            Self::Guide => key_texts::GUIDE_MODE,
            Self::Language => key_texts::LANGUAGE_MODE,
            Self::Settings => key_texts::SETTINGS_MODE,
            Self::Sharing => key_texts::SHARING_MODE,
            Self::Report => key_texts::REPORT_MODE,
            Self::ReportText => key_texts::REPORT_TEXT_MODE,
            Self::ReportSave => key_texts::REPORT_SAVE_MODE,
            Self::ScrolledText => key_texts::SCROLLED_TEXT_MODE,
            Self::Form => key_texts::FORM_MODE,
            Self::BlankMassage => key_texts::BLANK_MASSAGE_MODE,
            Self::Massage => key_texts::MASSAGE_MODE,
            Self::MassageAfterCues => key_texts::MASSAGE_AFTER_CUES_MODE,
            Self::BegunMassage => key_texts::BEGUN_MASSAGE_MODE,
            Self::RunningMassage => key_texts::RUNNING_MASSAGE_MODE,
            Self::NotTodayReason => key_texts::NOT_TODAY_REASON_MODE,
            Self::ShiftTime => key_texts::SHIFT_TIME_MODE,
            Self::TypedLine => key_texts::TYPED_LINE_MODE,
            Self::Search => key_texts::SEARCH_MODE,
            Self::Privacy => key_texts::PRIVACY_MODE,
            Self::Passphrase => key_texts::PASSPHRASE_MODE,
            Self::Opening => key_texts::OPENING_MODE,
        }
    }
}
