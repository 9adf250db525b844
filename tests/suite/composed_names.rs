//! A letter and its mark are one letter, however they were typed: names, own cues, words looked for.

use crate::support::{LONDON, TempHome, now};
use cuebook::model::{Baby, Change, new_id};
use cuebook::store::{ProgramRun, Store};

const COMPOSED: &str = "Zo\u{eb}";
const DECOMPOSED: &str = "Zoe\u{308}";

#[test]
fn both_forms_of_a_name_are_one_person() {
    let home = TempHome::new();
    home.ok(&["set", "baby", DECOMPOSED]);
    assert!(home.ok(&["set", "baby"]).contains(COMPOSED), "stored in one form");
    for form in [COMPOSED, DECOMPOSED] {
        let said = home.refused(1, &["set", "baby", "--add", form]);
        assert!(said.contains("already") || said.contains("there is"), "{said}");
        home.ok(&["log", "--baby", form, "slept", "9:00-10:00"]);
        home.ok(&["today", "--baby", form]);
    }
    home.ok(&["set", "carer", COMPOSED]);
    home.refused(1, &["set", "carer", "--add", DECOMPOSED]);
}

#[test]
fn an_import_brings_no_second_baby_of_the_other_form() {
    let home = TempHome::new();
    home.ok(&["set", "baby", COMPOSED]);
    let table = format!(
        "id,child_id,child_first_name,child_last_name,start,end,nap,notes\n\
         1,1,{DECOMPOSED},,2026-11-20 09:00:00,2026-11-20 10:00:00,True,\n"
    );
    std::fs::write(home.path("b.csv"), table).unwrap();
    home.ok_with_notices(&["import", "b.csv", "--zone", "Europe/London", "--yes"]);
    let babies = home.ok(&["set", "baby"]);
    assert_eq!(babies.matches("Zo").count(), 1, "{babies}");
    // A name that only the import brings is stored in one form.
    let home = TempHome::new();
    home.ok(&["set", "baby", "Wren"]);
    let table = format!(
        "id,child_id,child_first_name,child_last_name,start,end,nap,notes\n\
         1,1,{DECOMPOSED},,2026-11-20 09:00:00,2026-11-20 10:00:00,True,\n"
    );
    std::fs::write(home.path("b.csv"), table).unwrap();
    home.ok_with_notices(&["import", "b.csv", "--zone", "Europe/London", "--yes"]);
    assert!(home.ok(&["set", "baby"]).contains(COMPOSED));
}

#[test]
fn a_search_finds_both_forms() {
    let home = TempHome::new();
    home.ok(&["log", "note", "saw", DECOMPOSED]);
    home.ok(&["log", "note", "told", COMPOSED]);
    for form in [COMPOSED, DECOMPOSED] {
        let found = home.ok(&["list", "--find", form]);
        assert!(found.contains("saw") && found.contains("told"), "{found}");
    }
}

#[test]
fn an_own_cue_is_known_in_both_forms() {
    let home = TempHome::new();
    home.ok(&["set", "cue", "g\u{e4}hnt leise", "--points", "disengaged"]);
    home.ok(&["set", "cue", "ga\u{308}hnt leise", "--points", "engaged"]);
    home.ok(&["log", "cue", "ga\u{308}hnt leise"]);
    let all = home.ok(&["set", "cue"]);
    assert_eq!(all.matches("hnt leise").count(), 1, "{all}");
    let listed = home.ok(&["list", "--json"]);
    assert!(!listed.contains("ga\u{308}hnt"), "{listed}");
}

/// Before this was looked at a journal could get both.
#[test]
fn a_journal_with_both_forms_still_works() {
    let home = TempHome::new();
    home.ok(&["set", "baby", COMPOSED]);
    let mut store = Store::open(&home.journal(), ProgramRun::new("test"), LONDON).unwrap();
    let other = Baby { name: Some(DECOMPOSED.into()), ..Baby::new_unnamed(new_id()) };
    store.apply(&Change::add_record("a baby", other), now()).unwrap();
    drop(store);
    for form in [COMPOSED, DECOMPOSED] {
        home.ok(&["today", "--baby", form]);
        home.ok(&["log", "--baby", form, "slept", "9:00-10:00"]);
    }
    home.ok(&["set", "baby"]);
}
