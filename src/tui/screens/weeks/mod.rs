//! The weeks at a glance: one column a week on one axis, newest on the right, one band a theme. Below them the week of
//! the cursor in a sentence or two.
//!
//! ```text
//!               Sep 2026        Oct             Nov
//!               7   14  21  28  5   12  19  26  2   9   16 ▸23
//!  night   11 h     ⡀●  ⡆●  ⡄●  ⡀●  ⡆●  ⡇●  ⡆●  ⡇●  ⠇●  ⠆●  ⠆●   9 h 39
//!  asleep       ⡇●  ⡇   ⠃   ⠁   ⠃   ⠁       ⠁   ⠁
//!           2 h ⠃   ⠇
//!  longest      ▂▂  ▂▂  ▃▃  ▃▃  ▂▂  ▂▂  ▃▃  ▃▃  ▂▂  ▄▄  ▄▄  ▄▄   5 h 21
//!  touch        ◆◆  ◆◆◆ ◆×4 ◆◆◆ ◆◆  ◆◆◆ ◆◆  ◆   ◆×4 ◆◆◆ ◆◆◆ ◆◆   36 min
//!  Marta            ●       ●×4 ●   ●   ●   ●   ●●      ●   ●    good, okay
//!               ●       ●       ●   ●●              ●   ●●       mixed
//!               ●   ●×4 ●●● ●   ●           ●       ●●●          hard, heavy
//! ```
//!
//! `weeks_data` reads, `glance_view` lays the columns out, `glance_bands` and `night_plot` draw, `glance_pages` says what
//! fits.

pub(crate) mod glance_bands;
pub(crate) mod glance_pages;
pub(crate) mod glance_view;
pub(crate) mod night_plot;
pub(crate) mod week_axis;
pub(crate) mod weeks_data;

use crate::model::time::week_start;
use crate::stats::list_checkin_carers;
use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::texts::trends::ShownMeasures;
use crate::texts::{trends as trends_texts, week_sentences, weeks_screen as texts};
use crate::tui::jobs::{Job, JobOutput};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::calendar::CalendarScreen;
use crate::tui::screens::entry_row::max_said_rows;
use crate::tui::screens::loaded_figures::{FiguresRequest, LoadedFigures};
use crate::tui::screens::trends::{StatsScreen, toggle_numbers};
use crate::tui::screens::weeks::glance_view::{GlanceLayout, GlanceView, LABEL_WIDTH, WeekColumn};
use crate::tui::screens::weeks::weeks_data::{WeeksData, WeeksRequest, find_recorded_weeks};
use crate::tui::screens::{Context, CueProfileScreen, Effect, ReadKey, Screen, render_dimmed};
use crate::tui::widgets::list::centred_window;
use chrono::{NaiveDate, TimeDelta};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Paragraph;
use std::cell::Cell;

/// How many weeks can be asked for.
const WEEK_CHOICES: [usize; 4] = [6, 12, 26, 53];
/// So many weeks are shown at least.
const MIN_SHOWN_WEEKS: usize = 6;
/// A page of weeks, for a key that goes by pages.
const PAGE_WEEKS: i64 = 4;
/// From so many weeks of entries on, the weeks are the first thing shown.
const MIN_WEEKS: i64 = 3;

/// What the last picture had room for: keys go by it.
#[derive(Clone, Copy, Default)]
struct DrawnSize {
    week_count: usize,
    max_week_count: usize,
    /// As many as there are from the first entry on.
    recorded_weeks: usize,
    page_count: usize,
}

#[derive(Default)]
pub(crate) struct WeeksScreen {
    /// The Monday of the week with the cursor; none is the newest.
    selected_week: Option<NaiveDate>,
    /// None shows as many weeks as are usual at this width.
    week_count: Option<usize>,
    page: usize,
    /// None while nothing at all is written down.
    data: LoadedFigures<WeeksData>,
    drawn: Cell<DrawnSize>,
}

/// The first screen of Trends: the weeks, once there are three of them; before that the days.
pub(crate) fn open_trends(context: &Context<'_>) -> Result<Box<dyn Screen>, StoreError> {
    let newest = week_start(context.family_date());
    Ok(match find_recorded_weeks(context)? {
        Some((first, _)) if (newest - first).num_weeks() + 1 >= MIN_WEEKS => {
            Box::new(WeeksScreen::at_newest(context)?)
        }
        _ => Box::<StatsScreen>::default(),
    })
}

impl WeeksScreen {
    /// On this week; where nothing was written for long, on the last week with something.
    pub(crate) fn at_newest(context: &Context<'_>) -> Result<Self, StoreError> {
        let newest = week_start(context.family_date());
        let last = find_recorded_weeks(context)?.map(|(_, last)| last);
        let last = last.filter(|last| (newest - *last).num_weeks() >= PAGE_WEEKS);
        Ok(Self { selected_week: last, ..Self::default() })
    }

