//! What every panel of Trends draws from: the figures, the day of the cursor, and the room there is.

use crate::model::{EntryKind, Family};
use crate::report::AssociationsFilter;
use crate::stats::{Associations, PeriodStats, list_checkin_carers};
use crate::tui::screens::Context;
use chrono::NaiveDate;

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
        let is_used = |panel: &Self| match panel {
            Self::Touch => !hides(EntryKind::Massage),
            Self::Cues => !hides(EntryKind::Cue),
            Self::Checkins => !hides(EntryKind::Checkin),
            Self::Associations => !hides(EntryKind::Massage) || !hides(EntryKind::Cue),
            _ => true,
        };
        Self::ALL.into_iter().filter(is_used).collect()
    }
}

/// Whether the family does not use a kind of entry.
fn is_kind_hidden(family: &Family, kind: EntryKind) -> bool {
    family.is_hidden(kind.as_code())
}

#[derive(Clone, Copy)]
pub(crate) struct StatsView<'a> {
    pub stats: &'a PeriodStats,
    pub associations: &'a Associations,
    /// The panel that the keys go to.
    pub panel: StatsPanel,
    /// Whether this view is of that panel.
    pub focused: bool,
    pub day: NaiveDate,
    /// The paragraph of the cursor in what went with what.
    pub item: usize,
    pub is_zoomed: bool,
    pub carer_filter: Option<&'a str>,
    pub columns: usize,
    pub height: usize,
    pub context: &'a Context<'a>,
}

impl StatsView<'_> {
    pub(crate) fn is_hidden(&self, kind: EntryKind) -> bool {
        is_kind_hidden(self.context.family, kind)
    }

    /// The family does without sleep in numbers.
    pub(crate) fn is_without_numbers(&self) -> bool {
        self.context.family.settings.quiet || self.is_hidden(EntryKind::Sleep)
    }

    pub(crate) fn associations_filter(&self) -> AssociationsFilter<'_> {
        AssociationsFilter {
            nights: !self.is_without_numbers() && !self.is_hidden(EntryKind::Massage),
            massage: !self.is_hidden(EntryKind::Massage),
            cues: !self.is_hidden(EntryKind::Cue),
            felt: !self.is_hidden(EntryKind::Checkin),
            carer: self.carer_filter,
        }
    }

    /// The carers with check-ins in these days, as far as they are shown, in the family's order.
    pub(crate) fn shown_carers(&self) -> Vec<&str> {
        let mut carers = list_checkin_carers(&self.stats.days, self.context.family);
        carers.retain(|carer| self.carer_filter.is_none_or(|name| name == *carer));
        carers
    }
}
