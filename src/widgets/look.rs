//! Colours and glyphs: one accent, dim and bold; all of it also readable without colour and without box drawing.
//!
//! What a parent chooses ([`Chosen`]) and what this terminal and the command line allow come together in a [`Look`];
//! `palette` has the colours.

mod palette;

pub use palette::{Depth, Palette};

use ratatui::style::{Modifier, Style};

/// The looks a parent chose; they live in the config file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Chosen {
    pub palette: Palette,
    pub ascii: bool,
}

/// How the program looks on this terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    pub ascii: bool,
    /// Colour may be used; meaning never hangs on it.
    pub colour: bool,
    /// What was chosen; `colour` and what was asked on the command line go before it.
    pub chosen: Chosen,
    /// Plain signs were asked for whatever was chosen.
    pub plain_signs: bool,
    /// How many colours this terminal knows.
    pub depth: Depth,
}

impl Look {
    pub fn usual() -> Self {
        Self {
            ascii: false,
            colour: true,
            chosen: Chosen::default(),
            plain_signs: false,
            depth: Depth::Sixteen,
        }
    }

    /// The same terminal with other looks chosen.
    pub fn choosing(self, chosen: Chosen) -> Self {
        Self { ascii: self.plain_signs || chosen.ascii, chosen, ..self }
    }

    fn palette(&self) -> Palette {
        if self.colour { self.chosen.palette } else { Palette::None }
    }

    pub fn base(&self) -> Style {
        self.palette().base(self.depth)
    }

    pub fn accent(&self) -> Style {
        self.palette().accent(self.depth)
    }

    pub fn dim(&self) -> Style {
        self.palette().dim(self.depth)
    }

    pub fn picked(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

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

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Glyph {
    Rule,
    Asleep,
    AsleepTwice,
    Blank,
    Night,
    Twice,
    Now,
    Touch,
    NotToday,
    Cue,
    CueMany,
    Checkin,
    Cursor,
    More,
}
