//! Where the parent is; the same key may do different things in different places, never in one.

/// Where the parent is; decides what a key means.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    Today,
    Past,
    Trends,
    /// Cues, states, strokes and evidence, to read and to make one's own.
    Guide,
    Language,
    Settings,
    Page,
    PageWords,
    PageSave,
    /// Text that only scrolls: help, support.
    Reading,
    Form,
    /// A new massage with nothing in it yet.
    Blank,
    Massage,
    /// What is asked once cues were seen in a massage.
    AfterCues,
    /// A massage under way, with no text open.
    UnderWay,
    /// "Not today" was kept; a reason may follow.
    Reason,
    /// The time of an entry, moved by steps.
    Nudge,
    Line,
    /// Words to find or a day to jump to, being typed over a list.
    Find,
    Hidden,
    Secret,
}

impl Place {
    /// Every place but the hidden screen and a passphrase being typed, where none of their keys is heard.
    pub const ALL: &[Self] = &[
        Self::Today,
        Self::Past,
        Self::Trends,
        Self::Guide,
        Self::Language,
        Self::Settings,
        Self::Page,
        Self::PageWords,
        Self::PageSave,
        Self::Reading,
        Self::Form,
        Self::Blank,
        Self::Massage,
        Self::AfterCues,
        Self::UnderWay,
        Self::Reason,
        Self::Nudge,
        Self::Line,
        Self::Find,
    ];

    pub fn is_typed(self) -> bool {
        !matches!(
            self,
            Self::Today
                | Self::Past
                | Self::Trends
                | Self::Guide
                | Self::Language
                | Self::Settings
                | Self::Page
                | Self::Reading
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
            Self::Page => "The page",
            Self::PageWords => "Words for the page",
            Self::PageSave => "Saving the page",
            Self::Reading => "Help and support",
            Self::Form => "Writing an entry",
            Self::Blank => "A new massage",
            Self::Massage => "Writing a massage",
            Self::AfterCues => "After cues in a massage",
            Self::UnderWay => "A massage under way",
            Self::Reason => "After not today",
            Self::Nudge => "Nudging a time",
            Self::Line => "A line being typed",
            Self::Find => "Looking for words or a day",
            Self::Hidden => "The hidden screen",
            Self::Secret => "A passphrase being typed",
        }
    }
}
