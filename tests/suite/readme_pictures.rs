//! The README's pictures are drawn from the app's own screens of the invented family, and are what the app draws today.
//!
//! `CUEBOOK_PICTURES=renew cargo test --test suite pictures` draws them anew.

use crate::support::{TestApp, now, open_in_memory};
use cuebook::demo::changes;
use cuebook::tui::theme::contrast::color_rgb;
use cuebook::tui::theme::{ColorDepth, Palette, Theme, ThemePrefs, Tone};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use std::fmt::Write;

/// Size of a cell and of the margin, in pixels.
const CELL: (f32, f32) = (8.5, 18.0);
const MARGIN: f32 = 16.0;

/// Ink on paper by day, and by night for those whose page is dark, in the colours of the two palettes.
fn style_sheet() -> String {
    let rules = |palette: Palette| {
        let tones = Tone::ALL.into_iter().filter_map(|tone| {
            let (red, green, blue) = color_rgb(palette.tone_style(tone, DEPTH).fg?)?;
            Some(format!(" .{} {{ fill: #{red:02x}{green:02x}{blue:02x} }}", tone_class(tone)))
        });
        tones.collect::<String>()
    };
    format!(
        "
  .paper {{ fill: #fcfaf6 }} .ink {{ fill: #2a2d31 }} .back {{ fill: #dcd8d0 }} .soft {{ fill: #2a2d31; opacity: .22 }}
  .half {{ fill: #2a2d31; opacity: .5 }}
 {}
  text {{ font: 14px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; white-space: pre }}
  .bold {{ font-weight: 600 }}
  @media (prefers-color-scheme: dark) {{
    .paper {{ fill: #16191d }} .ink {{ fill: #dfe3e8 }} .back {{ fill: #343a42 }} .soft {{ fill: #dfe3e8 }}
    .half {{ fill: #dfe3e8 }}
   {}
  }}
",
        rules(Palette::Light),
        rules(Palette::Dark)
    )
}

fn tone_class(tone: Tone) -> String {
    format!("{tone:?}").to_lowercase()
}

/// The palette the app draws with; the picture gives its tones their colours by day and by night.
const PALETTE: Palette = Palette::Dark;
const DEPTH: ColorDepth = ColorDepth::TrueColor;

/// Renews a picture when asked to, else holds the one in `assets/` against the screen.
fn hold(name: &str, about: &str, app: &TestApp) {
    hold_drawn(name, &svg(app.terminal().buffer(), about), &app.screen());
}

fn hold_drawn(name: &str, drawn: &str, screen: &str) {
    let path = format!("{}/assets/{name}.svg", env!("CARGO_MANIFEST_DIR"));
    if std::env::var("CUEBOOK_PICTURES").is_ok_and(|asked| asked == "renew") {
        std::fs::write(&path, drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "assets/{name}.svg is not what the app draws now; look at the change, then\n\
         CUEBOOK_PICTURES=renew cargo test --test suite pictures\n\n{}",
        screen
    );
}

fn demo() -> TestApp {
    let mut store = open_in_memory();
    for (kept, change) in changes(now(), &store.load_family().unwrap()) {
        store.apply(&change, kept).unwrap();
    }
    let theme = Theme { color_depth: DEPTH, ..Theme::with_defaults() };
    let theme = theme.with_prefs(ThemePrefs { palette: PALETTE, ..theme.prefs });
    TestApp::with_theme(store, theme, 80, 24)
}

#[test]
fn the_picture_of_today_is_what_the_app_draws() {
    hold("today", "Today: the invented family's day so far", &demo());
}

#[test]
fn the_picture_of_trends_is_what_the_app_draws() {
    let mut app = demo();
    app.press("t");
    hold("trends", "The weeks at a glance: the invented family's twelve weeks", &app);
}

/// The moving picture: keys, and for how many seconds what comes of them is shown.
const TOUR: [(&str, u32); 9] = [
    ("", 3),
    ("c", 2),
    ("57", 2),
    ("<enter>", 3),
    (":", 1),
    ("massage 10:15 12m legs", 2),
    (" +smiles; note sang to her", 3),
    ("<enter>", 3),
    ("t", 5),
];

#[test]
fn the_moving_picture_is_what_the_app_draws() {
    let mut app = demo();
    let mut frames = Vec::new();
    for (keys, seconds) in TOUR {
        if !keys.is_empty() {
            app.press(keys);
        }
        frames.push((app.terminal().buffer().clone(), seconds));
    }
    hold_drawn(
        "tour",
        &moving_svg(&frames, "cuebook in use: cues, a typed line, and the weeks"),
        &app.screen(),
    );
}

/// Screens one after another, without end; the first alone where nothing is to move. What stays as it was from one to the
/// next is drawn anew: the screens are few.
fn moving_svg(frames: &[(Buffer, u32)], about: &str) -> String {
    let whole: u32 = frames.iter().map(|(_, seconds)| seconds).sum();
    let (mut rules, mut drawn, mut begun) = (String::new(), String::new(), 0);
    for (n, (screen, seconds)) in frames.iter().enumerate() {
        let percent = |at: u32| f64::from(at) * 100.0 / f64::from(whole);
        let (from, to) = (percent(begun), percent(begun + seconds));
        writeln!(
            rules,
            "  .f{n} {{ animation: f{n} {whole}s step-end infinite }} @keyframes f{n} {{ 0% {{ visibility: {} }} {from:.2}% {{ visibility: visible }} {to:.2}% {{ visibility: hidden }} }}",
            if n == 0 { "visible" } else { "hidden" }
        )
        .unwrap();
        let hidden = if n == 0 { "" } else { " visibility=\"hidden\"" };
        writeln!(drawn, "<g class=\"f{n}\"{hidden}>").unwrap();
        for y in 0..screen.area.height {
            row(screen, y, &mut drawn);
        }
        drawn.push_str("</g>\n");
        begun += seconds;
    }
    rules.push_str("  @media (prefers-reduced-motion: reduce) { g { animation: none !important } }\n");
    frame(&frames[0].0, about, &rules, &drawn)
}

/// A screen as a picture.
fn svg(screen: &Buffer, about: &str) -> String {
    let mut drawn = String::new();
    for y in 0..screen.area.height {
        row(screen, y, &mut drawn);
    }
    frame(screen, about, "", &drawn)
}

/// The paper of a screen's size, with what is drawn on it.
fn frame(screen: &Buffer, about: &str, more_rules: &str, drawn: &str) -> String {
    let (columns, rows) = (f32::from(screen.area.width), f32::from(screen.area.height));
    let (width, height) = (columns * CELL.0 + 2.0 * MARGIN, rows * CELL.1 + 2.0 * MARGIN);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" role=\"img\">\n\
         <title>{about}</title>\n<style>{}{more_rules}</style>\n<rect class=\"paper\" width=\"{width}\" height=\"{height}\" rx=\"10\"/>\n{drawn}</svg>\n",
        style_sheet()
    )
}

/// One row: cells that look alike are drawn together, each run held to its columns whatever the font.
fn row(screen: &Buffer, y: u16, out: &mut String) {
    let cells: Vec<&Cell> = (0..screen.area.width).filter_map(|x| screen.cell((x, y))).collect();
    let mut x = 0;
    while x < cells.len() {
        let alike = |cell: &&&Cell| class(cell) == class(cells[x]) && shape(cell) == shape(cells[x]);
        let run = cells[x..].iter().take_while(alike).count();
        let text: String = cells[x..x + run].iter().map(|cell| cell.symbol()).collect();
        if cells[x].modifier.contains(Modifier::REVERSED) {
            bar("back", x, run, y, (0.0, 1.0), out);
        }
        match shape(cells[x]) {
            Some((kind, from, to)) => {
                let own = class(cells[x]);
                bar(if kind.is_empty() { &own } else { kind }, x, run, y, (from, to), out);
            }
            None => match part(cells[x]) {
                Some(columns) => (x..x + run).for_each(|x| part_bar(&class(cells[x]), x, y, columns, out)),
                None => words(&text, &class(cells[x]), x, y, out),
            },
        }
        x += run;
    }
}

/// Text, a word group at a time, so that blanks stay where they are.
fn words(text: &str, class: &str, x: usize, y: u16, out: &mut String) {
    let mut from = 0;
    for part in text.split("  ") {
        let shown = part.trim();
        if !shown.is_empty() {
            let lead = part.chars().take_while(|c| *c == ' ').count();
            let (left, top) = corner(x + from + lead, y);
            let length = shown.chars().count() as f32 * CELL.0;
            let safe = shown.replace('&', "&amp;").replace('<', "&lt;");
            let base = top + CELL.1 * 0.74;
            writeln!(
                out,
                "<text class=\"{class}\" x=\"{left}\" y=\"{base:.1}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\">{safe}</text>"
            )
            .unwrap();
        }
        from += part.chars().count() + 2;
    }
}

/// A rectangle over `run` cells, from one part of their height to another.
fn bar(class: &str, x: usize, run: usize, y: u16, (from, to): (f32, f32), out: &mut String) {
    let (left, top) = corner(x, y);
    let (width, height) = (run as f32 * CELL.0, (to - from) * CELL.1);
    let top = top + from * CELL.1;
    writeln!(
        out,
        "<rect class=\"{class}\" x=\"{left}\" y=\"{top:.1}\" width=\"{width}\" height=\"{height:.1}\"/>"
    )
    .unwrap();
}

/// A cell filled from one part of its width to another, as high as a whole one.
fn part_bar(class: &str, x: usize, y: u16, (from, to): (f32, f32), out: &mut String) {
    let (left, top) = corner(x, y);
    let (left, width) = (left + from * CELL.0, (to - from) * CELL.0);
    let (top, height) = (top + 0.1 * CELL.1, 0.8 * CELL.1);
    writeln!(
        out,
        "<rect class=\"{class}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>"
    )
    .unwrap();
}

/// Parts of a cell in eighths from its left, and its right half and eighth.
fn part(cell: &Cell) -> Option<(f32, f32)> {
    const FROM_LEFT: [&str; 7] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    match cell.symbol() {
        "▐" => Some((0.5, 1.0)),
        "▕" => Some((0.875, 1.0)),
        symbol => FROM_LEFT.iter().position(|it| *it == symbol).map(|n| (0.0, (n + 1) as f32 / 8.0)),
    }
}

fn corner(x: usize, y: u16) -> (f32, f32) {
    (MARGIN + x as f32 * CELL.0, MARGIN + f32::from(y) * CELL.1)
}

/// Signs that fonts draw with gaps are drawn as bars: their class (or that of their cell) and part of the height.
fn shape(cell: &Cell) -> Option<(&'static str, f32, f32)> {
    match cell.symbol() {
        "█" => Some(("", 0.1, 0.9)),
        "▓" | "▒" => Some(("half", 0.1, 0.9)),
        "░" => Some(("soft", 0.1, 0.9)),
        "─" => Some(("soft", 0.48, 0.54)),
        _ => None,
    }
}

fn class(cell: &Cell) -> String {
    let tone = Tone::ALL.into_iter().find(|tone| PALETTE.tone_style(*tone, DEPTH).fg == Some(cell.fg));
    let tone = tone.map_or_else(|| "ink".to_owned(), tone_class);
    let bold = cell.modifier.contains(Modifier::BOLD);
    if bold { format!("{tone} bold") } else { tone }
}
