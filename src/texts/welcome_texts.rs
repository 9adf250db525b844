//! The welcome of an empty journal.

pub(crate) const TITLE: &str = "Welcome";
pub(crate) const INTRO: [&str; 2] = [
    "A private journal for you and your baby. It stays on this computer. Write as much or as little as you like, and skip anything.",
    "If writing things down makes you more anxious, it is fine to stop.",
];
/// The title of the change.
pub(crate) const SAVED_TITLE: &str = "names and dates";
pub(crate) fn status_hint(enter: &str, back: &str, has_answers: bool) -> String {
    let leaves = if has_answers { "leave, nothing here is saved" } else { "skip everything" };
    format!("{enter}: next · {back}: {leaves}")
}
/// It was left without an answer.
pub(crate) fn skipped(settings: &str) -> String {
    format!("All skipped, and that's fine. Names and dates go in Settings ({settings}), whenever you like.")
}
/// It was left with something typed.
pub(crate) fn not_saved(settings: &str) -> String {
    format!(
        "Not saved: what you typed there. You can give names and dates at any time in Settings ({settings})."
    )
}
pub(crate) const NEXT_LABEL: &str = "next";
pub(crate) const SKIP_LABEL: &str = "skip all";
