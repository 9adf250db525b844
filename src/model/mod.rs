//! What a family writes down: the five kinds of entry, the people they are about, the days and nights they fall in,
//! and the one shape of a change.
//!
//! Nothing here knows of files, screens or the clock: "now" is always an argument. Codes (`"quiet-alert"`) stand here;
//! their words stand in `assets/` and are read through [`crate::words`], the one room this one may lean on.

mod age;
pub mod csv_columns;
mod change;
mod validate;
mod checkin;
mod cue;
pub mod parse_date;
mod entry;
mod family;
pub mod family_changes;
mod entry_json;
pub mod quick_line;
mod massage;
pub mod custom_cue;
mod pick_lists;
mod sleep;
pub mod describe;
pub mod time;

pub use age::Age;
pub use change::{Change, Edit, Record, Setting};
pub use validate::{EntryWarning, ValidationError, validate_entry, find_warnings, effective_end};
pub use checkin::Checkin;
pub use cue::Cue;
pub use entry::{Entry, EntryKind, Note, Details};
pub use family::{Baby, Carer, Family, CoverageMark, DayPart, CustomCue, CueDirection, SEALS_SETTING, CarerSeal, FamilySettings};
pub use entry_json::{entry_to_json, family_to_json};
pub use massage::{Massage, Moment};
pub use pick_lists::MAX_DIGIT_CUES;
pub use sleep::Sleep;
pub use time::{Timestamp, TimeOfDay, DayBoundaries, LocalResolution, TimeRange, Zone};

/// The identity of any record: UUIDv7, so that two carers' journals can be merged later.
pub type Id = uuid::Uuid;

/// A new identity, in order of making within one program run.
pub fn new_id() -> Id {
    Id::now_v7()
}
