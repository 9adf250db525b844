//! Someone to talk to: the family's own numbers first, then lines by country, each with the day it was checked.
//! Shown when asked for and never because of what was written.

use super::help::Scroll;
use super::{Here, Screen, Step};
use crate::journal::tell::plain;
use crate::journal::time::short_date;
use crate::keys::{Action, Place};
use crate::store::Trouble;
use crate::widgets::text::wrap;
use crate::words::{support_countries, support_for, support_text};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Default)]
pub struct Support {
    scroll: Scroll,
}

impl Screen for Support {
    fn place(&self) -> Place {
        Place::Reading
    }

    fn heading(&self, _here: &Here<'_>) -> String {
        "Support".into()
    }

    fn act(&mut self, action: Action, _here: &Here<'_>) -> Result<Step, Trouble> {
        Ok(self.scroll.act(action))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let settings = &here.family.settings;
        let lines = lines(
            &settings.own_numbers,
            settings.country.as_deref(),
            usize::from(area.width).saturating_sub(2),
        );
        self.scroll.draw(frame, area, &lines, here);
    }
}

/// The support lines as text of at most `columns`; `first` is the country that comes first.
pub(crate) fn lines(own: &[String], first: Option<&str>, columns: usize) -> Vec<String> {
    let columns = columns.min(76);
    let (opening, closing) = support_text();
    let mut lines = wrap(opening, columns);
    if !own.is_empty() {
        lines.extend([String::new(), "Your own".to_owned()]);
        lines.extend(own.iter().flat_map(|number| indent(&plain(number), columns)));
    }
    let mut countries = support_countries();
    countries.sort_by_key(|(code, _)| Some(*code) != first);
    for (code, name) in countries {
        lines.extend([String::new(), name.to_owned()]);
        for line in support_for(code) {
            let hours = line.hours.as_deref().map(|hours| format!(", {hours}")).unwrap_or_default();
            let checked = short_date(line.verified_on);
            lines.extend(indent(
                &format!("{}: {}{hours} (checked {checked})", line.name, line.contact),
                columns,
            ));
        }
    }
    lines.push(String::new());
    lines.extend(wrap(closing, columns));
    lines
}

fn indent(text: &str, columns: usize) -> Vec<String> {
    let wrapped = wrap(text, columns.saturating_sub(4));
    wrapped
        .into_iter()
        .enumerate()
        .map(|(i, line)| format!("{}{line}", if i == 0 { "  " } else { "    " }))
        .collect()
}
