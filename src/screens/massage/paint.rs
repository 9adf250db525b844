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
use crate::widgets::look::{Glyph, Look};
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
    pub(crate) fn paint(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
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
        let finding = self.part() == "cues" && !self.focused().is_none_or(|f| f.finding().is_empty());
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
        let mut question = question;
        if used + question.len() + self.moments() > rows {
            // What was seen goes before how arrows work.
            question.truncate(question.len() - self.general_hint(columns, look));
        }
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

    pub(crate) fn is_at(&self, key: &str) -> bool {
        let part = self.part();
        part == key || (key == "felt" && part.starts_with("felt_"))
    }

    fn answer(&self, key: &str, columns: usize, here: &Here<'_>) -> Vec<Span<'static>> {
        let look = &here.look;
        let more = look.glyph(Glyph::More);
        let (mark, style) =
            if self.is_at(key) { (look.glyph(Glyph::Cursor), look.accent()) } else { (' ', Style::new()) };
        let exists = key == "felt" || self.field(key).is_some();
        let label = if exists { words::label(key) } else { "" };
        let label = format!("{mark} {}", fit(label, LABEL - 2, more));
        let said = look.text(&self.said(key));
        let room = columns.saturating_sub(LABEL + 1);
        vec![
            Span::styled(format!(" {label}"), if mark == ' ' { look.dim() } else { style }),
            Span::styled(fit(&said, room, more), style),
        ]
    }

    fn said(&self, key: &str) -> String {
        if key == "felt" {
            let felt = |key| self.field(key).map(words_of).filter(|said| !said.is_empty());
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
            let nothing = look.text(words::NOTHING_SEEN);
            lines.push(Line::styled(format!("  {nothing}"), look.dim()));
        }
        let left = room.saturating_sub(lines.len());
        let fits = if last > left { left.saturating_sub(1).max(1) } else { last };
        let rows: Vec<[String; 4]> = (1..=last).rev().map(|n| self.moment_row(n, look)).collect();
        let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max();
        let [time, seen, place, did] = [0, 1, 2, 3].map(|column| widest(column).unwrap_or(0));
        let gap = |wide: usize| if wide > 0 { wide + 2 } else { 0 };
        let room = columns.saturating_sub(3 + gap(time) + gap(place));
        // What was done gives way before what was seen, but not below a part of the row.
        let seen = gap(seen).min(room.saturating_sub(did).max(room / 2));
        let more = look.glyph(Glyph::More);
        for (n, row) in (1..=last).rev().zip(&rows).take(fits) {
            let open = n == self.moment && !self.seen().is_empty();
            let mark = if open { look.glyph(Glyph::Cursor) } else { ' ' };
            let style = if open { look.accent() } else { Style::new() };
            let time = fit(&row[0], gap(time), more);
            let cues = fit(&cut(&row[1], seen.saturating_sub(1), more), seen, more);
            lines.push(Line::from(vec![
                Span::styled(format!(" {mark}{time}{cues}"), style),
                Span::styled(fit(&row[2], gap(place), more), look.dim()),
                Span::raw(cut(&row[3], room.saturating_sub(seen), more)),
            ]));
        }
        if last > fits && left > 1 {
            let more = words::more(last - fits);
            lines.push(Line::styled(format!("  {more}"), look.dim()));
        }
        lines
    }

    /// One moment in four columns: when, what was seen, where the hands were, what came of it.
    fn moment_row(&self, number: usize, look: &Look) -> [String; 4] {
        let field = |base: &str| {
            let key = format!("m{number}.{base}");
            self.form.sheet.fields.iter().find(|f| f.key == key)
        };
        let picked = |base: &str| match field(base).map(|field| &field.answer) {
            Some(Answer::Pick(pick)) => plain(&pick.words().join(", ")).into_owned(),
            _ => String::new(),
        };
        let code = |base: &str| field(base).and_then(Field::code).map(str::to_owned);
        let mut aside: Vec<String> = Vec::new();
        aside.extend(code("meant").map(|code| tell::meant_words(&code)));
        aside.extend(Some(picked("did")).filter(|did| !did.is_empty()));
        aside.extend(code("helped").map(|code| words::helped(say(List::Helped, &code))));
        let place = code("area").map(|code| match word(List::Areas, &code) {
            Some(word) => word.short.clone(),
            None => plain(&code).into_owned(),
        });
        [
            field("at").map(words_of).unwrap_or_default(),
            picked("cues"),
            place.unwrap_or_default(),
            aside.join(" · "),
        ]
        .map(|text| look.text(&text))
    }

    /// Rows of the hint that says how any list is answered, where one is shown.
    fn general_hint(&self, columns: usize, look: &Look) -> usize {
        let part = self.part();
        let asked = !matches!(part, "areas" | "cues") && !FOLLOWS.contains(&part);
        let picks = self.focused().is_some_and(|f| matches!(f.answer, Answer::Pick(_)));
        if asked && picks { wrap(hint(None, part, look), columns.saturating_sub(7)).len() } else { 0 }
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
        let mut lines = self.form.sheet.open(field, &self.form.preview(here), columns, look);
        if FOLLOWS.contains(&part) && !finding && field.problem.is_none() {
            // In the place of the form's own hint, which knows no single letters.
            let hint = wrap(&look.text(hint(None, part, look)), columns.saturating_sub(7));
            lines.truncate(lines.len().saturating_sub(hint.len()));
            lines.extend(say(words::after_cues(part).unwrap_or_default()));
        }
        lines
    }
}

fn words_of(field: &Field) -> String {
    match &field.answer {
        Answer::Text { input, .. } => plain(input.value()).into_owned(),
        Answer::Pick(pick) => {
            let said = plain(&pick.words().join(", ")).into_owned();
            let letters = pick.find.value();
            if pick.is_unsettled() {
                plain(format!("{said} {letters}?").trim_start()).into_owned()
            } else {
                said
            }
        }
    }
}
