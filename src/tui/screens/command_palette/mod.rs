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

use crate::text::search_fold::fold_for_search;
use crate::text::width::{pad_to_width, truncate_to_width};
use crate::texts::quick_line_texts;
use crate::tui::keys::{Action, Key, Mode, list_commands};
use crate::tui::screens::Context;
use crate::tui::theme::Glyph;
use crate::tui::widgets::list::{move_cursor, scrolled_window};
use crate::vocabulary::match_rank;
use ratatui::text::{Line, Span};

struct PaletteCommand {
    action: Action,
    name: String,
    key: String,
    help_text: &'static str,
    /// Name, description and what else a parent may call it, as they are compared.
    normalized: [String; 3],
}

pub(crate) struct CommandPalette {
    commands: Vec<PaletteCommand>,
    /// Those that have what is typed, the closest first.
    matches: Vec<usize>,
    /// Which of them is marked; none is the line.
    selected: Option<usize>,
}

impl CommandPalette {
    /// What can be done from a place; `recent` was done by name lately, the last first. `word` names an action as the
    /// screen would.
    pub(crate) fn new(
        place: Mode,
        recent: &[Action],
        word: impl Fn(Action) -> Option<&'static str>,
        context: &Context<'_>,
    ) -> Self {
        let ascii = context.theme.ascii;
        let named = list_commands(place).into_iter().map(|offer| {
            let row = offer.binding;
            let name = word(row.action).unwrap_or(row.label).to_owned();
            let key = row.key.display_name(ascii);
            let on =
                if offer.is_local || row.key == Key::ByName { "" } else { quick_line_texts::TODAY_PREFIX };
            PaletteCommand {
                action: row.action,
                normalized: [
                    fold_for_search(&name),
                    fold_for_search(row.help_text),
                    fold_for_search(&list_other_words(row.action, context)),
                ],
                name,
                key: format!("{on}{key}"),
                help_text: row.help_text,
            }
        });
        let mut all: Vec<PaletteCommand> = named.collect();
        let age = |named: &PaletteCommand| recent.iter().position(|action| *action == named.action);
        all.sort_by_key(|named| age(named).unwrap_or(usize::MAX));
        let found = (0..all.len()).collect();
        Self { commands: all, matches: found, selected: None }
    }

    /// Finds what has the letters typed; `is_line` when they can be read as a line.
    pub(crate) fn filter_commands(&mut self, typed: &str, is_line: bool) {
        let typed = fold_for_search(typed);
        let rank = |named: &PaletteCommand| {
            let name = match_rank(&named.normalized[0], &typed);
            // Letters merely in order say little in a whole sentence, or when there are hardly any.
            let name = name.filter(|close| *close < 4 || typed.len() > 2);
            let help = match_rank(&named.normalized[1], &typed).filter(|close| *close < 3);
            // Of a parent's own word for it the beginning has to be there.
            let word = named.normalized[2].split(", ").filter(|_| typed.len() > 2);
            let word = word.filter_map(|word| match_rank(word, &typed)).filter(|close| *close < 2).min();
            // A name that begins so goes before another action's other word, and that before the middle of a name.
            let ranks = [
                name.map(|close| if close < 2 { close } else { close * 2 + 1 }),
                word.map(|close| close + 2),
                help.map(|close| close * 2 + 4),
            ];
            ranks.into_iter().flatten().min()
        };
        let mut found: Vec<(u8, usize)> = if typed.is_empty() {
            (0..self.commands.len()).map(|at| (0, at)).collect()
        } else {
            let ranked = self.commands.iter().enumerate();
            ranked.filter_map(|(at, named)| Some((rank(named)?, at))).collect()
        };
        found.sort_unstable();
        self.matches = found.into_iter().map(|(_, at)| at).collect();
        let marks = !is_line && !typed.is_empty() && !self.matches.is_empty();
        self.selected = marks.then_some(0);
    }

    pub(crate) fn move_selection(&mut self, action: Action) {
        self.selected = match (action, self.selected) {
            (Action::Up, None | Some(0)) => None,
            (Action::Down, None) if !self.matches.is_empty() => Some(0),
            (_, selected) => selected.and_then(|at| move_cursor(action, at, 1, self.matches.len())),
        };
    }

