//! The config file: where it is, what stands in it, and what it says beside looks: the command that prints the journal's
//! passphrase, and after how many minutes without a key the screen is hidden.
//!
//! ```text
//! passphrase_command = ["pass", "show", "cuebook"]
//! hide_after = 5
//! ```

use anyhow::{Context, Result, anyhow, bail};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io};
use zeroize::Zeroizing;

/// The config file: `CUEBOOK_CONFIG`, else in the platform's folder for them.
pub fn config_file_path() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CUEBOOK_CONFIG").filter(|path| !path.is_empty()) {
        return Ok(named.into());
    }
    let folders = directories::ProjectDirs::from("", "", "cuebook").context(NO_HOME)?;
    Ok(folders.config_dir().join("config.toml"))
}

/// What stands in the file; nothing where there is none.
pub(crate) fn read_config_text(file: &Path) -> Result<String> {
    let unread = |error: io::Error| anyhow!("{} {UNREAD} ({error}).", file.display());
    let open = match fs::metadata(file) {
        // Opening a pipe would wait for someone to write into it.
        Ok(meta) if !meta.is_file() => {
            return Err(anyhow!("{} {UNREAD}: {NO_FILE}.", file.display()));
        }
        Ok(_) => fs::File::open(file).map_err(unread)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(unread(error)),
    };
    let mut text = String::new();
    let read = Read::take(open, MAX_CONFIG_BYTES + 1);
    Read::read_to_string(&mut { read }, &mut text).map_err(unread)?;
    if text.len() as u64 > MAX_CONFIG_BYTES {
        return Err(anyhow!("{} {UNREAD}: {LARGE}.", file.display()));
    }
    Ok(text)
}

/// The value of a key; none where there is no file or no such key.
fn read_value(key: &str) -> Result<Option<toml::Value>> {
    // Without a home folder there is no such file either.
    let Ok(file) = config_file_path() else {
        return Ok(None);
    };
    let text = read_config_text(&file)?;
    let mut table: toml::Table =
        text.parse().map_err(|_| anyhow!("{} {UNREAD}: it is not TOML.", file.display()))?;
    Ok(table.remove(key))
}

/// The program and its arguments that print the passphrase; none unless the config file names them.
pub fn read_passphrase_command() -> Result<Option<Vec<String>>> {
    let Some(value) = read_value("passphrase_command")? else {
        return Ok(None);
    };
    let words: Option<Vec<String>> = value.as_array().and_then(|words| {
        let words = words.iter().map(|word| word.as_str().map(str::to_owned));
        words.collect()
    });
    words.filter(|words| !words.is_empty()).map(Some).context(COMMAND_LIKE)
}

/// After how many minutes without a key the screen is hidden; none unless the config file says so.
pub fn read_hide_after() -> Result<Option<u32>> {
    let Some(value) = read_value("hide_after")? else {
        return Ok(None);
    };
    let minutes = value.as_integer().and_then(|n| u32::try_from(n).ok());
    minutes.filter(|minutes| *minutes > 0).map(Some).context(MINUTES_LIKE)
}

/// The first line that a command prints. What it says on stderr, and what it asks on the terminal, is the parent's to see.
pub fn run_passphrase_command(command: &[String]) -> Result<String> {
    let (program, args) = command.split_first().context(COMMAND_LIKE)?;
    let unrun = |error: io::Error| anyhow!("{program} (passphrase_command) could not be run: {error}.");
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::inherit())
        .stderr(Stdio::inherit())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(unrun)?;
    let mut line = Zeroizing::new(Vec::with_capacity(MAX_LINE_BYTES));
    let mut has_end = false;
    // The first line only: what else it or its children print, however long, is let go with the pipe.
    if let Some(mut out) = child.stdout.take() {
        let mut byte = [0];
        while line.len() < MAX_LINE_BYTES && out.read(&mut byte).map_err(unrun)? == 1 {
            has_end = byte[0] == b'\n';
            if has_end {
                break;
            }
            line.push(byte[0]);
        }
    }
    let done = child.wait().map_err(unrun)?;
    // Whoever goes on printing dies of the pipe, or their shell says so.
    let of_the_pipe = has_end && matches!(done.code(), None | Some(SIGPIPE_EXIT_CODE));
    if !done.success() && !of_the_pipe {
        bail!("{program} (passphrase_command) ended without a passphrase. Nothing was changed.");
    }
    String::from_utf8(line.to_vec()).map_err(|_| anyhow!("{program} {NOT_WORDS}"))
}

/// What a shell ends with when what it ran died of a pipe nobody reads.
const SIGPIPE_EXIT_CODE: i32 = 128 + 13;
/// The longest line taken for a passphrase, in bytes.
const MAX_LINE_BYTES: usize = 64 * 1024;
pub(crate) const UNREAD: &str = "cannot be read";
const NO_FILE: &str = "it is no ordinary file";
const LARGE: &str = "it is larger than 1 MB, and no config file is";
const NO_HOME: &str = "This system names no home folder, so there is no place to keep looks in.";
/// The longest config file, in bytes.
const MAX_CONFIG_BYTES: u64 = 1024 * 1024;
const COMMAND_LIKE: &str =
    "passphrase_command in the config file should be a list like [\"pass\", \"show\", \"cuebook\"].";
const MINUTES_LIKE: &str = "hide_after in the config file should be minutes, like 5; without it the screen is hidden on ctrl-l only.";
const NOT_WORDS: &str = "(passphrase_command) printed something that is not text.";
