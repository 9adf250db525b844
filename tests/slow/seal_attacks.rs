//! What the other parent tries, who has the journal's passphrase and may write its file: no word, length, count or date of
//! what is sealed, and no sealed text shown as what it is not.

use super::*;
use crate::seals::{of_two, open, seal};
use crate::support::{TestApp, now};
use cuebook::store::{BackupReason, EntryFilter};
use rusqlite::Connection;

fn raw(home: &TempHome) -> Connection {
    Connection::open(home.journal()).unwrap()
}

fn read_hers(home: &TempHome, args: &[&str]) -> String {
    home.with(&["her own words"], &[&["--seal-fd", "3"], args].concat())
}

fn hide_hers(home: &TempHome) {
    read_hers(home, &["seal", "--carer", "Ottoline", "--others", "nothing"]);
}

/// `(hex of the id, sealed text)` of her check-ins and notes, the oldest first.
fn sealed_rows(home: &TempHome) -> Vec<(String, String)> {
    let conn = raw(home);
    let mut select = conn
        .prepare(
            "SELECT hex(id), detail ->> '$.sealed' FROM entry WHERE detail ->> '$.sealed' IS NOT NULL
             ORDER BY kind, at, id",
        )
        .unwrap();
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn put_text(home: &TempHome, id: &str, sealed: &str) {
    let sql = "UPDATE entry SET detail = json_object('sealed', ?2) WHERE hex(id) = ?1";
    assert_eq!(raw(home).execute(sql, [id, sealed]).unwrap(), 1);
}

#[test]
fn an_entry_made_private_later_is_sealed_in_the_copies_made_before() {
    let home = of_two();
    seal(&home);
    home.ok(&["log", "--carer", "Ottoline", "note foxglove by the door"]);
    let copy = open(&home).back_up_before(BackupReason::Import, now()).unwrap().unwrap();
    fs::write(home.backups().join("day-2026-11-20.db"), fs::read(home.journal()).unwrap()).unwrap();
    let holders = || home.files().iter().filter(|file| holds(&fs::read(file).unwrap(), "foxglove")).count();
    assert_eq!(holders(), 3);
    let mut app = TestApp::of(open(&home), 80, 24);
    app.press("v/foxglove<enter>e<tab><tab><tab><tab>y");
    assert!(app.screen().contains("foxglove"), "{}", app.screen());
    app.press("<ctrl-s>");
    drop(app);
    assert_eq!(holders(), 0, "{:?}", home.files());
    let list = home.ok(&["--journal", copy.to_str().unwrap(), "list", "--from", "2026-07-01"]);
    assert!(!list.contains("foxglove"), "{list}");
    assert!(read_hers(&home, &["list"]).contains("foxglove"));
}

#[test]
fn a_copy_that_cannot_follow_is_named() {
    let home = of_two();
    seal(&home);
    home.ok(&["log", "--carer", "Ottoline", "note foxglove by the door"]);
    fs::write(home.backups().join("day-2026-11-20.db"), b"SQLite format 3\0 and then nothing").unwrap();
    let mut app = TestApp::of(open(&home), 80, 24);
    app.press("v/foxglove<enter>e<tab><tab><tab><tab>y<ctrl-s>");
    assert!(app.screen().contains("day-2026-11-20.db"), "{}", app.screen());
}

#[test]
fn the_length_of_a_sealed_text_tells_nothing() {
    let home = of_two();
    seal(&home);
    for feeling in ["sad", "calm", "grateful", "frustrated", "overwhelmed"] {
        home.ok(&["log", "--carer", "Ottoline", &format!("hard, {feeling}")]);
    }
    home.ok(&["log", "--carer", "Ottoline", "heavy; note foxglove and a good deal more about the night"]);
    // age's own header has a random length; behind its last line lies the text.
    let payload = |sealed: &str| {
        let bytes = base64::Engine::decode(
            &base64::engine::general_purpose::STANDARD,
            sealed.split_once(':').unwrap().1,
        )
        .unwrap();
        let mac = bytes.windows(5).position(|window| window == b"\n--- ").unwrap() + 1;
        let end = bytes[mac..].iter().position(|byte| *byte == b'\n').unwrap();
        bytes.len() - mac - end
    };
    let mut lengths: Vec<usize> = sealed_rows(&home).iter().map(|(_, sealed)| payload(sealed)).collect();
    assert_eq!(lengths.len(), 9);
    lengths.dedup();
    assert_eq!(lengths.len(), 1);
}

#[test]
fn a_text_moved_or_set_back_is_told_and_not_shown() {
    let home = of_two();
    seal(&home);
    let rows = sealed_rows(&home);
    let (to, from) = (&rows[0], &rows[2]);
    put_text(&home, &to.0, &from.1);
    let list = read_hers(&home, &["list"]);
    assert!(list.contains("not the text its writer sealed here"), "{list}");
    assert_eq!(list.matches("campion").count() + list.matches("larkspur").count(), 2, "{list}");
    // She still can take it out, and an own text put back is shown again.
    put_text(&home, &to.0, &to.1);
    assert!(!read_hers(&home, &["list"]).contains("not the text"));
    // Edited by her, and the text from before put back.
    let words = cuebook::store::Passphrase::new("her own words".into()).unwrap();
    let mut store = open(&home);
    store.set_seal_keys(store.load_seal_keys(&words).unwrap());
    let mut app = TestApp::of(store, 80, 24);
    app.press("v/quillwort<enter>e<tab>2<ctrl-s>");
    drop(app);
    let (id, before) = rows.iter().find(|row| sealed_rows(&home).iter().all(|now| now.1 != row.1)).unwrap();
    assert!(!read_hers(&home, &["list"]).contains("not the text"));
    put_text(&home, id, before);
    let list = read_hers(&home, &["list"]);
    assert!(list.contains("not the text its writer sealed here") && !list.contains("quillwort"), "{list}");
    // With another number in front it is not the text it claims to be either.
    put_text(&home, id, &format!("7{}", &before[1..]));
    assert!(read_hers(&home, &["list"]).contains("not the text"));
}

#[test]
fn a_text_that_an_earlier_version_sealed_still_opens() {
    let home = of_two();
    seal(&home);
    let conn = raw(&home);
    let seals: String =
        conn.query_row("SELECT value FROM setting WHERE name = 'seals'", [], |row| row.get(0)).unwrap();
    let seals: serde_json::Value = serde_json::from_str(&seals).unwrap();
    let recipient = seals.as_object().unwrap().values().next().unwrap()["recipient"].as_str().unwrap();
    let (id, kind, carer): (Vec<u8>, String, Vec<u8>) = conn
        .query_row("SELECT id, kind, carer FROM entry WHERE kind = 'note' AND note IS NULL", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    let uuid = |bytes: &[u8]| uuid::Uuid::from_slice(bytes).unwrap().to_string();
    let text = serde_json::json!({
        "id": uuid(&id), "kind": kind, "baby": null, "carer": uuid(&carer), "at": [1_795_356_000, 0],
        "until": null, "about": false, "note": "bryony of old", "detail": { "private": true },
    });
    let recipient: age::x25519::Recipient = recipient.parse().unwrap();
    let bytes = age::encrypt(&recipient, text.to_string().as_bytes()).unwrap();
    use base64::Engine;
    let sealed = base64::engine::general_purpose::STANDARD.encode(bytes);
    conn.execute("DELETE FROM history_edit WHERE key = ?1", [uuid(&id)]).unwrap();
    drop(conn);
    put_text(&home, &uuid(&id).replace('-', "").to_uppercase(), &sealed);
    assert!(read_hers(&home, &["list", "--from", "2026-07-01"]).contains("bryony of old"));
}

#[test]
fn what_is_shown_to_nobody_leaves_no_date_number_or_count() {
    let home = of_two();
    seal(&home);
    let later =
        |args: &[&str]| home.program.clone().with_env("CUEBOOK_NOW", "2026-12-20T10:00:00+00:00").run(args);
    hide_hers(&home);
    // Hers alone, at both ends of what is written down and on days of their own.
    for line in ["checkin 3 Aug 2026 21:00, hard, sad", "checkin yesterday 21:00, heavy; note foxglove"] {
        let (code, _, err) = later(&["log", "--carer", "Ottoline", line]);
        assert_eq!(code, 0, "{err}");
    }
    for args in [
        &["list", "--from", "2026-07-01"][..],
        &["list", "--json", "--from", "2026-07-01"],
        &["today"],
        &["trends", "--weeks", "all"],
        &["trends", "--weeks", "all", "--json"],
        &["report", "--weeks", "8"],
        &["history"],
        &["history", "--json"],
        &["export"],
        &["doctor"],
    ] {
        let (_, out, err) = later(args);
        for trace in ["2026-08", "Aug", "2026-12-19", "19 Dec", "sealed", "foxglove", "for its writer"] {
            assert!(!out.contains(trace), "{trace} in {args:?}: {out}{err}");
        }
    }
    // Numbers without gaps.
    let history: serde_json::Value = serde_json::from_str(&later(&["history", "--json"]).1).unwrap();
    let numbers: Vec<i64> =
        history["history"].as_array().unwrap().iter().map(|row| row["number"].as_i64().unwrap()).collect();
    assert_eq!(numbers, (1..=numbers.len() as i64).rev().collect::<Vec<_>>());
    // A restore counts and dates what is shown only.
    let copy = home.backups().join("before-import-2026-11-22-140700.db").display().to_string();
    let (_, out, err) = later(&["restore", &copy]);
    assert!(!format!("{out}{err}").contains("check-in"), "{out}{err}");
    assert_eq!(open(&home).count_entries(&EntryFilter::default()).unwrap(), 3);
    // Nobody's undo comes upon them.
    let (_, out, _) = later(&["undo"]);
    assert!(!out.contains("for its writer"), "{out}");
    assert!(read_hers(&home, &["list", "--from", "2026-07-01"]).contains("sad"));
}

#[test]
fn what_another_undid_its_writer_brings_back() {
    let home = of_two();
    seal(&home);
    home.ok(&["log", "--carer", "Ottoline", "heavy; note foxglove"]);
    assert!(home.ok(&["undo"]).contains("for its writer"));
    home.ok(&["log", "--carer", "Ben", "note something else"]);
    // Not for him to do again, nor gone with the room it takes.
    home.refused_with(&[], &["redo"]);
    home.ok(&["doctor", "--trim"]);
    assert!(!read_hers(&home, &["list"]).contains("foxglove"));
    assert!(home.ok(&["history"]).contains("a check-in for its writer"));
    assert!(read_hers(&home, &["redo"]).contains("for its writer"));
    assert!(read_hers(&home, &["list"]).contains("foxglove"));
    let list = home.ok(&["list"]);
    assert!(list.contains("something else"), "{list}");
}
