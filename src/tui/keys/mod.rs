//! What the parent can do, and the one table of keys that do it. The footer, the help screen and the README are made
//! from this table; a command more is one row here and one arm where it is carried out.
//!
//! The only room (with `terminal`, which reads them) that names a key code.

pub(crate) mod action;
pub(crate) mod command_list;
pub(crate) mod input_mode;
pub(crate) mod key;
pub(crate) mod resolve_key;

pub use crate::tui::keys::action::Action;
pub use crate::tui::keys::command_list::{Command, list_commands};
pub use crate::tui::keys::input_mode::Mode;
pub use crate::tui::keys::key::Key;
use crate::tui::keys::key::{
    BACK_TAB, DOWN, END, ENTER, ESC, F1, HOME, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, TAB, UP,
};
pub use crate::tui::keys::resolve_key::{
    KeyResult, bindings_for_mode, footer_bindings, key_for_action, resolve_key,
};

pub struct Binding {
    pub modes: &'static [Mode],
    pub key: Key,
    pub action: Action,
    pub label: &'static str,
    /// In a line, for the help and the README.
    pub help_text: &'static str,
    /// Its place in the footer, the lowest first; 0 keeps it out.
    pub footer_rank: u8,
}

const fn bind_key(
    places: &'static [Mode],
    key: Key,
    action: Action,
    short: &'static str,
    says: &'static str,
    rank: u8,
) -> Binding {
    Binding { modes: places, key, action, label: short, help_text: says, footer_rank: rank }
}

const TODAY: &[Mode] = &[Mode::Today];
const PAST: &[Mode] = &[Mode::Past];
const TRENDS: &[Mode] = &[Mode::Trends];
const GUIDE: &[Mode] = &[Mode::Guide];
const LANGUAGE: &[Mode] = &[Mode::Language];
#[rustfmt::skip]
const WITH_LANGUAGE: &[Mode] = &[Mode::Today, Mode::Trends, Mode::Guide];
const SCROLLED_TEXT: &[Mode] = &[Mode::ScrolledText];
const SETTINGS: &[Mode] = &[Mode::Settings];
const WITH_COVERAGE: &[Mode] = &[Mode::Today, Mode::Trends];
const FORM: &[Mode] = &[Mode::Form];
const BLANK_MASSAGE: &[Mode] = &[Mode::BlankMassage];
const MASSAGE_AFTER_CUES: &[Mode] = &[Mode::MassageAfterCues];
const RUNNING_MASSAGE: &[Mode] = &[Mode::RunningMassage];
const NOT_TODAY_REASON: &[Mode] = &[Mode::NotTodayReason];
const NEW_MASSAGE: &[Mode] = &[Mode::BlankMassage, Mode::Massage];
const MASSAGES: &[Mode] = &[Mode::BlankMassage, Mode::Massage, Mode::MassageAfterCues, Mode::RunningMassage];
const SAVED_BY_HAND: &[Mode] = &[Mode::BlankMassage, Mode::Massage, Mode::MassageAfterCues];
const SHIFT_TIME: &[Mode] = &[Mode::ShiftTime];
const REPORT: &[Mode] = &[Mode::Report];
const REPORT_TEXT: &[Mode] = &[Mode::ReportText];
const REPORT_SAVE: &[Mode] = &[Mode::ReportSave];
const TYPED_LINE: &[Mode] = &[Mode::TypedLine];
const PRIVACY: &[Mode] = &[Mode::Privacy];
const PASSPHRASE: &[Mode] = &[Mode::Passphrase];
const SEARCH: &[Mode] = &[Mode::Search];
#[rustfmt::skip]
const TEXT_INPUT: &[Mode] = &[
    Mode::Form, Mode::BlankMassage, Mode::Massage, Mode::MassageAfterCues, Mode::RunningMassage, Mode::ShiftTime, Mode::TypedLine, Mode::Search,
    Mode::ReportText, Mode::ReportSave,
];
// A massage under way has a sign for it, as where no text is typed.
#[rustfmt::skip]
const HELPED_BY_F1: &[Mode] =
    &[Mode::Form, Mode::BlankMassage, Mode::Massage, Mode::MassageAfterCues, Mode::NotTodayReason, Mode::ShiftTime, Mode::TypedLine, Mode::Search,
      Mode::ReportText, Mode::ReportSave];
