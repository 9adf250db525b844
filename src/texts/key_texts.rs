//! What every key does: the word of the footer, then the line of the help and of the README.

/// `label` stands in the footer.
pub(crate) struct KeyText {
    pub(crate) label: &'static str,
    pub(crate) help: &'static str,
}

const fn text(label: &'static str, help: &'static str) -> KeyText {
    KeyText { label, help }
}

/// Before the two rows of keys on Today: what writes, and what looks back.
pub(crate) const FOOTER_HEADS: [&str; 2] = ["write  ", "look   "];

/// A word of the footer in fewer letters, where there is little room.
pub(crate) fn shorten_label(label: &str) -> &str {
    match label {
        "how are you?" => "feelings",
        "woke up" => "woke",
        "type it" => "type",
        "support" => "talk",
        "settings" => "set up",
        "day before" | "week before" | "panel before" | "part before" => "before",
        "next panel" | "next part" => "next",
        "more weeks" => "more",
        "go to a day" => "day",
        "its days" => "days",
        "open day" => "open",
        "add a question" => "question",
        "what it meant" => "meaning",
        "leave it running" => "leave",
        "hide numbers" | "hide sleep" => "hide",
        "only this" => "alone",
        "strike out" => "strike",
        "start again" => "again",
        "another kind" => "kind",
        "another paper" => "paper",
        _ => label,
    }
}

pub(crate) const SLEEP: KeyText = text("asleep", "fell asleep; again: woke up");
pub(crate) const PAST_SLEEP: KeyText = text("slept", "write down a sleep that has ended");
pub(crate) const MASSAGE: KeyText = text("massage", "write down a massage, other touch, or not today");
pub(crate) const CUE: KeyText = text("cue", "write down cues you saw");
pub(crate) const CHECKIN: KeyText = text("how are you?", "write down how you are");
pub(crate) const NOTE: KeyText = text("note", "write a note, or a question for a visit");
pub(crate) const TRENDS: KeyText = text("trends", "your weeks at a glance");
pub(crate) const REPORT: KeyText = text("page", "the page for the health visitor");
pub(crate) const BLANK_FORTNIGHT: KeyText = text("blank fortnight", "two weeks to print and fill in by hand");
pub(crate) const CARD: KeyText =
    text("card", "what the cues mean and what helps, for whoever looks after your baby");
pub(crate) const KEEPSAKE: KeyText = text("keepsake", "moments you choose, to keep");
pub(crate) const PAST: KeyText = text("past", "all entries: find, edit, remove");
pub(crate) const GUIDE: KeyText = text("guide", "cues, states, strokes and evidence; your own words");
pub(crate) const LANGUAGE: KeyText = text("language", "the cues you saw, and what they seemed to say");
pub(crate) const SETTINGS: KeyText = text("settings", "babies, carers, hours, what you use, the lock, looks");
pub(crate) const SLEEP_ALL: KeyText = text("all asleep", "every baby fell asleep; again: every baby woke up");
pub(crate) const CLOSE_PAGES: KeyText = text(
    super::closed_page_texts::CLOSE_LABEL,
    "close this baby's pages, or open them again; all of it is kept",
);
pub(crate) const IMPORT_FILE: KeyText = text(
    super::import_screen::SETTING_LABEL,
    "import what Huckleberry, Nara, Baby Buddy, Daylio and other apps exported",
);
pub(crate) const LOCK: KeyText = text(
    super::settings_screen::ENCRYPTION_LABEL,
    "close the whole journal with a passphrase, or take that off",
);
pub(crate) const EXPORT: KeyText =
    text(super::plain_task_texts::EXPORT_LABEL, "everything in a file: to keep, to move, for a spreadsheet");
pub(crate) const IMPORT_ARCHIVE: KeyText =
    text(super::import_screen::ARCHIVE_LABEL, "what export wrote, or another journal of cuebook");
pub(crate) const BACK_UP: KeyText =
    text(super::plain_task_texts::BACK_UP_LABEL, "a copy of the journal where you say");
