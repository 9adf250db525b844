//! `log`: one typed line kept as an entry, or the running sleep ended.
//!
//! How a line is read stands in [`crate::journal::line`]; here it meets the journal: whose it is, what is running,
//! what it overlaps.

use super::answer::{Answer, Stop};
use super::place::{Desk, Place};
use super::whose::{self, quoted};
use crate::journal::line::{Context, Said, Unread, print_all, read_about, woken};
use crate::journal::tell::title;
use crate::journal::time::{before, length, short_date};
use crate::journal::{At, Change, Clash, Entry, Id, Kind, Span, What, check, clashes, lasts_until};

/// What to keep.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// Who writes it; without it the carer chosen in the app
    #[arg(long, value_name = "NAME")]
    carer: Option<String>,
    /// Whom it is about
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// The line, after all options: slept 11:40-12:55
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true, value_name = "TEXT")]
    text: Vec<String>,
}

/// Keeps a line.
pub(crate) fn run(asked: &Asked, place: &Place) -> Result<Answer, Stop> {
    let (desk, entries) = place.keep(|desk| {
        let (change, entries) = change(asked, desk)?;
        Ok((Some(change), entries))
    })?;
    let mut out = format!("Kept {}. {TAKE_BACK}\n", named(&entries, &desk));
    out.push_str(&print_all(&entries, &desk.family));
    out.push('\n');
    for entry in &entries {
        for clash in clashes(entry, &near(entry, &desk)?, desk.now) {
            out.push_str(&pointed_out(&clash, &desk));
            out.push('\n');
        }
    }
    Ok(Answer::text(out))
}

fn change(asked: &Asked, desk: &Desk) -> Result<(Change, Vec<Entry>), Stop> {
    let text = asked.text.join(" ");
    let carer = whose::carer(desk, asked.carer.as_deref())?;
    let named = asked.baby.as_deref().map(|name| whose::named_baby(desk, name)).transpose()?;
    // A note needs no baby, so that none can be settled on matters only once the line turns out to be about one.
    let baby = whose::baby(desk, asked.baby.as_deref());
    let context = Context { now: desk.now, family: &desk.family, baby: baby.as_ref().ok().copied(), carer };
    let (said, about) = read_about(&text, &context).map_err(|unread| refused(unread, &text))?;
    if named.is_some() && !about.is_empty() {
        return Err(Stop::usage(TWICE));
    }
    match said {
        Said::Awake { .. } => {
            let babies = if about.is_empty() { vec![baby?] } else { about };
            awake(said, &babies, desk)
        }
        Said::Keep(mut entry) => {
            entry.baby = match (entry.kind(), about.as_slice()) {
                (Kind::Checkin, _) => None,
                // A note that is about all of them is about none in particular.
                (Kind::Note, []) => named,
                (Kind::Note, [one]) => Some(*one),
                (Kind::Note, _) => None,
                (_, []) => Some(baby?),
                (_, [first, ..]) => Some(*first),
            };
            check(&entry, desk.now)?;
            let about = if entry.baby.is_some() { about } else { Vec::new() };
            let entries = entry.for_each(&about);
            for entry in &entries {
                if matches!(entry.what, What::Sleep(_)) && entry.is_open() {
                    not_asleep(entry, desk)?;
                }
            }
            let title = title(&entry, &desk.family, desk.now);
            Ok((desk.family.adding(&title, &entries), entries))
        }
    }
}

/// Only one sleep of a baby's runs at a time.
fn not_asleep(entry: &Entry, desk: &Desk) -> Result<(), Stop> {
    let running = match entry.baby {
        Some(baby) => desk.store.running_sleep(baby, desk.now)?,
        None => None,
    };
    match running {
        Some(running) => Err(Stop::could(format!(
            "{} is asleep since {} already, so nothing was kept. {ENDS_IT}",
            called(running.baby, desk),
            when(running.at, desk)
        ))),
        None => Ok(()),
    }
}

