//! The picture: answers in pairs, areas, two columns of cues, what was seen so far, and the question that is open.
//!
//! ```text
//!   when          12                       touch
//!   touching       [1 legs]  2 tummy   3 chest   4 arms   5 face   6 back   7 movements
//!  ──────────────────────────────────────────────────────────────────────────────
//!   engaged · wants more                   disengaged · wants a change
//!    1 looks at my face   4 turns to me    [5 looks away]       8 fusses
//!  ──────────────────────────────────────────────────────────────────────────────
//!  ▸ 10:20  looks away, hiccups    tummy          paused, rested hands
//! ```
//!
//! Where there is no room for it, the same questions stand one below the other, as in any form.

use crate::model::describe::sanitize_text;
use crate::model::fields::keys;
use crate::model::{EntryKind, describe};
use crate::text::width::{display_width, pad_to_width, truncate_to_width, wrap_text};
use crate::texts::describe_entry;
use crate::texts::massage_screen as massage_texts;
use crate::tui::keys::{Action, bindings_for_mode};
use crate::tui::screens::entry_form::field_list::field_hint;
use crate::tui::screens::entry_form::form_field::{FieldAnswer, FormField};
use crate::tui::screens::entry_form::form_fields::moment_field_name;
use crate::tui::screens::massage::focus_order::{other_parts, part_label};
use crate::tui::screens::massage::{AFTER_CUES_PARTS, MassageScreen};
use crate::tui::screens::{Context, Screen, render_rule};
use crate::tui::theme::Glyph;
use crate::vocabulary::{WordList, find_word, label_for};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// Less than this, and the questions stand one below the other.
const MIN_SIZE: (usize, usize) = (50, 13);
/// Rows from which there is room for lines across and answers not given yet.
const ROOMY_MIN_ROWS: usize = 18;
const LABEL_COLUMNS: usize = 15;
/// The pairs of answers; those behind the fourth are shown when they say something.
const ANSWER_PAIRS: [(&str, &str); 6] = [
    (keys::WHEN, keys::TOUCH),
    (keys::ASKED, keys::BEFORE),
    (keys::ENDED, keys::AFTER),
    (massage_texts::FELT_PART, keys::OIL),
    (keys::STROKES, keys::NOTE),
    (keys::CARER, keys::BABY),
];

type RenderedLines = Vec<Line<'static>>;

impl MassageScreen {
    pub(crate) fn draw_massage(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let (columns, rows) = (usize::from(area.width), usize::from(area.height));
        if self.asks_reason {
            frame.render_widget(Paragraph::new(Self::render_reasons(context)), area);
        } else if columns < MIN_SIZE.0 || rows < MIN_SIZE.1 {
            let preview = self.form.preview_times(context);
            self.form.field_list.draw(frame, area, &[], &preview, context);
        } else {
            let lines = self.render_massage(columns, rows, context);
            frame.render_widget(Paragraph::new(lines), area);
        }
    }

    fn render_massage(&self, columns: usize, rows: usize, context: &Context<'_>) -> RenderedLines {
        let roomy = rows >= ROOMY_MIN_ROWS;
        let look = &context.theme;
        let across = || roomy.then(|| Line::styled(render_rule(columns, look), look.dim_style()));
        let mut top = self.render_answer_pairs(columns, roomy, context);
        top.extend(self.render_areas(columns, look));
        top.extend(across());
        let question = self.render_question(columns, context);
        // What the letters find stands in the question; digits would mean two things.
        let finding = self.focused_part() == keys::CUES
            && !self.focused_field().is_none_or(|f| f.search_text().is_empty());
        let mut cues = Vec::new();
        if !finding {
            cues = self.render_cues(columns, look);
            cues.extend(across());
        }
        // A long question takes the cues' room while it is open, and gives it back.
        let open = matches!(self.focused_part(), keys::AREAS | keys::CUES);
        let least = question.len() + 1 + usize::from(roomy);
        if !open && top.len() + cues.len() + least > rows {
            cues.clear();
        }
        let used = top.len() + cues.len() + usize::from(roomy);
        let mut question = question;
        if used + question.len() + self.filled_moment_count() > rows {
            // What was seen goes before how arrows work.
            question.truncate(question.len() - self.general_hint_rows(columns));
        }
        let asked = question.len().min(rows.saturating_sub(used).max(1));
        let room = rows.saturating_sub(used + asked);
        let mut seen = self.render_moments(columns, room, context);
        seen.resize(room, Line::default());
        top.append(&mut cues);
        top.append(&mut seen);
        top.extend(across());
        top.extend(question.into_iter().take(asked));
        top
    }

