//! What the parent can do, and the one table of keys that do it. The footer, the help screen and the README are made
//! from this table; a command more is one row here and one arm where it is carried out.
//!
//! The only room (with `terminal`, which reads them) that names a key code.

pub(crate) mod action;
pub(crate) mod command_list;
pub(crate) mod input_mode;
pub(crate) mod key;
pub mod key_remap;
pub(crate) mod key_stream;
pub mod keyboard_layouts;
pub mod pointer_event;
pub(crate) mod resolve_key;

use crate::texts::key_texts::{self, KeyText};
pub use crate::tui::keys::action::Action;
pub use crate::tui::keys::command_list::list_commands;
pub use crate::tui::keys::input_mode::Mode;
use crate::tui::keys::key::{
    BACK_TAB, DOWN, END, ENTER, ESC, F1, F2, HOME, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, TAB, UP,
};
pub(crate) use crate::tui::keys::key::{Key, capital_letter};
pub(crate) use crate::tui::keys::keyboard_layouts::digit_on_key;
pub(crate) use crate::tui::keys::resolve_key::{KeyResult, action_of_small_letter, key_name, resolve_key};
pub use crate::tui::keys::resolve_key::{bindings_for_mode, footer_bindings, key_for_action};

#[derive(Clone, Copy)]
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

impl Binding {
    /// What it does, for lists of keys; what has no key but a name is called by it.
    pub fn describe(&self) -> String {
        key_texts::describe(self.label, self.help_text, self.key == Key::ByName)
    }
}

const fn bind_key(
    modes: &'static [Mode],
    key: Key,
    action: Action,
    text: KeyText,
    footer_rank: u8,
) -> Binding {
    Binding { modes, key, action, label: text.label, help_text: text.help, footer_rank }
}

const TODAY: &[Mode] = &[Mode::Today];
const PAST: &[Mode] = &[Mode::Past];
const TRENDS: &[Mode] = &[Mode::Trends];
const WEEKS: &[Mode] = &[Mode::Weeks];
const CALENDAR: &[Mode] = &[Mode::Calendar];
const GUIDE: &[Mode] = &[Mode::Guide];
const LANGUAGE: &[Mode] = &[Mode::Language];
#[rustfmt::skip]
const WITH_LANGUAGE: &[Mode] = &[Mode::Today, Mode::Trends, Mode::Weeks, Mode::Guide];
const SCROLLED_TEXT: &[Mode] = &[Mode::ScrolledText];
const SETTINGS: &[Mode] = &[Mode::Settings];
const SHARING: &[Mode] = &[Mode::Sharing];
const WITH_COVERAGE: &[Mode] = &[Mode::Today, Mode::Trends, Mode::Calendar];
const FORM: &[Mode] = &[Mode::Form];
const LONG_TEXT: &[Mode] = &[
    Mode::Form,
    Mode::BlankMassage,
    Mode::Massage,
    Mode::MassageAfterCues,
    Mode::BegunMassage,
    Mode::RunningMassage,
];
const BLANK_MASSAGE: &[Mode] = &[Mode::BlankMassage];
/// Where the baby's answer is one key.
const UNASKED_MASSAGE: &[Mode] = &[Mode::BlankMassage, Mode::BegunMassage];
const MASSAGE_AFTER_CUES: &[Mode] = &[Mode::MassageAfterCues];
const RUNNING_MASSAGE: &[Mode] = &[Mode::BegunMassage, Mode::RunningMassage];
const NOT_TODAY_REASON: &[Mode] = &[Mode::NotTodayReason];
const NEW_MASSAGE: &[Mode] = &[Mode::BlankMassage, Mode::Massage];
const MASSAGES: &[Mode] =
    &[Mode::BlankMassage, Mode::Massage, Mode::MassageAfterCues, Mode::BegunMassage, Mode::RunningMassage];
