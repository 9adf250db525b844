//! What every screen looks like: its text in four sizes and in plain signs, and at 80x24 the tone of every cell, which is
//! the same in every palette. What a tone looks like stands in `palettes`.

pub(crate) mod screens;

use crate::palettes::is_red;
use crate::support::TestApp;
use cuebook::tui::theme::{ColorDepth, Palette, Theme, ThemePrefs, Tone};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};
use screens::{DRAWN_ELSEWHERE, SCREENS, Shown};
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

const SIZES: [(u16, u16); 4] = [(80, 24), (60, 20), (120, 40), (200, 60)];

fn theme(palette: Palette, color_depth: ColorDepth) -> Theme {
    let theme = Theme { color_depth, ..Theme::with_defaults() };
    theme.with_prefs(ThemePrefs { palette, ..theme.prefs })
}

/// Every palette at every depth, and no colour at all.
fn looks() -> Vec<Theme> {
    let depths = [ColorDepth::TrueColor, ColorDepth::Indexed256, ColorDepth::Ansi16];
    let mut all: Vec<Theme> =
        Palette::ALL.into_iter().flat_map(|palette| depths.map(|depth| theme(palette, depth))).collect();
    all.push(Theme { colour: false, ..Theme::with_defaults() });
    all
}

fn base(theme: &Theme) -> Style {
    theme.ground_color().map_or(Style::new(), |ground| theme.tone_style(Tone::Text).bg(ground))
}

/// What a cell looks like: its colours, and how else it is set.
fn seen(cell: &Cell) -> (Color, Color, Modifier) {
    // The colour of a blank is not seen, unless ground and text change about.
    let is_blank = cell.symbol().trim().is_empty() && !cell.modifier.contains(Modifier::REVERSED);
    let fg = if is_blank { Color::Reset } else { cell.fg };
    (fg, cell.bg, if is_blank { Modifier::empty() } else { cell.modifier })
}

/// What a cell of this tone looks like with something else done to it.
fn look_of(theme: &Theme, tone: Tone, more: Modifier, blank: bool) -> (Color, Color, Modifier) {
    let mut cell = Cell::new(if blank { " " } else { "x" });
    cell.set_style(base(theme).patch(theme.tone_style(tone)).add_modifier(more));
    seen(&cell)
}

/// What a sign of this tone looks like in the marked row: weight and all of the accent, in its own colour.
fn marked_look(theme: &Theme, tone: Tone) -> (Color, Color, Modifier) {
    let own = theme.tone_style(tone).fg.map_or(Style::new(), |fg| Style::new().fg(fg));
    let mut cell = Cell::new("x");
    cell.set_style(base(theme).patch(theme.tone_style(Tone::Accent)).patch(own));
    seen(&cell)
}

/// The tone of a cell in the pictures of every look, with what else is done to it: `accent`, `dim+struck`.
fn kind_of(cells: &[(&Theme, &Cell)]) -> Option<String> {
    const EXTRAS: [(Modifier, &str); 5] = [
        (Modifier::empty(), ""),
        (Modifier::REVERSED, "+reversed"),
        (Modifier::BOLD, "+bold"),
        (Modifier::CROSSED_OUT, "+struck"),
        (Modifier::UNDERLINED, "+underlined"),
    ];
    let fits = |tone: Tone, more: Modifier| {
        cells.iter().all(|(theme, cell)| {
            let blank = cell.symbol().trim().is_empty() && !more.contains(Modifier::REVERSED);
            seen(cell) == look_of(theme, tone, more, blank)
        })
    };
    let plain_or_more = EXTRAS.into_iter().find_map(|(more, word)| {
        let tone = Tone::ALL.into_iter().find(|tone| fits(*tone, more))?;
        Some(format!("{tone:?}{word}").to_lowercase())
    });
    plain_or_more.or_else(|| {
        let is_marked =
            |tone: &Tone| cells.iter().all(|(theme, cell)| seen(cell) == marked_look(theme, *tone));
        Some(format!("{:?}+marked", Tone::ALL.into_iter().find(is_marked)?).to_lowercase())
    })
}

/// The pictures of one screen in every look, cell by cell, as runs `kind@row:column-column`; plain text is left out.
fn styles(shown: &Shown, app: &mut TestApp) -> String {
    let looks = looks();
    let pictures: Vec<Buffer> =
        looks.iter().map(|look| app.dress(*look).terminal().buffer().clone()).collect();
    let area = pictures[0].area;
    let (mut out, mut known) = (String::new(), HashMap::new());
    for y in area.rows().map(|row| row.y) {
        let mut runs: Vec<(String, u16, u16)> = Vec::new();
        for x in 0..area.width {
            let cells: Vec<(&Theme, &Cell)> =
                looks.iter().zip(pictures.iter().map(|it| &it[(x, y)])).collect();
            let all: Vec<_> = cells.iter().map(|(_, cell)| seen(cell)).collect();
            let kind: &String = known.entry(all).or_insert_with(|| {
                let of_no_tone = || {
                    let all: Vec<_> =
                        cells.iter().map(|(look, cell)| (look.active_palette(), seen(cell))).collect();
                    panic!("{}: row {y}, column {x} is of no tone: {all:#?}\n{}", shown.name, app.screen())
                };
                kind_of(&cells).unwrap_or_else(of_no_tone)
            });
            let is_blank = cells[0].1.symbol().trim().is_empty();
            match runs.last_mut() {
                Some((last, _, to)) if last == kind => *to = x,
                // A blank between two words of one kind is of it too; what ends there ends with its last word.
                Some((last, ..)) if is_blank && kind == "text" && last != "text" => {}
                _ => runs.push((kind.clone(), x, x)),
            }
        }
        let row = runs.iter().filter(|(kind, ..)| kind != "text");
        let row: Vec<String> = row.map(|(kind, from, to)| format!("{kind}@{y}:{from}-{to}")).collect();
        if !row.is_empty() {
            writeln!(out, "{}", row.join(" ")).unwrap();
        }
    }
    out
}

