//! Reading with a limit: how much of a file one entry, one row or the family may take, so that a hostile file cannot
//! fill the memory. Where one piece ends and the next begins is up to whoever reads.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

/// The most one piece may take, in bytes: a note of a thousand pages fits.
const MAX_PIECE_BYTES: u64 = 8 * 1024 * 1024;
/// The most values one piece of JSON may hold; they take far more room than their text.
const MAX_JSON_VALUES: usize = 100_000;

/// What the file of an archive is read through.
pub trait ArchiveInput: Read + Seek {}
impl<T: Read + Seek> ArchiveInput for T {}

/// What was read since the last piece began, and what else was noticed on the way.
#[derive(Default)]
pub(crate) struct ReadUsage {
    bytes: Cell<u64>,
    quotes: Cell<u64>,
    over_limit: Cell<bool>,
}

impl ReadUsage {
    pub(crate) fn start_piece(&self) {
        self.bytes.set(0);
    }

    pub(crate) fn is_over_limit(&self) -> bool {
        self.over_limit.get()
    }

    /// Whether there was a quotation mark without its other one.
    pub(crate) fn is_quote_open(&self) -> bool {
        !self.quotes.get().is_multiple_of(2)
    }
}

/// A file with its limit; a byte order mark at its beginning is passed over.
pub(crate) struct LimitedReader<'a> {
    input: Box<dyn ArchiveInput + 'a>,
    usage: Rc<ReadUsage>,
    /// Where the text begins, behind a byte order mark.
    base: u64,
    buffer: Box<[u8]>,
    from: usize,
    to: usize,
}

impl<'a> LimitedReader<'a> {
    pub(crate) fn new(mut input: Box<dyn ArchiveInput + 'a>) -> io::Result<(Self, Rc<ReadUsage>)> {
        let mut mark = [0; 3];
        let mut read = 0;
        while let Some(rest) = mark.get_mut(read..).filter(|rest| !rest.is_empty()) {
            match input.read(rest)? {
                0 => break,
                n => read += n,
            }
        }
        let base = if mark == *b"\xEF\xBB\xBF" { 3 } else { 0 };
        input.seek(SeekFrom::Start(base))?;
        let usage = Rc::new(ReadUsage::default());
        let reader =
            Self { input, usage: Rc::clone(&usage), base, buffer: vec![0; 64 * 1024].into(), from: 0, to: 0 };
        Ok((reader, usage))
    }
}

impl Read for LimitedReader<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.from == self.to {
            self.from = 0;
            self.to = self.input.read(&mut self.buffer)?;
        }
        let n = out.len().min(self.to - self.from);
        let usage = self.usage.bytes.get() + n as u64;
        if usage > MAX_PIECE_BYTES {
            self.usage.over_limit.set(true);
            return Err(io::Error::other("too long"));
        }
        self.usage.bytes.set(usage);
        let (taken, _) = self.buffer[self.from..self.to].split_at(n);
        out[..n].copy_from_slice(taken);
        self.from += n;
        Ok(n)
    }
}

/// A [`LimitedReader`] that also counts quotation marks, for files where they come in pairs.
pub(crate) struct QuoteCounter<'a>(pub LimitedReader<'a>);

impl Read for QuoteCounter<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.0.read(out)?;
        let marks = out[..n].iter().filter(|byte| **byte == b'"').count() as u64;
        let quotes = &self.0.usage.quotes;
        quotes.set(quotes.get() + marks);
        Ok(n)
    }
}

impl Seek for QuoteCounter<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        (self.0.from, self.0.to) = (0, 0);
        self.0.input.seek(match to {
            SeekFrom::Start(at) => SeekFrom::Start(at + self.0.base),
            other => other,
        })
    }
}

/// Whether a piece of JSON holds more values than any entry or family has.
pub(crate) fn has_too_many_values(json: &str) -> bool {
    let (mut values, mut in_text, mut escaped) = (0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b',' | b'[' | b'{' if !in_text => values += 1,
            _ => {}
        }
    }
    values > MAX_JSON_VALUES
}
