//! The page and the plain lines: the numbers of the JSON in every format, nothing of a check-in unless it was asked
//! for, 72 columns, and text from outside that cannot play tricks. No arithmetic is tested here.

mod foreign_words;
mod kinds;
mod pdf_and_html;
mod period;
mod plain_lines;
mod private_notes;
mod report_edits;

use crate::support::stats_family::{
    ANNA, BABY, BEN, all, ask, babys_entry, date, family, local_time, london, slept, with,
};
use cuebook::model::time::format_duration;
use cuebook::model::{
    Checkin, CoverageMark, Cue, DayPart, Details, Entry, Family, Id, Massage, Moment, Note, Sleep,
};
use cuebook::report::{
    LineBody, PaperSize, Report, ReportEdits, ReportInput, ReportLine, ReportSection, build_report,
    render_day_lines, render_html, render_markdown, render_stats_lines, render_text,
};
use cuebook::stats::{PeriodStats, compute_associations, compute_stats};
use unicode_width::UnicodeWidthStr;

fn codes(of: &[&str]) -> Vec<String> {
    of.iter().map(|code| (*code).to_owned()).collect()
}

fn note(from: &str, words: &str, for_visit: bool) -> Entry {
    let mut note = babys_entry(local_time(from), None, Details::Note(Note { for_visit, ..Note::default() }));
    note.note = Some(words.into());
    note.baby = None;
    note
}

fn moment(cues: &[&str], did: &[&str], helped: &str) -> Moment {
    Moment { cues: codes(cues), did: codes(did), helped: Some(helped.into()), ..Moment::default() }
}

fn checkin(from: &str, carer: Id, note: &str) -> Entry {
    let mut entry = babys_entry(
        local_time(from),
        None,
        Details::Checkin(Checkin {
            felt: Some(1),
            energy: Some(5),
            feelings: codes(&["overwhelmed", "lonely"]),
            sure: Some(1),
            company: Some(4),
            ..Checkin::default()
        }),
    );
    (entry.carer, entry.baby, entry.note) = (carer, None, Some(note.into()));
    entry
}

/// A fortnight with a bit of everything.
fn fortnight() -> Vec<Entry> {
    let mut entries = vec![
        slept("11-08 20:00", "11-09 06:00"),
        slept("11-09 09:00", "11-09 10:15"),
        slept("11-09 14:00", "11-09 14:30"),
        slept("11-10 11:00", "11-10 12:15"),
        slept("11-10 16:00", "11-10 17:00"),
        slept("11-11 12:00", "11-11 13:15"),
        slept("11-09 19:42", "11-10 02:10"),
        slept("11-10 02:40", "11-10 06:31"),
        slept("11-10 20:00", "11-11 06:00"),
        slept("11-11 19:30", "11-12 05:50"),
        with(slept("11-12 20:10", "11-13 06:40"), |sleep| sleep.wakings = Some(4)),
        slept("11-16 20:00", "11-17 05:00"),
        babys_entry(local_time("11-18 13:00"), None, Details::Sleep(Sleep::default())),
        with(babys_entry(local_time("11-19 19:00"), None, Details::Sleep(Sleep::default())), |sleep| {
            sleep.night = Some(date("2026-11-19"));
            sleep.words = Some("badly".into());
        }),
        note(
            "11-12 09:00",
            "Ask about the rash on her back; it comes and goes after the bath, and it seems to bother her more on warm evenings.",
            true,
        ),
        note("11-12 09:10", "a private thought", false),
        checkin("11-12 21:00", BEN, "planted words of Ben"),
        checkin("11-13 21:00", ANNA, "planted words of Anna"),
    ];
    let seen = vec![
        moment(&["e-smile", "e-face"], &[], "not-sure"),
        moment(&["d-cry"], &["paused", "cuddled"], "yes"),
    ];
    entries.push(babys_entry(
        local_time("11-10 10:15"),
        Some(local_time("11-10 10:27")),
        Details::Massage(Massage {
            areas: codes(&["legs", "tummy"]),
            moments: seen,
            felt_before: Some(1),
            felt_after: Some(2),
            ended: Some("baby-said-stop".into()),
            ..Massage::default()
        }),
    ));
    entries.push(babys_entry(
        local_time("11-11 10:15"),
        None,
        Details::Massage(Massage { not_today: Some("jabs".into()), ..Massage::default() }),
    ));
    entries.push(babys_entry(
        local_time("11-12 14:02"),
        None,
        Details::Cue(Cue { moments: vec![moment(&["e-smile"], &[], "no")], ..Cue::default() }),
    ));
    entries
}

