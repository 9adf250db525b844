//! One setting being changed, in its place in the list: its questions, and from their answers to one change.

use crate::model::family_changes::{check_name, find_zone, list_to_value, reject_future_birth};
use crate::model::{Baby, Carer, Change, EntryKind, TimeOfDay, new_id};
use crate::quick_line::parse_full_date;
use crate::store::StoreError;
use crate::tui::screens::entry_form::{FieldList, FormField, entry_form_texts};
use crate::tui::screens::settings::setting_fields::NO_COUNTRY_CODE;
use crate::tui::screens::settings::settings_rows::SettingId;
use crate::tui::screens::settings::{setting_fields, settings_texts};
use crate::tui::screens::{Context, UnsavedDraft};
use crate::tui::theme::{Palette, ThemePrefs};
use crate::vocabulary::eq_normalized;
use serde_json::{Value, json};

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
        here: &Context<'_>,
    ) -> Result<Option<Self>, StoreError> {
        let Some(fields) = setting_fields::fields_for_setting(&on, here) else {
            return Ok(None);
        };
        let sheet = FieldList { kind: None, is_editing: true, fields, focused_position: 0 };
        let mut edit = Self { setting: on, field_list: sheet, draft_restored: false, pending_change: None };
        let slot = edit.draft_slot();
        let draft = match left.filter(|(of, _)| *of == slot) {
            Some((_, content)) => content.clone(),
            None => here.store.load_draft(&slot)?,
        };
        if let Some(draft) = draft {
            for field in &mut edit.field_list.fields {
                field.set_from_json(&draft[&field.name]);
            }
            edit.draft_restored = edit.is_touched();
        }
        Ok(Some(edit))
    }

    /// Whether anything is answered otherwise than at first.
    pub(crate) fn is_touched(&self) -> bool {
        self.field_list.fields.iter().any(FormField::is_changed)
    }

    pub(crate) fn draft_slot(&self) -> String {
        let of = match &self.setting {
            SettingId::Baby(id) => format!("baby-{id}"),
            SettingId::Carer(id) => format!("carer-{id}"),
            SettingId::Number(number) => format!("number-{number}"),
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
        typed.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn chosen_code(&self, key: &str) -> Option<&str> {
        self.find_field(key).and_then(FormField::picked_code)
    }

    fn is_field_touched(&self, key: &str) -> bool {
        self.find_field(key).is_some_and(FormField::is_changed)
    }

    /// What the answers come to. Only what was touched is put in the place of what is set now.
    pub(crate) fn evaluate_answers(&self, here: &Context<'_>) -> Result<EditOutcome, StoreError> {
        if let Some(field) = self.field_list.fields.iter().find(|f| !f.search_text().is_empty()) {
            let says = match self.setting {
                SettingId::Zone => settings_texts::unknown_zone(field.search_text()),
                _ => entry_form_texts::search_not_picked(field.search_text()),
            };
            return Ok(EditOutcome::Invalid("", says));
        }
        if !self.is_touched() {
            return Ok(EditOutcome::Unchanged);
        }
        let family = here.family;
        match &self.setting {
            SettingId::Baby(id) => match family.find_baby(*id) {
                Some(baby) => self.build_baby_change(Some(baby), here),
                None => Ok(EditOutcome::Unchanged),
            },
            SettingId::NewBaby => self.build_baby_change(None, here),
            SettingId::Carer(id) => Ok(self.build_carer_change(family.find_carer(*id), here)),
            SettingId::NewCarer => Ok(self.build_carer_change(None, here)),
            SettingId::Zone => match self.chosen_code("zone").and_then(find_zone) {
                Some(zone) => {
                    let says = settings_texts::zone_changed(zone.name());
                    build_setting_change("zone", json!(zone.name()), says, here)
                }
                None => Ok(EditOutcome::Invalid("zone", settings_texts::ZONE_MISSING.into())),
            },
            SettingId::DayStart => match self.parse_time_of_day("day_start") {
                Ok(time) => {
                    let says = settings_texts::day_start_changed(&time.to_string());
                    build_setting_change("day_start", json!(time.to_string()), says, here)
                }
                Err(says) => Ok(EditOutcome::Invalid("day_start", says)),
            },
            SettingId::Night => self.build_night_change(here),
            SettingId::Kinds => {
                let mut hidden = family.settings.hidden.clone();
                hidden.retain(|code| !EntryKind::ALL.iter().any(|kind| kind.as_code() == code));
                let picked = self.find_field("kinds").map_or(&[][..], FormField::picked_codes);
                hidden.extend(picked.iter().cloned());
                build_setting_change(
                    "hidden",
                    list_to_value(&hidden),
                    settings_texts::HIDDEN_KINDS_TITLE.into(),
                    here,
                )
            }
            SettingId::Country => {
                let code = self.chosen_code("country").filter(|code| *code != NO_COUNTRY_CODE);
                build_setting_change("country", json!(code), settings_texts::COUNTRY_TITLE.into(), here)
            }
            SettingId::Number(before) => self.build_number_change(Some(before), here),
            SettingId::NewNumber => self.build_number_change(None, here),
            SettingId::Colours | SettingId::Signs => {
                Ok(EditOutcome::Theme(self.build_theme_prefs(here.theme.prefs)))
            }
            SettingId::Favourites | SettingId::OwnCues | SettingId::Lists | SettingId::Private(_) => {
                Ok(EditOutcome::Unchanged)
            }
        }
    }

    /// What is wrong with the question the parent is about to leave, marked there and said.
    pub(crate) fn flag_invalid_field(&mut self, here: &Context<'_>) -> Option<String> {
        let key = self.field_list.focused_field_mut()?.name.clone();
        let typed = self.typed_text(&key);
        let says = match key.as_str() {
            _ if !self.is_field_touched(&key) || typed.is_empty() => None,
            "born" | "due" => match parse_full_date(&typed) {
                None => Some(entry_form_texts::unreadable_date(&typed)),
                Some(day) if key == "born" => reject_future_birth(day, here.now.local_date()),
                Some(_) => None,
            },
            "day_start" | "night_from" | "night_to" => self.parse_time_of_day(&key).err(),
            _ => None,
        };
        if let Some(field) = self.field_list.focused_field_mut() {
            field.error.clone_from(&says);
        }
        says
    }

    fn build_baby_change(
        &self,
        before: Option<&Baby>,
        here: &Context<'_>,
    ) -> Result<EditOutcome, StoreError> {
        let name = self.typed_text("baby_name");
        let others = here.family.other_baby_names(before.map(|baby| baby.id));
        let named = before.is_none() || self.is_field_touched("baby_name");
        if let Some(says) = check_name(&name, others).filter(|_| named) {
            return Ok(EditOutcome::Invalid("baby_name", says));
        }
        let mut after = before.cloned().unwrap_or_else(|| Baby::new_unnamed(new_id()));
        if named {
            after.name = Some(name);
        }
        for key in ["born", "due"] {
            let typed = self.typed_text(key);
            let day = match parse_full_date(&typed) {
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
        let problem = after.born.and_then(|born| reject_future_birth(born, here.now.local_date()));
        if let Some(says) = problem {
            return Ok(EditOutcome::Invalid("born", says));
        }
        let Some(before) = before else {
            let title = settings_texts::person_saved(after.display_name());
            return Ok(EditOutcome::Change(Change::add_record(title, after)));
        };
        let closed = self.chosen_code("pages") == Some("closed");
        let mut change = if self.is_field_touched("pages") && closed != before.closed {
            let shown = here.store.load_setting("baby")?;
            before.change_closed(closed, here.family, shown)
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

    fn build_carer_change(&self, before: Option<&Carer>, here: &Context<'_>) -> EditOutcome {
        let name = self.typed_text("carer_name");
        let others = here.family.other_carer_names(before.map(|carer| carer.id));
        let named = before.is_none() || self.is_field_touched("carer_name");
        if let Some(says) = check_name(&name, others).filter(|_| named) {
            return EditOutcome::Invalid("carer_name", says);
        }
        let Some(before) = before else {
            let carer = Carer { id: new_id(), name: Some(name), hidden_checkins: false };
            return EditOutcome::Change(Change::add_record(
                settings_texts::person_saved(carer.display_name()),
                carer,
            ));
        };
        let hidden = self.chosen_code("checkins") == Some("hidden");
        let mut change = before.change_checkin_visibility(hidden);
        let mut after = before.clone();
        if self.is_field_touched("checkins") {
            after.hidden_checkins = hidden;
        }
        if named {
            after.name = Some(name);
            change.title = settings_texts::person_saved(after.display_name());
        }
        if after == *before {
            return EditOutcome::Unchanged;
        }
        change.edits[0].after = Some(after.into());
        EditOutcome::Change(change)
    }

    fn parse_time_of_day(&self, key: &str) -> Result<TimeOfDay, String> {
        let typed = self.typed_text(key);
        TimeOfDay::parse(&typed).ok_or_else(|| settings_texts::invalid_time_of_day(&typed))
    }

    fn build_night_change(&self, here: &Context<'_>) -> Result<EditOutcome, StoreError> {
        let (from, to) = match (self.parse_time_of_day("night_from"), self.parse_time_of_day("night_to")) {
            (Err(says), _) => return Ok(EditOutcome::Invalid("night_from", says)),
            (_, Err(says)) => return Ok(EditOutcome::Invalid("night_to", says)),
            (Ok(from), Ok(to)) if from == to => {
                return Ok(EditOutcome::Invalid("night_to", settings_texts::NIGHT_EMPTY.into()));
            }
            (Ok(from), Ok(to)) => (from.to_string(), to.to_string()),
        };
        build_setting_change("night", json!([from, to]), settings_texts::night_changed(&from, &to), here)
    }

    fn build_number_change(
        &self,
        before: Option<&str>,
        here: &Context<'_>,
    ) -> Result<EditOutcome, StoreError> {
        let text = self.typed_text("number");
        let mut all = here.family.settings.own_numbers.clone();
        let at = before.and_then(|before| all.iter().position(|it| it == before));
        let taken = all.iter().enumerate().any(|(n, it)| Some(n) != at && eq_normalized(it, &text));
        match at {
            _ if taken => return Ok(EditOutcome::Unchanged),
            Some(at) if text.is_empty() => drop(all.remove(at)),
            Some(at) => all[at].clone_from(&text),
            None if text.is_empty() => return Ok(EditOutcome::Unchanged),
            None => all.push(text.clone()),
        }
        let title = settings_texts::number_changed(before, &text);
        build_setting_change("own_numbers", list_to_value(&all), title, here)
    }

    fn build_theme_prefs(&self, mut chosen: ThemePrefs) -> ThemePrefs {
        if let Some(palette) = self.chosen_code("colours").and_then(Palette::from_name) {
            chosen.palette = palette;
        }
        if let Some(signs) = self.chosen_code("signs") {
            chosen.ascii = signs == "ascii";
        }
        chosen
    }
}

fn build_setting_change(
    name: &str,
    value: Value,
    title: String,
    here: &Context<'_>,
) -> Result<EditOutcome, StoreError> {
    let before = here.store.load_setting(name)?;
    Ok(match Change::update_setting(before, name, value, title) {
        Some(change) => EditOutcome::Change(change),
        None => EditOutcome::Unchanged,
    })
}
