//! The papers beside the sheet, in every format: the card says only what the family read, the blank fortnight has nothing
//! in it, and the keepsake has what was ticked and nothing else.

use super::{born, checkin, fortnight, moment, note, sums};
use crate::support::stats_family::{ANNA, BABY, BEN, babys_entry, date, local_time, slept};
use cuebook::model::{Cue, CustomCue, Details, Entry, Family, Id, Moment, Note, new_id};
use cuebook::report::{
    ChosenMoments, FORMATS, Report, ReportInput, ReportKind, render_html, render_markdown, render_pdf,
    render_text,
};
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

fn paper_of(
    kind: ReportKind,
    family: &Family,
    entries: &[Entry],
    ticked: &[Id],
    writer: Option<Id>,
) -> Report {
    let sums = sums(&[]);
    let input = ReportInput {
        family,
        baby: BABY,
        stats: &sums,
        entries,
        questions: &[],
        sections: &[],
        checkins_carer: None,
        ticked_notes: &BTreeSet::new(),
        made_on: date("2026-11-22"),
    };
    let ticked: BTreeSet<Id> = ticked.iter().copied().collect();
    kind.build(&input, &ChosenMoments { ticked: &ticked, writer })
}

fn card_of(moments: Vec<Moment>) -> Report {
    let seen = Details::Cue(Cue { moments, ..Cue::default() });
    paper_of(ReportKind::Card, &born(), &[babys_entry(local_time("11-12 14:02"), None, seen)], &[], None)
}

fn read_as(cues: &[&str], meant: &str) -> Moment {
    Moment { meant: Some(meant.into()), ..moment(cues, &[], "not-sure") }
}

fn named(cues: &[&str], meant: Option<&str>, own: &str) -> Moment {
    Moment {
        meant: meant.map(str::to_owned),
        own_meaning: Some(own.to_owned()),
        ..moment(cues, &["cuddled"], "yes")
    }
}

/// A moment of every kind, and what must never be among them.
fn moments() -> Vec<Entry> {
    let mut private = note("11-13 08:00", "words of Ben alone", false);
    private.details = Details::Note(Note { private: true, ..Note::default() });
    private.carer = BEN;
    let mut sealed = note("11-13 08:10", "", false);
    sealed.details =
        Details::Note(Note { private: true, sealed: Some("ciphertext".into()), ..Note::default() });
    let mut laughed = note("11-12 09:00", "She laughed.\n\nNobody else heard it.", false);
    laughed.carer = ANNA;
    let mut all = vec![laughed, private, sealed, note("11-12 10:00", "ask about the rash", true)];
    all.push(checkin("11-12 21:00", BEN, "how Ben was"));
    let mut slept = slept("11-14 20:00", "11-15 06:00");
    slept.note = Some("the first whole night".into());
    all.push(slept);
    all.extend(
        fortnight()
            .into_iter()
            .filter(|entry| matches!(entry.details, Details::Massage(_) | Details::Cue(_))),
    );
    all
}

#[test]
fn each_paper_as_text() {
    let family = born();
    let seen = vec![
        read_as(&["e-smile", "e-face"], "more"),
        read_as(&["e-smile"], "more"),
        named(&["q-rub"], Some("change"), "tired"),
        named(&["q-hic"], None, "too bright"),
        read_as(&["q-kick"], "more"),
        read_as(&["q-kick"], "change"),
    ];
    insta::assert_snapshot!("card_text", render_text(&card_of(seen)));
    insta::assert_snapshot!("card_to_write_on_text", render_text(&card_of(Vec::new())));
    let blank = paper_of(ReportKind::BlankFortnight, &family, &fortnight(), &[], None);
    insta::assert_snapshot!("blank_fortnight_text", render_text(&blank));
    let all = moments();
    let ids: Vec<Id> = all.iter().map(|entry| entry.id).collect();
    let keepsake = paper_of(ReportKind::Keepsake, &family, &all, &ids, Some(BEN));
    insta::assert_snapshot!("keepsake_text", render_text(&keepsake));
    insta::assert_snapshot!("keepsake_markdown", render_markdown(&keepsake));
}

