//! The app: a stack of screens over one store. The only one that writes while the journal is open.
//!
//! A key becomes an [`Action`] (`keys`), the top screen answers with an [`Effect`], and [`App::apply_effect`] does it. An
//! error becomes a sentence in the status line; it never ends the loop and never loses what was typed.

pub(crate) mod answer_forget;
pub(crate) mod apply_theme;
pub(crate) mod auto_lock;
pub(crate) mod background;
pub(crate) mod change_encryption;
pub(crate) mod draft_slots;
pub(crate) mod external_edit;
pub(crate) mod file_notice;
pub(crate) mod first_screens;
pub(crate) mod footer;
pub(crate) mod go_to_date;
pub(crate) mod import_file;
pub(crate) mod key_manners;
pub(crate) mod night_colors;
pub(crate) mod open_support;
pub(crate) mod plain_task;
pub(crate) mod pointer;
pub(crate) mod report_file;
pub(crate) mod rescue_words;
pub(crate) mod run_command;
pub(crate) mod saved_notice;
pub(crate) mod screen_context;
pub(crate) mod screen_requests;
pub(crate) mod seal_questions;
pub(crate) mod shared_sync;
pub(crate) mod switch_person;
pub(crate) mod undo_redo;
pub(crate) mod view;

use crate::model::{Change, Family, Timestamp};
use crate::store::{DataVersion, Store, StoreError};
use crate::texts::app_texts;
pub use crate::tui::app::plain_task::PlainTask;
pub use crate::tui::app::screen_requests::ScreenRequest;
use crate::tui::keys::{Action, KeyResult, Mode, key_name, resolve_key};
use crate::tui::screens::{
    Effect, HelpScreen, OpeningAnswer, ReadKey, ReportTarget, Screen, TodayScreen, UnsavedDraft,
};
use crate::tui::theme::Theme;
use crossterm::event::KeyEvent;
use std::cell::{Cell, RefCell};
use tui_input::InputRequest;

pub struct App {
    store: Store,
    family: Family,
    now: Timestamp,
    theme: Theme,
    screens: Vec<Box<dyn Screen>>,
    /// What was last said; stays until something else is.
    status: String,
    /// What the top screen shows was read for.
    last_read: Option<(DataVersion, ReadKey, usize)>,
    /// What a second `u` undoes.
    pending_undo: Option<undo_redo::PendingUndo>,
    /// What waits in the journal of what is being typed.
    saved_drafts: Vec<UnsavedDraft>,
    /// When that was last looked after, in seconds.
    drafts_saved_at: i64,
    report_target: ReportTarget,
    /// What is being worked on behind the screens.
    running_job: Option<background::ScreenJob>,
    /// Where other apps' files lie, and what of one is about to be saved.
    import: import_file::ImportState,
    /// Fetching from the family's other computers, and sending.
    shared_sync: shared_sync::SharedSync,
    /// What hides the screen and makes copies.
    safety: auto_lock::SafetyState,
    /// What was done by name, the last first.
    recent_actions: Vec<Action>,
    /// Keeps looks that were chosen for the next start.
    save_theme: Option<apply_theme::SaveTheme>,
    /// What another program did to the journal's file, as it was said.
    file_trouble: Option<String>,
    /// What is said and not done of keys that may be slips.
    key_manners: key_manners::KeyManners,
    night_colors: night_colors::NightColors,
    /// Where the mouse finds what the last picture showed.
    pointer_targets: RefCell<pointer::PointerTargets>,
    /// What the loop is to do to the terminal.
    screen_request: Option<ScreenRequest>,
    quitting: bool,
    /// What the screens are left for, when not for good.
    plain_task: Option<PlainTask>,
    /// The last key was to leave, and words would have been lost.
    quit_refused: bool,
    /// Where words are that could not be kept in the journal, for the end.
    farewell: Option<String>,
    /// What was answered before a journal is opened.
    opening_answer: Option<OpeningAnswer>,
    /// Whether the last picture goes on below what it shows.
    has_rows_below: Cell<bool>,
    /// The country of this computer, for support where the family named none.
    country: Option<String>,
}

impl App {
    pub fn new(store: Store, theme: Theme, now: Timestamp) -> Result<Self, StoreError> {
        let family = store.load_family()?;
        Self::with_family(store, family, theme, now)
    }