    /// On the week of a day.
    pub(crate) fn on_day(date: NaiveDate, context: &Context<'_>) -> Self {
        let week = week_start(date);
        let is_newest = week == week_start(context.family_date());
        Self { selected_week: (!is_newest).then_some(week), ..Self::default() }
    }

    fn cursor_week(&self, context: &Context<'_>) -> NaiveDate {
        let newest = week_start(context.family_date());
        self.selected_week.unwrap_or(newest).min(newest)
    }

    /// The newest day of the week with the cursor that is not in the future.
    fn cursor_day(&self, context: &Context<'_>) -> NaiveDate {
        (self.cursor_week(context) + TimeDelta::days(6)).min(context.family_date())
    }

    fn build_request(&self, context: &Context<'_>) -> Option<WeeksRequest> {
        let is_year = self.week_count == WEEK_CHOICES.last().copied();
        WeeksRequest::new(self.cursor_week(context), is_year, context)
    }

    fn move_cursor(&mut self, action: Action, context: &Context<'_>) -> Effect {
        let Some(data) = self.data.figures() else {
            return Effect::Stay;
        };
        let newest = week_start(context.family_date());
        let first = data.first_week.min(newest);
        let week = self.cursor_week(context);
        let to = match action {
            Action::Earlier => week - TimeDelta::weeks(1),
            Action::Later => week + TimeDelta::weeks(1),
            Action::PageUp => week - TimeDelta::weeks(PAGE_WEEKS),
            Action::PageDown => week + TimeDelta::weeks(PAGE_WEEKS),
            Action::First => first,
            Action::Last => newest,
            _ => week,
        };
        let is_before_first = to < first && week == first;
        let to = to.clamp(first, newest);
        // On the newest week the cursor goes along when a new one begins.
        self.selected_week = (to != newest).then_some(to);
        if is_before_first { Effect::SetStatus(texts::FIRST_WEEK.into()) } else { Effect::Stay }
    }

    fn change_week_count(&mut self, is_more: bool) -> Effect {
        let drawn = self.drawn.get();
        let fits = |n: &usize| *n <= drawn.max_week_count;
        let next = match is_more {
            true if drawn.week_count >= drawn.recorded_weeks => {
                return Effect::SetStatus(trends_texts::ALL_SHOWN.into());
            }
            true => WEEK_CHOICES.into_iter().filter(fits).find(|n| *n > drawn.week_count),
            false => WEEK_CHOICES.into_iter().rev().find(|n| *n < drawn.week_count),
        };
        match next {
            Some(n) => self.week_count = Some(n),
            None if is_more => return Effect::SetStatus(texts::MOST_SHOWN.into()),
            None => return Effect::SetStatus(texts::FEWEST_SHOWN.into()),
        }
        Effect::Stay
    }

    /// From the week of the first entry to this one.
    fn count_recorded_weeks(&self, data: &WeeksData, context: &Context<'_>) -> usize {
        let weeks = (week_start(context.family_date()) - data.first_week).num_weeks() + 1;
        usize::try_from(weeks).unwrap_or(1).max(MIN_SHOWN_WEEKS)
    }

