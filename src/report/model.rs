//! The report between arithmetic and formats: parts of lines, each line under an id of its own by which a parent strikes
//! it out, rewords it or moves it. `build.rs` fills it, `edits.rs` changes it, `blocks.rs` groups it for the formats.
//! What stands in rows of pictures and tables is in `rows.rs`.

use crate::model::{Details, Entry, Family, Id};
use crate::report::kinds::ReportKind;
use crate::report::paper::PaperSize;
pub(crate) use crate::report::rows::{
    HourRuler, NightsPlotRow, StripCell, StripLegend, StripRow, TableCell, TableRow,
};
use crate::stats::PeriodStats;
use crate::text::sanitize::sanitize_text;
use crate::texts::{figures, report_kinds, report_page};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// A part of a paper that can be left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ReportSection {
    /// What the family would like to talk about.
    Visit,
    /// The last fortnight, a row a day.
    Strips,
    /// What is usual, and the weeks.
    Sleep,
    Cues,
    Touch,
    /// One carer's check-ins, and only when asked for.
    Checkins,
    /// On the card: cues read as ready, and as a wish for a change.
    Ready,
    Change,
    /// On the card: cues of which only the family's own word is known.
    OwnMeanings,
    /// On the card: what helped, and what to do before touching.
    Helps,
    AskFirst,
    /// A moment of the keepsake.
    Moments,
}

impl ReportSection {
    /// Every section of the sheet, in its order.
    pub const ALL: [Self; 6] =
        [Self::Visit, Self::Strips, Self::Sleep, Self::Cues, Self::Touch, Self::Checkins];

    /// Those of the other papers.
    pub(crate) const OF_OTHER_KINDS: [Self; 6] =
        [Self::Ready, Self::Change, Self::OwnMeanings, Self::Helps, Self::AskFirst, Self::Moments];

    /// The code `--sections` takes of the sheet's; in drafts and in the HTML's style of all.
    pub fn code(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Strips => "strips",
            Self::Sleep => "sleep",
            Self::Touch => "touch",
            Self::Cues => "cues",
            Self::Checkins => "checkins",
            Self::Ready => "ready",
            Self::Change => "change",
            Self::OwnMeanings => "own-meanings",
            Self::Helps => "helps",
            Self::AskFirst => "ask-first",
            Self::Moments => "moments",
        }
    }

    /// What it is called in a list to choose from, where no carer is chosen yet.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Visit => report_page::VISIT,
            Self::Strips => report_page::STRIPS,
            Self::Sleep => report_page::SLEEP,
            Self::Touch => report_page::TOUCH,
            Self::Cues => report_page::CUES,
            Self::Checkins => report_page::CHECKINS,
            Self::Ready => report_kinds::READY,
            Self::Change => report_kinds::CHANGE,
            Self::OwnMeanings => report_kinds::OWN_MEANINGS,
            Self::Helps => report_kinds::HELPS,
            Self::AskFirst => report_kinds::ASK_FIRST,
            Self::Moments => report_kinds::MOMENTS,
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().chain(Self::OF_OTHER_KINDS).find(|section| section.code() == code)
    }

    /// Reads a list of codes, `visit,strips,sleep`; one named twice counts once.
    pub fn parse_list(list: &str) -> Result<Vec<Self>, String> {
        let mut sections = Vec::new();
        for word in list.split(',').map(str::trim).filter(|w| !w.is_empty()) {
            let known = Self::from_code(&word.to_lowercase()).filter(|section| Self::ALL.contains(section));
            let section = known.ok_or_else(|| word.to_owned())?;
            if !sections.contains(&section) {
                sections.push(section);
            }
        }
        Ok(sections)
    }
}

const PRIVATE_GROUP: &str = "private";

/// What a line is known by, however often the page is made anew: `sleep/2026-11-09`, `visit/` and a note's identity.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReportLineId(String);

impl ReportLineId {
    /// The key of a line of its own in a group.
    pub(crate) fn new(group: &str, own: impl fmt::Display) -> Self {
        Self(format!("{group}/{own}"))
    }

    /// The line of a question for the visit. A private one has a group of its own: what is said of it waits nowhere.
    pub(crate) fn for_question(entry: &Entry) -> Self {
        let is_private = matches!(&entry.details, Details::Note(note) if note.private);
        Self::new(if is_private { PRIVATE_GROUP } else { ReportSection::Visit.code() }, entry.id)
    }

    /// The private note it is the line of, if it is of one.
    pub(crate) fn private_note(&self) -> Option<Id> {
        self.0.strip_prefix(PRIVATE_GROUP)?.strip_prefix('/')?.parse().ok()
    }

