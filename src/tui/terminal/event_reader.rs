//! What the terminal says, from a thread of its own: when the terminal is closed, reading it never comes back, and the loop
//! must still be able to keep what was typed and end.

use crate::texts::app_texts;
use crate::tui::theme::contrast::Rgb;
use anyhow::{Context, Result};
use crossterm::event::{self, Event};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// What wakes the loop.
pub(super) enum LoopEvent {
    Input(Event),
    /// The terminal told its own ground.
    Ground(Rgb),
    /// A flag was set.
    #[cfg_attr(not(unix), expect(dead_code, reason = "only Unix says it"))]
    Signal,
    /// The terminal is read no more for now.
    Paused,
    /// The terminal can be read no more at all.
    Gone,
}

/// How long a thread that reads the terminal is waited for; one that reads a closed terminal never answers.
const PAUSE_WAIT: Duration = Duration::from_millis(500);

/// How often it looks whether it is to pause, where no signal can wake it.
#[cfg(not(unix))]
const POLL_WAIT: Duration = Duration::from_millis(50);

#[derive(Default)]
struct PauseSwitch {
    is_paused: AtomicBool,
    /// Nobody hears it any more.
    is_over: AtomicBool,
    lock: Mutex<()>,
    resumed: Condvar,
}

pub(super) struct EventReader {
    pub(super) events: Receiver<LoopEvent>,
    pause_switch: Arc<PauseSwitch>,
}

impl EventReader {
    pub(super) fn spawn() -> Result<(Self, Sender<LoopEvent>)> {
        let (send, events) = channel();
        let pause_switch = Arc::new(PauseSwitch::default());
        let (sender, switch) = (send.clone(), Arc::clone(&pause_switch));
        let read = move || {
            while !switch.is_over.load(Ordering::SeqCst) {
                match read_event() {
                    Ok(Some(event)) => {
                        if sender.send(LoopEvent::Input(event)).is_err() {
                            break;
                        }
                    }
                    Ok(None) => {}
                    Err(_) => {
                        sender.send(LoopEvent::Gone).ok();
                        break;
                    }
                }
                wait_while_paused(&switch, &sender);
            }
        };
        let thread = std::thread::Builder::new().name("terminal".into());
        thread.spawn(read).context(app_texts::WAITING_FOR_KEYS)?;
        Ok((Self { events, pause_switch }, send))
    }

    /// Leaves the terminal to another reader; whether it is left. What was typed before that is dropped.
    pub(super) fn pause(&self) -> bool {
        self.pause_switch.is_paused.store(true, Ordering::SeqCst);
        wake_reader();
        while let Ok(event) = self.events.recv_timeout(PAUSE_WAIT) {
            if matches!(event, LoopEvent::Paused) {
                return true;
            }
        }
        self.resume();
        false
    }

    /// Reads the terminal again.
    pub(super) fn resume(&self) {
        let _held = self.pause_switch.lock.lock().unwrap_or_else(PoisonError::into_inner);
        self.pause_switch.is_paused.store(false, Ordering::SeqCst);
        self.pause_switch.resumed.notify_all();
    }
}

/// Whoever comes next hears what is typed. A terminal that was closed is not waited for.
impl Drop for EventReader {
    fn drop(&mut self) {
        self.pause_switch.is_over.store(true, Ordering::SeqCst);
        self.pause();
        self.resume();
    }
}

/// None when nothing was said for a while, where no signal could end the wait.
fn read_event() -> std::io::Result<Option<Event>> {
    #[cfg(not(unix))]
    if !event::poll(POLL_WAIT)? {
        return Ok(None);
    }
    event::read().map(Some)
}

/// The reader waits in the kernel, where a change of the terminal's size wakes it.
fn wake_reader() {
    #[cfg(unix)]
    signal_hook::low_level::raise(signal_hook::consts::SIGWINCH).ok();
}

fn wait_while_paused(switch: &PauseSwitch, sender: &Sender<LoopEvent>) {
    let mut held = switch.lock.lock().unwrap_or_else(PoisonError::into_inner);
    if switch.is_paused.load(Ordering::SeqCst) && sender.send(LoopEvent::Paused).is_err() {
        return;
    }
    while switch.is_paused.load(Ordering::SeqCst) {
        held = switch.resumed.wait(held).unwrap_or_else(PoisonError::into_inner);
    }
}
