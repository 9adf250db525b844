//! PiyoLog's text: invented days in every shape it comes in, and the published samples against the totals printed in
//! them, where they are at hand.

use crate::support::TempHome;
use cuebook::import::{
    ImportFormat, ImportOptions, ImportTarget, ParsedFile, detect_format, parse_file, plan_import,
    render_preview,
};
use cuebook::model::{
    Baby, Carer, DayBoundaries, Entry, EntryKind, Family, FamilySettings, Id, Record, TimeOfDay, Timestamp,
    Zone, new_id,
};
use cuebook::stats::{StatsQuery, compute_stats};
use cuebook::store::{ProgramRun, Store};
use proptest::prelude::*;
use std::collections::HashSet;

const TOKYO: Zone = Zone::named("Asia/Tokyo");

fn options(zone: Zone) -> ImportOptions {
    ImportOptions { zone, keep_other: false, now: Timestamp::parse_rfc3339("2026-11-22T14:07:00Z").unwrap() }
}

fn reads_in(zone: Zone, text: &str) -> ParsedFile {
    assert_eq!(detect_format(text.as_bytes()), Some(ImportFormat::PiyoLog), "{text}");
    let read = parse_file(text.as_bytes(), ImportFormat::PiyoLog, &options(zone)).unwrap();
    assert_eq!(read.rows_read, read.candidates.len() + read.repeated_rows + read.skipped_count());
    read
}

fn reads(text: &str) -> ParsedFile {
    reads_in(TOKYO, text)
}

/// Every sleep as "2 Jan 23:10–06:10 · its words", in the order of the file.
fn sleeps(read: &ParsedFile) -> Vec<String> {
    let all = read.candidates.iter();
    let all = all.filter(|d| matches!(d.details, cuebook::model::Details::Sleep(_)));
    all.map(|d| {
        let end = d.until.map_or("…".to_owned(), Timestamp::format_hm);
        let words = d.note.as_ref().map_or(String::new(), |n| format!(" · {n}"));
        format!("{} {}–{end}{words}", d.at.local_datetime().format("%-d %b"), d.at.format_hm())
    })
    .collect()
}

fn notes(read: &ParsedFile) -> Vec<String> {
    let all = read.candidates.iter();
    let all = all.filter(|d| matches!(d.details, cuebook::model::Details::Note(_)));
    all.filter_map(|d| d.note).collect()
}

fn skipped(read: &ParsedFile) -> Vec<String> {
    let all = read.skipped.iter();
    all.map(|s| format!("{}: {}", s.row, s.reason)).collect()
}

fn warned(read: &ParsedFile) -> Vec<String> {
    let row = |row: Option<usize>| row.map_or("-".to_owned(), |row| row.to_string());
    let all = read.warnings.iter();
    all.map(|w| format!("{}: {}", row(w.row), w.message)).collect()
}

fn family() -> Family {
    Family {
        babies: vec![Baby::new_unnamed(new_id())],
        carers: vec![Carer { id: new_id(), name: None, hidden_checkins: false }],
        custom_cues: Vec::new(),
        coverage_marks: Vec::new(),
        settings: FamilySettings::with_defaults(TOKYO),
    }
}

