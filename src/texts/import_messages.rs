//! What the import of another app's file says: of the file as a whole, of rows that were skipped, and of what is worth
//! a look.

use crate::import::DateOrder;
use crate::text::plural::format_thousands_count;

pub(crate) const CUEBOOK_FORMAT: &str = "cuebook (this journal's own JSON, or its folder of CSV)";

// Columns and rows as the apps name them.
pub(crate) const BABY_CONNECT_COLUMNS: &str = "Date and Time, End Time, …, Activity, …, Text";
pub(crate) const BABY_CONNECT_START: &str = "Date and Time";
pub(crate) const BABY_CONNECT_START_HEADING: &str = "date and time";
pub(crate) const HUCKLEBERRY_COLUMNS: &str = "Type, Start, End, Duration, Start Condition, Start Location, …";
pub(crate) const HUCKLEBERRY_SKIN_TO_SKIN: &str = "skin to skin";
pub(crate) const BABY_BUDDY_COLUMNS: &str = "child_id, start, end, …";
pub(crate) const DAYLIO_COLUMNS: &str = "full_date, date, weekday, time, mood, activities, note";
pub(crate) const PIYOLOG_BREAST_MILK: &str = "Expressed Breast Milk";
pub(crate) const PIYOLOG_BREAST_MILK_TOTAL: &str = "expressed breast milk ";

// The file.
pub(crate) const ARCHIVE_IS_STREAMED: &str = "A cuebook archive is not read as one piece.";
pub(crate) const PIYOLOG_NO_DAYS: &str = "This file has no day as PiyoLog writes them: a date such as 2025/1/1(水), \
    then rows such as 20:30 寝る. Export the text again from PiyoLog, or choose another format.";
pub(crate) const UNKNOWN_BABY: &str =
    "That baby is not in this journal. Nothing was saved. Add the baby first, then import again.";
/// Two names that may be one child's.
pub(crate) fn near_name(in_file: &str, known: &str) -> String {
    format!("The file is about {in_file}, and the journal knows {known}. {}", which_child(known))
}

pub(crate) fn same_birthday(in_file: &str, known: &str) -> String {
    format!(
        "The file is about {in_file}, who was born on the same day as {known} in the journal. {}",
        which_child(known)
    )
}

fn which_child(known: &str) -> String {
    format!(
        "If they are one child, please say --baby \"{known}\"; if not, add the other child in the settings first, and \
         name them with --baby."
    )
}

pub(crate) const CHILD_NAME_UNCLEAR: &str =
    "cuebook could not tell the child's name from the rows; --baby says whose they are.";

pub(crate) fn not_utf8(line: usize) -> String {
    format!(
        "This file is not text (line {line}). Nothing was saved. Export it again, or save it as CSV UTF-8, and \
         try once more."
    )
}

pub(crate) fn not_text(app: &str) -> String {
    format!(
        "This file is not text, which {app} writes. Export it again from {app}, and import the file unchanged."
    )
}

/// `date` is a cell such as 3/4/24.
pub(crate) fn ask_for_date_order(date: &str) -> String {
    format!(
        "The date \"{date}\" can be read with the day first or with the month first, and nothing in the file tells \
         which. Please say --day-first or --month-first."
    )
}

pub(crate) fn unreadable_csv(error: &str) -> String {
    format!("This file could not be read as CSV: {error}. Nothing was saved.")
}

pub(crate) fn wrong_header(app: &str, columns: &str) -> String {
    format!(
        "The first line of this file is not {app}'s header ({columns}). Nothing was saved. Export it again from {app}, \
         or choose another format."
    )
}

/// `moods` are quoted; `example` is an argument such as `fine=3`.
pub(crate) fn ask_for_moods(moods: &str, unnamed: usize, example: &str) -> String {
    let more = if unnamed > 0 { format!(" and {unnamed} more") } else { String::new() };
    format!(
        "This file has moods of your own: {moods}{more}. Please give each a number here, from 1 (heavy) to 5 (good), \
         such as --map-mood {example}."
    )
}

// Files that hold other files.
pub(crate) const CONTAINER_UNREADABLE: &str = "This archive cannot be unpacked: it is damaged, or asks for a password. Unpack it, and import the files inside.";
pub(crate) const CONTAINER_TOO_LARGE: &str =
    "This archive holds more than 64 MB. Unpack it, and import the files of the app one by one.";
