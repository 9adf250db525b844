//! Colours and glyphs: one accent, dim and bold; all of it also readable without colour and without box drawing.

use ratatui::style::{Color, Modifier, Style};

/// How the program looks on this terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    /// No box drawing, blocks or arrows.
    pub ascii: bool,
    /// Colour may be used; meaning never hangs on it.
    pub colour: bool,
}

impl Look {
    /// Box drawing and one accent colour.
    #[must_use]
    pub fn usual() -> Self {
        Self {
            ascii: false,
            colour: true,
        }
    }

    /// What the eye should find first.
    #[must_use]
    pub fn accent(&self) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD);
        if self.colour {
            style.fg(Color::Cyan)
        } else {
            style
        }
    }

    /// What can wait.
    #[must_use]
    pub fn dim(&self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Where the cursor is.
    #[must_use]
    pub fn picked(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// A glyph, or its stand-in.
    #[must_use]
    pub fn glyph(&self, glyph: Glyph) -> char {
        let (full, ascii) = match glyph {
            Glyph::Rule => ('─', '-'),
            Glyph::Asleep => ('█', '#'),
            Glyph::AsleepTwice => ('▓', '%'),
            Glyph::Blank => ('·', '.'),
            Glyph::Night => ('░', ':'),
            Glyph::Twice => ('▒', '='),
            Glyph::Now => ('│', '|'),
            Glyph::Touch => ('◆', 'M'),
            Glyph::NotToday => ('◇', 'x'),
            Glyph::Cue => ('○', 'o'),
            Glyph::CueMany => ('●', 'O'),
            Glyph::Checkin => ('▪', '+'),
            Glyph::Cursor => ('▸', '>'),
            Glyph::More => ('…', '~'),
        };
        if self.ascii { ascii } else { full }
    }

    /// Text with what an ASCII terminal cannot show replaced, where that is wanted.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        if !self.ascii {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '·' => out.push('-'),
                '–' | '—' => out.push('-'),
                '→' => out.push_str("->"),
                '←' => out.push_str("<-"),
                '↑' => out.push_str("up"),
                '↓' => out.push_str("down"),
                '…' => out.push_str("..."),
                '’' | '‘' => out.push('\''),
                '“' | '”' => out.push('"'),
                '×' => out.push('x'),
                _ => out.push(c),
            }
        }
        out
    }
}

/// The signs the screens draw with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Glyph {
    /// A line across.
    Rule,
    /// Asleep.
    Asleep,
    /// Asleep in an hour that came twice.
    AsleepTwice,
    /// Nothing written.
    Blank,
    /// Nothing written, in the night.
    Night,
    /// An hour that came twice.
    Twice,
    /// The time now.
    Now,
    /// Touch.
    Touch,
    /// Not today.
    NotToday,
    /// A cue.
    Cue,
    /// Several cues.
    CueMany,
    /// A check-in.
    Checkin,
    /// The row the cursor is on.
    Cursor,
    /// Text goes on.
    More,
}
