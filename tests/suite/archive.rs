//! The archive: what `export` writes comes back to the byte, whoever shares a name with whom; an import never writes
//! over what is there, and nothing in a file makes it panic or keep half.

use crate::store::every_field;
use crate::support::{LONDON, TempHome, at, entry_of, now, open, open_in_memory};
use cuebook::import;
use cuebook::import::{
    ArchiveForm, ArchiveInput, ArchiveSet, ArchiveSource, ExistingRecords, ImportOptions, ImportPlan,
    ImportTarget, MergeJournal, OpenFile, ProgressCallback,
};
use cuebook::model::{
    Baby, Carer, Change, CoverageMark, CueDirection, CustomCue, DayPart, Details, Edit, Entry, Id, Massage,
    Note, Record, Setting, Sleep, Timestamp, ValidationError, new_id,
};
use cuebook::store::Store;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::HashSet;
use std::io::Cursor;
use std::path::Path;

mod archive_limits;
mod csv_folder;

const EVA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/babyconnect/eva.csv");

impl TempHome {
    fn store(&self, name: &str) -> Store {
        open(&self.path(name))
    }

    fn export(&self, journal: &str) -> String {
        self.on(journal).ok_with_notices(&["export"])
    }

    /// Imports text and answers with the counts.
    fn import(&self, journal: &str, text: &str) -> Value {
        std::fs::write(self.path("in.json"), text).unwrap();
        let counts = self.on(journal).json(&["import", "in.json", "--yes", "--json"]);
        let skipped = counts["skipped"].as_array().unwrap().len() as u64;
        let sum = counts["added"].as_u64().unwrap() + counts["already"].as_u64().unwrap() + skipped;
        assert_eq!(counts["read"].as_u64().unwrap(), sum, "{counts:#}");
        counts
    }
}

/// An entry with all that makes it hard to write down and read again.
fn odd_entry(baby: Id, carer: Id, when: &str, details: Details) -> Entry {
    let when = at(when);
    let until = Timestamp::new(when.unix_seconds() + 720, when.offset_seconds());
    Entry {
        approximate: true,
        note: Some("ünï 👶🏽 'quoted' \"text\"\nsecond line \u{1b}[2J".into()),
        ..entry_of(Some(baby), carer, when, Some(until), details)
    }
}

/// One entry of every kind with every field set, and the odd ones.
fn one_of_each(baby: Id, twin: Id, carer: Id, namesake: Id) -> Vec<Entry> {
    let (mut massage, mut cue, mut sleep, checkin) = every_field();
    for moment in [&mut massage.moments[0], &mut cue.moments[0]] {
        moment.cues.push("own-1".into());
    }
    sleep.night = None;
    let live = Massage { live: true, ..Massage::default() };
    let night =
        Sleep { night: Some("2026-11-20".parse().unwrap()), words: Some("well".into()), ..Sleep::default() };
    let open = Details::Sleep(Sleep::default());
    let mut all = vec![
        odd_entry(baby, carer, "2026-11-22T10:15:00+00:00", Details::Massage(massage)),
        odd_entry(twin, namesake, "2026-11-22T11:00:00+05:45", Details::Cue(cue)),
        odd_entry(baby, carer, "2026-10-25T01:30:00+01:00", Details::Sleep(sleep)),
        odd_entry(twin, namesake, "2026-11-22T12:00:00-03:30", Details::Checkin(checkin)),
        odd_entry(
            baby,
            carer,
            "2026-11-22T13:00:00+00:00",
            Details::Note(Note { for_visit: true, ..Note::default() }),
        ),
        odd_entry(baby, namesake, "2026-11-22T13:05:00+00:00", Details::Massage(live)),
        odd_entry(baby, carer, "2026-11-20T21:30:00+00:00", Details::Sleep(night)),
        odd_entry(twin, carer, "2026-11-22T13:30:00+00:00", open.clone()),
        odd_entry(baby, carer, "2026-11-01T13:30:00+00:00", open),
    ];
    for one in &mut all[5..] {
        (one.until, one.note, one.approximate) = (None, None, false);
    }
    (all[3].baby, all[4].baby) = (None, None);
    all
}

