//! Where a passphrase comes from: `--passphrase-fd N`, the config file's command, the terminal. Never an argument,
//! never the environment. What it opens is told by whoever asks.

use crate::cli::output::{CliError, print_to_stderr};
use crate::model::describe::sanitize_text;
use crate::platform::config;
use crate::store::{Passphrase, StoreError};
use crate::texts::cli_global as texts;
use crate::texts::{support_texts, sync_texts};
use std::cell::RefCell;
use std::io::{self, IsTerminal, Read, stdin};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

/// How long to wait before each further try on the terminal.
const RETRY_PAUSES: [u64; 3] = [1, 2, 4];

/// The ways to a passphrase that this run was given, and the one that opened the journal.
#[derive(Clone, Debug, Default)]
pub(crate) struct PassphraseSource {
    /// For what a carer sealed, not for the journal.
    for_seal: bool,
    fd: Option<u32>,
    fd_file: Rc<RefCell<Option<Descriptor>>>,
    accepted: Rc<RefCell<Option<Passphrase>>>,
}

impl PassphraseSource {
    pub(crate) fn new(fd: Option<u32>) -> Self {
        Self { fd, ..Self::default() }
    }

    /// Another passphrase's way: the same lines when it is the same descriptor.
    pub(crate) fn with_seal_fd(&self, fd: Option<u32>) -> Self {
        if fd.is_some() && fd == self.fd {
            return self.clone();
        }
        Self { for_seal: true, ..Self::new(fd) }
    }

    pub(crate) fn has_fd(&self) -> bool {
        self.fd.is_some()
    }

    /// What opened the journal before in this run.
    pub(crate) fn accepted_passphrase(&self) -> Option<Passphrase> {
        self.accepted.borrow().clone()
    }

    /// Whether nobody needs to type it.
    pub(crate) fn is_silent(&self) -> bool {
        self.fd.is_some() || matches!(config::read_passphrase_command(), Ok(Some(_)))
    }

    /// Asks for the journal's passphrase until `work` is content with it.
    pub(crate) fn ask_until_opened<T>(
        &self,
        what: &str,
        work: impl FnMut(&Passphrase) -> Result<T, StoreError>,
    ) -> Result<T, CliError> {
        let command = match self.fd {
            Some(_) => None,
            None => config::read_passphrase_command()?,
        };
        let (done, passphrase) = match command {
            Some(command) => try_once(parse_passphrase(config::run_passphrase_command(&command)?)?, work)?,
            None => self.try_passphrases(what, work)?,
        };
        *self.accepted.borrow_mut() = Some(passphrase);
        Ok(done)
    }

    /// Asks for another file's passphrase: one line more from the descriptor, else the terminal.
    pub(crate) fn ask_for_other_file<T>(
        &self,
        what: &str,
        work: impl FnMut(&Passphrase) -> Result<T, StoreError>,
    ) -> Result<T, CliError> {
        self.try_passphrases(what, work).map(|(done, _)| done)
    }

    fn try_passphrases<T>(
        &self,
        what: &str,
        mut work: impl FnMut(&Passphrase) -> Result<T, StoreError>,
    ) -> Result<(T, Passphrase), CliError> {
        if let Some(fd) = self.fd {
            return try_once(parse_passphrase(self.read_fd_line(fd)?)?, work);
        }
        let mut pauses = RETRY_PAUSES.iter();
        if !self.for_seal && stdin().is_terminal() {
            print_to_stderr(support_texts::WITHOUT_PASSPHRASE);
        }
        let _echo = EchoGuard::new();
        loop {
            let missing =
                if self.for_seal { texts::SEAL_PASSPHRASE_NEEDED } else { texts::PASSPHRASE_NEEDED };
            let passphrase = parse_passphrase(prompt_hidden(&texts::passphrase_for(what), missing)?);
            let refused = match passphrase {
                Err(empty) => empty,
                Ok(passphrase) => match work(&passphrase) {
                    Ok(done) => return Ok((done, passphrase)),
                    Err(
                        wrong @ (StoreError::WrongPassphrase(_)
                        | StoreError::WrongSealPassphrase
                        | StoreError::WrongFolderWords),
                    ) => wrong.into(),
                    Err(other) => return Err(other.into()),
                },
            };
            let Some(pause) = pauses.next() else {
                return Err(refused);
            };
            print_to_stderr(&refused.message);
            thread::sleep(Duration::from_secs(*pause));
        }
    }

    /// A new passphrase as it is to be set: twice from the terminal, so that a slip does not shut the family out; once
    /// from elsewhere. Says what to think of before it locks anything.
    pub(crate) fn ask_new_passphrase(&self, first: bool) -> Result<Passphrase, CliError> {
        let passphrase = self.read_new_passphrase(first)?.to_composed();
        for risk in passphrase.describe_risks() {
            print_to_stderr(risk);
        }
        Ok(passphrase)
    }

    /// The words of a new shared folder: the next line of the descriptor, else the terminal, twice. None for none.
    pub(crate) fn ask_words_for_folder(&self) -> Result<Option<Passphrase>, CliError> {
        if let Some(fd) = self.fd {
            return Ok(Passphrase::new(self.read_fd_line(fd)?));
        }
        let _echo = EchoGuard::new();
        let Some(words) =
            Passphrase::new(prompt_hidden(sync_texts::WORDS_FOR_FOLDER, sync_texts::WORDS_NEEDED)?)
        else {
            return Ok(None);
        };
        let again = parse_passphrase(prompt_hidden(texts::SAME_AGAIN, sync_texts::WORDS_NEEDED)?)?;
        if !words.is_same_words(&again) {
            return Err(CliError::operation_failed(texts::NOT_THE_SAME));
        }
        for risk in words.describe_risks() {
            print_to_stderr(risk);
        }
        Ok(Some(words))
    }

