//! Long work on the command line: one line on a terminal that says how far it has come, and ctrl-c heard between two
//! steps, so that what was begun ends in good order. What is being done, and what stopping means for it, is the
//! sub-command's.

use crate::cli::output::CliError;
use crate::cli::passphrase_source::hand_over_interrupts;
use crate::text::plural::format_thousands;
use signal_hook::consts;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Work shorter than this says nothing of itself.
const SHOWN_AFTER: Duration = Duration::from_millis(700);
/// How often the line is written anew.
const REDRAW_INTERVAL: Duration = Duration::from_millis(200);
/// How many steps go by between two looks at the clock.
const STEPS_PER_CHECK: usize = 256;

pub(crate) struct ProgressLine {
    /// What is said when it is stopped.
    stop_message: &'static str,
    shown: bool,
    begun: Instant,
    last_written: Option<Instant>,
    stopped: Arc<AtomicBool>,
    /// Nothing is under way: ctrl-c ends the program at once.
    resting: Arc<AtomicBool>,
}

impl ProgressLine {
    /// Begins; `message` is what a parent is told when it is stopped half-way.
    pub(crate) fn with_stop_message(message: &'static str) -> Self {
        hand_over_interrupts();
        let progress = Self {
            stop_message: message,
            shown: io::stderr().is_terminal(),
            begun: Instant::now(),
            last_written: None,
            stopped: Arc::default(),
            resting: Arc::default(),
        };
        for &signal in END_SIGNALS {
            // Without a handler the signal ends the program as ever; the journal rolls back by itself.
            let resting = Arc::clone(&progress.resting);
            signal_hook::flag::register_conditional_default(signal, resting).ok();
            signal_hook::flag::register(signal, Arc::clone(&progress.stopped)).ok();
        }
        progress
    }

    /// One step further: `verb` is what was done, to how many, of how many when that is known.
    pub(crate) fn advance_to(&mut self, verb: &str, n: usize, of: Option<usize>) -> Result<(), CliError> {
        if self.stopped.load(Ordering::Relaxed) {
            return Err(CliError::operation_failed(self.stop_message));
        }
        if self.shown && n.is_multiple_of(STEPS_PER_CHECK) && self.begun.elapsed() > SHOWN_AFTER {
            self.write_line(verb, n, of);
        }
        Ok(())
    }

    fn write_line(&mut self, verb: &str, n: usize, of: Option<usize>) {
        if self.last_written.is_some_and(|at| at.elapsed() < REDRAW_INTERVAL) {
            return;
        }
        self.last_written = Some(Instant::now());
        let of = of.map(|of| format!(" of {}", format_thousands(of.max(n))));
        let line = format!("{verb} {}{}", format_thousands(n), of.unwrap_or_default());
        let _ = write!(io::stderr(), "\r{line:<LINE_WIDTH$}");
        let _ = io::stderr().flush();
    }

    /// Wipes the line away, before anything else is said.
    fn clear_line(&mut self) {
        if self.last_written.take().is_some() {
            let _ = write!(io::stderr(), "\r{:<LINE_WIDTH$}\r", "");
            let _ = io::stderr().flush();
        }
    }

    /// Nothing is under way for now, or something is again.
    pub(crate) fn rest(&mut self, set_resting: bool) {
        self.clear_line();
        self.resting.store(set_resting, Ordering::Relaxed);
    }
}

#[cfg(unix)]
const END_SIGNALS: &[i32] = &[consts::SIGINT, consts::SIGTERM, consts::SIGHUP];
#[cfg(not(unix))]
const END_SIGNALS: &[i32] = &[consts::SIGINT, consts::SIGTERM];

impl Drop for ProgressLine {
    fn drop(&mut self) {
        self.rest(true);
    }
}

/// As wide as any line it writes.
const LINE_WIDTH: usize = 58;
