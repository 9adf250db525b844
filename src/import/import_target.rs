//! The journal an import comes into, as far as an import looks at it.

use crate::import::ExistingRecords;
use crate::model::{Family, Id, Setting};
use std::collections::HashSet;

#[derive(Clone, Debug)]
pub struct ImportTarget<'a> {
    /// What the import is named by: the file's path or name.
    pub name: &'a str,
    pub family: &'a Family,
    pub known_ids: &'a HashSet<Id>,
    /// It has no entries at all: the import then sets its zone.
    pub journal_is_empty: bool,
    /// The baby the app shows has no entries: while unnamed, it takes the file's name.
    pub baby_is_empty: bool,
    /// Whom everything is about, whatever the file says (`--baby`).
    pub baby: Option<Id>,
    /// Whom that is about which names nobody the journal knows: a baby still to be made, by this name.
    pub new_baby: Option<&'a str>,
    /// The zone was given with the command (`--zone`), not taken from the journal.
    pub zone_given: bool,
    /// It comes from the app's own screen, where there are no options to name.
    pub is_in_app: bool,
    /// The zone setting as the journal keeps it; none when it was never written.
    pub stored_zone: Option<Setting>,
    /// What the journal has of the things an archive speaks of; of other formats, the sleeps it has without an end.
    pub existing: Option<&'a ExistingRecords>,
}