/// A family with two babies and two carers of one name, own words and settings of every sort.
fn full(home: &TempHome, name: &str) -> Store {
    let mut store = home.store(name);
    let family = store.load_family().unwrap();
    let (baby, carer) = (family.babies[0].clone(), family.carers[0].clone());
    let named = Baby {
        name: Some("Maya".into()),
        born: Some("2026-09-01".parse().unwrap()),
        due: Some("2026-10-06".parse().unwrap()),
        ..baby.clone()
    };
    let twin = Baby { id: new_id(), closed: true, ..named.clone() };
    let anna = Carer { name: Some("Anna".into()), hidden_checkins: true, ..carer.clone() };
    let namesake = Carer { id: new_id(), name: Some("anna".into()), hidden_checkins: false };
    let mark = |baby: Option<Id>, span: DayPart| CoverageMark {
        id: new_id(),
        baby,
        date: "2026-11-09".parse().unwrap(),
        span,
        complete: false,
    };
    let own = CustomCue {
        code: "own-1".into(),
        words: "the \"windmill\"".into(),
        points: Some(CueDirection::Engagement),
        retired: true,
    };
    let mut change = Change::replace_record("family", baby, named.clone());
    let add = |record: Record| Edit { before: None, after: Some(record) };
    change.edits.extend(Change::replace_record("", carer, anna.clone()).edits);
    change.edits.extend([
        add(twin.clone().into()),
        add(namesake.clone().into()),
        add(own.into()),
        add(mark(Some(twin.id), DayPart::Night).into()),
        add(mark(None, DayPart::Day).into()),
    ]);
    for (name, value) in [
        ("day_start", json!("06:30")),
        ("night", json!(["20:00", "06:30"])),
        ("favourites", json!(["own-1", "q-look"])),
        ("hidden", json!(["note", "butterfly"])),
        ("stroke_names", json!({"butterfly": "the moth"})),
    ] {
        let name = name.to_owned();
        change.edits.push(add(Setting { name, value }.into()));
    }
    store.apply(&change, now()).unwrap();
    for entry in one_of_each(named.id, twin.id, anna.id, namesake.id) {
        store.apply(&Change::add_record("an entry", entry), now()).unwrap();
    }
    store
}

#[test]
fn everything_comes_back_to_the_byte_and_only_once() {
    let home = TempHome::new();
    drop(full(&home, "a.db"));
    let told = home.export("a.db");
    let counts = home.import("b.db", &told);
    assert_eq!((counts["added"].as_u64(), &counts["skipped"]), (Some(9), &json!([])), "{counts:#}");
    assert_eq!(home.export("b.db"), told);
    let (a, b) = (home.store("a.db"), home.store("b.db"));
    let all = |store: &Store| store.load_newest_entries(&Default::default(), None, 99, |_| true).unwrap();
    assert_eq!(all(&a), all(&b), "whose, by whom, and when as lived");
    drop((a, b));

    let again = home.import("b.db", &told);
    assert_eq!((again["added"].as_u64(), again["already"].as_u64()), (Some(0), Some(9)));
    assert_eq!(home.store("b.db").list_history(9).unwrap().len(), 1);
}

#[test]
fn undo_leaves_the_journal_as_it_was() {
    let home = TempHome::new();
    drop((full(&home, "a.db"), home.store("b.db")));
    let blank = home.export("b.db");
    home.import("b.db", &home.export("a.db"));
    home.on("b.db").ok(&["undo"]);
    assert_eq!(home.export("b.db"), blank);
}

#[test]
fn a_list_without_a_family_comes_by_name() {
    let home = TempHome::new();
    home.on("a.db").ok(&["log", "slept 11:40-12:55"]);
    home.on("a.db").ok(&["log", "slept badly last night"]);
    home.on("a.db").ok(&["set", "baby", "Baby", "--rename", "Maya"]);
    let list = home.on("a.db").ok(&["list", "--json"]);
    assert_eq!(home.import("b.db", &list)["added"], 2);
    assert_eq!(home.on("b.db").ok(&["list", "--json"]), list);
    assert_eq!(home.import("b.db", &list)["already"], 2);
    let family = home.store("b.db").load_family().unwrap();
    assert_eq!((family.babies.len(), family.babies[0].display_name()), (1, "Maya"));
}

