//! A private note is on no page of any format until its writer ticks it, each alone, and nobody else's page has it then.

use super::{born, fortnight, note, page_with_notes, sums};
use crate::support::stats_family::{ANNA, BEN};
use cuebook::model::{Details, Entry, Id};
use cuebook::report::{FORMATS, Report, ReportEdits, ReportSection, render_text};

fn private_note(from: &str, words: &str, carer: Id) -> Entry {
    let mut entry = note(from, words, true);
    let Details::Note(note) = &mut entry.details else { panic!() };
    note.private = true;
    Entry { carer, ..entry }
}

/// Two private questions of Ben's and one of Anna's, the page as the chosen carer makes it.
fn page(writing: Id, checkins_of: Option<Id>, ticked: impl Fn(&[Entry]) -> Vec<Id>) -> Report {
    let mut family = born();
    family.settings.carer = Some(writing);
    let own = [
        private_note("11-12 09:20", "why does she cry at dusk", BEN),
        private_note("11-12 09:21", "is it me", BEN),
        private_note("11-12 09:22", "planted of Anna", ANNA),
    ];
    let ticked = ticked(&own);
    let mut entries = fortnight();
    entries.extend(own);
    page_with_notes(&family, &entries, &sums(&entries), &ReportSection::ALL, checkins_of, &ticked)
}

fn all(own: &[Entry]) -> Vec<Id> {
    own.iter().map(|entry| entry.id).collect()
}

#[test]
fn without_its_tick_a_private_note_is_in_no_format() {
    let bare = {
        let entries = fortnight();
        let mut family = born();
        family.settings.carer = Some(BEN);
        page_with_notes(&family, &entries, &sums(&entries), &ReportSection::ALL, Some(BEN), &[])
    };
    // Ben's check-ins on the page do not bring his notes.
    let unticked = page(BEN, Some(BEN), |_| Vec::new());
    let others = page(ANNA, Some(BEN), |own| vec![own[0].id, own[1].id]);
    for format in FORMATS {
        let write = |page: &Report| format.render_report(page, &mut |_| Vec::new()).unwrap().bytes;
        assert!(write(&unticked) == write(&bare), "{}", format.extension);
        assert!(write(&others) == write(&bare), "{}: Anna's page with Ben's tick", format.extension);
    }
}

#[test]
fn each_tick_brings_one_note_and_only_its_writers() {
    let text = render_text(&page(BEN, None, |own| vec![own[0].id]));
    assert!(text.contains("why does she cry at dusk") && !text.contains("is it me"), "{text}");
    assert!(text.contains("Ask about the rash"), "other questions stay: {text}");
    let text = render_text(&page(BEN, None, all));
    assert!(text.contains("at dusk") && text.contains("is it me") && !text.contains("planted"), "{text}");
    assert!(text.contains("written down by Anna and Ben"), "{text}");
    let text = render_text(&page(ANNA, None, all));
    assert!(
        text.contains("planted of Anna") && !text.contains("dusk") && !text.contains("is it me"),
        "{text}"
    );
}

#[test]
fn a_tick_waits_and_words_for_a_private_note_do_not() {
    let page = page(BEN, None, all);
    let questions: Vec<_> = page.parts[0].lines.iter().map(|line| line.id.clone()).collect();
    let [dusk, me] = ["dusk", "is it me"].map(|words| {
        let lines = &page.parts[0].lines;
        lines.iter().find(|line| line.to_plain_text().contains(words)).unwrap().id.clone()
    });
    let mut edits = ReportEdits::default();
    questions.iter().for_each(|key| edits.toggle_private_note(key));
    assert_eq!(edits.ticked_notes().len(), 2, "a question that is not private has no tick");
    edits.reword_line(&dusk, "planted-words");
    let waits = serde_json::to_string(&edits).unwrap();
    assert!(!waits.contains("planted"), "{waits}");
    // Without the words its writer chose, the note is not on the page either.
    let back: ReportEdits = serde_json::from_str(&waits).unwrap();
    assert_eq!(back.ticked_notes().len(), 1);
    edits.toggle_private_note(&dusk);
    edits.toggle_private_note(&dusk);
    assert!(!edits.is_reworded(&dusk), "taken off and put back, it has its own words");
    edits.toggle_private_note(&me);
    assert_eq!(edits.ticked_notes().len(), 1);
}
