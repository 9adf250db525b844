//! Files of other apps with one fault each, as they are found in the world, and what is right. The invented mini-files
//! beside the project are read in place; without them nothing is compared.

use crate::support::*;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn mini(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/imports").join(name);
    path.exists().then_some(path)
}

/// Imports the files one after another into a new journal; none where they are not at hand.
fn imported(zone: &str, files: &[&str], more: &[&str]) -> Option<(TempHome, Value)> {
    let home = TempHome::new();
    let mut told = Value::Null;
    for name in files {
        let path = mini(name)?;
        let path = path.display().to_string();
        let args: Vec<&str> = ["import", &path, "--zone", zone, "--yes", "--json"]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        told = home.json(&args);
    }
    Some((home, told))
}

/// "2024-05-25T20:30 – 22:15 · its words" of each entry, in the order of time.
fn kept(home: &TempHome) -> Vec<String> {
    let listed = home.json(&["list", "--json"]);
    let mut all: Vec<String> = listed["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            let text = |field: &str| entry[field].as_str().unwrap_or_default().to_owned();
            let short = |at: String| at.replacen(":00+", "+", 1).replacen(":00-", "-", 1);
            let note = text("note");
            let note = if note.is_empty() { note } else { format!(" · {note}") };
            format!("{} {}–{}{note}", text("kind"), short(text("at")), short(text("until")))
        })
        .collect();
    all.sort();
    all
}

macro_rules! mini_file {
    ($name:ident, $zone:expr, $files:expr, $more:expr, $kept:expr, $check:expr) => {
        #[test]
        fn $name() {
            let Some((home, told)) = imported($zone, &$files, &$more) else {
                return;
            };
            let expected: Vec<&str> = $kept.to_vec();
            assert_eq!(kept(&home), expected, "{told:#}");
            let check: fn(&Value) = $check;
            check(&told);
        }
    };
}

fn warns(told: &Value, words: &str) {
    assert!(told["warnings"].to_string().contains(words), "{told:#}");
}

fn skips(told: &Value, words: &str) {
    assert!(told["skipped"].to_string().contains(words), "{told:#}");
}

const BERLIN: &str = "Europe/Berlin";

