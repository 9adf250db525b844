//! What is painted, as bytes for a terminal that may measure letters otherwise than this program does, and that may have no
//! second screen.
//!
//! A row that holds a letter terminals disagree about (flags, joined emoji, marks, Thai, Devanagari) is painted whole
//! whenever a part of it changes: emptied first, then each such letter put in its own column. The screen is emptied row by
//! row: several terminals move what a clear of the whole screen takes away into their scrollback.

use crate::text::width::has_disputed_width;
use crate::tui::links::Link;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::style::{Attribute, Color, SetAttribute, SetBackgroundColor, SetForegroundColor};
use crossterm::terminal::{Clear, ClearType as Erase};
use crossterm::{QueueableCommand, queue, terminal};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// A backend over `W`, written to once a frame.
pub struct ScreenBackend<W: Write> {
    inner: CrosstermBackend<W>,
    /// What the terminal was last told to show.
    shown: Buffer,
    /// Where the cursor was left; unknown after anything was painted.
    cursor: Option<Position>,
    is_cursor_visible: Option<bool>,
    /// Links are shown, where the terminal is known to make them.
    has_links: bool,
    links: Vec<Link>,
    /// Rows painted since links were last shown, without theirs.
    painted_rows: BTreeSet<u16>,
    /// Instead of what the terminal says.
    fixed_size: Option<Size>,
}

impl<W: Write> ScreenBackend<W> {
    /// Over a terminal, which is asked how large it is.
    pub fn new(writer: W) -> Self {
        Self {
            inner: CrosstermBackend::new(writer),
            shown: Buffer::empty(Rect::ZERO),
            cursor: None,
            is_cursor_visible: None,
            fixed_size: None,
            has_links: false,
            links: Vec::new(),
            painted_rows: BTreeSet::new(),
        }
    }

    /// Over something that is no terminal of this process, `columns` x `rows` cells large.
    pub fn with_size(writer: W, columns: u16, rows: u16) -> Self {
        Self { fixed_size: Some(Size::new(columns, rows)), ..Self::new(writer) }
    }

    /// For a terminal that is known to make links of OSC 8.
    pub fn with_links(self) -> Self {
        Self { has_links: true, ..self }
    }

    /// Whether links are shown.
    pub fn makes_links(&self) -> bool {
        self.has_links
    }

    /// Makes links of these parts of what is shown, and plain text of what were links.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn show_links(&mut self, links: Vec<Link>) -> io::Result<()> {
        let mut rows = std::mem::take(&mut self.painted_rows);
        if !self.has_links || (links.is_empty() && self.links.is_empty()) {
            return Ok(());
        }
        rows.retain(|row| links.iter().any(|link| link.row == *row));
        let changed = links.iter().filter(|link| !self.links.contains(link));
        let gone = self.links.iter().filter(|link| !links.contains(link));
        rows.extend(changed.chain(gone).map(|link| link.row));
        self.links = links;
        if rows.is_empty() {
            return Ok(());
        }
        self.cursor = None;
        self.hide_cursor()?;
        rows.retain(|row| *row < self.shown.area.height);
        rows.into_iter().try_for_each(|row| self.paint_row(row))?;
        Backend::flush(&mut self.inner)
    }

    /// Empties every row and puts the cursor into the first one.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn clear_rows(&mut self) -> io::Result<()> {
        let size = self.size()?;
        self.shown = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        clear_rows(&mut self.inner, size.height)?;
        self.links.clear();
        self.cursor = None;
        Backend::flush(&mut self.inner)
    }

    /// Forgets what it knows of the cursor: another program had the terminal.
    pub fn forget_cursor(&mut self) {
        (self.cursor, self.is_cursor_visible) = (None, None);
    }

    /// Makes room to remember a screen of another size.
    fn follow_size(&mut self) -> io::Result<()> {
        let size = self.size()?;
        let area = Rect::new(0, 0, size.width, size.height);
        if self.shown.area != area {
            self.shown.resize(area);
        }
        Ok(())
    }

    fn is_row_disputed(&self, y: u16) -> bool {
        let area = self.shown.area;
        (0..area.width).any(|x| self.shown.cell((x, y)).is_some_and(|cell| has_disputed_width(cell.symbol())))
    }

    /// A row from nothing, the cursor put anew after every letter that a terminal may have measured otherwise.
    fn paint_row(&mut self, y: u16) -> io::Result<()> {
        queue!(self.inner, MoveTo(0, y), SetAttribute(Attribute::Reset), Clear(Erase::CurrentLine))?;
        let mut piece: Vec<(u16, u16, &Cell)> = Vec::new();
        let (mut x, mut link) = (0, None);
        while x < self.shown.area.width {
            let Some(cell) = self.shown.cell((x, y)) else {
                break;
            };
            let here = self.links.iter().find(|link| link.row == y && link.columns.contains(&x));
            if here != link {
                self.inner.draw(piece.drain(..))?;
                write_link(&mut self.inner, here)?;
                link = here;
            }
            piece.push((x, y, cell));
            if has_disputed_width(cell.symbol()) {
                self.inner.draw(piece.drain(..))?;
            }
            x += symbol_width(cell);
        }
        self.inner.draw(piece.into_iter())?;
        if link.is_some() {
            write_link(&mut self.inner, None)?;
        }
        Ok(())
    }
}

