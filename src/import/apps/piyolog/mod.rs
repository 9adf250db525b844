//! PiyoLog's text: a day, a month, or several one after another, in Japanese, Chinese or English.
//!
//! Sleeps are kept, from the two rows the app writes for each; so are memos and the free text of a day, as notes. What
//! this journal has no kind for is skipped with its name, or kept as a note. The totals the app prints are compared
//! with what was read, and a difference is warned of.

pub(crate) mod pair_sleeps;
pub(crate) mod parse_lines;
pub(crate) mod split_days;

use crate::import::app_format::{Draft, DraftCollector, FormatReader, RowWatch};
use crate::import::apps::piyolog::pair_sleeps::{PairedSleep, SleepPairing, SleepRow};
use crate::import::apps::piyolog::parse_lines::RowTopic;
use crate::import::apps::piyolog::split_days::{PiyologDay, PiyologRow};
use crate::import::{
    CandidateEntry, ImportFormat, ImportOptions, ImportWarning, ParsedFile, SkippedRow, stable_id,
};
use crate::model::time::{format_duration, format_short_date, next_day, resolve_local};
use crate::model::{Details, Note, Sleep, Timestamp, ValidationError};
use crate::texts::{import_messages, unsupported_activities};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use std::collections::{BTreeMap, HashMap};

pub(crate) const READER: FormatReader = FormatReader::Text { has_known_lines, parse: parse_text };

/// Whether this is PiyoLog's text: its heading, or days with sleeps the way it writes them.
fn has_known_lines(text: &str) -> bool {
    let text = unescape_line_ends(text);
    let mut lines = text.lines().map(parse_lines::narrow_full_width).filter(|l| !l.is_empty());
    if lines.next().is_some_and(|l| parse_lines::parse_heading(&l).is_some()) {
        return true;
    }
    let is_sleep_row =
        |row: &PiyologRow| matches!(parse_lines::parse_topic(&row.text).0, RowTopic::Sleep | RowTopic::Wake);
    let (days, _) = split_days::parse_days(&text);
    days.iter().any(|day| day.rows.iter().any(is_sleep_row))
}

fn parse_text(
    text: &str,
    options: &ImportOptions,
    _: &mut RowWatch<'_>,
) -> Result<ParsedFile, ValidationError> {
    let (days, undated_rows) = split_days::parse_days(&unescape_line_ends(text));
    if days.is_empty() {
        return Err(ValidationError::new("file", import_messages::PIYOLOG_NO_DAYS));
    }
    let mut collector = DraftCollector::new(ImportFormat::PiyoLog);
    let file = &mut collector.file;
    file.skipped.extend(undated_rows.into_iter().map(|row| skipped_row(row, import_messages::UNDATED_ROW)));
    let mut candidates = Vec::new();
    for (child, rows) in group_sleep_rows(&days) {
        let pairing = SleepPairing::from_rows(options.zone, &rows.starts, &rows.wakings);
        candidates.extend(pairing.sleeps.into_iter().map(|sleep| sleep_candidate(sleep, child)));
        file.skipped.extend(pairing.skipped);
        file.warnings.extend(pairing.warnings);
    }
    for day in &days {
        collect_other_rows(day, options, &mut candidates, &mut file.skipped);
    }
    candidates.sort_by_key(|candidate| candidate.row);
    file.warnings.extend(compare_printed_totals(&days, &candidates, options));
    file.skipped.sort_by_key(|skip| skip.row);
    file.warnings.sort_by_key(|warning| warning.row);
    for day in &days {
        collector.add_child(day.child.as_deref());
        collector.add_birth(day.child.as_deref(), day.born);
    }
    for candidate in candidates {
        collector.add(Draft { candidate, doubts: Vec::new() }, take_missing_end);
    }
    let mut file = collector.file;
    // A sleep's two rows are one thing that happened, and counted as one.
    file.rows_read = file.candidates.len() + file.repeated_rows + file.skipped.len();
    Ok(file)
}

/// Of a sleep written with and without its end, the end is kept.
fn take_missing_end(kept: &mut CandidateEntry, again: &CandidateEntry) -> Option<String> {
    kept.until = kept.until.or(again.until);
    None
}

/// Some ways of sharing the text write its line ends as two letters.
fn unescape_line_ends(text: &str) -> String {
    if text.contains('\n') { text.replace('\r', "") } else { text.replace("\\n", "\n").replace('\r', "\n") }
}

#[derive(Default)]
struct SleepRows {
    starts: Vec<SleepRow>,
    wakings: Vec<SleepRow>,
}

