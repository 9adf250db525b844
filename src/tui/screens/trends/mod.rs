//! The weeks: a strip for every day and night, a row for every week, touch, cues, check-ins, and what went with what.
//! Counts and times only; what was not written down stays blank.
//!
//! ```text
//!  days        07    11    15    19    23    03      night  long woke
//! ▸Sun 22 Nov ··███···████·│
//!  Sat 21 Nov ··██···███···██████████░░████████████ ◆● 10:20  4:05    2
//!
//!  weeks   nights  night sleep           longest stretch  woke    touch
//!  16 Nov  6 of 7  10:10      ├──●─┤     3:10 2:00–4:05   2 1–4       5
//!
//!  Sat 21 Nov: 3 h 10 by day, 10 h 20 at night, longest stretch 4 h 05, 2 wakings
//! ```
//!
//! The cursor is a day and stays on it from panel to panel. `panel_layout` says where each stands, a file draws each,
//! `trends_data` reads and adds up.

pub(crate) mod associations_panel;
pub(crate) mod checkin_days;
pub(crate) mod details;
pub(crate) mod panel_layout;
pub(crate) mod sleep_weeks;
pub(crate) mod stats_view;
pub(crate) mod trends_data;
pub(crate) mod trends_days;
pub(crate) mod trends_table;
pub(crate) mod week_counts;
pub(crate) mod weekly_list;

use crate::model::time::{next_day, previous_day, week_start};
use crate::model::{Change, Edit};
use crate::stats::PeriodStats;
use crate::store::StoreError;
use crate::texts::{help_texts, trends as texts};
use crate::tui::jobs::{Job, JobOutput};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::calendar::CalendarScreen;
use crate::tui::screens::coverage::open_coverage;
use crate::tui::screens::loaded_figures::{FiguresRequest, LoadedFigures};
use crate::tui::screens::trends::stats_view::{StatsPanel, StatsView};
use crate::tui::screens::trends::trends_data::{StatsData, StatsRequest};
use crate::tui::screens::weeks::WeeksScreen;
use crate::tui::screens::{Context, CueProfileScreen, Effect, ReadKey, Screen, TodayScreen, render_dimmed};
use crate::tui::widgets::date_range::sample_range;
use crate::tui::widgets::list::move_cursor;
use chrono::{NaiveDate, TimeDelta};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use serde_json::{Value, json};

/// Weeks to choose from; 0 is all of them.
const WEEK_CHOICES: [i64; 5] = [2, 6, 12, 26, 0];

/// The setting that keeps sleep without numbers.
const QUIET_SETTING: &str = "quiet";

#[derive(Default)]
pub(crate) struct StatsScreen {
    /// Index into [`WEEK_CHOICES`].
    week_choice: usize,
    panel: StatsPanel,
    is_zoomed: bool,
    /// The day the cursor is on; none is the newest.
    selected_day: Option<NaiveDate>,
    /// The paragraph the cursor is on in what went with what.
    selected_item: usize,
    carer_filter: Option<String>,
    /// None while nothing at all is written down. While more is added up behind the screen, the last one stays.
    data: LoadedFigures<StatsData>,
}

impl StatsScreen {
    /// The days, with the cursor on one of them.
    pub(crate) fn on_day(date: NaiveDate, context: &Context<'_>) -> Self {
        let today = context.family_date();
        let weeks = (week_start(today) - week_start(date)).num_weeks() + 1;
        let reaches = |choice: &i64| *choice == 0 || *choice >= weeks;
        let all = WEEK_CHOICES.len() - 1;
        Self {
            week_choice: WEEK_CHOICES.iter().position(reaches).unwrap_or(all),
            selected_day: (date < today).then_some(date),
            ..Self::default()
        }
    }

    pub(crate) fn on_last_panel(date: NaiveDate, context: &Context<'_>) -> Self {
        let panel = StatsPanel::for_family(context.family).last().copied().unwrap_or_default();
        Self { panel, ..Self::on_day(date, context) }
    }

    fn week_count(&self) -> i64 {
        WEEK_CHOICES.get(self.week_choice).copied().unwrap_or(0)
    }

    fn build_request(&self, context: &Context<'_>) -> Option<StatsRequest> {
        StatsRequest::new(self.week_count(), context)
    }

    /// The day of the cursor, inside what is shown.
    fn cursor_day(&self, stats: &PeriodStats) -> NaiveDate {
        self.selected_day.unwrap_or(stats.to).clamp(stats.from, stats.to)
    }

    /// The day of the cursor; while nothing is shown, today.
    fn cursor_day_or_today(&self, context: &Context<'_>) -> NaiveDate {
        self.data.figures().map_or(context.family_date(), |data| self.cursor_day(&data.stats))
    }

