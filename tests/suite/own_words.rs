//! What a cue seemed to mean in the family's own word, and the small things of a massage: asked in the forms, offered
//! again, typed in a line, and shown in the baby's language month by month. And each "not now" and "stop", in a list.

use crate::support::{TempHome, TestApp, assert_hides, assert_shows, assert_shows_all};
use cuebook::model::{Details, Entry, EntryKind, Massage, Moment};

fn moments(app: &TestApp) -> Vec<Moment> {
    let entries = app.entries().into_iter().filter(|entry| entry.kind() == EntryKind::Cue);
    entries.flat_map(|entry| entry.moments().to_vec()).collect()
}

fn massage(entry: &Entry) -> &Massage {
    match &entry.details {
        Details::Massage(it) => it,
        other => panic!("{other:?}"),
    }
}

/// The newest cue's own meaning.
fn newest(app: &TestApp) -> Option<String> {
    let newest = app.entries().into_iter().filter(|entry| entry.kind() == EntryKind::Cue);
    newest.max_by_key(|entry| (entry.at.unix_seconds(), entry.id)).unwrap().moments()[0].own_meaning.clone()
}

#[test]
fn seemed_to_mean_takes_a_word_of_the_familys_own() {
    let mut app = TestApp::new();
    // Typed where it is asked: none of our answers, so it is theirs.
    app.press("c5<tab><tab><tab>hungry<enter>");
    assert_shows(&app, "▸ in your words     hungry");
    app.press("<ctrl-s>");
    let kept = moments(&app);
    assert_eq!((kept[0].meant.as_deref(), kept[0].own_meaning.as_deref()), (None, Some("hungry")));
    assert_shows(&app, "\"hungry\"");
    // Beside an answer of ours.
    app.wait(60);
    app.press("c5<tab><tab><tab>2<tab>too bright<ctrl-s>");
    assert_eq!(newest(&app).as_deref(), Some("too bright"));
    assert_shows(&app, "wanted a change · \"too bright\"");
    app.press("u");
    assert_eq!(moments(&app).len(), 1);
}

#[test]
fn earlier_words_are_offered_again_the_most_used_first() {
    let mut app = TestApp::new();
    for words in ["wind", "Hungry", "wind", "too bright"] {
        app.wait(60);
        app.press(&format!("c5<tab><tab><tab><tab>{words}<ctrl-s>"));
    }
    app.wait(60);
    app.press("c5<tab><tab><tab><tab>");
    assert_shows_all(&app, &["1 wind", "2 too bright", "3 Hungry"]);
    insta::assert_snapshot!("own_words_80x24", app.screen());
    app.resize(60, 20);
    insta::assert_snapshot!("own_words_60x20", app.screen());
    app.resize(80, 24);
    app.press("2<ctrl-s>");
    assert_eq!(newest(&app).as_deref(), Some("too bright"));
    // The same but for its capitals is the same word; a digit no word has is typed as it is.
    app.wait(60);
    app.press("c5<tab><tab><tab><tab>hungry<ctrl-s>");
    assert_eq!(newest(&app).as_deref(), Some("Hungry"));
    app.wait(60);
    app.press("c5<tab><tab><tab><tab>8 teeth<ctrl-s>");
    assert_eq!(newest(&app).as_deref(), Some("8 teeth"));
    // What is there is changed at its end, and emptied.
    app.press("e<tab><tab><tab><tab><back><back>x<ctrl-s>");
    assert_eq!(newest(&app).as_deref(), Some("8 teex"));
    app.press("e<tab><tab><tab><tab><ctrl-u><ctrl-s>");
    assert_eq!(newest(&app), None);
}

#[test]
fn what_is_half_typed_waits_as_a_draft() {
    let mut app = TestApp::new();
    app.press("c5<tab><tab><tab><tab>too bri<esc>");
    assert!(app.entries().is_empty());
    app.press("c<tab><tab><tab><tab>");
    assert_shows(&app, "in your words     too bri");
    app.press("<ctrl-s>");
    assert_eq!(newest(&app).as_deref(), Some("too bri"));
}