mini_file!(
    the_rows_of_an_autumn_night_are_settled_together,
    "America/Chicago",
    ["01_huck_autumn_chain.csv"],
    [],
    [
        "sleep 2023-11-04T23:51-05:00–2023-11-05T01:15-05:00",
        "sleep 2023-11-05T01:32-05:00–2023-11-05T01:42-06:00",
        "sleep 2023-11-05T01:58-06:00–2023-11-05T02:53-06:00",
    ],
    |_| ()
);
mini_file!(
    an_end_stands_by_its_own_clock,
    "Europe/Madrid",
    ["03_huck_autumn_end_by_its_own_clock.csv"],
    [],
    [
        "sleep 2024-10-26T19:23+02:00–2024-10-27T02:18+02:00 · Night Sleep",
        "sleep 2024-10-27T02:44+02:00–2024-10-27T06:27+01:00 · Night Sleep",
    ],
    |_| ()
);
mini_file!(
    on_an_ordinary_day_both_clocks_beat_the_length,
    BERLIN,
    ["04_huck_wrong_duration_ordinary_day.csv"],
    [],
    [
        "sleep 2024-05-25T17:29+02:00–2024-05-25T18:27+02:00",
        "sleep 2024-05-25T19:53+02:00–2024-05-25T20:16+02:00",
        "sleep 2024-05-25T20:30+02:00–2024-05-25T22:15+02:00",
        "sleep 2024-05-25T22:37+02:00–2024-05-25T23:39+02:00",
    ],
    |told| warns(told, "the file's duration says 64 min. The times are saved.")
);
mini_file!(
    a_note_without_its_marks_stays_whole,
    BERLIN,
    ["06_huck_unquoted_comma_in_note.csv"],
    [],
    ["sleep 2024-05-25T20:30+02:00–2024-05-25T22:15+02:00 · woke twice, then slept on dad"],
    |_| ()
);
mini_file!(
    an_open_mark_swallows_no_row,
    BERLIN,
    ["07_huck_unclosed_quote_swallows_a_sleep.csv"],
    [],
    [
        "sleep 2024-05-25T12:00+02:00–2024-05-25T13:00+02:00",
        "sleep 2024-05-25T17:29+02:00–2024-05-25T18:27+02:00",
        "sleep 2024-05-25T20:30+02:00–2024-05-25T22:15+02:00 · woke twice",
    ],
    |told| warns(told, "a quotation mark is not closed")
);
mini_file!(
    sleeps_of_an_early_baby_buddy,
    "UTC",
    ["08_babybuddy_sleep_before_v2.csv"],
    [],
    [
        "sleep 2022-02-16T19:37:16+00:00–2022-02-16T22:43:16+00:00 · teething",
        "sleep 2022-02-17T00:14:09+00:00–2022-02-17T02:48:09+00:00",
    ],
    |_| ()
);
mini_file!(
    a_day_over_twelve_proves_the_order,
    BERLIN,
    ["10_babybuddy_day_first.csv"],
    [],
    [
        "sleep 2024-02-02T19:36+01:00–2024-02-02T23:59+01:00",
        "sleep 2024-02-03T16:47+01:00–2024-02-03T17:12+01:00",
        "sleep 2024-02-26T00:00+01:00–2024-02-26T07:36+01:00",
        "sleep 2024-02-26T07:36+01:00–2024-02-26T08:04+01:00",
    ],
    |_| ()
);
mini_file!(
    the_same_sleep_with_and_without_a_childs_number,
    BERLIN,
    ["11a_babybuddy_export_without_child_id.csv", "11b_babybuddy_same_export_with_child_id.csv"],
    [],
    ["sleep 2024-07-01T09:00+02:00–2024-07-01T10:00+02:00"],
    |told| assert_eq!((told["added"].as_u64(), told["already"].as_u64()), (Some(0), Some(1)))
);
mini_file!(
    no_child_at_all_is_the_shown_baby,
    BERLIN,
    ["11c_babybuddy_export_without_any_child.csv"],
    [],
    ["sleep 2024-07-01T09:00+02:00–2024-07-01T10:00+02:00"],
    |_| ()
);
mini_file!(
    an_order_that_was_given_is_used,
    BERLIN,
    ["12_babyconnect_day_first.csv"],
    ["--day-first"],
    [
        "sleep 2024-04-03T09:05+02:00–2024-04-03T10:00+02:00",
        "sleep 2024-04-05T13:05+02:00–2024-04-05T14:00+02:00",
    ],
    |_| ()
);
mini_file!(
    an_empty_date_is_no_date,
    BERLIN,
    ["13_daylio_empty_full_date.csv"],
    [],
    ["checkin 2024-10-30T10:04+01:00–"],
    |told| skips(told, "the date is empty")
);
mini_file!(
    a_sleep_exported_while_it_ran_gets_its_end,
    BERLIN,
    ["16a_huck_running.csv", "16b_huck_then_ended.csv", "16b_huck_then_ended.csv"],
    [],
    ["sleep 2024-05-25T20:30+02:00–2024-05-26T06:15+02:00"],
    |told| assert_eq!((told["added"].as_u64(), told["already"].as_u64()), (Some(0), Some(1)))
);
mini_file!(
    sixteen_bit_letters_are_read,
    BERLIN,
    ["20_huck_utf16.csv"],
    [],
    ["sleep 2024-05-25T12:00+02:00–2024-05-25T13:00+02:00"],
    |_| ()
);
mini_file!(
    a_first_line_that_names_the_sign_is_none,
    BERLIN,
    ["21_huck_sep_line.csv"],
    [],
    ["sleep 2024-05-25T12:00+02:00–2024-05-25T13:00+02:00"],
    |_| ()
);
mini_file!(
    the_headings_once_more_are_no_row,
    BERLIN,
    ["22_daylio_two_exports_joined.csv"],
    [],
    ["checkin 2024-10-29T09:04+01:00–", "checkin 2024-10-30T10:04+01:00–"],
    |told| assert_eq!(told["read"].as_u64(), Some(2))
);
mini_file!(
    a_month_over_twelve_proves_the_order,
    BERLIN,
    ["25_huck_us_slashes_resaved.csv"],
    [],
    [
        "sleep 2024-05-13T09:05+02:00–2024-05-13T10:00+02:00",
        "sleep 2024-05-25T20:30+02:00–2024-05-25T22:15+02:00",
    ],
    |_| ()
);
mini_file!(
    a_row_said_twice_keeps_the_words_of_both,
    BERLIN,
    ["26_huck_same_sleep_other_condition.csv"],
    [],
    ["sleep 2024-05-25T20:30+02:00–2024-05-25T22:15+02:00 · On own in bed\nUpset · Woke up child"],
    |told| assert_eq!(told["twice_in_file"].as_u64(), Some(1))
);
mini_file!(
    angle_brackets_of_a_parents_own_stay,
    BERLIN,
    ["27_daylio_angle_brackets.csv"],
    [],
    ["checkin 2024-10-30T10:04+01:00– · sleep a<b and c>d, i <love> tea"],
    |_| ()
);

