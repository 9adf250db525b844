//! The contract's words on sleep, minute by minute: a table of what the clock on the wall showed at every minute, and
//! for each minute whether a sleep covers it. Shares nothing with the code it checks, its zone arithmetic neither.

use crate::support::stats_family::{ANNA, BABY, BEN, family, with};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use cuebook::model::{
    CoverageMark, DayBoundaries, DayPart, Details, Entry, Family, Id, Sleep, TimeOfDay, Timestamp, Zone,
    new_id,
};
use cuebook::stats::{NightStatus, SleepTotals, StatsBuilder, StatsQuery, compute_stats};
use proptest::prelude::*;

/// What was written, in minutes since 1970.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    pub(crate) closed: Vec<(i64, i64, i64)>,
    /// Start, and whether it runs.
    pub(crate) open: Vec<(i64, bool)>,
}

/// A stretch of minutes with its wall clock.
pub(super) struct Slow {
    zone: Zone,
    first: i64,
    wall: Vec<NaiveDateTime>,
    asleep: Vec<bool>,
    /// First minute asleep and first minute awake of every bout.
    bouts: Vec<(i64, i64)>,
    written: Written,
}

fn bouts(asleep: &[bool], first: i64) -> Vec<(i64, i64)> {
    let mut bouts: Vec<(i64, i64)> = Vec::new();
    let mut before = false;
    for (at, now) in asleep.iter().copied().chain([false]).enumerate() {
        let minute = first + i64::try_from(at).unwrap();
        match (before, now) {
            (false, true) => bouts.push((minute, minute)),
            (true, false) => bouts.last_mut().unwrap().1 = minute,
            _ => {}
        }
        before = now;
    }
    bouts
}

impl Slow {
    pub(crate) fn new(zone: Zone, from: NaiveDate, to: NaiveDate, written: Written) -> Self {
        let utc = |date: NaiveDate| date.and_time(NaiveTime::MIN).and_utc().timestamp() / 60;
        let (first, last) = (utc(from) - 5 * 1440, utc(to) + 6 * 1440);
        let wall = |minute: i64| {
            let utc = DateTime::from_timestamp(minute * 60, 0).unwrap().naive_utc();
            zone.from_utc_datetime(&utc).naive_local()
        };
        let mut asleep = vec![false; usize::try_from(last - first).unwrap()];
        for (from, to, _) in written.closed.iter().filter(|(from, to, _)| to - from > 1) {
            for minute in (*from).max(first)..(*to).min(last) {
                asleep[usize::try_from(minute - first).unwrap()] = true;
            }
        }
        let bouts = bouts(&asleep, first);
        Self { zone, first, wall: (first..last).map(wall).collect(), asleep, bouts, written }
    }

    /// The minute at which the wall clock first showed this; where it was skipped, as many minutes after the last one
    /// before it as the clock would have needed.
    fn border(&self, date: NaiveDate, clock: TimeOfDay) -> i64 {
        let hour = u32::try_from(clock.minutes_since_midnight()).unwrap();
        let wanted = date.and_hms_opt(hour / 60, hour % 60, 0).unwrap();
        // No zone is more than a day from UTC, so the search may begin two days before.
        let near = date.and_time(NaiveTime::MIN).and_utc().timestamp() / 60 - self.first - 2 * 1440;
        let skip = usize::try_from(near).unwrap_or(0);
        let found = self.wall[skip..].iter().position(|wall| *wall >= wanted);
        let at = skip + found.unwrap();
        let index = |at: usize| self.first + i64::try_from(at).unwrap();
        if self.wall[at] == wanted {
            return index(at);
        }
        index(at - 1) + (wanted - self.wall[at - 1]).num_minutes()
    }

    fn count(&self, part: (i64, i64)) -> i64 {
        (part.0..part.1).map(|minute| i64::from(self.is_asleep(minute))).sum()
    }

    fn is_asleep(&self, minute: i64) -> bool {
        let at = usize::try_from(minute - self.first).ok();
        at.is_some_and(|at| self.asleep.get(at) == Some(&true))
    }

    /// Morning, beginning and end of the night of `date`. Where a zone leaves out a whole date, its evening lies beyond
    /// the next morning, and nothing is between.
    fn night_borders(&self, hours: &DayBoundaries, date: NaiveDate) -> (i64, i64, i64) {
        let tomorrow = date + Duration::days(1);
        let evening = if hours.night_from < hours.night_to { tomorrow } else { date };
        let (morning, end) = (self.border(date, hours.night_to), self.border(tomorrow, hours.night_to));
        (morning, self.border(evening, hours.night_from).clamp(morning, end), end)
    }

