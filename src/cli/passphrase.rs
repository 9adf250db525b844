//! Where a passphrase comes from: `--passphrase-fd N`, the config file's command, the terminal. Never an argument,
//! never the environment. What it opens is told by whoever asks.

use super::answer::Stop;
use crate::home::config;
use crate::store::{Passphrase, Trouble};
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write, stdin};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

/// How long to wait before each further try on the terminal.
const PAUSES: [u64; 3] = [1, 2, 4];

/// The ways to a passphrase that this run was given, and the one that opened the journal.
#[derive(Clone, Debug, Default)]
pub(crate) struct Way {
    /// For what a carer sealed, not for the journal.
    sealed: bool,
    fd: Option<u32>,
    lines: Rc<RefCell<Option<File>>>,
    known: Rc<RefCell<Option<Passphrase>>>,
}

impl Way {
    /// By a file descriptor, when one was named.
    pub(crate) fn new(fd: Option<u32>) -> Self {
        Self { fd, ..Self::default() }
    }

    /// Another passphrase's way: the same lines when it is the same descriptor.
    pub(crate) fn beside(&self, fd: Option<u32>) -> Self {
        if fd.is_some() && fd == self.fd {
            return self.clone();
        }
        Self { sealed: true, ..Self::new(fd) }
    }

    /// Whether a descriptor was named.
    pub(crate) fn has_fd(&self) -> bool {
        self.fd.is_some()
    }

    /// What opened the journal before in this run.
    pub(crate) fn known(&self) -> Option<Passphrase> {
        self.known.borrow().clone()
    }

    /// Whether nobody needs to type it.
    pub(crate) fn is_silent(&self) -> bool {
        self.fd.is_some() || matches!(config::passphrase_command(), Ok(Some(_)))
    }

    /// Asks for the journal's passphrase until `work` is content with it.
    pub(crate) fn open<T>(
        &self,
        what: &str,
        work: impl FnMut(&Passphrase) -> Result<T, Trouble>,
    ) -> Result<T, Stop> {
        let command = match self.fd {
            Some(_) => None,
            None => config::passphrase_command()?,
        };
        let (done, words) = match command {
            Some(command) => once(typed(config::printed(&command)?)?, work)?,
            None => self.ask(what, work)?,
        };
        *self.known.borrow_mut() = Some(words);
        Ok(done)
    }

    /// Asks for another file's passphrase: one line more from the descriptor, else the terminal.
    pub(crate) fn open_other<T>(
        &self,
        what: &str,
        work: impl FnMut(&Passphrase) -> Result<T, Trouble>,
    ) -> Result<T, Stop> {
        self.ask(what, work).map(|(done, _)| done)
    }

    fn ask<T>(
        &self,
        what: &str,
        mut work: impl FnMut(&Passphrase) -> Result<T, Trouble>,
    ) -> Result<(T, Passphrase), Stop> {
        if let Some(fd) = self.fd {
            return once(typed(self.line(fd)?)?, work);
        }
        let mut pauses = PAUSES.iter();
        let _quiet = Quiet::new();
        loop {
            let wants = if self.sealed { SEALED } else { LOCKED };
            let words = typed(prompted(&format!("Passphrase for {what}: "), wants)?);
            let refused = match words {
                Err(empty) => empty,
                Ok(words) => match work(&words) {
                    Ok(done) => return Ok((done, words)),
                    Err(wrong @ (Trouble::WrongPassphrase(_) | Trouble::NotTheirs)) => wrong.into(),
                    Err(other) => return Err(other.into()),
                },
            };
            let Some(pause) = pauses.next() else {
                return Err(refused);
            };
            // Nobody may be reading there.
            let _ = writeln!(io::stderr(), "{refused}");
            thread::sleep(Duration::from_secs(*pause));
        }
    }

    /// A new passphrase: twice from the terminal, so that a slip does not shut the family out; once from elsewhere.
    pub(crate) fn new_one(&self, first: bool) -> Result<Passphrase, Stop> {
        if let Some(fd) = self.fd {
            return typed(self.line(fd)?);
        }
        if let Some(command) = config::passphrase_command()?.filter(|_| first) {
            return typed(config::printed(&command)?);
        }
        let _quiet = Quiet::new();
        let wants = if self.sealed { NEW_SEAL } else { NEW_LOCK };
        let words = typed(prompted("New passphrase: ", wants)?)?;
        let again = typed(prompted("The same once more: ", wants)?)?;
        if words != again {
            return Err(Stop::could(NOT_THE_SAME));
        }
        Ok(words)
    }

