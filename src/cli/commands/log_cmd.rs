//! `log`: one typed line kept as an entry, or the running sleep ended.
//!
//! How a line is read stands in [`crate::quick_line`]; here it meets the journal: whose it is, what is running,
//! what it overlaps.

use crate::cli::output::{CliError, Output, print_text};
use crate::cli::run::{CommandContext, Run};
use crate::cli::select_person;
use crate::cli::select_person::{closed_pages_error, quote_for_shell};
use crate::cli::session::Session;
use crate::model::describe::format_title;
use crate::model::family::DEFAULT_BABY_NAME;
use crate::model::time::{format_duration, format_short_date, previous_day};
use crate::model::{
    Change, Details, Entry, EntryKind, EntryWarning, Id, TimeRange, Timestamp, effective_end, find_warnings,
};
use crate::quick_line::outcome::{LineOutcome, OutcomeContext, OutcomeError, change_of, find_words_for_time};
use crate::quick_line::{LineContext, ParseError, print_for_babies, read_line};
use crate::text::sanitize::sanitize_text;
use crate::texts::cli_entries as texts;
use crate::texts::{support_texts, typed_line};
use std::io::BufRead;

#[derive(clap::Args)]
pub(crate) struct LogArgs {
    /// Who writes it; without it the carer chosen in the app
    #[arg(long, value_name = "NAME")]
    carer: Option<String>,
    /// Whom it is about
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// Keep a sleep of over 13 hours, or a massage of over 3, without asking
    #[arg(long)]
    yes: bool,
    /// The line, after all options: slept 11:40-12:55; `-` reads lines from standard input
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true, value_name = "TEXT")]
    text: Vec<String>,
}

impl Run for LogArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        if self.text == ["-"] {
            return self.run_lines(context);
        }
        let (session, said) = self.keep_line(context)?;
        Ok(Output::text(said).then_sync(session))
    }
}

impl LogArgs {
    /// Keeps the line; what to answer.
    fn keep_line(&self, context: &CommandContext) -> Result<(Session, String), CliError> {
        let location = &context.location()?;
        let (session, (outcomes, joined)) = location.apply_change(|session| {
            let (change, outcomes) = build_change(self, session)?;
            let change = session.store.join_running(change, &session.family, session.now)?;
            let entries: Vec<Entry> = outcomes.iter().flat_map(LineOutcome::entries).collect();
            if let Some(length) = find_unlikely_length(&entries, session.now).filter(|_| !self.yes) {
                return Err(CliError::operation_failed(texts::too_long_unasked(&format_duration(length))));
            }
            // A line removes nothing else.
            let removed = change.edits.iter().filter(|edit| edit.after.is_none());
            let joined: Vec<Entry> =
                removed.filter_map(|edit| edit.before.as_ref()?.as_entry().cloned()).collect();
            Ok((Some(change), (outcomes, joined)))
        })?;
        session.tell_of_other_zone();
        let mut out = String::new();
        for outcome in &outcomes {
            let mut entries = outcome.entries();
            if !joined.is_empty() && !matches!(outcome, LineOutcome::AddEntries(_)) {
                // With what was joined to them.
                for entry in &mut entries {
                    *entry = session.store.load_entry(entry.id)?.unwrap_or_else(|| entry.clone());
                }
            }
            describe_outcome(&entries, &session, &mut out)?;
        }
        for other in &joined {
            let since = format_day_and_time(other.at, &session);
            out.push_str(&texts::joined_to_it(other.kind().display_name(), &since));
            out.push('\n');
        }
        Ok((session, out))
    }

