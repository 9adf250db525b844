//! The config file: where it is, and what it holds beside the theme: the command that prints the journal's passphrase,
//! and after how many minutes without a key the screen is hidden.
//!
//! ```text
//! passphrase_command = ["pass", "show", "cuebook"]
//! hide_after = 5
//! ```

use crate::platform::app_folders;
use crate::platform::typed_path::{expand_home, expand_home_os};
#[cfg(unix)]
use crate::platform::users;
use crate::texts::config_texts;
use crate::tui::keys::key_remap::KeySetting;
use anyhow::{Context, Result, anyhow, bail};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io};
use zeroize::Zeroizing;

/// The config file: `CUEBOOK_CONFIG`, else in the platform's folder for them.
pub(crate) fn config_file_path() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CUEBOOK_CONFIG").filter(|path| !path.is_empty()) {
        return expand_home_os(named).map_err(|why| anyhow!(why));
    }
    Ok(app_folders::config_folder().context(config_texts::NO_CONFIG_FOLDER)?.join("config.toml"))
}

/// The text of the file; empty where there is none. A file that another user could have written is refused: what it
/// names is run as this user.
pub(crate) fn read_config_text(file: &Path) -> Result<String> {
    let to_error = |error: io::Error| anyhow!(config_texts::unreadable_io(file, &error.to_string()));
    let open = match fs::metadata(file) {
        // Opening a pipe would wait for someone to write into it.
        Ok(meta) if !meta.is_file() => bail!(config_texts::unreadable(file, config_texts::NOT_ORDINARY)),
        Ok(_) => fs::File::open(file).map_err(to_error)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(to_error(error)),
    };
    // The open file is asked, as another could have taken its name meanwhile.
    if let Some(why) = find_other_writers(&open.metadata().map_err(to_error)?) {
        bail!(config_texts::untrusted(file, &why));
    }
    let mut text = String::new();
    open.take(MAX_CONFIG_BYTES + 1).read_to_string(&mut text).map_err(to_error)?;
    if text.len() as u64 > MAX_CONFIG_BYTES {
        bail!(config_texts::unreadable(file, config_texts::TOO_LARGE));
    }
    Ok(text)
}

/// Who but this user and the system's own could have written the file, in words; none when nobody else.
#[cfg(unix)]
fn find_other_writers(meta: &fs::Metadata) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    const GROUP_WRITES: u32 = 0o020;
    const OTHERS_WRITE: u32 = 0o002;
    let (owner, group, mode) = (meta.uid(), meta.gid(), meta.mode());
    if owner != ROOT_UID && owner != rustix::process::geteuid().as_raw() {
        return Some(config_texts::owned_by_other(users::owner_name(meta).as_deref()));
    }
    let others_write =
        mode & OTHERS_WRITE != 0 || (mode & GROUP_WRITES != 0 && !users::is_private_group(group, owner));
    others_write.then(|| config_texts::OTHERS_CAN_WRITE.to_owned())
}

#[cfg(not(unix))]
fn find_other_writers(_meta: &fs::Metadata) -> Option<String> {
    None
}

#[cfg(unix)]
const ROOT_UID: u32 = 0;

/// The value of a key; none where there is no file or no such key.
fn read_value(key: &str) -> Result<Option<toml::Value>> {
    // Without a home folder there is no such file either.
    let Ok(file) = config_file_path() else {
        return Ok(None);
    };
    let text = read_config_text(&file)?;
    let mut table: toml::Table =
        text.parse().map_err(|_| anyhow!(config_texts::unreadable(&file, config_texts::NOT_TOML)))?;
    Ok(table.remove(key))
}