const SAVED_BY_HAND: &[Mode] = &[Mode::BlankMassage, Mode::Massage, Mode::MassageAfterCues];
const SHIFT_TIME: &[Mode] = &[Mode::ShiftTime];
const REPORT: &[Mode] = &[Mode::Report];
const WITH_REPORT: &[Mode] = &[Mode::Today, Mode::Report];
const REPORT_TEXT: &[Mode] = &[Mode::ReportText];
const REPORT_SAVE: &[Mode] = &[Mode::ReportSave];
const TYPED_LINE: &[Mode] = &[Mode::TypedLine];
const PRIVACY: &[Mode] = &[Mode::Privacy];
const PASSPHRASE: &[Mode] = &[Mode::Passphrase];
const OPENING: &[Mode] = &[Mode::Opening];
const COVERED: &[Mode] = &[Mode::Privacy, Mode::Passphrase, Mode::Opening];
const SEARCH: &[Mode] = &[Mode::Search];
#[rustfmt::skip]
const TEXT_INPUT: &[Mode] = &[
    Mode::Form, Mode::BlankMassage, Mode::Massage, Mode::MassageAfterCues, Mode::BegunMassage, Mode::RunningMassage, Mode::ShiftTime, Mode::TypedLine, Mode::Search,
    Mode::ReportText, Mode::ReportSave,
];
// A massage under way has a sign for it, as where no text is typed.
#[rustfmt::skip]
const HELPED_BY_F1: &[Mode] =
    &[Mode::Form, Mode::BlankMassage, Mode::Massage, Mode::MassageAfterCues, Mode::NotTodayReason, Mode::ShiftTime, Mode::TypedLine, Mode::Search,
      Mode::ReportText, Mode::ReportSave];
// Where a sign types itself, support has a key that no text needs; on the hidden screen too.
#[rustfmt::skip]
const SUPPORTED_BY_F2: &[Mode] =
    &[Mode::Form, Mode::BlankMassage, Mode::Massage, Mode::MassageAfterCues, Mode::NotTodayReason, Mode::ShiftTime, Mode::TypedLine, Mode::Search,
      Mode::ReportText, Mode::ReportSave, Mode::Passphrase, Mode::Privacy];
const SUPPORTED_BY_SIGN: &[Mode] = &[Mode::BegunMassage, Mode::RunningMassage, Mode::Opening];
#[rustfmt::skip]
const SCROLLED: &[Mode] =
    &[Mode::Today, Mode::Past, Mode::Trends, Mode::Weeks, Mode::Calendar, Mode::Guide, Mode::Language, Mode::Report, Mode::Settings, Mode::Sharing, Mode::ScrolledText];
#[rustfmt::skip]
const WITHOUT_TEXT_INPUT: &[Mode] = SCROLLED;
/// Where no text is typed, Past apart: there the footer names it.
#[rustfmt::skip]
const JUMPED_FROM: &[Mode] =
    &[Mode::Today, Mode::Trends, Mode::Weeks, Mode::Guide, Mode::Language, Mode::Report, Mode::Settings, Mode::Sharing, Mode::ScrolledText];
const LISTS: &[Mode] = &[Mode::Today, Mode::Past];
#[rustfmt::skip]
const LEFT_BY_ESC: &[Mode] =
    &[Mode::Past, Mode::Trends, Mode::Weeks, Mode::Calendar, Mode::Guide, Mode::Language, Mode::Report, Mode::Settings, Mode::Sharing, Mode::ScrolledText];

#[rustfmt::skip]
const ALL_BUT_LINE: &[Mode] = &[
    Mode::Today, Mode::Past, Mode::Trends, Mode::Weeks, Mode::Calendar, Mode::Guide, Mode::Language, Mode::Report, Mode::ReportText, Mode::ReportSave, Mode::Sharing, Mode::ScrolledText, Mode::Form, Mode::BlankMassage,
    Mode::Massage, Mode::MassageAfterCues, Mode::BegunMassage, Mode::RunningMassage, Mode::NotTodayReason, Mode::ShiftTime, Mode::Search,
];

