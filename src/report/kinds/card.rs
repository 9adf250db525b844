//! The card for whoever looks after the baby: what its cues mean and what helps, as this family read them.
//!
//! Only a cue that the family gave a reading for is on it, where it was read most often; one that was read both ways
//! equally often is not. Cues that are also a matter of health are not on it, nor words that call for help: a card that
//! hangs in a kitchen says who the baby is, and must never be where somebody looks up what to do. No note and nothing of
//! a carer's own is read for it.

use crate::model::{Family, Moment};
use crate::report::kinds::ReportKind;
use crate::report::model::{LineBody, Report, ReportInput, ReportLine, ReportPart, ReportSection};
use crate::report::{header_footer, sanitize_text};
use crate::texts::{describe_entry, report_kinds as texts};
use crate::vocabulary::{self, WordList, has_emergency_words};
use std::cmp::Reverse;
use std::collections::BTreeMap;

const GROUP: &str = "card";
/// So many of each stand on it, so that it stays one card.
const MAX_READ: usize = 5;
const MAX_OWN: usize = 3;
const MAX_HELPED: usize = 4;
/// Lines to write on, where nothing is known yet.
const WRITING_LINES: usize = 3;

pub(crate) fn build_card(asked: &ReportInput<'_>) -> Report {
    let readings = collect_readings(asked);
    let is_read_as = |wanted: Direction| {
        let cues = readings.rank(|reading| reading.direction() == Some(wanted));
        cues.into_iter().take(MAX_READ).map(|(code, reading)| reading.to_line(code, asked.family)).collect()
    };
    let own = readings.rank(|reading| !reading.is_read() && !reading.own.is_empty());
    let own = own.into_iter().take(MAX_OWN).map(|(code, reading)| reading.to_line(code, asked.family));
    let said = [
        (ReportSection::Ready, is_read_as(Direction::More)),
        (ReportSection::Change, is_read_as(Direction::Change)),
        (ReportSection::OwnMeanings, own.collect()),
        (ReportSection::Helps, readings.list_helped()),
    ];
    let is_blank = said.iter().all(|(_, lines)| lines.is_empty());
    let mut parts: Vec<ReportPart> = said
        .into_iter()
        .filter(
            |(section, lines)| {
                if is_blank { *section != ReportSection::OwnMeanings } else { !lines.is_empty() }
            },
        )
        .map(|(section, lines)| if is_blank { build_blank_part(section) } else { build_part(section, lines) })
        .collect();
    parts.push(build_ask_first());
    let foot = if is_blank { texts::CARD_BY_HAND.to_owned() } else { texts::describe_card(asked.made_on) };
    Report {
        kind: ReportKind::Card,
        title: header_footer::build_title(asked),
        reader: Some(ReportLine::fact(GROUP, "for", texts::CARD_READER)),
        header: Vec::new(),
        parts,
        footer: vec![ReportLine::with_sentence(GROUP, "family", &foot)],
        paper: ReportKind::Card.choose_paper(asked),
        days: (asked.made_on, asked.made_on),
        made_on: asked.made_on,
    }
}

fn build_part(section: ReportSection, lines: Vec<ReportLine>) -> ReportPart {
    ReportPart::new(section, section.title(), lines)
}

/// Nothing was read yet: room to write it by hand.
fn build_blank_part(section: ReportSection) -> ReportPart {
    let line =
        |n| ReportLine::new(GROUP, format_args!("{}-by-hand-{n}", section.code()), LineBody::WritingLine);
    build_part(section, (1..=WRITING_LINES).map(line).collect())
}

fn build_ask_first() -> ReportPart {
    let line = |(n, words): (usize, &&str)| {
        ReportLine::new(GROUP, format_args!("ask-{n}"), LineBody::Item((*words).to_owned()))
    };
    build_part(ReportSection::AskFirst, (1..).zip(&texts::ASK_FIRST_LINES).map(line).collect())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    More,
    Change,
}

/// How often one cue was read as what.
#[derive(Default)]
struct CueReading {
    more: usize,
    change: usize,
    /// The family's own words for it.
    own: BTreeMap<String, usize>,
}

impl CueReading {
    fn is_read(&self) -> bool {
        self.more + self.change > 0
    }

