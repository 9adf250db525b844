//! Which event a time belongs to, times said in two pieces, and whether what was gathered is sure enough to be kept.

use crate::quick_line::ParseError;
use crate::quick_line::speech::clauses::{is_head, whole_part_of_day};
use crate::quick_line::speech::event_parts::{Event, EventKind, SleepForm};
use crate::quick_line::speech::events::{Assembler, Fate};
use crate::quick_line::speech::guards::is_quiet;
use crate::quick_line::speech::pieces::{Piece, PieceKind};
use crate::quick_line::time_cursor::{DayExpr, DayPart};
use crate::quick_line::time_grammar::{TimeExpr, TimeForm, TimeLead, TimePoint};
use crate::texts::speech_texts as texts;
use crate::vocabulary::WordList;
use crate::vocabulary::speech_words::Sense;

/// Words that lead a place or a reason, which says nothing of who does what follows.
const LEADING: [&str; 17] = [
    "first", "another", "second", "in", "on", "at", "after", "before", "during", "while", "when", "with",
    "for", "from", "because", "by", "lots",
];

impl Event {
    /// The day of one time and the clock of another, said apart; false when both say the same thing.
    fn join_time(&mut self, other: &TimeExpr) -> bool {
        let Some(own) = &mut self.time else {
            self.time = Some(other.clone());
            return true;
        };
        let joined = match (own.form, other.form) {
            (TimeForm::Day(day, part), form) => with_day(form, day, part),
            (form, TimeForm::Day(day, part)) => with_day(form, day, part),
            _ => None,
        };
        let Some(form) = joined else {
            return false;
        };
        if matches!(own.form, TimeForm::Day(..)) {
            own.lead = other.lead;
        }
        own.form = form;
        own.span = own.span.start.min(other.span.start)..own.span.end.max(other.span.end);
        true
    }

    /// "asleep at 9 ... woke at 10" is a stretch.
    pub(crate) fn join_range(&mut self, end: &TimeExpr) -> bool {
        let (Some(own), TimeForm::Point(to)) = (&mut self.time, end.form) else {
            return false;
        };
        let TimeForm::Point(from) = own.form else {
            return false;
        };
        let to = to.after(from);
        own.form = TimeForm::Range(from, to);
        own.span = own.span.start..end.span.end;
        true
    }
}

fn is_one_time(time: &TimeExpr) -> bool {
    matches!(time.form, TimeForm::Point(_))
}

/// A time without a day, on that day.
pub(crate) fn with_day(form: TimeForm, day: DayExpr, part: Option<DayPart>) -> Option<TimeForm> {
    let on = |point: TimePoint| match point {
        TimePoint::Clock { day: None, part: own, clock, offset, style, has_meridiem } => {
            let day = Some(day).filter(|day| *day != DayExpr::Unnamed);
            Some(TimePoint::Clock { day, part: own.or(part), clock, offset, style, has_meridiem })
        }
        _ => None,
    };
    match form {
        TimeForm::Point(point) => on(point).map(TimeForm::Point),
        TimeForm::Range(from, to) => on(from).map(|from| TimeForm::Range(from, to)),
        // "yesterday" and "in the evening"
        TimeForm::Day(DayExpr::Unnamed, other) => Some(TimeForm::Day(day, other.or(part))),
        TimeForm::Day(other, None) if day == DayExpr::Unnamed => Some(TimeForm::Day(other, part)),
        _ => None,
    }
}

