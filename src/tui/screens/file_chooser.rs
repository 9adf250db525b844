//! The list of a folder from which a file, or a folder, is chosen: `..` goes up, letters narrow it or name a new folder.

use crate::import_files::browse::{FolderListing, FolderRow, OwnFile};
use crate::model::Timestamp;
use crate::model::time::format_short_date;
use crate::text::width::{display_width, pad_to_width, truncate_to_width};
use crate::texts::import_screen as texts;
use crate::texts::sharing_screen as sharing_texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::Context;
use crate::tui::theme::Glyph;
use crate::tui::widgets::list::{move_cursor, scrolled_window};
use crate::tui::widgets::text_input::render_input_line;
use crate::vocabulary::{normalize_text, sanitize_text};
use ratatui::text::Line;
use std::path::{Path, PathBuf};
use tui_input::{Input, InputRequest};

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    File,
    /// Files are left out.
    Folder,
}

pub(crate) struct FileChooser {
    purpose: Wanted,
    pub folder: PathBuf,
    /// The folder to be listed next.
    pub wanted: Option<PathBuf>,
    /// The file on which the cursor is to be.
    focus: Option<PathBuf>,
    rows: Vec<FolderRow>,
    /// Folders of which something is to be said, the listed one among them.
    marked: Vec<PathBuf>,
    filter: Input,
    /// What was typed when the folder to be listed was asked for: it is there again when that cannot be listed.
    typed_before: Input,
    cursor: usize,
    /// Nothing was listed yet.
    is_first: bool,
}

pub(crate) enum Chosen {
    Folder(PathBuf),
    File(PathBuf),
    /// The folder that is listed.
    ThisFolder(PathBuf),
    /// One that is not there yet.
    NewFolder(PathBuf),
    /// A path that was typed, to be looked for.
    Typed(String),
}

