//! What the parent can do, by name; which key does it stands in the table.

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Action {
    /// Write: begin a sleep, or end the one that runs.
    Sleep,
    Massage,
    Cue,
    Checkin,
    Note,
    Line,
    Past,
    Trends,
    Guide,
    Star,
    /// Hide what is not used, or show it again.
    Hide,
    /// Add a cue in the family's own words.
    Add,
    Language,
    Settings,
    /// Show this baby, or let this carer write.
    Choose,
    /// Say whether a day or night was all written down.
    Mark,
    /// Asleep or awake, all babies at once.
    SleepAll,
    Support,
    Help,
    Undo,
    Redo,
    Baby,
    Carer,
    /// Hide the screen from whoever comes near.
    Cover,
    /// Open what is sealed, or close it again.
    Unseal,
    Quit,
    Back,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Earlier,
    Later,
    Now,
    Open,
    Edit,
    Remove,
    /// Answer what Today asks about a stop that may have been forgotten.
    Answer,
    /// Nudge the time of what the cursor is on.
    Nudge,
    Find,
    Kind,
    Jump,
    Wider,
    Narrower,
    /// One panel alone on the screen, or all of them again.
    Whole,
    /// The next carer's check-ins, or everyone's.
    Whose,
    /// Without numbers, or with them again.
    Quiet,
    NextPart,
    PartBefore,
    Keep,
    Afresh,
    Begin,
    End,
    NotToday,
    /// Open the sheet for the health visitor.
    Page,
    /// Strike out what the cursor is on, or put it back.
    Strike,
    Raise,
    Sink,
    Save,
}
