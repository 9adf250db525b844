//! What keeps the journal safe: copies made by themselves and on request, the lock, restoring, the doctor, the hidden
//! screen, sealed check-ins. A real file each, through the program where a parent would use it. A binary of its own, because
//! a passphrase costs a second by design.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

mod backups;
mod change_encryption;
mod copies_left_behind;
mod doctor;
mod encryption;
mod forget;
mod idle_file;
mod import_journals;
mod passphrase_forms;
mod privacy;
mod rescue_files;
mod restore;
mod salvage;
mod seal_attacks;
mod seal_faults;
mod sealed_drafts;
mod seals;
mod shared_cost;
mod shared_folders;
mod shared_seals;
mod shared_words;
mod terminal_matrix;
mod told_conflicts;

// Each binary uses a part of it.
#[allow(dead_code)]
#[path = "../support/mod.rs"]
mod support;

use support::{TempHome, mode, outcome};

/// Words that must not be found where they should not be.
const PLANTED: [&str; 4] = ["quillwort", "Ottoline", "hopeful", "q-hic"];

/// The number of the next run that has lines to read.
static NEXT: AtomicUsize = AtomicUsize::new(0);

impl TempHome {
    /// A journal with a name, a mood, a cue and a note in it.
    fn planted() -> Self {
        let home = Self::new();
        home.ok(&["set", "carer", "Me", "--rename", "Ottoline"]);
        home.ok(&["log", "slept 11:40-12:55"]);
        home.ok(&["log", "cue hiccups 5m ago"]);
        home.ok(&["log", "hard, hopeful; note quillwort by the window"]);
        home
    }

    fn backups(&self) -> PathBuf {
        self.path("journal.db.backups")
    }

    /// The program with lines to read on descriptor 3.
    fn command_with(&self, words: &[&str], args: &[&str]) -> Command {
        // A name of its own: a shell that is killed leaves its `rm` behind, which must not take another run's lines.
        let lines = self.path(&format!("words-{}", NEXT.fetch_add(1, Ordering::Relaxed)));
        fs::write(&lines, words.join("\n") + "\n").unwrap();
        let mut command = self.std_command("sh");
        command
            .args(["-c", "words=$1; shift; exec 3<\"$words\"; rm \"$words\"; exec \"$@\"", "sh"])
            .arg(&lines)
            .arg(env!("CARGO_BIN_EXE_cuebook"));
        if !words.is_empty() && !args.contains(&"--seal-fd") {
            command.args(["--passphrase-fd", "3"]);
        }
        command.args(args);
        command
    }

    /// Exit status, standard output, standard error.
    fn run_with(&self, words: &[&str], args: &[&str]) -> (i32, String, String) {
        outcome(&mut self.command_with(words, args))
    }

    fn with(&self, words: &[&str], args: &[&str]) -> String {
        let (code, out, err) = self.run_with(words, args);
        // Said of the passphrases of most tests, and asked after by one of its own.
        let err: String = err.lines().filter(|line| !line.starts_with("The passphrase is short")).collect();
        assert_eq!((code, err.as_str()), (0, ""), "{args:?} printed {out}");
        out
    }

    fn refused_with(&self, words: &[&str], args: &[&str]) -> String {
        let (code, out, err) = self.run_with(words, args);
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
        under(self.folder(), &mut found);
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
