//! The screen on which another app's file is brought in.

use crate::text::plural::format_thousands_count;

pub(crate) const HEADING: &str = "Another app's file";
pub(crate) const SETTING_LABEL: &str = "from another app";
pub(crate) const SETTING_VALUE: &str = "Huckleberry, Nara, Baby Buddy, Daylio and more";
pub(crate) const PARENT_FOLDER: &str = "..";
pub(crate) const TAKE_FOLDER: &str = "all files of this folder together";
pub(crate) const NARROW: &str = "letters narrow the list; a path opens it";
pub(crate) const OPEN_PATH: &str = "opens this path";
pub(crate) const EMPTY_FOLDER: &str = "There is nothing here.";
pub(crate) const NO_MATCH: &str = "Nothing here has those letters.";
pub(crate) const LISTING: &str = "looking into the folder";
pub(crate) const READING: &str = "reading the file";
pub(crate) const ARCHIVE: &str = "This is a cuebook archive. \"from an archive\", by name, takes it.";
pub(crate) fn nothing_to_save(back: &str) -> String {
    format!("Nothing new to save. {back} goes back to the files.")
}
pub(crate) fn save_hint(enter: &str) -> String {
    format!("{enter} saves it as one step, which can be undone.")
}
pub(crate) const OPEN_LABEL: &str = "open";
pub(crate) const CHOOSE_LABEL: &str = "choose";
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

pub(crate) fn file_size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} kB", bytes / 1024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}
