//! An answer picked from a list: by its digit, by letters of any of its names, or with the arrows.
//!
//! ```text
//!   ▸[1 looks at my face]  2 smiles   3 coos       the mark, what is picked, what else there is
//! ```
//!
//! Where one answer is wanted, letters that leave one option pick it at once; where several are, enter picks the one that
//! letters or arrows marked, so that letters never pick more than was meant.

use super::field::Typed;
use crate::words::{closeness, fold};
use tui_input::{Input, InputRequest};

#[derive(Clone)]
pub(crate) struct Choice {
    pub code: String,
    pub words: String,
    pub group: &'static str,
    /// Offered before any letter is typed.
    pub offered: bool,
    /// Found only by the whole of one of its names.
    whole: bool,
    ours: Vec<String>,
    others: Vec<String>,
}

impl Choice {
    /// An option that is found by its words only.
    pub(crate) fn new(code: impl Into<String>, words: impl Into<String>) -> Self {
        let words = words.into();
        Self {
            code: code.into(),
            ours: vec![fold(&words)],
            others: Vec::new(),
            words,
            group: "",
            offered: true,
            whole: false,
        }
    }

    /// Also found by its short form, and less readily by other names.
    pub(crate) fn also<'a>(mut self, short: &str, others: impl Iterator<Item = &'a String>) -> Self {
        self.ours.push(fold(short));
        self.others = others.map(|other| fold(other)).collect();
        self
    }

    /// Under a heading, and offered or only found.
    pub(crate) fn under(mut self, group: &'static str, offered: bool) -> Self {
        self.group = group;
        self.offered = offered;
        self
    }

    /// Never offered, and found only by the whole of one of its names: what a family has hidden.
    pub(crate) fn hidden(mut self, hidden: bool) -> Self {
        self.whole = hidden;
        self.offered &= !hidden;
        self
    }

    /// How near it is to what was typed; our own words go before other names.
    fn rank(&self, typed: &str) -> Option<u8> {
        let nearest = |forms: &[String]| forms.iter().filter_map(|f| closeness(f, typed)).min();
        let ours = nearest(&self.ours).map(|rank| rank * 2);
        let others = nearest(&self.others).map(|rank| rank * 2 + 1);
        let nearest = ours.into_iter().chain(others).min();
        nearest.filter(|rank| !self.whole || *rank < 2)
    }
}

/// A list with what is picked from it.
pub(crate) struct Pick {
    pub options: Vec<Choice>,
    pub picked: Vec<String>,
    pub many: bool,
    pub find: Input,
    pub mark: usize,
    /// The arrows moved it since something was picked last.
    moved: bool,
    /// What was picked before letters were typed.
    held: Vec<String>,
}

#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Enter {
    Took,
    /// Nothing was being found; enter is the form's.
    Passed,
    Lost,
}

impl Pick {
    /// A list; codes it does not have are options too, under their own names.
    pub(crate) fn new(options: Vec<Choice>, picked: Vec<String>, many: bool) -> Self {
        let mut pick = Self {
            options,
            picked: Vec::new(),
            many,
            find: Input::default(),
            mark: 0,
            moved: false,
            held: Vec::new(),
        };
        pick.set(picked);
        pick
    }

    pub(crate) fn set(&mut self, picked: Vec<String>) {
        for code in &picked {
            if !self.options.iter().any(|option| option.code == *code) {
                self.options.push(Choice::new(code, code));
            }
        }
        self.picked = picked;
    }

    pub(crate) fn words(&self) -> Vec<&str> {
        let words = |code: &String| {
            let option = self.options.iter().find(|option| option.code == *code)?;
            Some(option.words.as_str())
        };
        self.picked.iter().filter_map(words).collect()
    }

