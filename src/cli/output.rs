//! What a sub-command answers with, and how it reaches the terminal.
//!
//! The only file that writes to standard output. Text is built first and written once, or poured where it is
//! too long for that; either way a closed pipe is one quiet matter here and nobody else's. What to say is decided elsewhere.

use crate::cli::session::Session;
use crate::model::ValidationError;
use crate::model::describe::sanitize_text;
use crate::platform::private_file::WriteFileError;
use crate::platform::terminal_kind::terminal_columns;
use crate::store::{StoreError, UnexpectedJournal};
use crate::text::ascii::fold_to_ascii;
use crate::text::width::wrap_indented;
use crate::texts::cli_global as texts;
use crate::tui::theme::Theme;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
use std::io::{self, IsTerminal, Write};

#[derive(Debug)]
pub(crate) enum Output {
    /// For people: made harmless to a terminal, line by line.
    Text(String),
    /// For programs, exactly as it is.
    Raw(String),
    /// A file, exactly as it is.
    Bytes(Vec<u8>),
    /// What is said first, and whose journal is then sent to the family's other computers.
    ThenSync(Box<Self>, Box<Session>),
}

impl Output {
    /// Nothing, or nothing more.
    pub(crate) fn none() -> Self {
        Self::Text(String::new())
    }

    pub(crate) fn text(from_text: impl Into<String>) -> Self {
        Self::Text(from_text.into())
    }

    pub(crate) fn from_json(value: &Value) -> Self {
        Self::Raw(escape_json_controls(&format!("{value:#}")).into_owned())
    }

    /// The same, and what the session wrote is sent once it was said: nobody waits for a folder to read that something is
    /// saved.
    pub(crate) fn then_sync(self, session: Session) -> Self {
        match session.is_sync_due {
            true => Self::ThenSync(Box::new(self), Box::new(session)),
            false => self,
        }
    }

    /// Writes it, and does what comes after.
    pub(crate) fn finish(self, theme: Theme) -> Result<(), CliError> {
        self.write_to_stdout(theme)?;
        if let Self::ThenSync(_, session) = self {
            session.sync_after_answer();
        }
        Ok(())
    }

    /// Writes it, ending in a line feed. A reader that has gone away has read enough.
    pub(crate) fn write_to_stdout(&self, theme: Theme) -> Result<(), CliError> {
        let mut text = match self {
            Self::Text(text) => render_for_terminal(text, theme),
            Self::Raw(text) => text.clone(),
            Self::ThenSync(said, _) => return said.write_to_stdout(theme),
            Self::Bytes(bytes) => return stream_to_stdout(|out| out.write_all(bytes)),
        };
        if text.is_empty() {
            return Ok(());
        }
        if !text.ends_with('\n') {
            text.push('\n');
        }
        print_text(&text)
    }
}

/// Sentences for standard output in lines of the terminal's width, an indented one under its own beginning; as they are
/// where there is no terminal to be measured.
pub(crate) fn wrap_for_stdout(text: &str) -> String {
    wrap_sentences(text, &io::stdout())
}

/// The same for standard error, without an end behind the last line.
pub fn wrap_for_stderr(text: &str) -> String {
    wrap_sentences(text, &io::stderr()).trim_end_matches('\n').to_owned()
}

fn wrap_sentences(text: &str, out: &impl IsTerminal) -> String {
    let Some(columns) = terminal_columns(out) else {
        return text.to_owned();
    };
    let wrapped = text.lines().flat_map(|line| {
        let indent = " ".repeat(line.len() - line.trim_start_matches(' ').len());
        wrap_indented(line.trim_start_matches(' '), &indent, &indent, columns)
    });
    wrapped.map(|line| line + "\n").collect()
}

/// Writes text as it stands, for a question that is answered on the same line.
pub(crate) fn print_text(text: &str) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CliError::operation_failed(texts::answer_not_written(&error.to_string())))
        }
        _ => Ok(()),
    }
}

