//! Colours and glyphs: one accent, dim and bold; all of it also readable without colour and without box drawing.
//!
//! What a parent chooses ([`ThemePrefs`]) and what this terminal and the command line allow come together in a [`Theme`].

pub(crate) mod colors;
pub mod contrast;
pub(crate) mod finish_picture;
pub(crate) mod theme_settings;

use crate::stats::{SleepState, TimelineCell};
use crate::text::ascii::fold_to_ascii;
use crate::texts::kind_signs::KindSign;
pub use crate::tui::theme::colors::{ColorDepth, Palette, Tone, default_text};
use crate::tui::theme::contrast::Rgb;
use crate::tui::theme::finish_picture::{CARET_TAG, MARKED_ROW_TAG, ROW_TAG};
use ratatui::style::{Color, Modifier, Style};

/// The looks a parent chose; they live in the config file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct ThemePrefs {
    pub palette: Palette,
    pub ascii: bool,
    pub at_night: AtNight,
    pub mouse: MouseUse,
}

/// What becomes of the colours in the family's night hours.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AtNight {
    /// The night palette by itself; a parent was not told yet that it comes.
    #[default]
    #[serde(skip)]
    Untold,
    /// The night palette by itself.
    Warm,
    /// As by day.
    Same,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MouseUse {
    #[default]
    On,
    Off,
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
    /// The terminal's own ground; none as long as it has not said.
    pub ground: Option<Rgb>,
    /// The night palette is shown, whatever was chosen for the day.
    pub is_night: bool,
}

impl Theme {
    /// The same at any hour.
    pub fn with_defaults() -> Self {
        Self {
            ascii: false,
            colour: true,
            prefs: ThemePrefs { at_night: AtNight::Same, ..ThemePrefs::default() },
            force_ascii: false,
            color_depth: ColorDepth::Ansi16,
            ground: None,
            is_night: false,
        }
    }

    /// The same terminal with other looks chosen.
    pub fn with_prefs(self, chosen: ThemePrefs) -> Self {
        Self { ascii: self.force_ascii || chosen.ascii, prefs: chosen, ..self }
    }

    /// The palette that is shown now.
    pub fn active_palette(&self) -> Palette {
        match (self.prefs.palette, self.ground) {
            _ if !self.colour => Palette::None,
            (chosen, _) if self.is_night && chosen != Palette::None => Palette::Night,
            (Palette::Plain, Some(ground)) => Palette::for_ground(ground, self.color_depth),
            (chosen, _) => chosen,
        }
    }

    /// The ground that the palette shown now paints; none where the terminal's own is left.
    pub fn ground_color(&self) -> Option<Color> {
        self.base_style().bg
    }

    pub(crate) fn base_style(&self) -> Style {
        self.active_palette().base_style(self.color_depth)
    }

    pub(crate) fn accent_style(&self) -> Style {
        self.tone_style(Tone::Accent)
    }

    pub(crate) fn dim_style(&self) -> Style {
        self.tone_style(Tone::Dim)
    }

    /// How text of this tone is shown now.
    pub fn tone_style(&self, tone: Tone) -> Style {
        self.active_palette().tone_style(tone, self.color_depth)
    }

    /// The quiet hue of a kind of entry.
    pub(crate) fn sign_style(&self, sign: KindSign) -> Style {
        self.tone_style(match sign {
            KindSign::Asleep => Tone::Sleep,
            KindSign::Touch | KindSign::NotToday => Tone::Touch,
            KindSign::Cue | KindSign::SeveralCues => Tone::Cue,
            KindSign::Checkin => Tone::Checkin,
            KindSign::Note => Tone::Text,
        })
    }

    /// The same where the cursor is.
    pub(crate) fn selected_sign_style(&self, sign: KindSign) -> Style {
        let hue = self.sign_style(sign).fg;
        let accent = self.accent_style();
        hue.map_or(accent, |hue| accent.fg(hue))
    }

