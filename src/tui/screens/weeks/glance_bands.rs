//! The bands of the weeks, each a theme on the same axis: nights, longest stretch, sleep by day, touch, cues, and how
//! each carer was. What was not written is blank, never a nought; places tell levels, so that no colour is needed.

use crate::model::EntryKind;
use crate::model::time::format_duration;
use crate::stats::{CheckinScale, Spread, WeekMeasure, WeekStats, count_levels};
use crate::texts::kind_signs::KindSign;
use crate::texts::{week_sentences, weeks_screen as texts};
use crate::tui::screens::weeks::glance_view::{BandRow, GlanceView, WeekColumn};
use crate::tui::screens::weeks::night_plot;

/// Rows that stand together.
pub(crate) struct Band {
    pub rows: Vec<BandRow>,
    /// It begins a theme: where there is room, a blank row stands before it.
    pub starts_theme: bool,
    /// How many bars it has, which may be higher than a row.
    pub bar_count: usize,
}

/// How high the bands are that may be higher.
#[derive(Clone, Copy)]
pub(crate) struct BandHeights {
    pub night: usize,
    pub bar: usize,
}

impl BandHeights {
    pub(crate) const LEAST: Self = Self { night: 3, bar: 1 };
    pub(crate) const MAX_NIGHT: usize = 7;
}

pub(crate) fn build_bands(view: &GlanceView<'_>, heights: BandHeights) -> Vec<Band> {
    let mut bands = Vec::new();
    let mut push = |starts_theme, bar_count, rows: Vec<BandRow>| {
        bands.push(Band { rows, starts_theme, bar_count });
    };
    if !view.is_without_sleep() {
        push(true, 0, build_night_rows(view, heights.night));
        for (label, measure) in
            [(texts::LONGEST, WeekMeasure::LongestStretch), (texts::BY_DAY, WeekMeasure::DaySleep)]
        {
            push(false, 1, build_measure_rows(view, label, measure, heights.bar));
        }
    }
    // Of touch and cues, as of check-ins: a family that writes none down sees no rows for them.
    if !view.is_hidden(EntryKind::Massage) && view.columns.iter().any(|it| it.week.touch.times.is_some()) {
        push(true, 0, build_touch_rows(view));
    }
    if !view.is_hidden(EntryKind::Cue) && view.columns.iter().any(|it| it.week.cues.moments.is_some()) {
        push(true, 2, build_cue_rows(view, heights.bar));
    }
    if !view.is_hidden(EntryKind::Checkin) {
        for scale in CheckinScale::ALL {
            for (at, carer) in view.carers.iter().enumerate() {
                // How they felt is always shown; of energy and company, what anyone wrote.
                let answers = |column: &WeekColumn<'_>| count_carer_levels(column, carer, scale);
                if scale == CheckinScale::Felt || view.columns.iter().any(|it| answers(it) != [0; 3]) {
                    push(at == 0, 0, build_checkin_rows(view, carer, scale));
                }
            }
            if scale == CheckinScale::Felt && view.columns.iter().any(|it| count_without_level(it, view) > 0)
            {
                push(false, 0, vec![build_other_words_row(view)]);
            }
        }
    }
    bands
}

fn format_selected(view: &GlanceView<'_>, value: impl Fn(&WeekStats) -> Option<i64>) -> String {
    let week = view.columns.get(view.selected).map(|column| column.week);
    week.and_then(value).map(format_duration).unwrap_or_default()
}

fn build_night_rows(view: &GlanceView<'_>, height: usize) -> Vec<BandRow> {
    let scale = night_plot::find_scale(view.columns.iter().map(|column| &column.week.night_min));
    let drawn: Vec<Vec<String>> = view
        .columns
        .iter()
        .map(|column| match scale {
            Some(scale) => night_plot::draw_nights(&column.week.night_min, scale, height, view.is_ascii()),
            None => vec![String::new(); height],
        })
        .collect();
    let ends = scale.map(|(low, high)| [texts::format_hours(high), texts::format_hours(low)]);
    let [first, second] = texts::NIGHT;
    let label = |row: usize| {
        let name = [first, second].get(row).copied().unwrap_or_default();
        let end = match &ends {
            Some([high, _]) if row == 0 => high.as_str(),
            Some([_, low]) if row + 1 == height => low.as_str(),
            _ => "",
        };
        format!("{name:<7}{end:>5}")
    };
    (0..height)
        .map(|row| BandRow {
            label: label(row),
            cells: drawn.iter().map(|cells| cells[row].clone()).collect(),
            value: match row {
                0 => format_selected(view, |week| week.night_min.median()),
                _ => String::new(),
            },
            sign: KindSign::Asleep,
        })
        .collect()
}

/// Cells of a bar: two where the column has room for a gap behind them.
fn bar_width(view: &GlanceView<'_>) -> usize {
    match view.layout.column_width {
        ..=2 => 1,
        3..=5 => 2,
        _ => 3,
    }
}

/// A bar from the top row down; `part` of `all`, at least an eighth of a cell.
fn draw_bar(view: &GlanceView<'_>, part: i64, all: i64, height: usize) -> Vec<String> {
    let steps = 8 * i64::try_from(height).unwrap_or(1);
    let filled = if part <= 0 { 0 } else { ((part * steps * 2 + all) / (2 * all.max(1))).clamp(1, steps) };
    let cell = |row: usize| {
        let below = 8 * i64::try_from(height - 1 - row).unwrap_or(0);
        let glyph = view.context.theme.bar_glyph(u8::try_from((filled - below).clamp(0, 8)).unwrap_or(0));
        glyph.to_string().repeat(bar_width(view)).trim_end().to_owned()
    };
    (0..height).map(cell).collect()
}

