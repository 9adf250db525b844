//! What the parent can do, and the one table of keys that do it. The footer, the help screen and the README are made
//! from this table; a command more is one row here and one arm where it is carried out.
//!
//! The only room (with `terminal`, which reads them) that names a key code.

mod action;
mod hear;
mod key;
mod offered;
mod place;

pub use action::Action;
pub use hear::{Heard, footer, hear, key_of, rows};
pub use key::Key;
pub use offered::{Offer, offered};
pub use place::Place;

use key::{BACK_TAB, DOWN, END, ENTER, ESC, F1, HOME, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, TAB, UP};

pub struct Binding {
    pub places: &'static [Place],
    pub key: Key,
    pub action: Action,
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
    Binding { places, key, action, short, says, rank }
}

const TODAY: &[Place] = &[Place::Today];
const PAST: &[Place] = &[Place::Past];
const TRENDS: &[Place] = &[Place::Trends];
const GUIDE: &[Place] = &[Place::Guide];
const LANGUAGE: &[Place] = &[Place::Language];
#[rustfmt::skip]
const WITH_LANGUAGE: &[Place] = &[Place::Today, Place::Trends, Place::Guide];
const READING: &[Place] = &[Place::Reading];
const SETTINGS: &[Place] = &[Place::Settings];
const MARKED: &[Place] = &[Place::Today, Place::Trends];
const FORM: &[Place] = &[Place::Form];
const BLANK: &[Place] = &[Place::Blank];
const AFTER_CUES: &[Place] = &[Place::AfterCues];
const UNDER_WAY: &[Place] = &[Place::UnderWay];
const REASON: &[Place] = &[Place::Reason];
const NEW_MASSAGE: &[Place] = &[Place::Blank, Place::Massage];
const MASSAGES: &[Place] = &[Place::Blank, Place::Massage, Place::AfterCues, Place::UnderWay];
const KEPT_BY_HAND: &[Place] = &[Place::Blank, Place::Massage, Place::AfterCues];
const NUDGE: &[Place] = &[Place::Nudge];
const PAGE: &[Place] = &[Place::Page];
const PAGE_WORDS: &[Place] = &[Place::PageWords];
const PAGE_SAVE: &[Place] = &[Place::PageSave];
const LINE: &[Place] = &[Place::Line];
const HIDDEN: &[Place] = &[Place::Hidden];
const SECRET: &[Place] = &[Place::Secret];
const FIND: &[Place] = &[Place::Find];
#[rustfmt::skip]
const TYPED: &[Place] = &[
    Place::Form, Place::Blank, Place::Massage, Place::AfterCues, Place::UnderWay, Place::Nudge, Place::Line, Place::Find,
    Place::PageWords, Place::PageSave,
];
// A massage under way has a sign for it, as where no text is typed.
#[rustfmt::skip]
const HELPED_BY_F1: &[Place] =
    &[Place::Form, Place::Blank, Place::Massage, Place::AfterCues, Place::Reason, Place::Nudge, Place::Line, Place::Find,
      Place::PageWords, Place::PageSave];
#[rustfmt::skip]
const SCROLLED: &[Place] =
    &[Place::Today, Place::Past, Place::Trends, Place::Guide, Place::Language, Place::Page, Place::Settings, Place::Reading];
#[rustfmt::skip]
const UNTYPED: &[Place] = SCROLLED;
const LISTS: &[Place] = &[Place::Today, Place::Past];
#[rustfmt::skip]
const LEFT_BY_ESC: &[Place] =
    &[Place::Past, Place::Trends, Place::Guide, Place::Language, Place::Page, Place::Settings, Place::Reading];

#[rustfmt::skip]
const BUT_LINE: &[Place] = &[
    Place::Today, Place::Past, Place::Trends, Place::Guide, Place::Language, Place::Page, Place::PageWords, Place::PageSave, Place::Reading, Place::Form, Place::Blank,
    Place::Massage, Place::AfterCues, Place::UnderWay, Place::Reason, Place::Nudge, Place::Find,
];

