//! `cuebook support`.

pub(crate) const YOUR_OWN: &str = "Your own";

pub(crate) fn support_line(
    name: &str,
    contact: &str,
    hours: Option<&str>,
    date: &str,
    source: &str,
) -> String {
    let hours = hours.map(|hours| format!(" ({hours})")).unwrap_or_default();
    format!("  {name}: {contact}{hours}\n    looked up {date} at {source}\n")
}