impl Assembler<'_, '_> {
    /// Gives a time to the event it belongs to; false when it belongs to none.
    pub(crate) fn take_time(&mut self, at: usize, time: TimeExpr) -> bool {
        if matches!(time.form, TimeForm::Length(_)) && self.is_how_soon(at) {
            let owner = self.events.len().checked_sub(1);
            for n in at - 1..=at {
                self.fates[n] = Fate::Verbatim;
                self.owners[n] = owner;
            }
            return false;
        }
        // A time in front of an event that follows in the same clause is that event's.
        let ahead = self.is_before_head(at);
        let Some(event) = self.events.last_mut().filter(|_| !ahead) else {
            self.holds_time |= ahead;
            return self.hold_time(time);
        };
        if let TimeForm::Length(minutes) = time.form {
            if event.length.is_some() {
                return false;
            }
            event.length = Some((minutes, time.span.clone()));
            event.approximate |= time.approximate;
            return true;
        }
        // "josh is away till friday" is no time of a feeling; only a sleep has an end that is told alone.
        // "slept through till 6" ends what runs.
        let ends_night = event.kind == EventKind::Night && self.speech.running_sleep().is_some();
        let can_end = event.is_sleep() || ends_night;
        if time.lead == TimeLead::Till && !can_end && !matches!(time.form, TimeForm::Range(..)) {
            if event.kind == EventKind::Checkin {
                self.fates[at] = Fate::Verbatim;
                self.owners[at] = self.events.len().checked_sub(1);
            }
            return false;
        }
        // "good night, one wake up at 3": when it was stays in the words.
        if event.kind == EventKind::Night && event.wakings.is_some() && is_one_time(&time) {
            self.fates[at] = Fate::Verbatim;
            self.owners[at] = self.events.len().checked_sub(1);
            return false;
        }
        if event.join_time(&time) {
            event.approximate |= time.approximate;
            return true;
        }
        // "went down at 7 and slept till 6"
        if time.lead == TimeLead::Till && event.is_sleep() && event.join_range(&time) {
            event.kind = EventKind::Sleep(SleepForm::Slept);
            event.approximate |= time.approximate;
            return true;
        }
        self.add_another(at, time)
    }

    /// Keeps a time for the event that follows it.
    fn hold_time(&mut self, time: TimeExpr) -> bool {
        self.pending.approximate |= time.approximate;
        match time.form {
            TimeForm::Length(_) if self.pending.length.is_some() => false,
            TimeForm::Length(minutes) => {
                self.pending.length = Some((minutes, time.span));
                true
            }
            _ => self.pending.join_time(&time),
        }
    }

    /// A second time of an event that has its own is another of the same: "slept 9-10 and 12-1".
    fn add_another(&mut self, at: usize, time: TimeExpr) -> bool {
        let Some(event) = self.events.last() else {
            return false;
        };
        let another = match event.kind {
            EventKind::Sleep(form) => form != SleepForm::Awake && matches!(time.form, TimeForm::Range(..)),
            // "massage at 10 and again at 2"
            EventKind::Massage | EventKind::Cue => is_one_time(&time) && self.is_told_again(at),
            _ => false,
        };
        if another && let Some(event) = self.events.last() {
            let mut next = Event::new(event.kind.clone());
            next.babies.clone_from(&event.babies);
            next.is_nap = event.is_nap;
            (next.answers, next.cues) = match next.kind {
                EventKind::Massage | EventKind::Cue => (event.answers.clone(), event.cues.clone()),
                _ => Default::default(),
            };
            next.approximate = time.approximate;
            next.time = Some(time);
            self.leave_feed_between(at);
            self.events.push(next);
        }
        another
    }

    /// "and again at", "and at": a second time of the same, right behind the first.
    fn is_told_again(&self, at: usize) -> bool {
        let before = self.pieces[..at].iter().rev();
        let between: Vec<&Piece> = before
            .take_while(|piece| {
                !matches!(piece.kind, PieceKind::Time(_) | PieceKind::Senses(_)) || is_quiet(piece)
            })
            .collect();
        let first = at.checked_sub(between.len() + 1).map(|n| &self.pieces[n].kind);
        let only_linked = between.iter().all(|piece| is_quiet(piece));
        let linked = between.iter().any(|piece| piece.kind == PieceKind::Link);
        only_linked && linked && matches!(first, Some(PieceKind::Time(time)) if is_one_time(time))
    }

