//! Other apps' files, one file an app.

pub(crate) mod baby_buddy;
pub(crate) mod baby_connect;
pub(crate) mod daylio;
pub(crate) mod huckleberry;
pub(crate) mod piyolog;
