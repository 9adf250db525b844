//! The archive as CSV: it comes back to the byte, also what a spreadsheet would take for a formula, in whatever order
//! its rows stand; what is wrong with a file is said by file, row and column.

use super::{full, odd_entry};
use crate::support::TempHome;
use cuebook::model::csv_columns::{CsvCellKind, decode_cell, encode_cell};
use cuebook::model::{Change, Checkin, Details, Note};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file of a folder.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let all = fs::read_dir(folder).unwrap().map(|file| {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    });
    all.collect()
}

impl TempHome {
    fn csv(&self, journal: &str, folder: &str) -> BTreeMap<String, String> {
        self.on(journal).ok_with_notices(&["export", "--format", "csv", "--out", folder]);
        files(&self.path(folder))
    }

    fn put(&self, folder: &str, file: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(folder)).unwrap();
        fs::write(self.path(folder).join(file), text).unwrap();
    }

    /// Imports a folder and answers with the counts.
    fn import_folder(&self, journal: &str, folder: &str) -> Value {
        let counts = self.on(journal).ok(&["import", folder, "--yes", "--json"]);
        serde_json::from_str(&counts).unwrap()
    }

    /// What a refused import says; nothing was made.
    fn refused_folder(&self, folder: &str) -> String {
        let (code, out, err) = self.on("none.db").run(&["import", folder, "--yes"]);
        assert_eq!((code, out.as_str()), (1, ""), "{err}");
        assert!(err.ends_with("Nothing was saved.\n"), "{err}");
        assert!(!self.path("none.db").exists());
        err
    }
}

#[test]
fn a_folder_comes_back_to_the_byte() {
    let home = TempHome::new();
    drop((full(&home, "a.db"), home.store("b.db")));
    let blank = home.export("b.db");
    let told = home.csv("a.db", "a");
    assert_eq!(
        told.keys().map(String::as_str).collect::<Vec<_>>(),
        ["checkin.csv", "cue.csv", "family.csv", "massage.csv", "moments.csv", "note.csv", "sleep.csv"]
    );
    let counts = home.import_folder("b.db", "a");
    assert_eq!((&counts["added"], &counts["skipped"]), (&json!(9), &json!([])), "{counts:#}");
    assert_eq!(home.csv("b.db", "b"), told);
    assert_eq!(home.export("b.db"), home.export("a.db"));
    assert_eq!(home.import_folder("b.db", "a")["already"], 9);
    assert_eq!(home.store("b.db").list_history(9).unwrap().len(), 1);
    home.on("b.db").ok(&["undo"]);
    assert_eq!(home.export("b.db"), blank);
    home.on("b.db").ok(&["redo"]);
    assert_eq!(home.csv("b.db", "c"), told);
}

#[test]
fn a_spreadsheet_knows_the_letters_the_times_and_the_minutes() {
    let home = TempHome::new();
    for line in ["slept 2026-11-20 22:00-06:30", "note zo\u{eb}", "cue hiccups 10:15"] {
        home.on("a.db").ok(&["log", line]);
    }
    home.on("a.db").ok(&["set", "zone", "Europe/Paris"]);
    home.on("a.db").ok_with_notices(&["log", "nap 13:00-13:40"]);
    let told = home.csv("a.db", "a");
    for (file, text) in &told {
        assert!(text.starts_with('\u{feff}') && text.matches('\u{feff}').count() == 1, "{file}");
    }
    let column = |file: &str, name: &str| -> Vec<String> {
        let mut table = csv::Reader::from_reader(told[file].as_bytes());
        let at = table.headers().unwrap().iter().position(|head| head == name).unwrap();
        table.records().map(|row| row.unwrap()[at].to_owned()).collect()
    };
    assert_eq!(column("sleep.csv", "at_local"), ["2026-11-20 22:00", "2026-11-22 13:00"]);
    assert_eq!(column("sleep.csv", "until_local"), ["2026-11-21 06:30", "2026-11-22 13:40"]);
    assert_eq!(column("sleep.csv", "minutes"), ["510", "40"]);
    assert_eq!(column("note.csv", "minutes"), [""]);
    assert_eq!(column("cue.csv", "at_local"), ["2026-11-22 10:15"]);
    // What was worked out is not read back, whatever was made of it.
    let changed = told["sleep.csv"].replace(",510,", ",9,").replace("2026-11-20 22:00,", "20/11/26 10pm,");
    assert_ne!(changed, told["sleep.csv"]);
    told.iter().for_each(|(file, text)| home.put("b", file, text));
    home.put("b", "sleep.csv", changed);
    let counts = home.import_folder("b.db", "b");
    assert_eq!((&counts["added"], &counts["skipped"]), (&json!(4), &json!([])), "{counts:#}");
    assert_eq!(home.export("b.db"), home.export("a.db"));
}

