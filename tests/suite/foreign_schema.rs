//! What somebody else put into a journal's schema, and into the files beside it, is named and never run.

use crate::support::{Program, TempHome, now, open};
use cuebook::model::{Change, Details, Entry, Note, new_id};
use cuebook::store::StoreError;
use rusqlite::Connection;
use std::fs;
use std::path::Path;

/// Three entries, among them one of these words.
fn planted() -> TempHome {
    let home = TempHome::new();
    home.ok(&["log", "slept 11:40-12:55"]);
    home.ok(&["log", "note quillwort by the window"]);
    home.ok(&["log", "cue hiccups 5m ago"]);
    home
}

fn entries(program: &Program) -> usize {
    program.json(&["list", "--json"])["entries"].as_array().unwrap().len()
}

fn alter(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

/// Every file beside the journal, by name, with its bytes and when it was written.
fn files(home: &TempHome) -> Vec<(std::ffi::OsString, Vec<u8>, std::time::SystemTime)> {
    let entries = fs::read_dir(home.folder()).unwrap().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    let mut all: Vec<_> = files
        .map(|entry| {
            let written = entry.metadata().unwrap().modified().unwrap();
            (entry.file_name(), fs::read(entry.path()).unwrap(), written)
        })
        .collect();
    all.sort();
    all
}

/// Names of what stands in a file's schema beside what a new journal has.
fn added(path: &Path) -> Vec<String> {
    let names = |path: &Path| -> Vec<String> {
        let file = Connection::open(path).unwrap();
        let mut select = file.prepare("SELECT name FROM sqlite_schema").unwrap();
        select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("new.db");
    drop(open(&new));
    let own = names(&new);
    names(path).into_iter().filter(|name| !own.contains(name) && !name.starts_with("sqlite_stat")).collect()
}

const EATS_ENTRIES: &str = "CREATE TRIGGER eats AFTER INSERT ON entry BEGIN DELETE FROM entry; END";

#[test]
fn a_trigger_is_refused_named_and_left_out() {
    let home = planted();
    alter(&home.journal(), EATS_ENTRIES);
    let before = files(&home);
    for args in [&["log", "note more"][..], &["list"], &["undo"], &["backup", "copy.db"], &["set"]] {
        let said = home.refused(1, args);
        assert!(said.contains("holds what cuebook did not put there: the trigger \"eats\""), "{said}");
        assert!(said.contains("doctor --salvage OUT"), "{said}");
    }
    let (code, said, _) = home.run(&["doctor"]);
    assert_eq!(code, 1);
    assert!(said.contains("not ours      the trigger \"eats\""), "{said}");
    assert_eq!(files(&home), before);

    let said = home.ok(&["doctor", "--salvage", "clean.db"]);
    assert!(said.contains("Left out, because cuebook did not make it: the trigger \"eats\""), "{said}");
    assert!(said.contains("Every row was read"), "{said}");
    assert_eq!(added(&home.path("clean.db")), [""; 0]);
    let clean = home.on("clean.db");
    clean.ok(&["log", "note more"]);
    assert_eq!(entries(&clean), 4);
}

#[test]
fn whatever_else_is_not_as_cuebook_makes_it_is_refused() {
    for (sql, named) in [
        ("CREATE UNIQUE INDEX one ON entry (kind)", "the index \"one\""),
        ("CREATE TABLE mine (id REFERENCES entry (id))", "the table \"mine\""),
        ("CREATE VIRTUAL TABLE words USING fts5 (word)", "the table \"words\""),
        ("ALTER TABLE entry ADD COLUMN more TEXT", "another definition of the table \"entry\""),
        ("DROP INDEX entry_open", "no index \"entry_open\""),
        ("DROP VIEW sleep; CREATE VIEW sleep AS SELECT 1", "another definition of the view \"sleep\""),
    ] {
        let home = planted();
        alter(&home.journal(), sql);
        let before = files(&home);
        let said = home.refused(1, &["log", "note more"]);
        assert!(said.contains(named), "{sql}: {said}");
        assert_eq!(files(&home), before, "{sql}");
        let said = home.ok(&["doctor", "--salvage", "clean.db"]);
        assert!(said.contains("3 entries") && said.contains("Every row was read"), "{sql}: {said}");
        assert_eq!(entries(&home.on("clean.db")), 3, "{sql}");
    }
}

#[test]
fn ones_own_view_and_analyze_are_no_fault_and_never_run() {
    let home = planted();
    let endless = "CREATE VIEW mine AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x FROM n)
        SELECT count(*) FROM n; ANALYZE";
    alter(&home.journal(), endless);
    home.ok(&["log", "note more"]);
    home.ok(&["backup", "copy.db"]);
    let said = home.ok(&["doctor"]);
    assert!(said.contains("views         5 of 5"), "{said}");
    assert!(said.contains("not ours      the view \"mine\"; cuebook did not make that"), "{said}");
    assert!(said.contains("state         good"), "{said}");
    let said = home.ok(&["doctor", "--salvage", "clean.db"]);
    assert!(said.contains("Left out, because cuebook did not make it: the view \"mine\""), "{said}");
    assert_eq!(added(&home.path("clean.db")), [""; 0]);
    // A copy that is restored brings its entries only.
    let said = home.ok(&["restore", "--yes", "copy.db"]);
    assert!(said.contains("Left out, because cuebook did not make it: the view \"mine\""), "{said}");
    assert_eq!(added(&home.journal()), [""; 0]);
    assert_eq!(entries(&home), 4);
}

#[test]
fn a_view_of_ones_own_does_not_stand_in_the_way_of_an_upgrade() {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.db");
    alter(&old, include_str!("../data/journal-v1.sql"));
    alter(&old, "CREATE VIEW mine AS SELECT count(*) FROM entry");
    let store = open(&old);
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 6);
    drop(store);
    assert_eq!(added(&old), ["mine"]);
}

#[test]
fn a_trigger_that_comes_while_the_journal_is_open_eats_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut store = open(&path);
    let carer = store.load_family().unwrap().carers[0].id;
    let note = |words: &str| {
        let entry = Entry {
            id: new_id(),
            baby: None,
            carer,
            at: now(),
            until: None,
            approximate: false,
            note: Some(words.into()),
            details: Details::Note(Note::default()),
        };
        Change::add_record("a note", entry)
    };
    store.apply(&note("before"), now()).unwrap();
    alter(&path, EATS_ENTRIES);
    let refused = store.apply(&note("behind"), now()).unwrap_err();
    assert!(matches!(refused, StoreError::ForeignSchema { .. }), "{refused}");
    assert!(store.back_up_before(cuebook::store::BackupReason::Import, now()).is_err());
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 1);
    alter(&path, "DROP TRIGGER eats");
    store.apply(&note("after"), now()).unwrap();
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 2);
}

