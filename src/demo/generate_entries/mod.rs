//! What was written down of those weeks, and what was not: sleeps and nights with and without times, cues, check-ins,
//! notes, and days on which nobody wrote anything.

pub(crate) mod generate_massages;

use crate::demo::rng::Chance;
use crate::demo::sample_family::{HALF, People};
use crate::demo::sleep_model::{Day, Slept};
use crate::demo::{AGE, DAYS, When, id, sample_cues, sample_texts, sleep_model};
use crate::model::{Checkin, Cue, Details, Entry, Note, Sleep};
use chrono::{Datelike, Weekday};

/// Days on which nobody wrote anything, nor in the night after.
const BLANK: [i64; 10] = [9, 10, 24, 33, 34, 51, 52, 63, 65, 75];
/// The last days are written down well, so that there is something to look at.
const LATELY: i64 = DAYS - 3;
const AT_WORK: i64 = 13;

/// How much of a night was written down.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Bouts,
    Half,
    Whole,
    Words,
    Nothing,
}

struct Page<'a> {
    day: i64,
    when: &'a When,
    people: &'a People,
    life: &'a Day,
    week: i64,
    entries: Vec<Entry>,
}

/// Every entry up to now, oldest first.
pub(crate) fn entries(when: &When, people: &People) -> Vec<Entry> {
    let days = sleep_model::days(when);
    let mut entries: Vec<Entry> = (0..DAYS)
        .zip(&days)
        .filter(|(day, _)| !BLANK.contains(day))
        .flat_map(|(day, life)| {
            let mut page =
                Page { day, when, people, life, week: (AGE + day - 35).div_euclid(7), entries: Vec::new() };
            page.naps();
            page.night();
            page.cues();
            page.touch();
            page.checkins();
            page.notes();
            page.entries
        })
        .filter_map(|entry| until_now(entry, when))
        .collect();
    entries.sort_by_key(|entry| entry.at.unix_seconds());
    for (number, entry) in (0..).zip(&mut entries) {
        entry.id = id(entry.at.unix_seconds(), number);
    }
    entries
}

/// What lies ahead is not written yet; a sleep under way has no end.
fn until_now(mut entry: Entry, when: &When) -> Option<Entry> {
    let now = when.now.unix_seconds();
    if entry.at.unix_seconds() > now {
        return None;
    }
    let goes_on = entry.until.is_some_and(|until| until.unix_seconds() > now);
    match &mut entry.details {
        Details::Sleep(sleep) if goes_on => {
            entry.until = None;
            entry.approximate = false;
            sleep.wakings = None;
        }
        _ if goes_on => return None,
        _ => {}
    }
    Some(entry)
}