fn stack_rows(
    sign: KindSign,
    label: &str,
    value: String,
    columns: &[Vec<String>],
    height: usize,
) -> Vec<BandRow> {
    // The name and the value stand where the bars do, on the lowest row.
    let row = |at: usize| {
        let is_lowest = at + 1 == height;
        BandRow {
            label: if is_lowest { label.to_owned() } else { String::new() },
            cells: columns.iter().map(|cells| cells[at].clone()).collect(),
            value: if is_lowest { value.clone() } else { String::new() },
            sign,
        }
    };
    (0..height).map(row).collect()
}

/// A bar of the middle value; dots where there are too few values for one.
fn build_measure_rows(
    view: &GlanceView<'_>,
    label: &str,
    measure: WeekMeasure,
    height: usize,
) -> Vec<BandRow> {
    let medians = view.columns.iter().filter_map(|column| measure.values(column.week).median());
    let most = medians.max().unwrap_or(0);
    let draw = |spread: &Spread| match spread.median() {
        Some(median) => draw_bar(view, median, most, height),
        None => {
            let mut cells = vec![String::new(); height];
            let dot = if view.is_ascii() { "." } else { "•" };
            if let Some(lowest) = cells.last_mut() {
                *lowest = dot.repeat(spread.sample_size());
            }
            cells
        }
    };
    let columns: Vec<_> = view.columns.iter().map(|column| draw(measure.values(column.week))).collect();
    let value = format_selected(view, |week| measure.values(week).median());
    stack_rows(KindSign::Asleep, label, value, &columns, height)
}

/// So many marks; where there is no room for them one and the number, or the number alone.
fn draw_marks(n: i64, mark: &str, view: &GlanceView<'_>) -> String {
    let room = view.layout.column_width.saturating_sub(1).max(1);
    match usize::try_from(n) {
        Ok(n) if n <= room => mark.repeat(n),
        _ if room >= 3 => view.context.theme.text(&format!("{mark}×{n}")),
        _ if n < 10 => n.to_string(),
        _ => "+".to_owned(),
    }
}

fn build_touch_rows(view: &GlanceView<'_>) -> Vec<BandRow> {
    let marks = [KindSign::Touch, KindSign::NotToday].map(|sign| sign.glyph(view.is_ascii()).to_string());
    let minutes = format_selected(view, |week| week.touch.minutes);
    vec![
        view.build_row(KindSign::Touch, texts::TOUCH, minutes, |column| {
            draw_marks(column.week.touch.times.unwrap_or(0), &marks[0], view)
        }),
        view.build_row(KindSign::NotToday, texts::NOT_TODAY, String::new(), |column| {
            draw_marks(column.week.touch.not_today.unwrap_or(0), &marks[1], view)
        }),
    ]
}

/// Both on the same scale; never a difference or a share.
fn build_cue_rows(view: &GlanceView<'_>, height: usize) -> Vec<BandRow> {
    let sides: [fn(&WeekStats) -> i64; 2] = [|week| week.cues.wanted_more, |week| week.cues.wanted_change];
    let counts = view.columns.iter().flat_map(|column| sides.map(|side| side(column.week)));
    let most = counts.max().unwrap_or(0);
    let mut rows = Vec::new();
    for (label, side) in [texts::CUES_MORE, texts::CUES_CHANGE].into_iter().zip(sides) {
        let columns: Vec<_> =
            view.columns.iter().map(|column| draw_bar(view, side(column.week), most, height)).collect();
        let selected = view.columns.get(view.selected).map_or(0, |column| side(column.week));
        let value = if selected > 0 { selected.to_string() } else { String::new() };
        rows.extend(stack_rows(KindSign::Cue, label, value, &columns, height));
    }
    rows
}

fn count_carer_levels(column: &WeekColumn<'_>, carer: &str, scale: CheckinScale) -> [i64; 3] {
    count_levels(column.checkins().filter(|checkin| checkin.carer == carer), scale)
}

/// Check-ins that say something, but none of the five words.
fn count_without_level(column: &WeekColumn<'_>, view: &GlanceView<'_>) -> i64 {
    let of_carer = |carer: &&str| {
        column.days.iter().map(|day| week_sentences::count_without_word(day, carer)).sum::<i64>()
    };
    view.carers.iter().map(of_carer).sum()
}

/// They have no height, so they stand under all carers' levels; whose they are is told in the week's sentence.
fn build_other_words_row(view: &GlanceView<'_>) -> BandRow {
    let mark = KindSign::Checkin.glyph(view.is_ascii()).to_string();
    view.build_row(KindSign::Checkin, week_sentences::OTHER_WORDS, String::new(), |column| {
        draw_marks(count_without_level(column, view), &mark, view)
    })
}

/// Three rows, a mark a check-in: the row says the level.
fn build_checkin_rows(view: &GlanceView<'_>, carer: &str, scale: CheckinScale) -> Vec<BandRow> {
    let mark = KindSign::Checkin.glyph(view.is_ascii()).to_string();
    let words = texts::level_words(scale);
    let has_values = view.layout.value_width > 0;
    let names = [carer, texts::scale_name(scale), ""];
    let mut rows = Vec::new();
    if !has_values {
        let name = format!("{carer} {}", texts::scale_name(scale).trim_start());
        rows.push(view.build_row(KindSign::Checkin, &name, String::new(), |_| String::new()));
    }
    for level in 0..3 {
        let (label, value) = match has_values {
            true => (names[level].to_owned(), words[level].to_owned()),
            false => (words[level].to_owned(), String::new()),
        };
        rows.push(view.build_row(KindSign::Checkin, &label, value, |column| {
            draw_marks(count_carer_levels(column, carer, scale)[level], &mark, view)
        }));
    }
    rows
}
