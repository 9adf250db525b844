//! A passphrase while it is being typed: shown as dots, wiped from memory, taken out whole; and the pause after a wrong
//! one. Nothing of it is ever shown, kept as a draft or written anywhere.

use crate::store::{Passphrase, Store};
use crate::widgets::look::Look;
use crate::widgets::text::width;
use std::time::{Duration, Instant};
use tui_input::InputRequest;
use zeroize::{Zeroize, Zeroizing};

/// How long a wrong passphrase is thought about, in seconds, one after another.
const PAUSES: [u64; 3] = [1, 2, 4];

/// Bytes kept ready: a passphrase that fits is in one place of memory only.
const ROOM: usize = 256;

/// What is typed, and how often it was wrong.
pub(crate) struct Secret {
    typed: Zeroizing<String>,
    wrong: usize,
    /// Until when no other passphrase is looked at. Not by the journal's clock, which may stand still.
    until: Option<Instant>,
}

impl Default for Secret {
    fn default() -> Self {
        Self { typed: with_room(ROOM), wrong: 0, until: None }
    }
}

impl Secret {
    /// Takes a change of the text; there is no moving about in what nobody sees.
    pub(crate) fn typed(&mut self, request: InputRequest) {
        match request {
            InputRequest::InsertChar(c) if !c.is_control() => self.push(c),
            InputRequest::DeletePrevChar => drop(self.typed.pop()),
            InputRequest::DeleteLine | InputRequest::DeletePrevWord => self.typed.zeroize(),
            _ => {}
        }
    }

    /// A string that grows by itself leaves what it held behind; the one that is too small is wiped here.
    fn push(&mut self, c: char) {
        if self.typed.capacity() - self.typed.len() < c.len_utf8() {
            let mut larger = with_room(self.typed.capacity() * 2 + ROOM);
            larger.push_str(&self.typed);
            self.typed = larger;
        }
        self.typed.push(c);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// What was typed, of which nothing stays here; none when that was nothing.
    pub(crate) fn take(&mut self) -> Option<Passphrase> {
        let mut typed = std::mem::replace(&mut self.typed, with_room(ROOM));
        Passphrase::new(std::mem::take(&mut *typed))
    }

    /// Whether this is the passphrase the journal is open with. After a wrong one nothing is looked at for 1 second, then
    /// 2, then 4; what was typed meanwhile stays.
    pub(crate) fn opens(&mut self, store: &Store) -> bool {
        let waits = self.until.is_some_and(|until| Instant::now() < until);
        if waits || self.is_empty() {
            return false;
        }
        if self.take().is_some_and(|it| store.is_key(&it)) {
            return true;
        }
        let pause = PAUSES[self.wrong.min(PAUSES.len() - 1)];
        self.until = Some(Instant::now() + Duration::from_secs(pause));
        self.wrong += 1;
        false
    }

    /// Whether a wrong one was typed before.
    pub(crate) fn was_wrong(&self) -> bool {
        self.wrong > 0
    }

    /// `passphrase  ••••`: a dot a letter, as many as there is room for.
    pub(crate) fn line(&self, label: &str, columns: usize, look: &Look) -> String {
        let room = columns.saturating_sub(width(label) + 2);
        let dot = if look.ascii { "*" } else { "•" };
        format!("{label}  {}", dot.repeat(self.typed.chars().count().min(room)))
    }
}

fn with_room(bytes: usize) -> Zeroizing<String> {
    Zeroizing::new(String::with_capacity(bytes))
}

pub(crate) const LABEL: &str = "passphrase";
pub(crate) const WRONG: &str = "That is not the passphrase. Please take a moment, then try again.";
