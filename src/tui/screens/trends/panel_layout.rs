//! The panels of Trends and where they stand: one alone in a small window, two or more over one another, days beside
//! weeks where it is wide. What a panel shows is its own file's.

use crate::model::{EntryKind, Family};
use crate::report::AssociationsFilter;
use crate::stats as sums;
use crate::stats::Associations;
use crate::tui::screens::Context;
use crate::tui::screens::trends::{
    StatsScreen, associations_panel, checkin_days, cue_weeks, sleep_weeks, touch_weeks, trends_days,
};
use chrono::NaiveDate;
use ratatui::layout::Rect;
use ratatui::text::Line;

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum StatsPanel {
    #[default]
    Days,
    /// A row a week: sleep, touch, cues, check-ins.
    Weeks,
    Touch,
    Cues,
    Checkins,
    Associations,
}

impl StatsPanel {
    const ALL: [Self; 6] =
        [Self::Days, Self::Weeks, Self::Touch, Self::Cues, Self::Checkins, Self::Associations];

    pub(crate) fn for_family(family: &Family) -> Vec<Self> {
        let hides = |kind| is_kind_hidden(family, kind);
        let used = |panel: &Self| match panel {
            Self::Touch => !hides(EntryKind::Massage),
            Self::Cues => !hides(EntryKind::Cue),
            Self::Checkins => !hides(EntryKind::Checkin),
            Self::Associations => !hides(EntryKind::Massage) || !hides(EntryKind::Cue),
            _ => true,
        };
        Self::ALL.into_iter().filter(used).collect()
    }

    /// The rows of one: at most as many as the view has room for.
    pub(crate) fn render_lines(self, view: &StatsView<'_>) -> Vec<Line<'static>> {
        match self {
            Self::Days => trends_days::render_day_rows(view),
            Self::Weeks => sleep_weeks::render_week_rows(view),
            Self::Touch => touch_weeks::render_touch_weeks(view),
            Self::Cues => cue_weeks::render_cue_weeks(view),
            Self::Checkins => checkin_days::render_checkin_weeks(view),
            Self::Associations => associations_panel::render_paragraphs(view),
        }
    }

    fn wanted_rows(self, view: &StatsView<'_>) -> usize {
        match self {
            Self::Days => view.stats.days.len() + 1,
            _ => self.render_lines(&StatsView { height: MAX_ROWS, ..*view }).len(),
        }
    }
}

/// Whether the family does not use a kind of entry.
pub(crate) fn is_kind_hidden(family: &Family, kind: EntryKind) -> bool {
    family.is_hidden(kind.as_code())
}

const MAX_ROWS: usize = 300;
/// A panel that stands with others has so many rows at least.
const MIN_ROWS: usize = 7;
/// With fewer rows than this for all of them, there is little room.
const TIGHT_ROWS: usize = 24;
/// From so many columns on the days stand beside the weeks, in so many columns of their own.
const SIDE_BY_SIDE_COLUMNS: usize = 172;
const DAYS_COLUMNS: usize = 104;

#[derive(Clone, Copy)]
pub(crate) struct StatsView<'a> {
    pub stats: &'a sums::PeriodStats,
    pub associations: &'a Associations,
    pub day: NaiveDate,
    /// The paragraph of the cursor in what went with what.
    pub item: usize,
    pub focused: bool,
    pub is_zoomed: bool,
    pub carer_filter: Option<&'a str>,
    pub columns: usize,
    pub height: usize,
    pub context: &'a Context<'a>,
}