pub(crate) const RESTORE: KeyText =
    text(super::plain_task_texts::RESTORE_LABEL, "put a copy in the journal's place");
pub(crate) const SHARE: KeyText =
    text(super::plain_task_texts::SHARE_LABEL, "one journal on two computers, through a folder");
pub(crate) const DOCTOR: KeyText =
    text(super::plain_task_texts::DOCTOR_LABEL, "whether the journal is whole, private and copied");
pub(crate) const MARK_COVERAGE: KeyText = text("mark", "say whether the day or night was all written down");
pub(crate) const EARLIER_IN_TODAY: KeyText = text("day before", "the day before");
pub(crate) const LATER_IN_TODAY: KeyText = text("next day", "the day after");
pub(crate) const NOW: KeyText = text("today", "back to today");
pub(crate) const ANSWER_MISSING_END: KeyText = text("answer", "say when a sleep or massage ended");
pub(crate) const QUIT: KeyText = text("quit", "leave cuebook");
pub(crate) const FIND_IN_PAST: KeyText = text("find", "look for words");
pub(crate) const NEXT_KIND: KeyText = text("kind", "one kind of entry, then the next");
pub(crate) const JUMP_TO_DATE: KeyText = text("go to a day", "choose a day in the calendar, and go there");
pub(crate) const OPEN_IN_LISTS: KeyText = text("open", "open the entry");
pub(crate) const EDIT_IN_LISTS: KeyText = text("edit", "edit the entry");
pub(crate) const SHIFT_TIME: KeyText = text("when", "move the time of the entry, earlier or later");
pub(crate) const REMOVE_IN_TODAY: KeyText = text("remove", "remove the entry; undo brings it back");
pub(crate) const FORGET: KeyText =
    text("take out", "delete the entry just removed, or under the cursor, for good; it asks first");
pub(crate) const WIDER_IN_TRENDS: KeyText = text("more weeks", "2, 6, 12, 26 weeks, then all");
pub(crate) const NARROWER_IN_TRENDS: KeyText = text("fewer", "fewer weeks");
pub(crate) const EARLIER_IN_WEEKS: KeyText = text("week before", "the week before");
pub(crate) const LATER_IN_WEEKS: KeyText = text("week after", "the week after");
pub(crate) const OPEN_IN_WEEKS: KeyText = text("its days", "the days of this week");
pub(crate) const NEXT_PART_IN_WEEKS: KeyText = text(
    "calendar",
    "the rest of these weeks, then the calendar, days, weeks in numbers, touch, cues, check-ins, what came together",
);
pub(crate) const WIDER_IN_WEEKS: KeyText =
    text("more weeks", "6, 12, 26 weeks or a year, as far as they fit");
pub(crate) const TOGGLE_SLEEP_IN_WEEKS: KeyText =
    text("hide sleep", "the weeks without sleep, or with it again");
pub(crate) const TYPE_DATE: KeyText = text("type a day", "go to a day by typing it");
pub(crate) const NEXT_PART_IN_CALENDAR: KeyText = text("days", "the days; then the other panels of trends");
pub(crate) const TOGGLE_YEAR: KeyText = text("year", "a year in squares, or the month again");
pub(crate) const NEXT_CARER_IN_CALENDAR: KeyText = text("whose", "the next carer's check-ins");
pub(crate) const SHOW_NIGHTS: KeyText = text("nights", "calendar: how long each night was");
pub(crate) const SHOW_TOUCH: KeyText = text("touch", "calendar: touch, and not today");
pub(crate) const SHOW_CUES: KeyText = text("cues", "calendar: moments of cues");
pub(crate) const SHOW_FELT: KeyText = text("how I am", "calendar: how each day was for you");
pub(crate) const SHOW_ANYTHING: KeyText = text("anything", "calendar: whatever is written down");
pub(crate) const NEXT_PART_IN_TRENDS: KeyText =
    text("next panel", "the next panel: days, weeks, touch, cues, check-ins, side by side");
