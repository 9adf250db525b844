//! Reading with a limit: how much of a file one entry, one row or the family may take, so that a hostile file cannot
//! fill the memory. Where one piece ends and the next begins is said by whoever reads.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

/// The most one piece may take, in bytes: a note of a thousand pages fits.
pub(crate) const MOST: u64 = 8 * 1024 * 1024;
/// The most values one piece of JSON may hold; they take far more room than their text.
const VALUES: usize = 100_000;

/// What the file of an archive is read through.
pub trait Input: Read + Seek {}
impl<T: Read + Seek> Input for T {}

/// What was read since the last piece began, and what else was noticed on the way.
#[derive(Default)]
pub(crate) struct Spent {
    bytes: Cell<u64>,
    quotes: Cell<u64>,
    over: Cell<bool>,
}

impl Spent {
    pub(crate) fn begin(&self) {
        self.bytes.set(0);
    }

    pub(crate) fn is_over(&self) -> bool {
        self.over.get()
    }

    /// Whether there was a quotation mark without its other one.
    pub(crate) fn is_quote_open(&self) -> bool {
        !self.quotes.get().is_multiple_of(2)
    }
}

/// A file with its limit; a byte order mark at its beginning is passed over.
pub(crate) struct Meter<'a> {
    input: Box<dyn Input + 'a>,
    spent: Rc<Spent>,
    /// Where the text begins, behind a byte order mark.
    base: u64,
    held: Box<[u8]>,
    from: usize,
    to: usize,
}

impl<'a> Meter<'a> {
    pub(crate) fn new(mut input: Box<dyn Input + 'a>) -> io::Result<(Self, Rc<Spent>)> {
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
        let spent = Rc::new(Spent::default());
        let meter =
            Self { input, spent: Rc::clone(&spent), base, held: vec![0; 64 * 1024].into(), from: 0, to: 0 };
        Ok((meter, spent))
    }
}

impl Read for Meter<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.from == self.to {
            self.from = 0;
            self.to = self.input.read(&mut self.held)?;
        }
        let n = out.len().min(self.to - self.from);
        let spent = self.spent.bytes.get() + n as u64;
        if spent > MOST {
            self.spent.over.set(true);
            return Err(io::Error::other("too long"));
        }
        self.spent.bytes.set(spent);
        let (taken, _) = self.held[self.from..self.to].split_at(n);
        out[..n].copy_from_slice(taken);
        self.from += n;
        Ok(n)
    }
}

/// A [`Meter`] that also counts quotation marks, for files where they come in pairs.
pub(crate) struct Quotes<'a>(pub Meter<'a>);

impl Read for Quotes<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.0.read(out)?;
        let marks = out[..n].iter().filter(|byte| **byte == b'"').count() as u64;
        let quotes = &self.0.spent.quotes;
        quotes.set(quotes.get() + marks);
        Ok(n)
    }
}

impl Seek for Quotes<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        (self.0.from, self.0.to) = (0, 0);
        self.0.input.seek(match to {
            SeekFrom::Start(at) => SeekFrom::Start(at + self.0.base),
            other => other,
        })
    }
}

/// Whether a piece of JSON holds more values than any entry or family has.
pub(crate) fn is_bomb(json: &str) -> bool {
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
    values > VALUES
}
