//! A plan in plain text, before anything is kept: what, whose, from when to when, what is left out and why.

use crate::import::{ImportFormat, ImportPlan, SkippedRow, format_count, format_thousands, unsupported};
use crate::model::EntryKind;
use crate::model::time::format_short_date;
use std::collections::BTreeMap;
use std::fmt::Write;

/// How many warnings, and how many reasons, are shown; JSON has them all.
const MAX_SHOWN: usize = 20;

/// The plan in plain text, lines ending in a line feed.
pub fn render_preview(plan: &ImportPlan) -> String {
    let mut out = String::new();
    let labels: Vec<_> = plan.formats.iter().map(|format| format.label()).collect();
    let summary = &plan.summary;
    push_line(&mut out, &format!("{} ({})", plan.name, labels.join(", ")));
    push_line(&mut out, &plan.zone_note);
    if summary.added == 0 {
        let only_family = plan.change.is_some();
        let says = if plan.sleeps_ended > 0 {
            "No entries to add."
        } else if only_family {
            "No entries to add, only what is said of the family."
        } else {
            "Nothing new to add."
        };
        push_line(&mut out, says);
    } else {
        let kinds: Vec<_> = plan.kinds.iter().map(|(kind, n)| format_kind_count(*kind, *n)).collect();
        let mut says = format!("To add: {}", kinds.join(", "));
        if !plan.babies.is_empty() {
            says += &format!(", for {}", plan.babies.join(" and "));
        }
        if let Some((first, last)) = plan.dates {
            says += &format!(", {} to {}", format_short_date(first), format_short_date(last));
        }
        push_line(&mut out, &format!("{says}."));
        if !plan.new_carers.is_empty() {
            push_line(&mut out, &format!("New carers: {}.", plan.new_carers.join(", ")));
        }
    }
    if plan.sleeps_ended > 0 {
        let sleeps = format_count(plan.sleeps_ended, "sleep", "sleeps");
        push_line(
            &mut out,
            &format!("{sleeps} kept without an end before: the end is written here, and put with it."),
        );
    }
    if summary.already_known > 0 {
        let rows = format_count(summary.already_known, "row is", "rows are");
        push_line(&mut out, &format!("{rows} in the journal already, or in the file twice."));
    }
    push_skipped_rows(&mut out, plan);
    push_warnings(&mut out, plan);
    out
}

fn push_line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn format_kind_count(kind: EntryKind, n: usize) -> String {
    format_count(n, kind.display_name(), &format!("{}s", kind.display_name()))
}

/// Rows left out, counted by reason, the commonest first.
fn push_skipped_rows(out: &mut String, plan: &ImportPlan) {
    let skips = &plan.summary.skipped;
    if skips.is_empty() {
        return;
    }
    // What is said of an archive's piece begins with its place.
    let is_own = plan.formats.contains(&ImportFormat::Cuebook);
    let reason = |skip: &'_ SkippedRow| match skip.reason.split_once(": ") {
        Some((_, why)) if is_own => why.len(),
        _ => skip.reason.len(),
    };
    let mut by_reason: BTreeMap<&str, Vec<&SkippedRow>> = BTreeMap::new();
    for skip in skips {
        let why = &skip.reason[skip.reason.len() - reason(skip)..];
        by_reason.entry(why).or_default().push(skip);
    }
    let mut reasons: Vec<_> = by_reason.into_iter().collect();
    reasons.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    let all = skips.len() + plan.summary.unlisted;
    push_line(out, &format!("Left out: {}.", format_count(all, "row", "rows")));
    for (why, rows) in reasons.iter().take(MAX_SHOWN) {
        let text = match (rows.as_slice(), unsupported::plural_for_reason(why)) {
            (rows, Some(many)) => format!(
                "{} {}: not kept in this journal; --keep-other keeps them as notes",
                format_thousands(rows.len()),
                if rows.len() == 1 { unsupported::singular_for_reason(why) } else { many.as_str() }
            ),
            ([only], None) if is_own => only.reason.clone(),
            ([only], None) => format!("row {}: {why}", only.row),
            (rows, None) => format!("{} rows: {why}", format_thousands(rows.len())),
        };
        push_line(out, &format!("  {text}"));
    }
    push_more_count(out, reasons.len(), "reasons");
    if plan.summary.unlisted > 0 {
        let unlisted = format_count(plan.summary.unlisted, "row is", "rows are");
        push_line(out, &format!("  and {unlisted} only counted"));
    }
}

fn push_warnings(out: &mut String, plan: &ImportPlan) {
    let warnings = &plan.summary.warnings;
    if warnings.is_empty() {
        return;
    }
    let is_own = plan.formats.contains(&ImportFormat::Cuebook);
    push_line(out, "Worth a look:");
    for warning in warnings.iter().take(MAX_SHOWN) {
        let row = warning.row.filter(|_| !is_own);
        let row = row.map(|row| format!("row {row}: ")).unwrap_or_default();
        push_line(out, &format!("  {row}{}", warning.message));
    }
    push_more_count(out, warnings.len(), "warnings");
}

fn push_more_count(out: &mut String, n: usize, what: &str) {
    if n > MAX_SHOWN {
        let _ = writeln!(out, "  and {} more {what}; --json lists all", format_thousands(n - MAX_SHOWN));
    }
}