    /// What enter does; none when it is the line's.
    pub(crate) fn selected_action(&self) -> Option<Action> {
        let at = self.matches.get(self.selected?)?;
        self.commands.get(*at).map(|named| named.action)
    }

    /// Whether anything has what is typed.
    pub(crate) fn is_empty(&self) -> bool {
        self.matches.is_empty()
    }

    /// The list on `room` rows, the marked one in view.
    pub(crate) fn render_lines(
        &self,
        columns: usize,
        room: usize,
        context: &Context<'_>,
    ) -> Vec<Line<'static>> {
        let selected = self.selected.map_or(0..0, |at| at..at + 1);
        let window = scrolled_window(selected, self.matches.len(), room);
        context.note_rows_below(window.end < self.matches.len());
        let found = self.matches.iter().enumerate().skip(window.start).take(window.len());
        found
            .filter_map(|(row, at)| Some((row, self.commands.get(*at)?)))
            .map(|(row, named)| named.render_line(Some(row) == self.selected, columns, context))
            .collect()
    }
}

/// What a parent may call an action, the names of babies and carers among it.
fn list_other_words(action: Action, context: &Context<'_>) -> String {
    let family = context.family;
    match action {
        Action::Report => quick_line_texts::REPORT_WORDS.into(),
        Action::BlankFortnight => quick_line_texts::BLANK_FORTNIGHT_WORDS.into(),
        Action::Card => quick_line_texts::CARD_WORDS.into(),
        Action::Keepsake => quick_line_texts::KEEPSAKE_WORDS.into(),
        Action::Trends => quick_line_texts::TRENDS_WORDS.into(),
        Action::Past => quick_line_texts::PAST_WORDS.into(),
        Action::Settings => quick_line_texts::SETTINGS_WORDS.into(),
        Action::ImportFile => quick_line_texts::IMPORT_WORDS.into(),
        Action::Export => quick_line_texts::EXPORT_WORDS.into(),
        Action::ImportArchive => quick_line_texts::IMPORT_ARCHIVE_WORDS.into(),
        Action::BackUp => quick_line_texts::BACK_UP_WORDS.into(),
        Action::Restore => quick_line_texts::RESTORE_WORDS.into(),
        Action::Share => quick_line_texts::SHARE_WORDS.into(),
        Action::Lock => quick_line_texts::LOCK_WORDS.into(),
        Action::Doctor => quick_line_texts::DOCTOR_WORDS.into(),
        Action::Checkin => quick_line_texts::CHECKIN_WORDS.into(),
        Action::Support => quick_line_texts::SUPPORT_WORDS.into(),
        Action::Language => quick_line_texts::LANGUAGE_WORDS.into(),
        Action::Guide => quick_line_texts::GUIDE_WORDS.into(),
        Action::Remove => quick_line_texts::REMOVE_WORDS.into(),
        Action::Undo => quick_line_texts::UNDO_WORDS.into(),
        Action::Help => quick_line_texts::HELP_WORDS.into(),
        Action::Quit => quick_line_texts::QUIT_WORDS.into(),
        Action::NextBaby => {
            let names = family.babies.iter().filter_map(|baby| baby.name.clone());
            [quick_line_texts::NEXT_BABY_WORDS.to_owned()]
                .into_iter()
                .chain(names)
                .collect::<Vec<_>>()
                .join(", ")
        }
        Action::NextCarer => {
            let names = family.carers.iter().filter_map(|carer| carer.name.clone());
            [quick_line_texts::NEXT_CARER_WORDS.to_owned()]
                .into_iter()
                .chain(names)
                .collect::<Vec<_>>()
                .join(", ")
        }
        _ => String::new(),
    }
}

impl PaletteCommand {
    fn render_line(&self, marked: bool, columns: usize, context: &Context<'_>) -> Line<'static> {
        let theme = &context.theme;
        let more = theme.glyph(Glyph::Ellipsis);
        let (sign, style) = (theme.cursor_sign(marked), theme.row_style(marked));
        let wide = if columns < 70 { 14 } else { 19 };
        let head = format!(" {sign} {} ", pad_to_width(&self.name, wide - 1, more));
        let key = pad_to_width(&self.key, 10, more);
        let rest = columns.saturating_sub(wide + 14);
        Line::from(vec![
            Span::styled(head, style),
            Span::styled(key, theme.dim_style()),
            Span::styled(truncate_to_width(self.help_text, rest, more), style),
        ])
    }
}
