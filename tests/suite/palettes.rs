//! The palettes as numbers: every text can be read, nothing is red, and a terminal that says its ground gets the palette
//! that fits it.

use cuebook::tui::theme::contrast::{MIN_CONTRAST, Rgb, color_rgb, contrast_ratio, visible_color};
use cuebook::tui::theme::{ColorDepth, Palette, Theme, Tone, default_text};
use ratatui::style::{Color, Modifier};

const DEPTHS: [ColorDepth; 3] = [ColorDepth::Ansi16, ColorDepth::Indexed256, ColorDepth::TrueColor];

const BLACK: Rgb = (0, 0, 0);
const WHITE: Rgb = (255, 255, 255);

/// The grounds that a palette is for: those that terminals and their best-known colour schemes come with.
fn grounds(palette: Palette, depth: ColorDepth) -> Vec<Rgb> {
    let all = match palette {
        Palette::Light => vec![WHITE, (253, 246, 227), (250, 250, 250), (238, 238, 238)],
        Palette::Dark => vec![BLACK, (30, 30, 30), (40, 44, 52), (48, 10, 36), (0, 43, 54)],
        // Nothing is known of the ground.
        Palette::Plain | Palette::None => vec![BLACK, WHITE],
        Palette::Night => {
            let night = Theme { color_depth: depth, ..Theme::with_defaults() };
            let night =
                night.with_prefs(cuebook::tui::theme::ThemePrefs { palette: Palette::Night, ..night.prefs });
            vec![color_rgb(night.ground_color().unwrap()).unwrap()]
        }
    };
    // How a terminal mixes the sixteen is its own; on plain grounds they are tested as xterm mixes them.
    if depth == ColorDepth::Ansi16 { all[..1].to_vec() } else { all }
}

#[test]
fn the_contrast_is_that_of_the_guidelines() {
    for (one, other, ratio) in [
        (BLACK, WHITE, 21.0),
        (WHITE, WHITE, 1.0),
        // The guidelines' own examples of greys on white.
        ((118, 118, 118), WHITE, 4.54),
        ((149, 149, 149), WHITE, 3.00),
        ((255, 0, 0), WHITE, 4.00),
    ] {
        assert!((contrast_ratio(one, other) - ratio).abs() < 0.01, "{one:?} {}", contrast_ratio(one, other));
        assert_eq!(contrast_ratio(one, other), contrast_ratio(other, one));
    }
}

#[test]
fn every_text_of_every_palette_can_be_read_on_its_grounds() {
    let mut tried = 0;
    for palette in Palette::ALL {
        for depth in DEPTHS {
            for ground in grounds(palette, depth) {
                for tone in Tone::ALL {
                    let style = palette.tone_style(tone, depth);
                    let shown = visible_color(style, default_text(ground), ground);
                    let ratio = contrast_ratio(shown, ground);
                    assert!(
                        ratio >= MIN_CONTRAST,
                        "{palette:?} {depth:?} {tone:?} on {ground:?}: {ratio:.2}"
                    );
                    tried += 1;
                }
                // A marked row changes text and ground about, and bold text with them: the same two colours.
                assert!(contrast_ratio(default_text(ground), ground) >= MIN_CONTRAST);
            }
        }
    }
    assert!(tried > 150, "{tried}");
}

/// 0 to 360 for red, green, blue and red again; none for a grey.
fn hue((red, green, blue): Rgb) -> Option<f64> {
    let [red, green, blue] = [red, green, blue].map(f64::from);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = most - least;
    if spread < 0.12 * most.max(1.0) {
        return None;
    }
    let sixth = if most == red {
        ((green - blue) / spread).rem_euclid(6.0)
    } else if most == green {
        (blue - red) / spread + 2.0
    } else {
        (red - green) / spread + 4.0
    };
    Some(sixth * 60.0)
}

/// Red and its neighbours, as far as anyone would call them that.
pub(crate) fn is_red(color: Color) -> bool {
    color_rgb(color).and_then(hue).is_some_and(|hue| !(18.0..=325.0).contains(&hue))
}

#[test]
fn no_palette_has_a_red() {
    assert!(is_red(Color::Red) && is_red(Color::LightRed) && is_red(Color::Rgb(190, 60, 70)));
    assert!(!is_red(Color::Yellow) && !is_red(Color::Magenta) && !is_red(Color::Rgb(172, 124, 72)));
    for palette in Palette::ALL {
        for depth in DEPTHS {
            for tone in Tone::ALL {
                let style = palette.tone_style(tone, depth);
                for color in [style.fg, style.bg].into_iter().flatten() {
                    assert!(!is_red(color), "{palette:?} {depth:?} {tone:?}: {color:?}");
                }
            }
        }
    }
}

#[test]
fn a_terminal_that_says_its_ground_gets_what_can_be_read_on_it() {
    for (ground, palette) in [
        (WHITE, Palette::Light),
        ((253, 246, 227), Palette::Light),
        (BLACK, Palette::Dark),
        ((30, 30, 46), Palette::Dark),
        // Neither can be read on a grey in the middle.
        ((128, 128, 128), Palette::Plain),
    ] {
        for depth in DEPTHS {
            let theme = Theme { ground: Some(ground), color_depth: depth, ..Theme::with_defaults() };
            assert_eq!(theme.active_palette(), palette, "{ground:?} {depth:?}");
        }
        let asked = Theme { ground: Some(ground), ..Theme::with_defaults() };
        for chosen in [Palette::Light, Palette::Dark, Palette::None] {
            let prefs = cuebook::tui::theme::ThemePrefs { palette: chosen, ..asked.prefs };
            assert_eq!(asked.with_prefs(prefs).active_palette(), chosen, "what was chosen goes before it");
        }
        assert_eq!(Theme { colour: false, ..asked }.active_palette(), Palette::None);
    }
}

#[test]
fn without_colours_only_weight_is_left() {
    for depth in DEPTHS {
        for tone in Tone::ALL {
            let style = Palette::None.tone_style(tone, depth);
            assert_eq!((style.fg, style.bg), (None, None));
            assert!((Modifier::BOLD | Modifier::DIM).contains(style.add_modifier));
        }
    }
}
