//! Which journal a command works on, and opening it.
//!
//! Reading never makes a journal, and a command that turns out to be refused leaves none behind. What is read or
//! written is the sub-commands' business.

use crate::cli::output::{CliError, print_to_stderr};
use crate::cli::passphrase_source::PassphraseSource;
use crate::cli::unexpected_journal::suggest_answers;
use crate::model::{Change, Family, Timestamp, Zone, find_clock_doubt};
use crate::platform;
use crate::platform::typed_path::expand_home_os;
use crate::store::{
    FolderJob, HAS_ENCRYPTION, JournalCopies, JournalPlace, LONG_WAIT_SECONDS, OpeningCheck, OpeningPolicy,
    Passphrase, PreparedRestore, ProgramRun, RestoreTarget, SharingTask, Store, StoreError, SyncReport,
    SyncWorker,
};
use crate::sync::FolderActivity;
use crate::texts::app_texts::{other_zone, zone_chosen};
use crate::texts::cli_global as texts;
use crate::texts::sync_texts::{describe_moment, folder_given_up, folder_hanging, folder_waited_for};
use std::fmt;
use std::path::{Path, PathBuf};

/// Where the journal is, or would be.
#[derive(Clone, Debug)]
pub(crate) struct JournalLocation {
    path: PathBuf,
    policy: OpeningPolicy,
    pub passphrase_source: PassphraseSource,
    pub seal_source: PassphraseSource,
}