#[test]
fn a_card_says_only_what_the_family_read() {
    let text = render_text(&card_of(vec![
        read_as(&["e-smile"], "more"),
        // Without a reading, or not sure: not on it.
        moment(&["e-coo"], &["paused"], "no"),
        read_as(&["q-yawn"], "not-sure"),
        // Both ways equally often: not on it; once more, and it is.
        read_as(&["q-kick"], "more"),
        read_as(&["q-kick"], "change"),
        read_as(&["d-cry"], "more"),
        read_as(&["d-cry"], "change"),
        read_as(&["d-cry"], "change"),
    ]));
    assert!(text.contains("- smile") && text.contains("- cry"), "{text}");
    let (ready, change) = text.split_once("When I want a change").unwrap();
    assert!(ready.contains("smile") && !ready.contains("cry") && change.contains("- cry"), "{text}");
    for absent in ["coo", "yawn", "kick", "a pause", "What helps me", "And sometimes", "___"] {
        assert!(!text.contains(absent), "{absent} is on\n{text}");
    }
}

#[test]
fn nothing_of_health_stands_on_a_card() {
    let mut family = born();
    family.custom_cues.push(CustomCue {
        code: "x-own".into(),
        words: "turns blue".into(),
        points: None,
        retired: false,
    });
    let seen = vec![
        read_as(&["d-choke", "d-vomit", "d-skin", "q-breath", "q-immob", "x-own", "e-smile"], "change"),
        named(&["q-hic"], None, "choking"),
        named(&["q-rub"], Some("change"), "not breathing"),
    ];
    let mut entry =
        babys_entry(local_time("11-12 14:02"), None, Details::Cue(Cue { moments: seen, ..Cue::default() }));
    entry.note = Some("a private thought".into());
    let text = render_text(&paper_of(ReportKind::Card, &family, &[entry], &[], None));
    assert!(text.contains("- smile") && text.contains("- rub my eyes\n"), "{text}");
    for absent in ["gag", "sick", "blotchy", "breath", "freeze", "blue", "chok", "hiccup", "thought", "999"] {
        assert!(!text.contains(absent), "{absent} is on\n{text}");
    }
}