#[test]
fn what_the_journal_has_is_never_written_over() {
    let home = TempHome::new();
    drop(full(&home, "a.db"));
    let told = home.export("a.db");
    let mut other: Value = serde_json::from_str(&told).unwrap();
    other["entries"][2]["note"] = json!("another note");
    other["family"]["babies"][0]["name"] = json!("Somebody");
    other["family"]["own_cues"][0]["words"] = json!("other words");
    let counts = home.import("a.db", &other.to_string());
    assert_eq!((counts["added"].as_u64(), counts["already"].as_u64()), (Some(0), Some(8)), "{counts:#}");
    assert_eq!(counts["skipped"][0]["row"], 3);
    let why = counts["skipped"][0]["why"].as_str().unwrap();
    assert!(why.starts_with("entries[2]: the journal has this entry with other content (note)"), "{why}");
    assert!(why.ends_with("yours was left as it is"), "{why}");
    let names: Vec<_> = counts["warnings"].as_array().unwrap().iter().map(|it| it["says"].clone()).collect();
    assert!(json!(names).to_string().contains("yours stay where they differ: Maya"), "{counts:#}");
    assert_eq!(home.export("a.db"), told);
}

#[test]
fn into_a_lived_in_journal_people_are_met_by_identity_then_name() {
    let home = TempHome::new();
    home.on("a.db").ok(&["log", "slept 11:40-12:55"]);
    home.on("a.db").ok(&["set", "baby", "Baby", "--rename", "Maya"]);
    home.on("b.db").ok(&["log", "slept 09:00-10:00"]);
    home.on("b.db").ok(&["set", "baby", "Baby", "--rename", "maya"]);
    let counts = home.import("b.db", &home.export("a.db"));
    assert_eq!(counts["added"], 1);
    let store = home.store("b.db");
    let family = store.load_family().unwrap();
    assert_eq!((family.babies.len(), family.carers.len()), (1, 2), "two called Me are two");
    let told: Value = serde_json::from_str(&home.export("b.db")).unwrap();
    assert_eq!(told["entries"][0]["baby"], "maya");
    assert_ne!(told["entries"][0]["carer_id"], told["entries"][1]["carer_id"]);
}

fn sleep(n: u32, more: &Value) -> Value {
    let mut one = json!({"id": format!("0193517e-0000-7000-8000-{n:012}"), "kind": "sleep", "baby": "Baby",
        "carer": "Me", "at": "2026-11-20T10:15:00+00:00", "until": "2026-11-20T11:15:00+00:00"});
    for (name, value) in more.as_object().unwrap() {
        one[name] = value.clone();
    }
    one
}

