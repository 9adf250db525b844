//! The weeks: a strip for every day and night, and a table by week. Counts and times only; what was not written down
//! stays blank.
//!
//! ```text
//!              07    11    15    19    23    03        night  long woke
//! ▸Sun 22 Nov ··███···████·│
//!  Sat 21 Nov ··██···███···██████████░░████████████ ◆● 10:20  4:05    2
//!
//!  Sat 21 Nov: day 3 h 10, night 10 h 20, longest 4 h 05, woke 2 times
//! ```
//!
//! The cursor is a day and stays on it from part to part. `nights` and `weeks` draw the two parts, `says` has the words.

mod nights;
mod says;
mod weeks;

use super::today::current;
use super::{Here, Screen, Step, Today, Wants};
use crate::journal::time::{before, monday, next};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use crate::trends::{self as sums, Asked, reach};
use crate::widgets::text::{width, wrap};
use chrono::{NaiveDate, TimeDelta};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// Weeks to choose from; 0 is all of them.
const CHOICES: [i64; 5] = [2, 6, 12, 26, 0];

/// "All" goes back no further than this: a mistyped year must not fill the memory with blank days.
const MOST_WEEKS: i64 = 10 * 53;

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    Nights,
    Weeks,
}

/// The screen.
#[derive(Default)]
pub struct Trends {
    /// Index into [`CHOICES`].
    choice: usize,
    part: Part,
    /// The day the cursor is on; none is the newest.
    day: Option<NaiveDate>,
    /// None while nothing at all is written down.
    sums: Option<sums::Trends>,
}

impl Trends {
    fn weeks(&self) -> i64 {
        CHOICES.get(self.choice).copied().unwrap_or(0)
    }

    /// The day of the cursor, inside what is shown.
    fn day(&self, sums: &sums::Trends) -> NaiveDate {
        self.day.unwrap_or(sums.to).clamp(sums.from, sums.to)
    }

    fn go(&mut self, action: Action) {
        let Some(sums) = &self.sums else {
            return;
        };
        let (first, last) = (sums.from, sums.to);
        let day = self.day(sums);
        let by = |days: i64| {
            let to = day.checked_add_signed(TimeDelta::days(days));
            to.unwrap_or(day).clamp(first, last)
        };
        let (row, page) = match self.part {
            Part::Nights => (1, 7),
            Part::Weeks => (7, 28),
        };
        let to = match action {
            Action::Up => by(row),
            Action::Down => by(-row),
            Action::PageUp => by(page),
            Action::PageDown => by(-page),
            Action::Later => next(day).min(last),
            Action::Earlier => before(day).max(first),
            Action::First => last,
            Action::Last => first,
            _ => day,
        };
        // On the newest day the cursor goes along when a new one begins.
        self.day = (to != last).then_some(to);
    }

    /// Days `from` to `to` that are asked for.
    fn range(&self, first: NaiveDate, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let weeks = match self.weeks() {
            0 => MOST_WEEKS,
            weeks => weeks,
        };
        let from = monday(today)
            .checked_sub_signed(TimeDelta::weeks(weeks - 1))
            .unwrap_or(today);
        match self.weeks() {
            0 => (from.max(first).min(today), today),
            _ => (from, today),
        }
    }
}

impl Screen for Trends {
    fn place(&self) -> Place {
        Place::Trends
    }

    fn heading(&self, here: &Here<'_>) -> String {
        let baby = here.family.chosen_baby();
        let name = baby.map_or(String::new(), |baby| baby.called().to_owned());
        let range = self.sums.as_ref().map(|sums| (sums.from, sums.to));
        says::heading(&name, self.part == Part::Nights, self.weeks(), range)
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        let last = CHOICES.len() - 1;
        match action {
            Action::Back => return Ok(Step::Close),
            Action::Mark => {
                let day = self.sums.as_ref().map_or(current(here), |it| self.day(it));
                return Ok(super::marks::ask(day, here));
            }
            Action::Language => return Ok(Step::Open(Box::<super::Language>::default())),
            Action::Wider if self.choice == last => return Ok(Step::Say(says::ALL_SHOWN.into())),
            Action::Narrower if self.choice == 0 => return Ok(Step::Say(says::FEWEST.into())),
            Action::Wider => self.choice += 1,
            Action::Narrower => self.choice -= 1,
            Action::NextPart => {
                self.part = match self.part {
                    Part::Nights => Part::Weeks,
                    Part::Weeks => Part::Nights,
                }
            }
            Action::Open => {
                let day = self
                    .sums
                    .as_ref()
                    .map_or(current(here), |sums| self.day(sums));
                return Ok(Step::Open(Box::new(Today::on(day))));
            }
            _ => self.go(action),
        }
        Ok(Step::Stay)
    }