    fn is_of_night(bout: (i64, i64), (start, end): (i64, i64)) -> bool {
        let inside = (start..end).filter(|minute| bout.0 <= *minute && *minute < bout.1).count();
        let after = (bout.0..bout.1).filter(|minute| *minute >= end).count();
        let long = usize::try_from(bout.1 - bout.0).unwrap();
        let night = usize::try_from(end - start).unwrap();
        let starts = start <= bout.0 && bout.0 < end;
        let late = bout.0 >= end - 60 && after * 2 > long;
        (starts && !late) || inside * 2 > long || inside * 2 > night
    }

    /// The longest bout that nobody saw interrupted, unless a longer one was.
    fn longest(&self, bouts: &[(i64, i64)]) -> Option<i64> {
        let mut by_length: Vec<(i64, bool)> =
            bouts.iter().map(|bout| (bout.1 - bout.0, self.noted(*bout) == 0)).collect();
        by_length.sort_unstable();
        by_length.last().filter(|(_, unbroken)| *unbroken).map(|(long, _)| *long)
    }

    fn noted(&self, bout: (i64, i64)) -> i64 {
        let inside = |from: i64, to: i64| to - from > 1 && bout.0 <= from && from < bout.1;
        self.written.closed.iter().filter(|(from, to, _)| inside(*from, *to)).map(|(.., n)| n).sum()
    }

    fn night(&self, night: (i64, i64), bouts: &[(i64, i64)], now: i64, mark: Option<bool>) -> NightStatus {
        let holds = |minute: i64| night.0 <= minute && minute < night.1;
        let mut open = self.written.open.iter().filter(|(start, _)| holds(*start)).peekable();
        if open.clone().any(|(_, runs)| *runs) {
            return NightStatus::Running;
        }
        if now < night.1 {
            return NightStatus::ToCome;
        }
        let marker = self.written.closed.iter().any(|(from, to, _)| to - from <= 1 && holds(*from));
        let asleep = self.count(night);
        if asleep == 0 && !marker && open.peek().is_none() {
            return NightStatus::NotWritten;
        }
        match (mark, bouts.first().zip(bouts.last())) {
            (Some(true), _) => NightStatus::Whole,
            (None, Some((first, last)))
                if open.peek().is_none()
                    && first.0 <= night.0 + 300
                    && last.1 >= night.1 - 180
                    && !bouts.windows(2).any(|two| two[1].0 > two[0].1 + 240)
                    && asleep * 3 >= night.1 - night.0 =>
            {
                NightStatus::Whole
            }
            _ => NightStatus::Part,
        }
    }

    fn is_day_recorded(&self, daytime: (i64, i64), now: i64) -> bool {
        let open =
            |from: i64, to: i64| self.written.open.iter().any(|(start, _)| from <= *start && *start < to);
        if now < daytime.1 || open(daytime.0, daytime.1) {
            return false;
        }
        // Minute by minute from the sleep that begins before the day to the one that goes on or begins after it.
        let Some(before) = self.bouts.iter().rfind(|bout| bout.0 < daytime.0) else {
            return false;
        };
        let mut awake = 0;
        for minute in before.1.. {
            if awake > 420 {
                return false;
            }
            if minute > daytime.1 && awake == 0 {
                return true;
            }
            if minute >= daytime.1
                && (self.is_asleep(minute) || open(minute, minute + 1) || self.is_asleep(minute - 1))
            {
                return true;
            }
            awake = if self.is_asleep(minute) { 0 } else { awake + 1 };
        }
        false
    }

