//! A passphrase while it is being typed: shown as dots, wiped from memory, taken out whole; and the pause after a wrong
//! one. Nothing of it is ever shown, kept as a draft or written anywhere.

use crate::store::{Passphrase, Store};
use crate::text::width::display_width;
use crate::tui::theme::Theme;
use ratatui::text::{Line, Span};
use std::time::{Duration, Instant};
use tui_input::InputRequest;
use zeroize::{Zeroize, Zeroizing};

/// How long a wrong passphrase is thought about, in seconds, one after another.
const RETRY_DELAYS_SECS: [u64; 3] = [1, 2, 4];

/// Bytes kept ready: a passphrase that fits is in one place of memory only.
const INITIAL_CAPACITY: usize = 256;

/// What is typed, and how often it was wrong.
pub(crate) struct PassphraseInput {
    text: Zeroizing<String>,
    failed_attempts: usize,
    /// Until when no other passphrase is looked at. Not by the journal's clock, which may stand still.
    retry_at: Option<Instant>,
}

impl Default for PassphraseInput {
    fn default() -> Self {
        Self { text: zeroizing_with_capacity(INITIAL_CAPACITY), failed_attempts: 0, retry_at: None }
    }
}

impl PassphraseInput {
    /// Takes a change of the text; there is no moving about in what nobody sees.
    pub(crate) fn handle_input(&mut self, request: InputRequest) {
        match request {
            InputRequest::InsertChar(c) if !c.is_control() => self.push_char(c),
            InputRequest::DeletePrevChar => drop(self.text.pop()),
            InputRequest::DeleteLine | InputRequest::DeletePrevWord => self.text.zeroize(),
            _ => {}
        }
    }

    /// A string that grows by itself leaves what it held behind; the one that is too small is wiped here.
    fn push_char(&mut self, c: char) {
        if self.text.capacity() - self.text.len() < c.len_utf8() {
            let mut larger = zeroizing_with_capacity(self.text.capacity() * 2 + INITIAL_CAPACITY);
            larger.push_str(&self.text);
            self.text = larger;
        }
        self.text.push(c);
    }

    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What was typed, of which nothing stays here; none when that was nothing.
    pub(crate) fn take_passphrase(&mut self) -> Option<Passphrase> {
        let mut typed = std::mem::replace(&mut self.text, zeroizing_with_capacity(INITIAL_CAPACITY));
        Passphrase::new(std::mem::take(&mut *typed))
    }

    /// What was typed, which stays here; none while that is nothing.
    pub(crate) fn passphrase(&self) -> Option<Passphrase> {
        Passphrase::new(self.text.as_str().to_owned())
    }

    /// Whether this is the passphrase the journal is open with. After a wrong one nothing is looked at for 1 second, then
    /// 2, then 4; what was typed meanwhile stays.
    pub(crate) fn verify_passphrase(&mut self, store: &Store) -> bool {
        let waits = self.retry_at.is_some_and(|until| Instant::now() < until);
        if waits || self.is_empty() {
            return false;
        }
        if self.take_passphrase().is_some_and(|it| store.matches_passphrase(&it)) {
            return true;
        }
        let pause = RETRY_DELAYS_SECS[self.failed_attempts.min(RETRY_DELAYS_SECS.len() - 1)];
        self.retry_at = Some(Instant::now() + Duration::from_secs(pause));
        self.failed_attempts += 1;
        false
    }

    /// Whether a wrong one was typed before.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed_attempts > 0
    }

    /// `passphrase  ••••`: a dot a letter, as many as there is room for, and the cursor behind them.
    pub(crate) fn render_masked_line(&self, label: &str, columns: usize, theme: &Theme) -> Line<'static> {
        let room = columns.saturating_sub(display_width(label) + 3);
        let dot = if theme.ascii { "*" } else { "•" };
        let dots = dot.repeat(self.text.chars().count().min(room));
        Line::from(vec![Span::raw(format!("{label}  {dots}")), Span::styled(" ", theme.caret_style())])
    }
}

fn zeroizing_with_capacity(bytes: usize) -> Zeroizing<String> {
    Zeroizing::new(String::with_capacity(bytes))
}
