//! A month in squares, seven columns, and a year in squares: weeks across, weekdays down.
//!
//! ```text
//!  Mon        Tue        Wed        Thu        Fri        Sat        Sun
//!  23         24         25        ▸26         27         28         29
//!  ▆ 9 h 20   ▆ 8 h 50   ▆ 9 h 39
//! ```

use crate::model::time::week_start;
use crate::stats::{DayStats, PeriodStats};
use crate::text::width::{display_width, pad_to_width};
use crate::texts::calendar_texts as texts;
use crate::tui::screens::calendar::calendar_marks::{CalendarTheme, DayMark, MarkStyle};
use crate::tui::theme::Glyph;
use chrono::{Datelike, NaiveDate, TimeDelta};
use ratatui::text::{Line, Span};

/// From so many columns on a year can be drawn.
pub(crate) const MIN_YEAR_COLUMNS: usize = 100;
/// The months, and the seven weekdays.
pub(crate) const YEAR_ROWS: usize = 8;
const YEAR_LABEL_WIDTH: usize = 5;

pub(crate) struct CalendarView<'a> {
    pub marks: MarkStyle<'a>,
    /// The day of the cursor.
    pub date: NaiveDate,
    /// The last day that can be written of.
    pub today: NaiveDate,
    pub columns: usize,
}

fn find_day(stats: Option<&PeriodStats>, date: NaiveDate) -> Option<&DayStats> {
    let days = &stats?.days;
    days.binary_search_by_key(&date, |day| day.date).ok().map(|at| &days[at])
}

/// The Monday on or before the first of the month, and how many weeks the month touches.
pub(crate) fn weeks_of_month(date: NaiveDate) -> (NaiveDate, i64) {
    let first = date.with_day(1).unwrap_or(date);
    let next = first.checked_add_months(chrono::Months::new(1)).unwrap_or(first);
    let monday = week_start(first);
    (monday, ((next - monday).num_days() + 6) / 7)
}

