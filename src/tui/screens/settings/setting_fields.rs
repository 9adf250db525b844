//! The questions of each setting, with what is set as their first answers.

use crate::model::EntryKind;
use crate::model::describe::sanitize_text;
use crate::model::family_changes::list_zone_names;
use crate::model::time::format_short_date;
use crate::tui::screens::Context;
use crate::tui::screens::entry_form::{FieldAnswer, FormField, PickList, PickOption};
use crate::tui::screens::settings::settings_rows::SettingId;
use crate::tui::screens::settings::settings_texts;
use crate::tui::theme::Palette;
use crate::vocabulary::support_countries;
use chrono::NaiveDate;

/// The code of "left to this computer".
pub(crate) const NO_COUNTRY_CODE: &str = "none";

/// The questions of a setting; none for one that has a screen of its own.
pub(crate) fn fields_for_setting(on: &SettingId, here: &Context<'_>) -> Option<Vec<FormField>> {
    let family = here.family;
    let settings = &family.settings;
    let hours = settings.day_boundaries;
    Some(match on {
        SettingId::Baby(_) | SettingId::NewBaby | SettingId::Carer(_) | SettingId::NewCarer => {
            fields_for_person(on, here)?
        }
        SettingId::Zone => vec![build_zone_field(hours.zone.name())],
        SettingId::DayStart => vec![FormField::text("day_start", hours.day_start.to_string())],
        SettingId::Night => vec![
            FormField::text("night_from", hours.night_from.to_string()),
            FormField::text("night_to", hours.night_to.to_string()),
        ],
        SettingId::Kinds => {
            let kinds = EntryKind::ALL.map(|kind| PickOption::new(kind.as_code(), kind.display_name()));
            let hidden = EntryKind::ALL.iter().map(|kind| kind.as_code().to_owned());
            let hidden = hidden.filter(|code| family.is_hidden(code)).collect();
            vec![build_pick_field("kinds", kinds.to_vec(), hidden, true)]
        }
        SettingId::Country => {
            let mut all = vec![PickOption::new(NO_COUNTRY_CODE, settings_texts::NO_COUNTRY)];
            all.extend(support_countries().into_iter().map(|(code, name)| PickOption::new(code, name)));
            let code = settings.country.clone().unwrap_or_else(|| NO_COUNTRY_CODE.into());
            vec![build_pick_field("country", all, vec![code], false)]
        }
        SettingId::Number(number) => vec![FormField::text("number", sanitize_text(number))],
        SettingId::NewNumber => vec![FormField::text("number", "")],
        SettingId::Colours => {
            let all = Palette::ALL.map(|it| PickOption::new(it.name(), settings_texts::palette(it)));
            let now = here.theme.prefs.palette.name().to_owned();
            vec![build_pick_field("colours", all.to_vec(), vec![now], false)]
        }
        SettingId::Signs => {
            let all = [
                ("full", settings_texts::describe_signs(false)),
                ("ascii", settings_texts::describe_signs(true)),
            ];
            let now = if here.theme.prefs.ascii { "ascii" } else { "full" };
            vec![build_choice_field("signs", &all, now)]
        }
        SettingId::Favourites | SettingId::OwnCues | SettingId::Lists | SettingId::Private(_) => return None,
    })
}

/// The questions about a baby or a carer; none when they are not in the journal any more.
fn fields_for_person(on: &SettingId, here: &Context<'_>) -> Option<Vec<FormField>> {
    let family = here.family;
    Some(match on {
        SettingId::Baby(id) => {
            let baby = family.find_baby(*id)?;
            let pages = if baby.closed { "closed" } else { "open" };
            vec![
                FormField::text("baby_name", baby.name.as_deref().unwrap_or_default()),
                FormField::text("born", day(baby.born)),
                FormField::text("due", day(baby.due)),
                build_choice_field("pages", &settings_texts::BABY_PAGES_CHOICES, pages),
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
                build_choice_field("checkins", &settings_texts::CHECKIN_CHOICES, checkins),
            ]
        }
        SettingId::NewCarer => vec![FormField::text("carer_name", "")],
        _ => return None,
    })
}

fn day(format_optional_date: Option<NaiveDate>) -> String {
    format_optional_date.map(format_short_date).unwrap_or_default()
}

/// Every zone there is, found by any part of its name; the one that is set is offered.
fn build_zone_field(now: &str) -> FormField {
    let choice = |name: &'static str| {
        let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
        let choice = PickOption::new(name, name).with_other_names(&city, [].iter());
        choice.with_group("", name == now)
    };
    let all = list_zone_names().map(choice).collect();
    build_pick_field("zone", all, vec![now.to_owned()], false)
}

fn build_choice_field(key: &str, all: &[(&str, &str)], now: &str) -> FormField {
    let all = all.iter().map(|(code, words)| PickOption::new(*code, *words));
    build_pick_field(key, all.collect(), vec![now.to_owned()], false)
}

fn build_pick_field(key: &str, all: Vec<PickOption>, now: Vec<String>, many: bool) -> FormField {
    FormField::new(key, FieldAnswer::Pick(PickList::new(all, now, many)))
}
