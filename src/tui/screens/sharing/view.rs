//! How sharing looks, a step each.

use crate::store::SharedState;
use crate::text::width::{pad_to_width, wrap_indented, wrap_text};
use crate::texts::{sharing_screen as texts, sync_texts};
use crate::tui::screens::Context;
use crate::tui::screens::passphrase_input::PassphraseInput;
use crate::tui::screens::sharing::set_up::Joining;
use crate::tui::screens::sharing::{SharingScreen, Stage};
use crate::tui::theme::{Glyph, Theme};
use crate::tui::widgets::list::scrolled_window;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use std::path::Path;

/// Columns of what a value is called, and of a computer's name.
const LABEL_COLUMNS: usize = 16;

type Lines = Vec<Line<'static>>;

struct Sheet<'a> {
    columns: usize,
    theme: &'a Theme,
    context: &'a Context<'a>,
}

pub(crate) fn draw(screen: &SharingScreen, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
    let (columns, rows) = (usize::from(area.width), usize::from(area.height));
    let sheet = Sheet { columns: columns.saturating_sub(4).clamp(8, 76), theme: &context.theme, context };
    let said: Vec<Lines> = screen.said.iter().map(|sentence| sheet.paragraph(sentence)).collect();
    if let Stage::Choosing = screen.stage {
        let gap = (!said.is_empty()).then(Line::default);
        let said: Lines = gap.into_iter().chain(said.into_iter().flatten()).collect();
        let mut lines = screen.chooser.render(columns, rows.saturating_sub(said.len()), context);
        lines.truncate(rows.saturating_sub(said.len()));
        lines.extend(said);
        return frame.render_widget(Paragraph::new(lines), area);
    }
    let mut parts = sheet.stage(screen, rows);
    parts.extend(said);
    // Those that fill the room stand close.
    let is_roomy = parts.iter().map(|lines| lines.len() + 1).sum::<usize>() <= rows + 1;
    let mut lines = Lines::new();
    for part in parts {
        if is_roomy && !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(part);
    }
    frame.render_widget(Paragraph::new(lines), area);
}

