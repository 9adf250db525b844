//! The typed line: one line, and what will be kept of it while it is typed. What cannot be read is never kept as
//! anything else unless the parent says so. The same field finds what can be done by name; `palette.rs` has the rule.
//!
//! ```text
//!  : slept 11:40-12:55, held
//!
//!    sleep   1 h 15   11:40–12:55
//!            held
//! ```

mod preview;

pub(crate) use preview::EXAMPLES;

use super::form::{in_the_way, words};
use super::palette::{Palette, says};
use super::{Draft, Here, Screen, Step, Wants};
use crate::journal::line::{Context, Said, Unread, read_about, woken};
use crate::journal::tell::{self, plain};
use crate::journal::time::short_date;
use crate::journal::{At, Baby, Entry, Id, Kind, check};
use crate::keys::{Action, Place, key_of};
use crate::store::Trouble;
use crate::widgets::field;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use serde_json::json;
use std::cell::Cell;
use tui_input::{Input, InputRequest};

const HEADING: &str = "Type a line, or anything by name";
const RESTORED: &str = "What you typed before is here; ctrl-u clears it.";
const EITHER: &str = "tab takes one of these lines, and tab again the next";
const NOT_KEPT: &str = "Nothing was kept yet: please mend the line, or tab makes it a note.";
/// Seconds after which the times of a line left unfinished are asked about.
const STALE: i64 = 300;

fn no_sleep(baby: &str) -> String {
    format!("No sleep of {baby}'s is under way. One that is over is written as in: slept 11:40-12:55")
}

fn asleep(baby: &str, since: &str) -> String {
    format!("{baby} is asleep since {since} already. A line such as \"awake\" ends that sleep.")
}

/// `11:40`, `21 Nov 2026 23:50`.
fn since(at: At, now: At) -> String {
    if at.date() == now.date() { at.hm() } else { format!("{} {}", short_date(at.date()), at.hm()) }
}

/// Where a line waits: it is this carer's, about this baby.
pub(crate) fn slot(here: &Here<'_>) -> String {
    let baby = here.family.chosen_baby().map(|baby| baby.id.to_string());
    let carer = here.family.chosen_carer().map(|carer| carer.id.to_string());
    let (baby, carer) = (baby.unwrap_or_default(), carer.unwrap_or_default());
    format!("line-{baby}-{carer}")
}

pub struct TypedLine {
    input: Input,
    /// The readings of a time inside a clock change, once one was taken.
    readings: Option<Vec<String>>,
    running: Vec<Entry>,
    warned: bool,
    restored: bool,
    said: bool,
    slot: String,
    /// What can be done by name where it was opened.
    palette: Palette,
    key: String,
    /// What is typed only looks for something to do.
    seeks: bool,
    /// A draft was found in its slot, or left there.
    left: Cell<bool>,
    heard: At,
    /// That is a while ago, and its times were not asked about yet.
    old: bool,
    /// What "now" and "20m ago" are reckoned from, when that is not this moment: what was typed then is meant then.
    then: Option<At>,
}

enum Comes {
    /// Adds an entry, or one for each of several babies.
    Adds(Vec<Entry>),
    /// Ends the sleep that runs, or those of several babies.
    Ends(Vec<(Entry, Entry)>),
    Unread(Unread),
}

impl TypedLine {
    /// With what was typed before and left. It was opened from `place`; `recent` was lately done by name, and `word`
    /// names an action as the screen there would.
    pub fn new(
        place: Place,
        recent: &[Action],
        word: impl Fn(Action) -> Option<&'static str>,
        here: &Here<'_>,
    ) -> Result<Self, Trouble> {
        let slot = slot(here);
        let draft = here.store.draft(&slot)?;
        let text = draft.as_ref().and_then(|draft| draft["text"].as_str()).unwrap_or_default();
        let typed = draft.as_ref().and_then(|draft| draft["at"].as_str());
        let heard = typed.and_then(At::parse).unwrap_or(here.now);
        let old = here.now.secs() - heard.secs() > STALE && !text.is_empty();
        let mut line = Self {
            slot,
            palette: Palette::new(place, recent, word, here.look.ascii),
            key: key_of(place, Action::Line).unwrap_or_default(),
            seeks: false,
            left: Cell::new(draft.is_some()),
            heard,
            old,
            then: old.then_some(heard),
            restored: !text.is_empty(),
            input: Input::new(text.to_owned()),
            readings: None,
            running: Vec::new(),
            warned: false,
            said: false,
        };
        line.seek(here);
        Ok(line)
    }

