//! The loop: wait for an event, act, draw. The only room that reads terminal events, and the one that gives the
//! terminal back: on leaving, on an error, on a panic, on SIGTERM and on SIGHUP.

use crate::app::App;
use crate::home;
use crate::store::Store;
use crate::widgets::look::Look;
use anyhow::{Context, Result};
use chrono_tz::Tz;
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind};
use crossterm::execute;
use ratatui::DefaultTerminal;
use std::io::stdout;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long to wait for a key before the clock and the file are looked at again.
const TICK: Duration = Duration::from_millis(250);

/// Opens the journal on this terminal and returns when the parent leaves.
///
/// # Errors
/// When the terminal cannot be used or the journal cannot be read. The terminal is given back first.
pub fn run(store: Store, look: Look) -> Result<()> {
    let zone = store.family()?.settings.hours.zone;
    let mut app = App::new(store, look, home::now(zone)?)?;
    let told_to_end = Arc::new(AtomicBool::new(false));
    listen(&told_to_end).context("listening for the end of the session")?;
    with_terminal(|terminal| serve(terminal, &mut app, zone, &told_to_end))
}

/// Does `work` on the whole terminal and gives it back however the work ends: done, with an error, or in a panic,
/// which is then told on the ordinary screen.
///
/// # Errors
/// When there is no terminal to use, and what `work` answers.
pub fn with_terminal<T>(work: impl FnOnce(&mut DefaultTerminal) -> Result<T>) -> Result<T> {
    let mut terminal = ratatui::try_init()
        .context("This terminal cannot show the journal; `cuebook today` prints it instead")?;
    let restore = Restore;
    execute!(stdout(), EnableBracketedPaste).ok();
    let outcome = work(&mut terminal);
    drop(restore);
    outcome
}

/// Gives the terminal back when it goes out of reach, in a panic too.
struct Restore;

impl Drop for Restore {
    fn drop(&mut self) {
        execute!(stdout(), DisableBracketedPaste).ok();
        ratatui::restore();
    }
}

#[cfg(unix)]
fn listen(flag: &Arc<AtomicBool>) -> std::io::Result<()> {
    for signal in [
        signal_hook::consts::SIGTERM,
        signal_hook::consts::SIGHUP,
        signal_hook::consts::SIGINT,
    ] {
        signal_hook::flag::register(signal, Arc::clone(flag))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn listen(flag: &Arc<AtomicBool>) -> std::io::Result<()> {
    for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT] {
        signal_hook::flag::register(signal, Arc::clone(flag))?;
    }
    Ok(())
}

fn serve(
    terminal: &mut DefaultTerminal,
    app: &mut App,
    zone: Tz,
    told_to_end: &AtomicBool,
) -> Result<()> {
    while !app.is_over() {
        if told_to_end.load(Ordering::Relaxed) {
            app.keep_drafts();
            return Ok(());
        }
        terminal
            .draw(|frame| app.draw(frame))
            .context("drawing on this terminal")?;
        let waiting = event::poll(TICK);
        let now = home::now(zone)?;
        match waiting {
            Ok(false) => app.tick(now),
            Ok(true) => match event::read() {
                Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => app.key(key, now),
                Ok(Event::Paste(text)) => app.paste(&text, now),
                Ok(_) => app.tick(now),
                Err(error) => return gone(app, error, told_to_end),
            },
            Err(error) => return gone(app, error, told_to_end),
        }
    }
    Ok(())
}

/// The terminal went away: what was being typed is kept, and a hang-up is no error.
fn gone(app: &mut App, error: std::io::Error, told_to_end: &AtomicBool) -> Result<()> {
    app.keep_drafts();
    if told_to_end.load(Ordering::Relaxed) {
        Ok(())
    } else {
        Err(error).context("reading from this terminal")
    }
}
