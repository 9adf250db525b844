//! The baby is asked first: "not now" is one key and a whole entry, enter says what it does, and digits keep their meaning
//! when a massage is taken up again.

use crate::support::{TestApp, assert_hides, assert_shows, assert_shows_all};
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
    assert_shows_all(&app, &["Hands still. Ask your baby. Wait for the answer.", "n: baby said not now"]);
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
