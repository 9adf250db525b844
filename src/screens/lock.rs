//! The journal's lock: a first passphrase, another one, or none again. What is typed is dots, and no draft of it waits;
//! the work itself is the app's, and what became of it is told here.

use super::help::Scroll;
use super::secret::{Secret, WRONG};
use super::{Here, Screen, Step};
use crate::journal::tell::plain;
use crate::keys::{Action, Place};
use crate::store::{NO_WAY_BACK, Passphrase, Trouble, Turn, Turned};
use crate::widgets::look::{Glyph, Look};
use crate::widgets::text::wrap;
use crate::work::{Found, of};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use std::path::Path;
use tui_input::InputRequest;

/// How many journals without a lock are named; the command line names all.
const NAMED: usize = 4;

pub struct Lock {
    stage: Stage,
    turn: Turn,
    secret: Secret,
    /// The two that were typed were not the same.
    differed: bool,
    /// How far down what was done has been read.
    scroll: Scroll,
}

enum Stage {
    /// Another passphrase, or none.
    Choice,
    Now,
    New,
    Again(Passphrase),
    Working,
    Done(Vec<String>),
}

impl Lock {
    /// Asks what this journal's lock, or the lack of one, leaves to be asked.
    pub fn new(here: &Here<'_>) -> Self {
        let (stage, turn) =
            if here.store.is_locked() { (Stage::Choice, Turn::Changed) } else { (Stage::New, Turn::Locked) };
        Self { stage, turn, secret: Secret::default(), differed: false, scroll: Scroll::default() }
    }

    fn go_on(&mut self, here: &Here<'_>) -> Step {
        match &self.stage {
            Stage::Choice => self.stage = Stage::Now,
            Stage::Now if !self.secret.opens(here.store) => {}
            Stage::Now if self.turn == Turn::Unlocked => return self.work(None),
            Stage::Now => {
                self.stage = Stage::New;
                self.secret = Secret::default();
            }
            Stage::New => {
                if let Some(words) = self.secret.take() {
                    self.differed = false;
                    self.stage = Stage::Again(words);
                }
            }
            Stage::Again(words) => match self.secret.take() {
                Some(again) if again == *words => return self.work(Some(again)),
                Some(_) => {
                    self.differed = true;
                    self.stage = Stage::New;
                }
                None => {}
            },
            Stage::Working | Stage::Done(_) => {}
        }
        Step::Stay
    }

    fn work(&mut self, to: Option<Passphrase>) -> Step {
        self.stage = Stage::Working;
        let says = match self.turn {
            Turn::Locked => LOCKING,
            Turn::Changed => CHANGING,
            Turn::Unlocked => UNLOCKING,
        };
        Step::TurnLock(to, says)
    }

    /// What stands on the screen, a paragraph each.
    fn paragraphs(&self, columns: usize, look: &Look) -> Vec<Vec<Line<'static>>> {
        let line = |text: &str| Line::raw(format!("  {}", look.text(text)));
        let says = |text: &str| wrap(text, columns).iter().map(|row| line(row)).collect();
        let typed = |label: &str| vec![line(&self.secret.line(label, columns, look))];
        match &self.stage {
            Stage::Choice => vec![says(LOCKED), self.choice(look)],
            Stage::Now => {
                let wrong = self.secret.was_wrong().then(|| says(WRONG));
                let asked = [says(FIRST), typed(NOW)];
                asked.into_iter().chain(wrong).collect()
            }
            Stage::New | Stage::Again(_) => {
                let first = matches!(self.stage, Stage::New);
                let differed = self.differed.then(|| says(DIFFERED));
                let before = says(&format!("{NO_WAY_BACK} {WRITE_IT_DOWN}"));
                let asked = [before, typed(if first { NEW } else { AGAIN })];
                asked.into_iter().chain(differed).collect()
            }
            Stage::Working | Stage::Done(_) => Vec::new(),
        }
    }

    fn choice(&self, look: &Look) -> Vec<Line<'static>> {
        let rows = [(Turn::Changed, ANOTHER), (Turn::Unlocked, NO_LOCK_AGAIN)];
        let row = |(turn, says)| {
            let picked = self.turn == turn;
            let cursor = if picked { look.glyph(Glyph::Cursor) } else { ' ' };
            let style = if picked { look.accent() } else { Style::new() };
            Line::styled(format!(" {cursor} {says}"), style)
        };
        rows.into_iter().map(row).collect()
    }
}

