//! What a file seems to be that no format here knows, so that a refusal can say it.

use crate::import::app_table::read_headings;
use crate::import::app_times::parse_local_time;
use crate::import::decode_text::decode_start;
use crate::texts::import_messages;

/// The first bytes of files that are no lists, and what is said of them.
const SIGNATURES: [(&[u8], &str); 11] = [
    (b"PK\x03\x04", import_messages::IS_ZIP),
    (b"SQLite format 3\0", import_messages::IS_SQLITE),
    (b"%PDF", import_messages::IS_PDF),
    (b"\x89PNG", import_messages::IS_PICTURE),
    (b"\xFF\xD8\xFF", import_messages::IS_PICTURE),
    (b"\xD0\xCF\x11\xE0", import_messages::IS_OLD_SPREADSHEET),
    (b"\x1F\x8B", import_messages::IS_COMPRESSED),
    (b"7z\xBC\xAF", import_messages::IS_COMPRESSED),
    (b"Rar!", import_messages::IS_COMPRESSED),
    (b"age-encryption.org", import_messages::IS_ENCRYPTED),
    (b"{\\rtf", import_messages::IS_RICH_TEXT),
];

/// A sentence on what the beginning of a file seems to be, and what to do; none when it looks like nothing known.
pub(crate) fn describe_unknown_file(bytes: &[u8]) -> Option<String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some(import_messages::IS_EMPTY.to_owned());
    }
    if let Some((_, says)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Some((*says).to_owned());
    }
    let text = decode_start(bytes);
    let start = text.trim_start().to_ascii_lowercase();
    if start.contains("<healthdata") {
        return Some(import_messages::IS_APPLE_HEALTH.to_owned());
    }
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Some(import_messages::IS_WEB_PAGE.to_owned());
    }
    let headings = read_headings(&text);
    if ["id", "tz", "from", "to", "sched"].iter().all(|name| headings.iter().any(|head| head == name)) {
        return Some(import_messages::IS_SLEEP_AS_ANDROID.to_owned());
    }
    // A day, a weekday, a time and a mood, where the headings should be.
    let is_day = headings.first().is_some_and(|cell| parse_local_time(cell, None).is_some());
    let has_clock = headings.iter().any(|cell| crate::import::app_times::parse_clock_time(cell).is_some());
    if is_day && has_clock {
        return Some(import_messages::IS_DAYLIO_WITHOUT_HEADER.to_owned());
    }
    if is_day {
        return Some(import_messages::IS_WITHOUT_HEADER.to_owned());
    }
    (headings.len() > 1 && !start.starts_with(['{', '[', '<'])).then(|| {
        let shown: Vec<String> =
            headings.iter().take(6).map(|head| head.chars().take(24).collect()).collect();
        import_messages::unknown_headings(&shown.join(", "))
    })
}
