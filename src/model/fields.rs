//! The table of an entry's own fields: one row a field, beside the struct of its kind in `kinds/`.
//!
//! The form, the lists, the typed line, CSV, JSON schema and the checks of an import walk these rows, so that a plain
//! field costs its line in the struct, its row and a column in a SQL view. What is peculiar to one field (its times, a
//! night in words, "not today") is matched by its key where it is peculiar.

use crate::model::Timestamp;
use crate::vocabulary::{WordList, label_for, list};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::ops::RangeInclusive;

/// The keys that code asks for by name. A field that is told, asked and typed as its row says needs none.
pub mod keys {
    pub(crate) const AFTER: &str = "after";
    pub const AREA: &str = "area";
    pub(crate) const AREAS: &str = "areas";
    pub const ASKED: &str = "asked";
    pub const AT: &str = "at";
    pub(crate) const BEFORE: &str = "before";
    pub const CUES: &str = "cues";
    pub(crate) const DID: &str = "did";
    pub(crate) const DOING: &str = "doing";
    pub(crate) const ENDED: &str = "ended";
    pub(crate) const FEELINGS: &str = "feelings";
    pub(crate) const FELT: &str = "felt";
    pub const FELT_AFTER: &str = "felt_after";
    pub const FELT_BEFORE: &str = "felt_before";
    pub(crate) const FOR_VISIT: &str = "for_visit";
    pub(crate) const WAS_ASKED: &str = "was_asked";
    pub const HELPED: &str = "helped";
    pub const IMPORTED: &str = "imported";
    pub const MEANT: &str = "meant";
    pub(crate) const MOMENTS: &str = "moments";
    pub(crate) const NAP: &str = "nap";
    pub const NIGHT: &str = "night";
    pub const NOT_TODAY: &str = "not_today";
    pub const OIL: &str = "oil";
    pub const OWN_MEANING: &str = "own_meaning";
    pub const PRIVATE: &str = "private";
    pub const RUNNING: &str = "running";
    pub const SEALED: &str = "sealed";
    pub(crate) const STATE: &str = "state";
    pub const STROKES: &str = "strokes";
    pub const TOUCH: &str = "touch";
    pub(crate) const WAKINGS: &str = "wakings";
    pub const WORDS: &str = "words";
    // What every entry has, as the form and its errors name it.
    pub(crate) const BABY: &str = "baby";
    pub(crate) const CARER: &str = "carer";
    pub(crate) const NOTE: &str = "note";
    pub(crate) const UNTIL: &str = "until";
    pub const WHEN: &str = "when";
    /// How the form asks for [`NOT_TODAY`]; drafts are kept under it.
    pub const REASON: &str = "reason";
}

/// The way to one field of a `T`; none where it is of another kind.
pub struct Access<T: 'static, V: 'static> {
    pub get: fn(&T) -> Option<&V>,
    pub get_mut: fn(&mut T) -> Option<&mut V>,
}

/// What can be answered, and where the answer is kept.
pub enum FieldShape<T: 'static> {
    One(WordList, Access<T, Option<String>>),
    Many(WordList, Access<T, Vec<String>>),
    /// A word of a list, or words of the parent's own.
    Words(WordList, Access<T, Option<String>>),
    /// A numbered word of a list, from 1.
    Scale(WordList, Access<T, Option<u8>>),
    Number(RangeInclusive<u16>, Access<T, Option<u16>>),
    Flag(Access<T, bool>),
    /// Two codes: the one for `true`, the one for `false`.
    Either([&'static str; 2], Access<T, Option<bool>>),
    Text(Access<T, Option<String>>),
    Cues(Access<T, Vec<String>>),
    Date(Access<T, Option<NaiveDate>>),
    Time(Access<T, Option<Timestamp>>),
    Moments,
}

/// How an answer is told.
#[derive(Clone, Copy)]
pub enum Wording {
    /// Not at all, or by the code of its kind.
    Elsewhere,
    /// `{}` stands for the answer.
    Plain(&'static str),
    Count(fn(i64) -> String),
}

/// How an answer is printed as part of a typed line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LineForm {
    /// Its keyword, then the answer.
    Keyword,
    /// Words that say by themselves which answer they are.
    Standalone,
    /// By the code of its kind.
    Elsewhere,
}

pub struct FieldSpec<T: 'static> {
    /// Its name in JSON, CSV, SQL and drafts.
    pub key: &'static str,
    /// What the form asks; blank when it does not.
    pub label: &'static str,
    /// Below the question that is open; none: as its shape is answered.
    pub hint: Option<&'static str>,
    /// In the lists of the app.
    pub in_list: Wording,
    /// In the plain lines of a report.
    pub in_sentence: Wording,
    /// The word that announces it in a typed line; blank for none.
    pub keyword: &'static str,
    pub line_form: LineForm,
    /// Whether earlier answers are offered again.
    pub is_recalled: bool,
    pub shape: FieldShape<T>,
}

