//! What the parent can do, by name; which key does it stands in the table.

/// What the parent can do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Action {
    /// Write: begin a sleep, or end the one that runs.
    Sleep,
    /// Write a massage.
    Massage,
    /// Write a cue.
    Cue,
    /// Write how you are.
    Checkin,
    /// Write a note.
    Note,
    /// Open the typed line.
    Line,
    /// Open the list of all entries.
    Past,
    /// Open the trends.
    Trends,
    /// Open the guide.
    Guide,
    /// Star a cue, or take its star off.
    Star,
    /// Hide what is not used, or show it again.
    Hide,
    /// Add a cue in the family's own words.
    Add,
    /// Open what the baby's cues were.
    Language,
    /// Open the settings.
    Settings,
    /// Show this baby, or let this carer write.
    Choose,
    /// Say whether a day or night was all written down.
    Mark,
    /// Asleep or awake, all babies at once.
    SleepAll,
    /// Open the support lines.
    Support,
    /// Open the help of this screen.
    Help,
    /// Take the newest change back.
    Undo,
    /// Do it again.
    Redo,
    /// Show the next baby.
    Baby,
    /// Let the next carer write.
    Carer,
    /// Hide the screen from whoever comes near.
    Cover,
    /// Open what is sealed, or close it again.
    Unseal,
    /// Leave the program.
    Quit,
    /// Leave this screen.
    Back,
    /// Up a row.
    Up,
    /// Down a row.
    Down,
    /// Up a page.
    PageUp,
    /// Down a page.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// A day or a step back.
    Earlier,
    /// A day or a step on.
    Later,
    /// Back to today.
    Now,
    /// Open what the cursor is on.
    Open,
    /// Edit what the cursor is on.
    Edit,
    /// Remove what the cursor is on.
    Remove,
    /// Answer what Today asks about a stop that may have been forgotten.
    Answer,
    /// Nudge the time of what the cursor is on.
    Nudge,
    /// Look for words.
    Find,
    /// The next kind of entry.
    Kind,
    /// Jump to a date.
    Jump,
    /// More weeks.
    Wider,
    /// Fewer weeks.
    Narrower,
    /// One panel alone on the screen, or all of them again.
    Whole,
    /// The next carer's check-ins, or everyone's.
    Whose,
    /// Without numbers, or with them again.
    Quiet,
    /// To the next part or field.
    NextPart,
    /// To the part or field before.
    PartBefore,
    /// Keep what was typed.
    Keep,
    /// Every answer as at first.
    Afresh,
    /// Begin a massage now.
    Begin,
    /// End the massage that is under way.
    End,
    /// Keep "not today".
    NotToday,
    /// Open the sheet for the health visitor.
    Page,
    /// Strike out what the cursor is on, or put it back.
    Strike,
    /// Move what the cursor is on up.
    Raise,
    /// Move what the cursor is on down.
    Sink,
    /// Save to a file.
    Save,
}
