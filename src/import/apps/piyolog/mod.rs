//! PiyoLog's text: a day, a month, or several one after another, in Japanese, Chinese or English.
//!
//! Sleeps are kept, from the two rows the app writes for each; so are memos and the free text of a day, as notes. What
//! this journal has no kind for is skipped with its name, or kept as a note. The totals the app prints are held
//! against what was read, and where they differ it is said. Nothing here looks at the journal.

pub(crate) mod pair_sleeps;
pub(crate) mod parse_lines;
pub(crate) mod split_days;

use crate::import::apps::piyolog::pair_sleeps::{PairedSleep, SleepPairing, SleepRow};
use crate::import::apps::piyolog::parse_lines::RowTopic;
use crate::import::apps::piyolog::split_days::{PiyologDay, PiyologRow};
use crate::import::{
    CandidateEntry, ImportFormat, ImportOptions, ImportWarning, ParsedFile, SkippedRow, stable_id,
    unsupported,
};
use crate::model::time::{format_duration as hours_and_minutes, format_short_date, next_day, resolve_local};
use crate::model::{Details, Note, Sleep, Timestamp, ValidationError};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use std::collections::{BTreeMap, HashMap};

/// So much of a file tells what it is.
const DETECT_BYTES: usize = 65_536;

/// Whether this is PiyoLog's text: its heading, or days with sleeps the way it writes them.
pub(crate) fn has_known_lines(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(DETECT_BYTES)]).into_owned();
    let text = unescape_line_ends(&text);
    let mut all = text.lines().map(parse_lines::narrow_full_width).filter(|l| !l.is_empty());
    if all.next().is_some_and(|l| parse_lines::parse_heading(&l).is_some()) {
        return true;
    }
    let (pages, _) = split_days::parse_days(&text);
    let sleeps =
        |row: &PiyologRow| matches!(parse_lines::parse_topic(&row.text).0, RowTopic::Sleep | RowTopic::Wake);
    pages.iter().any(|page| page.rows.iter().any(sleeps))
}

pub(crate) fn parse_text(bytes: &[u8], options: &ImportOptions) -> Result<ParsedFile, ValidationError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ValidationError::new("file", NOT_UTF8))?;
    let (pages, strays) = split_days::parse_days(&unescape_line_ends(text));
    if pages.is_empty() {
        return Err(ValidationError::new("file", NO_DAYS));
    }
    let mut read = crate::import::empty_parsed_file(ImportFormat::PiyoLog, 0);
    let strays = strays.into_iter().map(|row| new_skipped_row(row, UNDATED));
    read.skipped.extend(strays);
    for page in &pages {
        let name = page.child.iter();
        let new = name.filter(|name| !read.children.contains(name)).cloned();
        read.children.extend(new.collect::<Vec<_>>());
    }
    let mut drafts = Vec::new();
    for (child, rows) in group_sleep_rows(&pages) {
        let pairing = SleepPairing::from_rows(options.zone, &rows.starts, &rows.wakings);
        let slept = pairing.sleeps.into_iter();
        drafts.extend(slept.map(|slept| sleep_candidate(slept, child)));
        read.skipped.extend(pairing.skipped);
        read.warnings.extend(pairing.warnings);
    }
    for page in &pages {
        collect_other_rows(page, options, &mut drafts, &mut read.skipped);
    }
    drafts.sort_by_key(|draft| draft.row);
    read.warnings.extend(compare_printed_totals(&pages, &drafts, options));
    read.skipped.sort_by_key(|skip| skip.row);
    read.warnings.sort_by_key(|warning| warning.row);
    add_unique_candidates(&mut read, drafts);
    // A sleep's two rows are one thing that happened, and counted as one.
    read.rows_read = read.candidates.len() + read.repeated_rows + read.skipped.len();
    Ok(read)
}

/// Some ways of sharing the text write its line ends as two letters.
fn unescape_line_ends(text: &str) -> String {
    if text.contains('\n') { text.replace('\r', "") } else { text.replace("\\n", "\n").replace('\r', "\n") }
}

