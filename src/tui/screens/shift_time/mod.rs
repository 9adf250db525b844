//! The time of one entry, moved by steps: earlier, later; the start, the end, or both. One change comes of it.
//!
//! ```text
//!  Saturday 21 November
//!
//! ▸11:35  sleep    1 h 20   11:35–12:55            in the sling
//!  was 11:40–12:55 · start 5 min earlier
//!
//!   moving   [start]   end   both
//!   by       1 1 min   [2 5 min]   3 15 min   4 1 h
//! ```
//!
//! `shifted_entry` moves the times and says which cannot be.

pub(crate) mod shifted_entry;

use crate::model::time::format_long_date_near;
use crate::model::{Change, Details, Entry, EntryWarning, describe};
use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::texts::shift_time_texts;
use crate::tui::keys::{Action, Mode, digit_on_key, key_name};
use crate::tui::screens::entry_form::{clashing, load_warnings};
use crate::tui::screens::shift_time::shifted_entry::{ShiftedPart, shift_part};
use crate::tui::screens::{
    ClockColumn, Context, Effect, ReadKey, Screen, refuse_to_change, render_entry_row,
};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use tui_input::InputRequest;

/// The steps, in minutes.
const STEP_MINUTES: [i64; 4] = [1, 5, 15, 60];

pub(crate) struct ShiftTimeScreen {
    before: Entry,
    after: Entry,
    part: ShiftedPart,
    step_index: usize,
    warnings: Vec<EntryWarning>,
    /// Something in the status line is ours to take back.
    has_status: bool,
}

impl ShiftTimeScreen {
    /// Opens on an entry; a night in words has no time to move.
    pub(crate) fn open_for_entry(entry: &Entry, context: &Context<'_>) -> Effect {
        if let Some(refused) = refuse_to_change(entry, context) {
            return refused;
        }
        if matches!(&entry.details, Details::Sleep(sleep) if sleep.night.is_some()) {
            let edit = key_name(Mode::Today, Action::Edit);
            return Effect::SetStatus(shift_time_texts::night_without_times(&edit));
        }
        let part =
            if matches!(entry.details, Details::Sleep(_)) { ShiftedPart::Start } else { ShiftedPart::Both };
        Effect::Open(Box::new(Self {
            before: entry.clone(),
            after: entry.clone(),
            part,
            step_index: 1,
            warnings: Vec::new(),
            has_status: false,
        }))
    }

    fn shift_entry(&mut self, later: bool, context: &Context<'_>) -> Result<Effect, StoreError> {
        let minutes = if later { 1 } else { -1 } * STEP_MINUTES[self.step_index.min(STEP_MINUTES.len() - 1)];
        Ok(match shift_part(&self.after, self.part, minutes, context) {
            Ok(after) => {
                self.warnings = load_warnings(&after, context)?;
                self.after = after;
                self.clear_status()
            }
            Err(problem) => {
                self.has_status = true;
                Effect::SetStatus(problem)
            }
        })
    }

    fn clear_status(&mut self) -> Effect {
        if std::mem::take(&mut self.has_status) {
            return Effect::SetStatus(String::new());
        }
        Effect::Stay
    }

    fn save_shift(&self, context: &Context<'_>) -> Effect {
        if self.before == self.after {
            return Effect::Close;
        }
        let title = describe::format_title(&self.after, context.family, context.now);
        Effect::SaveAndClose(Change::replace_record(title, self.before.clone(), self.after.clone()))
    }

    /// What can move, and whether there is a choice.
    fn has_end(&self) -> bool {
        self.before.until.is_some()
    }
}

