//! What the parent can do, and the one table of keys that do it. The footer, the help screen and the README are made
//! from this table; a command more is one row here and one arm where it is carried out.
//!
//! The only room (with `terminal`, which reads them) that names a key code.

mod key;

pub use key::Key;

use crossterm::event::KeyEvent;
use key::{
    BACK_TAB, DOWN, END, ENTER, ESC, F1, HOME, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, TAB, UP, typed,
};
use tui_input::InputRequest;

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
    /// Every answer as at first.
    Afresh,
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
    /// Cues, states, strokes and evidence, to read and to make one's own.
    Guide,
    /// One baby's cues.
    Language,
    /// Text that only scrolls: help, support.
    Reading,
    /// Writing an entry down.
    Form,
    /// A single line being typed.
    Line,
    /// Words to find or a day to jump to, being typed over a list.
    Find,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 9] = [
        Self::Today,
        Self::Past,
        Self::Trends,
        Self::Guide,
        Self::Language,
        Self::Reading,
        Self::Form,
        Self::Line,
        Self::Find,
    ];

    /// Whether letters are text here.
    #[must_use]
    pub fn is_typed(self) -> bool {
        matches!(self, Self::Form | Self::Line | Self::Find)
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
            Self::Line => "A line being typed",
            Self::Find => "Looking for words or a day",
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
const GUIDE: &[Place] = &[Place::Guide];
const LANGUAGE: &[Place] = &[Place::Language];
const WITH_LANGUAGE: &[Place] = &[Place::Today, Place::Trends, Place::Guide];
const READING: &[Place] = &[Place::Reading];
const FORM: &[Place] = &[Place::Form];
const LINE: &[Place] = &[Place::Line];
const FIND: &[Place] = &[Place::Find];
const TYPED: &[Place] = &[Place::Form, Place::Line, Place::Find];
#[rustfmt::skip]
const UNTYPED: &[Place] =
    &[Place::Today, Place::Past, Place::Trends, Place::Guide, Place::Language, Place::Reading];
const LISTS: &[Place] = &[Place::Today, Place::Past];
const SCROLLED: &[Place] = UNTYPED;
#[rustfmt::skip]
const LEFT_BY_ESC: &[Place] =
    &[Place::Past, Place::Trends, Place::Guide, Place::Language, Place::Reading];

/// Every key of the program.
// One row a line, so that the table reads as one.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    row(TODAY, Key::Char('s'), Action::Sleep, "asleep", "fell asleep; again: woke up", 1),
    row(TODAY, Key::Char('m'), Action::Massage, "massage", "write down a massage, other touch, or not today", 2),
    row(TODAY, Key::Char('c'), Action::Cue, "cue", "write down cues you saw", 3),
    row(TODAY, Key::Char('f'), Action::Checkin, "how are you?", "write down how you are", 4),
    row(TODAY, Key::Char('n'), Action::Note, "note", "write a note, or a question for a visit", 5),
    row(TODAY, Key::Char('t'), Action::Trends, "trends", "what the weeks add up to", 8),
    row(TODAY, Key::Char('v'), Action::Past, "past", "all entries: find, edit, remove", 7),
    row(TODAY, Key::Char('g'), Action::Guide, "guide", "cues, states, strokes and evidence; your own words", 9),
    row(WITH_LANGUAGE, Key::Char('l'), Action::Language, "language", "the cues you saw, and what they seemed to say", 10),
    row(TODAY, LEFT, Action::Earlier, "day before", "the day before", 9),
    row(TODAY, RIGHT, Action::Later, "next day", "the day after", 0),
    row(TODAY, Key::Char('0'), Action::Now, "today", "back to today", 0),
    row(TODAY, Key::Char('q'), Action::Quit, "quit", "leave cuebook", 10),
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
    row(GUIDE, TAB, Action::NextPart, "next part", "the next part of the guide", 2),
    row(GUIDE, BACK_TAB, Action::PartBefore, "part before", "the part before", 0),
    row(GUIDE, RIGHT, Action::NextPart, "next part", "the next part of the guide", 0),
    row(GUIDE, LEFT, Action::PartBefore, "part before", "the part before", 0),
    row(GUIDE, Key::Char('/'), Action::Find, "find", "look for words in all of it", 3),
    row(GUIDE, Key::Char('*'), Action::Star, "star", "star a cue, or take the star off", 4),
    row(GUIDE, Key::Char('h'), Action::Hide, "hide", "leave a cue, area or stroke out of lists, or offer it again", 5),
    row(GUIDE, Key::Char('a'), Action::Add, "add", "add a cue in your own words", 6),
    row(GUIDE, Key::Char('e'), Action::Edit, "rename", "rename a stroke, or a cue of your own", 7),
    row(GUIDE, Key::Char('d'), Action::Remove, "retire", "retire a cue of your own, or bring it back", 0),
    row(LANGUAGE, ENTER, Action::Open, "open", "the moments of a cue; then the entry of a moment", 2),
    row(LANGUAGE, TAB, Action::NextPart, "cues, states", "the states before and after touch; again: the cues", 3),
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
    row(FORM, ENTER, Action::Open, "keep", "pick what is marked; when nothing is, keep the entry", 1),
    row(FORM, Key::Ctrl('s'), Action::Keep, "keep", "keep the entry from any question", 0),
    row(FORM, Key::Ctrl('n'), Action::Afresh, "afresh", "start afresh: every answer as at first; again brings them back", 0),
    row(FORM, ESC, Action::Back, "leave", "leave; what you typed waits here", 3),
    row(LINE, ENTER, Action::Open, "keep", "keep the line", 1),
    row(LINE, TAB, Action::NextPart, "as a note", "make it a note; with two readings of a time, the other", 2),
    row(LINE, ESC, Action::Back, "leave", "leave the line", 3),
    row(FIND, ENTER, Action::Open, "to the list", "to the list, or to the day", 1),
    row(FIND, ESC, Action::Back, "clear", "clear the words and go back to where you were", 2),
    row(FIND, UP, Action::Up, "up", "up a row", 0),
    row(FIND, DOWN, Action::Down, "down", "down a row", 0),
    row(FIND, PAGE_UP, Action::PageUp, "page up", "up a page", 0),
    row(FIND, PAGE_DOWN, Action::PageDown, "page down", "down a page", 0),
    row(TYPED, Key::Ctrl('z'), Action::Undo, "undo", "take the newest change back", 0),
    row(TYPED, Key::Ctrl('y'), Action::Redo, "redo", "do it again", 0),
    row(TYPED, F1, Action::Help, "help", "the keys of this screen", 4),
    row(UNTYPED, F1, Action::Help, "help", "the keys of this screen", 0),
    row(TODAY, Key::Ctrl('p'), Action::Line, "type it", "type a line", 0),
];

/// What a key means where it was pressed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Heard {
    /// Do this.
    Do(Action),
    /// Change the text being typed.
    Type(InputRequest),
    /// It means nothing here.
    Nothing,
}

/// What `event` means in `place`. Ctrl-c leaves from anywhere.
#[must_use]
pub fn hear(place: Place, event: KeyEvent) -> Heard {
    if Key::Ctrl('c').is(event) {
        return Heard::Do(Action::Quit);
    }
    if let Some(found) = rows(place).find(|row| row.key.is(event)) {
        return Heard::Do(found.action);
    }
    if place.is_typed() {
        typed(event).map_or(Heard::Nothing, Heard::Type)
    } else {
        Heard::Nothing
    }
}

/// The rows that hold in a place, in the order of the table.
pub fn rows(place: Place) -> impl Iterator<Item = &'static Binding> {
    BINDINGS
        .iter()
        .filter(move |row| row.places.contains(&place))
}

/// The rows of the footer of a place, the most needed first.
#[must_use]
pub fn footer(place: Place) -> Vec<&'static Binding> {
    let mut ranked: Vec<_> = rows(place).filter(|row| row.rank > 0).collect();
    ranked.sort_by_key(|row| row.rank);
    ranked
}
