//! One baby's language in sentences: what `cuebook cues` prints, and what the screen says of the cue under the cursor.
//!
//! "You saw" and "seemed to": counts beside what was said, every answer in the same voice, nothing concluded. Only what
//! was said is told.

use super::{plain, said};
use crate::journal::tell::meant_words;
use crate::journal::time::short_date;
use crate::journal::{Baby, Family};
use crate::trends::{Counts, CueSeen, Language, LanguageAsked, StateChange};
use crate::words::{self, List};
use chrono::{Datelike, NaiveDate};

const EVERYTHING: &str = "everything written down";
const BEGINNING: &str = "the beginning";
const TODAY: &str = "now";
const EMPTY: &str =
    "No cues are written down yet. When you write down cues, what they seemed to say gathers here.";
const EMPTY_DAYS: &str = "No cues were written down on these days. Gaps are fine.";
const STATES: &str = "Before and after touch, where both were written down";

/// The language in plain lines: a heading, a few lines for every cue, then the states before and after.
pub fn linear_language(language: &Language, family: &Family, asked: &LanguageAsked) -> String {
    let baby = family.baby(asked.baby).cloned();
    let baby = baby.unwrap_or_else(|| Baby::unnamed(asked.baby));
    let mut lines = vec![said::pair(&language_of(baby.called()), &days(asked))];
    if language.cues.is_empty() {
        let limited = asked.from.is_some() || asked.to.is_some();
        lines.push(if limited { EMPTY_DAYS } else { EMPTY }.to_owned());
    }
    for cue in &language.cues {
        lines.push(String::new());
        lines.extend(cue_sentences(cue));
    }
    if !language.states.is_empty() {
        lines.extend([String::new(), STATES.to_owned()]);
        lines.extend(language.states.iter().map(state_sentence));
    }
    let mut text = String::new();
    for line in lines {
        text += &plain(&line);
        text.push('\n');
    }
    text
}

/// `Maya's language`.
pub fn language_of(baby: &str) -> String {
    plain(&format!("{baby}'s language")).into_owned()
}

/// What was written of one cue: first how often, what was done and whether it helped; then what it seemed to mean, with
/// which area it came, and how the baby was.
pub fn cue_sentences(cue: &CueSeen) -> Vec<String> {
    // Quotes within quotes would leave a reader to find the pairs.
    let words = cue.words.replace('"', "'");
    let times = said::times(cue.times);
    let days = stretch(cue.first, cue.last);
    let did = said::by_count(&cue.responses, said::response);
    let mut first = if did.is_empty() {
        format!("You saw \"{words}\" {times}, {days}.")
    } else {
        let did = said::counted(&did, did.len());
        format!("After \"{words}\" ({times}, {days}): {did}.")
    };
    if let Some(helped) = helped(&cue.helped) {
        first.push_str(&format!(" Helped: {helped}."));
    }
    let state = |code| words::say(List::States, code);
    let mut lines = vec![first];
    lines.extend(meant(&cue.meant).map(|meant| format!("Seemed to mean: {meant}.")));
    lines.extend(counted(&cue.areas, said::area).map(|areas| format!("With: {areas}.")));
    lines.extend(counted(&cue.states, state).map(|states| format!("Baby was: {states}.")));
    lines.iter().map(|line| plain(line).into_owned()).collect()
}

/// `calm and awake, then drowsy: 4 times`.
fn state_sentence(pair: &StateChange) -> String {
    let state = |code| words::say(List::States, code);
    let (before, after) = (state(&pair.before), state(&pair.after));
    said::pair(&format!("{before}, then {after}"), &said::times(pair.times))
}

fn counted<'a>(counts: &'a Counts, say: impl Fn(&'a str) -> &'a str) -> Option<String> {
    let all = said::by_count(counts, say);
    (!all.is_empty()).then(|| said::counted(&all, all.len()))
}

/// In hindsight, as in every list: `wanted a change 6, not sure 1`.
fn meant(counts: &Counts) -> Option<String> {
    let codes = said::by_count(counts, |code| code);
    let each = codes.iter().map(|(code, n)| format!("{} {n}", meant_words(code)));
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| each.join(", "))
}

/// `6 yes, 1 a bit, 2 not sure`: in the order in which the answers are offered, whatever their number.
fn helped(counts: &Counts) -> Option<String> {
    let offered = words::list(List::Helped).iter().map(|it| it.code.as_str());
    let ours: Vec<&str> = offered.collect();
    let others = counts.keys().map(String::as_str);
    let all = ours.iter().copied();
    let each: Vec<String> = all
        .chain(others.filter(|code| !ours.contains(code)))
        .filter_map(|code| Some((code, counts.get(code)?)))
        .map(|(code, n)| format!("{n} {}", words::say(List::Helped, code)))
        .collect();
    (!each.is_empty()).then(|| each.join(", "))
}

/// `3 Oct to 20 Nov 2026`: the year once where it is the same.
fn stretch(first: NaiveDate, last: NaiveDate) -> String {
    if first != last && first.year() == last.year() {
        return format!("{} to {}", first.format("%-d %b"), short_date(last));
    }
    said::range(first, last)
}

fn days(asked: &LanguageAsked) -> String {
    match (asked.from, asked.to) {
        (None, None) => EVERYTHING.to_owned(),
        (Some(from), Some(to)) => stretch(from, to),
        (Some(from), None) => format!("{} to {TODAY}", short_date(from)),
        (None, Some(to)) => format!("{BEGINNING} to {}", short_date(to)),
    }
}
