//! The loop: wait for an event, act, draw. The only room that reads terminal events, and the one that gives the
//! terminal back: on leaving, on an error, on a panic, on SIGTERM and on SIGHUP.

pub(crate) mod event_reader;
pub mod ground_answer;
pub(crate) mod inbox;
pub mod screen_backend;
pub(crate) mod signal_flags;
pub(crate) mod terminal_guard;

use crate::model::{Family, Timestamp, Zone};
use crate::platform;
use crate::platform::external_editor::ExternalEdit;
use crate::platform::fonts;
use crate::platform::terminal_kind;
use crate::store::Store;
use crate::texts::app_texts;
use crate::tui::app::{App, PlainTask, ScreenRequest};
use crate::tui::keys::key_remap::remap_keys;
use crate::tui::keys::pointer_event::PointerEvent;
use crate::tui::screens::{OpeningAnswer, OpeningScreen, ReportTarget};
use crate::tui::terminal::event_reader::{EventReader, LoopEvent};
use crate::tui::terminal::ground_answer::GroundAnswer;
use crate::tui::terminal::inbox::Inbox;
use crate::tui::terminal::screen_backend::ScreenBackend;
use crate::tui::terminal::signal_flags::{SignalFlags, watch_signals};
use crate::tui::terminal::terminal_guard::{
    TerminalGuard, give_terminal_back, listen_to_mouse, retake_terminal,
};
use crate::tui::theme::Theme;
use anyhow::{Context, Result};
use crossterm::event::{Event, KeyEvent, KeyEventKind, MouseEvent};
use crossterm::style;
use ratatui::Terminal;
use ratatui::backend::Backend;
use std::io::{self, BufWriter, Stdout, stdout};
use std::mem::ManuallyDrop;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// The terminal this process runs on.
pub type OwnTerminal = Terminal<ScreenBackend<BufWriter<Stdout>>>;

/// How long to wait for another key before what was typed is looked after.
const TYPING_WAIT: Duration = Duration::from_millis(250);

/// How long, when nothing is typed, before the file is looked at again.
const IDLE_WAIT: Duration = Duration::from_secs(2);

/// More keys than these are carried out in turns, so that the picture keeps up.
const MAX_KEYS_AT_ONCE: usize = 64;

/// How long while an answer may come at any moment.
const BUSY_WAIT: Duration = Duration::from_millis(16);

/// How the screens were left.
pub(crate) struct Leaving {
    /// What is to be said: where words are that could not be kept in the journal.
    pub farewell: Option<String>,
    /// What is to be done before they are opened again; none when they were left for good.
    pub task: Option<PlainTask>,
}

/// Opens the journal on this terminal and returns when the parent leaves. `message` stands in the status line at first.
///
/// # Errors
/// When the terminal cannot be used or the journal cannot be read. The terminal is given back first.
pub(crate) fn run_app(store: Store, family: Family, mut theme: Theme, message: &str) -> Result<Leaving> {
    theme.ground = terminal_kind::guess_ground();
    let zone = family.settings.day_boundaries.zone;
    // A slip in the config file shuts nobody out of the journal.
    let keys = platform::config::read_key_settings().map_err(|unread| unread.to_string());
    let key_trouble = keys.and_then(|settings| remap_keys(&settings)).err();
    let app = App::with_family(store, family, theme, platform::current_time(zone)?)?;
    let mut app = app.with_report_target(ReportTarget {
        folder: platform::default_report_folder(),
        find_spare_fonts: fonts::find_fallback_fonts,
    });
    if let Some(here) = platform::find_other_zone(zone, platform::current_time(zone)?.unix_seconds()) {
        app.set_status(&app_texts::other_zone(zone.name(), here.name()));
    }
    if !message.is_empty() {
        app.set_status(message);
    }
    app.set_import_folder(platform::default_download_folder());
    app.set_sharing_folder(platform::home_folder());
    app.set_country(platform::detect_country());
    app.set_theme_saver(Box::new(platform::theme_config::save_theme_prefs));
    match platform::config::read_hide_after() {
        Ok(minutes) => app.set_hide_after(minutes),
        Err(unread) => app.set_status(&unread.to_string()),
    }
    if let Some(trouble) = key_trouble {
        app.set_status(&trouble);
    }
    style::force_color_output(theme.colour);
    with_terminal(|terminal| run_event_loop(terminal, &mut app, zone))?;
    let said = app.farewell().map(str::to_owned).into_iter().chain(app.sync_before_leaving());
    let said = said.collect::<Vec<_>>().join("\n");
    Ok(Leaving { farewell: (!said.is_empty()).then_some(said), task: app.plain_task() })
}

/// Asks what is to become of a journal that is not as it was last seen. None when nothing is to be done.
///
/// # Errors
/// When the terminal cannot be used.
pub(crate) fn ask_before_opening(
    blank: Store,
    mut theme: Theme,
    question: OpeningScreen,
) -> Result<Option<OpeningAnswer>> {
    theme.ground = terminal_kind::guess_ground();
    let zone = platform::detect_zone();
    let mut app = App::for_opening(blank, theme, platform::current_time(zone)?, question)?;
    app.set_country(platform::detect_country());
    style::force_color_output(theme.colour);
    with_terminal(|terminal| run_event_loop(terminal, &mut app, zone))?;
    Ok(app.opening_answer())
}

