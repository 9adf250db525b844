//! What is said of a file that was made for the parent.

/// Files are made for their owner only (0600) on Unix; on Windows they have the permissions of their folder.
pub(crate) const WHO_CAN_OPEN: &str = if cfg!(unix) {
    "Only you can open it on this computer."
} else {
    "Whoever can open its folder can open it."
};
