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

mod cues;
mod days;
mod foot;
mod marks;
mod panels;
mod picture;
mod said;
mod says;
mod table;
mod together;
mod touch;
mod weeks;

use super::today::current;
use super::{Here, Screen, Step, Today, Wants};
use crate::journal::time::{before, next};
use crate::journal::{Change, Edit, Record, Setting};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use crate::trends as sums;
use crate::widgets::text::wrap;
use crate::work::{Found, Job, of};
use chrono::{NaiveDate, TimeDelta};
use panels::{Panel, View};
use picture::{Picture, Wanted};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use serde_json::json;

/// Weeks to choose from; 0 is all of them.
const CHOICES: [i64; 5] = [2, 6, 12, 26, 0];

/// The setting that keeps sleep without numbers.
const QUIET: &str = "quiet";

#[derive(Default)]
pub struct Trends {
    /// Index into [`CHOICES`].
    choice: usize,
    panel: Panel,
    whole: bool,
    /// The day the cursor is on; none is the newest.
    day: Option<NaiveDate>,
    /// The paragraph the cursor is on in what went with what.
    item: usize,
    whose: Option<String>,
    /// None while nothing at all is written down. While more is added up behind the screen, the last one stays.
    picture: Option<Picture>,
    /// It is being added up behind the screen.
    adding: bool,
}

impl Trends {
    fn weeks(&self) -> i64 {
        CHOICES.get(self.choice).copied().unwrap_or(0)
    }

    /// The day of the cursor, inside what is shown.
    fn day(&self, sums: &sums::Trends) -> NaiveDate {
        self.day.unwrap_or(sums.to).clamp(sums.from, sums.to)
    }

    /// The day of the cursor; while nothing is shown, today.
    fn on(&self, here: &Here<'_>) -> NaiveDate {
        let sums = self.picture.as_ref().map(|it| &it.sums);
        sums.map_or(current(here), |sums| self.day(sums))
    }

    fn view<'a>(&'a self, picture: &'a Picture, area: Rect, here: &'a Here<'a>) -> View<'a> {
        View {
            sums: &picture.sums,
            together: &picture.together,
            day: self.day(&picture.sums),
            item: self.item,
            focused: true,
            whole: self.whole,
            whose: self.whose.as_deref(),
            columns: usize::from(area.width),
            room: usize::from(area.height),
            here,
        }
    }

