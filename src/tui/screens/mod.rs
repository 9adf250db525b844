//! What the parent sees: one folder a screen. A screen holds its own few fields, answers an action with an [`Effect`], and
//! paints itself; it reads the store and never writes to it.
//!
//! Must never name `rusqlite`, crossterm, files, the clock, `app` or `apply`.

pub(crate) mod calendar;
pub(crate) mod command_palette;
pub(crate) mod coverage;
pub(crate) mod cue_profile;
pub(crate) mod encryption;
pub(crate) mod entry_form;
pub(crate) mod entry_row;
pub(crate) mod faulty_seal;
pub(crate) mod field_dialog;
pub(crate) mod file_chooser;
pub(crate) mod forget;
pub(crate) mod guide;
pub(crate) mod help;
pub(crate) mod history;
pub(crate) mod import_file;
pub(crate) mod loaded_figures;
pub(crate) mod massage;
pub(crate) mod missing_end;
pub(crate) mod opening;
pub(crate) mod passphrase_input;
pub(crate) mod privacy;
pub(crate) mod quick_line;
pub(crate) mod report_editor;
pub(crate) mod rescue;
pub(crate) mod settings;
pub(crate) mod sharing;
pub(crate) mod shift_time;
pub(crate) mod support;
pub(crate) mod today;
pub(crate) mod trends;
pub(crate) mod unsaved_draft;
pub(crate) mod unseal;
pub(crate) mod weeks;
pub(crate) mod welcome;

use crate::import_files::prepare::PreparedImport;
use crate::model::time::previous_day;
use crate::model::{Change, Family, Id, Timestamp};
use crate::store::{
    FaultySeal, ForgetTarget, Passphrase, RescuedWords, SealAnswer, SealKeys, SharingTask, Store, StoreError,
};
use crate::texts::today as today_texts;
use crate::tui::jobs::{Job, JobOutput};
use crate::tui::keys::{Action, Mode, key_for_action};
use crate::tui::links::LinkTarget;
pub(crate) use crate::tui::screens::cue_profile::CueProfileScreen;
pub(crate) use crate::tui::screens::encryption::EncryptionScreen;
pub use crate::tui::screens::entry_form::EntryForm;
pub(crate) use crate::tui::screens::entry_row::{
    ClockColumn, describe_closed_pages, describe_entry_row, max_said_rows, open_edit_form, refuse_to_change,
    remove_entry, render_dimmed, render_entry_row, render_rule,
};
pub(crate) use crate::tui::screens::faulty_seal::FaultySealScreen;
pub(crate) use crate::tui::screens::forget::ForgetScreen;
pub(crate) use crate::tui::screens::guide::GuideScreen;
pub(crate) use crate::tui::screens::help::HelpScreen;
pub(crate) use crate::tui::screens::history::HistoryScreen;
pub(crate) use crate::tui::screens::import_file::ImportFileScreen;
pub(crate) use crate::tui::screens::massage::MassageScreen;
pub use crate::tui::screens::opening::{OpeningAnswer, OpeningScreen};
pub(crate) use crate::tui::screens::privacy::PrivacyScreen;
pub(crate) use crate::tui::screens::quick_line::TypedLineScreen;
pub use crate::tui::screens::report_editor::ReportTarget;
pub(crate) use crate::tui::screens::report_editor::{ReportEditor, ReportFile};
pub use crate::tui::screens::rescue::RescueAnswer;
pub(crate) use crate::tui::screens::rescue::RescueScreen;
pub(crate) use crate::tui::screens::settings::SettingsScreen;
pub(crate) use crate::tui::screens::sharing::SharingScreen;
pub(crate) use crate::tui::screens::shift_time::ShiftTimeScreen;
pub(crate) use crate::tui::screens::support::SupportScreen;
pub(crate) use crate::tui::screens::today::TodayScreen;
pub(crate) use crate::tui::screens::unsaved_draft::UnsavedDraft;
pub(crate) use crate::tui::screens::unseal::UnsealScreen;
pub use crate::tui::screens::welcome::WelcomeScreen;
use crate::tui::theme::{Theme, ThemePrefs};
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use std::cell::Cell;
use std::hash::{DefaultHasher, Hash, Hasher};
use tui_input::InputRequest;

