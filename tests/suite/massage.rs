//! The massage screen by the keys a parent presses: afterwards, now, not today; what is kept, and that nothing is lost.

use crate::support::{LONDON, TestApp, assert_hides, assert_shows, at, memory, now};
use cuebook::model::{Change, CustomCue, Details, Entry, EntryKind, Massage, Record, Setting, entry_to_json};
use cuebook::store::{ProgramRun, Store};
use cuebook::tui::theme::Theme;
use proptest::prelude::*;
use serde_json::json;

fn massage(entry: &Entry) -> Massage {
    match &entry.details {
        Details::Massage(it) => it.clone(),
        other => panic!("{other:?}"),
    }
}

fn only(app: &TestApp) -> Massage {
    massage(&app.only(EntryKind::Massage))
}

#[test]
fn a_typical_massage_takes_thirteen_keys() {
    let mut app = TestApp::new();
    assert_eq!(app.press("m12<tab>12<tab>125<tab>b<enter>"), 13);
    let entry = app.only(EntryKind::Massage);
    assert_eq!(entry.at, at("2026-11-22T13:55:00+00:00"));
    assert_eq!(entry.until, Some(now()));
    let it = massage(&entry);
    assert_eq!(it.areas, ["legs", "tummy"]);
    assert_eq!(it.moments.len(), 1);
    assert_eq!(it.moments[0].cues, ["e-face", "e-smile", "q-look"]);
    // Two areas were touched, so which of them it was is not made up; nor is a time.
    assert_eq!((&it.moments[0].area, it.moments[0].at), (&None, None));
    assert_eq!(it.ended.as_deref(), Some("baby-said-stop"));
    assert!(!it.live && it.touch.is_none() && it.oil.is_none());
    assert_shows(&app, "· u to undo");
}

#[test]
fn a_massage_with_nothing_said_is_a_whole_entry() {
    let mut app = TestApp::new();
    assert_eq!(app.press("m<ctrl-s>"), 2);
    let entry = app.only(EntryKind::Massage);
    assert_eq!((entry.at, entry.until), (now(), None));
    assert_eq!(massage(&entry), Massage::default());
}

#[test]
fn not_today_takes_two_keys() {
    let mut app = TestApp::new();
    assert_eq!(app.press("mx"), 2);
    assert_eq!(only(&app).not_today.as_deref(), Some("no-reason"));
    insta::assert_snapshot!("not_today", app.terminal());
    app.press("1");
    assert_eq!(only(&app).not_today.as_deref(), Some("asleep"));
    assert_shows(&app, "Saved: 14:07 massage, not today, asleep · u to undo");
    // A word typed out does nothing: the rest of it would be keys of the day.
    let mut app = TestApp::new();
    app.press("mxasleep");
    assert_eq!(only(&app).not_today.as_deref(), Some("no-reason"));
    assert_eq!(app.entries().len(), 1);
    app.press("<ctrl-z>");
    assert!(app.entries().is_empty());
    let mut app = TestApp::new();
    app.press("mx<esc>");
    assert_shows(&app, "m massage");
}

#[test]
fn a_time_that_cannot_be_read_holds_no_tap_back_and_nobody_in() {
    let mut app = TestApp::new();
    app.press("mb1<tab>5<shift-tab><shift-tab>x<tab><tab>6");
    let cues = |app: &TestApp| only(app).moments.iter().map(|m| m.cues.len()).sum::<usize>();
    assert_eq!(cues(&app), 2, "the tap is kept whatever stands in the time\n{}", app.screen());
    app.press("<shift-tab><shift-tab><esc>");
    assert_shows(&app, "m massage");
    assert!(only(&app).live);
    app.press("m<ctrl-n>e");
    assert!(!only(&app).live);
    assert_eq!(cues(&app), 2);
}

#[test]
fn who_says_how_it_ended_has_ended_it() {
    let mut app = TestApp::new();
    app.press("mb1<tab>5<tab>b<enter><esc>");
    let entry = app.only(EntryKind::Massage);
    assert_eq!(massage(&entry).ended.as_deref(), Some("baby-said-stop"));
    assert!(!massage(&entry).live && entry.until == Some(now()), "{entry:?}");
}

