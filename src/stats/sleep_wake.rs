//! When the baby was asleep, when awake, and when nobody can say: what pictures show.

use crate::model::TimeRange;
use crate::stats::NightStatus;
use crate::stats::nights::SleepSums;
use crate::stats::sleep_bouts::MergedSleeps;

/// After a written end it is known for so long that the baby is awake; then a sleep may not have been written.
pub(crate) const MAX_KNOWN_AWAKE_SECS: i64 = 5 * 3600;

/// Bouts, and a sleep that runs up to `now`: in order, none touching the next.
pub(crate) fn list_asleep(sleeps: &MergedSleeps, now: i64) -> Vec<TimeRange> {
    let running = sleeps.open_sleeps.iter().filter(|open| open.runs && open.from < now);
    let running = running.map(|open| TimeRange { from: open.from, to: now });
    let mut all: Vec<TimeRange> = sleeps.bouts.iter().map(|bout| bout.span).chain(running).collect();
    all.sort_unstable_by_key(|span| (span.from, span.to));
    merge_touching(all)
}

fn merge_touching(sorted: Vec<TimeRange>) -> Vec<TimeRange> {
    let mut merged: Vec<TimeRange> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match merged.last_mut() {
            Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
            _ => merged.push(span),
        }
    }
    merged
}

/// When the baby was awake: the gaps between sleeps, as far as they lie where everything was written, or where day or
/// night are still under way; and after the last written end for [`MAX_KNOWN_AWAKE_SECS`], up to `now`.
pub(crate) fn list_awake(sums: &SleepSums<'_>, statuses: impl Fn(usize) -> NightStatus) -> Vec<TimeRange> {
    let now = sums.query.now.unix_seconds();
    let mut known = Vec::new();
    for (index, ranges) in sums.ranges.iter().enumerate() {
        let status = statuses(index);
        let is_under_way = !status.is_over();
        if is_under_way || sums.is_day_recorded(index) {
            known.push(ranges.daytime);
        }
        if is_under_way || status == NightStatus::Whole {
            known.push(ranges.night);
        }
    }
    known.sort_unstable_by_key(|span| (span.from, span.to));
    let known = merge_touching(known);
    let mut awake = Vec::new();
    for gap in list_gaps(sums.sleeps, now) {
        let first = known.partition_point(|span| span.to <= gap.from);
        let near = known[first..].iter().take_while(|span| span.from < gap.to);
        awake.extend(near.filter_map(|span| span.intersect_with(gap)));
    }
    awake
}

/// From the end of each sleep to the start of the next. After a sleep whose end nobody wrote there is none.
fn list_gaps(sleeps: &MergedSleeps, now: i64) -> Vec<TimeRange> {
    let closed = sleeps.bouts.iter().map(|bout| (bout.span.from, Some(bout.span.to)));
    let open = sleeps.open_sleeps.iter().map(|open| (open.from, None));
    let mut all: Vec<(i64, Option<i64>)> = closed.chain(open).collect();
    all.sort_unstable();
    let mut gaps = Vec::new();
    let mut awake_from: Option<i64> = None;
    for (from, to) in all {
        let until = from.min(now);
        if let Some(awake) = awake_from.filter(|awake| *awake < until) {
            gaps.push(TimeRange { from: awake, to: until });
        }
        awake_from = match (awake_from, to) {
            (Some(awake), Some(to)) => Some(awake.max(to)),
            // It began while another sleep was written: that one's end is known.
            (Some(awake), None) if awake > from => Some(awake),
            (_, to) => to,
        };
    }
    let last = awake_from.filter(|awake| (1..=MAX_KNOWN_AWAKE_SECS).contains(&(now - awake)));
    gaps.extend(last.map(|from| TimeRange { from, to: now }));
    gaps
}
