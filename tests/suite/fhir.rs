//! The bundle for another program: every recorded night with the minutes of the trends, every reference leading
//! somewhere, and nothing of how a carer is unless that carer asked.

use crate::support::TempHome;
use serde_json::{Value, json};
use std::collections::HashSet;

/// A journal of two babies and two carers, with words in it that must not leave.
fn family_home() -> TempHome {
    let home = TempHome::new();
    for line in [
        "slept 2026-11-19 21:30-06:30",
        "slept 2026-11-20 20:00-23:10",
        "slept 2026-11-20 23:40-06:00; note planted-sleep",
        "massage 10:15 12m legs tummy +smiles -looks away; paused; baby said stop; note planted-touch",
        "cue hiccups, looks away 5m ago; wanted a change; cuddled; note planted-cue",
        "heavy, lonely, tired; note planted-mine",
        "note planted-question @visit",
        "slept badly last night",
    ] {
        home.ok(&["log", line]);
    }
    home.ok(&["set", "carer", "--add", "Ben"]);
    home.ok(&["set", "baby", "--add", "Leo"]);
    home.ok(&["log", "--baby", "Leo", "not today, asleep"]);
    home.ok(&["log", "--carer", "Ben", "good, hopeful; note planted-his"]);
    home
}

impl TempHome {
    fn bundle(&self, more: &[&str]) -> (String, Value) {
        let text = self.ok_with_notices(&[&["export", "--format", "fhir"], more].concat());
        let bundle = serde_json::from_str(&text).unwrap();
        (text, bundle)
    }
}

fn of_type<'a>(bundle: &'a Value, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    let all = bundle["entry"].as_array().unwrap().iter();
    all.map(|entry| &entry["resource"]).filter(move |it| it["resourceType"] == kind)
}

fn is_of(told: &Value, code: &str) -> bool {
    told["code"]["coding"][0]["code"] == code
}

#[test]
fn a_night_has_the_minutes_of_the_trends() {
    let home = family_home();
    let trends = home.ok(&["trends", "--weeks", "all", "--baby", "Baby", "--json"]);
    let trends: Value = serde_json::from_str(&trends).unwrap();
    let days = trends["days"].as_array().unwrap();
    let recorded: Vec<i64> = days
        .iter()
        .filter(|day| day["sleep"]["night_recorded"] == true)
        .map(|day| day["sleep"]["night_min"].as_i64().unwrap())
        .collect();
    let (_, bundle) = home.bundle(&[]);
    let nights: Vec<i64> = of_type(&bundle, "Observation")
        .filter(|it| is_of(it, "93832-4"))
        .map(|it| {
            assert_eq!(
                (&it["valueQuantity"]["code"], &it["valueQuantity"]["unit"]),
                (&json!("min"), &json!("min"))
            );
            it["valueQuantity"]["value"].as_i64().unwrap()
        })
        .collect();
    assert_eq!(recorded, [540, 570]);
    assert_eq!(nights, recorded);
}

/// The answer to one question of our own in an observation.
fn component<'a>(told: &'a Value, code: &str) -> Option<&'a Value> {
    told["component"].as_array()?.iter().find(|part| is_of(part, code))
}

#[test]
fn a_night_says_its_wakings_and_longest_stretch_where_they_are_known_and_when_times_are_rough() {
    let home = TempHome::new();
    for line in [
        // Whole, two bouts.
        "slept 2026-11-17 20:00-23:10",
        "slept 2026-11-17 23:40-06:00",
        // Broken at times that nobody wrote: its longest stretch is not known.
        "slept 2026-11-18 20:00-06:00, woke 2 times",
        "slept 2026-11-19 ~20:00-~06:00",
        // Not whole.
        "slept 2026-11-20 20:00-23:00",
    ] {
        home.ok(&["log", line]);
    }
    let (_, bundle) = home.bundle(&[]);
    let nights: Vec<&Value> = of_type(&bundle, "Observation").filter(|it| is_of(it, "93832-4")).collect();
    let told: Vec<_> = nights
        .iter()
        .map(|it| {
            let wakings = component(it, "night-wakings").and_then(|part| part["valueInteger"].as_i64());
            let longest = component(it, "longest-stretch").map(|part| part["valueQuantity"].clone());
            let minutes = longest.map(|value| {
                assert_eq!(value["code"], "min");
                value["value"].as_i64().unwrap()
            });
            (wakings, minutes, component(it, "rough-times").map(|part| part["valueBoolean"].clone()))
        })
        .collect();
    assert_eq!(
        told,
        [(Some(1), Some(380), None), (Some(2), None, None), (Some(0), Some(600), Some(json!(true)))]
    );
    let note = |at: usize| nights[at]["note"][0]["text"].as_str().unwrap();
    assert!(note(2).contains("rough") && !note(0).contains("rough"), "{} {}", note(0), note(2));
}

#[test]
fn a_private_note_is_in_no_bundle() {
    let home = family_home();
    home.ok(&["log", "note planted-private @visit @private"]);
    home.ok(&["log", "--baby", "Baby", "not today"]);
    for more in [&[][..], &["--with", "checkins", "--carer", "Me"]] {
        assert!(!home.bundle(more).0.contains("planted-private"));
    }
    // No reason was given, so none is said.
    let (_, bundle) = home.bundle(&[]);
    let not_today = of_type(&bundle, "Observation").filter(|it| is_of(it, "not-today"));
    let reasons = not_today.map(|it| it.get("valueCodeableConcept").is_some());
    assert_eq!(reasons.collect::<Vec<_>>(), [true, false]);
}