/// Does `work` on the whole terminal and gives it back however the work ends: done, with an error, or in a panic,
/// which is then told on the ordinary screen.
///
/// # Errors
/// When there is no terminal to use, and what `work` answers.
pub fn with_terminal<T>(work: impl FnOnce(&mut OwnTerminal) -> Result<T>) -> Result<T> {
    let restore = TerminalGuard::take().context(app_texts::TERMINAL_UNUSABLE)?;
    let backend = ScreenBackend::new(BufWriter::with_capacity(FRAME_BYTES, stdout()));
    let backend = if terminal_kind::knows_links() { backend.with_links() } else { backend };
    let terminal = Terminal::new(backend).context(app_texts::TERMINAL_UNUSABLE)?;
    // Dropped, it would print to standard error that it could not show the cursor of a terminal that is gone, and die of
    // that. What it would do is done by `TerminalGuard`.
    let mut terminal = ManuallyDrop::new(terminal);
    terminal.clear().context(app_texts::TERMINAL_UNUSABLE)?;
    let outcome = work(&mut terminal);
    drop(restore);
    outcome
}

/// What a whole screen takes, in bytes, so that it is written at once.
const FRAME_BYTES: usize = 16 * 1024;

fn run_event_loop(terminal: &mut OwnTerminal, app: &mut App, zone: Zone) -> Result<()> {
    let (reader, wake) = EventReader::spawn()?;
    let signals = SignalFlags::default();
    let _watch = watch_signals(&signals, wake).context(app_texts::WAITING_FOR_END)?;
    let mut inbox = Inbox::new(&reader.events, may_ask_for_ground(app));
    let outcome = follow_events(terminal, app, zone, (&reader, &signals), &mut inbox);
    inbox.wait_for_answer();
    outcome
}

/// Whether the colours depend on the terminal's ground, and it may be asked for it.
fn may_ask_for_ground(app: &App) -> bool {
    app.needs_terminal_ground() && terminal_kind::may_tell_ground()
}

fn ask_for_ground() -> io::Result<GroundAnswer> {
    GroundAnswer::ask(&mut stdout())
}

fn follow_events(
    terminal: &mut OwnTerminal,
    app: &mut App,
    zone: Zone,
    (reader, signals): (&EventReader, &SignalFlags),
    inbox: &mut Inbox<'_>,
) -> Result<()> {
    let mut was_hidden = app.is_hidden();
    let mut is_typing = true;
    while !app.is_quitting() {
        if signals.is_end_requested() {
            app.secure_words();
            return Ok(());
        }
        let outcome = follow_signals(terminal, app, signals)
            .and_then(|()| carry_out_request(terminal, app, signals, reader))
            .and_then(|()| {
                // What the terminal shows of its own, or of another program, is gone with the journal's words.
                let is_hidden = app.is_hidden();
                if std::mem::replace(&mut was_hidden, is_hidden) != is_hidden {
                    terminal.clear()?;
                }
                listen_to_mouse(app.wants_mouse() && terminal_kind::follows_xterm())?;
                paint(terminal, app)
            });
        if let Err(error) = outcome {
            app.secure_words();
            // A terminal that went away cannot be drawn on, and that is no fault to tell anyone of.
            return if signals.is_end_requested() {
                Ok(())
            } else {
                Err(error).context(app_texts::TERMINAL_LOST)
            };
        }
        let patience = event_wait(app.is_working(), is_typing, platform::time_to_next_minute());
        let heard = inbox.recv_timeout(patience);
        is_typing = heard.is_ok();
        if !handle_event(heard, app, zone, inbox)? {
            app.secure_words();
            return Ok(());
        }
    }
    Ok(())
}

/// How long the loop waits for an event before it looks after words, the file and the clock.
pub fn event_wait(is_working: bool, is_typing: bool, to_next_minute: Duration) -> Duration {
    match (is_working, is_typing) {
        (true, _) => BUSY_WAIT,
        (false, true) => TYPING_WAIT,
        // The clock on the screen goes on with the minute.
        (false, false) => IDLE_WAIT.min(to_next_minute),
    }
}

/// Paints, and puts the cursor where typing goes on, or out of sight on the marked row.
fn paint(terminal: &mut OwnTerminal, app: &App) -> io::Result<()> {
    let (mut marked, mut links) = (None, Vec::new());
    let makes_links = terminal.backend().makes_links();
    terminal.draw(|frame| {
        marked = app.draw_and_mark(frame);
        // Where something is typed the cursor stays where it was put.
        if marked.is_some() && makes_links {
            links = app.find_links(frame.buffer_mut());
        }
    })?;
    terminal.backend_mut().show_links(links)?;
    if let Some(marked) = marked {
        terminal.set_cursor_position(marked)?;
        Backend::flush(terminal.backend_mut())?;
    }
    Ok(())
}