fn born() -> Family {
    let mut family = family();
    (family.babies[0].born, family.babies[0].due) = (Some(date("2026-09-03")), Some(date("2026-10-10")));
    family
}

fn page_of(
    family: &Family,
    entries: &[Entry],
    trends: &PeriodStats,
    sections: &[ReportSection],
    checkins_of: Option<Id>,
) -> Report {
    page_with_notes(family, entries, trends, sections, checkins_of, &[])
}

/// With these private notes ticked.
fn page_with_notes(
    family: &Family,
    entries: &[Entry],
    trends: &PeriodStats,
    sections: &[ReportSection],
    checkins_of: Option<Id>,
    ticked: &[Id],
) -> Report {
    build_report(&ReportInput {
        family,
        baby: BABY,
        stats: trends,
        entries,
        questions: entries,
        sections,
        checkins_carer: checkins_of,
        ticked_notes: &ticked.iter().copied().collect(),
        made_on: date("2026-11-22"),
    })
}

fn whole(entries: &[Entry], checkins_of: Option<Id>) -> Report {
    page_of(&born(), entries, &sums(entries), &ReportSection::ALL, checkins_of)
}

fn sums(entries: &[Entry]) -> PeriodStats {
    all(entries, "2026-11-09", "2026-11-22")
}

/// The plain lines of entries and their sums.
fn linear(entries: &[Entry], sums: &PeriodStats) -> String {
    let asked = ask("2026-11-09", "2026-11-22", london());
    render_stats_lines(sums, &compute_associations(entries, &born(), &asked, sums), &born())
}

#[test]
fn every_format_has_the_numbers_of_the_json() {
    let entries = fortnight();
    let sums = sums(&entries);
    let json = sums.to_json();
    let page = whole(&entries, None);
    let lines = linear(&entries, &sums);
    let week = &json["weeks"][0];
    for (label, field) in [
        ("Asleep at night", "night_min"),
        ("Asleep in the day", "day_min"),
        ("Longest stretch", "longest_min"),
    ] {
        let minutes = |of: &str| {
            let n = &week[field][of];
            // A half minute is cut, as every length is.
            format_duration(n.as_i64().or(n.as_f64().map(|n| n.floor() as i64)).unwrap())
        };
        let says =
            format!("usual {}, lowest {}, highest {}", minutes("median"), minutes("low"), minutes("high"));
        let line = lines.lines().find(|line| line.contains(label)).unwrap();
        assert!(line.ends_with(&says), "{line} / {says}");
    }
    assert_eq!(week["wakings"]["median"].to_string(), "0.5");
    assert_eq!((&week["touch"]["times"], &week["touch"]["minutes"]), (&1.into(), &12.into()));
    for words in ["usual 0.5, lowest 0, highest 4", "1 time, 12 min in all", "4 of 7", "Cues: 3 moments\n"] {
        assert!(lines.contains(words), "{words}");
    }
    // The nights of both weeks: 619, 600, 620, 630 and 540 minutes, to the nearest quarter of an hour.
    for format in [render_text(&page), render_markdown(&page), render_html(&page)] {
        let format = format.replace('\u{a0}', " ");
        for words in [
            "5 whole nights",
            "10\u{bc} h (9 \u{2013} 10\u{bd})",
            "20:00 (19:30 \u{2013} 20:10)",
            "on 1 day; legs",
        ] {
            assert!(format.contains(words), "{words}\n{format}");
        }
    }
}

