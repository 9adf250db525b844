//! Databases of other apps, and the smaller formats: each with an invented file, and what is right.

use crate::support::*;
use rusqlite::Connection;
use serde_json::Value;

fn bring(home: &TempHome, name: &str, more: &[&str]) -> Value {
    let path = home.path(name).display().to_string();
    let args = ["import", &path, "--zone", "Europe/Berlin", "--yes", "--json"];
    home.json(&args.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
}

fn kept(home: &TempHome) -> Vec<String> {
    let listed = home.json(&["list", "--json"]);
    let text = |value: &Value| value.as_str().unwrap_or("…").to_owned();
    let told = |entry: &Value| {
        let felt = entry["felt"].as_i64().map(|felt| format!(" felt {felt}")).unwrap_or_default();
        let note = entry["note"].as_str().map(|note| format!(" {note}")).unwrap_or_default();
        format!("{} {} {}{felt}{note}", text(&entry["kind"]), text(&entry["at"]), text(&entry["until"]))
    };
    let mut all: Vec<String> = listed["entries"].as_array().unwrap().iter().map(told).collect();
    all.sort();
    all
}

#[test]
fn baby_daybooks_database() {
    let home = TempHome::new();
    let conn = Connection::open(home.path("BabyDaybook.db")).unwrap();
    conn.execute_batch(
        "CREATE TABLE babies (uid TEXT, name TEXT);
         CREATE TABLE groups (uid TEXT, title TEXT);
         CREATE TABLE daily_actions (uid TEXT, svt INTEGER, updated_millis INTEGER, baby_uid TEXT, type TEXT,
            start_millis INTEGER, notes TEXT, group_uid TEXT, end_millis INTEGER, duration INTEGER,
            in_progress INTEGER, side TEXT);
         INSERT INTO babies VALUES ('b1', 'Wren'), ('b2', 'Ivo');
         INSERT INTO groups VALUES ('g1', 'Massage');
         INSERT INTO daily_actions VALUES
            ('a1', 1, 1, 'b1', 'sleeping', 1716661800000, 'in the pram', NULL, 1716668100000, 6300000, 0, NULL),
            ('a2', 1, 1, 'b2', 'sleeping', 1716700000000, NULL, NULL, 0, 0, 1, NULL),
            ('a3', 1, 1, 'b1', 'bottle', 1716700000000, NULL, NULL, 0, 0, 0, NULL),
            ('a4', 1, 1, 'b1', 'other', 1716710000000, NULL, 'g1', 1716710600000, 600000, 0, NULL);",
    )
    .unwrap();
    drop(conn);
    let told = bring(&home, "BabyDaybook.db", &[]);
    assert_eq!(
        kept(&home),
        [
            "massage 2024-05-26T09:53:20+02:00 2024-05-26T10:03:20+02:00 Massage",
            "sleep 2024-05-25T20:30:00+02:00 2024-05-25T22:15:00+02:00 in the pram",
            "sleep 2024-05-26T07:06:40+02:00 …",
        ]
    );
    assert!(told["skipped"].to_string().contains("a bottle"), "{told:#}");
    let babies = home.ok(&["set", "baby"]);
    assert!(babies.contains("Wren") && babies.contains("Ivo"), "{babies}");
    assert_eq!(bring(&home, "BabyDaybook.db", &[])["added"], 0);
}

#[test]
fn sprout_tracks_database() {
    let home = TempHome::new();
    let conn = Connection::open(home.path("baby-tracker.db")).unwrap();
    conn.execute_batch(
        "CREATE TABLE Baby (id TEXT, firstName TEXT, lastName TEXT);
         CREATE TABLE SleepLog (id TEXT, startTime DATETIME, endTime DATETIME, duration INTEGER, type TEXT,
            location TEXT, quality TEXT, deletedAt DATETIME, babyId TEXT);
         CREATE TABLE Note (id TEXT, time DATETIME, content TEXT, category TEXT, deletedAt DATETIME, babyId TEXT);
         INSERT INTO Baby VALUES ('b', 'Wren', 'Vale');
         INSERT INTO SleepLog VALUES
            ('s1', 1716661800000, 1716668100000, 105, 'NIGHT_SLEEP', 'Crib', NULL, NULL, 'b'),
            ('s2', '2024-05-26T10:00:00.000+00:00', NULL, NULL, 'NAP', NULL, NULL, NULL, 'b'),
            ('s3', 1716661800000, 1716668100000, 105, 'NAP', NULL, NULL, 1716668200000, 'b');
         INSERT INTO Note VALUES ('n1', 1716661800000, 'first tooth', 'Milestone', NULL, 'b');",
    )
    .unwrap();
    drop(conn);
    let told = bring(&home, "baby-tracker.db", &[]);
    assert_eq!(
        kept(&home),
        [
            "note 2024-05-25T20:30:00+02:00 … first tooth",
            "sleep 2024-05-25T20:30:00+02:00 2024-05-25T22:15:00+02:00 Crib",
            "sleep 2024-05-26T12:00:00+02:00 …",
        ]
    );
    assert!(told["skipped"].to_string().contains("it was deleted in the other app"), "{told:#}");
    assert_eq!(bring(&home, "baby-tracker.db", &[])["added"], 0);
}

/// Kinds of the family's own are called by their names, notes and moments come along, and what was deleted stays away.
#[test]
fn baby_daybooks_own_kinds_notes_and_moments() {
    let home = TempHome::new();
    let conn = Connection::open(home.path("BabyDaybook_20240527_auto.db")).unwrap();
    conn.execute_batch(
        "CREATE TABLE babies (uid TEXT, name TEXT);
         CREATE TABLE da_types (uid TEXT, title TEXT);
         CREATE TABLE daily_actions (uid TEXT, baby_uid TEXT, type TEXT, start_millis INTEGER, end_millis INTEGER,
            notes TEXT, duration INTEGER, in_progress INTEGER);
         CREATE TABLE daily_notes (uid TEXT, baby_uid TEXT, day_id TEXT, note TEXT, updated_millis INTEGER);
         CREATE TABLE moments (uid TEXT, baby_uid TEXT, date_millis INTEGER, description TEXT);
         INSERT INTO babies VALUES ('b1', 'Wren');
         INSERT INTO da_types VALUES ('xyz', 'Baby massage');
         INSERT INTO daily_actions VALUES
            ('a1', 'b1', 'sleeping', 1716661800000, 0, NULL, 6300000, 0),
            ('a2', 'b1', 'xyz', 1716710000000, 1716710600000, NULL, 600000, 0);
         INSERT INTO daily_notes VALUES ('n1', 'b1', '20240526', 'rolled over', 1716800000000);
         INSERT INTO moments VALUES ('m1', 'b1', 1716661800000, 'first laugh'), ('m2', 'b1', 1716661800000, '');",
    )
    .unwrap();
    drop(conn);
    bring(&home, "BabyDaybook_20240527_auto.db", &[]);
    assert_eq!(
        kept(&home),
        [
            "massage 2024-05-26T09:53:20+02:00 2024-05-26T10:03:20+02:00",
            "note 2024-05-25T20:30:00+02:00 … first laugh",
            "note 2024-05-26T12:00:00+02:00 … rolled over",
            "sleep 2024-05-25T20:30:00+02:00 2024-05-25T22:15:00+02:00",
        ]
    );
    assert_eq!(bring(&home, "BabyDaybook_20240527_auto.db", &[])["added"], 0);
}

/// A journal of cuebook's own, or any other database, is no list.
#[test]
fn another_database_is_refused_in_words() {
    let home = TempHome::new();
    Connection::open(home.path("x.db"))
        .unwrap()
        .execute_batch("CREATE TABLE x (y); INSERT INTO x VALUES (1)")
        .unwrap();
    let path = home.path("x.db").display().to_string();
    let said = home.refused(1, &["import", &path]);
    assert!(said.contains("database"), "{said}");
}

#[test]
fn feed_baby_bearable_and_tui_journal() {
    let files = [
        (
            "sleep.csv",
            "id,Start Time,End Time,Notes,Approximate Duration (Minutes)\n\
             1,08:30PM 05-25-2024,10:15PM 05-25-2024,in the pram,105\n\
             2,12:00PM 05-26-2024,,,45\n",
            &[
                "sleep 2024-05-25T20:30:00+02:00 2024-05-25T22:15:00+02:00 in the pram",
                "sleep 2024-05-26T12:00:00+02:00 2024-05-26T12:45:00+02:00",
            ][..],
        ),
        (
            "bearable.csv",
            "date,weekday,time of day,category,rating/amount,detail,notes\n\
             \"9th May 2021\",\"Sunday\",\"3:33\",\"Mood\",\"7\",\"Meh | Anxious\",\"\"\n\
             \"9th May 2021\",\"Sunday\",\"pm\",\"Mood\",\"10\",\"\",\"a walk\"\n\
             \"9th May 2021\",\"Sunday\",\"\",\"Sleep\",\"7:45\",\"Asleep 02:45 - 12:30\",\". \"\n",
            &[
                "checkin 2021-05-09T03:33:00+02:00 … felt 4 Meh, Anxious",
                "checkin 2021-05-09T19:00:00+02:00 … felt 5 a walk",
            ],
        ),
        (
            "entries.json",
            r#"[{"id":0,"date":"2024-05-25T18:30:00Z","title":"Bath","content":"She laughed.","tags":["joy"],"priority":null}]"#,
            &["note 2024-05-25T20:30:00+02:00 … Bath\nShe laughed.\njoy"],
        ),
        (
            "export.json",
            r#"{"version":100,"entries":[{"date":"2024-05-25T18:30:00Z","title":"Bath","content":"","tags":[],"priority":1}]}"#,
            &["note 2024-05-25T20:30:00+02:00 … Bath"],
        ),
    ];
    for (name, text, right) in files {
        let home = TempHome::new();
        std::fs::write(home.path(name), text).unwrap();
        let told = bring(&home, name, &[]);
        assert_eq!(kept(&home), right, "{name}: {told:#}");
        assert_eq!(bring(&home, name, &[])["added"], 0, "{name}");
    }
}
