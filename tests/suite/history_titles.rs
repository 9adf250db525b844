//! What a change is called in the history: never with a note's words, also where an older version wrote them into it.

use crate::support::TempHome;
use rusqlite::{Connection, params};

#[test]
fn an_older_title_does_not_quote_the_note_it_is_of() {
    let home = TempHome::new();
    home.ok(&["log", "note 13:57: I shook the rattle"]);
    home.ok(&["log", "note only for me @private"]);
    home.ok(&["log", "cue hiccups, looks away"]);
    // As versions before 27 November 2026 titled them.
    let raw = Connection::open(home.journal()).unwrap();
    for (id, title) in [
        (1, "21 Nov 2026, 13:57 note, I shook the rattle"),
        (2, "14:07 note, only for me"),
        (3, "14:07 cue, looks away, a note, hiccups"),
    ] {
        assert_eq!(
            raw.execute("UPDATE history SET title = ?2 WHERE id = ?1", params![id, title]).unwrap(),
            1
        );
    }
    drop(raw);
    let told = home.ok(&["history"]);
    assert!(!told.contains("rattle") && !told.contains("only for me"), "{told}");
    assert!(told.contains("21 Nov 2026, 13:57 note  (on"), "{told}");
    // What is of no note is left as it is.
    assert!(told.contains("14:07 cue, looks away, a note, hiccups"), "{told}");
    home.ok(&["undo"]);
    let undone = home.ok(&["undo"]);
    assert!(undone.contains("14:07 note") && !undone.contains("only for me"), "{undone}");
}
