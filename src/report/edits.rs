//! What a parent chooses and changes on the sheet before it is kept: which sections in which order, and lines struck
//! out, reworded or moved.
//!
//! [`ReportChoices`] may be remembered from one page to the next. [`ReportEdits`] are of one page and are forgotten with it: words
//! that somebody struck out are kept nowhere.

use crate::model::Id;
use crate::report::model::{
    LineBody, Report, ReportLine, ReportLineId, ReportPart, ReportSection, number_questions,
};
use crate::report::period::ReportPeriod;
use crate::texts::report_page;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The weeks covered when nobody chose.
const DEFAULT_WEEKS: u32 = 2;

/// What is remembered from one page to the next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(from = "SavedChoices", into = "SavedChoices")]
pub struct ReportChoices {
    pub weeks: u32,
    /// Exact dates in place of weeks: from the last visit on, say, up to a day or to now.
    pub dates: Option<(NaiveDate, Option<NaiveDate>)>,
    /// Whose check-ins go on the page when they are ticked.
    pub carer: Option<Id>,
    order: Vec<ReportSection>,
    off: BTreeSet<ReportSection>,
}

/// As they are written down: codes only, and never the tick at check-ins, which is given for one page.
#[derive(Serialize, Deserialize)]
#[serde(default)]
struct SavedChoices {
    weeks: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    dates: Option<(NaiveDate, Option<NaiveDate>)>,
    order: Vec<String>,
    off: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    carer: Option<Id>,
}

impl Default for SavedChoices {
    fn default() -> Self {
        ReportChoices::default().into()
    }
}

impl Default for ReportChoices {
    fn default() -> Self {
        Self {
            weeks: DEFAULT_WEEKS,
            dates: None,
            carer: None,
            order: ReportSection::ALL.to_vec(),
            off: BTreeSet::from([ReportSection::Checkins]),
        }
    }
}

impl From<SavedChoices> for ReportChoices {
    fn from(kept: SavedChoices) -> Self {
        let known = |codes: Vec<String>| -> Vec<ReportSection> {
            codes.iter().filter_map(|code| ReportSection::from_code(code)).collect()
        };
        let mut order = Vec::new();
        for section in known(kept.order).into_iter().chain(ReportSection::ALL) {
            if !order.contains(&section) {
                order.push(section);
            }
        }
        let mut off: BTreeSet<ReportSection> = known(kept.off).into_iter().collect();
        off.insert(ReportSection::Checkins);
        Self { weeks: kept.weeks.max(1), dates: kept.dates, carer: kept.carer, order, off }
    }
}

impl From<ReportChoices> for SavedChoices {
    fn from(choices: ReportChoices) -> Self {
        let codes = |sections: &mut dyn Iterator<Item = ReportSection>| {
            sections.map(|section| section.code().to_owned()).collect()
        };
        let forgotten = |section: &ReportSection| *section != ReportSection::Checkins;
        Self {
            weeks: choices.weeks,
            dates: choices.dates,
            order: codes(&mut choices.order.into_iter()),
            off: codes(&mut choices.off.into_iter().filter(forgotten)),
            carer: choices.carer,
        }
    }
}

impl ReportChoices {
    /// Every section in the order chosen, whether it is on or off.
    pub fn order(&self) -> &[ReportSection] {
        &self.order
    }

    pub fn period(&self) -> ReportPeriod {
        self.dates.map_or(ReportPeriod::Weeks(self.weeks), |(from, to)| ReportPeriod::Dates(from, to))
    }

    pub fn has_section(&self, section: ReportSection) -> bool {
        !self.off.contains(&section)
    }

    /// Puts a section on the page or takes it off.
    pub fn toggle_section(&mut self, section: ReportSection) {
        if !self.off.remove(&section) {
            self.off.insert(section);
        }
    }

    /// Moves a section one place down the page, or up.
    pub fn move_section(&mut self, section: ReportSection, down: bool) {
        move_item(&mut self.order, &section, down);
    }

    /// The sections on the page, in order: what [`crate::report::ReportInput`] takes.
    pub fn enabled_sections(&self) -> Vec<ReportSection> {
        let order = self.order.iter().copied();
        order.filter(|section| self.has_section(*section)).collect()
    }

    /// The carer whose check-ins were ticked, if they were.
    pub fn checkins_carer(&self) -> Option<Id> {
        if self.has_section(ReportSection::Checkins) { self.carer } else { None }
    }
}

fn move_item<T: PartialEq>(order: &mut [T], what: &T, down: bool) {
    let Some(at) = order.iter().position(|it| it == what) else {
        return;
    };
    let to = if down { Some(at + 1) } else { at.checked_sub(1) };
    if let Some(to) = to.filter(|to| *to < order.len()) {
        order.swap(at, to);
    }
}

/// Edits as they wait for their page. What was said of a carer's own check-ins and private notes does not wait anywhere.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct SavedEdits {
    struck: BTreeSet<ReportLineId>,
    words: BTreeMap<ReportLineId, String>,
    order: BTreeMap<String, Vec<ReportLineId>>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    ticked_notes: BTreeSet<Id>,
}

impl From<SavedEdits> for ReportEdits {
    fn from(waiting: SavedEdits) -> Self {
        let order = waiting.order.into_iter();
        Self {
            struck: waiting.struck,
            words: waiting.words,
            order: order.filter_map(|(code, keys)| Some((ReportSection::from_code(&code)?, keys))).collect(),
            ticked_notes: waiting.ticked_notes,
        }
    }
}