pub(crate) const SPREADSHEET_UNREADABLE: &str =
    "This spreadsheet cannot be read. Please save it as CSV UTF-8.";

/// Files of an archive that were no lists of an app's.
pub(crate) fn files_left_out(names: &[String]) -> String {
    let shown = names.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    let more = names.len().saturating_sub(5);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("left out, as no known format: {shown}{more}.")
}

// What a file of no known format seems to be.
pub(crate) const IS_EMPTY: &str = "It is empty.";
pub(crate) const IS_ZIP: &str =
    "It is a zip archive without a file that cuebook can read. Unpack it, and import the file inside.";
pub(crate) const IS_SQLITE: &str = "It is a database. A copy of a cuebook journal is put back with `cuebook restore`, or \
     with \"restore a copy\" by name; of another app, export a list from the app.";
pub(crate) const IS_PDF: &str =
    "It is a PDF, from which no rows can be read. Please export a list, such as CSV, from the app.";
pub(crate) const IS_PICTURE: &str = "It is a picture. Please export a list, such as CSV, from the app.";
pub(crate) const IS_OLD_SPREADSHEET: &str =
    "It is an old spreadsheet (.xls). Please save it as CSV or .xlsx.";
pub(crate) const IS_COMPRESSED: &str = "It is packed. Please unpack it, and import the file inside.";
pub(crate) const IS_ENCRYPTED: &str = "It is encrypted. Please open it with what encrypted it first.";
pub(crate) const IS_RICH_TEXT: &str = "It is a text with a layout (RTF). Please save it as plain text.";
pub(crate) const IS_APPLE_HEALTH: &str =
    "It is from Apple Health: an adult's sleep. This journal is for a baby's.";
pub(crate) const IS_SLEEP_AS_ANDROID: &str =
    "It is from Sleep as Android: an adult's sleep. This journal is for a baby's.";
pub(crate) const IS_WEB_PAGE: &str = "It is a web page. Please export a list, such as CSV, from the app.";
pub(crate) const IS_DAYLIO_WITHOUT_HEADER: &str = "It looks like Daylio's rows without their header. Please export it again, and \
     leave its first line in.";
pub(crate) const IS_WITHOUT_HEADER: &str =
    "It begins with a row; the line that names the columns is missing.";

pub(crate) fn unknown_headings(headings: &str) -> String {
    format!("Its first line names columns that no known format has: {headings}.")
}

// Rows that were skipped.
pub(crate) const CELL_TOO_LONG: &str =
    "a cell is longer than 100,000 characters; is a quotation mark missing?";
pub(crate) const BABY_BUDDY_KIND_UNKNOWN: &str = "This is a file of Baby Buddy's, though its columns do not tell of what: \
    a list of sleeps has start, end, nap and notes. Nothing was saved. Export it again from Baby Buddy, as CSV.";
pub(crate) const UNREADABLE_DATE: &str = "this version can't read the date";
pub(crate) const EMPTY_DATE: &str = "the date is empty";
pub(crate) const UNREADABLE_CLOCK: &str = "the time cell is not a time like 8:04 PM or 18:52";
pub(crate) const UNDATED_ROW: &str = "a row before any date";
pub(crate) const EMPTY_MEMO: &str = "a memo without words";
pub(crate) const LONE_WAKING: &str = "a waking without a sleep";
pub(crate) const INSIDE_OTHER_SLEEP: &str =
    "a sleep without a waking, inside another that has its times; the app does not count it either";

pub(crate) fn unclosed_quote(first_line: usize, last_line: usize) -> String {
    format!(
        "a quotation mark opens here and never closes, so nothing from line {first_line} to line {last_line} could \
         be read"
    )
}

pub(crate) fn empty_cell(column: &str) -> String {
    format!("the {column} cell is empty")
}

pub(crate) fn text_too_long(megabytes: usize) -> String {
    format!(
        "This text is longer than {megabytes} MB, which is more than can be read at once. Nothing was saved. Export it \
         in parts, such as a year each."
    )
}