/// Ends the sleep that is running, or those of several babies.
fn awake(said: Said, babies: &[Id], desk: &Desk) -> Result<(Change, Vec<Entry>), Stop> {
    let mut ended = Vec::new();
    for baby in babies {
        if let Some(before) = desk.store.running_sleep(*baby, desk.now)? {
            let after = woken(&before, said.clone());
            check(&after, desk.now)?;
            ended.push((before, after));
        }
    }
    if ended.is_empty() {
        return Err(Stop::could(NOT_ASLEEP));
    }
    let mut change = desk.family.ending(&ended, desk.now);
    change.title = format!("awake: {}", change.title);
    Ok((change, ended.into_iter().map(|(_, after)| after).collect()))
}

/// What shares time with an entry.
fn near(entry: &Entry, desk: &Desk) -> Result<Vec<Entry>, Stop> {
    let Some(until) = lasts_until(entry, desk.now) else {
        return Ok(Vec::new());
    };
    Ok(desk.store.between(Span { from: entry.at.secs(), to: until.secs() })?)
}

fn pointed_out(clash: &Clash, desk: &Desk) -> String {
    match clash {
        Clash::Overlap(other) => {
            format!("It shares time with {}. {BOTH_KEPT}", title(other, &desk.family, desk.now))
        }
        Clash::Long(minutes) => format!("That is {} of sleep. {LONG}", length(*minutes)),
    }
}

/// An entry as it was kept: with its day when that is not today, and its baby where there are several.
fn named(entries: &[Entry], desk: &Desk) -> String {
    let Some(entry) = entries.first() else {
        return String::new();
    };
    let in_words = matches!(&entry.what, What::Sleep(sleep) if sleep.night.is_some());
    let title = title(entry, &desk.family, entry.at);
    let title = title.strip_prefix("night ").filter(|_| in_words).unwrap_or(&title);
    let day = if in_words { String::new() } else { day(entry.at, desk) };
    let whose: Vec<Id> = entries.iter().filter_map(|entry| entry.baby).collect();
    match whose.as_slice() {
        [_] if desk.family.babies.len() > 1 => {
            format!("{day}{title} for {}", called(entry.baby, desk))
        }
        _ => desk.family.titled_for(&format!("{day}{title}"), &whose),
    }
}

/// `yesterday `, `15 Nov 2026 `; nothing for today.
fn day(at: At, desk: &Desk) -> String {
    let today = desk.now.date();
    match at.date() {
        date if date == today => String::new(),
        date if date == before(today) => "yesterday ".to_owned(),
        date => format!("{} ", short_date(date)),
    }
}

fn when(at: At, desk: &Desk) -> String {
    format!("{}{}", day(at, desk), at.hm())
}

fn called(baby: Option<Id>, desk: &Desk) -> String {
    let baby = baby.and_then(|id| desk.family.baby(id));
    baby.map_or("Baby", |baby| baby.called()).to_owned()
}

/// Why a line was not kept, and the ways on from there.
fn refused(unread: Unread, text: &str) -> Stop {
    match unread {
        Unread::Empty => Stop::usage(EMPTY),
        Unread::Mend { says, .. } => {
            Stop::could(format!("{says} {NOTHING} {AS_NOTE}\n  cuebook log note {}", quoted(text)))
        }
        Unread::Either { says, lines } => {
            let each = lines.iter().map(|line| quoted(line));
            let each: Vec<_> = each.map(|line| format!("\n  cuebook log {line}")).collect();
            Stop::could(format!("{says} {NOTHING}{}", each.concat()))
        }
    }
}

const TWICE: &str =
    "The line names somebody with @, and --baby does too. Please leave one of them out; nothing was kept.";
const TAKE_BACK: &str = "`cuebook undo` takes it back.";
const ENDS_IT: &str = "`cuebook log awake` ends it.";
const NOT_ASLEEP: &str = "No sleep is running, so nothing was kept. A sleep that is over is written like `cuebook log slept 11:40-12:55`.";
const BOTH_KEPT: &str = "Both were kept.";
const LONG: &str = "It was kept; if baby woke in between, `cuebook undo` takes it back.";
const EMPTY: &str = "There is nothing to keep yet. Please write it like `cuebook log slept 11:40-12:55`.";
const NOTHING: &str = "Nothing was kept.";
const AS_NOTE: &str = "As a note it would be:";