/// The sign in front of a text is told of only where there is one.
#[test]
fn the_sign_before_a_formula_is_told_of_where_it_stands() {
    let home = TempHome::new();
    home.ok(&["log", "note plain words"]);
    let said = home.ok_with_notices(&["export", "--format", "csv", "--out", "plain"]);
    assert!(said.contains("everything is in the folder") && !said.contains("begin with"), "{said}");
    home.ok(&["log", "note =1+1"]);
    let said = home.ok_with_notices(&["export", "--format", "csv", "--out", "marked"]);
    assert!(said.contains("Some texts begin with a \"'\""), "{said}");
}

#[test]
fn what_looks_like_a_formula_is_text_and_comes_back() {
    let home = TempHome::new();
    let mut store = home.store("a.db");
    let family = store.load_family().unwrap();
    let (baby, carer) = (family.babies[0].id, family.carers[0].id);
    let texts = [
        "=1+1",
        "\u{ff1d}1+1",
        "+44 20",
        "- one\r\n- two",
        "@SUM(A1)",
        "'quoted'",
        "''",
        "\ttab",
        "\rreturn",
        "plain, \"said\"; he",
        " blank ",
        "\u{feff}mark",
    ];
    for text in texts {
        let mut note = odd_entry(baby, carer, "2026-11-22T10:00:00+00:00", Details::Note(Note::default()));
        note.note = Some(text.into());
        store.apply(&Change::add_record("a note", note), super::now()).unwrap();
    }
    let words = ["", ";", "\\", "a;b\\", "=x", "e"].map(str::to_owned);
    for n in 0..=words.len() {
        let feelings = words[..n].to_vec();
        let checkin = Checkin { feelings, ..Checkin::default() };
        let one = odd_entry(baby, carer, "2026-11-22T09:00:00+00:00", Details::Checkin(checkin));
        store.apply(&Change::add_record("words", one), super::now()).unwrap();
    }
    drop(store);
    let told = home.csv("a.db", "a");
    for row in csv::Reader::from_reader(told["note.csv"].as_bytes()).records() {
        let row = row.unwrap();
        let cell = row.iter().next_back().unwrap();
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
    }
    assert!(told["note.csv"].contains(",'=1+1\r\n"), "{}", told["note.csv"]);
    home.import_folder("b.db", "a");
    assert_eq!(home.csv("b.db", "b"), told);
    assert_eq!(home.export("b.db"), home.export("a.db"));
}

#[test]
fn rows_may_stand_in_any_order_and_as_a_spreadsheet_saves_them() {
    let home = TempHome::new();
    drop(full(&home, "a.db"));
    let told = home.csv("a.db", "a");
    for (file, text) in &told {
        let mut rows: Vec<csv::StringRecord> = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes())
            .records()
            .map(Result::unwrap)
            .collect();
        rows[1..].reverse();
        let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xef, 0xbb, 0xbf]);
        for row in rows {
            // The last column first, and words for yes and no in capitals.
            let cells = row.iter().rev().map(|cell| match cell {
                "true" => "TRUE",
                cell => cell,
            });
            out.write_record(cells).unwrap();
        }
        home.put("sorted", file, out.into_inner().unwrap());
    }
    assert_eq!(home.import_folder("b.db", "sorted")["added"], 9);
    assert_eq!(home.csv("b.db", "b"), told);
}