    fn render_answer_pairs(&self, columns: usize, roomy: bool, context: &Context<'_>) -> RenderedLines {
        let mut lines = Vec::new();
        let others: Vec<&str> = other_parts().collect();
        let others = others.chunks(2).map(|pair| (pair[0], pair.get(1).copied().unwrap_or_default()));
        for (at, (left, right)) in ANSWER_PAIRS.into_iter().chain(others).enumerate() {
            let says = |key: &str| !self.format_part_answer(key).is_empty() || self.is_part_focused(key);
            if at > 0 && (!roomy || at > 3) && !says(left) && !says(right) {
                continue;
            }
            let half = columns / 2;
            let mut spans = self.render_answer(left, half, context);
            spans.extend(self.render_answer(right, columns - half, context));
            lines.push(Line::from(spans));
        }
        lines
    }

    pub(crate) fn is_part_focused(&self, key: &str) -> bool {
        let part = self.focused_part();
        part == key || (key == massage_texts::FELT_PART && part.starts_with("felt_"))
    }

    fn render_answer(&self, key: &str, columns: usize, context: &Context<'_>) -> Vec<Span<'static>> {
        let look = &context.theme;
        let more = look.glyph(Glyph::Ellipsis);
        let (mark, style) = if self.is_part_focused(key) {
            (look.glyph(Glyph::Cursor), look.accent_style())
        } else {
            (' ', Style::new())
        };
        let exists = key == massage_texts::FELT_PART || self.part_field(key).is_some();
        let label = if exists { part_label(key) } else { "" };
        let label = format!("{mark} {}", pad_to_width(label, LABEL_COLUMNS - 2, more));
        let said = look.text(&self.format_part_answer(key));
        let room = columns.saturating_sub(LABEL_COLUMNS + 1);
        vec![
            Span::styled(format!(" {label}"), if mark == ' ' { look.dim_style() } else { style }),
            Span::styled(pad_to_width(&said, room, more), style),
        ]
    }

    fn format_part_answer(&self, key: &str) -> String {
        if key == massage_texts::FELT_PART {
            let felt = |key| self.part_field(key).map(format_field_answer).filter(|said| !said.is_empty());
            let (before, after) = (felt(keys::FELT_BEFORE), felt(keys::FELT_AFTER));
            return massage_texts::felt_before_and_after(before.as_deref(), after.as_deref());
        }
        self.part_field(key).map(format_field_answer).unwrap_or_default()
    }

    /// What was seen so far, the newest first.
    fn render_moments(&self, columns: usize, room: usize, context: &Context<'_>) -> RenderedLines {
        let look = &context.theme;
        let mut lines = Vec::new();
        if !self.notice.is_empty() {
            lines.push(Line::from(format!("  {}", self.notice)));
        }
        let last = self.filled_moment_count();
        if last == 0 {
            let said = self.describe_no_moments();
            let rows = said.lines().flat_map(|text| wrap_text(&look.text(text), columns.saturating_sub(4)));
            lines.extend(rows.map(|row| Line::styled(format!("  {row}"), look.dim_style())));
        }
        let left = room.saturating_sub(lines.len());
        let fits = if last > left { left.saturating_sub(1).max(1) } else { last };
        let rows: Vec<[String; 4]> = (1..=last).rev().map(|n| self.format_moment_row(n)).collect();
        let widest = |column: usize| rows.iter().map(|row| display_width(&row[column])).max();
        let [time, seen, place, did] = [0, 1, 2, 3].map(|column| widest(column).unwrap_or(0));
        let gap = |wide: usize| if wide > 0 { wide + 2 } else { 0 };
        let room = columns.saturating_sub(3 + gap(time) + gap(place));
        // What was done gives way before what was seen, but not below a part of the row.
        let seen = gap(seen).min(room.saturating_sub(did).max(room / 2));
        let more = look.glyph(Glyph::Ellipsis);
        for (n, row) in (1..=last).rev().zip(&rows).take(fits) {
            let open = n == self.moment_number && !self.current_cues().is_empty();
            let mark = look.cursor_sign(open);
            let style = if open { look.accent_style() } else { Style::new() };
            let time = pad_to_width(&row[0], gap(time), more);
            let cues = pad_to_width(&truncate_to_width(&row[1], seen.saturating_sub(1), more), seen, more);
            lines.push(Line::from(vec![
                Span::styled(format!(" {mark}{time}{cues}"), style),
                Span::styled(pad_to_width(&row[2], gap(place), more), look.dim_style()),
                Span::raw(truncate_to_width(&row[3], room.saturating_sub(seen), more)),
            ]));
        }
        if last > fits && left > 1 {
            let more = massage_texts::more_moments(last - fits);
            lines.push(Line::styled(format!("  {more}"), look.dim_style()));
        }
        lines
    }

    /// One moment in four columns: when, what was seen, where the hands were, what came of it.
    fn format_moment_row(&self, number: usize) -> [String; 4] {
        let field = |base: &str| {
            let key = moment_field_name(number, base);
            self.form.field_list.fields.iter().find(|f| f.name == key)
        };
        let picked = |base: &str| match field(base).map(|field| &field.answer) {
            Some(FieldAnswer::Pick(pick)) => sanitize_text(&pick.picked_labels().join(", ")).into_owned(),
            _ => String::new(),
        };
        let code = |base: &str| field(base).and_then(FormField::picked_code).map(str::to_owned);
        let mut aside: Vec<String> = Vec::new();
        aside.extend(code(keys::MEANT).map(|code| describe::describe_meaning(&code)));
        let own = picked(keys::OWN_MEANING);
        aside.extend((!own.is_empty()).then(|| describe_entry::own_meaning(&own)));
        aside.extend(Some(picked(keys::DID)).filter(|did| !did.is_empty()));
        aside.extend(
            code(keys::HELPED).map(|code| describe_entry::helped(label_for(WordList::Helped, &code))),
        );
        let place = code(keys::AREA).map(|code| match find_word(WordList::Areas, &code) {
            Some(word) => word.short.clone(),
            None => sanitize_text(&code).into_owned(),
        });
        [
            field(keys::AT).map(format_field_answer).unwrap_or_default(),
            picked(keys::CUES),
            place.unwrap_or_default(),
            aside.join(" · "),
        ]
    }

    /// Rows of the hint that says how any list is answered, where one is shown.
    fn general_hint_rows(&self, columns: usize) -> usize {
        let part = self.focused_part();
        let asked = !matches!(part, keys::AREAS | keys::CUES) && !AFTER_CUES_PARTS.contains(&part);
        match self.focused_field() {
            Some(field) if asked && matches!(field.answer, FieldAnswer::Pick(_)) => {
                let hint = field_hint(Some(EntryKind::Massage), field);
                wrap_text(hint, columns.saturating_sub(7)).len()
            }
            _ => 0,
        }
    }

    fn named_keys(&self, ascii: bool) -> massage_texts::MassageKeys {
        let place = self.input_mode();
        let name = |action| {
            let row = bindings_for_mode(place).find(|row| row.action == action);
            row.map(|row| row.key.display_name(ascii)).unwrap_or_default()
        };
        massage_texts::MassageKeys {
            enter: name(Action::Open),
            next: name(Action::NextPart),
            down: name(Action::Down),
            end: name(Action::EndMassage),
        }
    }

    /// The question that is open, with its options and how to answer it.
    fn render_question(&self, columns: usize, context: &Context<'_>) -> RenderedLines {
        let Some(field) = self.focused_field() else {
            return Vec::new();
        };
        let look = &context.theme;
        let part = self.focused_part();
        let finding = !field.search_text().is_empty();
        let say = |text: &str| -> RenderedLines {
            let wrapped = wrap_text(text, columns.saturating_sub(4));
            let line = |text: String| Line::styled(format!("  {text}"), look.dim_style());
            wrapped.into_iter().map(line).collect()
        };
        if matches!(part, keys::AREAS | keys::CUES) && !finding && field.error.is_none() {
            let open = part == keys::CUES && !self.current_cues().is_empty();
            let named = self.named_keys(look.ascii);
            return say(&massage_texts::part_hint(part, self.is_live(), open, &named).unwrap_or_default());
        }
        let mut lines =
            self.form.field_list.render_open_field(field, &self.form.preview_times(context), columns, look);
        if AFTER_CUES_PARTS.contains(&part) && !finding && field.error.is_none() {
            // In the place of the form's own hint, which knows no single letters.
            let hint = wrap_text(field_hint(Some(EntryKind::Massage), field), columns.saturating_sub(7));
            lines.truncate(lines.len().saturating_sub(hint.len()));
            let enter = self.named_keys(look.ascii).enter;
            lines.extend(say(&massage_texts::after_cues_hint(part, &enter).unwrap_or_default()));
        }
        lines
    }
}

fn format_field_answer(field: &FormField) -> String {
    match &field.answer {
        FieldAnswer::Text { input, .. } => sanitize_text(input.value()).into_owned(),
        FieldAnswer::Pick(pick) => {
            let said = sanitize_text(&pick.picked_labels().join(", ")).into_owned();
            let letters = pick.search_input.value();
            if pick.has_unresolved_search() {
                sanitize_text(format!("{said} {letters}?").trim_start()).into_owned()
            } else {
                said
            }
        }
    }
}
