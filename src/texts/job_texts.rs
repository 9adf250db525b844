//! Work behind the screens.

pub(crate) const LOST: &str = "That could not be finished. Nothing was changed; please try again.";