    /// Looks for what can be done by the words typed.
    fn seek(&mut self, here: &Here<'_>) {
        let comes = self.comes_to(here);
        let is_line = !matches!(comes, Comes::Unread(Unread::Mend { .. } | Unread::Empty));
        self.palette.find(self.input.value(), is_line);
        self.seeks = self.palette.marked().is_some();
    }

    fn comes_to(&self, here: &Here<'_>) -> Comes {
        let whole = |says: String| Comes::Unread(Unread::Mend { says, piece: 0..0, as_note: false });
        let Some(carer) = here.family.chosen_carer() else {
            return Comes::Unread(Unread::Empty);
        };
        let baby = here.family.chosen_baby();
        let context = Context {
            now: self.then.unwrap_or(here.now),
            family: here.family,
            baby: baby.map(|baby| baby.id),
            carer: carer.id,
        };
        let (said, about) = match read_about(self.input.value(), &context) {
            Ok(read) => read,
            Err(unread) => return Comes::Unread(unread),
        };
        let whose: Vec<&Baby> = if about.is_empty() {
            baby.into_iter().collect()
        } else {
            about.iter().filter_map(|id| here.family.baby(*id)).collect()
        };
        match said {
            Said::Keep(mut entry) => {
                if entry.kind() == Kind::Note {
                    // A note that is about all of them is about none in particular.
                    entry.baby = about.first().copied().filter(|_| about.len() == 1);
                    return Comes::Adds(vec![entry]);
                }
                let open = entry.kind() == Kind::Sleep && entry.is_open();
                let mut asleep_already = whose
                    .iter()
                    .filter_map(|baby| Some((baby, self.running(baby.id, here).filter(|_| open)?)));
                match asleep_already.next() {
                    Some((baby, running)) => {
                        whole(asleep(&plain(baby.called()), &since(running.at, here.now)))
                    }
                    None => Comes::Adds(entry.for_each(&about)),
                }
            }
            awake => {
                let running = whose.iter().filter_map(|baby| self.running(baby.id, here));
                let ended = running.map(|it| (it.clone(), woken(it, awake.clone())));
                let ended: Vec<(Entry, Entry)> = ended.collect();
                let problem = ended.iter().find_map(|(_, it)| check(it, here.now).err());
                match (problem, ended.is_empty(), whose.first()) {
                    (Some(problem), ..) => whole(problem.says),
                    (None, false, _) => Comes::Ends(ended),
                    (None, true, baby) => whole(no_sleep(&plain(baby.map_or("", |b| b.called())))),
                }
            }
        }
    }

    /// A baby's sleep that runs now, however long ago it was read.
    fn running(&self, baby: Id, here: &Here<'_>) -> Option<&Entry> {
        let mut running = self.running.iter();
        running.rfind(|it| it.baby == Some(baby) && it.is_running_sleep(here.now))
    }

    fn keep(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        let (entries, change) = match self.comes_to(here) {
            Comes::Adds(entries) => {
                let first = entries.last().map(|it| tell::title(it, here.family, here.now));
                let change = here.family.adding(&first.unwrap_or_default(), &entries);
                (entries, change)
            }
            Comes::Ends(both) => {
                let change = here.family.ending(&both, here.now);
                let ended = both.into_iter().map(|(_, after)| after);
                (ended.collect(), change)
            }
            // What is wrong stands below the line already.
            Comes::Unread(Unread::Either { .. }) => return Ok(self.say(EITHER)),
            Comes::Unread(Unread::Mend { .. }) => return Ok(self.say(NOT_KEPT)),
            Comes::Unread(unread) => return Ok(self.say(&unread.to_string())),
        };
        if std::mem::take(&mut self.old) {
            let on = words::on(self.heard, here.now);
            return Ok(self.say(&words::typed(&on)));
        }
        for entry in entries.iter().filter(|_| !self.warned) {
            if let Some(says) = in_the_way(entry, here)? {
                self.warned = true;
                return Ok(self.say(&says));
            }
        }
        Ok(Step::KeepAndClose(change))
    }

