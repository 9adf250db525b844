//! Rows that several lists share: an entry with its cursor, the change that removes it, a line across.

use crate::model::describe::EntryColumns;
use crate::model::{Change, Entry, describe};
use crate::store::StoreError;
use crate::text::width::{pad_to_width, truncate_to_width, wrap_text};
use crate::texts::kind_signs::KindSign;
use crate::texts::{closed_page_texts, passphrase_texts};
use crate::tui::keys::{Action, Mode, key_for_action, key_name};
use crate::tui::screens::{Context, Effect, EntryForm};
use crate::tui::theme::{Glyph, Theme};
use chrono::NaiveDate;
use ratatui::text::{Line, Span};

/// The first column of a list's rows: the clock time, and the weekday where it is not the day the rows stand under.
#[derive(Clone, Copy)]
pub(crate) struct ClockColumn {
    /// With the blanks after it.
    width: usize,
}

impl ClockColumn {
    /// Wide enough for all of these rows.
    pub(crate) fn for_rows<'e>(rows: impl IntoIterator<Item = (&'e Entry, NaiveDate)>) -> Self {
        let has_weekday = rows.into_iter().any(|(entry, date)| describe::is_of_other_date(entry, date));
        Self { width: if has_weekday { 11 } else { 7 } }
    }
}

/// So much a sleep needs with its length and its two times: `11 h 33  19:47–Sun 07:20`.
const SLEEP_COLUMNS: usize = 26;

/// One entry as a row of a list, under the day `date`: cursor, sign, time, kind, what, what went with it.
pub(crate) fn render_entry_row(
    entry: &Entry,
    date: NaiveDate,
    clock: ClockColumn,
    picked: bool,
    columns: usize,
    context: &Context<'_>,
) -> Line<'static> {
    let theme = &context.theme;
    let more = theme.glyph(Glyph::Ellipsis);
    let EntryColumns { label, main, aside } = describe::describe_columns(entry, context.family, context.now);
    let cursor = theme.cursor_sign(picked);
    // One column is left free at the right, as beside every line across.
    let rest = columns.saturating_sub(13 + clock.width);
    let wide = if aside.is_empty() { rest } else { (rest / 2).max(rest.min(SLEEP_COLUMNS)) };
    let style = theme.row_style(picked);
    let sign = KindSign::of_entry(entry);
    let hue = if picked { theme.selected_sign_style(sign) } else { theme.sign_style(sign) };
    Line::from(vec![
        Span::styled(cursor.to_string(), style),
        Span::styled(theme.glyph(Glyph::Kind(sign)).to_string(), hue),
        Span::styled(
            format!(
                " {}{} ",
                pad_to_width(&describe::format_clock_on(entry, date), clock.width, more),
                pad_to_width(&label, 8, more)
            ),
            style,
        ),
        Span::styled(pad_to_width(&main, wide, more), style),
        Span::styled(
            truncate_to_width(&format!(" {aside}"), rest.saturating_sub(wide), more),
            theme.dim_style(),
        ),
    ])
}

/// All that the row of an entry says, whatever room it has.
pub(crate) fn describe_entry_row(entry: &Entry, date: NaiveDate, context: &Context<'_>) -> String {
    let EntryColumns { label, main, aside } = describe::describe_columns(entry, context.family, context.now);
    let parts = [label, main, aside].into_iter().filter(|part| !part.is_empty());
    let parts = parts.collect::<Vec<_>>().join(" · ");
    format!("{} {parts}", describe::format_clock_on(entry, date))
}

/// Why an entry is not changed: only its writer can read it, or its baby's pages are closed.
pub(crate) fn refuse_to_change(entry: &Entry, context: &Context<'_>) -> Option<Effect> {
    if entry.sealed_ciphertext().is_some() {
        return Some(Effect::SetStatus(passphrase_texts::sealed_entry_closed(&key_name(
            Mode::Today,
            Action::Unseal,
        ))));
    }
    let is_closed = context.family.has_closed_pages(entry);
    is_closed.then(|| Effect::SetStatus(describe_closed_pages()))
}

/// What closed pages say of themselves, with the keys that still mean something.
pub(crate) fn describe_closed_pages() -> String {
    let key = |action| key_for_action(Mode::Today, action).unwrap_or_default();
    closed_page_texts::closed_pages(&key(Action::Past), &key(Action::Support))
}

/// An entry opened to change it.
pub(crate) fn open_edit_form(entry: &Entry, context: &Context<'_>) -> Result<Effect, StoreError> {
    if let Some(refused) = refuse_to_change(entry, context) {
        return Ok(refused);
    }
    Ok(Effect::Open(Box::new(EntryForm::for_editing(entry.clone(), context)?)))
}

/// The change that removes an entry, named. What is sealed can be removed unread; closed pages stay as they are.
pub(crate) fn remove_entry(entry: &Entry, context: &Context<'_>) -> Effect {
    if context.family.has_closed_pages(entry) {
        return Effect::SetStatus(describe_closed_pages());
    }
    let title = format!("removed {}", describe::format_title(entry, context.family, context.now));
    Effect::Save(Change::remove_record(title, entry.clone()))
}

/// Sentences of a screen rather than of the journal, wrapped.
pub(crate) fn render_dimmed(text: &str, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let lines = wrap_text(&theme.text(text), columns.saturating_sub(2)).into_iter();
    lines.map(|line| Line::styled(format!(" {line}"), theme.dim_style())).collect()
}

/// The rows that the status line may take: as many words in a narrow window as in a wide one.
pub(crate) fn max_said_rows(columns: usize) -> usize {
    if columns < 72 { 4 } else { 3 }
}

pub(crate) fn render_rule(columns: usize, theme: &Theme) -> String {
    format!(" {}", theme.glyph(Glyph::Rule).to_string().repeat(columns.saturating_sub(2)))
}