#[test]
fn in_a_massage_the_last_choice_asks_for_it_and_enter_goes_past_it() {
    let mut app = TestApp::new();
    app.press("m12<tab>1<tab>5<enter>");
    assert_shows(&app, "5 in your words");
    app.press("5");
    assert_shows(&app, "your own word for it, such as: hungry, wind, too bright");
    app.press("wants Daddy<enter>");
    assert_shows(&app, "▸   what we did");
    app.press("1<enter><enter><ctrl-s>");
    let it = app.only(EntryKind::Massage);
    let seen = &it.moments()[0];
    assert_eq!(
        (seen.own_meaning.as_deref(), seen.did.clone()),
        (Some("wants Daddy"), vec!["paused".to_owned()])
    );
    // Nobody has one more question to pass.
    app.press("m12<tab>1<tab>5<enter><enter>");
    assert_shows(&app, "▸   what we did");
    app.press("<esc><esc>");
    // One under way keeps it once the word is whole, and letters are its letters.
    app.press("<ctrl-n>");
    let mut app = TestApp::new();
    app.press("mb1<tab>5<enter>5end of feed");
    assert_eq!(massage(&app.only(EntryKind::Massage)).moments[0].own_meaning, None);
    app.press("<enter>");
    let it = app.only(EntryKind::Massage);
    assert_eq!(massage(&it).moments[0].own_meaning.as_deref(), Some("end of feed"));
    assert!(massage(&it).live, "e was a letter, and ended nothing");
}

#[test]
fn a_letter_and_a_number_mean_the_same_in_the_cue_form_and_in_a_massage() {
    // `w` begins "wants more" and "wants a change", so it finds them; the last choice opens the family's own words.
    for way in ["c5<tab><tab><tab>", "m12<tab>1<tab>5<enter>", "mb1<tab>5<enter>"] {
        let mut app = TestApp::new();
        app.press(way);
        assert_shows_all(&app, &["seemed to mean", "4 not sure", "5 in your words"]);
        app.press("w");
        assert_shows_all(&app, &["wants more", "wants a change"]);
        assert_hides(&app, "your own word for it");
        app.press("<back>2");
        app.press(if way.starts_with('c') { "" } else { "<shift-tab>" });
        app.press("5");
        assert_shows(&app, "your own word for it, such as: hungry, wind, too bright");
        app.press("wind<ctrl-s><esc><esc>");
        let moment = app.entries()[0].moments()[0].clone();
        assert_eq!(
            (moment.meant.as_deref(), moment.own_meaning.as_deref()),
            (Some("change"), Some("wind")),
            "{way}"
        );
    }
}

#[test]
fn each_time_listened_says_only_what_was_written() {
    let home = TempHome::new();
    home.ok(&["log", "massage 2026-11-18 10:15 12m; legs; baby said not now; baby said stop"]);
    home.ok(&["log", "massage 2026-11-19 10:15 12m; legs; baby said yes; baby said stop"]);
    home.ok(&["log", "no massage today, asleep"]);
    let text = home.ok(&["cues"]);
    assert!(text.contains("18 Nov 2026 10:15: you asked, and baby said not now; baby said stop"), "{text}");
    assert!(text.contains("19 Nov 2026 10:15: baby said stop\n"), "{text}");
    let listened = text.split("Times you listened").nth(1).unwrap();
    assert!(!listened.contains("you listened") && !listened.contains("not today"), "{text}");
}

#[test]
fn the_small_things_of_a_massage_come_last_and_are_offered_again() {
    let mut app = TestApp::new();
    app.press("m12<shift-tab><shift-tab><shift-tab><shift-tab>nappy on<tab>on my lap<tab>Row, row<tab>Grandma<ctrl-s>");
    let it = app.only(EntryKind::Massage);
    let it = massage(&it);
    let small = [&it.clothes, &it.position, &it.song, &it.present].map(|said| said.as_deref().unwrap());
    assert_eq!(small, ["nappy on", "on my lap", "Row, row", "Grandma"]);
    // None of it is in the short rows of Today.
    assert_hides(&app, "Row, row");
    app.press("m20<shift-tab><shift-tab>");
    assert_shows_all(&app, &["▸ song", "1 Row, row"]);
    app.press("1");
    insta::assert_snapshot!("small_things_80x24", app.screen());
}

/// The typed line, and back.
#[test]
fn own_words_are_typed_and_printed_back() {
    let home = TempHome::new();
    let line = |text: &str| home.ok(&["log", "--yes", text]);
    assert!(
        line("cue hiccups; meant hungry; fed; it helped").contains("; seemed \"hungry\"; fed; it helped")
    );
    assert!(
        line("cue looks away; meant wants a change; seemed too bright")
            .contains("wants a change; seemed \"too bright\"")
    );
    let told = line("massage 12m; legs; clothes nappy on; position on my lap; song Row row; present Grandma");
    assert!(
        told.contains("clothes \"nappy on\"; position \"on my lap\"; song \"Row row\"; present \"Grandma\""),
        "{told}"
    );
    // How baby answered when asked is still that.
    assert!(line("massage 5m; seemed unsure").contains("asked I couldn't tell"), "asked");
    let entries = home.json(&["list", "--json"]);
    let all = entries["entries"].as_array().unwrap();
    assert_eq!(all.iter().filter(|entry| entry["asked"] == "unsure").count(), 1);
    assert_eq!(all.iter().filter(|entry| entry["song"] == "Row row").count(), 1);
    assert_eq!(all.iter().filter(|entry| entry["moments"][0]["own_meaning"] == "too bright").count(), 1);
    assert!(home.ok(&["list", "--find", "too bright"]).contains("looks away"));
    let cues = home.json(&["cues", "--json"]);
    let away = cues["cues"].as_array().unwrap().iter().find(|cue| cue["id"] == "q-look").unwrap();
    assert_eq!(away["own_meanings"], serde_json::json!({"too bright": 1}));
}

