//! The typed line: what each form means, what is refused and how, and that what is printed reads back.

use crate::support::at;
use cuebook::model::{
    Baby, Carer, Checkin, Cue, CueDirection, CustomCue, Details, Entry, Family, FamilySettings, Id, Massage,
    Moment, Note, Sleep, Timestamp, Zone, new_id,
};
use cuebook::quick_line::{LineContext, ParseError, ParsedLine, parse_line, print_entry};
use proptest::prelude::*;

const NOW: &str = "2026-11-22T14:07:00+00:00";

fn own(code: &str, words: &str, points: Option<CueDirection>) -> CustomCue {
    CustomCue { code: code.into(), words: words.into(), points, retired: false }
}

fn family(zone: &str) -> Family {
    let zone: Zone = zone.parse().unwrap();
    Family {
        babies: vec![Baby::new_unnamed(Id::from_u128(1))],
        carers: vec![Carer { id: Id::from_u128(2), name: None, hidden_checkins: false }],
        custom_cues: vec![
            own("own-1", "does the octopus, both arms", Some(CueDirection::Engagement)),
            own("own-2", "says \u{201c}la\u{201d}", None),
            own("own-3", "smiles", Some(CueDirection::Disengagement)),
            own("own-4", "now", None),
        ],
        coverage_marks: Vec::new(),
        settings: FamilySettings::with_defaults(zone),
    }
}

fn read_in(line: &str, now: &str, zone: &str) -> Result<ParsedLine, ParseError> {
    let family = family(zone);
    parse_line(
        line,
        &LineContext { now: at(now), family: &family, baby: Some(Id::from_u128(1)), carer: Id::from_u128(2) },
    )
}

fn kept_in(line: &str, now: &str, zone: &str) -> Entry {
    match read_in(line, now, zone) {
        Ok(ParsedLine::Entry(entry)) => entry,
        other => panic!("{line}: {other:?}"),
    }
}

fn kept(line: &str) -> Entry {
    kept_in(line, NOW, "Europe/London")
}

fn times(entry: &Entry) -> String {
    let end = entry.until.map_or(String::new(), |until| format!(" - {}", until.to_rfc3339()));
    format!("{}{end}{}", entry.at.to_rfc3339(), if entry.approximate { " about" } else { "" })
}

fn codes(of: &[&str]) -> Vec<String> {
    of.iter().map(|code| (*code).to_owned()).collect()
}

fn moment(cues: &[&str]) -> Moment {
    Moment { cues: codes(cues), ..Moment::default() }
}

fn some(code: &str) -> Option<String> {
    Some(code.to_owned())
}

#[test]
fn examples_of_the_contract() {
    let slept = kept("slept 11:40-12:55");
    assert_eq!(times(&slept), "2026-11-22T11:40:00+00:00 - 2026-11-22T12:55:00+00:00");
    assert_eq!(slept.details, Details::Sleep(Sleep::default()));
    let sleep = kept("sleep 20m ago");
    assert_eq!(times(&sleep), "2026-11-22T13:47:00+00:00");
    assert!(sleep.is_open());
    assert_eq!(
        read_in("awake", NOW, "Europe/London").unwrap(),
        ParsedLine::Awake { at: at(NOW), approximate: false, wakings: None, settled: Vec::new(), note: None }
    );
    let night = kept("slept last night 19:40-06:30, woke 3 times");
    assert_eq!(times(&night), "2026-11-21T19:40:00+00:00 - 2026-11-22T06:30:00+00:00");
    assert!(matches!(night.details, Details::Sleep(Sleep { wakings: Some(3), .. })));
    let badly = kept("slept badly last night");
    assert_eq!(times(&badly), "2026-11-21T19:00:00+00:00");
    assert_eq!(
        badly.details,
        Details::Sleep(Sleep { night: "2026-11-21".parse().ok(), words: some("badly"), ..Sleep::default() })
    );
}