impl Sheet<'_> {
    fn stage(&self, screen: &SharingScreen, rows: usize) -> Vec<Lines> {
        match &screen.stage {
            Stage::Overview => match &screen.state {
                Some(state) => self.shared(state, screen.cursor, rows),
                None => vec![self.paragraph(texts::INTRO), self.paragraph(texts::HOW)],
            },
            Stage::ConfirmStop => self.paragraphs(&[texts::ASK_STOP, texts::WHAT_STOPS, texts::WHAT_STAYS]),
            Stage::ConfirmDrop(called) => {
                self.paragraphs(&[&texts::ask_drop(called), texts::WHAT_DROPPING_DOES, texts::STILL_KNOWS])
            }
            Stage::NewWords { share, input } => {
                let head = if share.is_new { texts::WILL_BE_MADE } else { texts::NOBODY_SHARES };
                let typed = self.typed(texts::LABEL, input);
                let asked = [texts::CHOOSE_WORDS, texts::LEFT_EMPTY].join(" ");
                vec![self.folder(head, &share.folder), self.paragraph(&asked), typed]
            }
            Stage::RepeatWords { words, input, .. } => {
                let label = self.typed(texts::REPEAT_LABEL, input);
                match words {
                    Some(words) => {
                        let risks = words.describe_risks().into_iter().map(|risk| self.paragraph(risk));
                        [label].into_iter().chain(risks).collect()
                    }
                    None => vec![self.paragraph(texts::WITHOUT_WORDS)],
                }
            }
            Stage::Passphrase { folder, input } => {
                let typed = self.typed(texts::LABEL, input);
                vec![self.folder(texts::IS_SHARED, folder), self.paragraph(texts::ASK_WORDS), typed]
            }
            Stage::Asking(joining) => self.asking(joining, rows),
            Stage::Ready(joining) => {
                let renamed = &joining.plan.renamed;
                let renamed =
                    renamed.iter().map(|(here, there)| self.paragraph(&texts::becomes(here, there)));
                let does = self.paragraph(texts::WHAT_JOINING_DOES);
                [self.found(joining)].into_iter().chain(renamed).chain([does]).collect()
            }
            Stage::Working(what, _) => vec![self.paragraph(what), self.paragraph(texts::TAKES_A_WHILE)],
            Stage::Choosing => Vec::new(),
        }
    }

    fn paragraph(&self, text: &str) -> Lines {
        let rows = wrap_text(&self.theme.text(text), self.columns);
        rows.into_iter().map(|row| Line::raw(format!("  {row}"))).collect()
    }

    fn typed(&self, label: &str, input: &PassphraseInput) -> Lines {
        let mut line = input.render_masked_line(label, self.columns, self.theme);
        line.spans.insert(0, Span::raw("  "));
        vec![line]
    }

    fn paragraphs(&self, texts: &[&str]) -> Vec<Lines> {
        texts.iter().map(|text| self.paragraph(text)).collect()
    }

    /// What is said of a folder, and the folder in a row of its own.
    fn folder(&self, head: &str, folder: &Path) -> Lines {
        let mut lines = self.paragraph(head);
        lines.extend(self.paragraph(&folder.display().to_string()));
        lines
    }

    fn found(&self, joining: &Joining) -> Lines {
        self.paragraph(&sync_texts::found_shared(joining.look.entries, &joining.look.called))
    }

    fn asking(&self, joining: &Joining, rows: usize) -> Vec<Lines> {
        let Some(asked) = joining.plan.next_question() else {
            return Vec::new();
        };
        let (found, question) = (self.found(joining), self.paragraph(&asked.describe()));
        let choices = asked.describe_choices();
        let room = rows.saturating_sub(found.len() + question.len() + 2).max(1);
        vec![found, question, self.list(&choices, joining.cursor, room)]
    }

    /// Rows of which one is marked, as many as there is room for.
    fn list(&self, rows: &[String], cursor: usize, room: usize) -> Lines {
        let window = scrolled_window(cursor..cursor + 1, rows.len(), room);
        self.context.note_rows_below(window.end < rows.len());
        let shown = rows.iter().enumerate().skip(window.start).take(window.len());
        let line = |(at, row): (usize, &String)| {
            let is_marked = at == cursor;
            let row = format!(" {} {}", self.theme.cursor_sign(is_marked), self.theme.text(row));
            Line::styled(row, self.theme.row_style(is_marked))
        };
        shown.map(line).collect()
    }

    fn shared(&self, state: &SharedState, cursor: usize, rows: usize) -> Vec<Lines> {
        let locked = self.paragraph(if state.is_locked { texts::WITH_WORDS } else { texts::READABLE });
        let own = [
            Some((texts::FOLDER_LABEL, state.folder.display().to_string())),
            Some((texts::SELF_LABEL, state.called.clone())),
            state.synced.map(|at| (texts::LAST_LABEL, self.moment(at))),
        ];
        let own: Lines =
            own.into_iter().flatten().flat_map(|(label, value)| self.value(label, &value)).collect();
        let others = match state.others.as_slice() {
            [] => self.paragraph(texts::NO_OTHERS),
            others => {
                let room = rows.saturating_sub(locked.len() + own.len() + 4).max(1);
                let mut lines =
                    vec![Line::styled(format!("  {}", texts::OTHERS_HEADING), self.theme.dim_style())];
                let named: Vec<String> = others.iter().map(|other| self.computer(other)).collect();
                lines.extend(self.list(&named, cursor, room));
                lines
            }
        };
        vec![locked, own, others]
    }

    fn value(&self, label: &str, value: &str) -> Lines {
        let head = pad_to_width(label, LABEL_COLUMNS, self.theme.glyph(Glyph::Ellipsis));
        let rest = " ".repeat(LABEL_COLUMNS);
        let rows = wrap_indented(&self.theme.text(value), &head, &rest, self.columns);
        rows.into_iter().map(|row| Line::raw(format!("  {row}"))).collect()
    }

    fn computer(&self, (called, heard): &(String, i64)) -> String {
        let more = self.theme.glyph(Glyph::Ellipsis);
        let room = LABEL_COLUMNS.max(self.columns / 2);
        format!("{}{}", pad_to_width(called, room, more), self.moment(*heard))
    }

    fn moment(&self, seconds: i64) -> String {
        let zone = self.context.family.settings.day_boundaries.zone;
        sync_texts::describe_moment(seconds, self.context.now, zone)
    }
}
