//! Where the parent is; the same key may do different things in different places, never in one.

/// Where the parent is; decides what a key means.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    /// The family's day.
    Today,
    /// All entries.
    Past,
    /// The weeks.
    Trends,
    /// Cues, states, strokes and evidence, to read and to make one's own.
    Guide,
    /// One baby's cues.
    Language,
    /// Text that only scrolls: help, support.
    Reading,
    /// Writing an entry down.
    Form,
    /// A new massage with nothing in it yet.
    Blank,
    /// Writing a massage down.
    Massage,
    /// What is asked once cues were seen in a massage.
    AfterCues,
    /// A massage under way, with no text open.
    UnderWay,
    /// "Not today" was kept; a reason may follow.
    Reason,
    /// A single line being typed.
    Line,
    /// Words to find or a day to jump to, being typed over a list.
    Find,
    /// The hidden screen.
    Hidden,
    /// A passphrase being typed.
    Secret,
}

impl Place {
    /// Every place but the hidden screen and a passphrase being typed, where none of their keys is heard.
    pub const ALL: [Self; 14] = [
        Self::Today,
        Self::Past,
        Self::Trends,
        Self::Guide,
        Self::Language,
        Self::Reading,
        Self::Form,
        Self::Blank,
        Self::Massage,
        Self::AfterCues,
        Self::UnderWay,
        Self::Reason,
        Self::Line,
        Self::Find,
    ];

    /// Whether letters are text here.
    #[must_use]
    pub fn is_typed(self) -> bool {
        !matches!(
            self,
            Self::Today | Self::Past | Self::Trends | Self::Guide | Self::Language | Self::Reading
        )
    }

    /// What the help calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Past => "Past",
            Self::Trends => "Trends",
            Self::Guide => "Guide",
            Self::Language => "Language",
            Self::Reading => "Help and support",
            Self::Form => "Writing an entry",
            Self::Blank => "A new massage",
            Self::Massage => "Writing a massage",
            Self::AfterCues => "After cues in a massage",
            Self::UnderWay => "A massage under way",
            Self::Reason => "After not today",
            Self::Line => "A line being typed",
            Self::Find => "Looking for words or a day",
            Self::Hidden => "The hidden screen",
            Self::Secret => "A passphrase being typed",
        }
    }
}
