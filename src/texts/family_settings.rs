//! The family's settings as they are asked for, on the command line and on the settings screen, and the titles of their
//! changes.

pub(crate) const ZONE_ABOUT: &str = "The time zone you live in";
pub(crate) const ZONE_VALUE: &str = "Such as Europe/London";
pub(crate) const ZONE_LABEL: &str = "zone";
pub(crate) const ZONE_HINT: &str = "type a city, such as London; old times don't change";
pub(crate) const ZONE_MISSING: &str = "Which zone? Type a city, such as London.";

pub(crate) fn unknown_zone(typed: &str) -> String {
    format!("cuebook does not know the time zone \"{typed}\". Please write it like Europe/London.")
}

pub(crate) fn zone_not_found(typed: &str) -> String {
    format!("No zone has \"{typed}\" in its name. ctrl-u to clear, then try the nearest big city.")
}

pub(crate) fn zone_title(name: &str) -> String {
    format!("the zone is {name}")
}

pub(crate) fn zone_with_time(name: &str, time: &str) -> String {
    format!("{name} (it is {time} there)")
}

pub(crate) const DAY_START_ABOUT: &str = "When your day begins";
pub(crate) const DAY_START_VALUE: &str = "Such as 07:00";
pub(crate) const DAY_START_LABEL: &str = "day begins";
pub(crate) const TIME_HINT: &str = "such as 07:00; no entry is changed";

pub(crate) fn invalid_time_of_day(typed: &str) -> String {
    format!("I can't read \"{typed}\" as a time of day. Please write it like 07:00.")
}

pub(crate) fn day_start_title(time: &str) -> String {
    format!("the day begins at {time}")
}

pub(crate) const NIGHT_ABOUT: &str = "When the night begins and ends";
pub(crate) const NIGHT_VALUE: &str = "Such as 19:00 07:00, or 19:00-07:00";
pub(crate) const NIGHT_LABEL: &str = "night";
pub(crate) const NIGHT_BEGINS: &str = "night begins";
pub(crate) const NIGHT_ENDS: &str = "night ends";
pub(crate) const NIGHT_EMPTY: &str = "A night begins at one time and ends at another.";

pub(crate) fn night_title(from_and_to: &str) -> String {
    format!("the night is {from_and_to}")
}

/// Between the two times of a night.
pub(crate) const TO: &str = " to ";

pub(crate) const COUNTRY_ABOUT: &str =
    "The country whose support lines come first; \"none\" leaves it to your time zone";
pub(crate) const COUNTRY_VALUE: &str = "Such as GB";
pub(crate) const COUNTRY_LABEL: &str = "country";
pub(crate) const COUNTRY_HINT: &str =
    "its support lines come first; press a number, or type the first letters";
pub(crate) const NO_COUNTRY: &str = "left to your time zone";

pub(crate) fn country_title(name: Option<&str>) -> String {
    match name {
        Some(name) => format!("lines for {name} come first"),
        None => "this computer's country comes first".to_owned(),
    }
}

pub(crate) fn unknown_country(typed: &str, known: &str) -> String {
    format!("We have no list for \"{typed}\" yet, only for {known}.")
}

pub(crate) const PLAN_ABOUT: &str =
    "What helps you on a hard day: it is shown first under support; \"none\" takes it away";
pub(crate) const PLAN_VALUE: &str = "Such as 'ring Mum; a walk; Sam takes the baby'";
pub(crate) const PLAN_LABEL: &str = "my own plan";
pub(crate) const PLAN_HINT: &str =
    "what helps me, whom I ring, what others can do; it is shown under support";
pub(crate) const NO_PLAN: &str = "not written; a good day is a good day for it";

pub(crate) fn plan_title(is_set: bool) -> &'static str {
    if is_set {
        "your own plan comes first under support"
    } else {
        "there is no plan of your own under support"
    }
}

pub(crate) fn plan_too_long(most: usize) -> String {
    format!("That is too long for a plan: {most} letters at most. A note has room for more.")
}

/// A setting typed on the command line whose parts do not go together.
pub(crate) fn with_example(problem: &str, command: &str, example: &str) -> String {
    format!("{problem} Please write it like `cuebook set {command} {example}`.")
}
