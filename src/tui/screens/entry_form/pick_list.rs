//! An answer picked from a list: by its digit, by letters of any of its names, or with the arrows.
//!
//! ```text
//!   ▸[1 looks at my face]  2 smiles   3 coos       the mark, what is picked, what else there is
//! ```
//!
//! Where one answer is wanted, letters that leave one option pick it at once; where several are, enter picks the one that
//! letters or arrows marked, so that letters never pick more than was meant.

use crate::text::search_fold::fold_for_search;
use crate::tui::keys::digit_on_key;
use crate::vocabulary::{match_rank, normalize_text};
use tui_input::{Input, InputRequest};

/// What comes of typing into an answer.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum InputResult {
    Accepted,
    /// It means nothing here; why, in a sentence.
    Rejected(String),
}

#[derive(Clone)]
pub(crate) struct PickOption {
    pub code: String,
    pub label: String,
    pub group: &'static str,
    /// Offered before any letter is typed.
    pub is_offered: bool,
    /// Found only by the whole of one of its names.
    exact_only: bool,
    own_names: Vec<String>,
    other_names: Vec<String>,
}

impl PickOption {
    /// An option that is found by its words only.
    pub(crate) fn new(code: impl Into<String>, words: impl Into<String>) -> Self {
        let words = words.into();
        Self {
            code: code.into(),
            own_names: vec![fold_for_search(&words)],
            other_names: Vec::new(),
            label: words,
            group: "",
            is_offered: true,
            exact_only: false,
        }
    }

    /// An option that only its number or the arrows choose: the words of others may begin with its letters.
    pub(crate) fn by_number(code: impl Into<String>, words: impl Into<String>) -> Self {
        Self { own_names: Vec::new(), ..Self::new(code, words) }
    }

    /// Also found by its short form, and less readily by other names.
    pub(crate) fn with_other_names<'a>(
        mut self,
        short: &str,
        others: impl Iterator<Item = &'a String>,
    ) -> Self {
        self.own_names.push(fold_for_search(short));
        self.other_names = others.map(|other| fold_for_search(other)).collect();
        self
    }

    /// Under a heading, and offered or only found.
    pub(crate) fn with_group(mut self, group: &'static str, offered: bool) -> Self {
        self.group = group;
        self.is_offered = offered;
        self
    }

    /// Never offered, and found only by the whole of one of its names: what a family has hidden.
    pub(crate) fn hidden(mut self, with_hidden: bool) -> Self {
        self.exact_only = with_hidden;
        self.is_offered &= !with_hidden;
        self
    }

    /// How near it is to what was typed; our own words go before other names.
    fn rank_match(&self, typed: &str) -> Option<u8> {
        let nearest = |forms: &[String]| forms.iter().filter_map(|f| match_rank(f, typed)).min();
        let ours = nearest(&self.own_names).map(|rank| rank * 2);
        let others = nearest(&self.other_names).map(|rank| rank * 2 + 1);
        let nearest = ours.into_iter().chain(others).min();
        nearest.filter(|rank| !self.exact_only || *rank < 2)
    }
}

/// A list with what is picked from it.
pub(crate) struct PickList {
    pub options: Vec<PickOption>,
    pub picked: Vec<String>,
    pub allows_many: bool,
    /// What is typed is an answer as it stands (`own_words.rs`).
    pub takes_own_words: bool,
    pub search_input: Input,
    pub marked_position: usize,
    /// The arrows moved it since something was picked last.
    mark_moved: bool,
    /// What was picked before letters were typed.
    pub(crate) picked_before_search: Vec<String>,
}

#[derive(PartialEq, Eq, Debug)]
pub(crate) enum EnterResult {
    Picked,
    /// Nothing was being found; enter is the form's.
    Unhandled,
    NoMatch,
}

impl PickList {
    /// A list; codes it does not have are options too, under their own names.
    pub(crate) fn new(options: Vec<PickOption>, picked: Vec<String>, many: bool) -> Self {
        let mut pick = Self {
            options,
            picked: Vec::new(),
            allows_many: many,
            takes_own_words: false,
            search_input: Input::default(),
            marked_position: 0,
            mark_moved: false,
            picked_before_search: Vec::new(),
        };
        pick.set_picked(picked);
        pick
    }