#[test]
fn a_family_s_own_cue_stands_in_its_words() {
    let mut family = born();
    family.custom_cues.push(CustomCue {
        code: "x-star".into(),
        words: "starfish \u{1b}[2J hands".into(),
        points: None,
        retired: false,
    });
    let seen = Details::Cue(Cue { moments: vec![read_as(&["x-star"], "more")], ..Cue::default() });
    let entry = babys_entry(local_time("11-12 14:02"), None, seen);
    let text = render_text(&paper_of(ReportKind::Card, &family, &[entry], &[], None));
    assert!(text.contains("- starfish") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn every_cue_can_be_said_by_the_baby() {
    for cue in cuebook::vocabulary::all_cues() {
        assert!(!cue.first_person.is_empty() && !cue.first_person.contains(" his "), "{}", cue.id);
        // "I smiles" would be another's voice.
        let first = cue.first_person.split(' ').next().unwrap();
        assert!(first.ends_with("ss") || !first.ends_with('s'), "I {}", cue.first_person);
    }
}

#[test]
fn a_keepsake_has_what_was_ticked_and_what_is_private_only_from_its_writer() {
    let (family, all) = (born(), moments());
    let every: Vec<Id> = all.iter().map(|entry| entry.id).collect();
    let for_writer = |writer| render_text(&paper_of(ReportKind::Keepsake, &family, &all, &every, writer));
    assert!(for_writer(Some(BEN)).contains("words of Ben alone"));
    for writer in [Some(ANNA), None] {
        assert!(!for_writer(writer).contains("words of Ben alone"));
    }
    let text = for_writer(Some(BEN));
    for absent in ["rash", "how Ben was", "ciphertext", "20:00", "10 h", "not today", "jabs"] {
        assert!(!text.contains(absent), "{absent} is in\n{text}");
    }
    assert!(text.contains("the first whole night"));
    let one = paper_of(ReportKind::Keepsake, &family, &all, &[every[0], new_id()], Some(BEN));
    assert_eq!(one.parts.len(), 1);
    assert!(paper_of(ReportKind::Keepsake, &family, &all, &[], Some(BEN)).parts.is_empty());
    // Oldest first, whatever order they were ticked in.
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not in\n{text}"));
    assert!(
        at("10 November 2026") < at("12 November 2026") && at("12 November 2026") < at("14 November 2026")
    );
}

fn every_paper() -> [(ReportKind, Report); 3] {
    let (mut family, all) = (born(), moments());
    family.babies[0].name = Some("Zo\u{eb}".into());
    let every: Vec<Id> = all.iter().map(|entry| entry.id).collect();
    [ReportKind::Card, ReportKind::BlankFortnight, ReportKind::Keepsake]
        .map(|kind| (kind, paper_of(kind, &family, &all, &every, Some(BEN))))
}

#[test]
fn every_paper_is_one_tagged_page_of_its_size_and_the_same_twice() {
    for (kind, paper) in every_paper() {
        let made = render_pdf(&paper, &[]).unwrap();
        assert!(made.is_pdf_ua && made.missing_glyphs.is_empty(), "{kind:?}");
        assert_eq!(made.page_count, 1, "{kind:?}");
        assert_eq!(made.bytes, render_pdf(&paper, &[]).unwrap().bytes, "{kind:?}");
        let raw = String::from_utf8_lossy(&made.bytes).into_owned();
        let size = if kind == ReportKind::Card { "419.528 595.276" } else { "595.276 841.89" };
        assert!(raw.contains(size), "{kind:?}");
    }
}

#[test]
fn every_paper_keeps_its_width_and_what_was_typed_does_nothing() {
    let evil =
        "<script>x</script> ](javascript:alert) \u{202e}\u{1b}[2J \u{645}\u{627}\u{64a}\u{627} \u{1f37c}";
    let mut family = born();
    family.babies[0].name = Some(evil.to_owned());
    family.carers.iter_mut().for_each(|carer| carer.name = Some(evil.to_owned()));
    let seen = Details::Cue(Cue { moments: vec![named(&["q-rub"], Some("change"), evil)], ..Cue::default() });
    let mut entries =
        vec![note("11-12 09:00", evil, false), babys_entry(local_time("11-12 14:02"), None, seen)];
    entries[1].note = Some("x".repeat(3000));
    let ids: Vec<Id> = entries.iter().map(|entry| entry.id).collect();
    for kind in [ReportKind::Card, ReportKind::BlankFortnight, ReportKind::Keepsake] {
        let paper = paper_of(kind, &family, &entries, &ids, None);
        let text = render_text(&paper);
        assert!(text.lines().all(|line| line.width() <= 72), "{kind:?}\n{text}");
        assert!(!render_html(&paper).contains("<script"), "{kind:?}");
        for format in FORMATS {
            let made = format.render_report(&paper, &mut |_| Vec::new()).unwrap();
            let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            if let Ok(text) = std::str::from_utf8(&made.bytes) {
                assert!(!text.contains(steers), "{kind:?} {}", format.extension);
            }
        }
    }
}

#[test]
fn a_long_keepsake_goes_on_further_sheets() {
    let entries: Vec<Entry> = (0..80).map(|n| note("11-12 09:00", &format!("moment {n}"), false)).collect();
    let day = paper_of(ReportKind::Keepsake, &born(), &entries, &[entries[0].id, entries[1].id], None);
    assert_eq!(day.parts.len(), 1, "moments of one day share its heading");
    let ids: Vec<Id> = entries.iter().map(|entry| entry.id).collect();
    let made = render_pdf(&paper_of(ReportKind::Keepsake, &born(), &entries, &ids, None), &[]).unwrap();
    assert!(made.is_pdf_ua && made.page_count > 2, "{}", made.page_count);
}
