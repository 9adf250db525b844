//! Another app's file, an archive or another journal brought in: chosen, asked about where only a parent can know, shown,
//! then saved as one change.
//!
//! ```text
//!  /home/ann/Downloads                                letters narrow the list
//!
//! ▸ ..
//!   exports/
//!   huckleberry.csv                                   21 Nov 2026   82 kB
//! ```
//!
//! `file_chooser` is the list of a folder; reading works behind the screen, and the app saves.

pub(crate) mod preview_pane;

use crate::import::DateOrder;
use crate::import_files::browse::{
    FolderListing, TypedTarget, describe_missing_file, find_typed_path, list_folder,
};
use crate::import_files::plan_files::ImportRequest;
use crate::import_files::prepare::{ImportQuestion, Preparation, prepare_import};
use crate::model::Id;
use crate::model::family_changes::check_name;
use crate::store::{Passphrase, StoreError};
use crate::text::sanitize::collapse_whitespace;
use crate::text::width::wrap_text;
use crate::texts::import_screen as texts;
use crate::texts::passphrase_texts;
use crate::tui::jobs::{Job, JobOutput, downcast_output};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::file_chooser::{Chosen, FileChooser, Wanted};
use crate::tui::screens::import_file::preview_pane::PreviewPane;
use crate::tui::screens::passphrase_input::PassphraseInput;
use crate::tui::screens::{Context, Effect, ReadKey, Screen};
use crate::tui::widgets::list::{move_cursor, scrolled_window};
use crate::tui::widgets::text_input::render_input_line;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use std::path::PathBuf;
use tui_input::{Input, InputRequest};

const PAGE_ROWS: usize = 8;

pub(crate) struct ImportFileScreen {
    chooser: FileChooser,
    /// What is read, once it is chosen.
    path: Option<PathBuf>,
    request: ImportRequest,
    stage: Stage,
    /// How often the list was come back to: what interrupted its reading is over then.
    returns: usize,
}

enum Stage {
    Choosing,
    Asking {
        question: String,
        options: Vec<(String, Answer)>,
        cursor: usize,
    },
    /// How a child is called whom the journal does not know.
    Naming {
        name: Input,
    },
    /// The passphrase of a locked journal, with its own words where one did not open it.
    Unlocking {
        passphrase: PassphraseInput,
        is_wrong: bool,
    },
    Showing(PreviewPane),
}

#[derive(Clone)]
enum Answer {
    Dates(DateOrder),
    Baby(Id),
    /// The name it has in the file, if any.
    AnotherChild(Option<String>),
    Mood(String, u8),
}

/// What work behind the screen found.
enum Found {
    Folder(Result<FolderListing, String>),
    /// None where it was stopped.
    File(Option<Preparation>),
}

impl ImportFileScreen {
    /// Opens on a folder, the one that was looked into last; on this file of it, if any.
    pub(crate) fn in_folder(folder: PathBuf, file: Option<PathBuf>) -> Self {
        Self {
            chooser: FileChooser::new(Wanted::File, folder).focused_on(file),
            path: None,
            request: ImportRequest::default(),
            stage: Stage::Choosing,
            returns: 0,
        }
    }

    fn open_chosen(&mut self, context: &Context<'_>) -> Effect {
        match self.chooser.chosen() {
            Some(Chosen::Folder(folder)) => self.open_folder(folder),
            Some(Chosen::File(path)) => self.open_file(path, context),
            Some(Chosen::Typed(typed)) => match find_typed_path(&self.chooser.folder, &typed) {
                Ok(TypedTarget::Folder(folder)) => self.open_folder(folder),
                Ok(TypedTarget::File(path)) => self.open_file(path, context),
                Ok(TypedTarget::Nothing(path)) => Effect::SetStatus(describe_missing_file(&path)),
                Err(why) => Effect::SetStatus(why),
            },
            Some(Chosen::ThisFolder(_) | Chosen::NewFolder(_)) | None => Effect::Stay,
        }
    }

    fn open_folder(&mut self, folder: PathBuf) -> Effect {
        self.chooser.open(folder);
        Effect::Stay
    }

    fn open_file(&mut self, path: PathBuf, context: &Context<'_>) -> Effect {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.request = ImportRequest { name, is_in_app: true, ..ImportRequest::default() };
        self.path = Some(path);
        self.read_file(None, context)
    }

    fn read_file(&self, passphrase: Option<Passphrase>, context: &Context<'_>) -> Effect {
        let Some(path) = self.path.clone() else {
            return Effect::Stay;
        };
        let (request, family, now) = (self.request.clone(), context.family.clone(), context.now);
        Effect::StartJob(Job::new(texts::READING, move |store, job| {
            let reading = (store, &family, now);
            let prepared =
                prepare_import(&path, passphrase.as_ref(), &request, reading, || job.is_cancelled())?;
            Ok(Found::File(prepared))
        }))
    }

