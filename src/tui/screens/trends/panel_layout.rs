//! The panels of Trends and where they stand: one alone in a small window, two or more over one another, days beside
//! weeks where it is wide. What a panel shows is its own file's.

use crate::tui::screens::trends::stats_view::{StatsPanel, StatsView};
use crate::tui::screens::trends::{associations_panel, checkin_days, sleep_weeks, trends_days, week_counts};
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

const MAX_ROWS: usize = 300;
/// A panel that stands with others has so many rows at least.
const MIN_ROWS: usize = 7;
/// With fewer rows than this for all of them, there is little room.
const TIGHT_ROWS: usize = 24;
/// From so many columns on as many panels are shown as have room.
const WIDE_COLUMNS: usize = 100;
/// From so many columns on the days stand beside the weeks, in so many columns of their own.
const SIDE_BY_SIDE_COLUMNS: usize = 172;
const DAYS_COLUMNS: u16 = 104;

/// The rows of one panel: at most as many as the view has room for.
pub(crate) fn render_panel(panel: StatsPanel, view: &StatsView<'_>) -> Vec<Line<'static>> {
    match panel {
        StatsPanel::Days => trends_days::render_day_rows(view),
        StatsPanel::Weeks => sleep_weeks::render_week_rows(view),
        StatsPanel::Touch => week_counts::render_touch_weeks(view),
        StatsPanel::Cues => week_counts::render_cue_weeks(view),
        StatsPanel::Checkins => checkin_days::render_checkin_weeks(view),
        StatsPanel::Associations => associations_panel::render_paragraphs(view),
    }
}

fn wanted_rows(panel: StatsPanel, view: &StatsView<'_>) -> usize {
    match panel {
        StatsPanel::Days => view.stats.days.len() + 1,
        _ => render_panel(panel, &StatsView { height: MAX_ROWS, ..*view }).len(),
    }
}

/// Which panels stand where in `area`.
pub(crate) fn layout_panels(view: &StatsView<'_>, area: Rect) -> Vec<(StatsPanel, Rect)> {
    let used = StatsPanel::for_family(view.context.family);
    let (columns, room) = (usize::from(area.width), usize::from(area.height));
    if view.is_zoomed || room < 2 * MIN_ROWS - 1 || columns < 56 {
        return vec![(view.panel, area)];
    }
    if columns < SIDE_BY_SIDE_COLUMNS {
        return stack_panels(&used, view, area);
    }
    let widths = [Constraint::Length(DAYS_COLUMNS), Constraint::Length(3), Constraint::Fill(1)];
    let [days, _, right] = Layout::horizontal(widths).areas(area);
    let mut panels = vec![(StatsPanel::Days, days)];
    panels.extend(stack_panels(&used[1..], view, right));
    panels
}

/// Panels over one another with a blank row between them: the first ones, and always the one with the keys.
fn stack_panels(used: &[StatsPanel], view: &StatsView<'_>, area: Rect) -> Vec<(StatsPanel, Rect)> {
    let room = usize::from(area.height);
    let view = StatsView { columns: usize::from(area.width), ..*view };
    let fits = count_fitting(used, &view, room);
    let mut shown: Vec<StatsPanel> = used.iter().copied().take(fits).collect();
    if used.contains(&view.panel)
        && !shown.contains(&view.panel)
        && let Some(last) = shown.last_mut()
    {
        *last = view.panel;
    }
    let wants: Vec<usize> = shown.iter().map(|panel| wanted_rows(*panel, &view)).collect();
    let heights = share_rows(&wants, shown.iter().position(|it| *it == view.panel), room);
    let mut y = area.y;
    let mut all = Vec::new();
    for (panel, height) in shown.into_iter().zip(heights) {
        let height = u16::try_from(height).unwrap_or(0);
        all.push((panel, Rect { y, height, ..area }));
        y += height + 1;
    }
    all
}

/// How many panels stand over one another: in a wide window all that have room for a few rows each, or for all of theirs.
fn count_fitting(used: &[StatsPanel], view: &StatsView<'_>, room: usize) -> usize {
    if view.columns < WIDE_COLUMNS {
        let most = ((room + 1) / (MIN_ROWS + 1)).clamp(1, used.len());
        return if most > 2 { (room / 11).max(2).min(used.len()) } else { most };
    }
    let mut rows = 0;
    let least = used.iter().map(|panel| wanted_rows(*panel, view).min(MIN_ROWS) + 1);
    let fitting = least.take_while(|least| {
        rows += least;
        rows <= room + 1
    });
    fitting.count().max(1)
}

/// Rows for each of what is wanted: an even share first, what is left over to the one with the keys, then to the others.
fn share_rows(wants: &[usize], focused: Option<usize>, room: usize) -> Vec<usize> {
    let room = room.saturating_sub(wants.len().saturating_sub(1));
    // Where there is little room, the one with the keys may take twice what another gets.
    let parts = wants.len() + usize::from(room < TIGHT_ROWS && focused.is_some() && wants.len() > 1);
    let share = room / parts.max(1);
    let mut heights: Vec<usize> = wants.iter().map(|want| share.min(*want)).collect();
    let order = focused.into_iter().chain(0..wants.len());
    for index in order {
        let left = room - heights.iter().sum::<usize>();
        heights[index] += left.min(wants[index].saturating_sub(heights[index]));
    }
    heights
}