// One row a line, so that the table reads as one.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    row(TODAY, Key::Char('s'), Action::Sleep, "asleep", "fell asleep; again: woke up", 1),
    row(TODAY, Key::Char('m'), Action::Massage, "massage", "write down a massage, other touch, or not today", 2),
    row(TODAY, Key::Char('c'), Action::Cue, "cue", "write down cues you saw", 3),
    row(TODAY, Key::Char('f'), Action::Checkin, "how are you?", "write down how you are", 4),
    row(TODAY, Key::Char('n'), Action::Note, "note", "write a note, or a question for a visit", 5),
    row(TODAY, Key::Char('t'), Action::Trends, "trends", "what the weeks add up to", 8),
    row(TODAY, Key::Char('p'), Action::Page, "page", "the page for the health visitor", 8),
    row(TODAY, Key::Char('v'), Action::Past, "past", "all entries: find, edit, remove", 7),
    row(TODAY, Key::Char('g'), Action::Guide, "guide", "cues, states, strokes and evidence; your own words", 9),
    row(WITH_LANGUAGE, Key::Char('l'), Action::Language, "language", "the cues you saw, and what they seemed to say", 10),
    row(TODAY, Key::Char(','), Action::Settings, "settings", "babies, carers, hours, what you use, the lock, looks", 10),
    row(TODAY, Key::Char('S'), Action::SleepAll, "all asleep", "every baby fell asleep; again: every baby woke up", 0),
    row(MARKED, Key::Char('x'), Action::Mark, "mark", "say whether the day or night was all written down", 0),
    row(TODAY, LEFT, Action::Earlier, "day before", "the day before", 9),
    row(TODAY, RIGHT, Action::Later, "next day", "the day after", 0),
    row(TODAY, Key::Char('0'), Action::Now, "today", "back to today", 0),
    row(TODAY, Key::Char('a'), Action::Answer, "answer", "answer what Today asks about an end that is missing", 0),
    row(TODAY, Key::Char('q'), Action::Quit, "quit", "leave cuebook", 10),
    row(PAST, Key::Char('/'), Action::Find, "find", "look for words", 3),
    row(PAST, Key::Char('k'), Action::Kind, "kind", "one kind of entry, then the next", 4),
    row(PAST, Key::Char('j'), Action::Jump, "jump", "jump to a date", 5),
    row(LISTS, ENTER, Action::Open, "open", "open the entry", 10),
    row(LISTS, Key::Char('e'), Action::Edit, "edit", "edit the entry", 0),
    row(TODAY, Key::Char('w'), Action::Nudge, "when", "nudge the time of the entry, earlier or later", 0),
    row(PAST, Key::Char('w'), Action::Nudge, "when", "nudge the time of the entry, earlier or later", 9),
    row(TODAY, Key::Char('d'), Action::Remove, "remove", "remove the entry; undo brings it back", 0),
    row(PAST, Key::Char('d'), Action::Remove, "remove", "remove the entry; undo brings it back", 7),
    row(TRENDS, LEFT, Action::Earlier, "day before", "the day before", 0),
    row(TRENDS, RIGHT, Action::Later, "next day", "the day after", 0),
    row(TRENDS, Key::Char('+'), Action::Wider, "more weeks", "2, 6, 12, 26 weeks, then all", 2),
    row(TRENDS, Key::Char('-'), Action::Narrower, "fewer", "fewer weeks", 3),
    row(TRENDS, TAB, Action::NextPart, "next panel", "the next panel: days, weeks, touch, cues, check-ins, what went with what", 4),
    row(TRENDS, BACK_TAB, Action::PartBefore, "panel before", "the panel before", 0),
    row(TRENDS, Key::Char('z'), Action::Whole, "only this", "this panel alone on the screen; again: all of them", 5),
    row(TRENDS, ENTER, Action::Open, "open day", "open the day", 6),
    row(TRENDS, Key::Char('h'), Action::Quiet, "hide numbers", "sleep without numbers, or with them again; cuebook trends prints them all", 7),
    row(TRENDS, Key::Char('w'), Action::Whose, "whose", "everyone's check-ins, then one carer's after another", 0),
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
    row(SETTINGS, ENTER, Action::Open, "change", "change it here; favourites, own cues and hidden things: the guide", 2),
    row(SETTINGS, Key::Char('o'), Action::Choose, "show or write", "show this baby's pages, or let this carer write", 3),
    row(SETTINGS, Key::Char('d'), Action::Remove, "remove", "remove a number, or somebody added by mistake; undo brings it back", 0),
    row(PAGE, Key::Char('s'), Action::Save, "save", "save it: PDF, HTML, Markdown or text", 2),
    row(PAGE, Key::Char('x'), Action::Strike, "strike out", "leave a line or a part out, or put it back", 3),
    row(PAGE, Key::Char('e'), Action::Edit, "reword", "say the line in your own words", 4),
    row(PAGE, Key::Char('a'), Action::Add, "add a question", "add something you would like to talk about", 5),
    row(PAGE, Key::Char('['), Action::Raise, "up", "move the line or the part up", 0),
    row(PAGE, Key::Char(']'), Action::Sink, "down", "move the line or the part down", 0),
    row(PAGE, Key::Char('+'), Action::Wider, "more weeks", "1, 2, 3, 4, 6, 8, 12 or 26 weeks", 6),
    row(PAGE, Key::Char('-'), Action::Narrower, "fewer", "fewer weeks", 0),
    row(PAGE, Key::Char('0'), Action::Afresh, "afresh", "the page as at first; undo brings your changes back", 0),
    row(PAGE_WORDS, ENTER, Action::Open, "use", "put the words on the page", 1),
    row(PAGE_WORDS, ESC, Action::Back, "leave", "leave them", 2),
    row(PAGE_SAVE, ENTER, Action::Open, "save", "write the file", 1),
    row(PAGE_SAVE, TAB, Action::NextPart, "another kind", "PDF, HTML, Markdown, text", 2),
    row(PAGE_SAVE, ESC, Action::Back, "leave", "back to the page", 3),
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
    row(UNTYPED, Key::Char(':'), Action::Line, "type it", "type a line, such as: slept 11:40-12:55; or anything by name", 6),
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
    row(BLANK, Key::Char('b'), Action::Begin, "begin now", "begin one now; it is kept at once and runs until you end it", 1),
    row(BLANK, Key::Char('x'), Action::NotToday, "not today", "keep not today, and a reason if you like", 2),
    row(MASSAGES, TAB, Action::NextPart, "next", "minutes, where, cues, how it ended; then the rest", 3),
    row(MASSAGES, BACK_TAB, Action::PartBefore, "before", "to the part before", 0),
    row(MASSAGES, DOWN, Action::Down, "down", "to the next part", 0),
    row(MASSAGES, UP, Action::Up, "up", "to the part before", 0),
    row(NEW_MASSAGE, ENTER, Action::Open, "keep", "keep it; after cues: what did you do?", 4),
    row(KEPT_BY_HAND, Key::Ctrl('s'), Action::Keep, "keep", "keep it from any part", 6),
    row(KEPT_BY_HAND, Key::Ctrl('n'), Action::Afresh, "afresh", "start afresh: every answer as at first; again brings them back", 0),
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
    row(NUDGE, LEFT, Action::Earlier, "earlier", "earlier by one step", 1),
    row(NUDGE, RIGHT, Action::Later, "later", "later by one step", 2),
    row(NUDGE, UP, Action::Wider, "longer step", "a longer step: 1, 5, 15 minutes, an hour; or its digit", 0),
    row(NUDGE, DOWN, Action::Narrower, "shorter step", "a shorter step", 0),
    row(NUDGE, TAB, Action::NextPart, "start or end", "what moves: the start, the end, or both", 4),
    row(NUDGE, ENTER, Action::Open, "keep", "keep the new time", 3),
    row(NUDGE, ESC, Action::Back, "leave", "leave the time as it was", 5),
    row(LINE, ENTER, Action::Open, "keep", "keep the line, or do what is marked", 1),
    row(LINE, DOWN, Action::Down, "what to do", "to the list of what can be done, and down it", 4),
    row(LINE, UP, Action::Up, "up", "up the list, and back to the line", 0),
    row(LINE, TAB, Action::NextPart, "as a note", "make it a note; with several readings of a time, the next", 2),
    row(LINE, ESC, Action::Back, "leave", "leave the line", 3),
    row(FIND, ENTER, Action::Open, "to the list", "to the list, or to the day", 1),
    row(FIND, ESC, Action::Back, "clear", "clear the words and go back to where you were", 2),
    row(FIND, UP, Action::Up, "up", "up a row", 0),
    row(FIND, DOWN, Action::Down, "down", "down a row", 0),
    row(FIND, PAGE_UP, Action::PageUp, "page up", "up a page", 0),
    row(FIND, PAGE_DOWN, Action::PageDown, "page down", "down a page", 0),
    row(Place::ALL, Key::Ctrl('z'), Action::Undo, "undo", "take the newest change back", 0),
    row(Place::ALL, Key::Ctrl('l'), Action::Cover, "hide", "hide the screen; a locked journal asks for its passphrase again", 0),
    row(HIDDEN, ENTER, Action::Open, "show again", "show the screen again; a locked journal wants its passphrase first", 1),
    row(UNTYPED, Key::Ctrl('o'), Action::Unseal, "open sealed", "open what a carer sealed, with their passphrase; again: close it", 0),
    row(SECRET, ESC, Action::Back, "leave", "leave; nothing is changed", 2),
    row(SECRET, ENTER, Action::Open, "open", "go on with what was typed", 1),
    row(TYPED, Key::Ctrl('y'), Action::Redo, "redo", "do it again", 0),
    row(HELPED_BY_F1, F1, Action::Help, "help", "the keys of this screen", 11),
    row(UNTYPED, F1, Action::Help, "help", "the keys of this screen", 0),
    row(UNDER_WAY, F1, Action::Help, "help", "the keys of this screen", 0),
    row(BUT_LINE, Key::Ctrl('p'), Action::Line, "type it", "type a line, or anything by name; what you were typing stays", 0),
];
