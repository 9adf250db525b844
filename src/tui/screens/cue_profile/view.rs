//! Drawing the language: the list of cues, what there is on one of them, the states before and after, the times listened.

use crate::model::describe::sanitize_text;
use crate::report::describe_cue_summary;
use crate::stats::CueSummary;
use crate::text::width::{display_width, pad_to_width, wrap_text};
use crate::texts::cue_profile as texts;
use crate::texts::cue_summaries::describe_listened;
use crate::tui::screens::cue_profile::cue_pictures::render_cue_pictures;
use crate::tui::screens::cue_profile::{CueProfileFocus, CueProfileScreen};
use crate::tui::screens::{Context, render_dimmed};
use crate::tui::theme::{Glyph, Theme};
use crate::tui::widgets::list::centred_window;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// With fewer columns the moments open over the list instead of beside it.
const SIDE_BY_SIDE_COLUMNS: usize = 72;
/// The list beside the moments, at least and at most.
const LIST_WIDTHS: (u16, u16) = (28, 44);
/// The pictures leave so many rows to the moments.
const MIN_MOMENT_ROWS: usize = 2;
const SEPARATOR: &str = " · ";
const TIMES_WIDTH: usize = 6;

impl CueProfileScreen {
    pub(crate) fn draw_profile(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let (columns, room) = (usize::from(area.width), usize::from(area.height));
        if matches!(self.focus, CueProfileFocus::States | CueProfileFocus::Listened) {
            let lines = match self.focus {
                CueProfileFocus::States => self.render_states(columns, room, context),
                _ => self.render_listened(columns, room, context),
            };
            frame.render_widget(Paragraph::new(lines), area);
            return;
        }
        let Some(cue) = self.selected_cue() else {
            frame.render_widget(Paragraph::new(render_dimmed(texts::NO_CUES, columns, &context.theme)), area);
            return;
        };
        if columns < SIDE_BY_SIDE_COLUMNS {
            let lines = match self.focus {
                CueProfileFocus::Moments => self.render_cue_details(cue, columns, room, context),
                _ => self.render_cue_list(columns, room, context),
            };
            frame.render_widget(Paragraph::new(lines), area);
            return;
        }
        let list_width = (area.width / 3).clamp(LIST_WIDTHS.0, LIST_WIDTHS.1);
        let widths = [Constraint::Length(list_width), Constraint::Length(2), Constraint::Fill(1)];
        let [left, _, right] = Layout::horizontal(widths).areas(area);
        frame.render_widget(
            Paragraph::new(self.render_cue_list(usize::from(left.width), room, context)),
            left,
        );
        frame.render_widget(
            Paragraph::new(self.render_cue_details(cue, usize::from(right.width), room, context)),
            right,
        );
    }

    fn render_cue_list(&self, columns: usize, room: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let rows = self.profile.cues.iter().map(|cue| {
            let times = cue.times.to_string();
            (vec![sanitize_text(&cue.words).into_owned()], times)
        });
        let rows: Vec<_> = rows.collect();
        let focused = self.focus == CueProfileFocus::Cues;
        render_count_table(&[texts::CUE], &rows, self.cues.cursor(), focused, columns, room, context)
    }

    /// The sentences of a cue, then its moments; those around the cursor when it is here.
    fn render_cue_details(
        &self,
        cue: &CueSummary,
        columns: usize,
        room: usize,
        context: &Context<'_>,
    ) -> Vec<Line<'static>> {
        let focused = self.focus == CueProfileFocus::Moments;
        let theme = &context.theme;
        let room_beside = columns.saturating_sub(2);
        let mut items: Vec<Vec<Line<'static>>> = describe_cue_summary(cue)
            .iter()
            .map(|sentence| wrap_text(sentence, room_beside).into_iter().map(Line::from).collect())
            .collect();
        let told_rows: usize = items.iter().map(Vec::len).sum();
        // The pictures go with the last sentence: no row of their own for the cursor.
        if let Some(last) = items.last_mut() {
            let pictures = render_cue_pictures(cue, &self.profile, room_beside, theme);
            let rows = told_rows + pictures.len() + 2;
            if !pictures.is_empty() && rows + MIN_MOMENT_ROWS <= room {
                last.push(Line::default());
                last.extend(pictures);
            }
            last.push(Line::default());
        }
        items.extend(format_moments(cue, columns, context));
        render_items(items, focused.then_some(self.items.cursor()), room, context)
    }

    /// Each "not now" and each "stop".
    fn render_listened(&self, columns: usize, room: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let theme = &context.theme;
        if self.profile.listened.is_empty() {
            return render_dimmed(texts::NO_LISTENED, columns, theme);
        }
        let mut lines = render_dimmed(texts::LISTENED_INTRO, columns, theme);
        lines.push(Line::default());
        // In a small window the rows come first.
        if lines.len() + 3 > room {
            lines.clear();
        }
        let rows = self.profile.listened.iter().map(|time| {
            let at = texts::format_moment_time(time.at, time.about, context.now);
            (at, describe_listened(time, context.family))
        });
        let rows = format_timed_rows(rows.collect(), columns, theme);
        lines.extend(render_items(rows, Some(self.listened.cursor()), room - lines.len(), context));
        lines
    }

    fn render_states(&self, columns: usize, room: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        if self.profile.states.is_empty() {
            return render_dimmed(texts::NO_STATES, columns, &context.theme);
        }
        let mut lines = render_dimmed(texts::STATES_INTRO, columns, &context.theme);
        lines.push(Line::default());
        // In a small window the rows come first.
        if lines.len() + 3 > room {
            lines.clear();
        }
        let rows = self.profile.states.iter().map(|pair| {
            let states = vec![texts::format_state(&pair.before), texts::format_state(&pair.after)];
            (states, pair.times.to_string())
        });
        let rows: Vec<_> = rows.collect();
        let heads = [texts::BEFORE, texts::AFTER];
        let room = room - lines.len();
        lines.extend(render_count_table(
            &heads,
            &rows,
            self.states.cursor(),
            true,
            columns.min(60),
            room,
            context,
        ));
        lines
    }
}

