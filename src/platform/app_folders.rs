//! Where the platform wants a program's files: data, config and state, each in a folder named after the program. On Linux
//! and macOS `XDG_DATA_HOME`, `XDG_CONFIG_HOME` and `XDG_STATE_HOME` go first: who sets them wants them in force, and the
//! `directories` crate reads them on Linux only.

use directories::ProjectDirs;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

const APP_NAME: &str = "cuebook";

/// None without a home folder, as for all three.
pub(crate) fn data_folder() -> Option<PathBuf> {
    xdg_folder("XDG_DATA_HOME").or_else(|| Some(project_folders()?.data_dir().to_owned()))
}

pub(crate) fn config_folder() -> Option<PathBuf> {
    xdg_folder("XDG_CONFIG_HOME").or_else(|| Some(project_folders()?.config_dir().to_owned()))
}

/// The folder for state; where the platform names none, the folder for data of this machine only.
pub(crate) fn state_or_local_folder() -> Option<StateFolder> {
    let given = xdg_folder("XDG_STATE_HOME");
    if let Some(folder) = given {
        return Some(StateFolder { folder, is_for_state: true });
    }
    let folders = project_folders()?;
    let state = folders.state_dir();
    Some(StateFolder {
        folder: state.unwrap_or_else(|| folders.data_local_dir()).to_owned(),
        is_for_state: state.is_some(),
    })
}

/// A folder for state, or one that is shared with data.
pub(crate) struct StateFolder {
    pub folder: PathBuf,
    pub is_for_state: bool,
}

fn project_folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", APP_NAME)
}

fn xdg_folder(variable: &str) -> Option<PathBuf> {
    cfg!(target_os = "macos").then(|| env::var_os(variable)).flatten().and_then(named_folder)
}

/// The XDG specification has a path that is not absolute passed over.
fn named_folder(value: OsString) -> Option<PathBuf> {
    Path::new(&value).is_absolute().then(|| Path::new(&value).join(APP_NAME))
}

#[cfg(all(test, unix))]
mod tests {
    use super::named_folder;
    use std::path::PathBuf;

    #[test]
    fn only_an_absolute_path_names_a_folder() {
        assert_eq!(
            named_folder("/home/ann/.config".into()),
            Some(PathBuf::from("/home/ann/.config/cuebook"))
        );
        for value in ["", "config", "~/.config"] {
            assert_eq!(named_folder(value.into()), None, "{value}");
        }
    }
}
