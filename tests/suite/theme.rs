//! Looks: every palette shows the same text, the night's is dim, and what is chosen lives in one small file that a
//! parent may write too.

use crate::support::{TempHome, TestApp, memory, mode};
use cuebook::tui::theme::contrast::color_rgb;
use cuebook::tui::theme::{ColorDepth, Palette, Theme, ThemePrefs};
use ratatui::style::{Color, Modifier};
use std::path::PathBuf;

const KEYS: [&str; 6] = ["s", "c1", "<esc>,", "<esc>t", "<esc>g", "<esc>m"];

fn looking(palette: Palette, depth: ColorDepth) -> TestApp {
    let store = memory();
    let look = Theme { color_depth: depth, ..Theme::with_defaults() };
    let chosen = ThemePrefs { palette, ..look.prefs };
    TestApp::with_theme(store, look.with_prefs(chosen), 80, 24)
}

#[test]
fn every_palette_shows_the_same_text() {
    let mut plain = looking(Palette::Plain, ColorDepth::Ansi16);
    let mut others: Vec<TestApp> = Palette::ALL
        .into_iter()
        .flat_map(|it| {
            [ColorDepth::Ansi16, ColorDepth::Indexed256, ColorDepth::TrueColor]
                .map(|depth| looking(it, depth))
        })
        .collect();
    for keys in KEYS {
        plain.press(keys);
        for app in &mut others {
            app.press(keys);
            if keys != "<esc>," {
                assert_eq!(app.screen(), plain.screen());
            }
        }
    }
}

/// How bright a colour is, of 255.
fn brightness(colour: Color) -> u32 {
    let (r, g, b) = color_rgb(colour).unwrap_or_else(|| panic!("{colour:?} is no colour of the night"));
    (u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114) / 1000
}

/// As bright as a text of enough contrast on black has to be, and not much more. Sixteen colours have one that is warm.
fn brightest(depth: ColorDepth) -> u32 {
    if depth == ColorDepth::Ansi16 { brightness(Color::Yellow) } else { 155 }
}

#[test]
fn the_night_has_a_dark_ground_and_nothing_bright_on_it() {
    for depth in [ColorDepth::Ansi16, ColorDepth::Indexed256, ColorDepth::TrueColor] {
        let mut app = looking(Palette::Night, depth);
        for keys in KEYS {
            app.press(keys);
            for cell in app.terminal().buffer().content() {
                assert!(brightness(cell.bg) < 16, "{depth:?} {:?}", cell.bg);
                assert!(brightness(cell.fg) <= brightest(depth), "{depth:?} {:?}", cell.fg);
                assert!(!cell.modifier.contains(Modifier::BOLD), "bold is bright on many terminals");
                let warm = match cell.fg {
                    Color::Rgb(r, _, b) => r > b,
                    _ => true,
                };
                assert!(warm, "{:?}", cell.fg);
            }
        }
    }
}

#[test]
fn no_palette_but_the_nights_paints_a_ground() {
    for palette in Palette::ALL.into_iter().filter(|it| *it != Palette::Night) {
        let app = looking(palette, ColorDepth::TrueColor);
        assert!(app.terminal().buffer().content().iter().all(|cell| cell.bg == Color::Reset));
    }
}

impl TempHome {
    fn with_config_folder() -> Self {
        let mut home = Self::new();
        home.program = home.program.clone().with_env("XDG_CONFIG_HOME", home.path("config"));
        home
    }

    fn config(&self) -> PathBuf {
        self.path("config/cuebook/config.toml")
    }

    fn write_config(&self, text: &str) {
        std::fs::create_dir_all(self.config().parent().unwrap()).unwrap();
        std::fs::write(self.config(), text).unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn looks_are_kept_in_a_private_file_and_a_parents_own_lines_stay() {
    let home = TempHome::with_config_folder();
    let (code, out, _) = home.run(&["set", "looks", "Night"]);
    assert_eq!(code, 0);
    assert!(out.contains("night with full signs now. It was plain"), "{out}");
    let text = std::fs::read_to_string(home.config()).unwrap();
    assert_eq!(text, "colours = \"night\"\nsigns = \"full\"\n");
    assert_eq!(mode(&home.config()), 0o600);
    assert!(!home.journal().exists(), "no journal is made for it");
    home.write_config("# for the small hours\nhide_after = 5\ncolours = \"light\"  # by day\n");
    home.run(&["set", "signs", "ascii"]);
    let text = std::fs::read_to_string(home.config()).unwrap();
    assert_eq!(
        text,
        "# for the small hours\nhide_after = 5\ncolours = \"light\"  # by day\nsigns = \"ascii\"\n"
    );
    let (_, out, _) = home.run(&["set", "looks"]);
    assert_eq!(out, "looks      light\nsigns      ascii\n");
    assert_eq!(home.run(&["set", "looks", "pink"]).0, 2);
    assert_eq!(home.ok(&["set", "at-night"]), "at-night   warm\n");
    let said = home.ok(&["set", "at-night", "same"]);
    assert_eq!(said, "at night: as by day. It was: dim and warm by itself, in your night hours.\n");
    assert_eq!(home.ok(&["set", "mouse"]), "mouse      on\n");
    home.ok(&["set", "mouse", "off"]);
    let text = std::fs::read_to_string(home.config()).unwrap();
    assert!(text.ends_with("signs = \"ascii\"\nat_night = \"same\"\nmouse = \"off\"\n"), "{text}");
    home.ok(&["set", "mouse", "on"]);
    let text = std::fs::read_to_string(home.config()).unwrap();
    assert!(text.ends_with("mouse = \"on\"\n"), "what the file names stays named: {text}");
    assert_eq!(home.run(&["set", "mouse", "maybe"]).0, 2);
    home.run(&["log", "cue hiccups, looks away"]);
    let (_, out, _) = home.run(&["today"]);
    assert!(out.is_ascii(), "the chosen signs hold for what is printed too: {out}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_config_that_cannot_be_read_is_named_with_its_line_and_left_as_it_is() {
    for (text, parts) in [
        ("signs = \"full\"\ncolours = \"drak\"\n", ["Line 2", "plain", "light", "night"]),
        ("colors = \"dark\"\n", ["Line 1", "colors", "colours", "signs"]),
        ("\n\ncolours = \n", ["Line 3", "config.toml", "cannot be read", "looks as usual"]),
    ] {
        let home = TempHome::with_config_folder();
        home.write_config(text);
        let (code, _, said) = home.run(&["log", "cue hiccups"]);
        assert_eq!(code, 0, "the journal still works");
        for part in parts {
            assert!(said.contains(part), "no {part} in: {said}");
        }
        assert_eq!(said.trim().lines().count(), 1, "{said}");
        assert_eq!(home.run(&["set", "looks", "dark"]).0, 1);
        assert_eq!(std::fs::read_to_string(home.config()).unwrap(), text);
    }
}