    fn build_view<'a>(
        &self,
        data: &'a WeeksData,
        columns: usize,
        context: &'a Context<'a>,
    ) -> GlanceView<'a> {
        let layout = GlanceLayout::for_columns(columns, self.week_count);
        // What was before the first entry is not shown, but for a few weeks where there are no others.
        let recorded = data.stats.weeks.iter().filter(|week| week.to >= data.first_week).count();
        let recorded = recorded.max(MIN_SHOWN_WEEKS).min(data.stats.weeks.len());
        let weeks = &data.stats.weeks[data.stats.weeks.len() - recorded..];
        let layout = layout.with_week_count(columns, recorded);
        let cursor = self.cursor_week(context);
        let at = weeks.iter().position(|week| week_start(week.from) == cursor).unwrap_or(0);
        let window = centred_window(at..at + 1, weeks.len(), layout.week_count);
        let selected = at.saturating_sub(window.start);
        let columns: Vec<WeekColumn<'a>> = weeks[window]
            .iter()
            .map(|week| WeekColumn { week, days: data.stats.days_of_week(week) })
            .collect();
        let mut carers = list_checkin_carers(&data.stats.days, context.family);
        // Whoever looks stands first.
        let own = context.family.selected_carer().map(|carer| carer.display_name());
        carers.sort_by_key(|carer| Some(*carer) != own);
        let is_shown = |carer: &&str| {
            columns.iter().any(|column| column.checkins().any(|checkin| checkin.carer == *carer))
        };
        let carers = carers.into_iter().filter(is_shown).collect();
        GlanceView { columns, selected, carers, layout, context }
    }

    fn describe_cursor_week(&self, data: &WeeksData, context: &Context<'_>) -> String {
        let cursor = self.cursor_week(context);
        let week = data.stats.weeks.iter().find(|week| week_start(week.from) == cursor);
        let Some(week) = week else {
            return String::new();
        };
        let shown = ShownMeasures::from_family(context.family);
        let days = data.stats.days_of_week(week);
        let carers = list_checkin_carers(days, context.family);
        week_sentences::describe_week_in_sentences(week, days, &carers, &shown).join(" ")
    }

    fn open_days(&self, context: &Context<'_>) -> Effect {
        Effect::Open(Box::new(StatsScreen::on_day(self.cursor_day(context), context)))
    }

    /// The next page of these bands; after the last one the calendar.
    fn open_next(&mut self, context: &Context<'_>) -> Effect {
        if self.page + 1 < self.drawn.get().page_count {
            self.page += 1;
            return Effect::Stay;
        }
        Effect::Replace(Box::new(CalendarScreen::on_day(self.cursor_day(context))))
    }

    fn open_previous(&mut self, context: &Context<'_>) -> Effect {
        if self.page > 0 {
            self.page = self.page.min(self.drawn.get().page_count) - 1;
            return Effect::Stay;
        }
        Effect::Replace(Box::new(StatsScreen::on_last_panel(self.cursor_day(context), context)))
    }
}

impl Screen for WeeksScreen {
    fn input_mode(&self) -> Mode {
        Mode::Weeks
    }

    fn heading_text(&self, context: &Context<'_>) -> String {
        texts::format_heading(context.baby_name())
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(match action {
            Action::Back => Effect::Close,
            Action::Wider => self.change_week_count(true),
            Action::Narrower => self.change_week_count(false),
            Action::NextPart => self.open_next(context),
            Action::PreviousPart => self.open_previous(context),
            Action::Down => {
                self.page = (self.page + 1).min(self.drawn.get().page_count.saturating_sub(1));
                Effect::Stay
            }
            Action::Up => {
                self.page = self.page.saturating_sub(1);
                Effect::Stay
            }
            Action::Open => self.open_days(context),
            Action::Language => Effect::Open(Box::<CueProfileScreen>::default()),
            Action::ToggleNumbers => return toggle_numbers(context),
            _ => self.move_cursor(action, context),
        })
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
        self.data.figures().map_or_else(String::new, |data| self.describe_cursor_week(data, context))
    }

    fn action_label(&self, action: Action, context: &Context<'_>) -> Option<&'static str> {
        match action {
            Action::NextPart if self.page + 1 < self.drawn.get().page_count => Some(texts::MORE_BANDS),
            Action::ToggleNumbers if context.family.settings.quiet => Some(trends_texts::WITH_NUMBERS),
            _ => None,
        }
    }

    /// A press in a column marks its week.
    fn handle_press(
        &mut self,
        at: Position,
        body: Rect,
        context: &Context<'_>,
    ) -> Result<Option<Effect>, StoreError> {
        let Some(data) = self.data.figures() else {
            return Ok(None);
        };
        let view = self.build_view(data, usize::from(body.width), context);
        let from_first = usize::from(at.x).checked_sub(LABEL_WIDTH);
        let pressed = from_first.and_then(|x| view.columns.get(x / view.layout.column_width.max(1)));
        let newest = week_start(context.family_date());
        Ok(pressed.map(|column| week_start(column.week.from)).map(|week| {
            self.selected_week = (week != newest).then_some(week);
            Effect::Stay
        }))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let size = (usize::from(area.width), usize::from(area.height));
        let Some(data) = self.data.figures() else {
            let lines = render_dimmed(trends_texts::EMPTY, size.0, &context.theme);
            frame.render_widget(Paragraph::new(lines), area);
            return;
        };
        let view = self.build_view(data, size.0, context);
        let most = max_said_rows(size.0);
        // The same picture whether the week takes one line or several to tell.
        let told = wrap_text(&self.status_hint(context), size.0.saturating_sub(2)).len().min(most);
        let height = size.1.saturating_sub(most - told);
        let (lines, page_count) =
            glance_pages::render_page(&view, self.page, (size.0, height), texts::page_of);
        self.drawn.set(DrawnSize {
            week_count: view.layout.week_count,
            max_week_count: GlanceLayout::max_week_count(size.0),
            recorded_weeks: self.count_recorded_weeks(data, context),
            page_count,
        });
        frame.render_widget(Paragraph::new(lines), area);
    }
}