    fn build_view<'a>(&'a self, data: &'a StatsData, area: Rect, context: &'a Context<'a>) -> StatsView<'a> {
        StatsView {
            stats: &data.stats,
            associations: &data.associations,
            panel: self.panel,
            focused: true,
            day: self.cursor_day(&data.stats),
            item: self.selected_item,
            is_zoomed: self.is_zoomed,
            carer_filter: self.carer_filter.as_deref(),
            columns: usize::from(area.width),
            height: usize::from(area.height),
            context,
        }
    }

    /// Along paragraphs where there are no days.
    fn move_cursor(&mut self, action: Action, context: &Context<'_>) {
        let Some(data) = self.data.figures() else {
            return;
        };
        if self.panel == StatsPanel::Associations {
            let items = associations_panel::count_items(&self.build_view(data, Rect::default(), context));
            let at = self.selected_item.min(items - 1);
            self.selected_item = move_cursor(action, at, 5, items).unwrap_or(at);
            return;
        }
        let (first, last, day) = (data.stats.from, data.stats.to, self.cursor_day(&data.stats));
        let later = |days: i64| {
            day.checked_add_signed(TimeDelta::days(days)).map_or(day, |date| date.clamp(first, last))
        };
        let (row, page) = if self.panel == StatsPanel::Days { (1, 7) } else { (7, 28) };
        let to = match action {
            Action::Up => later(row),
            Action::Down => later(-row),
            Action::PageUp => later(page),
            Action::PageDown => later(-page),
            Action::Later => next_day(day).min(last),
            Action::Earlier => previous_day(day).max(first),
            Action::First => last,
            Action::Last => first,
            _ => day,
        };
        // On the newest day the cursor goes along when a new one begins.
        self.selected_day = (to != last).then_some(to);
    }

    /// The next panel; after the last one the weeks at a glance.
    fn open_next(&mut self, context: &Context<'_>) -> Effect {
        let used = StatsPanel::for_family(context.family);
        let at = used.iter().position(|panel| *panel == self.panel).unwrap_or(0);
        match used.get(at + 1) {
            Some(panel) => self.panel = *panel,
            None => {
                let day = self.cursor_day_or_today(context);
                return Effect::Replace(Box::new(WeeksScreen::on_day(day, context)));
            }
        }
        Effect::Stay
    }

    /// The panel before; before the first one the calendar.
    fn open_previous(&mut self, context: &Context<'_>) -> Effect {
        let used = StatsPanel::for_family(context.family);
        let at = used.iter().position(|panel| *panel == self.panel).unwrap_or(0);
        match at.checked_sub(1) {
            Some(before) => self.panel = used[before],
            None => {
                return Effect::Replace(Box::new(CalendarScreen::on_day(self.cursor_day_or_today(context))));
            }
        }
        Effect::Stay
    }

    /// Everyone's check-ins, then one carer's after another.
    fn filter_next_carer(&mut self) -> Effect {
        let Some(data) = self.data.figures() else {
            return Effect::Stay;
        };
        let checkins = data.stats.days.iter().flat_map(|day| &day.checkins).map(|checkin| &checkin.carer);
        let mut names: Vec<&String> =
            checkins.chain(data.associations.felt.iter().map(|it| &it.carer)).collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            return Effect::SetStatus(texts::NO_CARERS.into());
        }
        self.carer_filter = match &self.carer_filter {
            None => names.first().map(|name| (*name).clone()),
            Some(now) => names.into_iter().find(|name| *name > now).cloned(),
        };
        Effect::SetStatus(texts::describe_carer_filter(self.carer_filter.as_deref()))
    }
}

/// Sleep without numbers, or with them again: kept, so that it stays.
pub(crate) fn toggle_numbers(context: &Context<'_>) -> Result<Effect, StoreError> {
    let before = context.store.load_setting(QUIET_SETTING)?;
    let is_quiet = before.as_ref().is_some_and(|it| it.value == json!(true));
    let value = if is_quiet { Value::Null } else { json!(true) };
    let title = if is_quiet { texts::NUMBERS_SHOWN } else { texts::NUMBERS_HIDDEN };
    let edits = vec![Edit::set_setting(before, QUIET_SETTING, value)];
    Ok(Effect::Save(Change { title: title.to_owned(), edits }))
}

impl Screen for StatsScreen {
    fn input_mode(&self) -> Mode {
        Mode::Trends
    }

