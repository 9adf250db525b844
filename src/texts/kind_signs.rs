//! The sign of every kind of entry, once: strips, lists, Trends, the weeks, the calendar, Language and every legend take
//! it from here. Each also has a plain sign of its own, and a word.

use crate::model::{Details, Entry, EntryKind};

/// What a sign stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum KindSign {
    Asleep,
    Touch,
    NotToday,
    Cue,
    SeveralCues,
    Checkin,
    Note,
}

struct SignForms {
    full: char,
    ascii: char,
    /// As a legend has it.
    word: &'static str,
}

impl KindSign {
    /// In the order of legends.
    pub(crate) const ALL: [Self; 7] =
        [Self::Asleep, Self::Touch, Self::NotToday, Self::Cue, Self::SeveralCues, Self::Checkin, Self::Note];

    const fn forms(self) -> SignForms {
        let (full, ascii, word) = match self {
            Self::Asleep => ('█', '#', "asleep"),
            Self::Touch => ('◆', 'M', "touch"),
            Self::NotToday => ('◇', '-', "not today"),
            Self::Cue => ('○', 'o', "a cue"),
            Self::SeveralCues => ('●', 'O', "several cues"),
            Self::Checkin => ('▪', '+', "how you are"),
            Self::Note => ('≡', '"', "note"),
        };
        SignForms { full, ascii, word }
    }

    pub(crate) const fn glyph(self, is_ascii: bool) -> char {
        let forms = self.forms();
        if is_ascii { forms.ascii } else { forms.full }
    }

    pub(crate) const fn word(self) -> &'static str {
        self.forms().word
    }

    /// The sign of a kind where nothing more is told.
    pub(crate) fn of_kind(kind: EntryKind) -> Self {
        match kind {
            EntryKind::Sleep => Self::Asleep,
            EntryKind::Massage => Self::Touch,
            EntryKind::Cue => Self::Cue,
            EntryKind::Checkin => Self::Checkin,
            EntryKind::Note => Self::Note,
        }
    }

    pub(crate) fn of_entry(entry: &Entry) -> Self {
        match &entry.details {
            Details::Massage(it) if it.not_today.is_some() => Self::NotToday,
            Details::Cue(_) => Self::of_cue_count(count_cues(entry)),
            _ => Self::of_kind(entry.kind()),
        }
    }

    pub(crate) fn of_cue_count(cues: usize) -> Self {
        if cues > 1 { Self::SeveralCues } else { Self::Cue }
    }
}

/// How many cues an entry tells of, in all its moments.
pub(crate) fn count_cues(entry: &Entry) -> usize {
    entry.moments().iter().map(|moment| moment.cues.len()).sum()
}
