//! What went with what, in paragraphs that a screen draws and plain lines print. Every sentence of it stands here.
//!
//! Two sides, their numbers, medians and how far apart, and how often chance alone would set them so; never a word that
//! says why, or that one side is the better one.

pub(crate) mod associations_lines;

use crate::model::Family;
use crate::model::time::format_duration;
pub(crate) use crate::report::associations_section::associations_lines::render_plain_lines;
use crate::report::sanitize_text;
use crate::stats::{
    Associations, CarerFeelings, CueTotals, MIN_SAMPLE, MeasureUnit, MedianDifference, NightComparison,
    NightMeasure,
};
use crate::text::plural;
use crate::texts::figures;
use crate::texts::figures::Length;
use crate::vocabulary;
use crate::vocabulary::WordList;

/// Cues named beside a state or a part of the day.
const MAX_NAMED: usize = 3;

#[derive(Clone, Copy, Debug)]
pub struct AssociationsFilter<'a> {
    pub nights: bool,
    /// States and feelings around massage.
    pub massage: bool,
    pub cues: bool,
    pub felt: bool,
    pub carer: Option<&'a str>,
}

impl AssociationsFilter<'_> {
    pub const ALL: Self = Self { nights: true, massage: true, cues: true, felt: true, carer: None };
}

#[derive(Clone, PartialEq, Debug)]
pub enum AssociationParagraph {
    Heading(String),
    Sentence(String),
    /// Values of one side, each to be drawn.
    Values(ValueSeries),
    /// So many of something: a state, a part of the day.
    Count {
        label: String,
        n: i64,
        /// What else is told of them, part by part.
        detail: Vec<String>,
    },
}

#[derive(Clone, PartialEq, Debug)]
pub struct ValueSeries {
    pub label: String,
    /// The values, in the order of their days.
    pub values: Vec<i64>,
    /// The lowest and highest of this side and the one beside it.
    pub value_range: (i64, i64),
    pub unit: MeasureUnit,
}

pub fn describe_associations(
    together: &Associations,
    family: &Family,
    asked: &AssociationsFilter<'_>,
) -> Vec<AssociationParagraph> {
    let mut told = Vec::new();
    if asked.nights {
        push_nights(&mut told, &together.nights);
    }
    if asked.massage {
        push_state_changes(&mut told, together);
    }
    if asked.massage && asked.felt {
        let shown = |felt: &&CarerFeelings| asked.carer.is_none_or(|name| name == felt.carer);
        let shown: Vec<&CarerFeelings> = together.felt.iter().filter(shown).collect();
        shown.iter().for_each(|it| felt(&mut told, it));
        if !shown.is_empty() {
            push_sentence(&mut told, FELT_CANNOT);
        }
    }
    if asked.cues {
        push_cues(&mut told, together, family);
    }
    if told.is_empty() {
        told.push(AssociationParagraph::Sentence(NOTHING.to_owned()));
    }
    told
}

fn push_heading(told: &mut Vec<AssociationParagraph>, text: &str) {
    told.push(AssociationParagraph::Heading(sanitize_text(text).into_owned()));
}

fn push_sentence(told: &mut Vec<AssociationParagraph>, text: impl Into<String>) {
    told.push(AssociationParagraph::Sentence(sanitize_text(&text.into()).into_owned()));
}

fn push_nights(told: &mut Vec<AssociationParagraph>, all: &[NightComparison]) {
    if all.iter().all(|it| it.with.is_empty()) {
        return;
    }
    push_heading(told, NIGHTS);
    push_sentence(told, NIGHTS_ARE);
    for it in all {
        let (name, unit) = label_measure(it.measure);
        let both = || it.with.iter().chain(&it.without).copied();
        let among = (both().min().unwrap_or(0), both().max().unwrap_or(0));
        for (label, values) in [(WITH, &it.with), (WITHOUT, &it.without)] {
            told.push(AssociationParagraph::Values(ValueSeries {
                label: format!("{name}, {label}"),
                values: values.clone(),
                value_range: among,
                unit,
            }));
        }
        push_sentence(told, describe_difference(it.difference, unit, [AFTER_WITH, AFTER_WITHOUT]));
    }
    push_sentence(told, NIGHTS_CANNOT);
}

fn label_measure(measure: NightMeasure) -> (&'static str, MeasureUnit) {
    match measure {
        NightMeasure::NightMinutes => ("night sleep", MeasureUnit::Minutes),
        NightMeasure::LongestStretch => ("longest stretch", MeasureUnit::Minutes),
        NightMeasure::Wakings => ("wakings", MeasureUnit::Times),
    }
}

/// `Median 10 h 05 with, 9 h 50 without: 15 min apart. Chance alone gives a gap this big about 1 time in 3.`
fn describe_difference(gap: Option<MedianDifference>, unit: MeasureUnit, sides: [&str; 2]) -> String {
    let Some(gap) = gap else {
        return TOO_FEW.replace("{few}", &MIN_SAMPLE.to_string());
    };
    let [one, other] =
        gap.doubled_medians.map(|twice| figures::format_doubled_median(twice, unit, Length::Full));
    let medians = format!("Median {one} {}, {other} {}", sides[0], sides[1]);
    if gap.doubled_difference() == 0 {
        return format!("{medians}: no gap between them.");
    }
    let apart = format_difference(&gap, unit);
    format!("{medians}: {apart} apart. {}", describe_chance(gap.chance.inverse_p_value()))
}

