//! Long work on the command line: one line on a terminal that says how far it has come, and ctrl-c heard between two
//! steps, so that what was begun ends in good order. What is being done, and what stopping means for it, is the
//! sub-command's.

use super::answer::Stop;
use super::passphrase::leave_interrupts;
use crate::import::thousands;
use signal_hook::consts;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Work shorter than this says nothing of itself.
const QUIET: Duration = Duration::from_millis(700);
/// How often the line is written anew.
const OFTEN: Duration = Duration::from_millis(200);
/// How many steps go by between two looks at the clock.
const STEPS: usize = 256;

/// One piece of long work.
pub(crate) struct Progress {
    /// What is said when it is stopped.
    says: &'static str,
    shown: bool,
    begun: Instant,
    written: Option<Instant>,
    stopped: Arc<AtomicBool>,
    /// Nothing is under way: ctrl-c ends the program at once.
    resting: Arc<AtomicBool>,
}

impl Progress {
    /// Begins; `says` is what a parent is told when it is stopped half-way.
    pub(crate) fn begin(says: &'static str) -> Self {
        leave_interrupts();
        let progress = Self {
            says,
            shown: io::stderr().is_terminal(),
            begun: Instant::now(),
            written: None,
            stopped: Arc::default(),
            resting: Arc::default(),
        };
        let mut signals = vec![consts::SIGINT, consts::SIGTERM];
        #[cfg(unix)]
        signals.push(consts::SIGHUP);
        for signal in signals {
            // Without a handler the signal ends the program as ever; the journal rolls back by itself.
            let resting = Arc::clone(&progress.resting);
            signal_hook::flag::register_conditional_default(signal, resting).ok();
            signal_hook::flag::register(signal, Arc::clone(&progress.stopped)).ok();
        }
        progress
    }

    /// One step further: `did` what, to how many, of how many when that is known.
    pub(crate) fn step(&mut self, did: &str, n: usize, of: Option<usize>) -> Result<(), Stop> {
        if self.stopped.load(Ordering::Relaxed) {
            return Err(Stop::could(self.says));
        }
        if self.shown && n.is_multiple_of(STEPS) && self.begun.elapsed() > QUIET {
            self.write(did, n, of);
        }
        Ok(())
    }

    fn write(&mut self, did: &str, n: usize, of: Option<usize>) {
        if self.written.is_some_and(|at| at.elapsed() < OFTEN) {
            return;
        }
        self.written = Some(Instant::now());
        let of = of.map(|of| format!(" of {}", thousands(of.max(n))));
        let line = format!("{did} {}{}", thousands(n), of.unwrap_or_default());
        let _ = write!(io::stderr(), "\r{line:<WIDE$}");
        let _ = io::stderr().flush();
    }

    /// Wipes the line away, before anything else is said.
    pub(crate) fn wipe(&mut self) {
        if self.written.take().is_some() {
            let _ = write!(io::stderr(), "\r{:<WIDE$}\r", "");
            let _ = io::stderr().flush();
        }
    }

    /// Nothing is under way for now, or something is again.
    pub(crate) fn rest(&mut self, rest: bool) {
        self.wipe();
        self.resting.store(rest, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.rest(true);
    }
}

/// As wide as any line it writes.
const WIDE: usize = 58;