impl Screen for ShiftTimeScreen {
    fn input_mode(&self) -> Mode {
        Mode::ShiftTime
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        shift_time_texts::screen_heading(self.before.kind())
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(match action {
            Action::Earlier => return self.shift_entry(false, context),
            Action::Later => return self.shift_entry(true, context),
            Action::Wider => {
                self.step_index = (self.step_index + 1).min(STEP_MINUTES.len() - 1);
                self.clear_status()
            }
            Action::Narrower => {
                self.step_index = self.step_index.saturating_sub(1);
                self.clear_status()
            }
            Action::NextPart if self.has_end() => {
                self.part = self.part.next_part();
                self.clear_status()
            }
            Action::Open => self.save_shift(context),
            Action::Back => Effect::Close,
            _ => Effect::Stay,
        })
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        if let InputRequest::InsertChar(c) = request
            && let Some(step) =
                digit_on_key(c).and_then(|c| c.to_digit(10)).and_then(|digit| digit.checked_sub(1))
            && (step as usize) < STEP_MINUTES.len()
        {
            self.step_index = step as usize;
        }
        Ok(self.clear_status())
    }

    fn read_key(&self, _here: &Context<'_>) -> ReadKey {
        ReadKey::of(self.before.id)
    }

    /// Changed elsewhere meanwhile, it is that row's time which is nudged.
    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        if let Some(row) = context.store.load_entry(self.before.id)?
            && row != self.before
        {
            (self.before, self.after) = (row.clone(), row);
        }
        self.warnings = load_warnings(&self.after, context)?;
        Ok(())
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(area.width);
        let lines = self.build_lines(columns, context);
        frame.render_widget(Paragraph::new(lines), area);
    }
}

impl ShiftTimeScreen {
    fn build_lines(&self, columns: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let theme = &context.theme;
        let date = self.after.at.local_date();
        let overlapping = self.warnings.iter().filter_map(|warning| match warning {
            EntryWarning::Overlap(other) => Some(other),
            _ => None,
        });
        let others: Vec<&Entry> = overlapping.map(AsRef::as_ref).collect();
        let shown = std::iter::once(&self.after).chain(others.iter().copied());
        let clock = ClockColumn::for_rows(shown.map(|entry| (entry, date)));
        let was = shift_time_texts::describe_shift(&self.before, &self.after);
        let mut lines = vec![
            Line::styled(
                format!(" {}", format_long_date_near(date, context.now.local_date())),
                theme.dim_style(),
            ),
            Line::default(),
            render_entry_row(&self.after, date, clock, true, columns, context),
            Line::styled(format!(" {}", was), theme.dim_style()),
            Line::default(),
        ];
        if self.has_end() {
            let at = ShiftedPart::ALL.iter().position(|part| *part == self.part);
            let names = ShiftedPart::ALL.iter().map(|part| part.label().to_owned());
            lines.push(render_choice_line(shift_time_texts::PART_LABEL, names, at, context));
        }
        let names = STEP_MINUTES.iter().enumerate();
        let names = names.map(|(at, minutes)| shift_time_texts::step_label(at + 1, *minutes));
        lines.push(render_choice_line(shift_time_texts::STEP_LABEL, names, Some(self.step_index), context));
        if let Some(message) = clashing(&self.warnings, context) {
            lines.push(Line::default());
            let message = format!(
                "{message} {}",
                shift_time_texts::enter_hint(&self.warnings, &key_name(Mode::ShiftTime, Action::Open))
            );
            let message = wrap_text(&message, columns.saturating_sub(2));
            lines.extend(
                message.into_iter().map(|line| Line::styled(format!(" {line}"), theme.accent_style())),
            );
        }
        lines.extend(
            others.into_iter().map(|other| render_entry_row(other, date, clock, false, columns, context)),
        );
        lines
    }
}

/// A label and a row of names, the chosen one in brackets.
fn render_choice_line(
    label: &str,
    names: impl Iterator<Item = String>,
    at: Option<usize>,
    context: &Context<'_>,
) -> Line<'static> {
    let theme = &context.theme;
    let mut spans = vec![Span::styled(format!("  {label:<9}"), theme.dim_style())];
    for (index, name) in names.enumerate() {
        let (text, style) = if Some(index) == at {
            (format!("[{name}] "), theme.accent_style())
        } else {
            (format!(" {name}  "), Style::new())
        };
        spans.push(Span::styled(text, style));
    }
    Line::from(spans)
}
