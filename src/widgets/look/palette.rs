//! The palettes: which colour stands for what, on terminals that know sixteen colours, 256, or all of them. Nothing but
//! colour stands here; what a colour says is always said by a sign or a word too.

use ratatui::style::{Color, Modifier, Style};

/// The palettes a parent may choose from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
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
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Night => "night",
            Self::None => "none",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::ALL.into_iter().find(|palette| palette.name().eq_ignore_ascii_case(name))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Depth {
    #[default]
    Sixteen,
    /// 256.
    Many,
    All,
}

/// One colour as each kind of terminal shows it.
struct Shade {
    rgb: (u8, u8, u8),
    indexed: u8,
    named: Color,
}

impl Shade {
    const fn new(rgb: (u8, u8, u8), indexed: u8, named: Color) -> Self {
        Self { rgb, indexed, named }
    }

    fn at(&self, depth: Depth) -> Color {
        let (r, g, b) = self.rgb;
        match depth {
            Depth::All => Color::Rgb(r, g, b),
            Depth::Many => Color::Indexed(self.indexed),
            Depth::Sixteen => self.named,
        }
    }
}

// The named colours are the darker eight; the terminal decides how they look.
const LIGHT_ACCENT: Shade = Shade::new((0, 95, 115), 24, Color::Blue);
const LIGHT_DIM: Shade = Shade::new((98, 98, 98), 241, Color::DarkGray);
const DARK_ACCENT: Shade = Shade::new((135, 200, 205), 116, Color::Cyan);
const DARK_DIM: Shade = Shade::new((140, 140, 140), 245, Color::DarkGray);
const NIGHT_GROUND: Shade = Shade::new((14, 9, 6), 16, Color::Black);
const NIGHT_TEXT: Shade = Shade::new((128, 94, 62), 94, Color::Yellow);
const NIGHT_ACCENT: Shade = Shade::new((158, 104, 52), 130, Color::Yellow);
const NIGHT_DIM: Shade = Shade::new((92, 66, 44), 58, Color::Yellow);

impl Palette {
    pub(crate) fn base(self, depth: Depth) -> Style {
        match self {
            // On a bright terminal only a ground of its own is dim.
            Self::Night => {
                let ground = Style::new().bg(NIGHT_GROUND.at(depth));
                let ground = ground.fg(NIGHT_TEXT.at(depth));
                // Sixteen colours have one that is warm; what stands out is the part that is not dimmed.
                match depth {
                    Depth::Sixteen => ground.add_modifier(Modifier::DIM),
                    _ => ground,
                }
            }
            _ => Style::new(),
        }
    }

    pub(crate) fn accent(self, depth: Depth) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        match self {
            Self::None => bold,
            Self::Plain => bold.fg(Color::Cyan),
            Self::Light => bold.fg(LIGHT_ACCENT.at(depth)),
            Self::Dark => bold.fg(DARK_ACCENT.at(depth)),
            // Many terminals show bold as bright.
            Self::Night => Style::new().fg(NIGHT_ACCENT.at(depth)).remove_modifier(Modifier::DIM),
        }
    }

    pub(crate) fn dim(self, depth: Depth) -> Style {
        match self {
            Self::Light => Style::new().fg(LIGHT_DIM.at(depth)),
            Self::Dark => Style::new().fg(DARK_DIM.at(depth)),
            Self::Night if depth > Depth::Sixteen => Style::new().fg(NIGHT_DIM.at(depth)),
            _ => Style::new().add_modifier(Modifier::DIM),
        }
    }
}
