//! The JSON of `trends --json`, field by field and in order, and what touch, cues and check-ins add up to.

use crate::support::stats_family::{
    ANNA, BEN, TWIN, all, ask, babys_entry, family, local_time, london, slept, slept_at, with, zone,
};
use cuebook::model::{Checkin, Cue, CueDirection, CustomCue, Details, Entry, Massage, Moment};
use cuebook::stats::compute_stats;
use serde_json::{Value, json};

fn codes(of: &[&str]) -> Vec<String> {
    of.iter().map(|code| (*code).to_owned()).collect()
}

fn moment(cues: &[&str], did: &[&str]) -> Moment {
    Moment { cues: codes(cues), did: codes(did), ..Moment::default() }
}

fn massage(from: &str, to: Option<&str>, massage: Massage) -> Entry {
    babys_entry(local_time(from), to.map(local_time), Details::Massage(massage))
}

fn cue(from: &str, moments: Vec<Moment>) -> Entry {
    babys_entry(local_time(from), None, Details::Cue(Cue { moments, ..Cue::default() }))
}

fn checkin(from: &str, felt: Option<u8>, energy: Option<u8>) -> Entry {
    let mut entry =
        babys_entry(local_time(from), None, Details::Checkin(Checkin { felt, energy, ..Checkin::default() }));
    entry.baby = None;
    entry
}

