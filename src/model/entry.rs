//! One entry: who wrote it, when, about whom, and what happened.

use crate::model::{Checkin, Cue, Id, Massage, Moment, Note, Sleep, Timestamp};

/// The kinds of entry, in the order lists name them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EntryKind {
    Massage,
    /// A moment of cues outside a massage.
    Cue,
    Sleep,
    Checkin,
    Note,
}

impl EntryKind {
    pub const ALL: [Self; 5] = [Self::Massage, Self::Cue, Self::Sleep, Self::Checkin, Self::Note];

    pub fn as_code(self) -> &'static str {
        match self {
            Self::Massage => "massage",
            Self::Cue => "cue",
            Self::Sleep => "sleep",
            Self::Checkin => "checkin",
            Self::Note => "note",
        }
    }

    pub fn display_name(self) -> &'static str {
        if self == Self::Checkin { "check-in" } else { self.as_code() }
    }

    /// The kind of a code, or of the word a parent types (`check-in`, `cues`, `notes`).
    pub(crate) fn from_typed(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let text = text.strip_suffix('s').unwrap_or(&text);
        Self::ALL.into_iter().find(|kind| kind.as_code() == text || kind.display_name() == text)
    }
}

/// What happened, with the fields of its kind.
#[derive(Clone, PartialEq, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "a massage has the most answers; boxed, each would cost an allocation to read"
)]
pub enum Details {
    Massage(Massage),
    Cue(Cue),
    Sleep(Sleep),
    Checkin(Checkin),
    /// Free text, in [`Entry::note`].
    Note(Note),
}

impl Details {
    pub(crate) fn kind(&self) -> EntryKind {
        match self {
            Self::Massage(_) => EntryKind::Massage,
            Self::Cue(_) => EntryKind::Cue,
            Self::Sleep(_) => EntryKind::Sleep,
            Self::Checkin(_) => EntryKind::Checkin,
            Self::Note(_) => EntryKind::Note,
        }
    }

    fn moments_mut(&mut self) -> Option<&mut Vec<Moment>> {
        match self {
            Self::Massage(massage) => Some(&mut massage.moments),
            Self::Cue(cue) => Some(&mut cue.moments),
            _ => None,
        }
    }

    pub(crate) fn with_moments(mut self, moments: Vec<Moment>) -> Self {
        if let Some(slot) = self.moments_mut() {
            *slot = moments;
        }
        self
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    pub id: Id,
    /// Whom it is about; none for check-ins, and for notes unless chosen.
    pub baby: Option<Id>,
    pub carer: Id,
    /// When it began. For a night in words only: the beginning of that night, for its place in lists.
    pub at: Timestamp,
    /// When it ended; none while it runs, and for what has no length.
    pub until: Option<Timestamp>,
    pub approximate: bool,
    pub note: Option<String>,
    pub details: Details,
}

impl Entry {
    pub fn kind(&self) -> EntryKind {
        self.details.kind()
    }

    pub fn moments(&self) -> &[Moment] {
        match &self.details {
            Details::Massage(massage) => &massage.moments,
            Details::Cue(cue) => &cue.moments,
            _ => &[],
        }
    }

    pub fn moments_mut(&mut self) -> Option<&mut Vec<Moment>> {
        self.details.moments_mut()
    }

    /// The ciphertext of an entry that only its writer can read.
    pub(crate) fn sealed_ciphertext(&self) -> Option<&str> {
        match &self.details {
            Details::Checkin(it) => it.sealed.as_deref(),
            Details::Note(it) => it.sealed.as_deref(),
            _ => None,
        }
    }

    /// Whether its ciphertext was found not to be the one its writer sealed here.
    pub(crate) fn is_altered(&self) -> bool {
        match &self.details {
            Details::Checkin(it) => it.altered,
            Details::Note(it) => it.altered,
            _ => false,
        }
    }

    /// The same entry, with this said of its ciphertext.
    pub(crate) fn with_altered(mut self, is_altered: bool) -> Self {
        match &mut self.details {
            Details::Checkin(it) => it.altered = is_altered,
            Details::Note(it) => it.altered = is_altered,
            _ => {}
        }
        self
    }

    /// Whether a carer who seals what is theirs seals this too.
    pub(crate) fn is_private_to_writer(&self) -> bool {
        match &self.details {
            Details::Checkin(_) => true,
            Details::Note(it) => it.private,
            _ => false,
        }
    }

    /// Elapsed whole minutes, when it has an end.
    pub fn duration_minutes(&self) -> Option<i64> {
        self.until.map(|until| self.at.minutes_to(until))
    }

    /// Whether it is under way: begun, without an end, of a kind that has one.
    pub fn is_open(&self) -> bool {
        self.until.is_none()
            && match &self.details {
                Details::Sleep(sleep) => sleep.night.is_none(),
                Details::Massage(massage) => massage.live,
                _ => false,
            }
    }

    /// Whether this is a sleep that `s` and `awake` would end at `now`: open, under 24 hours old, written here.
    pub fn is_running_sleep(&self, now: Timestamp) -> bool {
        matches!(&self.details, Details::Sleep(sleep) if !sleep.imported)
            && self.is_open()
            && (0..24 * 3600).contains(&(now.unix_seconds() - self.at.unix_seconds()).max(0))
    }
    /// Whether this is a massage that is under way at `now`: begun live, not ended, under 24 hours old.
    /// Whether another, which is open, ends when this one does: it is this one, or began beside it.
    pub(crate) fn ends_with(&self, open: &Self) -> bool {
        let is_before = self.until.is_none_or(|until| open.at.unix_seconds() < until.unix_seconds());
        open.id == self.id || (open.kind() == self.kind() && open.baby == self.baby && is_before)
    }

    /// A sleep or a massage that goes on.
    pub(crate) fn is_under_way(&self, now: Timestamp) -> bool {
        self.is_running_sleep(now) || self.is_running_massage(now)
    }

    pub(crate) fn is_running_massage(&self, now: Timestamp) -> bool {
        matches!(&self.details, Details::Massage(massage) if massage.live)
            && self.is_open()
            && (now.unix_seconds() - self.at.unix_seconds()).max(0) < 24 * 3600
    }
}
