//! What this journal has no kind for, in plain words: why such a row is skipped, and how many are named together.

/// The words for one activity of another app.
struct UnsupportedActivity {
    activity: &'static str,
    singular: &'static str,
    plural: &'static str,
    reason: &'static str,
}

const NO_FEEDS: &str = "this journal keeps no feeds";
const NO_NAPPIES: &str = "this journal keeps no nappies";
const NO_MEASUREMENTS: &str = "this journal keeps no measurements";
const NO_KIND: &str = "this journal has no kind for it";

const fn new_unsupported(
    activity: &'static str,
    one: &'static str,
    many: &'static str,
    why: &'static str,
) -> UnsupportedActivity {
    UnsupportedActivity { activity, singular: one, plural: many, reason: why }
}

const UNSUPPORTED_ACTIVITIES: [UnsupportedActivity; 21] = [
    new_unsupported("bottle", "a bottle", "bottles", NO_FEEDS),
    new_unsupported("nursing", "a breastfeed", "breastfeeds", NO_FEEDS),
    new_unsupported("solid", "a solid meal", "solid meals", NO_FEEDS),
    new_unsupported("feed", "a feed", "feeds", NO_FEEDS),
    new_unsupported("solids", "a solid meal", "solid meals", NO_FEEDS),
    new_unsupported("meds", "a medicine", "medicines", NO_KIND),
    new_unsupported("growth", "a measurement", "measurements", NO_MEASUREMENTS),
    new_unsupported("temp", "a temperature", "temperatures", NO_MEASUREMENTS),
    new_unsupported("temperature", "a temperature", "temperatures", NO_MEASUREMENTS),
    new_unsupported("tummy time", "a tummy time", "tummy times", NO_KIND),
    new_unsupported("drink", "a drink", "drinks", NO_FEEDS),
    new_unsupported("amount", "an amount without a name", "amounts without a name", NO_FEEDS),
    new_unsupported("pump", "a pumping", "pumpings", NO_FEEDS),
    new_unsupported("diaper", "a nappy", "nappies", NO_NAPPIES),
    new_unsupported("potty", "a potty visit", "potty visits", NO_NAPPIES),
    new_unsupported("height", "a height", "heights", NO_MEASUREMENTS),
    new_unsupported("weight", "a weight", "weights", NO_MEASUREMENTS),
    new_unsupported("head size", "a head size", "head sizes", NO_MEASUREMENTS),
    new_unsupported("milestone", "a milestone", "milestones", NO_KIND),
    new_unsupported("activity", "an activity", "activities", NO_KIND),
    new_unsupported("doctor visit", "a doctor visit", "doctor visits", NO_KIND),
];

/// Why a row of this activity is skipped: `a bottle: this journal keeps no feeds`.
pub(crate) fn skip_reason(activity: &str) -> String {
    let folded = crate::import::app_table::collapse_whitespace(activity).to_lowercase();
    match UNSUPPORTED_ACTIVITIES.iter().find(|other| other.activity == folded) {
        Some(other) => format!("{}: {}", other.singular, other.reason),
        None => format!("\"{}\": {NO_KIND}", crate::import::app_table::collapse_whitespace(activity)),
    }
}

/// The words for many rows skipped for this reason, when they are skipped for what they are: `bottles`.
pub(crate) fn plural_for_reason(why: &str) -> Option<String> {
    let (what, reason) = why.rsplit_once(": ")?;
    if let Some(other) = UNSUPPORTED_ACTIVITIES.iter().find(|other| other.singular == what) {
        return Some(other.plural.to_owned());
    }
    (reason == NO_KIND).then(|| format!("rows of {what}"))
}

/// The same for one row: `bottle`.
pub(crate) fn singular_for_reason(why: &str) -> &str {
    let what = why.rsplit_once(": ").map_or(why, |(what, _)| what);
    what.trim_start_matches("an ").trim_start_matches("a ")
}