/// A line of the list.
enum Choice<'r> {
    Parent,
    Row(&'r FolderRow),
    WholeFolder,
    ThisFolder,
    NewFolder(&'r str),
}

/// Columns of the date of a file, and of its size or what it is.
const ASIDE_COLUMNS: usize = 28;

impl FileChooser {
    pub(crate) fn new(purpose: Wanted, folder: PathBuf) -> Self {
        let wanted = Some(folder.clone());
        Self {
            purpose,
            folder,
            wanted,
            focus: None,
            rows: Vec::new(),
            marked: Vec::new(),
            filter: Input::default(),
            typed_before: Input::default(),
            cursor: 0,
            is_first: true,
        }
    }

    /// With the cursor on a file of the folder that it opens on.
    pub(crate) fn focused_on(self, file: Option<PathBuf>) -> Self {
        Self { focus: file, ..self }
    }

    /// Asks for another folder. What is typed from now on is of that one, also before it is listed.
    pub(crate) fn open(&mut self, folder: PathBuf) {
        self.wanted = Some(folder);
        self.typed_before = std::mem::take(&mut self.filter);
    }

    /// The folder that was asked for cannot be listed.
    pub(crate) fn stay(&mut self) {
        self.wanted = None;
        let before = std::mem::take(&mut self.typed_before);
        if self.filter.value().is_empty() {
            self.filter = before;
        }
    }

    /// Takes a folder in; the cursor goes to the file that was asked for, to the folder that was left for its parent, or to
    /// the whole of an archive. Else it goes to the first file or folder; where a folder is looked for, to the one that was
    /// gone into.
    pub(crate) fn show(&mut self, listing: FolderListing, marked: Vec<PathBuf>) {
        let left = std::mem::replace(&mut self.folder, listing.path);
        self.rows = listing.rows;
        self.rows.retain(|row| row.is_folder || self.purpose == Wanted::File);
        self.marked = marked;
        self.wanted = None;
        let focus = self.focus.take();
        let focus = focus.as_deref().and_then(Path::file_name);
        let is_wanted = |row: &FolderRow| match focus {
            Some(name) => row.path.file_name() == Some(name),
            None => row.path == left,
        };
        let choices = self.choices();
        let at = choices.iter().position(|choice| match choice {
            Choice::Row(row) => is_wanted(row),
            Choice::WholeFolder => self.is_archive(),
            _ => false,
        });
        let first = choices.iter().position(|choice| matches!(choice, Choice::Row(_))).unwrap_or(0);
        let gone_into = self.purpose == Wanted::Folder && !std::mem::take(&mut self.is_first);
        let is_typed = !self.filter.value().is_empty();
        self.cursor = at.unwrap_or(if gone_into || is_typed { 0 } else { first });
    }

    /// Whether it holds the tables of an archive.
    fn is_archive(&self) -> bool {
        self.rows.iter().any(|row| row.kind == Some(OwnFile::ArchiveTable))
    }

    fn choices(&self) -> Vec<Choice<'_>> {
        let typed = normalize_text(self.filter.value());
        let fits = |row: &&FolderRow| normalize_text(&row.name).contains(&typed);
        let rows: Vec<_> = self.rows.iter().filter(fits).map(Choice::Row).collect();
        let is_whole = typed.is_empty();
        let wants_folder = self.purpose == Wanted::Folder;
        let has_files = self.rows.iter().filter(|row| !row.is_folder).nth(1).is_some();
        let this = (is_whole && wants_folder).then_some(Choice::ThisFolder);
        let parent = (is_whole && self.folder.parent().is_some()).then_some(Choice::Parent);
        let whole = (is_whole && has_files).then_some(Choice::WholeFolder);
        let named = self.filter.value().trim();
        let is_there = self.rows.iter().any(|row| row.name == named);
        let is_new = wants_folder && !is_whole && !is_there && self.typed_path().is_none();
        let new = is_new.then_some(Choice::NewFolder(named));
        this.into_iter().chain(parent).chain(rows).chain(whole).chain(new).collect()
    }

    /// What is typed when it is a path and no part of a name.
    fn typed_path(&self) -> Option<&str> {
        let typed = self.filter.value();
        let bare = typed.trim_start_matches(['"', '\'']);
        (bare.starts_with('~') || bare == ".." || typed.contains(std::path::is_separator)).then_some(typed)
    }

    pub(crate) fn chosen(&self) -> Option<Chosen> {
        if let Some(typed) = self.typed_path() {
            return Some(Chosen::Typed(typed.to_owned()));
        }
        // What is shown is no longer what is meant.
        if self.wanted.is_some() {
            return None;
        }
        Some(match self.choices().get(self.cursor)? {
            Choice::Parent => Chosen::Folder(self.folder.parent()?.to_owned()),
            Choice::Row(row) if row.is_folder => Chosen::Folder(row.path.clone()),
            Choice::Row(row) => Chosen::File(row.path.clone()),
            Choice::WholeFolder => Chosen::File(self.folder.clone()),
            Choice::ThisFolder => Chosen::ThisFolder(self.folder.clone()),
            Choice::NewFolder(name) => Chosen::NewFolder(self.folder.join(name)),
        })
    }

    pub(crate) fn navigate(&mut self, action: Action, page: usize) {
        self.cursor = move_cursor(action, self.cursor, page, self.choices().len()).unwrap_or(self.cursor);
    }

    pub(crate) fn handle_input(&mut self, request: InputRequest) {
        self.filter.handle(request);
        self.cursor = 0;
    }

    pub(crate) fn render(&self, columns: usize, rows: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let theme = &context.theme;
        let folder = theme.text(&sanitize_text(&self.folder.display().to_string()));
        // The end of a long path says more than its beginning.
        let room = columns.saturating_sub(2);
        let mut shown = folder.as_str();
        while display_width(shown) > room {
            shown = shown.char_indices().nth(1).map_or("", |(at, _)| &shown[at..]);
        }
        let typed = if self.filter.value().is_empty() {
            let narrow = match self.purpose {
                Wanted::File => texts::NARROW,
                Wanted::Folder => sharing_texts::NARROW_FOLDERS,
            };
            Line::styled(format!(" {narrow}"), theme.dim_style())
        } else {
            let mut line = render_input_line(&self.filter, columns.saturating_sub(2), true, theme);
            line.spans.insert(0, " ".into());
            line
        };
        let mut lines = vec![Line::styled(format!(" {shown}"), theme.accent_style()), typed, Line::default()];
        let choices = self.choices();
        if choices.is_empty() || self.typed_path().is_some() {
            let says = match self.typed_path() {
                Some(_) => format!("{} {}", key_name(Mode::Search, Action::Open), texts::OPEN_PATH),
                None if self.rows.is_empty() => texts::EMPTY_FOLDER.to_owned(),
                None => texts::NO_MATCH.to_owned(),
            };
            lines.push(Line::raw(format!("  {says}")));
        }
        let window = scrolled_window(self.cursor..self.cursor + 1, choices.len(), rows.saturating_sub(3));
        context.note_rows_below(window.end < choices.len());
        for (at, choice) in choices.iter().enumerate().skip(window.start).take(window.len()) {
            // Until the folder that was asked for is listed, nothing here can be taken.
            let marked = at == self.cursor && self.wanted.is_none();
            let (name, aside) = self.describe_choice(choice, context);
            let name = theme.text(&sanitize_text(&name));
            let room = columns.saturating_sub(ASIDE_COLUMNS + 4).max(8);
            let name = if aside.is_empty() {
                truncate_to_width(&name, columns.saturating_sub(4), theme.glyph(Glyph::Ellipsis))
            } else {
                pad_to_width(&name, room, theme.glyph(Glyph::Ellipsis))
            };
            let row = format!(" {} {name} {aside}", theme.cursor_sign(marked));
            lines.push(Line::styled(row.trim_end().to_owned(), theme.row_style(marked)));
        }
        lines
    }

    /// A line of the list, and what is said beside it.
    fn describe_choice(&self, choice: &Choice<'_>, context: &Context<'_>) -> (String, String) {
        let aside = |path: &PathBuf| match self.marked.contains(path) {
            true => format!("{:>ASIDE_COLUMNS$}", sharing_texts::SHARED_HERE),
            false => String::new(),
        };
        match choice {
            Choice::Parent => (texts::PARENT_FOLDER.to_owned(), String::new()),
            Choice::WholeFolder if self.is_archive() => (texts::TAKE_ARCHIVE.to_owned(), String::new()),
            Choice::WholeFolder => (texts::TAKE_FOLDER.to_owned(), String::new()),
            Choice::ThisFolder => (sharing_texts::TAKE_THIS_FOLDER.to_owned(), aside(&self.folder)),
            Choice::NewFolder(name) => (sharing_texts::make_folder(name), String::new()),
            Choice::Row(row) if row.is_folder => (format!("{}/", row.name), aside(&row.path)),
            Choice::Row(row) => (row.name.clone(), describe_file(row, context)),
        }
    }
}

