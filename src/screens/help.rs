//! The keys of the screen it was opened from, made from the one table.

use super::line::EXAMPLES;
use super::{Here, Screen, Step};
use crate::keys::{Action, Place, rows};
use crate::store::Trouble;
use crate::widgets::look::Glyph;
use crate::widgets::text::{fit, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use std::cell::Cell;

const INTRO: &str = "Write down what you like, when you like. Gaps are fine; nothing here counts you. Every change can be \
                     undone, also tomorrow.";

/// What the signs of the strips stand for.
const MARKS: &[(Glyph, &str)] = &[
    (Glyph::Asleep, "asleep"),
    (Glyph::Touch, "touch"),
    (Glyph::NotToday, "not today"),
    (Glyph::Cue, "a cue"),
    (Glyph::CueMany, "several cues"),
    (Glyph::Checkin, "a carer wrote how they are"),
    (Glyph::Blank, "nothing written"),
    (Glyph::Night, "nothing written, at night"),
    (Glyph::Now, "the time now"),
];
const MARKS_HEAD: &str = "The marks";
const LINES_HEAD: &str = "Lines such as";
const MORE: &str = "more below";

pub struct Help {
    of: Place,
    scroll: Scroll,
}

impl Help {
    pub fn of(place: Place) -> Self {
        Self { of: place, scroll: Scroll::default() }
    }

    fn lines(&self, columns: usize, here: &Here<'_>) -> Vec<String> {
        let mut lines = wrap(INTRO, columns.saturating_sub(2).min(76));
        lines.push(String::new());
        lines.push(self.of.name().to_owned());
        for row in rows(self.of) {
            let key = row.key.name(here.look.ascii);
            let says = wrap(row.says, columns.saturating_sub(14));
            for (i, says) in says.into_iter().enumerate() {
                let key = if i == 0 { key.as_str() } else { "" };
                lines.push(format!("  {}{says}", fit(key, 11, ' ')));
            }
        }
        lines.push(format!(
            "  {}{}",
            fit("ctrl-c", 11, ' '),
            "leave cuebook from anywhere; what you were typing waits"
        ));
        if self.of == Place::Line {
            lines.extend([String::new(), LINES_HEAD.to_owned()]);
            lines.extend(EXAMPLES.iter().map(|line| format!("  {line}")));
        }
        if matches!(self.of, Place::Today | Place::Trends) {
            lines.extend([String::new(), MARKS_HEAD.to_owned()]);
            for (glyph, says) in MARKS {
                let mark = here.look.glyph(*glyph).to_string();
                lines.push(format!("  {}{says}", fit(&mark, 11, ' ')));
            }
        }
        lines
    }
}

impl Screen for Help {
    fn place(&self) -> Place {
        Place::Reading
    }

    fn heading(&self, _here: &Here<'_>) -> String {
        "Help".into()
    }

    fn act(&mut self, action: Action, _here: &Here<'_>) -> Result<Step, Trouble> {
        Ok(self.scroll.act(action))
    }

    fn aside(&self, _here: &Here<'_>) -> String {
        self.scroll.aside()
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        self.scroll.draw(frame, area, &self.lines(usize::from(area.width), here), here);
    }
}

/// How far down a text the parent has read.
#[derive(Default)]
pub(crate) struct Scroll {
    top: usize,
    /// The furthest down that the last picture could go.
    most: Cell<usize>,
}

impl Scroll {
    /// Moves, or closes the screen on `esc`.
    pub(crate) fn act(&mut self, action: Action) -> Step {
        let most = self.most.get();
        let to = match action {
            Action::Back => return Step::Close,
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(10),
            Action::PageDown => self.top + 10,
            Action::First => 0,
            Action::Last => most,
            _ => self.top,
        };
        self.top = to.min(most);
        Step::Stay
    }

    /// What the status line says while there is more than the last picture showed.
    pub(crate) fn aside(&self) -> String {
        let goes_on = self.top.min(self.most.get()) < self.most.get();
        if goes_on { MORE.into() } else { String::new() }
    }

    /// Paints the lines from where the parent is, never past the end.
    pub(crate) fn draw(&self, frame: &mut Frame<'_>, area: Rect, lines: &[String], here: &Here<'_>) {
        let room = usize::from(area.height);
        self.most.set(lines.len().saturating_sub(room));
        let top = self.top.min(self.most.get());
        let shown =
            lines.iter().skip(top).take(room).map(|line| Line::raw(format!(" {}", here.look.text(line))));
        frame.render_widget(Paragraph::new(shown.collect::<Vec<_>>()), area);
    }
}
