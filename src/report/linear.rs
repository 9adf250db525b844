//! What `cuebook trends` and `cuebook today` print: plain lines that a screen reader reads in order. No art, no boxes,
//! no columns to keep.

use super::text::{WIDTH, wrap};
use super::together::{self, TogetherAsked, together_told};
use super::{plain, said, told};
use crate::journal::time::{length, long_date, monday};
use crate::journal::{At, Entry, Family, Kind, What};
use crate::trends::{Counts, CueSum, Day, Together, TouchSum, Trends, Week};
use chrono::{Datelike, NaiveDate};

/// Cues, responses and parts named in a line; `--json` holds them all.
const MOST: usize = 5;

fn line(out: &mut String, label: &str, value: &str) {
    *out += &said::pair(&plain(label), &plain(value));
    out.push('\n');
}

fn say(out: &mut String, sentence: &str) {
    *out += &plain(sentence);
    out.push('\n');
}

/// The weeks, what went with what, then every day on which something was written down; in lines a mail can carry.
pub fn linear_trends(trends: &Trends, together: &Together, family: &Family) -> String {
    let mut lines = String::new();
    for line in weeks_and_days(trends, together, family).lines() {
        for piece in wrap(line, "", "  ", WIDTH) {
            lines += &piece;
            lines.push('\n');
        }
    }
    lines
}

fn weeks_and_days(trends: &Trends, together: &Together, family: &Family) -> String {
    let mut out = String::new();
    say(&mut out, &format!("{}, {}", trends.baby, said::range(trends.from, trends.to)));
    say(&mut out, &said::hours(&trends.hours));
    if !trends.days.iter().any(is_written) {
        say(&mut out, said::NOTHING);
        return out;
    }
    say(&mut out, said::MEDIANS);
    for week in &trends.weeks {
        out.push('\n');
        week_lines(&mut out, week, family);
        let helped = together.helped.get(&monday(week.from));
        if let Some(helped) = helped.filter(|_| uses(family, Kind::Cue)) {
            helped_line(&mut out, helped);
        }
    }
    out.push('\n');
    say(&mut out, together::TITLE);
    let told = together_told(together, family, &TogetherAsked::ALL);
    for told in together::lines(&told) {
        say(&mut out, &told);
    }
    out.push('\n');
    say(&mut out, "Day by day");
    for day in trends.days.iter().filter(|day| is_written(day)) {
        let date = format!("{} {}", long_date(day.date), day.date.year());
        line(&mut out, &date, &day_line(day, family));
    }
    out
}

fn is_written(day: &Day) -> bool {
    said::is_written(day) || !day.checkins.is_empty()
}

fn week_lines(out: &mut String, week: &Week, family: &Family) {
    say(out, &format!("Week of {}", said::range(week.from, week.to)));
    if uses(family, Kind::Sleep) {
        line(out, "Nights written down", &said::out_of(week.nights_recorded, week.days));
        if week.nights_recorded > 0 {
            for (name, value) in said::week_sleep(week) {
                line(out, name, &value);
            }
        }
    }
    if uses(family, Kind::Massage) {
        touch_lines(out, &week.touch);
    }
    if uses(family, Kind::Cue) {
        cue_lines(out, &week.cues, family);
    }
}

fn touch_lines(out: &mut String, sum: &TouchSum) {
    line(out, "Touch", &said::touched(sum));
    if let Some(n) = sum.not_today.filter(|n| *n > 0) {
        line(out, "Not today", &said::times(n));
    }
    let areas = said::by_count(&sum.areas, said::area);
    if !areas.is_empty() {
        line(out, "Parts touched", &said::counted(&areas, areas.len()));
    }
}

fn cue_lines(out: &mut String, sum: &CueSum, family: &Family) {
    line(out, "Cues", &said::seen(sum));
    let seen = said::by_count(&sum.seen, |code| family.cue_words(code));
    if !seen.is_empty() {
        line(out, "Seen most", &said::counted(&seen, MOST));
    }
    let did = said::by_count(&sum.responses, said::response);
    if !did.is_empty() {
        line(out, "What we did", &said::counted(&did, MOST));
    }
}