    /// The same with the family as it was read already.
    pub(crate) fn with_family(
        store: Store,
        family: Family,
        theme: Theme,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let screens: Vec<Box<dyn Screen>> = vec![Box::new(TodayScreen::default())];
        let now = Timestamp::from_seconds_in_zone(now.unix_seconds(), family.settings.day_boundaries.zone);
        let mut app = Self {
            store,
            family,
            now,
            theme,
            screens,
            status: String::new(),
            last_read: None,
            pending_undo: None,
            saved_drafts: Vec::new(),
            drafts_saved_at: now.unix_seconds(),
            report_target: ReportTarget::with_current_folder(),
            import: import_file::ImportState::default(),
            running_job: None,
            shared_sync: shared_sync::SharedSync::default(),
            safety: auto_lock::SafetyState::default(),
            recent_actions: Vec::new(),
            save_theme: None,
            file_trouble: None,
            key_manners: key_manners::KeyManners::default(),
            night_colors: night_colors::NightColors::default(),
            pointer_targets: RefCell::default(),
            screen_request: None,
            quitting: false,
            plain_task: None,
            quit_refused: false,
            farewell: None,
            opening_answer: None,
            country: None,
            has_rows_below: Cell::new(false),
        };
        app.open_first_screens()?;
        Ok(app)
    }

    /// The clock is shown as the family's zone has it.
    fn set_time(&mut self, now: Timestamp) {
        let before = self.now.unix_seconds();
        self.now =
            Timestamp::from_seconds_in_zone(now.unix_seconds(), self.family.settings.day_boundaries.zone);
        self.follow_clock(before);
        self.follow_night();
    }

    /// Whether the parent leaves.
    pub fn is_quitting(&self) -> bool {
        self.quitting
    }

    /// The journal, for tests and for the loop's last words.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Time has passed; what others wrote is read.
    pub fn handle_tick(&mut self, now: Timestamp) {
        self.set_time(now);
        self.finish_pending_work();
        self.save_drafts();
        self.hide_when_idle();
        self.tell_of_night();
        self.catch_up_copies();
        self.sync_when_due();
        self.tell_of_conflict_copies();
        self.refresh_top_screen();
        self.run_daily_backup();
    }

    pub fn handle_key(&mut self, event: KeyEvent, now: Timestamp) {
        self.set_time(now);
        self.record_activity();
        self.finish_pending_work();
        let place = self.current_mode();
        let meant = resolve_key(place, event);
        // Asked twice means twice in a row.
        self.quit_refused &= matches!(meant, KeyResult::Run(Action::Quit));
        match meant {
            KeyResult::Run(action) => {
                if let Some(action) = self.check_capital(action, event) {
                    self.handle_action(action);
                }
            }
            KeyResult::Input(InputRequest::InsertChar('!')) if self.is_hidden_without_lock() => {
                self.handle_action(Action::Support);
            }
            KeyResult::Input(request) => {
                self.with_top_screen(|top, context| top.handle_input(request, context))
            }
            KeyResult::Ignored => self.explain_unknown_key(event),
        }
        // Who types without a pause gives the clock no tick.
        if self.now.unix_seconds() != self.drafts_saved_at {
            self.save_drafts();
        }
        self.refresh_top_screen();
    }

    fn current_mode(&self) -> Mode {
        self.screens.last().map_or(Mode::Today, |top| top.input_mode())
    }

    /// What every screen answers the same way is answered here; all else is the top screen's.
    fn handle_action(&mut self, action: Action) {
        if action == Action::Redraw {
            return self.request_redraw();
        }
        if self.is_hidden() && action != Action::Quit {
            if action == Action::Support && self.current_mode() == Mode::Privacy {
                return self.open_support();
            }
            return self.with_top_screen(|top, context| top.handle_action(action, context));
        }
        if self.cancel_awaited_job(action) {
            return;
        }
        if action != Action::Undo {
            self.pending_undo = None;
        }
        if self.is_slip(action) {
            return;
        }
        self.status.clear();
        match action {
            Action::Quit => self.quit(),
            Action::TypeLine => self.open_typed_line(),
            Action::HideScreen => self.hide_screen(false),
            Action::Suspend => self.request_suspend(),
            Action::OpenEditor => self.open_editor(),
            Action::Unseal => self.toggle_sealed_entries(),
            Action::ToggleNight => self.toggle_night(),
            Action::Help => self.open_screen(Box::new(HelpScreen::for_mode(self.current_mode()))),
            Action::Support => self.open_support(),
            Action::Report | Action::BlankFortnight | Action::Card | Action::Keepsake => {
                self.open_paper(action)
            }
            Action::JumpToDate => self.open_calendar(),
            Action::ImportFile | Action::ImportArchive => self.open_import_file(),
            _ if self.begin_named_task(action) => {}
            Action::Undo if self.undo_on_screen(false) => {}
            Action::Redo if self.undo_on_screen(true) => {}
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::NextBaby => self.show_next_baby(),
            Action::NextCarer => self.switch_to_next_carer(),
            _ if self.is_bound(action) => {
                self.with_top_screen(|top, context| top.handle_action(action, context))
            }
            _ => self.run_on_today(action),
        }
    }

