//! What the parent can do, and the one table of keys that do it. The footer, the help screen and the README are made
//! from this table; a command more is one row here and one arm where it is carried out.
//!
//! The only room (with `terminal`, which reads them) that names a key code.

mod hear;

pub use hear::{Heard, footer, hear, key_of, rows};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

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
    /// To the next part or field.
    NextPart,
    /// To the part or field before.
    PartBefore,
    /// Keep what was typed.
    Keep,
    /// Begin a massage now.
    Begin,
    /// End the massage that is under way.
    End,
    /// Keep "not today".
    NotToday,
}

/// Where the parent is; decides what a key means.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    /// The family's day.
    Today,
    /// All entries.
    Past,
    /// The weeks.
    Trends,
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
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 12] = [
        Self::Today,
        Self::Past,
        Self::Trends,
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
            Self::Today | Self::Past | Self::Trends | Self::Reading
        )
    }

    /// What the help calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Past => "Past",
            Self::Trends => "Trends",
            Self::Reading => "Help and support",
            Self::Form => "Writing an entry",
            Self::Blank => "A new massage",
            Self::Massage => "Writing a massage",
            Self::AfterCues => "After cues in a massage",
            Self::UnderWay => "A massage under way",
            Self::Reason => "After not today",
            Self::Line => "A line being typed",
            Self::Find => "Looking for words or a day",
        }
    }
}

/// A key as a parent names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    /// A letter, digit or sign.
    Char(char),
    /// With ctrl held.
    Ctrl(char),
    /// With a name of its own, as the help writes it.
    Named(&'static str, KeyCode),
}

const ENTER: Key = Key::Named("enter", KeyCode::Enter);
const ESC: Key = Key::Named("esc", KeyCode::Esc);
const TAB: Key = Key::Named("tab", KeyCode::Tab);
const BACK_TAB: Key = Key::Named("shift-tab", KeyCode::BackTab);
const UP: Key = Key::Named("↑", KeyCode::Up);
const DOWN: Key = Key::Named("↓", KeyCode::Down);
const LEFT: Key = Key::Named("←", KeyCode::Left);
const RIGHT: Key = Key::Named("→", KeyCode::Right);
const PAGE_UP: Key = Key::Named("pgup", KeyCode::PageUp);
const PAGE_DOWN: Key = Key::Named("pgdn", KeyCode::PageDown);
const HOME: Key = Key::Named("home", KeyCode::Home);
const END: Key = Key::Named("end", KeyCode::End);
const F1: Key = Key::Named("F1", KeyCode::F(1));

impl Key {
    /// How the footer, the help and the README write it; `ascii` without arrows.
    #[must_use]
    pub fn name(self, ascii: bool) -> String {
        match self {
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("ctrl-{c}"),
            Self::Named("↑", _) if ascii => "up".into(),
            Self::Named("↓", _) if ascii => "down".into(),
            Self::Named("←", _) if ascii => "left".into(),
            Self::Named("→", _) if ascii => "right".into(),
            Self::Named(name, _) => name.into(),
        }
    }

    fn is(self, event: KeyEvent) -> bool {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        // On layouts where a sign needs AltGr, terminals send it with ctrl and alt.
        let plain = !ctrl || event.modifiers.contains(KeyModifiers::ALT);
        match (self, event.code) {
            (Self::Char(c), KeyCode::Char(typed)) => plain && c == typed,
            (Self::Ctrl(c), KeyCode::Char(typed)) => !plain && c == typed.to_ascii_lowercase(),
            (Self::Named(_, code), typed) => code == typed,
            _ => false,
        }
    }
}

/// One row of the table.
pub struct Binding {
    /// Where it holds.
    pub places: &'static [Place],
    /// The key.
    pub key: Key,
    /// What it does.
    pub action: Action,
    /// In a word or two, for the footer.
    pub short: &'static str,
    /// In a line, for the help and the README.
    pub says: &'static str,
    /// Its place in the footer, the lowest first; 0 keeps it out.
    pub rank: u8,
}

const fn row(
    places: &'static [Place],
    key: Key,
    action: Action,
    short: &'static str,
    says: &'static str,
    rank: u8,
) -> Binding {
    Binding {
        places,
        key,
        action,
        short,
        says,
        rank,
    }
}

