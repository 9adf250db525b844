//! From a folder to a shared journal, a question a step. Nothing is written before the last of them is answered.

use crate::import_files::browse::{FolderListing, TypedTarget, find_typed_path, list_folder};
use crate::store::{
    FolderLook, FolderState, JoinPlan, Passphrase, SharingTask, StoreError, ensure_writable, inspect_folder,
};
use crate::sync::SharedFolder;
use crate::texts::{encryption_texts, import_screen, sharing_screen as texts};
use crate::tui::jobs::Job;
use crate::tui::screens::Effect;
use crate::tui::screens::file_chooser::Chosen;
use crate::tui::screens::passphrase_input::PassphraseInput;
use crate::tui::screens::sharing::{SharingScreen, Stage};
use std::path::{Path, PathBuf};

/// Where a journal is to be shared for the first time.
#[derive(Clone)]
pub(crate) struct NewShare {
    pub folder: PathBuf,
    /// The folder is not there yet.
    pub is_new: bool,
}

/// What is known of a journal to be joined.
#[derive(Clone)]
pub(crate) struct Joining {
    pub look: FolderLook,
    pub plan: JoinPlan,
    /// The answer under the cursor, of the question that is asked.
    pub cursor: usize,
}

/// What work behind the screen found.
pub(crate) enum Found {
    /// With the folders in it, and itself, through which a journal is shared.
    Folder(Result<(FolderListing, Vec<PathBuf>), String>),
    /// A folder that was chosen.
    Inspected(Result<(PathBuf, FolderState), StoreError>),
    /// One that is to be made, and can be.
    CanBeMade(Result<PathBuf, StoreError>),
    Looked(Result<(FolderLook, JoinPlan), StoreError>),
}

pub(crate) fn list_job(folder: PathBuf) -> Job {
    Job::new(import_screen::LISTING, move |_, job| {
        let listed = list_folder(&folder).map_err(|error| {
            import_screen::unreadable_folder(&folder.display().to_string(), &error.to_string())
        });
        let listed = listed.map(|mut listing| {
            listing.rows.retain(|row| !SharedFolder::is_room(&row.path));
            let rows = listing.rows.iter().filter(|row| row.is_folder).map(|row| row.path.clone());
            let is_shared = |path: &PathBuf| {
                !job.is_cancelled()
                    && inspect_folder(path).is_ok_and(|(_, state)| state != FolderState::Blank)
            };
            let marked = rows.chain([listing.path.clone()]).filter(is_shared).collect();
            (listing, marked)
        });
        Ok(Found::Folder(listed))
    })
}

/// What a folder is, and whether this computer can write there; one that is not there yet, whether it can be made.
fn inspect_job(folder: PathBuf) -> Job {
    Job::new(texts::LOOKING, move |_, _| {
        if !folder.exists() {
            let parent = folder.parent().unwrap_or_else(|| Path::new("."));
            let found = inspect_folder(parent).and_then(|(parent, _)| ensure_writable(&parent));
            return Ok(Found::CanBeMade(found.map(|()| folder)));
        }
        let found = inspect_folder(&folder).and_then(|found| {
            ensure_writable(&found.0)?;
            Ok(found)
        });
        Ok(Found::Inspected(found))
    })
}

fn look_job(folder: PathBuf, words: Option<Passphrase>) -> Job {
    Job::new(texts::READING, move |store, _| {
        let looked = FolderLook::open(&folder, words.as_ref());
        Ok(Found::Looked(looked.and_then(|look| {
            let plan = store.plan_join(&look)?;
            Ok((look, plan))
        })))
    })
}

