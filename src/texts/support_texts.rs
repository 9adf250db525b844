//! Someone to talk to.

pub(crate) const HEADING: &str = "Support";
pub(crate) const OWN_PLAN: &str = "Your own plan";
pub(crate) const OWN_NUMBERS: &str = "Your own numbers";
pub(crate) const OTHER_COUNTRIES: &str = "Other countries";
/// Before the first prompt for the passphrase of a locked journal.
pub(crate) const WITHOUT_PASSPHRASE: &str =
    "Someone to talk to needs no passphrase: ctrl-c, then cuebook support.";

pub(crate) fn in_danger(number: &str, country: Option<&str>) -> String {
    let place = country.map(|country| format!(" ({country})")).unwrap_or_default();
    format!("In danger: ring {number}{place}")
}

/// Nobody named a country; `change` is how to.
pub(crate) fn country_was_guessed(country: &str, why: &str, change: &str) -> String {
    format!("This page is for {country}, {why}. {change}")
}
pub(crate) fn by_zone(zone: &str) -> String {
    format!("because your clock is {zone}")
}
pub(crate) const BY_LANGUAGE: &str = "because of this computer's language";
pub(crate) fn change_by_key(settings: &str) -> String {
    format!("Another country: press {settings} on Today.")
}
pub(crate) const CHANGE_BY_COMMAND: &str =
    "Another country: cuebook support --country NAME, or cuebook set country NAME for good.";

/// `NHS 24, mental health hub (Scotland): 111, day and night`; `hours` as the source gives them.
pub(crate) fn support_line(name: &str, place: Option<&str>, contact: &str, hours: Option<&str>) -> String {
    let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
    let hours = hours.map(|hours| format!(", {hours}")).unwrap_or_default();
    format!("{name}{place}: {contact}{hours}")
}

/// How old a line is: `from a page of June 2017`.
pub(crate) fn page_dated(date: &str) -> String {
    format!("from a page of {date}")
}

pub(crate) fn page_undated(read: &str) -> String {
    format!("page not dated, read {read}")
}

/// Where that was, on the command line.
pub(crate) fn page_at(age: &str, url: &str) -> String {
    format!("{age}: {url}")
}

pub(crate) fn other_country(name: &str, number: &str) -> String {
    format!("{name}: in danger, ring {number}")
}

/// The status line's and the command line's words after every check-in and every note, whatever it says.
pub(crate) fn want_to_talk(way: &str) -> String {
    format!("Want to talk to someone? {way}")
}

pub(crate) fn press_key(key: &str) -> String {
    format!("Press {key}")
}

pub(crate) const BY_COMMAND: &str = "cuebook support";

/// On the support page over a hidden screen; `more` says whether there is more below.
pub(crate) fn leave_over_hidden(back: &str, more: &str) -> String {
    format!(" {back} back   {more}").trim_end().to_owned()
}

/// On a hidden screen.
pub(crate) fn form_reminder(key: &str) -> String {
    format!("Someone to talk to: {key}")
}