    fn show_preparation(&mut self, found: Preparation, context: &Context<'_>) -> Effect {
        match found {
            Preparation::Refused(why) => self.stage = Stage::Showing(PreviewPane::refused(why)),
            Preparation::Ready(prepared) => self.stage = Stage::Showing(PreviewPane::new(prepared)),
            Preparation::Asked(question) => self.ask(question, context),
            Preparation::Locked { is_wrong: failed } => match &mut self.stage {
                // What was typed stays, to be mended.
                Stage::Unlocking { is_wrong, .. } => *is_wrong = failed,
                stage => {
                    *stage = Stage::Unlocking { passphrase: PassphraseInput::default(), is_wrong: failed }
                }
            },
        }
        Effect::Stay
    }

    fn ask(&mut self, question: ImportQuestion, context: &Context<'_>) {
        let (question, options) = match question {
            ImportQuestion::DateOrder(says) => {
                let day = (texts::DAY_FIRST.to_owned(), Answer::Dates(DateOrder::DayFirst));
                let month = (texts::MONTH_FIRST.to_owned(), Answer::Dates(DateOrder::MonthFirst));
                (first_sentence(&says), vec![day, month])
            }
            ImportQuestion::Baby(says, unknown) => {
                let babies = context.family.open_babies();
                let mut options: Vec<_> =
                    babies.map(|baby| (baby.display_name().to_owned(), Answer::Baby(baby.id))).collect();
                options.push((texts::ANOTHER_CHILD.to_owned(), Answer::AnotherChild(unknown)));
                (first_sentence(&says), options)
            }
            ImportQuestion::Mood(name) => {
                let levels = (1..).zip(texts::MOOD_LEVELS);
                let levels =
                    levels.map(|(level, shown)| (shown.to_owned(), Answer::Mood(name.clone(), level)));
                (texts::ask_mood(&name), levels.collect())
            }
        };
        self.stage = Stage::Asking { question, options, cursor: 0 };
    }

    fn take_answer(&mut self, answer: Answer, context: &Context<'_>) -> Effect {
        match answer {
            Answer::Dates(order) => self.request.date_order = Some(order),
            Answer::Baby(baby) => self.request.baby = Some(baby),
            Answer::Mood(name, level) => self.request.moods.push((name, level)),
            Answer::AnotherChild(name) => {
                self.stage = Stage::Naming { name: Input::new(name.unwrap_or_default()) };
                return Effect::Stay;
            }
        }
        self.read_file(None, context)
    }

    /// The child of this name: one that the journal knows, or one that comes with the file.
    fn take_name(&mut self, name: &str, context: &Context<'_>) -> Effect {
        match context.family.find_baby_by_name(name) {
            Some(known) => self.request.baby = Some(known.id),
            None => match check_name(name, []) {
                Some(why) => return Effect::SetStatus(why),
                None => self.request.new_baby = Some(name.to_owned()),
            },
        }
        self.read_file(None, context)
    }

    fn handle_choosing(&mut self, action: Action, context: &Context<'_>) -> Effect {
        match action {
            Action::Open => self.open_chosen(context),
            Action::Back => Effect::Close,
            action => {
                self.chooser.navigate(action, PAGE_ROWS);
                Effect::Stay
            }
        }
    }
}

/// What a question asks, without the options of the command line.
fn first_sentence(says: &str) -> String {
    says.split_inclusive(". ").find(|sentence| !sentence.contains("--")).unwrap_or(says).trim().to_owned()
}

impl Screen for ImportFileScreen {
    fn input_mode(&self) -> Mode {
        match self.stage {
            Stage::Unlocking { .. } => Mode::Passphrase,
            _ => Mode::Search,
        }
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        texts::HEADING.into()
    }

    fn read_key(&self, _here: &Context<'_>) -> ReadKey {
        ReadKey::of((&self.chooser.wanted, self.returns))
    }

    fn request_job(&mut self, _here: &Context<'_>) -> Option<Job> {
        let folder = self.chooser.wanted.clone()?;
        Some(Job::new(texts::LISTING, move |_, _| {
            let listed = list_folder(&folder)
                .map_err(|error| texts::unreadable_folder(&folder.display().to_string(), &error.to_string()));
            Ok(Found::Folder(listed))
        }))
    }

