//! Work behind the screens: starts it, hands its answer to the screen that asked, stops it when that screen is gone.
//! What the work is stands with the screen.

use super::App;
use crate::keys::{Action, key_of};
use crate::work::{Found, Job, Running, at_once};

pub(crate) struct Waited {
    running: Running,
    /// How many screens there were, the one that asked on top.
    depth: usize,
    /// The parent asked for it and waits, rather than the screen for itself.
    asked: bool,
}

impl App {
    /// Whether something is being worked on, so that the loop looks again soon.
    pub fn is_working(&self) -> bool {
        self.work.is_some() || self.is_turning_lock()
    }

    /// Waits for the work under way and shows what came of it.
    pub fn settle(&mut self) {
        if self.is_turning_lock() {
            self.turn_lock();
            self.refresh();
        }
        while let Some(waited) = self.work.take() {
            self.worked(waited.running.wait(), waited.depth);
            self.refresh();
        }
    }

    /// Starts a job for the top screen, in place of the one under way.
    pub(crate) fn start(&mut self, job: Job, asked: bool) {
        self.work = None;
        let depth = self.screens.len();
        let Some(again) = self.store.again() else {
            let found = at_once(job, &self.store);
            return self.worked(found, depth);
        };
        match Running::start(job, again) {
            Ok(running) => {
                self.work = Some(Waited { running, depth, asked });
            }
            Err(error) => self.status = error.to_string(),
        }
    }

    /// Takes an answer that has come, and stops work whose screen was left.
    pub(crate) fn look_after_work(&mut self) {
        let Some(waited) = &mut self.work else {
            return;
        };
        if waited.depth > self.screens.len() {
            self.work = None;
        } else if let Some(answer) = waited.running.answer() {
            let depth = waited.depth;
            self.work = None;
            self.worked(answer, depth);
        }
    }

    /// Stops what the parent waits for when the key says so.
    pub(crate) fn stops(&mut self, action: Action) -> bool {
        let waits = self.work.as_ref().is_some_and(|waited| waited.asked);
        if waits && action == Action::Back {
            self.work = None;
            self.status = STOPPED.into();
            return true;
        }
        false
    }

    /// What the parent waits for and how to stop it.
    pub(crate) fn waits_for(&self) -> Option<String> {
        let waited = self.work.as_ref().filter(|waited| waited.asked)?;
        let says = waited.running.says();
        Some(match key_of(self.place(), Action::Back) {
            Some(key) => format!("{says}… {key} stops"),
            None => format!("{says}…"),
        })
    }

    fn worked(&mut self, answer: anyhow::Result<Found>, depth: usize) {
        let found = match answer {
            Ok(found) => found,
            Err(error) => {
                self.status = format!("{error:#}");
                return;
            }
        };
        // The screen that asked may have another on top by now.
        let above = self.screens.split_off(depth.min(self.screens.len()));
        self.with_top(|top, here| top.worked(found, here));
        self.screens.extend(above);
    }
}

const STOPPED: &str = "Stopped. Nothing was changed.";
