//! Every test that is quick, in one binary, so that it links once: a module a room, named after what it tests. The harness
//! and the shared fixtures are in `tests/support/`, what takes a minute is in `tests/slow/`, other apps' formats in
//! `tests/data/`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod all_babies;
mod archive;
mod associations;
mod cli;
mod clock_and_zone;
mod closed_pages;
mod command_palette;
mod completions;
mod composed_names;
mod cue_profile;
mod demo;
mod docs;
mod emergency_words;
mod entry_form;
mod every_field;
mod fhir;
mod file_watch;
mod foreign_schema;
mod forget;
mod guide;
mod history;
mod history_search;
mod import;
mod import_apps;
mod import_mini_files;
mod keys;
mod last_seen;
mod massage;
mod meaning;
mod missing_end;
mod model_time;
mod no_verdicts;
mod odd_files;
mod permission_first;
mod piyolog;
mod plain_words;
mod quick_line;
mod readme;
mod readme_pictures;
mod report;
mod report_editor;
mod rescue;
mod rooms;
mod schema_upgrades;
mod settings;
mod shift_time;
mod spoken_lines;
mod stats;
mod store;
mod support_page;
mod terminal;
mod terminal_cursor;
mod terminal_kind;
mod terminal_screen;
mod theme;
mod today;
mod trends_panels;
mod typed_paths;
mod untrusted_input;
mod vocabulary;

#[path = "../support/mod.rs"]
mod support;
