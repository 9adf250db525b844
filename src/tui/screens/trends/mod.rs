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
//!  Sat 21 Nov: day 3 h 10, night 10 h 20, longest 4 h 05, woke 2 times
//! ```
//!
//! The cursor is a day and stays on it from panel to panel. `panels` says where each stands, a file draws each, `picture`
//! reads and adds up, `says` has the words.

pub(crate) mod associations_panel;
pub(crate) mod checkin_days;
pub(crate) mod cue_weeks;
pub(crate) mod details;
pub(crate) mod panel_layout;
pub(crate) mod sleep_weeks;
pub(crate) mod touch_weeks;
pub(crate) mod trends_data;
pub(crate) mod trends_days;
pub(crate) mod trends_table;
pub(crate) mod trends_texts;
pub(crate) mod weekly_list;

use crate::model::time::{next_day, previous_day};
use crate::model::{Change, Edit, Record, Setting};
use crate::stats as sums;
use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::tui::jobs::{Job, JobOutput, downcast_output};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::today::current_family_date;
use crate::tui::screens::trends::panel_layout::{StatsPanel, StatsView};
use crate::tui::screens::trends::trends_data::{StatsData, StatsRequest};
use crate::tui::screens::{Context, Effect, ReadKey, Screen, TodayScreen};
use chrono::{NaiveDate, TimeDelta};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use serde_json::json;

/// Weeks to choose from; 0 is all of them.
const WEEK_CHOICES: [i64; 5] = [2, 6, 12, 26, 0];

/// The setting that keeps sleep without numbers.
const QUIET_SETTING: &str = "quiet";

#[derive(Default)]
pub struct StatsScreen {
    /// Index into [`CHOICES`].
    week_choice: usize,
    panel: StatsPanel,
    is_zoomed: bool,
    /// The day the cursor is on; none is the newest.
    selected_day: Option<NaiveDate>,
    /// The paragraph the cursor is on in what went with what.
    selected_item: usize,
    carer_filter: Option<String>,
    /// None while nothing at all is written down. While more is added up behind the screen, the last one stays.
    data: Option<StatsData>,
    /// It is being added up behind the screen.
    is_loading: bool,
}

impl StatsScreen {
    fn week_count(&self) -> i64 {
        WEEK_CHOICES.get(self.week_choice).copied().unwrap_or(0)
    }

    /// The day of the cursor, inside what is shown.
    fn cursor_day(&self, sums: &sums::PeriodStats) -> NaiveDate {
        self.selected_day.unwrap_or(sums.to).clamp(sums.from, sums.to)
    }

    /// The day of the cursor; while nothing is shown, today.
    fn cursor_day_or_today(&self, here: &Context<'_>) -> NaiveDate {
        let sums = self.data.as_ref().map(|it| &it.stats);
        sums.map_or(current_family_date(here), |sums| self.cursor_day(sums))
    }

    fn build_view<'a>(&'a self, picture: &'a StatsData, area: Rect, here: &'a Context<'a>) -> StatsView<'a> {
        StatsView {
            stats: &picture.stats,
            associations: &picture.associations,
            day: self.cursor_day(&picture.stats),
            item: self.selected_item,
            focused: true,
            is_zoomed: self.is_zoomed,
            carer_filter: self.carer_filter.as_deref(),
            columns: usize::from(area.width),
            height: usize::from(area.height),
            context: here,
        }
    }

    /// The cursor goes along days, or along paragraphs where there are no days.
    fn move_cursor(&mut self, action: Action, here: &Context<'_>) {
        let Some(picture) = &self.data else {
            return;
        };
        let (first, last) = (picture.stats.from, picture.stats.to);
        let items = associations_panel::count_items(&self.build_view(picture, Rect::default(), here));
        let day = self.cursor_day(&picture.stats);
        if self.panel == StatsPanel::Associations {
            let (at, end) = (self.selected_item.min(items - 1), items - 1);
            self.selected_item = match action {
                Action::Up => at.saturating_sub(1),
                Action::Down => (at + 1).min(end),
                Action::PageUp => at.saturating_sub(5),
                Action::PageDown => (at + 5).min(end),
                Action::First => 0,
                Action::Last => end,
                _ => at,
            };
            return;
        }
        let by = |days: i64| {
            let to = day.checked_add_signed(TimeDelta::days(days));
            to.unwrap_or(day).clamp(first, last)
        };
        let (row, page) = match self.panel {
            StatsPanel::Days => (1, 7),
            _ => (7, 28),
        };
        let to = match action {
            Action::Up => by(row),
            Action::Down => by(-row),
            Action::PageUp => by(page),
            Action::PageDown => by(-page),
            Action::Later => next_day(day).min(last),
            Action::Earlier => previous_day(day).max(first),
            Action::First => last,
            Action::Last => first,
            _ => day,
        };
        // On the newest day the cursor goes along when a new one begins.
        self.selected_day = (to != last).then_some(to);
    }