impl Page<'_> {
    /// Adds an entry at an instant. Its identity comes once it has its place among all.
    fn add(&mut self, father: bool, at: i64, what: Details) -> &mut Entry {
        let of_baby = !matches!(what, Details::Checkin(_) | Details::Note(_));
        let entry = Entry {
            id: uuid::Uuid::nil(),
            baby: of_baby.then(|| self.people.baby()),
            carer: self.people.carer(father),
            at: self.when.at(at),
            until: None,
            approximate: false,
            note: None,
            details: what,
        };
        self.entries.push(entry);
        let last = self.entries.len() - 1;
        &mut self.entries[last]
    }

    /// Adds a sleep, to the minute or roughly.
    fn sleep(&mut self, slept: Slept, to_minutes: i64, father: bool, sleep: Sleep) -> &mut Entry {
        let (from, to) = (round(slept.from, to_minutes), round(slept.to, to_minutes));
        let until = self.when.at(to.max(from + 60 * to_minutes));
        let entry = self.add(father, from, Details::Sleep(sleep));
        entry.until = Some(until);
        entry.approximate = to_minutes >= 15;
        entry
    }

    fn is_free_for_him(&self) -> bool {
        let weekend = matches!(self.when.date(self.day).weekday(), Weekday::Sat | Weekday::Sun);
        weekend || self.day < AT_WORK
    }

    fn naps(&mut self) {
        let chance = &mut Chance::of(2, self.day);
        let often = if self.day < 30 { 66 } else { 82 };
        let evening = self.when.wall(self.day, 18 * 60 + 45);
        let has_night = matches!(self.written(), Written::Bouts | Written::Whole);
        for nap in &self.life.naps {
            let exact = *chance.pick(&[1, 1, 5, 5, 15]);
            let settled =
                chance.perhaps(55, &["sling", "sling", "held", "fed", "fed", "pram", "rocked", "own", "car"]);
            let father = chance.is_one_of(if self.is_free_for_him() { 35 } else { 4 });
            let note = chance.perhaps(6, sample_texts::NAP);
            let lately = self.day >= LATELY;
            // An evening nobody wrote in looks short in the sums only because of its last nap.
            let alone = !has_night && nap.to > evening;
            if alone || !(chance.is_one_of(often) || lately) {
                continue;
            }
            let settled = settled.into_iter().collect();
            let sleep = Sleep { settled, ..Sleep::default() };
            self.sleep(*nap, exact, father, sleep).note = note;
        }
    }

    fn night(&mut self) {
        let chance = &mut Chance::of(3, self.day);
        match self.written() {
            Written::Bouts => self.bouts(usize::MAX, chance),
            Written::Half => self.bouts(if chance.is_one_of(50) { 1 } else { 2 }, chance),
            Written::Whole => self.whole_night(chance),
            Written::Words => self.night_in_words(chance),
            Written::Nothing => {}
        }
    }

    /// How much of the night after this day was written down.
    fn written(&self) -> Written {
        match Chance::of(8, self.day).below(100) {
            _ if HALF.contains(&self.day) => Written::Half,
            ..64 => Written::Bouts,
            _ if self.day >= LATELY => Written::Bouts,
            64..80 => Written::Whole,
            80..93 => Written::Words,
            _ => Written::Nothing,
        }
    }

    /// The first `most` sleeps of the night, one by one.
    fn bouts(&mut self, most: usize, chance: &mut Chance) {
        for (number, bout) in self.life.night.iter().take(most).enumerate() {
            let settled = if number == 0 {
                chance.perhaps(70, &["fed", "fed", "rocked", "held", "sang", "own"])
            } else {
                chance.perhaps(45, &["fed", "fed", "fed", "held", "patted"])
            };
            let is_long = bout.to - bout.from > 150 * 60;
            let sleep = Sleep {
                settled: settled.into_iter().collect(),
                wakings: (is_long && chance.is_one_of(15)).then_some(1),
                ..Sleep::default()
            };
            let father = chance.is_one_of(22);
            self.sleep(*bout, *chance.pick(&[1, 1, 5]), father, sleep);
        }
    }

    /// The whole night in one entry, roughly, with how often she woke.
    fn whole_night(&mut self, chance: &mut Chance) {
        let night = &self.life.night;
        let (Some(first), Some(last)) = (night.first(), night.last()) else {
            return;
        };
        let slept = Slept { from: first.from, to: last.to };
        let sleep = Sleep { wakings: u16::try_from(night.len() - 1).ok(), ..Sleep::default() };
        self.sleep(slept, 15, chance.is_one_of(30), sleep);
    }

    fn night_in_words(&mut self, chance: &mut Chance) {
        let date = self.when.date(self.day);
        let sleep = Sleep {
            night: Some(date),
            words: chance.perhaps(100, &["badly", "badly", "mixed", "mixed", "well"]),
            ..Sleep::default()
        };
        let father = chance.is_one_of(30);
        let note = chance.perhaps(40, sample_texts::NIGHT);
        let begins = self.when.wall(self.day, 19 * 60);
        self.add(father, begins, Details::Sleep(sleep)).note = note;
    }

    fn cues(&mut self) {
        let chance = &mut Chance::of(4, self.day);
        let awake = self.life.awake();
        let mut times = *chance.pick(&[0, 1, 1, 2, 2, 3]);
        if self.day >= LATELY {
            times = times.max(2) + 1;
        }
        for number in 0..times {
            // Lately one a stretch from the morning on, so that today is never without.
            let place = if self.day >= LATELY { number } else { chance.below(awake.len() as i64) };
            let Some(stretch) = usize::try_from(place).ok().and_then(|place| awake.get(place)) else {
                continue;
            };
            let at = stretch.from + 60 * chance.between(4, (stretch.to - stretch.from) / 60 - 4);
            let (moment, state, doing) = sample_cues::in_passing(self.week, chance);
            let cue = Cue { moments: vec![moment], state, doing };
            let father = chance.is_one_of(if self.is_free_for_him() { 45 } else { 12 });
            self.add(father, at, Details::Cue(cue));
        }
    }

    fn checkins(&mut self) {
        let chance = &mut Chance::of(25, self.day);
        let hard = if self.day < 28 { 1 } else { 0 };
        for (father, often) in [(false, 46), (true, 24)] {
            let early = !father && chance.is_one_of(45);
            let minutes = if early { chance.between(440, 560) } else { chance.between(1220, 1340) };
            let checkin = answers(father, hard, chance);
            let texts = if father { sample_texts::HIS } else { sample_texts::HERS };
            let is_heavy = checkin.felt.is_some_and(|felt| felt < 3);
            let texts = texts[usize::from(!is_heavy)];
            // By the day, so that the same words do not come back soon.
            let text = usize::try_from(self.day).ok().and_then(|day| texts.get(day % texts.len()));
            let note = text.filter(|_| chance.is_one_of(18)).map(|text| (*text).to_owned());
            let today = self.day == DAYS - 1 && !father;
            if !chance.is_one_of(often) && !today {
                continue;
            }
            let minutes = if today { 452 } else { minutes };
            let at = self.when.wall(self.day, minutes);
            self.add(father, at, Details::Checkin(checkin)).note = note;
        }
    }

    fn notes(&mut self) {
        for (day, father, for_visit, text) in sample_texts::NOTES {
            if *day == self.day {
                self.note(*father, 21 * 60 + 5, *for_visit, text);
            }
        }
        let changed = self
            .when
            .change()
            .map(|(day, back)| (day, if back { sample_texts::BACK } else { sample_texts::FORWARD }));
        let (day, text) = changed.unwrap_or((crate::demo::ELSEWHERE.start, sample_texts::AWAY));
        // On a day when nobody wrote anything it is written down on the next.
        let day = (day..).find(|day| !BLANK.contains(day));
        if day == Some(self.day) {
            self.note(false, 9 * 60 + 20, false, text);
        }
    }

    fn note(&mut self, father: bool, minutes: i64, for_visit: bool, text: &str) {
        let at = self.when.wall(self.day, minutes);
        let baby = self.people.baby();
        let entry = self.add(father, at, Details::Note(Note { for_visit, ..Note::default() }));
        entry.note = Some(text.to_owned());
        entry.baby = for_visit.then_some(baby);
    }
}