impl CalendarView<'_> {
    /// The themes with their digits, the chosen one in brackets.
    pub(crate) fn render_themes(&self, own_felt: &str) -> Line<'static> {
        let looks = self.marks.looks;
        let mut spans = vec![Span::raw(" ")];
        for (digit, theme) in CalendarTheme::list_used(self.marks.family) {
            let name = match theme {
                CalendarTheme::Nights => texts::NIGHTS,
                CalendarTheme::Touch => texts::TOUCH,
                CalendarTheme::Cues => texts::CUES,
                CalendarTheme::Felt => own_felt,
                CalendarTheme::Anything => texts::ANYTHING,
            };
            let is_chosen = theme == self.marks.theme;
            let text = if is_chosen { format!("[{digit} {name}] ") } else { format!(" {digit} {name}  ") };
            let style = if is_chosen { looks.accent_style() } else { looks.dim_style() };
            spans.push(Span::styled(text, style));
        }
        Line::from(spans)
    }

    /// Weekdays, then so many rows a week as there is room for.
    pub(crate) fn render_month(&self, stats: Option<&PeriodStats>, room: usize) -> Vec<Line<'static>> {
        let looks = self.marks.looks;
        let width = self.columns.saturating_sub(1) / 7;
        let (monday, weeks) = weeks_of_month(self.date);
        let week_count = usize::try_from(weeks).unwrap_or(6);
        let square_rows = (room.saturating_sub(1) / week_count).clamp(1, 3);
        let more = looks.glyph(Glyph::Ellipsis);
        let heads = texts::WEEKDAYS.map(|name| pad_to_width(&format!(" {name}"), width, more));
        let mut lines =
            vec![Line::styled(format!(" {}", heads.concat()).trim_end().to_owned(), looks.dim_style())];
        for week in 0..weeks {
            let dates: Vec<NaiveDate> = (0..7).map(|day| monday + TimeDelta::days(week * 7 + day)).collect();
            let mut first = vec![Span::raw(" ")];
            let mut second = vec![Span::raw(" ")];
            for date in dates {
                let is_selected = date == self.date;
                let in_month = date.month() == self.date.month();
                let style = match (is_selected, in_month) {
                    (true, _) => looks.accent_style(),
                    (_, false) => looks.dim_style(),
                    _ => ratatui::style::Style::new(),
                };
                let mark = self.mark_date(date, find_day(stats, date));
                let number = self.label_date(date, square_rows);
                let mark = mark.render(self.mark_room(width, square_rows), is_selected, looks);
                if square_rows > 1 {
                    first.push(Span::styled(pad_to_width(&number, width, more), style));
                    second.push(Span::raw(" "));
                    push_padded(&mut second, mark, width - 1);
                } else {
                    first.push(Span::styled(number.clone(), style));
                    push_padded(&mut first, mark, width.saturating_sub(display_width(&number)));
                }
            }
            lines.push(Line::from(first));
            if square_rows > 1 {
                lines.push(Line::from(second));
            }
            if square_rows > 2 {
                lines.push(Line::default());
            }
        }
        lines
    }

    fn mark_date(&self, date: NaiveDate, day: Option<&DayStats>) -> DayMark {
        day.filter(|_| date <= self.today).map(|day| self.marks.mark_day(day)).unwrap_or_default()
    }

    /// The cursor and the day's number; where the mark stands below it, the month on its first day.
    fn label_date(&self, date: NaiveDate, square_rows: usize) -> String {
        let cursor = self.marks.looks.cursor_sign(date == self.date);
        match (square_rows > 1, date.day()) {
            (true, 1) => format!("{cursor}1 {}", texts::format_month(date)),
            (true, day) => format!("{cursor}{day}"),
            (false, day) => format!("{cursor}{day:>2} "),
        }
    }

    /// How wide a mark with its words may be: below the number, or beside it.
    fn mark_room(&self, width: usize, square_rows: usize) -> usize {
        width.saturating_sub(if square_rows > 1 { 2 } else { 5 })
    }

    /// A year of single marks: months above, weekdays down; the cursor's day stands out.
    pub(crate) fn render_year(&self, stats: Option<&PeriodStats>) -> Vec<Line<'static>> {
        let looks = self.marks.looks;
        let Some(stats) = stats else {
            return vec![Line::default(); YEAR_ROWS];
        };
        let monday = week_start(stats.from);
        let weeks = (stats.to - monday).num_weeks() + 1;
        let room = self.columns.saturating_sub(YEAR_LABEL_WIDTH + 1);
        let step = if usize::try_from(weeks * 2).is_ok_and(|cells| cells <= room) { 2 } else { 1 };
        let mut months = String::new();
        let mut previous = 0;
        for week in 0..weeks {
            let date = monday + TimeDelta::weeks(week);
            let at = usize::try_from(week).unwrap_or(0) * step;
            let end = months.chars().count();
            if date.month() != previous && (end == 0 || end < at) {
                months.extend(std::iter::repeat_n(' ', at - end));
                months.push_str(&texts::format_month(date));
            }
            previous = date.month();
        }
        let mut lines = vec![Line::styled(format!("{:YEAR_LABEL_WIDTH$}{months}", ""), looks.dim_style())];
        for (weekday, name) in texts::WEEKDAYS.into_iter().enumerate() {
            let mut spans = vec![Span::styled(format!(" {name:<4}"), looks.dim_style())];
            for week in 0..weeks {
                let date = monday + TimeDelta::days(week * 7 + i64::try_from(weekday).unwrap_or(0));
                let day = find_day(Some(stats), date).filter(|_| date <= self.today);
                let mark = day.map(|day| self.marks.mark_day(day)).unwrap_or_default();
                // Of several kinds the year shows how many.
                let (glyph, hue) = match mark.glyphs.as_slice() {
                    [] => (' ', ratatui::style::Style::new()),
                    [(glyph, sign)] => (*glyph, looks.sign_style(*sign)),
                    several => {
                        let n = u32::try_from(several.len()).ok();
                        let digit = n.and_then(|n| char::from_digit(n, 10)).unwrap_or('+');
                        (digit, ratatui::style::Style::new())
                    }
                };
                let style = if date == self.date { looks.selected_style() } else { hue };
                spans.push(Span::styled(glyph.to_string(), style));
                if step == 2 {
                    spans.push(Span::raw(" "));
                }
            }
            lines.push(Line::from(spans));
        }
        lines
    }
}

/// The spans, and blanks up to `width`.
fn push_padded(row: &mut Vec<Span<'static>>, spans: Vec<Span<'static>>, width: usize) {
    let used: usize = spans.iter().map(|span| display_width(&span.content)).sum();
    row.extend(spans);
    row.push(Span::raw(" ".repeat(width.saturating_sub(used))));
}
