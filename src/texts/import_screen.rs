//! The screen on which another app's file, an archive or another journal is brought in.

use crate::text::plural::{format_thousands_count, join_list};

pub(crate) const HEADING: &str = "Bring in a file";
pub(crate) const SETTING_LABEL: &str = "from another app";
pub(crate) const SETTING_VALUE: &str = "Huckleberry, Nara, Baby Buddy, Daylio and more";
pub(crate) const ARCHIVE_LABEL: &str = "from an archive";
pub(crate) const ARCHIVE_VALUE: &str = "what export wrote, or another journal; nothing twice";
pub(crate) const PARENT_FOLDER: &str = "..";
pub(crate) const TAKE_FOLDER: &str = "all files of this folder together";
pub(crate) const TAKE_ARCHIVE: &str = "the whole archive in this folder";
pub(crate) const JOURNAL_MARK: &str = "journal";
pub(crate) const CONFLICT_MARK: &str = "second version";
pub(crate) const NARROW: &str = "letters narrow the list; a path opens it";
pub(crate) const OPEN_PATH: &str = "opens this path";
pub(crate) const EMPTY_FOLDER: &str = "There is nothing here.";
pub(crate) const NO_MATCH: &str = "Nothing here has those letters.";
pub(crate) const LISTING: &str = "looking into the folder";
pub(crate) const READING: &str = "reading the file";
pub(crate) fn nothing_to_save(back: &str) -> String {
    format!("Nothing new to save. {back} goes back to the files.")
}
/// `down` is the key that moves to the other way.
pub(crate) fn later_can_be_saved(down: &str) -> String {
    format!("Nothing new to save. {down} takes the later of the two.")
}
pub(crate) fn save_hint(enter: &str) -> String {
    format!("{enter} saves it as one step, which can be undone.")
}
pub(crate) const OPEN_LABEL: &str = "open";
pub(crate) const CHOOSE_LABEL: &str = "choose";
pub(crate) const WHICH_STAYS: &str = "Where an entry differs here and there, which stays?";
pub(crate) const YOURS_STAY: &str = "yours";
pub(crate) const UNLOCK_LABEL: &str = "open it";
pub(crate) const WRONG_PASSPHRASE: &str =
    "That passphrase doesn't open it. What you typed is still there, to be mended.";

/// `taken` entries come from the file.
pub(crate) fn later_stays(taken: usize) -> String {
    format!("the later of the two: {} from there", format_thousands_count(taken, "entry", "entries"))
}

pub(crate) fn ask_passphrase(name: &str) -> String {
    format!("{name} is a locked journal, or a file that cuebook can't read. What is its passphrase?")
}

pub(crate) const SAVE_LABEL: &str = "save";
pub(crate) const BACK_LABEL: &str = "back";
pub(crate) const DAY_FIRST: &str = "the day first: 3/4 is 3 April";
pub(crate) const MONTH_FIRST: &str = "the month first: 3/4 is 4 March";
pub(crate) const ANOTHER_CHILD: &str = "another child";
pub(crate) const CHILD_NAME: &str = "What is the child called? It comes into the journal with the file.";
pub(crate) const NAME_LABEL: &str = "take the name";
pub(crate) const MOOD_LEVELS: [&str; 5] = ["1, heavy", "2", "3, in between", "4", "5, good"];

pub(crate) fn ask_mood(name: &str) -> String {
    format!("The file has a mood of your own, \"{name}\". What is it here?")
}

pub(crate) fn unreadable_folder(path: &str, why: &str) -> String {
    format!("{path} could not be looked into: {why}.")
}

pub(crate) fn saving(entries: usize) -> String {
    format!("saving {} ...", format_thousands_count(entries, "entry", "entries"))
}

/// `title` is what the change is called.
pub(crate) fn saved(title: &str, undo_key: &str) -> String {
    format!("Saved: {title}. {undo_key} undoes it.")
}

/// `babies` are not the one shown; `are_all` when none of it is of the one shown.
pub(crate) fn belongs_to(babies: &[&str], are_all: bool, next_baby: &str) -> String {
    let whose = join_list(&babies.iter().map(|name| format!("{name}'s")).collect::<Vec<_>>(), "and");
    let what = if are_all { "They are" } else { "Some are" };
    let shown = join_list(babies, "and");
    format!(" {what} {whose}: {next_baby} shows {shown}.")
}

/// `first` and `last` are dates.
pub(crate) fn lies_in_the_past(first: &str, last: &str, jump: &str) -> String {
    match first == last {
        true => format!(" The day is {first}: {jump} goes to a day."),
        false => format!(" The days are {first} to {last}: {jump} goes to a day."),
    }
}

pub(crate) fn file_size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} kB", bytes / 1024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}
