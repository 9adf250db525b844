//! The papers a journal can be laid out as: the sheet for the health visitor, a blank fortnight to fill in by hand, the
//! card of what a baby's cues mean, and the keepsake. A new one is a variant, a row of [`REPORT_KINDS`] and a file that
//! builds it; formats, the editor, files' names and drafts read the row.

pub(crate) mod blank_fortnight;
pub(crate) mod card;
pub(crate) mod keepsake;

use crate::model::{Entry, Id};
use crate::report::build::build_report;
use crate::report::model::{Report, ReportInput};
use crate::report::paper::{PaperSize, SheetCountry};
use crate::texts::report_kinds as texts;
use std::collections::BTreeSet;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum ReportKind {
    /// For the health visitor.
    #[default]
    Sheet,
    /// The sheet's rows with nothing in them.
    BlankFortnight,
    /// What the baby's cues mean, for whoever looks after the baby.
    Card,
    /// Moments that the family chose.
    Keepsake,
}

/// What a paper is made from.
#[derive(Clone, Copy)]
pub(crate) enum ReportSource {
    /// Days, added up.
    Days,
    /// Nothing that was written.
    Nothing,
    /// The entries of any day that pass.
    Entries(fn(&Entry) -> bool),
}

pub(crate) struct ReportKindSpec {
    pub kind: ReportKind,
    /// In drafts, in files' names and in the HTML's style.
    pub code: &'static str,
    pub label: &'static str,
    pub source: ReportSource,
    /// Its size, where the country does not decide it.
    paper: Option<PaperSize>,
    /// Its words are set larger, to be read at arm's length.
    pub is_large: bool,
    build: fn(&ReportInput<'_>, &ChosenMoments<'_>) -> Report,
}

/// In the order in which the editor shows them.
pub(crate) const REPORT_KINDS: [ReportKindSpec; 4] = [
    ReportKindSpec {
        kind: ReportKind::Sheet,
        code: "sheet",
        label: texts::SHEET,
        source: ReportSource::Days,
        paper: None,
        is_large: false,
        build: |asked, _| build_report(asked),
    },
    ReportKindSpec {
        kind: ReportKind::BlankFortnight,
        code: "blank-fortnight",
        label: texts::BLANK_FORTNIGHT,
        source: ReportSource::Nothing,
        paper: None,
        is_large: false,
        build: |asked, _| blank_fortnight::build_blank_fortnight(asked),
    },
    ReportKindSpec {
        kind: ReportKind::Card,
        code: "card",
        label: texts::CARD,
        source: ReportSource::Entries(|entry| !entry.moments().is_empty()),
        paper: Some(PaperSize::A5),
        is_large: true,
        build: |asked, _| card::build_card(asked),
    },
    ReportKindSpec {
        kind: ReportKind::Keepsake,
        code: "keepsake",
        label: texts::KEEPSAKE,
        source: ReportSource::Entries(keepsake::is_moment),
        paper: None,
        is_large: true,
        build: keepsake::build_keepsake,
    },
];

/// Which moments go into the keepsake, and for whom it is made.
#[derive(Clone, Copy, Debug)]
pub struct ChosenMoments<'a> {
    pub ticked: &'a BTreeSet<Id>,
    /// The carer who writes now: what is private goes in only where this one wrote it.
    pub writer: Option<Id>,
}

impl ReportKind {
    pub(crate) fn spec(self) -> &'static ReportKindSpec {
        REPORT_KINDS.iter().find(|row| row.kind == self).unwrap_or(&REPORT_KINDS[0])
    }

    /// Its place among the kinds.
    pub(crate) fn index(self) -> usize {
        REPORT_KINDS.iter().position(|row| row.kind == self).unwrap_or(0)
    }

    /// The kind after it, or before it, round about.
    pub(crate) fn neighbour(self, is_next: bool) -> Self {
        let count = REPORT_KINDS.len();
        let step = if is_next { 1 } else { count - 1 };
        REPORT_KINDS[(self.index() + step) % count].kind
    }

    pub fn build(self, asked: &ReportInput<'_>, chosen: &ChosenMoments<'_>) -> Report {
        (self.spec().build)(asked, chosen)
    }

    pub(crate) fn choose_paper(self, asked: &ReportInput<'_>) -> PaperSize {
        self.spec().paper.unwrap_or_else(|| SheetCountry::of_family(asked.family).paper)
    }
}
