//! A cue drawn beside its sentences: how often it was seen over the weeks, and in which weeks it was read in which way.
//! Every cue on the same axis; a week without it is blank.
//!
//! ```text
//!                   Sep       Oct       Nov
//!  seen             ▂ ▅ █ ▂   ▅ ▂ ▂ ▅   ▂       most 4 in a week
//!  not sure         ○   ●
//!  wanted a change        ○   ● ○ ○ ●   ○
//!  ○ read so once in that week  ● more often
//! ```

use crate::model::describe::{describe_meaning, sanitize_text};
use crate::model::time::week_start;
use crate::stats::{CueDay, CueProfile, CueSummary};
use crate::text::width::{display_width, pad_to_width, truncate_to_width};
use crate::texts::cue_profile as texts;
use crate::texts::kind_signs::KindSign;
use crate::texts::weeks_screen::format_month;
use crate::tui::screens::weeks::week_axis::place_labels;
use crate::tui::theme::{Glyph, Theme};
use chrono::{Datelike, NaiveDate, TimeDelta};
use ratatui::text::{Line, Span};
use std::collections::BTreeMap;

/// With fewer weeks there is no change to see.
const MIN_WEEKS: usize = 3;
const MAX_LABEL_WIDTH: usize = 18;
/// With less room beside the labels nothing is drawn.
const MIN_PLOT_COLUMNS: usize = 12;

/// `Sep`.
const MONTH_COLUMNS: usize = 3;

/// The weeks that are drawn, a column each.
struct WeekColumns {
    mondays: Vec<NaiveDate>,
    /// 2 where there is room for a gap.
    step: usize,
}

impl WeekColumns {
    /// From the first week with a cue to the last; of more than fit the newest.
    fn for_profile(profile: &CueProfile, room: usize) -> Option<Self> {
        let first = week_start(profile.cues.iter().map(|cue| cue.first).min()?);
        let last = week_start(profile.cues.iter().map(|cue| cue.last).max()?);
        let count = usize::try_from((last - first).num_weeks() + 1).ok()?;
        let step = if count * 2 <= room { 2 } else { 1 };
        let shown = count.min(room / step);
        let begin = i64::try_from(shown).ok()? - 1;
        let mondays: Vec<NaiveDate> = (0..=begin).rev().map(|back| last - TimeDelta::weeks(back)).collect();
        (mondays.len() >= MIN_WEEKS).then_some(Self { mondays, step })
    }

    fn width(&self) -> usize {
        self.mondays.len() * self.step
    }

    fn draw_row(&self, seen: &BTreeMap<NaiveDate, CueDay>, cell: impl Fn(&CueDay) -> char) -> String {
        let cells = self.mondays.iter().map(|monday| seen.get(monday).map_or(' ', &cell));
        cells.map(|cell| format!("{cell:<step$}", step = self.step)).collect()
    }

    fn render_months(&self, label_width: usize, theme: &Theme) -> Line<'static> {
        let mut labels = Vec::new();
        let mut previous = None;
        for (at, monday) in self.mondays.iter().enumerate() {
            if previous != Some(monday.month()) {
                labels.push((at * self.step, format_month(*monday, false)));
                previous = Some(monday.month());
            }
        }
        // A month that has no room before the next one goes.
        if let [(first, _), (second, _), ..] = labels.as_slice()
            && second - first <= MONTH_COLUMNS
        {
            labels.remove(0);
        }
        let months = place_labels(self.width(), labels);
        Line::styled(format!("{:label_width$}{months}", ""), theme.dim_style())
    }
}

/// The pictures of a cue, none where there is no room or there are too few weeks.
pub(crate) fn render_cue_pictures(
    cue: &CueSummary,
    profile: &CueProfile,
    columns: usize,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let seen_weeks = cue.group_days(week_start);
    let readings = list_readings(&seen_weeks);
    let names = readings.iter().map(|(_, label)| display_width(label)).chain([display_width(texts::SEEN)]);
    let label_width = names.max().unwrap_or(0).min(MAX_LABEL_WIDTH) + 2;
    let room = columns.saturating_sub(label_width + 1);
    if room < MIN_PLOT_COLUMNS {
        return Vec::new();
    }
    let Some(weeks) = WeekColumns::for_profile(profile, room) else {
        return Vec::new();
    };
    let more = theme.glyph(Glyph::Ellipsis);
    let hue = theme.sign_style(KindSign::Cue);
    let label = |text: &str| Span::styled(pad_to_width(text, label_width, more), theme.dim_style());
    let most = weeks.mondays.iter().filter_map(|monday| seen_weeks.get(monday)).map(|week| week.times).max();
    let most = most.unwrap_or(0);
    let bar = |week: &CueDay| {
        let eighths = (week.times * 16 + most) / (2 * most.max(1));
        theme.bar_glyph(u8::try_from(eighths.clamp(1, 8)).unwrap_or(8))
    };
    let mut seen = vec![label(texts::SEEN), Span::styled(weeks.draw_row(&seen_weeks, bar), hue)];
    let aside = texts::most_in_a_week(most);
    if weeks.width() + 1 + display_width(&aside) <= room {
        seen.push(Span::styled(format!(" {aside}"), theme.dim_style()));
    }
    let mut lines = vec![weeks.render_months(label_width, theme), Line::from(seen)];
    for (reading, name) in &readings {
        let mark = |week: &CueDay| match reading.times_in(week) {
            0 => ' ',
            1 => KindSign::Cue.glyph(theme.ascii),
            _ => KindSign::SeveralCues.glyph(theme.ascii),
        };
        lines.push(Line::from(vec![label(name), Span::styled(weeks.draw_row(&seen_weeks, mark), hue)]));
    }
    if !readings.is_empty() {
        let [once, often] = [KindSign::Cue, KindSign::SeveralCues].map(|sign| sign.glyph(theme.ascii));
        let legend = truncate_to_width(&texts::readings_legend(once, often), columns, more);
        lines.push(Line::styled(legend, theme.dim_style()));
    }
    lines
}

/// One way in which a cue was read.
#[derive(Clone, PartialEq, Eq)]
enum Reading {
    Code(String),
    /// A word of the family's own, as it is compared.
    Own(String),
}

impl Reading {
    fn times_in(&self, week: &CueDay) -> i64 {
        match self {
            Self::Code(code) => week.meanings.meant.get(code).copied().unwrap_or(0),
            Self::Own(key) => week.meanings.own.get(key).map_or(0, |own| own.times),
        }
    }
}

/// The ways it was read and their words, in the order in which they came up.
fn list_readings(weeks: &BTreeMap<NaiveDate, CueDay>) -> Vec<(Reading, String)> {
    let mut readings: Vec<(Reading, String)> = Vec::new();
    for week in weeks.values() {
        let codes = week.meanings.meant.keys();
        let codes = codes.map(|code| (Reading::Code(code.clone()), describe_meaning(code)));
        let own = week.meanings.own.iter();
        let own = own.map(|(key, own)| (Reading::Own(key.clone()), sanitize_text(&own.words).into_owned()));
        for reading in codes.chain(own) {
            if !readings.iter().any(|(known, _)| *known == reading.0) {
                readings.push(reading);
            }
        }
    }
    readings
}
