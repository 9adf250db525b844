//! A piece: the records of a range of keys as lines of JSON, deflated. Its name is the beginning of its own hash, so that
//! one that was cut off or altered is not taken.

use crate::sync::FORMAT;
use crate::sync::record_state::{Field, Mark, RecordState, Removal};
use crate::sync::stamp::{Stamp, WriterId};
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;

/// A piece that holds more than this is not read: 512 records of the largest kind take less.
const MAX_TEXT: u64 = 256 << 20;

/// By key, in order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Piece {
    pub records: BTreeMap<String, RecordState>,
}

/// It was not written by this program, or is damaged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PieceError;

#[derive(Serialize, Deserialize)]
struct Head {
    cuebook: String,
    v: u32,
    writers: Vec<WriterId>,
}

/// Writers are numbered in the head; a mark is `[clock, writer]` or `[clock, writer, over-clock, over-writer]`.
#[derive(Deserialize)]
struct Line {
    k: String,
    #[serde(default)]
    s: Vec<i64>,
    #[serde(default)]
    f: BTreeMap<String, Value>,
    #[serde(default)]
    x: BTreeMap<String, Vec<i64>>,
    #[serde(default)]
    g: Vec<i64>,
}

/// The same on its way out.
#[derive(Serialize)]
struct LineOut<'a> {
    k: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    s: Vec<i64>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    f: BTreeMap<&'a str, &'a Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    x: BTreeMap<&'a str, Vec<i64>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    g: Vec<i64>,
}

impl Piece {
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut writers: Vec<WriterId> = self.records.values().flat_map(RecordState::writers).collect();
        writers.sort_unstable();
        writers.dedup();
        let head = Head { cuebook: KIND.into(), v: FORMAT, writers };
        let mut text = serde_json::to_string(&head).unwrap_or_default();
        for (key, state) in &self.records {
            text.push('\n');
            text.push_str(
                &serde_json::to_string(&encode_line(key, state, &head.writers)).unwrap_or_default(),
            );
        }
        let mut bytes = Vec::new();
        // Reading from memory into memory cannot fail.
        DeflateEncoder::new(text.as_bytes(), Compression::default()).read_to_end(&mut bytes).ok();
        bytes
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, PieceError> {
        let mut text = String::new();
        DeflateDecoder::new(bytes).take(MAX_TEXT + 1).read_to_string(&mut text).map_err(|_| PieceError)?;
        if text.len() as u64 > MAX_TEXT {
            return Err(PieceError);
        }
        Self::from_text(&text)
    }

    /// From the lines of a piece.
    pub fn from_text(text: &str) -> Result<Self, PieceError> {
        let mut lines = text.split('\n');
        let head: Head = lines.next().and_then(|line| serde_json::from_str(line).ok()).ok_or(PieceError)?;
        if head.cuebook != KIND || head.v != FORMAT {
            return Err(PieceError);
        }
        let records = lines.map(|line| {
            let line: Line = serde_json::from_str(line).map_err(|_| PieceError)?;
            decode_line(line, &head.writers).ok_or(PieceError)
        });
        Ok(Self { records: records.collect::<Result<_, PieceError>>()? })
    }
}

const KIND: &str = "piece";

/// The name of a file of a piece: the first 16 bytes of its SHA-256, in hexadecimal digits.
#[must_use]
pub fn name_of(file: &[u8]) -> String {
    Sha256::digest(file).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn encode_line<'a>(key: &'a str, state: &'a RecordState, writers: &[WriterId]) -> LineOut<'a> {
    let index = |writer: WriterId| writers.binary_search(&writer).map_or(-1, |at| at as i64);
    let stamp = |stamp: Stamp| [stamp.clock, index(stamp.writer)];
    let mark = |mark: Mark| match mark.over.is_none() {
        true => stamp(mark.stamp).to_vec(),
        false => [stamp(mark.stamp), stamp(mark.over)].concat(),
    };
    let own_marks =
        state.fields.iter().filter(|(_, field)| field.mark != state.base || field.value.is_none());
    LineOut {
        k: key,
        s: if state.base.stamp.is_none() { Vec::new() } else { mark(state.base) },
        f: state.present_values().map(|(name, value)| (name.as_str(), value)).collect(),
        x: own_marks.map(|(name, field)| (name.as_str(), mark(field.mark))).collect(),
        g: state.removal.map_or_else(Vec::new, |removal| {
            let mut all = [stamp(removal.stamp), stamp(removal.seen)].concat();
            all.extend(removal.forget.then_some(1));
            all
        }),
    }
}

fn decode_line(line: Line, writers: &[WriterId]) -> Option<(String, RecordState)> {
    let stamp = |numbers: &[i64]| {
        let [clock, writer] = *numbers else { return None };
        let writer = match usize::try_from(writer) {
            Ok(at) => *writers.get(at)?,
            Err(_) => WriterId::default(),
        };
        (clock >= 0).then_some(Stamp { clock, writer })
    };
    let mark = |numbers: &[i64]| match numbers.len() {
        2 => Some(Mark { stamp: stamp(numbers)?, over: Stamp::default() }),
        4 => Some(Mark { stamp: stamp(&numbers[..2])?, over: stamp(&numbers[2..])? }),
        _ => None,
    };
    let base = if line.s.is_empty() { Mark::default() } else { mark(&line.s)? };
    let removal = match line.g.len() {
        0 => None,
        4 | 5 => Some(Removal {
            stamp: stamp(&line.g[..2])?,
            seen: stamp(&line.g[2..4])?,
            forget: line.g.len() == 5,
        }),
        _ => return None,
    };
    let mut fields: BTreeMap<String, Field> =
        line.f.into_iter().map(|(name, value)| (name, Field { value: Some(value), mark: base })).collect();
    for (name, numbers) in &line.x {
        let mark = mark(numbers)?;
        fields.entry(name.clone()).or_insert(Field { value: None, mark }).mark = mark;
    }
    let mut state = RecordState { base, fields, removal };
    state.drop_blank_fields();
    Some((line.k, state))
}
