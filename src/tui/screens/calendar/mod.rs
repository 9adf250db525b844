//! The calendar: a month in squares, one theme at a time, and a year in squares where there is room; and the way to any
//! day from anywhere.
//!
//! ```text
//!   1 nights  [2 touch]  3 cues   4 how I am   5 anything
//!   Mon        Tue        Wed        Thu        Fri        Sat        Sun
//!   23         24         25        ▸26         27         28         29
//!   ◆ 12 min              ◇ not to…  ◆ 6 min
//! ```
//!
//! `calendar_marks` says what a square shows, `calendar_view` lays squares out.

pub(crate) mod calendar_marks;
pub(crate) mod calendar_view;

use crate::load_stats::load_stats;
use crate::model::time::week_start;
use crate::quick_line::parse_full_date;
use crate::stats::{PeriodStats, StatsQuery, list_checkin_carers};
use crate::store::StoreError;
use crate::text::width::{display_width, wrap_text};
use crate::texts::calendar_texts as texts;
use crate::texts::trends::{self as trends_texts, ShownMeasures};
use crate::tui::jobs::{Job, JobOutput, downcast_output};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::calendar::calendar_marks::{CalendarTheme, MarkStyle};
use crate::tui::screens::calendar::calendar_view::{
    CalendarView, MIN_YEAR_COLUMNS, YEAR_ROWS, weeks_of_month,
};
use crate::tui::screens::coverage::open_coverage;
use crate::tui::screens::loaded_figures::FiguresRequest;
use crate::tui::screens::trends::StatsScreen;
use crate::tui::screens::weeks::WeeksScreen;
use crate::tui::screens::weeks::weeks_data::{WeeksData, WeeksRequest};
use crate::tui::screens::{Context, Effect, ReadKey, Screen, TodayScreen};
use crate::tui::widgets::text_input;
use chrono::{Months, NaiveDate, TimeDelta};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use std::cell::Cell;
use tui_input::{Input, InputRequest};

pub(crate) struct CalendarScreen {
    /// The day of the cursor; none is today.
    date: Option<NaiveDate>,
    /// A day is being chosen: enter closes the calendar and the screen beneath goes there.
    is_choosing: bool,
    theme: CalendarTheme,
    /// Whose check-ins; none are those of whoever writes now.
    carer: Option<String>,
    shows_year_alone: bool,
    month: Option<PeriodStats>,
    year: Option<PeriodStats>,
    /// A day being typed.
    prompt: Option<Input>,
    drawn_columns: Cell<usize>,
}

impl CalendarScreen {
    pub(crate) fn on_day(date: NaiveDate) -> Self {
        Self {
            date: Some(date),
            is_choosing: false,
            theme: CalendarTheme::Anything,
            carer: None,
            shows_year_alone: false,
            month: None,
            year: None,
            prompt: None,
            drawn_columns: Cell::new(0),
        }
    }

    /// To choose a day for the screen beneath.
    pub(crate) fn for_choosing(date: NaiveDate) -> Self {
        Self { is_choosing: true, ..Self::on_day(date) }
    }

    fn cursor_date(&self, context: &Context<'_>) -> NaiveDate {
        let today = context.family_date();
        self.date.unwrap_or(today).min(today)
    }

    fn month_query(&self, context: &Context<'_>) -> Option<StatsQuery> {
        let baby = context.family.selected_baby()?.id;
        let (from, weeks) = weeks_of_month(self.cursor_date(context));
        let to = (from + TimeDelta::days(weeks * 7 - 1)).min(context.family_date());
        let hours = context.family.settings.day_boundaries;
        Some(StatsQuery { baby, from, to, hours, now: context.now })
    }

    fn year_request(&self, context: &Context<'_>) -> Option<WeeksRequest> {
        if self.drawn_columns.get() < MIN_YEAR_COLUMNS {
            return None;
        }
        WeeksRequest::new(week_start(self.cursor_date(context)), true, context)
    }

    fn move_cursor(&mut self, action: Action, context: &Context<'_>) -> Option<Effect> {
        let (date, today) = (self.cursor_date(context), context.family_date());
        let month = Months::new(1);
        let to = match action {
            Action::Earlier => date.checked_sub_signed(TimeDelta::days(1)),
            Action::Later => date.checked_add_signed(TimeDelta::days(1)),
            Action::Up => date.checked_sub_signed(TimeDelta::days(7)),
            Action::Down => date.checked_add_signed(TimeDelta::days(7)),
            Action::PageUp => date.checked_sub_months(month),
            Action::PageDown => date.checked_add_months(month),
            Action::Last => Some(today),
            Action::First => self.first_date(context),
            _ => return None,
        };
        let to = to.unwrap_or(date);
        if to > today && date == today {
            return Some(Effect::SetStatus(texts::DATE_IN_FUTURE.into()));
        }
        self.set_date(to.min(today), context);
        Some(Effect::Stay)
    }

