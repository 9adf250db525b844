//! What a parent does to the page: lines struck, reworded, moved and added, and what is remembered of it.

use super::{born, fortnight, note, page_of, whole};
use crate::support::stats_family::{ANNA, BEN, all, date, slept};
use cuebook::model::Details;
use cuebook::report::{
    Report, ReportChoices, ReportEdits, ReportLine, ReportLineId, ReportPeriod, ReportSection,
    render_markdown, render_pdf, render_text,
};
use std::collections::BTreeSet;

/// With more weeks than two, so that there is everything a page can have.
fn sheet() -> Report {
    let mut entries = fortnight();
    entries.push(slept("11-05 20:00", "11-06 05:00"));
    let sums = all(&entries, "2026-11-02", "2026-11-22");
    page_of(&born(), &entries, &sums, &ReportSection::ALL, Some(BEN))
}

fn lines(page: &Report) -> impl Iterator<Item = &ReportLine> {
    let parts = page.parts.iter();
    let inside = parts.flat_map(|part| std::iter::once(&part.title).chain(&part.lines));
    std::iter::once(&page.title).chain(&page.header).chain(inside).chain(&page.footer)
}

fn line<'a>(page: &'a Report, holds: &str) -> &'a ReportLine {
    let mut found = lines(page).filter(|line| line.to_plain_text().contains(holds));
    found.next().unwrap_or_else(|| panic!("no line holds {holds}"))
}

#[test]
fn every_line_has_a_key_of_its_own_that_stays_when_the_page_is_made_anew() {
    let entries = fortnight();
    let page = whole(&entries, Some(BEN));
    let keys: BTreeSet<&ReportLineId> = lines(&page).map(|line| &line.id).collect();
    assert_eq!(keys.len(), lines(&page).count());
    let shorter = all(&entries, "2026-11-12", "2026-11-22");
    let other = page_of(&born(), &entries, &shorter, &[ReportSection::Strips, ReportSection::Visit], None);
    for line in lines(&other) {
        assert!(keys.contains(&line.id), "{}", line.id);
    }
}

#[test]
fn any_line_can_be_struck() {
    for at in 0..lines(&sheet()).count() {
        let page = sheet();
        let key = lines(&page).nth(at).unwrap().id.clone();
        let mut edits = ReportEdits::default();
        edits.toggle_struck(&key);
        assert!(edits.is_struck(&key));
        assert!(lines(&page.clone().preview_edits(&edits)).any(|line| line.id == key));
        let kept = page.clone().apply_edits(&edits);
        let heading = page.parts.iter().any(|part| part.title.id == key);
        assert!(heading || key == page.title.id || !lines(&kept).any(|line| line.id == key));
        assert!(!heading || kept.parts.len() + 1 == page.parts.len(), "a heading takes its section");
        edits.toggle_struck(&key);
        assert_eq!(page.clone().apply_edits(&edits), page, "and brought back");
    }
    let mut edits = ReportEdits::default();
    let page = sheet();
    edits.toggle_struck(&line(&page, "planted words of Ben").id);
    let page = page.apply_edits(&edits);
    for format in [render_text, render_markdown] {
        assert!(!format(&page).contains("planted"));
    }
}

#[test]
fn lines_are_reworded_moved_and_added() {
    let mut edits = ReportEdits::default();
    let page = sheet();
    for (old, new) in [
        ("on 1 day; legs", "most days"),
        ("Ask about the rash", "The rash, again"),
        ("Fri 13 Nov", "Fri 13 Nov: at grandma's"),
        ("born 3 Sep", "at home"),
        ("longest stretch", "longest stretch: a long one"),
        ("Touch together", "Hands on"),
    ] {
        edits.reword_line(&line(&page, old).id, new);
    }
    assert!(edits.is_reworded(&line(&page, "born 3 Sep").id));
    let arranged = page.clone().preview_edits(&edits);
    let blank = line(&page, "________").id.clone();
    edits.move_line(&arranged, &line(&page, "Ask about the rash").id, true);
    assert!(edits.is_reworded(&line(&page, "longest").id) && !edits.is_reworded(&blank));
    let sheet = render_text(&page.clone().apply_edits(&edits));
    for words in [
        "most days\n",
        "1  ____",
        "2  The rash, again\n   ____",
        "Fri 13  at grandma's\n",
        "at home\n",
        "longest stretch: a long one\n",
        "Hands on\n--------\n",
    ] {
        assert!(sheet.contains(words), "{words}\n{sheet}");
    }
    edits.reword_line(&line(&page, "born 3 Sep").id, " ");
    let sheet = render_text(&page.apply_edits(&edits));
    assert!(sheet.contains("born 3 Sep 2026"));
}

