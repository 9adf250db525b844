//! One baby's language: for each cue seen, how often and since when, what went with it, what it seemed to mean, what
//! was done and whether it helped; and the states before and after touch.
//!
//! Counts of what was written and nothing else: no rates, and nothing concluded. Entries are taken one by one and in
//! any order, so that a journal of any size can be streamed through a [`CueProfileBuilder`].

pub(crate) mod cue_profile_json;
pub(crate) mod listened_times;
pub(crate) mod month_meanings;

use crate::model::{Cue, DayBoundaries, Details, Entry, Family, Id, Massage, Moment, Timestamp};
use crate::stats::CodeCounts;
use crate::stats::cue_profile::listened_times::ListenedTime;
use crate::stats::cue_profile::month_meanings::{Month, MonthMeanings};
use crate::stats::daily_sums::increment_code;
use crate::vocabulary::current_cue_id;
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// So many moments of a cue are kept to be shown, the newest; all of them are counted.
pub const MAX_LISTED_MOMENTS: usize = 200;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CueProfileQuery {
    /// Whose language.
    pub baby: Id,
    /// Where days are cut.
    pub hours: DayBoundaries,
    /// First family day; none from the beginning.
    pub from: Option<NaiveDate>,
    /// Last family day, inclusive; none to the end.
    pub to: Option<NaiveDate>,
}

/// What one baby's cues were, as the family wrote them down.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct CueProfile {
    /// The cues seen: most often first, then last seen first, then by id.
    pub cues: Vec<CueSummary>,
    /// Of touch with a state written both before and after: most often first, then by code.
    pub states: Vec<StateChange>,
    /// Each "not now" and each "stop", newest first; at most [`MAX_LISTED_MOMENTS`].
    pub listened: Vec<ListenedTime>,
}

/// One cue, from every moment in which it was seen: in cue entries, and in massages and other touch.
///
/// A *moment* is a cluster of cues written down together. All counts here are numbers of moments: what is written
/// twice within one counts once, and what was not said in one counts nowhere, so that no count need add up to `times`.
#[derive(Clone, PartialEq, Debug)]
pub struct CueSummary {
    /// Its code.
    pub id: String,
    /// Its words: the family's own or ours, or the code when neither knows it.
    pub words: String,
    /// Moments in which it was seen.
    pub times: i64,
    /// The calendar's day of the earliest moment with it.
    pub first: NaiveDate,
    /// The calendar's day of the latest moment with it.
    pub last: NaiveDate,
    /// The baby's state, by code: of a cue entry as written there, of touch the state before it.
    pub states: CodeCounts,
    /// The area being touched in that moment, by code; only touch has any.
    pub areas: CodeCounts,
    /// What the moment seemed to mean, by code.
    pub meant: CodeCounts,
    /// What it seemed to mean month by month, our answers and the family's own words.
    pub months: BTreeMap<Month, MonthMeanings>,
    /// What was done, by code; a moment may have several.
    pub responses: CodeCounts,
    /// Whether it helped, by what was done. A moment in which several things were done counts for each of them; its
    /// answer stands under no code where nothing was said to be done.
    pub outcomes: BTreeMap<Option<String>, CodeCounts>,
    /// Whether what was done helped, by code: `yes`, `a-bit`, `no`, `not-sure`.
    pub helped: CodeCounts,
    /// The moments themselves, newest first; at most [`LISTED`].
    pub moments: Vec<CueMoment>,
    /// All of them by the calendar's day; a day without the cue is not there. Not part of the JSON.
    pub days: BTreeMap<NaiveDate, CueDay>,
}

/// A cue on one day, or over several.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CueDay {
    /// Moments in which it was seen.
    pub times: i64,
    /// What they seemed to mean.
    pub meanings: MonthMeanings,
}