impl JournalLocation {
    /// `--journal`, else `CUEBOOK_JOURNAL`, else the platform's data folder.
    pub(crate) fn from_arguments(
        named: Option<PathBuf>,
        begins_new: bool,
        passphrase_source: PassphraseSource,
        seal_source: PassphraseSource,
    ) -> Result<Self, CliError> {
        let from_env = || std::env::var_os("CUEBOOK_JOURNAL").filter(|path| !path.is_empty());
        let (path, is_named) = match (named, from_env()) {
            (Some(path), _) => (path, true),
            (None, Some(typed)) => (expand_home_os(typed).map_err(CliError::wrong_usage)?, true),
            (None, None) => (platform::default_journal_path()?, false),
        };
        Ok(Self { path, policy: opening_policy(begins_new, is_named), passphrase_source, seal_source })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn policy(&self) -> &OpeningPolicy {
        &self.policy
    }

    /// From here on the journal is taken as it is, or begun where it is missed.
    pub(crate) fn accept_as_it_is(&mut self) {
        self.policy = opening_policy(true, true);
    }

    /// Whether there is a journal: an empty file is none yet. An error when one is missed here, or nobody may look.
    pub(crate) fn has_journal(&self) -> Result<bool, CliError> {
        let place = self.policy.check_place(&self.path).map_err(|error| self.explain_error(error))?;
        Ok(place == JournalPlace::Taken)
    }

    /// What the copies hold, those of the journal last seen here first; locked ones are read when their passphrase is known.
    pub(crate) fn read_copies(&self) -> JournalCopies {
        self.read_copies_with(self.passphrase_source.accepted_passphrase().as_ref())
    }

    /// The same; where none can be read without a passphrase, it is asked for. Copies that stay closed are counted.
    pub(crate) fn read_copies_asking(&self) -> JournalCopies {
        let copies = self.read_copies();
        let Some(locked) = copies.locked.first().filter(|_| copies.readable.is_empty() && HAS_ENCRYPTION)
        else {
            return copies;
        };
        let opens = |passphrase: &Passphrase| PreparedRestore::find_passphrase(locked, Some(passphrase));
        match self.passphrase_source.ask_until_opened(&locked.display().to_string(), opens) {
            Ok(_) => self.read_copies(),
            Err(_) => copies,
        }
    }

    pub(crate) fn read_copies_with(&self, key: Option<&Passphrase>) -> JournalCopies {
        JournalCopies::read(&self.path, key, self.policy.last_seen(&self.path).id())
    }

    /// The error, and what can be done about a journal that is not as it was last seen.
    fn explain_error(&self, error: StoreError) -> CliError {
        match error {
            StoreError::Unexpected(unexpected) => {
                let message = suggest_answers(&unexpected, &self.read_copies());
                CliError { unexpected: Some(unexpected), ..CliError::operation_failed(message) }
            }
            other => other.into(),
        }
    }

    /// The journal that is there, with what was sealed opened if its passphrase is at hand.
    pub(crate) fn open_existing(&self) -> Result<Session, CliError> {
        let session = self.unseal_if_given(self.open_without_unsealing()?)?;
        session.refuse_faulty_seals()?;
        Ok(session)
    }

    /// The journal that is there, with what was sealed as it lies.
    pub(crate) fn open_without_unsealing(&self) -> Result<Session, CliError> {
        if self.has_journal()? {
            self.open_or_create()
        } else {
            Err(CliError::operation_failed(texts::no_journal(&self.path.display().to_string())))
        }
    }

    /// The journal that is there, or a new one; a locked one asks for its passphrase.
    pub(crate) fn open_or_create(&self) -> Result<Session, CliError> {
        let (store, family) = self.with_passphrase(|passphrase| {
            Store::open_checked(&self.path, current_run(), platform::detect_zone, passphrase, &self.policy)
        })?;
        Session::new(store, family)
    }

    /// The same with sealed entries opened, when a descriptor names their passphrase.
    fn unseal_if_given(&self, mut session: Session) -> Result<Session, CliError> {
        if self.seal_source.has_fd() && !session.family.settings.seals.is_empty() {
            let seal_keys = self.seal_source.ask_for_other_file(texts::WHAT_WAS_SEALED, |passphrase| {
                let seal_keys = session.store.load_seal_keys(passphrase)?;
                if seal_keys.is_empty() {
                    return Err(StoreError::WrongSealPassphrase);
                }
                Ok(seal_keys)
            })?;
            session.store.set_seal_keys(seal_keys);
        }
        Ok(session)
    }

    /// What stands where a copy is to be put.
    pub(crate) fn inspect_restore_target(&self) -> Result<RestoreTarget, CliError> {
        self.with_passphrase(|passphrase| {
            RestoreTarget::from_path(&self.path, current_run(), platform::detect_zone(), passphrase)
        })
    }

    /// Does `work` without a passphrase, and asks for one when it turns out to need it.
    fn with_passphrase<T>(
        &self,
        mut work: impl FnMut(Option<&Passphrase>) -> Result<T, StoreError>,
    ) -> Result<T, CliError> {
        match work(self.passphrase_source.accepted_passphrase().as_ref()) {
            // What opened it before need not open it now: its lock may have been changed on the screens.
            Err(StoreError::PassphraseRequired(path) | StoreError::WrongPassphrase(path))
                if HAS_ENCRYPTION =>
            {
                let name = path.display().to_string();
                let outcome = self.passphrase_source.ask_until_opened(&name, |passphrase| {
                    match work(Some(passphrase)) {
                        // The passphrase was the right one.
                        Err(error @ StoreError::Unexpected(_)) => Ok(Err(error)),
                        other => other.map(Ok),
                    }
                })?;
                outcome.map_err(|error| self.explain_error(error))
            }
            Err(StoreError::PassphraseRequired(_)) => Err(StoreError::NoEncryption.into()),
            other => other.map_err(|error| self.explain_error(error)),
        }
    }

    /// The journal that is there, if it opens without asking anybody anything.
    pub(crate) fn open_silently(&self) -> Option<Session> {
        self.open_unasked().ok()
    }

    /// The same, or why it does not.
    pub(crate) fn open_unasked(&self) -> Result<Session, CliError> {
        if !self.has_journal()? {
            return Err(CliError::operation_failed(texts::no_journal(&self.path.display().to_string())));
        }
        let known = self.passphrase_source.accepted_passphrase();
        let (run, zone) = (current_run(), platform::detect_zone);
        let opened = Store::open_checked(&self.path, run, zone, known.as_ref(), &self.policy);
        let (store, family) = opened.map_err(|error| self.explain_error(error))?;
        Session::new(store, family)
    }

    /// The journal that is there, or a blank one in memory: to find out whether a command can be done before a file
    /// is made for it.
    pub(crate) fn open_or_simulate(&self) -> Result<Session, CliError> {
        if self.has_journal()? {
            self.open_or_create()
        } else {
            let store = Store::open_in_memory(current_run(), platform::detect_zone())?;
            let family = store.load_family()?;
            Session::new(store, family)
        }
    }

    /// Keeps what `work` makes of the journal. In a journal yet to be made, `work` is first tried on a blank one, so
    /// that a refusal leaves no file behind.
    pub(crate) fn apply_change<T>(
        &self,
        work: impl Fn(&Session) -> Result<(Option<Change>, T), CliError>,
    ) -> Result<(Session, T), CliError> {
        let begins = !self.has_journal()?;
        if begins {
            work(&self.open_or_simulate()?)?;
        }
        let mut session = self.open_or_create()?;
        session.tell_of_seals()?;
        let (change, answer) = work(&session)?;
        session.tell_of_clock()?;
        if let Some(change) = change {
            session.store.apply(&change, session.now)?;
            if begins {
                session.tell_of_new_zone()?;
            }
            session.family = session.store.load_family()?;
            session.back_up_if_due();
            session.note_sync_due();
        }
        Ok((session, answer))
    }
}

/// Of a journal at a place that was named, or at the usual one, whose folder is made without asking.
pub(crate) fn opening_policy(begins_new: bool, is_named: bool) -> OpeningPolicy {
    OpeningPolicy {
        check: if begins_new { OpeningCheck::Accept } else { OpeningCheck::Refuse },
        record_folder: platform::seen_records_folder(),
        makes_folder: begins_new || !is_named,
    }
}

pub(crate) fn current_run() -> ProgramRun {
    ProgramRun::new(platform::detect_machine_name())
        .with_state_folders(platform::state_folder::rescue_folders())
}

/// Waits for what calls into a shared folder. An error when it does not answer.
pub(crate) fn wait_for_folder<T: Send + 'static>(
    folder: &Path,
    work: impl FnOnce(&FolderActivity) -> T + Send + 'static,
) -> Result<T, CliError> {
    let named = folder.display().to_string();
    let job = FolderJob::start(move |activity| work(&activity));
    let mut job = job.map_err(|e| CliError::operation_failed(e.to_string()))?;
    let done = job.wait_long(|| print_to_stderr(&folder_waited_for(&named, LONG_WAIT_SECONDS)));
    done.ok_or_else(|| CliError::operation_failed(folder_given_up(&named, LONG_WAIT_SECONDS)))
}

