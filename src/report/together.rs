//! What went with what, in paragraphs that a screen draws and plain lines print. Every sentence of it stands here.
//!
//! Two sides, their numbers, medians and how far apart, and how often chance alone would set them so; never a word that
//! says why, or that one side is the better one.

mod lines;

pub(crate) use lines::lines;

use super::{plain, said};
use crate::journal::Family;
use crate::journal::time::length;
use crate::trends::{Compared, CueSum, FEW, Felt, Gap, Measure, Together};
use crate::words::{self, List};

/// Cues named beside a state or a part of the day.
const MOST: usize = 3;

#[derive(Clone, Copy, Debug)]
pub struct TogetherAsked<'a> {
    pub nights: bool,
    /// States and feelings around massage.
    pub massage: bool,
    pub cues: bool,
    pub felt: bool,
    pub carer: Option<&'a str>,
}

impl TogetherAsked<'_> {
    pub const ALL: Self = Self { nights: true, massage: true, cues: true, felt: true, carer: None };
}

#[derive(Clone, PartialEq, Debug)]
pub enum Paragraph {
    Head(String),
    Say(String),
    /// Values of one side, each to be drawn.
    Values(Values),
    /// So many of something: a state, a part of the day.
    Count {
        label: String,
        n: i64,
        /// What else is told of them, part by part.
        detail: Vec<String>,
    },
}

#[derive(Clone, PartialEq, Debug)]
pub struct Values {
    pub label: String,
    /// The values, in the order of their days.
    pub values: Vec<i64>,
    /// The lowest and highest of this side and the one beside it.
    pub among: (i64, i64),
    pub unit: Unit,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Minutes.
    Minutes,
    Times,
    /// One of the five words of a check-in.
    Felt,
}

impl Unit {
    pub fn say(self, value: i64) -> String {
        match self {
            Self::Minutes => length(value),
            Self::Times => value.to_string(),
            Self::Felt => felt_word(value),
        }
    }
}

pub fn together_told(together: &Together, family: &Family, asked: &TogetherAsked<'_>) -> Vec<Paragraph> {
    let mut told = Vec::new();
    if asked.nights {
        nights(&mut told, &together.nights);
    }
    if asked.massage {
        states(&mut told, together);
    }
    if asked.massage && asked.felt {
        let shown = |felt: &&Felt| asked.carer.is_none_or(|name| name == felt.carer);
        let shown: Vec<&Felt> = together.felt.iter().filter(shown).collect();
        shown.iter().for_each(|it| felt(&mut told, it));
        if !shown.is_empty() {
            say(&mut told, FELT_CANNOT);
        }
    }
    if asked.cues {
        cues(&mut told, together, family);
    }
    if told.is_empty() {
        told.push(Paragraph::Say(NOTHING.to_owned()));
    }
    told
}

fn head(told: &mut Vec<Paragraph>, text: &str) {
    told.push(Paragraph::Head(plain(text).into_owned()));
}

fn say(told: &mut Vec<Paragraph>, text: impl Into<String>) {
    told.push(Paragraph::Say(plain(&text.into()).into_owned()));
}

fn nights(told: &mut Vec<Paragraph>, all: &[Compared]) {
    if all.iter().all(|it| it.with.is_empty()) {
        return;
    }
    head(told, NIGHTS);
    say(told, NIGHTS_ARE);
    for it in all {
        let (name, unit) = named(it.measure);
        let both = || it.with.iter().chain(&it.without).copied();
        let among = (both().min().unwrap_or(0), both().max().unwrap_or(0));
        for (label, values) in [(WITH, &it.with), (WITHOUT, &it.without)] {
            told.push(Paragraph::Values(Values {
                label: format!("{name}, {label}"),
                values: values.clone(),
                among,
                unit,
            }));
        }
        say(told, compared(it.gap, unit, [AFTER_WITH, AFTER_WITHOUT]));
    }
    say(told, NIGHTS_CANNOT);
}

fn named(measure: Measure) -> (&'static str, Unit) {
    match measure {
        Measure::Night => ("night sleep", Unit::Minutes),
        Measure::Longest => ("longest stretch", Unit::Minutes),
        Measure::Wakings => ("wakings", Unit::Times),
    }
}

/// `Median 10 h 05 with, 9 h 50 without: 15 min apart. Chance alone gives a gap this big about 1 time in 3.`
fn compared(gap: Option<Gap>, unit: Unit, sides: [&str; 2]) -> String {
    let Some(gap) = gap else {
        return TOO_FEW.replace("{few}", &FEW.to_string());
    };
    let [one, other] = gap.medians_twice.map(|twice| halved(twice, unit));
    let medians = format!("Median {one} {}, {other} {}", sides[0], sides[1]);
    if gap.apart_twice() == 0 {
        return format!("{medians}: no gap between them.");
    }
    let apart = apart(&gap, unit);
    format!("{medians}: {apart} apart. {}", chance(gap.chance.one_in()))
}