fn group_sleep_rows(days: &[PiyologDay]) -> BTreeMap<Option<&str>, SleepRows> {
    let mut by_child: BTreeMap<Option<&str>, SleepRows> = BTreeMap::new();
    for day in days {
        let rows = by_child.entry(day.child.as_deref()).or_default();
        for row in &day.rows {
            let (topic, _, rest) = parse_lines::parse_topic(&row.text);
            let (length, words) = parse_lines::parse_length(rest);
            let moment = || SleepRow {
                line: row.line,
                local: day.date.and_time(row.clock),
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
    by_child
}

fn join_following_lines(words: &str, row: &PiyologRow) -> String {
    let following = row.following_lines.iter().map(String::as_str);
    let lines = std::iter::once(words).filter(|words| !words.is_empty()).chain(following);
    lines.collect::<Vec<_>>().join("\n")
}

fn sleep_candidate(sleep: PairedSleep, child: Option<&str>) -> CandidateEntry {
    // Known by its beginning alone: the waking may stand in the next month's file.
    let parts = [ImportFormat::PiyoLog.code(), "sleep", &fold_child_name(child)];
    let id = stable_id::id_from_parts(sleep.begins, &parts);
    let details = Details::Sleep(Sleep { imported: true, ..Sleep::default() });
    CandidateEntry {
        child: child.map(str::to_owned),
        ..CandidateEntry::new(sleep.line, id, (sleep.at, sleep.until), sleep.words, details)
    }
}

fn fold_child_name(child: Option<&str>) -> String {
    child.unwrap_or_default().to_lowercase()
}

/// Memos and free text as notes; everything else named or, where it was asked for, kept as a note too.
fn collect_other_rows(
    day: &PiyologDay,
    options: &ImportOptions,
    drafts: &mut Vec<CandidateEntry>,
    skipped: &mut Vec<SkippedRow>,
) {
    for row in &day.rows {
        let (topic, label, rest) = parse_lines::parse_topic(&row.text);
        let local = day.date.and_time(row.clock);
        match topic {
            RowTopic::Sleep | RowTopic::Wake => {}
            RowTopic::Note => match join_following_lines(rest, row) {
                words if words.is_empty() => skipped.push(skipped_row(row.line, import_messages::EMPTY_MEMO)),
                words => drafts.push(note_candidate(day, row.line, local, words, options)),
            },
            RowTopic::Other if options.keep_other => {
                let words = join_following_lines(&row.text, row);
                drafts.push(note_candidate(day, row.line, local, words, options));
            }
            RowTopic::Other => {
                let activity = parse_lines::activity_for_label(label);
                let reason = unsupported_activities::skip_reason(&activity);
                skipped.push(SkippedRow::new(row.line, reason));
            }
        }
    }
    if let Some((line, words)) = &day.free_text {
        let noon = day.date.and_time(NOON);
        let mut draft = note_candidate(day, *line, noon, words.clone(), options);
        draft.approximate = true;
        drafts.push(draft);
    }
}

fn note_candidate(
    day: &PiyologDay,
    row: usize,
    local: NaiveDateTime,
    words: String,
    options: &ImportOptions,
) -> CandidateEntry {
    let parts = [ImportFormat::PiyoLog.code(), "note", &fold_child_name(day.child.as_deref()), &words];
    let id = stable_id::id_from_parts(local, &parts);
    let at = resolve_local(options.zone, local).default_instant();
    CandidateEntry {
        child: day.child.clone(),
        ..CandidateEntry::new(row, id, (at, None), words, Details::Note(Note::default()))
    }
}

fn skipped_row(row: usize, reason: &str) -> SkippedRow {
    SkippedRow::new(row, reason)
}

/// Where the app's own total of a day is not what the sleeps here make.
fn compare_printed_totals(
    days: &[PiyologDay],
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
    days.iter()
        .filter_map(|day| {
            let (line, printed) = day.total?;
            let key = (day.child.as_deref(), day.date);
            let sum = sums.get(&key).copied().unwrap_or(0) / 60;
            let until_midnight =
                |at: &Timestamp| (midnight_secs(next_day(day.date), options) - at.unix_seconds()) / 60;
            let runs_on = open.get(&key).filter(|at| until_midnight(at) == printed - sum);
            (sum != printed).then(|| {
                let open_since = runs_on.map(|at| at.format_hm());
                let message = import_messages::total_differs(
                    &format_short_date(day.date),
                    &format_duration(printed),
                    &format_duration(sum),
                    open_since.as_deref(),
                );
                ImportWarning::at_row(line, message)
            })
        })
        .collect()
}

fn midnight_secs(date: NaiveDate, options: &ImportOptions) -> i64 {
    resolve_local(options.zone, date.and_time(NaiveTime::MIN)).default_instant().unix_seconds()
}

const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};