    fn heading_text(&self, context: &Context<'_>) -> String {
        // While more is added up, the figures shown are still those of fewer days.
        let range = match self.data.figures() {
            Some(data) if !self.data.is_loading() => Some((data.stats.from, data.stats.to)),
            _ => None,
        };
        texts::format_heading(context.baby_name(), self.week_count(), range)
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        let last = WEEK_CHOICES.len() - 1;
        match action {
            Action::Back if self.is_zoomed => self.is_zoomed = false,
            Action::Back => return Ok(Effect::Close),
            Action::MarkCoverage => {
                return Ok(open_coverage(self.cursor_day_or_today(context), context));
            }
            Action::Language => {
                return Ok(Effect::Open(Box::<CueProfileScreen>::default()));
            }
            Action::Wider if self.week_choice == last => {
                return Ok(Effect::SetStatus(texts::ALL_SHOWN.into()));
            }
            Action::Narrower if self.week_choice == 0 => {
                return Ok(Effect::SetStatus(texts::FEWEST_WEEKS.into()));
            }
            Action::Wider => self.week_choice += 1,
            Action::Narrower => self.week_choice -= 1,
            Action::NextPart => return Ok(self.open_next(context)),
            Action::PreviousPart => return Ok(self.open_previous(context)),
            Action::ToggleZoom => self.is_zoomed = !self.is_zoomed,
            Action::NextCheckinCarer => return Ok(self.filter_next_carer()),
            Action::ToggleNumbers => return toggle_numbers(context),
            Action::Open => {
                return Ok(Effect::Open(Box::new(TodayScreen::for_date(self.cursor_day_or_today(context)))));
            }
            _ => self.move_cursor(action, context),
        }
        Ok(Effect::Stay)
    }

    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        self.build_request(context).map_or(ReadKey::default(), |request| request.read_key(context))
    }

    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        self.data.load_if_quick(self.build_request(context), context)
    }

    fn request_job(&mut self, context: &Context<'_>) -> Option<Job> {
        self.data.request_job(self.build_request(context), context)
    }

    fn handle_job_output(&mut self, output: JobOutput, _context: &Context<'_>) -> Result<Effect, StoreError> {
        self.data.accept_output(output);
        Ok(Effect::Stay)
    }

    fn status_hint(&self, context: &Context<'_>) -> String {
        if let Some(loading) = self.data.describe_loading() {
            return loading;
        }
        match self.data.figures() {
            Some(_) if context.family.settings.quiet => texts::NUMBERS_HIDDEN.to_owned(),
            _ => String::new(),
        }
    }

    fn action_label(&self, action: Action, context: &Context<'_>) -> Option<&'static str> {
        match action {
            Action::ToggleZoom if self.is_zoomed => Some(texts::ALL_PANELS),
            Action::ToggleNumbers if context.family.settings.quiet => Some(texts::WITH_NUMBERS),
            _ => None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let Some(data) = self.data.figures() else {
            let lines = render_dimmed(texts::EMPTY, usize::from(area.width), &context.theme);
            frame.render_widget(Paragraph::new(lines), area);
            return;
        };
        let view = self.build_view(data, area, context);
        let mut details = details::render_details(&view, area, &[]);
        // In a small window the rows come first, then the numbers of the day, then the rest.
        details.truncate(match usize::from(area.height) {
            0..3 => 0,
            3..8 => 1,
            height => height - 4,
        });
        let height = u16::try_from(details.len()).unwrap_or(0);
        let [above, below] = Layout::vertical([Constraint::Fill(1), Constraint::Length(height)]).areas(area);
        let panels = panel_layout::layout_panels(&view, above);
        let mut lasts_go_on = false;
        context.has_rows_below.set(false);
        for (panel, place) in panels {
            let panel_view = StatsView {
                focused: panel == self.panel,
                columns: usize::from(place.width),
                height: usize::from(place.height),
                ..view
            };
            frame.render_widget(Paragraph::new(panel_layout::render_panel(panel, &panel_view)), place);
            // In the blank row between two panels; of the last one the line across says it.
            let goes_on = context.has_rows_below.replace(false);
            if goes_on && place.bottom() < above.bottom() {
                let row = Rect { y: place.bottom(), height: 1, ..place };
                let text = format!(" {}", help_texts::MORE_BELOW);
                frame.render_widget(Line::styled(text, context.theme.dim_style()), row);
            }
            lasts_go_on |= goes_on && place.bottom() >= above.bottom();
            if panel_view.focused && details.len() > 1 {
                let hints = describe_panel_signs(panel, &panel_view, &view);
                details = details::render_details(&view, area, &hints);
                details.truncate(usize::from(height));
            }
        }
        context.has_rows_below.set(lasts_go_on);
        frame.render_widget(Paragraph::new(details), below);
    }
}

/// What the signs of a panel are, and how to see what has no room in it.
fn describe_panel_signs(panel: StatsPanel, panel_view: &StatsView<'_>, view: &StatsView<'_>) -> Vec<String> {
    match panel {
        StatsPanel::Days => vec![trends_days::format_glyph_legend(view)],
        StatsPanel::Weeks => {
            vec![sleep_weeks::format_range_legend(view), sleep_weeks::more_columns_hint(panel_view)]
        }
        StatsPanel::Associations => vec![texts::format_dots_legend(sample_range(&view.context.theme).1)],
        StatsPanel::Touch | StatsPanel::Cues | StatsPanel::Checkins => Vec::new(),
    }
}
