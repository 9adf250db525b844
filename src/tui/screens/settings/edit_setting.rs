//! One setting being changed, in its place in the list: its questions, and from their answers to one change.

use crate::model::family_changes::{check_name, list_to_value, reject_future_birth};
use crate::model::settings::{find_setting, find_setting_question};
use crate::model::{Baby, Carer, Change, EntryKind, new_id};
use crate::quick_line::{parse_full_date, print_setting_answer};
use crate::store::StoreError;
use crate::text::sanitize::collapse_whitespace;
use crate::texts::settings_screen as texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::entry_form::{FieldList, FormField, entry_form_texts};
use crate::tui::screens::settings::setting_fields;
use crate::tui::screens::settings::setting_id::SettingId;
use crate::tui::screens::{Context, UnsavedDraft};
use crate::tui::theme::ThemePrefs;
use crate::tui::theme::theme_settings::find_theme_setting;
use crate::vocabulary::eq_normalized;
use chrono::NaiveDate;
use serde_json::Value;

pub(crate) struct SettingEdit {
    pub setting: SettingId,
    pub field_list: FieldList,
    pub draft_restored: bool,
    /// What the journal was asked to keep; it is done once it has been read back.
    pub pending_change: Option<Change>,
}

pub(crate) enum EditOutcome {
    Unchanged,
    Change(Change),
    Theme(ThemePrefs),
    Invalid(&'static str, String),
}

impl SettingEdit {
    /// Opens a setting, with what was typed before and left; `left` is what the screen remembers of that, and goes
    /// before what the journal does. None for a setting that has a screen of its own.
    pub(crate) fn open_setting(
        on: SettingId,
        left: Option<&UnsavedDraft>,
        context: &Context<'_>,
    ) -> Result<Option<Self>, StoreError> {
        let Some(fields) = setting_fields::fields_for_setting(&on, context) else {
            return Ok(None);
        };
        let sheet = FieldList { kind: None, is_editing: true, fields, focused_position: 0 };
        let mut edit = Self { setting: on, field_list: sheet, draft_restored: false, pending_change: None };
        let slot = edit.draft_slot();
        let draft = match left.filter(|(of, _)| *of == slot) {
            Some((_, content)) => content.clone(),
            None => context.store.load_draft(&slot)?,
        };
        if let Some(draft) = draft {
            for field in &mut edit.field_list.fields {
                field.set_from_json(&draft[&field.name]);
            }
            edit.draft_restored = edit.is_touched();
        }
        Ok(Some(edit))
    }

    pub(crate) fn is_touched(&self) -> bool {
        self.field_list.fields.iter().any(FormField::is_changed)
    }

    pub(crate) fn draft_slot(&self) -> String {
        let of = match &self.setting {
            SettingId::Baby(id) => format!("baby-{id}"),
            SettingId::Carer(id) => format!("carer-{id}"),
            SettingId::Number(number) => format!("number-{number}"),
            SettingId::Typed(key) | SettingId::Theme(key) => (*key).to_owned(),
            other => format!("{other:?}").to_lowercase(),
        };
        format!("settings-{of}")
    }

    /// What is typed, to be found again; none when nothing is.
    pub(crate) fn collect_answers(&self) -> Option<Value> {
        let touched = self.field_list.fields.iter().filter(|field| field.is_changed());
        let answers: serde_json::Map<String, Value> =
            touched.map(|field| (field.name.clone(), field.to_json())).collect();
        (!answers.is_empty()).then_some(Value::Object(answers))
    }

    fn find_field(&self, key: &str) -> Option<&FormField> {
        self.field_list.fields.iter().find(|field| field.name == key)
    }

    fn typed_text(&self, key: &str) -> String {
        let typed = self.find_field(key).map_or("", FormField::typed_text);
        collapse_whitespace(typed)
    }

    fn chosen_code(&self, key: &str) -> Option<&str> {
        self.find_field(key).and_then(FormField::picked_code)
    }

    fn is_field_touched(&self, key: &str) -> bool {
        self.find_field(key).is_some_and(FormField::is_changed)
    }