/// The moments of a cue, each on as many lines as it needs.
fn format_moments(cue: &CueSummary, columns: usize, context: &Context<'_>) -> Vec<Vec<Line<'static>>> {
    let rows = cue.moments.iter().map(|moment| {
        let time = texts::format_moment_time(moment.at, moment.about, context.now);
        (time, texts::describe_moment(moment, context.family))
    });
    format_timed_rows(rows.collect(), columns, &context.theme)
}

/// Times and the parts of what was said then; the words stand behind the day and time.
fn format_timed_rows(
    rows: Vec<(String, Vec<String>)>,
    columns: usize,
    theme: &Theme,
) -> Vec<Vec<Line<'static>>> {
    let indent = rows.iter().map(|(time, _)| display_width(time)).max().unwrap_or(0) + 1;
    let format_row = |(time, parts): &(String, Vec<String>)| {
        let lines = join_parts(parts, columns.saturating_sub(indent + 2)).into_iter().enumerate();
        let lines = lines.map(|(row, line)| {
            let time = if row == 0 { time.as_str() } else { "" };
            Line::from(theme.text(format!("{time:<indent$}{line}").trim_end()))
        });
        lines.collect()
    };
    rows.iter().map(format_row).collect()
}

/// Rows of one line or more, those around the cursor when it is among them.
fn render_items(
    items: Vec<Vec<Line<'static>>>,
    cursor: Option<usize>,
    room: usize,
    context: &Context<'_>,
) -> Vec<Line<'static>> {
    let selected: usize = items.iter().take(cursor.unwrap_or(0)).map(Vec::len).sum();
    let total: usize = items.iter().map(Vec::len).sum();
    // From the top as long as what is selected is in view there.
    let fits = cursor.is_none_or(|cursor| selected + items.get(cursor).map_or(1, Vec::len) <= room);
    let window = if fits { 0..room } else { centred_window(selected..selected + 1, total, room) };
    context.note_rows_below(window.end < total);
    let theme = &context.theme;
    let lines = items.into_iter().enumerate().flat_map(|(index, lines)| {
        let is_selected = cursor == Some(index);
        let lines = lines.into_iter().enumerate();
        lines.map(move |(row, line)| {
            let sign = Span::raw(theme.cursor_sign(is_selected && row == 0).to_string());
            let spans = std::iter::once(sign).chain(line.spans).collect::<Vec<_>>();
            Line::from(spans).style(theme.row_style(is_selected).patch(line.style))
        })
    });
    lines.skip(window.start).take(window.len()).collect()
}

/// Parts on as few lines as they need, at least one, broken between parts where they are not too long.
fn join_parts(parts: &[String], columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.is_empty() => {
                lines.pop();
                lines.extend(wrap_text(part, columns));
            }
            Some(line) if display_width(line) + display_width(SEPARATOR) + display_width(part) <= columns => {
                line.push_str(SEPARATOR);
                line.push_str(part);
            }
            _ => lines.extend(wrap_text(part, columns)),
        }
    }
    lines
}

/// Words in columns of equal width and a number of times, under their heads; the rows around the cursor.
fn render_count_table(
    heads: &[&str],
    rows: &[(Vec<String>, String)],
    cursor: usize,
    focused: bool,
    columns: usize,
    room: usize,
    context: &Context<'_>,
) -> Vec<Line<'static>> {
    let more = context.theme.glyph(Glyph::Ellipsis);
    let word_width = columns.saturating_sub(TIMES_WIDTH + 2) / heads.len().max(1);
    let line = |words: &mut dyn Iterator<Item = &str>, times: &str| {
        let words: String = words.map(|word| pad_to_width(word, word_width, more)).collect();
        format!("{words}{times:>TIMES_WIDTH$}")
    };
    let mut lines = Vec::new();
    if room > 2 {
        let head = line(&mut heads.iter().copied(), texts::TIMES);
        lines.push(Line::styled(format!(" {head}"), context.theme.dim_style()));
    }
    let window = centred_window(cursor..cursor + 1, rows.len(), room - lines.len());
    context.note_rows_below(window.end < rows.len());
    let shown = rows.iter().enumerate().skip(window.start).take(window.len());
    lines.extend(shown.map(|(index, (words, times))| {
        let text = line(&mut words.iter().map(String::as_str), times);
        let is_selected = index == cursor;
        render_row(&text, is_selected, is_selected && focused, &context.theme)
    }));
    lines
}

/// A row, with the cursor before it where it is, and in the accent where a key would act on it.
fn render_row(text: &str, has_cursor: bool, focused: bool, theme: &Theme) -> Line<'static> {
    Line::styled(format!("{}{text}", theme.cursor_sign(has_cursor)), theme.row_style(focused))
}