    /// The panel `by` places on, round and round.
    fn cycle_panel(&mut self, by: usize, here: &Context<'_>) {
        let used = StatsPanel::for_family(here.family);
        let at = used.iter().position(|panel| *panel == self.panel);
        self.panel = used[(at.unwrap_or(0) + by) % used.len()];
    }

    /// Everyone's check-ins, then one carer's after another.
    fn filter_next_carer(&mut self) -> Effect {
        let Some(picture) = &self.data else {
            return Effect::Stay;
        };
        let days = picture.stats.days.iter();
        let names = days.flat_map(|day| &day.checkins).map(|mark| &mark.carer);
        let mut names: Vec<&String> =
            names.chain(picture.associations.felt.iter().map(|it| &it.carer)).collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            return Effect::SetStatus(trends_texts::NO_CARERS.into());
        }
        self.carer_filter = match &self.carer_filter {
            None => names.first().map(|name| (*name).clone()),
            Some(now) => names.into_iter().find(|name| *name > now).cloned(),
        };
        Effect::SetStatus(trends_texts::describe_carer_filter(self.carer_filter.as_deref()))
    }
}

/// Sleep without numbers, or with them again: kept, so that it stays.
fn toggle_numbers(here: &Context<'_>) -> Result<Effect, StoreError> {
    let before = here.store.load_setting(QUIET_SETTING)?;
    let is_quiet = before.as_ref().is_some_and(|it| it.value == json!(true));
    let after = (!is_quiet).then(|| Setting { name: QUIET_SETTING.to_owned(), value: json!(true) });
    let title = if is_quiet { trends_texts::NUMBERS_SHOWN } else { trends_texts::NUMBERS_HIDDEN };
    Ok(Effect::Save(Change {
        title: title.to_owned(),
        edits: vec![Edit { before: before.map(Record::Setting), after: after.map(Record::Setting) }],
    }))
}

impl Screen for StatsScreen {
    fn input_mode(&self) -> Mode {
        Mode::Trends
    }

    fn heading_text(&self, here: &Context<'_>) -> String {
        let baby = here.family.selected_baby();
        let name = baby.map_or(String::new(), |baby| baby.display_name().to_owned());
        // While more is added up, the picture is still that of fewer days.
        let picture = self.data.as_ref().filter(|_| !self.is_loading);
        let range = picture.map(|it| (it.stats.from, it.stats.to));
        trends_texts::format_heading(&name, self.week_count(), range)
    }

    fn handle_action(&mut self, action: Action, here: &Context<'_>) -> Result<Effect, StoreError> {
        let last = WEEK_CHOICES.len() - 1;
        match action {
            Action::Back if self.is_zoomed => self.is_zoomed = false,
            Action::Back => return Ok(Effect::Close),
            Action::MarkCoverage => {
                return Ok(crate::tui::screens::coverage::open_coverage(
                    self.cursor_day_or_today(here),
                    here,
                ));
            }
            Action::Language => {
                return Ok(Effect::Open(Box::<crate::tui::screens::CueProfileScreen>::default()));
            }
            Action::Wider if self.week_choice == last => {
                return Ok(Effect::SetStatus(trends_texts::ALL_SHOWN.into()));
            }
            Action::Narrower if self.week_choice == 0 => {
                return Ok(Effect::SetStatus(trends_texts::FEWEST_WEEKS.into()));
            }
            Action::Wider => self.week_choice += 1,
            Action::Narrower => self.week_choice -= 1,
            Action::NextPart => self.cycle_panel(1, here),
            Action::PreviousPart => self.cycle_panel(StatsPanel::for_family(here.family).len() - 1, here),
            Action::ToggleZoom => self.is_zoomed = !self.is_zoomed,
            Action::NextCheckinCarer => return Ok(self.filter_next_carer()),
            Action::ToggleNumbers => return toggle_numbers(here),
            Action::Open => {
                return Ok(Effect::Open(Box::new(TodayScreen::for_date(self.cursor_day_or_today(here)))));
            }
            _ => self.move_cursor(action, here),
        }
        Ok(Effect::Stay)
    }