    /// One line, byte by byte: the next belongs to whoever asks next.
    fn line(&self, fd: u32) -> Result<String, Stop> {
        let mut lines = self.lines.borrow_mut();
        let file = match lines.as_mut() {
            Some(file) => file,
            None => {
                let opened = File::open(format!("/dev/fd/{fd}"));
                lines.insert(opened.map_err(|_| Stop::could(format!("{NO_FD} {fd}. {NOTHING}")))?)
            }
        };
        line_of(file).map_err(|_| Stop::could(format!("{NO_FD} {fd}. {NOTHING}")))
    }
}

fn line_of(file: &mut File) -> io::Result<String> {
    let (mut line, mut byte) = (Vec::new(), [0]);
    while file.read(&mut byte)? == 1 && byte[0] != b'\n' {
        line.push(byte[0]);
    }
    String::from_utf8(line).map_err(|_| io::ErrorKind::InvalidData.into())
}

fn once<T>(
    words: Passphrase,
    mut work: impl FnMut(&Passphrase) -> Result<T, Trouble>,
) -> Result<(T, Passphrase), Stop> {
    Ok((work(&words)?, words))
}

fn typed(text: String) -> Result<Passphrase, Stop> {
    Passphrase::new(text).ok_or_else(|| Stop::closed(EMPTY))
}

/// Asks on the terminal, where nothing that is typed shows; where there is none, `wants` says what is wanting and how to
/// give it.
pub(crate) fn prompted(prompt: &str, wants: &str) -> Result<String, Stop> {
    if !stdin().is_terminal() {
        return Err(Stop::closed(wants));
    }
    let _quiet = Quiet::new();
    rpassword::prompt_password(prompt).map_err(|_| Stop::closed(LEFT))
}

/// Nothing that is typed shows while this lives: not what comes before a prompt, nor during the pause after a wrong
/// passphrase. Ctrl-c ends the asking, never the program while the terminal is not given back.
struct Quiet {
    #[cfg(unix)]
    before: Option<rustix::termios::Termios>,
    ends: bool,
}

impl Quiet {
    fn new() -> Self {
        Self {
            ends: interrupts_end().swap(false, Ordering::SeqCst),
            #[cfg(unix)]
            before: hush(),
        }
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(before) = &self.before {
            let now = rustix::termios::OptionalActions::Now;
            rustix::termios::tcsetattr(stdin(), now, before).ok();
        }
        interrupts_end().store(self.ends, Ordering::SeqCst);
    }
}

/// Takes the echo off and answers with the terminal as it was.
#[cfg(unix)]
fn hush() -> Option<rustix::termios::Termios> {
    use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
    let before = tcgetattr(stdin()).ok()?;
    let mut quiet = before.clone();
    quiet.local_modes.remove(LocalModes::ECHO | LocalModes::ISIG);
    tcsetattr(stdin(), OptionalActions::Now, &quiet).ok()?;
    Some(before)
}

/// Whether ctrl-c ends the program, as it does unless a passphrase is being asked for.
fn interrupts_end() -> &'static AtomicBool {
    static ENDS: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    ENDS.get_or_init(|| {
        let ends = Arc::new(AtomicBool::new(true));
        let signal = signal_hook::consts::SIGINT;
        signal_hook::flag::register_conditional_default(signal, Arc::clone(&ends)).ok();
        ends
    })
}

/// From here on somebody else listens for the end of the session.
pub(crate) fn leave_interrupts() {
    interrupts_end().store(false, Ordering::SeqCst);
}

const EMPTY: &str = "A passphrase is at least one letter, on one line, without tabs. Nothing was changed.";
const NOT_THE_SAME: &str = "The two were not the same, so nothing was changed. Please try again.";
pub(crate) const LOCKED: &str = "This journal is locked, or it is not a journal: the passphrase is needed to tell, and there is no terminal to ask for it. --passphrase-fd N reads it; nothing was changed.";
const SEALED: &str = "The passphrase of the carer who sealed it is needed, and there is no terminal to ask for it. --seal-fd N reads it; nothing was changed.";
const NEW_LOCK: &str = "A new passphrase is needed, and there is no terminal to ask for it. --passphrase-fd N reads it; nothing was changed.";
const NEW_SEAL: &str = "A new passphrase is needed, and there is no terminal to ask for it. --seal-fd N reads it; nothing was changed.";
const LEFT: &str = "No passphrase was given. Nothing was changed.";
const NO_FD: &str = "No passphrase could be read from file descriptor";
const NOTHING: &str = "Nothing was changed.";