impl StatsView<'_> {
    /// The family does without sleep in numbers.
    pub(crate) fn is_without_numbers(&self) -> bool {
        self.context.family.settings.quiet || is_kind_hidden(self.context.family, EntryKind::Sleep)
    }

    /// What is told of what went with what.
    pub(crate) fn associations_query(&self) -> AssociationsFilter<'_> {
        let family = self.context.family;
        AssociationsFilter {
            nights: !self.is_without_numbers() && !is_kind_hidden(family, EntryKind::Massage),
            massage: !is_kind_hidden(family, EntryKind::Massage),
            cues: !is_kind_hidden(family, EntryKind::Cue),
            felt: !is_kind_hidden(family, EntryKind::Checkin),
            carer: self.carer_filter,
        }
    }

    /// Whether a carer's check-ins are shown.
    pub(crate) fn shows_carer(&self, carer: &str) -> bool {
        self.carer_filter.is_none_or(|name| name == carer)
    }

    /// The carers with check-ins in these days, as far as they are shown, in the family's order.
    pub(crate) fn shown_carers(&self) -> Vec<&str> {
        let mut carers: Vec<&str> = Vec::new();
        for mark in self.stats.days.iter().flat_map(|day| &day.checkins) {
            if self.shows_carer(&mark.carer) && !carers.contains(&mark.carer.as_str()) {
                carers.push(&mark.carer);
            }
        }
        let family = &self.context.family.carers;
        carers.sort_by_key(|name| family.iter().position(|carer| carer.display_name() == *name));
        carers
    }
}

/// Which panels stand where in `area`.
pub(crate) fn layout_panels(
    trends: &StatsScreen,
    view: &StatsView<'_>,
    area: Rect,
) -> Vec<(StatsPanel, Rect)> {
    let used = StatsPanel::for_family(view.context.family);
    let at = trends.panel;
    let (columns, room) = (usize::from(area.width), usize::from(area.height));
    if trends.is_zoomed || room < 2 * MIN_ROWS - 1 || columns < 56 {
        return vec![(at, area)];
    }
    if columns < SIDE_BY_SIDE_COLUMNS {
        return stack_panels(&used, at, view, area);
    }
    let part = |x: usize, columns: usize| Rect {
        x: area.x + u16::try_from(x).unwrap_or(0),
        width: u16::try_from(columns).unwrap_or(0),
        ..area
    };
    let mut all = vec![(StatsPanel::Days, part(0, DAYS_COLUMNS))];
    let right = part(DAYS_COLUMNS + 3, columns - DAYS_COLUMNS - 3);
    all.extend(stack_panels(&used[1..], at, view, right));
    all
}

/// Panels over one another with a blank row between them: the first ones, and always the one with the keys.
fn stack_panels(
    used: &[StatsPanel],
    at: StatsPanel,
    view: &StatsView<'_>,
    area: Rect,
) -> Vec<(StatsPanel, Rect)> {
    let room = usize::from(area.height);
    let most = ((room + 1) / (MIN_ROWS + 1)).clamp(1, used.len());
    let fits = if most > 2 { (room / 11).max(2) } else { most };
    let mut shown: Vec<StatsPanel> = used.iter().copied().take(fits.min(used.len())).collect();
    if used.contains(&at)
        && !shown.contains(&at)
        && let Some(last) = shown.last_mut()
    {
        *last = at;
    }
    let view = StatsView { columns: usize::from(area.width), ..*view };
    let wants: Vec<usize> = shown.iter().map(|panel| panel.wanted_rows(&view)).collect();
    let heights = share_rows(&wants, shown.iter().position(|it| *it == at), room);
    let mut y = area.y;
    let mut all = Vec::new();
    for (panel, height) in shown.into_iter().zip(heights) {
        let height = u16::try_from(height).unwrap_or(0);
        all.push((panel, Rect { y, height, ..area }));
        y += height + 1;
    }
    all
}

/// Rows for each of what is wanted: an even share first, what is left over to the one with the keys, then to the others.
fn share_rows(wants: &[usize], at: Option<usize>, room: usize) -> Vec<usize> {
    let room = room.saturating_sub(wants.len().saturating_sub(1));
    // Where there is little room, the one with the keys may take twice what another gets.
    let parts = wants.len() + usize::from(room < TIGHT_ROWS && at.is_some() && wants.len() > 1);
    let share = room / parts.max(1);
    let mut heights: Vec<usize> = wants.iter().map(|want| share.min(*want)).collect();
    let order = at.into_iter().chain(0..wants.len());
    for index in order {
        let left = room - heights.iter().sum::<usize>();
        heights[index] += left.min(wants[index].saturating_sub(heights[index]));
    }
    heights
}