/// Keeps the drafts, each once; of a sleep written with and without its end, the one with it.
fn add_unique_candidates(read: &mut ParsedFile, drafts: Vec<CandidateEntry>) {
    let mut seen = HashMap::new();
    for draft in drafts {
        match seen.get(&draft.id) {
            None => {
                seen.insert(draft.id, read.candidates.len());
                read.candidates.push(draft);
            }
            Some(&at) => {
                read.repeated_rows += 1;
                let kept: Option<&mut CandidateEntry> = read.candidates.get_mut(at);
                if let Some(kept) = kept.filter(|kept| kept.until.is_none()) {
                    kept.until = draft.until;
                }
            }
        }
    }
}

#[derive(Default)]
struct SleepRows {
    starts: Vec<SleepRow>,
    wakings: Vec<SleepRow>,
}

fn group_sleep_rows(pages: &[PiyologDay]) -> BTreeMap<Option<&str>, SleepRows> {
    let mut all: BTreeMap<Option<&str>, SleepRows> = BTreeMap::new();
    for page in pages {
        let rows = all.entry(page.child.as_deref()).or_default();
        for row in &page.rows {
            let (topic, _, rest) = parse_lines::parse_topic(&row.text);
            let (length, words) = parse_lines::parse_length(rest);
            let moment = || SleepRow {
                line: row.line,
                local: page.date.and_time(row.clock),
                length,
                words: join_following_lines(words, row),
            };
            match topic {
                RowTopic::Sleep => rows.starts.push(moment()),
                RowTopic::Wake => rows.wakings.push(moment()),
                RowTopic::Note | RowTopic::Other => {}
            }
        }
    }
    all
}

fn join_following_lines(words: &str, row: &PiyologRow) -> String {
    let first = Some(words).filter(|words| !words.is_empty());
    let lines = first.into_iter().chain(row.following_lines.iter().map(String::as_str));
    lines.collect::<Vec<_>>().join("\n")
}

fn sleep_candidate(slept: PairedSleep, child: Option<&str>) -> CandidateEntry {
    CandidateEntry {
        row: slept.line,
        // Known by its beginning alone: the waking may stand in the next month's file.
        id: stable_id::id_from_parts(slept.begins, &[FORMAT_CODE, "sleep", &fold_child_name(child)]),
        child: child.map(str::to_owned),
        carer: None,
        at: slept.at,
        until: slept.until,
        approximate: false,
        note: Some(slept.words).filter(|words| !words.is_empty()),
        details: Details::Sleep(Sleep { imported: true, ..Sleep::default() }),
    }
}

fn fold_child_name(child: Option<&str>) -> String {
    child.unwrap_or_default().to_lowercase()
}

/// Memos and free text as notes; everything else named or, where it was asked for, kept as a note too.
fn collect_other_rows(
    page: &PiyologDay,
    options: &ImportOptions,
    drafts: &mut Vec<CandidateEntry>,
    skipped: &mut Vec<SkippedRow>,
) {
    for row in &page.rows {
        let (topic, label, rest) = parse_lines::parse_topic(&row.text);
        let local = page.date.and_time(row.clock);
        match topic {
            RowTopic::Sleep | RowTopic::Wake => {}
            RowTopic::Note => match join_following_lines(rest, row) {
                words if words.is_empty() => skipped.push(new_skipped_row(row.line, EMPTY_MEMO)),
                words => drafts.push(note_candidate(page, row.line, local, words, options)),
            },
            RowTopic::Other if options.keep_other => {
                let words = join_following_lines(&row.text, row);
                drafts.push(note_candidate(page, row.line, local, words, options));
            }
            RowTopic::Other => {
                let why = unsupported::skip_reason(&parse_lines::activity_for_label(label));
                skipped.push(new_skipped_row(row.line, &why));
            }
        }
    }
    if let Some((line, words)) = &page.free_text {
        let noon = page.date.and_time(NOON);
        let mut draft = note_candidate(page, *line, noon, words.clone(), options);
        draft.approximate = true;
        drafts.push(draft);
    }
}