    pub(crate) fn set_picked(&mut self, picked: Vec<String>) {
        for code in &picked {
            if !self.options.iter().any(|option| option.code == *code) {
                self.options.push(PickOption::new(code, code));
            }
        }
        self.picked = picked;
    }

    pub(crate) fn picked_labels(&self) -> Vec<&str> {
        // Own words that are being typed are no option yet.
        let words = |code: &'_ String| self.options.iter().find(|option| option.code == *code);
        self.picked.iter().map(|code| words(code).map_or(code.as_str(), |option| &option.label)).collect()
    }

    /// The options to choose from now: those offered, or those that the typed letters find.
    pub(crate) fn visible_options(&self) -> Vec<&PickOption> {
        let typed = fold_for_search(self.search_input.value());
        if typed.is_empty() || self.takes_own_words {
            let open = |option: &&PickOption| option.is_offered || self.picked.contains(&option.code);
            return self.options.iter().filter(open).collect();
        }
        let mut found: Vec<(u8, &PickOption)> = self
            .options
            .iter()
            .filter_map(|option| option.rank_match(&typed).map(|rank| (rank, option)))
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        // Letters that only follow one another help when nothing nearer is found, and are noise when something is.
        if found.first().is_some_and(|(rank, _)| *rank < 8) {
            found.retain(|(rank, _)| *rank < 8);
        }
        found.into_iter().map(|(_, option)| option).collect()
    }

    fn option_code_at(&self, place: usize) -> Option<String> {
        self.visible_options().get(place).map(|option| option.code.clone())
    }

    fn toggle_option(&mut self, code: String) {
        if let Some(at) = self.picked.iter().position(|picked| *picked == code) {
            self.picked.remove(at);
        } else {
            self.pick_option(code);
        }
    }

    fn pick_option(&mut self, code: String) {
        if !self.allows_many {
            self.picked.clear();
        }
        if !self.picked.contains(&code) {
            self.picked.push(code);
        }
    }

    fn clear_search(&mut self) {
        self.search_input.reset();
        (self.marked_position, self.mark_moved) = (0, false);
    }

    pub(crate) fn handle_enter(&mut self) -> EnterResult {
        self.settle_own_words();
        if self.search_input.value().is_empty() {
            let moved = std::mem::take(&mut self.mark_moved) && self.allows_many;
            let marked = self.option_code_at(self.marked_position).filter(|_| moved);
            let Some(code) = marked.filter(|code| !self.picked.contains(code)) else {
                return EnterResult::Unhandled;
            };
            self.pick_option(code);
            return EnterResult::Picked;
        }
        let Some(code) = self.option_code_at(self.marked_position) else {
            return EnterResult::NoMatch;
        };
        let sure = !self.allows_many && self.picked.contains(&code);
        self.pick_option(code);
        self.clear_search();
        if sure { EnterResult::Unhandled } else { EnterResult::Picked }
    }

    /// Whether letters wait that picked nothing.
    pub(crate) fn has_unresolved_search(&self) -> bool {
        if self.takes_own_words {
            return false;
        }
        let found = self.option_code_at(self.marked_position);
        let sure = !self.allows_many && found.is_some_and(|code| self.picked.contains(&code));
        !self.search_input.value().is_empty() && !sure
    }

