//! Someone to talk to.

pub(crate) const HEADING: &str = "Support";
pub(crate) const OWN_NUMBERS: &str = "Your own";

/// `hours` begins with a comma, or is empty; `checked` is the day the line was checked.
pub(crate) fn support_line(name: &str, contact: &str, hours: &str, checked: &str) -> String {
    format!("{name}: {contact}{hours} (checked {checked})")
}