// One row a line, so that the table reads as one.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    bind_key(TODAY, Key::Char('s'), Action::Sleep, key_texts::SLEEP, 1),
    bind_key(TODAY, Key::Char('z'), Action::PastSleep, key_texts::PAST_SLEEP, 7),
    bind_key(TODAY, Key::Char('m'), Action::Massage, key_texts::MASSAGE, 2),
    bind_key(TODAY, Key::Char('c'), Action::Cue, key_texts::CUE, 3),
    bind_key(TODAY, Key::Char('f'), Action::Checkin, key_texts::CHECKIN, 4),
    bind_key(TODAY, Key::Char('n'), Action::Note, key_texts::NOTE, 5),
    bind_key(TODAY, Key::Char('t'), Action::Trends, key_texts::TRENDS, 8),
    bind_key(TODAY, Key::Char('p'), Action::Report, key_texts::REPORT, 11),
    bind_key(TODAY, Key::Char('v'), Action::Past, key_texts::PAST, 9),
    bind_key(TODAY, Key::Char('g'), Action::Guide, key_texts::GUIDE, 12),
    bind_key(WITH_LANGUAGE, Key::Char('l'), Action::Language, key_texts::LANGUAGE, 10),
    bind_key(TODAY, Key::Char(','), Action::Settings, key_texts::SETTINGS, 13),
    bind_key(TODAY, Key::Char('S'), Action::SleepAll, key_texts::SLEEP_ALL, 0),
    bind_key(WITH_REPORT, Key::ByName, Action::BlankFortnight, key_texts::BLANK_FORTNIGHT, 0),
    bind_key(WITH_REPORT, Key::ByName, Action::Card, key_texts::CARD, 0),
    bind_key(WITH_REPORT, Key::ByName, Action::Keepsake, key_texts::KEEPSAKE, 0),
    bind_key(TODAY, Key::ByName, Action::ClosePages, key_texts::CLOSE_PAGES, 0),
    bind_key(TODAY, Key::ByName, Action::ImportFile, key_texts::IMPORT_FILE, 0),
    bind_key(TODAY, Key::ByName, Action::Export, key_texts::EXPORT, 0),
    bind_key(TODAY, Key::ByName, Action::ImportArchive, key_texts::IMPORT_ARCHIVE, 0),
    bind_key(TODAY, Key::ByName, Action::BackUp, key_texts::BACK_UP, 0),
    bind_key(TODAY, Key::ByName, Action::Restore, key_texts::RESTORE, 0),
    bind_key(TODAY, Key::ByName, Action::Share, key_texts::SHARE, 0),
    bind_key(TODAY, Key::ByName, Action::Lock, key_texts::LOCK, 0),
    bind_key(TODAY, Key::ByName, Action::Doctor, key_texts::DOCTOR, 0),
    bind_key(WITH_COVERAGE, Key::Char('x'), Action::MarkCoverage, key_texts::MARK_COVERAGE, 0),
    bind_key(TODAY, LEFT, Action::Earlier, key_texts::EARLIER_IN_TODAY, 14),
    bind_key(TODAY, RIGHT, Action::Later, key_texts::LATER_IN_TODAY, 0),
    bind_key(TODAY, Key::Char('0'), Action::Now, key_texts::NOW, 0),
    bind_key(TODAY, Key::Char('a'), Action::AnswerMissingEnd, key_texts::ANSWER_MISSING_END, 0),
    bind_key(TODAY, Key::Char('q'), Action::Quit, key_texts::QUIT, 15),
    bind_key(PAST, Key::Char('/'), Action::Find, key_texts::FIND_IN_PAST, 3),
    bind_key(PAST, Key::Char('K'), Action::NextKind, key_texts::NEXT_KIND, 4),
    bind_key(LISTS, ENTER, Action::Open, key_texts::OPEN_IN_LISTS, 10),
    bind_key(LISTS, Key::Char('e'), Action::Edit, key_texts::EDIT_IN_LISTS, 0),
    bind_key(TODAY, Key::Char('w'), Action::ShiftTime, key_texts::SHIFT_TIME, 0),
    bind_key(PAST, Key::Char('w'), Action::ShiftTime, key_texts::SHIFT_TIME, 9),
    bind_key(TODAY, Key::Char('d'), Action::Remove, key_texts::REMOVE_IN_TODAY, 0),
    bind_key(PAST, Key::Char('d'), Action::Remove, key_texts::REMOVE_IN_TODAY, 7),
    bind_key(PAST, Key::Char('D'), Action::Forget, key_texts::FORGET, 0),
    bind_key(TRENDS, LEFT, Action::Earlier, key_texts::EARLIER_IN_TODAY, 0),
    bind_key(TRENDS, RIGHT, Action::Later, key_texts::LATER_IN_TODAY, 0),
    bind_key(TRENDS, Key::Char('+'), Action::Wider, key_texts::WIDER_IN_TRENDS, 2),
    bind_key(TRENDS, Key::Char('-'), Action::Narrower, key_texts::NARROWER_IN_TRENDS, 3),
    bind_key(TRENDS, TAB, Action::NextPart, key_texts::NEXT_PART_IN_TRENDS, 4),
    bind_key(TRENDS, BACK_TAB, Action::PreviousPart, key_texts::PREVIOUS_PART_IN_TRENDS, 0),
    bind_key(TRENDS, Key::Char('z'), Action::ToggleZoom, key_texts::TOGGLE_ZOOM, 5),
    bind_key(TRENDS, ENTER, Action::Open, key_texts::OPEN_IN_TRENDS, 6),
    bind_key(TRENDS, Key::Char('h'), Action::ToggleNumbers, key_texts::TOGGLE_NUMBERS, 7),
    bind_key(TRENDS, Key::Char('w'), Action::NextCheckinCarer, key_texts::NEXT_CHECKIN_CARER, 0),
    bind_key(WEEKS, LEFT, Action::Earlier, key_texts::EARLIER_IN_WEEKS, 2),
    bind_key(WEEKS, RIGHT, Action::Later, key_texts::LATER_IN_WEEKS, 0),
    bind_key(WEEKS, ENTER, Action::Open, key_texts::OPEN_IN_WEEKS, 3),
    bind_key(WEEKS, TAB, Action::NextPart, key_texts::NEXT_PART_IN_WEEKS, 4),
    bind_key(WEEKS, BACK_TAB, Action::PreviousPart, key_texts::PREVIOUS_PART_IN_TRENDS, 0),
    bind_key(WEEKS, Key::Char('+'), Action::Wider, key_texts::WIDER_IN_WEEKS, 5),
    bind_key(WEEKS, Key::Char('-'), Action::Narrower, key_texts::NARROWER_IN_TRENDS, 7),
    bind_key(WEEKS, Key::Char('h'), Action::ToggleNumbers, key_texts::TOGGLE_SLEEP_IN_WEEKS, 0),
    bind_key(CALENDAR, ENTER, Action::Open, key_texts::OPEN_IN_TRENDS, 2),
    bind_key(CALENDAR, Key::Char('/'), Action::Find, key_texts::TYPE_DATE, 3),
    bind_key(CALENDAR, TAB, Action::NextPart, key_texts::NEXT_PART_IN_CALENDAR, 4),
    bind_key(CALENDAR, BACK_TAB, Action::PreviousPart, key_texts::PREVIOUS_PART_IN_TRENDS, 0),
    bind_key(CALENDAR, Key::Char('z'), Action::ToggleZoom, key_texts::TOGGLE_YEAR, 5),
    bind_key(CALENDAR, Key::Char('w'), Action::NextCheckinCarer, key_texts::NEXT_CARER_IN_CALENDAR, 6),
    bind_key(CALENDAR, LEFT, Action::Earlier, key_texts::EARLIER_IN_TODAY, 0),
    bind_key(CALENDAR, RIGHT, Action::Later, key_texts::LATER_IN_TODAY, 0),
    bind_key(CALENDAR, Key::Char('1'), Action::ShowNights, key_texts::SHOW_NIGHTS, 0),
    bind_key(CALENDAR, Key::Char('2'), Action::ShowTouch, key_texts::SHOW_TOUCH, 0),
    bind_key(CALENDAR, Key::Char('3'), Action::ShowCues, key_texts::SHOW_CUES, 0),
    bind_key(CALENDAR, Key::Char('4'), Action::ShowFelt, key_texts::SHOW_FELT, 0),
    bind_key(CALENDAR, Key::Char('5'), Action::ShowAnything, key_texts::SHOW_ANYTHING, 0),
    bind_key(GUIDE, TAB, Action::NextPart, key_texts::NEXT_PART_IN_GUIDE, 2),
    bind_key(GUIDE, BACK_TAB, Action::PreviousPart, key_texts::PREVIOUS_PART_IN_GUIDE, 0),
    bind_key(GUIDE, RIGHT, Action::NextPart, key_texts::NEXT_PART_IN_GUIDE, 0),
    bind_key(GUIDE, LEFT, Action::PreviousPart, key_texts::PREVIOUS_PART_IN_GUIDE, 0),
    bind_key(GUIDE, Key::Char('/'), Action::Find, key_texts::FIND_IN_GUIDE, 3),
    bind_key(GUIDE, Key::Char('*'), Action::ToggleFavourite, key_texts::TOGGLE_FAVOURITE, 4),
    bind_key(GUIDE, Key::Char('f'), Action::ToggleFavourite, key_texts::TOGGLE_FAVOURITE, 0),
    bind_key(GUIDE, Key::Char('h'), Action::ToggleHidden, key_texts::TOGGLE_HIDDEN, 5),
    bind_key(GUIDE, Key::Char('a'), Action::Add, key_texts::ADD_IN_GUIDE, 6),
    bind_key(GUIDE, Key::Char('e'), Action::Edit, key_texts::EDIT_IN_GUIDE, 7),
    bind_key(GUIDE, Key::Char('d'), Action::Remove, key_texts::REMOVE_IN_GUIDE, 0),
    bind_key(LANGUAGE, ENTER, Action::Open, key_texts::OPEN_IN_LANGUAGE, 2),
    bind_key(LANGUAGE, TAB, Action::NextPart, key_texts::NEXT_PART_IN_LANGUAGE, 3),
    bind_key(SETTINGS, ENTER, Action::Open, key_texts::OPEN_IN_SETTINGS, 2),
    bind_key(SETTINGS, Key::Char('o'), Action::ChoosePerson, key_texts::CHOOSE_PERSON, 3),
    bind_key(SETTINGS, Key::Char('d'), Action::Remove, key_texts::REMOVE_IN_SETTINGS, 0),
    bind_key(SHARING, ENTER, Action::Open, key_texts::OPEN_IN_SHARING, 2),
    bind_key(SHARING, Key::Char('s'), Action::SyncNow, key_texts::SYNC_NOW, 3),
    bind_key(SHARING, Key::Char('x'), Action::StopSharing, key_texts::STOP_SHARING, 4),
    bind_key(SHARING, Key::Char('d'), Action::Remove, key_texts::REMOVE_IN_SHARING, 5),
    bind_key(REPORT, Key::Char('s'), Action::SaveReport, key_texts::SAVE_REPORT, 2),
    bind_key(REPORT, Key::Char(' '), Action::Tick, key_texts::TICK, 3),
    bind_key(REPORT, Key::Char('x'), Action::StrikeOut, key_texts::STRIKE_OUT, 3),
    bind_key(REPORT, Key::Char('e'), Action::Edit, key_texts::EDIT_IN_REPORT, 4),
    bind_key(REPORT, Key::Char('a'), Action::Add, key_texts::ADD_IN_REPORT, 5),
    bind_key(REPORT, Key::Char('o'), Action::MarkAsked, key_texts::MARK_ASKED, 6),
    bind_key(REPORT, TAB, Action::NextPart, key_texts::NEXT_PART_IN_REPORT, 5),
    bind_key(REPORT, BACK_TAB, Action::PreviousPart, key_texts::PREVIOUS_PART_IN_REPORT, 0),
    bind_key(REPORT, Key::Char('('), Action::MoveUp, key_texts::MOVE_UP, 0),
    bind_key(REPORT, Key::Char(')'), Action::MoveDown, key_texts::MOVE_DOWN, 0),
    bind_key(REPORT, Key::Char('['), Action::MoveUp, key_texts::MOVE_UP, 0),
    bind_key(REPORT, Key::Char(']'), Action::MoveDown, key_texts::MOVE_DOWN, 0),
    bind_key(REPORT, Key::Char('+'), Action::Wider, key_texts::WIDER_IN_REPORT, 6),
    bind_key(REPORT, Key::Char('-'), Action::Narrower, key_texts::NARROWER_IN_TRENDS, 0),
    bind_key(REPORT, Key::Char('d'), Action::ChooseDates, key_texts::CHOOSE_DATES, 7),
    bind_key(REPORT, Key::Char('0'), Action::Reset, key_texts::RESET_IN_REPORT, 0),
    bind_key(REPORT_TEXT, ENTER, Action::Open, key_texts::OPEN_IN_REPORT_TEXT, 1),
    bind_key(REPORT_TEXT, ESC, Action::Back, key_texts::BACK_IN_REPORT_TEXT, 2),
    bind_key(REPORT_SAVE, ENTER, Action::Open, key_texts::OPEN_IN_REPORT_SAVE, 1),
    bind_key(REPORT_SAVE, TAB, Action::NextPart, key_texts::NEXT_PART_IN_REPORT_SAVE, 2),
    bind_key(REPORT_SAVE, ESC, Action::Back, key_texts::BACK_IN_REPORT_SAVE, 3),
    bind_key(SCROLLED, UP, Action::Up, key_texts::UP_IN_SCROLLED, 0),
    bind_key(SCROLLED, DOWN, Action::Down, key_texts::DOWN_IN_SCROLLED, 0),
    bind_key(SCROLLED, Key::Char('k'), Action::Up, key_texts::UP_IN_SCROLLED, 0),
    bind_key(SCROLLED, Key::Char('j'), Action::Down, key_texts::DOWN_IN_SCROLLED, 0),
    bind_key(SCROLLED, PAGE_UP, Action::PageUp, key_texts::PAGE_UP_IN_SCROLLED, 0),
    bind_key(SCROLLED, PAGE_DOWN, Action::PageDown, key_texts::PAGE_DOWN_IN_SCROLLED, 0),
    bind_key(SCROLLED, HOME, Action::First, key_texts::FIRST, 0),
    bind_key(SCROLLED, END, Action::Last, key_texts::LAST, 0),
    bind_key(LEFT_BY_ESC, ESC, Action::Back, key_texts::BACK_IN_LEFT_BY_ESC, 1),
    bind_key(TODAY, ESC, Action::Back, key_texts::BACK_IN_TODAY, 0),
    bind_key(SCROLLED_TEXT, Key::Char('q'), Action::Back, key_texts::BACK_IN_LEFT_BY_ESC, 0),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char('u'), Action::Undo, key_texts::UNDO, 8),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char('U'), Action::Redo, key_texts::REDO, 0),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char(':'), Action::TypeLine, key_texts::TYPE_LINE, 6),
    bind_key(PAST, Key::Char('J'), Action::JumpToDate, key_texts::JUMP_TO_DATE, 5),
    bind_key(JUMPED_FROM, Key::Char('J'), Action::JumpToDate, key_texts::JUMP_TO_DATE, 0),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char('B'), Action::NextBaby, key_texts::NEXT_BABY, 0),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char('C'), Action::NextCarer, key_texts::NEXT_CARER, 0),
    bind_key(WITHOUT_TEXT_INPUT, Key::Ctrl('n'), Action::ToggleNight, key_texts::TOGGLE_NIGHT, 0),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char('!'), Action::Support, key_texts::SUPPORT, 9),
    bind_key(WITHOUT_TEXT_INPUT, Key::Char('?'), Action::Help, key_texts::HELP, 20),
    bind_key(FORM, TAB, Action::NextPart, key_texts::NEXT_PART_IN_FORM, 2),
    bind_key(FORM, BACK_TAB, Action::PreviousPart, key_texts::PREVIOUS_PART_IN_FORM, 0),
    bind_key(FORM, DOWN, Action::Down, key_texts::DOWN_IN_FORM, 0),
    bind_key(FORM, UP, Action::Up, key_texts::UP_IN_FORM, 0),
    bind_key(FORM, PAGE_DOWN, Action::PageDown, key_texts::PAGE_DOWN_IN_FORM, 0),
    bind_key(FORM, PAGE_UP, Action::PageUp, key_texts::PAGE_UP_IN_FORM, 0),
    bind_key(FORM, ENTER, Action::Open, key_texts::OPEN_IN_FORM, 1),
    bind_key(FORM, Key::Ctrl('s'), Action::SaveForm, key_texts::SAVE_FORM_IN_FORM, 0),
    bind_key(FORM, Key::Ctrl('n'), Action::Reset, key_texts::RESET_IN_FORM, 0),
    bind_key(FORM, ESC, Action::Back, key_texts::BACK_IN_FORM, 3),
    bind_key(LONG_TEXT, Key::Ctrl('g'), Action::OpenEditor, key_texts::OPEN_EDITOR, 0),
    bind_key(BLANK_MASSAGE, Key::Char('b'), Action::BeginMassage, key_texts::BEGIN_MASSAGE, 1),
    bind_key(UNASKED_MASSAGE, Key::Char('n'), Action::NotNow, key_texts::NOT_NOW, 2),
    bind_key(UNASKED_MASSAGE, Key::Char('y'), Action::BabySaidYes, key_texts::BABY_SAID_YES, 0),
    bind_key(UNASKED_MASSAGE, Key::Char('c'), Action::CouldNotTell, key_texts::COULD_NOT_TELL, 0),
    bind_key(BLANK_MASSAGE, Key::Char('x'), Action::NotToday, key_texts::NOT_TODAY, 2),
    bind_key(MASSAGES, TAB, Action::NextPart, key_texts::NEXT_PART_IN_MASSAGES, 3),
    bind_key(MASSAGES, BACK_TAB, Action::PreviousPart, key_texts::PREVIOUS_PART_IN_MASSAGES, 0),
    bind_key(MASSAGES, DOWN, Action::Down, key_texts::DOWN_IN_MASSAGES, 0),
    bind_key(MASSAGES, UP, Action::Up, key_texts::UP_IN_MASSAGES, 0),
    bind_key(NEW_MASSAGE, ENTER, Action::Open, key_texts::OPEN_IN_NEW_MASSAGE, 4),
    bind_key(SAVED_BY_HAND, Key::Ctrl('s'), Action::SaveForm, key_texts::SAVE_FORM_IN_SAVED_BY_HAND, 6),
    bind_key(SAVED_BY_HAND, Key::Ctrl('n'), Action::Reset, key_texts::RESET_IN_FORM, 0),
    bind_key(NEW_MASSAGE, ESC, Action::Back, key_texts::BACK_IN_FORM, 5),
    bind_key(MASSAGE_AFTER_CUES, ENTER, Action::Open, key_texts::OPEN_IN_MASSAGE_AFTER_CUES, 1),
    bind_key(MASSAGE_AFTER_CUES, ESC, Action::Back, key_texts::BACK_IN_MASSAGE_AFTER_CUES, 2),
    bind_key(RUNNING_MASSAGE, ENTER, Action::Open, key_texts::OPEN_IN_RUNNING_MASSAGE, 1),
    bind_key(RUNNING_MASSAGE, Key::Char('e'), Action::EndMassage, key_texts::END_MASSAGE, 4),
    bind_key(RUNNING_MASSAGE, Key::Ctrl('e'), Action::EndMassage, key_texts::END_MASSAGE, 0),
    bind_key(RUNNING_MASSAGE, ESC, Action::Back, key_texts::BACK_IN_RUNNING_MASSAGE, 5),
    bind_key(RUNNING_MASSAGE, Key::Char('?'), Action::Help, key_texts::HELP, 20),
    bind_key(NOT_TODAY_REASON, ESC, Action::Back, key_texts::BACK_IN_NOT_TODAY_REASON, 1),
    bind_key(NOT_TODAY_REASON, ENTER, Action::Open, key_texts::OPEN_IN_NOT_TODAY_REASON, 0),
    bind_key(SHIFT_TIME, LEFT, Action::Earlier, key_texts::EARLIER_IN_SHIFT_TIME, 1),
    bind_key(SHIFT_TIME, RIGHT, Action::Later, key_texts::LATER_IN_SHIFT_TIME, 2),
    bind_key(SHIFT_TIME, UP, Action::Wider, key_texts::WIDER_IN_SHIFT_TIME, 0),
    bind_key(SHIFT_TIME, DOWN, Action::Narrower, key_texts::NARROWER_IN_SHIFT_TIME, 0),
    bind_key(SHIFT_TIME, TAB, Action::NextPart, key_texts::NEXT_PART_IN_SHIFT_TIME, 4),
    bind_key(SHIFT_TIME, ENTER, Action::Open, key_texts::OPEN_IN_SHIFT_TIME, 3),
    bind_key(SHIFT_TIME, ESC, Action::Back, key_texts::BACK_IN_SHIFT_TIME, 5),
    bind_key(TYPED_LINE, ENTER, Action::Open, key_texts::OPEN_IN_TYPED_LINE, 1),
    bind_key(TYPED_LINE, DOWN, Action::Down, key_texts::DOWN_IN_TYPED_LINE, 4),
    bind_key(TYPED_LINE, UP, Action::Up, key_texts::UP_IN_TYPED_LINE, 0),
    bind_key(TYPED_LINE, TAB, Action::NextPart, key_texts::NEXT_PART_IN_TYPED_LINE, 2),
    bind_key(TYPED_LINE, ESC, Action::Back, key_texts::BACK_IN_TYPED_LINE, 3),
    bind_key(SEARCH, ENTER, Action::Open, key_texts::OPEN_IN_SEARCH, 1),
    bind_key(SEARCH, ESC, Action::Back, key_texts::BACK_IN_SEARCH, 2),
    bind_key(SEARCH, UP, Action::Up, key_texts::UP_IN_SCROLLED, 0),
    bind_key(SEARCH, DOWN, Action::Down, key_texts::DOWN_IN_SCROLLED, 0),
    bind_key(SEARCH, PAGE_UP, Action::PageUp, key_texts::PAGE_UP_IN_SCROLLED, 0),
    bind_key(SEARCH, PAGE_DOWN, Action::PageDown, key_texts::PAGE_DOWN_IN_SCROLLED, 0),
    bind_key(Mode::ALL, Key::Ctrl('z'), Action::Undo, key_texts::UNDO, 0),
    bind_key(Mode::ALL, Key::Ctrl('l'), Action::HideScreen, key_texts::HIDE_SCREEN, 0),
    bind_key(Mode::ALL, Key::Ctrl('r'), Action::Redraw, key_texts::REDRAW, 0),
    bind_key(COVERED, Key::Ctrl('r'), Action::Redraw, key_texts::REDRAW, 0),
    bind_key(WITHOUT_TEXT_INPUT, Key::ByName, Action::Suspend, key_texts::SUSPEND, 0),
    bind_key(PRIVACY, ENTER, Action::Open, key_texts::OPEN_IN_PRIVACY, 1),
    bind_key(OPENING, Key::Char('r'), Action::RestoreCopy, key_texts::RESTORE_COPY, 1),
    bind_key(OPENING, Key::Char('n'), Action::BeginJournal, key_texts::BEGIN_JOURNAL, 2),
    bind_key(OPENING, Key::Char('a'), Action::AcceptJournal, key_texts::ACCEPT_JOURNAL, 3),
    bind_key(OPENING, Key::Char('q'), Action::Quit, key_texts::QUIT, 4),
    bind_key(WITHOUT_TEXT_INPUT, Key::Ctrl('o'), Action::Unseal, key_texts::UNSEAL, 0),
    bind_key(PASSPHRASE, ESC, Action::Back, key_texts::BACK_IN_PASSPHRASE, 2),
    bind_key(PASSPHRASE, ENTER, Action::Open, key_texts::OPEN_IN_PASSPHRASE, 1),
    bind_key(TEXT_INPUT, Key::Ctrl('y'), Action::Redo, key_texts::REDO, 0),
    bind_key(SUPPORTED_BY_SIGN, Key::Char('!'), Action::Support, key_texts::SUPPORT, 10),
    bind_key(SUPPORTED_BY_F2, F2, Action::Support, key_texts::SUPPORT, 10),
    bind_key(SUPPORTED_BY_SIGN, F2, Action::Support, key_texts::SUPPORT, 0),
    bind_key(WITHOUT_TEXT_INPUT, F2, Action::Support, key_texts::SUPPORT, 0),
    bind_key(HELPED_BY_F1, F1, Action::Help, key_texts::HELP, 20),
    bind_key(WITHOUT_TEXT_INPUT, F1, Action::Help, key_texts::HELP, 0),
    bind_key(RUNNING_MASSAGE, F1, Action::Help, key_texts::HELP, 0),
    bind_key(ALL_BUT_LINE, Key::Ctrl('p'), Action::TypeLine, key_texts::TYPE_LINE_IN_ALL_BUT_LINE, 0),
];
