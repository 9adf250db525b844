//! The lines of a part grouped into what they make together, once for all formats: neighbours of one kind are one list,
//! one table, one picture. Grouped after a parent's edits, which may move any line of a part.

use crate::report::model::{
    HourRuler, LineBody, NightsPlotRow, QuestionLine, ReportLine, StripLegend, StripRow, TableRow,
};

/// Hours of the nights plot where its scale was struck out.
const DEFAULT_NIGHT_HOURS: i64 = 14;

pub(crate) enum Block<'a> {
    Paragraph(Vec<&'a str>),
    List(Vec<&'a str>),
    /// A few words each, that may stand side by side.
    Facts(Vec<Fact<'a>>),
    /// Labels and their values.
    Labels(Vec<(&'a str, &'a str)>),
    /// With room for their answers.
    Questions(Vec<&'a QuestionLine>),
    /// So many lines to write on by hand.
    WritingLines(usize),
    /// Who wrote what stands above it.
    Signature(&'a str),
    /// Words with a box before them, to tick by hand.
    Checkboxes(Vec<&'a str>),
    Legend(StripLegend),
    Timeline(Vec<TimelineRow<'a>>),
    NightsPlot(Vec<NightsRow<'a>>),
    Table(Vec<&'a TableRow>),
}

#[derive(Clone, Copy)]
pub(crate) struct Fact<'a> {
    pub words: &'a str,
    /// There is room to write behind them.
    pub by_hand: bool,
}

pub(crate) enum TimelineRow<'a> {
    Hours(&'a HourRuler),
    Day(&'a StripRow),
    /// To fill in by hand.
    Blank,
}

pub(crate) enum NightsRow<'a> {
    /// From none to this many hours.
    Hours(i64),
    Week(&'a NightsPlotRow),
}

pub(crate) fn group_lines(lines: &[ReportLine]) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for line in lines {
        let block = Block::from_line(&line.body);
        match (blocks.last_mut(), block) {
            (Some(Block::Paragraph(all)), Block::Paragraph(more))
            | (Some(Block::List(all)), Block::List(more))
            | (Some(Block::Checkboxes(all)), Block::Checkboxes(more)) => all.extend(more),
            (Some(Block::Labels(all)), Block::Labels(more)) => all.extend(more),
            (Some(Block::Facts(all)), Block::Facts(more)) => all.extend(more),
            (Some(Block::Questions(all)), Block::Questions(more)) => all.extend(more),
            (Some(Block::Timeline(all)), Block::Timeline(more)) => all.extend(more),
            (Some(Block::NightsPlot(all)), Block::NightsPlot(more)) => all.extend(more),
            (Some(Block::Table(all)), Block::Table(more)) => all.extend(more),
            (Some(Block::WritingLines(all)), Block::WritingLines(more)) => *all += more,
            (_, block) => blocks.push(block),
        }
    }
    blocks
}

impl<'a> Block<'a> {
    fn from_line(body: &'a LineBody) -> Self {
        match body {
            LineBody::Sentence(text) => Self::Paragraph(vec![text]),
            LineBody::Item(text) => Self::List(vec![text]),
            LineBody::Fact(words) => Self::Facts(vec![Fact { words, by_hand: false }]),
            LineBody::BlankFact(words) => Self::Facts(vec![Fact { words, by_hand: true }]),
            LineBody::Label(label, value) => Self::Labels(vec![(label, value)]),
            LineBody::Question(question) => Self::Questions(vec![question]),
            LineBody::WritingLine => Self::WritingLines(1),
            LineBody::Signature(name) => Self::Signature(name),
            LineBody::Checkbox(text) => Self::Checkboxes(vec![text]),
            LineBody::Legend(legend) => Self::Legend(*legend),
            LineBody::Ruler(ruler) => Self::Timeline(vec![TimelineRow::Hours(ruler)]),
            LineBody::Strip(row) => Self::Timeline(vec![TimelineRow::Day(row)]),
            LineBody::BlankStrip => Self::Timeline(vec![TimelineRow::Blank]),
            LineBody::HourScale(hours) => Self::NightsPlot(vec![NightsRow::Hours(*hours)]),
            LineBody::Nights(row) => Self::NightsPlot(vec![NightsRow::Week(row)]),
            LineBody::Row(row) => Self::Table(vec![row]),
        }
    }
}

/// The ruler of a part, by which the strips of all its blocks are drawn.
pub(crate) fn find_ruler<'a>(blocks: &[Block<'a>]) -> Option<&'a HourRuler> {
    blocks.iter().find_map(|block| match block {
        Block::Timeline(rows) => find_hours(rows),
        _ => None,
    })
}

pub(crate) fn find_hours<'a>(rows: &[TimelineRow<'a>]) -> Option<&'a HourRuler> {
    rows.iter().find_map(|row| match row {
        TimelineRow::Hours(ruler) => Some(*ruler),
        TimelineRow::Day(_) | TimelineRow::Blank => None,
    })
}

/// The hours a plot is drawn over, and whether they stand above it.
pub(crate) fn find_scale(rows: &[NightsRow<'_>]) -> (i64, bool) {
    let scale = rows.iter().find_map(|row| match row {
        NightsRow::Hours(hours) => Some(*hours),
        NightsRow::Week(_) => None,
    });
    (scale.unwrap_or(DEFAULT_NIGHT_HOURS), scale.is_some())
}
