//! Header, screen, status and footer on whatever room the terminal has.

use super::App;
use crate::journal::tell::plain;
use crate::journal::time::long_date;
use crate::keys::footer;
use crate::screens::{Here, Screen, rule};
use crate::widgets::look::Glyph;
use crate::widgets::text::{cut, ends, width, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

impl App {
    /// Paints header, screen, status and footer on whatever room there is.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let Some(top) = self.screens.last() else {
            return;
        };
        frame.buffer_mut().set_style(area, self.look.base());
        let here = self.here();
        if top.covers() {
            return top.draw(frame, area, &here);
        }
        let columns = usize::from(area.width);
        let row = |y: u16| Rect { x: area.x, y: area.y + y, width: area.width, height: 1 };
        let roomy = area.height >= 12;
        let head = if roomy { 2 } else { u16::from(area.height >= 6) };
        let said = self.said(top.as_ref(), &here, columns, if roomy { 3 } else { 1 });
        let foot = if roomy {
            2 + u16::try_from(said.len()).unwrap_or(1)
        } else {
            (area.height.saturating_sub(head)).min(2)
        };
        if head > 0 {
            frame.render_widget(
                Paragraph::new(Line::styled(self.header(top.as_ref(), &here, columns), self.look.accent())),
                row(0),
            );
        }
        if roomy {
            for y in [1, area.height - foot] {
                frame.render_widget(
                    Paragraph::new(Line::styled(rule(columns, &self.look), self.look.dim())),
                    row(y),
                );
            }
        }
        let body = Rect { x: area.x, y: area.y + head, width: area.width, height: area.height - head - foot };
        top.draw(frame, body, &here);
        if foot >= 2 {
            for (y, line) in (area.height - 1 - said.len() as u16..).zip(said) {
                frame.render_widget(Paragraph::new(format!(" {line}")), row(y));
            }
        }
        if foot >= 1 {
            let line = Line::styled(self.footer(top.as_ref(), &here, columns), self.look.dim());
            frame.render_widget(Paragraph::new(line), row(area.height - 1));
        }
    }

    /// The status line: as many rows as its sentence needs, so that what to do is never the part cut off.
    fn said(&self, top: &dyn Screen, here: &Here<'_>, columns: usize, most: usize) -> Vec<String> {
        let text = match self.waits_for() {
            Some(work) => work,
            None if self.status.is_empty() => top.aside(here),
            None => plain(&self.status).into_owned(),
        };
        let more = self.look.glyph(Glyph::More);
        let room = columns.saturating_sub(2);
        let mut lines = wrap(&self.look.text(&text), room);
        if lines.len() > most {
            let rest = lines.split_off(most - 1).join(" ");
            lines.push(cut(&rest, room, more));
        }
        lines
    }

    fn header(&self, top: &dyn Screen, here: &Here<'_>, columns: usize) -> String {
        let carer = self.family.chosen_carer().map_or("", |carer| carer.called());
        let left = format!(" {}", top.heading(here));
        let day = long_date(self.now.date());
        let rights = [
            format!("{day}  {}     {} ", self.now.hm(), plain(carer)),
            format!("{}  {}  {} ", self.now.local().format("%a %-d %b"), self.now.hm(), plain(carer)),
            format!("{} ", self.now.hm()),
        ];
        let fits = rights.iter().find(|right| width(&left) + width(right) < columns);
        let more = self.look.glyph(Glyph::More);
        self.look.text(&ends(&left, fits.map_or("", String::as_str), columns, more))
    }

    /// The keys that matter here, as many as fit; help is always the last.
    fn footer(&self, top: &dyn Screen, here: &Here<'_>, columns: usize) -> String {
        let rows = footer(self.place());
        let words: Vec<String> = rows
            .iter()
            .filter(|row| top.offers(row.action, here))
            .map(|row| {
                let word = top.word(row.action, here).unwrap_or(row.short);
                format!("{} {word}", row.key.name(self.look.ascii))
            })
            .collect();
        let Some((help, others)) = words.split_last() else {
            return String::new();
        };
        let mut line = String::new();
        for word in others {
            if 1 + width(&line) + width(word) + 3 + width(help) > columns {
                break;
            }
            line.push_str(word);
            line.push_str("   ");
        }
        cut(&format!(" {line}{help}"), columns, self.look.glyph(Glyph::More))
    }
}