/// Begins a link, or ends the one that was begun.
fn write_link(out: &mut impl Write, link: Option<&Link>) -> io::Result<()> {
    let uri = link.map_or("", |link| link.uri.as_str());
    write!(out, "\x1b]8;;{uri}\x1b\\")
}

fn symbol_width(cell: &Cell) -> u16 {
    u16::try_from(crate::text::width::display_width(cell.symbol())).unwrap_or(1).max(1)
}

/// Empties the first `rows` rows of a terminal and goes to the first.
///
/// # Errors
/// When the terminal cannot be written to.
pub(super) fn clear_rows<W: Write>(writer: &mut W, rows: u16) -> io::Result<()> {
    queue!(
        writer,
        SetForegroundColor(Color::Reset),
        SetBackgroundColor(Color::Reset),
        SetAttribute(Attribute::Reset)
    )?;
    for row in 0..rows {
        queue!(writer, MoveTo(0, row), Clear(Erase::CurrentLine))?;
    }
    writer.queue(MoveTo(0, 0))?;
    Ok(())
}

impl<W: Write> Backend for ScreenBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.follow_size()?;
        let mut changed: Vec<(u16, u16, &Cell)> = content.collect();
        if changed.is_empty() {
            return Ok(());
        }
        self.painted_rows.extend(changed.iter().map(|(_, y, _)| *y));
        self.cursor = None;
        // It would be seen running over the screen; it is shown again where it belongs.
        self.hide_cursor()?;
        let mut disputed: Vec<u16> = Vec::new();
        // What stood in a row is looked at once, before the first of its changes.
        let mut row_begun = None;
        for &(x, y, cell) in &changed {
            let is_first = row_begun.replace(y) != Some(y);
            let is_disputed = has_disputed_width(cell.symbol()) || (is_first && self.is_row_disputed(y));
            if is_disputed && disputed.last() != Some(&y) {
                disputed.push(y);
            }
            if let Some(here) = self.shown.cell_mut((x, y)) {
                *here = cell.clone();
            }
        }
        changed.retain(|(_, y, _)| !disputed.contains(y));
        if !changed.is_empty() {
            self.inner.draw(changed.into_iter())?;
        }
        disputed.into_iter().try_for_each(|y| self.paint_row(y))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.is_cursor_visible.replace(false) != Some(false) {
            queue!(self.inner, Hide)?;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.is_cursor_visible.replace(true) != Some(true) {
            queue!(self.inner, Show)?;
        }
        Ok(())
    }

    /// As it was put; a terminal that is asked answers among the keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor.replace(position) != Some(position) {
            queue!(self.inner, MoveTo(position.x, position.y))?;
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_rows()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        match region {
            ClearType::All => self.clear_rows(),
            part => self.inner.clear_region(part),
        }
    }

    fn size(&self) -> io::Result<Size> {
        match self.fixed_size {
            Some(size) => Ok(size),
            None => terminal::size().map(|(columns, rows)| Size::new(columns, rows)),
        }
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}
