//! What several tests need: one family, one time, one way to run the program, one app driven by keys. Both test binaries
//! use it, so what is here is never written a second time.

mod fixtures;
mod program;
pub(crate) mod stats_family;
mod test_app;

pub(crate) use fixtures::*;
pub(crate) use program::*;
pub(crate) use test_app::*;