#[test]
fn many_words_in_a_row_of_a_picture_go_on_below() {
    let page = sheet();
    let mut edits = ReportEdits::default();
    edits.reword_line(&line(&page, "Fri 13 Nov").id, &"at grandma's ".repeat(30));
    let sheet = render_text(&page.clone().apply_edits(&edits));
    let rows: Vec<&str> = sheet.lines().filter(|row| row.contains("grandma")).collect();
    assert!(rows.len() > 5 && rows.iter().all(|row| row.len() <= 72), "{rows:?}");
    assert_eq!(rows.concat().matches("grandma").count(), 30);
    let higher = render_pdf(&page.clone().apply_edits(&edits), &[]).unwrap();
    assert!(higher.is_pdf_ua && higher.page_count >= render_pdf(&page, &[]).unwrap().page_count);
}

#[test]
fn questions_are_numbered_as_they_stand_and_stay_until_they_are_asked() {
    let mut entries = fortnight();
    entries.push(note("11-13 09:00", "The second question\u{202e}", true));
    // Of months ago: still there, with its date.
    entries.push(note("06-01 09:00", "an old one", true));
    let numbered = |page: Report| {
        let text = render_text(&page);
        let questions = text.lines().skip_while(|line| !line.starts_with("What we"));
        let numbered = questions.filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        numbered.map(str::to_owned).collect::<Vec<_>>()
    };
    let page = whole(&entries, None);
    let all = numbered(page.clone());
    assert_eq!(all.len(), 5, "{all:?}");
    assert_eq!(all[0], "1  an old one (since 1 Jun)");
    assert!(all[1].starts_with("2  Ask about the rash") && all[2] == "3  The second question\u{fffd}");
    assert!(all[4].starts_with("5  ____"));
    let mut edits = ReportEdits::default();
    edits.toggle_struck(&line(&page, "an old one").id);
    let struck = numbered(page.apply_edits(&edits));
    assert!(struck[0].starts_with("1  Ask about") && struck[3].starts_with("4  ____"), "{struck:?}");
    for entry in &mut entries {
        if let Details::Note(note) = &mut entry.details {
            note.was_asked = true;
        }
    }
    assert_eq!(numbered(whole(&entries, None)).len(), 2, "asked: only room for more is left");
}

#[test]
fn choices_are_remembered_but_never_a_tick_or_a_struck_word() {
    let mut choices = ReportChoices::default();
    assert_eq!(choices.enabled_sections(), &ReportSection::ALL[..5], "check-ins wait for a tick");
    choices.toggle_section(ReportSection::Touch);
    choices.toggle_section(ReportSection::Checkins);
    choices.move_section(ReportSection::Visit, true);
    (choices.weeks, choices.carer) = (6, Some(ANNA));
    choices.dates = Some((date("2026-10-12"), None));
    assert_eq!(choices.checkins_carer(), Some(ANNA));
    let wanted = [ReportSection::Strips, ReportSection::Visit, ReportSection::Sleep, ReportSection::Cues];
    assert_eq!(choices.enabled_sections(), [&wanted[..], &[ReportSection::Checkins]].concat());
    let kept = serde_json::to_string(&choices).unwrap();
    let again: ReportChoices = serde_json::from_str(&kept).unwrap();
    assert_eq!(again.enabled_sections(), wanted, "{kept}");
    assert_eq!((again.weeks, again.carer, again.checkins_carer()), (6, Some(ANNA), None));
    assert_eq!(again.period(), ReportPeriod::Dates(date("2026-10-12"), None));
    let odd = r#"{"weeks": 0, "order": ["feeds", "cues"], "more": 1}"#;
    let odd: ReportChoices = serde_json::from_str(odd).unwrap();
    assert_eq!((odd.weeks, odd.order()[0], odd.order().len()), (1, ReportSection::Cues, 6));
    assert!(!odd.has_section(ReportSection::Checkins));
}
