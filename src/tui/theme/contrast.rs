//! How far two colours are apart in lightness, as the Web Content Accessibility Guidelines (2.2, 1.4.3) reckon it.

use ratatui::style::{Color, Modifier, Style};

/// Red, green and blue, 0 to 255 each, in sRGB.
pub type Rgb = (u8, u8, u8);

/// The least contrast of text that is still easy to read, by those guidelines at level AA.
pub const MIN_CONTRAST: f64 = 4.5;

/// 1 for the same lightness to 21 for black on white.
pub fn contrast_ratio(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (relative_luminance(one), relative_luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// 0 for black, 1 for white.
pub fn relative_luminance((red, green, blue): Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// What text of this style looks like on this ground. `text` is the terminal's own colour for text; named colours are those
/// of xterm; dimmed text is two thirds of the way to its colour, as most terminals mix it.
pub fn visible_color(style: Style, text: Rgb, ground: Rgb) -> Rgb {
    let full = style.fg.and_then(color_rgb).unwrap_or(text);
    if !style.add_modifier.contains(Modifier::DIM) {
        return full;
    }
    let mix = |full: u8, ground: u8| ((2 * u16::from(full) + u16::from(ground)) / 3) as u8;
    (mix(full.0, ground.0), mix(full.1, ground.1), mix(full.2, ground.2))
}

/// None for the terminal's own colour.
pub fn color_rgb(color: Color) -> Option<Rgb> {
    Some(match color {
        Color::Reset => return None,
        Color::Rgb(red, green, blue) => (red, green, blue),
        Color::Indexed(index) => indexed_rgb(index),
        Color::Black => indexed_rgb(0),
        Color::Red => indexed_rgb(1),
        Color::Green => indexed_rgb(2),
        Color::Yellow => indexed_rgb(3),
        Color::Blue => indexed_rgb(4),
        Color::Magenta => indexed_rgb(5),
        Color::Cyan => indexed_rgb(6),
        Color::Gray => indexed_rgb(7),
        Color::DarkGray => indexed_rgb(8),
        Color::LightRed => indexed_rgb(9),
        Color::LightGreen => indexed_rgb(10),
        Color::LightYellow => indexed_rgb(11),
        Color::LightBlue => indexed_rgb(12),
        Color::LightMagenta => indexed_rgb(13),
        Color::LightCyan => indexed_rgb(14),
        Color::White => indexed_rgb(15),
    })
}

/// xterm's 256 colours: sixteen of their own, a cube of six steps a side, and 24 greys.
fn indexed_rgb(index: u8) -> Rgb {
    const NAMED: [Rgb; 16] = [
        (0, 0, 0),
        (205, 0, 0),
        (0, 205, 0),
        (205, 205, 0),
        (0, 0, 238),
        (205, 0, 205),
        (0, 205, 205),
        (229, 229, 229),
        (127, 127, 127),
        (255, 0, 0),
        (0, 255, 0),
        (255, 255, 0),
        (92, 92, 255),
        (255, 0, 255),
        (0, 255, 255),
        (255, 255, 255),
    ];
    let step = |n: u8| if n == 0 { 0 } else { 55 + n * 40 };
    match index {
        0..=15 => NAMED[usize::from(index)],
        16..=231 => {
            let n = index - 16;
            (step(n / 36), step(n / 6 % 6), step(n % 6))
        }
        232.. => {
            let grey = 8 + (index - 232) * 10;
            (grey, grey, grey)
        }
    }
}
