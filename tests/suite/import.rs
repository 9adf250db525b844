//! Imports: invented files in every shape the format comes in; what becomes of them stands in `plans`.

use cuebook::import::{
    DateOrder, ImportFormat, ImportOptions, ImportPlan, ImportTarget, ParsedFile, UserAnswers,
    describe_formats, detect_format, parse_file, parse_file_with_answers, plan_import, render_preview,
};
use cuebook::model::{
    Baby, Carer, Details, Entry, Family, FamilySettings, Id, Record, Timestamp, Zone, new_id,
};
use proptest::prelude::*;
use std::collections::HashSet;

mod import_plan;

const LA: Zone = Zone::named("America/Los_Angeles");

fn options() -> ImportOptions {
    ImportOptions {
        zone: LA,
        keep_other: false,
        now: Timestamp::parse_rfc3339("2026-11-22T14:07:00Z").unwrap(),
    }
}

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/babyconnect/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn read_with(bytes: &[u8], options: &ImportOptions) -> ParsedFile {
    assert_eq!(detect_format(bytes), Some(ImportFormat::BabyConnect));
    let answers = UserAnswers { date_order: Some(DateOrder::MonthFirst), ..UserAnswers::default() };
    let read = parse_file_with_answers(bytes, ImportFormat::BabyConnect, options, &answers).unwrap();
    assert_eq!(read.rows_read, read.candidates.len() + read.repeated_rows + read.skipped_count());
    read
}

fn reads(name: &str) -> ParsedFile {
    read_with(&file(name), &options())
}

fn family() -> Family {
    Family {
        babies: vec![Baby::new_unnamed(new_id())],
        carers: vec![Carer { id: new_id(), name: None, hidden_checkins: false }],
        custom_cues: Vec::new(),
        coverage_marks: Vec::new(),
        settings: FamilySettings::with_defaults(Zone::named("Europe/London")),
    }
}

fn fresh<'a>(family: &'a Family, known: &'a HashSet<Id>) -> ImportTarget<'a> {
    ImportTarget {
        name: "/home/someone/eva.csv",
        family,
        known_ids: known,
        journal_is_empty: true,
        baby_is_empty: true,
        baby: None,
        new_baby: None,
        zone_given: true,
        is_in_app: false,
        stored_zone: None,
        existing: None,
    }
}

fn records(plan: &ImportPlan) -> Vec<&Record> {
    let edits = plan.change.iter().flat_map(|change| &change.edits);
    edits.map(|edit| edit.affected_record().unwrap()).collect()
}

fn entries(plan: &ImportPlan) -> Vec<&Entry> {
    records(plan).into_iter().filter_map(Record::as_entry).collect()
}

fn minutes(read: &ParsedFile) -> Vec<i64> {
    let length = |d: &cuebook::import::CandidateEntry| d.until.unwrap().unix_seconds() - d.at.unix_seconds();
    read.candidates.iter().map(|d| length(&d) / 60).collect()
}

fn skipped(read: &ParsedFile) -> Vec<String> {
    let one = |s: &cuebook::import::SkippedRow| format!("{}: {}", s.row, s.reason);
    read.skipped.iter().map(one).collect()
}

fn warned(read: &ParsedFile) -> Vec<String> {
    let row = |w: &cuebook::import::ImportWarning| w.row.map_or("-".to_owned(), |row| row.to_string());
    let all = read.warnings.iter();
    all.map(|w| format!("{}: {}", row(w), w.message)).collect()
}

#[test]
fn a_usual_file() {
    let read = reads("normal.csv");
    assert_eq!(read.children, ["Nora"]);
    assert_eq!(minutes(&read), [625, 50, 40]);
    assert_eq!(skipped(&read), ["3: a bottle: this journal does not note feeds"]);
    assert_eq!(warned(&read), [""; 0]);
    let all = read.candidates.to_vec();
    let notes: Vec<_> = all.iter().map(|d| d.note.as_deref()).collect();
    let place = Some("Nora slept in the cot (10h25m)");
    assert_eq!(notes, [place, Some("Rain, then \"quiet\"\nat last"), None]);
    let rows: Vec<_> = read.candidates.iter().map(|d| d.row).collect();
    assert_eq!(rows, [2, 4, 6]);
    assert_eq!(read.candidates.get(0).unwrap().at.to_rfc3339(), "2021-03-05T20:15:00-08:00");
    assert_eq!(read.candidates.get(2).unwrap().carer, None);
    for draft in read.candidates.iter() {
        assert!(matches!(&draft.details, Details::Sleep(sleep) if sleep.imported));
        assert_eq!(draft.id.get_version_num(), 7);
        assert_eq!(draft.id.get_variant(), uuid::Variant::RFC4122);
    }
}