#[test]
fn every_screen_in_every_size_and_look() {
    let plain = Theme::with_defaults();
    for shown in SCREENS {
        let mut opened = (shown.open)();
        let app = &mut opened.app;
        let mut out = String::new();
        for (columns, rows) in SIZES {
            app.dress(plain).resize(columns, rows).wait(0);
            writeln!(out, "== {columns}x{rows}\n{}", app.screen().trim_end()).unwrap();
            holds_nothing_that_grades(shown.name, &app.screen());
        }
        app.dress(Theme { force_ascii: true, ascii: true, ..plain }).resize(80, 24);
        // A letter of somebody's name stays.
        let is_plain = |c: char| c.is_ascii() || c.is_alphabetic();
        assert!(app.screen().chars().all(is_plain), "{}\n{}", shown.name, app.screen());
        writeln!(out, "== ascii\n{}", app.screen().trim_end()).unwrap();
        app.dress(plain);
        writeln!(out, "== tones\n{}", styles(shown, app).trim_end()).unwrap();
        insta::with_settings!({ description => shown.of, omit_expression => true }, {
            insta::assert_snapshot!(format!("{}", shown.name), out);
        });
    }
}

/// No mark that would tell a tired reader how well it goes.
#[track_caller]
fn holds_nothing_that_grades(name: &str, screen: &str) {
    for row in screen.lines() {
        for sign in ['▼', '▾', '▽', '⬇', '⇩', '↘', '⤵', '▲', '△', '⬆', '↗', '★', '☆', '✓', '✗', '✘']
        {
            assert!(!row.contains(sign), "{name}: {sign} in {row:?}");
        }
        let is_share = |(at, _): (usize, &str)| row[..at].ends_with(|c: char| c.is_ascii_digit());
        assert!(!row.match_indices('%').any(is_share), "{name}: a share in {row:?}");
        for (at, _) in row.match_indices(['↓', '↑']) {
            let before = row[..at].trim_end().chars().next_back();
            let after = row[at..].chars().skip(1).find(|c| *c != ' ');
            let is_of_a_value = before.is_some_and(|c| c.is_ascii_digit() && !row[..at].ends_with("  "))
                || after.is_some_and(|c| c.is_ascii_digit());
            assert!(!is_of_a_value, "{name}: an arrow beside a value in {row:?}");
        }
        for word in ["score", "rating", " grade", "streak", " goal", "below average", "above average"] {
            assert!(
                !row.to_lowercase().contains(word) || is_said_of_sources(row),
                "{name}: {word:?} in {row:?}"
            );
        }
    }
}

/// The guide and the welcome may say that there are no scores.
fn is_said_of_sources(row: &str) -> bool {
    row.contains("no score") || row.contains("scale") || row.contains("no scores")
}

#[test]
fn every_screen_there_is_stands_in_the_table() {
    let mut of_screens: Vec<String> = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui/screens")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(path).unwrap();
                let named = text.split("impl Screen for ").skip(1);
                of_screens.extend(named.filter_map(|rest| rest.split_whitespace().next()).map(str::to_owned));
            }
        }
    }
    assert!(of_screens.len() > 20, "{of_screens:?}");
    for of in &of_screens {
        let is_shown = SCREENS.iter().any(|shown| shown.of == of) || DRAWN_ELSEWHERE.contains(&of.as_str());
        assert!(is_shown, "{of} is missing in tests/suite/looks/screens.rs");
    }
    let known = SCREENS.iter().map(|shown| shown.of).chain(DRAWN_ELSEWHERE);
    known.for_each(|of| assert!(of_screens.iter().any(|it| it == of), "{of} is no screen any more"));
}

#[test]
fn nothing_red_is_on_any_screen_in_any_palette() {
    for shown in SCREENS {
        let mut opened = (shown.open)();
        for look in looks() {
            for (x, cell) in opened.app.dress(look).terminal().buffer().content().iter().enumerate() {
                assert!(!is_red(cell.fg) && !is_red(cell.bg), "{}, cell {x}: {cell:?}", shown.name);
            }
        }
    }
}

/// What the tones look like, a row for each palette and tone: the colours of all the pictures above.
#[test]
fn the_tones_of_every_palette() {
    let mut out = String::new();
    for look in looks() {
        let ground = look.ground_color().map(|ground| format!(" on {ground}")).unwrap_or_default();
        writeln!(out, "{:?} {:?}{ground}", look.active_palette(), look.color_depth).unwrap();
        for tone in Tone::ALL {
            let style = look.tone_style(tone);
            let fg = style.fg.map_or("own".to_owned(), |fg| fg.to_string());
            let more = if style.add_modifier.is_empty() {
                String::new()
            } else {
                format!(" {:?}", style.add_modifier)
            };
            writeln!(out, "  {tone:?}: {fg}{more}").unwrap();
        }
    }
    insta::assert_snapshot!(out);
}
