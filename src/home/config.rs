//! What the config file says beside looks: the command that prints the journal's passphrase.
//!
//! ```text
//! passphrase_command = ["pass", "show", "cuebook"]
//! ```

use anyhow::{Context, Result, anyhow, bail};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs, io};

/// The config file: `CUEBOOK_CONFIG`, else in the platform's folder for them.
fn file() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CUEBOOK_CONFIG").filter(|path| !path.is_empty()) {
        return Some(named.into());
    }
    directories::ProjectDirs::from("", "", "cuebook")
        .map(|folders| folders.config_dir().join("config.toml"))
}

/// The program and its arguments that print the passphrase; none unless the config file names them.
///
/// # Errors
/// A sentence about the file or the line that cannot be read.
pub fn passphrase_command() -> Result<Option<Vec<String>>> {
    let Some(file) = file() else {
        return Ok(None);
    };
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(anyhow!("{} {UNREAD} ({error}).", file.display())),
    };
    let table: toml::Table = text
        .parse()
        .map_err(|_| anyhow!("{} {UNREAD}: it is not TOML.", file.display()))?;
    let Some(value) = table.get("passphrase_command") else {
        return Ok(None);
    };
    let words: Option<Vec<String>> = value.as_array().map(|words| {
        let words = words.iter().filter_map(|word| word.as_str());
        words.map(str::to_owned).collect()
    });
    match words {
        Some(words) if words.len() == value.as_array().map_or(0, Vec::len) && !words.is_empty() => {
            Ok(Some(words))
        }
        _ => bail!("passphrase_command in {} {LIKE}", file.display()),
    }
}

/// The first line that a command prints. What it says on stderr, and what it asks on the terminal, is the parent's to see.
///
/// # Errors
/// When it cannot be run or ends with a fault.
pub fn printed(command: &[String]) -> Result<String> {
    let (program, args) = command.split_first().context(LIKE)?;
    let done = Command::new(program)
        .args(args)
        .stdin(Stdio::inherit())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| anyhow!("{program} (passphrase_command) could not be run: {error}."))?;
    if !done.status.success() {
        bail!("{program} (passphrase_command) ended without a passphrase. Nothing was changed.");
    }
    let text = zeroize::Zeroizing::new(done.stdout);
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    String::from_utf8(line.to_vec()).map_err(|_| anyhow!("{program} {NOT_WORDS}"))
}

const UNREAD: &str = "cannot be read";
const LIKE: &str = "should be a list like [\"pass\", \"show\", \"cuebook\"].";
const NOT_WORDS: &str = "(passphrase_command) printed something that is not text.";
