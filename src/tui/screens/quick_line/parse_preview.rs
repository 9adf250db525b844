//! What a typed line comes to, painted below it: the entry as it will be kept, or what is to be mended.

use crate::model::time::format_long_date;
use crate::model::{Details, Entry, EntryKind, Id, describe};
use crate::quick_line::ParseError;
use crate::quick_line::note_line::{VISIT_MARK, sounds_like_question};
use crate::quick_line::outcome::{LineOutcome, find_words_for_time};
use crate::text::sanitize::sanitize_text;
use crate::text::width::{display_width, pad_to_width, wrap_text};
use crate::texts::{quick_line_texts, typed_line};
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::Context;
use crate::tui::screens::quick_line::TypedLineScreen;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

impl TypedLineScreen {
    pub(crate) fn render_preview(
        &self,
        read: &Result<Vec<LineOutcome>, ParseError>,
        columns: usize,
        context: &Context<'_>,
    ) -> Vec<Line<'static>> {
        match read {
            Ok(outcomes) => {
                let mut lines = render_outcomes(outcomes, columns, context);
                lines.extend(self.render_next_reading(context));
                lines
            }
            Err(error) => self.render_parse_error(error, columns, context),
        }
    }

    fn render_parse_error(
        &self,
        error: &ParseError,
        columns: usize,
        context: &Context<'_>,
    ) -> Vec<Line<'static>> {
        let theme = &context.theme;
        let room = columns.saturating_sub(4);
        let mut lines = Vec::new();
        let mut say = |text: &str, style: Style| {
            for text in wrap_text(text, room) {
                lines.push(Line::styled(format!("   {text}"), style));
            }
        };
        match error {
            ParseError::Empty => {
                let few = quick_line_texts::LINE_EXAMPLES.iter().step_by(4);
                few.for_each(|example| say(example, theme.dim_style()));
                if context.family.babies.len() > 1 {
                    say(quick_line_texts::EVERY_BABY_EXAMPLE, theme.dim_style());
                }
            }
            ParseError::Ambiguous { message, readings } => {
                say(message, theme.accent_style());
                for reading in readings {
                    match self.evaluate_text(reading, context) {
                        Ok(outcomes) => lines.extend(render_outcomes(&outcomes, columns, context)),
                        Err(_) => lines.push(Line::from(format!("   {reading}"))),
                    }
                }
                let hint = quick_line_texts::readings_hint(&key_name(Mode::TypedLine, Action::NextPart));
                lines.push(Line::styled(format!("   {hint}"), theme.dim_style()));
            }
            ParseError::Unreadable { message, .. } => {
                say(message, Style::new());
                let key = key_name(Mode::TypedLine, Action::NextPart);
                say(&quick_line_texts::note_hint(&key), theme.dim_style());
            }
        }
        lines
    }

    /// Which of several readings this is, once one was taken.
    fn render_next_reading(&self, context: &Context<'_>) -> Option<Line<'static>> {
        let readings = self.readings.as_ref()?;
        let at = readings.iter().position(|line| line == self.input.value())?;
        let key = key_name(Mode::TypedLine, Action::NextPart);
        let hint = quick_line_texts::next_reading(at + 1, readings.len(), &key);
        Some(Line::styled(format!("   {hint}"), context.theme.dim_style()))
    }

    /// A row of carets under the piece that cannot be read, where the whole line is in view.
    pub(crate) fn mark_error_span(
        &self,
        read: &Result<Vec<LineOutcome>, ParseError>,
        columns: usize,
    ) -> String {
        let text = self.input.value();
        let Err(ParseError::Unreadable { byte_range: piece, .. }) = read else {
            return String::new();
        };
        let (Some(before), Some(within)) = (text.get(..piece.start), text.get(piece.clone())) else {
            return String::new();
        };
        if display_width(text) + 4 > columns || text.chars().any(char::is_control) {
            return String::new();
        }
        format!("   {}{}", " ".repeat(display_width(before)), "^".repeat(display_width(within)))
    }
}