    /// The options to choose from now: those offered, or those that the typed letters find.
    pub(crate) fn shown(&self) -> Vec<&Choice> {
        let typed = fold(self.find.value());
        if typed.is_empty() {
            let open = |option: &&Choice| option.offered || self.picked.contains(&option.code);
            return self.options.iter().filter(open).collect();
        }
        let mut found: Vec<(u8, &Choice)> =
            self.options.iter().filter_map(|option| option.rank(&typed).map(|rank| (rank, option))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        // Letters that only follow one another help when nothing nearer is found, and are noise when something is.
        if found.first().is_some_and(|(rank, _)| *rank < 8) {
            found.retain(|(rank, _)| *rank < 8);
        }
        found.into_iter().map(|(_, option)| option).collect()
    }

    fn code_at(&self, place: usize) -> Option<String> {
        self.shown().get(place).map(|option| option.code.clone())
    }

    fn toggle(&mut self, code: String) {
        if let Some(at) = self.picked.iter().position(|picked| *picked == code) {
            self.picked.remove(at);
        } else {
            self.pick(code);
        }
    }

    fn pick(&mut self, code: String) {
        if !self.many {
            self.picked.clear();
        }
        if !self.picked.contains(&code) {
            self.picked.push(code);
        }
    }

    fn settled(&mut self) {
        self.find.reset();
        (self.mark, self.moved) = (0, false);
    }

    pub(crate) fn enter(&mut self) -> Enter {
        if self.find.value().is_empty() {
            let moved = std::mem::take(&mut self.moved) && self.many;
            let marked = self.code_at(self.mark).filter(|_| moved);
            let Some(code) = marked.filter(|code| !self.picked.contains(code)) else {
                return Enter::Passed;
            };
            self.pick(code);
            return Enter::Took;
        }
        let Some(code) = self.code_at(self.mark) else {
            return Enter::Lost;
        };
        let sure = !self.many && self.picked.contains(&code);
        self.pick(code);
        self.settled();
        if sure { Enter::Passed } else { Enter::Took }
    }

    /// Whether letters wait that picked nothing.
    pub(crate) fn is_unsettled(&self) -> bool {
        let found = self.code_at(self.mark);
        let sure = !self.many && found.is_some_and(|code| self.picked.contains(&code));
        !self.find.value().is_empty() && !sure
    }

    pub(crate) fn typed(&mut self, request: InputRequest) -> Typed {
        use InputRequest as To;
        let finding = !self.find.value().is_empty();
        match request {
            To::InsertChar(c) if c.is_ascii_digit() => return self.digit(c),
            To::InsertChar(' ') if !finding => {
                let place = if self.many { self.mark } else { self.place() };
                if let Some(code) = self.code_at(place) {
                    self.toggle(code);
                }
                self.moved = false;
            }
            To::InsertChar(',' | ';') if finding && self.many => {
                self.enter();
            }
            To::InsertChar('\n') => {}
            To::InsertChar(_) => {
                if !finding {
                    self.held = self.picked.clone();
                }
                self.find.handle(request);
                self.found();
            }
            To::GoToPrevChar | To::GoToPrevWord => self.step(false),
            To::GoToNextChar | To::GoToNextWord => self.step(true),
            To::GoToStart => (self.mark, self.moved) = (0, true),
            To::GoToEnd => {
                (self.mark, self.moved) = (self.shown().len().saturating_sub(1), true);
            }
            To::DeleteLine if !finding => self.picked.clear(),
            _ if finding => {
                self.find.handle(request);
                self.found();
            }
            To::DeletePrevChar | To::DeletePrevWord => {
                self.picked.pop();
            }
            _ => {}
        }
        Typed::Taken
    }

    fn digit(&mut self, c: char) -> Typed {
        // 1 to 9, then 0 for the tenth.
        let place = match c.to_digit(10) {
            Some(0) | None => 9,
            Some(n) => usize::try_from(n).unwrap_or(1) - 1,
        };
        let Some(code) = self.code_at(place) else {
            return Typed::Refused(super::words::no_digit(c));
        };
        self.toggle(code);
        self.settled();
        Typed::Taken
    }

    /// Where one is wanted: letters that leave one option pick it; else what was picked before stays.
    fn found(&mut self) {
        (self.mark, self.moved) = (0, false);
        if self.many {
            return;
        }
        let typed = fold(self.find.value());
        // Only our own words pick by themselves: another name for one would surprise.
        let mut starting = self.options.iter().filter(|option| {
            let begins = |form: &String| form.starts_with(&typed);
            !typed.is_empty() && !option.whole && option.ours.iter().any(begins)
        });
        let one = match (starting.next(), starting.next()) {
            (Some(one), None) => Some(one.code.clone()),
            _ => None,
        };
        match one {
            Some(code) => {
                let at = self.shown().iter().position(|option| option.code == code);
                self.mark = at.unwrap_or(0);
                self.pick(code);
            }
            None => self.picked = self.held.clone(),
        }
    }

    /// Where the picked one stands among those shown.
    fn place(&self) -> usize {
        let shown = self.shown();
        let at = shown.iter().position(|o| self.picked.contains(&o.code));
        at.unwrap_or(0)
    }

    fn step(&mut self, on: bool) {
        let last = self.shown().len().saturating_sub(1);
        if self.many {
            self.moved = true;
            self.mark = if on { (self.mark + 1).min(last) } else { self.mark.saturating_sub(1) };
            return;
        }
        // Before the first stands "no answer".
        let to = match (self.picked.is_empty(), on, self.place()) {
            (true, true, _) => Some(0),
            (true, false, _) => Some(last),
            (false, true, at) => Some((at + 1).min(last)),
            (false, false, 0) => None,
            (false, false, at) => Some(at - 1),
        };
        match to.and_then(|to| self.code_at(to)) {
            Some(code) => self.pick(code),
            None => self.picked.clear(),
        }
        if let Some(to) = to {
            self.mark = to;
        }
    }
}
