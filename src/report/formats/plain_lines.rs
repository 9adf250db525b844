//! What `cuebook trends` and `cuebook today` print: plain lines that a screen reader reads in order. No art, no boxes,
//! no columns to keep.

use crate::model::describe::{describe_sentence, format_entry_time, is_of_other_date};
use crate::model::time::{format_duration, previous_day, week_start};
use crate::model::{Details, Entry, EntryKind, Family, Timestamp};
use crate::report::associations_section::{AssociationsFilter, describe_associations, render_plain_lines};
use crate::report::formats::plain_text::{TEXT_WIDTH, wrap_words};
use crate::report::sanitize_text;
use crate::stats::{
    Associations, CodeCounts, CueTotals, DayStats, PeriodStats, TouchTotals, WeekMeasure, WeekStats,
    list_checkin_carers,
};
use crate::text::plural;
use crate::texts::day_sentence::DayBefore;
use crate::texts::figures::Length;
use crate::texts::trends::ShownMeasures;
use crate::texts::{
    association_sentences, closed_page_texts, day_sentence, figures, report_page, stats_lines, week_sentences,
};
use chrono::NaiveDate;

fn push_label_line(out: &mut String, label: &str, value: &str) {
    *out += &figures::format_label(&sanitize_text(label), &sanitize_text(value));
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
        for piece in wrap_words(line, "", "  ", TEXT_WIDTH) {
            lines += &piece;
            lines.push('\n');
        }
    }
    lines
}

fn render_weeks_and_days(trends: &PeriodStats, together: &Associations, family: &Family) -> String {
    let mut out = String::new();
    push_sentence(&mut out, &stats_lines::format_period(&trends.baby, trends.from, trends.to));
    push_sentence(&mut out, &figures::describe_day_boundaries(&trends.hours));
    if !trends.days.iter().any(has_any_entry) {
        push_sentence(&mut out, stats_lines::NOTHING_WRITTEN);
        return out;
    }
    let shown = ShownMeasures {
        sleep: is_kind_used(family, EntryKind::Sleep),
        touch: is_kind_used(family, EntryKind::Massage),
        cues: is_kind_used(family, EntryKind::Cue),
        checkins: is_kind_used(family, EntryKind::Checkin),
        carer_filter: None,
        family,
    };
    out.push('\n');
    push_week_sentences(&mut out, trends, family, &shown);
    out.push('\n');
    push_sentence(&mut out, stats_lines::MEDIANS_NOTE);
    for week in &trends.weeks {
        out.push('\n');
        push_week_lines(&mut out, week, family);
        let helped = together.helped.get(&week_start(week.from));
        if let Some(helped) = helped.filter(|_| is_kind_used(family, EntryKind::Cue)) {
            push_helped_line(&mut out, helped);
        }
    }
    out.push('\n');
    push_sentence(&mut out, association_sentences::TITLE);
    let told = describe_associations(together, family, &AssociationsFilter::ALL);
    for told in render_plain_lines(&told) {
        push_sentence(&mut out, &told);
    }
    out.push('\n');
    push_sentence(&mut out, stats_lines::DAY_BY_DAY);
    for day in trends.days.iter().filter(|day| has_any_entry(day)) {
        push_label_line(&mut out, &stats_lines::format_date(day.date), &describe_day(day, family));
    }
    out
}

/// The picture of the weeks in words: each week's sentences, and each carer's word of every day; oldest first.
fn push_week_sentences(out: &mut String, trends: &PeriodStats, family: &Family, shown: &ShownMeasures<'_>) {
    let carers = list_checkin_carers(&trends.days, family);
    push_sentence(out, stats_lines::WEEK_BY_WEEK);
    for week in &trends.weeks {
        let days = trends.days_of_week(week);
        let sentences = week_sentences::describe_week_in_sentences(week, days, &carers, shown);
        push_sentence(out, &sentences.join(" "));
        for carer in carers.iter().filter(|_| shown.checkins) {
            if let Some(words) = week_sentences::format_felt_by_day(days, carer) {
                push_label_line(out, &week_sentences::label_felt_by_day(carer, week.from, week.to), &words);
            }
        }
    }
    if shown.checkins && !carers.is_empty() {
        push_sentence(out, week_sentences::SHARE_CHECKINS);
    }
}

fn has_any_entry(day: &DayStats) -> bool {
    day.is_written() || !day.checkins.is_empty()
}

