//! What several sub-commands say.

/// How a change that was made is taken back.
pub(crate) const TAKE_BACK: &str = "Undo: `cuebook undo`.";
pub(crate) const ALREADY: &str = "No change: it's like that already.";
pub(crate) const NOTHING_KEPT: &str = "Nothing was saved.";
pub(crate) const NOTHING_CHANGED: &str = "Nothing was changed.";
pub(crate) const STOPPED: &str = "Stopped. Nothing was changed.";