/// A moment in which a cue was seen, and what went with it. Codes throughout; blank is not said.
#[derive(Clone, PartialEq, Debug)]
pub struct CueMoment {
    /// When: the moment's own time, else the beginning of its entry.
    pub at: Timestamp,
    /// That time is rough.
    pub about: bool,
    /// The entry it is written in.
    pub entry: Id,
    /// Which moment of that entry it is.
    pub index: usize,
    /// Other cues seen together with it.
    pub with: Vec<String>,
    /// The baby's state, as in [`CueSeen::states`].
    pub state: Option<String>,
    /// What was going on, in a cue entry.
    pub doing: Option<String>,
    /// The area being touched.
    pub area: Option<String>,
    /// What it seemed to mean.
    pub meant: Option<String>,
    /// The family's own word for it.
    pub own_meaning: Option<String>,
    /// What was done, in the order written.
    pub did: Vec<String>,
    /// Whether it helped.
    pub helped: Option<String>,
}

/// A state before touch and a state after it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StateChange {
    /// The code of the state before.
    pub before: String,
    /// The code of the state after.
    pub after: String,
    /// Massages and other touch with exactly these two.
    pub times: i64,
}

/// Gathers what is asked for from a slice, in any order; other babies and days are passed over.
pub fn build_cue_profile(entries: &[Entry], family: &Family, asked: &CueProfileQuery) -> CueProfile {
    let mut gatherer = CueProfileBuilder::new(*asked);
    entries.iter().for_each(|entry| gatherer.add_entry(entry));
    gatherer.to_profile(family)
}

/// Takes entries in and holds what they add up to so far. Its size follows the number of different cues, not of
/// entries.
#[derive(Clone, Debug)]
pub struct CueProfileBuilder {
    query: CueProfileQuery,
    cues: HashMap<String, CueSummary>,
    states: BTreeMap<(String, String), i64>,
    listened: Vec<ListenedTime>,
}

impl CueProfileBuilder {
    /// Nothing taken yet.
    pub fn new(asked: CueProfileQuery) -> Self {
        Self { query: asked, cues: HashMap::new(), states: BTreeMap::new(), listened: Vec::new() }
    }

    /// Takes an entry in, if it is of this baby and these days. Each entry may come once only.
    pub fn add_entry(&mut self, entry: &Entry) {
        if entry.baby != Some(self.query.baby) {
            return;
        }
        let (moments, state, doing) = match &entry.details {
            Details::Cue(Cue { moments, state, doing }) => (moments, state, doing),
            Details::Massage(it) => (&it.moments, &it.before, &None),
            _ => return,
        };
        let date = self.query.hours.date_for_instant(entry.at.unix_seconds());
        let is_before = self.query.from.is_some_and(|from| date < from);
        if is_before || self.query.to.is_some_and(|to| date > to) {
            return;
        }
        if let Details::Massage(it) = &entry.details {
            self.add_state_change(it);
            listened_times::add_listened(&mut self.listened, entry, it);
        }
        for (index, moment) in moments.iter().enumerate() {
            let seen = CueMoment {
                at: moment.at.unwrap_or(entry.at),
                about: entry.approximate && moment.at.is_none(),
                entry: entry.id,
                index,
                with: Vec::new(),
                state: state.clone(),
                doing: doing.clone(),
                area: moment.area.clone(),
                meant: moment.meant.clone(),
                own_meaning: moment.own_meaning.clone(),
                did: dedup_codes(&moment.did),
                helped: moment.helped.clone(),
            };
            self.add_moment(moment, &seen);
        }
    }

    fn add_state_change(&mut self, it: &Massage) {
        if let (Some(before), Some(after)) = (&it.before, &it.after) {
            let pair = (before.clone(), after.clone());
            *self.states.entry(pair).or_insert(0) += 1;
        }
    }

    fn add_moment(&mut self, moment: &Moment, seen: &CueMoment) {
        let current: Vec<String> = moment.cues.iter().map(|code| current_cue_id(code).to_owned()).collect();
        let cues = dedup_codes(&current);
        for code in &cues {
            let with = cues.iter().filter(|other| *other != code);
            let seen = CueMoment { with: with.cloned().collect(), ..seen.clone() };
            match self.cues.get_mut(code) {
                Some(cue) => cue.add_moment(seen),
                None => {
                    let mut cue = CueSummary::new(code, seen.at.local_date());
                    cue.add_moment(seen);
                    self.cues.insert(code.clone(), cue);
                }
            }
        }
    }

