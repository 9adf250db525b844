//! A sleep as it was said: one that began, one that is over, the end of one, or a night in words.

use crate::model::time::previous_day;
use crate::model::{Details, Entry, EntryKind, Sleep, Timestamp};
use crate::quick_line::resolve_time::{TimeBasis, TimeSubject};
use crate::quick_line::speech::event_parts::{Event, EventKind, SleepForm};
use crate::quick_line::speech::{Speech, read_offered};
use crate::quick_line::time_cursor::DayExpr;
use crate::quick_line::time_grammar::{TimeForm, TimeLead};
use crate::quick_line::time_slot::{ResolvedTimes, TimeSlot};
use crate::quick_line::tokens::CharRange;
use crate::quick_line::{ParseError, ParsedLine, build_entry, print_entry};
use crate::texts::{speech_texts as texts, typed_line};
use crate::vocabulary::WordList;

/// What is said of several sleeps together.
const SUMS: [&str; 4] = ["all day", "in total", "altogether", "all told"];

impl Speech<'_> {
    pub(crate) fn running_sleep(&self) -> Option<&Entry> {
        self.running_of(EntryKind::Sleep)
    }

    /// "asleep" said of a baby who sleeps.
    pub(crate) fn is_asleep_already(&self, event: &Event) -> bool {
        let begins = match event.kind {
            EventKind::Sleep(SleepForm::Asleep) => true,
            EventKind::Sleep(SleepForm::Noun) => event.time.is_none() && event.length.is_none(),
            _ => false,
        };
        begins && event.babies.is_empty() && self.running_sleep().is_some()
    }

    pub(crate) fn running_massage(&self) -> Option<&Entry> {
        self.running_of(EntryKind::Massage)
    }

    /// A line with its times in full, where it says one thing.
    pub(crate) fn print_reading(&self, line: String) -> String {
        match read_offered(&line, self.context, self.running).as_deref() {
            Some([(ParsedLine::Entry(entry), _)]) => print_entry(entry, self.context.family),
            _ => line,
        }
    }

    fn running_of(&self, kind: EntryKind) -> Option<&Entry> {
        let baby = self.context.baby;
        self.running.iter().rfind(|it| it.kind() == kind && (baby.is_none() || it.baby == baby))
    }

    pub(crate) fn basis(&self) -> TimeBasis {
        TimeBasis { takes_rough_days: true, ..TimeBasis::from_context(self.context) }
    }
}

impl Event {
    pub(crate) fn slot(&self) -> TimeSlot {
        TimeSlot { time: self.time.clone(), length: self.length.clone(), approximate: self.approximate }
    }

    /// Its times, a day without a clock as a rough time in it.
    pub(crate) fn resolve(
        &self,
        speech: &Speech<'_>,
        basis: &TimeBasis,
    ) -> Result<ResolvedTimes, ParseError> {
        let rough = matches!(self.time.as_ref().map(|time| time.form), Some(TimeForm::Day(..)));
        let times = self.slot().resolve_with(speech.text, basis)?;
        Ok(ResolvedTimes { approximate: times.approximate || rough, ..times })
    }