fn helped_line(out: &mut String, helped: &Counts) {
    let helped = said::by_count(helped, said::response);
    if !helped.is_empty() {
        line(out, said::HELPED, &said::counted(&helped, MOST));
    }
}

/// Whether a kind of entry is one the family uses.
fn uses(family: &Family, kind: Kind) -> bool {
    !family.is_hidden(kind.code())
}

fn day_line(day: &Day, family: &Family) -> String {
    let mut parts = Vec::new();
    if uses(family, Kind::Sleep) {
        parts.push(said::pair("sleep", &said::slept(&day.sleep)));
    }
    if day.touch.times.is_some() && uses(family, Kind::Massage) {
        parts.push(said::pair("touch", &said::touch_of_day(&day.touch)));
    }
    if day.cues.moments.is_some() && uses(family, Kind::Cue) {
        parts.push(said::pair("cues", &said::seen(&day.cues).replace(';', ",")));
    }
    if !day.checkins.is_empty() && uses(family, Kind::Checkin) {
        parts.push(said::pair("check-ins", &said::marks(day)));
    }
    parts.join("; ")
}

/// One family day: its sums and its entries, newest first. `entries` may hold other days and babies; check-ins of
/// carers who hide theirs are left out.
pub fn linear_day(date: NaiveDate, entries: &[Entry], trends: &Trends, family: &Family, now: At) -> String {
    let mut out = String::new();
    let day = trends.hours.day(date);
    say(&mut out, &format!("{}, {} {}", trends.baby, long_date(date), date.year()));
    let age = family.baby(trends.baby_id).and_then(|baby| baby.age_words(date));
    age.inspect(|age| say(&mut out, age));
    let mut shown: Vec<&Entry> = entries
        .iter()
        .filter(|entry| day.holds(entry.at.secs()) && is_shown(entry, trends, family))
        .collect();
    shown.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
    if let Some(day) = trends.days.iter().find(|day| day.date == date)
        && said::is_written(day)
        && uses(family, Kind::Sleep)
    {
        say(&mut out, &capital(&said::today(&day.sleep)));
    }
    if day.holds(now.secs()) {
        let state = awake_or_asleep(entries, trends, now);
        state.inspect(|state| say(&mut out, state));
    }
    if shown.is_empty() {
        say(&mut out, said::NOTHING_TODAY);
    }
    for entry in shown {
        let words = told(entry, family, now);
        let about =
            matches!(&entry.what, What::Sleep(sleep) if sleep.night.is_some()) || entry.sealed().is_some();
        let line = if about { words } else { format!("{} {words}", told::when(entry)) };
        say(&mut out, &line);
    }
    out
}

fn is_shown(entry: &Entry, trends: &Trends, family: &Family) -> bool {
    if !uses(family, entry.kind()) || family.keeps_out(entry) {
        return false;
    }
    match &entry.what {
        What::Checkin(_) => true,
        What::Note(_) => entry.baby.is_none_or(|baby| baby == trends.baby_id),
        _ => entry.baby == Some(trends.baby_id),
    }
}

/// "awake for", "asleep for": only where the newest sleep says so, and not after one whose end nobody wrote.
fn awake_or_asleep(entries: &[Entry], trends: &Trends, now: At) -> Option<String> {
    let timed = |entry: &&Entry| {
        entry.baby == Some(trends.baby_id)
            && entry.at.secs() <= now.secs()
            && matches!(&entry.what, What::Sleep(sleep) if sleep.night.is_none())
    };
    let newest = entries.iter().filter(timed).max_by_key(|entry| entry.at)?;
    let minutes = |since: At| (now.secs() - since.secs()) / 60;
    if newest.is_running_sleep(now) {
        return Some(said::pair("asleep for", &length(minutes(newest.at))));
    }
    newest.until?;
    let woke = entries.iter().filter(timed).filter_map(|entry| entry.until).max()?;
    (0..24 * 60).contains(&minutes(woke)).then(|| said::pair("awake for", &length(minutes(woke))))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