#[test]
fn every_reference_leads_somewhere_and_every_id_is_one() {
    let home = family_home();
    let (_, bundle) = home.bundle(&["--with", "checkins", "--carer", "Me"]);
    let entries = bundle["entry"].as_array().unwrap();
    let urls: Vec<&str> = entries.iter().map(|it| it["fullUrl"].as_str().unwrap()).collect();
    let known: HashSet<&str> = urls.iter().copied().collect();
    assert_eq!(known.len(), urls.len());
    let mut references = Vec::new();
    gather(&bundle, &mut references);
    assert!(references.len() > 10);
    for reference in references {
        assert!(known.contains(reference.as_str()), "{reference} leads nowhere");
    }
    let system = of_type(&bundle, "CodeSystem").next().unwrap();
    assert!(system["copyright"].as_str().unwrap().contains("loinc.org/license"));
    let concepts = system["concept"].as_array().unwrap();
    let ours: HashSet<&str> = concepts.iter().map(|it| it["code"].as_str().unwrap()).collect();
    assert_eq!(ours.len(), concepts.len(), "a code stands twice");
    let mut codes = Vec::new();
    codings(&bundle, system["url"].as_str().unwrap(), &mut codes);
    for code in codes {
        assert!(ours.contains(code.as_str()), "{code} is not in the code system");
    }
}

fn gather(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            into.extend(map.get("reference").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|it| gather(it, into));
        }
        Value::Array(all) => all.iter().for_each(|it| gather(it, into)),
        _ => {}
    }
}

fn codings(value: &Value, system: &str, into: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if map.get("system").and_then(Value::as_str) == Some(system) {
                into.push(map["code"].as_str().unwrap().to_owned());
            }
            map.values().for_each(|it| codings(it, system, into));
        }
        Value::Array(all) => all.iter().for_each(|it| codings(it, system, into)),
        _ => {}
    }
}

#[test]
fn nothing_of_how_a_carer_is_leaves_without_the_tick() {
    let home = family_home();
    let (text, bundle) = home.bundle(&[]);
    assert!(!text.contains("planted"), "{text}");
    for word in ["lonely", "hopeful", "heavy", "felt", "feeling", "check-in"] {
        assert!(!text.contains(word), "{word} is in the bundle");
    }
    assert_eq!(of_type(&bundle, "Patient").count(), 2);
}

#[test]
fn with_the_tick_it_is_about_that_carer_alone() {
    let home = family_home();
    let (text, bundle) = home.bundle(&["--with", "checkins", "--carer", "Me"]);
    assert!(text.contains("planted-mine") && !text.contains("planted-his"));
    let checkins: Vec<&Value> = of_type(&bundle, "Observation").filter(|it| is_of(it, "check-in")).collect();
    assert_eq!(checkins.len(), 1);
    let subject = checkins[0]["subject"]["reference"].as_str().unwrap();
    let entries = bundle["entry"].as_array().unwrap();
    let about = entries.iter().find(|it| it["fullUrl"] == subject).unwrap();
    assert_eq!(about["resource"]["name"][0]["text"], "Me");
    let (code, _, err) = home.run(&["export", "--format", "fhir", "--with", "checkins"]);
    assert_eq!(code, 2, "{err}");
    let (code, _, err) = home.run(&["export", "--with", "checkins", "--carer", "Me"]);
    assert_eq!(code, 2, "{err}");
}

#[test]
fn not_today_and_a_moment_of_cues_stand_beside_touch() {
    let home = family_home();
    let (_, bundle) = home.bundle(&[]);
    let count = |code| of_type(&bundle, "Observation").filter(|it| is_of(it, code)).count();
    assert_eq!((count("touch"), count("cues"), count("not-today")), (1, 2, 1));
    let touch = of_type(&bundle, "Observation").find(|it| is_of(it, "touch")).unwrap();
    assert_eq!(touch["hasMember"].as_array().unwrap().len(), 1);
    assert_eq!(touch["effectivePeriod"]["end"], "2026-11-22T10:27:00+00:00");
}

#[test]
fn sealed_check_ins_are_opened_first_or_nothing_is_made() {
    let home = family_home();
    let secret = home.path("secret");
    std::fs::write(&secret, "a long passphrase\n").unwrap();
    let with_secret = |args: &[&str]| {
        let out = home
            .std_command("sh")
            .arg("-c")
            .arg("exec 7<\"$0\"; shift 0; exec \"$@\" --seal-fd 7")
            .arg(&secret)
            .arg(assert_cmd::cargo::cargo_bin!("cuebook"))
            .args(args)
            .output()
            .unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    with_secret(&["seal", "--carer", "Me", "--yes"]);
    let asked = ["export", "--format", "fhir", "--with", "checkins", "--carer", "Me"];
    let (code, out, err) = home.run(&asked);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("--seal-fd"), "{err}");
    let (code, _, err) = home.run(&["report", "--baby", "Baby", "--with", "checkins", "--carer", "Me"]);
    assert_eq!(code, 1, "{err}");
    assert!(with_secret(&asked).contains("planted-mine"));
    let (text, _) = home.bundle(&[]);
    assert!(!text.contains("planted") && !text.contains("check-in"));
}