/// A copy that writes into whatever is open beside it, as soon as its entries are counted.
fn crafted(home: &TempHome) {
    home.ok(&["backup", "crafted.db"]);
    alter(
        &home.path("crafted.db"),
        "ALTER TABLE entry RENAME TO kept;
         CREATE TABLE planted AS SELECT 1;
         CREATE VIEW entry AS SELECT kept.* FROM kept, (SELECT sqlcipher_export('now', 'main'))",
    );
}

#[test]
fn looking_at_a_crafted_copy_writes_nothing() {
    let home = planted();
    crafted(&home);
    let before = files(&home);
    let said = home.refused(1, &["restore", "crafted.db"]);
    assert!(said.contains("holds what cuebook did not put there"), "{said}");
    let said = home.refused(1, &["restore", "--yes", "crafted.db"]);
    assert!(said.contains("nothing was changed"), "{said}");
    assert_eq!(files(&home), before);
    assert_eq!(home.on("crafted.db").run(&["doctor"]).0, 1);
    home.on("crafted.db").run(&["doctor", "--salvage", "out.db"]);
    let after: Vec<_> = files(&home).into_iter().filter(|(name, ..)| name != "out.db").collect();
    assert_eq!(after, before);
}

#[test]
fn a_journal_with_a_trigger_is_replaced_by_a_copy_and_kept_as_it_is() {
    let home = planted();
    home.ok(&["backup", "good.db"]);
    alter(&home.journal(), EATS_ENTRIES);
    let bytes = fs::read(home.journal()).unwrap();
    home.ok(&["restore", "--yes", "good.db"]);
    let kept = home.path("journal.db.backups").join("before-restore-2026-11-22-140700.db");
    assert_eq!(fs::read(kept).unwrap(), bytes);
    assert_eq!(added(&home.journal()), [""; 0]);
    home.ok(&["list"]);
}

/// What SQLite would take back, from this moment.
fn rollback_file(path: &Path) -> Vec<u8> {
    let file = Connection::open(path).unwrap();
    file.execute_batch(
        "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE entry SET rev = rev + 1;
         UPDATE history SET machine = machine || hex(zeroblob(40000));",
    )
    .unwrap();
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    let bytes = fs::read(name).unwrap();
    file.execute_batch("ROLLBACK").unwrap();
    assert!(bytes.len() > 512 && bytes[..8] != [0; 8], "it was written out");
    bytes
}

#[test]
fn the_doctor_takes_nothing_back_and_salvage_reads_both_ways() {
    let home = planted();
    let earlier = rollback_file(&home.journal());
    for n in 0..40 {
        home.ok(&["log", &format!("note afterthought {n}")]);
    }
    fs::write(home.path("journal.db-journal"), earlier).unwrap();
    let before = files(&home);
    home.run(&["doctor"]);
    assert_eq!(files(&home), before);
    home.ok(&["doctor", "--salvage", "out.db"]);
    let after: Vec<_> = files(&home).into_iter().filter(|(name, ..)| name != "out.db").collect();
    assert_eq!(after, before);
    assert_eq!(entries(&home.on("out.db")), 43);
    assert!(
        !fs::read_dir(home.folder())
            .unwrap()
            .any(|entry| { entry.unwrap().file_name().to_string_lossy().starts_with(".cuebook-look") })
    );
}

/// What is in a schema: type, name, table and definition a line.
fn schema_lines(conn: &Connection) -> String {
    let mut select = conn
        .prepare("SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema ORDER BY 1, 2")
        .unwrap();
    let rows =
        select.query_map([], |row| Ok([0, 1, 2, 3].map(|n| row.get::<_, String>(n).unwrap()))).unwrap();
    let lines = rows.map(|row| {
        let row = row.unwrap().map(|text| text.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
        row.join("\t") + "\n"
    });
    lines.collect()
}

#[test]
fn the_latest_schema_is_what_a_new_journal_has() {
    // Made from the steps themselves: no journal opens while the list is behind them.
    let steps = Connection::open_in_memory().unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store");
    let files = (1..).map_while(|n| fs::read_to_string(format!("{folder}/v{n}.sql")).ok());
    files.for_each(|sql| steps.execute_batch(&sql).unwrap());
    let made = schema_lines(&steps);
    let path = format!("{folder}/latest_schema.tsv");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap();
    assert_eq!(kept, made, "UPDATE_SCHEMA=1 cargo test latest_schema writes it anew");

    let home = TempHome::new();
    home.ok(&["log", "note one"]);
    assert_eq!(schema_lines(&Connection::open(home.journal()).unwrap()), made);
}
