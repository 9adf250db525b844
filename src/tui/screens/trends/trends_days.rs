//! A row a family day, newest first: the strip of its sleep, marks for touch and cues, the night's figures.
//!
//! ```text
//!  days        07  09  11  13  15  17  19  21  23  01  03  05      night  long woke
//!  Sat 21 Nov ··████······███·······█████████░░██████████████·· ◆● 10:20  4:05    2
//! ```

use crate::model::EntryKind;
use crate::stats::{DayStats, NightStatus, cell_index, timeline_cells};
use crate::text::width::{display_width, truncate_to_width};
use crate::texts::kind_signs::KindSign;
use crate::texts::{figures, trends as texts, week_sentences};
use crate::tui::screens::today::{format_hour_axis, is_first_sleep};
use crate::tui::screens::trends::stats_view::StatsView;
use crate::tui::screens::trends::trends_table;
use crate::tui::theme::Glyph;
use crate::tui::widgets::list::centred_window;
use ratatui::text::{Line, Span};

/// The cursor, the date and a blank; in a narrow window without the weekday.
const LABEL_WIDTHS: [usize; 2] = [12, 8];
/// A blank and the marks of touch and cues.
const MARKS_WIDTH: usize = 3;
const FIGURES_WIDTH: usize = 16;
/// With less room than this behind the figures, words of check-ins stand only below.
const MIN_WORDS_WIDTH: usize = 12;

#[derive(Clone, Copy)]
struct DayRowLayout {
    label_width: usize,
    cell_count: usize,
    has_marks: bool,
    has_figures: bool,
}

impl DayRowLayout {
    fn width(self) -> usize {
        let marks = if self.has_marks { MARKS_WIDTH } else { 0 };
        let figures = if self.has_figures { FIGURES_WIDTH } else { 0 };
        self.label_width + self.cell_count + marks + figures
    }

    /// The finest strip that leaves room for the figures, of half an hour at least; where there is no room for both, the
    /// figures go, for the day under the cursor is told below.
    fn for_columns(columns: usize, quiet: bool) -> Self {
        let figures = if quiet { 0 } else { FIGURES_WIDTH };
        let [long, short] = LABEL_WIDTHS;
        let candidates = [
            (long, 144, MARKS_WIDTH, figures),
            (long, 72, MARKS_WIDTH, figures),
            (long, 48, MARKS_WIDTH, figures),
            (long, 48, MARKS_WIDTH, 0),
            (short, 48, MARKS_WIDTH, 0),
            (long, 24, MARKS_WIDTH, 0),
            (short, 24, 0, 0),
        ];
        let fits = candidates
            .into_iter()
            .find(|(label, cells, marks, figures)| label + cells + marks + figures < columns);
        let (label, cells, marks, figures) = fits.unwrap_or((short, 0, 0, 0));
        Self { label_width: label, cell_count: cells, has_marks: marks > 0, has_figures: figures > 0 }
    }
}

/// Each carer's words of a day: `Anna hard, okay; Ben good`.
fn format_felt_words(day: &DayStats, view: &StatsView<'_>) -> String {
    if view.is_hidden(EntryKind::Checkin) {
        return String::new();
    }
    let carers = view.shown_carers();
    let words = carers.iter().map(|carer| (carer, week_sentences::list_felt_words(day, carer)));
    let words = words.filter(|(_, words)| !words.is_empty());
    words.map(|(carer, words)| format!("{carer} {}", words.join(", "))).collect::<Vec<_>>().join("; ")
}

/// What the marks are; empty where there is no room to say so on the last line.
pub(crate) fn format_glyph_legend(view: &StatsView<'_>) -> String {
    let marks = [
        (Glyph::Kind(KindSign::Touch), texts::TOUCH, !view.is_hidden(EntryKind::Massage)),
        (Glyph::Kind(KindSign::NotToday), texts::NOT_TODAY, !view.is_hidden(EntryKind::Massage)),
        (Glyph::Kind(KindSign::Cue), texts::CUES, !view.is_hidden(EntryKind::Cue)),
        (Glyph::EmptyNight, texts::NIGHT_MARK, true),
    ];
    let shown = marks.into_iter().filter(|(.., is_shown)| *is_shown);
    let words = shown.map(|(glyph, word, _)| format!("{} {word}", view.context.theme.glyph(glyph)));
    let legend = words.collect::<Vec<_>>().join("  ");
    let fits = display_width(texts::BLANK_MEANING) + display_width(&legend) + 4 <= view.columns;
    if fits { legend } else { String::new() }
}

