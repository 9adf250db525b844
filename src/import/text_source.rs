//! The text of a file, piece by piece: of a file on the disk no more is in memory than is being looked at. A piece ends
//! at a line end that no quotation mark encloses.

use crate::import::archive::ArchiveInput;
use crate::import::decode_text::{FoundEncoding, find_encoding};
use crate::model::ValidationError;
use crate::texts::import_messages;
use encoding_rs::{CoderResult, Decoder};
use std::cell::RefCell;
use std::io::{self, Read, Seek, SeekFrom};

/// How much is read at a time, in bytes.
const PIECE_BYTES: usize = 256 * 1024;

/// A file's bytes: in memory, or on the disk and read as often as they are needed.
pub enum FileSource {
    Bytes(Vec<u8>),
    Disk(DiskFile),
}

type DiskFile = RefCell<Box<dyn ArchiveInput + Send>>;

impl FileSource {
    pub fn from_disk(file: impl ArchiveInput + Send + 'static) -> Self {
        Self::Disk(RefCell::new(Box::new(file)))
    }

    /// The bytes from the beginning on, in pieces; what `look` answers with ends it.
    ///
    /// # Errors
    /// When the disk does not give them.
    pub(crate) fn for_each_piece(&self, mut look: impl FnMut(&[u8]) -> bool) -> io::Result<()> {
        match self {
            Self::Bytes(bytes) => {
                look(bytes);
            }
            Self::Disk(file) => {
                let (mut file, mut piece) = (file.borrow_mut(), vec![0; PIECE_BYTES]);
                file.rewind()?;
                loop {
                    let n = file.read(&mut piece)?;
                    if n == 0 || !look(&piece[..n]) {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    /// All of it, for a format that is no list of rows.
    pub(crate) fn read_whole(&self) -> io::Result<std::borrow::Cow<'_, [u8]>> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.as_slice().into()),
            Self::Disk(file) => {
                let (mut file, mut bytes) = (file.borrow_mut(), Vec::new());
                file.rewind()?;
                file.read_to_end(&mut bytes)?;
                Ok(bytes.into())
            }
        }
    }
}

/// A text that can be gone through again and again.
pub(crate) enum RowText<'a> {
    Whole(std::borrow::Cow<'a, str>),
    Disk { file: &'a DiskFile, encoding: FoundEncoding },
}

impl<'a> RowText<'a> {
    /// The text of a file, and the name of its encoding where that was only guessed; none when it is no text.
    pub(crate) fn from_source(
        source: &'a FileSource,
    ) -> Result<Option<(Self, Option<&'static str>)>, ValidationError> {
        let Some(encoding) = find_encoding(source).map_err(unreadable)? else {
            return Ok(None);
        };
        let guessed = encoding.guessed;
        let text = match source {
            FileSource::Bytes(bytes) => Self::Whole(encoding.decode(bytes)),
            FileSource::Disk(file) => Self::Disk { file, encoding },
        };
        Ok(Some((text, guessed)))
    }

    pub(crate) fn pieces(&self) -> TextPieces<'_> {
        match self {
            Self::Whole(text) => TextPieces::Whole { text, at: 0 },
            Self::Disk { file, encoding } => TextPieces::Disk(Box::new(DiskText {
                file,
                at: encoding.mark as u64,
                decoder: encoding.encoding.new_decoder_without_bom_handling(),
                text: String::new(),
                handed_out: 0,
                scan: QuoteScan::default(),
                is_over: false,
            })),
        }
    }
}

pub(crate) enum TextPieces<'t> {
    Whole { text: &'t str, at: usize },
    Disk(Box<DiskText<'t>>),
}

impl TextPieces<'_> {
    /// The next piece, and whether it is the last one; none after that.
    pub(crate) fn next_piece(&mut self) -> io::Result<Option<(&str, bool)>> {
        match self {
            Self::Whole { text, at } => {
                let rest = text.get(*at..).unwrap_or_default();
                if rest.is_empty() {
                    return Ok(None);
                }
                let mut scan = QuoteScan::default();
                let end = scan.find_end(rest.as_bytes(), PIECE_BYTES).unwrap_or(rest.len());
                *at += end;
                Ok(Some((&rest[..end], *at == text.len())))
            }
            Self::Disk(disk) => disk.next_piece(),
        }
    }
}

pub(crate) struct DiskText<'t> {
    file: &'t DiskFile,
    /// Where in the file reading goes on.
    at: u64,
    decoder: Decoder,
    /// What was read, of which the beginning was handed out.
    text: String,
    handed_out: usize,
    scan: QuoteScan,
    /// The last piece was handed out.
    is_over: bool,
}

impl DiskText<'_> {
    fn next_piece(&mut self) -> io::Result<Option<(&str, bool)>> {
        if self.is_over {
            return Ok(None);
        }
        self.text.drain(..self.handed_out);
        self.handed_out = 0;
        self.scan = QuoteScan::default();
        let mut raw = vec![0; PIECE_BYTES];
        loop {
            if let Some(end) = self.scan.find_end(self.text.as_bytes(), PIECE_BYTES) {
                self.handed_out = end;
                return Ok(Some((&self.text[..end], false)));
            }
            // Another pass over the same file may have moved on in it meanwhile.
            let mut file = self.file.borrow_mut();
            file.seek(SeekFrom::Start(self.at))?;
            let n = file.read(&mut raw)?;
            drop(file);
            self.at += n as u64;
            self.decode(&raw[..n], n == 0);
            if n == 0 {
                self.is_over = true;
                self.handed_out = self.text.len();
                return Ok((!self.text.is_empty()).then_some((self.text.as_str(), true)));
            }
        }
    }

    fn decode(&mut self, mut raw: &[u8], is_last: bool) {
        loop {
            self.text.reserve(self.decoder.max_utf8_buffer_length(raw.len()).unwrap_or(PIECE_BYTES));
            let (result, read, _) = self.decoder.decode_to_string(raw, &mut self.text, is_last);
            raw = &raw[read..];
            if result == CoderResult::InputEmpty {
                return;
            }
        }
    }
}

/// Looks for line ends outside quotation marks.
#[derive(Default)]
struct QuoteScan {
    scanned: usize,
    is_quoted: bool,
    last_end: Option<usize>,
}

impl QuoteScan {
    /// Where a piece of about `enough` bytes ends; none while there is no such end.
    fn find_end(&mut self, text: &[u8], enough: usize) -> Option<usize> {
        while let Some(byte) = text.get(self.scanned) {
            self.scanned += 1;
            match byte {
                b'"' => self.is_quoted = !self.is_quoted,
                b'\n' if !self.is_quoted => {
                    self.last_end = Some(self.scanned);
                    if self.scanned >= enough && self.scanned < text.len() {
                        return self.last_end;
                    }
                }
                _ => {}
            }
        }
        self.last_end.filter(|end| *end >= enough && *end < text.len())
    }
}

pub(crate) fn unreadable(error: io::Error) -> ValidationError {
    ValidationError::new("file", import_messages::unreadable_csv(&error.to_string()))
}
