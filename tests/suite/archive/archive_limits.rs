//! Archives that are too large, too deep or stopped half-way: refused in a sentence, and the journal is as it was.

use super::{Aside, odd_entry, planned, sleep};
use crate::support::{TempHome, now, open_in_memory};
use cuebook::model::{Change, Details, Note, ValidationError};
use cuebook::store::StoreError;
use serde_json::json;

#[test]
fn a_piece_that_would_fill_the_memory_is_refused() {
    let home = TempHome::new();
    let long = "x".repeat(9_000_000);
    let refuse = |text: &str| {
        std::fs::write(home.path("in.json"), text).unwrap();
        let (code, out, err) = home.on("b.db").run(&["import", "in.json", "--yes"]);
        assert_eq!((code, out.as_str()), (1, ""), "{err}");
        assert!(err.ends_with("Nothing was saved.\n"), "{err}");
        assert!(!home.path("b.db").exists());
        err
    };
    let two = json!({"cuebook": 1, "entries": [sleep(1, &json!({})), sleep(2, &json!({"note": long}))]});
    assert!(refuse(&two.to_string()).contains("entries[1] is longer than 8 MB"));
    let family = json!({"cuebook": 1, "family": {"zone": long}, "entries": []});
    assert!(refuse(&family.to_string()).contains("What comes before the entries is longer than 8 MB"));
    let many = format!("{{\"cuebook\":1,\"family\":[{}0],\"entries\":[]}}", "0,".repeat(200_000));
    assert!(refuse(&many).contains("family: it has more than 100,000 values"));
}

#[test]
fn an_entry_of_too_many_values_is_left_out_and_a_long_note_is_not() {
    let home = TempHome::new();
    let long = "a, [long] {story}; ".repeat(100_000);
    let bomb = vec![Vec::<u8>::new(); 200_000];
    let all = [sleep(1, &json!({"note": long})), sleep(2, &json!({"settled": bomb}))];
    let counts = home.import("b.db", &json!({"cuebook": 1, "entries": all}).to_string());
    assert_eq!(counts["added"], 1);
    let why = counts["skipped"][0]["why"].as_str().unwrap();
    assert!(why.starts_with("entries[1]: it has more than 100,000 values"), "{why}");
}

#[test]
fn the_family_may_stand_anywhere_in_the_file() {
    let home = TempHome::new();
    drop(super::full(&home, "a.db"));
    let told = home.export("a.db");
    let mut other: serde_json::Map<_, _> = serde_json::from_str(&told).unwrap();
    let family = other.shift_remove("family").unwrap();
    other.insert("family".into(), family);
    assert_eq!(home.import("b.db", &json!(other).to_string())["added"], 9);
    assert_eq!(home.export("b.db"), told);
}

#[test]
fn what_is_left_out_is_named_ten_thousand_times_and_then_counted() {
    let store = open_in_memory();
    let all = vec![json!(7); 12_000];
    let text = json!({"cuebook": 1, "entries": all}).to_string();
    let (plan, edits) = planned(&text, &store).unwrap();
    assert_eq!((plan.summary.skipped.len(), plan.summary.unlisted), (10_000, 2000));
    assert_eq!(plan.summary.to_json()["skipped_not_listed"], 2000);
    assert!(edits.is_empty() && !plan.has_changes);
    let shown = cuebook::import::render_preview(&plan);
    assert!(shown.contains("Left out: 12,000 rows."), "{shown}");
    assert!(shown.contains("2,000 rows are only counted"), "{shown}");
    assert!(shown.contains("10,000 rows: it is not an object with fields"), "{shown}");
}

/// An error of a test's own; the store's are none here.
#[derive(Debug)]
struct Stopped;

impl From<StoreError> for Stopped {
    fn from(trouble: StoreError) -> Self {
        panic!("{trouble}")
    }
}

#[test]
fn what_stops_half_way_leaves_everything_as_it_was() {
    let mut store = open_in_memory();
    let family = store.load_family().unwrap();
    let (baby, carer) = (family.babies[0].id, family.carers[0].id);
    let one = || odd_entry(baby, carer, "2026-11-22T10:00:00+00:00", Details::Note(Note::default()));
    let undone = store.apply(&Change::add_record("first", one()), now()).unwrap();
    store.undo(undone, now()).unwrap();
    let before = store.list_history(9).unwrap();

    let done = store.apply_streamed(now(), |pen| {
        for _ in 0..100 {
            pen.write_edit(&Change::add_record("", one()).edits[0])?;
        }
        Err::<String, _>(Stopped)
    });
    assert!(matches!(done, Err(Stopped)));
    assert!(store.is_empty().unwrap());
    assert_eq!(store.list_history(9).unwrap(), before, "what was undone can still be redone");

    let kept = store.apply_streamed(now(), |pen| {
        for _ in 0..100 {
            pen.write_edit(&Change::add_record("", one()).edits[0])?;
        }
        Ok::<_, Stopped>("a hundred".into())
    });
    let number = kept.unwrap().unwrap();
    let past = store.latest_change(true, None).unwrap().unwrap();
    assert_eq!((past.number, past.edits, past.title.as_str()), (number, 100, "a hundred"));
    let stop = |n| if n < 50 { Ok(()) } else { Err(Stopped) };
    assert!(matches!(store.undo_with_progress(number, now(), stop), Err(Stopped)));
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 100);
    store.undo(number, now()).unwrap();
    assert!(store.is_empty().unwrap());
    assert!(matches!(store.redo_with_progress(number, now(), stop), Err(Stopped)));
    assert!(store.is_empty().unwrap());
    store.redo(number, now()).unwrap();
    assert_eq!(store.count_entries(&Default::default()).unwrap(), 100);

    let none = store.apply_streamed(now(), |_| Ok::<_, Stopped>("nothing".into()));
    assert_eq!(none.unwrap(), None);
    assert_eq!(store.latest_change(true, None).unwrap().unwrap().number, number);
}

#[test]
fn whoever_watches_can_stop_an_archive_at_any_entry() {
    let store = open_in_memory();
    let all: Vec<_> = (0..9).map(|n| sleep(n, &json!({}))).collect();
    let text = json!({"cuebook": 1, "entries": all}).to_string();
    let shelf = || super::shelf(text.clone());
    let stop = |most: usize| {
        move |n: usize| {
            if n < most { Ok(()) } else { Err(ValidationError::new("", "stopped")) }
        }
    };
    let form = cuebook::import::ArchiveForm::Json;
    let named = || vec![cuebook::import::ArchiveSource::new("in.json".to_owned(), form, shelf())];
    let stopped = cuebook::import::ArchiveSet::survey_files(named(), &mut stop(4)).err().unwrap();
    assert_eq!(stopped.message, "stopped");
    let archives = cuebook::import::ArchiveSet::survey_files(named(), &mut stop(99)).unwrap();
    assert_eq!(archives.total, 9);
    let journal = Aside(&store, Default::default());
    let stopped = super::bring(&archives, &journal, &mut stop(4)).unwrap_err();
    assert_eq!(stopped.message, "stopped");
    assert_eq!(journal.1.borrow().len(), 3);
}