/// What a screen may look at while it acts.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub store: &'a Store,
    pub family: &'a Family,
    /// The time, on the clocks of the family's zone.
    pub now: Timestamp,
    pub theme: Theme,
    /// Whether the picture being made has more rows below those it shows.
    pub has_rows_below: &'a Cell<bool>,
}

impl Context<'_> {
    /// Notes that a list or text goes on below its last row; the line across under it says so.
    pub(crate) fn note_rows_below(&self, goes_on: bool) {
        self.has_rows_below.set(self.has_rows_below.get() || goes_on);
    }

    /// The family day that it is now; after midnight still yesterday's, until the day begins.
    pub(crate) fn family_date(&self) -> NaiveDate {
        self.family.settings.day_boundaries.date_for_instant(self.now.unix_seconds())
    }

    /// Whether the night before that day is over, which need not be when the day begins.
    pub(crate) fn is_last_night_over(&self) -> bool {
        let last_night = self.family.settings.day_boundaries.night_range(previous_day(self.family_date()));
        last_night.to <= self.now.unix_seconds()
    }

    pub(crate) fn baby_name(&self) -> &str {
        self.family.selected_baby().map_or("", |baby| baby.display_name())
    }
}

/// What comes of an action; the app carries it out.
pub enum Effect {
    Stay,
    Open(Box<dyn Screen>),
    /// Another screen takes the place of this one.
    Replace(Box<dyn Screen>),
    Close,
    /// A day was chosen: this screen is left, and the one beneath goes there.
    ChooseDate(NaiveDate),
    /// This screen is left; then something is said.
    CloseWithStatus(String),
    Save(Change),
    /// Keep a change; once it is kept, leave this screen.
    SaveAndClose(Change),
    /// Leave this screen; what it saved before, by its title, is said, and the cursor goes to it.
    CloseSaved(Id, String),
    /// Read sealed entries from now on, and leave this screen.
    Unseal(SealKeys),
    /// Do this about a carer's seal that is not as it should be, and leave this screen; the keys are of the seal that stays.
    AnswerSeal(Box<FaultySeal>, SealAnswer, SealKeys),
    /// Give the journal this lock, or none, saying so first; what was done, or none, comes to `worked`.
    ChangeEncryption(Option<Passphrase>, &'static str),
    /// Take an entry's words out for good; what was done comes to this screen.
    Forget(Box<ForgetTarget>),
    /// Begin work that the parent waits for; what it finds comes to `worked`.
    StartJob(Job),
    /// Save what was read of another app's file, saying so first; then this screen is left.
    SaveImport(Box<PreparedImport>),
    SetTheme(ThemePrefs),
    /// Write a page to a file of the parent's own.
    WriteReport(ReportFile),
    SetStatus(String),
    /// Words of an earlier run: done with them what was answered, then this screen is left.
    Rescue(RescueAnswer, RescuedWords),
    /// This screen is left; then this is done where the parent was, or on Today where only Today does it.
    RunAction(Action),
    /// This is done over this screen.
    RunHere(Action),
    /// Do this about sharing, behind the screen; a [`sharing::SharingOutcome`] comes to `worked`.
    Share(SharingTask),
    /// What was asked before a journal is opened is answered; the app ends.
    AnswerOpening(OpeningAnswer),
}

/// What a screen asks the store for, hashed: read again when this, or the journal, is no longer the same.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadKey(u64);

impl ReadKey {
    pub(crate) fn of(asked: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        asked.hash(&mut hasher);
        Self(hasher.finish())
    }
}

pub trait Screen {
    fn input_mode(&self) -> Mode;

    fn heading_text(&self, context: &Context<'_>) -> String {
        format_baby_and_age(context)
    }

    /// Carries an action out on its own fields.
    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError>;

    /// Takes a change of the text being typed.
    fn handle_input(&mut self, _request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(Effect::Stay)
    }

