//! What went with what, in paragraphs that a screen draws and plain lines print.
//!
//! Two sides, their numbers, medians and how far apart, and how often chance alone would set them so; never a word that
//! says why, or that one side is the better one.

pub(crate) mod associations_lines;

use crate::model::Family;
pub(crate) use crate::report::associations_section::associations_lines::render_plain_lines;
use crate::report::sanitize_text;
use crate::stats::{Associations, CarerFeelings, CueTotals, MeasureUnit, NightComparison};
use crate::texts::{association_sentences as texts, figures};
use crate::vocabulary;
use crate::vocabulary::WordList;

/// Cues named beside a state or a part of the day.
const MAX_CUES_NAMED: usize = 3;

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
        /// What else is paragraphs of them, part by part.
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
    let mut paragraphs = Vec::new();
    if asked.nights {
        push_nights(&mut paragraphs, &together.nights);
    }
    if asked.massage {
        push_state_changes(&mut paragraphs, together);
    }
    if asked.massage && asked.felt {
        let shown = |felt: &&CarerFeelings| asked.carer.is_none_or(|name| name == felt.carer);
        let shown: Vec<&CarerFeelings> = together.felt.iter().filter(shown).collect();
        shown.iter().for_each(|feelings| push_feelings(&mut paragraphs, feelings));
        if !shown.is_empty() {
            push_sentence(&mut paragraphs, texts::FELT_CANNOT);
        }
    }
    if asked.cues {
        push_cues(&mut paragraphs, together, family);
    }
    if paragraphs.is_empty() {
        paragraphs.push(AssociationParagraph::Sentence(texts::NOTHING.to_owned()));
    }
    paragraphs
}

fn push_heading(paragraphs: &mut Vec<AssociationParagraph>, text: &str) {
    paragraphs.push(AssociationParagraph::Heading(sanitize_text(text).into_owned()));
}

fn push_sentence(paragraphs: &mut Vec<AssociationParagraph>, text: impl Into<String>) {
    paragraphs.push(AssociationParagraph::Sentence(sanitize_text(&text.into()).into_owned()));
}

fn push_nights(paragraphs: &mut Vec<AssociationParagraph>, all: &[NightComparison]) {
    if all.iter().all(|it| it.with.is_empty()) {
        return;
    }
    push_heading(paragraphs, texts::NIGHTS);
    push_sentence(paragraphs, texts::NIGHTS_ARE);
    for it in all {
        let name = texts::label_night_measure(it.measure);
        let unit = it.measure.unit();
        let both = || it.with.iter().chain(&it.without).copied();
        let among = (both().min().unwrap_or(0), both().max().unwrap_or(0));
        for (label, values) in [(texts::WITH, &it.with), (texts::WITHOUT, &it.without)] {
            paragraphs.push(AssociationParagraph::Values(ValueSeries {
                label: texts::format_side(name, label),
                values: values.clone(),
                value_range: among,
                unit,
            }));
        }
        push_sentence(
            paragraphs,
            texts::describe_difference(it.difference, unit, [texts::AFTER_WITH, texts::AFTER_WITHOUT]),
        );
    }
    push_sentence(paragraphs, texts::NIGHTS_CANNOT);
}

fn push_state_changes(paragraphs: &mut Vec<AssociationParagraph>, together: &Associations) {
    if together.states.is_empty() {
        return;
    }
    push_heading(paragraphs, texts::STATES);
    let all: i64 = together.states.iter().map(|pair| pair.times).sum();
    for pair in &together.states {
        let state = |code| vocabulary::label_for(WordList::States, code);
        paragraphs.push(AssociationParagraph::Count {
            label: sanitize_text(&texts::format_state_change(state(&pair.before), state(&pair.after)))
                .into_owned(),
            n: pair.times,
            detail: Vec::new(),
        });
    }
    push_sentence(paragraphs, format!("{} {}", texts::describe_massage_count(all), texts::STATES_CANNOT));
}

/// Each before and after in its words, in the order in which it was first written, and how often it was.
fn push_feelings(paragraphs: &mut Vec<AssociationParagraph>, feelings: &CarerFeelings) {
    push_heading(paragraphs, &texts::felt_heading(&feelings.carer));
    let mut each: Vec<((u8, u8), i64)> = Vec::new();
    for pair in &feelings.pairs {
        match each.iter_mut().find(|(known, _)| known == pair) {
            Some((_, times)) => *times += 1,
            None => each.push((*pair, 1)),
        }
    }
    let word = |felt: u8| vocabulary::label_for(WordList::Felt, &felt.to_string()).to_owned();
    paragraphs.extend(each.into_iter().map(|((before, after), n)| {
        let label = texts::format_state_change(&word(before), &word(after));
        AssociationParagraph::Count { label, n, detail: Vec::new() }
    }));
    if feelings.unpaired > 0 {
        push_sentence(paragraphs, texts::describe_unpaired(feelings.unpaired));
    }
}

fn push_cues(paragraphs: &mut Vec<AssociationParagraph>, together: &Associations, family: &Family) {
    let of = |label: String, sum: &CueTotals| {
        let n = |n: Option<i64>| n.unwrap_or(0);
        let mut detail = Vec::new();
        let seen = figures::rank_by_count(&sum.seen, |code| family.cue_label(code));
        if !seen.is_empty() {
            detail.push(sanitize_text(&figures::list_counts(&seen, MAX_CUES_NAMED)).into_owned());
        }
        AssociationParagraph::Count { label, n: n(sum.moments), detail }
    };
    if !together.by_state.is_empty() {
        push_heading(paragraphs, texts::BY_STATE);
        paragraphs.extend(together.by_state.iter().map(|(code, sum)| {
            let state = sanitize_text(vocabulary::label_for(WordList::States, code)).into_owned();
            of(state, sum)
        }));
    }
    if !together.by_time.is_empty() {
        push_heading(paragraphs, texts::BY_TIME);
        let parts = together.by_time.iter();
        paragraphs.extend(
            parts.map(|(from, to, sum)| {
                of(texts::format_part_of_day(&from.to_string(), &to.to_string()), sum)
            }),
        );
        push_sentence(paragraphs, texts::CUES_CANNOT);
    }
}