#[test]
fn touch_and_cues_of_the_contract() {
    let massage = kept("massage 10:15 12m legs tummy +coos -looks away; paused; baby said stop");
    assert_eq!(times(&massage), "2026-11-22T10:15:00+00:00 - 2026-11-22T10:27:00+00:00");
    assert_eq!(
        massage.details,
        Details::Massage(Massage {
            areas: codes(&["legs", "tummy"]),
            // A response belongs to the whole moment, so what was seen before it is one.
            moments: vec![Moment { did: codes(&["paused"]), ..moment(&["e-coo", "q-look"]) }],
            ended: some("baby-said-stop"),
            ..Massage::default()
        })
    );
    let not_today = kept("not today, asleep");
    assert_eq!(
        not_today.details,
        Details::Massage(Massage { not_today: some("asleep"), ..Massage::default() })
    );
    let cue = kept("cue hiccups, looks away 5m ago; wanted a change; cuddled");
    assert_eq!(times(&cue), "2026-11-22T14:02:00+00:00");
    assert_eq!(
        cue.details,
        Details::Cue(Cue {
            moments: vec![Moment {
                meant: some("change"),
                did: codes(&["cuddled"]),
                ..moment(&["q-hic", "q-look"])
            }],
            ..Cue::default()
        })
    );
    let checkin = kept("okay, tired, hopeful; note a long day");
    assert_eq!(checkin.note, some("a long day"));
    assert_eq!(checkin.baby, None);
    assert_eq!(
        checkin.details,
        Details::Checkin(Checkin {
            felt: Some(4),
            feelings: codes(&["tired", "hopeful"]),
            ..Checkin::default()
        })
    );
    let note = kept("note ask about the rash @visit");
    assert_eq!(note.note, some("ask about the rash"));
    assert_eq!(note.details, Details::Note(Note { for_visit: true, ..Note::default() }));
}

#[test]
fn every_field_of_a_massage() {
    let line = "skin to skin 10:15 to 10:40; asked yes; before drowsy; after calm and awake; oil \u{201c}sweet, almond\u{201d}; \
                felt hard before; felt okay after; +\"does the octopus, both arms\" +smiles; wants more; \
                at 10:20 -hiccups -looks away, tummy; not sure it helped; went skin to skin, paused; we finished; note warm";
    let entry = kept(line);
    assert_eq!(
        entry.details,
        Details::Massage(Massage {
            touch: some("skin-to-skin"),
            asked: some("yes"),
            before: some("drowsy"),
            after: some("quiet-alert"),
            oil: some("sweet, almond"),
            felt_before: Some(2),
            felt_after: Some(4),
            moments: vec![
                Moment { meant: some("more"), ..moment(&["own-1", "own-3"]) },
                Moment {
                    at: Some(at("2026-11-22T10:20:00+00:00")),
                    area: some("tummy"),
                    did: codes(&["skin-to-skin", "paused"]),
                    helped: some("not-sure"),
                    ..moment(&["q-hic", "q-look"])
                }
            ],
            ended: some("finished"),
            ..Massage::default()
        })
    );
    assert_eq!(entry.note, some("warm"));
    assert!(matches!(kept("massage; oil none").details, Details::Massage(m) if m.oil == some("none")));
    assert!(matches!(kept("holding 20m").details, Details::Massage(m) if m.touch == some("holding")));
    assert!(
        matches!(kept("massage 10:15 +coos; holding").details, Details::Massage(m) if m.touch == some("holding"))
    );
    assert!(matches!(kept("massage; running").details, Details::Massage(m) if m.live));
    assert!(matches!(kept("not today").details, Details::Massage(m) if m.not_today == some("no-reason")));
}