    fn direction(&self) -> Option<Direction> {
        match self.more.cmp(&self.change) {
            std::cmp::Ordering::Greater => Some(Direction::More),
            std::cmp::Ordering::Less => Some(Direction::Change),
            std::cmp::Ordering::Equal => None,
        }
    }

    fn times(&self) -> usize {
        self.more + self.change + self.own.values().sum::<usize>()
    }

    /// The cue in the baby's voice, with the family's own word for it behind.
    fn to_line(&self, code: &str, family: &Family) -> ReportLine {
        let is_own = family.custom_cues.iter().any(|own| own.code == code);
        let ours = vocabulary::find_cue_by_id(code).filter(|_| !is_own);
        let words = ours.map_or_else(|| family.cue_label(code), |cue| cue.first_person.as_str());
        let own = self.own.iter().max_by_key(|(words, n)| (**n, Reverse(words.as_str())));
        let line = match own {
            Some((own, _)) => texts::format_own_meaning(words, &describe_entry::own_meaning(own)),
            None => words.to_owned(),
        };
        ReportLine::new(GROUP, code, LineBody::Item(sanitize_text(&line).into_owned()))
    }
}

#[derive(Default)]
struct Readings {
    cues: BTreeMap<String, CueReading>,
    helped: BTreeMap<String, usize>,
}

impl Readings {
    fn add(&mut self, moment: &Moment, family: &Family) {
        let own = moment.own_meaning.as_deref().map(str::trim);
        let own = own.filter(|words| !words.is_empty() && !has_emergency_words(words));
        let codes = moment.cues.iter().map(|code| vocabulary::current_cue_id(code));
        for code in codes.filter(|code| is_for_card(code, family)) {
            let reading = self.cues.entry(code.to_owned()).or_default();
            match moment.meant.as_deref() {
                Some("more") => reading.more += 1,
                Some("change") => reading.change += 1,
                _ => {}
            }
            if let Some(words) = own {
                *reading.own.entry(words.to_owned()).or_default() += 1;
            }
        }
        if matches!(moment.helped.as_deref(), Some("yes" | "a-bit")) {
            moment.did.iter().for_each(|code| *self.helped.entry(code.clone()).or_default() += 1);
        }
    }

    /// Those that pass, the most often read first.
    fn rank(&self, passes: impl Fn(&CueReading) -> bool) -> Vec<(&str, &CueReading)> {
        let mut all: Vec<(&str, &CueReading)> = self
            .cues
            .iter()
            .filter(|(_, reading)| passes(reading))
            .map(|(code, it)| (code.as_str(), it))
            .collect();
        all.sort_by_key(|(_, reading)| Reverse(reading.times()));
        all
    }

    fn list_helped(&self) -> Vec<ReportLine> {
        let mut all: Vec<(&String, &usize)> = self.helped.iter().collect();
        all.sort_by_key(|(_, n)| Reverse(**n));
        let line = |code: &String| {
            let known = vocabulary::find_word(WordList::Responses, code);
            let words = known.and_then(|word| word.helps.as_deref()).unwrap_or(code);
            ReportLine::new(
                GROUP,
                format_args!("helps-{code}"),
                LineBody::Item(sanitize_text(words).into_owned()),
            )
        };
        all.into_iter().take(MAX_HELPED).map(|(code, _)| line(code)).collect()
    }
}

/// Whether a cue may stand on a card: it is no matter of health, in our words or the family's.
fn is_for_card(code: &str, family: &Family) -> bool {
    !vocabulary::find_cue_by_id(code).is_some_and(|cue| cue.caution)
        && !has_emergency_words(family.cue_label(code))
}

fn collect_readings(asked: &ReportInput<'_>) -> Readings {
    let mut readings = Readings::default();
    let ours = asked.entries.iter().filter(|entry| entry.baby == Some(asked.baby));
    ours.flat_map(|entry| entry.moments()).for_each(|moment| readings.add(moment, asked.family));
    readings
}

impl Report {
    /// Whether it is a card of which nothing but room to write is known.
    pub(crate) fn is_blank_card(&self) -> bool {
        let mut lines = self.parts.iter().flat_map(|part| &part.lines);
        self.kind == ReportKind::Card && lines.any(|line| line.body == LineBody::WritingLine)
    }
}
