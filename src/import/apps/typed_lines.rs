//! A file of typed lines, each with the date and time at which it was written, to which a phone's shortcut appends.
//!
//! Each line is read as `cuebook log` reads it, at its own time; what runs is what earlier lines of the file began. A
//! line has the same identity at every reading, so that the file may come in again and again.

use crate::import::app_format::{Draft, DraftCollector, FormatReader};
use crate::import::{
    CandidateEntry, ImportFormat, ImportOptions, ParsedFile, SkippedRow, UserAnswers, date_order::DateOrder,
    stable_id,
};
use crate::model::{Baby, Carer, Details, Entry, Family, FamilySettings, Id, ValidationError};
use crate::quick_line::dated_line::{DatedLine, split_dated_line};
use crate::quick_line::outcome::{LineOutcome, OutcomeContext, OutcomeError};
use crate::quick_line::{LineContext, ParseError, read_line};
use crate::texts::import_messages;
use crate::vocabulary::normalize_text;
use std::collections::HashSet;

pub(crate) const READER: FormatReader = FormatReader::Lines { has_known_lines, parse: parse_text };

/// The first lines, most of which have a date and time in front.
fn has_known_lines(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(20).collect();
    let dated = |line: &&&str| {
        [false, true].iter().any(|month_first| {
            split_dated_line(line, crate::model::Zone::UTC, *month_first)
                .is_some_and(|dated| !dated.words.is_empty())
        })
    };
    lines.first().is_some_and(|first| dated(&first)) && lines.iter().filter(dated).count() * 2 > lines.len()
}

fn parse_text(
    text: &str,
    options: &ImportOptions,
    answers: &UserAnswers,
) -> Result<ParsedFile, ValidationError> {
    let mut lines = TypedLines::new(options, answers);
    let mut seen = HashSet::new();
    for (n, line) in text.lines().enumerate() {
        let (row, line) = (n + 1, line.trim());
        if line.trim_start_matches('\u{feff}').is_empty() {
            continue;
        }
        let Some(dated) = split_dated_line(line, options.zone, lines.month_first) else {
            lines.skip(row, import_messages::LINE_WITHOUT_DATE);
            continue;
        };
        let ahead = dated.at.unix_seconds() > options.now.unix_seconds() + FUTURE_GRACE_SECONDS;
        if dated.words.is_empty() {
            lines.skip(row, import_messages::LINE_WITHOUT_WORDS);
        } else if ahead {
            lines.skip(row, import_messages::LINE_AHEAD);
        } else if !seen.insert((dated.written, normalize_text(dated.words))) {
            lines.file.file.rows_read += 1;
            lines.file.file.repeated_rows += 1;
        } else if let Err(why) = lines.read(row, &dated) {
            lines.skip(row, why);
        }
    }
    Ok(lines.into_file())
}

/// Seconds by which a phone's clock may be ahead.
const FUTURE_GRACE_SECONDS: i64 = 300;

/// An entry that a line came to, while a later line may still end it.
struct LineEntry {
    row: usize,
    entry: Entry,
}

struct TypedLines {
    family: Family,
    month_first: bool,
    file: DraftCollector,
    entries: Vec<LineEntry>,
}

impl TypedLines {
    fn new(options: &ImportOptions, answers: &UserAnswers) -> Self {
        // The names say whom a line is about; who that is in the journal is found by name later.
        let baby = |(n, name): (usize, &String)| {
            let id = Id::from_u128(n as u128 + 2);
            Baby { name: Some(name.clone()), ..Baby::new_unnamed(id) }
        };
        let family = Family {
            babies: answers.babies.iter().enumerate().map(baby).collect(),
            carers: vec![Carer { id: Id::from_u128(1), name: None, hidden_checkins: false }],
            custom_cues: Vec::new(),
            coverage_marks: Vec::new(),
            settings: FamilySettings::with_defaults(options.zone),
        };
        let month_first = match answers.date_order {
            Some(order) => order == DateOrder::MonthFirst,
            None => answers.writes_month_first,
        };
        let file = DraftCollector::new(ImportFormat::TypedLines);
        Self { family, month_first, file, entries: Vec::new() }
    }