/// A check-in as it was answered: most skip something.
fn answers(father: bool, hard: i64, chance: &mut Chance) -> Checkin {
    let step = |low, high, chance: &mut Chance| u8::try_from(chance.between(low, high)).ok();
    let felt = step(1, 5 - hard, chance);
    let all: &[&str] = match felt {
        Some(1 | 2) => &["tired", "overwhelmed", "lonely", "guilty", "sad", "anxious", "frustrated"],
        Some(3) => &["tired", "tender", "anxious", "bored", "hopeful", "loved", "frustrated"],
        _ => &["tired", "calm", "hopeful", "grateful", "tender", "proud", "content"],
    };
    let mut feelings: Vec<String> = (0..chance.below(4)).map(|_| (*chance.pick(all)).to_owned()).collect();
    feelings.sort();
    feelings.dedup();
    let energies: &[u8] = match felt {
        Some(1 | 2) => &[1, 1, 2, 2, 3, 5],
        _ => &[2, 2, 3, 3, 4],
    };
    let energy = Some(*chance.pick(energies)).filter(|_| chance.is_one_of(50));
    let sure = step(1, 4, chance).filter(|_| chance.is_one_of(28));
    let company = step(if father { 2 } else { 1 }, 4, chance).filter(|_| chance.is_one_of(30));
    Checkin {
        felt: felt.filter(|_| feelings.is_empty() || chance.is_one_of(90)),
        energy,
        feelings,
        sure,
        company,
        ..Checkin::default()
    }
}

/// To the nearest so many minutes.
fn round(secs: i64, minutes: i64) -> i64 {
    let step = minutes * 60;
    (secs + step / 2).div_euclid(step) * step
}