#[test]
fn a_second_window_takes_up_the_massage_that_runs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let (mut anna, mut ben) = (TestApp::in_file(&path), TestApp::in_file(&path));
    ben.press("m");
    anna.press("mb1");
    ben.press("b2");
    assert_eq!(ben.entries().len(), 1);
    let it = only(&ben);
    assert_eq!(it.areas, ["legs"]);
    assert_eq!(it.moments[0].cues, ["e-smile"], "it opens at the cues, hands on the legs");
}

#[test]
fn one_forgotten_for_a_day_says_so_and_is_not_ended_now() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let mut app = TestApp::in_file(&path);
    app.press("mb1");
    app.now = at("2026-11-23T15:00:00+00:00");
    app.press("<tab>e");
    assert_shows(&app, "This massage was started over a day ago");
    assert_eq!(app.only(EntryKind::Massage).until, None);
    let told =
        cuebook::model::describe::describe_columns(&app.only(EntryKind::Massage), &app.family(), app.now);
    assert!(told.main.starts_with("no end written"), "{told:?}");
}

#[test]
fn what_was_seen_before_not_today_is_told_and_overlaps_nothing() {
    let mut app = TestApp::new();
    app.press("m10<tab>1<tab>5<ctrl-s>");
    let first = app.only(EntryKind::Massage);
    let mut refused = first.clone();
    refused.id = cuebook::model::new_id();
    if let Details::Massage(it) = &mut refused.details {
        it.not_today = Some("asleep".into());
    }
    let told = cuebook::model::describe::describe_columns(&refused, &app.family(), now());
    assert_eq!(
        (told.main.as_str(), told.aside.as_str()),
        ("not today   asleep   legs and feet", "looks away")
    );
    assert!(cuebook::model::find_warnings(&refused, &[first], now()).is_empty());
}

#[test]
fn moments_are_joined_by_taps_and_parted_by_enter_or_another_area() {
    let mut app = TestApp::new();
    app.press("m10:15 12m<tab>1<tab>23<enter>");
    assert_shows(&app, "seemed to mean");
    app.press("m");
    assert_shows(&app, "what we did");
    app.press("<enter><enter>57<enter>c12<enter>a");
    app.press("<shift-tab>2<tab>9<ctrl-s>");
    let it = only(&app);
    let cues: Vec<_> = it.moments.iter().map(|m| m.cues.join(" ")).collect();
    assert_eq!(cues, ["e-smile e-coo", "q-look q-hic", "d-cry"]);
    let areas: Vec<_> = it.moments.iter().map(|m| m.area.as_deref()).collect();
    assert_eq!(areas, [Some("legs"), None, Some("tummy")]);
    assert_eq!(it.moments[0].meant.as_deref(), Some("more"));
    assert!(it.moments[0].did.is_empty() && it.moments[0].helped.is_none());
    assert_eq!(it.moments[1].meant.as_deref(), Some("change"));
    assert_eq!(it.moments[1].did, ["paused", "rested-hands"]);
    assert_eq!(it.moments[1].helped.as_deref(), Some("a-bit"));
    assert!(it.moments.iter().all(|m| m.at.is_none()));
}

#[test]
fn letters_find_our_words_the_terms_and_the_familys_own() {
    let mut store = memory();
    let own = CustomCue { code: "own-1".into(), words: "the windmill".into(), points: None, retired: false };
    let hidden = Record::Setting(Setting { name: "hidden".into(), value: json!(["e-coo"]) });
    let mut change = Change::add_record("own words", own);
    change.edits.extend(Change::add_record("", hidden).edits);
    store.apply(&change, now()).unwrap();
    let mut app = TestApp::of(store, 80, 24);
    app.press("m<tab><tab>");
    assert_hides(&app, "coos");
    app.press("windm<enter>gaze av<enter>/yawn<enter>");
    assert_shows(&app, "the windmill, looks away, yawns");
    app.press("<ctrl-s>");
    assert_eq!(only(&app).moments[0].cues, ["own-1", "q-look", "q-yawn"]);
}

