//! What teaches shells the commands, and the manual: both name every command and nothing that is hidden.

use crate::support::Program;
use assert_cmd::Command;
use std::io::Read;
use std::process::{Command as Plain, Stdio};

const COMMANDS: [&str; 12] = [
    "log",
    "list",
    "today",
    "trends",
    "cues",
    "report",
    "export",
    "import",
    "set",
    "undo",
    "completions",
    "man",
];

fn told(args: &[&str]) -> String {
    // No home and no journal: neither is needed.
    Program::bare(&std::env::temp_dir()).ok(args)
}

#[test]
fn every_shell_is_taught_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = told(&["completions", shell]);
        for command in COMMANDS {
            assert!(script.contains(command), "{shell}: {command}");
        }
        assert!(script.contains("dry-run"), "{shell}");
    }
    let mut program = Command::cargo_bin("cuebook").unwrap();
    program.args(["completions", "csh"]).assert().code(2);
}

#[test]
#[cfg(unix)]
fn bash_takes_the_script_and_completes_by_it() {
    if Plain::new("bash").arg("--version").output().is_err() {
        println!("skipped: bash is not here");
        return;
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), told(&["completions", "bash"])).unwrap();
    let script = "source \"$1\"; COMP_WORDS=(cuebook export --format ''); COMP_CWORD=3; \
                  _cuebook cuebook '' --format; echo \"${COMPREPLY[@]}\"";
    let out = Plain::new("bash").args(["-c", script, "bash"]).arg(file.path()).output().unwrap();
    let offered = String::from_utf8(out.stdout).unwrap();
    assert!(offered.contains("json") && offered.contains("csv"), "{offered}");
}

#[test]
#[cfg(unix)]
fn bash_completes_the_names_of_settings_wherever_they_are_typed() {
    if Plain::new("bash").arg("--version").output().is_err() {
        println!("skipped: bash is not here");
        return;
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), told(&["completions", "bash"])).unwrap();
    for (words, at, before) in [("cuebook set ''", 2, "set"), ("cuebook help set ''", 3, "set")] {
        let script = format!(
            "source \"$1\"; COMP_WORDS=({words}); COMP_CWORD={at}; _cuebook cuebook '' {before}; echo \"${{COMPREPLY[@]}}\""
        );
        let out = Plain::new("bash").args(["-c", &script, "bash"]).arg(file.path()).output().unwrap();
        let offered = String::from_utf8(out.stdout).unwrap();
        for name in ["baby", "carer", "zone", "night", "looks"] {
            assert!(offered.split(' ').any(|word| word.trim() == name), "{words}: {offered}");
        }
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    for args in [&["completions", "bash"][..], &["man"]] {
        let mut child = Plain::new(env!("CARGO_BIN_EXE_cuebook"))
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
    }
}

#[test]
fn the_manual_names_every_command_with_its_options() {
    let page = told(&["man"]);
    assert!(page.starts_with(".ie") || page.starts_with(".TH"), "{page}");
    for command in COMMANDS {
        assert!(page.contains(&format!(".SS \"cuebook {command}\"")), "{command}");
    }
    for part in [
        ".SH COMMANDS",
        ".SH \"WITH EVERY COMMAND\"",
        ".SH \"EXIT STATUS\"",
        "CUEBOOK_JOURNAL",
        "keep\\-other",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches(".SH \"WITH EVERY COMMAND\"").count(), 1);
    if let Ok(mut groff) = Plain::new("groff")
        .args(["-man", "-Tutf8", "-ww"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
    {
        use std::io::Write;
        let mut input = groff.stdin.take().unwrap();
        let page = page.clone();
        let writing = std::thread::spawn(move || input.write_all(page.as_bytes()));
        let out = groff.wait_with_output().unwrap();
        writing.join().unwrap().unwrap();
        assert_eq!(String::from_utf8(out.stderr).unwrap(), "");
    }
}