fn push_week_lines(out: &mut String, week: &WeekStats, family: &Family) {
    push_sentence(out, &stats_lines::format_week(week.from, week.to));
    if is_kind_used(family, EntryKind::Sleep) {
        push_label_line(
            out,
            stats_lines::NIGHTS,
            &figures::format_whole_nights(week.nights_recorded, week.nights_over),
        );
        if week.nights_recorded > 0 {
            for measure in WeekMeasure::ALL {
                let label = figures::label_week_measure(measure, Length::Full);
                push_label_line(out, label, &figures::describe_week_measure(week, measure));
            }
        } else if week.other_day_sleeps > 0 {
            let measure = WeekMeasure::DaySleep;
            let label = figures::label_week_measure(measure, Length::Full);
            push_label_line(out, label, &figures::describe_week_measure(week, measure));
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
    push_label_line(out, stats_lines::TOUCH, &figures::describe_touch(sum, Length::Full));
    if let Some(n) = sum.not_today.filter(|n| *n > 0) {
        push_label_line(out, stats_lines::NOT_TODAY, &figures::format_times(n));
    }
    let areas = figures::rank_by_count(&sum.areas, figures::label_area);
    if !areas.is_empty() {
        push_label_line(out, stats_lines::AREAS_TOUCHED, &figures::list_counts(&areas, areas.len()));
    }
}

fn push_cue_lines(out: &mut String, sum: &CueTotals, family: &Family) {
    push_label_line(out, stats_lines::CUES, &figures::describe_cues(sum));
    let seen = figures::rank_by_count(&sum.seen, |code| family.cue_label(code));
    if !seen.is_empty() {
        push_label_line(out, stats_lines::SEEN_MOST, &figures::list_counts(&seen, figures::MAX_NAMED));
    }
    let did = figures::rank_by_count(&sum.responses, figures::label_response);
    if !did.is_empty() {
        push_label_line(out, stats_lines::RESPONSES, &figures::list_counts(&did, figures::MAX_NAMED));
    }
}

fn push_helped_line(out: &mut String, helped: &CodeCounts) {
    let helped = figures::rank_by_count(helped, figures::label_response);
    if !helped.is_empty() {
        push_label_line(out, report_page::HELPED, &figures::list_counts(&helped, figures::MAX_NAMED));
    }
}

/// Whether a kind of entry is one the family uses.
fn is_kind_used(family: &Family, kind: EntryKind) -> bool {
    !family.is_hidden(kind.as_code())
}

fn describe_day(day: &DayStats, family: &Family) -> String {
    let mut parts = Vec::new();
    if is_kind_used(family, EntryKind::Sleep) {
        parts.push(figures::format_label(stats_lines::SLEEP_PART, &figures::describe_sleep(&day.sleep)));
    }
    if day.touch.times.is_some() && is_kind_used(family, EntryKind::Massage) {
        parts.push(figures::format_label(stats_lines::TOUCH_PART, &figures::describe_day_touch(&day.touch)));
    }
    if day.cues.moments.is_some() && is_kind_used(family, EntryKind::Cue) {
        parts.push(figures::format_label(stats_lines::CUES_PART, &figures::describe_cues(&day.cues)));
    }
    if !day.checkins.is_empty() && is_kind_used(family, EntryKind::Checkin) {
        parts.push(figures::format_label(stats_lines::CHECKINS_PART, &figures::describe_checkins(day)));
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
    if family.find_baby(trends.baby_id).is_some_and(|baby| baby.closed) {
        push_sentence(&mut out, &closed_page_texts::day_heading(&trends.baby));
        return out;
    }
    push_sentence(&mut out, &stats_lines::format_day(&trends.baby, date));
    let age = family.find_baby(trends.baby_id).and_then(|baby| baby.describe_age(date));
    age.inspect(|age| push_sentence(&mut out, age));
    let mut shown: Vec<&Entry> = entries
        .iter()
        .filter(|entry| {
            day.contains_instant(entry.at.unix_seconds()) && is_entry_shown(entry, trends, family)
        })
        .collect();
    shown.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
    if let Some(day) = trends.days.iter().find(|day| day.date == date) {
        let before = trends.days.iter().find(|before| before.date == previous_day(date));
        let before = before.map(|day| DayBefore { day, is_told: false });
        let is_over = !trends.hours.day_range(date).contains_instant(now.unix_seconds());
        let sentence = day_sentence::describe_day(day, before, now, is_over, family);
        if !sentence.is_empty() {
            push_sentence(&mut out, &plural::capitalize_first(&sentence));
        }
    }
    if day.contains_instant(now.unix_seconds()) {
        let state = describe_wake_state(entries, trends, now);
        state.inspect(|state| push_sentence(&mut out, state));
    }
    if shown.is_empty() {
        push_sentence(&mut out, stats_lines::NOTHING_WRITTEN_TODAY);
    }
    for entry in shown {
        let words = describe_sentence(entry, family, now);
        let about = matches!(&entry.details, Details::Sleep(sleep) if sleep.night.is_some())
            || entry.sealed_ciphertext().is_some();
        let weekday = if is_of_other_date(entry, date) {
            entry.at.local_datetime().format("%A ").to_string()
        } else {
            String::new()
        };
        let line = if about { words } else { format!("{weekday}{} {words}", format_entry_time(entry)) };
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

/// What the baby does now: only where the newest sleep says so, and not after one whose end nobody wrote.
fn describe_wake_state(entries: &[Entry], trends: &PeriodStats, now: Timestamp) -> Option<String> {
    let timed = |entry: &&Entry| {
        entry.baby == Some(trends.baby_id)
            && entry.at.unix_seconds() <= now.unix_seconds()
            && matches!(&entry.details, Details::Sleep(sleep) if sleep.night.is_none())
    };
    let newest = entries.iter().filter(timed).max_by_key(|entry| entry.at)?;
    let minutes = |since: Timestamp| (now.unix_seconds() - since.unix_seconds()) / 60;
    if newest.is_running_sleep(now) {
        return Some(figures::format_label(stats_lines::ASLEEP_FOR, &format_duration(minutes(newest.at))));
    }
    newest.until?;
    let woke = entries.iter().filter(timed).filter_map(|entry| entry.until).max()?;
    (0..24 * 60)
        .contains(&minutes(woke))
        .then(|| plural::capitalize_first(&day_sentence::describe_awake(woke, now)))
}
