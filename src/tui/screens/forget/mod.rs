//! Asks before an entry's words are taken out for good, and says afterwards what could not be reached.
//!
//! ```text
//!  11:02  note     quillwort by the window
//!
//!  Its words go from the journal, its history, its drafts and the copies cuebook keeps. ...
//!
//! ▸ keep it
//!   take its words out for good
//! ```

use crate::model::Id;
use crate::store::{ForgetLookup, ForgetOutcome, ForgetTarget, StoreError};
use crate::text::width::wrap_text;
use crate::texts::forget_texts as texts;
use crate::texts::history::format_day;
use crate::tui::jobs::{JobOutput, downcast_output};
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::help::ScrollState;
use crate::tui::screens::{ClockColumn, Context, Effect, Screen, render_entry_row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use std::path::Path;

pub(crate) struct ForgetScreen {
    target: Box<ForgetTarget>,
    /// The cursor is on the answer that takes it out.
    is_agreed: bool,
    /// What was done, a paragraph each, once it is.
    done: Option<Vec<String>>,
    scroll: ScrollState,
}

impl ForgetScreen {
    /// Opens on an entry that stands or was removed; one that is sealed is its writer's.
    pub(crate) fn open_for_entry(id: Option<Id>, context: &Context<'_>) -> Result<Effect, StoreError> {
        let Some(id) = id else {
            return Ok(Effect::Stay);
        };
        Ok(match context.store.find_entry_to_forget(&id.to_string())? {
            ForgetLookup::Found(target) => Effect::Open(Box::new(Self {
                target,
                is_agreed: false,
                done: None,
                scroll: ScrollState::default(),
            })),
            ForgetLookup::Sealed => {
                Effect::SetStatus(texts::sealed_on_screen(&key_name(Mode::Past, Action::Unseal)))
            }
            ForgetLookup::Nothing | ForgetLookup::Several => Effect::SetStatus(texts::GONE.into()),
        })
    }

    fn build_question(&self, columns: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let theme = &context.theme;
        let paragraph = |text: &str| wrap_text(&theme.text(text), columns.saturating_sub(4)).into_iter();
        let mut lines: Vec<Line<'static>> = Vec::new();
        let head = match (&self.target.entry, self.target.is_listed) {
            (None, _) => texts::ONLY_TRACES,
            (Some(_), true) => texts::STANDS,
            (Some(_), false) => texts::REMOVED_BEFORE,
        };
        lines.extend(paragraph(head).map(|row| Line::raw(format!("  {row}"))));
        if let Some(entry) = &self.target.entry {
            let date = entry.at.local_date();
            let clock = ClockColumn::for_rows([(entry, date)]);
            lines.push(Line::styled(format!("  {}", format_day(date)), theme.dim_style()));
            lines.push(render_entry_row(entry, date, clock, false, columns, context));
        }
        lines.push(Line::default());
        lines.extend(paragraph(texts::WARNING).map(|row| Line::raw(format!("  {row}"))));
        lines.push(Line::default());
        for (label, marked) in [(texts::KEEP_LABEL, !self.is_agreed), (texts::FORGET_LABEL, self.is_agreed)] {
            let line = format!(" {} {label}", theme.cursor_sign(marked));
            lines.push(Line::styled(line, theme.row_style(marked)));
        }
        lines
    }
}

impl Screen for ForgetScreen {
    fn input_mode(&self) -> Mode {
        if self.done.is_some() { Mode::ScrolledText } else { Mode::Form }
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        texts::HEADING.into()
    }

    fn handle_action(&mut self, action: Action, _here: &Context<'_>) -> Result<Effect, StoreError> {
        if self.done.is_some() {
            return Ok(self.scroll.handle_action(action));
        }
        Ok(match action {
            Action::Down | Action::Up | Action::NextPart | Action::PreviousPart => {
                self.is_agreed = !self.is_agreed;
                Effect::Stay
            }
            Action::Open if self.is_agreed => Effect::Forget(self.target.clone()),
            Action::Open | Action::Back => Effect::Close,
            _ => Effect::Stay,
        })
    }

    fn handle_job_output(&mut self, found: JobOutput, context: &Context<'_>) -> Result<Effect, StoreError> {
        let folder = context.store.path().and_then(Path::parent);
        let name = |path: &Path| {
            let short = folder.and_then(|folder| path.strip_prefix(folder).ok());
            short.unwrap_or(path).to_string_lossy().into_owned()
        };
        self.done = downcast_output::<ForgetOutcome>(found).map(|outcome| outcome.describe(name));
        Ok(Effect::Stay)
    }

    fn action_label(&self, action: Action, _here: &Context<'_>) -> Option<&'static str> {
        (action == Action::Open).then_some(texts::CHOOSE_LABEL)
    }

    fn is_action_offered(&self, action: Action, _here: &Context<'_>) -> bool {
        !matches!(action, Action::SaveForm | Action::NextPart)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(area.width);
        let Some(paragraphs) = &self.done else {
            let lines = self.build_question(columns, context);
            return frame.render_widget(Paragraph::new(lines), area);
        };
        let text = context.theme.text(&paragraphs.join("\n\n"));
        let lines = wrap_text(&text, columns.saturating_sub(4).min(70));
        let lines: Vec<String> = lines.iter().map(|line| format!(" {line}")).collect();
        self.scroll.draw_lines(frame, area, &lines, context);
    }
}
