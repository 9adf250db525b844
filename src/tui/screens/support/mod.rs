//! Someone to talk to: the family's own numbers first, then lines by country, each with the day it was checked.
//! Shown when asked for and never because of what was written.

use crate::model::time::format_short_date;
use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::texts::support_texts;
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::help::ScrollState;
use crate::tui::screens::{Context, Effect, Screen};
use crate::vocabulary::{support_countries, support_lines_for, support_opening_and_closing};
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Default)]
pub(crate) struct SupportScreen {
    scroll: ScrollState,
}

impl Screen for SupportScreen {
    fn input_mode(&self) -> Mode {
        Mode::ScrolledText
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        support_texts::HEADING.into()
    }

    fn handle_action(&mut self, action: Action, _here: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(self.scroll.handle_action(action))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let settings = &context.family.settings;
        let lines = build_lines(
            &settings.own_numbers,
            settings.country.as_deref(),
            usize::from(area.width).saturating_sub(2),
        );
        self.scroll.draw_lines(frame, area, &lines);
    }
}

/// The support lines as text of at most `columns`; `first` is the country that comes first.
fn build_lines(own: &[String], first: Option<&str>, columns: usize) -> Vec<String> {
    let columns = columns.min(76);
    let (opening, closing) = support_opening_and_closing();
    let mut lines = wrap_text(opening, columns);
    if !own.is_empty() {
        lines.extend([String::new(), support_texts::OWN_NUMBERS.to_owned()]);
        lines.extend(own.iter().flat_map(|number| wrap_indented(number, columns)));
    }
    let mut countries = support_countries();
    countries.sort_by_key(|(code, _)| Some(*code) != first);
    for (code, name) in countries {
        lines.extend([String::new(), name.to_owned()]);
        for line in support_lines_for(code) {
            let hours = line.hours.as_deref().map(|hours| format!(", {hours}")).unwrap_or_default();
            let checked = format_short_date(line.verified_on);
            lines.extend(wrap_indented(
                &support_texts::support_line(&line.name, &line.contact, &hours, &checked),
                columns,
            ));
        }
    }
    lines.push(String::new());
    lines.extend(wrap_text(closing, columns));
    lines
}

fn wrap_indented(text: &str, columns: usize) -> Vec<String> {
    let wrapped = wrap_text(text, columns.saturating_sub(4));
    wrapped
        .into_iter()
        .enumerate()
        .map(|(i, line)| format!("{}{line}", if i == 0 { "  " } else { "    " }))
        .collect()
}