/// The program and its arguments that print the passphrase; none unless the config file names them.
pub(crate) fn read_passphrase_command() -> Result<Option<Vec<String>>> {
    let Some(value) = read_value("passphrase_command")? else {
        return Ok(None);
    };
    let words = value.as_array().map_or(&[][..], Vec::as_slice);
    let words: Option<Vec<String>> = words.iter().map(|word| word.as_str().map(str::to_owned)).collect();
    let words = words.filter(|words| !words.is_empty()).context(config_texts::COMMAND_LIKE)?;
    // No shell runs it, so nobody else makes a home folder of `~/`.
    let expand = |word: String| match word.starts_with("~/") {
        true => {
            expand_home(Path::new(&word)).map(|path| path.display().to_string()).map_err(|why| anyhow!(why))
        }
        false => Ok(word),
    };
    words.into_iter().map(expand).collect::<Result<_>>().map(Some)
}

/// After how many minutes without a key the screen is hidden; none unless the config file says so.
pub(crate) fn read_hide_after() -> Result<Option<u32>> {
    let Some(value) = read_value("hide_after")? else {
        return Ok(None);
    };
    let minutes = value.as_integer().and_then(|n| u32::try_from(n).ok());
    minutes.filter(|minutes| *minutes > 0).map(Some).context(config_texts::MINUTES_LIKE)
}

/// Other keys for actions, as `[keys]` names them; none unless the config file does.
pub(crate) fn read_key_settings() -> Result<Vec<KeySetting>> {
    let Some(value) = read_value("keys")? else {
        return Ok(Vec::new());
    };
    let table = value.as_table().context(config_texts::KEYS_LIKE)?;
    let mut settings = Vec::new();
    for (name, value) in table {
        match value.as_table() {
            None => settings.push(key_setting(None, name, value)?),
            Some(of_screen) => {
                for (action, value) in of_screen {
                    settings.push(key_setting(Some(name), action, value)?);
                }
            }
        }
    }
    Ok(settings)
}

fn key_setting(screen: Option<&String>, action: &str, value: &toml::Value) -> Result<KeySetting> {
    let keys: Option<Vec<String>> = match value {
        toml::Value::String(key) => Some(vec![key.clone()]),
        toml::Value::Array(keys) => keys.iter().map(|key| key.as_str().map(str::to_owned)).collect(),
        _ => None,
    };
    let keys = keys.context(config_texts::KEYS_LIKE)?;
    Ok(KeySetting { screen: screen.cloned(), action: action.to_owned(), keys })
}

/// The first line that a command prints. Its stderr and its questions go to the terminal.
pub(crate) fn run_passphrase_command(command: &[String]) -> Result<String> {
    let (program, args) = command.split_first().context(config_texts::COMMAND_LIKE)?;
    let to_error = |error: io::Error| anyhow!(config_texts::command_not_run(program, &error.to_string()));
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::inherit())
        .stderr(Stdio::inherit())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(to_error)?;
    let mut line = Zeroizing::new(Vec::with_capacity(MAX_LINE_BYTES));
    let mut has_end = false;
    // The first line only: the pipe is closed on whatever else it or its children print, however long.
    if let Some(mut out) = child.stdout.take() {
        let mut byte = [0];
        while line.len() < MAX_LINE_BYTES && out.read(&mut byte).map_err(to_error)? == 1 {
            has_end = byte[0] == b'\n';
            if has_end {
                break;
            }
            line.push(byte[0]);
        }
    }
    let done = child.wait().map_err(to_error)?;
    // A command that goes on printing is ended by the closed pipe.
    let ended_by_pipe = has_end && matches!(done.code(), None | Some(SIGPIPE_EXIT_CODE));
    if !done.success() && !ended_by_pipe {
        bail!(config_texts::command_failed(program));
    }
    String::from_utf8(line.to_vec()).map_err(|_| anyhow!(config_texts::command_not_text(program)))
}

/// Exit status of a shell when what it ran was ended by a closed pipe.
const SIGPIPE_EXIT_CODE: i32 = 128 + 13;
/// The longest line taken for a passphrase, in bytes.
const MAX_LINE_BYTES: usize = 64 * 1024;
/// The longest config file, in bytes.
const MAX_CONFIG_BYTES: u64 = 1024 * 1024;
