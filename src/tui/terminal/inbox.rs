//! What the loop hears, with the terminal's answer about its ground taken out of the keys.

use crate::tui::terminal::event_reader::LoopEvent;
use crate::tui::terminal::ground_answer::{GroundAnswer, HOLD_WAIT, Heard};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

/// On leaving, an answer that is still to come is waited for so long after the question: it would be typed into the shell.
const LEAVING_WAIT: Duration = Duration::from_millis(200);

pub(super) struct Inbox<'a> {
    events: &'a Receiver<LoopEvent>,
    answer: GroundAnswer,
    ready: VecDeque<LoopEvent>,
}

impl<'a> Inbox<'a> {
    pub(super) fn new(events: &'a Receiver<LoopEvent>, answer: GroundAnswer) -> Self {
        Self { events, answer, ready: VecDeque::new() }
    }

    pub(super) fn recv_timeout(&mut self, patience: Duration) -> Result<LoopEvent, RecvTimeoutError> {
        let end = Instant::now() + patience;
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(event);
            }
            let left = end.saturating_duration_since(Instant::now());
            let wait = if self.answer.is_holding() { HOLD_WAIT } else { left };
            match self.events.recv_timeout(wait) {
                Ok(event) => self.sort_in(event),
                Err(RecvTimeoutError::Timeout) if self.answer.is_holding() => self.release(),
                Err(error) => return Err(error),
            }
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