mini_file!(
    amila_names_its_months,
    BERLIN,
    ["40_amila_BabyRecords.csv"],
    [],
    [
        "sleep 2024-05-25T12:00+02:00–2024-05-25T13:00+02:00 · in the pram",
        "sleep 2024-05-25T20:30+02:00–2024-05-25T22:15+02:00",
    ],
    |told| skips(told, "a feed: this journal does not note feeds")
);
mini_file!(
    nara_tells_instants_and_a_zone_a_row,
    BERLIN,
    ["42_nara_2026.csv", "42_nara_2026.csv"],
    [],
    ["sleep 2026-05-25T20:30+01:00–2026-05-25T22:15+01:00", "sleep 2026-05-26T19:30+01:00–"],
    |told| assert_eq!((told["added"].as_u64(), told["already"].as_u64()), (Some(0), Some(2)))
);
mini_file!(
    babyplus_tells_its_offsets,
    BERLIN,
    ["43_babyplus_data_export.json"],
    [],
    ["sleep 2026-05-25T20:30+02:00–2026-05-25T22:15+02:00"],
    |_| ()
);
mini_file!(
    day_ones_entries_are_notes,
    BERLIN,
    ["46_dayone.json"],
    [],
    ["note 2024-05-25T20:30+02:00– · A long day. She smiled at noon.\nbaby"],
    |_| ()
);
mini_file!(
    nighps_length_of_none_still_runs,
    BERLIN,
    ["47_nighp_ios_sleep.csv"],
    [],
    ["sleep 2024-05-25T12:00+02:00–", "sleep 2024-05-25T20:30+02:00–2024-05-25T22:15+02:00"],
    |told| warns(told, "no end is written")
);

/// What an import of one mini-file says when it refuses, and whether a journal was made.
fn refused(name: &str) -> Option<String> {
    let home = TempHome::new();
    let path = mini(name)?.display().to_string();
    let said = home.refused(1, &["import", &path, "--zone", BERLIN, "--yes"]);
    assert!(!home.journal().exists(), "{name}");
    assert!(said.matches("Nothing was saved").count() <= 1, "{said}");
    Some(said)
}

#[test]
fn an_order_that_nothing_tells_is_asked_for() {
    if let Some(said) = refused("12_babyconnect_day_first.csv") {
        assert!(said.contains("--day-first or --month-first"), "{said}");
    }
}

#[test]
fn years_that_no_child_lives_in_are_refused() {
    let Some(path) = mini("24_huck_impossible_years.csv") else {
        return;
    };
    let home = TempHome::new();
    let (code, out, err) = home.run(&["import", &path.display().to_string(), "--yes"]);
    assert_eq!(code, 1);
    assert!(
        out.contains("2 rows, such as row 2: the Start cell, \"9999-12-31 23:21\", is not a date"),
        "{out}"
    );
    assert!(err.contains("No row could be read") && !home.journal().exists(), "{err}");
}

#[test]
fn one_child_under_two_names_is_asked_about() {
    let (Some(first), Some(second)) =
        (mini("18a_piyolog_first_name.txt"), mini("18b_piyolog_named_later.txt"))
    else {
        return;
    };
    let (first, second) = (first.display().to_string(), second.display().to_string());
    let home = TempHome::new();
    home.ok(&["import", &first, "--zone", "Asia/Tokyo", "--yes"]);
    let said = home.refused(1, &["import", &second, "--yes"]);
    assert!(said.contains("born on the same day as ベビー"), "{said}");
    home.ok(&["import", &second, "--yes", "--baby", "ベビー"]);
    assert_eq!(
        kept(&home),
        [
            "sleep 2024-03-31T20:40+09:00–2024-04-01T05:10+09:00",
            "sleep 2024-04-01T09:00+09:00–2024-04-01T10:00+09:00"
        ]
    );
}

#[test]
fn what_is_no_list_of_ours_says_what_it_seems_to_be() {
    for (name, says) in [
        ("15_daylio_no_header_spanish.csv", "It looks like Daylio's rows without their header."),
        ("45_sleep_as_android.csv", "It is from Sleep as Android: an adult's sleep"),
    ] {
        if let Some(said) = refused(name) {
            assert!(said.contains(says), "{name}: {said}");
        }
    }
}

#[test]
fn a_birthday_in_the_file_is_the_babys() {
    if let Some((home, _)) = imported(BERLIN, &["42_nara_2026.csv"], &[]) {
        let (_, family, _) = home.run(&["export"]);
        assert!(family.contains("\"born\":\"2026-03-02\""), "{family}");
    }
}
