//! What the command line says of a journal that is not as it was last seen: what is different, and what can be done.

use crate::cli::select_person::quote_for_shell;
use crate::model::Timestamp;
use crate::model::time::format_short_date;
use crate::platform;
use crate::store::{JournalCopies, SeenDifference, UnexpectedJournal};
use crate::text::sanitize::sanitize_text;
use crate::texts::opening_texts as texts;
use crate::tui::screens::{OpeningAnswer, OpeningScreen};

pub(crate) fn suggest_answers(unexpected: &UnexpectedJournal, copies: &JournalCopies) -> String {
    let mut sentences = vec![unexpected.to_string()];
    match copies.fullest() {
        Some(copy) => {
            let path = quote_for_shell(&copy.path.to_string_lossy());
            let newest = copy.newest_entry.map(format_day);
            sentences.push(texts::restore_fullest(&path, copy.entries, newest.as_deref()));
        }
        None if copies.unreadable > 0 => {
            sentences.push(texts::restore_any(&copies.folder.display().to_string()));
        }
        None => {}
    }
    sentences.push(describe_new(unexpected.difference).to_owned());
    sentences.join(" ")
}

fn describe_new(difference: SeenDifference) -> &'static str {
    match difference {
        SeenDifference::FolderMissing { .. } => texts::NEW_MAKES_FOLDER,
        SeenDifference::Missing | SeenDifference::Empty => texts::NEW_BEGINS,
        _ => texts::NEW_TAKES,
    }
}

/// By the clock of this machine: the journal's own zone is not known.
pub(crate) fn format_day(secs: i64) -> String {
    format_short_date(Timestamp::from_seconds_in_zone(secs, platform::detect_zone()).local_date())
}

/// The same as a question on the screens.
pub(crate) fn build_question(unexpected: &UnexpectedJournal, copies: &JournalCopies) -> OpeningScreen {
    let mut answers = Vec::new();
    if !copies.readable.is_empty() {
        answers.push(OpeningAnswer::Restore);
    }
    answers.push(match unexpected.difference {
        SeenDifference::FolderMissing { .. } | SeenDifference::Missing | SeenDifference::Empty => {
            OpeningAnswer::Begin
        }
        _ => OpeningAnswer::Accept,
    });
    let lines = copies.readable.iter().map(|copy| {
        let name = copy.path.file_name().unwrap_or_default().to_string_lossy();
        texts::copy_line(&name, copy.entries, copy.newest_entry.map(format_day).as_deref())
    });
    let folder = copies.folder.display().to_string();
    let unreadable = (copies.unreadable > 0).then(|| texts::unreadable_copies(copies.unreadable, &folder));
    let shown = |line: &str| sanitize_text(line).into_owned();
    OpeningScreen {
        sentence: shown(&unexpected.describe()),
        copies: lines.map(|line| shown(&line)).collect(),
        unreadable: unreadable.as_deref().map(shown),
        answers,
    }
}