#[test]
fn starred_cues_carry_the_digits() {
    let mut store = memory();
    let starred =
        Record::Setting(Setting { name: "favourites".into(), value: json!(["q-yawn", "e-babble", "q-hic"]) });
    store.apply(&Change::add_record("stars", starred), now()).unwrap();
    let mut app = TestApp::of(store, 80, 24);
    for keys in ["m<tab><tab>12<ctrl-s>", "c12<enter>"] {
        app.press(keys);
        let entry = app.entries().remove(0);
        let moments = match entry.details {
            Details::Massage(it) => it.moments,
            Details::Cue(it) => it.moments,
            _ => panic!(),
        };
        assert_eq!(moments[0].cues, ["e-babble", "q-yawn"]);
    }
}

#[test]
fn one_left_for_more_than_three_hours_is_asked_about_before_it_is_ended() {
    let mut app = TestApp::new();
    app.press("mb");
    app.wait(3 * 3600 + 60);
    app.press("e");
    assert_shows(&app, "That would be 3 h 01 of massage. Press the same key again to save that,");
    assert!(massage(&app.only(EntryKind::Massage)).live, "not ended yet");
    app.press("e");
    let ended = app.only(EntryKind::Massage);
    assert!(!massage(&ended).live);
    assert_eq!(ended.duration_minutes(), Some(181));
    let mut app = TestApp::new();
    app.press("mb");
    app.wait(3 * 3600);
    app.press("e");
    assert_eq!(app.only(EntryKind::Massage).duration_minutes(), Some(180), "three hours are not asked about");
}

#[test]
fn one_begun_now_is_kept_at_every_tap() {
    let mut app = TestApp::new();
    assert_eq!(app.press("mb"), 2);
    let begun = app.only(EntryKind::Massage);
    assert!(massage(&begun).live && begun.until.is_none());
    assert_eq!(entry_to_json(&begun, &app.family())["running"], json!(true));
    assert_shows(&app, "Massage · began 14:07 · 0 min");
    app.press("1<tab>2");
    assert_eq!(only(&app).areas, ["legs"]);
    app.wait(40);
    app.press("3");
    assert_shows(&app, "Saved: 14:07 massage: coos · ctrl-z to undo");
    // 60 seconds after the last tap another moment begins.
    app.wait(61);
    app.press("5");
    app.wait(30);
    // Another part of the body too.
    app.press("<shift-tab>2<tab>7");
    app.wait(300);
    let it = only(&app);
    let cues: Vec<_> = it.moments.iter().map(|m| m.cues.join(" ")).collect();
    assert_eq!(cues, ["e-smile e-coo", "q-look", "q-hic"]);
    let times: Vec<_> =
        it.moments.iter().map(|m| m.at.unwrap().unix_seconds() - now().unix_seconds()).collect();
    assert_eq!(times, [0, 101, 131]);
    let areas: Vec<_> = it.moments.iter().map(|m| m.area.as_deref().unwrap()).collect();
    assert_eq!(areas, ["legs", "legs", "tummy"]);
    app.press("e");
    let ended = app.only(EntryKind::Massage);
    assert_eq!(ended.until.unwrap().unix_seconds() - now().unix_seconds(), 431);
    assert!(!massage(&ended).live);
    app.press("b");
    assert_eq!(only(&app).ended.as_deref(), Some("baby-said-stop"));
    app.press("<enter>");
    assert_shows(&app, "m massage");
}

#[test]
fn back_to_an_earlier_part_is_another_moment_and_takes_nothing_back() {
    let mut app = TestApp::new();
    app.press("mb1<tab>2<shift-tab>2<tab>3<shift-tab>1<tab>5");
    let it = only(&app);
    assert_eq!(it.areas, ["legs", "tummy"]);
    let areas: Vec<_> = it.moments.iter().map(|m| m.area.as_deref().unwrap()).collect();
    assert_eq!(areas, ["legs", "tummy", "legs"]);
    // The part the hands are on is taken back by its own digit.
    app.press("<shift-tab>11");
    assert_eq!(only(&app).areas.len(), 2);
}