fn render_outcomes(outcomes: &[LineOutcome], columns: usize, context: &Context<'_>) -> Vec<Line<'static>> {
    outcomes.iter().flat_map(|outcome| render_outcome(outcome, columns, context)).collect()
}

fn render_outcome(outcome: &LineOutcome, columns: usize, context: &Context<'_>) -> Vec<Line<'static>> {
    match outcome {
        LineOutcome::AddEntries(entries) => {
            let also = format_baby_names(entries.iter(), context);
            entries.last().map_or_else(Vec::new, |entry| render_entry(entry, &also, columns, context))
        }
        LineOutcome::EndSleeps(both) => {
            let mut lines = Vec::new();
            for (before, after) in both {
                let whose = format_baby_names([after].into_iter(), context);
                let began = quick_line_texts::ends_sleep(&before.at.format_hm());
                let also = [began, whose].join(" ");
                lines.extend(render_entry(after, also.trim_end(), columns, context));
            }
            lines
        }
        LineOutcome::EndMassage(both) => {
            let began = quick_line_texts::ends_massage(&both.0.at.format_hm());
            render_entry(&both.1, &began, columns, context)
        }
    }
}

/// `for Maya and Leo`, where there are several babies.
fn format_baby_names<'a>(entries: impl Iterator<Item = &'a Entry>, context: &Context<'_>) -> String {
    let several = context.family.babies.len() > 1;
    let babies: Vec<Id> = entries.filter_map(|entry| entry.baby).collect();
    if several && !babies.is_empty() {
        quick_line_texts::for_babies(&context.family.join_baby_names(&babies))
    } else {
        String::new()
    }
}

/// An entry as it will be kept: its day when that is not today, its time and kind, what it says, and the words that stay
/// words in its note.
fn render_entry(entry: &Entry, also: &str, columns: usize, context: &Context<'_>) -> Vec<Line<'static>> {
    let theme = &context.theme;
    // The words of a note are its content; elsewhere they are what was not taken for anything else.
    let note = entry.note.as_deref().filter(|_| entry.kind() != EntryKind::Note);
    let told = Entry { note: entry.note.clone().filter(|_| note.is_none()), ..entry.clone() };
    let entry_columns = describe::describe_columns(&told, context.family, context.now);
    let main = entry_columns.main.split("  ").map(str::trim);
    let main: Vec<&str> = main.filter(|part| !part.is_empty()).collect();
    let mut lines = Vec::new();
    if entry.at.local_date() != context.now.local_date() {
        let day = entry.at.local_date();
        lines.push(Line::styled(
            format!("   {} {}", format_long_date(day), day.format("%Y")),
            theme.accent_style(),
        ));
    }
    let head = format!(
        "{} {}",
        pad_to_width(&describe::format_clock(entry), 6, ' '),
        pad_to_width(&entry_columns.label, 9, ' ')
    );
    let room = columns.saturating_sub(display_width(&head) + 5).max(8);
    let note = note.map(|note| quick_line_texts::goes_to_note(&sanitize_text(note))).unwrap_or_default();
    let rest =
        [main.join("  "), entry_columns.aside, note, also.to_owned(), format_other_carer(entry, context)];
    let rest = rest.iter().filter(|text| !text.is_empty());
    let wrapped: Vec<String> = rest.flat_map(|text| wrap_text(text, room)).collect();
    let gap = " ".repeat(display_width(&head));
    lines.push(Line::from(vec![
        Span::styled(format!("   {}", head), theme.accent_style()),
        Span::raw(wrapped.first().cloned().unwrap_or_default()),
    ]));
    lines.extend(wrapped.iter().skip(1).map(|text| Line::from(format!("   {gap}{text}"))));
    let asides = describe_doubts(entry, context);
    let asides = asides.iter().flat_map(|text| wrap_text(&theme.text(text), columns.saturating_sub(4)));
    lines.extend(asides.map(|text| Line::styled(format!("   {text}"), theme.dim_style())));
    lines
}

/// Who did it, where that is not who writes here now.
fn format_other_carer(entry: &Entry, context: &Context<'_>) -> String {
    let is_own = context.family.selected_carer().is_some_and(|carer| carer.id == entry.carer);
    let carer = context.family.find_carer(entry.carer).filter(|_| !is_own);
    carer.map(|carer| typed_line::by_carer(&sanitize_text(carer.display_name()))).unwrap_or_default()
}

/// What may have been meant otherwise than it is saved.
fn describe_doubts(entry: &Entry, context: &Context<'_>) -> Vec<String> {
    let mut doubts = Vec::new();
    let words = find_words_for_time(entry, context.now);
    doubts.extend(words.map(|words| typed_line::words_are_no_time(&sanitize_text(words))));
    let is_for_visit = matches!(&entry.details, Details::Note(note) if note.for_visit || note.was_asked);
    let words = entry.note.as_deref().filter(|_| entry.kind() == EntryKind::Note && !is_for_visit);
    if words.is_some_and(sounds_like_question) {
        doubts.push(quick_line_texts::question_for_visit(VISIT_MARK));
    }
    doubts
}