/// What was done and what became of the copies, a paragraph each.
fn told(turn: Turn, turned: &Turned, here: &Here<'_>) -> Vec<String> {
    let folder = here.store.path().and_then(Path::parent);
    // Where the journal lies is known; what is beside it is named from there.
    let name = |path: &Path| {
        let short = folder.and_then(|folder| path.strip_prefix(folder).ok());
        plain(&short.unwrap_or(path).to_string_lossy()).into_owned()
    };
    let mut told = vec![turn.told().to_owned()];
    told.extend(turned.copies(turn.followed(), name));
    // Without a lock there is nothing it could leave uncovered.
    if turn != Turn::Unlocked {
        let (uncovered, mut open) = turned.uncovered(name);
        let others = open.split_off(open.len().min(NAMED)).len();
        if others > 0 {
            open.push(more(others));
        }
        let uncovered = uncovered.into_iter().map(String::from);
        told.extend(uncovered);
        if !open.is_empty() {
            let names = told.pop().into_iter().chain(open);
            let names = names.collect::<Vec<_>>().join("\n");
            told.push(names);
        }
    }
    told
}

impl Screen for Lock {
    fn place(&self) -> Place {
        match self.stage {
            Stage::Choice => Place::Settings,
            Stage::Now | Stage::New | Stage::Again(_) | Stage::Working => Place::Secret,
            Stage::Done(_) => Place::Reading,
        }
    }

    fn heading(&self, _here: &Here<'_>) -> String {
        HEADING.into()
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        Ok(match action {
            Action::Back => Step::Close,
            _ if matches!(self.stage, Stage::Done(_)) => self.scroll.act(action),
            Action::Open => self.go_on(here),
            Action::Up | Action::First if matches!(self.stage, Stage::Choice) => {
                self.turn = Turn::Changed;
                Step::Stay
            }
            Action::Down | Action::Last if matches!(self.stage, Stage::Choice) => {
                self.turn = Turn::Unlocked;
                Step::Stay
            }
            _ => Step::Stay,
        })
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        self.secret.typed(request);
        Ok(Step::Stay)
    }

    fn worked(&mut self, found: Found, here: &Here<'_>) -> Result<Step, Trouble> {
        match of::<Option<Turned>>(found).flatten() {
            Some(turned) => self.stage = Stage::Done(told(self.turn, &turned, here)),
            None => *self = Self::new(here),
        }
        Ok(Step::Stay)
    }

    fn aside(&self, _here: &Here<'_>) -> String {
        self.scroll.aside()
    }

    fn word(&self, action: Action, _here: &Here<'_>) -> Option<&'static str> {
        (action == Action::Open).then_some(match (&self.stage, self.turn) {
            (Stage::Choice, _) => "choose",
            (Stage::Now, Turn::Unlocked) => "take the lock off",
            (Stage::Again(_), Turn::Changed) => "change it",
            (Stage::Again(_), _) => "lock",
            _ => "next",
        })
    }

    fn offers(&self, action: Action, _here: &Here<'_>) -> bool {
        action != Action::Choose && !matches!(self.stage, Stage::Working)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let columns = usize::from(area.width).saturating_sub(4).min(70);
        if let Stage::Done(told) = &self.stage {
            let text = told.join("\n\n");
            let lines = wrap(&text, columns);
            let lines: Vec<String> = lines.iter().map(|line| format!(" {line}")).collect();
            return self.scroll.draw(frame, area, &lines, here);
        }
        let paragraphs = self.paragraphs(columns, &here.look);
        let rows = paragraphs.iter().map(|lines| lines.len() + 1);
        // Those that fill the room stand close.
        let roomy = rows.sum::<usize>() <= usize::from(area.height) + 1;
        let mut lines: Vec<Line<'_>> = Vec::new();
        for paragraph in paragraphs {
            if roomy && !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.extend(paragraph);
        }
        frame.render_widget(Paragraph::new(lines), area);
    }
}

fn more(others: usize) -> String {
    format!("and {others} more")
}

const HEADING: &str = "The lock";
const LOCKED: &str = "This journal is locked with a passphrase.";
const ANOTHER: &str = "another passphrase";
const NO_LOCK_AGAIN: &str = "take the lock off";
const FIRST: &str = "First the passphrase that opens it now.";
const WRITE_IT_DOWN: &str = "Please write it down and keep it where only you can read it, before you go on.";
const NOW: &str = "passphrase now";
const NEW: &str = "new passphrase";
const AGAIN: &str = "the same once more";
const DIFFERED: &str = "The two were not the same, so nothing was changed. Please begin again.";
const LOCKING: &str = "locking…";
const CHANGING: &str = "changing the passphrase…";
const UNLOCKING: &str = "taking the lock off…";
