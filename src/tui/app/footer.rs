//! The keys at the foot of the screen: one row, or on Today, where there is room, two, what writes and what looks back.
//! Words are shortened before a key is left out; support and help are never left out.
//!
//! ```text
//!  write  s asleep   z slept   m massage   c cue   f how are you?   n note   : type it
//!  look   t trends   v past   l language   p page   g guide   , settings   ! support   ? help
//! ```

use crate::text::width::{display_width, truncate_to_width};
use crate::texts::key_texts;
use crate::tui::app::App;
use crate::tui::keys::{Action, Binding, Mode, bindings_for_mode, footer_bindings};
use crate::tui::screens::{Context, Screen};
use crate::tui::theme::Glyph;

/// From so many rows on Today has two rows of keys.
const TWO_ROWS_FROM: u16 = 24;

/// Keys that are needed less than this go before the head of their row.
const HEAD_RANK: u8 = 13;

/// One key with its word, and its shorter one.
struct FooterItem {
    key: String,
    word: &'static str,
    is_short: bool,
    /// The lowest stay longest; none is never left out.
    rank: Option<u8>,
}

impl FooterItem {
    fn new(binding: &Binding, top: &dyn Screen, context: &Context<'_>) -> Self {
        let is_last = matches!(binding.action, Action::Support | Action::Help);
        Self {
            key: binding.key.display_name(context.theme.ascii),
            word: top.action_label(binding.action, context).unwrap_or(binding.label),
            is_short: false,
            rank: (!is_last).then_some(binding.footer_rank),
        }
    }

    fn shown(&self) -> String {
        let word = if self.is_short { key_texts::shorten_label(self.word) } else { self.word };
        format!("{} {word}", self.key)
    }
}

/// Whether a key looks at what is there, rather than writing something down.
fn is_for_looking(action: Action) -> bool {
    matches!(
        action,
        Action::Trends
            | Action::Past
            | Action::Language
            | Action::Report
            | Action::Guide
            | Action::Settings
            | Action::Earlier
            | Action::Quit
            | Action::Support
            | Action::Help
    )
}

/// What looks back, in the order in which it is named.
fn place_among_looks(action: Action) -> usize {
    const ORDER: [Action; 6] =
        [Action::Trends, Action::Past, Action::Language, Action::Report, Action::Guide, Action::Settings];
    ORDER.iter().position(|it| *it == action).unwrap_or(ORDER.len())
}

impl App {
    /// The rows of keys, each no longer than `columns`.
    pub(crate) fn format_footer(
        &self,
        top: &dyn Screen,
        context: &Context<'_>,
        (columns, rows): (usize, u16),
    ) -> Vec<String> {
        let place = self.current_mode();
        let offered = |row: &&Binding| top.is_action_offered(row.action, context);
        let more = self.theme.glyph(Glyph::Ellipsis);
        if place == Mode::Today && rows >= TWO_ROWS_FROM {
            // In the order of the table: what belongs together stands together. What was saved says itself how it is undone,
            // and enter does what it does everywhere.
            let is_said = |action| matches!(action, Action::Undo | Action::Open);
            let all = bindings_for_mode(place).filter(|row| row.footer_rank > 0 && !is_said(row.action));
            let all = all.filter(offered);
            let (mut look, write): (Vec<&Binding>, Vec<&Binding>) =
                all.partition(|row| is_for_looking(row.action));
            look.sort_by_key(|row| {
                let is_last = matches!(row.action, Action::Support | Action::Help);
                (is_last, place_among_looks(row.action))
            });
            let heads = key_texts::FOOTER_HEADS;
            let rows = [(heads[0], write), (heads[1], look)];
            let rows = rows.map(|(head, row)| {
                let items = row.into_iter().map(|row| FooterItem::new(row, top, context)).collect();
                join_items(head, items, columns, more)
            });
            return rows.into_iter().collect();
        }
        let rows = footer_bindings(place);
        let (last, others): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .filter(offered)
            .partition(|row| matches!(row.action, Action::Support | Action::Help));
        let items = others.into_iter().chain(last).map(|row| FooterItem::new(row, top, context)).collect();
        vec![join_items("", items, columns, more)]
    }
}

/// The items on one row of `columns`, the last column free: with less room first the gaps shrink, then words are
/// shortened, those of the least needed keys first, then keys go, the head first.
fn join_items(head: &str, mut items: Vec<FooterItem>, columns: usize, more: char) -> String {
    let room = columns.saturating_sub(1);
    let join = |head: &str, items: &[FooterItem], gap: &str| {
        let shown = items.iter().map(FooterItem::shown).collect::<Vec<_>>().join(gap);
        format!(" {head}{shown}")
    };
    let fits = |line: &str| display_width(line) <= room;
    let mut head = head;
    for gap in ["   ", "  "] {
        let line = join(head, &items, gap);
        if fits(&line) {
            return line;
        }
    }
    let mut by_need: Vec<usize> = (0..items.len()).filter(|at| items[*at].rank.is_some()).collect();
    by_need.sort_by_key(|at| std::cmp::Reverse(items[*at].rank));
    for at in by_need {
        items[at].is_short = true;
        let line = join(head, &items, "  ");
        if fits(&line) {
            return line;
        }
    }
    loop {
        let line = join(head, &items, "  ");
        let can_go = (0..items.len()).filter(|at| items[*at].rank.is_some());
        let least = can_go.max_by_key(|at| items[*at].rank);
        match least {
            _ if fits(&line) => return line,
            Some(at) if head.is_empty() || items[at].rank > Some(HEAD_RANK) => {
                items.remove(at);
            }
            None if head.is_empty() => return truncate_to_width(&line, room, more),
            // Of two rows the one with support shortens it before it loses its head; the only row never does.
            _ if items.iter().any(|item| !item.is_short) => {
                items.iter_mut().for_each(|item| item.is_short = true);
            }
            _ => head = "",
        }
    }
}
