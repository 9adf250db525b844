//! The typed line: one line, and what will be kept of it while it is typed. What cannot be read is never kept as
//! anything else unless the parent says so.
//!
//! ```text
//!  : slept 11:40-12:55, held
//!
//!    sleep   1 h 15   11:40–12:55
//!            held
//! ```

use super::form::in_the_way;
use super::{Draft, Here, Screen, Step, Wants};
use crate::journal::line::{Context, Said, Unread, read, woken};
use crate::journal::tell::{self, plain};
use crate::journal::time::long_date;
use crate::journal::{Change, Entry, check};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use crate::widgets::field;
use crate::widgets::text::{fit, width, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use serde_json::json;
use tui_input::{Input, InputRequest};

const SLOT: &str = "line";
const HEADING: &str = "Type a line";
const RESTORED: &str = "What you typed before is here; ctrl-u empties it.";
const EITHER: &str = "tab takes one of these lines, and tab again the other";
const AS_NOTE: &str = "tab makes it a note";
const LATEST: &str = "ends the sleep that began at";
const EXAMPLES: [&str; 10] = [
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

fn no_sleep(baby: &str) -> String {
    format!(
        "No sleep of {baby}'s is under way. One that is over is written as in: slept 11:40-12:55"
    )
}

/// The screen.
pub struct TypedLine {
    input: Input,
    /// The two readings of a time inside a clock change, once one was taken.
    readings: Option<[String; 2]>,
    running: Option<Entry>,
    warned: bool,
    restored: bool,
    said: bool,
}

/// What the line comes to.
enum Comes {
    /// Adds an entry.
    Adds(Box<Entry>),
    /// Ends the sleep that runs.
    Ends(Box<(Entry, Entry)>),
    /// Cannot be read.
    Unread(Unread),
}

impl TypedLine {
    /// With what was typed before and left.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn new(here: &Here<'_>) -> Result<Self, Trouble> {
        let draft = here.store.draft(SLOT)?;
        let text = draft
            .as_ref()
            .and_then(|draft| draft["text"].as_str())
            .unwrap_or_default();
        Ok(Self {
            restored: !text.is_empty(),
            input: Input::new(text.to_owned()),
            readings: None,
            running: None,
            warned: false,
            said: false,
        })
    }

    fn comes_to(&self, here: &Here<'_>) -> Comes {
        let whole = |says: String| {
            Comes::Unread(Unread::Mend {
                says,
                piece: 0..0,
                as_note: false,
            })
        };
        let Some(carer) = here.family.chosen_carer() else {
            return Comes::Unread(Unread::Empty);
        };
        let baby = here.family.chosen_baby();
        let context = Context {
            now: here.now,
            family: here.family,
            baby: baby.map(|baby| baby.id),
            carer: carer.id,
        };
        match read(self.input.value(), &context) {
            Ok(Said::Keep(entry)) => Comes::Adds(Box::new(entry)),
            Ok(awake) => match &self.running {
                Some(running) => {
                    let ended = woken(running, awake);
                    match check(&ended, here.now) {
                        Ok(()) => Comes::Ends(Box::new((running.clone(), ended))),
                        Err(problem) => whole(problem.says),
                    }
                }
                None => whole(no_sleep(&plain(baby.map_or("", |baby| baby.called())))),
            },
            Err(unread) => Comes::Unread(unread),
        }
    }

    fn keep(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        let (entry, change) = match self.comes_to(here) {
            Comes::Adds(entry) => {
                let title = tell::title(&entry, here.family, here.now);
                let change = Change::add(title, (*entry).clone());
                (*entry, change)
            }
            Comes::Ends(both) => {
                let (before, after) = *both;
                let title = tell::title(&after, here.family, here.now);
                (after.clone(), Change::edit(title, before, after))
            }
            Comes::Unread(Unread::Either { says, .. }) => return Ok(self.say(&says)),
            Comes::Unread(unread) => return Ok(self.say(&unread.to_string())),
        };
        if !self.warned
            && let Some(says) = in_the_way(&entry, here)?
        {
            self.warned = true;
            return Ok(self.say(&says));
        }
        Ok(Step::KeepAndClose(change))
    }

    fn say(&mut self, says: &str) -> Step {
        self.said = true;
        Step::Say(says.to_owned())
    }

    fn quiet(&mut self) -> Step {
        if std::mem::take(&mut self.said) {
            return Step::Say(String::new());
        }
        Step::Stay
    }

    /// Tab: the other reading, or the line as a note.
    fn other(&mut self, here: &Here<'_>) -> Step {
        if let Some([one, other]) = &self.readings {
            let next = if self.input.value() == one {
                other
            } else {
                one
            };
            self.input = Input::new(next.clone());
            return self.quiet();
        }
        match self.comes_to(here) {
            Comes::Unread(Unread::Either { lines, .. }) => {
                self.input = Input::new(lines[0].clone());
                self.readings = Some(lines);
            }
            Comes::Unread(Unread::Mend { as_note: true, .. }) => {
                self.input = Input::new(format!("note {}", self.input.value().trim_start()));
            }
            _ => {}
        }
        self.quiet()
    }

    fn preview(&self, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        match self.comes_to(here) {
            Comes::Adds(entry) => told(&entry, "", columns, here),
            Comes::Ends(both) => {
                let began = format!("{LATEST} {}", both.0.at.hm());
                told(&both.1, &began, columns, here)
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
            Unread::Empty => EXAMPLES.iter().for_each(|example| say(example, look.dim())),
            Unread::Either { says, lines: both } => {
                say(says, look.accent());
                both.iter().for_each(|line| say(line, Style::new()));
                say(EITHER, look.dim());
            }
            Unread::Mend { says, as_note, .. } => {
                say(&plain(says), Style::new());
                if *as_note {
                    say(AS_NOTE, look.dim());
                }
            }
        }
        lines
    }

    /// A row of carets under the piece that cannot be read, where the whole line is in view.
    fn carets(&self, columns: usize, here: &Here<'_>) -> String {
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
        format!(
            "   {}{}",
            " ".repeat(width(before)),
            "^".repeat(width(within))
        )
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
        lines.push(Line::styled(
            format!("   {} {}", long_date(day), day.format("%Y")),
            look.accent(),
        ));
    }
    let head = format!(
        "{} {}",
        fit(&tell::clock(entry), 6, ' '),
        fit(&told.label, 9, ' ')
    );
    let room = columns.saturating_sub(width(&head) + 5).max(8);
    let rest = [main.join("  "), told.aside, also.to_owned()];
    let rest = rest.iter().filter(|text| !text.is_empty());
    let wrapped: Vec<String> = rest.flat_map(|text| wrap(&look.text(text), room)).collect();
    let gap = " ".repeat(width(&head));
    lines.push(Line::from(vec![
        Span::styled(format!("   {}", look.text(&head)), look.accent()),
        Span::raw(wrapped.first().cloned().unwrap_or_default()),
    ]));
    lines.extend(
        wrapped
            .iter()
            .skip(1)
            .map(|text| Line::from(format!("   {gap}{text}"))),
    );
    lines
}

impl Screen for TypedLine {
    fn place(&self) -> Place {
        Place::Line
    }

    fn heading(&self, _here: &Here<'_>) -> String {
        HEADING.into()
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        match action {
            Action::Open => self.keep(here),
            Action::NextPart => Ok(self.other(here)),
            Action::Back => Ok(Step::Close),
            _ => Ok(Step::Stay),
        }
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        self.input.handle(match request {
            InputRequest::InsertChar('\n' | '\t') => InputRequest::InsertChar(' '),
            other => other,
        });
        (self.warned, self.restored, self.readings) = (false, false, None);
        Ok(self.quiet())
    }

    fn wants(&self, here: &Here<'_>) -> Wants {
        format!("{:?}", here.family.chosen_baby().map(|baby| baby.id))
    }

    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        if let Some(baby) = here.family.chosen_baby() {
            self.running = here.store.running_sleep(baby.id, here.now)?;
        }
        Ok(())
    }

    fn aside(&self, _here: &Here<'_>) -> String {
        if self.restored {
            RESTORED.into()
        } else {
            String::new()
        }
    }

    fn draft(&self) -> Option<Draft> {
        let text = self.input.value();
        Some((
            SLOT.into(),
            (!text.trim().is_empty()).then(|| json!({ "text": text })),
        ))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let look = &here.look;
        let columns = usize::from(area.width);
        let mut spans = vec![Span::styled(" : ", look.accent())];
        spans.extend(field::line(&self.input, columns.saturating_sub(4).max(1), true, look).spans);
        let carets = Line::styled(self.carets(columns, here), look.accent());
        let mut lines = vec![Line::from(spans), carets];
        lines.extend(self.preview(columns, here));
        frame.render_widget(Paragraph::new(lines), area);
    }
}
