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
//! `shift.rs` moves the times and says which cannot be; `says.rs` has the words.

mod says;
mod shift;

use super::form::{clashing, second_look};
use super::{Here, Screen, Step, Wants, entry_row};
use crate::journal::tell;
use crate::journal::time::long_date;
use crate::journal::{Change, Clash, Entry, What};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use crate::widgets::text::wrap;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use shift::{Part, moved};
use tui_input::InputRequest;

/// The steps, in minutes.
const STEPS: [i64; 4] = [1, 5, 15, 60];

pub struct Nudge {
    before: Entry,
    after: Entry,
    part: Part,
    step: usize,
    clashes: Vec<Clash>,
    /// Something in the status line is ours to take back.
    said: bool,
}

impl Nudge {
    /// Opens on an entry; a night in words has no time to move.
    pub fn open(entry: &Entry) -> Step {
        if entry.sealed().is_some() {
            return Step::Say(super::sealed::CLOSED.into());
        }
        if matches!(&entry.what, What::Sleep(sleep) if sleep.night.is_some()) {
            return Step::Say(says::NO_TIME.into());
        }
        let part = if matches!(entry.what, What::Sleep(_)) { Part::Start } else { Part::Both };
        Step::Open(Box::new(Self {
            before: entry.clone(),
            after: entry.clone(),
            part,
            step: 1,
            clashes: Vec::new(),
            said: false,
        }))
    }

    fn go(&mut self, later: bool, here: &Here<'_>) -> Result<Step, Trouble> {
        let minutes = if later { 1 } else { -1 } * STEPS[self.step.min(STEPS.len() - 1)];
        Ok(match moved(&self.after, self.part, minutes, here) {
            Ok(after) => {
                self.clashes = second_look(&after, here)?;
                self.after = after;
                self.quiet()
            }
            Err(problem) => {
                self.said = true;
                Step::Say(problem)
            }
        })
    }

    fn quiet(&mut self) -> Step {
        if std::mem::take(&mut self.said) {
            return Step::Say(String::new());
        }
        Step::Stay
    }

    fn keep(&self, here: &Here<'_>) -> Step {
        if self.before == self.after {
            return Step::Close;
        }
        let title = tell::title(&self.after, here.family, here.now);
        Step::KeepAndClose(Change::edit(title, self.before.clone(), self.after.clone()))
    }

    /// What can move, and whether there is a choice.
    fn has_end(&self) -> bool {
        self.before.until.is_some()
    }
}

impl Screen for Nudge {
    fn place(&self) -> Place {
        Place::Nudge
    }

    fn heading(&self, _here: &Here<'_>) -> String {
        says::heading(self.before.kind())
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        Ok(match action {
            Action::Earlier => return self.go(false, here),
            Action::Later => return self.go(true, here),
            Action::Wider => {
                self.step = (self.step + 1).min(STEPS.len() - 1);
                self.quiet()
            }
            Action::Narrower => {
                self.step = self.step.saturating_sub(1);
                self.quiet()
            }
            Action::NextPart if self.has_end() => {
                self.part = self.part.next();
                self.quiet()
            }
            Action::Open => self.keep(here),
            Action::Back => Step::Close,
            _ => Step::Stay,
        })
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        if let InputRequest::InsertChar(c) = request
            && let Some(step) = c.to_digit(10).and_then(|digit| digit.checked_sub(1))
            && (step as usize) < STEPS.len()
        {
            self.step = step as usize;
        }
        Ok(self.quiet())
    }

    fn wants(&self, _here: &Here<'_>) -> Wants {
        self.before.id.to_string()
    }

    /// Changed elsewhere meanwhile, it is that row's time which is nudged.
    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        if let Some(row) = here.store.entry(self.before.id)?
            && row != self.before
        {
            (self.before, self.after) = (row.clone(), row);
        }
        self.clashes = second_look(&self.after, here)?;
        Ok(())
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let columns = usize::from(area.width);
        let lines = self.lines(columns, here);
        frame.render_widget(Paragraph::new(lines), area);
    }
}

impl Nudge {
    fn lines(&self, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        let look = &here.look;
        let date = long_date(self.after.at.date());
        let was = says::was(&self.before, &self.after);
        let mut lines = vec![
            Line::styled(format!(" {date}"), look.dim()),
            Line::default(),
            entry_row(&self.after, true, columns, here),
            Line::styled(format!(" {}", look.text(&was)), look.dim()),
            Line::default(),
        ];
        if self.has_end() {
            let at = Part::ALL.iter().position(|part| *part == self.part);
            let names = Part::ALL.iter().map(|part| says::part(*part).to_owned());
            lines.push(chosen(says::MOVING, names, at, here));
        }
        let names = STEPS.iter().enumerate();
        let names = names.map(|(at, minutes)| says::step(at + 1, *minutes));
        lines.push(chosen(says::BY, names, Some(self.step), here));
        if let Some(says) = clashing(&self.clashes, here) {
            lines.push(Line::default());
            let says = format!("{says} {}", says::all_the_same(&self.clashes));
            let says = wrap(&look.text(&says), columns.saturating_sub(2));
            lines.extend(says.into_iter().map(|line| Line::styled(format!(" {line}"), look.accent())));
        }
        for clash in &self.clashes {
            if let Clash::Overlap(other) = clash {
                lines.push(entry_row(other, false, columns, here));
            }
        }
        lines
    }
}

/// A label and a row of names, the chosen one in brackets.
fn chosen(
    label: &str,
    names: impl Iterator<Item = String>,
    at: Option<usize>,
    here: &Here<'_>,
) -> Line<'static> {
    let look = &here.look;
    let mut spans = vec![Span::styled(format!("  {label:<9}"), look.dim())];
    for (index, name) in names.enumerate() {
        let (text, style) = if Some(index) == at {
            (format!("[{name}] "), look.accent())
        } else {
            (format!(" {name}  "), Style::new())
        };
        spans.push(Span::styled(text, style));
    }
    Line::from(spans)
}
