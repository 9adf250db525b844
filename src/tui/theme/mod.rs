//! Colours and glyphs: one accent, dim and bold; all of it also readable without colour and without box drawing.
//!
//! What a parent chooses ([`Chosen`]) and what this terminal and the command line allow come together in a [`Look`];
//! `palette` has the colours.

pub(crate) mod colors;
pub(crate) mod theme_settings;

use crate::text::ascii::fold_to_ascii;
pub use crate::tui::theme::colors::{ColorDepth, Palette};
use ratatui::style::{Modifier, Style};

/// The looks a parent chose; they live in the config file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ThemePrefs {
    pub palette: Palette,
    pub ascii: bool,
}

/// How the program looks on this terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    pub ascii: bool,
    /// Colour may be used; meaning never hangs on it.
    pub colour: bool,
    /// What was chosen; `colour` and what was asked on the command line go before it.
    pub prefs: ThemePrefs,
    /// Plain signs were asked for whatever was chosen.
    pub force_ascii: bool,
    /// How many colours this terminal knows.
    pub color_depth: ColorDepth,
}

impl Theme {
    pub fn with_defaults() -> Self {
        Self {
            ascii: false,
            colour: true,
            prefs: ThemePrefs::default(),
            force_ascii: false,
            color_depth: ColorDepth::Ansi16,
        }
    }

    /// The same terminal with other looks chosen.
    pub fn with_prefs(self, chosen: ThemePrefs) -> Self {
        Self { ascii: self.force_ascii || chosen.ascii, prefs: chosen, ..self }
    }

    fn active_palette(&self) -> Palette {
        if self.colour { self.prefs.palette } else { Palette::None }
    }

    pub fn base_style(&self) -> Style {
        self.active_palette().base_style(self.color_depth)
    }

    pub fn accent_style(&self) -> Style {
        self.active_palette().accent_style(self.color_depth)
    }

    pub fn dim_style(&self) -> Style {
        self.active_palette().dim_style(self.color_depth)
    }

    pub fn selected_style(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// What stands before a row of a list.
    pub fn cursor_sign(&self, selected: bool) -> char {
        if selected { self.glyph(Glyph::Cursor) } else { ' ' }
    }

    pub fn row_style(&self, selected: bool) -> Style {
        if selected { self.accent_style() } else { Style::new() }
    }

    pub fn glyph(&self, glyph: Glyph) -> char {
        let (full, ascii) = match glyph {
            Glyph::Rule => ('─', '-'),
            Glyph::Asleep => ('█', '#'),
            Glyph::AsleepRepeatedHour => ('▓', '%'),
            Glyph::Empty => ('·', '.'),
            Glyph::EmptyNight => ('░', ':'),
            Glyph::RepeatedHour => ('▒', '='),
            Glyph::Now => ('│', '|'),
            Glyph::Touch => ('◆', 'M'),
            Glyph::NotToday => ('◇', 'x'),
            Glyph::Cue => ('○', 'o'),
            Glyph::SeveralCues => ('●', 'O'),
            Glyph::Checkin => ('▪', '+'),
            Glyph::Cursor => ('▸', '>'),
            Glyph::Ellipsis => ('…', '~'),
        };
        if self.ascii { ascii } else { full }
    }

    /// Text with our own marks in plain ASCII, where that is wanted.
    pub fn text(&self, text: &str) -> String {
        if self.ascii { fold_to_ascii(text).into_owned() } else { text.to_owned() }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Glyph {
    Rule,
    Asleep,
    AsleepRepeatedHour,
    Empty,
    EmptyNight,
    RepeatedHour,
    Now,
    Touch,
    NotToday,
    Cue,
    SeveralCues,
    Checkin,
    Cursor,
    Ellipsis,
}
