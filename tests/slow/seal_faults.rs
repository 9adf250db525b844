//! A seal that somebody who can write the file took out, or replaced by their own: told at once, and nothing of its carer's
//! is written open meanwhile.

use super::*;
use crate::seals::{nothing_of_hers, of_two, seal};
use crate::support::{LONDON, TestApp};
use cuebook::store::{OpeningCheck, OpeningPolicy, ProgramRun, Store};

const CHECKIN: [&str; 4] = ["log", "--carer", "Ottoline", "heavy; note larkspur now"];

fn sql(home: &TempHome, sql: &str) {
    rusqlite::Connection::open(home.journal()).unwrap().execute_batch(sql).unwrap();
}

/// Takes all seals out of the file, as anybody with SQLite can.
fn take_out(home: &TempHome) {
    sql(home, "DELETE FROM setting WHERE name = 'seals'");
}

/// Puts another recipient in; the identity stays, so that her passphrase is still accepted.
fn put_own_recipient(home: &TempHome) {
    let (recipient, _) = cuebook::crypto::generate_identity("his").unwrap();
    sql(
        home,
        &format!(
            "UPDATE setting SET value = (SELECT json_group_object(key, json_set(value, '$.recipient', '{recipient}'))
             FROM json_each(setting.value)) WHERE name = 'seals'"
        ),
    );
}

fn fingerprint_in(text: &str) -> String {
    let start = text.find("The seal of Ottoline is ").unwrap() + "The seal of Ottoline is ".len();
    text[start..start + 19].to_owned()
}

