//! One test binary for the whole journal, so that it links once. Each module tests one room; no test lives in this file.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod commands;
mod imports;
mod keeping;
mod line;
mod numbers;
mod reports;
mod words;