pub(crate) const PREVIOUS_PART_IN_TRENDS: KeyText = text("panel before", "the panel before");
pub(crate) const TOGGLE_ZOOM: KeyText =
    text("only this", "this panel alone on the screen; again: all of them");
pub(crate) const OPEN_IN_TRENDS: KeyText = text("open day", "open the day");
pub(crate) const TOGGLE_NUMBERS: KeyText = text("hide numbers", "hide or show sleep numbers");
pub(crate) const NEXT_CHECKIN_CARER: KeyText =
    text("whose", "everyone's check-ins, then one carer's after another");
pub(crate) const NEXT_PART_IN_GUIDE: KeyText = text("next part", "the next part of the guide");
pub(crate) const PREVIOUS_PART_IN_GUIDE: KeyText = text("part before", "the part before");
pub(crate) const FIND_IN_GUIDE: KeyText = text("find", "look for words in all of the guide");
pub(crate) const TOGGLE_FAVOURITE: KeyText = text("star", "star a cue, or remove the star");
pub(crate) const TOGGLE_HIDDEN: KeyText =
    text("hide", "leave a cue, area or stroke out of lists, or offer it again");
pub(crate) const ADD_IN_GUIDE: KeyText = text("add", "add a cue in your own words");
pub(crate) const EDIT_IN_GUIDE: KeyText = text("rename", "rename a stroke, or a cue of your own");
pub(crate) const REMOVE_IN_GUIDE: KeyText = text("retire", "retire a cue of your own, or bring it back");
pub(crate) const OPEN_IN_LANGUAGE: KeyText = text("open", "the moments of a cue; then the entry of a moment");
pub(crate) const NEXT_PART_IN_LANGUAGE: KeyText =
    text("more", "the states before and after touch; again: times you listened; again: the cues");
pub(crate) const OPEN_IN_SETTINGS: KeyText =
    text("change", "change it here; favourites, own cues and hidden things: the guide");
pub(crate) const CHOOSE_PERSON: KeyText =
    text("show or write", "show this baby's pages, or let this carer write");
pub(crate) const REMOVE_IN_SETTINGS: KeyText =
    text("remove", "remove a number, or somebody added by mistake; undo brings it back");
pub(crate) const OPEN_IN_SHARING: KeyText =
    text("choose a folder", "choose the folder to share through; where something is asked: yes");
pub(crate) const SYNC_NOW: KeyText = text("sync now", "fetch from the other computers and send, at once");
pub(crate) const STOP_SHARING: KeyText =
    text("stop sharing", "stop sharing on this computer, after a question; the journal stays");
pub(crate) const REMOVE_IN_SHARING: KeyText =
    text("take out", "take out a computer that does not come back, after a question");
pub(crate) const SAVE_REPORT: KeyText = text("save", "save it: PDF, HTML, Markdown or text");
pub(crate) const TICK: KeyText = text("tick", "put a moment into the keepsake, or take it out");
pub(crate) const NEXT_PART_IN_REPORT: KeyText =
    text("another paper", "the page, a blank fortnight, the card, the keepsake");
pub(crate) const PREVIOUS_PART_IN_REPORT: KeyText = text("the paper before", "the other way round");
pub(crate) const STRIKE_OUT: KeyText = text("strike out", "leave a line or a part out, or put it back");
pub(crate) const EDIT_IN_REPORT: KeyText = text("reword", "say the line in your own words");
pub(crate) const ADD_IN_REPORT: KeyText =
    text("add a question", "add something you would like to talk about");
pub(crate) const MOVE_UP: KeyText = text("up", "move the line or the part up");
pub(crate) const MOVE_DOWN: KeyText = text("down", "move the line or the part down");
pub(crate) const WIDER_IN_REPORT: KeyText = text("more weeks", "1, 2, 3, 4, 6, 8, 12 or 26 weeks");
pub(crate) const MARK_ASKED: KeyText =
    text("asked", "a question was talked about, so it leaves the page; or bring it back");