impl<T> FieldSpec<T> {
    /// A field that is asked as `label`, told by its answer alone and typed behind its key.
    pub(crate) const fn new(key: &'static str, label: &'static str, shape: FieldShape<T>) -> Self {
        Self {
            key,
            label,
            hint: None,
            in_list: Wording::Plain("{}"),
            in_sentence: Wording::Plain("{}"),
            keyword: key,
            line_form: LineForm::Keyword,
            is_recalled: false,
            shape,
        }
    }

    /// A field that nobody is asked for: it stands in files only, unless the code of its kind tells it.
    pub(crate) const fn internal(key: &'static str, shape: FieldShape<T>) -> Self {
        Self::new(key, "", shape).untold().printed_elsewhere("")
    }

    pub(crate) const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The family's earlier answers are offered again.
    pub(crate) const fn recalled(mut self) -> Self {
        self.is_recalled = true;
        self
    }

    /// Told so in lists and in sentences.
    pub(crate) const fn told(mut self, wording: Wording) -> Self {
        (self.in_list, self.in_sentence) = (wording, wording);
        self
    }

    pub(crate) const fn untold(self) -> Self {
        self.told(Wording::Elsewhere)
    }

    pub(crate) const fn in_list(mut self, wording: Wording) -> Self {
        self.in_list = wording;
        self
    }

    pub(crate) const fn in_sentence(mut self, wording: Wording) -> Self {
        self.in_sentence = wording;
        self
    }

    pub(crate) const fn keyword(mut self, keyword: &'static str) -> Self {
        (self.keyword, self.line_form) = (keyword, LineForm::Keyword);
        self
    }

    pub(crate) const fn standalone(mut self) -> Self {
        (self.keyword, self.line_form) = ("", LineForm::Standalone);
        self
    }

    pub(crate) const fn printed_elsewhere(mut self, keyword: &'static str) -> Self {
        (self.keyword, self.line_form) = (keyword, LineForm::Elsewhere);
        self
    }

    /// The list its answers are words of.
    pub(crate) fn word_list(&self) -> Option<WordList> {
        match self.shape {
            FieldShape::One(list, _)
            | FieldShape::Many(list, _)
            | FieldShape::Words(list, _)
            | FieldShape::Scale(list, _) => Some(list),
            _ => None,
        }
    }

    /// The answers as codes or as text, none when it is blank; moments have a table of their own.
    pub fn get(&self, of: &T) -> Vec<String> {
        match &self.shape {
            FieldShape::One(_, at) | FieldShape::Words(_, at) | FieldShape::Text(at) => {
                (at.get)(of).into_iter().flatten().cloned().collect()
            }
            FieldShape::Many(_, at) | FieldShape::Cues(at) => (at.get)(of).cloned().unwrap_or_default(),
            FieldShape::Scale(_, at) => (at.get)(of).into_iter().flatten().map(u8::to_string).collect(),
            FieldShape::Number(_, at) => (at.get)(of).into_iter().flatten().map(u16::to_string).collect(),
            FieldShape::Flag(at) => {
                (at.get)(of).into_iter().filter(|is| **is).map(|_| self.key.to_owned()).collect()
            }
            FieldShape::Either([yes, no], at) => {
                let code = |is: &bool| (if *is { *yes } else { *no }).to_owned();
                (at.get)(of).into_iter().flatten().map(code).collect()
            }
            FieldShape::Date(at) => (at.get)(of).into_iter().flatten().map(NaiveDate::to_string).collect(),
            FieldShape::Time(at) => (at.get)(of).into_iter().flatten().map(|at| at.to_rfc3339()).collect(),
            FieldShape::Moments => Vec::new(),
        }
    }

    fn is_blank(&self, of: &T) -> bool {
        self.get(of).is_empty()
    }

