//! Plans: whose entries they are, what is there already, and the whole of the real file where it is at hand.

use super::*;
use cuebook::model::{Record, Setting};

const REAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/babyconnect/eva.csv");

#[test]
fn children_and_carers_find_their_own() {
    let (fam, known) = (family(), HashSet::new());
    let two = plan_import(vec![reads("two-children.csv")], &fresh(&fam, &known), &options()).unwrap();
    assert_eq!(two.babies, ["Anna Maria", "Ola"]);
    let babies = records(&two).into_iter().filter(|r| matches!(r, Record::Baby(_))).count();
    assert_eq!(babies, 2);
    assert_eq!(entries(&two)[0].baby, Some(fam.babies[0].id));

    let mut fam = family();
    fam.babies[0].name = Some("NORA".into());
    fam.carers[0].name = Some("p".into());
    let known_one = plan_import(vec![reads("normal.csv")], &fresh(&fam, &known), &options()).unwrap();
    let all = entries(&known_one);
    assert!(all.iter().all(|e| e.baby == Some(fam.babies[0].id) && e.carer == fam.carers[0].id));
    assert!(known_one.new_carers.is_empty());

    fam.babies[0].name = Some("Ivo".into());
    let other = plan_import(vec![reads("normal.csv")], &fresh(&fam, &known), &options()).unwrap();
    assert_eq!(other.babies, ["Nora"]);
    assert_ne!(entries(&other)[0].baby, Some(fam.babies[0].id));
    let given = ImportTarget { baby: Some(fam.babies[0].id), ..fresh(&fam, &known) };
    let given = plan_import(vec![reads("two-children.csv")], &given, &options()).unwrap();
    assert_eq!(given.babies, ["Ivo"]);
    let nobody = ImportTarget { baby: Some(new_id()), ..fresh(&fam, &known) };
    assert!(plan_import(vec![reads("normal.csv")], &nobody, &options()).is_err());
}

#[test]
fn a_journal_in_use_keeps_its_zone_and_its_unnamed_baby() {
    let (family, known) = (family(), HashSet::new());
    let used = ImportTarget {
        journal_is_empty: false,
        baby_is_empty: false,
        new_baby: None,
        zone_given: false,
        is_in_app: false,
        ..fresh(&family, &known)
    };
    let plan = plan_import(vec![reads("normal.csv")], &used, &options()).unwrap();
    let all = records(&plan);
    assert!(!all.iter().any(|r| matches!(r, Record::Setting(_))));
    assert!(matches!(all[0], Record::Baby(baby) if baby.id != family.babies[0].id));
    assert!(render_preview(&plan).contains("in the journal's zone, America/Los_Angeles."));
    let mut before = None;
    for kept in [None, Some("Europe/London"), Some("America/Los_Angeles")] {
        let zone_kept = kept.map(|zone| Setting { name: "zone".into(), value: zone.into() });
        let target = ImportTarget { stored_zone: zone_kept.clone(), ..fresh(&family, &known) };
        let plan = plan_import(vec![reads("normal.csv")], &target, &options()).unwrap();
        let edits = plan.change.unwrap().edits;
        let edit = edits.into_iter().find(|e| matches!(e.affected_record(), Some(Record::Setting(_))));
        assert_eq!(edit.is_some(), kept != Some("America/Los_Angeles"));
        before = before.or(edit.and_then(|e| e.before));
    }
    assert!(matches!(before, Some(Record::Setting(s)) if s.value == "Europe/London"));
}

fn real() -> Option<Vec<u8>> {
    let bytes = std::fs::read(REAL).ok();
    if bytes.is_none() {
        println!("skipped: {REAL} is not here");
    }
    bytes
}

#[test]
fn the_real_file_comes_in_whole() {
    let Some(bytes) = real() else { return };
    let (family, known) = (family(), HashSet::new());
    let file = read_with(&bytes, &options());
    let first = plan_import(vec![file.clone()], &fresh(&family, &known), &options()).unwrap();
    let summary = &first.summary;
    assert_eq!((summary.rows_read, summary.added, summary.already_known), (4207, 1858, 0));
    assert_eq!(summary.repeated, 1);
    assert_eq!(summary.skipped.len(), 2348);
    assert_eq!(first.babies, ["Eva"]);
    let change = first.change.as_ref().unwrap();
    assert_eq!(change.title, "import of eva.csv: 1,858 entries");
    let named = &change.edits[0];
    assert_eq!(named.before, Some(family.babies[0].clone().into()));
    assert!(matches!(&named.after, Some(Record::Baby(b)) if b.display_name() == "Eva"));
    assert!(
        records(&first)
            .iter()
            .any(|r| matches!(r, Record::Setting(s) if s.name == "zone" && s.value == "America/Los_Angeles"))
    );
    let all = entries(&first);
    assert_eq!(all.len(), 1858);
    assert_eq!(all.iter().filter(|e| e.is_open()).count(), 1);
    assert!(!all.iter().any(|e| e.is_running_sleep(e.at)));
    let spring = Timestamp::parse_rfc3339("2020-03-07T22:56:00-08:00").unwrap();
    let spring = all.iter().find(|e| e.at == spring).unwrap();
    assert_eq!((spring.duration_minutes(), spring.until.unwrap().format_hm()), (Some(479), "07:55".into()));
    let json = summary.to_json();
    assert_eq!(json["skipped"].as_array().unwrap().len(), 2348);
    println!("{}", render_preview(&first));

    let known: HashSet<Id> = all.iter().map(|e| e.id).collect();
    assert_eq!(known.len(), 1858);
    let again = plan_import(vec![file], &fresh(&family, &known), &options()).unwrap();
    assert_eq!((again.summary.added, again.summary.already_known, again.summary.repeated), (0, 1858, 1));
    assert_eq!(again.change, None);
}

#[test]
fn the_real_file_with_everything_kept() {
    let Some(bytes) = real() else { return };
    let keep = ImportOptions { keep_other: true, ..options() };
    let (family, known) = (family(), HashSet::new());
    let read = read_with(&bytes, &keep);
    let plan = plan_import(vec![read], &fresh(&family, &known), &keep).unwrap();
    assert_eq!((plan.summary.added, plan.summary.repeated), (4206, 1));
    assert_eq!(plan.babies, ["Eva"]);
    assert_eq!(plan.summary.warnings.len(), 4, "{:?}", plan.summary.warnings);
}

#[test]
fn the_real_file_agrees_with_its_durations() {
    let Some(bytes) = real() else { return };
    let file = read_with(&bytes, &options());
    let disagree: Vec<_> =
        warned(&file).into_iter().filter(|s| s.contains("the file's duration says")).collect();
    assert_eq!(
        disagree,
        [
            "2486: the times say 6 Apr 2020 14:18–15:35 (77 min), the file's duration says 54 min. The times are saved.",
            "3541: the times say 31 Jan 2020 16:14–17:04 (50 min), the file's duration says 35 min. The times are saved.",
        ]
    );
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(bytes.as_slice()).into_records().map(Result::unwrap).collect();
    for draft in file.candidates.iter().filter(|d| ![2486, 3541].contains(&d.row)) {
        let said = rows[draft.row - 2][2].parse::<i64>().ok();
        let lived = draft.until.map(|until| (until.unix_seconds() - draft.at.unix_seconds()) / 60);
        assert!(said.zip(lived).is_none_or(|(a, b)| (a - b).abs() <= 1), "{draft:?}");
        assert_eq!(said.is_some(), lived.is_some());
    }
}