    fn handle_paste(&mut self, text: &str, context: &Context<'_>) -> Result<Effect, StoreError> {
        for c in text.chars().filter(|c| *c != '\r') {
            self.handle_input(InputRequest::InsertChar(c), context)?;
        }
        Ok(Effect::Stay)
    }

    /// What it would read now; a screen that only shows what it holds reads nothing.
    fn read_key(&self, _here: &Context<'_>) -> ReadKey {
        ReadKey::default()
    }

    fn load_data(&mut self, _here: &Context<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    /// Work to begin behind the screen, asked after each reading; it takes the place of what is still under way for it.
    fn request_job(&mut self, _here: &Context<'_>) -> Option<Job> {
        None
    }

    fn handle_job_output(&mut self, _found: JobOutput, _here: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(Effect::Stay)
    }

    /// Whether what comes of [`Effect::Share`] is for this screen.
    fn awaits_sharing(&self) -> bool {
        false
    }

    /// Takes back the newest of its own steps that the journal knows nothing of, or takes it again, and what to say of
    /// it; none on a screen that has no such steps.
    fn undo_own_step(&mut self, _again: bool) -> Option<String> {
        None
    }

    /// Goes to a day that was chosen in the calendar over this screen: where it shows no days, the day itself is opened.
    fn go_to_date(&mut self, date: NaiveDate, _context: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(Effect::Open(Box::new(TodayScreen::for_date(date))))
    }

    fn handle_file_written(&mut self) {}

    /// The mouse was pressed inside the body, `at` from its corner: a tab opens. None where the screen has no such thing
    /// there; rows are marked without it.
    fn handle_press(
        &mut self,
        _at: Position,
        _body: Rect,
        _context: &Context<'_>,
    ) -> Result<Option<Effect>, StoreError> {
        Ok(None)
    }

    /// Numbers to ring and pages to read among what it shows.
    fn link_targets(&self, _context: &Context<'_>) -> Vec<LinkTarget> {
        Vec::new()
    }

    /// The status line when there is nothing else to say.
    fn status_hint(&self, _here: &Context<'_>) -> String {
        String::new()
    }

    /// All that the row under the cursor says, told under a list whose columns may cut it.
    fn marked_row(&self, _here: &Context<'_>) -> Option<String> {
        None
    }

    /// The footer's word for an action when the table's does not fit what it would do now.
    fn action_label(&self, _action: Action, _here: &Context<'_>) -> Option<&'static str> {
        None
    }

    /// Whether the footer shows a key: a family leaves out what it does not use.
    fn is_action_offered(&self, _action: Action, _here: &Context<'_>) -> bool {
        true
    }

    /// An entry was kept from here or from a screen above: the cursor goes to it.
    fn select_saved_entry(&mut self, _entry: Id) {}

    /// The day shown, where it is not the one that goes on: what is typed belongs to it.
    fn shown_day(&self) -> Option<NaiveDate> {
        None
    }

    /// Whether it hides all others: nothing of the journal is shown around it, and no key but its own is heard.
    fn is_covering_all(&self) -> bool {
        false
    }

    /// Where what is typed here would wait: the same thing is never open twice.
    fn draft_slot(&self) -> Option<&str> {
        None
    }

    /// The form whose note an editor may open.
    fn as_entry_form(&mut self) -> Option<&mut EntryForm> {
        None
    }

    /// What would be lost if the program ended now.
    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        None
    }

    /// Paints the body; must not fail on any area.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>);
}

/// `Maya · 11 weeks 3 days`.
pub(crate) fn format_baby_and_age(context: &Context<'_>) -> String {
    let Some(baby) = context.family.selected_baby() else {
        return String::new();
    };
    let mut open = context.family.open_babies();
    let place = open.position(|other| other.id == baby.id).map(|at| at + 1);
    let several = context.family.open_babies().count();
    let place = place.filter(|_| several > 1).map(|place| {
        let key = key_for_action(Mode::Today, Action::NextBaby).unwrap_or_default();
        today_texts::which_of_how_many(place, several, &key)
    });
    let parts = [Some(baby.display_name().to_owned()), place, baby.describe_age(context.now.local_date())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
