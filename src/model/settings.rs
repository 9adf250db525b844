//! The family's settings, a row each in [`SETTINGS`]: how one is read, stored, exported, asked for and shown. The store,
//! archives, `cuebook set`, the settings screen and the README's table all follow the rows, so a further setting is its
//! field and its row.

pub use crate::model::setting_spec::FamilySettings;
pub(crate) use crate::model::setting_spec::{
    JsonPlace, SettingChoices, SettingQuestion, SettingSection, SettingSpec, TypedSetting, is_set,
    print_value,
};
use crate::model::{Setting, TimeOfDay, Zone};
use crate::texts::family_settings as texts;
use crate::vocabulary::{find_support_country, support_file};
use serde_json::{Value, json};

impl FamilySettings {
    /// Takes one stored setting over; a name or value this version does not know changes nothing.
    pub(crate) fn apply_setting(&mut self, setting: &Setting) {
        if let Some(spec) = find_setting(&setting.name) {
            (spec.read)(self, &setting.value);
        }
    }
}

pub(crate) fn find_setting(key: &str) -> Option<&'static SettingSpec> {
    SETTINGS.iter().find(|spec| spec.key == key)
}

/// The settings whose value is typed.
pub(crate) fn typed_settings() -> impl Iterator<Item = (&'static SettingSpec, &'static TypedSetting)> {
    SETTINGS.iter().filter_map(|spec| Some((spec, spec.typed.as_ref()?)))
}

/// A typed setting's question by its name on the settings screen.
pub(crate) fn find_setting_question(name: &str) -> Option<&'static SettingQuestion> {
    typed_settings().flat_map(|(_, typed)| typed.questions).find(|question| question.name == name)
}

/// The names of the settings an archive carries.
pub fn archived_settings() -> impl Iterator<Item = &'static str> {
    SETTINGS.iter().filter(|spec| spec.json.is_archived()).map(|spec| spec.key)
}

/// The name of the setting that holds the seals.
pub(crate) const SEALS_SETTING: &str = "seals";

/// The longest plan of the family's own.
const MAX_PLAN_CHARS: usize = 400;

/// What is typed, and picked, for "not set".
pub(crate) const NO_VALUE: &str = "none";

