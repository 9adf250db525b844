//! What the loop hears, with the terminal's answer about its ground taken out of the keys.

use crate::tui::terminal::ask_for_ground;
use crate::tui::terminal::event_reader::LoopEvent;
use crate::tui::terminal::ground_answer::{GroundAnswer, HOLD_WAIT, Heard};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

/// The question is put when nothing was typed for so long after the first frame: who leaves at once waits for no answer.
const QUIET_BEFORE_ASKING: Duration = Duration::from_millis(10);

/// On leaving, an answer that is still to come is waited for so long after the question: it would be typed into the shell.
const LEAVING_WAIT: Duration = Duration::from_millis(200);

/// Whether the terminal is still to be asked for its ground.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    No,
    /// After what is typed first, or a moment without anything typed.
    Later,
    Next,
}

pub(super) struct Inbox<'a> {
    events: &'a Receiver<LoopEvent>,
    answer: GroundAnswer,
    question: Question,
    ready: VecDeque<LoopEvent>,
}

impl<'a> Inbox<'a> {
    /// Whether the terminal is to be asked for its ground, once there is time for it.
    pub(super) fn new(events: &'a Receiver<LoopEvent>, is_to_ask: bool) -> Self {
        let question = if is_to_ask { Question::Later } else { Question::No };
        Self { events, answer: GroundAnswer::default(), question, ready: VecDeque::new() }
    }

    pub(super) fn recv_timeout(&mut self, patience: Duration) -> Result<LoopEvent, RecvTimeoutError> {
        match self.question {
            Question::No => {}
            Question::Later => self.question = Question::Next,
            Question::Next => self.ask(),
        }
        let end = Instant::now() + patience;
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(event);
            }
            let left = end.saturating_duration_since(Instant::now());
            let wait = match (self.answer.is_holding(), self.question == Question::Next) {
                (true, _) => HOLD_WAIT,
                (false, true) => QUIET_BEFORE_ASKING,
                (false, false) => left,
            };
            match self.events.recv_timeout(wait) {
                Ok(event) => self.sort_in(event),
                Err(RecvTimeoutError::Timeout) if self.answer.is_holding() => self.release(),
                Err(RecvTimeoutError::Timeout) if self.question == Question::Next => self.ask(),
                Err(error) => return Err(error),
            }
        }
    }

    /// A terminal that cannot be written to says so at the next frame.
    fn ask(&mut self) {
        self.question = Question::No;
        if let Ok(answer) = ask_for_ground() {
            self.answer = answer;
        }
    }

    /// What waits already.
    pub(super) fn try_recv(&mut self) -> Result<LoopEvent, TryRecvError> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(event);
            }
            let event = self.events.try_recv()?;
            self.sort_in(event);
        }
    }

    /// Waits, on leaving, for an answer that was asked for just now.
    pub(super) fn wait_for_answer(&mut self) {
        while let Some(asked_at) = self.answer.awaited_since() {
            let left = (asked_at + LEAVING_WAIT).saturating_duration_since(Instant::now());
            match self.events.recv_timeout(left) {
                Ok(event) => self.sort_in(event),
                Err(_) => return,
            }
        }
    }

    fn sort_in(&mut self, event: LoopEvent) {
        match event {
            LoopEvent::Input(event) => {
                let heard = self.answer.take(event, Instant::now());
                self.ready.extend(heard.into_iter().map(to_loop_event));
            }
            other => self.ready.push_back(other),
        }
    }

    fn release(&mut self) {
        let held = self.answer.release();
        self.ready.extend(held.into_iter().map(to_loop_event));
    }
}

fn to_loop_event(heard: Heard) -> LoopEvent {
    match heard {
        Heard::Event(event) => LoopEvent::Input(event),
        Heard::Ground(ground) => LoopEvent::Ground(ground),
    }
}