#[test]
fn a_bad_entry_is_skipped_with_its_place_and_the_others_come() {
    let home = TempHome::new();
    let mut without = sleep(9, &json!({}));
    without.as_object_mut().unwrap().remove("carer");
    let bad = [
        (json!(7), "not an object"),
        (json!({"kind": "sleep"}), "id is missing"),
        (sleep(1, &json!({"id": "me"})), "not an id"),
        (sleep(2, &json!({"kind": "feed"})), "does not know the kind \"feed\""),
        (sleep(3, &json!({"at": null})), "at is missing"),
        (sleep(4, &json!({"at": "yesterday"})), "not a time like"),
        (sleep(5, &json!({"until": "2026-11-20T10:14:59+00:00"})), "before its start"),
        (sleep(6, &json!({"wakings": 70_000})), "the shape of its wakings"),
        (sleep(7, &json!({"settled": {"a": 1}})), "the shape of its settled"),
        (sleep(8, &json!({"about": "yes"})), "not true or false"),
        (without, "carer is missing"),
        (sleep(10, &json!({"kind": "checkin", "felt": 9})), "not one of 1 to 5"),
        (sleep(11, &json!({"night": "+200000-01-01", "at": null})), "year of its night"),
        (sleep(12, &json!({"baby": null})), "names no baby"),
        (sleep(13, &json!({"at": "0000-01-01T00:00:00+00:00"})), "not a time like"),
        (sleep(20, &json!({"note": "another"})), "same id and other content"),
    ];
    let good = [
        sleep(20, &json!({})),
        sleep(20, &json!({})),
        sleep(21, &json!({"at": "2031-01-01T00:00:00+00:00", "until": null})),
        sleep(22, &json!({"night": "2026-11-19", "at": null, "until": null, "words": "from tomorrow"})),
        sleep(23, &json!({"kind": "note", "unheard_of": 3})),
    ];
    let all: Vec<Value> = good.iter().cloned().chain(bad.iter().map(|(v, _)| v.clone())).collect();
    let mut text = json!({"cuebook": 1, "entries": all}).to_string();
    // What serde would not write: nesting without end, and a number no machine holds.
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    text.truncate(text.len() - 2);
    text += &format!(",{deep},{{\"id\":{deep}}},{{\"at\":1e999999}}]}}");
    let counts = home.import("b.db", &text);
    assert_eq!((counts["added"].as_u64(), counts["already"].as_u64()), (Some(4), Some(1)), "{counts:#}");
    let said = counts["skipped"].as_array().unwrap();
    for (n, (_, part)) in bad.iter().enumerate() {
        let start = format!("entries[{}]: ", n + good.len());
        let found = said.iter().any(|s| {
            let why = s["why"].as_str().unwrap();
            why.starts_with(&start) && why.contains(part) && s["row"] == n + good.len() + 1
        });
        assert!(found, "{start}{part} is not in {said:#?}");
    }
    assert_eq!(said.len(), bad.len() + 3);
    assert!(counts["warnings"].to_string().contains("unheard_of"), "{counts:#}");
    assert!(counts["warnings"].to_string().contains("in the future"), "{counts:#}");
    assert!(home.on("b.db").ok(&["list"]).contains("from tomorrow"));
    home.on("b.db").ok(&["trends"]);
}

#[test]
fn what_is_no_archive_is_refused_in_a_sentence() {
    let home = TempHome::new();
    let deep = "{\"cuebook\":".repeat(100_000);
    for text in [
        "{\"cuebook\": 1}",
        "{\"cuebook\": 1, \"entries\": 3}",
        "{\"cuebook\": 2, \"entries\": []}",
        "{\"cuebook\": \"1\", \"entries\": []}",
        "{\"cuebook\": 1, \"entries\": [], \"entries\": []}",
        "{\"cuebook\": 1, \"entries\": [{}",
        "[1, {}, []]",
        &deep,
        "",
    ] {
        std::fs::write(home.path("in.json"), text).unwrap();
        for format in
            [&["import", "in.json", "--yes"][..], &["import", "in.json", "--yes", "--format", "cuebook"]]
        {
            let (code, out, err) = home.on("b.db").run(format);
            assert_eq!((code, out.as_str()), (1, ""), "{err}");
            assert!(err.ends_with("Nothing was saved.\n"), "{err}");
        }
        assert!(!home.path("b.db").exists());
    }
}