pub(crate) const CHOOSE_DATES: KeyText = text("dates", "exact dates, such as since the last visit");
pub(crate) const RESET_IN_REPORT: KeyText =
    text("start again", "the page as we made it; undo brings your changes back");
pub(crate) const OPEN_IN_REPORT_TEXT: KeyText = text("use", "put the words on the page");
pub(crate) const BACK_IN_REPORT_TEXT: KeyText = text("leave", "leave them");
pub(crate) const OPEN_IN_REPORT_SAVE: KeyText = text("save", "write the file");
pub(crate) const NEXT_PART_IN_REPORT_SAVE: KeyText = text("another kind", "PDF, HTML, Markdown, text");
pub(crate) const BACK_IN_REPORT_SAVE: KeyText = text("leave", "back to the page");
pub(crate) const UP_IN_SCROLLED: KeyText = text("up", "up a row");
pub(crate) const DOWN_IN_SCROLLED: KeyText = text("down", "down a row");
pub(crate) const PAGE_UP_IN_SCROLLED: KeyText = text("page up", "up a page");
pub(crate) const PAGE_DOWN_IN_SCROLLED: KeyText = text("page down", "down a page");
pub(crate) const FIRST: KeyText = text("first", "to the first row");
pub(crate) const LAST: KeyText = text("last", "to the last row");
pub(crate) const BACK_IN_LEFT_BY_ESC: KeyText = text("back", "back to the screen before");
pub(crate) const BACK_IN_TODAY: KeyText = text("back", "back to the screen the day was opened from");
pub(crate) const UNDO: KeyText = text("undo", "undo the last change");
pub(crate) const REDO: KeyText = text("redo", "redo it");
pub(crate) const TYPE_LINE: KeyText =
    text("type it", "type a line, such as: slept 11:40-12:55; or anything by name");
pub(crate) const NEXT_BABY: KeyText = text("baby", "show the next baby");
pub(crate) const NEXT_CARER: KeyText = text("carer", "let the next carer write");
pub(crate) const SUPPORT: KeyText = text("support", "someone to talk to");
pub(crate) const HELP: KeyText = text("help", "the keys of this screen");
pub(crate) const NEXT_PART_IN_FORM: KeyText = text("next", "to the next question");
pub(crate) const PREVIOUS_PART_IN_FORM: KeyText = text("before", "to the question before");
pub(crate) const DOWN_IN_FORM: KeyText = text("down", "to the next question");
pub(crate) const UP_IN_FORM: KeyText = text("up", "to the question before");
pub(crate) const PAGE_DOWN_IN_FORM: KeyText = text("page down", "several questions on");
pub(crate) const PAGE_UP_IN_FORM: KeyText = text("page up", "several questions back");
pub(crate) const OPEN_IN_FORM: KeyText = text("save", "choose what is marked; if nothing is, save the entry");
pub(crate) const SAVE_FORM_IN_FORM: KeyText = text("save", "save the entry from any question");
pub(crate) const RESET_IN_FORM: KeyText =
    text("start again", "clear every answer; press again to get them back");
pub(crate) const BACK_IN_FORM: KeyText = text("leave", "leave; cuebook keeps what you typed");
pub(crate) const BEGIN_MASSAGE: KeyText =
    text("begin now", "begin one now; it is saved at once and runs until you end it");
pub(crate) const NOT_NOW: KeyText =
    text("not now", "you asked, and baby said not now; it is saved, and that is all");
pub(crate) const BABY_SAID_YES: KeyText = text("baby said yes", "you asked, and baby said yes");
pub(crate) const COULD_NOT_TELL: KeyText =
    text("couldn't tell", "you asked, and you couldn't tell what baby said");
pub(crate) const NOT_TODAY: KeyText = text("not today", "save not today, and a reason if you like");
pub(crate) const NEXT_PART_IN_MASSAGES: KeyText =
    text("next", "minutes, where, cues, how it ended; then the rest");