#[test]
fn an_identity_hangs_on_the_words_not_on_the_zone_or_the_way_times_are_written() {
    let here = reads("normal.csv");
    let zone = Zone::named("Asia/Tokyo");
    let there = read_with(&file("normal.csv"), &ImportOptions { zone, ..options() });
    let ids = |read: &ParsedFile| read.candidates.iter().map(|d| d.id).collect::<Vec<_>>();
    assert_eq!(ids(&here), ids(&there));
    assert_eq!(ids(&here)[..2], ids(&reads("bom-crlf.csv"))[..2]);
    // Fixed for good: another value here would double every file imported before.
    assert_eq!(here.candidates.to_vec()[0].id.to_string(), "01780407-71a0-7ae2-93e7-68adcfcd1adb");
}

#[test]
fn marks_line_ends_and_odd_blanks() {
    let read = reads("bom-crlf.csv");
    assert_eq!(minutes(&read), [625, 50]);
    let rows: Vec<_> = read.candidates.iter().map(|d| d.row).collect();
    assert_eq!(rows, [2, 4]);
    let why = "the Date and Time cell, \"never\", is not a date and time like 12/20/19 1:11 AM";
    assert_eq!(skipped(&read), [format!("5: {why}")]);
    assert_eq!(minutes(&reads("semicolons.csv")), [50]);
}

#[test]
fn ragged_rows() {
    let read = reads("ragged.csv");
    assert_eq!(minutes(&read), [625, 50]);
    let why = "3: 3 cells under 9 headings: the Activity is missing";
    assert_eq!(skipped(&read), [why]);
    let left = "4: more cells than the 9 headings; those left over were not saved: \"P\".";
    assert_eq!(warned(&read), [left]);
}

#[test]
fn the_nights_the_clocks_change() {
    let read = reads("clocks.csv");
    assert_eq!(minutes(&read), [30, 20, 120, 60, 540, 127, 40, 420]);
    let offset = |i: usize| {
        let d: &cuebook::import::CandidateEntry = &read.candidates.to_vec()[i];
        (d.at.offset_seconds() / 3600, d.until.unwrap().offset_seconds() / 3600)
    };
    assert_eq!(offset(0), (-7, -7));
    assert_eq!(offset(1), (-7, -8));
    assert_eq!(offset(2), (-7, -8));
    assert_eq!(offset(3), (-7, -7));
    assert_eq!(read.candidates.get(5).unwrap().until.unwrap().format_hm(), "03:17");
    let said = warned(&read);
    assert!(said[0].starts_with("2: 1 Nov 2020 01:15 came twice"), "{said:?}");
    assert!(said[1].starts_with("7: 8 Mar 2020 02:17 did not exist"), "{said:?}");
    assert!(said[2].starts_with("8: 8 Mar 2020 02:30 did not exist"), "{said:?}");
    assert!(said[3..].iter().all(|s| s.contains("time with another")), "{said:?}");
}

#[test]
fn rows_said_twice_and_rows_worth_a_look() {
    let read = reads("duplicates.csv");
    assert_eq!(read.repeated_rows, 2);
    assert_eq!(minutes(&read), [50, 1, 900]);
    assert_eq!(read.candidates.get(0).unwrap().note.as_deref(), Some("In the sling"));
    let said = warned(&read);
    assert!(said[0].starts_with("4: this is row 2 once more"), "{said:?}");
    assert!(said[1].starts_with("6: 1 sleep is longer than 13 hours"), "{said:?}");
    assert!(said[2].starts_with("5: 1 sleep is no longer than a minute"), "{said:?}");
    assert!(said[3].starts_with("-: 2 sleeps share time with another"), "{said:?}");
    let now = Timestamp::parse_rfc3339("2021-03-05T12:00:00-08:00").unwrap();
    let early = read_with(&file("duplicates.csv"), &ImportOptions { now, ..options() });
    assert!(warned(&early).iter().any(|s| s.starts_with("-: 2 entries lie in the future")));
}

#[test]
fn sleeps_without_an_end_never_run() {
    let read = reads("open.csv");
    let said = warned(&read);
    assert!(said[0].starts_with("2: no end is written"), "{said:?}");
    assert!(said[1].contains("duration says 45 min"), "{said:?}");
    let (family, known) = (family(), HashSet::new());
    let plan = plan_import(vec![read], &fresh(&family, &known), &options()).unwrap();
    for entry in entries(&plan) {
        assert!(entry.is_open() && !entry.is_running_sleep(entry.at));
    }
}

