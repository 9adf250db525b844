//! What several tests need: one family, one time, one way to run the program, one app driven by keys. Both test binaries
//! use it, so what is here is never written a second time.

mod bytes;
mod fixtures;
mod program;
pub(crate) mod released_folder;
#[cfg(target_os = "linux")]
mod session;
pub(crate) mod stats_family;
pub(crate) mod sync_world;
mod test_app;

#[allow(unused_imports)]
pub(crate) use bytes::*;
pub(crate) use fixtures::*;
pub(crate) use program::*;
#[cfg(target_os = "linux")]
#[allow(unused_imports)]
pub(crate) use session::*;
pub(crate) use test_app::*;