pub(crate) const PREVIOUS_PART_IN_MASSAGES: KeyText = text("before", "to the part before");
pub(crate) const DOWN_IN_MASSAGES: KeyText = text("down", "to the next part");
pub(crate) const UP_IN_MASSAGES: KeyText = text("up", "to the part before");
pub(crate) const OPEN_IN_NEW_MASSAGE: KeyText = text("save", "save it; after cues: what it seemed to mean");
pub(crate) const SAVE_FORM_IN_SAVED_BY_HAND: KeyText = text("save", "save it from any part");
pub(crate) const OPEN_IN_MASSAGE_AFTER_CUES: KeyText = text("next", "to the next question, answered or not");
pub(crate) const BACK_IN_MASSAGE_AFTER_CUES: KeyText =
    text("back to the cues", "back to the cues; answers stay");
pub(crate) const OPEN_IN_RUNNING_MASSAGE: KeyText =
    text("what it meant", "after cues: what it seemed to mean, what you did");
pub(crate) const END_MASSAGE: KeyText = text("end it", "end it now");
pub(crate) const BACK_IN_RUNNING_MASSAGE: KeyText =
    text("leave it running", "leave it running; massage on Today opens it again");
pub(crate) const BACK_IN_NOT_TODAY_REASON: KeyText = text("back", "back to the day");
pub(crate) const OPEN_IN_NOT_TODAY_REASON: KeyText = text("back", "back to the day");
pub(crate) const EARLIER_IN_SHIFT_TIME: KeyText = text("earlier", "earlier by one step");
pub(crate) const LATER_IN_SHIFT_TIME: KeyText = text("later", "later by one step");
pub(crate) const WIDER_IN_SHIFT_TIME: KeyText =
    text("longer step", "a longer step: 1, 5, 15 minutes, an hour; or its digit");
pub(crate) const NARROWER_IN_SHIFT_TIME: KeyText = text("shorter step", "a shorter step");
pub(crate) const NEXT_PART_IN_SHIFT_TIME: KeyText =
    text("start or end", "what moves: the start, the end, or both");
pub(crate) const OPEN_IN_SHIFT_TIME: KeyText = text("save", "save the new time");
pub(crate) const BACK_IN_SHIFT_TIME: KeyText = text("leave", "leave the time as it was");
pub(crate) const OPEN_IN_TYPED_LINE: KeyText = text("save", "save the line, or do what is marked");
pub(crate) const DOWN_IN_TYPED_LINE: KeyText =
    text("what to do", "to the list of what can be done, and down it");
pub(crate) const UP_IN_TYPED_LINE: KeyText = text("up", "up the list, and back to the line");
pub(crate) const NEXT_PART_IN_TYPED_LINE: KeyText =
    text("as a note", "make it a note; with several readings of a time, the next");
pub(crate) const BACK_IN_TYPED_LINE: KeyText = text("leave", "leave the line");
pub(crate) const OPEN_IN_SEARCH: KeyText = text("to the list", "to the list, or to the day");
pub(crate) const BACK_IN_SEARCH: KeyText = text("clear", "clear the words and go back to where you were");
pub(crate) const HIDE_SCREEN: KeyText =
    text("hide", "hide the screen; a locked journal asks for its passphrase again");
pub(crate) const TOGGLE_NIGHT: KeyText =
    text("night colours", "dim and warm colours for the night, or those of the day again");
pub(crate) const REDRAW: KeyText =
    text("redraw", "paint the screen anew, over whatever else was written on it");
pub(crate) const OPEN_EDITOR: KeyText = text("editor", "the note in your own editor (VISUAL or EDITOR)");
pub(crate) const SUSPEND: KeyText =
    text("to the shell", "leave cuebook waiting and go back to the shell; `fg` there comes back");
/// In the place of a key.
pub(crate) const BY_NAME: &str = "by name";
pub(crate) const RESTORE_COPY: KeyText = text("put back", "put back the fullest copy of the journal");
pub(crate) const BEGIN_JOURNAL: KeyText = text("begin", "begin a new journal");
pub(crate) const ACCEPT_JOURNAL: KeyText = text("take", "take the file that is there as the journal");
pub(crate) const OPEN_IN_PRIVACY: KeyText =
    text("show again", "show the screen again; a locked journal asks for its passphrase first");