    /// What was taken so far adds up to this.
    pub fn to_profile(&self, family: &Family) -> CueProfile {
        let mut cues: Vec<CueSummary> = self.cues.values().cloned().collect();
        for cue in &mut cues {
            cue.words = family.cue_label(&cue.id).to_owned();
            cue.keep_newest();
        }
        cues.sort_by(|a, b| {
            let key = |cue: &CueSummary| Reverse((cue.times, cue.last));
            key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
        });
        let states = self.states.iter().map(|((before, after), times)| {
            let (before, after) = (before.clone(), after.clone());
            StateChange { before, after, times: *times }
        });
        let mut states: Vec<StateChange> = states.collect();
        // The pairs are sorted by code already, and the sort keeps the order of equals.
        states.sort_by_key(|pair| Reverse(pair.times));
        CueProfile { cues, states, listened: listened_times::newest(&self.listened) }
    }
}

impl CueSummary {
    fn new(code: &str, on: NaiveDate) -> Self {
        Self {
            id: code.to_owned(),
            words: code.to_owned(),
            times: 0,
            first: on,
            last: on,
            states: CodeCounts::new(),
            areas: CodeCounts::new(),
            meant: CodeCounts::new(),
            months: BTreeMap::new(),
            responses: CodeCounts::new(),
            outcomes: BTreeMap::new(),
            helped: CodeCounts::new(),
            moments: Vec::new(),
            days: BTreeMap::new(),
        }
    }

    fn add_moment(&mut self, seen: CueMoment) {
        self.times += 1;
        let date = seen.at.local_date();
        (self.first, self.last) = (self.first.min(date), self.last.max(date));
        let day = self.days.entry(date).or_default();
        day.times += 1;
        day.meanings.add_moment(&seen);
        let said = [
            (&mut self.states, &seen.state),
            (&mut self.areas, &seen.area),
            (&mut self.meant, &seen.meant),
            (&mut self.helped, &seen.helped),
        ];
        for (counts, code) in said {
            code.iter().for_each(|code| increment_code(counts, code));
        }
        for code in &seen.did {
            increment_code(&mut self.responses, code);
        }
        if let Some(helped) = &seen.helped {
            let did = seen.did.iter().cloned().map(Some);
            let nothing = seen.did.is_empty().then_some(None);
            did.chain(nothing).for_each(|did| increment_code(self.outcomes.entry(did).or_default(), helped));
        }
        month_meanings::add_meaning(&mut self.months, date, &seen);
        self.moments.push(seen);
        // Twice as many are let in before the oldest go, so that not every one of them costs a sort.
        if self.moments.len() >= 2 * MAX_LISTED_MOMENTS {
            self.keep_newest();
        }
    }

    /// The days added up by what `period` makes of their dates: the Monday of their week, the first of their month.
    pub(crate) fn group_days(&self, period: impl Fn(NaiveDate) -> NaiveDate) -> BTreeMap<NaiveDate, CueDay> {
        let mut groups: BTreeMap<NaiveDate, CueDay> = BTreeMap::new();
        for (date, day) in &self.days {
            let group = groups.entry(period(*date)).or_default();
            group.times += day.times;
            group.meanings.add(&day.meanings);
        }
        groups
    }

    fn keep_newest(&mut self) {
        self.moments.sort_by_key(|seen| Reverse((seen.at.unix_seconds(), seen.entry, seen.index)));
        self.moments.truncate(MAX_LISTED_MOMENTS);
    }
}

/// Codes without those that came before, in the order written.
fn dedup_codes(codes: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for code in codes {
        if !kept.contains(code) {
            kept.push(code.clone());
        }
    }
    kept
}
