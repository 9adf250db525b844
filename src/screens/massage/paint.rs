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

use super::{FOLLOWS, Massage, words};
use crate::journal::tell::{self, plain};
use crate::screens::form::field::{Answer, Field};
use crate::screens::form::words::hint;
use crate::screens::{Here, rule};
use crate::widgets::look::Glyph;
use crate::widgets::text::{cut, fit, width, wrap};
use crate::words::{List, say, word};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// Less than this, and the questions stand one below the other.
const LEAST: (usize, usize) = (50, 13);
/// Rows from which there is room for lines across and answers not given yet.
const ROOMY: usize = 18;
/// Columns before an answer.
const LABEL: usize = 15;
/// The pairs of answers; those behind the fourth are shown when they say something.
const PAIRS: [(&str, &str); 6] = [
    ("when", "touch"),
    ("asked", "before"),
    ("ended", "after"),
    ("felt", "oil"),
    ("strokes", "note"),
    ("carer", "baby"),
];

type Lines = Vec<Line<'static>>;

impl Massage {
    pub(super) fn paint(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let (columns, rows) = (usize::from(area.width), usize::from(area.height));
        if self.reason {
            frame.render_widget(Paragraph::new(Self::reason_lines(here)), area);
        } else if columns < LEAST.0 || rows < LEAST.1 {
            let preview = self.form.preview(here);
            self.form.sheet.draw(frame, area, &[], &preview, &here.look);
        } else {
            let lines = self.lines(columns, rows, here);
            frame.render_widget(Paragraph::new(lines), area);
        }
    }

    fn lines(&self, columns: usize, rows: usize, here: &Here<'_>) -> Lines {
        let roomy = rows >= ROOMY;
        let look = &here.look;
        let across = || roomy.then(|| Line::styled(rule(columns, look), look.dim()));
        let mut top = self.answers(columns, roomy, here);
        top.extend(self.places(columns, look));
        top.extend(across());
        let question = self.question(columns, here);
        // What the letters find stands in the question; digits would mean two things.
        let finding =
            self.part() == "cues" && !self.focused().is_none_or(|f| f.finding().is_empty());
        let mut cues = Vec::new();
        if !finding {
            cues = self.cues(columns, look);
            cues.extend(across());
        }
        // A long question takes the cues' room while it is open, and gives it back.
        let open = matches!(self.part(), "areas" | "cues");
        let least = question.len() + 1 + usize::from(roomy);
        if !open && top.len() + cues.len() + least > rows {
            cues.clear();
        }
        let used = top.len() + cues.len() + usize::from(roomy);
        let asked = question.len().min(rows.saturating_sub(used).max(1));
        let room = rows.saturating_sub(used + asked);
        let mut seen = self.so_far(columns, room, here);
        seen.resize(room, Line::default());
        top.append(&mut cues);
        top.append(&mut seen);
        top.extend(across());
        top.extend(question.into_iter().take(asked));
        top
    }

    /// Two answers a row.
    fn answers(&self, columns: usize, roomy: bool, here: &Here<'_>) -> Lines {
        let mut lines = Vec::new();
        for (at, (left, right)) in PAIRS.into_iter().enumerate() {
            let says = |key: &str| !self.said(key).is_empty() || self.is_at(key);
            if at > 0 && (!roomy || at > 3) && !says(left) && !says(right) {
                continue;
            }
            let half = columns / 2;
            let mut spans = self.answer(left, half, here);
            spans.extend(self.answer(right, columns - half, here));
            lines.push(Line::from(spans));
        }
        lines
    }

    pub(super) fn is_at(&self, key: &str) -> bool {
        let part = self.part();
        part == key || (key == "felt" && part.starts_with("felt_"))
    }