#[test]
fn no_trace_of_a_check_in_unless_its_writer_asked() {
    let entries = fortnight();
    let sums = sums(&entries);
    let without: Vec<Entry> =
        entries.iter().filter(|e| !matches!(e.details, Details::Checkin(_))).cloned().collect();
    let bare = all(&without, "2026-11-09", "2026-11-22");
    let page = |entries: &[Entry], trends: &PeriodStats, sections: &[ReportSection], of| {
        page_of(&born(), entries, trends, sections, of)
    };
    let unticked = page(&entries, &sums, &ReportSection::ALL, None);
    assert_eq!(unticked, page(&without, &bare, &ReportSection::ALL, None), "they change nothing at all");
    let left_out = page(&entries, &sums, &ReportSection::ALL[..5], Some(BEN));
    for sheet in [unticked, left_out] {
        for format in [render_text(&sheet), render_markdown(&sheet), render_html(&sheet)] {
            // Anna wrote what the sheet is made from; Ben wrote a check-in only.
            for word in ["heavy", "wired", "overwhelmed", "lonely", "planted", "check-in", "Ben", "private"] {
                assert!(!format.contains(word), "{word}");
            }
        }
    }
    let ticked = page(&entries, &sums, &ReportSection::ALL, Some(BEN));
    for format in [render_text(&ticked), render_markdown(&ticked), render_html(&ticked)] {
        let format = format.replace('\u{a0}', " ");
        assert!(
            format.contains("How I have been (Ben)")
                && format.contains("1 check-in, 9 to 22 Nov 2026")
                && format.contains("mood heavy; energy wired")
        );
        assert!(format.contains("planted words of Ben") && !format.contains("of Anna"));
    }
}

#[test]
fn text_keeps_72_columns() {
    let mut entries = fortnight();
    entries.push(note("11-13 09:00", &"x".repeat(300), true));
    entries.push(note("11-13 09:01", &"眠い赤ちゃん".repeat(20), true));
    entries.push(note("11-13 09:02", "", true));
    let mut family = born();
    family.babies[0].name = Some("Wilhelmina Anastasia ".repeat(5));
    let sums = compute_stats(&entries, &family, &ask("2026-11-09", "2026-11-22", london()));
    let sheet = render_text(&page_of(&family, &entries, &sums, &ReportSection::ALL, Some(BEN)));
    for line in sheet.lines() {
        assert!(line.width() <= 72, "{} columns: {line}", line.width());
        assert_eq!(line, line.trim_end());
    }
    let letters = |line: &str| line.trim_start_matches(|c: char| c.is_ascii_digit()).trim().to_owned();
    let broken = sheet.lines().map(letters).filter(|line| line.starts_with("xxx"));
    assert_eq!(broken.map(|line| line.len()).sum::<usize>(), 300, "a long word is broken, not cut");
    assert!(!sheet.contains("\n\n\n") && sheet.ends_with("weight in it.\n"));
}

#[test]
fn an_empty_journal_reads_kindly() {
    let page = whole(&[], None).apply_edits(&ReportEdits::default());
    for format in [render_text(&page), render_markdown(&page)] {
        // What was not written is not announced.
        for absent in ["none", "didn't", "not written", "Usually", "Touch", "What we see", "Sleep,"] {
            assert!(!format.contains(absent), "{absent}\n{format}");
        }
        assert!(format.contains("No feeds, nappies or weight in it."));
        assert!(!format.contains(" 0 ") && !format.contains('!') && !format.contains('%'));
    }
    assert_eq!(page.parts.len(), 1, "only room for questions");
    let by_hand = |line: &ReportLine| matches!(&line.body, LineBody::Question(it) if it.is_by_hand());
    assert_eq!(page.parts[0].lines.iter().filter(|line| by_hand(line)).count(), 2);
    assert!(linear(&[], &sums(&[])).contains("Gaps are fine."));
    let day = render_day_lines(date("2026-11-10"), &[], &sums(&[]), &born(), local_time("11-10 14:00"));
    assert_eq!(
        day,
        "Maya, Tuesday 10 November 2026\n9 weeks 5 days (corrected 4 weeks 3 days)\nNothing here for this day. Gaps are fine.\n"
    );
}