/// How far apart the medians are as they are written, so that the reader's own sum agrees.
fn format_difference(gap: &MedianDifference, unit: MeasureUnit) -> String {
    let [one, other] = gap.doubled_medians.map(|twice| twice.div_euclid(2));
    match (unit, gap.doubled_difference()) {
        (MeasureUnit::Minutes, _) if one == other => "less than a minute".to_owned(),
        (MeasureUnit::Minutes, _) => format_duration((one - other).abs()),
        (MeasureUnit::Times, twice) => figures::format_halves(twice),
        (MeasureUnit::Felt, 1) => "half a word".to_owned(),
        (MeasureUnit::Felt, 2) => "1 word".to_owned(),
        (MeasureUnit::Felt, twice) => format!("{} words", figures::format_halves(twice)),
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
    format!("Chance alone gives a gap this big {times}.")
}

fn push_state_changes(told: &mut Vec<AssociationParagraph>, together: &Associations) {
    if together.states.is_empty() {
        return;
    }
    push_heading(told, STATES);
    let all: i64 = together.states.iter().map(|pair| pair.times).sum();
    for pair in &together.states {
        let state = |code| vocabulary::label_for(WordList::States, code);
        told.push(AssociationParagraph::Count {
            label: sanitize_text(&format!("{}, then {}", state(&pair.before), state(&pair.after)))
                .into_owned(),
            n: pair.times,
            detail: Vec::new(),
        });
    }
    push_sentence(told, format!("{} {STATES_CANNOT}", describe_massage_count(all)));
}

fn describe_massage_count(n: i64) -> String {
    let massages = plural::format_count(n, "massage", "massages");
    format!("Written both before and after at {massages}.")
}

fn felt(told: &mut Vec<AssociationParagraph>, push_feelings: &CarerFeelings) {
    push_heading(told, &format!("How {} felt before and after massage", push_feelings.carer));
    let (before, after): (Vec<i64>, Vec<i64>) = push_feelings.pairs.iter().copied().unzip();
    for (label, values) in [(BEFORE, before), (AFTER, after)] {
        told.push(AssociationParagraph::Values(ValueSeries {
            label: label.to_owned(),
            values,
            value_range: (1, 5),
            unit: MeasureUnit::Felt,
        }));
    }
    let mut sentence = describe_difference(push_feelings.difference, MeasureUnit::Felt, [BEFORE, AFTER]);
    if push_feelings.unpaired > 0 {
        let n = i64::try_from(push_feelings.unpaired).unwrap_or(i64::MAX);
        let massages = plural::format_count(n, "massage", "massages");
        sentence.push_str(&format!(" At {massages} more only one of the two was written."));
    }
    push_sentence(told, sentence);
}

fn push_cues(told: &mut Vec<AssociationParagraph>, together: &Associations, family: &Family) {
    let of = |label: String, sum: &CueTotals| {
        let n = |n: Option<i64>| n.unwrap_or(0);
        let mut detail = vec![
            format!("engagement {}", n(sum.engagement)),
            format!("disengagement {}", n(sum.disengagement)),
        ];
        detail.extend((n(sum.either) > 0).then(|| figures::format_either(n(sum.either))));
        let seen = figures::rank_by_count(&sum.seen, |code| family.cue_label(code));
        if !seen.is_empty() {
            detail.push(sanitize_text(&figures::list_counts(&seen, MAX_NAMED)).into_owned());
        }
        AssociationParagraph::Count { label, n: n(sum.moments), detail }
    };
    if !together.by_state.is_empty() {
        push_heading(told, BY_STATE);
        told.extend(together.by_state.iter().map(|(code, sum)| {
            let state = sanitize_text(vocabulary::label_for(WordList::States, code)).into_owned();
            of(state, sum)
        }));
    }
    if !together.by_time.is_empty() {
        push_heading(told, BY_TIME);
        let parts = together.by_time.iter();
        told.extend(parts.map(|(from, to, sum)| of(format!("{from} to {to}"), sum)));
        push_sentence(told, CUES_CANNOT);
    }
}

pub(crate) const TITLE: &str = "What went with what";
const NOTHING: &str = "Nothing is written down yet that could stand side by side. As you write massages, nights and \
     cues, they gather here; gaps are fine.";
const NIGHTS: &str = "Nights after a day with massage, and after a day without";
const NIGHTS_ARE: &str = "Only nights written down. \"Without\" is a day with no massage on which something else was \
     written by day, or \"not today\".";
const WITH: &str = "after massage";
const WITHOUT: &str = "after none";
const AFTER_WITH: &str = "after a day with massage";
const AFTER_WITHOUT: &str = "after a day without";
const TOO_FEW: &str = "Too few to compare yet: it takes {few} on each side.";
const NIGHTS_CANNOT: &str = "This cannot show why. Days with massage may differ in other ways too, nights change as a \
     baby grows, and of three measures one may well stand apart by chance.";
const STATES: &str = "Baby's state before and after massage";
const STATES_CANNOT: &str = "This cannot show why: a baby's state changes without massage too.";
const BEFORE: &str = "before";
const AFTER: &str = "after";
const FELT_CANNOT: &str = "This cannot show why: how one feels changes within any quarter of an hour.";
const BY_STATE: &str = "Cues by baby's state";
const BY_TIME: &str = "Cues by time of day";
const CUES_CANNOT: &str =
    "These are the moments you wrote down. They cannot show what went unseen, or was not written.";