#[test]
fn a_tap_taken_back_leaves_nothing_behind() {
    let mut app = TestApp::new();
    app.press("mb1<tab>55");
    assert!(only(&app).moments.is_empty());
    app.press("6<ctrl-z>");
    assert!(only(&app).moments.is_empty());
    app.press("7");
    assert_eq!(only(&app).moments[0].cues, ["q-hic"]);
}

#[test]
fn one_under_way_survives_the_end_of_the_program_and_is_seen_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    app.press("mb1<tab>2");
    // No leaving: the program is gone as after kill -9.
    std::mem::forget(app);
    let mut app = TestApp::in_file(&path);
    app.wait(420);
    assert_shows(&app, "massage under way since 14:07 · 7 min");
    app.press("m");
    assert_shows(&app, "Massage · began 14:07 · 7 min");
    assert_shows(&app, "smiles");
    app.press("<tab>5<esc>");
    let it = only(&app);
    assert!(it.live);
    assert_eq!(it.moments.len(), 2);
    // Ended in one window, it is over in the other.
    app.press("m");
    let mut other = TestApp::in_file(&path);
    other.now = app.now;
    other.press("me");
    app.wait(1);
    assert_shows(&app, "Someone changed this entry");
    assert_shows(&app, "Massage · 14:07–14:14 · 7 min");
    app.press("<esc>");
    assert_eq!(app.entries().len(), 1);
}

#[test]
fn a_tap_into_a_row_changed_elsewhere_loses_neither() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    app.press("mb1<tab>2");
    let mut other = TestApp::in_file(&path);
    other.press("m<tab>5<esc>");
    app.press("<tab>");
    app.press("b");
    let it = only(&app);
    assert_eq!((it.moments.len(), it.ended.as_deref()), (2, Some("baby-said-stop")));
}

#[test]
fn one_under_way_that_is_undone_becomes_a_new_one_with_its_answers() {
    let mut app = TestApp::new();
    app.press("mb<ctrl-z>");
    assert!(app.entries().is_empty());
    assert_shows(&app, "b begin now");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    app.press("mb1<tab>25<enter>c<esc>");
    let mut other = Store::open(&path, ProgramRun::new("other"), LONDON).unwrap();
    let removed = Change::remove_record("removed", app.only(EntryKind::Massage));
    other.apply(&removed, now()).unwrap();
    app.wait(60);
    assert!(app.entries().is_empty());
    assert_shows(&app, "smiles, looks away  legs  wanted a change");
    app.press("<ctrl-s>");
    let kept = app.only(EntryKind::Massage);
    assert_eq!(kept.at.format_hm(), "14:07");
    let it = massage(&kept);
    assert!(!it.live && kept.id != removed.edits[0].affected_record().unwrap().as_entry().unwrap().id);
    assert_eq!(it.moments[0].cues, ["e-smile", "q-look"]);
}

#[test]
fn nine_starred_cues_are_all_in_view_whichever_way_they_point() {
    let nine = |codes: &[&str]| {
        let mut store = memory();
        let value = json!(codes);
        let name = "favourites".into();
        let starred = Record::Setting(Setting { name, value });
        store.apply(&Change::add_record("stars", starred), now()).unwrap();
        store
    };
    let engaged =
        ["e-face", "e-smile", "e-coo", "e-turn", "e-still", "e-eyes", "e-giggle", "e-babble", "e-reach"];
    let other = ["q-look", "q-hic", "q-yawn", "q-rub", "d-cry", "d-fuss", "d-arch", "d-push", "q-join"];
    for codes in [engaged, other] {
        for (columns, rows) in [(80, 24), (60, 20)] {
            let mut app = TestApp::of(nine(&codes), columns, rows);
            app.press("m10:15 12m<tab>12<tab>19<enter>c1<enter><enter>5");
            let screen = app.screen();
            for n in 1..=9 {
                assert!(screen.contains(&format!("{n} ")), "no {n} in\n{screen}");
            }
            if rows == 24 {
                assert_shows(&app, "wanted a change · paused");
                app.press("<tab>");
                assert_shows(&app, "baby said stop");
                assert_shows(&app, "9 ");
            }
        }
    }
}