    pub(crate) fn selected_style(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Where typing goes on. `finish` says where such a cell stands, and the terminal's own cursor is put there.
    pub(crate) fn caret_style(&self) -> Style {
        Style::new().add_modifier(CARET_TAG)
    }

    /// What stands before a row of a list, one column wide; before the first line of a row only. `finish` puts the sign
    /// there or a blank, and tells where the rows are.
    pub(crate) fn cursor_sign(&self, selected: bool) -> char {
        if selected { MARKED_ROW_TAG } else { ROW_TAG }
    }

    pub(crate) fn row_style(&self, selected: bool) -> Style {
        if selected { self.accent_style() } else { Style::new() }
    }

    pub(crate) fn glyph(&self, glyph: Glyph) -> char {
        let (full, ascii) = match glyph {
            Glyph::Kind(sign) => return sign.glyph(self.ascii),
            Glyph::Rule => ('─', '-'),
            Glyph::AsleepRepeatedHour => ('▓', '%'),
            Glyph::Empty => ('·', '.'),
            Glyph::EmptyNight => ('░', ':'),
            Glyph::RepeatedHour => ('▒', '='),
            Glyph::Now => ('│', '|'),
            Glyph::Cursor => ('▸', '>'),
            Glyph::Ellipsis => ('…', '~'),
        };
        if self.ascii { ascii } else { full }
    }

    /// A cell of a strip of sleep. Parts of a cell are drawn in eighths from its left, in halves from its right; awake and
    /// not known differ as a mark and a blank.
    pub(crate) fn sleep_glyph(&self, cell: TimelineCell, is_night: bool) -> char {
        match cell {
            TimelineCell::Asleep => self.glyph(Glyph::Kind(KindSign::Asleep)),
            TimelineCell::PartlyAsleep { eighths, at_end } => self.part_glyph(eighths, at_end),
            TimelineCell::Awake if is_night => self.glyph(Glyph::EmptyNight),
            TimelineCell::Awake => self.glyph(Glyph::Empty),
            TimelineCell::Repeated(SleepState::Asleep) => self.glyph(Glyph::AsleepRepeatedHour),
            TimelineCell::Repeated(SleepState::Awake) => self.glyph(Glyph::RepeatedHour),
            TimelineCell::Unknown | TimelineCell::Skipped | TimelineCell::Repeated(SleepState::Unknown) => {
                ' '
            }
        }
    }

    /// A cell filled from below, in eighths; a blank of none.
    pub(crate) fn bar_glyph(&self, eighths: u8) -> char {
        const FROM_BELOW: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
        const DIGITS: [char; 9] = [' ', '1', '2', '3', '4', '5', '6', '7', '8'];
        let eighths = usize::from(eighths.min(8));
        if self.ascii { DIGITS[eighths] } else { FROM_BELOW[eighths] }
    }

    /// One of four heights, for a mark that stands alone; in plain signs no digit, which would read as a number.
    pub(crate) fn height_glyph(&self, level: usize) -> char {
        let level = level.min(3);
        if self.ascii { ['_', '-', '=', '#'][level] } else { ['▂', '▄', '▆', '█'][level] }
    }

    fn part_glyph(&self, eighths: u8, at_end: bool) -> char {
        const FROM_LEFT: [char; 8] = ['▏', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
        match (self.ascii, at_end, eighths) {
            (true, _, ..=3) => '-',
            (true, ..) | (false, true, 6..) => self.glyph(Glyph::Kind(KindSign::Asleep)),
            (false, true, ..=2) => '▕',
            (false, true, _) => '▐',
            (false, false, eighths) => FROM_LEFT[usize::from(eighths.min(7))],
        }
    }

    /// Our own marks in words of plain ASCII, for a sentence that names a key by its arrow; all other text is folded cell
    /// by cell in `finish`.
    pub(crate) fn text(&self, text: &str) -> String {
        if self.ascii { fold_to_ascii(text).into_owned() } else { text.to_owned() }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Glyph {
    /// Of a kind of entry.
    Kind(KindSign),
    Rule,
    AsleepRepeatedHour,
    Empty,
    EmptyNight,
    RepeatedHour,
    Now,
    Cursor,
    Ellipsis,
}
