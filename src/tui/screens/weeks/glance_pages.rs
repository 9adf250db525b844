//! Which bands stand on which page, and how the room of a taller window is used: a blank row between themes first, then
//! each day's own words, then higher nights and bars.

use crate::model::EntryKind;
use crate::text::width::wrap_text;
use crate::texts::week_sentences;
use crate::tui::screens::weeks::glance_bands::{Band, BandHeights, build_bands};
use crate::tui::screens::weeks::glance_view::GlanceView;
use crate::tui::screens::weeks::week_axis::render_axis;
use ratatui::text::Line;
use std::ops::Range;

const AXIS_ROWS: usize = 2;

fn count_rows(bands: &[Band]) -> usize {
    bands.iter().map(|band| band.rows.len()).sum()
}

/// The bands of each page: as many as fit, whole ones.
fn split_into_pages(bands: &[Band], room: usize) -> Vec<Range<usize>> {
    let (mut pages, mut first, mut used) = (Vec::new(), 0, 0);
    for (at, band) in bands.iter().enumerate() {
        if at > first && used + band.rows.len() > room {
            pages.push(first..at);
            (first, used) = (at, 0);
        }
        used += band.rows.len();
    }
    pages.push(first..bands.len());
    pages
}

/// The words of the chosen week's days, and the sentence that stands under check-ins whoever reads them.
fn render_checkin_words(view: &GlanceView<'_>, columns: usize) -> Vec<Line<'static>> {
    let Some(column) = view.columns.get(view.selected) else {
        return Vec::new();
    };
    if view.carers.is_empty() || view.is_hidden(EntryKind::Checkin) {
        return Vec::new();
    }
    let room = columns.saturating_sub(2);
    let mut lines = vec![String::new()];
    for carer in &view.carers {
        if let Some(words) = week_sentences::format_felt_by_day(column.days, carer) {
            let label = week_sentences::label_felt_by_day(carer, column.week.from, column.week.to);
            lines.extend(wrap_text(&format!("{label}: {words}"), room));
        }
    }
    lines.extend(wrap_text(week_sentences::SHARE_CHECKINS, room));
    let theme = &view.context.theme;
    lines.iter().map(|line| Line::styled(theme.text(&format!(" {line}")), theme.dim_style())).collect()
}

/// Rows not used yet.
struct RoomLeft(usize);

impl RoomLeft {
    /// Uses so many, if there are as many.
    fn take(&mut self, rows: usize) -> bool {
        let fits = rows <= self.0;
        self.0 -= if fits { rows } else { 0 };
        fits
    }
}

/// The rows of a page, and how many pages there are.
pub(crate) fn render_page(
    view: &GlanceView<'_>,
    page: usize,
    (columns, height): (usize, usize),
    page_words: impl Fn(usize, usize) -> String,
) -> (Vec<Line<'static>>, usize) {
    let room = height.saturating_sub(AXIS_ROWS);
    let mut bands = build_bands(view, BandHeights::LEAST);
    let pages = split_into_pages(&bands, room);
    let page = page.min(pages.len() - 1);
    let mut room_left = RoomLeft(room.saturating_sub(count_rows(&bands)));
    let (mut has_gaps, mut words) = (false, Vec::new());
    if pages.len() == 1 {
        let themes = bands.iter().skip(1).filter(|band| band.starts_theme).count();
        has_gaps = room_left.take(themes);
        let mut heights = BandHeights::LEAST;
        while heights.night < BandHeights::MAX_NIGHT && !view.is_without_sleep() && room_left.take(1) {
            heights.night += 1;
        }
        words = render_checkin_words(view, columns);
        if !room_left.take(words.len()) {
            words.clear();
        }
        let bars = bands.iter().map(|band| band.bar_count).sum();
        if room_left.take(bars) {
            heights.bar += 1;
        }
        bands = build_bands(view, heights);
    }
    let aside = if pages.len() > 1 { page_words(page, pages.len()) } else { String::new() };
    let mut lines: Vec<Line<'static>> = render_axis(view, &aside).into();
    for (at, band) in bands.iter().enumerate().take(pages[page].end).skip(pages[page].start) {
        if has_gaps && band.starts_theme && at > 0 {
            lines.push(Line::default());
        }
        lines.extend(band.rows.iter().map(|row| view.render_row(row)));
    }
    lines.extend(words);
    lines.truncate(height);
    (lines, pages.len())
}
