//! A plan in plain text, before anything is kept: what, whose, from when to when, what is left out and why.

use crate::import::{ImportFormat, ImportPlan, SkippedRow};
use crate::model::Timestamp;
use crate::model::time::format_short_date;
use crate::texts::{import_preview, unsupported_activities};
use std::collections::{BTreeMap, HashMap};

/// How many warnings, and how many reasons, are shown; JSON has them all.
const MAX_SHOWN: usize = 20;

/// The plan in plain text, lines ending in a line feed.
pub fn render_preview(plan: &ImportPlan) -> String {
    render_plan(plan, true)
}

/// The same where there are no options to name.
pub(crate) fn render_preview_in_app(plan: &ImportPlan) -> String {
    render_plan(plan, false)
}

fn render_plan(plan: &ImportPlan, has_options: bool) -> String {
    let mut labels: Vec<_> = plan.formats.iter().map(|format| format.label()).collect();
    labels.dedup();
    if plan.is_journal {
        labels = vec![import_preview::JOURNAL_LABEL];
    }
    let mut lines = vec![format!("{} ({})", plan.name, labels.join(", "))];
    // Of another journal nobody asks.
    lines.extend((!plan.is_journal).then(|| plan.zone_note.clone()));
    if plan.summary.added > 0 {
        let kinds: Vec<_> = plan.kinds.iter().map(|(kind, n)| (kind.display_name(), *n)).collect();
        let dates = plan.dates.map(|(first, last)| (format_short_date(first), format_short_date(last)));
        lines.push(import_preview::to_add(&kinds, &plan.babies.join(" and "), dates));
        if !plan.new_babies.is_empty() {
            lines.push(import_preview::new_babies(&plan.new_babies));
        }
        if !plan.new_carers.is_empty() {
            lines.push(import_preview::new_carers(&plan.new_carers));
        }
    } else if plan.sleeps_ended + plan.sleeps_noted + plan.sleeps_taken + plan.summary.differences.taken > 0 {
        lines.push(import_preview::NO_ENTRIES.to_owned());
    } else if plan.has_changes {
        lines.push(import_preview::ONLY_FAMILY.to_owned());
    } else {
        lines.push(import_preview::NOTHING_NEW.to_owned());
    }
    if plan.sleeps_ended > 0 {
        lines.push(import_preview::sleeps_ended(plan.sleeps_ended));
    }
    if plan.sleeps_noted > 0 {
        lines.push(import_preview::sleeps_noted(plan.sleeps_noted));
    }
    if plan.sleeps_taken > 0 {
        lines.push(import_preview::sleeps_taken(plan.sleeps_taken));
    }
    let known = plan.summary.already_known - plan.summary.differences.taken;
    let repeated = plan.summary.repeated;
    if known > 0 {
        lines.push(import_preview::already_known(known, part_nouns(plan)));
    }
    if repeated > 0 {
        lines.push(import_preview::said_twice(repeated));
    }
    push_differences(&mut lines, plan, has_options);
    push_skipped_rows(&mut lines, plan, has_options);
    push_warnings(&mut lines, plan, has_options);
    lines.join("\n") + "\n"
}

/// What the parts of a journal are called, and those of a file: one and several.
fn part_nouns(plan: &ImportPlan) -> (&'static str, &'static str) {
    if plan.is_journal { import_preview::ENTRY_NOUNS } else { import_preview::ROW_NOUNS }
}

/// Which of two states of an entry stays, and what was removed here.
fn push_differences(lines: &mut Vec<String>, plan: &ImportPlan, has_options: bool) {
    let counts = &plan.summary.differences;
    if counts.returning > 0 {
        lines.push(import_preview::returning(counts.returning));
    }
    if plan.takes_later {
        lines.extend((counts.taken > 0).then(|| import_preview::taken_from_there(counts.taken)));
        lines.extend((counts.later_here > 0).then(|| import_preview::later_here(counts.later_here)));
    } else if counts.differing() > 0 {
        lines.push(import_preview::entries_differ(counts.later_there, counts.later_here, has_options));
    }
    if counts.sealed > 0 {
        lines.push(import_preview::compared_sealed(counts.sealed));
    }
    if let Some(written) = plan.summary.written.filter(|_| counts.differing() + counts.returning > 0) {
        let written = Timestamp::from_seconds_in_zone(written, plan.zone);
        let date = format_short_date(written.local_date());
        lines.push(import_preview::archive_time(&date, &written.format_hm()));
    }
    if counts.removed > 0 {
        lines.push(import_preview::stays_removed(counts.removed));
    }
}

