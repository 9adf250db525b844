//! `sync`: one journal on several computers, through a folder that something else carries between them.

use crate::cli::confirm::choose;
use crate::cli::output::{CliError, Output};
use crate::cli::path_args::path_parser;
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::{JournalLocation, Session};
use crate::model::describe::sanitize_text;
use crate::store::{
    FolderLook, JoinPlan, Passphrase, Person, PersonKind, PersonQuestion, SharedState, SyncReport,
    has_shared_journal,
};
use crate::texts::sync_texts as texts;
use std::fs;
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
        let mut session = location.open_existing()?;
        let now = session.now;
        let Some(state) = session.store.shared_state()? else {
            return Err(CliError::operation_failed(texts::NOT_SHARED));
        };
        let folder = state.folder.display().to_string();
        if self.stop {
            let report = session.store.stop_sharing(now)?;
            return Ok(print_report(&report, &texts::stopped(&folder)));
        }
        if let Some(name) = &self.drop {
            let report = session.store.drop_computer(name, now)?;
            return Ok(print_report(&report, &texts::dropped(&sanitize_text(name))));
        }
        let report = session.store.sync(now, false)?;
        finish(&session)?;
        let state = session.store.shared_state()?.unwrap_or(state);
        Ok(print_report(&report, &describe_state(&state, &session)))
    }
}

impl SyncArgs {
    /// As if this folder was named on the command line.
    pub(crate) fn through(folder: PathBuf) -> Self {
        Self { folder: Some(folder), ..Self::default() }
    }

    /// As `--stop`.
    pub(crate) fn stopping() -> Self {
        Self { stop: true, ..Self::default() }
    }

    /// As `--drop NAME`.
    pub(crate) fn dropping(name: &str) -> Self {
        Self { drop: Some(name.to_owned()), ..Self::default() }
    }

    fn share_through(
        &self,
        folder: &Path,
        context: &CommandContext,
        location: &JournalLocation,
    ) -> Result<Output, CliError> {
        // Looked at before a journal is made.
        let is_shared = has_shared_journal(folder)?;
        let folder = &fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        let mut session = location.open_or_create()?;
        session.tell_of_seals()?;
        session.tell_of_clock()?;
        let now = session.now;
        let report = match session.store.shared_state()? {
            Some(state) if state.folder == *folder => session.store.sync(now, true)?,
            Some(state) => {
                let named = state.folder.display().to_string();
                return Err(CliError::operation_failed(texts::already_shared(&named)));
            }
            None if is_shared => {
                let look = self.open_folder(folder, location)?;
                context.print(&texts::found_shared(look.entries, &look.called))?;
                let mut plan = session.store.plan_join(&look)?;
                self.answer_questions(&mut plan)?;
                session.store.join_sharing(&look, &plan, now)?
            }
            None => {
                let words = self.ask_new_words(location)?;
                if words.is_none() {
                    context.print(texts::KEY_LIES_OPEN)?;
                }
                session.store.begin_sharing(folder, words.as_ref(), now)?
            }
        };
        finish(&session)?;
        let state = session.store.shared_state()?;
        let state = state.map(|state| describe_state(&state, &session)).unwrap_or_default();
        Ok(print_report(&report, &state))
    }

    fn open_folder(&self, folder: &Path, location: &JournalLocation) -> Result<FolderLook, CliError> {
        if FolderLook::is_open(folder)? {
            return Ok(FolderLook::open(folder, None)?);
        }
        let what = folder.display().to_string();
        location.passphrase_source.ask_for_other_file(&what, |words| FolderLook::open(folder, Some(words)))
    }

    /// The words of a new folder; none where the family wants none.
    fn ask_new_words(&self, location: &JournalLocation) -> Result<Option<Passphrase>, CliError> {
        match self.yes && !location.passphrase_source.has_fd() {
            true => Ok(None),
            false => location.passphrase_source.ask_words_for_folder(),
        }
    }

    fn answer_questions(&self, plan: &mut JoinPlan) -> Result<(), CliError> {
        for question in std::mem::take(&mut plan.questions) {
            if self.yes {
                plan.questions.push(question);
                continue;
            }
            if let Some(same) = ask_who(&question)? {
                plan.same.insert(question.own.id, same.id);
            }
        }
        plan.answer_by_default();
        Ok(())
    }
}

/// Whether somebody is one of the folder's people; none for another person.
fn ask_who(question: &PersonQuestion) -> Result<Option<&Person>, CliError> {
    let name = |person: &Person| match &person.name {
        Some(name) => sanitize_text(name).into_owned(),
        None => texts::UNNAMED.to_owned(),
    };
    let is_baby = question.own.kind == PersonKind::Baby;
    let own = question.own.name.as_ref().map(|_| name(&question.own));
    let asked = texts::who_is_it(own.as_deref(), is_baby, question.entries);
    let mut choices: Vec<String> = question.choices.iter().map(name).collect();
    choices.push(texts::somebody_else(is_baby).to_owned());
    let chosen = choose(&asked, &choices, texts::ADD_YES)?;
    Ok(question.choices.get(chosen))
}

/// Copies of the journal do not keep open what came sealed, nor what was removed for good.
fn finish(session: &Session) -> Result<(), CliError> {
    session.store.clean_copies()?;
    session.back_up_if_due();
    Ok(())
}

fn print_report(report: &SyncReport, last: &str) -> Output {
    let mut lines = report.sentences();
    if report.is_busy {
        lines.push(texts::ANOTHER_WINDOW.to_owned());
    }
    lines.push(last.to_owned());
    Output::text(lines.join("\n") + "\n")
}

fn describe_state(state: &SharedState, session: &Session) -> String {
    let others: Vec<String> = state
        .others
        .iter()
        .map(|(called, heard)| texts::computer_heard(called, &session.describe_moment(*heard)))
        .collect();
    texts::shared_through(&state.folder.display().to_string(), &state.called, &others)
}
