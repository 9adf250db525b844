//! The bytes of a file as text: UTF-8, UTF-16 as some spreadsheets write it, and the code pages of older ones.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How many bytes tell whether every second one is a zero.
const SAMPLE_BYTES: usize = 4096;

pub(crate) struct DecodedText<'a> {
    pub text: Cow<'a, str>,
    /// The name of an encoding that was only guessed from the letters.
    pub guessed: Option<&'static str>,
}

/// A file's text without a byte order mark; none when it is no text.
pub(crate) fn decode_text(bytes: &[u8]) -> Option<DecodedText<'_>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_whole(encoding, &bytes[mark..], false);
    }
    if let Some(encoding) = detect_utf16(bytes) {
        return decode_whole(encoding, bytes, false);
    }
    // A code page has no zeros, a file of a program's own has.
    if bytes.contains(&0) {
        return std::str::from_utf8(bytes).ok().map(|text| DecodedText { text: text.into(), guessed: None });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(DecodedText { text: text.into(), guessed: None });
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    decode_whole(detector.guess(None, false), bytes, true)
}

/// The beginning of a file's text, of any bytes, so that detection cannot fail.
pub(crate) fn decode_start(bytes: &[u8]) -> Cow<'_, str> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0,
        None => detect_utf16(bytes).unwrap_or(UTF_8).decode_without_bom_handling(bytes).0,
    }
}

fn decode_whole<'a>(encoding: &'static Encoding, bytes: &'a [u8], is_guess: bool) -> Option<DecodedText<'a>> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(DecodedText { text, guessed: is_guess.then(|| encoding.name()) })
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
