//! What may well be meant and is worth a second look, in a sentence: `This overlaps the sleep 11:40–12:55 by Ben, in the
//! sling. Enter again keeps both.` For the form, the typed line and the nudge.

use crate::model::describe::sanitize_text;
use crate::model::time::format_duration;
use crate::model::{Entry, EntryWarning, TimeRange, Timestamp, describe, effective_end, find_warnings};
use crate::store::StoreError;
use crate::text::width::truncate_to_width;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::Context;
use crate::tui::screens::entry_form::entry_form_texts;
use crate::tui::theme::Glyph;

/// Columns that what the other entry says may take, so that what to do is never cut off.
const MAX_DETAIL_COLUMNS: usize = 32;

/// What an entry overlaps, and whether it is very long.
pub(crate) fn load_warnings(entry: &Entry, context: &Context<'_>) -> Result<Vec<EntryWarning>, StoreError> {
    let from = entry.at.unix_seconds();
    let to = effective_end(entry, context.now).map_or(from, Timestamp::unix_seconds);
    let to = to.max(from + 1);
    let mut others = context.store.entries_overlapping(TimeRange { from, to })?;
    let stored = context.store.load_entry(entry.id)?;
    if entry.until.is_some() && stored.is_some_and(|it| it.is_under_way(context.now)) {
        // What runs beside it is joined to it.
        others.retain(|other| !(other.is_under_way(context.now) && entry.ends_with(other)));
    }
    Ok(find_warnings(entry, &others, context.now))
}

/// The sentence that names what an entry overlaps, or how very long it is, and what keeps it all the same.
pub(crate) fn blocking_warning(entry: &Entry, context: &Context<'_>) -> Result<Option<String>, StoreError> {
    let found = load_warnings(entry, context)?;
    let hint = || entry_form_texts::save_again_hint(&found, &key_name(Mode::Form, Action::Open));
    Ok(describe_warnings(&found, context).map(|message| format!("{message} {}", hint())))
}

/// The same without what to do about it. An overlap goes before a length: it is the likelier slip.
pub(crate) fn describe_warnings(found: &[EntryWarning], context: &Context<'_>) -> Option<String> {
    let overlaps = found.iter().filter_map(|clash| match clash {
        EntryWarning::Overlap(other) => Some(other.as_ref()),
        EntryWarning::LongSleep(_) | EntryWarning::LongMassage(_) => None,
    });
    let overlaps: Vec<&Entry> = overlaps.collect();
    match (overlaps.first(), found.first()) {
        (Some(other), _) => {
            Some(entry_form_texts::overlap_warning(&describe_other_entry(other, context), overlaps.len() - 1))
        }
        (None, Some(EntryWarning::LongSleep(minutes))) => {
            Some(entry_form_texts::long_sleep_warning(&format_duration(*minutes)))
        }
        (None, Some(EntryWarning::LongMassage(minutes))) => {
            Some(entry_form_texts::long_massage_warning(&format_duration(*minutes)))
        }
        _ => None,
    }
}

/// `sleep 11:40–12:55 by Ben, in the sling`.
fn describe_other_entry(other: &Entry, context: &Context<'_>) -> String {
    let carer = context.family.find_carer(other.carer);
    let carer = sanitize_text(carer.map_or("", |carer| carer.display_name())).into_owned();
    let times = match other.until {
        Some(until) => describe::format_range(other.at, until),
        None => entry_form_texts::since_time(&other.at.format_hm()),
    };
    let named = entry_form_texts::entry_by(other.kind().display_name(), &times, &carer);
    let aside = context.theme.text(&describe::describe_columns(other, context.family, context.now).aside);
    if aside.is_empty() {
        return named;
    }
    format!(
        "{named}, {}",
        truncate_to_width(&aside, MAX_DETAIL_COLUMNS, context.theme.glyph(Glyph::Ellipsis))
    )
}
