//! Restoring across locks and seals, and where the journal that is there does not open.

use super::*;

/// The head of the file is gone, as in a locked journal.
fn without_head(home: &TempHome) -> Vec<u8> {
    let mut bytes = fs::read(home.journal()).unwrap();
    bytes[..4096].fill(0xA5);
    fs::write(home.journal(), &bytes).unwrap();
    bytes
}

/// What was there is kept to the byte.
#[track_caller]
fn is_kept(home: &TempHome, bytes: &[u8]) {
    let kept = home.backups().join("before-restore-2026-11-22-140700.db");
    assert_eq!(fs::read(kept).unwrap(), bytes);
}

#[test]
fn a_journal_without_its_head_is_replaced_when_told_and_kept_as_it_is() {
    let home = TempHome::planted();
    home.ok(&["backup", "good.db"]);
    let bytes = without_head(&home);
    let err = home.refused_with(&[], &["restore", "--yes", "good.db"]);
    assert!(err.contains("--without-passphrase"), "{err}");
    assert_eq!(fs::read(home.journal()).unwrap(), bytes);
    let says = home.refused_with(&["any"], &["doctor"]);
    assert!(says.contains("--without-passphrase"), "{says}");
    let said = home.ok(&["restore", "--yes", "--without-passphrase", "good.db"]);
    assert!(said.contains("stays closed. It is kept as it is"), "{said}");
    assert!(said.contains("has no lock"), "{said}");
    assert!(said.contains("`cuebook seal --carer NAME`"), "{said}");
    assert!(home.ok(&["list"]).contains("quillwort"));
    is_kept(&home, &bytes);
}

#[test]
fn a_lost_passphrase_does_not_shut_out_a_copy() {
    let home = TempHome::planted();
    home.ok(&["backup", "good.db"]);
    home.with(&["lost"], &["lock"]);
    home.with(&["lost"], &["backup", "locked.db"]);
    let bytes = fs::read(home.journal()).unwrap();
    let err = home.refused_with(&["guess"], &["restore", "--yes", "good.db"]);
    assert!(err.starts_with("Wrong passphrase") && err.contains("--without-passphrase"), "{err}");
    home.ok(&["restore", "--yes", "--without-passphrase", "good.db"]);
    assert!(home.ok(&["list"]).contains("quillwort"));
    is_kept(&home, &bytes);
    // A locked copy wants its own passphrase, and keeps its lock.
    fs::write(home.journal(), &bytes).unwrap();
    let said = home.with(&["lost"], &["restore", "--yes", "--without-passphrase", "locked.db"]);
    assert!(said.contains("The restored journal is locked"), "{said}");
    assert!(home.with(&["lost"], &["list"]).contains("quillwort"));
    // A journal that opens is not treated as one that does not.
    home.with(&["lost"], &["unlock"]);
    let said = home.ok(&["restore", "--yes", "--without-passphrase", "good.db"]);
    assert!(said.contains("has the same"), "{said}");
}

#[test]
fn a_locked_journal_that_is_damaged_is_locked_again_when_it_comes_back() {
    let home = TempHome::planted();
    home.ok(&["backup", "good.db"]);
    home.with(&["words"], &["lock"]);
    let mut bytes = fs::read(home.journal()).unwrap();
    let end = bytes.len();
    bytes[4096 * 2..end].fill(0xA5);
    fs::write(home.journal(), &bytes).unwrap();
    let said = home.with(&["words"], &["restore", "--yes", "good.db"]);
    assert!(said.contains("can't be read. It is kept"), "{said}");
    assert!(said.contains("The restored journal is locked"), "{said}");
    fs::remove_file(home.path("good.db")).unwrap();
    home.nothing_shows();
    assert!(home.with(&["words"], &["list"]).contains("quillwort"));
}

/// Ottoline's check-in, in a copy from before she sealed hers.
fn sealed_since() -> TempHome {
    let home = TempHome::planted();
    home.ok(&["backup", "before.db"]);
    home.with(&["her own words"], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--yes"]);
    home
}

/// Nothing of her check-in in the journal and beside it.
#[track_caller]
fn hers_is_sealed(home: &TempHome) {
    fs::remove_file(home.path("before.db")).unwrap();
    for file in home.files() {
        let bytes = fs::read(&file).unwrap();
        for word in ["quillwort", "hopeful"] {
            assert!(!holds(&bytes, word), "{word} is in {}", file.display());
        }
    }
    let read = home.with(&["her own words"], &["--seal-fd", "3", "list"]);
    assert!(read.contains("quillwort"), "{read}");
}

#[test]
fn a_copy_from_before_a_seal_is_sealed_on_its_way() {
    let home = sealed_since();
    let (_, shown, _) = home.run_with(&[], &["restore", "before.db"]);
    insta::assert_snapshot!(shown, @r"
    The copy holds 3 entries; it was last written to on 22 Nov 2026.
    It has the same in it as the journal now.
    What Ottoline sealed is open in the copy. It will be sealed here, as it is now.
    ");
    let said = home.ok(&["restore", "--yes", "before.db"]);
    assert!(said.contains("will be sealed here"), "{said}");
    hers_is_sealed(&home);
}

#[test]
fn so_it_is_where_the_journal_is_damaged() {
    let home = sealed_since();
    let mut bytes = fs::read(home.journal()).unwrap();
    let page =
        (0..bytes.len() / 4096).find(|page| holds(&bytes[page * 4096..(page + 1) * 4096], "q-hic")).unwrap();
    bytes[page * 4096..(page + 1) * 4096].fill(0xA5);
    fs::write(home.journal(), &bytes).unwrap();
    let said = home.ok(&["restore", "--yes", "before.db"]);
    assert!(said.contains("can't be read"), "{said}");
    assert!(said.contains("will be sealed here"), "{said}");
    hers_is_sealed(&home);
}

#[test]
fn a_copy_that_is_sealed_says_so_where_nothing_is_sealed() {
    let home = sealed_since();
    home.ok(&["backup", "sealed.db"]);
    home.with(&["her own words"], &["--seal-fd", "3", "unseal", "--carer", "Ottoline"]);
    let said = home.ok(&["restore", "--yes", "sealed.db"]);
    assert!(said.contains("the passphrase from then"), "{said}");
    let read = home.with(&["her own words"], &["--seal-fd", "3", "list"]);
    assert!(read.contains("quillwort"), "{read}");
}