#[test]
fn the_head_says_who_and_for_whom() {
    let mut family = born();
    let entries = fortnight();
    let sheet = |family: &Family| {
        let asked = ask("2026-11-09", "2026-11-22", london());
        let sums = compute_stats(&entries, family, &asked);
        page_of(family, &entries, &sums, &ReportSection::ALL, None)
    };
    let text = render_text(&sheet(&family));
    for words in [
        "Maya, for the health visitor\n",
        "born 3 Sep 2026, 5 weeks early\n",
        "11 weeks 3 days, corrected 6 weeks 1 day\n",
        "NHS number ____",
        "written down by Anna, 22 Nov 2026\n",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    for (country, reader, paper) in [
        ("IE", "for the public health nurse", PaperSize::A4),
        ("us", "for your visit", PaperSize::Letter),
        ("CA", "for your visit", PaperSize::Letter),
        ("DE", "for your visit", PaperSize::A4),
    ] {
        family.settings.country = Some(country.into());
        let sheet = sheet(&family);
        let text = render_text(&sheet);
        assert!(text.contains(reader) && !text.contains("NHS"), "{text}");
        assert_eq!(sheet.paper, paper, "{country}");
        assert!(render_html(&sheet).contains(if paper == PaperSize::A4 {
            "size: A4"
        } else {
            "size: letter"
        }));
    }
}

#[test]
fn a_row_says_what_its_bar_cannot() {
    let mut family = born();
    let mark = CoverageMark {
        id: BABY,
        baby: None,
        date: date("2026-11-12"),
        span: DayPart::Night,
        complete: false,
    };
    family.coverage_marks = vec![mark];
    let entries = fortnight();
    let sums = compute_stats(&entries, &family, &ask("2026-11-09", "2026-11-22", london()));
    let sheet = render_text(&page_of(&family, &entries, &sums, &ReportSection::ALL, None));
    let row = |date: &str| sheet.lines().find(|line| line.starts_with(date)).unwrap().to_owned();
    // A whole night with its wakings; the total only where the day was all written down too.
    assert_eq!(row("Mon  9"), "Mon  9  ....===.......=.........:#############-########: 12 h    1");
    assert_eq!(row("Fri 13"), "Fri 13");
    assert!(row("Thu 12").ends_with("not all written"), "{sheet}");
    assert!(row("Thu 12").contains("%%%%"), "four wakings without their times are rough: {sheet}");
    assert!(row("Wed 18").ends_with("end not written"), "{sheet}");
    assert!(row("Thu 19").ends_with("a rough night"), "{sheet}");
}

#[test]
fn strips_tell_night_from_day_and_keep_their_width() {
    let autumn = [slept("10-24 20:00", "10-25 06:00")];
    let sums = all(&autumn, "2026-10-24", "2026-10-24");
    let sheet = render_text(&page_of(&born(), &autumn, &sums, &[ReportSection::Strips], None));
    assert!(sheet.contains("Sat 24                            ##########++########"), "{sheet}");
    assert!(sheet.contains("The clocks went back"));
    let spring = [slept("03-28 20:00", "03-29 06:00")];
    let sums = all(&spring, "2026-03-28", "2026-03-28");
    let sheet = render_markdown(&page_of(&born(), &spring, &sums, &[ReportSection::Strips], None));
    assert!(sheet.contains("Sat 28                            ##########  ########"), "{sheet}");
    assert!(sheet.lines().filter(|line| line.starts_with("Sat")).all(|line| line.width() <= 72));
}

#[test]
fn sections_are_named_and_left_out() {
    assert_eq!(
        ReportSection::parse_list("visit, Sleep,cues"),
        Ok(vec![ReportSection::Visit, ReportSection::Sleep, ReportSection::Cues])
    );
    assert_eq!(ReportSection::parse_list("visit,mood"), Err("mood".to_owned()));
    let entries = fortnight();
    let page =
        page_of(&born(), &entries, &sums(&entries), &[ReportSection::Cues, ReportSection::Visit], None);
    let order: Vec<ReportSection> = page.parts.iter().map(|part| part.section).collect();
    assert_eq!(order, [ReportSection::Cues, ReportSection::Visit], "as they were asked for");
    assert_eq!(
        ReportSection::parse_list("cues,visit,cues"),
        Ok(vec![ReportSection::Cues, ReportSection::Visit])
    );
    for section in ReportSection::ALL {
        assert_eq!(ReportSection::parse_list(section.code()), Ok(vec![section]));
    }
}
