//! Private questions on the page: off until their writer ticks them, in the app and on the command line.

use super::Desk;
use crate::support::{LONDON, now};
use cuebook::model::{Carer, Change, new_id};
use cuebook::store::{ProgramRun, Store};

#[test]
fn a_private_question_is_ticked_alone_and_by_its_writer_only() {
    let mut desk = Desk::new();
    for line in ["note am I doing this right @visit @private", "note planted-second @visit @private"] {
        desk.home.press(&format!(":{line}<enter>"));
    }
    let ben = Carer { id: new_id(), name: Some("Ben".into()), hidden_checkins: false };
    let path = desk.folder.path().join("journal.db");
    let mut store = Store::open(&path, ProgramRun::new("test"), LONDON).unwrap();
    store.apply(&Change::add_record("Ben", ben), now()).unwrap();
    drop(store);
    desk.home.wait(1);
    desk.home.press("p");
    let off = desk.save();
    assert!(!desk.saved(&off).contains("doing this right"));
    desk.to("am I doing this right (private, left out)");
    insta::assert_snapshot!("private_question_off", desk.home.screen());
    desk.home.press("x");
    let screen = desk.home.screen();
    assert!(screen.contains("Your private note is now on this page"), "{screen}");
    let name = desk.save();
    let text = desk.saved(&name);
    assert!(text.contains("3  am I doing this right") && !text.contains("planted-second"), "{text}");
    // The command line prints what was ticked, and no more.
    desk.home.press("<esc>");
    desk.home.app.save_drafts();
    let report = |more: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cuebook"));
        command.env("CUEBOOK_NOW", "2026-11-22T14:07:00Z").arg("--journal").arg(&path).arg("report");
        String::from_utf8(command.args(more).output().unwrap().stdout).unwrap()
    };
    let left = report(&[]);
    assert!(left.contains("am I doing this right") && !left.contains("planted-second"), "{left}");
    for more in [&["--fresh"][..], &["--fresh", "--with", "checkins", "--carer", "Anna"]] {
        let text = report(more);
        assert!(!text.contains("am I doing") && !text.contains("planted-second"), "{text}");
    }
    // Somebody else writes now: nothing of hers is shown or printed.
    desk.home.press("CCp<end><home>");
    let screen = desk.home.screen();
    assert!(!screen.contains("am I doing") && !screen.contains("planted-second"), "{screen}");
    let name = desk.save();
    assert!(!desk.saved(&name).contains("am I doing"));
    // Hers again, one key takes it off, and another brings it back.
    desk.home.press("C");
    desk.to("am I doing this right");
    desk.home.press("x");
    desk.to("am I doing this right (private, left out)");
    desk.home.press("u");
    let name = desk.save();
    assert!(desk.saved(&name).contains("am I doing this right"));
}