    fn read_new_passphrase(&self, first: bool) -> Result<Passphrase, CliError> {
        if let Some(fd) = self.fd {
            return parse_passphrase(self.read_fd_line(fd)?);
        }
        if let Some(command) = config::read_passphrase_command()?.filter(|_| first) {
            return parse_passphrase(config::run_passphrase_command(&command)?);
        }
        let _echo = EchoGuard::new();
        let missing = &if self.for_seal { texts::new_seal_needed() } else { texts::new_lock_needed() };
        let passphrase = parse_passphrase(prompt_hidden(texts::NEW_PASSPHRASE, missing)?)?;
        let again = parse_passphrase(prompt_hidden(texts::SAME_AGAIN, missing)?)?;
        if !passphrase.is_same_words(&again) {
            return Err(CliError::operation_failed(texts::NOT_THE_SAME));
        }
        Ok(passphrase)
    }

    /// One line, byte by byte: the next belongs to whoever asks next.
    fn read_fd_line(&self, fd: u32) -> Result<String, CliError> {
        let mut lines = self.fd_file.borrow_mut();
        let file = match lines.as_mut() {
            Some(file) => file,
            None => {
                let opened = open_descriptor(fd);
                lines
                    .insert(opened.map_err(|_| CliError::operation_failed(texts::unreadable_descriptor(fd)))?)
            }
        };
        read_line_bytewise(file).map_err(|_| CliError::operation_failed(texts::unreadable_descriptor(fd)))
    }
}

/// A descriptor that this program was started with. Windows hands on standard input only.
#[cfg(unix)]
type Descriptor = std::fs::File;
#[cfg(not(unix))]
type Descriptor = io::Stdin;

#[cfg(unix)]
fn open_descriptor(fd: u32) -> io::Result<Descriptor> {
    Descriptor::open(format!("/dev/fd/{fd}"))
}

#[cfg(not(unix))]
fn open_descriptor(fd: u32) -> io::Result<Descriptor> {
    match fd {
        0 => Ok(stdin()),
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}

fn read_line_bytewise(file: &mut Descriptor) -> io::Result<String> {
    let (mut line, mut byte) = (Vec::new(), [0]);
    while file.read(&mut byte)? == 1 && byte[0] != b'\n' {
        line.push(byte[0]);
    }
    String::from_utf8(line).map_err(|_| io::ErrorKind::InvalidData.into())
}

fn try_once<T>(
    passphrase: Passphrase,
    mut work: impl FnMut(&Passphrase) -> Result<T, StoreError>,
) -> Result<(T, Passphrase), CliError> {
    Ok((work(&passphrase)?, passphrase))
}

fn parse_passphrase(text: String) -> Result<Passphrase, CliError> {
    Passphrase::new(text).ok_or_else(|| CliError::missing_passphrase(texts::PASSPHRASE_EMPTY))
}

/// Asks on the terminal, where nothing that is typed shows; where there is none, `missing` says so and how to give
/// it. A file's name in the prompt cannot steer the terminal.
pub(crate) fn prompt_hidden(prompt: &str, missing: &str) -> Result<String, CliError> {
    if !stdin().is_terminal() {
        return Err(CliError::missing_passphrase(missing));
    }
    let _echo = EchoGuard::new();
    rpassword::prompt_password(sanitize_text(prompt))
        .map_err(|_| CliError::missing_passphrase(texts::NO_PASSPHRASE))
}

/// Nothing that is typed shows while this lives: not what comes before a prompt, nor during the pause after a wrong
/// passphrase. Ctrl-c ends the asking, never the program while the terminal is not given back.
struct EchoGuard {
    #[cfg(unix)]
    saved_termios: Option<rustix::termios::Termios>,
    interrupts_ended: bool,
}

impl EchoGuard {
    fn new() -> Self {
        Self {
            interrupts_ended: interrupt_exit_flag().swap(false, Ordering::SeqCst),
            #[cfg(unix)]
            saved_termios: disable_echo(),
        }
    }
}

impl Drop for EchoGuard {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(before) = &self.saved_termios {
            let now = rustix::termios::OptionalActions::Now;
            rustix::termios::tcsetattr(stdin(), now, before).ok();
        }
        interrupt_exit_flag().store(self.interrupts_ended, Ordering::SeqCst);
    }
}

/// Takes the echo off and answers with the terminal as it was.
#[cfg(unix)]
fn disable_echo() -> Option<rustix::termios::Termios> {
    use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
    let before = tcgetattr(stdin()).ok()?;
    let mut quiet = before.clone();
    quiet.local_modes.remove(LocalModes::ECHO | LocalModes::ISIG);
    tcsetattr(stdin(), OptionalActions::Now, &quiet).ok()?;
    Some(before)
}

/// Whether ctrl-c ends the program, as it does unless a passphrase is being asked for.
fn interrupt_exit_flag() -> &'static AtomicBool {
    static ENDS: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    ENDS.get_or_init(|| {
        let ends = Arc::new(AtomicBool::new(true));
        let signal = signal_hook::consts::SIGINT;
        signal_hook::flag::register_conditional_default(signal, Arc::clone(&ends)).ok();
        ends
    })
}

/// From here on ctrl-c ends the program again.
pub(crate) fn take_interrupts_back() {
    interrupt_exit_flag().store(true, Ordering::SeqCst);
}

/// From here on somebody else listens for the end of the session.
pub(crate) fn hand_over_interrupts() {
    interrupt_exit_flag().store(false, Ordering::SeqCst);
}
