//! One test binary for the whole journal, so that it links once. Each module tests one room; no test lives in this file.
//! Invented files in other apps' formats stand in `tests/data/`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod archive;
mod commands;
mod forms;
mod guide;
mod imports;
mod journey;
mod keeping;
mod language;
mod line;
mod massages;
mod numbers;
mod readme;
mod reports;
mod rooms;
mod safety;
mod terminal;
mod times;
mod todays;
mod views;
mod words;