/// Does what was heard; whether there is still a terminal to hear.
fn handle_event(
    heard: Result<LoopEvent, RecvTimeoutError>,
    app: &mut App,
    zone: Zone,
    inbox: &mut Inbox<'_>,
) -> Result<bool> {
    let now = platform::current_time(zone)?;
    match heard {
        Ok(LoopEvent::Input(Event::Key(key))) if key.kind != KeyEventKind::Release => {
            let (keys, other) = drain_keys(key, inbox);
            app.handle_keys(&keys, now);
            match other {
                Some(LoopEvent::Input(Event::Paste(text))) => app.handle_paste(&text, now),
                Some(LoopEvent::Input(Event::Mouse(event))) => handle_mouse(event, app, now),
                Some(LoopEvent::Ground(ground)) => app.set_terminal_ground(ground),
                _ => {}
            }
        }
        Ok(LoopEvent::Input(Event::Paste(text))) => app.handle_paste(&text, now),
        Ok(LoopEvent::Input(Event::Mouse(event))) => handle_mouse(event, app, now),
        Ok(LoopEvent::Ground(ground)) => app.set_terminal_ground(ground),
        Ok(LoopEvent::Gone) | Err(RecvTimeoutError::Disconnected) => return Ok(false),
        Ok(_) | Err(RecvTimeoutError::Timeout) => app.handle_tick(now),
    }
    Ok(true)
}

fn handle_mouse(event: MouseEvent, app: &mut App, now: Timestamp) {
    if let Some(event) = PointerEvent::of(event) {
        app.handle_pointer(event, now);
    }
}

/// Stops when asked to, and comes back whole from a stop that could not be refused.
fn follow_signals(terminal: &mut OwnTerminal, app: &mut App, signals: &SignalFlags) -> io::Result<()> {
    if signals.take_stop() {
        app.request_suspend();
    }
    if signals.take_resumed() {
        come_back(terminal)?;
    }
    Ok(())
}

/// Does to the terminal what a key asked for.
fn carry_out_request(
    terminal: &mut OwnTerminal,
    app: &mut App,
    signals: &SignalFlags,
    reader: &EventReader,
) -> io::Result<()> {
    match app.take_screen_request() {
        Some(ScreenRequest::Redraw) => terminal.clear(),
        Some(ScreenRequest::Suspend) if platform::job_control::has_shell_to_return_to() => {
            give_terminal_back();
            platform::job_control::stop_process()?;
            come_back(terminal)
        }
        Some(ScreenRequest::Suspend) => {
            app.set_status(app_texts::NO_SHELL);
            Ok(())
        }
        Some(ScreenRequest::Edit(text)) => {
            let edited = edit_text(&text, signals, reader)?;
            app.finish_edit(edited);
            come_back(terminal)
        }
        None => Ok(()),
    }
}

/// Leaves terminal and keys to the parent's editor until it is closed. What it left of the text, or why nothing came of it.
fn edit_text(text: &str, signals: &SignalFlags, reader: &EventReader) -> io::Result<Result<String, String>> {
    if !reader.pause() {
        return Ok(Err(app_texts::EDITOR_FAILED.into()));
    }
    give_terminal_back();
    let outcome = match ExternalEdit::begin(text) {
        Ok(edit) => wait_for_editor(edit, signals),
        Err(why) => Ok(Err(why)),
    };
    signals.forget_other_programs();
    reader.resume();
    outcome
}

fn wait_for_editor(mut edit: ExternalEdit, signals: &SignalFlags) -> io::Result<Result<String, String>> {
    loop {
        if let Some(status) = edit.is_over()? {
            return Ok(edit.finish(status));
        }
        // The shell takes a job for stopped only when every program of it is.
        if signals.take_stop() && platform::job_control::has_shell_to_return_to() {
            platform::job_control::stop_process()?;
        }
        std::thread::sleep(EDITOR_WAIT);
    }
}

/// How often it is looked whether the editor is closed.
const EDITOR_WAIT: Duration = Duration::from_millis(50);

/// The terminal as the screens need it, painted from nothing.
fn come_back(terminal: &mut OwnTerminal) -> io::Result<()> {
    retake_terminal()?;
    terminal.backend_mut().forget_cursor();
    terminal.clear()
}

/// A key and those that wait behind it already, with the event that ends them.
fn drain_keys(first: KeyEvent, inbox: &mut Inbox<'_>) -> (Vec<KeyEvent>, Option<LoopEvent>) {
    let mut keys = vec![first];
    while keys.len() < MAX_KEYS_AT_ONCE {
        match inbox.try_recv() {
            Ok(LoopEvent::Input(Event::Key(key))) if key.kind == KeyEventKind::Release => {}
            Ok(LoopEvent::Input(Event::Key(key))) => keys.push(key),
            Ok(other @ (LoopEvent::Input(_) | LoopEvent::Ground(_))) => return (keys, Some(other)),
            // Flags are looked at before anything else is.
            Ok(_) | Err(_) => break,
        }
    }
    (keys, None)
}
