//! What the loop hears, with the terminal's answer about its ground taken out of the keys.

use crate::tui::terminal::event_reader::LoopEvent;
use crate::tui::terminal::ground_answer::{GroundAnswer, HOLD_WAIT, Heard};
use std::collections::VecDeque;
use std::io::stdout;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

/// The question is put when nothing was typed for so long after the first frame: who leaves at once waits for no answer.
const QUIET_BEFORE_ASKING: Duration = Duration::from_millis(10);

/// On leaving, an answer that is still to come is waited for so long after the question: it would be typed into the shell.
const LEAVING_WAIT: Duration = Duration::from_millis(200);

pub(super) struct Inbox<'a> {
    events: &'a Receiver<LoopEvent>,
    answer: GroundAnswer,
    is_to_ask: bool,
    ready: VecDeque<LoopEvent>,
}

impl<'a> Inbox<'a> {
    /// Whether the terminal is to be asked for its ground, once there is time for it.
    pub(super) fn new(events: &'a Receiver<LoopEvent>, is_to_ask: bool) -> Self {
        Self { events, answer: GroundAnswer::default(), is_to_ask, ready: VecDeque::new() }
    }

    pub(super) fn recv_timeout(&mut self, patience: Duration) -> Result<LoopEvent, RecvTimeoutError> {
        let end = Instant::now() + patience;
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(event);
            }
            let left = end.saturating_duration_since(Instant::now());
            let wait = match (self.answer.is_holding(), self.is_to_ask) {
                (true, _) => HOLD_WAIT,
                (false, true) => QUIET_BEFORE_ASKING,
                (false, false) => left,
            };
            match self.events.recv_timeout(wait) {
                Ok(event) => self.sort_in(event),
                Err(RecvTimeoutError::Timeout) if self.answer.is_holding() => self.release(),
                Err(RecvTimeoutError::Timeout) if self.is_to_ask => self.ask(),
                Err(error) => return Err(error),
            }
        }
    }

    /// A terminal that cannot be written to says so at the next frame.
    fn ask(&mut self) {
        self.is_to_ask = false;
        if let Ok(answer) = GroundAnswer::ask(&mut stdout()) {
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
