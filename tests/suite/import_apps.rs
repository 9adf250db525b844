//! Huckleberry, Baby Buddy and Daylio: invented files for what each does oddly, and the published ones where they are at
//! hand.

use cuebook::import::{
    ImportFormat, ImportOptions, ParsedFile, UserAnswers, detect_format, parse_file_with_answers,
};
use cuebook::model::{Details, Timestamp, Zone};

fn options(zone: Zone) -> ImportOptions {
    ImportOptions { zone, keep_other: false, now: Timestamp::parse_rfc3339("2026-11-22T14:07:00Z").unwrap() }
}

fn reads(text: &str, format: ImportFormat, zone: Zone) -> ParsedFile {
    assert_eq!(detect_format(text.as_bytes()), Some(format), "{text}");
    let read =
        parse_file_with_answers(text.as_bytes(), format, &options(zone), &UserAnswers::default()).unwrap();
    assert_eq!(read.rows_read, read.candidates.len() + read.repeated_rows + read.skipped_count());
    read
}

/// "20:52–04:05 · its words" of each, in the zone of the import.
fn told(read: &ParsedFile) -> Vec<String> {
    let one = |d: cuebook::import::CandidateEntry| {
        let end = d.until.map_or("…".to_owned(), Timestamp::format_hm);
        let note = d.note.as_deref().map_or(String::new(), |n| format!(" · {n}"));
        format!("{}–{end}{note}", d.at.format_hm())
    };
    read.candidates.iter().map(one).collect()
}

fn warned(read: &ParsedFile) -> Vec<&str> {
    read.warnings.iter().map(|w| w.message.as_str()).collect()
}

const HUCKLEBERRY: &str = "Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes\n";

#[test]
fn huckleberry_keeps_sleeps_with_how_they_went() {
    let text = format!(
        "{HUCKLEBERRY}\
         \"Sleep\",\"2022-01-10 19:52\",\"2022-01-11 04:05\",\"08:13\",\"Upset\",\"Car, stroller\",\"Woke up child\",\"rain\\nthen quiet\"\n\
         \"Sleep\",\"2022-01-10 13:00\",\"2022-01-10 13:40\",\"0:40\",,\"On own in bed\",,\n\
         \"Diaper\",\"2022-01-10 12:00\",,\"yellow\",\"Solid\",,\"Pee\",\n\
         \"Feed\",\"2022-01-10 11:00\",,,\"Formula\",\"Bottle\",\"130ml\",\n\
         \"Skin to skin\",\"2022-01-10 10:00\",\"2022-01-10 10:20\",\"00:20\",,,,\n\
         \"Sleep\",\"2022-01-10 09:00\",,,\"Under_10_minutes\",,,\n\
         \"Sleep\",\"2022-01-10 13:00\",\"2022-01-10 13:40\",\"0:40\",,\"On own in bed\",,\n\
         \"Sleep\",\"soon\",,,,,,\n"
    );
    let read = reads(&text, ImportFormat::Huckleberry, Zone::named("Europe/London"));
    assert_eq!(
        told(&read),
        [
            "19:52–04:05 · Upset · Car, stroller · Woke up child\nrain\nthen quiet",
            "13:00–13:40 · On own in bed",
            "10:00–10:20",
            "09:00–… · Under 10 minutes",
        ]
    );
    assert!(
        matches!(&read.candidates.get(2).unwrap().details, Details::Massage(m) if m.touch.as_deref() == Some("skin-to-skin"))
    );
    let why: Vec<_> = read.skipped.iter().map(|s| format!("{}: {}", s.row, s.reason)).collect();
    assert_eq!(
        why,
        [
            "4: a nappy: this journal does not note nappies",
            "5: a feed: this journal does not note feeds",
            "9: the Start cell, \"soon\", is not a date and time like 2022-03-13 18:10",
        ]
    );
    assert_eq!(read.repeated_rows, 1, "a row that stands there twice");
    assert_eq!(
        warned(&read),
        ["no end is written. It is saved without an end, and does not count as running."]
    );
}

#[test]
fn huckleberrys_lengths_are_believed_when_clocks_change() {
    let york = Zone::named("America/New_York");
    // 02:17 did not exist that night; the length does.
    let spring = format!("{HUCKLEBERRY}Sleep,2022-03-13 00:10,2022-03-13 02:17,02:07,,,,\n");
    let read = reads(&spring, ImportFormat::Huckleberry, york);
    assert_eq!(told(&read), ["00:10–03:17"]);
    assert!(warned(&read).is_empty());
    // The end by one fixed clock; the next sleep begins before it by the new one.
    let autumn = format!(
        "{HUCKLEBERRY}Sleep,2022-11-06 03:17,2022-11-06 05:00,01:43,,,,\n\
         Sleep,2022-11-05 19:52,2022-11-06 04:05,08:13,,,,\n"
    );
    let read = reads(&autumn, ImportFormat::Huckleberry, york);
    assert_eq!(told(&read), ["03:17–05:00", "19:52–03:05"]);
    // A start that runs into the feed before it was written by the other clock.
    let other = format!(
        "{HUCKLEBERRY}Sleep,2021-11-07 00:32,2021-11-07 03:00,02:28,,,,\nFeed,2021-11-07 00:50,2021-11-07 01:31,00:41,00:41R,Breast,,\n"
    );
    let read = reads(&other, ImportFormat::Huckleberry, york);
    assert_eq!(told(&read), ["01:32–03:00"]);
    assert_eq!(read.candidates.get(0).unwrap().at.to_rfc3339(), "2021-11-07T01:32:00-04:00");
    assert!(warned(&read)[0].contains("so it was read on the other clock"));
    // On an ordinary day both clocks are written; a length that does not fit is told.
    let odd = format!("{HUCKLEBERRY}Sleep,2022-06-01 10:00,2022-06-01 11:00,00:30,,,,\n");
    let read = reads(&odd, ImportFormat::Huckleberry, york);
    assert_eq!(told(&read), ["10:00–11:00"]);
    assert!(warned(&read)[0].contains("The times are saved."));
}

