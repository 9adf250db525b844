//! What a setting is: its place in the family's settings, how it is stored and exported, and how it is typed and shown.

use crate::model::{CarerSeal, DayBoundaries, Id, Timestamp, Zone};
use crate::text::plural::capitalize_first;
use crate::texts::family_settings as texts;
use serde_json::Value;
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
    /// What helps, written on a good day; shown before the numbers.
    pub own_plan: Option<String>,
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
            own_plan: None,
            seals: BTreeMap::new(),
        }
    }
}

pub(crate) struct SettingSpec {
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
pub(crate) enum JsonPlace {
    /// In the family's part, and so in archives.
    Family,
    FamilyWhenSet,
    /// In `cuebook set --json` only, under this name.
    Listing(&'static str),
    ListingWhenSet(&'static str),
    None,
}

impl JsonPlace {
    pub(crate) fn is_archived(self) -> bool {
        matches!(self, Self::Family | Self::FamilyWhenSet)
    }
}

/// How a value is typed, on the command line and on the settings screen, and how it is shown.
pub(crate) struct TypedSetting {
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
pub(crate) enum SettingSection {
    Day,
    Support,
}

pub(crate) struct SettingQuestion {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    /// It is a time of day, which people say in many ways.
    pub asks_time: bool,
    pub parse: fn(&str) -> Result<Value, String>,
    /// What may be picked on the settings screen, where it is not typed.
    pub choices: Option<SettingChoices>,
}

#[derive(Clone, Copy)]
pub(crate) struct SettingChoices {
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
pub(crate) struct SettingProblem {
    /// The question that is answered wrongly; none when the answers do not go together.
    pub question: Option<&'static str>,
    pub message: String,
}

impl SettingSpec {
    /// The value that one answer to each question comes to.
    pub(crate) fn parse_answers(
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
    pub(crate) fn normalize(&self, value: &Value) -> Option<Value> {
        let mut settings = FamilySettings::with_defaults(Zone::UTC);
        (self.read)(&mut settings, value)?;
        Some((self.value)(&settings))
    }
}

impl TypedSetting {
    /// What was changed, as a sentence without its full stop.
    pub(crate) fn sentence(&self, value: &Value) -> String {
        capitalize_first(&(self.title)(value))
    }
}

/// A value in one line; none where nothing is set.
pub(crate) fn print_value(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Bool(is_on) => Some(if *is_on { "yes" } else { "no" }.to_owned()),
        Value::Array(list) => Some(list.iter().filter_map(print_value).collect::<Vec<_>>().join(texts::TO)),
        other => Some(other.to_string()),
    }
}

/// Whether there is anything in a value.
pub(crate) fn is_set(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    }
}