    /// Whether its words are a carer's own, for nobody else to find: of a check-in or of a private note.
    pub(crate) fn is_carers_own(&self) -> bool {
        self.is_in_section(ReportSection::Checkins) || self.private_note().is_some()
    }

    /// Whether it is of a line of a section.
    pub(crate) fn is_in_section(&self, section: ReportSection) -> bool {
        let group = self.0.split('/').next();
        group == Some(section.code())
    }

    pub(crate) fn for_section(section: ReportSection) -> Self {
        Self(section.code().to_owned())
    }
}

impl fmt::Display for ReportLineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Clone, Copy, Debug)]
pub struct ReportInput<'a> {
    pub family: &'a Family,
    pub baby: Id,
    pub stats: &'a PeriodStats,
    /// Entries of those days, in any order; others are passed over.
    pub entries: &'a [Entry],
    /// Notes for the visit, whenever they were written; what is no question for it is passed over.
    pub questions: &'a [Entry],
    /// The sections wanted, in the order wanted.
    pub sections: &'a [ReportSection],
    /// The carer who asked for their own check-ins to go in; nobody else's ever do.
    pub checkins_carer: Option<Id>,
    /// The private notes that their writers ticked, each alone; of them only those of the carer who is chosen go in.
    pub ticked_notes: &'a BTreeSet<Id>,
    pub made_on: NaiveDate,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    pub kind: ReportKind,
    /// Whose it is: the baby's name.
    pub title: ReportLine,
    /// Who it is for; none once it was struck out.
    pub reader: Option<ReportLine>,
    /// Birth and age, who wrote it, and when it was made.
    pub header: Vec<ReportLine>,
    pub parts: Vec<ReportPart>,
    /// What it is, and what it is not.
    pub footer: Vec<ReportLine>,
    pub paper: PaperSize,
    /// The first and the last day covered.
    pub days: (NaiveDate, NaiveDate),
    pub made_on: NaiveDate,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ReportPart {
    pub section: ReportSection,
    pub title: ReportLine,
    pub lines: Vec<ReportLine>,
}

impl ReportPart {
    /// Under the section's identity, `title` as it may be shown.
    pub(crate) fn new(section: ReportSection, title: &str, lines: Vec<ReportLine>) -> Self {
        let body = LineBody::Sentence(sanitize_text(title).into_owned());
        Self { section, title: ReportLine { id: ReportLineId::for_section(section), body }, lines }
    }
}

/// Two short sections that share a width.
pub(crate) fn are_side_by_side(left: ReportSection, right: ReportSection) -> bool {
    matches!(
        (left, right),
        (ReportSection::Cues, ReportSection::Touch) | (ReportSection::Touch, ReportSection::Cues)
    )
}

#[derive(Clone, PartialEq, Debug)]
pub struct ReportLine {
    pub id: ReportLineId,
    pub body: LineBody,
}

/// What stands in a line. Neighbours of one kind belong together: strips make one picture, weeks one table.
#[derive(Clone, PartialEq, Debug)]
pub enum LineBody {
    Sentence(String),
    Item(String),
    /// A few words that may stand beside their neighbour's.
    Fact(String),
    /// The same with room to write by hand behind them.
    BlankFact(String),
    /// `label: value`.
    Label(String, String),
    Question(QuestionLine),
    /// A line to write on by hand.
    WritingLine,
    /// Who wrote what stands above it.
    Signature(String),
    /// Words with a box before them, to tick by hand.
    Checkbox(String),
    Ruler(HourRuler),
    Strip(StripRow),
    /// A row of the hours with nothing in it, to fill in by hand.
    BlankStrip,
    Legend(StripLegend),
    Row(TableRow),
    /// The hours above rows of nights, from none to this many.
    HourScale(i64),
    Nights(NightsPlotRow),
}

/// What the family would like to talk about, with room for the answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QuestionLine {
    /// Its place on the sheet, from 1; none for one that is not on it.
    pub(crate) number: Option<usize>,
    /// None where it is to be written by hand.
    pub(crate) words: Option<String>,
    /// `since 1 Oct`, of one from before the days covered.
    pub(crate) since: Option<String>,
}

impl QuestionLine {
    /// There are no words yet, only room for them.
    pub fn is_by_hand(&self) -> bool {
        self.words.is_none()
    }

    /// The question with its date behind it.
    pub(crate) fn to_plain_text(&self) -> String {
        match (&self.words, &self.since) {
            (None, _) => report_page::BY_HAND.repeat(2),
            (Some(words), None) => words.clone(),
            (Some(words), Some(since)) => report_page::format_old_question(words, since),
        }
    }
}