    fn read_key(&self, here: &Context<'_>) -> ReadKey {
        StatsRequest::from_screen(self, here)
            .map_or(ReadKey::new(), |wanted| wanted.read_key_for(here.family))
    }

    fn load_data(&mut self, here: &Context<'_>) -> Result<(), StoreError> {
        self.is_loading = false;
        if let Some(wanted) = StatsRequest::from_screen(self, here).filter(StatsRequest::is_quick) {
            self.data = wanted.load_now(here)?;
        }
        Ok(())
    }

    fn request_job(&mut self, here: &Context<'_>) -> Option<Job> {
        let wanted = StatsRequest::from_screen(self, here).filter(|wanted| !wanted.is_quick())?;
        self.is_loading = true;
        Some(wanted.into_job(here.family.clone()))
    }

    fn handle_job_output(&mut self, found: JobOutput, _here: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(picture) = downcast_output::<Option<StatsData>>(found) {
            self.data = picture;
            self.is_loading = false;
        }
        Ok(Effect::Stay)
    }

    fn status_hint(&self, here: &Context<'_>) -> String {
        if self.is_loading {
            return format!("{}…", trends_texts::COMPUTING);
        }
        match &self.data {
            Some(_) if here.family.settings.quiet => trends_texts::NUMBERS_HIDDEN.to_owned(),
            _ => String::new(),
        }
    }

    fn action_label(&self, action: Action, here: &Context<'_>) -> Option<&'static str> {
        match action {
            Action::ToggleZoom if self.is_zoomed => Some(trends_texts::ALL_PANELS),
            Action::ToggleNumbers if here.family.settings.quiet => Some(trends_texts::WITH_NUMBERS),
            _ => None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Context<'_>) {
        let (columns, room) = (usize::from(area.width), usize::from(area.height));
        let Some(picture) = &self.data else {
            let said = wrap_text(trends_texts::EMPTY, columns.saturating_sub(2));
            let said = said.into_iter().map(|line| Line::styled(format!(" {line}"), here.theme.dim_style()));
            frame.render_widget(Paragraph::new(said.collect::<Vec<_>>()), area);
            return;
        };
        let view = self.build_view(picture, area, here);
        let mut foot = self.render_details(&view, area, "");
        // In a small window the rows come first, then the numbers of the day, then the rest.
        foot.truncate(match room {
            0..3 => 0,
            3..8 => 1,
            _ => room - 4,
        });
        let rows = |n: usize| u16::try_from(n).unwrap_or(0);
        let above = Rect { height: rows(room - foot.len()), ..area };
        let below = Rect { y: area.y + above.height, height: rows(foot.len()), ..area };
        for (panel, place) in panel_layout::layout_panels(self, &view, above) {
            let view = StatsView {
                focused: panel == self.panel,
                columns: usize::from(place.width),
                height: usize::from(place.height),
                ..view
            };
            frame.render_widget(Paragraph::new(panel.render_lines(&view)), place);
            let more = match panel {
                StatsPanel::Days => trends_days::format_glyph_legend(columns, here),
                StatsPanel::Weeks => sleep_weeks::more_columns_hint(&view).to_owned(),
                _ => String::new(),
            };
            if view.focused && foot.len() > 1 {
                foot = self.render_details(&view, area, &more);
                foot.truncate(usize::from(below.height));
            }
        }
        frame.render_widget(Paragraph::new(foot), below);
    }
}

/// The window of `room` rows out of `all` that keeps row `at` in sight, in the middle but for the ends.
pub(crate) fn first_visible_row(at: usize, all: usize, room: usize) -> usize {
    at.saturating_sub(room / 2).min(all.saturating_sub(room))
}
