//! A plan in plain text, before anything is kept: what, whose, from when to when, what is left out and why.

use super::{Format, Plan, Skip, counted, other, thousands};
use crate::journal::Kind;
use crate::journal::time::short_date;
use std::collections::BTreeMap;
use std::fmt::Write;

/// How many warnings, and how many reasons, are shown; JSON has them all.
const SHOWN: usize = 20;

/// The plan in plain text, lines ending in a line feed.
pub fn preview(plan: &Plan) -> String {
    let mut out = String::new();
    let labels: Vec<_> = plan.formats.iter().map(|format| format.label()).collect();
    let summary = &plan.summary;
    line(&mut out, &format!("{} ({})", plan.name, labels.join(", ")));
    line(&mut out, &plan.zone_says);
    if summary.added == 0 {
        let only_family = plan.change.is_some();
        let says = if plan.ended > 0 {
            "No entries to add."
        } else if only_family {
            "No entries to add, only what is said of the family."
        } else {
            "Nothing new to add."
        };
        line(&mut out, says);
    } else {
        let kinds: Vec<_> = plan.kinds.iter().map(|(kind, n)| of_kind(*kind, *n)).collect();
        let mut says = format!("To add: {}", kinds.join(", "));
        if !plan.babies.is_empty() {
            says += &format!(", for {}", plan.babies.join(" and "));
        }
        if let Some((first, last)) = plan.dates {
            says += &format!(", {} to {}", short_date(first), short_date(last));
        }
        line(&mut out, &format!("{says}."));
        if !plan.new_carers.is_empty() {
            line(&mut out, &format!("New carers: {}.", plan.new_carers.join(", ")));
        }
    }
    if plan.ended > 0 {
        let sleeps = counted(plan.ended, "sleep", "sleeps");
        line(
            &mut out,
            &format!("{sleeps} kept without an end before: the end is written here, and put with it."),
        );
    }
    if summary.already > 0 {
        let rows = counted(summary.already, "row is", "rows are");
        line(&mut out, &format!("{rows} in the journal already, or in the file twice."));
    }
    skipped(&mut out, plan);
    warnings(&mut out, plan);
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn of_kind(kind: Kind, n: usize) -> String {
    counted(n, kind.word(), &format!("{}s", kind.word()))
}

/// Rows left out, counted by reason, the commonest first.
fn skipped(out: &mut String, plan: &Plan) {
    let skips = &plan.summary.skipped;
    if skips.is_empty() {
        return;
    }
    // What is said of an archive's piece begins with its place.
    let is_own = plan.formats.contains(&Format::Cuebook);
    let reason = |skip: &'_ Skip| match skip.why.split_once(": ") {
        Some((_, why)) if is_own => why.len(),
        _ => skip.why.len(),
    };
    let mut by_reason: BTreeMap<&str, Vec<&Skip>> = BTreeMap::new();
    for skip in skips {
        let why = &skip.why[skip.why.len() - reason(skip)..];
        by_reason.entry(why).or_default().push(skip);
    }
    let mut reasons: Vec<_> = by_reason.into_iter().collect();
    reasons.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    let all = skips.len() + plan.summary.unlisted;
    line(out, &format!("Left out: {}.", counted(all, "row", "rows")));
    for (why, rows) in reasons.iter().take(SHOWN) {
        let text = match (rows.as_slice(), other::many(why)) {
            (rows, Some(many)) => format!(
                "{} {}: not kept in this journal; --keep-other keeps them as notes",
                thousands(rows.len()),
                if rows.len() == 1 { other::one(why) } else { many.as_str() }
            ),
            ([only], None) if is_own => only.why.clone(),
            ([only], None) => format!("row {}: {why}", only.row),
            (rows, None) => format!("{} rows: {why}", thousands(rows.len())),
        };
        line(out, &format!("  {text}"));
    }
    more(out, reasons.len(), "reasons");
    if plan.summary.unlisted > 0 {
        let unlisted = counted(plan.summary.unlisted, "row is", "rows are");
        line(out, &format!("  and {unlisted} only counted"));
    }
}

fn warnings(out: &mut String, plan: &Plan) {
    let warnings = &plan.summary.warnings;
    if warnings.is_empty() {
        return;
    }
    let is_own = plan.formats.contains(&Format::Cuebook);
    line(out, "Worth a look:");
    for warning in warnings.iter().take(SHOWN) {
        let row = warning.row.filter(|_| !is_own);
        let row = row.map(|row| format!("row {row}: ")).unwrap_or_default();
        line(out, &format!("  {row}{}", warning.says));
    }
    more(out, warnings.len(), "warnings");
}

fn more(out: &mut String, n: usize, what: &str) {
    if n > SHOWN {
        let _ = writeln!(out, "  and {} more {what}; --json lists all", thousands(n - SHOWN));
    }
}
