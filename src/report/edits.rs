//! What a parent chooses and changes on the sheet before it is kept: which sections in which order, and lines struck
//! out, reworded, moved or added.
//!
//! [`Choices`] may be remembered from one page to the next. [`Edits`] are of one page and are forgotten with it: words
//! that somebody struck out are kept nowhere.

use super::page::{Body, Key, Line, Page, Part, Section};
use super::{said, who};
use crate::journal::Id;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The weeks covered when nobody chose.
const WEEKS: u32 = 2;
/// What typed questions are keyed under.
const TYPED: &str = "visit/typed";

/// What is remembered from one page to the next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct Choices {
    pub weeks: u32,
    /// Whose check-ins go on the page when they are ticked.
    pub carer: Option<Id>,
    order: Vec<Section>,
    off: BTreeSet<Section>,
}

/// As they are written down: codes only, and never the tick at check-ins, which is given for one page.
#[derive(Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    weeks: u32,
    order: Vec<String>,
    off: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    carer: Option<Id>,
}

impl Default for Kept {
    fn default() -> Self {
        Choices::default().into()
    }
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            weeks: WEEKS,
            carer: None,
            order: Section::ALL.to_vec(),
            off: BTreeSet::from([Section::Checkins]),
        }
    }
}

impl From<Kept> for Choices {
    fn from(kept: Kept) -> Self {
        let known = |codes: Vec<String>| -> Vec<Section> {
            codes.iter().filter_map(|code| Section::of_code(code)).collect()
        };
        let mut order = Vec::new();
        for section in known(kept.order).into_iter().chain(Section::ALL) {
            if !order.contains(&section) {
                order.push(section);
            }
        }
        let mut off: BTreeSet<Section> = known(kept.off).into_iter().collect();
        off.insert(Section::Checkins);
        Self { weeks: kept.weeks.max(1), carer: kept.carer, order, off }
    }
}

impl From<Choices> for Kept {
    fn from(choices: Choices) -> Self {
        let codes = |sections: &mut dyn Iterator<Item = Section>| {
            sections.map(|section| section.code().to_owned()).collect()
        };
        let forgotten = |section: &Section| *section != Section::Checkins;
        Self {
            weeks: choices.weeks,
            order: codes(&mut choices.order.into_iter()),
            off: codes(&mut choices.off.into_iter().filter(forgotten)),
            carer: choices.carer,
        }
    }
}

impl Choices {
    /// Every section in the order chosen, whether it is on or off.
    pub fn order(&self) -> &[Section] {
        &self.order
    }

    pub fn has(&self, section: Section) -> bool {
        !self.off.contains(&section)
    }

    /// Puts a section on the page or takes it off.
    pub fn turn(&mut self, section: Section) {
        if !self.off.remove(&section) {
            self.off.insert(section);
        }
    }

    /// Moves a section one place down the page, or up.
    pub fn shift(&mut self, section: Section, down: bool) {
        shift(&mut self.order, &section, down);
    }

    /// The sections on the page, in order: what [`super::PageAsked`] takes.
    pub fn sections(&self) -> Vec<Section> {
        let order = self.order.iter().copied();
        order.filter(|section| self.has(*section)).collect()
    }

    /// The carer whose check-ins were ticked, if they were.
    pub fn checkins_of(&self) -> Option<Id> {
        self.carer.filter(|_| self.has(Section::Checkins))
    }
}

fn shift<T: PartialEq>(order: &mut [T], what: &T, down: bool) {
    let Some(at) = order.iter().position(|it| it == what) else {
        return;
    };
    let to = if down { Some(at + 1) } else { at.checked_sub(1) };
    if let Some(to) = to.filter(|to| *to < order.len()) {
        order.swap(at, to);
    }
}

/// Edits as they wait for their page. What was said of a carer's own check-ins does not wait anywhere.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Waiting {
    struck: BTreeSet<Key>,
    words: BTreeMap<Key, String>,
    order: BTreeMap<String, Vec<Key>>,
    questions: Vec<(Key, String)>,
}

impl From<Waiting> for Edits {
    fn from(waiting: Waiting) -> Self {
        let order = waiting.order.into_iter();
        Self {
            struck: waiting.struck,
            words: waiting.words,
            order: order.filter_map(|(code, keys)| Some((Section::of_code(&code)?, keys))).collect(),
            questions: waiting.questions,
        }
    }
}

impl From<Edits> for Waiting {
    fn from(edits: Edits) -> Self {
        let private = |key: &Key| key.is_in(Section::Checkins);
        let struck = edits.struck;
        let words = edits.words.into_iter();
        let order = edits.order.into_iter();
        Self {
            // Words that were struck out are kept nowhere, and a line that says something else is struck with them.
            words: words.filter(|(key, _)| !private(key) && !struck.contains(key)).collect(),
            order: order
                .filter(|(section, _)| *section != Section::Checkins)
                .map(|(section, keys)| (section.code().to_owned(), keys))
                .collect(),
            questions: edits.questions.into_iter().filter(|(key, _)| !struck.contains(key)).collect(),
            struck: struck.into_iter().filter(|key| !private(key)).collect(),
        }
    }
}

