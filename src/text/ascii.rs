//! Our own marks in plain ASCII, for terminals that show nothing else. Letters are somebody's name and stay.

use std::borrow::Cow;

/// What stands for a mark of ours in ASCII; none for a character that stays as it is.
fn ascii_form(c: char) -> Option<&'static str> {
    Some(match c {
        '…' => "...",
        '→' => "->",
        '←' => "<-",
        '↑' => "up",
        '↓' => "down",
        '–' | '—' | '·' | '─' => "-",
        '│' => "|",
        '×' => "x",
        '○' => "o",
        '●' | '◆' => "*",
        '‘' | '’' => "'",
        '“' | '”' => "\"",
        '\u{2580}'..='\u{259f}' => "#",
        '\u{2500}'..='\u{257f}' => "+",
        _ => return None,
    })
}

/// The same for a cell of a screen, where one column must stay one.
pub(crate) fn ascii_cell(c: char) -> Option<&'static str> {
    Some(match c {
        '…' => "~",
        '→' => ">",
        '←' => "<",
        '↑' => "^",
        '↓' => "v",
        c => ascii_form(c)?,
    })
}

pub(crate) fn fold_to_ascii(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| ascii_form(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match ascii_form(c) {
            Some(form) => out.push_str(form),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}