const HEAD: &str = "id,at,until,baby,carer,wakings,about,what_now\r\n";

fn id(n: u32) -> String {
    format!("0193517e-0000-7000-8000-{n:012}")
}

#[test]
fn a_bad_row_is_left_out_by_file_row_and_column() {
    let home = TempHome::new();
    let when = "2026-11-20T10:15:00+00:00,";
    let rows = [
        format!("{},{when},Baby,Me,2,TRUE,", id(1)),
        format!("{},{when},Baby,Me,many,,", id(2)),
        format!("{},\"on\nMonday\",,Baby,Me,,,", id(3)),
        format!("{},{when},Baby,,,,", id(4)),
        format!("me,{when},Baby,Me,,,"),
        format!("{},{when},Baby,Me,,maybe,", id(6)),
        format!("{},{when},Baby,Me,,,,,x", id(7)),
        format!("{},{when},Baby,Me,2,,", id(1)),
        String::new(),
    ];
    home.put("in", "sleep.csv", HEAD.to_owned() + &rows.join("\r\n"));
    home.put("in", "massage.csv", format!("id,at,baby,carer\n{},2026-11-20T10:15:00Z,Baby,Me\n", id(8)));
    let moments = format!(
        "entry,n,at,cues\n{},1,,q-look\n{},1,soon,q-look\n{},1,,q-look\n,1,,q-look\n",
        id(9),
        id(8),
        id(10)
    );
    home.put("in", "moments.csv", moments);
    let counts = home.import_folder("b.db", "in");
    assert_eq!(counts["added"], 1, "{counts:#}");
    let said = counts["skipped"].to_string();
    for part in [
        "sleep.csv, row 3: its wakings, \\\"many\\\", is not a whole number",
        "sleep.csv, row 4: its at, \\\"on Monday\\\", is not a time like",
        "sleep.csv, row 5: its carer is missing",
        "sleep.csv, row 6: its id, \\\"me\\\", is not an id",
        "sleep.csv, row 7: its about, \\\"maybe\\\", is not true or false",
        "sleep.csv, row 8: it has more cells than there are columns",
        "sleep.csv, row 9: another entry of the file has the same id",
        "massage.csv, row 2: moments.csv, row 3: its at, \\\"soon\\\", is not a time like",
        "moments.csv, row 2: its entry is in no row of massage.csv or cue.csv",
        "moments.csv, row 4: its entry is in no row of massage.csv or cue.csv",
        "moments.csv, row 5: its entry is not an id",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    let warned = counts["warnings"].to_string();
    for part in ["family.csv is not there", "the column \\\"what_now\\\""] {
        assert!(warned.contains(part), "{part} is not in {warned}");
    }
    let listed = home.on("b.db").ok(&["list", "--json"]);
    assert!(listed.contains(&id(1)), "{listed}");
}

#[test]
fn a_family_row_that_cannot_be_read_takes_no_other_with_it() {
    let home = TempHome::new();
    let head = "what,id,code,name,born,value\n";
    let rows = [
        "cuebook,,,,,1".to_owned(),
        format!("baby,{},,Maya,2026-09-01,", id(1)),
        format!("baby,{},,Rose,in spring,", id(2)),
        "baby,,,Nobody,,".to_owned(),
        format!("carer,{},,Anna,,", id(3)),
        "pet,,,Rex,,".to_owned(),
        "setting,,hidden,,,note;=x".replace("note;=x", "note;butterfly"),
        "setting,,,,,what".to_owned(),
        "stroke_name,,butterfly,the moth,,".to_owned(),
    ];
    home.put("in", "family.csv", head.to_owned() + &rows.join("\n"));
    let counts = home.import_folder("b.db", "in");
    let warned = counts["warnings"].to_string();
    for part in [
        "family.csv, row 4: its born, \\\"in spring\\\", is not a date",
        "family.csv, row 5: part of it is missing",
        "family.csv, row 7: this version does not know what \\\"pet\\\" is",
        "family.csv, row 9: it does not say of what",
    ] {
        assert!(warned.contains(part), "{part} is not in {warned}");
    }
    let family = home.store("b.db").load_family().unwrap();
    assert_eq!((family.babies.len(), family.babies[0].display_name()), (1, "Maya"));
    assert_eq!(family.settings.hidden, ["note", "butterfly"]);
    assert_eq!(family.settings.stroke_names["butterfly"], "the moth");
}

#[test]
fn what_is_no_folder_of_ours_is_refused() {
    let home = TempHome::new();
    fs::create_dir(home.path("none")).unwrap();
    assert!(home.refused_folder("none").contains("without the files of a cuebook export"));
    home.put("in", "sleep.csv", format!("{HEAD}{},\"never closed", id(1)));
    assert!(home.refused_folder("in").contains("sleep.csv, row 2: a quotation mark opens and never closes"));
    assert!(home.refused_folder("in/sleep.csv").contains("Please name the folder"));
    home.put("in", "sleep.csv", "start,end\n1,2\n");
    assert!(home.refused_folder("in").contains("sleep.csv: it has no column \"id\""));
    home.put("in", "sleep.csv", "id,at,at\n1,2,3\n");
    assert!(home.refused_folder("in").contains("two columns are called \"at\""));
    home.put("in", "sleep.csv", b"id,at\nab\xff,2\n");
    assert!(home.refused_folder("in").contains("sleep.csv, row 2: it is not UTF-8"));
    home.put("in", "sleep.csv", "id\n");
    home.put("in", "family.csv", "what,value\ncuebook,2\n");
    assert!(home.refused_folder("in").contains("newer cuebook"));
    home.put("large", "note.csv", format!("id,note\n{},\"{}\"\n", id(1), "x".repeat(9_000_000)));
    assert!(home.refused_folder("large").contains("note.csv, row 2 is longer than 8 MB"));
}

#[test]
fn a_folder_is_new_private_and_whole() {
    let home = TempHome::new();
    drop(full(&home, "a.db"));
    for args in [&["export", "--format", "csv"][..], &["export", "--format", "csv", "--out", "-"]] {
        let (code, out, err) = home.on("a.db").run(args);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains("--out FOLDER"), "{err}");
    }
    home.put("mine", "mine.txt", "mine");
    fs::write(home.path("file"), "mine").unwrap();
    for taken in ["mine", "file"] {
        let (code, out, err) = home.on("a.db").run(&["export", "--format", "csv", "--out", taken]);
        assert_eq!((code, out.as_str()), (1, ""));
        assert!(err.contains("so we left it"), "{err}");
    }
    assert_eq!(files(&home.path("mine")).len(), 1);
    fs::create_dir(home.path("blank")).unwrap();
    assert_eq!(home.csv("a.db", "blank").len(), 7);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&home.path("blank")), 0o700);
        assert_eq!(mode(&home.path("blank/family.csv")), 0o600);
    }
    let left = fs::read_dir(home.folder()).unwrap();
    let parts = left.filter(|f| f.as_ref().unwrap().file_name().to_string_lossy().contains(".part"));
    assert_eq!(parts.count(), 0);
}

proptest! {
    #[test]
    fn any_text_and_any_list_of_texts_come_back(
        text in "\\PC{0,3}[\\\\;'=e\t\r\n]{0,3}\\PC{0,3}",
        list in prop::collection::vec("[\\\\;'=e\t]{0,4}", 1..5),
    ) {
        let value = json!(text);
        prop_assert_eq!(decode_cell(CsvCellKind::Text, &encode_cell(Some(&value))), Ok(Some(value)));
        let value = json!(list);
        prop_assert_eq!(decode_cell(CsvCellKind::List, &encode_cell(Some(&value))), Ok(Some(value)));
    }
}