/// What was done to the lines of one page. Lines are known by their keys, so it holds when the page is made anew with
/// other weeks or sections.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Waiting", into = "Waiting")]
pub struct Edits {
    struck: BTreeSet<Key>,
    words: BTreeMap<Key, String>,
    order: BTreeMap<Section, Vec<Key>>,
    questions: Vec<(Key, String)>,
}

impl Edits {
    /// Strikes a line out, or brings it back.
    pub fn strike(&mut self, key: &Key) {
        if !self.struck.remove(key) {
            self.struck.insert(key.clone());
        }
    }

    pub fn is_struck(&self, key: &Key) -> bool {
        self.struck.contains(key)
    }

    /// Says a line in other words; with none, in its own again. A question that was typed here goes with its words.
    pub fn reword(&mut self, key: &Key, words: &str) {
        let words = words.trim();
        if let Some(at) = self.questions.iter().position(|(own, _)| own == key) {
            if words.is_empty() {
                self.questions.remove(at);
            } else {
                self.questions[at].1 = words.to_owned();
            }
        } else if words.is_empty() {
            self.words.remove(key);
        } else {
            self.words.insert(key.clone(), words.to_owned());
        }
    }

    /// Whether a line is said in other words than its own.
    pub fn is_reworded(&self, key: &Key) -> bool {
        self.words.contains_key(key)
    }

    /// Adds a line to what the parent would like to talk about.
    pub fn ask(&mut self, words: &str) -> Key {
        let taken = |n: &usize| {
            let key = Key::new(TYPED, n);
            self.questions.iter().any(|(own, _)| *own == key)
        };
        let free = (0..).find(|n| !taken(n)).unwrap_or(0);
        let key = Key::new(TYPED, free);
        self.questions.push((key.clone(), words.trim().to_owned()));
        key
    }

    /// Moves a line one place down its section, or up. `page` is the page as [`Page::arranged`] shows it.
    pub fn shift(&mut self, page: &Page, key: &Key, down: bool) {
        let holds = |part: &&Part| part.lines.iter().any(|line| line.key == *key);
        let Some(part) = page.parts.iter().find(holds) else {
            return;
        };
        let mut order: Vec<Key> = part.lines.iter().map(|line| line.key.clone()).collect();
        shift(&mut order, key, down);
        self.order.insert(part.section, order);
    }

    fn said(&self, line: Line) -> Line {
        match self.words.get(&line.key) {
            Some(words) => line.reworded(words),
            None => line,
        }
    }

    fn lines(&self, lines: Vec<Line>) -> Vec<Line> {
        lines.into_iter().map(|line| self.said(line)).collect()
    }

    fn part(&self, part: Part) -> Part {
        let mut lines = part.lines;
        if part.section == Section::Visit && !self.questions.is_empty() {
            // Room to write by hand was for want of questions.
            lines.retain(|line| line.body != Body::Fill);
            lines.extend(self.questions.iter().map(|(key, words)| Line {
                key: key.clone(),
                body: Body::Item(super::plain(words).into_owned()),
            }));
        }
        if let Some(order) = self.order.get(&part.section) {
            let place = |line: &Line| order.iter().position(|key| *key == line.key);
            lines.sort_by_key(|line| place(line).unwrap_or(usize::MAX));
        }
        Part { section: part.section, title: self.said(part.title), lines: self.lines(lines) }
    }
}

impl Page {
    /// The page with its lines reworded, moved and added to; struck lines are still there, for a screen to show as
    /// struck.
    pub fn arranged(self, edits: &Edits) -> Self {
        let mut title = self.title;
        if edits.is_struck(&who::name_key()) {
            title.body = Body::Say(said::TITLE.to_owned());
        }
        Self {
            title: edits.said(title),
            head: edits.lines(self.head),
            parts: self.parts.into_iter().map(|part| edits.part(part)).collect(),
            foot: edits.lines(self.foot),
            ..self
        }
    }

    /// The page as it is kept and printed: what was struck is gone, and a section of which nothing is left too.
    pub fn edited(self, edits: &Edits) -> Self {
        let mut page = self.arranged(edits);
        let stays = |line: &Line| !edits.is_struck(&line.key);
        page.head.retain(stays);
        page.foot.retain(stays);
        for part in &mut page.parts {
            part.lines.retain(stays);
        }
        page.parts.retain(|part| stays(&part.title) && !part.lines.is_empty());
        page
    }
}