    /// On today the cursor goes along when a new day begins.
    fn set_date(&mut self, date: NaiveDate, context: &Context<'_>) {
        self.date = (date != context.family_date()).then_some(date);
    }

    /// The day of the first entry.
    fn first_date(&self, context: &Context<'_>) -> Option<NaiveDate> {
        let baby = context.family.selected_baby()?.id;
        let recorded = context.store.find_recorded_range(Some(baby)).ok()??;
        let hours = &context.family.settings.day_boundaries;
        Some(hours.date_for_instant(recorded.from).min(context.family_date()))
    }

    fn own_name<'a>(&'a self, context: &'a Context<'_>) -> &'a str {
        let own = || context.family.selected_carer().map_or("", |carer| carer.display_name());
        self.carer.as_deref().unwrap_or_else(own)
    }

    /// The theme chosen, or anything at all where the family does not use it.
    fn used_theme(&self, context: &Context<'_>) -> CalendarTheme {
        if self.theme.is_used(context.family) { self.theme } else { CalendarTheme::Anything }
    }

    fn show_theme(&mut self, theme: CalendarTheme, context: &Context<'_>) -> Effect {
        if theme.is_used(context.family) {
            self.theme = theme;
        }
        Effect::Stay
    }

    fn show_next_carer(&mut self, context: &Context<'_>) -> Effect {
        let days = [&self.year, &self.month].into_iter().flatten().flat_map(|stats| &stats.days);
        let days: Vec<_> = days.cloned().collect();
        let names = list_checkin_carers(&days, context.family);
        let at = names.iter().position(|name| *name == self.own_name(context));
        let Some(next) = names.get(at.map_or(0, |at| (at + 1) % names.len().max(1))) else {
            return Effect::SetStatus(texts::NO_CARERS.into());
        };
        self.carer = Some((*next).to_owned());
        self.theme = CalendarTheme::Felt;
        Effect::Stay
    }

    /// The day of the cursor is opened, or handed to the screen beneath.
    fn open_date(&self, date: NaiveDate) -> Effect {
        if self.is_choosing {
            return Effect::ChooseDate(date);
        }
        Effect::Open(Box::new(TodayScreen::for_date(date)))
    }

    fn handle_prompt_action(&mut self, action: Action, context: &Context<'_>) -> Effect {
        let Some(prompt) = self.prompt.take() else {
            return Effect::Stay;
        };
        if action == Action::Back {
            return Effect::Stay;
        }
        if action != Action::Open {
            self.prompt = Some(prompt);
            return Effect::Stay;
        }
        // After midnight the calendar is a day ahead of the family's.
        let today = context.now.local_date();
        let country = context.family.settings.country.as_deref();
        let refusal = match parse_full_date(prompt.value(), today, country, false) {
            None => texts::unreadable_date(prompt.value()),
            Some(date) if date > today => texts::DATE_IN_FUTURE.to_owned(),
            Some(date) => {
                self.set_date(date.min(context.family_date()), context);
                return if self.is_choosing { self.open_date(date) } else { Effect::Stay };
            }
        };
        self.prompt = Some(prompt);
        Effect::SetStatus(refusal)
    }

    fn toggle_year(&mut self) -> Effect {
        if !self.shows_year_alone && self.drawn_columns.get() < MIN_YEAR_COLUMNS {
            return Effect::SetStatus(texts::YEAR_NEEDS_ROOM.into());
        }
        self.shows_year_alone = !self.shows_year_alone;
        Effect::Stay
    }

    fn render_prompt(&self, columns: usize, context: &Context<'_>) -> Option<Line<'static>> {
        let prompt = self.prompt.as_ref()?;
        let (label, hint) = texts::DATE_PROMPT;
        let room = columns.saturating_sub(display_width(label) + 1);
        let mut line = text_input::render_input_line(prompt, room, true, &context.theme);
        line.spans.insert(0, label.into());
        if prompt.value().is_empty() {
            line.push_span(Span::styled(format!(" {hint}"), context.theme.dim_style()));
        }
        Some(line)
    }

    /// The squares, as much as there is room for: the month, below it the year.
    fn render_squares(&self, columns: usize, room: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let marks = MarkStyle {
            theme: self.used_theme(context),
            carer: self.own_name(context),
            family: context.family,
            looks: &context.theme,
        };
        let view =
            CalendarView { marks, date: self.cursor_date(context), today: context.family_date(), columns };
        let own = match &self.carer {
            Some(carer) => texts::felt_of(carer),
            None => texts::OWN_FELT.to_owned(),
        };
        let mut lines =
            vec![self.render_prompt(columns, context).unwrap_or_else(|| view.render_themes(&own))];
        let mut legend = wrap_text(
            &context.theme.text(&marks.legend(columns >= MIN_YEAR_COLUMNS)),
            columns.saturating_sub(2),
        );
        legend.retain(|line| !line.is_empty());
        legend.iter_mut().for_each(|line| *line = line.replace('\u{a0}', " "));
        let (_, weeks) = weeks_of_month(self.cursor_date(context));
        let least = usize::try_from(weeks + 2).unwrap_or(0);
        legend.truncate(room.saturating_sub(least).max(1));
        let room = room.saturating_sub(1 + legend.len());
        let can_show_year = columns >= MIN_YEAR_COLUMNS;
        let month_rows = usize::try_from(weeks * 2 + 2).unwrap_or(0);
        let has_both = can_show_year && room >= month_rows + YEAR_ROWS;
        if self.shows_year_alone && can_show_year {
            lines.push(Line::default());
            lines.extend(view.render_year(self.year.as_ref()));
        } else {
            let year_rows = if has_both { YEAR_ROWS + 1 } else { 0 };
            lines.extend(view.render_month(self.month.as_ref(), room - year_rows));
            if has_both {
                lines.push(Line::default());
                lines.extend(view.render_year(self.year.as_ref()));
            }
        }
        lines.truncate(1 + room);
        let legend =
            legend.into_iter().map(|line| Line::styled(format!(" {line}"), context.theme.dim_style()));
        lines.extend(legend);
        lines
    }
}