#[test]
fn a_draft_waits_even_when_the_program_was_killed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    app.press("m12<tab>12<tab>25<enter>c<enter>");
    app.wait(1);
    std::mem::forget(app);
    let mut app = TestApp::in_file(&path);
    app.press("m");
    assert_shows(&app, "This is what you typed on Sunday at 14:07");
    assert_shows(&app, "smiles, looks away");
    assert_shows(&app, "wanted a change");
    app.press("<esc>m<ctrl-s>");
    let it = only(&app);
    assert_eq!(it.moments[0].meant.as_deref(), Some("change"));
    app.press("m");
    assert_hides(&app, "This is what you typed");
}

#[test]
fn every_part_comes_back_in_the_form_and_in_json() {
    let mut app = TestApp::new();
    // When, where, cues with what followed, how it ended, asked, before, after, felt before and after, touch, strokes,
    // oil, note.
    app.press("m10:15 12m<tab>2<tab>57<enter>c1<enter>a<tab>b<tab>y<tab>4<tab>3<tab>3<tab>4<tab>1");
    app.press("<tab>1<tab>almond<tab>before the bath<ctrl-s>");
    let entry = app.only(EntryKind::Massage);
    let mut json = entry_to_json(&entry, &app.family());
    let json = json.as_object_mut().unwrap();
    json.shift_remove("id");
    insta::assert_snapshot!("every_part", serde_json::to_string_pretty(json).unwrap());
    app.press("e");
    for _ in 0..3 {
        app.press("<tab>");
    }
    app.resize(80, 60);
    for said in [
        "10:15-10:27",
        "tummy",
        "looks away, hiccups",
        "wants a change",
        "paused",
        "a bit",
        "baby said stop",
        "yes",
        "calm and awake",
        "drowsy",
        "mixed",
        "okay",
        "touch             massage",
        "almond",
        "before the bath",
    ] {
        assert_shows(&app, said);
    }
}

#[test]
fn other_touch_is_the_same_entry_with_less_to_fill() {
    let mut app = TestApp::new();
    // Backwards from the minutes: what few need, the note, oil, strokes, then touch; forwards then straight to the note.
    app.press("m20");
    app.press(&"<shift-tab>".repeat(8));
    app.press("skin<tab>on the sofa<ctrl-s>");
    let entry = app.only(EntryKind::Massage);
    assert_eq!(entry.note.as_deref(), Some("on the sofa"));
    let it = massage(&entry);
    let wanted = Massage { touch: Some("skin-to-skin".into()), ..Massage::default() };
    assert_eq!(it, wanted);
}

#[test]
fn a_wrong_time_and_an_overlap_are_said_and_lose_nothing() {
    let mut app = TestApp::new();
    app.press("mhalf wibble<tab>1<ctrl-s>");
    assert_shows(&app, " as a time");
    assert_shows(&app, "half wibble");
    app.press("<ctrl-u>10:15 12m<enter>m10:20 5m<enter>");
    assert_shows(&app, "This overlaps the massage 10:15–10:27 by Anna");
    app.press("<enter>");
    assert_eq!(app.entries().len(), 2);
}

fn three_moments(app: &mut TestApp) {
    app.press("10:15 12m<tab>1<tab>23<enter><tab><tab><tab><shift-tab>2<tab>57<enter>c12<enter><enter>9");
}

#[test]
fn massages_as_they_look() {
    let mut app = TestApp::new();
    app.press("m");
    insta::assert_snapshot!("blank", app.terminal());
    three_moments(&mut app);
    app.press("<esc>m<tab><tab>");
    insta::assert_snapshot!("three_moments", app.terminal());
    app.press("8<enter><enter>");
    insta::assert_snapshot!("what_we_did", app.terminal());
    app.press("<esc><esc>m<tab><tab><tab>");
    app.resize(60, 20);
    insta::assert_snapshot!("ended_60x20", app.terminal());
    app.press("<shift-tab>");
    insta::assert_snapshot!("cues_60x20", app.terminal());
    let mut app = TestApp::new();
    app.press("mb1<tab>23");
    app.wait(185);
    app.press("<shift-tab>2<tab>57<enter>c1<enter><enter>");
    app.wait(240);
    insta::assert_snapshot!("live", app.terminal());
    app.press("hic");
    insta::assert_snapshot!("finding", app.terminal());
    let mut app =
        TestApp::with_theme(memory(), Theme { ascii: true, colour: false, ..Theme::with_defaults() }, 80, 24);
    app.press("mb1<tab>25");
    insta::assert_snapshot!("live_ascii", app.terminal());
    assert!(app.screen().is_ascii(), "{}", app.screen());
}