    fn apply_effect(&mut self, step: Effect) {
        match step {
            Effect::Stay => {}
            Effect::Open(screen) => self.open_screen(screen),
            Effect::Replace(screen) => self.replace_top_screen(screen),
            Effect::ChooseDate(date) => self.go_to_date(date),
            Effect::Close => {
                self.close_top_screen();
            }
            Effect::CloseWithStatus(text) => {
                let slot = self.top_draft_slot();
                if self.close_top_screen() {
                    self.status = text;
                    if slot.is_some_and(|slot| self.has_sealed_draft(&slot)) {
                        self.status =
                            app_texts::sealed_draft_left(&key_name(self.current_mode(), Action::Unseal));
                    }
                }
            }
            Effect::Save(mut change) => {
                if self.save_change(&mut change) {
                    self.announce_saved_change(&change);
                }
            }
            Effect::SaveAndClose(mut change) => {
                if self.save_change(&mut change) {
                    let left = self.screens.pop();
                    self.announce_saved_change(&change);
                    self.discard_draft(left.as_deref());
                }
            }
            Effect::CloseSaved(entry, title) => {
                if self.close_top_screen() {
                    self.announce_saved_entry(entry, &title);
                }
            }
            Effect::Unseal(key) => self.unseal_entries(key),
            Effect::AnswerSeal(faulty, answer, keys) => self.answer_faulty_seal(&faulty, answer, &keys),
            Effect::ChangeEncryption(to, message) => self.schedule_encryption_change(to, message),
            Effect::Forget(target) => self.forget_entry(&target),
            Effect::RunHere(action) => self.handle_action(action),
            Effect::RunAction(action) => {
                let left = self.screens.pop();
                self.discard_draft(left.as_deref());
                self.run_command(action);
            }
            Effect::StartJob(job) => self.start_job(job, true),
            Effect::SaveImport(prepared) => self.schedule_import(prepared),
            Effect::Share(task) => self.begin_sharing_task(task),
            Effect::SetTheme(chosen) => self.apply_theme_prefs(chosen),
            Effect::WriteReport(paper) => self.write_report_file(&paper),
            Effect::SetStatus(text) => self.status = text,
            Effect::Rescue(answer, words) => self.answer_rescue(answer, &words),
            Effect::AnswerOpening(answer) => {
                self.opening_answer = Some(answer);
                self.quitting = true;
            }
        }
    }

    /// Opens a screen; one over the same draft that is open already is gone back to.
    fn open_screen(&mut self, screen: Box<dyn Screen>) {
        self.status = self.key_manners.removal_notice.take().unwrap_or_default();
        let slot = screen.draft_slot();
        let mut open = self.screens.iter();
        match open.position(|open| slot.is_some() && open.draft_slot() == slot) {
            Some(at) if self.save_drafts() => self.screens.truncate(at + 1),
            Some(_) => {}
            None => {
                self.screens.push(screen);
                if self.top_draft_slot().is_some_and(|slot| self.has_sealed_draft(&slot)) {
                    self.announce_sealed_draft();
                }
            }
        }
    }

    /// A screen whose draft cannot be kept stays open, with what was typed.
    fn close_top_screen(&mut self) -> bool {
        let has_words = self.screens.last().and_then(|top| top.unsaved_draft()).is_some();
        self.screens.len() > 1 && (self.save_drafts() || !has_words) && self.screens.pop().is_some()
    }

    fn save_change(&mut self, change: &mut Change) -> bool {
        let joined = self.store.join_running(change.clone(), &self.family, self.now);
        let outcome = joined.map(|it| *change = it).and_then(|()| self.store.apply(change, self.now));
        match &outcome {
            Ok(_) => self.seal_in_copies(),
            Err(trouble) => self.status = trouble.to_string(),
        }
        outcome.is_ok()
    }

    /// The one place that decides whether the visible screen reads again.
    fn refresh_top_screen(&mut self) {
        self.watch_file();
        // The family and the screen are of one state of the journal.
        let began = self.store.begin_read();
        let outcome = self.store.checked_data_version().and_then(|version| {
            if self.last_read.as_ref().is_none_or(|(seen, ..)| *seen != version) {
                self.family = self.store.load_family()?;
                self.set_time(self.now);
                self.tell_of_other_seals();
            }
            let last_read = self.last_read;
            let (screens, context) = self.screens_and_context();
            let depth = screens.len();
            let Some(top) = screens.last_mut() else {
                return Ok(());
            };
            let now = Some((version, top.read_key(&context), depth));
            if last_read == now {
                return Ok(());
            }
            top.load_data(&context)?;
            let job = top.request_job(&context);
            if let Some(job) = job {
                self.start_job(job, false);
            }
            self.last_read = now;
            Ok(())
        });
        self.store.end_read(began);
        match outcome {
            // The last picture stays; the next tick tries again.
            Ok(()) | Err(StoreError::Busy) => {}
            // Why is said already.
            Err(_) if self.file_trouble.is_some() => {}
            Err(trouble) => self.status = trouble.to_string(),
        }
    }
}
