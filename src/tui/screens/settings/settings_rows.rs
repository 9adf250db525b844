//! The rows of the settings, one for each thing that can be changed, under their headings.

use crate::model::settings::{SettingSection, print_value, typed_settings};
use crate::model::time::format_short_date;
use crate::model::{Baby, Carer, EntryKind, Family};
use crate::texts::import_screen;
use crate::texts::plain_task_texts as files;
use crate::texts::settings_screen as texts;
use crate::texts::sync_texts;
use crate::tui::keys::Action;
use crate::tui::screens::Context;
use crate::tui::screens::settings::privacy_settings;
use crate::tui::screens::settings::setting_id::{SettingId, SettingsRow, build_row};
use crate::tui::theme::theme_settings::THEME_SETTINGS;

pub(crate) fn build_rows(context: &Context<'_>) -> Vec<SettingsRow> {
    let family = context.family;
    let babies = family.babies.iter();
    let mut babies: Vec<SettingsRow> = babies
        .map(|it| build_row(SettingId::Baby(it.id), it.display_name(), describe_baby(it, context)))
        .collect();
    babies.push(build_row(SettingId::NewBaby, texts::ADD_BABY, String::new()));
    let carers = family.carers.iter();
    let mut carers: Vec<SettingsRow> = carers
        .map(|it| build_row(SettingId::Carer(it.id), it.display_name(), describe_carer(it, family)))
        .collect();
    carers.push(build_row(SettingId::NewCarer, texts::ADD_CARER, String::new()));
    let lists = vec![
        build_row(SettingId::Kinds, texts::HIDDEN_KINDS, list_hidden_kinds(family)),
        build_row(SettingId::Favourites, texts::FAVOURITES, list_favourites(family)),
        build_row(SettingId::OwnCues, texts::OWN_CUES, list_own_cues(family)),
        build_row(SettingId::Lists, texts::HIDDEN_TERMS, list_hidden_terms(family)),
    ];
    let mut support = build_typed_rows(SettingSection::Support, context);
    let numbers = family.settings.own_numbers.iter();
    support.extend(numbers.map(|it| build_row(SettingId::Number(it.clone()), it, String::new())));
    support.push(build_row(SettingId::NewNumber, texts::ADD_NUMBER, String::new()));
    let theme = THEME_SETTINGS.iter().map(|setting| {
        let words = setting.words((setting.value)(context.theme.prefs));
        build_row(SettingId::Theme(setting.key), setting.label, words.to_owned())
    });
    let sections = [
        babies,
        carers,
        build_typed_rows(SettingSection::Day, context),
        lists,
        support,
        privacy_settings::build_privacy_rows(context).into(),
        build_file_rows(context),
        theme.collect(),
    ];
    let mut rows = Vec::new();
    for (mut section, heading) in sections.into_iter().zip(texts::HEADINGS) {
        section[0].heading = heading;
        rows.append(&mut section);
    }
    rows
}

/// What brings files in, takes them out, or looks at the journal's own.
fn build_file_rows(context: &Context<'_>) -> Vec<SettingsRow> {
    [
        (Action::ImportFile, import_screen::SETTING_LABEL, import_screen::SETTING_VALUE),
        (Action::Export, files::EXPORT_LABEL, files::EXPORT_VALUE),
        (Action::ImportArchive, import_screen::ARCHIVE_LABEL, import_screen::ARCHIVE_VALUE),
        (Action::BackUp, files::BACK_UP_LABEL, files::BACK_UP_VALUE),
        (Action::Restore, files::RESTORE_LABEL, files::RESTORE_VALUE),
        (Action::Share, sync_texts::COMPUTERS_LABEL, &describe_computers(context)),
        (Action::Doctor, files::DOCTOR_LABEL, files::DOCTOR_VALUE),
    ]
    .map(|(action, label, value)| build_row(SettingId::Named(action), label, value.to_owned()))
    .into()
}

/// `Ana's laptop, today 18:40 · Ben's PC, 3 days ago`.
fn describe_computers(context: &Context<'_>) -> String {
    let zone = context.family.settings.day_boundaries.zone;
    let Ok(Some(shared)) = context.store.shared_state() else {
        return sync_texts::NO_OTHERS.to_owned();
    };
    let heard = |(called, heard): &(String, i64)| {
        sync_texts::computer_heard(called, &sync_texts::describe_moment(*heard, context.now, zone))
    };
    let others: Vec<String> = shared.others.iter().map(heard).collect();
    if others.is_empty() { sync_texts::NOBODY_YET.to_owned() } else { others.join(" · ") }
}

fn build_typed_rows(section: SettingSection, context: &Context<'_>) -> Vec<SettingsRow> {
    let of_section = typed_settings().filter(|(_, typed)| typed.section == section);
    let rows = of_section.map(|(spec, typed)| {
        let value = (spec.value)(&context.family.settings);
        let shown = match typed.show {
            Some(show) => show(&value, context.now),
            None => print_value(&value).unwrap_or_default(),
        };
        build_row(SettingId::Typed(spec.key), typed.label, shown)
    });
    rows.collect()
}

fn describe_baby(baby: &Baby, context: &Context<'_>) -> String {
    let mut notes = Vec::new();
    for (what, day) in [(texts::BORN, baby.born), (texts::DUE, baby.due)] {
        notes.extend(day.map(|day| format!("{what} {}", format_short_date(day))));
    }
    if baby.closed {
        notes.push(texts::PAGES_CLOSED.to_owned());
    }
    let several = context.family.babies.len() > 1;
    let shown = context.family.selected_baby().is_some_and(|it| it.id == baby.id);
    if several && shown {
        notes.push(texts::BABY_SHOWN_NOW.to_owned());
    }
    notes.join(", ")
}

fn describe_carer(carer: &Carer, family: &Family) -> String {
    let mut notes = Vec::new();
    if carer.hidden_checkins {
        notes.push(texts::CHECKINS_HIDDEN);
    }
    let writes = family.selected_carer().is_some_and(|it| it.id == carer.id);
    if family.carers.len() > 1 && writes {
        notes.push(texts::CARER_WRITES_NOW);
    }
    notes.join(", ")
}

fn list_hidden_kinds(family: &Family) -> String {
    let hidden = EntryKind::ALL.into_iter().filter(|kind| family.is_hidden(kind.as_code()));
    join_or_default(hidden.map(|kind| kind.display_name().to_owned()).collect(), texts::NOTHING)
}

fn list_favourites(family: &Family) -> String {
    let codes = family.settings.favourites.iter();
    let starred = codes.map(|code| family.cue_label(code).to_owned());
    join_or_default(starred.collect(), texts::USUAL_NINE)
}

fn list_own_cues(family: &Family) -> String {
    let own = family.custom_cues.iter().filter(|own| !own.retired);
    join_or_default(own.map(|own| own.words.clone()).collect(), texts::NONE)
}

fn list_hidden_terms(family: &Family) -> String {
    let is_kind = |code: &str| EntryKind::ALL.into_iter().any(|kind| kind.as_code() == code);
    let codes = family.settings.hidden.iter().filter(|code| !is_kind(code));
    join_or_default(codes.map(|code| family.hidden_label(code)).collect(), texts::NOTHING)
}

fn join_or_default(all: Vec<String>, none: &str) -> String {
    if all.is_empty() { none.to_owned() } else { all.join(", ") }
}
