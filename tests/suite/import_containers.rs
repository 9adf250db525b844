//! Files within files: zip archives of lists, spreadsheets, folders, Daylio's backup; and a set of files of which only
//! some tell how their dates are read.

use crate::support::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HUCKLEBERRY: &str = "Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes\n\
    Sleep,2024-05-25 12:00,2024-05-25 13:00,01:00,,,,\n";
const NIGHP_SLEEP: &str = "Baby,Time,Duration (min),Note\nWren,3/4/24 9:05 AM,55,in the pram\n";
const NIGHP_DIAPER: &str = "Baby,Time,Status,Note\nWren,13/4/24 9:00 AM,Wet,\n";

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn put(home: &TempHome, name: &str, bytes: &[u8]) -> PathBuf {
    let path = home.path(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn starts(home: &TempHome) -> Vec<String> {
    let listed = home.json(&["list", "--json"]);
    let mut all: Vec<String> = listed["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| format!("{} {}", entry["kind"].as_str().unwrap(), entry["at"].as_str().unwrap()))
        .collect();
    all.sort();
    all
}

#[test]
fn an_archives_lists_come_in_together_and_the_rest_is_named() {
    let home = TempHome::new();
    let bytes = zipped(&[
        ("export/Wren_sleep.csv", NIGHP_SLEEP.as_bytes()),
        ("export/Wren_diaper.csv", NIGHP_DIAPER.as_bytes()),
        ("export/photo.jpg", b"\xFF\xD8\xFF\x00"),
        ("__MACOSX/._Wren_sleep.csv", b"\x00\x05"),
    ]);
    let path = put(&home, "export.zip", &bytes);
    let said = home.ok(&["import", &path.display().to_string(), "--zone", "Europe/London", "--yes"]);
    // 13/4 in the list of nappies tells how the list of sleeps is read.
    assert_eq!(starts(&home), ["sleep 2024-04-03T09:05:00+01:00"]);
    assert!(said.contains("left out, as no known format: photo.jpg."), "{said}");
    assert!(said.contains("1 nappy: this journal has no place for them"), "{said}");
}

#[test]
fn a_folder_of_lists_comes_in_too() {
    let home = TempHome::new();
    std::fs::create_dir(home.path("export")).unwrap();
    put(&home, "export/a.csv", HUCKLEBERRY.as_bytes());
    put(&home, "export/b.csv", NIGHP_DIAPER.as_bytes());
    put(&home, "export/shopping.txt", b"milk\n");
    let folder = home.path("export").display().to_string();
    let said = home.ok(&["import", &folder, "--zone", "Europe/London", "--yes"]);
    assert_eq!(starts(&home), ["sleep 2024-05-25T12:00:00+01:00"]);
    assert!(said.contains("shopping.txt"), "{said}");
}

#[test]
fn an_archive_of_nothing_known_is_refused() {
    let home = TempHome::new();
    let path = put(&home, "photos.zip", &zipped(&[("photo.jpg", b"\xFF\xD8\xFF")]));
    let said = home.refused(1, &["import", &path.display().to_string(), "--yes"]);
    assert!(said.contains("It is a zip archive without a file that cuebook can read."), "{said}");
    let whole = zipped(&[("a.csv", HUCKLEBERRY.as_bytes())]);
    let path = put(&home, "cut.zip", &whole[..whole.len() - 30]);
    let said = home.refused(1, &["import", &path.display().to_string(), "--yes"]);
    assert!(said.contains("cannot be unpacked"), "{said}");
    assert!(!home.journal().exists());
}

/// One sheet, its dates as numbers of days.
const SHEET_ROWS: &str = r#"
        <row r="1"><c r="A1" t="inlineStr"><is><t>Type</t></is></c><c r="B1" t="inlineStr"><is><t>Start</t></is></c><c r="C1" t="inlineStr"><is><t>End</t></is></c><c r="D1" t="inlineStr"><is><t>Duration</t></is></c><c r="E1" t="inlineStr"><is><t>Start Location</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>Sleep</t></is></c><c r="B2"><v>45437.5</v></c><c r="C2"><v>45437.54166667</v></c><c r="D2"/><c r="E2"/></row>"#;

/// The least that a program for tables opens.
fn spreadsheet(rows: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let parts: [(&str, &str); 6] = [
        (
            "[Content_Types].xml",
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Huckleberry" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
        ),
        // Plain, a date with its clock, a clock, a length.
        (
            "xl/styles.xml",
            r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="46"/></cellXfs></styleSheet>"#,
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    zipped(&parts.map(|(name, text)| (name, text.as_bytes())))
}

#[test]
fn a_spreadsheet_is_read_sheet_by_sheet() {
    let home = TempHome::new();
    let path = put(&home, "sleep.xlsx", &spreadsheet(SHEET_ROWS));
    home.ok(&["import", &path.display().to_string(), "--zone", "Europe/London", "--yes"]);
    let listed = home.json(&["list", "--json"]);
    assert_eq!(listed["entries"][0]["at"], "2024-05-25T12:00:00+01:00");
    assert_eq!(listed["entries"][0]["until"], "2024-05-25T13:00:00+01:00");
}

#[test]
fn daylios_backup_knows_its_own_moods() {
    let home = TempHome::new();
    let backup = r#"{"version":15,"customMoods":[{"id":1,"custom_name":"","mood_group_id":1,"predefined_name_id":1},
        {"id":9,"custom_name":"foggy","mood_group_id":4,"predefined_name_id":-1}],
        "tags":[{"id":5,"name":"walk"}],
        "dayEntries":[{"id":1,"year":2024,"month":4,"day":25,"hour":20,"minute":30,"datetime":1716661800000,
        "timeZoneOffset":7200000,"mood":9,"tags":[5],"note":"long<br>day","note_title":""}]}"#;
    let packed = STANDARD.encode(backup);
    let path = put(&home, "backup_2024.daylio", &zipped(&[("backup.daylio", packed.as_bytes())]));
    home.ok(&["import", &path.display().to_string(), "--zone", "Europe/London", "--yes"]);
    let listed = home.json(&["list", "--json"]);
    let entry = &listed["entries"][0];
    assert_eq!(
        (entry["at"].as_str(), entry["felt"].as_u64()),
        (Some("2024-05-25T20:30:00+02:00"), Some(2)),
        "{entry}"
    );
    assert_eq!(entry["note"], "long\nday\nfoggy\nwalk");
    // The same moment out of the list with commas is the same check-in.
    let list = "full_date,date,weekday,time,mood,activities,note_title,note\n\
        2024-05-25,May 25,Saturday,20:30,foggy,walk,,long<br>day\n";
    let path = put(&home, "daylio.csv", list.as_bytes());
    let told =
        home.json(&["import", &path.display().to_string(), "--map-mood", "foggy=2", "--yes", "--json"]);
    assert_eq!((told["added"].as_u64(), told["already"].as_u64()), (Some(0), Some(1)), "{told}");
}

#[test]
fn glow_and_hatch_put_the_month_first() {
    let home = TempHome::new();
    let glow = put(
        &home,
        "Sleep-20240501.csv",
        b"Begin time,End time\r\n05/04/2024 8:30:00 PM,05/04/2024 10:15:00 PM\r\n",
    );
    home.ok(&["import", &glow.display().to_string(), "--zone", "Europe/London", "--yes"]);
    let hatch = "Baby Name,Start Time,End Time,Activity,Amount,Percentile,Duration,Info,Notes\n\
        === BEGIN Sleeps ===\n\
        Wren,05/05/2024 0:00 AM,05/05/2024 1:48 AM,Sleep,,,1 h 48 min,,\n\
        Wren,05/05/2024 14:41 PM,05/05/2024 15:25 PM,Sleep,,,44 min,,\n\
        === END Sleeps ===\n\
        Wren,05/05/2024 9:00 AM,,Feeding,3oz,,,,\n";
    let hatch = put(&home, "hatch.csv", hatch.as_bytes());
    let told = home.json(&["import", &hatch.display().to_string(), "--yes", "--json"]);
    assert_eq!(told["read"], 3, "{told}");
    assert_eq!(
        starts(&home),
        [
            "sleep 2024-05-04T20:30:00+01:00",
            "sleep 2024-05-05T00:00:00+01:00",
            "sleep 2024-05-05T14:41:00+01:00"
        ]
    );
}

/// Amila's backup, under its own ending, and the list of the same app tell the same events once.
#[test]
fn amilas_backup_and_list_are_one() {
    let home = TempHome::new();
    let records = r#"{"birthday":"2024-01-10","name":"Wren","notes":[],"records":[
        {"details":"","fromDate":"2024-05-25 20:30:00","toDate":"2024-05-25 22:15:38","type":"SLEEPING","subtype":"NONE"}],"sessions":[],"version":1}"#;
    let backup = put(&home, "baby_data.abt", &zipped(&[("baby.json", records.as_bytes())]));
    let list = "\"RecordCategory\",\"RecordSubCategory\",\"StartDate\",\"FinishDate\",\"Details\"\n\"Sleep\",\"\",\"25-May-2024 20:30\",\"25-May-2024 22:15\",\"\"\n";
    let listed = put(&home, "BabyTracker.zip", &zipped(&[("BabyRecords.csv", list.as_bytes())]));
    home.ok(&["import", &backup.display().to_string(), "--zone", "Europe/London", "--yes"]);
    let again =
        home.json(&["import", &listed.display().to_string(), "--zone", "Europe/London", "--yes", "--json"]);
    assert_eq!(again["added"], 0, "{again:#}");
    assert_eq!(starts(&home), ["sleep 2024-05-25T20:30:00+01:00"]);
    assert!(home.ok(&["set", "baby"]).contains("Wren"));
}

/// A title above the headings; cells that are dates, clocks and lengths; and an end that only the length tells.
#[test]
fn a_spreadsheets_own_dates_clocks_and_lengths_are_read() {
    let home = TempHome::new();
    let text = |cell: &str, text: &str| format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let headings =
        [("A3", "Type"), ("B3", "Start"), ("C3", "End"), ("D3", "Duration"), ("E3", "Start Location")];
    let headings: String = headings.iter().map(|(cell, heading)| text(cell, heading)).collect();
    let rows = format!(
        r#"<row r="1">{}</row><row r="3">{headings}</row>
        <row r="4">{}<c r="B4" s="1"><v>45437.854166667</v></c><c r="C4" s="1"><v>45437.927083333</v></c><c r="D4" s="2"><v>0.072916667</v></c></row>
        <row r="5">{}<c r="B5" s="1"><v>45438.5</v></c><c r="D5" s="3"><v>0.041666667</v></c></row>
        <row r="6">{}<c r="B6" s="1"><v>45439.5</v></c><c r="D6" s="2"><v>0.03125</v></c></row>"#,
        text("A1", "Huckleberry export"),
        text("A4", "Sleep"),
        text("A5", "Sleep"),
        text("A6", "Sleep")
    );
    let path = put(&home, "sleep.xlsx", &spreadsheet(&rows));
    home.ok(&["import", &path.display().to_string(), "--zone", "Europe/London", "--yes"]);
    let listed = home.json(&["list", "--json"]);
    let spans: Vec<_> = listed["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["at"].clone(), entry["until"].clone()))
        .collect();
    let right = [
        ("2024-05-27T12:00:00+01:00", "2024-05-27T12:45:00+01:00"),
        ("2024-05-26T12:00:00+01:00", "2024-05-26T13:00:00+01:00"),
        ("2024-05-25T20:30:00+01:00", "2024-05-25T22:15:00+01:00"),
    ];
    assert_eq!(spans, right.map(|(at, until)| (at.into(), until.into())));
}
