//! Databases of other apps, read as lists, from a private copy as any file of somebody else's.

use crate::store::private_copy::ForeignFile;
use crate::texts::import_columns;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::io::Write;
use std::path::Path;

/// A table of another app's, and what of other tables stands beside each of its rows.
struct ForeignTable {
    /// What the list is called.
    name: &'static str,
    table: &'static str,
    /// A column here, another table, its key, its column, and what that is called in the list.
    joins: &'static [(&'static str, &'static str, &'static str, &'static str, &'static str)],
}

const TABLES: [ForeignTable; 5] = [
    ForeignTable {
        name: import_columns::DAYBOOK_ACTIONS,
        table: "daily_actions",
        joins: &[
            ("baby_uid", "babies", "uid", "name", "baby_name"),
            ("group_uid", "groups", "uid", "title", "group_title"),
            ("group_uid", "groups", "uid", "name", "group_name"),
            ("type", "da_types", "uid", "title", "type_title"),
        ],
    },
    ForeignTable {
        name: import_columns::DAYBOOK_NOTES,
        table: "daily_notes",
        joins: &[("baby_uid", "babies", "uid", "name", "baby_name")],
    },
    ForeignTable {
        name: import_columns::DAYBOOK_MOMENTS,
        table: "moments",
        joins: &[("baby_uid", "babies", "uid", "name", "baby_name")],
    },
    ForeignTable {
        name: import_columns::SPROUT_SLEEP,
        table: "SleepLog",
        joins: &[
            ("babyId", "Baby", "id", "firstName", "babyFirstName"),
            ("babyId", "Baby", "id", "lastName", "babyLastName"),
        ],
    },
    ForeignTable {
        name: import_columns::SPROUT_NOTES,
        table: "Note",
        joins: &[
            ("babyId", "Baby", "id", "firstName", "babyFirstName"),
            ("babyId", "Baby", "id", "lastName", "babyLastName"),
        ],
    },
];

/// The known tables of another app's database, each as CSV with a name; none when it has none of them.
pub(crate) fn read_foreign_tables(path: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(conn) = ForeignFile::open(path, None) else {
        return Vec::new();
    };
    let read = |table: &ForeignTable| Some((table.name.to_owned(), read_table(&conn, table).ok()??));
    TABLES.iter().filter_map(read).collect()
}

/// As [`read_foreign_tables`], of a database that lay within another file.
pub(crate) fn read_foreign_tables_in(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let spooled = tempfile::NamedTempFile::new().and_then(|mut file| {
        file.write_all(bytes)?;
        Ok(file)
    });
    spooled.map(|file| read_foreign_tables(file.path())).unwrap_or_default()
}

fn read_table(conn: &Connection, of: &ForeignTable) -> rusqlite::Result<Option<Vec<u8>>> {
    let has_column = |table: &str, column: &str| -> rusqlite::Result<bool> {
        conn.prepare("SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2")?.exists([table, column])
    };
    if !conn.prepare("SELECT 1 FROM pragma_table_info(?1)")?.exists([of.table])? {
        return Ok(None);
    }
    let mut columns = String::from("a.*");
    for (from, table, key, column, shown) in of.joins {
        if has_column(of.table, from)? && has_column(table, key)? && has_column(table, column)? {
            let joined = format!(
                ", (SELECT b.\"{column}\" FROM \"{table}\" b WHERE b.\"{key}\" = a.\"{from}\" LIMIT 1) AS {shown}"
            );
            columns.push_str(&joined);
        }
    }
    let mut select = conn.prepare(&format!("SELECT {columns} FROM \"{}\" a ORDER BY a.rowid", of.table))?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let names: Vec<String> = select.column_names().map(str::to_owned).collect();
    // Memory takes what is written.
    writer.write_record(&names).ok();
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let mut cells = Vec::with_capacity(names.len());
        for at in 0..names.len() {
            cells.push(match row.get_ref(at)? {
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Real(number) => number.to_string(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                ValueRef::Null | ValueRef::Blob(_) => String::new(),
            });
        }
        writer.write_record(&cells).ok();
    }
    Ok(writer.into_inner().ok())
}