#[test]
fn the_language_shows_how_a_reading_grew_and_what_was_done_for_it() {
    let home = TempHome::new();
    for line in [
        "cue 2026-09-20 10:00 looks away; not sure what it meant; paused",
        "cue 2026-10-02 10:00 looks away; not sure what it meant; paused; it did not help",
        "cue 2026-11-02 10:00 looks away; seemed hungry; fed; it helped",
        "cue 2026-11-03 10:00 looks away; wants a change; seemed Hungry; paused; fed; it helped a bit",
        "cue 2026-11-04 10:00 looks away; seemed wind; it helped",
    ] {
        home.ok(&["log", line]);
    }
    let text = home.ok(&["cues"]);
    for told in [
        "After \"looks away\" (5 times, 20 Sep to 4 Nov 2026): paused 3 (helped: 1 a bit, 1 no), fed 2 (helped: 1 yes, 1 a bit).",
        "You didn't write what you did. Helped: 1 yes.",
        "In September 2026 it seemed to mean: not sure 1.",
        "In October 2026 it seemed to mean: not sure 1.",
        "In November 2026 it seemed to mean: wanted a change 1, \"Hungry\" 2, \"wind\" 1.",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    let mut app = TestApp::in_file(&home.journal());
    app.press("l");
    insta::assert_snapshot!("language_grew_80x24", app.screen());
}

#[test]
fn many_months_are_told_in_a_few_sentences() {
    let home = TempHome::new();
    for month in 1..=9 {
        home.ok(&["log", &format!("cue 2026-0{month}-02 10:00 hiccups; seemed wind")]);
    }
    let text = home.ok(&["cues"]);
    assert!(text.contains("Before April 2026 it seemed to mean: \"wind\" 3."), "{text}");
    assert!(
        text.contains("In April 2026 it seemed to mean: \"wind\" 1.") && !text.contains("March"),
        "{text}"
    );
}

#[test]
fn each_not_now_and_each_stop_is_listed_with_what_was_done_and_nothing_is_counted() {
    let mut app = TestApp::new();
    app.press("l<tab><tab>");
    assert_shows(&app, "times you listened");
    assert_shows(&app, "When baby says \"not now\" or \"stop\"");
    app.press("<esc>");
    app.press(":massage 9:00 10m; legs; -looks away; cuddled; baby said stop; note sang instead<enter>");
    app.press(":massage 10:00 10m; legs; we finished<enter>");
    app.press("mn");
    app.press("l<tab><tab>");
    assert_shows_all(
        &app,
        &[
            "you asked, and baby said not now · not today",
            "baby said stop · last seen: looks away",
            "what you did: cuddled",
            "sang instead",
        ],
    );
    insta::assert_snapshot!("listened_80x24", app.screen());
    let counted =
        app.screen().lines().skip(2).any(|line| line.contains("2 times") || line.contains(" 2 of "));
    assert!(!counted, "{}", app.screen());
    // It opens, and one that is undone is gone from the list.
    app.press("<down><enter>");
    assert_shows(&app, "Massage · changing it");
    app.press("<esc><esc>u");
    app.press("l<tab><tab>");
    assert_hides(&app, "baby said not now");
    app.resize(60, 20);
    insta::assert_snapshot!("listened_60x20", app.screen());
    app.press("<tab>");
    assert_hides(&app, "times you listened");
}

#[test]
fn times_listened_are_printed_with_the_cues() {
    let home = TempHome::new();
    home.ok(&["log", "massage 2026-11-20 10:15 12m; legs; -looks away; rested hands; baby said stop"]);
    home.ok(&["log", "no massage today, baby said not now"]);
    let text = home.ok(&["cues"]);
    let told = "20 Nov 2026 10:15: baby said stop; last seen: looks away; what you did: rested hands";
    assert!(text.contains("\nTimes you listened\n") && text.contains(told), "{text}");
    assert!(text.contains("you asked, and baby said not now; not today"), "{text}");
    let earlier = home.ok(&["cues", "--to", "2026-11-20"]);
    assert!(!earlier.contains("not now"), "{earlier}");
}
