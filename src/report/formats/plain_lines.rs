//! What `cuebook trends` and `cuebook today` print: plain lines that a screen reader reads in order. No art, no boxes,
//! no columns to keep.

use crate::model::time::{format_duration, format_long_date, week_start};
use crate::model::{Details, Entry, EntryKind, Family, Timestamp};
use crate::report::associations_section::{AssociationsFilter, describe_associations};
use crate::report::formats::plain_text::{TEXT_WIDTH, wrap_text};
use crate::report::{associations_section, describe_sentence, phrases, sanitize_text};
use crate::stats::{Associations, CodeCounts, CueTotals, DayStats, PeriodStats, TouchTotals, WeekStats};
use chrono::{Datelike, NaiveDate};

/// Cues, responses and parts named in a line; `--json` holds them all.
const MAX_NAMED: usize = 5;

fn push_label_line(out: &mut String, label: &str, value: &str) {
    *out += &phrases::format_label(&sanitize_text(label), &sanitize_text(value));
    out.push('\n');
}

fn push_sentence(out: &mut String, sentence: &str) {
    *out += &sanitize_text(sentence);
    out.push('\n');
}

/// The weeks, what went with what, then every day on which something was written down; in lines a mail can carry.
pub fn render_stats_lines(trends: &PeriodStats, together: &Associations, family: &Family) -> String {
    let mut lines = String::new();
    for line in render_weeks_and_days(trends, together, family).lines() {
        for piece in wrap_text(line, "", "  ", TEXT_WIDTH) {
            lines += &piece;
            lines.push('\n');
        }
    }
    lines
}

fn render_weeks_and_days(trends: &PeriodStats, together: &Associations, family: &Family) -> String {
    let mut out = String::new();
    push_sentence(
        &mut out,
        &format!("{}, {}", trends.baby, phrases::format_date_range(trends.from, trends.to)),
    );
    push_sentence(&mut out, &phrases::hours(&trends.hours));
    if !trends.days.iter().any(has_any_entry) {
        push_sentence(&mut out, phrases::NOTHING_WRITTEN);
        return out;
    }
    push_sentence(&mut out, phrases::MEDIANS_NOTE);
    for week in &trends.weeks {
        out.push('\n');
        push_week_lines(&mut out, week, family);
        let helped = together.helped.get(&week_start(week.from));
        if let Some(helped) = helped.filter(|_| is_kind_used(family, EntryKind::Cue)) {
            push_helped_line(&mut out, helped);
        }
    }
    out.push('\n');
    push_sentence(&mut out, associations_section::TITLE);
    let told = describe_associations(together, family, &AssociationsFilter::ALL);
    for told in associations_section::render_plain_lines(&told) {
        push_sentence(&mut out, &told);
    }
    out.push('\n');
    push_sentence(&mut out, "Day by day");
    for day in trends.days.iter().filter(|day| has_any_entry(day)) {
        let date = format!("{} {}", format_long_date(day.date), day.date.year());
        push_label_line(&mut out, &date, &describe_day(day, family));
    }
    out
}

fn has_any_entry(day: &DayStats) -> bool {
    phrases::is_day_written(day) || !day.checkins.is_empty()
}

fn push_week_lines(out: &mut String, week: &WeekStats, family: &Family) {
    push_sentence(out, &format!("Week of {}", phrases::format_date_range(week.from, week.to)));
    if is_kind_used(family, EntryKind::Sleep) {
        push_label_line(out, "Nights written down", &phrases::format_out_of(week.nights_recorded, week.days));
        if week.nights_recorded > 0 {
            for (name, value) in phrases::describe_week_sleep(week) {
                push_label_line(out, name, &value);
            }
        }
    }
    if is_kind_used(family, EntryKind::Massage) {
        push_touch_lines(out, &week.touch);
    }
    if is_kind_used(family, EntryKind::Cue) {
        push_cue_lines(out, &week.cues, family);
    }
}

fn push_touch_lines(out: &mut String, sum: &TouchTotals) {
    push_label_line(out, "Touch", &phrases::describe_touch(sum));
    if let Some(n) = sum.not_today.filter(|n| *n > 0) {
        push_label_line(out, "Not today", &phrases::format_times(n));
    }
    let areas = phrases::rank_by_count(&sum.areas, phrases::label_area);
    if !areas.is_empty() {
        push_label_line(out, "Parts touched", &phrases::list_counts(&areas, areas.len()));
    }
}

fn push_cue_lines(out: &mut String, sum: &CueTotals, family: &Family) {
    push_label_line(out, "Cues", &phrases::describe_cues(sum));
    let seen = phrases::rank_by_count(&sum.seen, |code| family.cue_label(code));
    if !seen.is_empty() {
        push_label_line(out, "Seen most", &phrases::list_counts(&seen, MAX_NAMED));
    }
    let did = phrases::rank_by_count(&sum.responses, phrases::label_response);
    if !did.is_empty() {
        push_label_line(out, "What we did", &phrases::list_counts(&did, MAX_NAMED));
    }
}

