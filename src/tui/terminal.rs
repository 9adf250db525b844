//! The loop: wait for an event, act, draw. The only room that reads terminal events, and the one that gives the
//! terminal back: on leaving, on an error, on a panic, on SIGTERM and on SIGHUP.

use crate::platform;
use crate::platform::fonts;
use crate::store::Store;
use crate::texts::app_texts;
use crate::tui::app::App;
use crate::tui::screens::{OpeningAnswer, OpeningScreen, ReportTarget};
use crate::tui::theme::Theme;
use anyhow::{Context, Result};
use chrono_tz::Tz;
use crossterm::cursor::Show;
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyEvent, KeyEventKind};
use crossterm::execute;
use ratatui::DefaultTerminal;
use std::io::stdout;
use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How long to wait for a key before the clock and the file are looked at again.
const IDLE_WAIT: Duration = Duration::from_millis(250);

/// More keys than these are carried out in turns, so that the picture keeps up.
const MAX_KEYS_AT_ONCE: usize = 64;

/// How long while an answer may come at any moment.
const BUSY_WAIT: Duration = Duration::from_millis(16);

/// Opens the journal on this terminal and returns when the parent leaves. `message` stands in the status line at first.
/// Answers what is to be said afterwards: where words are that could not be kept in the journal.
///
/// # Errors
/// When the terminal cannot be used or the journal cannot be read. The terminal is given back first.
pub(crate) fn run_app(store: Store, theme: Theme, message: &str) -> Result<Option<String>> {
    let zone = store.load_family()?.settings.day_boundaries.zone;
    let mut app = App::new(store, theme, platform::current_time(zone)?)?.with_report_target(ReportTarget {
        folder: platform::default_report_folder(),
        find_spare_fonts: fonts::find_fallback_fonts,
    });
    if let Some(here) = platform::find_other_zone(zone, platform::current_time(zone)?.unix_seconds()) {
        app.set_status(&app_texts::other_zone(zone.name(), here.name()));
    }
    if !message.is_empty() {
        app.set_status(message);
    }
    app.set_theme_saver(Box::new(platform::theme_config::save_theme_prefs));
    match platform::config::read_hide_after() {
        Ok(minutes) => app.set_hide_after(minutes),
        // A slip in the config file shuts nobody out of the journal.
        Err(unread) => app.set_status(&unread.to_string()),
    }
    let end_requested = Arc::new(AtomicBool::new(false));
    register_signals(&end_requested).context(app_texts::WAITING_FOR_END)?;
    with_terminal(|terminal| {
        let reader = EventReader::spawn(None)?;
        run_event_loop(terminal, &mut app, zone, &end_requested, &reader.events)
    })?;
    Ok(app.farewell().map(str::to_owned))
}

/// Asks what is to become of a journal that is not as it was last seen. None when nothing is to be done.
///
/// # Errors
/// When the terminal cannot be used.
pub(crate) fn ask_before_opening(
    blank: Store,
    theme: Theme,
    question: OpeningScreen,
) -> Result<Option<OpeningAnswer>> {
    let zone = platform::detect_zone();
    let mut app = App::for_opening(blank, theme, platform::current_time(zone)?, question)?;
    let end_requested = Arc::new(AtomicBool::new(false));
    register_signals(&end_requested).context(app_texts::WAITING_FOR_END)?;
    with_terminal(|terminal| {
        let mut reader = EventReader::spawn(Some(STOP_WAIT))?;
        let outcome = run_event_loop(terminal, &mut app, zone, &end_requested, &reader.events);
        reader.stop();
        outcome
    })?;
    Ok(app.opening_answer())
}

/// Does `work` on the whole terminal and gives it back however the work ends: done, with an error, or in a panic,
/// which is then told on the ordinary screen.
///
/// # Errors
/// When there is no terminal to use, and what `work` answers.
pub fn with_terminal<T>(work: impl FnOnce(&mut DefaultTerminal) -> Result<T>) -> Result<T> {
    let terminal = ratatui::try_init().context(app_texts::TERMINAL_UNUSABLE)?;
    // Dropped, it would print to standard error that it could not show the cursor of a terminal that is gone, and die of
    // that. What it would do is done by `Restore`.
    let mut terminal = ManuallyDrop::new(terminal);
    let restore = TerminalGuard;
    execute!(stdout(), EnableBracketedPaste).ok();
    let outcome = work(&mut terminal);
    drop(restore);
    outcome
}

