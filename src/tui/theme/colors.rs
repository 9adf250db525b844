//! The palettes: which colour stands for what, on terminals that know sixteen colours, 256, or all of them. Nothing but
//! colour stands here; what a colour says is always said by a sign or a word too.

use ratatui::style::{Color, Modifier, Style};

/// The palettes a parent may choose from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Palette {
    /// The terminal's own sixteen colours: right on any of them.
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

/// One colour as each kind of terminal shows it.
struct PaletteColor {
    rgb: (u8, u8, u8),
    indexed: u8,
    named: Color,
}

impl PaletteColor {
    const fn new(rgb: (u8, u8, u8), indexed: u8, named: Color) -> Self {
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

// The named colours are the darker eight; the terminal decides how they look.
const LIGHT_ACCENT: PaletteColor = PaletteColor::new((0, 95, 115), 24, Color::Blue);
const LIGHT_DIM: PaletteColor = PaletteColor::new((98, 98, 98), 241, Color::DarkGray);
const DARK_ACCENT: PaletteColor = PaletteColor::new((135, 200, 205), 116, Color::Cyan);
const DARK_DIM: PaletteColor = PaletteColor::new((140, 140, 140), 245, Color::DarkGray);
const NIGHT_BACKGROUND: PaletteColor = PaletteColor::new((14, 9, 6), 16, Color::Black);
const NIGHT_TEXT: PaletteColor = PaletteColor::new((128, 94, 62), 94, Color::Yellow);
const NIGHT_ACCENT: PaletteColor = PaletteColor::new((158, 104, 52), 130, Color::Yellow);
const NIGHT_DIM: PaletteColor = PaletteColor::new((92, 66, 44), 58, Color::Yellow);

impl Palette {
    pub(crate) fn base_style(self, depth: ColorDepth) -> Style {
        match self {
            // On a bright terminal only a ground of its own is dim.
            Self::Night => {
                let ground = Style::new().bg(NIGHT_BACKGROUND.at_depth(depth));
                let ground = ground.fg(NIGHT_TEXT.at_depth(depth));
                // Sixteen colours have one that is warm; what stands out is the part that is not dimmed.
                match depth {
                    ColorDepth::Ansi16 => ground.add_modifier(Modifier::DIM),
                    _ => ground,
                }
            }
            _ => Style::new(),
        }
    }

    pub(crate) fn accent_style(self, depth: ColorDepth) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        match self {
            Self::None => bold,
            Self::Plain => bold.fg(Color::Cyan),
            Self::Light => bold.fg(LIGHT_ACCENT.at_depth(depth)),
            Self::Dark => bold.fg(DARK_ACCENT.at_depth(depth)),
            // Many terminals show bold as bright.
            Self::Night => Style::new().fg(NIGHT_ACCENT.at_depth(depth)).remove_modifier(Modifier::DIM),
        }
    }

    pub(crate) fn dim_style(self, depth: ColorDepth) -> Style {
        match self {
            Self::Light => Style::new().fg(LIGHT_DIM.at_depth(depth)),
            Self::Dark => Style::new().fg(DARK_DIM.at_depth(depth)),
            Self::Night if depth > ColorDepth::Ansi16 => Style::new().fg(NIGHT_DIM.at_depth(depth)),
            _ => Style::new().add_modifier(Modifier::DIM),
        }
    }
}