pub(crate) static SETTINGS: [SettingSpec; 14] = [
    SettingSpec {
        key: "zone",
        read: |it, value| value.as_str()?.parse().ok().map(|zone| it.day_boundaries.zone = zone),
        value: |it| json!(it.day_boundaries.zone.name()),
        json: JsonPlace::Family,
        typed: Some(TypedSetting {
            section: SettingSection::Day,
            command: "zone",
            about: texts::ZONE_ABOUT,
            value_name: "ZONE",
            value_help: texts::ZONE_VALUE,
            label: texts::ZONE_LABEL,
            questions: &[SettingQuestion {
                name: "zone",
                label: texts::ZONE_LABEL,
                hint: texts::ZONE_HINT,
                asks_time: false,
                parse: |text| match find_zone(text) {
                    Some(zone) => Ok(json!(zone.name())),
                    None => Err(texts::unknown_zone(text)),
                },
                choices: Some(SettingChoices {
                    list: list_zones,
                    are_offered: false,
                    missing: texts::ZONE_MISSING,
                    not_found: Some(texts::zone_not_found),
                }),
            }],
            problem: "",
            example: "",
            title: |value| texts::zone_title(value.as_str().unwrap_or_default()),
            show: Some(|value, now| {
                texts::zone_with_time(value.as_str().unwrap_or_default(), &now.format_hm())
            }),
        }),
    },
    SettingSpec {
        key: "day_start",
        read: |it, value| read_time(value).map(|time| it.day_boundaries.day_start = time),
        value: |it| json!(it.day_boundaries.day_start.to_string()),
        json: JsonPlace::Family,
        typed: Some(TypedSetting {
            section: SettingSection::Day,
            command: "day-start",
            about: texts::DAY_START_ABOUT,
            value_name: "TIME",
            value_help: texts::DAY_START_VALUE,
            label: texts::DAY_START_LABEL,
            questions: &[time_question("day_start", texts::DAY_START_LABEL)],
            problem: "",
            example: "",
            title: |value| texts::day_start_title(value.as_str().unwrap_or_default()),
            show: None,
        }),
    },
    SettingSpec {
        key: "night",
        read: |it, value| {
            let [from, to] = value.as_array()?.as_slice() else { return None };
            let (from, to) = (read_time(from)?, read_time(to)?);
            (from != to).then(|| (it.day_boundaries.night_from, it.day_boundaries.night_to) = (from, to))
        },
        value: |it| json!([it.day_boundaries.night_from.to_string(), it.day_boundaries.night_to.to_string()]),
        json: JsonPlace::Family,
        typed: Some(TypedSetting {
            section: SettingSection::Day,
            command: "night",
            about: texts::NIGHT_ABOUT,
            value_name: "TIMES",
            value_help: texts::NIGHT_VALUE,
            label: texts::NIGHT_LABEL,
            questions: &[
                time_question("night_from", texts::NIGHT_BEGINS),
                time_question("night_to", texts::NIGHT_ENDS),
            ],
            problem: texts::NIGHT_EMPTY,
            example: "19:00 07:00",
            title: |value| texts::night_title(&print_value(value).unwrap_or_default()),
            show: None,
        }),
    },
    SettingSpec {
        key: "favourites",
        read: |it, value| read_value(&mut it.favourites, value),
        value: |it| json!(it.favourites),
        json: JsonPlace::Family,
        typed: None,
    },
    SettingSpec {
        key: "hidden",
        read: |it, value| read_value(&mut it.hidden, value),
        value: |it| json!(it.hidden),
        json: JsonPlace::Family,
        typed: None,
    },
    SettingSpec {
        key: "stroke_names",
        read: |it, value| read_value(&mut it.stroke_names, value),
        value: |it| json!(it.stroke_names),
        json: JsonPlace::FamilyWhenSet,
        typed: None,
    },
    SettingSpec {
        key: SEALS_SETTING,
        read: |it, value| read_value(&mut it.seals, value),
        value: |it| json!(it.seals),
        json: JsonPlace::FamilyWhenSet,
        typed: None,
    },
    SettingSpec {
        key: "country",
        read: |it, value| read_value(&mut it.country, value),
        value: |it| json!(it.country),
        json: JsonPlace::ListingWhenSet("country"),
        typed: Some(TypedSetting {
            section: SettingSection::Support,
            command: "country",
            about: texts::COUNTRY_ABOUT,
            value_name: "COUNTRY",
            value_help: texts::COUNTRY_VALUE,
            label: texts::COUNTRY_LABEL,
            questions: &[SettingQuestion {
                name: "country",
                label: texts::COUNTRY_LABEL,
                hint: texts::COUNTRY_HINT,
                asks_time: false,
                parse: parse_country,
                choices: Some(SettingChoices {
                    list: list_countries,
                    are_offered: true,
                    missing: "",
                    not_found: None,
                }),
            }],
            problem: "",
            example: "",
            title: |value| texts::country_title(value.as_str().map(country_name)),
            show: Some(|value, _| value.as_str().map_or(texts::NO_COUNTRY, country_name).to_owned()),
        }),
    },
    SettingSpec {
        key: "own_numbers",
        read: |it, value| read_value(&mut it.own_numbers, value),
        value: |it| json!(it.own_numbers),
        json: JsonPlace::Listing("numbers"),
        typed: None,
    },
    SettingSpec {
        key: "own_plan",
        read: |it, value| read_value(&mut it.own_plan, value),
        value: |it| json!(it.own_plan),
        json: JsonPlace::ListingWhenSet("plan"),
        typed: Some(TypedSetting {
            section: SettingSection::Support,
            command: "plan",
            about: texts::PLAN_ABOUT,
            value_name: "WORDS",
            value_help: texts::PLAN_VALUE,
            label: texts::PLAN_LABEL,
            questions: &[SettingQuestion {
                name: "own_plan",
                label: texts::PLAN_LABEL,
                hint: texts::PLAN_HINT,
                asks_time: false,
                parse: parse_plan,
                choices: None,
            }],
            problem: "",
            example: "",
            title: |value| texts::plan_title(!value.is_null()).to_owned(),
            show: Some(|value, _| value.as_str().unwrap_or(texts::NO_PLAN).to_owned()),
        }),
    },
    SettingSpec {
        key: "baby",
        read: |it, value| read_value(&mut it.baby, value),
        value: |it| json!(it.baby),
        json: JsonPlace::None,
        typed: None,
    },
    SettingSpec {
        key: "carer",
        read: |it, value| read_value(&mut it.carer, value),
        value: |it| json!(it.carer),
        json: JsonPlace::None,
        typed: None,
    },
    SettingSpec {
        key: "quiet",
        read: |it, value| read_value(&mut it.quiet, value),
        value: |it| json!(it.quiet),
        json: JsonPlace::None,
        typed: None,
    },
    SettingSpec {
        key: "welcomed",
        read: |it, value| read_value(&mut it.welcomed, value),
        value: |it| json!(it.welcomed),
        json: JsonPlace::None,
        typed: None,
    },
];

