//! What the environment says of the terminal: whether screens can be drawn on it, and which signs and colours it shows.

use std::env;

/// Whether it can put letters where it is told to. `dumb` and `unknown` cannot; a program that names no kind at all (an
/// editor's shell, a job) has none that could.
pub(crate) fn can_show_screens() -> bool {
    !cfg!(unix) || !matches!(variable("TERM").as_str(), "" | "dumb" | "unknown")
}

/// Whether only plain signs are sure to be shown: the locale knows no UTF-8, or the console's own font has few signs.
pub(crate) fn needs_plain_signs() -> bool {
    cfg!(unix) && (!is_utf8_locale(&locale()) || variable("TERM") == "linux")
}

/// By NO_COLOR and CLICOLOR, as other programs read them.
pub(crate) fn allows_colour() -> bool {
    variable("NO_COLOR").is_empty() && variable("CLICOLOR") != "0"
}

/// Whether it is one of the many that follow xterm: they know its sequences, or swallow those they do not. Others may print
/// them.
pub(crate) fn follows_xterm() -> bool {
    const KINDS: [&str; 19] = [
        "xterm",
        "tmux",
        "rxvt",
        "alacritty",
        "foot",
        "kitty",
        "wezterm",
        "ghostty",
        "st",
        "konsole",
        "vte",
        "gnome",
        "contour",
        "mlterm",
        "iterm",
        "iterm2",
        "mintty",
        "putty",
        "ms-terminal",
    ];
    let kind = variable("TERM");
    let family = kind.split('-').next().unwrap_or_default();
    // tmux calls itself by the name of the other where it is set up so.
    cfg!(unix) && (KINDS.contains(&family) || (family.starts_with("screen") && !variable("TMUX").is_empty()))
}

/// Whether it may be asked for its ground: GNU screen, around the program or around tmux, would keep the answer.
pub(crate) fn may_tell_ground() -> bool {
    follows_xterm() && variable("STY").is_empty()
}

/// What the environment says of the ground, where the terminal does not: the Linux console's is black, and some terminals
/// name the number of theirs.
pub(crate) fn guess_ground() -> Option<(u8, u8, u8)> {
    const BLACK: (u8, u8, u8) = (0, 0, 0);
    const WHITE: (u8, u8, u8) = (255, 255, 255);
    if variable("TERM") == "linux" {
        return Some(BLACK);
    }
    // Of the terminal outside, which may be another by now.
    if !variable("TMUX").is_empty() || !variable("STY").is_empty() {
        return None;
    }
    match variable("COLORFGBG").rsplit(';').next()?.parse().ok()? {
        0..=6 | 8 => Some(BLACK),
        7 | 15 => Some(WHITE),
        _ => None,
    }
}

/// Whether it is known to make links of OSC 8. A terminal that does not may print them.
pub(crate) fn knows_links() -> bool {
    let version_of = |name: &str| variable(name).parse::<u32>().unwrap_or(0);
    if !cfg!(unix) || !variable("STY").is_empty() {
        return false;
    }
    let program = variable("TERM_PROGRAM");
    if !variable("TMUX").is_empty() {
        // From 3.4 on; it passes them on only where the terminal outside knows them.
        let version = variable("TERM_PROGRAM_VERSION");
        let mut parts =
            version.split(|c: char| !c.is_ascii_digit()).map(|part| part.parse::<u32>().unwrap_or(0));
        return program == "tmux" && (parts.next(), parts.next()) >= (Some(3), Some(4));
    }
    let kind = variable("TERM");
    let family = kind.strip_prefix("xterm-").unwrap_or(&kind);
    ["kitty", "ghostty", "alacritty", "foot", "wezterm", "contour"]
        .iter()
        .any(|known| family.starts_with(known))
        || ["iTerm.app", "WezTerm", "ghostty", "vscode"].contains(&program.as_str())
        || version_of("VTE_VERSION") >= FIRST_VTE_WITH_LINKS
        || version_of("KONSOLE_VERSION") >= FIRST_KONSOLE_WITH_LINKS
        || !variable("WT_SESSION").is_empty()
}

/// 0.50.
const FIRST_VTE_WITH_LINKS: u32 = 5000;
/// 20.12.
const FIRST_KONSOLE_WITH_LINKS: u32 = 201_200;

/// The first of the three that says anything, as the C library has it; none is the plain one.
fn locale() -> String {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].map(variable);
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

fn is_utf8_locale(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    // Some systems name the encoding only.
    name.contains("utf-8") || name.contains("utf8")
}

fn variable(name: &str) -> String {
    env::var_os(name).unwrap_or_default().to_string_lossy().into_owned()
}

/// How many columns a terminal has; none where `out` is none, or it does not say.
pub(crate) fn terminal_columns(out: &impl std::io::IsTerminal) -> Option<usize> {
    let (columns, _) = out.is_terminal().then(crossterm::terminal::size)?.ok()?;
    (columns > 0).then_some(usize::from(columns))
}