#[test]
fn an_export_goes_to_a_new_file_of_its_own() {
    let home = TempHome::new();
    drop(full(&home, "a.db"));
    let (code, out, err) = home.on("a.db").run(&["export", "--out", "all.json"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("all.json") && err.lines().count() == 1 && err.contains("history"), "{out}{err}");
    let kept = std::fs::read_to_string(home.path("all.json")).unwrap();
    assert_eq!(kept, home.export("a.db"));
    assert_eq!(home.on("a.db").ok_with_notices(&["export", "--out", "-"]), kept);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(home.path("all.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    std::fs::write(home.path("mine.txt"), "mine").unwrap();
    for (args, says) in
        [(["--out", "mine.txt"], "so we left it"), (["--out", "no/such/folder.json"], "folder is not there")]
    {
        let (code, out, err) = home.on("a.db").run(&["export", args[0], args[1]]);
        assert_eq!((code, out.as_str()), (1, ""));
        assert!(err.contains(says), "{err}");
    }
    assert_eq!(std::fs::read_to_string(home.path("mine.txt")).unwrap(), "mine");
    let parts = std::fs::read_dir(home.folder()).unwrap();
    assert!(parts.into_iter().all(|f| !f.unwrap().path().display().to_string().ends_with(".part")));
}

#[test]
fn eva_comes_back_to_the_byte() {
    if !Path::new(EVA).exists() {
        println!("skipped: {EVA} is not here");
        return;
    }
    let home = TempHome::new();
    home.on("a.db").ok(&["import", EVA, "--zone", "America/Los_Angeles", "--keep-other", "--yes"]);
    let told = home.export("a.db");
    let begun = std::time::Instant::now();
    let counts = home.import("b.db", &told);
    println!("{} entries, {} bytes, imported in {:?}", counts["added"], told.len(), begun.elapsed());
    assert_eq!(home.export("b.db"), told);
    assert_eq!((&counts["skipped"], &counts["warnings"]), (&json!([]), &json!([])));
    assert_eq!(home.import("b.db", &told)["added"], 0);
}

/// The property names and required fields of a schema's object against a real one; `$ref` and `items` are followed.
fn fits(schema: &Value, root: &Value, value: &Value, at: &str) {
    if let Some(to) = schema["$ref"].as_str() {
        return fits(root.pointer(to.trim_start_matches('#')).unwrap(), root, value, at);
    }
    if let Some(only) = schema.get("const") {
        assert_eq!(value, only, "{at}");
    }
    if let Some(some) = schema["enum"].as_array() {
        assert!(some.contains(value), "{at}: {value}");
    }
    match schema["type"].as_str() {
        Some("object") => assert!(value.is_object(), "{at}: {value}"),
        Some("array") => assert!(value.is_array(), "{at}: {value}"),
        Some("string") => assert!(value.is_string(), "{at}: {value}"),
        Some("boolean") => assert!(value.is_boolean(), "{at}: {value}"),
        Some("integer") => {
            let n = value.as_i64().unwrap();
            assert!(schema["minimum"].as_i64().is_none_or(|least| n >= least), "{at}: {n}");
            assert!(schema["maximum"].as_i64().is_none_or(|most| n <= most), "{at}: {n}");
        }
        _ => {}
    }
    for one in value.as_array().into_iter().flatten() {
        fits(&schema["items"], root, one, &format!("{at}[]"));
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(value.get(name.as_str().unwrap()).is_some(), "{at}: no {name}");
    }
    for (name, part) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(name) {
            Some(of) => fits(of, root, part, &format!("{at}.{name}")),
            None => {
                assert!(!schema["additionalProperties"].eq(&json!(false)), "{at}.{name} is not in the schema")
            }
        }
    }
}

#[test]
fn the_schema_describes_what_is_exported() {
    let schema = include_str!("../../assets/cuebook.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let home = TempHome::new();
    drop((full(&home, "a.db"), home.store("b.db")));
    for journal in ["a.db", "b.db"] {
        let told: Value = serde_json::from_str(&home.export(journal)).unwrap();
        fits(&schema, &schema, &told, "archive");
    }
}

/// Any JSON, often with names that mean something here.
fn anything() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "sleep",
        "note",
        "cue",
        "checkin",
        "massage",
        "Baby",
        "Me",
        "",
        "0193517e-0000-7000-8000-000000000001",
        "0193517e-0000-7000-8000-000000000002",
        "2026-11-20T10:15:00+00:00",
        "2026-11-20",
        "19:00",
        "own-1",
        "day",
    ]);
    let name = prop::sample::select(vec![
        "id", "kind", "baby", "baby_id", "carer", "at", "until", "night", "moments", "cues", "felt",
        "babies", "carers", "zone", "own_cues", "code", "words", "coverage", "date", "span", "complete",
        "name", "hidden",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word.prop_map(Value::from),
        "\\PC{0,4}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(name.clone().prop_map(str::to_owned), inner, 0..9)
                .prop_map(Value::from_iter),
        ]
    })
}