    fn answer(&self, key: &str, columns: usize, here: &Here<'_>) -> Vec<Span<'static>> {
        let look = &here.look;
        let more = look.glyph(Glyph::More);
        let (mark, style) = if self.is_at(key) {
            (look.glyph(Glyph::Cursor), look.accent())
        } else {
            (' ', Style::new())
        };
        let exists = key == "felt" || self.field(key).is_some();
        let label = if exists { words::label(key) } else { "" };
        let label = format!("{mark} {}", fit(label, LABEL - 2, more));
        let said = look.text(&self.said(key));
        let room = columns.saturating_sub(LABEL + 1);
        vec![
            Span::styled(
                format!(" {label}"),
                if mark == ' ' { look.dim() } else { style },
            ),
            Span::styled(fit(&said, room, more), style),
        ]
    }

    /// An answer in words.
    fn said(&self, key: &str) -> String {
        if key == "felt" {
            let felt = |key| {
                self.field(key)
                    .map(words_of)
                    .filter(|said| !said.is_empty())
            };
            let (before, after) = (felt("felt_before"), felt("felt_after"));
            return words::felt(before.as_deref(), after.as_deref());
        }
        self.field(key).map(words_of).unwrap_or_default()
    }

    /// What was seen so far, the newest first.
    fn so_far(&self, columns: usize, room: usize, here: &Here<'_>) -> Lines {
        let look = &here.look;
        let mut lines = Vec::new();
        if !self.notice.is_empty() {
            lines.push(Line::from(format!("  {}", look.text(self.notice))));
        }
        let last = self.moments();
        if last == 0 {
            lines.push(Line::styled(
                format!("  {}", look.text(words::NOTHING_SEEN)),
                look.dim(),
            ));
        }
        let timed = (1..=last).any(|n| !self.of_moment(n, "at").is_empty());
        let left = room.saturating_sub(lines.len());
        let fits = if last > left {
            left.saturating_sub(1)
        } else {
            last
        };
        for n in (1..=last).rev().take(fits) {
            lines.push(self.moment_row(n, timed, columns, here));
        }
        if last > fits && left > 0 {
            let more = words::more(last - fits);
            lines.push(Line::styled(format!("  {more}"), look.dim()));
        }
        lines
    }

    fn of_moment(&self, number: usize, base: &str) -> String {
        let key = format!("m{number}.{base}");
        let field = self.form.sheet.fields.iter().find(|f| f.key == key);
        field.map(words_of).unwrap_or_default()
    }

    fn moment_row(
        &self,
        number: usize,
        timed: bool,
        columns: usize,
        here: &Here<'_>,
    ) -> Line<'static> {
        let look = &here.look;
        let more = look.glyph(Glyph::More);
        let open = number == self.moment && !self.seen().is_empty();
        let code = |base: &str| {
            let key = format!("m{number}.{base}");
            let field = self.form.sheet.fields.iter().find(|f| f.key == key);
            field.and_then(Field::code).map(str::to_owned)
        };
        let mut aside: Vec<String> = Vec::new();
        aside.extend(code("meant").map(|code| tell::meant_words(&code)));
        aside.extend(Some(self.of_moment(number, "did")).filter(|did| !did.is_empty()));
        aside.extend(code("helped").map(|code| words::helped(say(List::Helped, &code))));
        let mark = if open { look.glyph(Glyph::Cursor) } else { ' ' };
        let style = if open { look.accent() } else { Style::new() };
        let mut head = format!(" {mark}");
        if timed {
            head.push_str(&fit(&self.of_moment(number, "at"), 7, more));
        }
        let rest = columns.saturating_sub(width(&head) + 1);
        let place = code("area")
            .map(|code| word(List::Areas, &code).map_or(code.clone(), |word| word.short.clone()));
        let place = place.unwrap_or_default();
        let where_ = if rest > 60 { 11 } else { 8 };
        let cues = self
            .form
            .sheet
            .fields
            .iter()
            .find(|f| f.key == format!("m{number}.cues"));
        let cues = match cues.map(|field| &field.answer) {
            Some(Answer::Pick(pick)) => look.text(&plain(&pick.words().join(", "))),
            _ => String::new(),
        };
        let aside = look.text(&aside.join(" · "));
        let spare = rest.saturating_sub(where_ + 1 + width(&aside));
        let wide = (rest * 3 / 8).max(width(&cues).min(spare));
        Line::from(vec![
            Span::styled(head, style),
            Span::styled(format!("{} ", fit(&cues, wide, more)), style),
            Span::styled(fit(&look.text(&plain(&place)), where_, more), look.dim()),
            Span::raw(cut(&aside, rest.saturating_sub(wide + 1 + where_), more)),
        ])
    }

    /// The question that is open, with its options and how to answer it.
    fn question(&self, columns: usize, here: &Here<'_>) -> Lines {
        let Some(field) = self.focused() else {
            return Vec::new();
        };
        let look = &here.look;
        let part = self.part();
        let finding = !field.finding().is_empty();
        let say = |text: &str| -> Lines {
            let wrapped = wrap(&look.text(text), columns.saturating_sub(4));
            let line = |text: String| Line::styled(format!("  {text}"), look.dim());
            wrapped.into_iter().map(line).collect()
        };
        if matches!(part, "areas" | "cues") && !finding && field.problem.is_none() {
            let open = part == "cues" && !self.seen().is_empty();
            let hint = words::hint(part, self.is_live(), open, look).unwrap_or_default();
            return say(hint);
        }
        let mut lines = self
            .form
            .sheet
            .open(field, &self.form.preview(here), columns, look);
        if FOLLOWS.contains(&part) && !finding && field.problem.is_none() {
            lines.pop();
            lines.extend(say(words::after_cues(part).unwrap_or_default()));
        } else if lines.len() > 3 && hint(None, part, look).is_empty() {
            lines.pop();
        }
        lines
    }
}

fn words_of(field: &Field) -> String {
    let said = match &field.answer {
        Answer::Text { input, .. } => plain(input.value()).into_owned(),
        Answer::Pick(pick) => plain(&pick.words().join(", ")).into_owned(),
    };
    match field.finding() {
        "" => said,
        letters => format!("{said} {letters}?").trim_start().to_owned(),
    }
}