#[test]
fn times_by_day() {
    for (typed, expected) in [
        ("19:30", "2026-11-21T19:30:00+00:00"),
        ("7pm", "2026-11-21T19:00:00+00:00"),
        ("7.30pm", "2026-11-21T19:30:00+00:00"),
        ("7:30 pm", "2026-11-21T19:30:00+00:00"),
        ("7 p.m.", "2026-11-21T19:00:00+00:00"),
        ("12am", "2026-11-22T00:00:00+00:00"),
        ("~10:00", "2026-11-22T10:00:00+00:00 about"),
        ("about 8pm", "2026-11-21T20:00:00+00:00 about"),
        ("yesterday ~20:00", "2026-11-21T20:00:00+00:00 about"),
        ("yesterday at about 20:00", "2026-11-21T20:00:00+00:00 about"),
        ("20 Nov around 20:00", "2026-11-20T20:00:00+00:00 about"),
        ("14:10", "2026-11-22T14:10:00+00:00"),
        ("5m ago", "2026-11-22T14:02:00+00:00"),
        ("1h ago", "2026-11-22T13:07:00+00:00"),
        ("1h30 ago", "2026-11-22T12:37:00+00:00"),
        ("1h30m ago", "2026-11-22T12:37:00+00:00"),
        ("20 min ago", "2026-11-22T13:47:00+00:00"),
        ("half an hour ago", "2026-11-22T13:37:00+00:00"),
        ("now", NOW),
        ("yesterday 21:30", "2026-11-21T21:30:00+00:00"),
        ("at 21:30 yesterday", "2026-11-21T21:30:00+00:00"),
        ("this morning 4am", "2026-11-22T04:00:00+00:00"),
        ("today 09:00", "2026-11-22T09:00:00+00:00"),
        ("last night 3am", "2026-11-22T03:00:00+00:00"),
        ("last night 22:00", "2026-11-21T22:00:00+00:00"),
        ("mon 7pm", "2026-11-16T19:00:00+00:00"),
        ("Sunday 7pm", "2026-11-15T19:00:00+00:00"),
        ("sun 7am", "2026-11-22T07:00:00+00:00"),
        ("2026-11-21 19:40", "2026-11-21T19:40:00+00:00"),
        ("21 Nov 19:40", "2026-11-21T19:40:00+00:00"),
        ("21 nov 2026 19:40", "2026-11-21T19:40:00+00:00"),
        ("24 Dec 19:40", "2025-12-24T19:40:00+00:00"),
        ("29 Feb 12:00", "2024-02-29T12:00:00+00:00"),
        ("1 July 12:00", "2026-07-01T12:00:00+01:00"),
        ("2026-07-01 12:00+00:00", "2026-07-01T12:00:00+00:00"),
        ("2026-07-01 12:00 UTC-04:00", "2026-07-01T12:00:00-04:00"),
        ("11:40-12:55", "2026-11-22T11:40:00+00:00 - 2026-11-22T12:55:00+00:00"),
        ("11:40\u{2013}12:55", "2026-11-22T11:40:00+00:00 - 2026-11-22T12:55:00+00:00"),
        ("11:40 to 12:55", "2026-11-22T11:40:00+00:00 - 2026-11-22T12:55:00+00:00"),
        ("13:30-15:00", "2026-11-21T13:30:00+00:00 - 2026-11-21T15:00:00+00:00"),
        ("22:00-06:00", "2026-11-21T22:00:00+00:00 - 2026-11-22T06:00:00+00:00"),
        ("11:40 - now", "2026-11-22T11:40:00+00:00 - 2026-11-22T14:07:00+00:00"),
        ("2026-11-21 19:40 - 2026-11-22 06:30", "2026-11-21T19:40:00+00:00 - 2026-11-22T06:30:00+00:00"),
        ("23:10 - today 06:30", "2026-11-21T23:10:00+00:00 - 2026-11-22T06:30:00+00:00"),
        ("11:40 1h15", "2026-11-22T11:40:00+00:00 - 2026-11-22T12:55:00+00:00"),
        ("1h20", "2026-11-22T12:47:00+00:00 - 2026-11-22T14:07:00+00:00"),
        ("about 1h", "2026-11-22T13:07:00+00:00 - 2026-11-22T14:07:00+00:00 about"),
    ] {
        assert_eq!(times(&kept(&format!("sleep {typed}"))), expected, "{typed}");
    }
}

#[test]
fn what_would_be_a_guess_is_refused() {
    let refused = |line: &str| read_in(line, NOW, "Europe/London").unwrap_err().to_string();
    let says = refused("massage 14:00 20m");
    assert!(says.contains("14:20 on 22 November hasn't happened yet"), "{says}");
    for slip in ["slept wibble last night", "slept 25:00 yesterday"] {
        let says = refused(slip);
        assert!(!says.is_empty(), "{slip} was kept");
    }
    assert!(read_in("slept \"like a log\" last night", NOW, "Europe/London").is_ok());
}

