//! Someone to talk to: danger first, then the family's own plan and numbers, then lines by need, each with the date of the
//! page it was read on. Shown when asked for and never because of what was written; over a hidden screen without anything
//! of the family's.

use crate::model::support_page::{SupportPlace, SupportQuery, SupportRow, build_support_page};
use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::texts::support_texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::links::LinkTarget;
use crate::tui::screens::help::ScrollState;
use crate::tui::screens::{Context, Effect, Screen};
use crate::vocabulary::support_file;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

#[derive(Default)]
pub(crate) struct SupportScreen {
    scroll: ScrollState,
    /// The country of this computer, where the family named none.
    detected_country: Option<String>,
    /// The screen below is hidden, or asks for a passphrase: nothing of the journal is shown.
    is_over_hidden: bool,
}

impl SupportScreen {
    pub(crate) fn new(detected_country: Option<String>) -> Self {
        Self { detected_country, ..Self::default() }
    }

    /// Over a hidden screen: the page alone, with nothing of the family's.
    pub(crate) fn over_hidden(detected_country: Option<String>) -> Self {
        Self { is_over_hidden: true, ..Self::new(detected_country) }
    }

    fn build_lines(&self, context: &Context<'_>, columns: usize) -> Vec<String> {
        let family = context.family;
        let query = SupportQuery {
            settings: (!self.is_over_hidden).then_some(&family.settings),
            place: SupportPlace::choose(
                family.settings.country.as_deref(),
                Some(family.settings.day_boundaries.zone),
                self.detected_country.as_deref(),
            ),
            bereavement_first: !self.is_over_hidden && family.is_selected_baby_closed(),
            change_hint: support_texts::change_by_key(&key_name(Mode::Today, Action::Settings)),
        };
        wrap_rows(&build_support_page(&query), columns.min(76))
    }
}

impl Screen for SupportScreen {
    fn input_mode(&self) -> Mode {
        Mode::ScrolledText
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        support_texts::HEADING.into()
    }

    fn is_covering_all(&self) -> bool {
        self.is_over_hidden
    }

    fn handle_action(&mut self, action: Action, _here: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(self.scroll.handle_action(action))
    }

    fn link_targets(&self, context: &Context<'_>) -> Vec<LinkTarget> {
        let file = support_file();
        let numbers = file.country.iter().map(|country| country.number.as_str());
        let lines = file.line.iter().map(|line| line.contact.as_str());
        let own = context.family.settings.own_numbers.iter().filter(|_| !self.is_over_hidden);
        let all = numbers.chain([file.elsewhere.number.as_str()]).chain(lines).chain(own.map(String::as_str));
        all.flat_map(LinkTarget::list_in_words).collect()
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let lines = self.build_lines(context, usize::from(area.width).saturating_sub(2));
        if !self.is_over_hidden || area.height < 4 {
            return self.scroll.draw_lines(frame, area, &lines, context);
        }
        // Nothing around it says how to leave.
        let foot = Rect { y: area.bottom() - 1, height: 1, ..area };
        self.scroll.draw_lines(frame, Rect { height: area.height - 2, ..area }, &lines, context);
        let back = key_name(self.input_mode(), Action::Back);
        let way = support_texts::leave_over_hidden(&back, &self.scroll.scroll_hint());
        frame.render_widget(Paragraph::new(Line::styled(way, context.theme.dim_style())), foot);
    }
}

fn wrap_rows(rows: &[SupportRow], columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        match row {
            SupportRow::Heading(words) => {
                if i > 0 {
                    lines.push(String::new());
                }
                lines.extend(wrap_text(words, columns));
            }
            SupportRow::Sentence(words) => lines.extend(wrap_indented(words, columns, 2)),
            // What a line says of itself follows it, so that the page stays short.
            SupportRow::Contact(words) => match rows.get(i + 1) {
                Some(SupportRow::Source { age, .. }) => {
                    lines.extend(wrap_indented(&format!("{words} ({age})"), columns, 4));
                }
                _ => lines.extend(wrap_indented(words, columns, 4)),
            },
            // The sentences' pages are named by `cuebook support`.
            SupportRow::Source { .. } => {}
        }
    }
    lines
}

/// `hanging` blanks before every row but the first, which has two.
fn wrap_indented(text: &str, columns: usize, hanging: usize) -> Vec<String> {
    let wrapped = wrap_text(text, columns.saturating_sub(hanging));
    let indent = |i: usize| if i == 0 { 2 } else { hanging };
    wrapped.into_iter().enumerate().map(|(i, line)| format!("{:1$}{line}", "", indent(i))).collect()
}
