//! What this journal has no kind for, in plain words: why such a row is skipped, and how many are named together.

/// The words for one activity of another app.
struct Other {
    activity: &'static str,
    one: &'static str,
    many: &'static str,
    why: &'static str,
}

const FEEDS: &str = "this journal keeps no feeds";
const NAPPIES: &str = "this journal keeps no nappies";
const GROWTH: &str = "this journal keeps no measurements";
const NO_KIND: &str = "this journal has no kind for it";

const fn other(activity: &'static str, one: &'static str, many: &'static str, why: &'static str) -> Other {
    Other { activity, one, many, why }
}

const OTHERS: [Other; 21] = [
    other("bottle", "a bottle", "bottles", FEEDS),
    other("nursing", "a breastfeed", "breastfeeds", FEEDS),
    other("solid", "a solid meal", "solid meals", FEEDS),
    other("feed", "a feed", "feeds", FEEDS),
    other("solids", "a solid meal", "solid meals", FEEDS),
    other("meds", "a medicine", "medicines", NO_KIND),
    other("growth", "a measurement", "measurements", GROWTH),
    other("temp", "a temperature", "temperatures", GROWTH),
    other("temperature", "a temperature", "temperatures", GROWTH),
    other("tummy time", "a tummy time", "tummy times", NO_KIND),
    other("drink", "a drink", "drinks", FEEDS),
    other("amount", "an amount without a name", "amounts without a name", FEEDS),
    other("pump", "a pumping", "pumpings", FEEDS),
    other("diaper", "a nappy", "nappies", NAPPIES),
    other("potty", "a potty visit", "potty visits", NAPPIES),
    other("height", "a height", "heights", GROWTH),
    other("weight", "a weight", "weights", GROWTH),
    other("head size", "a head size", "head sizes", GROWTH),
    other("milestone", "a milestone", "milestones", NO_KIND),
    other("activity", "an activity", "activities", NO_KIND),
    other("doctor visit", "a doctor visit", "doctor visits", NO_KIND),
];

/// Why a row of this activity is skipped: `a bottle: this journal keeps no feeds`.
pub(crate) fn why(activity: &str) -> String {
    let folded = super::table::one_line(activity).to_lowercase();
    match OTHERS.iter().find(|other| other.activity == folded) {
        Some(other) => format!("{}: {}", other.one, other.why),
        None => format!("\"{}\": {NO_KIND}", super::table::one_line(activity)),
    }
}

/// The words for many rows skipped for this reason, when they are skipped for what they are: `bottles`.
pub(crate) fn many(why: &str) -> Option<String> {
    let (what, reason) = why.rsplit_once(": ")?;
    if let Some(other) = OTHERS.iter().find(|other| other.one == what) {
        return Some(other.many.to_owned());
    }
    (reason == NO_KIND).then(|| format!("rows of {what}"))
}

/// The same for one row: `bottle`.
pub(crate) fn one(why: &str) -> &str {
    let what = why.rsplit_once(": ").map_or(why, |(what, _)| what);
    what.trim_start_matches("an ").trim_start_matches("a ")
}