    fn wants(&self, here: &Here<'_>) -> Wants {
        let today = current(here);
        // The newest night counts once it is over, which need not be when the day begins.
        let is_over = here.family.settings.hours.night(before(today)).to <= here.now.secs();
        let baby = here.family.chosen_baby().map(|baby| baby.id);
        format!("{baby:?} {today} {is_over} {}", self.weeks())
    }

    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        let hours = here.family.settings.hours;
        let Some(baby) = here.family.chosen_baby() else {
            return Ok(());
        };
        let Some(extent) = here.store.extent(Some(baby.id))? else {
            self.sums = None;
            return Ok(());
        };
        let (from, to) = self.range(hours.date_of(extent.from), current(here));
        let entries = here.store.between(reach(from, to, &hours))?;
        let asked = Asked {
            baby: baby.id,
            from,
            to,
            hours,
            now: here.now,
        };
        self.sums = Some(sums::trends(&entries, here.family, &asked));
        Ok(())
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let (columns, room) = (usize::from(area.width), usize::from(area.height));
        let Some(sums) = &self.sums else {
            let said = wrap(says::EMPTY, columns.saturating_sub(2));
            let said = said
                .into_iter()
                .map(|line| Line::styled(format!(" {line}"), here.look.dim()));
            frame.render_widget(Paragraph::new(said.collect::<Vec<_>>()), area);
            return;
        };
        let day = self.day(sums);
        let more = match self.part {
            Part::Nights => nights::marks(columns, here),
            Part::Weeks => weeks::wider(sums, columns),
        };
        let mut foot = foot(sums, day, more, columns, here);
        // In a small window the rows come first, then the numbers of the day, then the rest.
        foot.truncate(match room {
            0..3 => 0,
            3..8 => 1,
            _ => room - 4,
        });
        let room = room - foot.len();
        let mut lines = match self.part {
            Part::Nights => nights::lines(sums, day, columns, room, here),
            Part::Weeks => weeks::lines(sums, day, columns, room, here),
        };
        lines.resize(room, Line::default());
        lines.extend(foot);
        frame.render_widget(Paragraph::new(lines), area);
    }
}

/// The numbers of the day under the cursor, what blank means, and what more a part has to say.
fn foot(
    sums: &sums::Trends,
    day: NaiveDate,
    more: String,
    columns: usize,
    here: &Here<'_>,
) -> Vec<Line<'static>> {
    let found = sums.days.iter().find(|it| it.date == day);
    let parts = found.map_or_else(Vec::new, |it| says::day(it, sums, here.now.secs()));
    let mut lines = fitting(&parts, ", ", columns, here);
    // As many lines whatever the day, so that the rows do not jump as the cursor goes.
    let steady = if columns >= 76 { 2 } else { 3 };
    lines.resize(steady, Line::default());
    let is_blank = sums.days.iter().all(says::is_blank);
    let blank = if is_blank {
        says::BLANK_WEEKS
    } else {
        says::BLANK
    };
    let mut last = vec![blank.to_owned()];
    last.extend(Some(more).filter(|more| !more.is_empty()));
    let last = fitting(&last, "  ", columns, here);
    lines.extend(last.into_iter().map(|line| line.style(here.look.dim())));
    lines
}

/// Parts joined on as few lines as they need, broken only between parts.
fn fitting(parts: &[String], joint: &str, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(2);
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if width(line) + width(joint) + width(part) <= room => {
                line.push_str(joint);
                line.push_str(part);
            }
            Some(line) => {
                line.push_str(joint.trim_end());
                lines.extend(wrap(part, room));
            }
            None => lines.extend(wrap(part, room)),
        }
    }
    lines
        .into_iter()
        .map(|line| Line::raw(format!(" {}", here.look.text(&line))))
        .collect()
}

/// The window of `room` rows out of `all` that keeps row `at` in sight, in the middle but for the ends.
pub(super) fn first_shown(at: usize, all: usize, room: usize) -> usize {
    at.saturating_sub(room / 2).min(all.saturating_sub(room))
}
