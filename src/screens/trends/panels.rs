//! The panels of Trends and where they stand: one alone in a small window, two or more over one another, days beside
//! weeks where it is wide. What a panel shows is its own file's.

use super::{Trends, cues, days, marks, together, touch, weeks};
use crate::journal::{Family, Kind};
use crate::report::TogetherAsked;
use crate::screens::Here;
use crate::trends::{self as sums, Together};
use chrono::NaiveDate;
use ratatui::layout::Rect;
use ratatui::text::Line;

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Panel {
    #[default]
    Days,
    /// A row a week: sleep, touch, cues, check-ins.
    Weeks,
    Touch,
    Cues,
    Marks,
    Together,
}

impl Panel {
    const ALL: [Self; 6] = [Self::Days, Self::Weeks, Self::Touch, Self::Cues, Self::Marks, Self::Together];

    pub(crate) fn used(family: &Family) -> Vec<Self> {
        let hides = |kind| hides(family, kind);
        let used = |panel: &Self| match panel {
            Self::Touch => !hides(Kind::Massage),
            Self::Cues => !hides(Kind::Cue),
            Self::Marks => !hides(Kind::Checkin),
            Self::Together => !hides(Kind::Massage) || !hides(Kind::Cue),
            _ => true,
        };
        Self::ALL.into_iter().filter(used).collect()
    }

    /// The rows of one: at most as many as the view has room for.
    pub(crate) fn lines(self, view: &View<'_>) -> Vec<Line<'static>> {
        match self {
            Self::Days => days::lines(view),
            Self::Weeks => weeks::lines(view),
            Self::Touch => touch::lines(view),
            Self::Cues => cues::lines(view),
            Self::Marks => marks::lines(view),
            Self::Together => together::lines(view),
        }
    }

    fn wants(self, view: &View<'_>) -> usize {
        match self {
            Self::Days => view.sums.days.len() + 1,
            _ => self.lines(&View { room: MOST, ..*view }).len(),
        }
    }
}

/// Whether the family does not use a kind of entry.
pub(crate) fn hides(family: &Family, kind: Kind) -> bool {
    family.is_hidden(kind.code())
}

const MOST: usize = 300;
/// A panel that stands with others has so many rows at least.
const LEAST: usize = 7;
/// With fewer rows than this for all of them, there is little room.
const TIGHT: usize = 24;
/// From so many columns on the days stand beside the weeks, in so many columns of their own.
const BESIDE: usize = 172;
const DAYS: usize = 104;

#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub sums: &'a sums::Trends,
    pub together: &'a Together,
    pub day: NaiveDate,
    /// The paragraph of the cursor in what went with what.
    pub item: usize,
    pub focused: bool,
    pub whole: bool,
    pub whose: Option<&'a str>,
    pub columns: usize,
    pub room: usize,
    pub here: &'a Here<'a>,
}

impl View<'_> {
    /// The family does without sleep in numbers.
    pub(crate) fn quiet(&self) -> bool {
        self.here.family.settings.quiet || hides(self.here.family, Kind::Sleep)
    }

    /// What is told of what went with what.
    pub(crate) fn asked(&self) -> TogetherAsked<'_> {
        let family = self.here.family;
        TogetherAsked {
            nights: !self.quiet() && !hides(family, Kind::Massage),
            massage: !hides(family, Kind::Massage),
            cues: !hides(family, Kind::Cue),
            felt: !hides(family, Kind::Checkin),
            carer: self.whose,
        }
    }

    /// Whether a carer's check-ins are shown.
    pub(crate) fn shows(&self, carer: &str) -> bool {
        self.whose.is_none_or(|name| name == carer)
    }

    /// The carers with check-ins in these days, as far as they are shown, in the family's order.
    pub(crate) fn carers(&self) -> Vec<&str> {
        let mut carers: Vec<&str> = Vec::new();
        for mark in self.sums.days.iter().flat_map(|day| &day.checkins) {
            if self.shows(&mark.carer) && !carers.contains(&mark.carer.as_str()) {
                carers.push(&mark.carer);
            }
        }
        let family = &self.here.family.carers;
        carers.sort_by_key(|name| family.iter().position(|carer| carer.called() == *name));
        carers
    }
}

/// Which panels stand where in `area`.
pub(crate) fn places(trends: &Trends, view: &View<'_>, area: Rect) -> Vec<(Panel, Rect)> {
    let used = Panel::used(view.here.family);
    let at = trends.panel;
    let (columns, room) = (usize::from(area.width), usize::from(area.height));
    if trends.whole || room < 2 * LEAST - 1 || columns < 56 {
        return vec![(at, area)];
    }
    if columns < BESIDE {
        return stacked(&used, at, view, area);
    }
    let part = |x: usize, columns: usize| Rect {
        x: area.x + u16::try_from(x).unwrap_or(0),
        width: u16::try_from(columns).unwrap_or(0),
        ..area
    };
    let mut all = vec![(Panel::Days, part(0, DAYS))];
    let right = part(DAYS + 3, columns - DAYS - 3);
    all.extend(stacked(&used[1..], at, view, right));
    all
}

/// Panels over one another with a blank row between them: the first ones, and always the one with the keys.
fn stacked(used: &[Panel], at: Panel, view: &View<'_>, area: Rect) -> Vec<(Panel, Rect)> {
    let room = usize::from(area.height);
    let most = ((room + 1) / (LEAST + 1)).clamp(1, used.len());
    let fits = if most > 2 { (room / 11).max(2) } else { most };
    let mut shown: Vec<Panel> = used.iter().copied().take(fits.min(used.len())).collect();
    if used.contains(&at)
        && !shown.contains(&at)
        && let Some(last) = shown.last_mut()
    {
        *last = at;
    }
    let view = View { columns: usize::from(area.width), ..*view };
    let wants: Vec<usize> = shown.iter().map(|panel| panel.wants(&view)).collect();
    let heights = shared(&wants, shown.iter().position(|it| *it == at), room);
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
fn shared(wants: &[usize], at: Option<usize>, room: usize) -> Vec<usize> {
    let room = room.saturating_sub(wants.len().saturating_sub(1));
    // Where there is little room, the one with the keys may take twice what another gets.
    let parts = wants.len() + usize::from(room < TIGHT && at.is_some() && wants.len() > 1);
    let share = room / parts.max(1);
    let mut heights: Vec<usize> = wants.iter().map(|want| share.min(*want)).collect();
    let order = at.into_iter().chain(0..wants.len());
    for index in order {
        let left = room - heights.iter().sum::<usize>();
        heights[index] += left.min(wants[index].saturating_sub(heights[index]));
    }
    heights
}