/// A doubled median as it is written; half minutes are cut, as all lengths are.
fn halved(twice: i64, unit: Unit) -> String {
    let low = twice.div_euclid(2);
    match unit {
        Unit::Minutes => length(low),
        Unit::Times => with_half(twice),
        Unit::Felt if twice % 2 == 0 => felt_word(low),
        Unit::Felt => format!("between {} and {}", felt_word(low), felt_word(low + 1)),
    }
}

fn with_half(twice: i64) -> String {
    let half = if twice % 2 == 0 { "" } else { ".5" };
    format!("{}{half}", twice.div_euclid(2))
}

/// How far apart the medians are as they are written, so that the reader's own sum agrees.
fn apart(gap: &Gap, unit: Unit) -> String {
    let [one, other] = gap.medians_twice.map(|twice| twice.div_euclid(2));
    match (unit, gap.apart_twice()) {
        (Unit::Minutes, _) if one == other => "less than a minute".to_owned(),
        (Unit::Minutes, _) => length((one - other).abs()),
        (Unit::Times, twice) => with_half(twice),
        (Unit::Felt, 1) => "half a word".to_owned(),
        (Unit::Felt, 2) => "1 word".to_owned(),
        (Unit::Felt, twice) => format!("{} words", with_half(twice)),
    }
}

/// How often chance alone gives a gap this big, in plain words: no more exact than it can be known.
pub fn chance(one_in: f64) -> String {
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

fn states(told: &mut Vec<Paragraph>, together: &Together) {
    if together.states.is_empty() {
        return;
    }
    head(told, STATES);
    let all: i64 = together.states.iter().map(|pair| pair.times).sum();
    for pair in &together.states {
        let state = |code| words::say(List::States, code);
        told.push(Paragraph::Count {
            label: plain(&format!("{}, then {}", state(&pair.before), state(&pair.after))).into_owned(),
            n: pair.times,
            detail: Vec::new(),
        });
    }
    say(told, format!("{} {STATES_CANNOT}", written_at(all)));
}

fn written_at(n: i64) -> String {
    let massages = said::many(n, "massage", "massages");
    format!("Written both before and after at {massages}.")
}

fn felt_word(value: i64) -> String {
    let word = u8::try_from(value).ok();
    let word = word.and_then(|n| words::scale(List::Felt, n));
    word.map_or_else(|| value.to_string(), str::to_owned)
}

fn felt(told: &mut Vec<Paragraph>, felt: &Felt) {
    head(told, &format!("How {} felt before and after massage", felt.carer));
    let (before, after): (Vec<i64>, Vec<i64>) = felt.pairs.iter().copied().unzip();
    for (label, values) in [(BEFORE, before), (AFTER, after)] {
        told.push(Paragraph::Values(Values {
            label: label.to_owned(),
            values,
            among: (1, 5),
            unit: Unit::Felt,
        }));
    }
    let mut sentence = compared(felt.gap, Unit::Felt, [BEFORE, AFTER]);
    if felt.halves > 0 {
        let n = i64::try_from(felt.halves).unwrap_or(i64::MAX);
        let massages = said::many(n, "massage", "massages");
        sentence.push_str(&format!(" At {massages} more only one of the two was written."));
    }
    say(told, sentence);
}

fn cues(told: &mut Vec<Paragraph>, together: &Together, family: &Family) {
    let of = |label: String, sum: &CueSum| {
        let n = |n: Option<i64>| n.unwrap_or(0);
        let mut detail = vec![
            format!("engagement {}", n(sum.engagement)),
            format!("disengagement {}", n(sum.disengagement)),
        ];
        detail.extend((n(sum.either) > 0).then(|| format!("could be either {}", n(sum.either))));
        let seen = said::by_count(&sum.seen, |code| family.cue_words(code));
        if !seen.is_empty() {
            detail.push(plain(&said::counted(&seen, MOST)).into_owned());
        }
        Paragraph::Count { label, n: n(sum.moments), detail }
    };
    if !together.by_state.is_empty() {
        head(told, BY_STATE);
        told.extend(together.by_state.iter().map(|(code, sum)| {
            let state = plain(words::say(List::States, code)).into_owned();
            of(state, sum)
        }));
    }
    if !together.by_time.is_empty() {
        head(told, BY_TIME);
        let parts = together.by_time.iter();
        told.extend(parts.map(|(from, to, sum)| of(format!("{from} to {to}"), sum)));
        say(told, CUES_CANNOT);
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