fn note_candidate(
    page: &PiyologDay,
    row: usize,
    local: NaiveDateTime,
    words: String,
    options: &ImportOptions,
) -> CandidateEntry {
    let child = page.child.as_deref();
    CandidateEntry {
        row,
        id: stable_id::id_from_parts(local, &[FORMAT_CODE, "note", &fold_child_name(child), &words]),
        child: child.map(str::to_owned),
        carer: None,
        at: resolve_local(options.zone, local).default_instant(),
        until: None,
        approximate: false,
        note: Some(words),
        details: Details::Note(Note::default()),
    }
}

fn new_skipped_row(row: usize, why: &str) -> SkippedRow {
    SkippedRow { row, reason: why.to_owned() }
}

/// Where the app's own total of a day is not what the sleeps here make.
fn compare_printed_totals(
    pages: &[PiyologDay],
    drafts: &[CandidateEntry],
    options: &ImportOptions,
) -> Vec<ImportWarning> {
    let mut sums: BTreeMap<(Option<&str>, NaiveDate), i64> = BTreeMap::new();
    let mut open: HashMap<(Option<&str>, NaiveDate), Timestamp> = HashMap::new();
    let mut asleep: BTreeMap<Option<&str>, Vec<(i64, i64)>> = BTreeMap::new();
    for draft in drafts.iter().filter(|d| matches!(d.details, Details::Sleep(_))) {
        let child = draft.child.as_deref();
        match draft.until {
            Some(until) => {
                asleep.entry(child).or_default().push((draft.at.unix_seconds(), until.unix_seconds()))
            }
            None => {
                open.insert((child, draft.at.local_date()), draft.at);
            }
        }
    }
    for (child, mut spans) in asleep {
        spans.sort_unstable();
        let mut counted = i64::MIN;
        for (from, to) in spans {
            let mut at = from.max(counted);
            while at < to {
                let date = Timestamp::from_seconds_in_zone(at, options.zone).local_date();
                let midnight = midnight_secs(next_day(date), options).max(at + 1);
                *sums.entry((child, date)).or_default() += to.min(midnight) - at;
                at = midnight;
            }
            counted = counted.max(to);
        }
    }
    pages
        .iter()
        .filter_map(|page| {
            let (line, printed) = page.total?;
            let key = (page.child.as_deref(), page.date);
            let sum = sums.get(&key).copied().unwrap_or(0) / 60;
            let until_midnight =
                |at: &Timestamp| (midnight_secs(next_day(page.date), options) - at.unix_seconds()) / 60;
            let runs_on = open.get(&key).filter(|at| until_midnight(at) == printed - sum);
            (sum != printed).then(|| {
                ImportWarning::new(line, describe_total_difference(page.date, printed, sum, runs_on))
            })
        })
        .collect()
}

fn midnight_secs(date: NaiveDate, options: &ImportOptions) -> i64 {
    resolve_local(options.zone, date.and_time(NaiveTime::MIN)).default_instant().unix_seconds()
}

fn describe_total_difference(date: NaiveDate, printed: i64, sum: i64, runs_on: Option<&Timestamp>) -> String {
    let why = match runs_on {
        Some(at) => format!(
            "it counts the sleep that began at {} until midnight, and no waking is written for it here",
            at.format_hm()
        ),
        None => "the sleeps were kept as they are written".to_owned(),
    };
    format!(
        "the app's own total of sleep for {} is {}, the sleeps here make {}: {why}.",
        format_short_date(date),
        hours_and_minutes(printed),
        hours_and_minutes(sum)
    )
}

const FORMAT_CODE: &str = "piyolog";
const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};
const NOT_UTF8: &str = "This file is not UTF-8 text, as PiyoLog writes it. Export it again from PiyoLog, and import the file unchanged.";
const NO_DAYS: &str = "This file has no day as PiyoLog writes them: a date such as 2025/1/1(水), then rows such as \
                       20:30 寝る. Export the text again from PiyoLog, or choose another format.";
const UNDATED: &str = "a row before any date";
const EMPTY_MEMO: &str = "a memo without words";
