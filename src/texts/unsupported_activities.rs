//! What this journal has no kind for, in plain words: why such a row is skipped, and how many are named together.

use crate::text::sanitize::collapse_whitespace;

/// The activity as an app names it, one of them, several, and why it is not kept.
type UnsupportedActivity = (&'static str, &'static str, &'static str, &'static str);

const NO_FEEDS: &str = "this journal does not note feeds";
const NO_NAPPIES: &str = "this journal does not note nappies";
const NO_MEASUREMENTS: &str = "this journal does not note measurements";
const NO_KIND: &str = "this journal has no place for it";

const UNSUPPORTED_ACTIVITIES: [UnsupportedActivity; 21] = [
    ("bottle", "a bottle", "bottles", NO_FEEDS),
    ("nursing", "a breastfeed", "breastfeeds", NO_FEEDS),
    ("solid", "a solid meal", "solid meals", NO_FEEDS),
    ("feed", "a feed", "feeds", NO_FEEDS),
    ("solids", "a solid meal", "solid meals", NO_FEEDS),
    ("meds", "a medicine", "medicines", NO_KIND),
    ("growth", "a measurement", "measurements", NO_MEASUREMENTS),
    ("temp", "a temperature", "temperatures", NO_MEASUREMENTS),
    ("temperature", "a temperature", "temperatures", NO_MEASUREMENTS),
    ("tummy time", "a tummy time", "tummy times", NO_KIND),
    ("drink", "a drink", "drinks", NO_FEEDS),
    ("amount", "an amount without a name", "amounts without a name", NO_FEEDS),
    ("pump", "a pumping", "pumpings", NO_FEEDS),
    ("diaper", "a nappy", "nappies", NO_NAPPIES),
    ("potty", "a potty visit", "potty visits", NO_NAPPIES),
    ("height", "a height", "heights", NO_MEASUREMENTS),
    ("weight", "a weight", "weights", NO_MEASUREMENTS),
    ("head size", "a head size", "head sizes", NO_MEASUREMENTS),
    ("milestone", "a milestone", "milestones", NO_KIND),
    ("activity", "an activity", "activities", NO_KIND),
    ("doctor visit", "a doctor visit", "doctor visits", NO_KIND),
];

/// Why a row of this activity is skipped: `a bottle: this journal does not note feeds`.
pub(crate) fn skip_reason(activity: &str) -> String {
    let activity = collapse_whitespace(activity);
    let folded = activity.to_lowercase();
    match UNSUPPORTED_ACTIVITIES.iter().find(|(name, ..)| *name == folded) {
        Some((_, one, _, reason)) => format!("{one}: {reason}"),
        None => format!("\"{activity}\": {NO_KIND}"),
    }
}

/// The words for many rows skipped for this reason, when they are skipped for what they are: `bottles`.
pub(crate) fn plural_for_reason(reason: &str) -> Option<String> {
    let (what, why) = reason.rsplit_once(": ")?;
    if let Some((_, _, many, _)) = UNSUPPORTED_ACTIVITIES.iter().find(|(_, one, ..)| *one == what) {
        return Some((*many).to_owned());
    }
    (why == NO_KIND).then(|| format!("rows of {what}"))
}

/// Whether a row was skipped for what it is, not because it could not be read.
pub(crate) fn is_kind_reason(reason: &str) -> bool {
    plural_for_reason(reason).is_some()
}

/// The same for one row: `bottle`.
pub(crate) fn singular_for_reason(reason: &str) -> &str {
    let what = reason.rsplit_once(": ").map_or(reason, |(what, _)| what);
    what.trim_start_matches("an ").trim_start_matches("a ")
}
