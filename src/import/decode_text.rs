//! The bytes of a file as text: UTF-8, UTF-16 as some spreadsheets write it, and the code pages of older ones.

use crate::import::text_source::FileSource;
use chardetng::EncodingDetector;
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::io;

/// How many bytes tell whether every second one is a zero.
const SAMPLE_BYTES: usize = 4096;

/// How a file's bytes are read as text.
#[derive(Clone, Copy)]
pub(crate) struct FoundEncoding {
    pub encoding: &'static Encoding,
    /// The length of its byte order mark.
    pub mark: usize,
    /// The name of an encoding that was only guessed from the letters.
    pub guessed: Option<&'static str>,
}

impl FoundEncoding {
    pub(crate) fn decode<'b>(&self, bytes: &'b [u8]) -> Cow<'b, str> {
        self.encoding.decode_without_bom_handling(bytes.get(self.mark..).unwrap_or_default()).0
    }
}

/// How a file's bytes are read; none when it is no text.
///
/// # Errors
/// When the disk does not give them.
pub(crate) fn find_encoding(source: &FileSource) -> io::Result<Option<FoundEncoding>> {
    let mut head = Vec::new();
    source.for_each_piece(|piece| {
        head.extend_from_slice(&piece[..piece.len().min(SAMPLE_BYTES)]);
        head.len() < SAMPLE_BYTES
    })?;
    let marked = Encoding::for_bom(&head).or_else(|| Some((detect_utf16(&head)?, 0)));
    if let Some((encoding, mark)) = marked {
        let found = FoundEncoding { encoding, mark, guessed: None };
        return Ok(is_readable(source, found)?.then_some(found));
    }
    let found = FoundEncoding { encoding: UTF_8, mark: 0, guessed: None };
    if is_readable(source, found)? {
        return Ok(Some(found));
    }
    let (mut detector, mut has_zeros) = (EncodingDetector::new(), false);
    source.for_each_piece(|piece| {
        detector.feed(piece, false);
        has_zeros |= piece.contains(&0);
        !has_zeros
    })?;
    detector.feed(&[], true);
    let encoding = detector.guess(None, false);
    let found = FoundEncoding { encoding, mark: 0, guessed: Some(encoding.name()) };
    // A code page has no zeros, a file of a program's own has.
    Ok((!has_zeros && is_readable(source, found)?).then_some(found))
}

/// Whether every byte is a letter of the encoding.
fn is_readable(source: &FileSource, found: FoundEncoding) -> io::Result<bool> {
    if let (FileSource::Bytes(bytes), true) = (source, found.encoding == UTF_8) {
        return Ok(std::str::from_utf8(&bytes[found.mark..]).is_ok());
    }
    let mut decoder = found.encoding.new_decoder_without_bom_handling();
    let (mut skip, mut is_good) = (found.mark, true);
    let mut text = String::new();
    let mut decode = |piece: &[u8], is_last: bool| {
        text.clear();
        text.reserve(decoder.max_utf8_buffer_length_without_replacement(piece.len()).unwrap_or(piece.len()));
        decoder.decode_to_string_without_replacement(piece, &mut text, is_last).0 == DecoderResult::InputEmpty
    };
    source.for_each_piece(|piece| {
        let piece = &piece[skip.min(piece.len())..];
        skip = 0;
        is_good &= decode(piece, false);
        is_good
    })?;
    Ok(is_good && decode(&[], true))
}

/// A file's text without a byte order mark, and the name of an encoding that was only guessed; none when it is no text.
///
/// # Errors
/// When the disk does not give it.
pub(crate) fn decode_whole(source: &FileSource) -> io::Result<Option<(String, Option<&'static str>)>> {
    let Some(found) = find_encoding(source)? else {
        return Ok(None);
    };
    let bytes = source.read_whole()?;
    let text = match bytes {
        // What is UTF-8 already needs no second place in memory.
        Cow::Owned(bytes) if found.encoding == UTF_8 && found.mark == 0 => {
            String::from_utf8(bytes).unwrap_or_default()
        }
        bytes => found.decode(&bytes).into_owned(),
    };
    Ok(Some((text, found.guessed)))
}

/// The beginning of a file's text, of any bytes, so that detection cannot fail.
pub(crate) fn decode_start(bytes: &[u8]) -> Cow<'_, str> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0,
        None => detect_utf16(bytes).unwrap_or(UTF_8).decode_without_bom_handling(bytes).0,
    }
}

/// Headings are letters of ASCII, so in UTF-16 every second byte of them is a zero.
fn detect_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    match (even, odd) {
        (0, odd) if pairs > 8 && odd * 2 > pairs => Some(UTF_16LE),
        (even, 0) if pairs > 8 && even * 2 > pairs => Some(UTF_16BE),
        _ => None,
    }
}