    /// "asleep at 7 and slept till 6" tells of one sleep.
    pub(crate) fn goes_on_till(&self, at: usize) -> bool {
        let begun = self.events.last().is_some_and(|event| {
            let at_one = event.time.as_ref().is_some_and(is_one_time);
            event.kind == EventKind::Sleep(SleepForm::Asleep) && at_one
        });
        let next = self.pieces[at + 1..].iter().find(|piece| !is_quiet(piece));
        let till =
            |piece: &Piece| matches!(&piece.kind, PieceKind::Time(time) if time.lead == TimeLead::Till);
        begun && self.pieces[at].has(&Sense::Slept) && next.is_some_and(till)
    }

    /// A further event opens right behind this time, and the last one has its own.
    fn is_before_head(&self, at: usize) -> bool {
        let has_own = self.events.last().is_some_and(|event| event.time.is_some());
        let ends = |piece: &&Piece| matches!(piece.kind, PieceKind::Break | PieceKind::Link);
        let next = self.pieces[at + 1..].iter().find(|piece| !is_quiet(piece) || ends(piece));
        has_own && next.is_some_and(is_head)
    }

    /// Everyday words are only taken where nothing else in the line makes them mean something else.
    pub(crate) fn check_confidence(&self) -> Result<(), ParseError> {
        for event in &self.events {
            let sure = match event.kind {
                EventKind::Checkin => self.is_sure_of_feeling(event),
                EventKind::Cue => !self.has_stranger_before_cue(),
                EventKind::Sleep(SleepForm::Noun) => {
                    event.notes.is_empty() || event.time.is_some() || event.length.is_some()
                }
                // "bad night. up every hour. feeling awful"
                EventKind::Night => event.notes.is_empty() || self.events.len() == 1 || self.feels,
                _ => true,
            };
            if !sure {
                return Err(self.speech.whole_error(texts::UNSURE));
            }
        }
        Ok(())
    }

    fn is_sure_of_feeling(&self, event: &Event) -> bool {
        let feels = event.answers_of(WordList::Feelings).next().is_some();
        let clean = event.notes.is_empty();
        let opener = self.feels || self.is_mine;
        // "calm after her bath" and "loved her legs being done" are as good as the baby's.
        let either_ones = |code: &String| ["calm", "content", "tender", "loved"].contains(&code.as_str());
        if !clean && !opener && event.answers.iter().all(|(_, code)| either_ones(code)) {
            return false;
        }
        clean
            || (opener && !self.has_stranger_before(WordList::Felt))
            || (feels && !self.has_stranger_before(WordList::Feelings))
    }

    fn has_stranger_before(&self, list: WordList) -> bool {
        let says =
            |sense: &Sense| matches!(sense, Sense::Answer(of, _) if *of == list || *of == WordList::Feelings);
        self.has_stranger(|senses| senses.iter().any(says))
    }

    fn has_stranger_before_cue(&self) -> bool {
        self.has_stranger(|senses| senses.iter().any(|sense| matches!(sense, Sense::Cue(_))))
    }

    /// A word nobody knows stands before the first such piece in its clause, and no little word leads it.
    fn has_stranger(&self, is_it: impl Fn(&[Sense]) -> bool) -> bool {
        let Some(at) = self.pieces.iter().position(|piece| is_it(piece.senses())) else {
            return false;
        };
        let begins = self.pieces[..at]
            .iter()
            .rposition(|piece| matches!(piece.kind, PieceKind::Break | PieceKind::Link));
        let before = &self.pieces[begins.map_or(0, |n| n + 1)..at];
        let text = self.speech.text;
        let led = before
            .first()
            .is_some_and(|piece| LEADING.contains(&text.normalized_slice(&piece.span).as_str()));
        let strange = |piece: &Piece| piece.kind == PieceKind::Unknown || piece.has(&Sense::Stays);
        // "all afternoon fussy" says when.
        let whole = |piece: &Piece| whole_part_of_day(&text.normalized_slice(&piece.span)).is_some();
        !led && before.iter().any(|piece| strange(piece) && !whole(piece))
    }
}
