//! Everything that can be done, by name, beneath the typed line. The rule of that one field stands here:
//!
//! - What is typed is a line as soon as it can be read as one, and enter keeps it.
//! - What can be done and has those letters is listed beneath, the closest first; with nothing typed all of it, what was
//!   lately done by name first. When the words are no line, the first of the list is marked.
//! - `▸` marks what enter does; up and down move it, up from the first goes back to the line.
//!
//! ```text
//!  : mass
//!
//!  ▸ massage          m         write down a massage, other touch, or not today
//! ```

use super::Here;
use crate::keys::{Action, Place, offered};
use crate::widgets::look::Glyph;
use crate::widgets::text::{cut, fit};
use crate::words::{closeness, fold};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A key that holds on Today, named elsewhere.
const ON_TODAY: &str = "Today ";

/// How the field is used, by what enter would do.
pub(crate) mod says {
    pub(crate) const BLANK: &str = "Type a line, or letters of what to do; ↓ goes to the list.";
    /// The line can be kept, and there is something to do by that name too.
    pub(crate) const BOTH: &str = "Enter keeps the line; ↓ goes to what can be done.";
    pub(crate) const MARKED: &str = "Enter does what is marked; ↑ goes back to the line.";
    /// What enter does then, for the footer.
    pub(crate) const DOES: &str = "do it";
}

struct Named {
    action: Action,
    name: String,
    key: String,
    says: &'static str,
    /// Name and description as they are compared.
    folded: [String; 2],
}

pub(crate) struct Palette {
    all: Vec<Named>,
    /// Those that have what is typed, the closest first.
    found: Vec<usize>,
    /// Which of them is marked; none is the line.
    marked: Option<usize>,
}

impl Palette {
    /// What can be done from a place; `recent` was done by name lately, the last first. `word` names an action as the
    /// screen would.
    pub(crate) fn new(
        place: Place,
        recent: &[Action],
        word: impl Fn(Action) -> Option<&'static str>,
        ascii: bool,
    ) -> Self {
        let named = offered(place).into_iter().map(|offer| {
            let row = offer.row;
            let name = word(row.action).unwrap_or(row.short).to_owned();
            let on = if offer.here { "" } else { ON_TODAY };
            Named {
                action: row.action,
                folded: [fold(&name), fold(row.says)],
                name,
                key: format!("{on}{}", row.key.name(ascii)),
                says: row.says,
            }
        });
        let mut all: Vec<Named> = named.collect();
        let age = |named: &Named| recent.iter().position(|action| *action == named.action);
        all.sort_by_key(|named| age(named).unwrap_or(usize::MAX));
        let found = (0..all.len()).collect();
        Self { all, found, marked: None }
    }

    /// Finds what has the letters typed; `is_line` when they can be read as a line.
    pub(crate) fn find(&mut self, typed: &str, is_line: bool) {
        let typed = fold(typed);
        let rank = |named: &Named| {
            let name = closeness(&named.folded[0], &typed);
            // Letters merely in order say little in a whole sentence, or when there are hardly any.
            let name = name.filter(|close| *close < 4 || typed.len() > 2);
            let says = closeness(&named.folded[1], &typed).filter(|close| *close < 3);
            let ranks = [name.map(|close| close * 2), says.map(|close| close * 2 + 1)];
            ranks.into_iter().flatten().min()
        };
        let mut found: Vec<(u8, usize)> = if typed.is_empty() {
            (0..self.all.len()).map(|at| (0, at)).collect()
        } else {
            let ranked = self.all.iter().enumerate();
            ranked.filter_map(|(at, named)| Some((rank(named)?, at))).collect()
        };
        found.sort_unstable();
        self.found = found.into_iter().map(|(_, at)| at).collect();
        let marks = !is_line && !typed.is_empty() && !self.found.is_empty();
        self.marked = marks.then_some(0);
    }

    pub(crate) fn go(&mut self, action: Action) {
        let last = self.found.len().checked_sub(1);
        self.marked = match (action, self.marked) {
            (Action::Down, None) => last.map(|_| 0),
            (Action::Down, Some(at)) => last.map(|last| (at + 1).min(last)),
            (Action::Up, Some(at)) => at.checked_sub(1),
            (_, marked) => marked,
        };
    }

    /// What enter does; none when it is the line's.
    pub(crate) fn marked(&self) -> Option<Action> {
        let at = self.found.get(self.marked?)?;
        self.all.get(*at).map(|named| named.action)
    }

    /// Whether anything has what is typed.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The list on `room` rows, the marked one in view.
    pub(crate) fn lines(&self, columns: usize, room: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        let first = self.marked.map_or(0, |at| (at + 1).saturating_sub(room));
        let found = self.found.iter().enumerate().skip(first).take(room);
        found
            .filter_map(|(row, at)| Some((row, self.all.get(*at)?)))
            .map(|(row, named)| named.line(Some(row) == self.marked, columns, here))
            .collect()
    }
}

impl Named {
    fn line(&self, marked: bool, columns: usize, here: &Here<'_>) -> Line<'static> {
        let look = &here.look;
        let more = look.glyph(Glyph::More);
        let (sign, style) =
            if marked { (look.glyph(Glyph::Cursor), look.accent()) } else { (' ', Style::new()) };
        let wide = if columns < 70 { 13 } else { 17 };
        let head = format!(" {sign} {}", fit(&look.text(&self.name), wide, more));
        let key = fit(&self.key, 10, more);
        let rest = columns.saturating_sub(wide + 14);
        Line::from(vec![
            Span::styled(head, style),
            Span::styled(key, look.dim()),
            Span::styled(cut(&look.text(self.says), rest, more), style),
        ])
    }
}