const TODAY: &[Place] = &[Place::Today];
const PAST: &[Place] = &[Place::Past];
const TRENDS: &[Place] = &[Place::Trends];
const READING: &[Place] = &[Place::Reading];
const FORM: &[Place] = &[Place::Form];
const BLANK: &[Place] = &[Place::Blank];
const AFTER_CUES: &[Place] = &[Place::AfterCues];
const UNDER_WAY: &[Place] = &[Place::UnderWay];
const REASON: &[Place] = &[Place::Reason];
const NEW_MASSAGE: &[Place] = &[Place::Blank, Place::Massage];
const MASSAGES: &[Place] = &[
    Place::Blank,
    Place::Massage,
    Place::AfterCues,
    Place::UnderWay,
];
const KEPT_BY_HAND: &[Place] = &[Place::Blank, Place::Massage, Place::AfterCues];
// After "not today" every key of Today goes on as usual.
const DAY: &[Place] = &[Place::Today, Place::Reason];
const LINE: &[Place] = &[Place::Line];
const FIND: &[Place] = &[Place::Find];
const TYPED: &[Place] = &[
    Place::Form,
    Place::Blank,
    Place::Massage,
    Place::AfterCues,
    Place::UnderWay,
    Place::Line,
    Place::Find,
];
// A massage under way has a sign for it, as where no text is typed.
const HELPED_BY_F1: &[Place] = &[
    Place::Form,
    Place::Blank,
    Place::Massage,
    Place::AfterCues,
    Place::Line,
    Place::Find,
];
const UNTYPED: &[Place] = &[
    Place::Today,
    Place::Past,
    Place::Trends,
    Place::Reading,
    Place::Reason,
];
const LISTS: &[Place] = &[Place::Today, Place::Past];
const SCROLLED: &[Place] = &[Place::Today, Place::Past, Place::Trends, Place::Reading];
const LEFT_BY_ESC: &[Place] = &[Place::Past, Place::Trends, Place::Reading];