    pub(crate) fn note(&self, speech: &Speech<'_>) -> Option<String> {
        let parts: Vec<&str> = self
            .notes
            .iter()
            .map(|span| speech.text.raw_slice(span).trim().trim_matches('"'))
            .filter(|part| !part.is_empty())
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    pub(crate) fn sleep_to_parsed(
        mut self,
        form: SleepForm,
        speech: &Speech<'_>,
    ) -> Result<ParsedLine, ParseError> {
        let lead = self.time.as_ref().map(|time| time.lead);
        let is_point = matches!(self.time.as_ref().map(|time| time.form), Some(TimeForm::Point(_)));
        let is_range = matches!(self.time.as_ref().map(|time| time.form), Some(TimeForm::Range(..)));
        let is_day = matches!(self.time.as_ref().map(|time| time.form), Some(TimeForm::Day(..)));
        let timed = is_point || is_range;
        if let Some((n, span)) = self.number.take_if(|_| form == SleepForm::Awake) {
            return Err(self.ask_waking(n, &span, speech));
        }
        self.take_plain_minutes();
        if let Some((n, span)) = self.number.take() {
            return Err(self.ask_number(n, &span, speech));
        }
        let night_words = self.answers_of(WordList::Night).next().is_some();
        match form {
            SleepForm::Awake => self.end_running(speech),
            _ if night_words && !timed && self.length.is_none() => self.night_to_parsed(speech),
            _ if lead == Some(TimeLead::Till) => self.end_running(speech),
            SleepForm::Slept | SleepForm::Noun if is_range || self.length.is_some() => {
                self.closed_sleep(speech)
            }
            SleepForm::Slept if is_point => Err(self.ask_still(speech)),
            SleepForm::Slept => Err(speech.whole_error(texts::WHAT_OF_SLEEP)),
            SleepForm::Noun if is_day => Err(speech.whole_error(texts::WHAT_OF_SLEEP)),
            SleepForm::Noun | SleepForm::Asleep => self.open_sleep(speech),
        }
    }

    fn details(&self, nap: Option<bool>) -> Sleep {
        let mut settled: Vec<String> = Vec::new();
        settled.extend(self.answers_of(WordList::Settled).cloned());
        Sleep {
            wakings: self.wakings,
            settled,
            nap,
            words: self.answers_of(WordList::Night).next().cloned(),
            ..Sleep::default()
        }
    }

    fn subject(&self) -> TimeSubject {
        if self.is_nap { TimeSubject::Nap } else { TimeSubject::Sleep }
    }

    fn closed_sleep(mut self, speech: &Speech<'_>) -> Result<ParsedLine, ParseError> {
        // "slept 40 minutes today" says how long, and no time of the day.
        let today = TimeForm::Day(DayExpr::Today, None);
        if self.length.is_some() {
            self.time.take_if(|time| time.form == today);
        }
        // "only slept 2 hours all day" adds up several.
        let line = speech.text.normalized_slice(&(0..speech.text.len()));
        let adds_up = SUMS.iter().any(|words| line.contains(words));
        if self.length.is_some() && self.time.is_none() && adds_up {
            return Err(speech.whole_error(texts::WHAT_OF_SLEEP));
        }
        let times = self.resolve(speech, &speech.basis().about(self.subject()))?;
        if let (None, Some((minutes, _)), Some(running)) =
            (&self.time, &self.length, speech.running_sleep().filter(|_| self.babies.is_empty()))
        {
            return self.length_of_running(*minutes, running, speech);
        }
        let nap = self.is_nap.then_some(true);
        let entry = build_entry(speech.context, times, Details::Sleep(self.details(nap)));
        Ok(ParsedLine::Entry(Entry { note: self.note(speech), ..entry }))
    }

    /// A length alone, while a sleep runs: the whole of it, or how long it was.
    fn length_of_running(
        &self,
        minutes: i64,
        running: &Entry,
        speech: &Speech<'_>,
    ) -> Result<ParsedLine, ParseError> {
        let zone = speech.context.family.settings.day_boundaries.zone;
        let now = speech.context.now;
        let end = running.at.add_minutes(minutes, zone);
        let apart = (now.unix_seconds() - end.unix_seconds()).abs();
        if apart <= 600 {
            let settled = self.answers_of(WordList::Settled).cloned().collect();
            let (wakings, note) = (self.wakings, self.note(speech));
            return Ok(ParsedLine::Awake { at: now, approximate: self.approximate, wakings, settled, note });
        }
        let awake = |at: Timestamp| typed_line::awake_line(&at.format_hm());
        Err(speech.either(texts::SLEEP_OR_STILL, vec![awake(end), awake(now)]))
    }

    fn open_sleep(self, speech: &Speech<'_>) -> Result<ParsedLine, ParseError> {
        let mut times = self.resolve(speech, &speech.basis().about(self.subject()))?;
        if !matches!(self.time.as_ref().map(|time| time.form), Some(TimeForm::Range(..))) {
            // "asleep for 20 minutes" goes on.
            times.until = None;
        }
        let nap = self.is_nap.then_some(true);
        let entry = build_entry(speech.context, times, Details::Sleep(self.details(nap)));
        Ok(ParsedLine::Entry(Entry { note: self.note(speech), ..entry }))
    }

    /// The end of the sleep that runs.
    fn end_running(self, speech: &Speech<'_>) -> Result<ParsedLine, ParseError> {
        let began = speech.running_sleep().map(|entry| entry.at);
        let zone = speech.context.family.settings.day_boundaries.zone;
        let Some(began) = began else {
            return Err(speech.whole_error(texts::NO_SLEEP_RUNS));
        };
        let basis = TimeBasis { not_before: Some(began), ..speech.basis() };
        let is_range = matches!(self.time.as_ref().map(|time| time.form), Some(TimeForm::Range(..)));
        let (at, approximate) = match (&self.time, &self.length) {
            (None, Some((minutes, span))) if tells_how_long(speech, span) => {
                (began.add_minutes(*minutes, zone), self.approximate)
            }
            // "awake ten minutes" says since when.
            (None, Some((minutes, _))) => (speech.context.now.add_minutes(-*minutes, zone), self.approximate),
            _ => {
                let times = Self { length: None, ..self.clone() }.resolve(speech, &basis)?;
                (times.until.filter(|_| is_range).unwrap_or(times.at), times.approximate)
            }
        };
        let note = self.note(speech);
        let settled = self.answers_of(WordList::Settled).cloned().collect();
        Ok(ParsedLine::Awake { at, approximate, wakings: self.wakings, settled, note })
    }

    pub(crate) fn night_to_parsed(mut self, speech: &Speech<'_>) -> Result<ParsedLine, ParseError> {
        // "brilliant night, 9 hours": nobody said from when, so it stays a word; "slept well 1 hour" is a sleep.
        let line = speech.text.normalized_slice(&(0..speech.text.len()));
        if let Some((_, span)) = self.number.take() {
            return Err(speech.unread_error(&span));
        }
        let of_night = self.time.is_none() && (line.contains("night") || line.contains("nite"));
        if self.length.is_some() && !of_night {
            return self.closed_sleep(speech);
        }
        self.notes.extend(self.length.take().map(|(_, span)| span));
        let today = speech.context.now.local_date();
        let day = match self.time.as_ref().map(|time| time.form) {
            // The one that was, or the one that is going on.
            None => DayExpr::Date(previous_day(today)),
            Some(TimeForm::Day(DayExpr::Today | DayExpr::Unnamed, _)) => DayExpr::LastNight,
            Some(TimeForm::Day(day, _)) => day,
            Some(_) => {
                return self.sleep_to_parsed(SleepForm::Slept, speech);
            }
        };
        let hours = speech.context.family.settings.day_boundaries;
        let night = speech.basis().resolve_night(day);
        let at = Timestamp::from_seconds_in_zone(hours.night_range(night).from, hours.zone);
        let times = ResolvedTimes { at, until: None, approximate: self.approximate };
        let details = Sleep { night: Some(night), ..self.details(None) };
        let said = speech.text.raw_slice(&(0..speech.text.len())).trim();
        let note = self.note(speech).or_else(|| says_more(said).then(|| said.to_owned()));
        let entry = build_entry(speech.context, times, Details::Sleep(details));
        Ok(ParsedLine::Entry(Entry { note, ..entry }))
    }

    /// "slept an hour ago", "slept since 1": over by now, or going on.
    fn ask_still(self, speech: &Speech<'_>) -> ParseError {
        let basis = speech.basis().about(TimeSubject::Sleep);
        let times = match self.resolve(speech, &basis) {
            Ok(times) => times,
            Err(error) => return error,
        };
        let note = self.note(speech);
        let entry = |until: Option<Timestamp>| {
            let times = ResolvedTimes { until, ..times };
            let entry = build_entry(speech.context, times, Details::Sleep(self.details(None)));
            print_entry(&Entry { note: note.clone(), ..entry }, speech.context.family)
        };
        speech.either(texts::SLEEP_OR_STILL, vec![entry(None), entry(Some(speech.context.now))])
    }

    /// "nap 40", "massage 30": no hour of the clock.
    pub(crate) fn take_plain_minutes(&mut self) {
        let lasts = self.kind != EventKind::Cue && self.time.is_none() && self.length.is_none();
        if let Some((n, span)) = self.number.take_if(|(n, _)| lasts && (25..=90).contains(n)) {
            self.length = Some((i64::from(n), span));
        }
    }

    /// "awake 6": at six, or six minutes ago.
    fn ask_waking(&self, n: u32, span: &CharRange, speech: &Speech<'_>) -> ParseError {
        if !(1..=12).contains(&n) || speech.running_sleep().is_none() {
            return speech.unread_error(span);
        }
        let lines = [format!("at {n}"), format!("{n} minutes ago")]
            .map(|time| speech.text.replace_range(span, &time));
        speech.either(texts::HOURS_OR_CLOCK, lines.to_vec())
    }

    /// "slept 2", "nap 10", "massage 10".
    pub(crate) fn ask_number(&self, n: u32, span: &CharRange, speech: &Speech<'_>) -> ParseError {
        if n == 0 || n > 90 || !speech.may_ask {
            return speech.unread_error(span);
        }
        let unit = if self.is_sleep() && n <= 12 { "h" } else { "m" };
        let mut readings = vec![speech.text.replace_range(span, &format!("{n}{unit}"))];
        if n <= 23 {
            let word = if self.is_sleep() { "since" } else { "at" };
            let line = speech.text.replace_range(span, &format!("{word} {n}"));
            readings.push(if self.is_sleep() { line.replacen("slept", "asleep", 1) } else { line });
        }
        if readings.len() < 2 {
            readings.push(speech.text.replace_range(span, &format!("{n} minutes ago")));
        }
        let full = readings.into_iter().map(|line| speech.print_reading(line)).collect();
        speech.either(texts::HOURS_OR_CLOCK, full)
    }
}

/// "woke after an hour", "nap over, 40 minutes": how long the sleep was, not how long ago it ended.
fn tells_how_long(speech: &Speech<'_>, length: &CharRange) -> bool {
    let line = speech.text.normalized_slice(&(0..length.end));
    let words: Vec<&str> = line.split([' ', ',']).collect();
    ["after", "nap", "sleep", "slept", "sleeping"].iter().any(|word| words.contains(word))
}

/// The words of a night that say more than their code.
fn says_more(said: &str) -> bool {
    let said = said.to_lowercase();
    said.contains("through") || said.starts_with("up ") || said.contains("no sleep")
}
