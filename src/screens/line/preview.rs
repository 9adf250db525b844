//! What a typed line comes to, painted below it: the entry as it will be kept, or what is to be mended.

use super::{Comes, EITHER, TypedLine};
use crate::journal::line::Unread;
use crate::journal::tell::{self, plain};
use crate::journal::time::long_date;
use crate::journal::{Entry, Id};
use crate::screens::Here;
use crate::widgets::text::{fit, width, wrap};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

const AS_NOTE: &str = "tab makes it a note";
const LATEST: &str = "ends the sleep that began at";
const FOR_BOTH: &str = "@both slept 11:40-12:55, or one of them by name";
pub(crate) const EXAMPLES: [&str; 10] = [
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

impl TypedLine {
    pub(crate) fn preview(&self, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        match self.comes_to(here) {
            Comes::Adds(entries) => {
                let also = named(entries.iter(), here);
                let last = entries.last();
                last.map_or_else(Vec::new, |entry| told(entry, &also, columns, here))
            }
            Comes::Ends(both) => {
                let mut lines = Vec::new();
                for (before, after) in &both {
                    let whose = named([after].into_iter(), here);
                    let began = format!("{LATEST} {}", before.at.hm());
                    let also = [began, whose].join(" ");
                    lines.extend(told(after, also.trim_end(), columns, here));
                }
                lines
            }
            Comes::Unread(unread) => self.unread(&unread, columns, here),
        }
    }

    fn unread(&self, unread: &Unread, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        let look = &here.look;
        let room = columns.saturating_sub(4);
        let mut lines = Vec::new();
        let mut say = |text: &str, style: Style| {
            for text in wrap(&look.text(text), room) {
                lines.push(Line::styled(format!("   {text}"), style));
            }
        };
        match unread {
            Unread::Empty => {
                let few = EXAMPLES.iter().step_by(4);
                few.for_each(|example| say(example, look.dim()));
                if here.family.babies.len() > 1 {
                    say(FOR_BOTH, look.dim());
                }
            }
            Unread::Either { says, lines: both } => {
                say(says, look.accent());
                both.iter().for_each(|line| say(line, Style::new()));
                say(EITHER, look.dim());
            }
            Unread::Mend { says, .. } => {
                say(&plain(says), Style::new());
                say(AS_NOTE, look.dim());
            }
        }
        lines
    }

    /// A row of carets under the piece that cannot be read, where the whole line is in view.
    pub(crate) fn carets(&self, columns: usize, here: &Here<'_>) -> String {
        let text = self.input.value();
        let Comes::Unread(Unread::Mend { piece, .. }) = self.comes_to(here) else {
            return String::new();
        };
        let (Some(before), Some(within)) = (text.get(..piece.start), text.get(piece)) else {
            return String::new();
        };
        if width(text) + 4 > columns || text.chars().any(char::is_control) {
            return String::new();
        }
        format!("   {}{}", " ".repeat(width(before)), "^".repeat(width(within)))
    }
}

/// `for Maya and Leo`, where there are several babies.
fn named<'a>(entries: impl Iterator<Item = &'a Entry>, here: &Here<'_>) -> String {
    let several = here.family.babies.len() > 1;
    let babies: Vec<Id> = entries.filter_map(|entry| entry.baby).collect();
    if several && !babies.is_empty() {
        format!("for {}", plain(&here.family.names(&babies)))
    } else {
        String::new()
    }
}

/// An entry as it will be kept: its day when that is not today, its time and kind, what it says.
fn told(entry: &Entry, also: &str, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
    let look = &here.look;
    let told = tell::told(entry, here.family, here.now);
    let main = told.main.split("  ").map(str::trim);
    let main: Vec<&str> = main.filter(|part| !part.is_empty()).collect();
    let mut lines = Vec::new();
    if entry.at.date() != here.now.date() {
        let day = entry.at.date();
        lines.push(Line::styled(format!("   {} {}", long_date(day), day.format("%Y")), look.accent()));
    }
    let head = format!("{} {}", fit(&tell::clock(entry), 6, ' '), fit(&told.label, 9, ' '));
    let room = columns.saturating_sub(width(&head) + 5).max(8);
    let rest = [main.join("  "), told.aside, also.to_owned()];
    let rest = rest.iter().filter(|text| !text.is_empty());
    let wrapped: Vec<String> = rest.flat_map(|text| wrap(&look.text(text), room)).collect();
    let gap = " ".repeat(width(&head));
    lines.push(Line::from(vec![
        Span::styled(format!("   {}", look.text(&head)), look.accent()),
        Span::raw(wrapped.first().cloned().unwrap_or_default()),
    ]));
    lines.extend(wrapped.iter().skip(1).map(|text| Line::from(format!("   {gap}{text}"))));
    lines
}