#[test]
fn times_at_night_and_new_year() {
    let two = |line: &str| times(&kept_in(line, "2026-11-22T02:00:00+00:00", "Europe/London"));
    assert_eq!(two("slept last night 19:40-01:30"), "2026-11-21T19:40:00+00:00 - 2026-11-22T01:30:00+00:00");
    assert_eq!(two("slept last night 19:40-06:30"), "2026-11-20T19:40:00+00:00 - 2026-11-21T06:30:00+00:00");
    assert_eq!(two("slept badly last night"), "2026-11-20T19:00:00+00:00");
    assert_eq!(two("sleep 23:50"), "2026-11-21T23:50:00+00:00");
    let new_year = |line: &str| times(&kept_in(line, "2027-01-01T00:10:00+00:00", "Europe/London"));
    assert_eq!(new_year("sleep 23:50"), "2026-12-31T23:50:00+00:00");
    assert_eq!(new_year("sleep 31 Dec 23:50"), "2026-12-31T23:50:00+00:00");
    assert_eq!(new_year("slept 23:40-00:05"), "2026-12-31T23:40:00+00:00 - 2027-01-01T00:05:00+00:00");
    assert_eq!(new_year("sleep yesterday 21:00"), "2026-12-31T21:00:00+00:00");
    let moments =
        kept_in("massage 23:50 -hiccups; at 00:05 +coos", "2027-01-01T00:10:00+00:00", "Europe/London");
    assert!(
        matches!(moments.details, Details::Massage(m) if m.moments[1].at == Some(at("2027-01-01T00:05:00+00:00")))
    );
}