pub(crate) fn unknown_kind(column: &str, cell: &str) -> String {
    format!("the {column} cell, \"{cell}\", is not among the words for a sleep that this version knows")
}

pub(crate) fn activity_missing(cells: usize, headings: usize) -> String {
    let cells = format_thousands_count(cells, "cell", "cells");
    format!("{cells} under {headings} headings: the Activity is missing")
}

pub(crate) fn unreadable_time(column: &str, cell: &str, example: &str) -> String {
    format!("the {column} cell, \"{cell}\", is not a date and time like {example}")
}

pub(crate) const DELETED_THERE: &str = "it was deleted in the other app";

pub(crate) fn mood_out_of_scale(rating: &str) -> String {
    format!("the mood \"{rating}\" must be a number from 1 to 10")
}

pub(crate) const END_BEFORE_START: &str = "the end is before the start";

/// A word by which other apps' activities are told as massages.
pub(crate) const MASSAGE: &str = "massage";

/// A child of whom a file has only a key.
pub(crate) fn unnamed_child(key: &str) -> String {
    format!("Child {key}")
}

pub(crate) fn unreadable_json(line: usize) -> String {
    format!(
        "This file is not whole: it breaks off or has a sign too many in line {line}. Please export it again."
    )
}

pub(crate) fn end_before_start(end: &str, start: &str) -> String {
    format!("the end, {end}, is before the start, {start}")
}

// Worth a look; kept all the same.
pub(crate) const NO_END: &str =
    "no end is written. It is saved without an end, and does not count as running.";
pub(crate) const NO_WAKING: &str =
    "no waking is written. It is saved without an end, and does not count as running.";
pub(crate) const UNREADABLE_DURATION: &str =
    "the Duration cell is not a number of minutes, so it was left out.";

pub(crate) fn no_end_but_duration(minutes: f64) -> String {
    format!("no end is written, though the file's duration says {minutes} min. It is saved without an end.")
}

/// `left` are the cells beyond the headings.
pub(crate) fn surplus_cells(headings: usize, left: &str) -> String {
    format!("more cells than the {headings} headings; those left over were not saved: \"{left}\".")
}

pub(crate) fn encoding_guessed(encoding: &str) -> String {
    format!("the file is not UTF-8; its letters were read as {encoding}. Please look at names and notes.")
}

pub(crate) const QUOTE_REPAIRED: &str =
    "a quotation mark is not closed here; the lines it runs over were read one by one.";

pub(crate) fn quote_doubtful(last_line: usize) -> String {
    format!(
        "a quotation mark may not be closed here, so the text up to line {last_line} may be missing. Please look at \
         the file."
    )
}

/// `date` is a cell such as 3/4/24.
pub(crate) fn order_told_by_rows(date: &str, order: Option<DateOrder>) -> String {
    let (read, other) = match order {
        Some(DateOrder::MonthFirst) => ("the month first", "--day-first"),
        Some(DateOrder::DayFirst) | None => ("the day first", "--month-first"),
    };
    format!(
        "dates such as \"{date}\" were read with {read}, as only so the rows follow each other in time; {other} reads \
         them the other way."
    )
}

pub(crate) fn notes_merged(row: usize) -> String {
    format!("this is row {row} once more but for its notes, which were put with that one.")
}

pub(crate) fn time_came_twice(time: &str) -> String {
    format!(
        "{time} came twice, because the clocks went back. The file does not say which it was, so the first was taken."
    )
}

pub(crate) fn time_did_not_exist(time: &str) -> String {
    format!("{time} did not exist, because the clocks went forward.")
}

pub(crate) fn time_did_not_exist_but(time: &str, kept: &str) -> String {
    format!("{} {kept} was saved.", time_did_not_exist(time))
}

pub(crate) fn time_in_clock_change(time: &str, kept: &str) -> String {
    format!("{time} came twice or not at all, because the clocks changed. {kept} was saved.")
}

pub(crate) fn read_by_other_clock(start: &str) -> String {
    format!(
        "the clocks changed that night, and {start} on the new clock runs into another row, so it was read on the \
         other clock."
    )
}

