//! What the guide's keys do to the family's vocabulary, each as one change. Settings and own cues only: no entry is
//! ever touched, and what entries hold keeps its words.

use crate::model::{Change, Edit, MAX_DIGIT_CUES};
use crate::store::StoreError;
use crate::texts::guide_texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::guide::guide_rows::{GuideItem, GuideItemKind};
use crate::tui::screens::{Context, Effect};
use serde_json::{Value, json};

/// Stars a cue, or takes its star off.
pub(crate) fn toggle_favourite(item: &GuideItem, context: &Context<'_>) -> Result<Effect, StoreError> {
    if item.kind != GuideItemKind::Cue {
        return Ok(Effect::SetStatus(guide_texts::ONLY_CUES.into()));
    }
    let family = context.family;
    let mut starred = family.settings.favourites.clone();
    let words = family.cue_label(&item.id);
    let title = if starred.contains(&item.id) {
        starred.retain(|code| *code != item.id);
        guide_texts::star_changed(words, false)
    } else {
        if !family.is_offered_cue(&item.id) {
            let is_retired = family.custom_cues.iter().any(|own| own.code == item.id && own.retired);
            let back = if is_retired { Action::Remove } else { Action::ToggleHidden };
            return Ok(Effect::SetStatus(guide_texts::not_offered(&key_name(Mode::Guide, back))));
        }
        let carried = starred.iter().filter(|code| family.is_offered_cue(code));
        if carried.count() >= MAX_DIGIT_CUES {
            return Ok(Effect::SetStatus(guide_texts::ALL_DIGITS_TAKEN.into()));
        }
        starred.push(item.id.clone());
        guide_texts::star_changed(words, true)
    };
    save_setting("favourites", codes_to_json(starred), title, context)
}

/// Leaves a cue, an area or a stroke out of lists, or offers it again.
pub(crate) fn toggle_hidden(item: &GuideItem, context: &Context<'_>) -> Result<Effect, StoreError> {
    let family = context.family;
    let words = match item.kind {
        GuideItemKind::Text => return Ok(Effect::SetStatus(guide_texts::NOTHING_TO_CHANGE.into())),
        GuideItemKind::Cue => family.cue_label(&item.id),
        GuideItemKind::Stroke => family.stroke_label(&item.id),
        GuideItemKind::Area => &item.name,
    };
    let mut hidden = family.settings.hidden.clone();
    let title = if family.is_hidden(&item.id) {
        hidden.retain(|code| *code != item.id);
        guide_texts::hidden_changed(words, false)
    } else {
        hidden.push(item.id.clone());
        guide_texts::hidden_changed(words, true)
    };
    save_setting("hidden", codes_to_json(hidden), title, context)
}

/// Retires an own cue, or brings it back.
pub(crate) fn toggle_retired(item: &GuideItem, context: &Context<'_>) -> Effect {
    let own = &context.family.custom_cues;
    let Some(before) = own.iter().find(|own| own.code == item.id) else {
        return Effect::SetStatus(guide_texts::only_own(&key_name(Mode::Guide, Action::ToggleHidden)));
    };
    let mut after = before.clone();
    after.retired = !before.retired;
    let title = guide_texts::retired_changed(&before.words, after.retired);
    Effect::Save(Change::replace_record(title, before.clone(), after))
}

/// Calls a stroke as the family does; no name goes back to the usual one.
pub(crate) fn rename_stroke(
    code: &str,
    name: Option<String>,
    context: &Context<'_>,
) -> Result<Change, StoreError> {
    let mut names = context.family.settings.stroke_names.clone();
    let usual = crate::vocabulary::label_for(crate::vocabulary::WordList::Strokes, code);
    let title = guide_texts::stroke_renamed(usual, name.as_deref());
    match name {
        Some(name) => names.insert(code.to_owned(), name),
        None => names.remove(code),
    };
    let value = (!names.is_empty()).then(|| json!(names));
    build_setting_change("stroke_names", value, title, context)
}

fn codes_to_json(codes: Vec<String>) -> Option<Value> {
    (!codes.is_empty()).then(|| json!(codes))
}

fn save_setting(
    name: &str,
    value: Option<Value>,
    title: String,
    context: &Context<'_>,
) -> Result<Effect, StoreError> {
    build_setting_change(name, value, title, context).map(Effect::Save)
}

/// A setting as this window last read it.
fn displayed_setting(name: &str, context: &Context<'_>) -> Option<Value> {
    let settings = &context.family.settings;
    match name {
        "favourites" => codes_to_json(settings.favourites.clone()),
        "hidden" => codes_to_json(settings.hidden.clone()),
        _ => (!settings.stroke_names.is_empty()).then(|| json!(settings.stroke_names)),
    }
}

/// Changes a setting from what is stored; nothing to keep takes it away.
fn build_setting_change(
    name: &str,
    value: Option<Value>,
    title: String,
    context: &Context<'_>,
) -> Result<Change, StoreError> {
    let before = context.store.load_setting(name)?;
    // The new value was made from what this window last read; another window may have changed it since.
    if before.as_ref().map(|before| &before.value) != displayed_setting(name, context).as_ref() {
        return Err(StoreError::Conflict(title));
    }
    let edits = vec![Edit::set_setting(before, name, value.unwrap_or_default())];
    Ok(Change { title, edits })
}