fn any_keys() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        6 => "[a-z0-9 ,.:/?~-]",
        1 => Just("\u{1f469}\u{200d}\u{1f37c}".to_owned()),
        5 => prop::sample::select(vec![
            "<enter>", "<tab>", "<tab>", "<shift-tab>", "<up>", "<down>", "<left>", "<right>", "<back>", "<del>", "<esc>m",
            "<ctrl-s>", "<ctrl-u>", "<ctrl-w>", "<ctrl-e>", "<ctrl-z>", "<ctrl-y>", "<ctrl-j>", "<space>", "<home>",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(key, 0..40).prop_map(|keys| keys.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_keys_and_no_size_bring_it_down(begin in "(m|mb|mx|m12\t|)", keys in any_keys(), size in 0..5usize) {
        let (columns, rows) = [(80, 24), (60, 20), (50, 18), (20, 5), (1, 1)][size];
        let mut app = TestApp::of(memory(), columns, rows);
        app.press(&begin.replace('\t', "<tab>"));
        app.press(&keys);
        app.wait(90);
        app.press(&keys);
    }
}

#[test]
fn a_massage_saved_step_by_step_is_said_and_found_when_it_is_left() {
    let mut app = TestApp::new();
    app.press("c1<ctrl-s>");
    app.wait(120);
    app.press("mb");
    app.wait(300);
    app.press("1<tab>1<enter><esc>e");
    app.press("2<enter>");
    let screen = app.screen();
    assert!(screen.contains(" Saved: 14:09 massage, 5 min"), "{screen}");
    assert!(screen.lines().any(|line| line.starts_with("▸◆ 14:09")), "{screen}");
    // One that goes on is found too.
    app.press("<down>mb<esc>");
    assert_shows(&app, "Saved: 14:14 massage");
    assert!(app.screen().lines().any(|line| line.starts_with("▸◆ 14:14")), "{}", app.screen());
    // "Not today", without a reason.
    let mut app = TestApp::new();
    app.press("c1<ctrl-s>mx<esc>");
    assert_shows(&app, "Saved: 14:07 massage, not today");
    assert!(app.screen().lines().any(|line| line.starts_with("▸◇ 14:07")), "{}", app.screen());
    // Looked at and left, nothing was saved.
    app.press("<enter><esc>");
    assert_hides(&app, "Saved");
}

#[test]
fn every_way_to_write_says_so_and_puts_the_cursor_on_it() {
    for (keys, said, row) in [
        ("c1<ctrl-s>", "Saved: 14:07 cue", "▸○ 14:07"),
        ("n", "", ""),
        ("nfirst laugh<ctrl-s>", "Saved: 14:07 note", "▸≡ 14:07"),
        ("f4<ctrl-s>", "Saved: 14:07 check-in", "▸▪ 14:07"),
        ("m12<ctrl-s>", "Saved: 13:55 massage", "▸◆ 13:55"),
        ("z13:00-13:30<ctrl-s>", "Saved: 13:00–13:30 sleep", "▸█ 13:00"),
        ("s", "Saved: 14:07 sleep", "▸█ 14:07"),
        (":cue hiccups 13:50<enter>", "Saved: 13:50 cue", "▸○ 13:50"),
        // By name from another screen: Today has it under the cursor when it is seen again.
        ("v:how are<down><enter>4<ctrl-s><esc>", "", "▸▪ 14:07"),
    ] {
        let mut app = TestApp::new();
        app.press(":cue smiles 14:00<enter>:cue coos 13:40<enter><end>");
        app.press(keys);
        if row.is_empty() {
            continue;
        }
        let screen = app.screen();
        assert!(screen.contains(said), "{keys}\n{screen}");
        assert!(screen.lines().any(|line| line.starts_with(row)), "{keys}\n{screen}");
    }
}