    fn handle_job_output(&mut self, found: JobOutput, context: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(match downcast_output::<Found>(found) {
            Some(Found::Folder(Ok(listing))) => {
                self.chooser.show(listing, Vec::new());
                Effect::Stay
            }
            Some(Found::Folder(Err(why))) => {
                self.chooser.stay();
                Effect::SetStatus(why)
            }
            Some(Found::File(Some(found))) => self.show_preparation(found, context),
            Some(Found::File(None)) | None => Effect::Stay,
        })
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        if action == Action::Back && !matches!(self.stage, Stage::Choosing) {
            self.stage = Stage::Choosing;
            self.returns += 1;
            return Ok(Effect::Stay);
        }
        let effect = match &mut self.stage {
            Stage::Choosing => return Ok(self.handle_choosing(action, context)),
            Stage::Naming { name } if action == Action::Open => {
                let name = collapse_whitespace(name.value());
                return Ok(self.take_name(&name, context));
            }
            Stage::Naming { .. } => Effect::Stay,
            Stage::Asking { options, cursor, .. } => {
                if action == Action::Open {
                    let answer = options.get(*cursor).map(|(_, answer)| answer.clone());
                    return Ok(answer.map_or(Effect::Stay, |answer| self.take_answer(answer, context)));
                }
                *cursor = move_cursor(action, *cursor, PAGE_ROWS, options.len()).unwrap_or(*cursor);
                Effect::Stay
            }
            Stage::Unlocking { passphrase, .. } => match passphrase.passphrase() {
                Some(words) if action == Action::Open => return Ok(self.read_file(Some(words), context)),
                _ => Effect::Stay,
            },
            Stage::Showing(preview) => preview.handle_action(action),
        };
        Ok(effect)
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        match &mut self.stage {
            Stage::Choosing => self.chooser.handle_input(request),
            Stage::Naming { name } => {
                name.handle(request);
            }
            Stage::Unlocking { passphrase, .. } => passphrase.handle_input(request),
            Stage::Asking { .. } | Stage::Showing { .. } => {}
        }
        Ok(Effect::Stay)
    }

    fn status_hint(&self, _here: &Context<'_>) -> String {
        match &self.stage {
            Stage::Showing(preview) => preview.status_hint(),
            _ => String::new(),
        }
    }

    fn action_label(&self, action: Action, _here: &Context<'_>) -> Option<&'static str> {
        Some(match (action, &self.stage) {
            (Action::Open, Stage::Choosing) => texts::OPEN_LABEL,
            (Action::Open, Stage::Asking { .. }) => texts::CHOOSE_LABEL,
            (Action::Open, Stage::Naming { .. }) => texts::NAME_LABEL,
            (Action::Open, Stage::Unlocking { .. }) => texts::UNLOCK_LABEL,
            (Action::Open, Stage::Showing { .. }) => texts::SAVE_LABEL,
            (Action::Back, _) => texts::BACK_LABEL,
            _ => return None,
        })
    }

    fn is_action_offered(&self, action: Action, _here: &Context<'_>) -> bool {
        match &self.stage {
            Stage::Showing(preview) if action == Action::Open => preview.has_changes(),
            _ => true,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let (columns, rows) = (usize::from(area.width), usize::from(area.height));
        let theme = &context.theme;
        let wrapped = |text: &str| wrap_text(&theme.text(text), columns.saturating_sub(4).max(8));
        let lines: Vec<Line<'static>> = match &self.stage {
            Stage::Choosing => self.chooser.render(columns, rows, context),
            Stage::Asking { question, options, cursor } => {
                let mut lines: Vec<_> =
                    wrapped(question).into_iter().map(|row| Line::raw(format!("  {row}"))).collect();
                lines.push(Line::default());
                lines.extend(options.iter().enumerate().map(|(at, (label, _))| {
                    let marked = at == *cursor;
                    let row = format!(" {} {}", theme.cursor_sign(marked), theme.text(label));
                    Line::styled(row, theme.row_style(marked))
                }));
                let window = scrolled_window(
                    lines.len() - options.len() + cursor..lines.len() - options.len() + cursor + 1,
                    lines.len(),
                    rows,
                );
                lines.drain(..window.start);
                lines
            }
            Stage::Naming { name } => {
                let mut lines: Vec<_> =
                    wrapped(texts::CHILD_NAME).into_iter().map(|row| Line::raw(format!("  {row}"))).collect();
                let mut typed = render_input_line(name, columns.saturating_sub(4), true, theme);
                typed.spans.insert(0, "  ".into());
                lines.extend([Line::default(), typed]);
                lines
            }
            Stage::Unlocking { passphrase, is_wrong } => {
                let say = |text: &str| wrapped(text).into_iter().map(|row| Line::raw(format!("  {row}")));
                let mut typed =
                    passphrase.render_masked_line(passphrase_texts::LABEL, columns.saturating_sub(4), theme);
                typed.spans.insert(0, "  ".into());
                let mut lines: Vec<_> = say(&texts::ask_passphrase(&self.request.name)).collect();
                lines.extend([Line::default(), typed]);
                if *is_wrong {
                    lines.extend(std::iter::once(Line::default()).chain(say(texts::WRONG_PASSPHRASE)));
                }
                lines
            }
            Stage::Showing(preview) => preview.render(columns, rows, context),
        };
        frame.render_widget(Paragraph::new(lines), area);
    }
}