#[test]
fn baby_buddy_keeps_sleeps_and_notes() {
    let zone = Zone::named("Europe/London");
    let text = "child_id,start,nap,end,notes\n1,2020-02-16 14:42:52,1,2020-02-16 16:35:52,in the sling\n1,2020-02-17 00:14:09,0,,\n";
    let read = reads(text, ImportFormat::BabyBuddy, zone);
    assert_eq!(told(&read), ["14:42–16:35 · in the sling", "00:14–…"]);
    let naps: Vec<_> = read
        .candidates
        .iter()
        .map(|d| match &d.details {
            Details::Sleep(sleep) => sleep.nap,
            _ => None,
        })
        .collect();
    assert_eq!(naps, [Some(true), Some(false)]);
    assert!(read.children.is_empty(), "a number is no name");
    let named = "id,child_id,child_first_name,child_last_name,start,end,nap,notes\n\
                 7,1,Ada,Byron,2020-02-16T14:42:00+00:00,2020-02-16T16:35:00+00:00,True,\n";
    assert_eq!(reads(named, ImportFormat::BabyBuddy, zone).children, ["Ada Byron"]);
    let two = "child_id,note,time\n1,first tooth,2020-02-17 06:37:12\n2,slept well,2020-02-17 06:40:00\n";
    let read = reads(two, ImportFormat::BabyBuddy, zone);
    assert_eq!(read.children, ["Child 1", "Child 2"]);
    assert_eq!(told(&read), ["06:37–… · first tooth", "06:40–… · slept well"]);
    let feeds = "child_id,start,end,type,method,amount,notes\n1,2020-02-17 00:00:00,2020-02-17 00:10:00,formula,bottle,4,\n";
    let read = reads(feeds, ImportFormat::BabyBuddy, zone);
    assert_eq!(read.skipped[0].reason, "a feed: this journal does not note feeds");
}

const DAYLIO: &str = "full_date,date,weekday,time,mood,activities,note_title,note\n";

#[test]
fn daylios_own_moods_are_known_and_others_are_asked_about() {
    let text = format!(
        "\u{feff}{DAYLIO}2026-02-03,3 February,Tuesday,8:04\u{202f}PM,rad,walk | tea,A day,\"one<br>two &amp; <b>three</b>\"\n\
         2026-02-02,2 February,Monday,18:52,sad ,,,\n2026-02-02,2 February,Monday,18:52,sad,,,\n"
    );
    assert_eq!(detect_format(text.as_bytes()), Some(ImportFormat::Daylio));
    let read = |moods: &[(&str, u8)]| {
        let moods = moods.iter().map(|(name, n)| ((*name).to_owned(), *n));
        let knowing = UserAnswers { moods: moods.collect(), ..UserAnswers::default() };
        parse_file_with_answers(
            text.as_bytes(),
            ImportFormat::Daylio,
            &options(Zone::named("Europe/London")),
            &knowing,
        )
    };
    let asked = read(&[]).unwrap_err().message;
    assert!(asked.starts_with("This file has moods of your own: \"sad\". Please give"), "{asked}");
    assert!(asked.ends_with("--map-mood sad=3."), "{asked}");
    let kept = read(&[("Sad", 2), ("rad", 4)]).unwrap();
    let felt: Vec<_> = kept
        .candidates
        .iter()
        .map(|d| match &d.details {
            Details::Checkin(checkin) => checkin.felt,
            _ => None,
        })
        .collect();
    assert_eq!(felt, [Some(4), Some(2)], "what the parent says comes first");
    assert_eq!(told(&kept), ["20:04–… · A day\none\ntwo & three\nwalk, tea", "18:52–… · sad"]);
    assert_eq!(kept.repeated_rows, 1);
    let old = "year,date,weekday,time,mood,activities,note\n2018,18 May,Friday,9:00 am,meh,,\n";
    let read = reads(old, ImportFormat::Daylio, Zone::named("Europe/London"));
    assert_eq!(read.candidates.get(0).unwrap().at.to_rfc3339(), "2018-05-18T09:00:00+01:00");
}

#[test]
fn the_published_files_are_read_whole() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/");
    let rows: [(&str, ImportFormat, usize, usize); 7] = [
        ("huckleberry/gototen_unfaithful.csv", ImportFormat::Huckleberry, 819, 987),
        ("babybuddy/sleep.csv", ImportFormat::BabyBuddy, 39, 0),
        ("babybuddy/note.csv", ImportFormat::BabyBuddy, 1, 0),
        ("babybuddy/feeding.csv", ImportFormat::BabyBuddy, 0, 40),
        ("babybuddy/diaperchange.csv", ImportFormat::BabyBuddy, 0, 75),
        ("daylio/toldry.csv", ImportFormat::Daylio, 6246, 0),
        ("daylio/staticf0x.csv", ImportFormat::Daylio, 32, 0),
    ];
    for (name, format, kept, left) in rows {
        let Ok(text) = std::fs::read_to_string(format!("{folder}{name}")) else {
            println!("skipped: {name} is not here");
            continue;
        };
        let read = reads(&text, format, Zone::named("Europe/London"));
        assert_eq!((read.candidates.len() + read.repeated_rows, read.skipped.len()), (kept, left), "{name}");
    }
}
