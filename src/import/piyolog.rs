//! PiyoLog's text: a day, a month, or several one after another, in Japanese, Chinese or English.
//!
//! Sleeps are kept, from the two rows the app writes for each; so are memos and the free text of a day, as notes. What
//! this journal has no kind for is skipped with its name, or kept as a note. The totals the app prints are held
//! against what was read, and where they differ it is said. Nothing here looks at the journal.

mod lines;
mod pages;
mod sleeps;

use super::{Draft, Format, Options, Read, Skip, Warning, identity, other};
use crate::journal::time::{length as hours_and_minutes, next, reading, short_date};
use crate::journal::{At, Note, Problem, Sleep, What};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use lines::Topic;
use pages::{Page, Row};
use sleeps::{Moment, Pairing, Slept};
use std::collections::{BTreeMap, HashMap};

/// So much of a file tells what it is.
const LOOKED_AT: usize = 65_536;

/// Whether this is PiyoLog's text: its heading, or days with sleeps the way it writes them.
pub(crate) fn fits(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).into_owned();
    let text = unescaped(&text);
    let mut all = text.lines().map(lines::plain).filter(|l| !l.is_empty());
    if all.next().is_some_and(|l| lines::heading(&l).is_some()) {
        return true;
    }
    let (pages, _) = pages::pages(&text);
    let sleeps = |row: &Row| matches!(lines::topic(&row.said).0, Topic::Sleep | Topic::Wake);
    pages.iter().any(|page| page.rows.iter().any(sleeps))
}

pub(crate) fn read(bytes: &[u8], options: &Options) -> Result<Read, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::new("file", NOT_TEXT))?;
    let (pages, strays) = pages::pages(&unescaped(text));
    if pages.is_empty() {
        return Err(Problem::new("file", NO_DAYS));
    }
    let mut read = super::nothing_yet(Format::PiyoLog, 0);
    let strays = strays.into_iter().map(|row| skip(row, UNDATED));
    read.skipped.extend(strays);
    for page in &pages {
        let name = page.child.iter();
        let new = name.filter(|name| !read.child.contains(name)).cloned();
        read.child.extend(new.collect::<Vec<_>>());
    }
    let mut drafts = Vec::new();
    for (child, rows) in sleepers(&pages) {
        let pairing = Pairing::of(options.zone, &rows.starts, &rows.wakings);
        let slept = pairing.found.into_iter();
        drafts.extend(slept.map(|slept| sleep(slept, child)));
        read.skipped.extend(pairing.skipped);
        read.warnings.extend(pairing.warnings);
    }
    for page in &pages {
        others(page, options, &mut drafts, &mut read.skipped);
    }
    drafts.sort_by_key(|draft| draft.row);
    read.warnings.extend(totals(&pages, &drafts, options));
    read.skipped.sort_by_key(|skip| skip.row);
    read.warnings.sort_by_key(|warning| warning.row);
    once(&mut read, drafts);
    // A sleep's two rows are one thing that happened, and counted as one.
    read.read = read.drafts.len() + read.already + read.skipped.len();
    Ok(read)
}

/// Some ways of sharing the text write its line ends as two letters.
fn unescaped(text: &str) -> String {
    if text.contains('\n') { text.replace('\r', "") } else { text.replace("\\n", "\n").replace('\r', "\n") }
}

/// Keeps the drafts, each once; of a sleep written with and without its end, the one with it.
fn once(read: &mut Read, drafts: Vec<Draft>) {
    let mut seen = HashMap::new();
    for draft in drafts {
        match seen.get(&draft.id) {
            None => {
                seen.insert(draft.id, read.drafts.len());
                read.drafts.push(draft);
            }
            Some(&at) => {
                read.already += 1;
                let kept: Option<&mut Draft> = read.drafts.get_mut(at);
                if let Some(kept) = kept.filter(|kept| kept.until.is_none()) {
                    kept.until = draft.until;
                }
            }
        }
    }
}

#[derive(Default)]
struct Rows {
    starts: Vec<Moment>,
    wakings: Vec<Moment>,
}

fn sleepers(pages: &[Page]) -> BTreeMap<Option<&str>, Rows> {
    let mut all: BTreeMap<Option<&str>, Rows> = BTreeMap::new();
    for page in pages {
        let rows = all.entry(page.child.as_deref()).or_default();
        for row in &page.rows {
            let (topic, _, rest) = lines::topic(&row.said);
            let (length, words) = lines::length(rest);
            let moment = || Moment {
                line: row.line,
                local: page.date.and_time(row.clock),
                length,
                words: with_more(words, row),
            };
            match topic {
                Topic::Sleep => rows.starts.push(moment()),
                Topic::Wake => rows.wakings.push(moment()),
                Topic::Note | Topic::Other => {}
            }
        }
    }
    all
}

fn with_more(words: &str, row: &Row) -> String {
    let first = Some(words).filter(|words| !words.is_empty());
    let lines = first.into_iter().chain(row.more.iter().map(String::as_str));
    lines.collect::<Vec<_>>().join("\n")
}

