//! The baby is asked first: "not now" is one key and a whole entry, enter says what it does, and digits keep their meaning
//! when a massage is taken up again.

use crate::support::{TempHome, TestApp, assert_hides, assert_shows, assert_shows_all};
use cuebook::model::{Details, EntryKind, Massage};

fn massage(app: &TestApp) -> Massage {
    match app.only(EntryKind::Massage).details {
        Details::Massage(it) => it,
        other => panic!("{other:?}"),
    }
}

#[test]
fn not_now_is_one_key_and_ends_there() {
    let mut app = TestApp::new();
    app.press("m");
    assert_shows_all(
        &app,
        &["Hands still. Ask your baby. Wait for the answer.", "y: baby said yes", "baby said not now"],
    );
    insta::assert_snapshot!("ask_first_80x24", app.screen());
    app.resize(60, 20);
    insta::assert_snapshot!("ask_first_60x20", app.screen());
    app.press("n");
    assert_eq!(massage(&app), Massage { not_today: Some("not-now".into()), ..Massage::default() });
    assert_shows(&app, "asked, and baby said not now");
    assert_hides(&app, "You don't need a reason");
    app.press("u");
    assert!(app.entries().is_empty());
}

#[test]
fn not_now_is_among_the_reasons_and_on_the_typed_line() {
    let mut app = TestApp::new();
    app.press("mx");
    assert_shows(&app, "8 asked, and baby said not now");
    app.press("8");
    assert_eq!(massage(&app).not_today.as_deref(), Some("not-now"));
    app.press("d");
    app.press(":no massage today, baby said not now<enter>");
    assert_eq!(massage(&app).not_today.as_deref(), Some("not-now"), "{}", app.screen());
}

#[test]
fn the_footer_says_what_enter_does() {
    let mut app = TestApp::new();
    let footer = |app: &TestApp| app.screen().lines().last().unwrap().to_owned();
    app.press("m12");
    assert!(footer(&app).contains("enter save"), "{}", footer(&app));
    app.press("<tab>1<tab>2");
    assert!(
        footer(&app).contains("enter what it meant") && !footer(&app).contains("enter save"),
        "{}",
        footer(&app)
    );
    assert_shows(&app, "enter = what it meant");
    app.press("<enter>");
    assert_shows(&app, "seemed to mean");
}

#[test]
fn digits_keep_their_meaning_when_it_is_taken_up_again() {
    let mut app = TestApp::new();
    app.press("mb");
    app.press("1");
    app.press("<esc>");
    app.press("m");
    app.press("2");
    let it = massage(&app);
    assert_eq!((it.areas, it.moments.len()), (vec!["legs".to_owned(), "tummy".to_owned()], 0));
    assert_hides(&app, "what did you do?");
}

#[test]
fn the_answer_is_the_first_step_and_one_key() {
    let mut app = TestApp::new();
    app.press("my");
    assert_shows(&app, "asked first  yes");
    assert_hides(&app, "Wait for the answer");
    app.press("12<enter>");
    let entry = app.only(EntryKind::Massage);
    assert_eq!((massage(&app).asked.as_deref(), entry.duration_minutes()), (Some("yes"), Some(12)));
    app.press("d");
    app.press("mc");
    assert_shows(&app, "asked first  I couldn't tell");
    app.press("12<enter>");
    assert_eq!(massage(&app).asked.as_deref(), Some("unsure"));
    app.press("d");
    // It goes into one that is begun now, and "not now" after a yes is still the whole entry.
    app.press("myb<esc>");
    let it = massage(&app);
    assert!(it.live && it.asked.as_deref() == Some("yes"), "{it:?}");
    app.press("d");
    app.press("myn");
    assert_eq!(massage(&app), Massage { not_today: Some("not-now".into()), ..Massage::default() });
}

#[test]
fn an_answer_is_not_taken_for_the_next_massage() {
    for first in ["myb<esc>", "myn", "my<esc>", "myb<esc>u", "mcbe<enter>"] {
        let mut app = TestApp::new();
        app.press(first);
        if app.entries().iter().any(|entry| matches!(&entry.details, Details::Massage(it) if it.live)) {
            app.press("u");
        }
        app.press("<esc>m");
        assert_shows(&app, "Wait for the answer");
        assert_hides(&app, "asked first  yes");
    }
}

