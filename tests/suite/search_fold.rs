//! Looking for words: neither capitals nor accents nor how a letter was composed make a difference, in any script.

use crate::support::{TempHome, TestApp, assert_shows, entry, memory, with};
use cuebook::model::{Details, Entry, Note};
use cuebook::text::search_fold::fold_for_search;
use unicode_normalization::UnicodeNormalization;

/// Every letter, but for Chinese characters and syllables that are all alike, in each way in which it can be written.
#[test]
fn composition_and_case_make_no_difference_to_any_letter() {
    let ranges = [0..0x3400, 0xa000..0xac00, 0xf900..0x1_1000, 0x1_d400..0x1_f000];
    for c in ranges.into_iter().flatten().filter_map(char::from_u32).filter(|c| !c.is_control()) {
        let letter = c.to_string();
        let folded = fold_for_search(&letter);
        for (way, written) in [
            ("composed", letter.nfc().collect::<String>()),
            ("decomposed", letter.nfd().collect()),
            ("compatible", letter.nfkc().collect()),
            ("small", letter.to_lowercase()),
            ("capital", letter.to_uppercase()),
            ("folded", folded.clone()),
        ] {
            assert_eq!(fold_for_search(&written), folded, "U+{:04X} {way}", c as u32);
        }
    }
}

#[test]
fn accents_points_and_letters_without_a_decomposition_are_found_without_them() {
    for (written, looked_for) in [
        ("Zoë", "zoe"),
        ("Zoe\u{308}", "ZOË"),
        ("Łukasz", "lukasz"),
        ("Søren", "soren"),
        ("Đặng", "dang"),
        ("straße", "STRASSE"),
        ("ΣΟΦΊΑΣ", "σοφιας"),
        ("İpek", "ipek"),
        ("ipek", "İPEK"),
        ("ёлка", "ЕЛКА"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("ﾓﾓｺ", "モモコ"),
        ("Ｍａｙａ", "maya"),
        ("Ma\u{ad}ya", "maya"),
        ("ﬁrst", "First"),
        ("the baby’s", "the baby's"),
        ("a\u{a0}\u{2003} b", "A B"),
    ] {
        assert_eq!(fold_for_search(written), fold_for_search(looked_for), "{written}");
    }
    // Another letter stays another letter.
    for (one, other) in [("が", "か"), ("कि", "कु"), ("ő", "a"), ("ग़", "क")] {
        assert_ne!(fold_for_search(one), fold_for_search(other), "{one}");
    }
    // A syllable being typed is found in the whole one.
    assert!(fold_for_search("한나").contains(&fold_for_search("하")));
}

const WRITTEN: [&str; 4] = ["Zoe\u{308} smiled", "Łukasz ate", "Ηρέμησε η ΣΟΦΊΑ", "مُحَمَّد slept"];

fn notes() -> cuebook::store::Store {
    let store = memory();
    let family = store.load_family().unwrap();
    let note = |text: &str| Entry {
        baby: None,
        note: Some(text.into()),
        ..entry(&family, "2026-11-22T10:00:00+00:00", None, Details::Note(Note::default()))
    };
    with(store, &WRITTEN.map(note))
}

#[test]
fn past_finds_words_as_they_are_typed_on_a_plain_keyboard() {
    for (typed, found) in
        [("zoe", 0), ("ZOË", 0), ("lukasz", 1), ("σοφια", 2), ("محمد", 3), ("SMILED zoe", 0)]
    {
        let mut app = TestApp::of(notes(), 80, 24);
        app.press(&format!("v/{typed}<enter>"));
        let shown = WRITTEN.iter().filter(|text| app.screen().contains(text.split(' ').next_back().unwrap()));
        assert_eq!(shown.count(), 1, "{typed}\n{}", app.screen());
        assert_shows(&app, WRITTEN[found].split(' ').next_back().unwrap());
    }
}

#[test]
fn the_command_line_and_typed_lists_look_in_the_same_way() {
    let home = TempHome::new();
    home.ok(&["log", "note", "Zoë", "smiled"]);
    home.ok(&["log", "note", "nobody", "else"]);
    let found = home.ok(&["list", "--find", "ZOE"]);
    assert!(found.contains("smiled") && !found.contains("nobody"), "{found}");
    let mut app = TestApp::of(memory(), 80, 24);
    app.press("g/hĩccups<enter>");
    assert_shows(&app, "hiccups");
}
