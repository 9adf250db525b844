//! The lines below the panels: the numbers of the day or week under the cursor, what blank means, and what more a panel
//! has to say.

use crate::model::EntryKind;
use crate::text::width::{display_width, wrap_text};
use crate::texts::{guide_texts, trends as texts, week_sentences};
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::trends::stats_view::{StatsPanel, StatsView};
use ratatui::layout::Rect;
use ratatui::text::Line;

/// From so many rows on a blank one stands before the numbers of the day.
const MIN_ROWS_FOR_GAP: usize = 18;

/// The figures of the day or the sentences of the week under the cursor, and what stands between them; none for what is
/// long, and of no one day.
fn describe_selection(view: &StatsView<'_>) -> (Vec<String>, &'static str) {
    let shown = texts::ShownMeasures {
        family: view.context.family,
        sleep: !view.is_without_numbers(),
        touch: !view.is_hidden(EntryKind::Massage),
        cues: !view.is_hidden(EntryKind::Cue),
        checkins: !view.is_hidden(EntryKind::Checkin),
        carer_filter: view.carer_filter,
    };
    let is_by_week = matches!(view.panel, StatsPanel::Weeks | StatsPanel::Touch | StatsPanel::Cues);
    let week = view.stats.weeks.iter().find(|week| (week.from..=week.to).contains(&view.day));
    let day = view.stats.days.iter().find(|day| day.date == view.day);
    match (week, day) {
        (Some(week), _) if is_by_week => {
            let days = view.stats.days_of_week(week);
            let carers = view.shown_carers();
            let sentences = week_sentences::describe_week_in_sentences(week, days, &carers, &shown);
            (vec![sentences.join(" ")], " ")
        }
        (_, Some(day)) => (texts::describe_day(day, &shown), ", "),
        _ => (Vec::new(), ""),
    }
}

/// `hints` are what more the panel has to say, on the last lines.
pub(crate) fn render_details(view: &StatsView<'_>, area: Rect, hints: &[String]) -> Vec<Line<'static>> {
    let columns = usize::from(area.width);
    let theme = &view.context.theme;
    let mut lines = Vec::new();
    if !(view.is_zoomed && view.panel == StatsPanel::Associations) {
        let (parts, joint) = describe_selection(view);
        lines = join_into_lines(&parts, joint, columns);
        // As many lines whatever the day, so that the rows do not jump as the cursor goes.
        let min_lines = match columns {
            0..76 => 3,
            76..150 => 2,
            _ => 1,
        };
        lines.resize(lines.len().max(min_lines), Line::default());
    }
    let is_blank = view.stats.days.iter().all(texts::is_blank);
    let nothing = texts::nothing_in_weeks(&key_name(Mode::Trends, Action::Wider));
    let blank = if is_blank { &nothing } else { texts::BLANK_MEANING };
    let is_of_nights = matches!(view.panel, StatsPanel::Days | StatsPanel::Weeks);
    let safer_sleep = if is_of_nights { guide_texts::SAFER_SLEEP_SHORT } else { "" };
    let hints = hints.iter().map(String::as_str);
    let notes = std::iter::once(blank).chain(hints).chain([safer_sleep]);
    let notes = notes.filter(|note| !note.is_empty()).map(str::to_owned);
    let notes = join_into_lines(&notes.collect::<Vec<_>>(), "  ", columns);
    lines.extend(notes.into_iter().take(2).map(|line| line.style(theme.dim_style())));
    if usize::from(area.height) >= MIN_ROWS_FOR_GAP {
        lines.insert(0, Line::default());
    }
    lines
}

/// Parts joined on as few lines as they need, broken only between parts.
fn join_into_lines(parts: &[String], joint: &str, columns: usize) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(2);
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if display_width(line) + display_width(joint) + display_width(part) <= room => {
                line.push_str(joint);
                line.push_str(part);
            }
            Some(line) => {
                line.push_str(joint.trim_end());
                lines.extend(wrap_text(part, room));
            }
            None => lines.extend(wrap_text(part, room)),
        }
    }
    lines.into_iter().map(|line| Line::raw(format!(" {line}"))).collect()
}