impl Screen for CalendarScreen {
    fn input_mode(&self) -> Mode {
        if self.prompt.is_some() { Mode::Search } else { Mode::Calendar }
    }

    fn heading_text(&self, context: &Context<'_>) -> String {
        texts::format_heading(context.baby_name(), self.cursor_date(context), self.is_choosing)
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        if self.prompt.is_some() {
            return Ok(self.handle_prompt_action(action, context));
        }
        if let Some(effect) = self.move_cursor(action, context) {
            return Ok(effect);
        }
        let date = self.cursor_date(context);
        Ok(match action {
            Action::Back => Effect::Close,
            Action::Open => self.open_date(date),
            Action::Find => {
                self.prompt = Some(Input::default());
                Effect::Stay
            }
            Action::ShowNights => self.show_theme(CalendarTheme::Nights, context),
            Action::ShowTouch => self.show_theme(CalendarTheme::Touch, context),
            Action::ShowCues => self.show_theme(CalendarTheme::Cues, context),
            Action::ShowFelt => self.show_theme(CalendarTheme::Felt, context),
            Action::ShowAnything => self.show_theme(CalendarTheme::Anything, context),
            Action::NextCheckinCarer => self.show_next_carer(context),
            Action::ToggleZoom => self.toggle_year(),
            Action::MarkCoverage => return Ok(open_coverage(date, context)),
            Action::NextPart if !self.is_choosing => {
                Effect::Replace(Box::new(StatsScreen::on_day(date, context)))
            }
            Action::PreviousPart if !self.is_choosing => {
                Effect::Replace(Box::new(WeeksScreen::on_day(date, context)))
            }
            _ => Effect::Stay,
        })
    }

    fn handle_input(&mut self, request: InputRequest, _context: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(prompt) = &mut self.prompt {
            prompt.handle(request);
        }
        Ok(Effect::Stay)
    }

    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        let month = self.month_query(context).map(|query| (query.baby, query.from, query.to));
        let year = self.year_request(context).map(|request| request.read_key(context).0);
        ReadKey::of((month, year, context.is_last_night_over()))
    }

    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        let query = self.month_query(context);
        self.month = match query {
            Some(query) => Some(load_stats(context.store, context.family, query)?),
            None => None,
        };
        Ok(())
    }

    fn request_job(&mut self, context: &Context<'_>) -> Option<Job> {
        let request = self.year_request(context)?;
        Some(request.into_job(context.family.clone()))
    }

    fn handle_job_output(&mut self, output: JobOutput, _context: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(data) = downcast_output::<Option<WeeksData>>(output) {
            self.year = data.map(|data| data.stats);
        }
        Ok(Effect::Stay)
    }

    fn status_hint(&self, context: &Context<'_>) -> String {
        let date = self.cursor_date(context);
        let day = self.month.as_ref().and_then(|month| month.days.iter().find(|day| day.date == date));
        let shown = ShownMeasures::from_family(context.family);
        day.map_or_else(String::new, |day| trends_texts::describe_day(day, &shown).join(", "))
    }

    fn action_label(&self, action: Action, _context: &Context<'_>) -> Option<&'static str> {
        match action {
            Action::ToggleZoom if self.shows_year_alone => Some(texts::MONTH_LABEL),
            _ => None,
        }
    }

    fn is_action_offered(&self, action: Action, context: &Context<'_>) -> bool {
        match action {
            Action::NextPart => !self.is_choosing,
            Action::NextCheckinCarer => self.used_theme(context) == CalendarTheme::Felt,
            Action::ToggleZoom => self.drawn_columns.get() >= MIN_YEAR_COLUMNS,
            _ => true,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let (columns, room) = (usize::from(area.width), usize::from(area.height));
        self.drawn_columns.set(columns);
        let lines = self.render_squares(columns, room, context);
        frame.render_widget(Paragraph::new(lines), area);
    }
}