/// Says something beside the answer, on standard error; nobody listening there is no matter.
pub(crate) fn print_to_stderr(text: &str) {
    writeln!(io::stderr(), "{}", wrap_for_stderr(&sanitize_lines(text))).ok();
}

/// Lets `write` write to standard output piece by piece, for what is too long to be built first.
pub(crate) fn stream_to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CliError::operation_failed(texts::answer_not_written(&error.to_string())))
        }
        _ => Ok(()),
    }
}

/// Takes JSON on its way out: what could steer a terminal, and serde leaves as it is, goes as `\u009b`.
pub(crate) struct EscapedJsonWriter<'a>(pub &'a mut dyn Write);

impl Write for EscapedJsonWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A letter is never cut in two: serde and `write!` hand over whole texts.
        match std::str::from_utf8(bytes) {
            Ok(text) => self.0.write_all(escape_json_controls(text).as_bytes())?,
            Err(_) => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The same JSON, with characters that are not shown as they are escaped; such stand inside its texts only.
fn escape_json_controls(json: &str) -> Cow<'_, str> {
    let shows = |c: char| {
        let mut one = [0; 4];
        matches!(c, ' '..='~' | '\n') || sanitize_text(c.encode_utf8(&mut one)).starts_with(c)
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
pub(crate) fn render_for_terminal(text: &str, theme: Theme) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = sanitize_text(line);
        out.push_str(&if theme.ascii { fold_to_ascii(&line) } else { Cow::Borrowed(&*line) });
        out.push('\n');
    }
    out
}

/// Each line made safe, without an end behind the last.
fn sanitize_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(sanitize_text).collect();
    lines.join("\n")
}

/// Why a command ends without having done what was asked.
#[derive(Debug)]
pub struct CliError {
    /// 1 could not, 2 wrong usage.
    pub exit_code: u8,
    /// One or two sentences for standard error.
    pub message: String,
    /// For want of the passphrase.
    pub needs_passphrase: bool,
    /// A journal that is not as it was last seen.
    pub unexpected: Option<UnexpectedJournal>,
}

impl CliError {
    /// It was asked rightly and could not be done.
    pub(crate) fn operation_failed(message: impl Into<String>) -> Self {
        Self { exit_code: 1, message: message.into(), needs_passphrase: false, unexpected: None }
    }

    /// It was asked rightly, and the passphrase was wanting.
    pub(crate) fn missing_passphrase(message: impl Into<String>) -> Self {
        Self { needs_passphrase: true, ..Self::operation_failed(message) }
    }

    /// The same, with a sentence more for whom the passphrase was wanting.
    pub(crate) fn with_passphrase_hint(mut self, more: &str) -> Self {
        if self.needs_passphrase {
            self.message = format!("{} {more}", self.message);
        }
        self
    }

    /// It was asked in a way the command does not know.
    pub(crate) fn wrong_usage(message: impl Into<String>) -> Self {
        Self { exit_code: 2, ..Self::operation_failed(message) }
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&sanitize_lines(&self.message))
    }
}

impl From<StoreError> for CliError {
    fn from(trouble: StoreError) -> Self {
        let closed = matches!(trouble, StoreError::WrongPassphrase(_) | StoreError::PassphraseRequired(_));
        let message = match trouble {
            StoreError::Conflict(record) => texts::changed_since(&record),
            other => other.to_string(),
        };
        Self { needs_passphrase: closed, ..Self::operation_failed(message) }
    }
}

impl From<ValidationError> for CliError {
    fn from(problem: ValidationError) -> Self {
        Self::operation_failed(problem.message)
    }
}

impl From<WriteFileError> for CliError {
    fn from(why: WriteFileError) -> Self {
        Self::operation_failed(why.to_string())
    }
}

impl From<anyhow::Error> for CliError {
    fn from(error: anyhow::Error) -> Self {
        Self::operation_failed(error.to_string())
    }
}
