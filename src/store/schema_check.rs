//! Whether a file holds the tables, indexes and views of its format and nothing else. What stands in a file's schema is
//! run by whoever reads or writes the file, so nobody else's may stand there: a trigger could eat what is kept, an index
//! refuse it. A view runs only when it is asked for, and cuebook asks for none but its own: one more is left alone.

use crate::store::schema::{LATEST_VERSION, MIGRATIONS};
use crate::text::sanitize::sanitize_text;
use crate::texts::store_errors;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What a schema has beside the format's own.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct ForeignSchema {
    /// Names of views that cuebook did not make, as they stand in the file.
    pub views: Vec<String>,
    /// Anything else that cuebook did not make, in words: `the trigger "x"`.
    pub added: Vec<String>,
    /// What is missing or has another definition, in words.
    pub altered: Vec<String>,
}

impl ForeignSchema {
    /// What cuebook does not read or write beside, in words.
    pub(crate) fn describe_refused(&self) -> Vec<String> {
        self.added.iter().chain(&self.altered).cloned().collect()
    }

    /// What is there beside the format's own, in words.
    pub(crate) fn describe_added(&self) -> Vec<String> {
        self.added.iter().cloned().chain(self.describe_views()).collect()
    }

    pub(crate) fn describe_views(&self) -> Vec<String> {
        self.views.iter().map(|name| store_errors::schema_object("view", &shorten_name(name))).collect()
    }
}

/// The table it belongs to, and its definition.
type Definition = (String, String);

/// By type and name.
type Schema = BTreeMap<(String, String), Definition>;

/// What SQLite's own `ANALYZE` leaves behind: figures for its planner.
const ANALYZE_TABLES: [(&str, &str); 2] = [
    ("sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    ("sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
];

/// Compares the schema of `conn` with that of a format, as its migrations make it.
pub(crate) fn find_foreign_schema(conn: &Connection, version: i64) -> rusqlite::Result<ForeignSchema> {
    let own = expected_schema(version)?;
    let mut found = read_schema(conn)?;
    let mut foreign = ForeignSchema::default();
    for (key, definition) in &own {
        let (kind, name) = key;
        match found.remove(key) {
            Some(there) if there == *definition => {}
            Some(_) => foreign.altered.push(store_errors::changed_object(kind, name)),
            None => foreign.altered.push(store_errors::missing_object(kind, name)),
        }
    }
    for ((kind, name), (_, sql)) in found {
        if ANALYZE_TABLES.contains(&(name.as_str(), sql.as_str())) {
            continue;
        }
        match kind.as_str() {
            "view" => foreign.views.push(name),
            kind => foreign.added.push(store_errors::schema_object(kind, &shorten_name(&name))),
        }
    }
    Ok(foreign)
}

/// Makes room before a walk from one format to another: a view that somebody made for themselves may have a name that
/// the newer one needs. The copy from before has it.
pub(crate) fn drop_views_in_the_way(conn: &Connection, from: i64, to: i64) -> rusqlite::Result<()> {
    let own = expected_schema(to)?;
    let is_needed = |view: &String| own.keys().any(|(_, name)| name.eq_ignore_ascii_case(view));
    let views = find_foreign_schema(conn, from)?.views;
    views.iter().filter(|view| is_needed(view)).try_for_each(|view| drop_view(conn, view))
}

/// Leaves no view but the format's own.
pub(crate) fn drop_foreign_views(conn: &Connection, version: i64) -> rusqlite::Result<ForeignSchema> {
    let foreign = find_foreign_schema(conn, version)?;
    foreign.views.iter().try_for_each(|view| drop_view(conn, view))?;
    Ok(foreign)
}

fn drop_view(conn: &Connection, view: &str) -> rusqlite::Result<()> {
    conn.execute_batch(&format!("DROP VIEW \"{}\"", view.replace('"', "\"\"")))
}

/// Names of the views of a format.
pub(crate) fn list_own_views(version: i64) -> rusqlite::Result<Vec<String>> {
    let own = expected_schema(version)?.into_keys();
    Ok(own.filter(|(kind, _)| kind == "view").map(|(_, name)| name).collect())
}

/// What [`build_schema`] makes of the newest format: type, name, table and definition a line, parted by tabs. Read
/// instead of made, because every opening needs it and making it takes as long as the rest of an opening.
const LATEST_SCHEMA: &str = include_str!("latest_schema.tsv");

/// The schema that a file of this format has.
fn expected_schema(version: i64) -> rusqlite::Result<Schema> {
    if version != LATEST_VERSION {
        return build_schema(version);
    }
    let lines = LATEST_SCHEMA.lines().filter_map(|line| {
        let mut columns = line.splitn(4, '\t').map(str::to_owned);
        Some(((columns.next()?, columns.next()?), (columns.next()?, columns.next()?)))
    });
    Ok(lines.collect())
}

/// The schema that the steps up to this format make.
fn build_schema(version: i64) -> rusqlite::Result<Schema> {
    let conn = Connection::open_in_memory()?;
    for step in MIGRATIONS.iter().take(usize::try_from(version).unwrap_or(0)) {
        conn.execute_batch(step)?;
    }
    read_schema(&conn)
}

fn read_schema(conn: &Connection) -> rusqlite::Result<Schema> {
    let mut select = conn.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema")?;
    let mut rows = select.query([])?;
    let mut schema = Schema::new();
    while let Some(row) = rows.next()? {
        let text = |column: usize| -> rusqlite::Result<String> {
            let bytes = row.get_ref(column)?.as_bytes_or_null().ok().flatten().unwrap_or_default();
            Ok(String::from_utf8_lossy(bytes).into_owned())
        };
        let definition = (text(2)?, fold_blanks(&text(3)?));
        // Two of one name are in no sound file; the second is no longer as it should be.
        if schema.insert((text(0)?, text(1)?), definition).is_some() {
            schema.insert((text(0)?, text(1)?), Definition::default());
        }
    }
    Ok(schema)
}

/// Other tools may lay a definition out anew. No definition of a format has a comment or a text in which blanks count.
fn fold_blanks(sql: &str) -> String {
    sql.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name that somebody else gave, as a sentence may hold it.
fn shorten_name(name: &str) -> String {
    const MAX_CHARS: usize = 40;
    let name = sanitize_text(name);
    match name.chars().count() {
        0..=MAX_CHARS => name.into_owned(),
        _ => name.chars().take(MAX_CHARS - 1).chain(['…']).collect(),
    }
}