    /// The day and night of `date` by the contract's words.
    pub(crate) fn sum(
        &self,
        hours: &DayBoundaries,
        date: NaiveDate,
        now: i64,
        mark: impl Fn(DayPart) -> Option<bool>,
    ) -> SleepTotals {
        let tomorrow = date + Duration::days(1);
        let day = (self.border(date, hours.day_start), self.border(tomorrow, hours.day_start));
        let (morning, start, end) = self.night_borders(hours, date);
        let (daytime, night) = ((morning, start), (start, end));
        let holds = |part: (i64, i64), minute: i64| part.0 <= minute && minute < part.1;
        let bouts = &self.bouts;
        let shares = |bout: &(i64, i64), part: (i64, i64)| bout.1.min(part.1) > bout.0.max(part.0);
        let touching = |part: (i64, i64)| bouts.iter().filter(|bout| shares(bout, part)).count();
        let of_night: Vec<(i64, i64)> =
            bouts.iter().copied().filter(|bout| Self::is_of_night(*bout, night)).collect();
        let blank = SleepTotals {
            night: self.night(night, &of_night, now, mark(DayPart::Night)),
            day_recorded: mark(DayPart::Day).unwrap_or_else(|| self.is_day_recorded(daytime, now)),
            ..SleepTotals::default()
        };
        let markers = self.written.closed.iter().filter(|(from, to, _)| to - from <= 1).map(|it| it.0);
        let starts: Vec<i64> = markers.chain(self.written.open.iter().map(|it| it.0)).collect();
        let parts = [day, daytime, night];
        let is_written =
            parts.iter().any(|part| touching(*part) > 0 || starts.iter().any(|start| holds(*part, *start)));
        if !is_written {
            return blank;
        }
        let nights: Vec<(i64, i64)> = (-3..3)
            .map(|days| self.night_borders(hours, date + Duration::days(days)))
            .map(|(_, start, end)| (start, end))
            .collect();
        let is_nap = |bout: &&(i64, i64)| {
            shares(bout, daytime) && !nights.iter().any(|night| Self::is_of_night(**bout, *night))
        };
        let noted: i64 = of_night.iter().map(|bout| self.noted(*bout)).sum();
        let (onset, up) = (of_night.first().map(|bout| bout.0), of_night.last().map(|bout| bout.1));
        let awake = onset.zip(up).map(|(from, to)| {
            let (from, to) = (from.max(night.0), to.min(night.1));
            (from..to).map(|minute| i64::from(!self.is_asleep(minute))).sum()
        });
        let n = |n: usize| i64::try_from(n).unwrap();
        let at = |minute: i64| Timestamp::from_seconds_in_zone(minute * 60, self.zone);
        SleepTotals {
            total_min: Some(self.count(day)),
            day_min: Some(self.count(daytime)),
            night_min: Some(self.count(night)),
            longest_min: self.longest(&of_night),
            bouts: Some(n(touching(day))),
            naps: Some(n(bouts.iter().filter(is_nap).count())),
            wakings: Some((n(of_night.len()) - 1 + noted).max(0)),
            awake_in_night_min: awake,
            onset: onset.map(at),
            up: up.map(at),
            open: parts.iter().any(|part| self.written.open.iter().any(|(start, _)| holds(*part, *start))),
            ..blank
        }
    }
}