    /// What the answers come to. Only what was touched is put in the place of what is set now.
    pub(crate) fn evaluate_answers(&self, context: &Context<'_>) -> Result<EditOutcome, StoreError> {
        if let Some(field) = self.field_list.fields.iter().find(|f| !f.search_text().is_empty()) {
            let not_found =
                find_setting_question(&field.name).and_then(|question| question.choices?.not_found);
            let typed = field.search_text();
            let message = match not_found {
                Some(not_found) => not_found(typed),
                None => entry_form_texts::search_not_picked(typed, &key_name(Mode::Form, Action::Open)),
            };
            return Ok(EditOutcome::Invalid("", message));
        }
        if !self.is_touched() {
            return Ok(EditOutcome::Unchanged);
        }
        let family = context.family;
        match &self.setting {
            SettingId::Baby(id) => match family.find_baby(*id) {
                Some(baby) => self.build_baby_change(Some(baby), context),
                None => Ok(EditOutcome::Unchanged),
            },
            SettingId::NewBaby => self.build_baby_change(None, context),
            SettingId::Carer(id) => Ok(self.build_carer_change(family.find_carer(*id), context)),
            SettingId::NewCarer => Ok(self.build_carer_change(None, context)),
            SettingId::Typed(key) => self.build_typed_change(key, context),
            SettingId::Kinds => {
                let mut hidden = family.settings.hidden.clone();
                hidden.retain(|code| !EntryKind::ALL.iter().any(|kind| kind.as_code() == code));
                let picked = self.find_field("kinds").map_or(&[][..], FormField::picked_codes);
                hidden.extend(picked.iter().cloned());
                build_setting_change(
                    "hidden",
                    list_to_value(&hidden),
                    texts::HIDDEN_KINDS_TITLE.into(),
                    context,
                )
            }
            SettingId::Number(before) => self.build_number_change(Some(before), context),
            SettingId::NewNumber => self.build_number_change(None, context),
            SettingId::Theme(key) => Ok(self.choose_theme(key, context.theme.prefs)),
            SettingId::Favourites
            | SettingId::OwnCues
            | SettingId::Lists
            | SettingId::Private(_)
            | SettingId::Named(_) => Ok(EditOutcome::Unchanged),
        }
    }

    pub(crate) fn flag_invalid_field(&mut self, context: &Context<'_>) -> Option<String> {
        let key = self.field_list.focused_field_mut()?.name.clone();
        let typed = self.typed_text(&key);
        let message = match key.as_str() {
            _ if !self.is_field_touched(&key) || typed.is_empty() => None,
            "born" | "due" => match read_date(&key, &typed, context) {
                None => Some(entry_form_texts::unreadable_date(&typed)),
                Some(day) if key == "born" => reject_future_birth(day, context.now.local_date()),
                Some(_) => None,
            },
            _ => match find_setting_question(&key) {
                Some(question) if question.choices.is_none() => {
                    (question.parse)(&print_setting_answer(question, &typed)).err()
                }
                _ => None,
            },
        };
        if let Some(field) = self.field_list.focused_field_mut() {
            field.error.clone_from(&message);
        }
        message
    }

    fn build_baby_change(
        &self,
        before: Option<&Baby>,
        context: &Context<'_>,
    ) -> Result<EditOutcome, StoreError> {
        let name = self.typed_text("baby_name");
        let others = context.family.other_baby_names(before.map(|baby| baby.id));
        let named = before.is_none() || self.is_field_touched("baby_name");
        if let Some(message) = check_name(&name, others).filter(|_| named) {
            return Ok(EditOutcome::Invalid("baby_name", message));
        }
        let mut after = before.cloned().unwrap_or_else(|| Baby::new_unnamed(new_id()));
        if named {
            after.name = Some(name);
        }
        for key in ["born", "due"] {
            let typed = self.typed_text(key);
            let day = match read_date(key, &typed, context) {
                _ if !self.is_field_touched(key) => continue,
                None if !typed.is_empty() => {
                    return Ok(EditOutcome::Invalid(key, entry_form_texts::unreadable_date(&typed)));
                }
                day => day,
            };
            if key == "born" {
                after.born = day;
            } else {
                after.due = day;
            }
        }
        let problem = after.born.and_then(|born| reject_future_birth(born, context.now.local_date()));
        if let Some(message) = problem {
            return Ok(EditOutcome::Invalid("born", message));
        }
        let Some(before) = before else {
            let title = texts::person_saved(after.display_name());
            return Ok(EditOutcome::Change(Change::add_record(title, after)));
        };
        let closed = self.chosen_code("pages") == Some("closed");
        let mut change = if self.is_field_touched("pages") && closed != before.closed {
            let shown = context.store.load_setting("baby")?;
            before.change_closed(closed, context.family, shown)
        } else {
            Change::replace_record(after.describe_baby(), before.clone(), before.clone())
        };
        after.closed = if self.is_field_touched("pages") { closed } else { before.closed };
        if after == *before {
            return Ok(EditOutcome::Unchanged);
        }
        change.edits[0].after = Some(after.into());
        Ok(EditOutcome::Change(change))
    }

