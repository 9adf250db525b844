//! What the words around a piece make of it: a count, a place that was touched, "down" that is a sleep, a part of the day
//! behind how it was.

use crate::quick_line::ParseError;
use crate::quick_line::speech::clauses::{part_of_day, whole_part_of_day};
use crate::quick_line::speech::event_parts::{Event, EventKind, SleepForm};
use crate::quick_line::speech::events::{Assembler, Fate};
use crate::quick_line::speech::guards::is_quiet;
use crate::quick_line::speech::pieces::{Piece, PieceKind};
use crate::quick_line::time_cursor::{DayExpr, DayPart};
use crate::quick_line::time_grammar::{TimeExpr, TimeForm, TimeLead};
use crate::texts::speech_texts as texts;
use crate::vocabulary::WordList;
use crate::vocabulary::speech_words::Sense;

/// What a parent counts of a night.
const WAKINGS: [&str; 14] = [
    "wakings",
    "waking",
    "wakeups",
    "wake-ups",
    "wakeup",
    "wake-up",
    "wakes",
    "wake ups",
    "wake up",
    "wake",
    "wakenings",
    "wakening",
    "night wakings",
    "night wakes",
];

impl Assembler<'_, '_> {
    pub(crate) fn said(&self, at: usize) -> String {
        self.pieces.get(at).map(|piece| self.speech.text.normalized_slice(&piece.span)).unwrap_or_default()
    }

    /// "three times" stays in the words; "2 wakings" is said of a sleep. Says which piece is next.
    pub(crate) fn take_count(&mut self, at: usize, n: u32) -> Option<usize> {
        let counted = self.said(at + 1);
        let owner = self.events.len().checked_sub(1);
        if WAKINGS.contains(&counted.as_str())
            && let Some(event) = self.events.last_mut()
            && matches!(event.kind, EventKind::Sleep(SleepForm::Slept | SleepForm::Noun) | EventKind::Night)
            && event.wakings.is_none()
        {
            event.wakings = u16::try_from(n).ok();
            self.mark(at);
            self.mark(at + 1);
            return Some(at + 2);
        }
        let several = ["naps", "sleeps"].contains(&counted.as_str());
        let ranges = |piece: &Piece| matches!(&piece.kind, PieceKind::Time(time) if matches!(time.form, TimeForm::Range(..)));
        if several && self.pieces[at..].iter().any(ranges) {
            self.mark(at);
            return Some(at + 1);
        }
        if counted != "times" && counted != "x" {
            return None;
        }
        // "2 x 30 minutes" is two, and one would be kept.
        let each = matches!(self.pieces.get(at + 2).map(|piece| &piece.kind),
            Some(PieceKind::Time(time)) if matches!(time.form, TimeForm::Length(_)));
        for n in (at..at + 2).filter(|_| !each) {
            self.fates[n] = Fate::Verbatim;
            self.owners[n] = owner;
        }
        Some(at + 2)
    }

    /// "tough afternoon": the part of the day it was.
    pub(crate) fn take_part_of_day(&mut self, at: usize) -> bool {
        let Some(part) = part_of_day(&self.said(at)).filter(|part| *part != DayPart::Midday) else {
            return false;
        };
        let felt = |sense: &Sense| matches!(sense, Sense::Answer(WordList::Felt, _));
        let before = at.checked_sub(1).filter(|n| self.pieces[*n].senses().iter().any(felt));
        // "good evening" is a greeting.
        if before.is_none_or(|n| self.said(n) == "good") {
            return false;
        }
        let time = TimeExpr {
            form: TimeForm::Day(DayExpr::Today, Some(part)),
            lead: TimeLead::None,
            approximate: false,
            span: self.pieces[at].span.clone(),
        };
        self.take_time(at, time)
    }

    /// "fussy all afternoon": a rough time in it, while the words themselves stay.
    pub(crate) fn place_in_part(&mut self, at: usize) {
        let Some(part) = whole_part_of_day(&self.said(at)) else {
            return;
        };
        let next = self.pieces[at + 1..].iter().find(|piece| !is_quiet(piece));
        let ahead = next.is_some_and(|piece| piece.senses().iter().any(|it| matches!(it, Sense::Cue(_))));
        let told = |event: &&mut Event| matches!(event.kind, EventKind::Cue | EventKind::Checkin);
        let owner = match self.events.last_mut() {
            None => Some(&mut self.pending).filter(|_| ahead),
            Some(event) => Some(event).filter(told),
        };
        if let Some(event) = owner.filter(|event| event.time.is_none()) {
            event.time = Some(TimeExpr {
                form: TimeForm::Day(DayExpr::Today, Some(part)),
                lead: TimeLead::None,
                approximate: false,
                span: self.pieces[at].span.clone(),
            });
        }
    }

    /// "slept 11 to 4, fed, then 4.30 to 7": what came between two sleeps settled neither.
    pub(crate) fn leave_feed_between(&mut self, at: usize) {
        let Some(owner) = self.events.len().checked_sub(1) else {
            return;
        };
        let ended = self.events[owner].time.as_ref().map_or(0, |time| time.span.end);
        let fed = Sense::Answer(WordList::Settled, "fed".to_owned());
        let between = (0..at).find(|n| self.pieces[*n].span.start >= ended && self.pieces[*n].has(&fed));
        if let Some(n) = between {
            self.events[owner].answers.retain(|(_, code)| code != "fed");
            self.fates[n] = Fate::LeftOver;
            self.owners[n] = Some(owner);
        }
    }

