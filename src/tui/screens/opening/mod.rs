//! The question before a journal that is not as it was last seen is opened: what is different, what its copies hold, and
//! what may be done. It stands alone, over no journal; the app ends with the answer.

use crate::store::StoreError;
use crate::text::width::{truncate_to_width, wrap_text};
use crate::texts::opening_texts as texts;
use crate::tui::keys::{Action, Mode, key_for_action};
use crate::tui::screens::{Context, Effect, Screen};
use crate::tui::theme::{Glyph, Theme};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpeningAnswer {
    /// The fullest copy is put in the journal's place.
    Restore,
    /// A new journal is begun.
    Begin,
    /// The file that is there is the journal.
    Accept,
}

pub struct OpeningScreen {
    /// What is different.
    pub sentence: String,
    /// What each copy holds, the fullest first.
    pub copies: Vec<String>,
    /// What is said of copies that could not be read.
    pub unreadable: Option<String>,
    /// What may be answered.
    pub answers: Vec<OpeningAnswer>,
}

impl OpeningScreen {
    fn build_lines(&self, columns: usize, rows: usize, theme: &Theme) -> Vec<String> {
        let key = |action| key_for_action(Mode::Opening, action).unwrap_or_default();
        let mut keys: Vec<String> = Vec::new();
        for answer in &self.answers {
            let (action, words) = match answer {
                OpeningAnswer::Restore => (Action::RestoreCopy, texts::RESTORE_COPY),
                OpeningAnswer::Begin => (Action::BeginJournal, texts::BEGIN_JOURNAL),
                OpeningAnswer::Accept => (Action::AcceptJournal, texts::ACCEPT_JOURNAL),
            };
            keys.extend(wrap_text(&format!("{} {words}", key(action)), columns));
        }
        keys.push(format!("{} {}", key(Action::Quit), texts::LEAVE));
        let mut lines = vec!["cuebook".to_owned(), String::new()];
        lines.extend(wrap_text(&format!("{} {}", self.sentence, texts::NOTHING_WRITTEN), columns));
        lines.push(String::new());
        // The keys stay in sight however many copies there are.
        let mut room = rows.saturating_sub(lines.len() + keys.len());
        let mut unreadable =
            self.unreadable.as_ref().map(|text| wrap_text(text, columns)).unwrap_or_default();
        if unreadable.len() < room && !unreadable.is_empty() {
            unreadable.push(String::new());
            room -= unreadable.len();
        } else {
            unreadable.clear();
        }
        // Their heading and the blank after them.
        if !self.copies.is_empty() && room > 2 {
            lines.push(texts::COPIES_HOLD.to_owned());
            let shown = self.copies.iter().take(room - 2);
            lines.extend(
                shown.map(|copy| {
                    truncate_to_width(&format!("  {copy}"), columns, theme.glyph(Glyph::Ellipsis))
                }),
            );
            lines.push(String::new());
        }
        lines.extend(unreadable);
        lines.extend(keys);
        lines
    }
}

impl Screen for OpeningScreen {
    fn input_mode(&self) -> Mode {
        Mode::Opening
    }

    fn is_covering_all(&self) -> bool {
        true
    }

    fn handle_action(&mut self, action: Action, _: &Context<'_>) -> Result<Effect, StoreError> {
        let answer = match action {
            Action::RestoreCopy => OpeningAnswer::Restore,
            Action::BeginJournal => OpeningAnswer::Begin,
            Action::AcceptJournal => OpeningAnswer::Accept,
            _ => return Ok(Effect::Stay),
        };
        Ok(if self.answers.contains(&answer) { Effect::AnswerOpening(answer) } else { Effect::Stay })
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(area.width).saturating_sub(4).min(76);
        let top = u16::from(area.height > 12);
        let lines = self.build_lines(columns, usize::from(area.height - top), &context.theme);
        let inner = Rect {
            x: area.x + 2.min(area.width),
            y: area.y + top,
            width: area.width.saturating_sub(2),
            height: area.height - top,
        };
        let lines: Vec<Line<'_>> = lines.into_iter().map(Line::raw).collect();
        frame.render_widget(Paragraph::new(lines), inner);
    }
}
