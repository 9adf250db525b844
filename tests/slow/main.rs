//! What keeps the journal safe: copies made by themselves and on request, the lock, restoring, the doctor, the hidden
//! screen, sealed check-ins. A real file each, through the program where a parent would use it. A binary of its own, because
//! a passphrase costs a second by design.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

mod backups;
mod change_encryption;
mod copies_left_behind;
mod doctor;
mod encryption;
mod privacy;
mod restore;
mod salvage;
mod sealed_drafts;
mod seals;

// Each binary uses a part of it.
#[allow(dead_code)]
#[path = "../support/mod.rs"]
mod support;

/// Words that must not be found where they should not be.
const PLANTED: [&str; 4] = ["quillwort", "Ottoline", "hopeful", "q-hic"];

/// The number of the next run that has lines to read.
static NEXT: AtomicUsize = AtomicUsize::new(0);

/// A folder with a journal in it, at 14:07 on 22 November 2026.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A journal with a name, a mood, a cue and a note in it.
    fn planted() -> Self {
        let home = Self::new();
        home.ok(&["set", "carer", "Me", "--rename", "Ottoline"]);
        home.ok(&["log", "slept 11:40-12:55"]);
        home.ok(&["log", "cue hiccups 5m ago"]);
        home.ok(&["log", "hard, hopeful; note quillwort by the window"]);
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn journal(&self) -> PathBuf {
        self.path("journal.db")
    }

    fn backups(&self) -> PathBuf {
        self.path("journal.db.backups")
    }

    /// The program with lines to read on descriptor 3.
    fn command(&self, words: &[&str], args: &[&str]) -> Command {
        let program = env!("CARGO_BIN_EXE_cuebook");
        // A name of its own: a shell that is killed leaves its `rm` behind, which must not take another run's lines.
        let lines = self.path(&format!("words-{}", NEXT.fetch_add(1, Ordering::Relaxed)));
        fs::write(&lines, words.join("\n") + "\n").unwrap();
        let mut command = Command::new("sh");
        command
            .args(["-c", "words=$1; shift; exec 3<\"$words\"; rm \"$words\"; exec \"$@\"", "sh"])
            .arg(&lines)
            .arg(program);
        if !words.is_empty() && !args.contains(&"--seal-fd") {
            command.args(["--passphrase-fd", "3"]);
        }
        command
            .args(args)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("CUEBOOK_NOW", "2026-11-22T14:07:00+00:00")
            .env("TZ", "Europe/London")
            .env("HOME", self.folder.path())
            .env("CUEBOOK_JOURNAL", self.journal())
            .current_dir(self.folder.path());
        command
    }

    /// Exit status, standard output, standard error.
    fn run(&self, words: &[&str], args: &[&str]) -> (i32, String, String) {
        let out = self.command(words, args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
    }

    fn with(&self, words: &[&str], args: &[&str]) -> String {
        let (code, out, err) = self.run(words, args);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?} printed {out}");
        out
    }

    fn ok(&self, args: &[&str]) -> String {
        self.with(&[], args)
    }

    fn refused(&self, words: &[&str], args: &[&str]) -> String {
        let (code, out, err) = self.run(words, args);
        assert_eq!(code, 1, "{args:?} printed {out}{err}");
        err
    }

    /// Every file under the folder.
    fn files(&self) -> Vec<PathBuf> {
        fn under(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    under(&path, found);
                } else {
                    found.push(path);
                }
            }
        }
        let mut found = Vec::new();
        under(self.folder.path(), &mut found);
        found.sort();
        found
    }

    /// The names in the folder of copies.
    fn copies(&self) -> Vec<String> {
        let entries = fs::read_dir(self.backups()).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// No planted word in any file.
    fn nothing_shows(&self) {
        for file in self.files() {
            let bytes = fs::read(&file).unwrap();
            for word in PLANTED {
                assert!(!holds(&bytes, word), "{word} is in {}", file.display());
            }
        }
    }
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}
