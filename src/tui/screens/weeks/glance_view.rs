//! What every band of the weeks draws from: the columns shown, how wide they are, and the one of the cursor.

use crate::model::EntryKind;
use crate::stats::{CheckinSummary, DayStats, WeekStats};
use crate::text::width::{display_width, pad_to_width, truncate_to_width};
use crate::texts::kind_signs::KindSign;
use crate::tui::screens::Context;
use crate::tui::theme::Glyph;
use ratatui::text::{Line, Span};

/// Before the first column: a name, and the ends of a scale.
pub(crate) const LABEL_WIDTH: usize = 14;
/// Behind the last: what the week of the cursor has, or which level a row stands for.
const VALUE_WIDTH: usize = 14;
/// A line and a dot.
const MIN_COLUMN_WIDTH: usize = 2;
const USUAL_COLUMN_WIDTH: usize = 4;
const MAX_COLUMN_WIDTH: usize = 8;
/// How many weeks are shown where nobody chose: the most of these that have room for several marks each.
const USUAL_COUNTS: [usize; 6] = [4, 6, 8, 12, 20, 26];

pub(crate) struct WeekColumn<'a> {
    pub week: &'a WeekStats,
    pub days: &'a [DayStats],
}

impl WeekColumn<'_> {
    pub(crate) fn checkins(&self) -> impl Iterator<Item = &CheckinSummary> {
        self.days.iter().flat_map(|day| &day.checkins)
    }
}

/// How many weeks a window shows, and how wide each is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct GlanceLayout {
    pub week_count: usize,
    pub column_width: usize,
    /// 0 where there is no room for values beside the columns.
    pub value_width: usize,
}

impl GlanceLayout {
    pub(crate) fn max_week_count(columns: usize) -> usize {
        (columns.saturating_sub(LABEL_WIDTH) / MIN_COLUMN_WIDTH).max(1)
    }

    /// `chosen` is how many weeks were asked for; none for as many as are usual at this width.
    pub(crate) fn for_columns(columns: usize, chosen: Option<usize>) -> Self {
        let beside = columns.saturating_sub(LABEL_WIDTH + VALUE_WIDTH);
        let usual = || {
            let fits = USUAL_COUNTS.into_iter().filter(|n| n * USUAL_COLUMN_WIDTH <= beside);
            fits.max().unwrap_or(beside / MIN_COLUMN_WIDTH).max(1)
        };
        let week_count = chosen.unwrap_or_else(usual).min(Self::max_week_count(columns));
        Self::for_week_count(columns, week_count)
    }

    /// The same window with fewer weeks, where there are no more.
    pub(crate) fn with_week_count(self, columns: usize, most: usize) -> Self {
        if self.week_count <= most { self } else { Self::for_week_count(columns, most) }
    }

    fn for_week_count(columns: usize, week_count: usize) -> Self {
        let room = columns.saturating_sub(LABEL_WIDTH);
        let beside = room.saturating_sub(VALUE_WIDTH);
        let week_count = week_count.max(1);
        let has_values = week_count * MIN_COLUMN_WIDTH <= beside;
        let room = if has_values { beside } else { room };
        let column_width = (room / week_count).clamp(1, MAX_COLUMN_WIDTH);
        // The last column of the window stays free.
        let left = columns.saturating_sub(LABEL_WIDTH + week_count * column_width + 1);
        let value_width = if has_values { VALUE_WIDTH.min(left) } else { 0 };
        Self { week_count, column_width, value_width }
    }
}

pub(crate) struct GlanceView<'a> {
    /// Oldest first.
    pub columns: Vec<WeekColumn<'a>>,
    /// The column of the cursor.
    pub selected: usize,
    pub carers: Vec<&'a str>,
    pub layout: GlanceLayout,
    pub context: &'a Context<'a>,
}

/// One row of a band: its name, a cell a week, and what stands behind them.
pub(crate) struct BandRow {
    pub label: String,
    pub cells: Vec<String>,
    pub value: String,
    /// Whose hue it has.
    pub sign: KindSign,
}

impl GlanceView<'_> {
    pub(crate) fn is_hidden(&self, kind: EntryKind) -> bool {
        self.context.family.is_hidden(kind.as_code())
    }

    /// The family does without sleep in numbers.
    pub(crate) fn is_without_sleep(&self) -> bool {
        self.context.family.settings.quiet || self.is_hidden(EntryKind::Sleep)
    }

    pub(crate) fn is_ascii(&self) -> bool {
        self.context.theme.ascii
    }

    /// A cell a week, made by `cell`.
    pub(crate) fn build_row(
        &self,
        sign: KindSign,
        label: &str,
        value: String,
        cell: impl FnMut(&WeekColumn<'_>) -> String,
    ) -> BandRow {
        BandRow { label: label.to_owned(), cells: self.columns.iter().map(cell).collect(), value, sign }
    }

    pub(crate) fn render_row(&self, row: &BandRow) -> Line<'static> {
        let theme = &self.context.theme;
        let more = theme.glyph(Glyph::Ellipsis);
        let label = pad_to_width(&format!(" {}", row.label), LABEL_WIDTH, more);
        let mut spans = vec![Span::styled(label, theme.dim_style())];
        for (at, cell) in row.cells.iter().enumerate() {
            let text = truncate_to_width(cell, self.layout.column_width, more);
            let gap = " ".repeat(self.layout.column_width.saturating_sub(display_width(&text)));
            let style = match at == self.selected {
                true => theme.selected_sign_style(row.sign),
                false => theme.sign_style(row.sign),
            };
            spans.push(Span::styled(text, style));
            spans.push(Span::raw(gap));
        }
        if self.layout.value_width > 0 && !row.value.is_empty() {
            let value = truncate_to_width(&row.value, self.layout.value_width.saturating_sub(1), more);
            spans.push(Span::styled(format!(" {value}"), theme.dim_style()));
        }
        Line::from(spans)
    }
}
