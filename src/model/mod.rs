//! What a family writes down: the five kinds of entry, the people they are about, the days and nights they fall in,
//! and the one shape of a change.
//!
//! Nothing here knows of files, screens or the clock: "now" is always an argument. Codes (`"quiet-alert"`) stand here;
//! their words stand in `assets/` and are read through [`crate::words`], the one room this one may lean on.

pub(crate) mod age;
pub(crate) mod change;
pub mod csv_columns;
pub(crate) mod current_activity;
pub mod describe;
pub(crate) mod entry;
pub(crate) mod entry_json;
pub(crate) mod family;
pub mod family_changes;
pub mod fields;
pub(crate) mod join_running;
pub(crate) mod kinds;
pub(crate) mod pick_lists;
pub mod setting_spec;
pub mod settings;
pub(crate) mod support_page;
pub mod time;
mod time_zone;
pub(crate) mod validate;

pub use crate::model::change::{Change, Edit, Record, Setting};
pub use crate::model::current_activity::CurrentActivity;
pub use crate::model::entry::{Details, Entry, EntryKind};
pub use crate::model::entry_json::{entry_to_json, family_to_json};
pub use crate::model::family::{
    Baby, Carer, CarerSeal, CoverageMark, CueDirection, CustomCue, DayPart, Family, SpareKey,
};
pub use crate::model::kinds::checkin::Checkin;
pub use crate::model::kinds::cue::Cue;
pub use crate::model::kinds::massage::{Massage, Moment};
pub use crate::model::kinds::moment_fields;
pub use crate::model::kinds::note::Note;
pub use crate::model::kinds::sleep::Sleep;
pub(crate) use crate::model::pick_lists::MAX_DIGIT_CUES;
pub use crate::model::settings::{FamilySettings, archived_settings};
pub(crate) use crate::model::settings::{SEALS_SETTING, SETTINGS};
pub use crate::model::time::{DayBoundaries, LocalResolution, TimeOfDay, TimeRange, Timestamp};
pub use crate::model::time_zone::Zone;
pub use crate::model::validate::{EntryWarning, ValidationError, find_warnings, validate_entry};
pub(crate) use crate::model::validate::{effective_end, end_now, find_clock_doubt};

/// The identity of any record: UUIDv7, so that two carers' journals can be merged later.
pub type Id = uuid::Uuid;

/// A new identity, in order of making within one program run. With a clock before 1970, which no UUIDv7 can tell, it is
/// of 1970 and random.
pub fn new_id() -> Id {
    match std::time::UNIX_EPOCH.elapsed() {
        Ok(_) => Id::now_v7(),
        Err(_) => Id::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, 0, 0)),
    }
}