    fn build_carer_change(&self, before: Option<&Carer>, context: &Context<'_>) -> EditOutcome {
        let name = self.typed_text("carer_name");
        let others = context.family.other_carer_names(before.map(|carer| carer.id));
        let named = before.is_none() || self.is_field_touched("carer_name");
        if let Some(message) = check_name(&name, others).filter(|_| named) {
            return EditOutcome::Invalid("carer_name", message);
        }
        let Some(before) = before else {
            let carer = Carer { id: new_id(), name: Some(name), hidden_checkins: false };
            return EditOutcome::Change(Change::add_record(texts::person_saved(carer.display_name()), carer));
        };
        let hidden = self.chosen_code("checkins") == Some("hidden");
        let mut change = before.change_checkin_visibility(hidden);
        let mut after = before.clone();
        if self.is_field_touched("checkins") {
            after.hidden_checkins = hidden;
        }
        if named {
            after.name = Some(name);
            change.title = texts::person_saved(after.display_name());
        }
        if after == *before {
            return EditOutcome::Unchanged;
        }
        change.edits[0].after = Some(after.into());
        EditOutcome::Change(change)
    }

    fn build_typed_change(&self, key: &str, context: &Context<'_>) -> Result<EditOutcome, StoreError> {
        let Some((spec, typed)) = find_setting(key).and_then(|spec| Some((spec, spec.typed.as_ref()?)))
        else {
            return Ok(EditOutcome::Unchanged);
        };
        let mut answers = Vec::new();
        for question in typed.questions {
            match (question.choices, self.chosen_code(question.name)) {
                (None, _) => answers.push(print_setting_answer(question, &self.typed_text(question.name))),
                (Some(_), Some(code)) => answers.push(code.to_owned()),
                (Some(choices), None) => {
                    return Ok(EditOutcome::Invalid(question.name, choices.missing.into()));
                }
            }
        }
        match spec.parse_answers(typed, &answers) {
            Ok(value) => {
                let title = (typed.title)(&value);
                build_setting_change(spec.key, value, title, context)
            }
            Err(problem) => {
                let last = typed.questions.last().map_or("", |question| question.name);
                Ok(EditOutcome::Invalid(problem.question.unwrap_or(last), problem.message))
            }
        }
    }

    fn build_number_change(
        &self,
        before: Option<&str>,
        context: &Context<'_>,
    ) -> Result<EditOutcome, StoreError> {
        let text = self.typed_text("number");
        let mut all = context.family.settings.own_numbers.clone();
        let at = before.and_then(|before| all.iter().position(|it| it == before));
        let taken = all.iter().enumerate().any(|(n, it)| Some(n) != at && eq_normalized(it, &text));
        match at {
            _ if taken => return Ok(EditOutcome::Unchanged),
            Some(at) if text.is_empty() => drop(all.remove(at)),
            Some(at) => all[at].clone_from(&text),
            None if text.is_empty() => return Ok(EditOutcome::Unchanged),
            None => all.push(text.clone()),
        }
        let title = texts::number_changed(before, &text);
        build_setting_change("own_numbers", list_to_value(&all), title, context)
    }

    fn choose_theme(&self, key: &str, prefs: ThemePrefs) -> EditOutcome {
        let chosen = find_theme_setting(key).zip(self.chosen_code(key));
        let chosen = chosen.and_then(|(setting, code)| (setting.choose)(prefs, code));
        chosen.map_or(EditOutcome::Unchanged, EditOutcome::Theme)
    }
}

fn build_setting_change(
    name: &str,
    value: Value,
    title: String,
    context: &Context<'_>,
) -> Result<EditOutcome, StoreError> {
    let before = context.store.load_setting(name)?;
    Ok(match Change::update_setting(before, name, value, title) {
        Some(change) => EditOutcome::Change(change),
        None => EditOutcome::Unchanged,
    })
}

/// A birthday has been; a due date may lie ahead.
fn read_date(key: &str, typed: &str, context: &Context<'_>) -> Option<NaiveDate> {
    let country = context.family.settings.country.as_deref();
    parse_full_date(typed, context.now.local_date(), country, key == "due")
}
