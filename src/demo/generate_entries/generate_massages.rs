//! Touch as it was written down: massages afterwards or while they went on, other touch, and "not today".

use crate::demo::generate_entries::{Page, round};
use crate::demo::rng::Chance;
use crate::demo::sleep_model::Slept;
use crate::demo::{DAYS, sample_cues, sample_texts};
use crate::model::{Details, Massage, Moment};
use crate::vocabulary::strokes_for_area;

/// What two people do when she wants a change under their hands.
const RESPONSE: &[&str] = &[
    "paused",
    "paused",
    "rested-hands",
    "slowed-down",
    "lighter",
    "moved-on",
    "changed-stroke",
    "talked-or-sang",
];
const ENDING: &[&str] = &["stopped", "stopped", "cuddled", "rested-hands"];

impl Page<'_> {
    pub(crate) fn touch(&mut self) {
        let chance = &mut Chance::of(36, self.day);
        let roll = if self.day == DAYS - 1 { 0 } else { chance.below(100) };
        match self.day {
            38 | 40 => self.not_today("jabs", chance),
            57..=59 => self.not_today("unwell", chance),
            _ if roll < 40 => self.massage(chance),
            _ if roll < 53 => {
                let reason = *chance.pick(&[
                    "asleep",
                    "hungry",
                    "unsettled",
                    "needed-rest",
                    "no-time",
                    "no-reason",
                    "no-reason",
                ]);
                self.not_today(reason, chance);
            }
            _ if roll < 64 => self.other_touch(chance),
            _ => {}
        }
    }

    fn not_today(&mut self, reason: &str, chance: &mut Chance) {
        let massage = Massage { not_today: Some(reason.to_owned()), ..Massage::default() };
        let at = self.when.wall(self.day, chance.between(1080, 1170));
        self.add(chance.is_one_of(25), at, Details::Massage(massage));
    }

    fn other_touch(&mut self, chance: &mut Chance) {
        let touch =
            chance.perhaps(100, &["skin-to-skin", "skin-to-skin", "holding", "carrying", "still-hands"]);
        let massage = Massage {
            touch,
            before: chance.perhaps(40, &["active-alert", "drowsy", "quiet-alert", "crying"]),
            after: chance.perhaps(40, &["drowsy", "quiet-alert", "light-sleep", "active-alert"]),
            ..Massage::default()
        };
        let Some((from, to)) = self.stretch(chance, chance_minutes(25, 12)) else {
            return;
        };
        let until = self.when.at(round(to, 5));
        let father = chance.is_one_of(40);
        let entry = self.add(father, round(from, 5), Details::Massage(massage));
        entry.until = Some(until);
        entry.approximate = chance.is_one_of(30);
    }

    /// A time awake that is long enough: in the evening, or in the morning.
    fn stretch(&self, chance: &mut Chance, minutes: impl Fn(&mut Chance) -> i64) -> Option<(i64, i64)> {
        let minutes = minutes(chance);
        let fits = |awake: &Slept| awake.to - awake.from > (minutes + 22) * 60;
        let awake: Vec<Slept> = self.life.awake().into_iter().filter(fits).collect();
        let evening = chance.is_one_of(55) && self.day < DAYS - 1;
        let place = if evening { awake.len().checked_sub(1)? } else { 1.min(awake.len().checked_sub(1)?) };
        let stretch = awake.get(place)?;
        let from = stretch.from + 60 * chance.between(8, 16);
        Some((from, from + minutes * 60))
    }

    fn massage(&mut self, chance: &mut Chance) {
        let stopped = chance.is_one_of(26) || self.day == DAYS - 1;
        let minutes = if stopped { chance_minutes(7, 4) } else { chance_minutes(14, 7) };
        let Some((from, to)) = self.stretch(chance, minutes) else {
            return;
        };
        // While it goes on, moments have their own times; afterwards nobody knows them.
        let live = chance.is_one_of(40);
        let (from, to) = if live { (from, to) } else { (round(from, 5), round(from, 5) + to - from) };
        let areas = self.areas(stopped, chance);
        let moments = self.moments((from, to), live, stopped, &areas, chance);
        let felt_before = u8::try_from(chance.between(2, 4)).ok().filter(|_| chance.is_one_of(35));
        let felt_after = felt_before
            .filter(|_| chance.is_one_of(80))
            .and_then(|felt| felt.checked_add_signed(*chance.pick(&[-1, 0, 0, 0, 1])));
        let others = ["finished", "finished", "finished", "something-came-up", "i-needed-to-stop"];
        let massage = Massage {
            touch: Some("massage".into()),
            asked: chance.perhaps(86, &["yes", "yes", "yes", "yes", "unsure", "not-asked"]),
            before: chance
                .perhaps(80, &["quiet-alert", "quiet-alert", "quiet-alert", "active-alert", "drowsy"]),
            after: chance.perhaps(75, &["drowsy", "quiet-alert", "quiet-alert", "active-alert", "crying"]),
            strokes: strokes(&areas, chance),
            areas,
            moments,
            ended: if stopped { Some("baby-said-stop".into()) } else { chance.perhaps(85, &others) },
            oil: chance.perhaps(70, &["none", "none", "sunflower", "sunflower", "sunflower"]),
            felt_before,
            felt_after,
            ..Massage::default()
        };
        let father = chance.is_one_of(if self.is_free_for_him() { 45 } else { 25 });
        let until = self.when.at(to);
        let note = chance.perhaps(25, if stopped { sample_texts::STOPPED } else { sample_texts::TOUCHED });
        let entry = self.add(father, from, Details::Massage(massage));
        entry.until = Some(until);
        entry.note = note;
    }

    /// Legs at first, more with the weeks; fewer when she ended it.
    fn areas(&self, stopped: bool, chance: &mut Chance) -> Vec<String> {
        let order = ["legs", "tummy", "chest", "arms", "back", "face"];
        let known = (2 + self.day / 18).min(6);
        let most = if stopped { 1.max(known / 3) } else { known };
        let many = chance.between(1, most);
        order.iter().take(usize::try_from(many).unwrap_or(1)).map(|area| (*area).to_owned()).collect()
    }

    fn moments(
        &self,
        (from, to): (i64, i64),
        live: bool,
        stopped: bool,
        areas: &[String],
        chance: &mut Chance,
    ) -> Vec<Moment> {
        let many = if stopped { chance.between(1, 2) } else { chance.between(0, 3) };
        (1..=many)
            .map(|number| {
                let last = number == many && stopped;
                let mut moment = if last {
                    sample_cues::away(self.week, ENDING, chance)
                } else if chance.is_one_of(60) {
                    sample_cues::towards(self.week, &["talked-or-sang", "slowed-down"], chance)
                } else {
                    sample_cues::away(self.week, RESPONSE, chance)
                };
                let at = round(from + (to - from) * number / (many + 1), 1);
                moment.at = live.then(|| self.when.at(at));
                let place = usize::try_from(number - 1).unwrap_or(0);
                moment.area = areas.get(place).filter(|_| chance.is_one_of(70)).cloned();
                moment
            })
            .collect()
    }
}

/// One or two strokes by name, for those who like to.
fn strokes(areas: &[String], chance: &mut Chance) -> Vec<String> {
    let named = areas.iter().filter(|_| chance.is_one_of(22)).cloned().collect::<Vec<_>>();
    let mut strokes = Vec::new();
    for area in named {
        let known = strokes_for_area(&area);
        if !known.is_empty() {
            strokes.push(chance.pick(&known).code.clone());
        }
    }
    strokes
}

/// A length around so many minutes.
fn chance_minutes(middle: i64, spread: i64) -> impl Fn(&mut Chance) -> i64 {
    move |chance| chance.near(middle, spread)
}
