//! Check-ins by week: a mark a day for each carer, the same mark whatever it says.
//!
//! ```text
//!  check-ins  Anna           Ben
//!             M T W T F S S  M T W T F S S
//! ▸16 Nov     ▪ · ▪ ▪ · · ▪  · · ▪ · · · ·
//! ```

use super::first_shown;
use super::panels::View;
use super::{says, table};
use crate::journal::tell::plain;
use crate::journal::time::monday;
use crate::trends::Week;
use crate::widgets::look::Glyph;
use crate::widgets::text::fit;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A week of marks, and the gap before it.
const WEEK: usize = 13;
const GAP: usize = 3;

/// A carer's check-ins, Monday to Sunday.
pub(crate) fn week_marks(week: &Week, carer: &str, view: &View<'_>) -> Vec<char> {
    let look = &view.here.look;
    let days = &view.sums.days;
    let mark = |date| match days.binary_search_by_key(&date, |day| day.date) {
        Err(_) => ' ',
        Ok(at) if days[at].checkins.iter().any(|mark| mark.carer == carer) => look.glyph(Glyph::Checkin),
        Ok(_) => look.glyph(Glyph::Blank),
    };
    monday(week.from).iter_days().take(7).map(mark).collect()
}

/// The heads and as many weeks as there is room for.
pub(crate) fn lines(view: &View<'_>) -> Vec<Line<'static>> {
    let look = &view.here.look;
    let wide = table::labelled(view, says::CHECKINS);
    let mut carers = view.carers();
    let all = carers.len();
    carers.truncate(view.columns.saturating_sub(wide) / (WEEK + GAP));
    let name = |carer: &&str| {
        let name = fit(&plain(carer), WEEK, look.glyph(Glyph::More));
        format!("{}{name}", " ".repeat(GAP))
    };
    let names: String = carers.iter().map(name).collect();
    let names = match all {
        0 => format!("  {}", says::no_checkins(view.whose)),
        n if n > carers.len() => format!("{}  {}", names.trim_end(), says::carers_more(n - carers.len())),
        _ => names,
    };
    let mut out = vec![Line::from(vec![
        table::title(says::CHECKINS, wide, view),
        Span::styled(look.text(names.trim_end()), look.dim()),
    ])];
    if carers.is_empty() {
        out.truncate(view.room);
        return out;
    }
    if view.room > 4 {
        let days = says::WEEKDAYS_WIDE;
        let days = format!("{}{days}", " ".repeat(GAP)).repeat(carers.len());
        out.push(Line::styled(format!("{:wide$}{days}", ""), look.dim()));
    }
    let room = view.room.saturating_sub(out.len());
    let newest = view.sums.weeks.iter().rev();
    let row = newest.clone().position(|week| week.from <= view.day);
    let from = first_shown(row.unwrap_or(0), view.sums.weeks.len(), room);
    for week in newest.skip(from).take(room) {
        let mut spans = vec![table::label_cell(week, wide, view)];
        for carer in &carers {
            spans.push(Span::raw(" ".repeat(GAP)));
            let dates = monday(week.from).iter_days();
            for (at, (mark, date)) in week_marks(week, carer, view).into_iter().zip(dates).enumerate() {
                let style = if date == view.day { look.picked() } else { Style::new() };
                spans.push(Span::styled(mark.to_string(), style));
                spans.push(Span::raw(if at < 6 { " " } else { "" }));
            }
        }
        out.push(Line::from(spans));
    }
    out.truncate(view.room);
    out
}