#[test]
fn a_seal_taken_out_is_told_and_nothing_of_hers_is_written_open() {
    let home = of_two();
    seal(&home);
    take_out(&home);
    for args in [&["list"][..], &["today"], &["trends"], &["report"], &["history"], &["export"]] {
        let (code, out, err) = home.run_with(&[], args);
        assert_eq!((code, out.as_str()), (1, ""), "{args:?}");
        assert!(err.contains("The seal of Ottoline is not in this journal any more"), "{err}");
        assert!(err.contains("--put-back"), "{err}");
    }
    let err = home.refused_with(&[], &CHECKIN);
    assert!(err.contains("so this was not saved"), "{err}");
    home.refused_with(&[], &["log", "--carer", "Ottoline", "note larkspur again @private"]);
    home.refused_with(&["her own words"], &["--seal-fd", "3", "list"]);
    nothing_of_hers(&home);
    // Others go on writing, and are told.
    let (code, _, err) = home.run_with(&[], &["log", "--carer", "Ben", "slept 9-10"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("The seal of Ottoline"), "{err}");
    // Who seals anew would lose the key to what is sealed.
    let err = home.refused_with(&["other"], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--yes"]);
    assert!(err.contains("--put-back"), "{err}");
    assert!(
        home.refused_with(&[], &["seal", "--carer", "Ottoline", "--accept"]).contains("a seal is needed")
    );
    // It is hers to put back.
    let put_back = ["--seal-fd", "3", "seal", "--carer", "Ottoline", "--put-back"];
    assert!(home.refused_with(&["not hers"], &put_back).contains("does not open"));
    assert!(home.with(&["her own words"], &put_back).contains("The seal is as it was."));
    home.ok(&CHECKIN);
    nothing_of_hers(&home);
    let list = home.with(&["her own words"], &["--seal-fd", "3", "list"]);
    assert!(list.contains("larkspur now") && list.contains("quillwort"), "{list}");
}

#[test]
fn another_recipient_is_told_with_both_fingerprints() {
    let home = of_two();
    let own = fingerprint_in(&seal(&home));
    put_own_recipient(&home);
    let err = home.refused_with(&[], &["list"]);
    assert!(err.contains("another than the one last seen here") && err.contains(&own), "{err}");
    home.refused_with(&[], &CHECKIN);
    // Her passphrase opens the identity, and the recipient is not hers: it cannot be taken for hers.
    let accept = ["--seal-fd", "3", "seal", "--carer", "Ottoline", "--accept"];
    assert!(home.refused_with(&["her own words"], &accept).contains("does not open"));
    let said =
        home.with(&["her own words"], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--put-back"]);
    assert_eq!(fingerprint_in(&said), own);
    home.ok(&CHECKIN);
    assert!(home.with(&["her own words"], &["--seal-fd", "3", "list"]).contains("larkspur now"));
}

#[test]
fn without_any_record_her_own_passphrase_finds_the_recipient_out_and_rows_the_missing_seal() {
    let home = of_two();
    seal(&home);
    put_own_recipient(&home);
    fs::remove_dir_all(home.path("state")).unwrap();
    // Nothing here knows better.
    home.ok(&["list"]);
    let err = home.refused_with(&["her own words"], &["--seal-fd", "3", "list"]);
    assert!(err.contains("does not belong to their passphrase"), "{err}");
    fs::remove_dir_all(home.path("state")).unwrap();
    take_out(&home);
    let err = home.refused_with(&[], &["list"]);
    assert!(err.contains("not in this journal any more") && err.contains("seals anew"), "{err}");
    home.refused_with(&[], &CHECKIN);
    nothing_of_hers(&home);
    home.with(&["new words"], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--yes"]);
    home.ok(&CHECKIN);
    nothing_of_hers(&home);
}

#[test]
fn a_seal_set_anew_elsewhere_is_accepted_with_its_passphrase() {
    let home = of_two();
    seal(&home);
    // On another computer, which has a record of its own.
    let elsewhere = home.path("elsewhere");
    let there = |words: &[&str], args: &[&str]| {
        let mut command = home.command_with(words, args);
        command.env("XDG_STATE_HOME", &elsewhere);
        let (code, _, err) = outcome(&mut command);
        assert_eq!(code, 0, "{err}");
    };
    there(&["her own words"], &["--seal-fd", "3", "unseal", "--carer", "Ottoline"]);
    assert!(home.refused_with(&[], &["list"]).contains("not in this journal any more"));
    there(&["new words"], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--yes"]);
    assert!(home.refused_with(&[], &["list"]).contains("another than the one last seen"));
    let accept = ["--seal-fd", "3", "seal", "--carer", "Ottoline", "--accept"];
    assert!(home.refused_with(&["her own words"], &accept).contains("does not open"));
    home.with(&["new words"], &accept);
    assert!(home.with(&["new words"], &["--seal-fd", "3", "list"]).contains("quillwort"));
    there(&["new words"], &["--seal-fd", "3", "unseal", "--carer", "Ottoline"]);
    home.ok(&["seal", "--carer", "Ottoline", "--accept"]);
    assert!(home.ok(&["list"]).contains("quillwort"));
}

/// The journal as the app opens it, with the record of what was last seen.
fn open_checked(home: &TempHome) -> Store {
    let policy = OpeningPolicy {
        check: OpeningCheck::Refuse,
        record_folder: Some(home.path("state/cuebook/seen")),
        makes_folder: false,
    };
    Store::open_checked(&home.journal(), ProgramRun::new("test"), || LONDON, None, &policy).unwrap().0
}

#[test]
fn the_app_tells_it_at_the_start_and_keeps_what_is_typed() {
    let home = of_two();
    let own = fingerprint_in(&seal(&home));
    take_out(&home);
    let mut app = TestApp::of(open_checked(&home), 80, 24);
    insta::assert_snapshot!(app.screen());
    // Left for later: she writes, it is not saved, and stays typed.
    app.press("<esc>f3<tab><tab><tab><tab><tab>larkspur<ctrl-s>");
    assert!(app.screen().contains("so this was not saved"), "{}", app.screen());
    assert!(app.screen().contains("larkspur"), "{}", app.screen());
    app.wait(2);
    nothing_of_hers(&home);
    drop(app);
    let mut app = TestApp::of(open_checked(&home), 80, 24);
    app.press("<enter>not hers<enter>");
    assert!(app.screen().contains("That is not the passphrase"), "{}", app.screen());
    app.press("her own words<enter>");
    assert!(app.screen().contains("The seal is as it should be."), "{}", app.screen());
    // The draft was sealed for her meanwhile.
    app.press(",<end>");
    assert!(app.screen().contains(&own), "{}", app.screen());
    app.press("<esc><ctrl-o>her own words<enter>f");
    assert!(app.screen().contains("larkspur"), "{}", app.screen());
    app.press("<ctrl-s>");
    assert!(app.screen().contains("Saved: 14:07 check-in"), "{}", app.screen());
    drop(app);
    nothing_of_hers(&home);
}

#[test]
fn a_seal_that_goes_while_the_app_is_open_is_told_then() {
    let home = of_two();
    seal(&home);
    let mut app = TestApp::of(open_checked(&home), 80, 24);
    take_out(&home);
    app.wait(1);
    assert!(
        app.screen().contains("The seal of Ottoline is not in this journal any more"),
        "{}",
        app.screen()
    );
    app.press("f3<ctrl-s>");
    assert!(app.screen().contains("was not saved"), "{}", app.screen());
}