/// The heads and as many rows as there is room for, around the day of the cursor.
pub(crate) fn render_day_rows(view: &StatsView<'_>) -> Vec<Line<'static>> {
    let layout = DayRowLayout::for_columns(view.columns, view.is_without_numbers());
    let days = &view.stats.days;
    let mut lines = Vec::new();
    if view.height > 2 {
        lines.push(render_head(layout, view));
    }
    let selected = days.iter().rev().position(|day| day.date == view.day).unwrap_or(0);
    let room = view.height.saturating_sub(lines.len());
    let window = centred_window(selected..selected + 1, days.len(), room);
    view.context.note_rows_below(window.end < days.len());
    let shown = days.iter().rev().skip(window.start).take(window.len());
    lines.extend(shown.map(|day| render_day(day, layout, view)));
    lines
}

fn render_head(layout: DayRowLayout, view: &StatsView<'_>) -> Line<'static> {
    let mut head = String::new();
    if layout.cell_count > 0 {
        let hours = format_hour_axis(&view.stats.hours, view.stats.from, layout.cell_count);
        head.push_str(&format!("{hours:cells$}", cells = layout.cell_count + MARKS_WIDTH));
    }
    if layout.has_figures {
        head.push_str(&format!(" {}", texts::NIGHT_HEADS.join(" ")));
    }
    Line::from(vec![
        trends_table::render_title(texts::DAYS, layout.label_width, view),
        Span::styled(head.trim_end().to_owned(), view.context.theme.dim_style()),
    ])
}

fn format_night_figures(figures: [String; 3]) -> String {
    figures.iter().zip([5, 5, 3]).map(|(figure, width)| format!(" {figure:>width$}")).collect()
}

fn render_day(day: &DayStats, layout: DayRowLayout, view: &StatsView<'_>) -> Line<'static> {
    let theme = &view.context.theme;
    let is_selected = day.date == view.day;
    let style = theme.row_style(is_selected);
    let cursor = theme.cursor_sign(is_selected && view.focused);
    let date = if layout.label_width == LABEL_WIDTHS[0] {
        texts::format_weekday_date(day.date)
    } else {
        texts::format_day_month(day.date)
    };
    let label = format!("{cursor}{date:<width$}", width = layout.label_width - 1);
    let mut spans = vec![Span::styled(label, style)];
    if texts::is_blank(day) {
        return Line::from(spans);
    }
    spans.extend(render_timeline(day, layout.cell_count, view));
    if layout.has_marks {
        spans.push(Span::raw(" "));
        spans.extend([touch_sign(day, view), cue_sign(day, view)].map(|sign| match sign {
            Some(sign) => Span::styled(theme.glyph(Glyph::Kind(sign)).to_string(), theme.sign_style(sign)),
            None => Span::raw(" "),
        }));
    }
    if layout.has_figures {
        let night = format_night(day);
        let room = view.columns.saturating_sub(layout.width() + 3);
        let words = format_felt_words(day, view);
        let pad = FIGURES_WIDTH.saturating_sub(display_width(&night));
        spans.push(Span::styled(night, style));
        if room >= MIN_WORDS_WIDTH && !words.is_empty() {
            let words = truncate_to_width(&words, room, theme.glyph(Glyph::Ellipsis));
            spans.push(Span::raw(format!("{:pad$}  {words}", "")));
        }
    }
    Line::from(spans)
}

/// The figures of a whole night; of any other, what there is to say.
fn format_night(day: &DayStats) -> String {
    let words = match day.sleep.night {
        NightStatus::Whole => {
            let figures = [
                day.sleep.night_min.map(texts::format_hours_minutes),
                day.sleep.longest_min.map(texts::format_hours_minutes),
                day.sleep.wakings.map(|n| n.to_string()),
            ];
            return format_night_figures(figures.map(Option::unwrap_or_default));
        }
        NightStatus::Part => figures::NOT_ALL_WRITTEN.to_owned(),
        NightStatus::Words => figures::night_words(&day.sleep),
        NightStatus::Running | NightStatus::ToCome | NightStatus::NotWritten => String::new(),
    };
    format!(" {}", truncate_to_width(&words, FIGURES_WIDTH - 1, '.'))
}

fn touch_sign(day: &DayStats, view: &StatsView<'_>) -> Option<KindSign> {
    match (day.touch.times, day.touch.not_today) {
        _ if view.is_hidden(EntryKind::Massage) => None,
        (Some(n), _) if n > 0 => Some(KindSign::Touch),
        (_, Some(n)) if n > 0 => Some(KindSign::NotToday),
        _ => None,
    }
}

fn cue_sign(day: &DayStats, view: &StatsView<'_>) -> Option<KindSign> {
    let moments = usize::try_from(day.cues.moments?).ok().filter(|n| *n > 0)?;
    (!view.is_hidden(EntryKind::Cue)).then(|| KindSign::of_cue_count(moments))
}

/// The strip in runs of one style: sleep stands out, the hours behind it stand back.
fn render_timeline(day: &DayStats, cell_count: usize, view: &StatsView<'_>) -> Vec<Span<'static>> {
    let (theme, hours) = (&view.context.theme, &view.stats.hours);
    let now = cell_index(hours, day.date, view.context.now.unix_seconds(), cell_count);
    let cells = timeline_cells(hours, day.date, view.stats.sleep_wake(), cell_count);
    let mut runs: Vec<(bool, String)> = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        let minutes = hours.day_start.minutes_since_midnight() + (1440 * index / cell_count) as i64;
        let glyph = match now {
            Some(now) if now == index && !is_first_sleep(&cells, index) => theme.glyph(Glyph::Now),
            // What has not come yet.
            Some(now) if now < index => ' ',
            _ => theme.sleep_glyph(*cell, hours.is_night(minutes)),
        };
        match runs.last_mut() {
            Some((asleep, run)) if *asleep == cell.is_asleep() => run.push(glyph),
            _ => runs.push((cell.is_asleep(), glyph.to_string())),
        }
    }
    let sleep = theme.sign_style(KindSign::Asleep);
    let style = |asleep: bool| if asleep { sleep } else { theme.dim_style() };
    runs.into_iter().map(|(asleep, run)| Span::styled(run, style(asleep))).collect()
}
