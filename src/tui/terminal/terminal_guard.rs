//! Takes the terminal for the screens and gives it back clean, however they end: nothing of the journal stays readable on
//! it, on a terminal without a second screen too.

use crate::tui::terminal::screen_backend::clear_rows;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    self, DisableLineWrap, EnableLineWrap, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{execute, queue};
use std::io::{self, Write, stdout};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// The terminal is ours: raw, on its second screen where it has one.
static IS_TAKEN: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back when it goes out of reach.
pub(super) struct TerminalGuard;

impl TerminalGuard {
    pub(super) fn take() -> io::Result<Self> {
        give_back_on_panic();
        take_terminal()?;
        Ok(Self)
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        give_terminal_back();
    }
}

/// Raw, on the second screen. A line that a terminal measures longer than this program does must not run into the next.
pub(super) fn take_terminal() -> io::Result<()> {
    enable_raw_mode()?;
    IS_TAKEN.store(true, Ordering::SeqCst);
    execute!(stdout(), EnterAlternateScreen, DisableLineWrap, EnableBracketedPaste)
}

/// Empties the screen and leaves it as it was found. A terminal that is gone cannot be given back, and nobody is there to be
/// told.
pub(super) fn give_terminal_back() {
    if !IS_TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    let rows = terminal::size().map_or(0, |(_, rows)| rows);
    clear_rows(&mut out, rows).ok();
    queue!(out, DisableBracketedPaste, EnableLineWrap, LeaveAlternateScreen, Show).ok();
    out.flush().ok();
    disable_raw_mode().ok();
}

/// What a shell or another program made of the terminal meanwhile is undone.
pub(super) fn retake_terminal() -> io::Result<()> {
    // Raw already, as far as is known here, it would be left as the shell set it.
    disable_raw_mode()?;
    take_terminal()
}

/// The message of a panic is told on the ordinary screen.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let tell = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_terminal_back();
            tell(info);
        }));
    });
}
