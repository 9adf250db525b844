//! Makes the word lists of `assets/*.toml` into JSON: written for people, they would take as long to parse on every start
//! as the rest of a start takes. And says which commit it is built from, for `--version`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=assets");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for asset in fs::read_dir("assets")? {
        let path = asset?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let words: serde_json::Value = toml::from_str(&fs::read_to_string(&path)?)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            let name = path.with_extension("json");
            fs::write(out.join(name.file_name().unwrap_or_default()), words.to_string())?;
        }
    }
    name_commit();
    place_program();
    Ok(())
}

/// On Linux the released program lies at one address: else the loader writes an address into each of two hundred pages
/// before `main`, a sixth of a start. The heap, the stack and the libraries go on lying elsewhere each time.
fn place_program() {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && is("PROFILE", "release") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}

/// `CUEBOOK_COMMIT` as it is given, as by a release. A build for debugging names none: it would be made anew after each
/// commit.
fn name_commit() {
    println!("cargo:rerun-if-env-changed=CUEBOOK_COMMIT");
    let given = env::var("CUEBOOK_COMMIT").ok();
    let asked = || {
        let git = Command::new("git").args(["rev-parse", "--short=12", "HEAD"]).output().ok()?;
        let head = git.status.success().then(|| String::from_utf8(git.stdout).ok()).flatten()?;
        for file in [".git/HEAD", ".git/logs/HEAD"].iter().filter(|file| Path::new(file).exists()) {
            println!("cargo:rerun-if-changed={file}");
        }
        Some(head.trim().to_owned())
    };
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    // A package of the registry lies inside no repository of ours.
    let commit = given.or_else(|| asked().filter(|_| is_release && Path::new(".git").exists()));
    println!("cargo:rustc-env=CUEBOOK_BUILD_COMMIT={}", commit.unwrap_or_default());
}
