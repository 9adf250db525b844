//! Check-ins by week: a mark a day for each carer, the same mark whatever it says.
//!
//! ```text
//!  check-ins  Anna           Ben
//!             M T W T F S S  M T W T F S S
//! ▸16 Nov     ▪ · ▪ ▪ · · ▪  · · ▪ · · · ·
//! ```

use crate::model::time::week_start;
use crate::stats::WeekStats;
use crate::text::width::pad_to_width;
use crate::texts::trends as texts;
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::screens::trends::trends_table;
use crate::tui::theme::Glyph;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A week of marks, and the gap before it.
const WEEK_WIDTH: usize = 13;
const GAP_WIDTH: usize = 3;

/// A carer's check-ins, Monday to Sunday.
pub(crate) fn checkin_glyphs(week: &WeekStats, carer: &str, view: &StatsView<'_>) -> Vec<char> {
    let theme = &view.context.theme;
    let days = &view.stats.days;
    let mark = |date| match days.binary_search_by_key(&date, |day| day.date) {
        Err(_) => ' ',
        Ok(at) if days[at].checkins.iter().any(|mark| mark.carer == carer) => theme.glyph(Glyph::Checkin),
        Ok(_) => theme.glyph(Glyph::Empty),
    };
    week_start(week.from).iter_days().take(7).map(mark).collect()
}

/// The heads and as many weeks as there is room for.
pub(crate) fn render_checkin_weeks(view: &StatsView<'_>) -> Vec<Line<'static>> {
    let theme = &view.context.theme;
    let label_width = trends_table::label_width(view, texts::CHECKINS);
    let gap = " ".repeat(GAP_WIDTH);
    let all_carers = view.shown_carers();
    let fitting = view.columns.saturating_sub(label_width) / (WEEK_WIDTH + GAP_WIDTH);
    let carers: Vec<&str> = all_carers.iter().copied().take(fitting).collect();
    let mut names = String::new();
    for carer in &carers {
        let name = pad_to_width(carer, WEEK_WIDTH, theme.glyph(Glyph::Ellipsis));
        names.push_str(&format!("{gap}{name}"));
    }
    if all_carers.is_empty() {
        names = format!("  {}", texts::no_checkins(view.carer_filter));
    } else if all_carers.len() > carers.len() {
        names = format!("{}  {}", names.trim_end(), texts::more_carers(all_carers.len() - carers.len()));
    }
    let mut lines = vec![Line::from(vec![
        trends_table::render_title(texts::CHECKINS, label_width, view),
        Span::styled(theme.text(names.trim_end()), theme.dim_style()),
    ])];
    if !carers.is_empty() {
        if view.height > 4 {
            let weekdays = format!("{gap}{}", texts::WEEKDAYS_WIDE).repeat(carers.len());
            lines.push(Line::styled(format!("{:label_width$}{weekdays}", ""), theme.dim_style()));
        }
        let room = view.height.saturating_sub(lines.len());
        lines.extend(trends_table::visible_weeks(view, room).map(|(_, week)| {
            let mut spans = vec![trends_table::render_label(week, label_width, view)];
            for carer in &carers {
                spans.push(Span::raw(gap.clone()));
                spans.extend(render_week_marks(week, carer, view));
            }
            Line::from(spans)
        }));
    }
    lines.truncate(view.height);
    lines
}

fn render_week_marks(week: &WeekStats, carer: &str, view: &StatsView<'_>) -> Vec<Span<'static>> {
    let dates = week_start(week.from).iter_days();
    let mut spans = Vec::new();
    for (at, (mark, date)) in checkin_glyphs(week, carer, view).into_iter().zip(dates).enumerate() {
        let is_selected = date == view.day;
        let style = if is_selected { view.context.theme.selected_style() } else { Style::new() };
        spans.push(Span::styled(mark.to_string(), style));
        spans.push(Span::raw(if at < 6 { " " } else { "" }));
    }
    spans
}