/// An open journal with its family and the time by its own clocks.
pub(crate) struct Session {
    pub store: Store,
    /// The family as it was read.
    pub family: Family,
    /// Now, in the family's zone.
    pub now: Timestamp,
    /// Whether something was written that other computers do not have yet.
    pub is_sync_due: bool,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("now", &self.now).finish_non_exhaustive()
    }
}

impl Session {
    pub(crate) fn new(store: Store, family: Family) -> Result<Self, CliError> {
        let now = platform::current_time(family.settings.day_boundaries.zone)?;
        Ok(Self { store, family, now, is_sync_due: false })
    }

    /// Before something is written: what speaks against the clock.
    pub(crate) fn tell_of_clock(&self) -> Result<(), CliError> {
        if let Some(doubt) = find_clock_doubt(&self.family, self.store.newest_change_at()?, self.now) {
            print_to_stderr(&doubt);
        }
        Ok(())
    }

    /// In which zone a journal that was just begun keeps times; whoever set it meanwhile knows.
    pub(crate) fn tell_of_new_zone(&self) -> Result<(), CliError> {
        if self.store.load_family()?.settings.day_boundaries.zone == self.zone() {
            print_to_stderr(&zone_chosen(self.zone().name()));
        }
        Ok(())
    }

    /// Where a time that is typed may mean another clock than the journal's.
    pub(crate) fn tell_of_other_zone(&self) {
        if let Some(here) = platform::find_other_zone(self.zone(), self.now.unix_seconds()) {
            print_to_stderr(&other_zone(self.zone().name(), here.name()));
        }
    }

    /// After something was written: what is to be done to the copies, and today's copy when it is due. What was written is
    /// kept whatever comes of it.
    pub(crate) fn back_up_if_due(&mut self) {
        if let Err(error) = self.store.clean_copies() {
            print_to_stderr(&error.to_string());
        }
        if let Err(error) = self.store.back_up_today(self.now.local_date()) {
            print_to_stderr(&error.to_string());
        }
    }

    /// After something was written: it is sent to the family's other computers once the answer was said.
    pub(crate) fn note_sync_due(&mut self) {
        self.is_sync_due = self.store.is_shared();
    }

    /// Sends what was written, and fetches. Whose words stand is said; a folder that is not there is not, as all is saved
    /// here; one that does not answer is, as it was waited for.
    pub(crate) fn sync_after_answer(self) {
        let folder = self.store.shared_state().ok().flatten().map(|shared| shared.folder);
        let store = self.store;
        let Ok(mut worker) = SyncWorker::start_task(move || Ok(store), SharingTask::ROUTINE, self.now) else {
            return;
        };
        match worker.wait() {
            Some((Ok(report), _)) => report.notes.iter().for_each(|note| print_to_stderr(note)),
            Some((Err(error), _)) => print_to_stderr(&error.to_string()),
            None => print_to_stderr(&folder_hanging(&folder.unwrap_or_default().display().to_string())),
        }
    }

    /// Does what calls into the shared folder; where it does not answer, that is said, and in the end given up.
    pub(crate) fn carry_out(self, task: &SharingTask, folder: &Path) -> Result<(Self, SyncReport), CliError> {
        let (Self { mut store, family, now, is_sync_due }, task) = (self, task.clone());
        let (store, report) = wait_for_folder(folder, move |activity| {
            store.watch_folder(activity.clone());
            let report = store.carry_out(&task, now);
            (store, report)
        })?;
        Ok((Self { store, family, now, is_sync_due }, report?))
    }

    /// `today 18:40`, `3 days ago`.
    pub(crate) fn describe_moment(&self, seconds: i64) -> String {
        describe_moment(seconds, self.now, self.zone())
    }

    pub(crate) fn zone(&self) -> Zone {
        self.family.settings.day_boundaries.zone
    }
}