const fn time_question(name: &'static str, label: &'static str) -> SettingQuestion {
    SettingQuestion {
        name,
        label,
        hint: texts::TIME_HINT,
        asks_time: true,
        parse: parse_time_answer,
        choices: None,
    }
}

fn parse_time_answer(text: &str) -> Result<Value, String> {
    match TimeOfDay::parse(text) {
        Some(time) => Ok(json!(time.to_string())),
        None => Err(texts::invalid_time_of_day(text)),
    }
}

/// Words of the family's own; blank, or "none", takes them away.
fn parse_plan(text: &str) -> Result<Value, String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.chars().count() {
        0 => Ok(Value::Null),
        _ if words.eq_ignore_ascii_case(NO_VALUE) => Ok(Value::Null),
        1..=MAX_PLAN_CHARS => Ok(json!(words)),
        _ => Err(texts::plan_too_long(MAX_PLAN_CHARS)),
    }
}

fn read_time(value: &Value) -> Option<TimeOfDay> {
    TimeOfDay::parse(value.as_str()?)
}

fn read_value<T: serde::de::DeserializeOwned>(field: &mut T, value: &Value) -> Option<()> {
    *field = T::deserialize(value).ok()?;
    Some(())
}

/// A zone by its name, whatever its case.
pub(crate) fn find_zone(name: &str) -> Option<Zone> {
    let name = name.trim();
    let mut all = Zone::all();
    all.find(|zone| zone.name().eq_ignore_ascii_case(name))
}

/// Every zone, found by its city too.
fn list_zones() -> Vec<(&'static str, &'static str, String)> {
    let names = Zone::all().map(|zone| zone.name());
    names.map(|name| (name, name, name.rsplit('/').next().unwrap_or(name).replace('_', " "))).collect()
}

/// A country with support lines, by its letters or a name of it.
fn parse_country(text: &str) -> Result<Value, String> {
    if text.eq_ignore_ascii_case(NO_VALUE) {
        return Ok(Value::Null);
    }
    let found = find_support_country(text).map(|country| json!(country.code));
    found.ok_or_else(|| {
        let all = support_file().country.iter();
        let known: Vec<_> = all.map(|country| format!("{} ({})", country.code, country.name)).collect();
        texts::unknown_country(text, &known.join(", "))
    })
}

fn country_name(code: &str) -> &str {
    find_support_country(code).map_or(code, |country| country.name.as_str())
}

fn list_countries() -> Vec<(&'static str, &'static str, String)> {
    let none = (NO_VALUE, texts::NO_COUNTRY, String::new());
    let all = support_file().country.iter();
    let all = all.map(|country| (country.code.as_str(), country.name.as_str(), country.also.join(" ")));
    std::iter::once(none).chain(all).collect()
}
