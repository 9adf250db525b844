//! Check-ins by week: a mark a day for each carer, the same mark whatever it says.
//!
//! ```text
//!  check-ins  Anna           Ben
//!             M T W T F S S  M T W T F S S
//! ▸16 Nov     ▪ · ▪ ▪ · · ▪  · · ▪ · · · ·
//! ```

use crate::model::describe::sanitize_text;
use crate::model::time::week_start;
use crate::stats::WeekStats;
use crate::text::width::pad_to_width;
use crate::texts::trends as texts;
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::screens::trends::trends_table;
use crate::tui::theme::Glyph;
use crate::tui::widgets::list::centred_window;
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
    let wide = trends_table::label_width(view, texts::CHECKINS);
    let mut carers = view.shown_carers();
    let all = carers.len();
    carers.truncate(view.columns.saturating_sub(wide) / (WEEK_WIDTH + GAP_WIDTH));
    let name = |carer: &&str| {
        let name = pad_to_width(&sanitize_text(carer), WEEK_WIDTH, theme.glyph(Glyph::Ellipsis));
        format!("{}{name}", " ".repeat(GAP_WIDTH))
    };
    let names: String = carers.iter().map(name).collect();
    let names = match all {
        0 => format!("  {}", texts::no_checkins(view.carer_filter)),
        n if n > carers.len() => {
            format!("{}  {}", names.trim_end(), texts::more_carers(n - carers.len()))
        }
        _ => names,
    };
    let mut out = vec![Line::from(vec![
        trends_table::render_title(texts::CHECKINS, wide, view),
        Span::styled(theme.text(names.trim_end()), theme.dim_style()),
    ])];
    if carers.is_empty() {
        out.truncate(view.height);
        return out;
    }
    if view.height > 4 {
        let days = texts::WEEKDAYS_WIDE;
        let days = format!("{}{days}", " ".repeat(GAP_WIDTH)).repeat(carers.len());
        out.push(Line::styled(format!("{:wide$}{days}", ""), theme.dim_style()));
    }
    let room = view.height.saturating_sub(out.len());
    let newest = view.stats.weeks.iter().rev();
    let row = newest.clone().position(|week| week.from <= view.day);
    let at = row.unwrap_or(0);
    let from = centred_window(at..at + 1, view.stats.weeks.len(), room).start;
    for week in newest.skip(from).take(room) {
        let mut spans = vec![trends_table::render_label(week, wide, view)];
        for carer in &carers {
            spans.push(Span::raw(" ".repeat(GAP_WIDTH)));
            let dates = week_start(week.from).iter_days();
            for (at, (mark, date)) in checkin_glyphs(week, carer, view).into_iter().zip(dates).enumerate() {
                let style = if date == view.day { theme.selected_style() } else { Style::new() };
                spans.push(Span::styled(mark.to_string(), style));
                spans.push(Span::raw(if at < 6 { " " } else { "" }));
            }
        }
        out.push(Line::from(spans));
    }
    out.truncate(view.height);
    out
}
