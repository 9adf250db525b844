//! Where the parent is; the same key may do different things in different places, never in one.

/// Where the parent is; decides what a key means.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    Today,
    Past,
    Trends,
    /// Cues, states, strokes and evidence, to read and to make one's own.
    Guide,
    Language,
    Settings,
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
}

impl Mode {
    /// Every place but the hidden screen and a passphrase being typed, where none of their keys is heard.
    pub const ALL: &[Self] = &[
        Self::Today,
        Self::Past,
        Self::Trends,
        Self::Guide,
        Self::Language,
        Self::Settings,
        Self::Report,
        Self::ReportText,
        Self::ReportSave,
        Self::ScrolledText,
        Self::Form,
        Self::BlankMassage,
        Self::Massage,
        Self::MassageAfterCues,
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
                | Self::Guide
                | Self::Language
                | Self::Settings
                | Self::Report
                | Self::ScrolledText
        )
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Past => "Past",
            Self::Trends => "Trends",
            Self::Guide => "Guide",
            Self::Language => "Language",
            Self::Settings => "Settings",
            Self::Report => "The page",
            Self::ReportText => "Words for the page",
            Self::ReportSave => "Saving the page",
            Self::ScrolledText => "Help and support",
            Self::Form => "Writing an entry",
            Self::BlankMassage => "A new massage",
            Self::Massage => "Writing a massage",
            Self::MassageAfterCues => "After cues in a massage",
            Self::RunningMassage => "A massage under way",
            Self::NotTodayReason => "After not today",
            Self::ShiftTime => "Nudging a time",
            Self::TypedLine => "A line being typed",
            Self::Search => "Looking for words or a day",
            Self::Privacy => "The hidden screen",
            Self::Passphrase => "A passphrase being typed",
        }
    }
}
