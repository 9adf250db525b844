//! The questions of each setting, with what is set as their first answers.

use crate::model::EntryKind;
use crate::model::settings::{NO_VALUE, SettingQuestion, find_setting, print_value};
use crate::model::time::format_short_date;
use crate::text::sanitize::sanitize_text;
use crate::texts::settings_screen as texts;
use crate::tui::screens::Context;
use crate::tui::screens::entry_form::{FieldAnswer, FormField, PickList, PickOption};
use crate::tui::screens::settings::setting_id::SettingId;
use crate::tui::theme::theme_settings::find_theme_setting;
use chrono::NaiveDate;
use serde_json::Value;

/// The questions of a setting; none for one that has a screen of its own.
pub(crate) fn fields_for_setting(id: &SettingId, context: &Context<'_>) -> Option<Vec<FormField>> {
    Some(match id {
        SettingId::Baby(_) | SettingId::NewBaby | SettingId::Carer(_) | SettingId::NewCarer => {
            fields_for_person(id, context)?
        }
        SettingId::Typed(key) => {
            let spec = find_setting(key)?;
            let questions = spec.typed.as_ref()?.questions;
            let answers = match (spec.value)(&context.family.settings) {
                Value::Array(list) if questions.len() > 1 => list,
                value => vec![value],
            };
            let fields = questions.iter().zip(answers);
            fields.map(|(question, answer)| build_question_field(question, print_value(&answer))).collect()
        }
        SettingId::Kinds => {
            let kinds = EntryKind::ALL.map(|kind| PickOption::new(kind.as_code(), kind.display_name()));
            let hidden = EntryKind::ALL.iter().map(|kind| kind.as_code().to_owned());
            let hidden = hidden.filter(|code| context.family.is_hidden(code)).collect();
            vec![build_pick_field("kinds", kinds.to_vec(), hidden, true)]
        }
        SettingId::Number(number) => vec![FormField::text("number", sanitize_text(number))],
        SettingId::NewNumber => vec![FormField::text("number", "")],
        SettingId::Theme(key) => {
            let setting = find_theme_setting(key)?;
            vec![build_choice_field(setting.key, setting.choices, (setting.value)(context.theme.prefs))]
        }
        SettingId::Favourites
        | SettingId::OwnCues
        | SettingId::Lists
        | SettingId::Private(_)
        | SettingId::Named(_) => return None,
    })
}

fn build_question_field(question: &SettingQuestion, answer: Option<String>) -> FormField {
    let Some(choices) = question.choices else {
        return FormField::text(question.name, answer.unwrap_or_default());
    };
    let answer = answer.unwrap_or_else(|| NO_VALUE.to_owned());
    let options = (choices.list)().into_iter().map(|(code, words, other_name)| {
        let option = PickOption::new(code, words).with_group("", choices.are_offered || code == answer);
        if other_name.is_empty() { option } else { option.with_other_names(&other_name, [].iter()) }
    });
    let options = options.collect();
    build_pick_field(question.name, options, vec![answer], false)
}

/// The questions about a baby or a carer; none when they are not in the journal any more.
fn fields_for_person(id: &SettingId, context: &Context<'_>) -> Option<Vec<FormField>> {
    let family = context.family;
    Some(match id {
        SettingId::Baby(id) => {
            let baby = family.find_baby(*id)?;
            let pages = if baby.closed { "closed" } else { "open" };
            vec![
                FormField::text("baby_name", baby.name.as_deref().unwrap_or_default()),
                FormField::text("born", format_date(baby.born)),
                FormField::text("due", format_date(baby.due)),
                build_choice_field("pages", &texts::BABY_PAGES_CHOICES, pages),
            ]
        }
        SettingId::NewBaby => {
            vec![FormField::text("baby_name", ""), FormField::text("born", ""), FormField::text("due", "")]
        }
        SettingId::Carer(id) => {
            let carer = family.find_carer(*id)?;
            let checkins = if carer.hidden_checkins { "hidden" } else { "shown" };
            vec![
                FormField::text("carer_name", carer.name.as_deref().unwrap_or_default()),
                build_choice_field("checkins", &texts::CHECKIN_CHOICES, checkins),
            ]
        }
        SettingId::NewCarer => vec![FormField::text("carer_name", "")],
        _ => return None,
    })
}

fn format_date(date: Option<NaiveDate>) -> String {
    date.map(format_short_date).unwrap_or_default()
}

fn build_choice_field(key: &str, all: &[(&str, &str)], now: &str) -> FormField {
    let all = all.iter().map(|(code, words)| PickOption::new(*code, *words));
    build_pick_field(key, all.collect(), vec![now.to_owned()], false)
}

fn build_pick_field(key: &str, all: Vec<PickOption>, now: Vec<String>, many: bool) -> FormField {
    FormField::new(key, FieldAnswer::Pick(PickList::new(all, now, many)))
}