/// Zones and dates at which something odd happens to the clocks; everywhere else is taken by chance.
const ODD: [(&str, &str); 14] = [
    ("Pacific/Apia", "2011-12-30"),
    ("Pacific/Kwajalein", "1993-08-21"),
    ("Pacific/Kiritimati", "1994-12-31"),
    ("Africa/Casablanca", "2026-02-15"),
    ("Africa/Casablanca", "2026-03-22"),
    ("Africa/Cairo", "2026-04-24"),
    ("America/Sao_Paulo", "2018-11-04"),
    ("America/Sao_Paulo", "2018-02-18"),
    ("Asia/Beirut", "2026-03-29"),
    ("Antarctica/Troll", "2026-03-29"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Asia/Tehran", "2022-03-22"),
    ("America/St_Johns", "2026-11-01"),
];

fn places() -> impl Strategy<Value = (Zone, NaiveDate)> {
    let odd = (0..ODD.len()).prop_map(|at| (ODD[at].0.parse().unwrap(), ODD[at].1.parse().unwrap()));
    let any = (0..Zone::all().count(), 0u32..13_500).prop_map(|(at, days)| {
        let first = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
        (Zone::all().nth(at).unwrap(), first + Duration::days(i64::from(days)))
    });
    prop_oneof![odd, any]
}

fn all_hours() -> impl Strategy<Value = (TimeOfDay, TimeOfDay, TimeOfDay)> {
    let clock = || {
        (0u32..24, prop_oneof![Just(0u32), Just(30), 0u32..60])
            .prop_map(|(h, m)| TimeOfDay::new(h, m).unwrap())
    };
    let usual = ["07:00", "19:00", "07:00"].map(|text| TimeOfDay::parse(text).unwrap());
    prop_oneof![
        Just((usual[0], usual[1], usual[2])),
        (clock(), clock(), clock()),
        // A day that begins when the night ends.
        (clock(), clock()).prop_map(|(morning, evening)| (morning, evening, morning)),
    ]
}

/// Start in minutes after the first day's start, length in minutes or open, seconds, wakings.
type Raw = (i64, Option<i64>, i64, u16);

fn raws() -> impl Strategy<Value = Vec<Raw>> {
    let length = prop_oneof![
        1 => Just(None),
        2 => (0i64..3).prop_map(Some),
        8 => (3i64..240).prop_map(Some),
        4 => (240i64..900).prop_map(Some),
    ];
    prop::collection::vec(
        (0i64..7 * 1440, length, 0i64..60, prop_oneof![3 => Just(0u16), 1 => 1u16..4]),
        0..26,
    )
}

fn sleep_entry(at: i64, until: Option<i64>, zone: Zone, wakings: u16, n: usize) -> Entry {
    let sleep = Sleep { wakings: Some(wakings).filter(|n| *n > 0), ..Sleep::default() };
    Entry {
        id: new_id(),
        baby: Some(BABY),
        carer: if n.is_multiple_of(2) { ANNA } else { BEN },
        at: Timestamp::from_seconds_in_zone(at, zone),
        until: until.map(|secs| Timestamp::from_seconds_in_zone(secs, zone)),
        approximate: false,
        note: None,
        details: Details::Sleep(sleep),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_entries_any_zone_any_hours(
        (zone, around) in places(),
        (day_start, night_from, night_to) in all_hours(),
        raws in raws(),
        seconds in any::<bool>(),
        marked in (0i64..14, any::<bool>(), any::<bool>()),
        over in 0i64..10,
        turn in 0usize..26,
    ) {
        let hours = DayBoundaries { zone, day_start, night_from, night_to };
        let first = around - Duration::days(3);
        let last = first + Duration::days(6);
        let begins = first.and_time(NaiveTime::MIN).and_utc().timestamp() / 60;
        let now = begins + 1440 * over;
        let mut written = Written::default();
        let mut entries = Vec::new();
        let mut noted: Vec<(i64, i64)> = Vec::new();
        for (n, (start, length, secs, wakings)) in raws.iter().enumerate() {
            let from = begins + start;
            let to = length.map(|length| from + length);
            // Two who note wakings of one sleep are another test's matter.
            let shared = |(a, b): &(i64, i64)| to.is_some_and(|to| from < *b && *a < to);
            let wakings = if noted.iter().any(shared) { 0 } else { *wakings };
            if let Some(to) = to {
                if wakings > 0 {
                    noted.push((from, to));
                }
                written.closed.push((from, to, i64::from(wakings)));
            }
            let secs = if seconds { *secs } else { 0 };
            if to.is_none() {
                written.open.push((from, now * 60 - (from * 60 + secs) < 86_400));
            }
            entries.push(sleep_entry(from * 60 + secs, to.map(|to| to * 60 + (secs * 7) % 60), zone, wakings, n));
        }
        let mark = first + Duration::days(marked.0);
        let span = if marked.1 { DayPart::Night } else { DayPart::Day };
        let family = Family {
            coverage_marks: vec![CoverageMark { id: BABY, baby: None, date: mark, span, complete: marked.2 }],
            ..family()
        };
        let asked = StatsQuery { baby: BABY, from: first, to: last, hours, now: Timestamp::from_seconds_in_zone(now * 60, zone) };
        let got = compute_stats(&entries, &family, &asked);
        let slow = Slow::new(zone, first, last, written);
        for day in &got.days {
            let want = slow.sum(&hours, day.date, now, |part| (day.date == mark && part == span).then_some(marked.2));
            prop_assert_eq!(&day.sleep, &want, "{} {:?}", day.date, hours);
            if day_start == night_to {
                let both = day.sleep.day_min.zip(day.sleep.night_min).map(|(a, b)| a + b);
                prop_assert_eq!(both, day.sleep.total_min);
            }
        }
        // Nothing twice: the days together are the minutes slept from the first border to the last.
        let total: i64 = got.days.iter().filter_map(|day| day.sleep.total_min).sum();
        let whole = (slow.border(first, day_start), slow.border(last + Duration::days(1), day_start));
        prop_assert_eq!(total, slow.count(whole));
        let by = turn.min(entries.len());
        entries.rotate_left(by);
        entries.reverse();
        let mut adding = StatsBuilder::new(asked, &family);
        entries.iter().for_each(|entry| adding.add_entry(entry));
        prop_assert_eq!(adding.into_stats(), got, "the order of entries is irrelevant");
    }

    #[test]
    fn weeks_are_the_recorded_nights_and_no_others(
        nights in prop::collection::vec((any::<bool>(), 400i64..720, prop_oneof![4 => Just(false), 1 => Just(true)], 0u8..5), 21),
        cut in 0i64..7,
    ) {
        let zone = Zone::named("Europe/London");
        let hours = DayBoundaries::with_defaults(zone);
        let monday: NaiveDate = "2026-10-12".parse().unwrap();
        let from = monday + Duration::days(cut);
        let mut entries = Vec::new();
        let mut marks = Vec::new();
        let mut want: Vec<(NaiveDate, i64)> = Vec::new();
        for (n, (slept, minutes, open, mark)) in nights.iter().enumerate() {
            let date = from + Duration::days(i64::try_from(n).unwrap());
            let evening = date.and_hms_opt(19, 0, 0).unwrap();
            let at = zone.from_local_datetime(&evening).unwrap().timestamp();
            if *slept {
                entries.push(sleep_entry(at, Some(at + minutes * 60), zone, 0, n));
            }
            if *open {
                entries.push(sleep_entry(at + 30, None, zone, 0, n));
            }
            if (1..=2).contains(mark) {
                marks.push(CoverageMark { id: Id::from_u128(n as u128), baby: Some(BABY), date, span: DayPart::Night, complete: *mark == 2 });
            }
            // To within three hours of its end: at 04:00, an hour's sleep more where the clocks go back.
            let least = if date.to_string() == "2026-10-24" { 600 } else { 540 };
            let looks_whole = *slept && !open && *minutes >= least;
            if *mark == 2 && (*slept || *open) || looks_whole && *mark != 1 {
                want.push((date, if *slept { *minutes } else { 0 }));
            }
        }
        let family = Family { coverage_marks: marks, ..family() };
        let now = Timestamp::parse_rfc3339("2027-01-01T00:00:00Z").unwrap();
        let asked = StatsQuery { baby: BABY, from, to: from + Duration::days(20), hours, now };
        let mut seen = 0;
        for week in compute_stats(&entries, &family, &asked).weeks {
            let mut of_week: Vec<i64> = want.iter().filter(|(date, _)| week.from <= *date && *date <= week.to).map(|(_, n)| *n).collect();
            prop_assert_eq!(week.days, (week.to - week.from).num_days() + 1);
            prop_assert_eq!(week.nights_recorded, i64::try_from(of_week.len()).unwrap());
            prop_assert_eq!(&week.night_min.values, &of_week);
            seen += of_week.len();
            of_week.sort_unstable();
            prop_assert_eq!((week.night_min.min_value(), week.night_min.max_value()), (of_week.first().copied(), of_week.last().copied()));
            let middle = (of_week.len() > 2).then(|| of_week[(of_week.len() - 1) / 2] + of_week[of_week.len() / 2]);
            prop_assert_eq!(week.night_min.doubled_median(), middle);
        }
        prop_assert_eq!(seen, want.len());
    }
}

#[test]
fn an_overruled_sleep_is_not_counted_twice_at_a_skipped_date() {
    // Samoa went from 29 to 31 December 2011. What a parent called a nap must land on one date, and the date that never
    // was must stay blank.
    let zone = Zone::named("Pacific/Apia");
    let hours = DayBoundaries::with_defaults(zone);
    let at = |text: &str| Timestamp::parse_rfc3339(text).unwrap().unix_seconds();
    let nap = at("2011-12-31T03:00:00+14:00");
    for flag in [None, Some(true), Some(false)] {
        let entry = with(sleep_entry(nap, Some(nap + 3600), zone, 0, 0), |sleep| sleep.nap = flag);
        let (from, to) = ("2011-12-28".parse().unwrap(), "2012-01-02".parse().unwrap());
        let now = Timestamp::parse_rfc3339("2012-02-01T00:00:00Z").unwrap();
        let sums = compute_stats(&[entry], &family(), &StatsQuery { baby: BABY, from, to, hours, now });
        let blank = &sums.days[2];
        assert_eq!(
            (blank.date.to_string().as_str(), &blank.sleep),
            ("2011-12-30", &SleepTotals::default()),
            "{flag:?}"
        );
        let all = |f: fn(&SleepTotals) -> Option<i64>| -> i64 {
            sums.days.iter().filter_map(|day| f(&day.sleep)).sum()
        };
        assert_eq!((all(|s| s.total_min), all(|s| s.night_min)), (60, 60), "{flag:?}");
        assert_eq!(all(|s| s.naps), i64::from(flag == Some(true)), "{flag:?}");
    }
}
