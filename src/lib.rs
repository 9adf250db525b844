//! cuebook: a private journal for a parent and a baby, in the terminal. This file is the map of the house.
//!
//! Eight words carry the program. An **Entry** is something that happened; a **Change** is a title and a list of
//! before/after edits, and is the shape of everything that is ever done to the journal; the **Store** is the SQLite
//! file; **Stats** are what entries add up to; a **Report** lays both out for another person; an **Action** is what a
//! parent can do; a **Screen** is what a parent sees; the **App** holds the screens and is the only one that writes.
//!
//! | room | what it is for | must never name |
//! |---|---|---|
//! | [`model`] | entries, people, time, changes; what each kind holds; one line of words for each | any room but `vocabulary`, `text`, `texts`; the clock; files |
//! | [`quick_line`] | the typed line: tokens, grammar, times, printing it back | any room but those and `model`; the clock; files |
//! | [`vocabulary`] | `assets/*.toml` embedded, checked, indexed: codes, words, sources | any other room but `text` |
//! | [`text`] | text made safe, measured, wrapped | any other room |
//! | [`texts`] | every sentence a person reads, one file a screen, command group or output | anything but `model`, `vocabulary`, `text`, `stats` |
//! | [`store`] | the file: `entries_overlapping` reads, `apply` writes, undo walks the history | tui, stats, report |
//! | [`stats`] | arithmetic on a slice: days, nights, weeks | store, ratatui, crossterm, the clock |
//! | [`load_stats`] | a period read from the store and added up: the one place that joins the two | anything but `model`, `store`, `stats` |
//! | [`load_report`] | what a sheet is made from, read from the store | tui, cli |
//! | [`report`] | stats and entries laid out: plain lines, text, Markdown, HTML, PDF, CSV, FHIR | store, ratatui, crossterm, the clock, files |
//! | [`import`] | other apps' files and archives: detect, read, plan one Change | store, tui, the clock, files |
//! | [`import_files`] | other apps' files opened, planned and saved: the one place that joins files, import and store | tui, cli |
//! | [`demo`] | an invented family ending at a given time | store, tui, the clock, files |
//! | [`crypto`] | words that only their writer can read: sealed without a passphrase, read with one | everything else but `texts` |
//! | [`sync`] | what computers that share a journal exchange: stamps, the merge, pieces, manifests, the folder | store, tui, the clock |
//! | [`platform`] | what this machine says: folders, clock, zone, theme, fonts; private files | everything else but `report`, `texts` |
//! | [`tui`] | `keys` (the one table of keys), `widgets`, `theme`, `screens`, `app` (the one writer), `terminal` (the loop), `jobs` | rusqlite; key codes outside `keys` and `terminal` |
//! | [`cli`] | the words after the program's name, one file a sub-command | rusqlite, crossterm |
//!
//! One keystroke: `tui::terminal` hears it, `tui::keys` names the action, the top screen answers with an `Effect`, `app`
//! carries it out, the visible screen reads again if the journal or its range changed, `draw` paints. One saved entry:
//! form or typed line, `model::validate`, `Effect::Keep(Change)`, `Store::apply` in one transaction with its history row.
//!
//! `tests/suite/rooms.rs` holds this table against the code.

pub mod cli;
pub mod crypto;
pub mod demo;
pub mod import;
pub mod import_files;
pub mod load_report;
pub mod load_stats;
pub mod model;
pub mod platform;
pub mod quick_line;
pub mod report;
pub mod stats;
pub mod store;
pub mod sync;
pub mod text;
pub mod texts;
pub mod tui;
pub mod vocabulary;