fn sleep(slept: Slept, child: Option<&str>) -> Draft {
    Draft {
        row: slept.line,
        // Known by its beginning alone: the waking may stand in the next month's file.
        id: identity::of(slept.begins, &[CODE, "sleep", &folded(child)]),
        child: child.map(str::to_owned),
        carer: None,
        at: slept.at,
        until: slept.until,
        about: false,
        note: Some(slept.words).filter(|words| !words.is_empty()),
        what: What::Sleep(Sleep { imported: true, ..Sleep::default() }),
    }
}

fn folded(child: Option<&str>) -> String {
    child.unwrap_or_default().to_lowercase()
}

/// Memos and free text as notes; everything else named or, where it was asked for, kept as a note too.
fn others(page: &Page, options: &Options, drafts: &mut Vec<Draft>, skipped: &mut Vec<Skip>) {
    for row in &page.rows {
        let (topic, label, rest) = lines::topic(&row.said);
        let local = page.date.and_time(row.clock);
        match topic {
            Topic::Sleep | Topic::Wake => {}
            Topic::Note => match with_more(rest, row) {
                words if words.is_empty() => skipped.push(skip(row.line, EMPTY_MEMO)),
                words => drafts.push(note(page, row.line, local, words, options)),
            },
            Topic::Other if options.keep_other => {
                let words = with_more(&row.said, row);
                drafts.push(note(page, row.line, local, words, options));
            }
            Topic::Other => {
                let why = other::why(&lines::activity(label));
                skipped.push(skip(row.line, &why));
            }
        }
    }
    if let Some((line, words)) = &page.words {
        let noon = page.date.and_time(NOON);
        let mut draft = note(page, *line, noon, words.clone(), options);
        draft.about = true;
        drafts.push(draft);
    }
}

fn note(page: &Page, row: usize, local: NaiveDateTime, words: String, options: &Options) -> Draft {
    let child = page.child.as_deref();
    Draft {
        row,
        id: identity::of(local, &[CODE, "note", &folded(child), &words]),
        child: child.map(str::to_owned),
        carer: None,
        at: reading(options.zone, local).first(),
        until: None,
        about: false,
        note: Some(words),
        what: What::Note(Note::default()),
    }
}

fn skip(row: usize, why: &str) -> Skip {
    Skip { row, why: why.to_owned() }
}

/// Where the app's own total of a day is not what the sleeps here make.
fn totals(pages: &[Page], drafts: &[Draft], options: &Options) -> Vec<Warning> {
    let mut sums: BTreeMap<(Option<&str>, NaiveDate), i64> = BTreeMap::new();
    let mut open: HashMap<(Option<&str>, NaiveDate), At> = HashMap::new();
    let mut asleep: BTreeMap<Option<&str>, Vec<(i64, i64)>> = BTreeMap::new();
    for draft in drafts.iter().filter(|d| matches!(d.what, What::Sleep(_))) {
        let child = draft.child.as_deref();
        match draft.until {
            Some(until) => asleep.entry(child).or_default().push((draft.at.secs(), until.secs())),
            None => {
                open.insert((child, draft.at.date()), draft.at);
            }
        }
    }
    for (child, mut spans) in asleep {
        spans.sort_unstable();
        let mut counted = i64::MIN;
        for (from, to) in spans {
            let mut at = from.max(counted);
            while at < to {
                let date = At::in_zone(at, options.zone).date();
                let midnight = midnight(next(date), options).max(at + 1);
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
            let until_midnight = |at: &At| (midnight(next(page.date), options) - at.secs()) / 60;
            let runs_on = open.get(&key).filter(|at| until_midnight(at) == printed - sum);
            (sum != printed).then(|| Warning::new(line, differs(page.date, printed, sum, runs_on)))
        })
        .collect()
}

fn midnight(date: NaiveDate, options: &Options) -> i64 {
    reading(options.zone, date.and_time(NaiveTime::MIN)).first().secs()
}

fn differs(date: NaiveDate, printed: i64, sum: i64, runs_on: Option<&At>) -> String {
    let why = match runs_on {
        Some(at) => format!(
            "it counts the sleep that began at {} until midnight, and no waking is written for it here",
            at.hm()
        ),
        None => "the sleeps were kept as they are written".to_owned(),
    };
    format!(
        "the app's own total of sleep for {} is {}, the sleeps here make {}: {why}.",
        short_date(date),
        hours_and_minutes(printed),
        hours_and_minutes(sum)
    )
}

const CODE: &str = "piyolog";
const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};
const NOT_TEXT: &str = "This file is not UTF-8 text, as PiyoLog writes it. Export it again from PiyoLog, and import the file unchanged.";
const NO_DAYS: &str = "This file has no day as PiyoLog writes them: a date such as 2025/1/1(水), then rows such as \
                       20:30 寝る. Export the text again from PiyoLog, or choose another format.";
const UNDATED: &str = "a row before any date";
const EMPTY_MEMO: &str = "a memo without words";