/// `range` is from the start's day and time to the end's.
pub(crate) fn times_kept_over_duration(range: &str, between: i64, duration: f64) -> String {
    format!(
        "the times say {range} ({between} min), the file's duration says {duration} min. The times are saved."
    )
}

/// `open_since` is when a sleep began that ends the difference when it is counted until midnight.
pub(crate) fn total_differs(day: &str, printed: &str, sum: &str, open_since: Option<&str>) -> String {
    let reason = match open_since {
        Some(time) => format!(
            "it counts the sleep that began at {time} until midnight, and no waking is written for it here"
        ),
        None => "the sleeps are saved as they are written".to_owned(),
    };
    format!("the app's own total of sleep for {day} is {printed}, the sleeps here make {sum}: {reason}.")
}

/// What several rows have in common: the words for one, the words for several, and what they are.
pub(crate) type RowTopic<'t> = (&'t str, &'t str, &'t str);

pub(crate) const IN_FUTURE: RowTopic<'_> =
    ("entry lies", "entries lie", "in the future by this machine's clock");
pub(crate) const LONG_SLEEP: RowTopic<'_> =
    ("sleep is", "sleeps are", "longer than 13 hours; perhaps a waking was not written down");
pub(crate) const MARKER_SLEEP: RowTopic<'_> =
    ("sleep is", "sleeps are", "no longer than a minute: saved as a mark, not counted as sleep");
pub(crate) const OVERLAPPING_SLEEP: RowTopic<'_> =
    ("sleep shares", "sleeps share", "time with another; all are saved, and shared time counts once");
pub(crate) const OVER_OTHER_FILE: RowTopic<'_> = (
    "sleep lies",
    "sleeps lie",
    "over sleeps that another file brought, and all are saved; if this is another child, use --baby",
);
pub(crate) const NEWER_OPTION: &str = "; --newer takes the later of the two";

/// `option` is what may be added to have it otherwise, or nothing.
pub(crate) fn other_content(option: &str) -> String {
    format!("in the journal with other content; yours was left as it is{option}")
}

/// `here` and `there` say from when to when.
pub(crate) fn differs_from_journal(here: &str, there: &str, option: &str) -> String {
    if here == there {
        return format!("{here}: the journal has other words, and yours were left as they are.");
    }
    format!("The journal has {here}, the file {there}. Yours was left as it is{option}.")
}

/// Whose `over` of a file's `new` sleeps are, which lie over another file's; `shown` is whose pages are shown.
pub(crate) fn whose_sleeps(over: usize, new: usize, shown: &str) -> String {
    format!(
        "{} of this file's {} lie over sleeps that another file brought, and the file names no child. If this is \
         another child, use --baby with the name; if it is {shown} again, say --baby \"{shown}\".",
        crate::text::plural::format_thousands(over),
        format_thousands_count(new, "new sleep", "new sleeps"),
    )
}

pub(crate) fn one_row((one, many, what): RowTopic<'_>) -> String {
    format!("{} {what}.", format_thousands_count(1, one, many))
}

/// `named` are the first of the rows.
pub(crate) fn several_rows(count: usize, (one, many, what): RowTopic<'_>, named: &[String]) -> String {
    let rest = match count.saturating_sub(named.len()) {
        0 => String::new(),
        n => format!(" and {} more", crate::text::plural::format_thousands(n)),
    };
    format!("{} {what} (rows {}{rest}).", format_thousands_count(count, one, many), named.join(", "))
}

// A file of typed lines.
pub(crate) const LINE_WITHOUT_DATE: &str =
    "No date and time in front, as in \"2026-11-27 21:05 asleep\" or \"27/11/2026 21:05 asleep\".";
pub(crate) const LINE_WITHOUT_WORDS: &str = "Nothing follows the date.";
pub(crate) const LINE_AHEAD: &str = "Its date lies ahead of this computer's clock.";
pub(crate) const LINE_SLEEP_RUNS: &str = "A sleep that an earlier line began has no end yet.";
pub(crate) const LINE_NO_SLEEP_RUNS: &str = "No earlier line of this file began the sleep that ends here.";
pub(crate) const LINE_NO_BABY: &str = "It names no baby of this journal.";

pub(crate) fn line_in_several_ways(message: &str, readings: &str) -> String {
    format!("{message} \"{readings}\"")
}
