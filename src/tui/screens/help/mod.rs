//! The keys of the screen it was opened from, made from the one table.

use crate::store::StoreError;
use crate::text::width::{pad_to_width, wrap_text};
use crate::tui::keys::{Action, Mode, bindings_for_mode};
use crate::tui::screens::quick_line::LINE_EXAMPLES;
use crate::tui::screens::{Context, Effect, Screen};
use crate::tui::theme::Glyph;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use std::cell::Cell;

const INTRO: &str = "Write down what you like, when you like. Gaps are fine; nothing here counts you. Every change can be \
                     undone, also tomorrow.";

/// What the signs of the strips stand for.
const GLYPH_MEANINGS: &[(Glyph, &str)] = &[
    (Glyph::Asleep, "asleep"),
    (Glyph::Touch, "touch"),
    (Glyph::NotToday, "not today"),
    (Glyph::Cue, "a cue"),
    (Glyph::SeveralCues, "several cues"),
    (Glyph::Checkin, "a carer wrote how they are"),
    (Glyph::Empty, "nothing written"),
    (Glyph::EmptyNight, "nothing written, at night"),
    (Glyph::Now, "the time now"),
];
const GLYPHS_HEADING: &str = "The marks";
const EXAMPLES_HEADING: &str = "Lines such as";
const MORE_BELOW: &str = "more below";

pub struct HelpScreen {
    mode: Mode,
    scroll: ScrollState,
}

impl HelpScreen {
    pub fn for_mode(place: Mode) -> Self {
        Self { mode: place, scroll: ScrollState::default() }
    }

    fn build_lines(&self, columns: usize, here: &Context<'_>) -> Vec<String> {
        let mut lines = wrap_text(INTRO, columns.saturating_sub(2).min(76));
        lines.push(String::new());
        lines.push(self.mode.name().to_owned());
        for row in bindings_for_mode(self.mode) {
            let key = row.key.display_name(here.theme.ascii);
            let says = wrap_text(row.help_text, columns.saturating_sub(14));
            for (i, says) in says.into_iter().enumerate() {
                let key = if i == 0 { key.as_str() } else { "" };
                lines.push(format!("  {}{says}", pad_to_width(key, 11, ' ')));
            }
        }
        lines.push(format!(
            "  {}{}",
            pad_to_width("ctrl-c", 11, ' '),
            "leave cuebook from anywhere; what you were typing waits"
        ));
        if self.mode == Mode::TypedLine {
            lines.extend([String::new(), EXAMPLES_HEADING.to_owned()]);
            lines.extend(LINE_EXAMPLES.iter().map(|line| format!("  {line}")));
        }
        if matches!(self.mode, Mode::Today | Mode::Trends) {
            lines.extend([String::new(), GLYPHS_HEADING.to_owned()]);
            for (glyph, says) in GLYPH_MEANINGS {
                let mark = here.theme.glyph(*glyph).to_string();
                lines.push(format!("  {}{says}", pad_to_width(&mark, 11, ' ')));
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
        "Help".into()
    }

    fn handle_action(&mut self, action: Action, _here: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(self.scroll.handle_action(action))
    }

    fn status_hint(&self, _here: &Context<'_>) -> String {
        self.scroll.scroll_hint()
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Context<'_>) {
        self.scroll.draw_lines(frame, area, &self.build_lines(usize::from(area.width), here), here);
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
        let most = self.max_top.get();
        let to = match action {
            Action::Back => return Effect::Close,
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(10),
            Action::PageDown => self.top + 10,
            Action::First => 0,
            Action::Last => most,
            _ => self.top,
        };
        self.top = to.min(most);
        Effect::Stay
    }

    /// What the status line says while there is more than the last picture showed.
    pub(crate) fn scroll_hint(&self) -> String {
        let goes_on = self.top.min(self.max_top.get()) < self.max_top.get();
        if goes_on { MORE_BELOW.into() } else { String::new() }
    }

    /// Paints the lines from where the parent is, never past the end.
    pub(crate) fn draw_lines(&self, frame: &mut Frame<'_>, area: Rect, lines: &[String], here: &Context<'_>) {
        let room = usize::from(area.height);
        self.max_top.set(lines.len().saturating_sub(room));
        let top = self.top.min(self.max_top.get());
        let shown =
            lines.iter().skip(top).take(room).map(|line| Line::raw(format!(" {}", here.theme.text(line))));
        frame.render_widget(Paragraph::new(shown.collect::<Vec<_>>()), area);
    }
}