fn keys(of: &Value) -> Vec<&str> {
    of.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn one_whole_day() {
    let entries = [
        slept("11-08 20:00", "11-09 06:30"),
        slept("11-09 09:00", "11-09 10:15"),
        slept("11-09 14:00", "11-09 14:45"),
        with(slept("11-09 19:42", "11-10 06:31"), |sleep| sleep.wakings = Some(2)),
        massage(
            "11-09 10:30",
            Some("11-09 10:42"),
            Massage {
                areas: codes(&["tummy", "legs"]),
                moments: vec![moment(&["e-smile", "own-1"], &[]), moment(&["d-stiff"], &["paused"])],
                ..Massage::default()
            },
        ),
        massage("11-09 18:00", None, Massage { not_today: Some("asleep".into()), ..Massage::default() }),
        cue("11-10 02:00", vec![moment(&["e-smile", "own-2"], &["paused", "cuddled"])]),
        checkin("11-09 21:00", Some(4), Some(3)),
        checkin("11-09 20:00", None, Some(1)),
    ];
    let mut family = family();
    let own =
        |code: &str, points| CustomCue { code: code.into(), words: code.into(), points, retired: false };
    family.custom_cues = vec![
        own("own-1", None),
        own("own-2", Some(CueDirection::Disengagement)),
        own("d-stiff", Some(CueDirection::Disengagement)),
        own("e-smile", Some(CueDirection::Engagement)),
    ];
    let json = compute_stats(&entries, &family, &ask("2026-11-09", "2026-11-09", london())).to_json();
    assert_eq!(keys(&json), ["cuebook", "baby", "from", "to", "zone", "day_start", "night", "days", "weeks"]);
    let day = json!({
        "date": "2026-11-09",
        "sleep": {"total_min": 769, "day_min": 120, "night_min": 649, "longest_min": null, "bouts": 3, "naps": 2, "wakings": 2,
                  "awake_in_night_min": 0, "onset": "19:42", "up": "06:31", "night": "whole", "night_recorded": true,
                  "day_recorded": true, "in_24h_min": 769, "open": false},
        "touch": {"times": 1, "minutes": 12, "not_today": 1, "areas": {"legs": 1, "tummy": 1}},
        "cues": {"moments": 3, "engagement": 2, "disengagement": 2, "either": 1,
                 "seen": {"d-stiff": 1, "e-smile": 2, "own-1": 1, "own-2": 1}, "responses": {"cuddled": 1, "paused": 2}},
        "checkins": [{"carer": "Anna", "energy": 1}, {"carer": "Anna", "felt": 4, "energy": 3}],
    });
    // As text, so that the order of the fields is held too.
    assert_eq!(json["days"][0].to_string(), day.to_string());
    let one = |n: i64| json!({"median": null, "low": n, "high": n, "n": 1, "values": [n]});
    let week = json!({
        "from": "2026-11-09", "to": "2026-11-09", "days": 1, "nights_recorded": 1,
        "night_min": one(649), "day_min": one(120), "longest_min": {"median": null, "low": null, "high": null, "n": 0}, "wakings": one(2),
        "touch": day["touch"], "cues": day["cues"],
    });
    assert_eq!(json["weeks"][0].to_string(), week.to_string());
    assert_eq!((&json["zone"], &json["night"]), (&json!("Europe/London"), &json!(["19:00", "07:00"])));
}

#[test]
fn a_blank_day_has_no_numbers() {
    let json = all(&[], "2026-11-09", "2026-11-09").to_json();
    let day = json!({
        "date": "2026-11-09",
        "sleep": {"total_min": null, "day_min": null, "night_min": null, "longest_min": null, "bouts": null, "naps": null,
                  "wakings": null, "awake_in_night_min": null, "onset": null, "up": null, "night": "none", "night_recorded": false,
                  "day_recorded": false, "in_24h_min": null, "open": false},
        "touch": {"times": null, "minutes": null, "not_today": null, "areas": {}},
        "cues": {"moments": null, "engagement": null, "disengagement": null, "either": null, "seen": {}, "responses": {}},
        "checkins": [],
    });
    assert_eq!(json["days"][0].to_string(), day.to_string());
    let none = json!({"median": null, "low": null, "high": null, "n": 0});
    let week = &json["weeks"][0];
    assert_eq!(
        (week["night_min"].to_string(), week["nights_recorded"].clone()),
        (none.to_string(), json!(0))
    );
    assert_eq!((&week["touch"]["times"], &week["cues"]["moments"]), (&Value::Null, &Value::Null));
}

#[test]
fn medians_print_whole_or_with_a_half() {
    let nights = |lengths: &[i64]| {
        let entries: Vec<Entry> = lengths
            .iter()
            .zip(9..)
            .map(|(minutes, on)| {
                let from = local_time(&format!("11-{on:02} 20:00"));
                slept_at(from, from.add_minutes(*minutes, zone("Europe/London")))
            })
            .collect();
        all(&entries, "2026-11-09", "2026-11-15").to_json()["weeks"][0]["night_min"].to_string()
    };
    assert_eq!(nights(&[600, 540]), r#"{"median":null,"low":540,"high":600,"n":2,"values":[600,540]}"#);
    assert_eq!(nights(&[600, 540, 655]), r#"{"median":600,"low":540,"high":655,"n":3}"#);
    assert_eq!(nights(&[600, 540, 655, 621]), r#"{"median":610.5,"low":540,"high":655,"n":4}"#);
    assert_eq!(nights(&[600, 540, 655, 620]), r#"{"median":610,"low":540,"high":655,"n":4}"#);
}

#[test]
fn touch_of_unknown_length_and_not_today() {
    let not_today =
        massage("11-09 10:00", None, Massage { not_today: Some("no-reason".into()), ..Massage::default() });
    let touch =
        |entries: &[Entry]| all(entries, "2026-11-09", "2026-11-09").to_json()["days"][0]["touch"].clone();
    assert_eq!(
        touch(std::slice::from_ref(&not_today)),
        json!({"times": 0, "minutes": null, "not_today": 1, "areas": {}})
    );
    let short =
        massage("11-09 11:00", None, Massage { areas: codes(&["legs", "legs"]), ..Massage::default() });
    assert_eq!(
        touch(&[not_today, short]),
        json!({"times": 1, "minutes": null, "not_today": 1, "areas": {"legs": 1}})
    );
}

#[test]
fn an_entry_belongs_to_the_day_in_which_it_starts() {
    let entries = [
        cue("11-10 06:59", vec![moment(&["own-1"], &[])]),
        cue("11-10 07:00", vec![moment(&["own-1"], &[])]),
    ];
    let sums = all(&entries, "2026-11-09", "2026-11-10");
    assert_eq!(sums.days.iter().map(|day| day.cues.either).collect::<Vec<_>>(), [Some(1), Some(1)]);
    let mut twin = entries[0].clone();
    twin.baby = Some(TWIN);
    assert_eq!(all(&[twin], "2026-11-09", "2026-11-09").days[0].cues.moments, None);
}

#[test]
fn hidden_check_ins_stay_out() {
    let mut ben = checkin("11-09 20:00", Some(1), None);
    ben.carer = BEN;
    let entries = [ben, checkin("11-09 21:00", Some(5), None)];
    let mut family = family();
    family.carers[1].hidden_checkins = true;
    let asked = ask("2026-11-09", "2026-11-09", london());
    let marks = compute_stats(&entries, &family, &asked).days[0].checkins.clone();
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].carer, family.find_carer(ANNA).unwrap().display_name());
}
