//! An event while its words are still being gathered, and what each kind of event takes as its own.

use crate::model::Id;
use crate::model::kinds::massage::NOT_NOW_CODE;
use crate::quick_line::time_grammar::{TimeExpr, TimeForm};
use crate::quick_line::tokens::CharRange;
use crate::vocabulary::WordList;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SleepForm {
    /// Began, and goes on.
    Asleep,
    /// Is over.
    Slept,
    /// "sleep" or "nap": its times say which.
    Noun,
    /// Ended.
    Awake,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum EventKind {
    Sleep(SleepForm),
    Night,
    Massage,
    MassageDone,
    MassageStart,
    Skipped,
    Cue,
    Checkin,
}

#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) kind: EventKind,
    pub(crate) babies: Vec<Id>,
    pub(crate) answers: Vec<(WordList, String)>,
    pub(crate) cues: Vec<String>,
    pub(crate) time: Option<TimeExpr>,
    pub(crate) length: Option<(i64, CharRange)>,
    /// A number alone: a length or a clock time.
    pub(crate) number: Option<(u32, CharRange)>,
    pub(crate) approximate: bool,
    pub(crate) wakings: Option<u16>,
    pub(crate) is_nap: bool,
    pub(crate) notes: Vec<CharRange>,
}

impl Event {
    pub(crate) fn new(kind: EventKind) -> Self {
        Self {
            kind,
            babies: Vec::new(),
            answers: Vec::new(),
            cues: Vec::new(),
            time: None,
            length: None,
            number: None,
            approximate: false,
            wakings: None,
            is_nap: false,
            notes: Vec::new(),
        }
    }

    /// What was gathered before the event had a kind.
    pub(crate) fn take_pending(&mut self, pending: &mut Self) {
        self.babies.append(&mut pending.babies);
        let taken = std::mem::take(&mut pending.answers);
        for (list, code) in taken {
            if self.takes(list) {
                self.answers.push((list, code));
            }
        }
        self.time = pending.time.take();
        self.length = pending.length.take();
        self.approximate |= std::mem::take(&mut pending.approximate);
    }

    pub(crate) fn is_sleep(&self) -> bool {
        matches!(self.kind, EventKind::Sleep(_))
    }

    /// A sleep of which both ends were said, or how long it was.
    pub(crate) fn is_whole_sleep(&self) -> bool {
        let stretch = self.time.as_ref().is_some_and(|time| matches!(time.form, TimeForm::Range(..)));
        matches!(self.kind, EventKind::Sleep(SleepForm::Slept | SleepForm::Noun))
            && (stretch || self.length.is_some())
    }

    /// Whether words of a list say something of it.
    pub(crate) fn takes(&self, list: WordList) -> bool {
        let seen = !self.cues.is_empty();
        match self.kind {
            // What was done once it was over says nothing of how it began.
            EventKind::Sleep(SleepForm::Awake) => false,
            EventKind::Sleep(_) => matches!(list, WordList::Settled | WordList::Night),
            EventKind::Night => matches!(list, WordList::Settled | WordList::Night),
            EventKind::Massage | EventKind::MassageDone | EventKind::MassageStart => match list {
                WordList::Areas | WordList::Strokes | WordList::Ended | WordList::Touch => true,
                WordList::Responses | WordList::Helped | WordList::Meant => seen,
                _ => false,
            },
            EventKind::Skipped => list == WordList::Reasons,
            EventKind::Cue => {
                matches!(list, WordList::Responses | WordList::Helped | WordList::Meant | WordList::Doing)
            }
            EventKind::Checkin => matches!(
                list,
                WordList::Felt | WordList::Energy | WordList::Feelings | WordList::Sure | WordList::Company
            ),
        }
    }

    /// Keeps an answer; false where it answers what was answered differently before.
    pub(crate) fn add_answer(&mut self, list: WordList, code: &str) -> bool {
        let many = matches!(
            list,
            WordList::Areas
                | WordList::Strokes
                | WordList::Responses
                | WordList::Settled
                | WordList::Feelings
        );
        // "held her skin to skin" is the closer of the two.
        if list == WordList::Touch && code == "skin-to-skin" {
            self.answers.retain(|(of, _)| *of != list);
        }
        let same = |(of, had): &&(WordList, String)| *of == list && had != code;
        if !many && self.answers.iter().any(|it| same(&it)) {
            return false;
        }
        if !self.answers.iter().any(|(of, had)| *of == list && had == code) {
            self.answers.push((list, code.to_owned()));
        }
        true
    }

    /// The reason of a massage that was not is the baby's own answer.
    pub(crate) fn says_not_now(&self) -> bool {
        self.answers_of(WordList::Reasons).any(|code| code == NOT_NOW_CODE)
    }

    pub(crate) fn answers_of(&self, list: WordList) -> impl Iterator<Item = &String> {
        self.answers.iter().filter(move |(of, _)| *of == list).map(|(_, code)| code)
    }
}