    /// A place or a stroke that somebody says was done.
    pub(crate) fn is_done_to(&self, at: usize) -> bool {
        let doing = ["did", "doing", "done", "do", "oiled", "worked on"];
        let before = self.pieces[..at]
            .iter()
            .rev()
            .take_while(|piece| !matches!(piece.kind, PieceKind::Break | PieceKind::Link))
            .find(|piece| {
                let said = self.speech.text.normalized_slice(&piece.span);
                !["her", "his", "the", "their", "a", "some"].contains(&said.as_str())
            });
        before.is_some_and(|piece| {
            let said = self.speech.text.normalized_slice(&piece.span);
            doing
                .iter()
                .any(|word| said == *word || said.strip_prefix(*word).is_some_and(|it| it.starts_with(' ')))
        })
    }

    /// "down" alone is a sleep only where it begins what is said and a time follows.
    pub(crate) fn is_put_down(&self, at: usize) -> bool {
        self.said(at) != "down" || (self.starts_clause(at) && self.is_before_time(at))
    }

    /// A word with two meanings, which the line is asked about; within a sleep it is a remark.
    pub(crate) fn hold_either(&mut self, at: usize) -> bool {
        let either = |sense: &Sense| matches!(sense, Sense::Either { alone: false, .. });
        let here = self.events.last().is_none_or(|event| {
            matches!(event.kind, EventKind::Checkin | EventKind::Cue | EventKind::Massage)
        });
        let held = here && self.pieces[at].senses().iter().any(either);
        if held {
            self.unclear = self.unclear.or(Some(at));
        }
        held
    }

    /// The line with each of the two meanings in its place.
    pub(crate) fn ask_either(&self) -> Option<ParseError> {
        let piece = self.unclear.and_then(|at| self.pieces.get(at)).filter(|_| self.speech.may_ask)?;
        let readings = piece.senses().iter().find_map(|sense| match sense {
            Sense::Either { readings, .. } => Some(readings),
            _ => None,
        })?;
        let lines = readings.iter().map(|line| {
            let meant = line.split_once(' ').map_or(line.as_str(), |(_, meant)| meant);
            self.speech.print_reading(self.speech.text.replace_range(&piece.span, meant))
        });
        Some(self.speech.either(texts::TWO_MEANINGS, lines.collect()))
    }

    /// "stopped" and no more in its clause, first of all, while a massage is under way.
    pub(crate) fn stops_massage(&self, at: usize) -> bool {
        let stopped = Sense::Answer(WordList::Responses, "stopped".to_owned());
        let first = self.pieces[..at].iter().all(is_quiet);
        let next =
            self.pieces[at + 1..].iter().find(|piece| piece.kind == PieceKind::Break || !is_quiet(piece));
        let alone = next.is_none_or(|piece| matches!(piece.kind, PieceKind::Break | PieceKind::Time(_)));
        self.speech.running_massage().is_some() && self.pieces[at].has(&stopped) && first && alone
    }

    /// "massage done, 10 minutes" with none under way is one that was.
    pub(crate) fn done_or_had(&self, at: usize) -> EventKind {
        let said = self.said(at);
        let lasted = self.pieces.iter().any(|piece| match &piece.kind {
            PieceKind::Time(time) => matches!(time.form, TimeForm::Length(_) | TimeForm::Range(..)),
            _ => false,
        });
        let named = said.contains("massage") || self.pieces.iter().any(|piece| piece.has(&Sense::Massage));
        let over = named && !said.contains("stop") && !said.contains("end");
        if over && lasted && self.speech.running_massage().is_none() {
            EventKind::Massage
        } else {
            EventKind::MassageDone
        }
    }

    /// Somebody is named in the clause before a piece.
    pub(crate) fn says_who(&self, at: usize) -> bool {
        let clause = self.pieces[..at]
            .iter()
            .rev()
            .take_while(|piece| !matches!(piece.kind, PieceKind::Break | PieceKind::Link));
        clause.into_iter().any(|piece| {
            let said = self.speech.text.normalized_slice(&piece.span);
            matches!(piece.kind, PieceKind::Baby(_))
                || piece.has(&Sense::Other)
                || ["she", "he", "she's", "he's", "baby", "they"].contains(&said.as_str())
        })
    }

    pub(crate) fn has_sleep_head(&self) -> bool {
        let sleeps =
            |sense: &Sense| matches!(sense, Sense::Slept | Sense::Asleep | Sense::Sleep | Sense::Awake);
        self.pieces.iter().any(|piece| piece.senses().iter().any(sleeps))
    }

    /// "asleep in ten minutes": how long it took, and not since when.
    pub(crate) fn is_how_soon(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|n| self.said(n)).unwrap_or_default();
        let begins =
            self.events.last().is_some_and(|event| event.kind == EventKind::Sleep(SleepForm::Asleep));
        begins && ["in", "within"].contains(&before.as_str())
    }

    /// "put down at 9, asleep by 9.20" began with the second.
    pub(crate) fn begin_later(&mut self, at: usize) -> bool {
        let Some(owner) = self.events.len().checked_sub(1) else {
            return false;
        };
        let asleep = self.pieces[at].has(&Sense::Asleep);
        let event = &self.events[owner];
        let began = event.kind == EventKind::Sleep(SleepForm::Asleep) && event.time.is_some();
        if !asleep || !began || !self.is_before_time(at) {
            return false;
        }
        let first = self.owners[..at].iter().position(|of| *of == Some(owner)).unwrap_or(0);
        let first = (first..at).find(|n| !is_quiet(&self.pieces[*n])).unwrap_or(first);
        for n in first..at {
            self.owners[n] = Some(owner);
            self.fates[n] = Fate::Verbatim;
        }
        let event = &mut self.events[owner];
        (event.time, event.length, event.approximate) = (None, None, false);
        true
    }
}
