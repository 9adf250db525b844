//! `sync`: one journal on several computers, through a folder that something else carries between them.

use crate::cli::confirm::choose;
use crate::cli::output::{CliError, Output};
use crate::cli::path_args::path_parser;
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::{JournalLocation, Session, wait_for_folder};
use crate::store::{
    FolderLook, FolderState, JoinPlan, Passphrase, SharedState, SharingTask, StoreError, ensure_writable,
    inspect_folder,
};
use crate::texts::sync_texts as texts;
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

#[derive(clap::Args, Default)]
pub(crate) struct SyncArgs {
    /// The folder that your computers share; without it, fetch and send now
    #[arg(value_name = "FOLDER", value_parser = path_parser())]
    folder: Option<PathBuf>,
    /// Stop sharing on this computer; the journal stays
    #[arg(long, conflicts_with = "folder")]
    stop: bool,
    /// Take out a computer that does not come back
    #[arg(long, value_name = "NAME", conflicts_with_all = ["folder", "stop"])]
    drop: Option<String>,
    /// Ask nothing: people of other names stay apart, and where no passphrase is given the folder's key lies in it open
    #[arg(long)]
    yes: bool,
}

impl Run for SyncArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        if let Some(folder) = &self.folder {
            return self.share_through(folder, context, location);
        }
        let session = location.open_existing()?;
        let Some(state) = session.store.shared_state()? else {
            return Err(CliError::operation_failed(texts::NOT_SHARED));
        };
        let folder = state.folder.display().to_string();
        let task = match &self.drop {
            Some(name) => SharingTask::Drop(name.clone()),
            None if self.stop => SharingTask::Stop,
            None => SharingTask::ROUTINE,
        };
        let (mut session, report) = session.carry_out(&task, &state.folder)?;
        finish(&mut session)?;
        let mut said = task.describe_outcome(&report, &folder);
        if report.is_folder_away && matches!(task, SharingTask::Sync { .. }) {
            return Err(CliError::operation_failed(said.join("\n")));
        }
        if matches!(task, SharingTask::Sync { .. }) {
            let state = session.store.shared_state()?.unwrap_or(state);
            said.push(describe_state(&state, &session));
        }
        Ok(print_lines(&said))
    }
}

impl SyncArgs {
    fn share_through(
        &self,
        folder: &Path,
        context: &CommandContext,
        location: &JournalLocation,
    ) -> Result<Output, CliError> {
        // Looked at before a journal is made.
        let named = folder.to_path_buf();
        let (folder, found) = &wait_for_folder(folder, move |activity| {
            let _call = activity.begin_call();
            inspect_folder(&named)
        })??;
        let session = location.open_or_create()?;
        session.tell_of_seals()?;
        session.tell_of_clock()?;
        let task = match session.store.shared_state()? {
            Some(state) if state.folder == *folder => SharingTask::Sync { makes_room: true },
            Some(state) => {
                let named = state.folder.display().to_string();
                return Err(CliError::operation_failed(texts::already_shared(&named)));
            }
            None if *found == FolderState::Blank => {
                wait_until_writable(folder)?;
                let words = self.ask_new_words(location)?;
                if words.is_none() {
                    context.print(texts::KEY_LIES_OPEN)?;
                }
                SharingTask::Begin { folder: folder.clone(), words }
            }
            None => {
                wait_until_writable(folder)?;
                let look = open_folder(folder, *found, location)?;
                context.print(&format!("{}\n", texts::found_shared(look.entries, &look.called)))?;
                let mut plan = session.store.plan_join(&look)?;
                self.answer_questions(&mut plan)?;
                SharingTask::join(look, plan)
            }
        };
        let (mut session, report) = session.carry_out(&task, folder)?;
        finish(&mut session)?;
        let mut said = task.describe_outcome(&report, &folder.display().to_string());
        let state = session.store.shared_state()?;
        said.push(state.map(|state| describe_state(&state, &session)).unwrap_or_default());
        Ok(print_lines(&said))
    }

    /// The words of a new folder; none where the family wants none.
    fn ask_new_words(&self, location: &JournalLocation) -> Result<Option<Passphrase>, CliError> {
        match self.yes && !location.passphrase_source.has_fd() {
            true => Ok(None),
            false => location.passphrase_source.ask_words_for_folder(),
        }
    }

    /// Without anybody to ask, who has another name stays another person.
    fn answer_questions(&self, plan: &mut JoinPlan) -> Result<(), CliError> {
        while let Some(question) = plan.next_question().filter(|_| !self.yes) {
            let choice = choose(&question.describe(), &question.describe_choices(), texts::ADD_YES)?;
            plan.answer_next(choice);
        }
        plan.answer_by_default();
        Ok(())
    }
}

fn wait_until_writable(folder: &Path) -> Result<(), CliError> {
    let place = folder.to_path_buf();
    Ok(wait_for_folder(folder, move |activity| {
        let _call = activity.begin_call();
        ensure_writable(&place)
    })??)
}

fn open_folder(
    folder: &Path,
    found: FolderState,
    location: &JournalLocation,
) -> Result<FolderLook, CliError> {
    let open = |words: Option<&Passphrase>| {
        let (place, words) = (folder.to_path_buf(), words.cloned());
        wait_for_folder(folder, move |activity| FolderLook::open_watched(&place, words.as_ref(), activity))
    };
    if found == FolderState::Open {
        return Ok(open(None)??);
    }
    let what = folder.display().to_string();
    if !location.passphrase_source.has_fd() && !stdin().is_terminal() {
        return Err(CliError::missing_passphrase(texts::FOLDER_IS_LOCKED));
    }
    location.passphrase_source.ask_for_other_file(&what, |words| {
        open(Some(words)).map_err(|error| StoreError::Sharing(error.to_string()))?
    })
}

/// Copies of the journal do not keep open what came sealed, nor what was removed for good.
fn finish(session: &mut Session) -> Result<(), CliError> {
    session.store.clean_copies()?;
    session.back_up_if_due();
    Ok(())
}

fn print_lines(said: &[String]) -> Output {
    Output::text(said.join("\n") + "\n")
}

fn describe_state(state: &SharedState, session: &Session) -> String {
    let others: Vec<String> = state
        .others
        .iter()
        .map(|(called, heard)| texts::computer_heard(called, &session.describe_moment(*heard)))
        .collect();
    texts::shared_through(&state.folder.display().to_string(), &state.called, &others)
}