#[test]
fn one_just_begun_is_asked_about_too_and_not_now_ends_it_there() {
    let mut app = TestApp::new();
    app.press("mb");
    assert_shows_all(&app, &["Hands still. Ask your baby. Wait for the answer.", "n: baby said not now"]);
    insta::assert_snapshot!("begun_80x24", app.screen());
    app.press("y");
    assert_hides(&app, "Wait for the answer");
    app.press("2");
    let it = massage(&app);
    assert_eq!((it.live, it.asked.as_deref(), it.areas), (true, Some("yes"), vec!["tummy".to_owned()]));
    app.press("<esc>d");
    app.press("mbn");
    let entry = app.only(EntryKind::Massage);
    assert_eq!(massage(&app), Massage { not_today: Some("not-now".into()), ..Massage::default() });
    assert_eq!((entry.until, entry.at), (None, app.now));
    assert_shows(&app, "asked, and baby said not now");
    // The change is one step: it is under way again.
    app.press("u");
    assert!(massage(&app).live);
    // Once hands were somewhere, `n` is no answer to a question that is past.
    app.press("m3n<esc><esc>");
    let it = massage(&app);
    assert_eq!((it.live, it.not_today, it.areas), (true, None, vec!["chest".to_owned()]));
}

#[test]
fn yesterday_is_a_time_though_it_begins_with_y_and_yes_is_an_answer() {
    let mut app = TestApp::new();
    app.press("myesterday 15:15-15:27");
    assert_shows_all(&app, &["yesterday 15:15-15:27", "what you see will be listed here"]);
    app.press("<enter>");
    assert_shows(&app, "Saved: 21 Nov 2026, 15:15 massage, 12 min");
    app.press("m");
    app.press("yes");
    assert_shows(&app, "asked first  yes");
    app.press("<back>12<ctrl-s>");
    let answers: Vec<_> = app
        .entries()
        .into_iter()
        .filter_map(|entry| match entry.details {
            Details::Massage(it) => it.asked,
            _ => None,
        })
        .collect();
    assert_eq!(answers, ["yes"]);
}

#[test]
fn the_reason_is_typed_as_it_is_said_and_reads_back_from_an_archive_of_before() {
    for line in [
        "not today, asked and she said not now",
        "not today, asked and he said not now",
        "not today, I asked and baby said not now",
        "no massage today, asked and baby said no",
        "massage not today, asked, and baby said not now",
    ] {
        let home = TempHome::new();
        home.ok(&["log", line]);
        let list = home.ok(&["list", "--json"]);
        assert!(list.contains("\"not_today\": \"not-now\"") && !list.contains("\"note\""), "{line}: {list}");
        let told = home.ok(&["list"]);
        assert!(told.contains("asked, and baby said not now"), "{line}: {told}");
    }
    // Before there was this reason, the answer stood under "asked first" beside no reason.
    let home = TempHome::new();
    let archive = home.path("before.json");
    std::fs::write(
        &archive,
        r#"{"cuebook": 1, "entries": [
            {"id": "0193517e-0000-7000-8000-000000000001", "kind": "massage", "baby": "Maya", "carer": "Anna",
             "at": "2026-11-20T10:15:00+00:00", "asked": "not-now", "not_today": "no-reason"},
            {"id": "0193517e-0000-7000-8000-000000000002", "kind": "massage", "baby": "Maya", "carer": "Anna",
             "at": "2026-11-21T10:15:00+00:00", "not_today": "not-now"},
            {"id": "0193517e-0000-7000-8000-000000000003", "kind": "massage", "baby": "Maya", "carer": "Anna",
             "at": "2026-11-21T11:15:00+00:00", "not_today": "no-reason"}]}"#,
    )
    .unwrap();
    home.ok(&["import", archive.to_str().unwrap(), "--yes"]);
    let told = home.ok(&["list"]);
    insta::assert_snapshot!("reasons_read_back", told);
}