    /// Keeps each line of standard input by itself, with one answer a line; those that were not kept are named.
    fn run_lines(&self, context: &CommandContext) -> Result<Output, CliError> {
        let (mut refused, mut last) = (Vec::new(), None);
        for line in std::io::stdin().lock().lines() {
            let line = line.map_err(|error| CliError::operation_failed(error.to_string()))?;
            let words = line.trim();
            if words.is_empty() {
                continue;
            }
            let (carer, baby) = (self.carer.clone(), self.baby.clone());
            let one = Self { carer, baby, yes: self.yes, text: vec![words.to_owned()] };
            match one.keep_line(context) {
                Ok((session, answer)) => {
                    print_text(&format!("{}\n", answer.lines().next().unwrap_or_default()))?;
                    last = Some(session);
                }
                Err(error) => {
                    let why = error.to_string();
                    refused.push(texts::line_not_kept(words, why.lines().next().unwrap_or_default()));
                }
            }
        }
        let sent = last.map_or_else(Output::none, |session| Output::none().then_sync(session));
        if refused.is_empty() {
            return Ok(sent);
        }
        sent.finish(context.theme)?;
        Err(CliError::operation_failed(texts::lines_not_kept(&refused)))
    }
}

fn describe_outcome(entries: &[Entry], session: &Session, out: &mut String) -> Result<(), CliError> {
    out.push_str(&texts::kept(&describe_kept_entries(entries, session)));
    out.push('\n');
    out.push_str(&print_for_babies(entries, &session.family));
    out.push('\n');
    for entry in entries {
        if let Some(words) = find_words_for_time(entry, session.now) {
            out.push_str(&typed_line::words_are_no_time(&sanitize_text(words)));
            out.push('\n');
        }
        if matches!(entry.kind(), EntryKind::Checkin | EntryKind::Note) {
            out.push_str(&support_texts::want_to_talk(support_texts::BY_COMMAND));
            out.push('\n');
        }
        for warning in find_warnings(entry, &load_overlapping(entry, session)?, session.now) {
            out.push_str(&describe_warning(&warning, session));
            out.push('\n');
        }
    }
    Ok(())
}

fn build_change(args: &LogArgs, session: &Session) -> Result<(Change, Vec<LineOutcome>), CliError> {
    let text = args.text.join(" ");
    let carer = select_person::select_carer(session, args.carer.as_deref())?;
    let named_baby = args.baby.as_deref().map(|name| select_person::find_baby(session, name)).transpose()?;
    // A note needs no baby, so that none can be settled on matters only once the line turns out to be about one.
    let baby = select_person::select_baby(session, args.baby.as_deref());
    let context =
        LineContext { now: session.now, family: &session.family, baby: baby.as_ref().ok().copied(), carer };
    let mut running = session.store.load_open_entries(EntryKind::Sleep)?;
    // On closed pages nothing runs.
    running.retain(|entry| !session.family.has_closed_pages(entry));
    let sleeps = running.clone();
    running.extend(session.store.load_open_entries(EntryKind::Massage)?);
    let running: Vec<Entry> = running.into_iter().filter(|it| it.is_under_way(session.now)).collect();
    let lines = read_line(&text, &context, &running).map_err(|error| cli_error_from_parse(error, &text))?;
    if named_baby.is_some() && lines.iter().any(|(_, addressees)| !addressees.is_empty()) {
        return Err(CliError::wrong_usage(texts::NAMED_TWICE));
    }
    let outcome = OutcomeContext {
        now: session.now,
        family: &session.family,
        baby: baby.as_ref().ok().copied(),
        note_baby: named_baby,
        open_sleeps: &sleeps,
    };
    match outcome.decide_all(lines) {
        Ok(outcomes) => {
            let mut change = change_of(&outcomes, &session.family, session.now);
            if matches!(outcomes.as_slice(), [LineOutcome::EndSleeps(_)]) {
                change.title = texts::awake_title(&change.title);
            }
            Ok((change, outcomes))
        }
        Err(OutcomeError::BabyNeeded) => match baby {
            Err(error) => Err(error),
            Ok(_) => Err(CliError::operation_failed(texts::NOT_ASLEEP)),
        },
        Err(OutcomeError::AlreadyAsleep(running)) => Err(CliError::operation_failed(texts::asleep_already(
            &baby_name(running.baby, session),
            &format_day_and_time(running.at, session),
        ))),
        Err(OutcomeError::NotAsleep(_)) => Err(CliError::operation_failed(texts::NOT_ASLEEP)),
        Err(OutcomeError::Invalid(problem)) => Err(problem.into()),
        Err(OutcomeError::Closed(baby)) => Err(closed_pages_error(session, baby)),
    }
}

