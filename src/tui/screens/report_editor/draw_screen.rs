//! The editor as it is painted: the lines of the paper, what is being typed under them, and the sentence at the foot.

use crate::report::{ReportEdits, ReportKind, list_moments};
use crate::texts::report_editor as texts;
use crate::texts::report_kinds;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::Context;
use crate::tui::screens::report_editor::{EditorDialog, ReportEditor, ReportTextInput, find_selected, view};
use crate::tui::widgets::text_input;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

impl ReportEditor {
    pub(crate) fn draw_units(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let (columns, room) = (usize::from(area.width), usize::from(area.height));
        let foot = self.render_input_area(columns, context);
        let room = room.saturating_sub(foot.len());
        let units = self.editor_units(context, columns.saturating_sub(3));
        let mut lines = view::render_units(&units, find_selected(&self.list, &units), room, context);
        lines.resize(room, Line::default());
        lines.extend(foot);
        frame.render_widget(Paragraph::new(lines), area);
    }

    /// What the foot says while nothing else is said: the days of the sheet, how many are ticked, on how many sheets of
    /// paper, and where there is nothing yet, what there is to do.
    pub(crate) fn describe_paper(&self, context: &Context<'_>) -> String {
        let Some(data) = &self.data else { return String::new() };
        let is_earlier =
            *self.edits() != ReportEdits::default() && self.changed_on != context.now.local_date();
        let changed_on = is_earlier.then_some(self.changed_on);
        let sheets = self.count_sheets(context);
        match self.kind {
            ReportKind::Sheet if context.store.is_empty().unwrap_or(false) => {
                texts::offer_blank_fortnight(&key_name(Mode::Report, Action::NextPart))
            }
            ReportKind::Sheet => texts::describe_period(data.stats.from, data.stats.to, sheets, changed_on),
            ReportKind::Keepsake => {
                let (ticked, of) = self.count_ticked(context);
                if ticked == 0 {
                    return self.say_nothing_ticked(context);
                }
                texts::describe_sheets(&report_kinds::describe_ticked(ticked, of), sheets, changed_on)
            }
            ReportKind::Card if self.is_blank_card(context) => report_kinds::NO_READINGS.to_owned(),
            ReportKind::Card | ReportKind::BlankFortnight => {
                texts::describe_sheets(self.kind.spec().label, sheets, changed_on)
            }
        }
    }

    fn is_blank_card(&self, context: &Context<'_>) -> bool {
        self.build_report(context).is_some_and(|report| report.is_blank_card())
    }

    /// Of the moments to choose from.
    fn count_ticked(&self, context: &Context<'_>) -> (usize, usize) {
        let Some(input) = self.report_input(&[], None, context) else { return (0, 0) };
        let chosen = self.chosen_moments(context);
        let moments = list_moments(&input, &chosen);
        let ticked = moments.iter().filter(|entry| chosen.ticked.contains(&entry.id)).count();
        (ticked, moments.len())
    }

    pub(crate) fn say_nothing_ticked(&self, context: &Context<'_>) -> String {
        match self.count_ticked(context) {
            (_, 0) => report_kinds::NO_MOMENTS.to_owned(),
            _ => report_kinds::nothing_ticked(&key_name(Mode::Report, Action::Tick)),
        }
    }

    /// What is being typed, under the page.
    fn render_input_area(&self, columns: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let (label, input, max_rows) = match &self.dialog {
            Some(EditorDialog::Text(ReportTextInput { line_key: Some(_), input })) => {
                (Line::styled(texts::REWORD_PROMPT, context.theme.dim_style()), input, 4)
            }
            Some(EditorDialog::Text(ReportTextInput { line_key: None, input })) => {
                (Line::styled(texts::QUESTION_PROMPT, context.theme.dim_style()), input, 4)
            }
            Some(EditorDialog::Dates(input)) => {
                (Line::styled(texts::DATES_PROMPT, context.theme.dim_style()), input, 2)
            }
            Some(EditorDialog::Save(dialog)) => (Line::raw(dialog.format_choices()), dialog.path_input(), 3),
            None => return Vec::new(),
        };
        let rows = text_input::render_input_rows(input, columns.saturating_sub(2), max_rows, &context.theme);
        let mut lines = vec![label];
        lines.extend(rows);
        for line in &mut lines {
            line.spans.insert(0, " ".into());
        }
        lines
    }
}
