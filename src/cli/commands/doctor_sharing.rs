//! What `doctor` says of a journal that is shared, and of copies that a replicator made of it.

use crate::cli::select_person::quote_for_shell;
use crate::cli::session::JournalLocation;
use crate::store::find_conflict_copies;
use crate::texts::sync_texts as texts;
use std::fmt::Write;

/// Nothing for a journal on one computer without conflict copies, or one that does not open without a question.
pub(crate) fn describe_sharing(location: &JournalLocation) -> String {
    let mut out = String::new();
    let mut line = |name: &str, message: &str| {
        let _ = writeln!(out, "{name:<13} {message}");
    };
    for copy in find_conflict_copies(location.path()) {
        line("conflict", &texts::conflict_copy(&quote_for_shell(&copy.display().to_string())));
    }
    let Some(session) = location.open_silently() else {
        return out;
    };
    for entry in session.store.find_unfit_entries(session.now).unwrap_or_default() {
        let what = texts::entry_at(&entry.at.format_hm(), entry.kind().display_name());
        line("look at", &texts::unfit_entry(&entry.at.local_date().to_string(), &what));
    }
    if let Ok(Some(shared)) = session.store.shared_state() {
        let (is_there, strange) = shared.inspect_folder();
        let others: Vec<String> = shared
            .others
            .iter()
            .map(|(called, heard)| texts::computer_heard(called, &session.describe_moment(*heard)))
            .collect();
        let folder = shared.folder.display().to_string();
        line("shared", &texts::shared_through(&folder, &shared.called, &others));
        if !is_there {
            line("", &texts::folder_missing(&folder));
        }
        if strange > 0 {
            line("", &texts::strange_files(strange));
        }
        if shared.parked > 0 {
            line("", &texts::parked(shared.parked));
        }
    }
    out
}