/// When a file was written, and how large it is; of cuebook's own journals, that they are such.
fn describe_file(row: &FolderRow, context: &Context<'_>) -> String {
    let zone = context.family.settings.day_boundaries.zone;
    let date = row.written.map(|at| Timestamp::from_seconds_in_zone(at, zone).local_date());
    let what = match row.kind {
        Some(OwnFile::Journal) => texts::JOURNAL_MARK.to_owned(),
        Some(OwnFile::ConflictCopy) => texts::CONFLICT_MARK.to_owned(),
        Some(OwnFile::ArchiveTable) | None => texts::file_size(row.bytes),
    };
    format!("{:>12} {what:>14}", date.map(format_short_date).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{Chosen, FileChooser, FolderListing, Wanted};
    use crate::tui::keys::Action;
    use std::path::{Path, PathBuf};
    use tui_input::InputRequest;

    #[test]
    fn before_a_folder_is_listed_nothing_of_the_last_is_taken_and_what_is_typed_stays() {
        let mut chooser = FileChooser::new(Wanted::Folder, PathBuf::from("/home"));
        chooser.show(FolderListing { path: "/home".into(), rows: Vec::new() }, Vec::new());
        chooser.navigate(Action::First, 8);
        assert!(
            matches!(chooser.chosen(), Some(Chosen::ThisFolder(folder)) if folder.as_path() == Path::new("/home"))
        );
        chooser.open("/home/ana".into());
        assert!(chooser.chosen().is_none());
        chooser.handle_input(InputRequest::InsertChar('s'));
        chooser.show(FolderListing { path: "/home/ana".into(), rows: Vec::new() }, Vec::new());
        assert!(
            matches!(chooser.chosen(), Some(Chosen::NewFolder(folder)) if folder.as_path() == Path::new("/home/ana/s"))
        );
        // One that cannot be listed leaves what was typed before.
        chooser.open("/root".into());
        chooser.stay();
        assert!(
            matches!(chooser.chosen(), Some(Chosen::NewFolder(folder)) if folder.as_path() == Path::new("/home/ana/s"))
        );
    }
}
