//! The family's settings, a row each in [`SETTINGS`]: how one is read, stored, exported, asked for and shown. The store,
//! archives, `cuebook set`, the settings screen and the README's table all follow the rows, so a further setting is its
//! field and its row.

use crate::model::{CarerSeal, DayBoundaries, Id, Setting, TimeOfDay, Timestamp, Zone};
use crate::text::plural::capitalize_first;
use crate::texts::family_settings as texts;
use crate::vocabulary::{eq_normalized, support_countries};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The family's settings; looks live in the config file, not here.
#[derive(Clone, PartialEq, Debug)]
pub struct FamilySettings {
    pub day_boundaries: DayBoundaries,
    /// Starred cues; empty for the usual nine.
    pub favourites: Vec<String>,
    /// What the family does not use: kinds, and codes of cues, areas and strokes.
    pub hidden: Vec<String>,
    /// The family's own names for strokes, by code.
    pub stroke_names: BTreeMap<String, String>,
    /// Trends shows sleep in pictures, without numbers.
    pub quiet: bool,
    pub baby: Option<Id>,
    pub carer: Option<Id>,
    /// The welcome has been seen or skipped.
    pub welcomed: bool,
    /// The country whose support lines come first.
    pub country: Option<String>,
    /// The family's own numbers, shown before all others.
    pub own_numbers: Vec<String>,
    /// The carers who seal what is theirs.
    pub seals: BTreeMap<Id, CarerSeal>,
}

impl FamilySettings {
    /// What holds until the family says otherwise.
    pub fn with_defaults(zone: Zone) -> Self {
        Self {
            day_boundaries: DayBoundaries::with_defaults(zone),
            favourites: Vec::new(),
            hidden: Vec::new(),
            stroke_names: BTreeMap::new(),
            quiet: false,
            baby: None,
            carer: None,
            welcomed: false,
            country: None,
            own_numbers: Vec::new(),
            seals: BTreeMap::new(),
        }
    }

    /// Takes one stored setting over; a name or value this version does not know changes nothing.
    pub fn apply_setting(&mut self, setting: &Setting) {
        if let Some(spec) = find_setting(&setting.name) {
            (spec.read)(self, &setting.value);
        }
    }
}

pub struct SettingSpec {
    /// Its name in the store, in archives and in JSON.
    pub key: &'static str,
    /// Takes a stored value over; none when it cannot be read, and then nothing is changed.
    pub read: fn(&mut FamilySettings, &Value) -> Option<()>,
    /// As it is stored and exported.
    pub value: fn(&FamilySettings) -> Value,
    pub json: JsonPlace,
    /// For one that is answered by typing its value.
    pub typed: Option<TypedSetting>,
}

/// Where JSON for programs has a setting.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum JsonPlace {
    /// In the family's part, and so in archives.
    Family,
    FamilyWhenSet,
    /// In `cuebook set --json` only, under this name.
    Listing(&'static str),
    ListingWhenSet(&'static str),
    None,
}

impl JsonPlace {
    pub fn is_archived(self) -> bool {
        matches!(self, Self::Family | Self::FamilyWhenSet)
    }
}

/// How a value is typed, on the command line and on the settings screen, and how it is shown.
pub struct TypedSetting {
    /// The heading of the settings screen it stands under.
    pub section: SettingSection,
    /// `cuebook set COMMAND`, with what its help says of it and of its value.
    pub command: &'static str,
    pub about: &'static str,
    pub value_name: &'static str,
    pub value_help: &'static str,
    pub label: &'static str,
    /// Several make a list of their values.
    pub questions: &'static [SettingQuestion],
    /// Said, with an example, of answers that do not go together.
    pub problem: &'static str,
    pub example: &'static str,
    /// The title of a change to this value, as in the middle of a sentence.
    pub title: fn(&Value) -> String,
    /// On the settings screen, where [`print_value`] does not do.
    pub show: Option<fn(&Value, Timestamp) -> String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SettingSection {
    Day,
    Support,
}

pub struct SettingQuestion {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub parse: fn(&str) -> Result<Value, String>,
    /// What may be picked on the settings screen, where it is not typed.
    pub choices: Option<SettingChoices>,
}

#[derive(Clone, Copy)]
pub struct SettingChoices {
    /// Codes with their words and another name that finds them.
    pub list: fn() -> Vec<(&'static str, &'static str, String)>,
    /// All are offered, not only what is set.
    pub are_offered: bool,
    /// Said where nothing was picked; there is always something when it is blank.
    pub missing: &'static str,
    /// Said of letters that find nothing, where the usual words do not do.
    pub not_found: Option<fn(&str) -> String>,
}

/// Why typed answers are no value of a setting.
pub struct SettingProblem {
    /// The question that is answered wrongly; none when the answers do not go together.
    pub question: Option<&'static str>,
    pub message: String,
}

impl SettingSpec {
    /// The value that one answer to each question comes to.
    pub fn parse_answers(
        &self,
        typed: &'static TypedSetting,
        answers: &[String],
    ) -> Result<Value, SettingProblem> {
        let mut values = Vec::new();
        for (question, answer) in typed.questions.iter().zip(answers) {
            let problem = |message| SettingProblem { question: Some(question.name), message };
            values.push((question.parse)(answer).map_err(problem)?);
        }
        let value = if values.len() == 1 { values.remove(0) } else { Value::Array(values) };
        match self.normalize(&value) {
            Some(_) => Ok(value),
            None => Err(SettingProblem { question: None, message: typed.problem.to_owned() }),
        }
    }

    /// A value from elsewhere as this program writes it; none when it cannot be read.
    pub fn normalize(&self, value: &Value) -> Option<Value> {
        let mut settings = FamilySettings::with_defaults(chrono_tz::UTC);
        (self.read)(&mut settings, value)?;
        Some((self.value)(&settings))
    }
}

impl TypedSetting {
    /// What was changed, as a sentence without its full stop.
    pub fn sentence(&self, value: &Value) -> String {
        capitalize_first(&(self.title)(value))
    }
}

pub fn find_setting(key: &str) -> Option<&'static SettingSpec> {
    SETTINGS.iter().find(|spec| spec.key == key)
}

/// The settings whose value is typed.
pub fn typed_settings() -> impl Iterator<Item = (&'static SettingSpec, &'static TypedSetting)> {
    SETTINGS.iter().filter_map(|spec| Some((spec, spec.typed.as_ref()?)))
}

/// A typed setting's question by its name on the settings screen.
pub fn find_setting_question(name: &str) -> Option<&'static SettingQuestion> {
    typed_settings().flat_map(|(_, typed)| typed.questions).find(|question| question.name == name)
}