    fn is_blank(&self) -> bool {
        self.input.value().trim().is_empty()
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
        if let Some(readings) = &self.readings {
            let at = readings.iter().position(|line| line == self.input.value());
            let next = at.map_or(0, |at| at + 1) % readings.len().max(1);
            self.input = Input::new(readings.get(next).cloned().unwrap_or_default());
            self.seek(here);
            return self.quiet();
        }
        match self.comes_to(here) {
            Comes::Unread(Unread::Either { lines, .. }) => {
                self.input = Input::new(lines.first().cloned().unwrap_or_default());
                self.readings = Some(lines);
            }
            Comes::Unread(Unread::Mend { .. }) => {
                self.input = Input::new(format!("note {}", self.input.value().trim_start()));
            }
            _ => {}
        }
        self.seek(here);
        self.quiet()
    }
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
            Action::Open => match self.palette.marked() {
                Some(action) => Ok(Step::Do(action)),
                None => self.keep(here),
            },
            Action::Up | Action::Down => {
                self.palette.go(action);
                Ok(self.quiet())
            }
            Action::NextPart => Ok(self.other(here)),
            Action::Back if self.is_blank() || self.seeks => Ok(Step::Close),
            Action::Back => Ok(Step::CloseAndSay(words::waits(&self.key))),
            _ => Ok(Step::Stay),
        }
    }

    fn typed(&mut self, request: InputRequest, here: &Here<'_>) -> Result<Step, Trouble> {
        self.input.handle(match request {
            InputRequest::InsertChar('\n' | '\t') => InputRequest::InsertChar(' '),
            other => other,
        });
        (self.warned, self.restored, self.readings) = (false, false, None);
        // A word mended does not make the rest of an old line new.
        if self.is_blank() {
            (self.old, self.then) = (false, None);
        }
        if self.then.is_none() {
            self.heard = here.now;
        }
        self.seek(here);
        Ok(self.quiet())
    }

    fn wants(&self, here: &Here<'_>) -> Wants {
        format!("{:?}", here.family.chosen_baby().map(|baby| baby.id))
    }

    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        self.running = here.store.open_entries(Kind::Sleep)?;
        Ok(())
    }

    fn aside(&self, here: &Here<'_>) -> String {
        match (self.restored, self.old) {
            (false, _) if self.palette.marked().is_some() => says::MARKED.into(),
            (false, _) if self.is_blank() => says::BLANK.into(),
            (false, _) if self.palette.is_empty() => String::new(),
            (false, _) => says::BOTH.into(),
            (true, false) => RESTORED.into(),
            (true, true) => {
                let on = words::on(self.heard, here.now);
                format!("{RESTORED} {}", words::typed(&on))
            }
        }
    }

    fn word(&self, action: Action, _here: &Here<'_>) -> Option<&'static str> {
        let does = action == Action::Open && self.palette.marked().is_some();
        does.then_some(says::DOES)
    }

    fn slot(&self) -> Option<&str> {
        Some(&self.slot)
    }

    fn draft(&self) -> Option<Draft> {
        if self.is_blank() || self.seeks {
            return self.left.get().then(|| (self.slot.clone(), None));
        }
        self.left.set(true);
        let content = json!({ "text": self.input.value(), "at": self.heard.rfc3339() });
        Some((self.slot.clone(), Some(content)))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let look = &here.look;
        let columns = usize::from(area.width);
        let mut spans = vec![Span::styled(" : ", look.accent())];
        spans.extend(field::line(&self.input, columns.saturating_sub(4).max(1), true, look).spans);
        let carets = if self.seeks { String::new() } else { self.carets(columns, here) };
        let mut lines = vec![Line::from(spans), Line::styled(carets, look.accent())];
        // Words that only look for something are no line to be mended.
        if !self.seeks {
            lines.extend(self.preview(columns, here));
        }
        if !self.palette.is_empty() {
            lines.truncate(usize::from(area.height).saturating_sub(3).max(2));
            lines.push(Line::default());
            let room = usize::from(area.height).saturating_sub(lines.len());
            lines.extend(self.palette.lines(columns, room, here));
        }
        frame.render_widget(Paragraph::new(lines), area);
    }
}