    pub(crate) fn handle_input(&mut self, request: InputRequest) -> InputResult {
        use InputRequest as To;
        if self.type_own_words(request) {
            return InputResult::Accepted;
        }
        let finding = !self.search_input.value().is_empty();
        match request {
            To::InsertChar(c) if c.is_ascii_digit() => return self.pick_by_digit(c),
            To::InsertChar(c) if !finding && self.digit_meant(c).is_some() => {
                return self.pick_by_digit(self.digit_meant(c).unwrap_or(c));
            }
            To::InsertChar(' ') if !finding => {
                let place = if self.allows_many { self.marked_position } else { self.picked_position() };
                if let Some(code) = self.option_code_at(place) {
                    self.toggle_option(code);
                }
                self.mark_moved = false;
            }
            To::InsertChar(',' | ';') if finding && self.allows_many => {
                self.handle_enter();
            }
            To::InsertChar('\n') => {}
            To::InsertChar(_) => {
                if !finding {
                    self.picked_before_search = self.picked.clone();
                }
                self.search_input.handle(request);
                self.pick_unique_match();
            }
            To::GoToPrevChar | To::GoToPrevWord => self.move_mark(false),
            To::GoToNextChar | To::GoToNextWord => self.move_mark(true),
            To::GoToStart => (self.marked_position, self.mark_moved) = (0, true),
            To::GoToEnd => {
                (self.marked_position, self.mark_moved) =
                    (self.visible_options().len().saturating_sub(1), true);
            }
            To::DeleteLine if !finding => self.picked.clear(),
            _ if finding => {
                self.search_input.handle(request);
                self.pick_unique_match();
            }
            To::DeletePrevChar | To::DeletePrevWord => {
                self.picked.pop();
            }
            _ => {}
        }
        InputResult::Accepted
    }

    /// The digit of a key whose row needs shift for digits, unless what is to be picked begins with its letter.
    fn digit_meant(&self, c: char) -> Option<char> {
        if self.takes_own_words {
            return None;
        }
        let digit = digit_on_key(c)?;
        let letter = normalize_text(&c.to_string());
        let begins = |name: &String| !letter.is_empty() && name.starts_with(&letter);
        (!self.options.iter().any(|option| option.own_names.iter().any(begins))).then_some(digit)
    }

    fn pick_by_digit(&mut self, c: char) -> InputResult {
        // 1 to 9, then 0 for the tenth.
        let place = match c.to_digit(10) {
            Some(0) | None => 9,
            Some(n) => usize::try_from(n).unwrap_or(1) - 1,
        };
        let Some(code) = self.option_code_at(place) else {
            return InputResult::Rejected(crate::tui::screens::entry_form::entry_form_texts::no_such_digit(
                c,
            ));
        };
        self.toggle_option(code);
        self.clear_search();
        InputResult::Accepted
    }

    /// Where one is wanted: letters that leave one option pick it; else what was picked before stays.
    fn pick_unique_match(&mut self) {
        (self.marked_position, self.mark_moved) = (0, false);
        if self.allows_many {
            return;
        }
        let typed = fold_for_search(self.search_input.value());
        // Only our own words pick by themselves: another name for one would surprise.
        let mut starting = self.options.iter().filter(|option| {
            let begins = |form: &String| form.starts_with(&typed);
            !typed.is_empty() && !option.exact_only && option.own_names.iter().any(begins)
        });
        let one = match (starting.next(), starting.next()) {
            (Some(one), None) => Some(one.code.clone()),
            _ => None,
        };
        match one {
            Some(code) => {
                let at = self.visible_options().iter().position(|option| option.code == code);
                self.marked_position = at.unwrap_or(0);
                self.pick_option(code);
            }
            None => self.picked = self.picked_before_search.clone(),
        }
    }

    /// Where the picked one stands among those shown.
    fn picked_position(&self) -> usize {
        let shown = self.visible_options();
        let at = shown.iter().position(|o| self.picked.contains(&o.code));
        at.unwrap_or(0)
    }

    fn move_mark(&mut self, on: bool) {
        let last = self.visible_options().len().saturating_sub(1);
        if self.allows_many {
            self.mark_moved = true;
            self.marked_position = if on {
                (self.marked_position + 1).min(last)
            } else {
                self.marked_position.saturating_sub(1)
            };
            return;
        }
        // Before the first stands "no answer".
        let to = match (self.picked.is_empty(), on, self.picked_position()) {
            (true, true, _) => Some(0),
            (true, false, _) => Some(last),
            (false, true, at) => Some((at + 1).min(last)),
            (false, false, 0) => None,
            (false, false, at) => Some(at - 1),
        };
        match to.and_then(|to| self.option_code_at(to)) {
            Some(code) => self.pick_option(code),
            None => self.picked.clear(),
        }
        if let Some(to) = to {
            self.marked_position = to;
        }
    }
}