    fn skip(&mut self, row: usize, why: impl Into<String>) {
        self.file.file.rows_read += 1;
        self.file.file.skipped.push(SkippedRow::new(row, why));
    }

    /// Reads one line as it was meant when it was written.
    fn read(&mut self, row: usize, dated: &DatedLine<'_>) -> Result<(), String> {
        let DatedLine { at, words, .. } = *dated;
        let nobody = Some(Id::nil());
        let context = LineContext { now: at, family: &self.family, baby: nobody, carer: Id::from_u128(1) };
        let running: Vec<Entry> =
            self.entries.iter().map(|it| &it.entry).filter(|it| it.is_under_way(at)).cloned().collect();
        let lines = read_line(words, &context, &running).map_err(|error| why_unread(&error))?;
        let sleeps: Vec<Entry> =
            running.iter().filter(|it| matches!(it.details, Details::Sleep(_))).cloned().collect();
        let outcome = OutcomeContext {
            now: at,
            family: &self.family,
            baby: nobody,
            note_baby: None,
            open_sleeps: &sleeps,
        };
        let outcomes = outcome.decide_all(lines).map_err(|error| why_not_kept(&error))?;
        let mut n = 0;
        for outcome in outcomes {
            match outcome {
                LineOutcome::AddEntries(entries) => {
                    for entry in entries {
                        let id = identity(dated, n);
                        n += 1;
                        self.entries.push(LineEntry { row, entry: Entry { id, ..entry } });
                    }
                }
                LineOutcome::EndSleeps(both) => both.into_iter().for_each(|(_, after)| self.replace(after)),
                LineOutcome::EndMassage(both) => self.replace(both.1),
            }
        }
        // A line that only ends what another began is no entry of its own.
        self.file.file.rows_read += n;
        Ok(())
    }

    fn replace(&mut self, after: Entry) {
        if let Some(found) = self.entries.iter_mut().find(|it| it.entry.id == after.id) {
            found.entry = after;
        }
    }

    fn into_file(mut self) -> ParsedFile {
        let family = &self.family;
        for LineEntry { row, entry } in std::mem::take(&mut self.entries) {
            let named = entry.baby.and_then(|id| family.find_baby(id));
            let candidate = CandidateEntry {
                row,
                id: entry.id,
                child: named.map(|baby| baby.display_name().to_owned()),
                carer: None,
                at: entry.at,
                until: entry.until,
                approximate: entry.approximate,
                note: entry.note,
                details: entry.details,
            };
            self.file.add(Draft { candidate, doubts: Vec::new() }, |_, _| None);
        }
        self.file.file
    }
}

/// The same at every reading, on every machine.
fn identity(dated: &DatedLine<'_>, n: usize) -> Id {
    let parts = ["typed line", &normalize_text(dated.words), &n.to_string()];
    stable_id::id_from_parts(dated.written, &parts)
}

fn why_unread(error: &ParseError) -> String {
    match error {
        ParseError::Ambiguous { message, readings } => {
            import_messages::line_in_several_ways(message, &readings.join("\" / \""))
        }
        other => other.to_string(),
    }
}

fn why_not_kept(error: &OutcomeError) -> String {
    match error {
        OutcomeError::Invalid(problem) => problem.message.clone(),
        OutcomeError::AlreadyAsleep(_) => import_messages::LINE_SLEEP_RUNS.to_owned(),
        OutcomeError::NotAsleep(_) => import_messages::LINE_NO_SLEEP_RUNS.to_owned(),
        OutcomeError::BabyNeeded | OutcomeError::Closed(_) => import_messages::LINE_NO_BABY.to_owned(),
    }
}
