//! The help screen, apart from the keys themselves.

pub(crate) const HEADING: &str = "Help";
pub(crate) const INTRO: &str = "Write what you like, when you like. Gaps are fine. Nobody is counting. You can undo any change, even tomorrow.";
pub(crate) const CTRL_C: &str = "leave cuebook from anywhere; it keeps what you were typing";
pub(crate) const EXAMPLES_HEADING: &str = "For example";
pub(crate) const MORE_BELOW: &str = "more below";

// The signs of the day strips.
pub(crate) const GLYPHS_HEADING: &str = "The marks";
pub(crate) const EMPTY: &str = "nothing written";
pub(crate) const EMPTY_NIGHT: &str = "nothing written, in the night";
pub(crate) const NOW: &str = "the time now";
