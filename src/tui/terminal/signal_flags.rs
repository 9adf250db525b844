//! Signals as flags that the loop looks at, and a thread that wakes it for them.

use crate::tui::terminal::event_reader::LoopEvent;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

/// What was asked of this process and not done yet.
#[derive(Clone, Default)]
pub(super) struct SignalFlags {
    end: Arc<AtomicBool>,
    interrupt: Arc<AtomicBool>,
    stop: Arc<AtomicBool>,
    resumed: Arc<AtomicBool>,
}

impl SignalFlags {
    pub(super) fn is_end_requested(&self) -> bool {
        self.end.load(Ordering::Relaxed) || self.interrupt.load(Ordering::Relaxed)
    }

    /// An interrupt or a stop that was meant for another program on the terminal.
    pub(super) fn forget_other_programs(&self) {
        for flag in [&self.interrupt, &self.stop, &self.resumed] {
            flag.store(false, Ordering::Relaxed);
        }
    }

    /// Another process wants this one stopped. Once.
    pub(super) fn take_stop(&self) -> bool {
        self.stop.swap(false, Ordering::Relaxed)
    }

    /// This process was stopped and goes on. Once.
    pub(super) fn take_resumed(&self) -> bool {
        self.resumed.swap(false, Ordering::Relaxed)
    }
}

/// Ends the thread that wakes the loop when it goes out of reach.
pub(super) struct SignalWatch {
    #[cfg(unix)]
    handle: signal_hook::iterator::Handle,
}

#[cfg(unix)]
impl Drop for SignalWatch {
    fn drop(&mut self) {
        self.handle.close();
    }
}

#[cfg(unix)]
pub(super) fn watch_signals(flags: &SignalFlags, wake: Sender<LoopEvent>) -> io::Result<SignalWatch> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    for signal in [SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(&flags.end))?;
    }
    signal_hook::flag::register(SIGINT, Arc::clone(&flags.interrupt))?;
    signal_hook::flag::register(SIGTSTP, Arc::clone(&flags.stop))?;
    signal_hook::flag::register(SIGCONT, Arc::clone(&flags.resumed))?;
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    let handle = signals.handle();
    std::thread::Builder::new().name("signals".into()).spawn(move || {
        for _ in &mut signals {
            if wake.send(LoopEvent::Signal).is_err() {
                break;
            }
        }
    })?;
    Ok(SignalWatch { handle })
}

#[cfg(not(unix))]
pub(super) fn watch_signals(flags: &SignalFlags, _wake: Sender<LoopEvent>) -> io::Result<SignalWatch> {
    // Windows hands the closing of the window, the end of the session and ctrl-break on as this signal.
    const SIGBREAK: i32 = 21;
    for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT, SIGBREAK] {
        signal_hook::flag::register(signal, Arc::clone(&flags.end))?;
    }
    Ok(SignalWatch {})
}
