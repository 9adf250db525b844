//! The one test binary: a file a subject. Fixtures stand in `tests/data/`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod imports;
