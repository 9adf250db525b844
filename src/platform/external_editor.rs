//! Runs the parent's own editor on a text: a file that only they can read, in a folder that only they can enter, both removed
//! afterwards with whatever the editor left beside it.

use crate::platform::private_file::create_private_file;
use crate::texts::app_texts;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::{env, fs};
use tempfile::TempDir;

/// A text on its way through an editor.
pub(crate) struct ExternalEdit {
    folder: TempDir,
    file: PathBuf,
    child: Child,
}

impl ExternalEdit {
    /// Begins it with the editor that VISUAL or EDITOR names.
    ///
    /// # Errors
    /// A sentence: none is named, or it cannot be run, or there is no place for the file.
    pub(crate) fn begin(text: &str) -> Result<Self, String> {
        let editor = find_editor().ok_or(app_texts::NO_EDITOR)?;
        let failed = |error: io::Error| app_texts::editor_not_run(&editor, &error.to_string());
        let folder = make_private_folder().map_err(failed)?;
        let file = folder.path().join(FILE_NAME);
        let mut writer = create_private_file(&file).map_err(failed)?;
        writer.write_all(text.as_bytes()).map_err(failed)?;
        let child = editor_command(&editor, &file).spawn().map_err(failed)?;
        Ok(Self { folder, file, child })
    }

    /// Whether the editor is done.
    pub(crate) fn is_over(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child.try_wait()
    }

    /// What stands in the file now; then file and folder are gone.
    pub(crate) fn finish(self, status: ExitStatus) -> Result<String, String> {
        let read = || {
            let mut text = String::new();
            fs::File::open(&self.file)?.take(MAX_TEXT_BYTES).read_to_string(&mut text)?;
            Ok(text)
        };
        let text: io::Result<String> = read();
        self.folder.close().map_err(|error| app_texts::editor_file_left(&self.file, &error.to_string()))?;
        match (status.success(), text) {
            (true, Ok(text)) => Ok(text),
            _ => Err(app_texts::EDITOR_FAILED.into()),
        }
    }
}

fn find_editor() -> Option<String> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    named.map(|name| name.trim().to_owned()).find(|name| !name.is_empty())
}

/// In memory only, where the system has such a folder for this user; never where others could look.
fn make_private_folder() -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("cuebook-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    match env::var_os("XDG_RUNTIME_DIR").filter(|folder| Path::new(folder).is_dir()) {
        Some(folder) => builder.tempdir_in(folder),
        None => builder.tempdir(),
    }
}

/// A shell runs it, as it is often more than a name: `code --wait`.
#[cfg(unix)]
fn editor_command(editor: &str, file: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(file);
    command
}

#[cfg(not(unix))]
fn editor_command(editor: &str, file: &Path) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).arg(file);
    command
}

const FILE_NAME: &str = "note.txt";
/// The longest file that is read back, in bytes.
const MAX_TEXT_BYTES: u64 = 1024 * 1024;
