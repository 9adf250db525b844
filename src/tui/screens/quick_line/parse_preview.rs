//! What a typed line comes to, painted below it: the entry as it will be kept, or what is to be mended.

use crate::model::describe::sanitize_text;
use crate::model::time::format_long_date;
use crate::model::{Entry, Id, describe};
use crate::quick_line::ParseError;
use crate::text::width::{display_width, pad_to_width, wrap_text};
use crate::tui::screens::Context;
use crate::tui::screens::quick_line::{LineOutcome, READINGS_HINT, TypedLineScreen};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

const NOTE_HINT: &str = "tab makes it a note";
const ENDS_SLEEP_BEGUN: &str = "ends the sleep that began at";
const EVERY_BABY_EXAMPLE: &str = "@both slept 11:40-12:55, or one of them by name";
pub(crate) const LINE_EXAMPLES: [&str; 10] = [
    "slept 11:40-12:55, held",
    "sleep 20m ago",
    "awake",
    "slept last night 19:40-06:30, woke 3 times",
    "slept badly last night",
    "massage 10:15 12m legs tummy +smiles -looks away; paused",
    "not today, asleep",
    "cue hiccups, looks away 5m ago; wanted a change; cuddled",
    "okay, tired, hopeful; note a long day",
    "note ask about the rash @visit",
];

impl TypedLineScreen {
    pub(crate) fn render_preview(&self, columns: usize, here: &Context<'_>) -> Vec<Line<'static>> {
        match self.evaluate_line(here) {
            LineOutcome::AddEntries(entries) => {
                let also = format_baby_names(entries.iter(), here);
                let last = entries.last();
                last.map_or_else(Vec::new, |entry| render_entry(entry, &also, columns, here))
            }
            LineOutcome::EndSleeps(both) => {
                let mut lines = Vec::new();
                for (before, after) in &both {
                    let whose = format_baby_names([after].into_iter(), here);
                    let began = format!("{ENDS_SLEEP_BEGUN} {}", before.at.format_hm());
                    let also = [began, whose].join(" ");
                    lines.extend(render_entry(after, also.trim_end(), columns, here));
                }
                lines
            }
            LineOutcome::Invalid(unread) => self.unread(&unread, columns, here),
        }
    }

    fn unread(
        &self,
        render_parse_error: &ParseError,
        columns: usize,
        here: &Context<'_>,
    ) -> Vec<Line<'static>> {
        let look = &here.theme;
        let room = columns.saturating_sub(4);
        let mut lines = Vec::new();
        let mut say = |text: &str, style: Style| {
            for text in wrap_text(&look.text(text), room) {
                lines.push(Line::styled(format!("   {text}"), style));
            }
        };
        match render_parse_error {
            ParseError::Empty => {
                let few = LINE_EXAMPLES.iter().step_by(4);
                few.for_each(|example| say(example, look.dim_style()));
                if here.family.babies.len() > 1 {
                    say(EVERY_BABY_EXAMPLE, look.dim_style());
                }
            }
            ParseError::Ambiguous { message: says, readings: both } => {
                say(says, look.accent_style());
                both.iter().for_each(|line| say(line, Style::new()));
                say(READINGS_HINT, look.dim_style());
            }
            ParseError::Unreadable { message: says, .. } => {
                say(&sanitize_text(says), Style::new());
                say(NOTE_HINT, look.dim_style());
            }
        }
        lines
    }

    /// A row of carets under the piece that cannot be read, where the whole line is in view.
    pub(crate) fn mark_error_span(&self, columns: usize, here: &Context<'_>) -> String {
        let text = self.input.value();
        let LineOutcome::Invalid(ParseError::Unreadable { byte_range: piece, .. }) = self.evaluate_line(here)
        else {
            return String::new();
        };
        let (Some(before), Some(within)) = (text.get(..piece.start), text.get(piece)) else {
            return String::new();
        };
        if display_width(text) + 4 > columns || text.chars().any(char::is_control) {
            return String::new();
        }
        format!("   {}{}", " ".repeat(display_width(before)), "^".repeat(display_width(within)))
    }
}

/// `for Maya and Leo`, where there are several babies.
fn format_baby_names<'a>(entries: impl Iterator<Item = &'a Entry>, here: &Context<'_>) -> String {
    let several = here.family.babies.len() > 1;
    let babies: Vec<Id> = entries.filter_map(|entry| entry.baby).collect();
    if several && !babies.is_empty() {
        format!("for {}", sanitize_text(&here.family.join_baby_names(&babies)))
    } else {
        String::new()
    }
}

/// An entry as it will be kept: its day when that is not today, its time and kind, what it says.
fn render_entry(entry: &Entry, also: &str, columns: usize, here: &Context<'_>) -> Vec<Line<'static>> {
    let look = &here.theme;
    let told = describe::describe_columns(entry, here.family, here.now);
    let main = told.main.split("  ").map(str::trim);
    let main: Vec<&str> = main.filter(|part| !part.is_empty()).collect();
    let mut lines = Vec::new();
    if entry.at.local_date() != here.now.local_date() {
        let day = entry.at.local_date();
        lines.push(Line::styled(
            format!("   {} {}", format_long_date(day), day.format("%Y")),
            look.accent_style(),
        ));
    }
    let head = format!(
        "{} {}",
        pad_to_width(&describe::format_clock(entry), 6, ' '),
        pad_to_width(&told.label, 9, ' ')
    );
    let room = columns.saturating_sub(display_width(&head) + 5).max(8);
    let rest = [main.join("  "), told.aside, also.to_owned()];
    let rest = rest.iter().filter(|text| !text.is_empty());
    let wrapped: Vec<String> = rest.flat_map(|text| wrap_text(&look.text(text), room)).collect();
    let gap = " ".repeat(display_width(&head));
    lines.push(Line::from(vec![
        Span::styled(format!("   {}", look.text(&head)), look.accent_style()),
        Span::raw(wrapped.first().cloned().unwrap_or_default()),
    ]));
    lines.extend(wrapped.iter().skip(1).map(|text| Line::from(format!("   {gap}{text}"))));
    lines
}
