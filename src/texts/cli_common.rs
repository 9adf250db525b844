//! What several sub-commands say.

/// How a change that was made is taken back.
pub(crate) const TAKE_BACK: &str = "`cuebook undo` takes it back.";
pub(crate) const ALREADY: &str = "It was so already.";
pub(crate) const NOTHING_KEPT: &str = "Nothing was kept.";
pub(crate) const NOTHING_CHANGED: &str = "Nothing was changed.";
pub(crate) const STOPPED: &str = "Stopped; nothing was changed.";
