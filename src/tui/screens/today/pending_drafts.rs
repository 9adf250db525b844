//! What was typed and left, named in a line: `A cue left at 14:05 waits: c opens it.` Whatever ended the program, it is
//! found again; it is named once, when the next one starts.

use crate::model::{EntryKind, Id, Timestamp, describe};
use crate::store::StoreError;
use crate::texts::today as texts;
use crate::tui::keys::{Action, Mode, key_for_action};
use crate::tui::screens::{Context, entry_form, quick_line};

/// What was left longer ago is not announced any more; its key still opens it.
const ANNOUNCED_FOR_SECS: i64 = 24 * 3600;

/// The latest of what waits for this carer and baby, and how much else does.
pub(crate) fn describe_pending_drafts(context: &Context<'_>) -> Result<Option<String>, StoreError> {
    let mut notices: Vec<(Timestamp, String)> = Vec::new();
    for (slot, content) in context.store.load_drafts()? {
        if let Some(typed_at) = content["at"].as_str().and_then(Timestamp::parse_rfc3339)
            && context.now.unix_seconds() - typed_at.unix_seconds() < ANNOUNCED_FOR_SECS
            && let Some(notice) = describe_draft(&slot, typed_at, context)?
        {
            notices.push((typed_at, notice));
        }
    }
    notices.sort_by_key(|(typed_at, _)| *typed_at);
    let others = notices.len().saturating_sub(1);
    Ok(notices.pop().map(|(_, notice)| texts::with_more_drafts(notice, others)))
}

/// None for what is another carer's or baby's, or no entry.
fn describe_draft(
    slot: &str,
    typed_at: Timestamp,
    context: &Context<'_>,
) -> Result<Option<String>, StoreError> {
    let (baby, carer) = (context.family.selected_baby(), context.family.selected_carer());
    let (Some(baby), Some(carer)) = (baby, carer) else {
        return Ok(None);
    };
    let notice = |draft: &str, action: Action| {
        let key = key_for_action(Mode::Today, action).unwrap_or_default();
        Ok(Some(texts::draft_notice(draft, typed_at, context.now, &key)))
    };
    for (kind, action, draft) in [
        (EntryKind::Massage, Action::Massage, texts::MASSAGE_DRAFT),
        (EntryKind::Cue, Action::Cue, texts::CUE_DRAFT),
        (EntryKind::Note, Action::Note, texts::NOTE_DRAFT),
    ] {
        let slot_for = |baby| entry_form::new_entry_draft_slot(kind, baby, carer.id);
        if slot_for(Some(baby.id)) == slot || slot_for(None) == slot {
            return notice(draft, action);
        }
    }
    if slot == quick_line::line_draft_slot(context) {
        return notice(texts::LINE_DRAFT, Action::TypeLine);
    }
    let Some(id) = slot.strip_prefix("edit-").and_then(|id| id.parse::<Id>().ok()) else {
        return Ok(None);
    };
    let Some(entry) = context.store.load_entry(id)? else {
        return Ok(None);
    };
    let is_anothers = entry.baby.is_some_and(|of| of != baby.id)
        || (entry.kind() == EntryKind::Checkin && entry.carer != carer.id);
    if is_anothers {
        return Ok(None);
    }
    let key = key_for_action(Mode::Today, Action::Edit).unwrap_or_default();
    let date = entry.at.local_date();
    let other_date = (date != context.now.local_date()).then_some(date);
    let clock = describe::format_clock(&entry);
    Ok(Some(texts::edit_notice(&clock, entry.kind().display_name(), other_date, &key)))
}