    /// The cursor goes along days, or along paragraphs where there are no days.
    fn go(&mut self, action: Action, here: &Here<'_>) {
        let Some(picture) = &self.picture else {
            return;
        };
        let (first, last) = (picture.sums.from, picture.sums.to);
        let items = together::items(&self.view(picture, Rect::default(), here));
        let day = self.day(&picture.sums);
        if self.panel == Panel::Together {
            let (at, end) = (self.item.min(items - 1), items - 1);
            self.item = match action {
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
            Panel::Days => (1, 7),
            _ => (7, 28),
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

    /// The panel `by` places on, round and round.
    fn turn(&mut self, by: usize, here: &Here<'_>) {
        let used = Panel::used(here.family);
        let at = used.iter().position(|panel| *panel == self.panel);
        self.panel = used[(at.unwrap_or(0) + by) % used.len()];
    }

    /// Everyone's check-ins, then one carer's after another.
    fn next_carer(&mut self) -> Step {
        let Some(picture) = &self.picture else {
            return Step::Stay;
        };
        let days = picture.sums.days.iter();
        let names = days.flat_map(|day| &day.checkins).map(|mark| &mark.carer);
        let mut names: Vec<&String> = names.chain(picture.together.felt.iter().map(|it| &it.carer)).collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            return Step::Say(says::NO_CARERS.into());
        }
        self.whose = match &self.whose {
            None => names.first().map(|name| (*name).clone()),
            Some(now) => names.into_iter().find(|name| *name > now).cloned(),
        };
        Step::Say(says::whose(self.whose.as_deref()))
    }
}

/// Sleep without numbers, or with them again: kept, so that it stays.
fn quieter(here: &Here<'_>) -> Result<Step, Trouble> {
    let before = here.store.setting(QUIET)?;
    let is_quiet = before.as_ref().is_some_and(|it| it.value == json!(true));
    let after = (!is_quiet).then(|| Setting { name: QUIET.to_owned(), value: json!(true) });
    let title = if is_quiet { says::NOT_QUIET } else { says::QUIET };
    Ok(Step::Keep(Change {
        title: title.to_owned(),
        edits: vec![Edit { before: before.map(Record::Setting), after: after.map(Record::Setting) }],
    }))
}

impl Screen for Trends {
    fn place(&self) -> Place {
        Place::Trends
    }

    fn heading(&self, here: &Here<'_>) -> String {
        let baby = here.family.chosen_baby();
        let name = baby.map_or(String::new(), |baby| baby.called().to_owned());
        // While more is added up, the picture is still that of fewer days.
        let picture = self.picture.as_ref().filter(|_| !self.adding);
        let range = picture.map(|it| (it.sums.from, it.sums.to));
        says::heading(&name, self.weeks(), range)
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        let last = CHOICES.len() - 1;
        match action {
            Action::Back if self.whole => self.whole = false,
            Action::Back => return Ok(Step::Close),
            Action::Mark => return Ok(super::marks::ask(self.on(here), here)),
            Action::Language => return Ok(Step::Open(Box::<super::Language>::default())),
            Action::Wider if self.choice == last => return Ok(Step::Say(says::ALL_SHOWN.into())),
            Action::Narrower if self.choice == 0 => return Ok(Step::Say(says::FEWEST.into())),
            Action::Wider => self.choice += 1,
            Action::Narrower => self.choice -= 1,
            Action::NextPart => self.turn(1, here),
            Action::PartBefore => self.turn(Panel::used(here.family).len() - 1, here),
            Action::Whole => self.whole = !self.whole,
            Action::Whose => return Ok(self.next_carer()),
            Action::Quiet => return quieter(here),
            Action::Open => return Ok(Step::Open(Box::new(Today::on(self.on(here))))),
            _ => self.go(action, here),
        }
        Ok(Step::Stay)
    }

    fn wants(&self, here: &Here<'_>) -> Wants {
        Wanted::by(self, here).map_or(Wants::new(), |wanted| wanted.told(here.family))
    }

    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        self.adding = false;
        if let Some(wanted) = Wanted::by(self, here).filter(Wanted::is_short) {
            self.picture = wanted.read(here)?;
        }
        Ok(())
    }

    fn work(&mut self, here: &Here<'_>) -> Option<Job> {
        let wanted = Wanted::by(self, here).filter(|wanted| !wanted.is_short())?;
        self.adding = true;
        Some(wanted.job(here.family.clone()))
    }

    fn worked(&mut self, found: Found, _here: &Here<'_>) -> Result<Step, Trouble> {
        if let Some(picture) = of::<Option<Picture>>(found) {
            self.picture = picture;
            self.adding = false;
        }
        Ok(Step::Stay)
    }

    fn aside(&self, here: &Here<'_>) -> String {
        if self.adding {
            return format!("{}…", says::ADDING);
        }
        match &self.picture {
            Some(_) if here.family.settings.quiet => says::QUIET.to_owned(),
            _ => String::new(),
        }
    }

    fn word(&self, action: Action, here: &Here<'_>) -> Option<&'static str> {
        match action {
            Action::Whole if self.whole => Some(says::ALL_PANELS),
            Action::Quiet if here.family.settings.quiet => Some(says::WITH_NUMBERS),
            _ => None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let (columns, room) = (usize::from(area.width), usize::from(area.height));
        let Some(picture) = &self.picture else {
            let said = wrap(says::EMPTY, columns.saturating_sub(2));
            let said = said.into_iter().map(|line| Line::styled(format!(" {line}"), here.look.dim()));
            frame.render_widget(Paragraph::new(said.collect::<Vec<_>>()), area);
            return;
        };
        let view = self.view(picture, area, here);
        let mut foot = self.foot(&view, area, "");
        // In a small window the rows come first, then the numbers of the day, then the rest.
        foot.truncate(match room {
            0..3 => 0,
            3..8 => 1,
            _ => room - 4,
        });
        let rows = |n: usize| u16::try_from(n).unwrap_or(0);
        let above = Rect { height: rows(room - foot.len()), ..area };
        let below = Rect { y: area.y + above.height, height: rows(foot.len()), ..area };
        for (panel, place) in panels::places(self, &view, above) {
            let view = View {
                focused: panel == self.panel,
                columns: usize::from(place.width),
                room: usize::from(place.height),
                ..view
            };
            frame.render_widget(Paragraph::new(panel.lines(&view)), place);
            let more = match panel {
                Panel::Days => days::marks(columns, here),
                Panel::Weeks => weeks::wider(&view).to_owned(),
                _ => String::new(),
            };
            if view.focused && foot.len() > 1 {
                foot = self.foot(&view, area, &more);
                foot.truncate(usize::from(below.height));
            }
        }
        frame.render_widget(Paragraph::new(foot), below);
    }
}

/// The window of `room` rows out of `all` that keeps row `at` in sight, in the middle but for the ends.
pub(crate) fn first_shown(at: usize, all: usize, room: usize) -> usize {
    at.saturating_sub(room / 2).min(all.saturating_sub(room))
}
