//! One test binary for the whole journal, so that it links once. Each module tests one room; no test lives in this file.
//! Invented files in other apps' formats stand in `tests/data/`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod archive;
mod commands;
mod demo;
mod fhir;
mod forgotten;
mod forms;
mod guide;
mod hostile;
mod household;
mod imports;
mod journey;
mod keeping;
mod language;
mod line;
mod looks;
mod massages;
mod nudges;
mod numbers;
mod palette;
mod panels;
mod pictures;
mod piyolog;
mod readme;
mod reports;
mod rooms;
mod safety;
mod search;
mod sheets;
mod shells;
mod terminal;
mod times;
mod todays;
mod together;
mod trackers;
mod twins;
mod upgrades;
mod views;
mod words;
