//! The palettes: which colour stands for what, on terminals that know sixteen colours, 256, or all of them. Nothing but
//! colour stands here; what a colour says is always said by a sign or a word too.
//!
//! Every tone of every palette has a contrast of 4.5 or more on the grounds it is for, and none is red.

use crate::tui::theme::contrast::{MIN_CONTRAST, Rgb, contrast_ratio, relative_luminance, visible_color};
use ratatui::style::{Color, Modifier, Style};

/// The palettes a parent may choose from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Palette {
    /// Fits the terminal: light or dark where its ground is known, else what can be read on both.
    #[default]
    Plain,
    /// For a terminal with a light background.
    Light,
    /// For a terminal with a dark background.
    Dark,
    /// Dim and warm on its own dark ground, for the night feed: nothing in it is bright.
    Night,
    None,
}

impl Palette {
    /// Every palette, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Plain, Self::Light, Self::Dark, Self::Night, Self::None];

    /// Its name in the config file and on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Night => "night",
            Self::None => "none",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::ALL.into_iter().find(|palette| palette.name().eq_ignore_ascii_case(name))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum ColorDepth {
    #[default]
    Ansi16,
    /// 256.
    Indexed256,
    TrueColor,
}

/// What a colour says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Tone {
    Text,
    /// What the eye is to find first: headings, the marked row.
    Accent,
    /// What stands back: rules, hints, rows of another day.
    Dim,
    Sleep,
    Touch,
    Cue,
    /// How a carer is.
    Checkin,
}

impl Tone {
    pub const ALL: [Self; 7] =
        [Self::Text, Self::Accent, Self::Dim, Self::Sleep, Self::Touch, Self::Cue, Self::Checkin];
}

/// One tone as each kind of terminal shows it.
struct ToneColor {
    rgb: Rgb,
    indexed: u8,
    /// One of the darker eight; the terminal decides how they look. `Reset` is its own colour for text.
    named: Color,
}

impl ToneColor {
    const fn new(rgb: Rgb, indexed: u8, named: Color) -> Self {
        Self { rgb, indexed, named }
    }

    fn at_depth(&self, depth: ColorDepth) -> Color {
        let (r, g, b) = self.rgb;
        match depth {
            ColorDepth::TrueColor => Color::Rgb(r, g, b),
            ColorDepth::Indexed256 => Color::Indexed(self.indexed),
            ColorDepth::Ansi16 => self.named,
        }
    }
}

const NIGHT_GROUND: ToneColor = ToneColor::new((14, 9, 6), 16, Color::Black);

/// None where the terminal's own colour for text is used.
const fn tone_color(palette: Palette, tone: Tone) -> Option<ToneColor> {
    let (rgb, indexed, named) = match (palette, tone) {
        (Palette::None, _) | (Palette::Plain | Palette::Light | Palette::Dark, Tone::Text) => return None,
        // Between black and white: it can be read on either.
        (Palette::Plain, Tone::Accent) => ((0, 130, 140), 29, Color::Reset),
        (Palette::Plain, _) => return None,
        (Palette::Light, Tone::Accent) => ((0, 95, 115), 24, Color::Blue),
        (Palette::Light, Tone::Dim) => ((96, 96, 96), 241, Color::Reset),
        (Palette::Light, Tone::Sleep) => ((40, 84, 160), 25, Color::Blue),
        (Palette::Light, Tone::Touch) => ((132, 82, 0), 94, Color::Reset),
        (Palette::Light, Tone::Cue) => ((28, 105, 60), 22, Color::Reset),
        (Palette::Light, Tone::Checkin) => ((112, 72, 150), 54, Color::Reset),
        (Palette::Dark, Tone::Accent) => ((135, 200, 205), 116, Color::Cyan),
        (Palette::Dark, Tone::Dim) => ((154, 154, 154), 247, Color::Reset),
        (Palette::Dark, Tone::Sleep) => ((138, 174, 230), 110, Color::Cyan),
        (Palette::Dark, Tone::Touch) => ((222, 180, 112), 179, Color::Yellow),
        (Palette::Dark, Tone::Cue) => ((140, 196, 140), 108, Color::Green),
        (Palette::Dark, Tone::Checkin) => ((198, 170, 226), 146, Color::Reset),
        (Palette::Night, Tone::Text) => ((172, 124, 72), 136, Color::Yellow),
        (Palette::Night, Tone::Accent) => ((206, 140, 64), 172, Color::Yellow),
        (Palette::Night, Tone::Dim) => ((142, 118, 88), 100, Color::Yellow),
        (Palette::Night, Tone::Sleep) => ((176, 122, 76), 137, Color::Yellow),
        (Palette::Night, Tone::Touch) => ((198, 134, 62), 172, Color::Yellow),
        (Palette::Night, Tone::Cue) => ((158, 134, 66), 100, Color::Yellow),
        (Palette::Night, Tone::Checkin) => ((166, 126, 96), 136, Color::Yellow),
    };
    Some(ToneColor::new(rgb, indexed, named))
}

impl Palette {
    /// The whole screen's, under everything else.
    pub(crate) fn base_style(self, depth: ColorDepth) -> Style {
        match self {
            // On a bright terminal only a ground of its own is dim.
            Self::Night => self.tone_style(Tone::Text, depth).bg(NIGHT_GROUND.at_depth(depth)),
            _ => Style::new(),
        }
    }

    /// How text of this tone is shown.
    pub fn tone_style(self, tone: Tone, depth: ColorDepth) -> Style {
        let color = tone_color(self, tone).map(|it| it.at_depth(depth)).filter(|it| *it != Color::Reset);
        let style = color.map_or(Style::new(), |color| Style::new().fg(color));
        match (self, tone, depth) {
            // Sixteen colours have one that is warm; what stands out is the part that is not dimmed. Many terminals show
            // bold as bright.
            (Self::Night, Tone::Accent, _) => style.remove_modifier(Modifier::DIM),
            (Self::Night, _, ColorDepth::Ansi16) => style.add_modifier(Modifier::DIM),
            (Self::Night, ..) => style,
            (_, Tone::Accent, _) => style.add_modifier(Modifier::BOLD),
            (_, Tone::Dim, _) if color.is_none() => style.add_modifier(Modifier::DIM),
            _ => style,
        }
    }

    /// The palette that can be read on a terminal's own ground: one of which every tone can, else the one between.
    pub fn for_ground(ground: Rgb, depth: ColorDepth) -> Self {
        let is_readable = |palette: &Self| {
            Tone::ALL.into_iter().all(|tone| {
                let text = default_text(ground);
                let shown = visible_color(palette.tone_style(tone, depth), text, ground);
                contrast_ratio(shown, ground) >= MIN_CONTRAST
            })
        };
        [Self::Light, Self::Dark].into_iter().find(is_readable).unwrap_or(Self::Plain)
    }
}

/// What terminals write in on such a ground, as nobody says otherwise.
pub fn default_text(ground: Rgb) -> Rgb {
    if relative_luminance(ground) > MIDDLE_LUMINANCE { (0, 0, 0) } else { (229, 229, 229) }
}

/// Black and white are equally far from it.
const MIDDLE_LUMINANCE: f64 = 0.179;