/// Gives the terminal back when it goes out of reach, in a panic too.
struct TerminalGuard;

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        execute!(stdout(), DisableBracketedPaste, Show).ok();
        // A terminal that is gone cannot be given back, and nobody is there to be told.
        ratatui::try_restore().ok();
    }
}

#[cfg(unix)]
fn register_signals(flag: &Arc<AtomicBool>) -> std::io::Result<()> {
    for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP, signal_hook::consts::SIGINT] {
        signal_hook::flag::register(signal, Arc::clone(flag))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn register_signals(flag: &Arc<AtomicBool>) -> std::io::Result<()> {
    for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT] {
        signal_hook::flag::register(signal, Arc::clone(flag))?;
    }
    Ok(())
}

/// How often a thread that reads the terminal looks whether it is to stop.
const STOP_WAIT: Duration = Duration::from_millis(50);

fn run_event_loop(
    terminal: &mut DefaultTerminal,
    app: &mut App,
    zone: Tz,
    end_requested: &AtomicBool,
    events: &Receiver<Event>,
) -> Result<()> {
    while !app.is_quitting() {
        if end_requested.load(Ordering::Relaxed) {
            app.secure_words();
            return Ok(());
        }
        if let Err(error) = terminal.draw(|frame| app.draw(frame)) {
            app.secure_words();
            // A terminal that went away cannot be drawn on, and that is no fault to tell anyone of.
            return if end_requested.load(Ordering::Relaxed) {
                Ok(())
            } else {
                Err(error).context(app_texts::TERMINAL_LOST)
            };
        }
        let patience = if app.is_working() { BUSY_WAIT } else { IDLE_WAIT };
        let heard = events.recv_timeout(patience);
        let now = platform::current_time(zone)?;
        match heard {
            Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                let (keys, other) = drain_keys(key, events);
                app.handle_keys(&keys, now);
                if let Some(Event::Paste(text)) = other {
                    app.handle_paste(&text, now);
                }
            }
            Ok(Event::Paste(text)) => app.handle_paste(&text, now),
            Ok(_) | Err(RecvTimeoutError::Timeout) => app.handle_tick(now),
            Err(RecvTimeoutError::Disconnected) => {
                app.secure_words();
                return Ok(());
            }
        }
    }
    Ok(())
}

/// A key and those that wait behind it already, with the event that ends them.
fn drain_keys(first: KeyEvent, events: &Receiver<Event>) -> (Vec<KeyEvent>, Option<Event>) {
    let mut keys = vec![first];
    while keys.len() < MAX_KEYS_AT_ONCE {
        match events.try_recv() {
            Ok(Event::Key(key)) if key.kind == KeyEventKind::Release => {}
            Ok(Event::Key(key)) => keys.push(key),
            Ok(other) => return (keys, Some(other)),
            Err(_) => break,
        }
    }
    (keys, None)
}

/// What the terminal says, from a thread of its own: when the terminal is closed, reading it never comes back, and the
/// loop must still be able to keep what was typed and end.
struct EventReader {
    events: Receiver<Event>,
    is_stopping: Arc<AtomicBool>,
}

impl EventReader {
    /// With `pause`, the thread looks that often whether it is to stop; without, it reads as long as the program runs.
    fn spawn(pause: Option<Duration>) -> Result<Self> {
        let (send, events) = channel();
        let is_stopping = Arc::new(AtomicBool::new(false));
        let stop_requested = Arc::clone(&is_stopping);
        let has_event = move || match pause {
            Some(pause) => event::poll(pause),
            None => Ok(true),
        };
        let read = move || {
            while !stop_requested.load(Ordering::Relaxed) {
                match has_event() {
                    Ok(false) => continue,
                    Ok(true) => {}
                    Err(_) => break,
                }
                if !event::read().is_ok_and(|event| send.send(event).is_ok()) {
                    break;
                }
            }
        };
        std::thread::Builder::new()
            .name("terminal".into())
            .spawn(read)
            .context(app_texts::WAITING_FOR_KEYS)?;
        Ok(Self { events, is_stopping })
    }

    /// From here on whoever comes next hears what is typed. A terminal that was closed is not waited for.
    fn stop(&mut self) {
        self.is_stopping.store(true, Ordering::Relaxed);
        while self.events.recv_timeout(STOP_WAIT * 10).is_ok() {}
    }
}