#[rustfmt::skip]
const SCROLLED: &[Mode] =
    &[Mode::Today, Mode::Past, Mode::Trends, Mode::Guide, Mode::Language, Mode::Report, Mode::Settings, Mode::ScrolledText];
#[rustfmt::skip]
const WITHOUT_TEXT_INPUT: &[Mode] = SCROLLED;
const LISTS: &[Mode] = &[Mode::Today, Mode::Past];
#[rustfmt::skip]
const LEFT_BY_ESC: &[Mode] =
    &[Mode::Past, Mode::Trends, Mode::Guide, Mode::Language, Mode::Report, Mode::Settings, Mode::ScrolledText];

#[rustfmt::skip]
const ALL_BUT_LINE: &[Mode] = &[
    Mode::Today, Mode::Past, Mode::Trends, Mode::Guide, Mode::Language, Mode::Report, Mode::ReportText, Mode::ReportSave, Mode::ScrolledText, Mode::Form, Mode::BlankMassage,
    Mode::Massage, Mode::MassageAfterCues, Mode::RunningMassage, Mode::NotTodayReason, Mode::ShiftTime, Mode::Search,
];

// One row a line, so that the table reads as one.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    bind_key(TODAY, Key::Char('s'), Action::Sleep, "asleep", "fell asleep; again: woke up", 1),
    bind_key(TODAY, Key::Char('m'), Action::Massage, "massage", "write down a massage, other touch, or not today", 2),
    bind_key(TODAY, Key::Char('c'), Action::Cue, "cue", "write down cues you saw", 3),
    bind_key(TODAY, Key::Char('f'), Action::Checkin, "how are you?", "write down how you are", 4),
    bind_key(TODAY, Key::Char('n'), Action::Note, "note", "write a note, or a question for a visit", 5),
    bind_key(TODAY, Key::Char('t'), Action::Trends, "trends", "what the weeks add up to", 8),
    bind_key(TODAY, Key::Char('p'), Action::Report, "page", "the page for the health visitor", 8),
    bind_key(TODAY, Key::Char('v'), Action::Past, "past", "all entries: find, edit, remove", 7),
    bind_key(TODAY, Key::Char('g'), Action::Guide, "guide", "cues, states, strokes and evidence; your own words", 9),
    bind_key(WITH_LANGUAGE, Key::Char('l'), Action::Language, "language", "the cues you saw, and what they seemed to say", 10),
    bind_key(TODAY, Key::Char(','), Action::Settings, "settings", "babies, carers, hours, what you use, the lock, looks", 10),
    bind_key(TODAY, Key::Char('S'), Action::SleepAll, "all asleep", "every baby fell asleep; again: every baby woke up", 0),
    bind_key(WITH_COVERAGE, Key::Char('x'), Action::MarkCoverage, "mark", "say whether the day or night was all written down", 0),
    bind_key(TODAY, LEFT, Action::Earlier, "day before", "the day before", 9),
    bind_key(TODAY, RIGHT, Action::Later, "next day", "the day after", 0),
    bind_key(TODAY, Key::Char('0'), Action::Now, "today", "back to today", 0),
    bind_key(TODAY, Key::Char('a'), Action::AnswerMissingEnd, "answer", "answer what Today asks about an end that is missing", 0),
    bind_key(TODAY, Key::Char('q'), Action::Quit, "quit", "leave cuebook", 10),
    bind_key(PAST, Key::Char('/'), Action::Find, "find", "look for words", 3),
    bind_key(PAST, Key::Char('k'), Action::NextKind, "kind", "one kind of entry, then the next", 4),
    bind_key(PAST, Key::Char('j'), Action::JumpToDate, "jump", "jump to a date", 5),
    bind_key(LISTS, ENTER, Action::Open, "open", "open the entry", 10),
    bind_key(LISTS, Key::Char('e'), Action::Edit, "edit", "edit the entry", 0),
    bind_key(TODAY, Key::Char('w'), Action::ShiftTime, "when", "nudge the time of the entry, earlier or later", 0),
    bind_key(PAST, Key::Char('w'), Action::ShiftTime, "when", "nudge the time of the entry, earlier or later", 9),
    bind_key(TODAY, Key::Char('d'), Action::Remove, "remove", "remove the entry; undo brings it back", 0),
    bind_key(PAST, Key::Char('d'), Action::Remove, "remove", "remove the entry; undo brings it back", 7),
    bind_key(TRENDS, LEFT, Action::Earlier, "day before", "the day before", 0),
    bind_key(TRENDS, RIGHT, Action::Later, "next day", "the day after", 0),
    bind_key(TRENDS, Key::Char('+'), Action::Wider, "more weeks", "2, 6, 12, 26 weeks, then all", 2),
    bind_key(TRENDS, Key::Char('-'), Action::Narrower, "fewer", "fewer weeks", 3),
    bind_key(TRENDS, TAB, Action::NextPart, "next panel", "the next panel: days, weeks, touch, cues, check-ins, what went with what", 4),
    bind_key(TRENDS, BACK_TAB, Action::PreviousPart, "panel before", "the panel before", 0),
    bind_key(TRENDS, Key::Char('z'), Action::ToggleZoom, "only this", "this panel alone on the screen; again: all of them", 5),
    bind_key(TRENDS, ENTER, Action::Open, "open day", "open the day", 6),
    bind_key(TRENDS, Key::Char('h'), Action::ToggleNumbers, "hide numbers", "sleep without numbers, or with them again; cuebook trends prints them all", 7),
    bind_key(TRENDS, Key::Char('w'), Action::NextCheckinCarer, "whose", "everyone's check-ins, then one carer's after another", 0),
    bind_key(GUIDE, TAB, Action::NextPart, "next part", "the next part of the guide", 2),
    bind_key(GUIDE, BACK_TAB, Action::PreviousPart, "part before", "the part before", 0),
    bind_key(GUIDE, RIGHT, Action::NextPart, "next part", "the next part of the guide", 0),
    bind_key(GUIDE, LEFT, Action::PreviousPart, "part before", "the part before", 0),
    bind_key(GUIDE, Key::Char('/'), Action::Find, "find", "look for words in all of it", 3),
    bind_key(GUIDE, Key::Char('*'), Action::ToggleFavourite, "star", "star a cue, or take the star off", 4),
    bind_key(GUIDE, Key::Char('h'), Action::ToggleHidden, "hide", "leave a cue, area or stroke out of lists, or offer it again", 5),
    bind_key(GUIDE, Key::Char('a'), Action::Add, "add", "add a cue in your own words", 6),
    bind_key(GUIDE, Key::Char('e'), Action::Edit, "rename", "rename a stroke, or a cue of your own", 7),
    bind_key(GUIDE, Key::Char('d'), Action::Remove, "retire", "retire a cue of your own, or bring it back", 0),
    bind_key(LANGUAGE, ENTER, Action::Open, "open", "the moments of a cue; then the entry of a moment", 2),
    bind_key(LANGUAGE, TAB, Action::NextPart, "cues, states", "the states before and after touch; again: the cues", 3),
    bind_key(SETTINGS, ENTER, Action::Open, "change", "change it here; favourites, own cues and hidden things: the guide", 2),
    bind_key(SETTINGS, Key::Char('o'), Action::ChoosePerson, "show or write", "show this baby's pages, or let this carer write", 3),
    bind_key(SETTINGS, Key::Char('d'), Action::Remove, "remove", "remove a number, or somebody added by mistake; undo brings it back", 0),
    bind_key(REPORT, Key::Char('s'), Action::SaveReport, "save", "save it: PDF, HTML, Markdown or text", 2),
    bind_key(REPORT, Key::Char('x'), Action::StrikeOut, "strike out", "leave a line or a part out, or put it back", 3),
    bind_key(REPORT, Key::Char('e'), Action::Edit, "reword", "say the line in your own words", 4),
    bind_key(REPORT, Key::Char('a'), Action::Add, "add a question", "add something you would like to talk about", 5),
    bind_key(REPORT, Key::Char('['), Action::MoveUp, "up", "move the line or the part up", 0),
    bind_key(REPORT, Key::Char(']'), Action::MoveDown, "down", "move the line or the part down", 0),
    bind_key(REPORT, Key::Char('+'), Action::Wider, "more weeks", "1, 2, 3, 4, 6, 8, 12 or 26 weeks", 6),
    bind_key(REPORT, Key::Char('-'), Action::Narrower, "fewer", "fewer weeks", 0),
    bind_key(REPORT, Key::Char('0'), Action::Reset, "afresh", "the page as at first; undo brings your changes back", 0),
    bind_key(REPORT_TEXT, ENTER, Action::Open, "use", "put the words on the page", 1),
    bind_key(REPORT_TEXT, ESC, Action::Back, "leave", "leave them", 2),
    bind_key(REPORT_SAVE, ENTER, Action::Open, "save", "write the file", 1),
    bind_key(REPORT_SAVE, TAB, Action::NextPart, "another kind", "PDF, HTML, Markdown, text", 2),
    bind_key(REPORT_SAVE, ESC, Action::Back, "leave", "back to the page", 3),
    bind_key(SCROLLED, UP, Action::Up, "up", "up a row", 0),
    bind_key(SCROLLED, DOWN, Action::Down, "down", "down a row", 0),
    bind_key(SCROLLED, PAGE_UP, Action::PageUp, "page up", "up a page", 0),
    bind_key(SCROLLED, PAGE_DOWN, Action::PageDown, "page down", "down a page", 0),
    bind_key(SCROLLED, HOME, Action::First, "first", "to the first row", 0),
    bind_key(SCROLLED, END, Action::Last, "last", "to the last row", 0),
    bind_key(LEFT_BY_ESC, ESC, Action::Back, "back", "back to the screen before", 1),
    bind_key(TODAY, ESC, Action::Back, "back", "back to the screen the day was opened from", 0),
    bind_key(SCROLLED_TEXT, Key::Char('q'), Action::Back, "back", "back to the screen before", 0),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char('u'), Action::Undo, "undo", "take the newest change back", 8),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char('U'), Action::Redo, "redo", "do it again", 0),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char(':'), Action::TypeLine, "type it", "type a line, such as: slept 11:40-12:55; or anything by name", 6),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char('B'), Action::NextBaby, "baby", "show the next baby", 0),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char('C'), Action::NextCarer, "carer", "let the next carer write", 0),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char('!'), Action::Support, "support", "someone to talk to", 9),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char('?'), Action::Help, "help", "the keys of this screen", 11),
    bind_key(FORM, TAB, Action::NextPart, "next", "to the next question", 2),
    bind_key(FORM, BACK_TAB, Action::PreviousPart, "before", "to the question before", 0),
    bind_key(FORM, DOWN, Action::Down, "down", "to the next question", 0),
    bind_key(FORM, UP, Action::Up, "up", "to the question before", 0),
    bind_key(FORM, PAGE_DOWN, Action::PageDown, "page down", "several questions on", 0),
    bind_key(FORM, PAGE_UP, Action::PageUp, "page up", "several questions back", 0),
    bind_key(FORM, ENTER, Action::Open, "keep", "pick what is marked; when nothing is, keep the entry", 1),
    bind_key(FORM, Key::Ctrl('s'), Action::SaveForm, "keep", "keep the entry from any question", 0),
    bind_key(FORM, Key::Ctrl('n'), Action::Reset, "afresh", "start afresh: every answer as at first; again brings them back", 0),
    bind_key(FORM, ESC, Action::Back, "leave", "leave; what you typed waits here", 3),
    bind_key(BLANK_MASSAGE, Key::Char('b'), Action::BeginMassage, "begin now", "begin one now; it is kept at once and runs until you end it", 1),
    bind_key(BLANK_MASSAGE, Key::Char('x'), Action::NotToday, "not today", "keep not today, and a reason if you like", 2),
    bind_key(MASSAGES, TAB, Action::NextPart, "next", "minutes, where, cues, how it ended; then the rest", 3),
    bind_key(MASSAGES, BACK_TAB, Action::PreviousPart, "before", "to the part before", 0),
    bind_key(MASSAGES, DOWN, Action::Down, "down", "to the next part", 0),
    bind_key(MASSAGES, UP, Action::Up, "up", "to the part before", 0),
    bind_key(NEW_MASSAGE, ENTER, Action::Open, "keep", "keep it; after cues: what did you do?", 4),
    bind_key(SAVED_BY_HAND, Key::Ctrl('s'), Action::SaveForm, "keep", "keep it from any part", 6),
    bind_key(SAVED_BY_HAND, Key::Ctrl('n'), Action::Reset, "afresh", "start afresh: every answer as at first; again brings them back", 0),
    bind_key(NEW_MASSAGE, ESC, Action::Back, "leave", "leave; what you typed waits here", 5),
    bind_key(MASSAGE_AFTER_CUES, ENTER, Action::Open, "go on", "to what is asked next, answered or not", 1),
    bind_key(MASSAGE_AFTER_CUES, ESC, Action::Back, "back to the cues", "back to the cues; answers stay", 2),
    bind_key(RUNNING_MASSAGE, ENTER, Action::Open, "what did you do?", "after cues: what did you do?", 1),
    bind_key(RUNNING_MASSAGE, Key::Char('e'), Action::EndMassage, "end it", "end it now", 4),
    bind_key(RUNNING_MASSAGE, Key::Ctrl('e'), Action::EndMassage, "end it", "end it now", 0),
    bind_key(RUNNING_MASSAGE, ESC, Action::Back, "leave it running", "leave it running; massage on Today opens it again", 5),
    bind_key(RUNNING_MASSAGE, Key::Char('?'), Action::Help, "help", "the keys of this screen", 11),
    bind_key(RUNNING_MASSAGE, Key::Char('!'), Action::Support, "support", "someone to talk to", 0),
    bind_key(NOT_TODAY_REASON, ESC, Action::Back, "back", "back to the day", 1),
    bind_key(NOT_TODAY_REASON, ENTER, Action::Open, "back", "back to the day", 0),
    bind_key(SHIFT_TIME, LEFT, Action::Earlier, "earlier", "earlier by one step", 1),
    bind_key(SHIFT_TIME, RIGHT, Action::Later, "later", "later by one step", 2),
    bind_key(SHIFT_TIME, UP, Action::Wider, "longer step", "a longer step: 1, 5, 15 minutes, an hour; or its digit", 0),
    bind_key(SHIFT_TIME, DOWN, Action::Narrower, "shorter step", "a shorter step", 0),
    bind_key(SHIFT_TIME, TAB, Action::NextPart, "start or end", "what moves: the start, the end, or both", 4),
    bind_key(SHIFT_TIME, ENTER, Action::Open, "keep", "keep the new time", 3),
    bind_key(SHIFT_TIME, ESC, Action::Back, "leave", "leave the time as it was", 5),
    bind_key(TYPED_LINE, ENTER, Action::Open, "keep", "keep the line, or do what is marked", 1),
    bind_key(TYPED_LINE, DOWN, Action::Down, "what to do", "to the list of what can be done, and down it", 4),
    bind_key(TYPED_LINE, UP, Action::Up, "up", "up the list, and back to the line", 0),
    bind_key(TYPED_LINE, TAB, Action::NextPart, "as a note", "make it a note; with several readings of a time, the next", 2),
    bind_key(TYPED_LINE, ESC, Action::Back, "leave", "leave the line", 3),
    bind_key(SEARCH, ENTER, Action::Open, "to the list", "to the list, or to the day", 1),
    bind_key(SEARCH, ESC, Action::Back, "clear", "clear the words and go back to where you were", 2),
    bind_key(SEARCH, UP, Action::Up, "up", "up a row", 0),
    bind_key(SEARCH, DOWN, Action::Down, "down", "down a row", 0),
    bind_key(SEARCH, PAGE_UP, Action::PageUp, "page up", "up a page", 0),
    bind_key(SEARCH, PAGE_DOWN, Action::PageDown, "page down", "down a page", 0),
    bind_key(Mode::ALL, Key::Ctrl('z'), Action::Undo, "undo", "take the newest change back", 0),
    bind_key(Mode::ALL, Key::Ctrl('l'), Action::HideScreen, "hide", "hide the screen; a locked journal asks for its passphrase again", 0),
    bind_key(PRIVACY, ENTER, Action::Open, "show again", "show the screen again; a locked journal wants its passphrase first", 1),
    bind_key(WITHOUT_TEXT_INPUT, Key::Ctrl('o'), Action::Unseal, "open sealed", "open what a carer sealed, with their passphrase; again: close it", 0),
    bind_key(PASSPHRASE, ESC, Action::Back, "leave", "leave; nothing is changed", 2),
    bind_key(PASSPHRASE, ENTER, Action::Open, "open", "go on with what was typed", 1),
    bind_key(TEXT_INPUT, Key::Ctrl('y'), Action::Redo, "redo", "do it again", 0),
    bind_key(HELPED_BY_F1, F1, Action::Help, "help", "the keys of this screen", 11),
    bind_key(WITHOUT_TEXT_INPUT, F1, Action::Help, "help", "the keys of this screen", 0),
    bind_key(RUNNING_MASSAGE, F1, Action::Help, "help", "the keys of this screen", 0),
    bind_key(ALL_BUT_LINE, Key::Ctrl('p'), Action::TypeLine, "type it", "type a line, or anything by name; what you were typing stays", 0),
];