fn fresh<'a>(family: &'a Family, known: &'a HashSet<Id>) -> ImportTarget<'a> {
    ImportTarget {
        name: "piyolog.txt",
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

/// What an import of these files keeps.
fn kept(reads: Vec<ParsedFile>, zone: Zone) -> Vec<Entry> {
    let (family, known) = (family(), HashSet::new());
    let plan = plan_import(reads, &fresh(&family, &known), &options(zone)).unwrap();
    let edits = plan.change.into_iter().flat_map(|change| change.edits);
    edits.filter_map(|edit| edit.affected_record().and_then(Record::as_entry).cloned()).collect()
}

const MONTH: &str = "【ぴよログ】2025年1月

----------
2025/1/30(木)
はな (0歳3か月1日)

00:15 起きる (2時間50分)
00:30 寝る
06:10 起きる (5時間40分)
06:40 ミルク 210ml
12:05 離乳食 10倍がゆ 4さじ
12:30頃にんじん
かぼちゃ 30g
20:30 寝る　ぐずった
23:40 メモ 鼻水が出た

母乳合計　　 左 0分 / 右 0分
ミルク合計　 1回 210ml
睡眠合計　　 9時間25分
おしっこ合計 0回
うんち合計　 0回

10:30 寝る と書いてみた日記
2行目

----------
2025/1/31(金)
はな (0歳3か月2日)

06:00 起きる (9時間30分)
21:00 寝る

母乳合計　　 左 0分 / 右 0分
睡眠合計　　 9時間0分

----------
";

#[test]
fn a_month_in_japanese() {
    let read = reads(MONTH);
    assert_eq!(read.children, ["はな"]);
    assert_eq!(
        sleeps(&read),
        ["29 Jan 21:25–00:15", "30 Jan 00:30–06:10", "30 Jan 20:30–06:00 · ぐずった", "31 Jan 21:00–…",]
    );
    assert_eq!(
        notes(&read),
        ["鼻水が出た", "10:30 寝る と書いてみた日記\n2行目"],
        "what looks like a row in the diary is diary"
    );
    assert_eq!(
        skipped(&read),
        [
            "10: a bottle: this journal does not note feeds",
            "11: a solid meal: this journal does not note feeds",
        ]
    );
    let open = "31: no waking is written. It is saved without an end, and does not count as running.";
    let total = "34: the app's own total of sleep for 31 Jan 2025 is 9 h, the sleeps here make 6 h: it counts the \
                 sleep that began at 21:00 until midnight, and no waking is written for it here.";
    assert_eq!(warned(&read), [open, total]);
    // The diary has no time of its own.
    let diary = read.candidates.iter().find(|d| d.approximate).unwrap();
    assert_eq!(diary.at.to_rfc3339(), "2025-01-30T12:00:00+09:00");
}

#[test]
fn other_things_are_kept_as_notes_when_asked() {
    let asked = ImportOptions { keep_other: true, ..options(TOKYO) };
    let read = parse_file(MONTH.as_bytes(), ImportFormat::PiyoLog, &asked).unwrap();
    assert!(read.skipped.is_empty());
    assert!(notes(&read).contains(&"離乳食 10倍がゆ 4さじ\n12:30頃にんじん\nかぼちゃ 30g".to_owned()));
}

#[test]
fn a_month_in_chinese_with_what_the_app_could_not_match() {
    let read = reads(
        "[Piyo日志]2023年3月

----------
2023年3月17日 周五
小明  (0岁0月7日)

16:10   睡觉   
18:00   瓶喂母乳 45ml   
19:50   60ml   

睡觉共  7小时50分钟
尿尿共  0次

----------
2023年3月18日 周六
小明  (0岁0月8日)

02:30   睡觉 ( ! )   
05:15   起床 (13小时5分钟)   
08:00   起床 ( ! )   
09:00   睡觉 ( ! )   

瓶喂母乳共  1times 45ml
睡觉共  5小时15分钟

宝宝今天很好

[Piyo日志]2023年4月

----------
2023年4月1日 周六
小明  (0岁0月22日)

14:00   睡觉   
14:30   起床   

睡觉共  0小时30分钟
",
    );
    assert_eq!(sleeps(&read), ["17 Mar 16:10–05:15", "18 Mar 09:00–…", "1 Apr 14:00–14:30"]);
    assert_eq!(notes(&read), ["宝宝今天很好"]);
    let inside =
        "a sleep without a waking, inside another that has its times; the app does not count it either";
    assert_eq!(
        skipped(&read),
        [
            "8: a bottle: this journal does not note feeds".to_owned(),
            "9: an amount without a name: this journal does not note feeds".to_owned(),
            format!("18: {inside}"),
            "20: a waking without a sleep".to_owned(),
        ]
    );
    let open = "21: no waking is written. It is saved without an end, and does not count as running.";
    let long = "18: 1 sleep is longer than 13 hours; perhaps a waking was not written down.";
    let warned = warned(&read);
    assert_eq!(warned.len(), 2, "{warned:?}");
    assert_eq!(warned[0], open);
    assert_eq!(warned[1].split_once(' ').unwrap().1, long.split_once(' ').unwrap().1);
}

#[test]
fn english_with_a_twelve_hour_clock_and_every_kind_of_date() {
    for (date, header) in [
        ("Thu, 17 Jul 2025", "[PiyoLog]Jul 2025\n\n----------\nThu, 17 Jul 2025"),
        ("Jul 17", "[PiyoLog]Thu, Jul 17, 2025"),
        ("Sept", "[PiyoLog]\n----------\nWed, Sept 17, 2025"),
    ] {
        let read = reads(&format!(
            "{header}\nNoa (7 mo 12 d)\n\n12:10 AM   Wake-up (2h40m)   \n09:30 AM   Walks (0h30m)\n\
             01:55 PM   Sleep   in the pram\n02:45 PM   Wake up (0h50m)\n\nTotal Breastfeeding time L 0m / R 0m\n\
             Total sleep   1h0m\nPee 3times\n\nSleep was short today\n"
        ));
        assert_eq!(read.children, ["Noa"], "{date}");
        let times: Vec<_> = sleeps(&read).iter().map(|s| s.split_once(' ').unwrap().1.to_owned()).collect();
        assert_eq!(times.len(), 2, "{date}: {times:?}");
        assert!(times[0].ends_with("21:30–00:10"));
        assert!(times[1].ends_with("13:55–14:45 · in the pram"));
        assert_eq!(notes(&read), ["Sleep was short today"]);
        assert_eq!(warned(&read), [""; 0]);
        assert_eq!(read.skipped.len(), 1);
        assert!(read.skipped[0].reason.starts_with("\"Walks\""));
    }
}

#[test]
fn marks_line_ends_full_width_signs_and_halves_of_the_day() {
    let plain = reads(MONTH);
    let ids = |read: &ParsedFile| read.candidates.iter().map(|d| d.id).collect::<Vec<_>>();
    let windows = format!("\u{feff}{}", MONTH.replace('\n', "\r\n"));
    assert_eq!(ids(&reads(&windows)), ids(&plain));
    let shared = MONTH.replace('\n', "\\n");
    assert_eq!(ids(&reads(&shared)), ids(&plain), "line ends as two letters");
    let wide: String = MONTH
        .chars()
        .map(|c| match c {
            '0'..='9' | ':' | '(' | ')' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
            c => c,
        })
        .collect();
    assert_eq!(sleeps(&reads(&wide)), sleeps(&plain));
    let tabs = MONTH.replace("10 起きる", "10\t起きる");
    assert_eq!(ids(&reads(&tabs)), ids(&plain));
    let halves = "【ぴよログ】2024/8/1(木)\nはな (0歳2か月10日)\n\n午前 04:15   起きる (8時間40分)\n08:00 PM   寝る\n\
                  午後 9:30 起きる (1時間30分)\n";
    assert_eq!(sleeps(&reads(halves)), ["31 Jul 19:35–04:15", "1 Aug 20:00–21:30"]);
}

#[test]
fn days_one_after_another_mend_what_the_day_before_left_open() {
    let monday =
        "【ぴよログ】2025/2/3(月)\nはな (0歳8か月14日)\n\n13:00 寝る\n14:00 起きる (1時間0分)\n21:50 寝る\n";
    let tuesday = "【ぴよログ】2025/2/4(火)\nはな (0歳8か月15日)\n\n06:10 起きる (8時間20分)\n20:35 寝る\n";
    let ends = |entries: &[Entry]| -> Vec<String> {
        let at = |e: &Entry| e.until.map_or("…".into(), Timestamp::format_hm);
        entries.iter().map(|e| format!("{}–{}", e.at.format_hm(), at(e))).collect()
    };
    let want = ["13:00–14:00", "21:50–06:10", "20:35–…"];
    assert_eq!(ends(&kept(vec![reads(monday), reads(tuesday)], TOKYO)), want);
    let both = format!("{monday}\n{tuesday}");
    assert_eq!(ends(&kept(vec![reads(&both)], TOKYO)), want);

    // The same, a file at a time, through a journal.
    let home = TempHome::new();
    let run = |text: &str, more: &[&str]| {
        std::fs::write(home.path("day.txt"), text).unwrap();
        home.ok(&[&["import", "day.txt", "--zone", "Asia/Tokyo"], more].concat())
    };
    run(monday, &["--yes"]);
    let shown = run(tuesday, &["--yes"]);
    assert!(shown.contains("1 sleep saved without an end before"), "{shown}");
    let again = run(tuesday, &["--yes", "--json"]);
    assert!(again.contains("\"added\": 0") && again.contains("\"already\": 2"), "{again}");
    let again = run(monday, &["--yes"]);
    assert!(again.contains("Nothing new to add."), "{again}");
    let store = Store::open(&home.journal(), ProgramRun::new("test"), TOKYO).unwrap();
    let mut entries = Vec::new();
    store
        .for_each_entry(|entry| {
            entries.push(entry.clone());
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(ends(&entries), want);
    assert!(store.load_open_entries(EntryKind::Sleep).unwrap().len() == 1);
}

#[test]
fn several_children_in_one_file_stay_apart() {
    let day = |name: &str, wake: &str| {
        format!(
            "----------\n2025/1/2(木)\n{name} (0歳1か月1日)\n\n20:00 寝る\n{wake}\n\n睡眠合計 1時間0分\n\n"
        )
    };
    let read = reads(&format!(
        "【ぴよログ】2025年1月\n\n{}{}",
        day("はな 😀", "21:00 起きる (1時間0分)"),
        day("そら", "21:00 起きる (1時間0分)")
    ));
    assert_eq!(read.children, ["はな 😀", "そら"]);
    assert_eq!(sleeps(&read), ["2 Jan 20:00–21:00"; 2]);
    assert_eq!(warned(&read), [""; 0]);
}

#[test]
fn lengths_are_elapsed_time_when_clocks_change() {
    let york = Zone::named("America/New_York");
    let night = |date: &str, wake: &str| {
        format!("[PiyoLog]2023年\n\n----------\n{date}\nA (0y8m1d)\n\n20:15 Sleep\n{wake}\n")
    };
    // 20:15 to 07:00 with the clocks an hour back between: 11 h 45.
    let text = night("2023/11/4(Sat)", "\n----------\n2023/11/5(Sun)\nA (0y8m2d)\n\n07:00 Wake-up (11h45m)");
    let autumn = reads_in(york, &text);
    assert_eq!(sleeps(&autumn), ["4 Nov 20:15–07:00"]);
    let slept = &autumn.candidates.get(0).unwrap();
    assert_eq!((slept.until.unwrap().unix_seconds() - slept.at.unix_seconds()) / 60, 11 * 60 + 45);
    assert_eq!(warned(&autumn), [""; 0]);
    // The same text by clocks that never change: the rows are believed, and it is said.
    let text = night("2023/11/4(Sat)", "\n----------\n2023/11/5(Sun)\nA (0y8m2d)\n\n07:00 Wake-up (10h45m)");
    let fixed = reads_in(york, &text);
    assert_eq!(sleeps(&fixed), ["4 Nov 20:15–07:00"]);
    assert!(warned(&fixed)[0].contains("The times are saved."), "{:?}", warned(&fixed));
    // Half-hour zones.
    let india = reads_in(Zone::named("Asia/Kolkata"), MONTH);
    assert_eq!(sleeps(&india), sleeps(&reads(MONTH)));
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let rows = [
        "00:15 起きる (2時間50分)",
        "00:30 寝る",
        "06:10 起きる (5時間40分)",
        "20:30 寝る",
        "22:00 起きる (1時間30分)",
    ];
    let text =
        |rows: &[&str]| format!("【ぴよログ】2025/1/30(木)\nはな (0歳3か月1日)\n\n{}\n", rows.join("\n"));
    let sorted = |read: &ParsedFile| {
        let mut all = sleeps(read);
        all.sort();
        all
    };
    let want = sorted(&reads(&text(&rows)));
    let mut turned = rows;
    for by in 0..rows.len() {
        turned.rotate_left(by);
        assert_eq!(sorted(&reads(&text(&turned))), want);
    }
    turned.reverse();
    assert_eq!(sorted(&reads(&text(&turned))), want);
}

#[test]
fn what_is_no_such_text_is_refused_or_left_to_others() {
    for text in ["", "hello", "{\"cuebook\": 1}", "date,mood\n2025-01-01,rad\n", "2025/1/1 was a good day\n"]
    {
        assert_ne!(detect_format(text.as_bytes()), Some(ImportFormat::PiyoLog), "{text}");
    }
    let refused =
        |bytes: &[u8]| parse_file(bytes, ImportFormat::PiyoLog, &options(TOKYO)).unwrap_err().to_string();
    assert!(refused(b"hello").starts_with("This file has no day as PiyoLog writes them"));
    assert!(refused(b"\xFF\x002\x00\x01").starts_with("This file is not text"));
    let stray = "[PiyoLog]\n08:00 Sleep\n----------\nThu, 17 Jul 2025\nA (1m)\n\n09:00 Sleep\n";
    assert_eq!(skipped(&reads(stray)), ["2: a row before any date"]);
}

#[test]
fn the_program_refuses_what_it_cannot_read_and_changes_nothing() {
    let home = TempHome::new();
    for (bytes, says) in [
        (&b"milk\nbread\n"[..], "This file has no day as PiyoLog writes them"),
        (&b"\x83\x73\x00\x88\n"[..], "This file is not text"),
    ] {
        std::fs::write(home.path("shopping.txt"), bytes).unwrap();
        let err = home.refused(1, &["import", "shopping.txt", "--format", "piyolog", "--yes"]);
        assert!(err.contains(says) && err.trim_end().ends_with("Nothing was saved."), "{err}");
        assert!(!home.journal().exists());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_too_odd(lines in prop::collection::vec("(【ぴよログ】|----------|2025/1/1\\(水\\)|99:99 寝る|0[0-9]:[0-5]0 (寝る|起きる|睡觉) ?\\([0-9]{0,6}時間[0-9]{0,3}分?\\)?|.{0,12}|)", 0..40)) {
        let text = format!("【ぴよログ】2025/1/1(水)\n{}", lines.join("\n"));
        if let Ok(read) = parse_file(text.as_bytes(), ImportFormat::PiyoLog, &options(TOKYO)) {
            prop_assert_eq!(read.rows_read, read.candidates.len() + read.repeated_rows + read.skipped_count());
            for draft in read.candidates.iter() {
                prop_assert!(draft.until.is_none_or(|until| until >= draft.at));
            }
        }
    }
}

/// Each printed total of a file, with what `trends` makes of the same day from midnight on.
fn printed_and_ours(texts: &[&str], zone: Zone) -> Vec<(String, i64, Option<i64>)> {
    let entries = kept(texts.iter().map(|text| reads_in(zone, text)).collect(), zone);
    let baby = entries[0].baby.unwrap();
    let mut printed = Vec::new();
    let mut on = None;
    for line in texts.iter().flat_map(|text| text.lines()) {
        let numbers: Vec<i64> =
            line.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        if let [year, month, day] = numbers.as_slice()
            && *year >= 1900
        {
            on = Some(format!("{year}-{month:02}-{day:02}"));
        }
        if line.starts_with("睡眠合計") || line.starts_with("睡觉共") {
            printed.push((on.clone().unwrap(), numbers[0] * 60 + numbers[1]));
        }
    }
    let mut hours = DayBoundaries::with_defaults(zone);
    hours.day_start = TimeOfDay::parse("00:00").unwrap();
    let total = |date: &str| {
        let asked = StatsQuery {
            baby,
            from: date.parse().unwrap(),
            to: date.parse().unwrap(),
            hours,
            now: options(zone).now,
        };
        compute_stats(&entries, &family(), &asked).days[0].sleep.total_min
    };
    printed.into_iter().map(|(date, minutes)| (date.clone(), minutes, total(&date))).collect()
}

#[test]
fn the_totals_printed_in_the_published_samples() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/piyolog/");
    let text = |name: &str| std::fs::read_to_string(format!("{folder}{name}"));
    let (Ok(month), Ok(day)) = (text("rauta0127_monthly.txt"), text("rauta0127_daily.txt")) else {
        println!("skipped: the published samples are not here");
        return;
    };
    let all = printed_and_ours(&[&month, &day], TOKYO);
    assert_eq!(all.len(), 5);
    for (date, printed, ours) in all {
        // The last day of each export ends asleep, and its waking stands in no file: 20:15 and 20:35 to midnight.
        let beyond = match date.as_str() {
            "2025-01-04" => 225,
            "2025-02-04" => 205,
            _ => 0,
        };
        assert_eq!(ours, Some(printed - beyond), "{date}");
    }
    // With the waking of the next morning the last day agrees too.
    let next = "【ぴよログ】2025/1/5(日)\nぴよこ (0歳7か月2日)\n\n05:00 起きる (8時間45分)\n";
    for (date, printed, ours) in printed_and_ours(&[&month, next], TOKYO) {
        assert_eq!(ours, Some(printed), "{date}");
    }
    let shown = plan_preview(&month);
    assert!(shown.contains("To add: 19 sleeps, 1 note, for ぴよこ"), "{shown}");
}

fn plan_preview(text: &str) -> String {
    let (family, known) = (family(), HashSet::new());
    render_preview(&plan_import(vec![reads(text)], &fresh(&family, &known), &options(TOKYO)).unwrap())
}