    /// Puts answers in, as [`Self::get`] gives them; false when they do not fit.
    pub fn set(&self, of: &mut T, answers: &[String]) -> bool {
        let first = answers.first();
        match &self.shape {
            FieldShape::One(_, at) | FieldShape::Words(_, at) | FieldShape::Text(at) => {
                put(at, of, Some(first.cloned()))
            }
            FieldShape::Many(_, at) | FieldShape::Cues(at) => put(at, of, Some(answers.to_vec())),
            FieldShape::Scale(_, at) => {
                put(at, of, first.map(|text| text.parse().ok()).map_or(Some(None), |n| n.map(Some)))
            }
            FieldShape::Number(range, at) => {
                let read = first.map(|text| text.parse::<u16>().ok().filter(|n| range.contains(n)));
                put(at, of, read.map_or(Some(None), |n| n.map(Some)))
            }
            FieldShape::Flag(at) => put(at, of, Some(first.is_some())),
            FieldShape::Either([yes, _], at) => put(at, of, Some(first.map(|code| code == yes))),
            FieldShape::Date(at) => {
                put(at, of, first.map(|text| text.parse().ok()).map_or(Some(None), |date| date.map(Some)))
            }
            FieldShape::Time(at) => {
                let read = first.map(|text| Timestamp::parse_rfc3339(text));
                put(at, of, read.map_or(Some(None), |time| time.map(Some)))
            }
            FieldShape::Moments => false,
        }
    }

    /// Adds one answer; false when another stands there already and only one can.
    pub(crate) fn add(&self, of: &mut T, answer: String) -> bool {
        let mut answers = self.get(of);
        if answers.contains(&answer) {
            return true;
        }
        if !answers.is_empty() && !matches!(self.shape, FieldShape::Many(..) | FieldShape::Cues(_)) {
            return false;
        }
        answers.push(answer);
        self.set(of, &answers)
    }

    /// The words of its answers, joined.
    pub fn answer_words(&self, of: &T) -> String {
        let words = |code: String| match self.word_list() {
            Some(list) => label_for(list, &code).to_owned(),
            None => code,
        };
        self.get(of).into_iter().map(words).collect::<Vec<_>>().join(", ")
    }

    /// What a wording of it says; none when it is blank.
    pub(crate) fn tell(&self, of: &T, wording: &Wording) -> Option<String> {
        if self.is_blank(of) {
            return None;
        }
        match wording {
            Wording::Elsewhere => None,
            Wording::Plain(template) => Some(template.replace("{}", &self.answer_words(of))),
            Wording::Count(told) => Some(told(self.get(of).first()?.parse().ok()?)),
        }
    }

    /// What `assets/cuebook.schema.json` says of it.
    pub fn json_schema(&self) -> Value {
        let integer = |range: &RangeInclusive<u16>| json!({"type": "integer", "minimum": range.start(), "maximum": range.end()});
        match &self.shape {
            FieldShape::One(..) | FieldShape::Words(..) | FieldShape::Text(_) => json!({"type": "string"}),
            FieldShape::Many(..) | FieldShape::Cues(_) => {
                json!({"type": "array", "items": {"type": "string"}})
            }
            FieldShape::Scale(..) | FieldShape::Number(..) => {
                self.range().as_ref().map_or(Value::Null, integer)
            }
            FieldShape::Flag(_) | FieldShape::Either(..) => json!({"type": "boolean"}),
            FieldShape::Date(_) => json!({"type": "string", "format": "date"}),
            FieldShape::Time(_) => json!({"type": "string", "format": "date-time"}),
            FieldShape::Moments => json!({"type": "array", "items": {"$ref": "#/$defs/moment"}}),
        }
    }

    /// The numbers it can be.
    pub fn range(&self) -> Option<RangeInclusive<u16>> {
        match &self.shape {
            FieldShape::Scale(words, _) => Some(1..=u16::try_from(list(*words).len()).unwrap_or(u16::MAX)),
            FieldShape::Number(range, _) => Some(range.clone()),
            _ => None,
        }
    }

    /// Whether a number in it is one that it can be.
    pub(crate) fn is_in_range(&self, of: &T) -> bool {
        let Some(range) = self.range() else {
            return true;
        };
        self.get(of).iter().all(|n| n.parse().is_ok_and(|n| range.contains(&n)))
    }
}

fn put<T, V>(at: &Access<T, V>, of: &mut T, value: Option<V>) -> bool {
    match ((at.get_mut)(of), value) {
        (Some(slot), Some(value)) => {
            *slot = value;
            true
        }
        _ => false,
    }
}

/// The way to a field of one kind of entry.
macro_rules! at {
    ($kind:ident.$field:ident) => {
        $crate::model::fields::Access {
            get: |of| match of {
                $crate::model::Details::$kind(it) => Some(&it.$field),
                _ => None,
            },
            get_mut: |of| match of {
                $crate::model::Details::$kind(it) => Some(&mut it.$field),
                _ => None,
            },
        }
    };
}
pub(crate) use at;