/// A journal that is looked at, and perhaps written to: the edits are put aside.
struct Aside<'a>(&'a Store, RefCell<Vec<Edit>>);

impl MergeJournal for Aside<'_> {
    fn find_entry(&self, id: Id) -> Result<Option<(Entry, i64)>, ValidationError> {
        Ok(self.0.load_entry(id).unwrap().map(|entry| (entry, 0)))
    }

    fn write_edit(&self, edit: Edit, _: Option<i64>) -> Result<(), ValidationError> {
        self.1.borrow_mut().push(edit);
        Ok(())
    }
}

fn shelf(text: impl Into<Vec<u8>>) -> Box<OpenFile<'static>> {
    let bytes = text.into();
    Box::new(move |_| Ok(Some(Box::new(Cursor::new(bytes.clone())) as Box<dyn ArchiveInput>)))
}

fn bring(
    archives: &ArchiveSet<'_>,
    journal: &Aside<'_>,
    watch: &mut ProgressCallback<'_>,
) -> Result<ImportPlan, ValidationError> {
    let store = journal.0;
    let options = ImportOptions { zone: LONDON, keep_other: false, now: now() };
    let family = store.load_family().unwrap();
    let mut here = ExistingRecords::default();
    for name in cuebook::model::archived_settings() {
        here.settings.extend(store.load_setting(name).unwrap());
    }
    let target = ImportTarget {
        name: "in.json",
        family: &family,
        known_ids: &HashSet::new(),
        journal_is_empty: store.is_empty().unwrap(),
        baby_is_empty: store.is_empty().unwrap(),
        baby: None,
        new_baby: None,
        zone_given: false,
        is_in_app: false,
        stored_zone: store.load_setting("zone").unwrap(),
        existing: Some(&here),
    };
    import::merge_archives(archives, &target, &options, journal, watch)
}

fn planned(text: &str, store: &Store) -> Option<(ImportPlan, Vec<Edit>)> {
    let named = vec![ArchiveSource::new("in.json".to_owned(), ArchiveForm::Json, shelf(text))];
    let archives = ArchiveSet::survey_files(named, &mut |_| Ok(())).ok()?;
    let journal = Aside(store, RefCell::default());
    let plan = bring(&archives, &journal, &mut |_| Ok(())).unwrap();
    Some((plan, journal.1.into_inner()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_json_is_taken_whole_or_refused(
        family in anything(),
        entries in prop::collection::vec(anything(), 0..6),
        patches in prop::collection::vec(anything(), 0..4),
    ) {
        let mut all = entries;
        for (n, patch) in (1..).zip(&patches) {
            let mut one = sleep(n, &json!({}));
            for (name, value) in patch.as_object().into_iter().flatten() {
                one[name] = value.clone();
            }
            all.push(one);
        }
        let text = json!({"cuebook": 1, "family": family, "entries": all}).to_string();
        let mut store = open_in_memory();
        let (plan, edits) = planned(&text, &store).unwrap();
        let s = &plan.summary;
        prop_assert_eq!(s.rows_read, s.added + s.already_known + s.skipped.len());
        prop_assert!(import::render_preview(&plan).ends_with('\n'));
        prop_assert_eq!(plan.has_changes, !edits.is_empty());
        store.apply(&Change { title: plan.history_title(), edits }, now()).unwrap();
        let (again, _) = planned(&text, &store).unwrap();
        prop_assert_eq!(again.summary.added, 0, "{:?}", again.summary);
        prop_assert_eq!(again.summary.already_known, s.added + s.already_known, "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[{}\\[\\]\",:a-z0-9 ]{0,80}") {
        let store = open_in_memory();
        planned(&text, &store);
        planned(&format!("{{\"cuebook\":1,\"entries\":[{text}]}}"), &store);
    }
}