/// Every key of the program.
// One row a line, so that the table reads as one.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    row(DAY, Key::Char('s'), Action::Sleep, "asleep", "fell asleep; again: woke up", 1),
    row(DAY, Key::Char('m'), Action::Massage, "massage", "write down a massage, other touch, or not today", 2),
    row(DAY, Key::Char('c'), Action::Cue, "cue", "write down cues you saw", 3),
    row(DAY, Key::Char('f'), Action::Checkin, "how are you?", "write down how you are", 4),
    row(DAY, Key::Char('n'), Action::Note, "note", "write a note, or a question for a visit", 5),
    row(DAY, Key::Char('t'), Action::Trends, "trends", "what the weeks add up to", 8),
    row(DAY, Key::Char('v'), Action::Past, "past", "all entries: find, edit, remove", 7),
    row(TODAY, LEFT, Action::Earlier, "day before", "the day before", 9),
    row(TODAY, RIGHT, Action::Later, "next day", "the day after", 0),
    row(TODAY, Key::Char('0'), Action::Now, "today", "back to today", 0),
    row(DAY, Key::Char('q'), Action::Quit, "quit", "leave cuebook", 10),
    row(PAST, Key::Char('/'), Action::Find, "find", "look for words", 3),
    row(PAST, Key::Char('k'), Action::Kind, "kind", "one kind of entry, then the next", 4),
    row(PAST, Key::Char('j'), Action::Jump, "jump", "jump to a date", 5),
    row(LISTS, ENTER, Action::Open, "open", "open the entry", 10),
    row(LISTS, Key::Char('e'), Action::Edit, "edit", "edit the entry", 0),
    row(TODAY, Key::Char('d'), Action::Remove, "remove", "remove the entry; undo brings it back", 0),
    row(PAST, Key::Char('d'), Action::Remove, "remove", "remove the entry; undo brings it back", 7),
    row(TRENDS, LEFT, Action::Earlier, "day before", "the day before", 0),
    row(TRENDS, RIGHT, Action::Later, "next day", "the day after", 0),
    row(TRENDS, Key::Char('+'), Action::Wider, "more weeks", "2, 6, 12, 26 weeks, then all", 2),
    row(TRENDS, Key::Char('-'), Action::Narrower, "fewer", "fewer weeks", 3),
    row(TRENDS, TAB, Action::NextPart, "next part", "the next part: nights, weeks", 4),
    row(TRENDS, ENTER, Action::Open, "open day", "open the day", 5),
    row(SCROLLED, UP, Action::Up, "up", "up a row", 0),
    row(SCROLLED, DOWN, Action::Down, "down", "down a row", 0),
    row(SCROLLED, PAGE_UP, Action::PageUp, "page up", "up a page", 0),
    row(SCROLLED, PAGE_DOWN, Action::PageDown, "page down", "down a page", 0),
    row(SCROLLED, HOME, Action::First, "first", "to the first row", 0),
    row(SCROLLED, END, Action::Last, "last", "to the last row", 0),
    row(LEFT_BY_ESC, ESC, Action::Back, "back", "back to the screen before", 1),
    row(TODAY, ESC, Action::Back, "back", "back to the screen the day was opened from", 0),
    row(READING, Key::Char('q'), Action::Back, "back", "back to the screen before", 0),
    row(UNTYPED, Key::Char('u'), Action::Undo, "undo", "take the newest change back", 8),
    row(UNTYPED, Key::Char('U'), Action::Redo, "redo", "do it again", 0),
    row(UNTYPED, Key::Char(':'), Action::Line, "type it", "type a line, such as: slept 11:40-12:55", 6),
    row(UNTYPED, Key::Char('B'), Action::Baby, "baby", "show the next baby", 0),
    row(UNTYPED, Key::Char('C'), Action::Carer, "carer", "let the next carer write", 0),
    row(UNTYPED, Key::Char('!'), Action::Support, "support", "someone to talk to", 9),
    row(UNTYPED, Key::Char('?'), Action::Help, "help", "the keys of this screen", 11),
    row(FORM, TAB, Action::NextPart, "next", "to the next question", 2),
    row(FORM, BACK_TAB, Action::PartBefore, "before", "to the question before", 0),
    row(FORM, DOWN, Action::Down, "down", "to the next question", 0),
    row(FORM, UP, Action::Up, "up", "to the question before", 0),
    row(FORM, PAGE_DOWN, Action::PageDown, "page down", "several questions on", 0),
    row(FORM, PAGE_UP, Action::PageUp, "page up", "several questions back", 0),
    row(FORM, ENTER, Action::Open, "keep", "choose what is marked; when nothing is, keep the entry", 1),
    row(FORM, Key::Ctrl('s'), Action::Keep, "keep", "keep the entry from any question", 0),
    row(FORM, ESC, Action::Back, "leave", "leave; what you typed waits here", 3),
    row(BLANK, Key::Char('b'), Action::Begin, "begin now", "begin one now; it is kept at once and runs until you end it", 1),
    row(BLANK, Key::Char('x'), Action::NotToday, "not today", "keep not today, and a reason if you like", 2),
    row(MASSAGES, TAB, Action::NextPart, "next", "minutes, where, cues, how it ended; then the rest", 3),
    row(MASSAGES, BACK_TAB, Action::PartBefore, "before", "to the part before", 0),
    row(MASSAGES, DOWN, Action::Down, "down", "to the next part", 0),
    row(MASSAGES, UP, Action::Up, "up", "to the part before", 0),
    row(NEW_MASSAGE, ENTER, Action::Open, "keep", "keep it; after cues: what did you do?", 4),
    row(KEPT_BY_HAND, Key::Ctrl('s'), Action::Keep, "keep", "keep it from any part", 6),
    row(NEW_MASSAGE, ESC, Action::Back, "leave", "leave; what you typed waits here", 5),
    row(AFTER_CUES, ENTER, Action::Open, "go on", "to what is asked next, answered or not", 1),
    row(AFTER_CUES, ESC, Action::Back, "back to the cues", "back to the cues; answers stay", 2),
    row(UNDER_WAY, ENTER, Action::Open, "what did you do?", "after cues: what did you do?", 1),
    row(UNDER_WAY, Key::Char('e'), Action::End, "end it", "end it now", 4),
    row(UNDER_WAY, Key::Ctrl('e'), Action::End, "end it", "end it now", 0),
    row(UNDER_WAY, ESC, Action::Back, "leave it running", "leave it running; massage on Today opens it again", 5),
    row(UNDER_WAY, Key::Char('?'), Action::Help, "help", "the keys of this screen", 11),
    row(UNDER_WAY, Key::Char('!'), Action::Support, "support", "someone to talk to", 0),
    row(REASON, ESC, Action::Back, "back", "back to the day", 1),
    row(REASON, ENTER, Action::Open, "back", "back to the day", 0),
    row(LINE, ENTER, Action::Open, "keep", "keep the line", 1),
    row(LINE, TAB, Action::NextPart, "the other", "the other reading, or as a note", 2),
    row(LINE, ESC, Action::Back, "leave", "leave the line", 3),
    row(FIND, ENTER, Action::Open, "to the list", "to the list, or to the day", 1),
    row(FIND, ESC, Action::Back, "clear", "clear the words and go back to where you were", 2),
    row(FIND, UP, Action::Up, "up", "up a row", 0),
    row(FIND, DOWN, Action::Down, "down", "down a row", 0),
    row(FIND, PAGE_UP, Action::PageUp, "page up", "up a page", 0),
    row(FIND, PAGE_DOWN, Action::PageDown, "page down", "down a page", 0),
    row(&Place::ALL, Key::Ctrl('z'), Action::Undo, "undo", "take the newest change back", 0),
    row(TYPED, Key::Ctrl('y'), Action::Redo, "redo", "do it again", 0),
    row(HELPED_BY_F1, F1, Action::Help, "help", "the keys of this screen", 11),
    row(UNTYPED, F1, Action::Help, "help", "the keys of this screen", 0),
    row(UNDER_WAY, F1, Action::Help, "help", "the keys of this screen", 0),
    row(TODAY, Key::Ctrl('p'), Action::Line, "type it", "type a line", 0),
];
