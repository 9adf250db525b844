//! What the parent can do, by name; which key does it stands in the table.

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Action {
    /// Write: begin a sleep, or end the one that runs.
    Sleep,
    /// Write a sleep that is over.
    PastSleep,
    Massage,
    Cue,
    Checkin,
    Note,
    TypeLine,
    /// Before the journal opens: its fullest copy takes its place.
    RestoreCopy,
    BeginJournal,
    AcceptJournal,
    Past,
    Trends,
    Guide,
    ToggleFavourite,
    /// Hide what is not used, or show it again.
    ToggleHidden,
    /// Add a cue in the family's own words.
    Add,
    Language,
    Settings,
    /// Show this baby, or let this carer write.
    ChoosePerson,
    /// Bring in another app's file.
    ImportFile,
    /// The lock of the whole journal.
    Lock,
    /// Everything in a file of the parent's own.
    Export,
    /// Bring in what an export wrote.
    ImportArchive,
    /// A copy of the journal where the parent says.
    BackUp,
    /// A copy put in the place of the open journal.
    Restore,
    /// One journal on several computers.
    Share,
    /// Fetch and send at once.
    SyncNow,
    /// Keep the journal for this computer.
    StopSharing,
    /// Look the journal's file over.
    Doctor,
    /// Say whether a day or night was all written down.
    MarkCoverage,
    /// Close the shown baby's pages, or open them again.
    ClosePages,
    /// Asleep or awake, all babies at once.
    SleepAll,
    Support,
    Help,
    Undo,
    Redo,
    NextBaby,
    NextCarer,
    /// Hide the screen from whoever comes near.
    HideScreen,
    /// The night's colours, or the day's again.
    ToggleNight,
    /// Paint everything anew, over whatever else was written on the terminal.
    Redraw,
    /// Back to the shell for a while.
    Suspend,
    /// The note being typed, in the parent's own editor.
    OpenEditor,
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
    /// Take the entry that was just removed, or that the cursor is on, out for good.
    Forget,
    /// Answer what Today asks about a stop that may have been forgotten.
    AnswerMissingEnd,
    /// Nudge the time of what the cursor is on.
    ShiftTime,
    Find,
    NextKind,
    /// Choose a day in the calendar, and go there.
    JumpToDate,
    /// The calendar's themes.
    ShowNights,
    ShowTouch,
    ShowCues,
    ShowFelt,
    ShowAnything,
    Wider,
    Narrower,
    /// One panel alone on the screen, or all of them again.
    ToggleZoom,
    /// The next carer's check-ins, or everyone's.
    NextCheckinCarer,
    /// Without numbers, or with them again.
    ToggleNumbers,
    NextPart,
    PreviousPart,
    SaveForm,
    Reset,
    BeginMassage,
    EndMassage,
    NotToday,
    /// The baby was asked, and said not now.
    NotNow,
    BabySaidYes,
    /// The baby was asked, and the answer was not clear.
    CouldNotTell,
    /// Open the sheet for the health visitor.
    Report,
    /// The other papers: a fortnight to fill in by hand, the card of what cues mean, chosen moments.
    BlankFortnight,
    Card,
    Keepsake,
    /// Tick a moment for the keepsake, or take the tick away.
    Tick,
    /// Strike out what the cursor is on, or put it back.
    StrikeOut,
    MoveUp,
    MoveDown,
    /// Say that a question was talked about, or that it was not yet.
    MarkAsked,
    /// Type from which day on the sheet goes, and up to which.
    ChooseDates,
    SaveReport,
}
