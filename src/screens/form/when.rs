//! Times as a form writes and reads them: short where that is clear, in full where it is not.

use crate::journal::line::{self, Context, Times, Unread};
use crate::journal::time::{length, long_date, short_date};
use crate::journal::{At, Entry, Kind, What};
use crate::screens::Here;

pub(crate) fn context<'a>(here: &Here<'a>, now: At) -> Option<Context<'a>> {
    Some(Context { now, family: here.family, baby: None, carer: here.family.chosen_carer()?.id })
}

/// The times of an entry as its form shows them: `10:15-10:27` for today, with its date otherwise. Seconds are left out
/// where the rest says enough, since an answer nobody touches is kept as it was.
pub(crate) fn written(entry: &Entry, here: &Here<'_>) -> String {
    if matches!(&entry.what, What::Sleep(sleep) if sleep.night.is_some()) {
        return String::new();
    }
    print(entry.at, entry.until, entry.about, here)
}

/// Times in the shortest form that reads back as the same minutes.
pub(crate) fn print(at: At, until: Option<At>, about: bool, here: &Here<'_>) -> String {
    let hours = &here.family.settings.hours;
    let full = line::print_times(at, until, about, hours);
    let Some(context) = context(here, here.now) else {
        return full;
    };
    let clock = match until {
        Some(until) => format!("{}-{}", at.hm(), until.hm()),
        None => at.hm(),
    };
    let rough = if about { "~" } else { "" };
    let day = at.date();
    let same = |a: At, b: At| a.secs().div_euclid(60) == b.secs().div_euclid(60) && a.offset() == b.offset();
    let reads_back = |text: &String| {
        line::times(text, &context).is_ok_and(|read| {
            same(read.at, at)
                && read.about == about
                && match (read.until, until) {
                    (Some(a), Some(b)) => same(a, b),
                    (a, b) => a.is_none() && b.is_none(),
                }
        })
    };
    let dated = format!("{rough}{} {clock}", short_date(day));
    let short = format!("{rough}{clock}");
    let mut forms = vec![dated];
    if day == here.now.date() {
        forms.insert(0, short);
    }
    forms.into_iter().find(reads_back).unwrap_or(full)
}

/// Typed text as the grammar reads it: minutes may stand without their unit where a length is likely.
fn with_units(text: &str, kind: Kind) -> String {
    let text = text.trim();
    let (before, last) = text.rsplit_once(' ').unwrap_or(("", text));
    let bare = !last.is_empty() && last.len() <= 3 && last.bytes().all(|b| b.is_ascii_digit());
    let lengthy = matches!(kind, Kind::Massage | Kind::Sleep);
    // "21 Nov 2026" ends in four digits, "Nov 21" in two behind letters.
    let after_clock = before.is_empty() || before.ends_with(|c: char| c.is_ascii_digit());
    if bare && lengthy && after_clock { format!("{text}m") } else { text.to_owned() }
}

/// Reads the times of an entry; blank is now.
pub(crate) fn read(text: &str, kind: Kind, here: &Here<'_>, now: At) -> Result<Times, Unread> {
    let blank = Times { at: now, until: None, about: false };
    match context(here, now) {
        Some(context) if !text.trim().is_empty() => line::times(&with_units(text, kind), &context),
        _ => Ok(blank),
    }
}

/// Times in full words, below what is typed: `Sunday 22 November, 10:15–10:27, 12 min`.
pub(crate) fn said(times: &Times) -> String {
    let mut said = format!("{}, ", long_date(times.at.date()));
    if times.about {
        said.push_str("about ");
    }
    let Some(until) = times.until else {
        said.push_str(&times.at.hm());
        return said;
    };
    said.push_str(&crate::journal::tell::range(times.at, until));
    let minutes = (until.secs() - times.at.secs()).div_euclid(60);
    said.push_str(&format!(", {}", length(minutes)));
    said
}
