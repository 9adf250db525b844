//! A cue in the family's own words: what stands in the way of one, so that every own cue can be typed and reads back as
//! itself.

use super::line::{self, Context, Said};
use super::{At, Entry, Family, Moment, OwnCue, Points, What, new_id};
use crate::words::{cues, find_cue, same};

/// Longest words that fit into a list.
const LONGEST: usize = 40;

impl OwnCue {
    pub fn new(words: impl Into<String>, points: Option<Points>) -> Self {
        // The end of an identity is random; its beginning is the time.
        let id = new_id().simple().to_string();
        Self {
            code: format!("own-{}", id.get(20..).unwrap_or(&id)),
            words: words.into(),
            points,
            retired: false,
        }
    }

    /// What stands in the way of its words, in a sentence.
    pub fn problem(&self, family: &Family, now: At) -> Option<String> {
        if self.words.is_empty() {
            return Some(BLANK.into());
        }
        if let Some(problem) = sign_problem(&self.words) {
            return Some(problem);
        }
        let alike = |own: &&OwnCue| own.code != self.code && same(&own.words, &self.words);
        let others = family.own_cues.iter().find(alike);
        if others.is_some() || find_cue(&self.words).is_some() {
            return Some(format!("\"{}\" is in the list already.", self.words));
        }
        (!self.is_its_own(family, now)).then(|| ELSE.into())
    }

    /// A typed line reads the words as this cue, and would read them as nothing else if it were not there: a cue called
    /// "5m ago" would take a time away.
    fn is_its_own(&self, family: &Family, now: At) -> bool {
        let mut family = family.clone();
        family.own_cues.retain(|own| own.code != self.code);
        let taken = [", ", "; "].map(|sign| read(sign, &self.words, &family, now));
        if taken.iter().any(Option::is_some) {
            return false;
        }
        family.own_cues.push(Self { retired: false, ..self.clone() });
        let Some(entry) = read(", ", &self.words, &family, now) else {
            return false;
        };
        let What::Cue(said) = &entry.what else {
            return false;
        };
        let ends = |one: &Moment| one.cues.last() == Some(&self.code);
        matches!(said.moments.as_slice(), [one] if ends(one))
    }
}

/// Signs that mean something to a typed line, and length.
pub fn sign_problem(typed: &str) -> Option<String> {
    let signs = [',', ';', '"', '(', ')', '\u{201c}', '\u{201d}'];
    if typed.contains(signs) || typed.chars().any(char::is_control) {
        return Some(SIGNS.into());
    }
    (typed.chars().count() > LONGEST).then(|| LONG.into())
}

/// What a line reads that has these words behind a cue of ours.
fn read(sign: &str, typed: &str, family: &Family, now: At) -> Option<Entry> {
    let context = Context { now, family, baby: None, carer: family.chosen_carer()?.id };
    let known = cues().first()?;
    match line::read(&format!("cue {}{sign}{typed}", known.short), &context) {
        Ok(Said::Keep(entry)) => Some(entry),
        _ => None,
    }
}

const BLANK: &str = "What do you call it? A word or two.";
const SIGNS: &str =
    "Please leave out commas, semicolons, quotes and brackets: a typed line needs them for itself.";
const LONG: &str = "Please make it forty letters at most, so that it fits into lists.";
const ELSE: &str =
    "A typed line would read these words as something else. Please put it a little differently.";