/// Numbers the questions of a part that are on the sheet, from 1.
pub(crate) fn number_questions(lines: &mut [ReportLine], is_on_sheet: impl Fn(&ReportLineId) -> bool) {
    let mut next = 1;
    for line in lines {
        if let LineBody::Question(question) = &mut line.body {
            question.number = is_on_sheet(&line.id).then_some(next);
            next += usize::from(question.number.is_some());
        }
    }
}

impl ReportLine {
    pub(crate) fn new(group: &str, own: impl fmt::Display, body: LineBody) -> Self {
        Self { id: ReportLineId::new(group, own), body }
    }

    /// A sentence, with what was typed in it made harmless.
    pub(crate) fn with_sentence(group: &str, own: impl fmt::Display, words: &str) -> Self {
        Self::new(group, own, LineBody::Sentence(sanitize_text(words).into_owned()))
    }

    /// A few words that may stand beside others, with what was typed in them made harmless.
    pub(crate) fn fact(group: &str, own: impl fmt::Display, words: &str) -> Self {
        Self::new(group, own, LineBody::Fact(sanitize_text(words).into_owned()))
    }

    /// A label and its value, with what was typed in it made harmless.
    pub(crate) fn label(group: &str, own: impl fmt::Display, with_label: &str, value: &str) -> Self {
        let [label, value] = [with_label, value].map(|words| sanitize_text(words).into_owned());
        Self::new(group, own, LineBody::Label(label, value))
    }

    /// Its words alone, to be reworded.
    pub(crate) fn editable_text(&self) -> String {
        match &self.body {
            LineBody::Question(QuestionLine { words, .. }) => words.clone().unwrap_or_default(),
            LineBody::WritingLine => String::new(),
            _ => self.to_plain_text(),
        }
    }

    /// Its words, for a list in which lines are struck out and reworded; what has no words of its own is described.
    pub fn to_plain_text(&self) -> String {
        match &self.body {
            LineBody::Sentence(text)
            | LineBody::Item(text)
            | LineBody::Fact(text)
            | LineBody::Signature(text)
            | LineBody::Checkbox(text) => text.clone(),
            LineBody::Label(label, value) => figures::format_label(label, value),
            LineBody::BlankFact(words) => report_page::format_by_hand(words),
            LineBody::Question(question) => question.to_plain_text(),
            LineBody::Ruler(_) | LineBody::HourScale(_) => report_page::RULER.to_owned(),
            LineBody::Strip(row) => row.to_plain_text(),
            LineBody::BlankStrip => report_kinds::BLANK_DAY.to_owned(),
            LineBody::WritingLine => report_page::BY_HAND.to_owned(),
            LineBody::Legend(legend) => legend.text_key().to_owned(),
            LineBody::Row(row) => row.to_plain_text(),
            LineBody::Nights(row) => row.to_plain_text(),
        }
    }

    /// The same line in other words. A label keeps its label when the new words begin with it; a row of
    /// a picture shows the words in place of its bars, a row of a table becomes a label of its own dates.
    pub(crate) fn with_words(self, words: &str) -> Self {
        let words = sanitize_text(words.trim()).into_owned();
        let without_label = |label: &str| {
            let value = words.strip_prefix(label).and_then(|rest| rest.strip_prefix(':'));
            value.map(|value| value.trim().to_owned())
        };
        let labelled = |label: String| match without_label(&label) {
            Some(value) => LineBody::Label(label, value),
            None => LineBody::Sentence(words.clone()),
        };
        let body = match self.body {
            LineBody::Item(_) => LineBody::Item(words),
            LineBody::Fact(_) | LineBody::BlankFact(_) => LineBody::Fact(words),
            LineBody::Checkbox(_) => LineBody::Checkbox(words),
            LineBody::Signature(_) => LineBody::Signature(words),
            LineBody::Question(question) => {
                LineBody::Question(QuestionLine { words: Some(words), ..question })
            }
            LineBody::Label(label, _) => labelled(label),
            LineBody::Row(row) => labelled(row.full_title),
            LineBody::Strip(row) => {
                let text = without_label(&row.format_date()).unwrap_or(words);
                LineBody::Strip(StripRow::with_words_only(row.date, text))
            }
            LineBody::Nights(row) => {
                let text = without_label(&row.dates).unwrap_or(words);
                LineBody::Nights(NightsPlotRow { text, nights: Vec::new(), ..row })
            }
            LineBody::Sentence(_)
            | LineBody::Ruler(_)
            | LineBody::HourScale(_)
            | LineBody::Legend(_)
            | LineBody::BlankStrip => LineBody::Sentence(words),
            LineBody::WritingLine => LineBody::Item(words),
        };
        Self { body, ..self }
    }
}
