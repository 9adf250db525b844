//! Rows that several lists share: an entry with its cursor, the change that removes it, a line across.

use super::{Form, Here, Step, sealed};
use crate::journal::tell::{self, Told};
use crate::journal::{Change, Entry};
use crate::store::Trouble;
use crate::widgets::look::{Glyph, Look};
use crate::widgets::text::{cut, fit};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// One entry as a row of a list: cursor, time, kind, what, what went with it.
pub fn entry_row(entry: &Entry, picked: bool, columns: usize, here: &Here<'_>) -> Line<'static> {
    let look = &here.look;
    let more = look.glyph(Glyph::More);
    let Told { label, main, aside } = tell::told(entry, here.family, here.now);
    let cursor = if picked { look.glyph(Glyph::Cursor) } else { ' ' };
    let rest = columns.saturating_sub(18);
    let (main, aside) = (look.text(&main), look.text(&aside));
    let wide = if aside.is_empty() { rest } else { (rest * 31 / 62).max(rest.min(12)) };
    let style = if picked { look.accent() } else { Style::new() };
    Line::from(vec![
        Span::styled(
            format!("{cursor}{}  {} ", fit(&tell::clock(entry), 6, more), fit(&label, 8, more)),
            style,
        ),
        Span::styled(fit(&main, wide, more), style),
        Span::styled(cut(&format!(" {aside}"), rest.saturating_sub(wide), more), look.dim()),
    ])
}

/// An entry opened to change it, unless only its writer can read it.
pub fn edited(entry: &Entry, here: &Here<'_>) -> Result<Step, Trouble> {
    Ok(match entry.sealed() {
        Some(_) => Step::Say(sealed::CLOSED.into()),
        None => Step::Open(Box::new(Form::edit(entry.clone(), here)?)),
    })
}

/// The change that removes an entry, named.
pub fn removal(entry: &Entry, here: &Here<'_>) -> Change {
    Change::remove(format!("removed {}", tell::title(entry, here.family, here.now)), entry.clone())
}

pub fn rule(columns: usize, look: &Look) -> String {
    format!(" {}", look.glyph(Glyph::Rule).to_string().repeat(columns.saturating_sub(2)))
}
