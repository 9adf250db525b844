//! The screen on which a journal is shared with other computers.

pub(crate) const HEADING: &str = "Other computers";

// While it is on this computer only.

pub(crate) const INTRO: &str = "One journal on two or more computers, each with its own copy. What is new travels in a folder, by Syncthing, a cloud or a stick. cuebook itself never goes online, and what it writes there is encrypted.";
pub(crate) const HOW: &str = "On each computer, choose the folder that they share. The first one asks for a passphrase; the others ask for the same one.";

// The folder.

pub(crate) const NARROW_FOLDERS: &str = "letters find a folder or name a new one; a path opens it";
pub(crate) const TAKE_THIS_FOLDER: &str = "share through this folder";
pub(crate) const SHARED_HERE: &str = "a journal is shared here";
pub(crate) const LOOKING: &str = "looking into the folder";
pub(crate) const READING: &str = "reading what is shared there";

pub(crate) fn make_folder(name: &str) -> String {
    format!("a new folder, {name}")
}

// A passphrase.

pub(crate) const NOBODY_SHARES: &str = "Nobody shares a journal through this folder yet:";
pub(crate) const WILL_BE_MADE: &str = "This folder is made when you go on:";
pub(crate) const CHOOSE_WORDS: &str =
    "Please choose a passphrase for it. Every other computer is asked for it once.";
pub(crate) const LEFT_EMPTY: &str = "Left empty, whoever can read the folder can read the journal.";
pub(crate) const WITHOUT_WORDS: &str = "No passphrase: whoever can read the folder can read the journal, in the cloud too. Another time it can be given one by stopping and sharing anew.";
pub(crate) const LABEL: &str = "passphrase";
pub(crate) const REPEAT_LABEL: &str = "the same again";

pub(crate) const IS_SHARED: &str = "A journal is shared through this folder already:";
pub(crate) const ASK_WORDS: &str = "To join it, type the passphrase that was chosen when it was begun.";

// Joining.

pub(crate) const WHAT_JOINING_DOES: &str = "Joining makes one journal of both: what is there comes here, and what is here goes there. Nothing is lost. It can't be undone.";

/// Somebody here was answered to be somebody there.
pub(crate) fn becomes(here: &str, there: &str) -> String {
    format!("{here} of this journal will be {there}, with all that {here} wrote.")
}

// At work.

pub(crate) const BEGINNING: &str = "Encrypting the journal into the folder.";
pub(crate) const JOINING: &str = "Making one journal of both.";
pub(crate) const SYNCING: &str = "Fetching and sending.";
pub(crate) const STOPPING: &str = "Fetching once more, then leaving the folder.";
pub(crate) const DROPPING: &str = "Reading what is left of it, then taking it out.";
pub(crate) const TAKES_A_WHILE: &str =
    "Years of entries take a few seconds. You can leave this page: it is finished behind it.";

// What came of it.

pub(crate) const BEGUN: &str = "The journal is shared.";
pub(crate) const SENT: &str = "What was new here is in the folder.";
pub(crate) const NOTHING_NEW: &str = "Nothing new, here or there.";

// While it is shared.

pub(crate) const WITH_WORDS: &str = "Shared through a folder, encrypted with a passphrase.";
pub(crate) const READABLE: &str =
    "Shared through a folder without a passphrase: whoever can read the folder can read the journal.";
pub(crate) const FOLDER_LABEL: &str = "folder";
pub(crate) const SELF_LABEL: &str = "this computer";
pub(crate) const LAST_LABEL: &str = "last news";
pub(crate) const OTHERS_HEADING: &str = "other computers, and when each last sent something";
pub(crate) const NO_OTHERS: &str =
    "None yet. In cuebook on the other computer, open settings, other computers, and choose the same folder.";

pub(crate) const ASK_STOP: &str = "Stop sharing on this computer?";
pub(crate) const WHAT_STOPS: &str = "What the others sent is fetched once more. Then this computer's part of the folder is deleted, and nothing comes or goes any more. What the others have not fetched by then is on this computer only.";
pub(crate) const WHAT_STAYS: &str =
    "The whole journal stays here, and the others keep theirs. Nothing is lost.";

pub(crate) fn ask_drop(called: &str) -> String {
    format!("Take out {called}?")
}
pub(crate) const WHAT_DROPPING_DOES: &str = "This is for a computer that does not come back. What it sent is here and stays; its part of the folder is deleted.";
pub(crate) const STILL_KNOWS: &str = "This does not lock it out: if it comes back, it is read again, and it still knows the passphrase. For a new one, stop and share anew.";

// The footer's words.

pub(crate) const CHOOSE_FOLDER_LABEL: &str = "choose a folder";
pub(crate) const CHOOSE_LABEL: &str = "choose";
pub(crate) const NEXT_LABEL: &str = "next";
pub(crate) const OPEN_LABEL: &str = "open";
pub(crate) const SHARE_LABEL: &str = "share it";
pub(crate) const JOIN_LABEL: &str = "join";
pub(crate) const STOP_LABEL: &str = "stop sharing";
pub(crate) const DROP_LABEL: &str = "take it out";
pub(crate) const BACK_LABEL: &str = "back";
pub(crate) const LEAVE_LABEL: &str = "leave";
pub(crate) const GO_ON_LABEL: &str = "go on sharing";
pub(crate) const KEEP_LABEL: &str = "leave it in";
