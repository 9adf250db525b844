//! What went with what, in sentences: never a word that says why, or that one side is the better one.

use crate::model::time::format_duration;
use crate::stats::{MIN_SAMPLE, MeasureUnit, MedianDifference, NightMeasure};
use crate::text::plural::format_count;
use crate::texts::figures::{Length, format_doubled_median, format_halves};

pub(crate) const TITLE: &str = "Side by side";
pub(crate) const NOTHING: &str = "Nothing to compare yet. As you write massages, nights and cues, you can see them side by side here. Gaps are \
     fine.";
pub(crate) const NIGHTS: &str = "Nights after a day with massage, and after a day without";
pub(crate) const NIGHTS_ARE: &str = "Only nights you wrote down. \"No massage\" means that you wrote something that day, but no massage. Holding, still hands and other touch are not massage.";
pub(crate) const WITH: &str = "after massage";
pub(crate) const WITHOUT: &str = "no massage";
pub(crate) const AFTER_WITH: &str = "after a day with massage";
pub(crate) const AFTER_WITHOUT: &str = "after a day without";
pub(crate) const NIGHTS_CANNOT: &str = "This can't tell you why. Massage days may be different in other ways, nights change as babies grow, and of \
     three things compared one may differ by chance.";
pub(crate) const STATES: &str = "Baby's state before and after massage";
pub(crate) const STATES_CANNOT: &str = "This can't tell you why: babies change state without massage too.";
pub(crate) const FELT_CANNOT: &str =
    "These are your own words, as you wrote them. Nothing is worked out from them.";
pub(crate) const BY_STATE: &str = "Cues by baby's state";
pub(crate) const BY_TIME: &str = "Cues by time of day";
pub(crate) const CUES_CANNOT: &str = "Only what you noticed and wrote down.";

pub(crate) fn label_night_measure(measure: NightMeasure) -> &'static str {
    match measure {
        NightMeasure::NightMinutes => "night sleep",
        NightMeasure::LongestStretch => "longest stretch",
        NightMeasure::Wakings => "wakings",
    }
}

/// `Middle one: 10 h 05 with, 9 h 50 without, 15 min apart. Chance alone gives a difference this big about 1 time in 3.`
pub(crate) fn describe_difference(
    difference: Option<MedianDifference>,
    unit: MeasureUnit,
    sides: [&str; 2],
) -> String {
    let Some(gap) = difference else {
        return format!("Not enough yet to compare: at least {MIN_SAMPLE} of each.");
    };
    let [one, other] = gap.doubled_medians.map(|twice| format_doubled_median(twice, unit, Length::Full));
    let medians = format!("Middle one: {one} {}, {other} {}", sides[0], sides[1]);
    if gap.doubled_difference() == 0 {
        return format!("{medians}. No difference.");
    }
    let apart = format_difference(&gap, unit);
    format!("{medians}, {apart} apart. {}", describe_chance(gap.chance.inverse_p_value()))
}

/// How far apart the medians are as they are written, so that the reader's own sum agrees.
fn format_difference(gap: &MedianDifference, unit: MeasureUnit) -> String {
    let [one, other] = gap.doubled_medians.map(|twice| twice.div_euclid(2));
    match (unit, gap.doubled_difference()) {
        (MeasureUnit::Minutes, _) if one == other => "less than a minute".to_owned(),
        (MeasureUnit::Minutes, _) => format_duration((one - other).abs()),
        (MeasureUnit::Times, twice) => format_halves(twice),
    }
}

/// How often chance alone gives a gap this big, in plain words: no more exact than it can be known.
pub fn describe_chance(one_in: f64) -> String {
    let times = match one_in {
        n if n < 1.11 => "nearly every time".to_owned(),
        n if n < 1.34 => "about 4 times in 5".to_owned(),
        n if n < 1.75 => "about 2 times in 3".to_owned(),
        n if n > 1000.0 => "less than 1 time in 1,000".to_owned(),
        n => {
            let step = match n {
                n if n < 20.0 => 1.0,
                n if n < 100.0 => 5.0,
                _ => 50.0,
            };
            format!("about 1 time in {:.0}", (n / step).round() * step)
        }
    };
    format!("Chance alone gives a difference this big {times}.")
}

pub(crate) fn describe_massage_count(n: i64) -> String {
    let massages = format_count(n, "massage", "massages");
    format!("From {massages} where you wrote both before and after.")
}

pub(crate) fn felt_heading(carer: &str) -> String {
    format!("How {carer} felt before and after massage")
}

pub(crate) fn describe_unpaired(massages: usize) -> String {
    format!("At {} you wrote only one of the two.", format_count(massages, "massage", "massages"))
}

pub(crate) fn format_state_change(before: &str, after: &str) -> String {
    format!("{before}, then {after}")
}

pub(crate) fn format_part_of_day(from: &str, to: &str) -> String {
    format!("{from} to {to}")
}

pub(crate) fn format_side(measure: &str, side: &str) -> String {
    format!("{measure}, {side}")
}
