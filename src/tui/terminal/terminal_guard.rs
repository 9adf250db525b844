//! Takes the terminal for the screens and gives it back clean, however they end: nothing of the journal stays readable on
//! it, on a terminal without a second screen too.

use crate::platform::terminal_kind;
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

static IS_MOUSE_HEARD: AtomicBool = AtomicBool::new(false);

/// Presses and the wheel, not every movement, with places beyond column 223.
const HEAR_MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const LEAVE_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// The title as it was is put aside by the terminal; ours never names anybody.
const SET_TITLE: &[u8] = b"\x1b[22;2t\x1b]2;cuebook\x07";
const PUT_TITLE_BACK: &[u8] = b"\x1b[23;2t";

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
    let was_taken = IS_TAKEN.swap(true, Ordering::SeqCst);
    execute!(stdout(), EnterAlternateScreen, DisableLineWrap, EnableBracketedPaste)?;
    // Put aside once, however often it is taken.
    if !was_taken && terminal_kind::follows_xterm() {
        write_now(SET_TITLE)?;
    }
    Ok(())
}

/// Hears the mouse from now on, or leaves it to the terminal, which then selects text with it.
pub(super) fn listen_to_mouse(is_wanted: bool) -> io::Result<()> {
    if IS_MOUSE_HEARD.swap(is_wanted, Ordering::SeqCst) == is_wanted {
        return Ok(());
    }
    write_now(if is_wanted { HEAR_MOUSE } else { LEAVE_MOUSE })
}

fn write_now(bytes: &[u8]) -> io::Result<()> {
    let mut out = stdout();
    out.write_all(bytes)?;
    out.flush()
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
    listen_to_mouse(false).ok();
    if terminal_kind::follows_xterm() {
        out.write_all(PUT_TITLE_BACK).ok();
    }
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
