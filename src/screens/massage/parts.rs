//! The parts of the screen: which one is being answered, and the way through them.
//!
//! ```text
//!   when > touching > cues > how it ended > asked first > before > after > I felt > touch > strokes > oil > note
//!                     └ enter: seemed to mean > what we did > did it help? > the next moment's cues
//! ```

use super::Massage;
use crate::journal::{Id, What};
use crate::screens::form::field::{Answer, Field};

/// The parts in the order `tab` goes through them.
const ORDER: [&str; 16] = [
    "when",
    "areas",
    "cues",
    "ended",
    "asked",
    "before",
    "after",
    "felt_before",
    "felt_after",
    "touch",
    "reason",
    "strokes",
    "oil",
    "note",
    "carer",
    "baby",
];

/// What is asked about a moment once its cues are there.
pub(crate) const FOLLOWS: [&str; 3] = ["meant", "did", "helped"];

impl Massage {
    pub(crate) fn field(&self, key: &str) -> Option<&Field> {
        let key = self.key(key);
        self.form.sheet.fields.iter().find(|field| field.key == key)
    }

    pub(crate) fn field_mut(&mut self, key: &str) -> Option<&mut Field> {
        let key = self.key(key);
        let fields = &mut self.form.sheet.fields;
        fields.iter_mut().find(|field| field.key == key)
    }

    /// The form's name of a part; those of a moment are the current moment's.
    pub(crate) fn key(&self, part: &str) -> String {
        if part == "cues" || part == "area" || FOLLOWS.contains(&part) {
            format!("m{}.{part}", self.moment)
        } else {
            part.to_owned()
        }
    }

    pub(crate) fn go(&mut self, part: &str) {
        let key = self.key(part);
        self.form.sheet.go_to(&key);
        self.finding = false;
    }

    pub(crate) fn focused(&self) -> Option<&Field> {
        self.form.sheet.fields.get(self.form.sheet.focus)
    }

    pub(crate) fn part(&self) -> &str {
        self.focused().map_or("", Field::base)
    }

    /// Whether letters typed here are text that waits.
    pub(crate) fn is_text_open(&self) -> bool {
        self.finding
            || self.focused().is_some_and(|field| {
                matches!(field.answer, Answer::Text { .. }) || !field.finding().is_empty()
            })
    }

    /// Whether what is typed here is not an answer yet.
    pub(crate) fn is_unsettled(&self) -> bool {
        self.finding
            || self.focused().is_some_and(|field| match &field.answer {
                Answer::Text { .. } => true,
                Answer::Pick(pick) => pick.is_unsettled(),
            })
    }

    pub(crate) fn is_kept(&self) -> bool {
        self.form.before.is_some()
    }

    pub(crate) fn is_live(&self) -> bool {
        let before = self.form.before.as_ref();
        before.is_some_and(|e| matches!(&e.what, What::Massage(it) if it.live))
    }

    pub(crate) fn is_blank(&self) -> bool {
        !self.is_kept() && !self.form.sheet.fields.iter().any(Field::is_touched)
    }

    pub(crate) fn id(&self) -> Option<Id> {
        self.form.before.as_ref().map(|entry| entry.id)
    }

    /// To the next part, or the one before; after a moment, through what is asked about it.
    pub(crate) fn turn(&mut self, on: bool) {
        let part = self.part().to_owned();
        if let Some(at) = FOLLOWS.iter().position(|follow| *follow == part) {
            match FOLLOWS.get(if on { at + 1 } else { at.wrapping_sub(1) }) {
                Some(follow) => self.go(follow),
                None => {
                    if on {
                        self.next_moment();
                    }
                    self.go("cues");
                }
            }
            return;
        }
        let touch = self.field("touch").and_then(Field::code);
        let not_today = touch == Some("not-today");
        // Other touch is the same entry with less to fill.
        let massage = touch.is_none_or(|touch| touch == "massage");
        let shown = |part: &&str| match *part {
            "reason" => not_today,
            "strokes" | "oil" => massage || self.field(part).is_some_and(|f| !f.is_blank()),
            "when" => true,
            part => self.field(part).is_some(),
        };
        let mut parts: Vec<&str> = ORDER.into_iter().filter(shown).collect();
        if self.is_kept() {
            // Its times are kept as they come; they are asked last.
            parts.rotate_left(1);
        }
        let at = parts.iter().position(|p| *p == part).unwrap_or(0);
        let n = parts.len().max(1);
        let to = if on { at + 1 } else { at + n - 1 } % n;
        if let Some(part) = parts.get(to) {
            self.go(part);
        }
    }
}
