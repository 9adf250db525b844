//! The program as a shell runs it: nothing of this machine's surroundings, one fixed time, a folder of its own.

use assert_cmd::Command;
use serde_json::Value;
use std::ffi::{OsStr, OsString};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The program, a folder to run it in and all that it finds in its environment.
#[derive(Clone)]
pub(crate) struct Program {
    folder: PathBuf,
    env: Vec<(&'static str, OsString)>,
}

impl Program {
    /// With a home and a journal in this folder, at 14:07 on 22 November 2026 in London.
    pub(crate) fn new(folder: &Path) -> Self {
        Self::bare(folder)
            .with_env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .with_env("CUEBOOK_NOW", "2026-11-22T14:07:00+00:00")
            .with_env("TZ", "Europe/London")
            .with_env("HOME", folder)
            .with_env("CUEBOOK_JOURNAL", folder.join("journal.db"))
    }

    /// With nothing in its environment, neither home nor journal; what it saw of journals is kept in the folder.
    pub(crate) fn bare(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), env: Vec::new() }.with_env("XDG_STATE_HOME", folder.join("state"))
    }

    pub(crate) fn with_env(mut self, name: &'static str, value: impl AsRef<OsStr>) -> Self {
        self = self.without_env(name);
        self.env.push((name, value.as_ref().to_owned()));
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.env.retain(|(set, _)| *set != name);
        self
    }

    /// The same on another journal of the folder.
    pub(crate) fn on(&self, journal: &str) -> Self {
        self.clone().with_env("CUEBOOK_JOURNAL", self.folder.join(journal))
    }

    /// Any program in the same surroundings: a shell that hands on a descriptor.
    pub(crate) fn std_command(&self, program: impl AsRef<OsStr>) -> std::process::Command {
        let mut command = std::process::Command::new(program);
        command.env_clear().envs(self.env.iter().cloned()).current_dir(&self.folder);
        command
    }

    /// With what is written to it as input.
    pub(crate) fn command(&self) -> Command {
        Command::from_std(self.std_command(assert_cmd::cargo::cargo_bin!("cuebook")))
    }

    /// Exit status, standard output, standard error.
    pub(crate) fn run(&self, args: &[&str]) -> (i32, String, String) {
        outcome(self.std_command(assert_cmd::cargo::cargo_bin!("cuebook")).args(args))
    }

    #[track_caller]
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?} printed {out}");
        out
    }

    /// The same where something may be said beside the answer, as by an export.
    #[track_caller]
    pub(crate) fn ok_with_notices(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!(code, 0, "{args:?}: {out}{err}");
        out
    }

    /// What a refusal says; nothing may be printed as an answer.
    #[track_caller]
    pub(crate) fn refused(&self, code: i32, args: &[&str]) -> String {
        let (found, out, err) = self.run(args);
        assert_eq!((found, out.as_str()), (code, ""), "{args:?} said {err}");
        assert!(!err.trim().is_empty());
        err
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.ok(args)).unwrap()
    }
}

/// Exit status, standard output, standard error without what is said once when a journal begins.
pub(crate) fn outcome(command: &mut std::process::Command) -> (i32, String, String) {
    let (code, out, err) = full_outcome(command);
    let begins = |line: &&str| line.starts_with("Times are kept in ") && line.contains("cuebook set zone");
    (code, out, err.split_inclusive('\n').filter(|line| !begins(line)).collect())
}

/// The same with all of standard error.
pub(crate) fn full_outcome(command: &mut std::process::Command) -> (i32, String, String) {
    let out = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
}

/// A folder that goes when the test ends, and the program in it.
pub(crate) struct TempHome {
    folder: TempDir,
    pub(crate) program: Program,
}

impl TempHome {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let program = Program::new(folder.path());
        Self { folder, program }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.path("journal.db")
    }
}

impl Deref for TempHome {
    type Target = Program;

    fn deref(&self) -> &Program {
        &self.program
    }
}

/// The permissions of a file.
#[cfg(unix)]
pub(crate) fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}
