//! Check-ins in their own words: a row a week and carer, a word a day. Never averaged, ranked or tested.
//!
//! ```text
//!  check-ins        Mon    Tue    Wed    Thu    Fri    Sat    Sun
//! ▸16 Nov    Anna   heavy  heavy  hard   ·      heavy  ·      okay
//!            Ben    ·      good   ·      ·      ·      mixed  ·
//! ```

use crate::model::time::week_start;
use crate::stats::{CheckinScale, DayStats, WeekStats};
use crate::text::width::{display_width, pad_to_width};
use crate::texts::kind_signs::KindSign;
use crate::texts::{calendar_texts, trends as texts, week_sentences};
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::screens::trends::trends_table;
use crate::tui::theme::Glyph;
use crate::tui::widgets::list::centred_window;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

const MAX_NAME_WIDTH: usize = 10;
/// The longest of the five words, and a gap.
const MIN_WORD_WIDTH: usize = 6;
const MAX_WORD_WIDTH: usize = 14;

fn find_day<'a>(view: &StatsView<'a>, date: chrono::NaiveDate) -> Option<&'a DayStats> {
    let days = &view.stats.days;
    days.binary_search_by_key(&date, |day| day.date).ok().map(|at| &days[at])
}

/// A carer's check-ins, Monday to Sunday, in three heights; of several in a day the last.
pub(crate) fn checkin_glyphs(week: &WeekStats, carer: &str, view: &StatsView<'_>) -> Vec<char> {
    let theme = &view.context.theme;
    let mark = |date| {
        let Some(day) = find_day(view, date) else {
            return ' ';
        };
        let of_carer = day.checkins.iter().filter(|checkin| checkin.carer == carer);
        let felt = of_carer.clone().filter_map(|checkin| checkin.felt).next_back();
        match felt {
            Some(felt) => theme.height_glyph([3, 1, 0][CheckinScale::Felt.level(felt)]),
            None if of_carer.count() > 0 => theme.glyph(Glyph::Kind(KindSign::Checkin)),
            None => theme.glyph(Glyph::Empty),
        }
    };
    week_start(week.from).iter_days().take(7).map(mark).collect()
}

/// The weekdays, as many weeks as there is room for, and the sentence that stands under check-ins whoever reads them.
pub(crate) fn render_checkin_weeks(view: &StatsView<'_>) -> Vec<Line<'static>> {
    let theme = &view.context.theme;
    let label_width = trends_table::label_width(view, texts::CHECKINS);
    let carers = view.shown_carers();
    let title = trends_table::render_title(texts::CHECKINS, label_width, view);
    if carers.is_empty() {
        let none = format!("  {}", texts::no_checkins(view.carer_filter));
        return vec![Line::from(vec![title, Span::styled(none, theme.dim_style())])];
    }
    let names = carers.iter().map(|carer| display_width(carer)).max().unwrap_or(0);
    let name_width = names.min(MAX_NAME_WIDTH) + 1;
    let room = view.columns.saturating_sub(label_width + name_width);
    let word_width = (room / 7).clamp(MIN_WORD_WIDTH, MAX_WORD_WIDTH);
    let weekdays: String =
        calendar_texts::WEEKDAYS.iter().map(|name| format!("{name:<word_width$}")).collect();
    let heads = format!("{:name_width$}{}", "", weekdays.trim_end());
    let mut lines = vec![Line::from(vec![title, Span::styled(heads, theme.dim_style())])];
    let mut rows = Vec::new();
    let mut selected = 0;
    for week in view.stats.weeks.iter().rev() {
        if week.from <= view.day && view.day <= week.to {
            selected = rows.len();
        }
        for (at, carer) in carers.iter().enumerate() {
            let label = match at {
                0 => trends_table::render_label(week, label_width, view),
                _ => Span::raw(" ".repeat(label_width)),
            };
            let name = pad_to_width(carer, name_width - 1, theme.glyph(Glyph::Ellipsis));
            let mut spans = vec![label, Span::styled(format!("{name} "), theme.dim_style())];
            spans.extend(render_week_words(week, carer, word_width, view));
            rows.push(Line::from(spans));
        }
    }
    let shared =
        crate::text::width::wrap_text(week_sentences::SHARE_CHECKINS, view.columns.saturating_sub(2));
    let shared = if view.height > lines.len() + carers.len() + shared.len() { shared } else { Vec::new() };
    let room = view.height.saturating_sub(lines.len() + shared.len());
    let window = centred_window(selected..selected + carers.len(), rows.len(), room);
    view.context.note_rows_below(window.end < rows.len());
    lines.extend(rows.into_iter().skip(window.start).take(window.len()));
    lines.extend(shared.into_iter().map(|line| Line::styled(format!(" {line}"), theme.dim_style())));
    lines.truncate(view.height);
    lines
}

fn render_week_words(
    week: &WeekStats,
    carer: &str,
    width: usize,
    view: &StatsView<'_>,
) -> Vec<Span<'static>> {
    let theme = &view.context.theme;
    let word = |date| {
        let Some(day) = find_day(view, date) else {
            return String::new();
        };
        let words = week_sentences::list_felt_words(day, carer);
        let is_written = day.checkins.iter().any(|checkin| checkin.carer == carer);
        let all = words.join(", ");
        match words.is_empty() {
            true if is_written => theme.glyph(Glyph::Kind(KindSign::Checkin)).to_string(),
            true => theme.glyph(Glyph::Empty).to_string(),
            false if display_width(&all) < width => all,
            // No word is cut: of several the last, and how many more where that has room.
            false => {
                let forms = calendar_texts::list_last_word_forms(&words);
                forms.into_iter().find(|form| display_width(form) < width).unwrap_or_default()
            }
        }
    };
    let mut spans = Vec::new();
    for date in week_start(week.from).iter_days().take(7) {
        let text = word(date);
        let gap = " ".repeat(width.saturating_sub(display_width(&text)));
        let style = if date == view.day { theme.selected_style() } else { Style::new() };
        spans.push(Span::styled(text, style));
        spans.push(Span::raw(gap));
    }
    spans
}
