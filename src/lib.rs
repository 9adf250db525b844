//! cuebook: a private journal for a parent and a baby, in the terminal. This file is the map of the house.
//!
//! Eight words carry the program. An **Entry** is something that happened; a **Change** is a title and a list of
//! before/after edits, and is the shape of everything that is ever done to the journal; the **Store** is the SQLite
//! file; **Trends** are what entries add up to; a **Report** lays both out for another person; an **Action** is what a
//! parent can do; a **Screen** is what a parent sees; the **App** holds the screens and is the only one that writes.
//!
//! | room | what it is for | must never name |
//! |---|---|---|
//! | [`journal`] | entries, people, time, the typed line; one line of words for each | any other room but `words`; the clock; files |
//! | [`words`] | `assets/*.toml` embedded, checked, indexed: codes, words, sources | any other room |
//! | [`store`] | the file: `between` reads, `apply` writes, undo walks the history | screens, trends, report |
//! | [`trends`] | arithmetic on a slice: days, nights, weeks | store, ratatui, crossterm, the clock |
//! | [`report`] | trends and entries laid out: plain lines, text, Markdown, HTML, PDF | store, ratatui, crossterm, the clock, files |
//! | [`fonts`] | fonts of this machine, for letters the built-in ones lack | any other room but `report` |
//! | [`import`] | other apps' files: detect, read, plan one Change | store, screens, the clock, files |
//! | [`demo`] | an invented family: twelve weeks of entries, made by seeded code and ending at a given time | store, screens, the clock, files |
//! | [`keys`] | `Action`, `Place`, the one table of keys | everything else |
//! | [`work`] | work that outlasts a frame, on a thread of its own: a job, its progress, its answer | anything but store |
//! | [`out`] | files that leave the journal: private, whole, never in the place of another | everything else |
//! | [`seal`] | words that only their writer can read: sealed without a passphrase, read with one | everything else |
//! | [`widgets`] | drawing that knows nothing of babies | journal, store, keys |
//! | [`screens`] | what the parent sees, one file each; a `Step` answers an action | rusqlite, crossterm, files, the clock, app, `apply` |
//! | [`app`] | the stack of screens, the status line; carries a `Step` out | rusqlite, files, the clock |
//! | [`terminal`] | the loop: wait for an event, act, draw; gives the terminal back | rusqlite |
//! | [`home`] | what this machine says: folders, clock, zone, the looks chosen on it | everything else |
//! | [`cli`] | the words after the program's name, one file a sub-command | rusqlite, crossterm |
//!
//! One keystroke: `terminal` hears it, `keys::hear` names the action, the top screen answers with a `Step`, `app`
//! carries it out, the visible screen reads again if the journal or its range changed, `draw` paints. One saved entry:
//! form or typed line, `journal::check`, `Step::Keep(Change)`, `Store::apply` in one transaction with its history row.
//!
//! `tests/suite/rooms.rs` holds this table against the code.

pub mod app;
pub mod cli;
pub mod demo;
pub mod fonts;
pub mod platform;
pub mod import;
pub mod model;
pub mod keys;
pub mod private_file;
pub mod report;
pub mod screens;
pub mod crypto;
pub mod store;
pub mod terminal;
pub mod stats;
pub mod widgets;
pub mod vocabulary;
pub mod jobs;