pub(crate) const UNSEAL: KeyText =
    text("open sealed", "open what a carer sealed, with their passphrase; again: close it");
pub(crate) const BACK_IN_PASSPHRASE: KeyText = text("leave", "leave; nothing is changed");
pub(crate) const OPEN_IN_PASSPHRASE: KeyText = text("open", "use what you typed");
pub(crate) const TYPE_LINE_IN_ALL_BUT_LINE: KeyText =
    text("type it", "type a line, or anything by name; what you were typing stays");

pub(crate) const TODAY_MODE: &str = "Today";
pub(crate) const PAST_MODE: &str = "Past";
pub(crate) const WEEKS_MODE: &str = "The weeks";
pub(crate) const CALENDAR_MODE: &str = "Calendar";
pub(crate) const TRENDS_MODE: &str = "Trends";
pub(crate) const GUIDE_MODE: &str = "Guide";
pub(crate) const LANGUAGE_MODE: &str = "Language";
pub(crate) const SETTINGS_MODE: &str = "Settings";
pub(crate) const SHARING_MODE: &str = "Other computers";
pub(crate) const REPORT_MODE: &str = "The page";
pub(crate) const REPORT_TEXT_MODE: &str = "Words for the page";
pub(crate) const REPORT_SAVE_MODE: &str = "Saving the page";
pub(crate) const SCROLLED_TEXT_MODE: &str = "Help and support";
pub(crate) const FORM_MODE: &str = "Writing an entry";
pub(crate) const BLANK_MASSAGE_MODE: &str = "A new massage";
pub(crate) const MASSAGE_MODE: &str = "Writing a massage";
pub(crate) const MASSAGE_AFTER_CUES_MODE: &str = "After cues in a massage";
pub(crate) const BEGUN_MASSAGE_MODE: &str = "A massage just begun";
pub(crate) const RUNNING_MASSAGE_MODE: &str = "A massage that is running";
pub(crate) const NOT_TODAY_REASON_MODE: &str = "After not today";
pub(crate) const SHIFT_TIME_MODE: &str = "Moving a time";
pub(crate) const TYPED_LINE_MODE: &str = "A line being typed";
pub(crate) const SEARCH_MODE: &str = "Looking for words or a day";
pub(crate) const PRIVACY_MODE: &str = "The hidden screen";
pub(crate) const PASSPHRASE_MODE: &str = "A passphrase being typed";
pub(crate) const OPENING_MODE: &str = "Before the journal opens";

/// What is wrong with `[keys]` in the config file. The keys are as at first then.
pub(crate) fn no_such_action(name: &str) -> String {
    format!(
        "[keys] names \"{name}\", and nothing is called so; docs/KEYS.md has the names. cuebook uses its usual keys."
    )
}

pub(crate) fn not_on_screen(action: &str, screen: &str) -> String {
    format!("[keys] gives {action} a key on \"{screen}\", where it has none. cuebook uses its usual keys.")
}

pub(crate) fn no_such_key(key: &str, action: &str) -> String {
    format!(
        "[keys] gives {action} \"{key}\", which cannot be a key here. Write it like x, X, ctrl-x, F2 or left. cuebook uses its usual keys."
    )
}

pub(crate) fn no_key_given(action: &str) -> String {
    format!("[keys] gives {action} no key at all, so you could not reach it. cuebook uses its usual keys.")
}

pub(crate) fn key_clash(key: &str, screen: &str, actions: &[String; 2]) -> String {
    format!(
        "[keys]: {key} would mean both {} and {} ({screen}); one of them wants another key. cuebook uses its usual keys.",
        actions[0], actions[1]
    )
}

/// `card: what the cues mean and what helps`, where there is no key but the name.
pub(crate) fn describe(label: &str, help: &str, is_by_name: bool) -> String {
    if is_by_name { format!("{label}: {help}") } else { help.to_owned() }
}