fn either(line: &str, now: &str, zone: &str) -> Vec<String> {
    match read_in(line, now, zone) {
        Err(ParseError::Ambiguous { readings: lines, .. }) => lines,
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn clock_changes_are_asked_about() {
    let lines = either("sleep 01:30; note x", "2026-10-25T09:00:00+00:00", "Europe/London");
    assert_eq!(lines, ["sleep 2026-10-25 01:30+01:00; note x", "sleep 2026-10-25 01:30+00:00; note x"]);
    let both: Vec<_> = lines
        .iter()
        .map(|line| times(&kept_in(line, "2026-10-25T09:00:00+00:00", "Europe/London")))
        .collect();
    assert_eq!(both, ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"]);
    assert_eq!(
        either("slept 23:00-1:30am", "2026-10-25T09:00:00+00:00", "Europe/London")[1..],
        ["slept 2026-10-24 23:00 - 2026-10-25 01:30+00:00"],
        "am at one end only"
    );
    assert_eq!(
        either("sleep 01:30", "2026-03-29T09:00:00+01:00", "Europe/London"),
        ["sleep 2026-03-29 02:30", "sleep 2026-03-29 00:30"]
    );
    assert_eq!(
        either("sleep 1:30am", "2026-11-01T09:00:00-05:00", "America/New_York"),
        ["sleep 2026-11-01 01:30 UTC-04:00", "sleep 2026-11-01 01:30 UTC-05:00"]
    );
    assert_eq!(
        either("sleep 2:30am", "2026-03-08T09:00:00-04:00", "America/New_York"),
        ["sleep 2026-03-08 03:30", "sleep 2026-03-08 01:30"]
    );
    // Both ends in the hour that comes twice: the start never after the end.
    assert_eq!(
        either("slept 1:10am-1:40am", "2026-10-25T09:00:00+00:00", "Europe/London"),
        [
            "slept 2026-10-25 01:10+01:00 - 2026-10-25 01:40+01:00",
            "slept 2026-10-25 01:10+01:00 - 2026-10-25 01:40+00:00",
            "slept 2026-10-25 01:10+00:00 - 2026-10-25 01:40+00:00",
        ]
    );
    // In the first of the two hours only one of them has been.
    assert_eq!(
        times(&kept_in("sleep 01:20", "2026-10-25T01:40:00+01:00", "Europe/London")),
        "2026-10-25T01:20:00+01:00"
    );
}

#[test]
fn errors_name_the_piece() {
    for (line, piece, says) in [
        (
            "massage 10:15 legz +coos",
            "legz",
            "I can't read \"legz\" in this massage. Did you mean \"legs\"? Areas are legs, tummy, chest, arms, face, \
             back, movements.",
        ),
        (
            "massage hiccups",
            "hiccups",
            "I can't read \"hiccups\" in this massage. A cue has a + or - before it, as in \"+hiccups\". Areas are \
             legs, tummy, chest, arms, face, back, movements.",
        ),
        ("hiccups, looks away", "hiccups", "A line about cues begins with \"cue\", as in \"cue hiccups\"."),
        (
            "cue hicups",
            "hicups",
            "I can't read \"hicups\" in this cue. Did you mean \"hiccups\"? Write cues with commas between them, as in \
             \"cue hiccups, looks away 5m ago\".",
        ),
        (
            "sleep 2130",
            "2130",
            "\"2130\" could be a time or something else. If it is a time, please write 21:30.",
        ),
        ("sleep today 21:30", "today 21:30", "21:30 on 22 November hasn't happened yet. Please check it."),
        (
            "sleep 2027-01-01 10:00",
            "2027-01-01 10:00",
            "10:00 on 1 January hasn't happened yet. Please check it.",
        ),
        (
            "slept 2026-11-21 10:00 - 2026-11-21 09:00",
            "2026-11-21 10:00 - 2026-11-21 09:00",
            "The end, 09:00 on 21 November, is before the start, 10:00 on 21 November.",
        ),
        (
            "sleep \"10:00",
            "\"10:00",
            "A quotation mark opens here and is not closed. Please close it, or leave it out.",
        ),
        (
            "massage before drowzy",
            "before drowzy",
            "I can't read \"before drowzy\". After \"before\" comes fast asleep, light sleep, drowsy, calm and awake, \
             busy or crying.",
        ),
        (
            "massage 10:15; we finished; baby said stop",
            "baby said stop",
            "\"baby said stop\" says how it ended a second time. Please keep one of them.",
        ),
        (
            "massage yesterday",
            "yesterday",
            "\"yesterday\" is a day without a time. Please add one, as in \"yesterday 21:30\".",
        ),
        ("note", "note", "This note is empty."),
    ] {
        match read_in(line, NOW, "Europe/London") {
            Err(ParseError::Unreadable { message: said, byte_range: range, can_keep_as_note: as_note }) => {
                assert_eq!(said, says, "{line}");
                assert_eq!(&line[range], piece, "{line}");
                assert_eq!(as_note, line.starts_with("hiccups"), "{line}");
            }
            other => panic!("{line}: {other:?}"),
        }
    }
    match read_in("slpet 11:40", NOW, "Europe/London") {
        Err(ParseError::Unreadable { message: says, byte_range: piece, can_keep_as_note: as_note }) => {
            assert!(says.starts_with("I can't read \"slpet\". Did you mean \"sle"), "{says}");
            assert_eq!((piece, as_note), (0..5, true));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(read_in("  ", NOW, "Europe/London"), Err(ParseError::Empty));
}

const ZONES: [&str; 5] =
    ["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"];

/// Words of the grammar, of the lists and of no one.
fn vocabulary() -> Vec<String> {
    use cuebook::vocabulary::{WordList, all_cues, list};
    let mut all: Vec<String> = "sleep slept nap night awake massage not today cue checkin felt note woke 3 times once , ; - + \" \
        ~ about at on from to until ago now yesterday last this morning mon Sunday 21 Nov 2026 2026-11-21 2026-10-25 01:30 10:15 \
        7pm 7:30 pm 12m 1h30 1h 5m min +01:00 UTC-04:00 2130 before after oil none asked energy sure company state while did \
        moment running imported @visit : as written badly well 11:40-12:55 23:50-00:10 legz \u{1f476} \u{130} \u{201c} \u{2013}"
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    for of in WordList::ALL {
        all.extend(list(of).iter().map(|word| word.short.clone()));
    }
    all.extend(all_cues().iter().map(|cue| format!("+{}", cue.short)));
    all.extend(all_cues().iter().map(|cue| cue.short.clone()));
    all
}

/// What must hold of any line: it is read or refused with a piece of it, and what is read prints stably.
fn holds(line: &str, now: Timestamp, zone: &str) {
    let family = family(zone);
    let context =
        |now| LineContext { now, family: &family, baby: Some(Id::from_u128(1)), carer: Id::from_u128(2) };
    match parse_line(line, &context(now)) {
        Ok(ParsedLine::Entry(entry)) => {
            let printed = print_entry(&entry, &family);
            let later = Timestamp::from_seconds_in_zone(
                now.unix_seconds() + 40 * 86_400,
                family.settings.day_boundaries.zone,
            );
            match parse_line(&printed, &context(later)) {
                Ok(ParsedLine::Entry(again)) => {
                    assert_eq!(same(&entry), same(&again), "{line:?} printed {printed:?}");
                    assert_eq!(print_entry(&again, &family), printed);
                }
                other => panic!("{line:?} printed {printed:?}: {other:?}"),
            }
        }
        Ok(ParsedLine::Awake { .. } | ParsedLine::EndMassage(_)) => {}
        Err(ParseError::Unreadable { message: says, byte_range: piece, .. }) => {
            assert!(line.get(piece).is_some(), "{line:?}");
            assert!(!says.is_empty());
        }
        Err(ParseError::Ambiguous { readings: lines, .. }) => {
            for one in lines {
                assert_ne!(one, line);
                holds(&one, now, zone);
            }
        }
        Err(ParseError::Empty) => assert!(line.trim().is_empty()),
    }
}

/// Everything a line can say, without what the context gives.
fn same(entry: &Entry) -> Entry {
    Entry { id: Id::nil(), baby: None, carer: Id::nil(), ..entry.clone() }
}

fn code(list: cuebook::vocabulary::WordList) -> impl Strategy<Value = String> {
    proptest::sample::select(
        cuebook::vocabulary::list(list).iter().map(|word| word.code.clone()).collect::<Vec<_>>(),
    )
}

fn maybe(list: cuebook::vocabulary::WordList) -> impl Strategy<Value = Option<String>> {
    proptest::option::of(code(list))
}

fn several(list: cuebook::vocabulary::WordList) -> impl Strategy<Value = Vec<String>> {
    let all: Vec<String> = cuebook::vocabulary::list(list).iter().map(|word| word.code.clone()).collect();
    proptest::sample::subsequence(all, 0..4)
}

fn cue_codes(least: usize) -> impl Strategy<Value = Vec<String>> {
    let mut all: Vec<String> = cuebook::vocabulary::all_cues().iter().map(|cue| cue.id.clone()).collect();
    all.extend(codes(&["own-1", "own-2", "own-3", "own-4"]));
    proptest::sample::subsequence(all, least..5)
}

/// Instants of a few years, crowded about the clock changes of 2026.
fn instant() -> impl Strategy<Value = i64> {
    let near = |of: i64| of - 3 * 3600..of + 3 * 3600;
    prop_oneof![
        1_700_000_000i64..1_795_000_000,
        near(1_792_890_000),
        near(1_774_746_000),
        near(1_793_512_800),
        near(1_772_953_200),
    ]
}

fn lived() -> impl Strategy<Value = (Timestamp, Option<Timestamp>, &'static str)> {
    let shift = prop_oneof![4 => Just(None), 1 => proptest::sample::select(vec![-18_000, 0, 3600, 20_700]).prop_map(Some)];
    let end = proptest::option::of(0i64..50_000);
    (instant(), end, proptest::sample::select(ZONES.to_vec()), shift, any::<bool>()).prop_map(
        |(secs, end, zone, shift, whole)| {
            let secs = if whole { secs - secs.rem_euclid(60) } else { secs };
            let of = |secs: i64| match shift {
                Some(offset) => Timestamp::new(secs, offset),
                None => Timestamp::from_seconds_in_zone(secs, zone.parse().unwrap()),
            };
            (of(secs), end.map(|end| of(secs + end)), zone)
        },
    )
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,6}( [a-z,;:\"@+-]{1,6}){0,3}",
        Just("at 10:15: @visit".to_owned()),
        Just("\"quoted\" \u{201c}curly\u{201d} @visit".to_owned()),
        "\\PC{1,20}"
    ]
    .prop_map(|text| text.trim().to_owned())
    .prop_filter("a note says something", |text| !text.is_empty())
}

fn a_moment(least: usize) -> impl Strategy<Value = Moment> {
    use cuebook::vocabulary::WordList::*;
    (
        proptest::option::of(instant()),
        maybe(Areas),
        cue_codes(least),
        (maybe(Meant), own_words()),
        several(Responses),
        maybe(Helped),
    )
        .prop_map(|(secs, area, cues, (meant, own_meaning), did, helped)| Moment {
            at: secs.map(|secs| Timestamp::from_seconds_in_zone(secs, "Europe/London".parse().unwrap())),
            area,
            cues,
            meant,
            own_meaning,
            did,
            helped,
        })
}

fn own_words() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(prop_oneof![Just("none".to_owned()), Just("wants more".to_owned()), text()])
}

/// With its moments within five minutes of its beginning.
fn beside(begin: Timestamp, mut what: Details) -> Details {
    if let Details::Massage(Massage { moments, .. }) | Details::Cue(Cue { moments, .. }) = &mut what {
        for at in moments.iter_mut().filter_map(|moment| moment.at.as_mut()) {
            let secs = begin.unix_seconds() + at.unix_seconds().rem_euclid(300);
            *at = Timestamp::from_seconds_in_zone(secs, "Europe/London".parse().unwrap());
        }
    }
    what
}

fn a_massage() -> impl Strategy<Value = Details> {
    use cuebook::vocabulary::WordList::*;
    let scale = || proptest::option::of(1u8..6);
    let oil = proptest::option::of(prop_oneof![Just("none".to_owned()), Just("None".to_owned()), text()]);
    (
        (any::<bool>(), maybe(Touch), maybe(Asked), maybe(States), maybe(States)),
        (several(Areas), several(Strokes), proptest::collection::vec(a_moment(0), 0..4)),
        (maybe(Ended), oil, scale(), scale(), maybe(Reasons)),
        (own_words(), own_words(), own_words(), own_words()),
    )
        .prop_map(|((live, touch, asked, before, after), (areas, strokes, moments), rest, small)| {
            let (ended, oil, felt_before, felt_after, not_today) = rest;
            let (clothes, position, song, present) = small;
            Details::Massage(Massage {
                live,
                touch,
                asked,
                before,
                after,
                areas,
                strokes,
                moments,
                ended,
                oil,
                clothes,
                position,
                song,
                present,
                felt_before,
                felt_after,
                not_today,
            })
        })
}

fn a_sleep() -> impl Strategy<Value = Details> {
    use cuebook::vocabulary::WordList::*;
    let words = proptest::option::of(prop_oneof![code(Night), Just("like a log, \"really\"".to_owned())]);
    (several(Settled), proptest::option::of(any::<u16>()), any::<Option<bool>>(), words, any::<bool>())
        .prop_map(|(settled, wakings, nap, words, imported)| {
            Details::Sleep(Sleep { settled, wakings, nap, words, imported, ..Sleep::default() })
        })
}

fn what() -> impl Strategy<Value = Details> {
    use cuebook::vocabulary::WordList::*;
    let scale = |most: u8| proptest::option::of(1..=most);
    let cue = (a_moment(1), proptest::collection::vec(a_moment(0), 0..2), maybe(States), maybe(Doing))
        .prop_map(|(first, rest, state, doing)| {
            let moments = std::iter::once(first).chain(rest).collect();
            Details::Cue(Cue { moments, state, doing })
        });
    let checkin = (1u8..6, scale(5), several(Feelings), scale(4), scale(4)).prop_map(
        |(felt, energy, feelings, sure, company)| {
            Details::Checkin(Checkin {
                felt: Some(felt),
                energy,
                feelings,
                sure,
                company,
                ..Checkin::default()
            })
        },
    );
    prop_oneof![
        a_massage(),
        a_sleep(),
        cue,
        checkin,
        any::<bool>().prop_map(|for_visit| Details::Note(Note { for_visit, ..Note::default() })),
    ]
}

proptest! {
    #[test]
    fn no_line_panics(line in "\\PC*", prefix in proptest::sample::select(vec!["", "massage ", "sleep ", "cue ", "note "])) {
        holds(&format!("{prefix}{line}"), at(NOW), "Europe/London");
    }

    #[test]
    fn word_soup_is_read_or_refused(
        words in proptest::collection::vec(proptest::sample::select(vocabulary()), 0..12),
        opener in proptest::sample::select(vec!["", "massage", "sleep", "slept", "cue", "okay", "not today", "note at", "massage 01:30"]),
        zone in proptest::sample::select(ZONES.to_vec()),
        now in proptest::sample::select(vec![NOW, "2026-10-25T09:00:00+00:00", "2026-11-01T12:00:00+00:00", "2026-03-29T09:00:00+00:00", "2027-01-01T00:10:00+00:00"]),
    ) {
        holds(&format!("{opener} {}", words.join(" ")), at(now), zone);
    }

    #[test]
    fn what_is_printed_reads_back((begin, until, zone) in lived(), what in what(), about in any::<bool>(), note in proptest::option::of(text())) {
        let note = if matches!(what, Details::Note(_)) { note.or(some("a note")) } else { note };
        let entry = Entry {
            id: new_id(), baby: None, carer: Id::from_u128(2), at: begin, until, approximate: about, note, details: beside(begin, what),
        };
        let family = family(zone);
        let printed = print_entry(&entry, &family);
        let context = LineContext { now: at("2027-06-01T12:00:00+00:00"), family: &family, baby: None, carer: Id::from_u128(2) };
        match parse_line(&printed, &context) {
            Ok(ParsedLine::Entry(again)) => prop_assert_eq!(same(&entry), same(&again), "{}", printed),
            other => prop_assert!(false, "{}: {:?}", printed, other),
        }
    }

    #[test]
    fn nights_in_words_read_back(days in 0i64..3000, about in any::<bool>(), zone in proptest::sample::select(ZONES.to_vec()), free in any::<bool>()) {
        let night = chrono::NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + chrono::TimeDelta::days(days);
        let word = if free { "\"like a log\"" } else { "badly" };
        let rough = if about { "about" } else { "on" };
        holds(&format!("slept {word} {rough} {night}, held"), at(NOW), zone);
    }
}

#[test]
fn long_lines_end_in_an_answer_and_not_in_a_panic() {
    for piece in ["legs ", "+coos ", "~", "zzz ", "a,", "\"\"", "10:15 ", "at about ", "9", "1h ", "x"] {
        for opener in ["massage ", "slept "] {
            let line = format!("{opener}{}", piece.repeat(1_000));
            match read_in(&line, NOW, "Europe/London") {
                Ok(_) => {}
                Err(unread) => assert!(!unread.to_string().is_empty(), "{opener}{piece}"),
            }
        }
    }
}

#[test]
fn a_family_may_use_its_own_names_for_strokes() {
    let list = cuebook::vocabulary::list(cuebook::vocabulary::WordList::Strokes);
    let (one, two) = (&list[0], &list[1]);
    let mut family = family("Europe/London");
    let names = [(one.code.clone(), "Sun and Moon".to_owned()), (two.code.clone(), one.short.clone())];
    family.settings.stroke_names = names.into();
    let context =
        LineContext { now: at(NOW), family: &family, baby: Some(Id::from_u128(1)), carer: Id::from_u128(2) };
    let strokes = |line: &str| match parse_line(line, &context) {
        Ok(ParsedLine::Entry(entry)) => {
            let printed = print_entry(&entry, &family);
            let Ok(ParsedLine::Entry(again)) = parse_line(&printed, &context) else { panic!("{printed}") };
            assert_eq!(same(&entry), same(&again), "{printed}");
            match entry.details {
                Details::Massage(massage) => massage.strokes,
                other => panic!("{other:?}"),
            }
        }
        other => panic!("{line}: {other:?}"),
    };
    assert_eq!(strokes("massage 10:15 12m legs sun and moon"), vec![one.code.clone()]);
    // A family's own name goes before ours, also where it is our name for another stroke.
    assert_eq!(strokes(&format!("massage 10:15 {}", one.short)), vec![two.code.clone()]);
    // A name that is the word for a part of the body still means that part.
    let mut other = family.clone();
    other.settings.stroke_names = [(one.code.clone(), "tummy".to_owned())].into();
    let context = LineContext { family: &other, ..context };
    let Ok(ParsedLine::Entry(entry)) = parse_line("massage 10:15 tummy", &context) else { panic!() };
    assert!(matches!(entry.details, Details::Massage(it) if it.strokes.is_empty() && it.areas == ["tummy"]));
}