fn push_helped_line(out: &mut String, helped: &CodeCounts) {
    let helped = phrases::rank_by_count(helped, phrases::label_response);
    if !helped.is_empty() {
        push_label_line(out, phrases::HELPED, &phrases::list_counts(&helped, MAX_NAMED));
    }
}

/// Whether a kind of entry is one the family uses.
fn is_kind_used(family: &Family, kind: EntryKind) -> bool {
    !family.is_hidden(kind.as_code())
}

fn describe_day(day: &DayStats, family: &Family) -> String {
    let mut parts = Vec::new();
    if is_kind_used(family, EntryKind::Sleep) {
        parts.push(phrases::format_label("sleep", &phrases::describe_sleep(&day.sleep)));
    }
    if day.touch.times.is_some() && is_kind_used(family, EntryKind::Massage) {
        parts.push(phrases::format_label("touch", &phrases::describe_day_touch(&day.touch)));
    }
    if day.cues.moments.is_some() && is_kind_used(family, EntryKind::Cue) {
        parts.push(phrases::format_label("cues", &phrases::describe_cues(&day.cues).replace(';', ",")));
    }
    if !day.checkins.is_empty() && is_kind_used(family, EntryKind::Checkin) {
        parts.push(phrases::format_label("check-ins", &phrases::describe_checkins(day)));
    }
    parts.join("; ")
}

/// One family day: its sums and its entries, newest first. `entries` may hold other days and babies; check-ins of
/// carers who hide theirs are left out.
pub fn render_day_lines(
    date: NaiveDate,
    entries: &[Entry],
    trends: &PeriodStats,
    family: &Family,
    now: Timestamp,
) -> String {
    let mut out = String::new();
    let day = trends.hours.day_range(date);
    push_sentence(&mut out, &format!("{}, {} {}", trends.baby, format_long_date(date), date.year()));
    let age = family.find_baby(trends.baby_id).and_then(|baby| baby.describe_age(date));
    age.inspect(|age| push_sentence(&mut out, age));
    let mut shown: Vec<&Entry> = entries
        .iter()
        .filter(|entry| {
            day.contains_instant(entry.at.unix_seconds()) && is_entry_shown(entry, trends, family)
        })
        .collect();
    shown.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
    if let Some(day) = trends.days.iter().find(|day| day.date == date)
        && phrases::is_day_written(day)
        && is_kind_used(family, EntryKind::Sleep)
    {
        push_sentence(&mut out, &capitalize_first(&phrases::describe_sleep_so_far(&day.sleep)));
    }
    if day.contains_instant(now.unix_seconds()) {
        let state = describe_wake_state(entries, trends, now);
        state.inspect(|state| push_sentence(&mut out, state));
    }
    if shown.is_empty() {
        push_sentence(&mut out, phrases::NOTHING_WRITTEN_TODAY);
    }
    for entry in shown {
        let words = describe_sentence(entry, family, now);
        let about = matches!(&entry.details, Details::Sleep(sleep) if sleep.night.is_some())
            || entry.sealed_ciphertext().is_some();
        let line =
            if about { words } else { format!("{} {words}", describe_sentence::format_entry_time(entry)) };
        push_sentence(&mut out, &line);
    }
    out
}

fn is_entry_shown(entry: &Entry, trends: &PeriodStats, family: &Family) -> bool {
    if !is_kind_used(family, entry.kind()) || family.hides_from_views(entry) {
        return false;
    }
    match &entry.details {
        Details::Checkin(_) => true,
        Details::Note(_) => entry.baby.is_none_or(|baby| baby == trends.baby_id),
        _ => entry.baby == Some(trends.baby_id),
    }
}

/// "awake for", "asleep for": only where the newest sleep says so, and not after one whose end nobody wrote.
fn describe_wake_state(entries: &[Entry], trends: &PeriodStats, now: Timestamp) -> Option<String> {
    let timed = |entry: &&Entry| {
        entry.baby == Some(trends.baby_id)
            && entry.at.unix_seconds() <= now.unix_seconds()
            && matches!(&entry.details, Details::Sleep(sleep) if sleep.night.is_none())
    };
    let newest = entries.iter().filter(timed).max_by_key(|entry| entry.at)?;
    let minutes = |since: Timestamp| (now.unix_seconds() - since.unix_seconds()) / 60;
    if newest.is_running_sleep(now) {
        return Some(phrases::format_label("asleep for", &format_duration(minutes(newest.at))));
    }
    newest.until?;
    let woke = entries.iter().filter(timed).filter_map(|entry| entry.until).max()?;
    (0..24 * 60)
        .contains(&minutes(woke))
        .then(|| phrases::format_label("awake for", &format_duration(minutes(woke))))
}

fn capitalize_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