impl SharingScreen {
    /// Goes on with what was chosen in the list of folders.
    pub(crate) fn open_chosen(&mut self) -> Effect {
        match self.chooser.chosen() {
            Some(Chosen::Folder(folder)) => self.list(folder),
            Some(Chosen::ThisFolder(folder) | Chosen::NewFolder(folder)) => {
                Effect::StartJob(inspect_job(folder))
            }
            Some(Chosen::Typed(typed)) => match find_typed_path(&self.chooser.folder, &typed) {
                Ok(TypedTarget::Folder(folder)) => self.list(folder),
                Ok(TypedTarget::File(path) | TypedTarget::Nothing(path)) => {
                    Effect::StartJob(inspect_job(path))
                }
                Err(why) => self.say(why),
            },
            Some(Chosen::File(_)) | None => Effect::Stay,
        }
    }

    fn list(&mut self, folder: PathBuf) -> Effect {
        self.chooser.open(folder);
        Effect::Stay
    }

    fn say(&mut self, sentence: String) -> Effect {
        self.said = vec![sentence];
        Effect::Stay
    }

    pub(crate) fn take_found(&mut self, found: Found) -> Effect {
        match found {
            Found::Folder(Ok((listing, marked))) => self.chooser.show(listing, marked),
            Found::Folder(Err(why)) => {
                self.chooser.stay();
                return self.say(why);
            }
            Found::Inspected(Ok((folder, FolderState::Blank))) => {
                self.ask_new_words(NewShare { folder, is_new: false });
            }
            Found::CanBeMade(Ok(folder)) => self.ask_new_words(NewShare { folder, is_new: true }),
            Found::Inspected(Ok((folder, FolderState::Open))) => {
                return Effect::StartJob(look_job(folder, None));
            }
            Found::Inspected(Ok((folder, FolderState::Locked))) => {
                self.stage = Stage::Passphrase { folder, input: PassphraseInput::default() };
            }
            Found::Looked(Ok((look, plan))) => {
                let joining = Joining { look, cursor: plan.safest_answer(), plan };
                self.stage = Stage::next_of(joining);
            }
            Found::Inspected(Err(error)) | Found::CanBeMade(Err(error)) | Found::Looked(Err(error)) => {
                return self.say(error.to_string());
            }
        }
        Effect::Stay
    }

    fn ask_new_words(&mut self, share: NewShare) {
        self.stage = Stage::NewWords { share, input: PassphraseInput::default() };
    }

    /// Enter, where something was typed or answered.
    pub(crate) fn answer_step(&mut self) -> Effect {
        match &mut self.stage {
            Stage::NewWords { share, input } => {
                let (share, words) = (share.clone(), input.passphrase());
                self.stage = Stage::RepeatWords { share, words, input: PassphraseInput::default() };
                Effect::Stay
            }
            Stage::RepeatWords { share, words, input } => {
                let again = input.passphrase();
                let is_same = match (&words, &again) {
                    (Some(_), None) => return Effect::Stay,
                    (Some(words), Some(again)) => words.is_same_words(again),
                    (None, _) => true,
                };
                let share = share.clone();
                if !is_same {
                    self.ask_new_words(share);
                    return self.say(encryption_texts::PASSPHRASES_DIFFER.to_owned());
                }
                self.work(texts::BEGINNING, SharingTask::Begin { folder: share.folder, words: again })
            }
            Stage::Passphrase { folder, input } => match input.passphrase() {
                Some(words) => Effect::StartJob(look_job(folder.clone(), Some(words))),
                None => Effect::Stay,
            },
            Stage::Asking(joining) => {
                let mut joining = joining.clone();
                joining.plan.answer_next(joining.cursor);
                joining.cursor = joining.plan.safest_answer();
                self.stage = Stage::next_of(joining);
                Effect::Stay
            }
            Stage::Ready(joining) => {
                let Joining { look, plan, .. } = joining.clone();
                self.work(texts::JOINING, SharingTask::join(look, plan))
            }
            _ => Effect::Stay,
        }
    }
}

impl Stage {
    /// What is asked next before a journal is joined.
    fn next_of(joining: Joining) -> Self {
        match joining.plan.next_question() {
            Some(_) => Self::Asking(joining),
            None => Self::Ready(joining),
        }
    }
}
