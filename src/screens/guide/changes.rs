//! What the guide's keys do to the family's vocabulary, each as one change. Settings and own cues only: no entry is
//! ever touched, and what entries hold keeps its words.

use super::rows::{Item, Thing};
use super::says;
use crate::journal::{Change, DIGITS, Edit, Record, Setting};
use crate::screens::{Here, Step};
use crate::store::Trouble;
use serde_json::{Value, json};

/// Stars a cue, or takes its star off.
pub(crate) fn star(item: &Item, here: &Here<'_>) -> Result<Step, Trouble> {
    if item.thing != Thing::Cue {
        return Ok(Step::Say(says::ONLY_CUES.into()));
    }
    let family = here.family;
    let mut starred = family.settings.favourites.clone();
    let words = family.cue_words(&item.id);
    let title = if starred.contains(&item.id) {
        starred.retain(|code| *code != item.id);
        format!("{words}, without a star")
    } else {
        if !family.is_offered_cue(&item.id) {
            return Ok(Step::Say(says::NOT_OFFERED.into()));
        }
        let carried = starred.iter().filter(|code| family.is_offered_cue(code));
        if carried.count() >= DIGITS {
            return Ok(Step::Say(says::NINE.into()));
        }
        starred.push(item.id.clone());
        format!("{words}, starred")
    };
    set("favourites", list(starred), title, here)
}

/// Leaves a cue, an area or a stroke out of lists, or offers it again.
pub(crate) fn hide(item: &Item, here: &Here<'_>) -> Result<Step, Trouble> {
    let family = here.family;
    let words = match item.thing {
        Thing::Words => return Ok(Step::Say(says::ON_NOTHING.into())),
        Thing::Cue => family.cue_words(&item.id),
        Thing::Stroke => family.stroke_words(&item.id),
        Thing::Area => &item.head,
    };
    let mut hidden = family.settings.hidden.clone();
    let title = if family.is_hidden(&item.id) {
        hidden.retain(|code| *code != item.id);
        format!("{words}, offered again")
    } else {
        hidden.push(item.id.clone());
        format!("{words}, hidden")
    };
    set("hidden", list(hidden), title, here)
}

/// Retires an own cue, or brings it back.
pub(crate) fn retire(item: &Item, here: &Here<'_>) -> Step {
    let own = &here.family.own_cues;
    let Some(before) = own.iter().find(|own| own.code == item.id) else {
        return Step::Say(says::ONLY_OWN.into());
    };
    let mut after = before.clone();
    after.retired = !before.retired;
    let said = if after.retired { "retired" } else { "offered again" };
    let title = format!("{}, {said}", before.words);
    Step::Keep(Change::edit(title, before.clone(), after))
}

/// Calls a stroke as the family does; no name goes back to the usual one.
pub(crate) fn rename(code: &str, name: Option<String>, here: &Here<'_>) -> Result<Change, Trouble> {
    let mut names = here.family.settings.stroke_names.clone();
    let usual = crate::words::say(crate::words::List::Strokes, code);
    let title = match &name {
        Some(name) => format!("{usual}, called {name}"),
        None => format!("{usual}, by its usual name"),
    };
    match name {
        Some(name) => names.insert(code.to_owned(), name),
        None => names.remove(code),
    };
    let value = (!names.is_empty()).then(|| json!(names));
    setting("stroke_names", value, title, here)
}

fn list(codes: Vec<String>) -> Option<Value> {
    (!codes.is_empty()).then(|| json!(codes))
}

fn set(name: &str, value: Option<Value>, title: String, here: &Here<'_>) -> Result<Step, Trouble> {
    setting(name, value, title, here).map(Step::Keep)
}

/// A setting as this window last read it.
fn read(name: &str, here: &Here<'_>) -> Option<Value> {
    let settings = &here.family.settings;
    match name {
        "favourites" => list(settings.favourites.clone()),
        "hidden" => list(settings.hidden.clone()),
        _ => (!settings.stroke_names.is_empty()).then(|| json!(settings.stroke_names)),
    }
}

/// Changes a setting from what is stored; nothing to keep takes it away.
fn setting(name: &str, value: Option<Value>, title: String, here: &Here<'_>) -> Result<Change, Trouble> {
    let before = here.store.setting(name)?;
    // The new value was made from what this window last read; another window may have changed it since.
    if before.as_ref().map(|before| &before.value) != read(name, here).as_ref() {
        return Err(Trouble::Changed(title));
    }
    let before = before.map(Record::Setting);
    let after = value.map(|value| {
        let name = name.to_owned();
        Record::Setting(Setting { name, value })
    });
    let edits = vec![Edit { before, after }];
    Ok(Change { title, edits })
}
