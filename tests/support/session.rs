//! The real program under a shell in a pseudo-terminal.

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Far longer than anything here takes; only a fault waits for it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A shell in a pseudo-terminal that runs the program and then says how it left the terminal.
pub(crate) struct Session {
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    pub(crate) screen: vt100::Parser,
    pub(crate) raw: Vec<u8>,
    pub(crate) child: Box<dyn portable_pty::Child + Send + Sync>,
    /// What was not parsed yet: the beginning of what steers a second screen, where there is none.
    pending: Option<Vec<u8>>,
    /// What it saw of journals.
    _state: tempfile::TempDir,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

/// Never this machine's own.
pub(crate) fn state_home() -> std::path::PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("state")
}

pub(crate) fn parser() -> vt100::Parser {
    let cells = |n| std::num::NonZero::new(n).unwrap();
    vt100::Parser::new(cells(24), cells(80), 0)
}

impl Session {
    pub(crate) fn start(script: &str) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script]);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        command.env("TZ", "Europe/London");
        // Nobody's own looks.
        command.env("CUEBOOK_CONFIG", "/nonexistent/config.toml");
        command.env("XDG_STATE_HOME", state_home());
        command.env("CUEBOOK_NOW", "2026-11-22T14:07:00+00:00");
        let state = tempfile::tempdir().unwrap();
        command.env("XDG_STATE_HOME", state.path());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (send, output) = channel();
        let mut reader = pair.master.try_clone_reader().unwrap();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 || send.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let screen = parser();
        Self {
            keys,
            output,
            screen,
            raw: Vec::new(),
            pending: None,
            child,
            _state: state,
            _master: pair.master,
        }
    }

    /// Opens the journal, then prints its exit status and the terminal's settings.
    pub(crate) fn open(journal: &Path) -> Self {
        let program = env!("CARGO_BIN_EXE_cuebook");
        let mut session = Self::start(&format!(
            "'{program}' --journal '{}'; echo \"left with $?.\"; stty -a; echo all said.",
            journal.display()
        ));
        session.wait("? help");
        session
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    pub(crate) fn wait(&mut self, text: &str) {
        self.wait_until(text, |shown| shown.contains(text));
    }

    /// Until the screen is as it should be; `what` says how, for who reads that it never was.
    pub(crate) fn wait_until(&mut self, what: &str, is_there: impl Fn(&str) -> bool) {
        self.wait_for_screen(what, |screen| is_there(&screen.contents()));
    }

    /// The same, of the screen with its cursor.
    pub(crate) fn wait_for_screen(&mut self, what: &str, is_there: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_there(self.screen.screen()) {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.parse(bytes),
                Err(RecvTimeoutError::Timeout) => {
                    panic!("\"{what}\" never came:\n{}", self.shown())
                }
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("ended before \"{what}\":\n{}", self.shown())
                }
            }
        }
    }

    /// A terminal that knows no second screen, as GNU screen by default and the Linux console.
    pub(crate) fn without_second_screen(mut self) -> Self {
        assert!(self.raw.is_empty(), "nothing was parsed yet");
        self.pending = Some(Vec::new());
        self
    }

    fn parse(&mut self, bytes: Vec<u8>) {
        self.raw.extend(&bytes);
        let Some(pending) = &mut self.pending else {
            return self.screen.process(&bytes);
        };
        pending.extend(bytes);
        let switches: [&[u8]; 2] = [b"\x1b[?1049h", b"\x1b[?1049l"];
        while let Some(at) = pending.windows(8).position(|it| switches.contains(&it)) {
            pending.drain(at..at + 8);
        }
        let tail = pending.iter().rposition(|byte| *byte == 0x1b).unwrap_or(pending.len());
        let is_begun = switches.iter().any(|switch| switch.starts_with(&pending[tail..]));
        let whole = if is_begun { tail } else { pending.len() };
        let ready: Vec<u8> = pending.drain(..whole).collect();
        self.screen.process(&ready);
    }

    /// How often the terminal was sent these bytes.
    pub(crate) fn count(&self, bytes: &str) -> usize {
        self.raw.windows(bytes.len()).filter(|it| *it == bytes.as_bytes()).count()
    }

    /// Until the terminal was sent these bytes.
    pub(crate) fn wait_for_bytes(&mut self, bytes: &str) {
        let end = Instant::now() + PATIENCE;
        while self.count(bytes) == 0 {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.parse(bytes),
                Err(_) => panic!("{bytes:?} was never sent:\n{}", self.shown()),
            }
        }
    }

    pub(crate) fn shown(&self) -> String {
        self.screen.screen().contents()
    }

    /// The program's own process under the shell.
    pub(crate) fn program(&self) -> u32 {
        let shell = self.child.process_id().unwrap();
        let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
        children.split_whitespace().next().unwrap().parse().unwrap()
    }

    pub(crate) fn signal(&self, name: &str) {
        let status = std::process::Command::new("sh")
            .args(["-c", &format!("kill -{name} {}", self.program())])
            .status();
        assert!(status.unwrap().success());
    }

    /// Waits for the shell's last word and checks that the terminal is as it was.
    pub(crate) fn expect_restored(&mut self, left_with: &str) {
        self.wait("all said.");
        let shown = self.shown();
        assert!(shown.contains(&format!("left with {left_with}.")), "{shown}");
        assert!(
            shown.contains(" icanon") && shown.contains(" echo ") && !shown.contains("-icanon"),
            "{shown}"
        );
        assert!(!self.screen.screen().alternate_screen(), "the alternate screen is left");
        assert!(!self.screen.screen().hide_cursor(), "the cursor is shown");
        assert!(!self.screen.screen().bracketed_paste(), "pasting is plain again");
        assert_eq!(self.screen.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(self.count("\x1b[22;2t"), self.count("\x1b[23;2t"), "the title is put back");
        self.child.wait().unwrap();
    }
}
