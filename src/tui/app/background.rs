//! Jobs of the screens: starts one, hands its result to the screen that asked, cancels it when that screen is closed.

use crate::texts::app_texts;
use crate::tui::app::App;
use crate::tui::jobs::{Job, JobOutput, RunningJob, run_inline};
use crate::tui::keys::{Action, key_for_action};

pub(crate) struct ScreenJob {
    job: RunningJob,
    /// How many screens there were, the one that asked on top.
    screen_depth: usize,
    /// The parent asked for it and waits; else the screen loads for itself.
    is_awaited: bool,
}

impl App {
    /// Whether the loop should poll soon.
    pub fn is_working(&self) -> bool {
        self.running_job.is_some()
            || self.is_changing_encryption()
            || self.is_importing()
            || self.is_sync_near_end()
    }

    /// What was begun is done before anything else is.
    pub(crate) fn finish_pending_work(&mut self) {
        self.apply_encryption_change();
        self.apply_pending_import();
        self.poll_job();
    }

    pub fn wait_for_jobs(&mut self) {
        while self.is_syncing() && self.wait_for_sync() {
            self.refresh_top_screen();
        }
        if self.is_changing_encryption() {
            self.apply_encryption_change();
            self.refresh_top_screen();
        }
        if self.is_importing() {
            self.apply_pending_import();
            self.refresh_top_screen();
        }
        while let Some(waited) = self.running_job.take() {
            self.deliver_job_result(waited.job.wait_for_result(), waited.screen_depth);
            self.refresh_top_screen();
        }
    }

    /// Starts a job for the top screen, in place of the one under way.
    pub(crate) fn start_job(&mut self, job: Job, is_awaited: bool) {
        self.running_job = None;
        let depth = self.screens.len();
        let Some(reader) = self.store.reader_handle() else {
            let result = run_inline(job, &self.store);
            return self.deliver_job_result(result, depth);
        };
        match RunningJob::spawn_thread(job, reader) {
            Ok(job) => self.running_job = Some(ScreenJob { job, screen_depth: depth, is_awaited }),
            Err(error) => self.status = error.to_string(),
        }
    }

    /// Delivers a result that has come; cancels the job of a screen that was closed.
    pub(crate) fn poll_job(&mut self) {
        let Some(waited) = &self.running_job else {
            return;
        };
        let depth = waited.screen_depth;
        if depth > self.screens.len() {
            self.running_job = None;
        } else if let Some(result) = waited.job.poll_result() {
            self.running_job = None;
            self.deliver_job_result(result, depth);
        }
    }

    /// Stops what the parent waits for when the key says so.
    pub(crate) fn cancel_awaited_job(&mut self, action: Action) -> bool {
        let is_awaited = self.running_job.as_ref().is_some_and(|waited| waited.is_awaited);
        if is_awaited && action == Action::Back {
            self.running_job = None;
            self.status = app_texts::JOB_STOPPED.into();
            return true;
        }
        false
    }

    /// What the parent waits for and how to stop it.
    pub(crate) fn describe_awaited_job(&self) -> Option<String> {
        let waited = self.running_job.as_ref().filter(|waited| waited.is_awaited)?;
        let key = key_for_action(self.current_mode(), Action::Back);
        Some(app_texts::job_running(waited.job.label(), key.as_deref()))
    }

    fn deliver_job_result(&mut self, result: anyhow::Result<JobOutput>, depth: usize) {
        let output = match result {
            Ok(output) => output,
            Err(error) => {
                self.status = format!("{error:#}");
                return;
            }
        };
        // The screen that asked may have another on top by now.
        let above = self.screens.split_off(depth.min(self.screens.len()));
        self.with_top_screen(|top, context| top.handle_job_output(output, context));
        self.screens.extend(above);
    }
}