#[test]
fn other_rows_are_named_or_kept_as_notes() {
    let read = reads("other.csv");
    assert!(read.candidates.is_empty());
    assert_eq!(read.skipped.len(), 12);
    assert_eq!(read.skipped[3].reason, "a nappy: this journal does not note nappies");
    assert_eq!(read.skipped[10].reason, "\"Bath\": this journal has no place for it");
    let keep = ImportOptions { keep_other: true, ..options() };
    let kept = read_with(&file("other.csv"), &keep);
    assert_eq!((kept.skipped.len(), kept.candidates.len()), (0, 12));
    assert_eq!(kept.children, ["Nora"]);
    let all = kept.candidates.to_vec();
    let note = |i: usize| all[i].note.as_deref().unwrap();
    assert_eq!(note(2), "Nora ate veggies: 5 tsp\nSquash");
    assert_eq!(note(9), "Doctor\nAll good");
    assert_eq!(note(10), "Bath warm");
    assert_eq!(kept.candidates.to_vec()[9].child.as_deref(), Some("Nora"));
    assert!(kept.candidates.to_vec()[0].until.is_some() && kept.candidates.to_vec()[2].until.is_none());
    let (family, known) = (family(), HashSet::new());
    let skipping = plan_import(vec![read], &fresh(&family, &known), &options()).unwrap();
    assert_eq!(skipping.change, None);
    let shown = render_preview(&skipping);
    let says = "  2 bottles: this journal has no place for them; --keep-other saves them as notes\n";
    assert!(shown.contains(says), "{shown}");
    assert!(shown.contains("  1 \"Bath\": this journal has no place"), "{shown}");
}

#[test]
fn rows_that_cannot_be_read_say_why() {
    let read = reads("bad.csv");
    let why = skipped(&read);
    assert!(why[0].starts_with("2: the Date and Time cell, \"13/40/21"), "{why:?}");
    assert!(why[1].starts_with("3: the End Time cell, \"tomorrow\""), "{why:?}");
    assert_eq!(why[2], "4: the Date and Time cell is empty");
    let order = "5: the end, 5 Mar 2021 18:15, is before the start, 5 Mar 2021 20:15";
    assert_eq!(why[3], order);
    assert_eq!(why[4], "6: the Activity cell is empty");
    assert!(why[5].contains("from line 8 to line 9"), "{why:?}");
    assert_eq!(minutes(&read), [50]);
    assert!(warned(&read)[0].starts_with("7: the Duration cell"));
}

#[test]
fn hostile_cells_lose_only_what_could_harm() {
    let head = String::from_utf8(file("normal.csv")).unwrap();
    let head = head.lines().next().unwrap();
    let bell = format!("{head}\n3/5/21 1:10 PM,3/5/21 2:00 PM,50,Sleep,,,,a\0b\u{1b}[2Jc,P\n");
    let read = read_with(bell.as_bytes(), &options());
    assert_eq!(read.candidates.get(0).unwrap().note.as_deref(), Some("ab[2Jc"));
    let long = "x".repeat(100_001);
    let long = format!("{head}\n3/5/21 1:10 PM,3/5/21 2:00 PM,50,Sleep,,,{long},,P\n");
    let read = read_with(long.as_bytes(), &options());
    assert!(read.skipped[0].reason.contains("100,000 characters"));
    let bare = read_with(head.as_bytes(), &options());
    assert_eq!((bare.rows_read, bare.candidates.len()), (0, 0));
    let latin = [head.as_bytes(), b"\n3/5/21 1:10 PM,,,Sleep,,,Zo\xEB slept,,P\n"].concat();
    let read = read_with(&latin, &options());
    assert_eq!(read.children, ["Zoë"], "the letters of an older program");
    assert!(read.warnings[0].message.contains("its letters were read as windows-1252"));
}

#[test]
fn formats_are_known_by_header_code_or_name() {
    assert_eq!(detect_format(b"Type,Start,End,Duration\n"), None);
    assert_eq!(detect_format(b""), None);
    assert_eq!(detect_format(b"\xFF\xFE\x00"), None);
    for name in ["babyconnect", "Baby Connect", "baby-connect"] {
        assert_eq!(ImportFormat::from_name(name), Some(ImportFormat::BabyConnect));
    }
    assert_eq!(ImportFormat::from_name("other"), None);
    assert!(describe_formats().contains("Baby Connect"));
    assert!(parse_file(b"a,b\n1,2\n", ImportFormat::BabyConnect, &options()).is_err());
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = detect_format(&bytes);
        let _ = parse_file(&bytes, ImportFormat::BabyConnect, &options());
    }

    #[test]
    fn any_rows_under_the_header_are_counted(
        rows in "([0-9/: APM]{0,16}[,;\n\"]|Sleep,|Bottle,|Ola slept,|11/1/20 1:[0-5]0 AM,|\\PC{0,6}){0,60}",
        keep_other in any::<bool>(),
    ) {
        let head = "Date and Time,End Time,Duration (min),Activity,Quantity,Extra data,Text,Notes,Caregiver\n";
        let options = ImportOptions { keep_other, ..options() };
        let read = read_with(format!("{head}{rows}").as_bytes(), &options);
        let (family, known) = (family(), HashSet::new());
        let plan = plan_import(vec![read], &fresh(&family, &known), &options).unwrap();
        let s = &plan.summary;
        prop_assert_eq!(s.rows_read, s.added + s.already_known + s.skipped.len());
        prop_assert!(render_preview(&plan).ends_with('\n'));
    }
}