/// The names of the settings an archive carries.
pub fn archived_settings() -> impl Iterator<Item = &'static str> {
    SETTINGS.iter().filter(|spec| spec.json.is_archived()).map(|spec| spec.key)
}

/// A value in one line; none where nothing is set.
pub fn print_value(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Bool(is_on) => Some(if *is_on { "yes" } else { "no" }.to_owned()),
        Value::Array(list) => Some(list.iter().filter_map(print_value).collect::<Vec<_>>().join(texts::TO)),
        other => Some(other.to_string()),
    }
}

/// Whether there is anything in a value.
pub fn is_set(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    }
}

/// The name of the setting that holds the seals.
pub const SEALS_SETTING: &str = "seals";

/// What is typed, and picked, for "not set".
pub const NO_VALUE: &str = "none";

pub static SETTINGS: [SettingSpec; 13] = [
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
                parse: |text| match text {
                    text if text.eq_ignore_ascii_case(NO_VALUE) => Ok(Value::Null),
                    text => find_support_country(text).map(|(code, _)| json!(code)),
                },
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
    SettingQuestion { name, label, hint: texts::TIME_HINT, parse: parse_time_answer, choices: None }
}

fn parse_time_answer(text: &str) -> Result<Value, String> {
    match TimeOfDay::parse(text) {
        Some(time) => Ok(json!(time.to_string())),
        None => Err(texts::invalid_time_of_day(text)),
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
pub fn find_zone(name: &str) -> Option<Zone> {
    let name = name.trim();
    let mut all = chrono_tz::TZ_VARIANTS.into_iter();
    all.find(|zone| zone.name().eq_ignore_ascii_case(name))
}

/// Every zone, found by its city too.
fn list_zones() -> Vec<(&'static str, &'static str, String)> {
    let names = chrono_tz::TZ_VARIANTS.into_iter().map(|zone| zone.name());
    names.map(|name| (name, name, name.rsplit('/').next().unwrap_or(name).replace('_', " "))).collect()
}

/// A country with support lines, by its letters or name.
pub fn find_support_country(text: &str) -> Result<(&'static str, &'static str), String> {
    let all = support_countries();
    // What a British parent types for the code of the standard.
    let text = if eq_normalized(text, "uk") { "gb" } else { text };
    let is_meant = |name: &str| eq_normalized(name, text);
    let found = all.iter().find(|(code, name)| is_meant(code) || is_meant(name));
    found.copied().ok_or_else(|| {
        let known: Vec<_> = all.iter().map(|(code, name)| format!("{code} ({name})")).collect();
        texts::unknown_country(text, &known.join(", "))
    })
}

fn country_name(code: &str) -> &str {
    support_countries().into_iter().find(|(it, _)| *it == code).map_or(code, |(_, name)| name)
}

fn list_countries() -> Vec<(&'static str, &'static str, String)> {
    let none = (NO_VALUE, texts::NO_COUNTRY, String::new());
    let all = support_countries().into_iter().map(|(code, name)| (code, name, String::new()));
    std::iter::once(none).chain(all).collect()
}
