//! What a sub-command answers with, and how it reaches the terminal.
//!
//! The only file that writes to standard output. Text is built first and written once, or poured where it is
//! too long for that; either way a closed pipe is one quiet matter here and nobody else's. What to say is decided elsewhere.

use crate::journal::Problem;
use crate::journal::tell::plain;
use crate::out::Unwritten;
use crate::store::Trouble;
use crate::widgets::look::Look;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

/// What goes to standard output.
#[derive(Debug)]
pub(crate) enum Answer {
    /// For people: made harmless to a terminal, line by line.
    Text(String),
    /// For programs, exactly as it is.
    Raw(String),
    /// A file, exactly as it is.
    Bytes(Vec<u8>),
}

impl Answer {
    /// Lines for people.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// JSON for programs, with what could steer a terminal escaped.
    pub(crate) fn json(value: &Value) -> Self {
        Self::Raw(harmless(&format!("{value:#}")).into_owned())
    }

    /// Writes it, ending in a line feed. A reader that has gone away has read enough.
    pub(crate) fn write(&self, looks: Look) -> Result<(), Stop> {
        let mut text = match self {
            Self::Text(text) => shown(text, looks),
            Self::Raw(text) => text.clone(),
            Self::Bytes(bytes) => return pour(|out| out.write_all(bytes)),
        };
        if text.is_empty() {
            return Ok(());
        }
        if !text.ends_with('\n') {
            text.push('\n');
        }
        put(&text)
    }
}

/// Writes text as it stands, for a question that is answered on the same line.
pub(crate) fn put(text: &str) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Stop::could(format!("{UNWRITTEN} ({error}). The journal itself is as the command left it.")))
        }
        _ => Ok(()),
    }
}

/// Says something beside the answer, on standard error; nobody listening there is no matter.
pub(crate) fn note(text: &str) {
    let text = plain(text);
    writeln!(io::stderr(), "{text}").ok();
}

/// Lets `write` write to standard output piece by piece, for what is too long to be built first.
pub(crate) fn pour(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Stop> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Stop::could(format!("{UNWRITTEN} ({error}). The journal itself is as the command left it.")))
        }
        _ => Ok(()),
    }
}

/// Takes JSON on its way out: what could steer a terminal, and serde leaves as it is, goes as `\u009b`.
pub(crate) struct Json<'a>(pub &'a mut dyn Write);

impl Write for Json<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A letter is never cut in two: serde and `write!` hand over whole texts.
        match std::str::from_utf8(bytes) {
            Ok(text) => self.0.write_all(harmless(text).as_bytes())?,
            Err(_) => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The same JSON, with characters that are not shown as they are escaped; such stand inside its texts only.
fn harmless(json: &str) -> Cow<'_, str> {
    let shows = |c: char| {
        let mut one = [0; 4];
        matches!(c, ' '..='~' | '\n') || plain(c.encode_utf8(&mut one)).starts_with(c)
    };
    if json.chars().all(shows) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if shows(c) {
            out.push(c);
            continue;
        }
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
    }
    Cow::Owned(out)
}

/// Text as a terminal may have it: nothing that steers it, and plain marks for ours where only ASCII is wanted.
pub(crate) fn shown(text: &str, looks: Look) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = plain(line);
        if looks.ascii {
            line.chars().for_each(|c| in_ascii(&mut out, c));
        } else {
            out.push_str(&line);
        }
        out.push('\n');
    }
    out
}

/// Our own marks without their finery. Letters are somebody's name and stay.
fn in_ascii(out: &mut String, c: char) {
    match c {
        '…' => out.push_str("..."),
        '→' => out.push_str("->"),
        '–' | '—' | '·' | '─' => out.push('-'),
        '│' => out.push('|'),
        '○' => out.push('o'),
        '●' | '◆' => out.push('*'),
        '‘' | '’' => out.push('\''),
        '“' | '”' => out.push('"'),
        '\u{2580}'..='\u{259f}' => out.push('#'),
        '\u{2500}'..='\u{257f}' => out.push('+'),
        c => out.push(c),
    }
}

/// Why a command ends without having done what was asked.
#[derive(Debug)]
pub struct Stop {
    /// 1 could not, 2 wrong usage.
    pub code: u8,
    /// One or two sentences for standard error.
    pub says: String,
    /// For want of the passphrase.
    pub closed: bool,
}

impl Stop {
    /// It was asked rightly and could not be done.
    pub fn could(says: impl Into<String>) -> Self {
        Self { code: 1, says: says.into(), closed: false }
    }

    /// It was asked rightly, and the passphrase was wanting.
    pub fn closed(says: impl Into<String>) -> Self {
        Self { closed: true, ..Self::could(says) }
    }

    /// The same, with a sentence more for whom the passphrase was wanting.
    pub fn when_closed(mut self, more: &str) -> Self {
        if self.closed {
            self.says = format!("{} {more}", self.says);
        }
        self
    }

    /// It was asked in a way the command does not know.
    pub fn usage(says: impl Into<String>) -> Self {
        Self { code: 2, ..Self::could(says) }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<_> = self.says.lines().map(plain).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        let closed = matches!(trouble, Trouble::WrongPassphrase(_) | Trouble::Locked(_));
        let says = match trouble {
            // The store's own sentence speaks of a form that keeps what was typed; here there is none.
            Trouble::Changed(what) => {
                format!("{what} {CHANGED}")
            }
            other => other.to_string(),
        };
        Self { closed, ..Self::could(says) }
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::could(problem.says)
    }
}

impl From<Unwritten> for Stop {
    fn from(why: Unwritten) -> Self {
        Self::could(why.to_string())
    }
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::could(error.to_string())
    }
}

const UNWRITTEN: &str = "The answer could not be written out";
const CHANGED: &str = "was changed since, so it was left as it is now and nothing was kept. `cuebook list` shows it as it stands.";
