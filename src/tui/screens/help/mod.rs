//! The keys of the screen it was opened from, made from the one table.

use crate::store::StoreError;
use crate::text::width::{pad_to_width, wrap_text};
use crate::texts::kind_signs::KindSign;
use crate::texts::{help_texts, quick_line_texts};
use crate::tui::keys::{Action, Mode, bindings_for_mode};
use crate::tui::screens::{Context, Effect, Screen};
use crate::tui::theme::Glyph;
use crate::tui::widgets::list::move_cursor;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use std::cell::Cell;

const PAGE_ROWS: usize = 10;

/// What the other signs of the strips stand for.
const GLYPH_MEANINGS: &[(Glyph, &str)] = &[
    (Glyph::Empty, help_texts::EMPTY),
    (Glyph::EmptyNight, help_texts::EMPTY_NIGHT),
    (Glyph::Now, help_texts::NOW),
];

pub(crate) struct HelpScreen {
    mode: Mode,
    scroll: ScrollState,
}

impl HelpScreen {
    pub(crate) fn for_mode(place: Mode) -> Self {
        Self { mode: place, scroll: ScrollState::default() }
    }

    fn build_lines(&self, columns: usize, context: &Context<'_>) -> Vec<String> {
        let mut lines = wrap_text(help_texts::INTRO, columns.saturating_sub(2).min(76));
        lines.push(String::new());
        lines.push(self.mode.name().to_owned());
        for row in bindings_for_mode(self.mode) {
            let key = row.key.display_name(context.theme.ascii);
            let message = wrap_text(&row.describe(), columns.saturating_sub(14));
            for (i, message) in message.into_iter().enumerate() {
                let key = if i == 0 { key.as_str() } else { "" };
                lines.push(format!("  {}{message}", pad_to_width(key, 11, ' ')));
            }
        }
        lines.push(format!("  {}{}", pad_to_width("ctrl-c", 11, ' '), help_texts::CTRL_C));
        if self.mode == Mode::TypedLine {
            lines.extend([String::new(), help_texts::EXAMPLES_HEADING.to_owned()]);
            lines.extend(quick_line_texts::LINE_EXAMPLES.iter().map(|line| format!("  {line}")));
        }
        if matches!(self.mode, Mode::Today | Mode::Trends) {
            lines.extend([String::new(), help_texts::GLYPHS_HEADING.to_owned()]);
            let kinds = KindSign::ALL.map(|sign| (Glyph::Kind(sign), sign.word()));
            for (glyph, message) in kinds.iter().chain(GLYPH_MEANINGS) {
                let mark = context.theme.glyph(*glyph).to_string();
                lines.push(format!("  {}{message}", pad_to_width(&mark, 11, ' ')));
            }
        }
        lines
    }
}

impl Screen for HelpScreen {
    fn input_mode(&self) -> Mode {
        Mode::ScrolledText
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        help_texts::HEADING.into()
    }

    fn handle_action(&mut self, action: Action, _here: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(self.scroll.handle_action(action))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.scroll.draw_lines(frame, area, &self.build_lines(usize::from(area.width), context), context);
    }
}

/// How far down a text the parent has read.
#[derive(Default)]
pub(crate) struct ScrollState {
    top: usize,
    /// The furthest down that the last picture could go.
    max_top: Cell<usize>,
}

impl ScrollState {
    /// Moves, or closes the screen on `esc`.
    pub(crate) fn handle_action(&mut self, action: Action) -> Effect {
        if action == Action::Back {
            return Effect::Close;
        }
        let furthest = self.max_top.get();
        self.top = move_cursor(action, self.top, PAGE_ROWS, furthest + 1).unwrap_or(self.top.min(furthest));
        Effect::Stay
    }

    /// What is said where no line across can, while there is more than the last picture showed.
    pub(crate) fn scroll_hint(&self) -> String {
        let goes_on = self.top.min(self.max_top.get()) < self.max_top.get();
        if goes_on { help_texts::MORE_BELOW.into() } else { String::new() }
    }

    /// Paints the lines from where the parent is, never past the end.
    pub(crate) fn draw_lines(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        lines: &[String],
        context: &Context<'_>,
    ) {
        let room = usize::from(area.height);
        self.max_top.set(lines.len().saturating_sub(room));
        let top = self.top.min(self.max_top.get());
        context.note_rows_below(top < self.max_top.get());
        let shown = lines.iter().skip(top).take(room).map(|line| Line::raw(format!(" {line}")));
        frame.render_widget(Paragraph::new(shown.collect::<Vec<_>>()), area);
    }
}
