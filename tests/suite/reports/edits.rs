//! What a parent does to the page: lines struck, reworded, moved and added, and what is remembered of it.

use super::{born, fortnight, page_of, whole};
use crate::numbers::{ANNA, BEN, all, slept};
use cuebook::report::{Body, Choices, Edits, Key, Line, Page, Section, markdown, pdf, text};
use std::collections::BTreeSet;

/// With more weeks than two, so that there is everything a page can have.
fn sheet() -> Page {
    let mut entries = fortnight();
    entries.push(slept("11-05 20:00", "11-06 05:00"));
    let sums = all(&entries, "2026-11-02", "2026-11-22");
    page_of(&born(), &entries, &sums, &Section::ALL, Some(BEN))
}

fn lines(page: &Page) -> impl Iterator<Item = &Line> {
    let parts = page.parts.iter();
    let inside = parts.flat_map(|part| std::iter::once(&part.title).chain(&part.lines));
    std::iter::once(&page.title).chain(&page.head).chain(inside).chain(&page.foot)
}

fn line<'a>(page: &'a Page, holds: &str) -> &'a Line {
    let mut found = lines(page).filter(|line| line.words().contains(holds));
    found.next().unwrap_or_else(|| panic!("no line holds {holds}"))
}

#[test]
fn every_line_has_a_key_of_its_own_that_stays_when_the_page_is_made_anew() {
    let entries = fortnight();
    let page = whole(&entries, Some(BEN));
    let keys: BTreeSet<&Key> = lines(&page).map(|line| &line.key).collect();
    assert_eq!(keys.len(), lines(&page).count());
    let shorter = all(&entries, "2026-11-12", "2026-11-22");
    let other = page_of(&born(), &entries, &shorter, &[Section::Strips, Section::Visit], None);
    for line in lines(&other) {
        assert!(keys.contains(&line.key), "{}", line.key);
    }
}

#[test]
fn any_line_can_be_struck() {
    for at in 0..lines(&sheet()).count() {
        let page = sheet();
        let key = lines(&page).nth(at).unwrap().key.clone();
        let mut edits = Edits::default();
        edits.strike(&key);
        assert!(edits.is_struck(&key));
        assert!(lines(&page.clone().arranged(&edits)).any(|line| line.key == key));
        let kept = page.clone().edited(&edits);
        let heading = page.parts.iter().any(|part| part.title.key == key);
        assert!(heading || key == page.title.key || !lines(&kept).any(|line| line.key == key));
        assert!(!heading || kept.parts.len() + 1 == page.parts.len(), "a heading takes its section");
        edits.strike(&key);
        assert_eq!(page.clone().edited(&edits), page, "and brought back");
    }
    let mut edits = Edits::default();
    let page = sheet();
    edits.strike(&line(&page, "planted words of Ben").key);
    let page = page.edited(&edits);
    for format in [text, markdown] {
        assert!(!format(&page).contains("planted"));
    }
}

#[test]
fn lines_are_reworded_moved_and_added() {
    let mut edits = Edits::default();
    let page = sheet();
    for (old, new) in [
        ("Days with touch", "Days with touch: most days"),
        ("Ask about the rash", "The rash, again"),
        ("Fri 13 Nov", "Fri 13 Nov: at grandma's"),
        ("Born", "Born: at home"),
        ("9 to 15 Nov 2026: Nights", "A week like others"),
        ("Touch together", "Hands on"),
        ("16 to 22 Nov: asleep at night", "away from home"),
    ] {
        edits.reword(&line(&page, old).key, new);
    }
    assert!(edits.is_reworded(&line(&page, "Born").key));
    let asked = edits.ask(" Which nursery? ");
    edits.ask("And when");
    let arranged = page.clone().arranged(&edits);
    edits.shift(&arranged, &asked, false);
    let sheet = text(&page.clone().edited(&edits));
    for words in [
        "Days with touch: most days",
        "- Which nursery?\n- The rash, again\n- And when\n",
        "Fri 13 Nov  at grandma's\n",
        "at home\n",
        "A week like others\n",
        "Hands on\n--------\n",
        "9 to 15 Nov                              ",
        "16 to 22 Nov      away from home\n",
    ] {
        assert!(sheet.contains(words), "{words}\n{sheet}");
    }
    edits.reword(&asked, "");
    edits.reword(&line(&page, "Born").key, " ");
    let sheet = text(&page.edited(&edits));
    assert!(!sheet.contains("nursery") && sheet.contains("3 Sep 2026"));
}

#[test]
fn many_words_in_a_row_of_a_picture_go_on_below() {
    let page = sheet();
    let mut edits = Edits::default();
    edits.reword(&line(&page, "Fri 13 Nov").key, &"at grandma's ".repeat(30));
    let sheet = text(&page.clone().edited(&edits));
    let rows: Vec<&str> = sheet.lines().filter(|row| row.contains("grandma")).collect();
    assert!(rows.len() > 5 && rows.iter().all(|row| row.len() <= 72), "{rows:?}");
    assert_eq!(rows.concat().matches("grandma").count(), 30);
    let higher = pdf(&page.clone().edited(&edits), &[]).unwrap();
    assert!(higher.passes && higher.sheets >= pdf(&page, &[]).unwrap().sheets);
}

#[test]
fn questions_take_the_place_of_room_to_write() {
    let page = whole(&[], None);
    assert!(page.parts[0].lines.iter().all(|line| line.body == Body::Fill));
    let mut edits = Edits::default();
    edits.ask("The first question\u{202e}");
    let visit = page.edited(&edits).parts.swap_remove(0).lines;
    let [only] = visit.as_slice() else { panic!("{visit:?}") };
    assert_eq!(only.body, Body::Item("The first question\u{fffd}".into()));
}

#[test]
fn choices_are_remembered_but_never_a_tick_or_a_struck_word() {
    let mut choices = Choices::default();
    assert_eq!(choices.sections(), &Section::ALL[..5], "check-ins wait for a tick");
    choices.turn(Section::Touch);
    choices.turn(Section::Checkins);
    choices.shift(Section::Visit, true);
    (choices.weeks, choices.carer) = (6, Some(ANNA));
    assert_eq!(choices.checkins_of(), Some(ANNA));
    let wanted = [Section::Strips, Section::Visit, Section::Sleep, Section::Cues];
    assert_eq!(choices.sections(), [&wanted[..], &[Section::Checkins]].concat());
    let kept = serde_json::to_string(&choices).unwrap();
    let again: Choices = serde_json::from_str(&kept).unwrap();
    assert_eq!(again.sections(), wanted, "{kept}");
    assert_eq!((again.weeks, again.carer, again.checkins_of()), (6, Some(ANNA), None));
    let odd = r#"{"weeks": 0, "order": ["feeds", "cues"], "more": 1}"#;
    let odd: Choices = serde_json::from_str(odd).unwrap();
    assert_eq!((odd.weeks, odd.order()[0], odd.order().len()), (1, Section::Cues, 6));
    assert!(!odd.has(Section::Checkins));
}