/// Minutes of what is longer than is likely.
fn find_unlikely_length(entries: &[Entry], now: Timestamp) -> Option<i64> {
    entries.iter().flat_map(|entry| find_warnings(entry, &[], now)).find_map(|warning| match warning {
        EntryWarning::LongSleep(minutes) | EntryWarning::LongMassage(minutes) => Some(minutes),
        EntryWarning::Overlap(_) => None,
    })
}

fn load_overlapping(entry: &Entry, session: &Session) -> Result<Vec<Entry>, CliError> {
    let Some(until) = effective_end(entry, session.now) else {
        return Ok(Vec::new());
    };
    Ok(session
        .store
        .entries_overlapping(TimeRange { from: entry.at.unix_seconds(), to: until.unix_seconds() })?)
}

fn describe_warning(warning: &EntryWarning, session: &Session) -> String {
    match warning {
        EntryWarning::Overlap(other) => texts::overlaps(&format_title(other, &session.family, session.now)),
        EntryWarning::LongSleep(minutes) => texts::long_sleep(&format_duration(*minutes)),
        EntryWarning::LongMassage(minutes) => texts::long_massage(&format_duration(*minutes)),
    }
}

/// An entry as it was kept: with its day when that is not today, and its baby where there are several.
fn describe_kept_entries(entries: &[Entry], session: &Session) -> String {
    let Some(entry) = entries.first() else {
        return String::new();
    };
    let in_words = matches!(&entry.details, Details::Sleep(sleep) if sleep.night.is_some());
    let title = format_title(entry, &session.family, entry.at);
    let title = title.strip_prefix("night ").filter(|_| in_words).unwrap_or(&title);
    let title = &name_other_carer(title, entry, session);
    let day = if in_words { String::new() } else { format_day_prefix(entry.at, session) };
    let whose: Vec<Id> = entries.iter().filter_map(|entry| entry.baby).collect();
    match whose.as_slice() {
        [_] if session.family.babies.len() > 1 => {
            texts::for_baby(&format!("{day}{title}"), &baby_name(entry.baby, session))
        }
        _ => session.family.title_for_babies(&format!("{day}{title}"), &whose),
    }
}

/// With who did it, where that is not who writes; a check-in says so itself.
fn name_other_carer(title: &str, entry: &Entry, session: &Session) -> String {
    let is_own = session.family.selected_carer().is_some_and(|carer| carer.id == entry.carer);
    match session.family.find_carer(entry.carer) {
        Some(carer) if !is_own && entry.kind() != EntryKind::Checkin => {
            format!("{title}, {}", typed_line::by_carer(&sanitize_text(carer.display_name())))
        }
        _ => title.to_owned(),
    }
}

/// `yesterday `, `15 Nov 2026 `; nothing for today.
fn format_day_prefix(at: Timestamp, session: &Session) -> String {
    let today = session.now.local_date();
    match at.local_date() {
        date if date == today => String::new(),
        date if date == previous_day(today) => texts::YESTERDAY.to_owned(),
        date => format!("{} ", format_short_date(date)),
    }
}

fn format_day_and_time(at: Timestamp, session: &Session) -> String {
    format!("{}{}", format_day_prefix(at, session), at.format_hm())
}

fn baby_name(baby: Option<Id>, session: &Session) -> String {
    let baby = baby.and_then(|id| session.family.find_baby(id));
    baby.map_or(DEFAULT_BABY_NAME, |baby| baby.display_name()).to_owned()
}

fn cli_error_from_parse(error: ParseError, text: &str) -> CliError {
    match error {
        ParseError::Empty => CliError::wrong_usage(texts::NOTHING_TYPED),
        ParseError::Unreadable { message, .. } => {
            CliError::operation_failed(texts::unreadable_line(&message, &quote_for_shell(text)))
        }
        ParseError::Ambiguous { message, readings } => {
            let lines = readings.iter().map(|line| quote_for_shell(line));
            CliError::operation_failed(texts::ambiguous_line(&message, lines))
        }
    }
}
