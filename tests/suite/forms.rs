//! Writing entries down, by the keys a parent presses: what is kept, how many keys it took, and that nothing typed is
//! lost on the way.

use crate::journey::{App80, at, now};
use cuebook::journal::{Kind, What};

#[test]
fn a_note_is_kept() {
    let mut app = App80::new();
    app.press("na long day<enter>");
    let note = app.only(Kind::Note);
    assert_eq!(note.note.as_deref(), Some("a long day"));
    assert_eq!((note.at, note.baby), (now(), None));
    assert!(
        app.screen()
            .contains("Kept 14:07 note, a long day · u undoes"),
        "{}",
        app.screen()
    );
}

#[test]
fn a_favourite_cue_takes_three_keys() {
    let mut app = App80::new();
    assert_eq!(app.press("c5<enter>"), 3);
    let What::Cue(cue) = app.only(Kind::Cue).what else {
        panic!()
    };
    assert_eq!(cue.moments.len(), 1);
    assert_eq!(cue.moments[0].cues, ["q-look"]);
}

#[test]
fn a_checkin_takes_three_keys_and_always_ends_on_the_same_line() {
    for key in ["4", "o"] {
        let mut app = App80::new();
        assert_eq!(app.press(&format!("f{key}<enter>")), 3);
        let What::Checkin(it) = app.only(Kind::Checkin).what else {
            panic!()
        };
        assert_eq!(it.felt, Some(4));
        assert!(
            app.screen()
                .contains("Kept 14:07 check-in by Anna · someone to talk to: !")
        );
    }
    let mut app = App80::new();
    app.press("f<enter>");
    assert!(
        app.entries().is_empty() && app.screen().contains("massage"),
        "{}",
        app.screen()
    );
}

#[test]
fn a_massage_of_twelve_minutes_is_kept() {
    let mut app = App80::new();
    app.press("m12<tab>12<tab>25<tab><tab><tab><tab>");
    eprintln!("{}", app.screen());
    app.press("<ctrl-s>");
    let massage = app.only(Kind::Massage);
    assert_eq!(massage.at, at("2026-11-22T13:55:00+00:00"));
    assert_eq!(massage.until, Some(now()));
}

#[test]
fn not_today_takes_three_keys() {
    let mut app = App80::new();
    assert_eq!(app.press("mx<enter>"), 3);
    let What::Massage(it) = app.only(Kind::Massage).what else {
        panic!()
    };
    assert_eq!(it.not_today.as_deref(), Some("no-reason"));
    assert_eq!(app.press("u"), 1);
    app.press("mxa<enter>");
    let What::Massage(it) = app.only(Kind::Massage).what else {
        panic!()
    };
    assert_eq!(it.not_today.as_deref(), Some("asleep"));
}
