//! Work behind the screens: starts it, hands its answer to the screen that asked, stops it when that screen is gone.
//! What the work is stands with the screen.

use crate::tui::app::App;
use crate::tui::jobs::{Job, JobOutput, RunningJob, run_inline};
use crate::tui::keys::{Action, key_for_action};

pub(crate) struct ScreenJob {
    job: RunningJob,
    /// How many screens there were, the one that asked on top.
    screen_depth: usize,
    /// The parent asked for it and waits, rather than the screen for itself.
    is_awaited: bool,
}

impl App {
    /// Whether something is being worked on, so that the loop looks again soon.
    pub fn is_working(&self) -> bool {
        self.running_job.is_some() || self.is_changing_encryption()
    }

    /// Waits for the work under way and shows what came of it.
    pub fn wait_for_jobs(&mut self) {
        if self.is_changing_encryption() {
            self.apply_encryption_change();
            self.refresh_top_screen();
        }
        while let Some(waited) = self.running_job.take() {
            self.deliver_job_result(waited.job.wait_for_result(), waited.screen_depth);
            self.refresh_top_screen();
        }
    }

    /// Starts a job for the top screen, in place of the one under way.
    pub(crate) fn start_job(&mut self, job: Job, asked: bool) {
        self.running_job = None;
        let depth = self.screens.len();
        let Some(again) = self.store.reader_handle() else {
            let found = run_inline(job, &self.store);
            return self.deliver_job_result(found, depth);
        };
        match RunningJob::spawn_thread(job, again) {
            Ok(running) => {
                self.running_job = Some(ScreenJob { job: running, screen_depth: depth, is_awaited: asked });
            }
            Err(error) => self.status = error.to_string(),
        }
    }

    /// Takes an answer that has come, and stops work whose screen was left.
    pub(crate) fn poll_job(&mut self) {
        let Some(waited) = &mut self.running_job else {
            return;
        };
        if waited.screen_depth > self.screens.len() {
            self.running_job = None;
        } else if let Some(answer) = waited.job.poll_result() {
            let depth = waited.screen_depth;
            self.running_job = None;
            self.deliver_job_result(answer, depth);
        }
    }

    /// Stops what the parent waits for when the key says so.
    pub(crate) fn cancel_awaited_job(&mut self, action: Action) -> bool {
        let waits = self.running_job.as_ref().is_some_and(|waited| waited.is_awaited);
        if waits && action == Action::Back {
            self.running_job = None;
            self.status = JOB_STOPPED.into();
            return true;
        }
        false
    }

    /// What the parent waits for and how to stop it.
    pub(crate) fn describe_awaited_job(&self) -> Option<String> {
        let waited = self.running_job.as_ref().filter(|waited| waited.is_awaited)?;
        let says = waited.job.progress_text();
        Some(match key_for_action(self.current_mode(), Action::Back) {
            Some(key) => format!("{says}… {key} stops"),
            None => format!("{says}…"),
        })
    }

    fn deliver_job_result(&mut self, answer: anyhow::Result<JobOutput>, depth: usize) {
        let found = match answer {
            Ok(found) => found,
            Err(error) => {
                self.status = format!("{error:#}");
                return;
            }
        };
        // The screen that asked may have another on top by now.
        let above = self.screens.split_off(depth.min(self.screens.len()));
        self.with_top_screen(|top, here| top.handle_job_output(found, here));
        self.screens.extend(above);
    }
}

const JOB_STOPPED: &str = "Stopped. Nothing was changed.";