impl From<ReportEdits> for SavedEdits {
    fn from(edits: ReportEdits) -> Self {
        let private = ReportLineId::is_carers_own;
        let struck = edits.struck;
        // The tick was for the words it then had: without them it does not wait either.
        let reworded: BTreeSet<Id> = edits.words.keys().filter_map(ReportLineId::private_note).collect();
        let words = edits.words.into_iter();
        let order = edits.order.into_iter();
        Self {
            // Words that were struck out are kept nowhere, and a line that says something else is struck with them.
            words: words.filter(|(key, _)| !private(key) && !struck.contains(key)).collect(),
            order: order
                .filter(|(section, _)| *section != ReportSection::Checkins)
                .map(|(section, keys)| (section.code().to_owned(), keys))
                .collect(),
            struck: struck.into_iter().filter(|key| !private(key)).collect(),
            ticked_notes: edits.ticked_notes.difference(&reworded).copied().collect(),
        }
    }
}

/// What was done to the lines of one page. Lines are known by their keys, so it holds when the page is made anew with
/// other weeks or sections.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(from = "SavedEdits", into = "SavedEdits")]
pub struct ReportEdits {
    struck: BTreeSet<ReportLineId>,
    words: BTreeMap<ReportLineId, String>,
    order: BTreeMap<ReportSection, Vec<ReportLineId>>,
    ticked_notes: BTreeSet<Id>,
}

impl ReportEdits {
    /// The private notes that are to be on the page.
    pub fn ticked_notes(&self) -> &BTreeSet<Id> {
        &self.ticked_notes
    }

    /// Puts a private note on the page, or takes it off with whatever it was reworded to.
    pub fn toggle_private_note(&mut self, key: &ReportLineId) {
        let Some(note) = key.private_note() else { return };
        if self.ticked_notes.remove(&note) {
            self.words.remove(key);
        } else {
            self.ticked_notes.insert(note);
        }
    }

    /// Strikes a line out, or brings it back.
    pub fn toggle_struck(&mut self, key: &ReportLineId) {
        if !self.struck.remove(key) {
            self.struck.insert(key.clone());
        }
    }

    pub fn is_struck(&self, key: &ReportLineId) -> bool {
        self.struck.contains(key)
    }

    /// Says a line in other words; with none, in its own again.
    pub fn reword_line(&mut self, key: &ReportLineId, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            self.words.remove(key);
        } else {
            self.words.insert(key.clone(), words.to_owned());
        }
    }

    /// Whether a line is said in other words than its own.
    pub fn is_reworded(&self, key: &ReportLineId) -> bool {
        self.words.contains_key(key)
    }

    /// Moves a line one place down its section, or up. `page` is the page as [`Report::preview_edits`] shows it.
    pub fn move_line(&mut self, page: &Report, key: &ReportLineId, down: bool) {
        let holds = |part: &&ReportPart| part.lines.iter().any(|line| line.id == *key);
        let Some(part) = page.parts.iter().find(holds) else {
            return;
        };
        let mut order: Vec<ReportLineId> = part.lines.iter().map(|line| line.id.clone()).collect();
        move_item(&mut order, key, down);
        self.order.insert(part.section, order);
    }

    fn apply_rewording(&self, line: ReportLine) -> ReportLine {
        match self.words.get(&line.id) {
            Some(words) => line.with_words(words),
            None => line,
        }
    }

    fn reword_lines(&self, lines: Vec<ReportLine>) -> Vec<ReportLine> {
        lines.into_iter().map(|line| self.apply_rewording(line)).collect()
    }

    fn edit_part(&self, part: ReportPart) -> ReportPart {
        let mut lines = part.lines;
        if let Some(order) = self.order.get(&part.section) {
            let place = |line: &ReportLine| order.iter().position(|key| *key == line.id);
            lines.sort_by_key(|line| place(line).unwrap_or(usize::MAX));
        }
        number_questions(&mut lines, |id| !self.is_struck(id));
        ReportPart {
            section: part.section,
            title: self.apply_rewording(part.title),
            lines: self.reword_lines(lines),
        }
    }
}

impl Report {
    /// The page with its lines reworded, moved and added to; struck lines are still there, for a screen to show as
    /// struck.
    pub fn preview_edits(self, edits: &ReportEdits) -> Self {
        let mut title = self.title;
        if edits.is_struck(&title.id) {
            title.body = LineBody::Sentence(report_page::UNNAMED_TITLE.to_owned());
        }
        Self {
            title: edits.apply_rewording(title),
            header: edits.reword_lines(self.header),
            parts: self.parts.into_iter().map(|part| edits.edit_part(part)).collect(),
            footer: edits.reword_lines(self.footer),
            ..self
        }
    }

    /// The page as it is kept and printed: what was struck is gone, and a section of which nothing is left too.
    pub fn apply_edits(self, edits: &ReportEdits) -> Self {
        let mut page = self.preview_edits(edits);
        let stays = |line: &ReportLine| !edits.is_struck(&line.id);
        page.reader = page.reader.filter(stays);
        page.header.retain(stays);
        page.footer.retain(stays);
        for part in &mut page.parts {
            part.lines.retain(stays);
        }
        page.parts.retain(|part| stays(&part.title) && !part.lines.is_empty());
        page
    }
}