/// How many rows were left out for each reason, with the first of them, the commonest first; and how many only counted.
fn group_by_reason(plan: &ImportPlan, is_archive: bool) -> (Vec<(usize, &SkippedRow)>, usize) {
    let mut by_reason: BTreeMap<String, (usize, &SkippedRow)> = BTreeMap::new();
    // Many rows have the same words for it.
    let mut known: HashMap<&str, String> = HashMap::new();
    for skip in &plan.summary.skipped {
        // In an archive a reason begins with the place of its piece.
        let reason = match skip.reason.split_once(": ") {
            Some((_, reason)) if is_archive => reason,
            _ => &skip.reason,
        };
        let general = known.entry(reason).or_insert_with(|| generalize_reason(reason));
        match by_reason.get_mut(general.as_str()) {
            Some((rows, _)) => *rows += 1,
            None => {
                by_reason.insert(general.clone(), (1, skip));
            }
        }
    }
    let mut only_counted = plan.summary.unlisted;
    for (reason, count) in &plan.summary.unlisted_reasons {
        if let Some((listed, _)) = by_reason.get_mut(&generalize_reason(reason)) {
            *listed += count;
            only_counted -= count;
        }
    }
    let mut reasons: Vec<_> = by_reason.into_values().collect();
    reasons.sort_by_key(|(rows, _)| std::cmp::Reverse(*rows));
    (reasons, only_counted)
}

/// Rows left out, counted by reason.
fn push_skipped_rows(lines: &mut Vec<String>, plan: &ImportPlan, has_options: bool) {
    let skipped = &plan.summary.skipped;
    if skipped.is_empty() {
        return;
    }
    let is_archive = plan.formats.contains(&ImportFormat::Cuebook);
    let (reasons, only_counted) = group_by_reason(plan, is_archive);
    let left_out = skipped.len() + plan.summary.unlisted;
    lines.push(import_preview::left_out(left_out, part_nouns(plan)));
    for (rows, first) in reasons.iter().take(MAX_SHOWN).copied() {
        let line = match unsupported_activities::plural_for_reason(&first.reason) {
            Some(_) if rows == 1 => import_preview::left_out_for_kind(
                1,
                unsupported_activities::singular_for_reason(&first.reason),
                has_options,
            ),
            Some(many) => import_preview::left_out_for_kind(rows, &many, has_options),
            None if is_archive && rows == 1 && !plan.is_journal => first.reason.clone(),
            None if is_archive => {
                let reason =
                    first.reason.split_once(": ").map_or(first.reason.as_str(), |(_, reason)| reason);
                if plan.is_journal {
                    import_preview::entries_with(rows, reason)
                } else {
                    import_preview::rows_with(rows, reason)
                }
            }
            None if rows == 1 => name_row(first.file.as_deref(), first.row, &first.reason),
            None => {
                let example = name_row(first.file.as_deref(), first.row, &first.reason);
                import_preview::rows_such_as(rows, &example)
            }
        };
        lines.push(format!("  {line}"));
    }
    if reasons.len() > MAX_SHOWN {
        lines.push(format!("  {}", import_preview::more_reasons(reasons.len() - MAX_SHOWN, has_options)));
    }
    if only_counted > 0 {
        lines.push(format!("  {}", import_preview::only_counted(only_counted)));
    }
}

fn push_warnings(lines: &mut Vec<String>, plan: &ImportPlan, has_options: bool) {
    let warnings = &plan.summary.warnings;
    if warnings.is_empty() {
        return;
    }
    let is_archive = plan.formats.contains(&ImportFormat::Cuebook);
    lines.push(import_preview::WORTH_A_LOOK.to_owned());
    for warning in warnings.iter().take(MAX_SHOWN) {
        lines.push(match warning.row {
            Some(row) if !is_archive => {
                format!("  {}", name_row(warning.file.as_deref(), row, &warning.message))
            }
            _ => match &warning.file {
                Some(file) => format!("  {}", import_preview::file_with(file, &warning.message)),
                None => format!("  {}", warning.message),
            },
        });
    }
    if warnings.len() > MAX_SHOWN {
        lines.push(format!("  {}", import_preview::more_warnings(warnings.len() - MAX_SHOWN, has_options)));
    }
}

fn name_row(file: Option<&str>, row: usize, text: &str) -> String {
    let text = import_preview::row_with(row, text);
    file.map_or(text.clone(), |file| import_preview::file_with(file, &text))
}

/// A reason without what differs from row to row: what it quotes, and its numbers and months.
fn generalize_reason(reason: &str) -> String {
    let outside = reason.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
    let words = outside.split(' ').map(|word| {
        let is_month = word.len() == 3 && crate::import::month_names::find_month(word).is_some();
        if is_month || word.contains(|c: char| c.is_ascii_digit()) { "#" } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}
