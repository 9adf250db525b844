//! Identities that come out the same at every reading, so that a file read twice, or on two machines, adds nothing.

use crate::model::Id;
use chrono::NaiveDateTime;

/// Ours for imported rows; never to be changed, or every file read again would double.
const IMPORT_NAMESPACE: Id = Id::from_u128(0x7d1c_64b0_52a9_5e0e_9f63_0a4c_b1e8_25d7);

/// An identity shaped like the journal's others (UUIDv7): the time is the start as the clock on the wall showed it, so
/// that it does not hang on the zone; the rest stands for the row's own words.
pub(crate) fn id_from_parts(start: NaiveDateTime, parts: &[&str]) -> Id {
    // A separator no cell can hold, so that "a" + "bc" is not "ab" + "c".
    let words = Id::new_v5(&IMPORT_NAMESPACE, parts.join("\u{1f}").as_bytes());
    let rest = words.as_bytes();
    let millis = u64::try_from(start.and_utc().timestamp_millis()).unwrap_or(0).min((1 << 48) - 1);
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
    bytes[6] = 0x70 | (rest[0] & 0x0f);
    bytes[7] = rest[1];
    bytes[8] = 0x80 | (rest[2] & 0x3f);
    bytes[9..12].copy_from_slice(&rest[3..6]);
    bytes[12..].copy_from_slice(&rest[9..13]);
    Id::from_bytes(bytes)
}
