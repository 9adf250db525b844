//! What follows a waking within a sleep, and what is left over when every event has its own: it goes to a note, or is
//! asked about.

use crate::quick_line::ParseError;
use crate::quick_line::speech::event_parts::{Event, EventKind, SleepForm};
use crate::quick_line::speech::events::{Assembler, Fate};
use crate::quick_line::speech::guards::is_quiet;
use crate::quick_line::speech::pieces::{Piece, PieceKind};
use crate::quick_line::time_grammar::{TimeExpr, TimeForm};
use crate::texts::speech_texts as texts;
use crate::vocabulary::speech_words::Sense;

impl Assembler<'_, '_> {
    pub(crate) fn is_waking(&self, at: usize) -> bool {
        self.pieces[at].has(&Sense::Awake)
    }

    /// "woke twice", "woke at 2 and 4", "woke crying" behind a sleep that is over; or the end of one that began.
    pub(crate) fn take_waking(&mut self, at: usize) -> usize {
        let text = self.speech.text;
        let end = (at + 1..self.pieces.len())
            .find(|n| self.pieces[*n].kind == PieceKind::Break)
            .unwrap_or(self.pieces.len());
        let words: Vec<String> =
            self.pieces[at + 1..end].iter().map(|piece| text.normalized_slice(&piece.span)).collect();
        let Some(event) = self.events.last_mut() else {
            return at + 1;
        };
        if event.kind == EventKind::Sleep(SleepForm::Awake) {
            return at + 1;
        }
        if let (Some((count, used)), None) = (count_wakings(&words), event.wakings) {
            event.wakings = Some(count);
            (at..=at + used).for_each(|n| self.mark(n));
            return at + 1 + used;
        }
        let next_time = self.pieces[at + 1..end].iter().position(|piece| !is_quiet(piece));
        if let (EventKind::Sleep(SleepForm::Asleep), Some(n)) = (&event.kind, next_time)
            && let PieceKind::Time(end_time) = &self.pieces[at + 1 + n].kind
            && event.join_range(end_time)
        {
            event.kind = EventKind::Sleep(SleepForm::Slept);
            (at..=at + 1 + n).for_each(|n| self.mark(n));
            return at + 2 + n;
        }
        let owner = self.events.len().checked_sub(1);
        for n in at..end {
            self.fates[n] = Fate::Verbatim;
            self.owners[n] = owner;
        }
        end
    }

    /// Gives what is left over to the notes of its events, or asks about it.
    pub(crate) fn finish(mut self) -> Result<Vec<Event>, ParseError> {
        if let Some(asked) = self.ask_either() {
            return Err(asked);
        }
        if self.events.is_empty() {
            self.open_bare_night();
        }
        if self.events.is_empty() {
            return Ok(Vec::new());
        }
        self.check_speaker()?;
        self.keep_clauses_whole();
        let mut at = 0;
        while at < self.pieces.len() {
            let ends = |n: usize| self.pieces[n].kind == PieceKind::Break || self.fates[n] == Fate::Taken;
            if ends(at) {
                at += 1;
                continue;
            }
            let mut end = at;
            while end < self.pieces.len() && !ends(end) {
                end += 1;
            }
            self.note_run(at, end)?;
            at = end;
        }
        self.check_confidence()?;
        Ok(self.events)
    }

    /// A remark that other words cut in pieces is kept as it was said: "loved her legs being done".
    fn keep_clauses_whole(&mut self) {
        let is_break = |piece: &Piece| piece.kind == PieceKind::Break;
        let mut from = 0;
        for clause in self.pieces.split(is_break) {
            let places = from..from + clause.len();
            from = places.end + 1;
            let speaks = |n: usize| {
                self.fates[n] == Fate::Verbatim
                    || (self.fates[n] == Fate::LeftOver && !is_quiet(&self.pieces[n]))
            };
            let asked = |n: usize| {
                self.fates[n] == Fate::LeftOver
                    && matches!(self.pieces[n].kind, PieceKind::Number(_) | PieceKind::Time(_))
            };
            let told = |n: usize| {
                self.fates[n] == Fate::Taken
                    && !is_quiet(&self.pieces[n])
                    && matches!(self.pieces[n].kind, PieceKind::Senses(_))
            };
            let Some(first) = places.clone().find(|n| speaks(*n)) else { continue };
            let last = places.rev().find(|n| speaks(*n)).unwrap_or(first);
            let timed = (first..last).any(|n| matches!(self.pieces[n].kind, PieceKind::Time(_)));
            let one_event = (first..last).all(|n| self.owners[n] == self.owners[last]);
            if (first..last).any(told) && one_event && !timed && !(first..=last).any(asked) {
                (first..=last).for_each(|n| self.fates[n] = Fate::Verbatim);
            }
        }
    }

    /// "last night 8-6" alone is the sleep of that night.
    fn open_bare_night(&mut self) {
        let said = |time: &TimeExpr| self.speech.text.normalized_slice(&time.span).contains("night");
        let is_night = |time: &TimeExpr| matches!(time.form, TimeForm::Range(..)) && said(time);
        if self.pending.time.as_ref().is_some_and(is_night) {
            let mut event = Event::new(EventKind::Sleep(SleepForm::Slept));
            event.take_pending(&mut self.pending);
            self.events.push(event);
        }
    }

    fn note_run(&mut self, from: usize, to: usize) -> Result<(), ParseError> {
        let speaks = |n: &usize| self.fates[*n] == Fate::Verbatim || !is_quiet(&self.pieces[*n]);
        let says_nothing = (from..to).all(|n| !speaks(&n));
        if says_nothing {
            return Ok(());
        }
        let (mut from, mut to) = (from, to);
        while from < to && self.pieces[from].kind == PieceKind::Link {
            from += 1;
        }
        while from < to && self.pieces[to - 1].kind == PieceKind::Link {
            to -= 1;
        }
        let asked = (from..to).find(|n| {
            let counts = match self.pieces[*n].kind {
                PieceKind::Number(_) | PieceKind::Time(_) => true,
                PieceKind::Unknown => is_amount(&self.said(*n)),
                _ => false,
            };
            self.fates[*n] == Fate::LeftOver && counts
        });
        if let Some(n) = asked {
            let span = &self.pieces[n].span;
            return Err(self.speech.error(span, texts::left_over(self.speech.text.raw_slice(span))));
        }
        // "hated tummy": what it was that she did not like.
        let judged = (from..to).any(|n| VERDICTS.contains(&self.said(n).as_str()));
        if judged && self.pieces.get(to).is_some_and(|piece| matches!(piece.kind, PieceKind::Senses(_))) {
            to += 1;
        }
        let span = self.pieces[from].span.start..self.pieces[to - 1].span.end;
        let owner = self.owners[from].unwrap_or(0);
        if let Some(event) = self.events.get_mut(owner) {
            event.notes.push(span);
        }
        Ok(())
    }
}

/// `once`, `twice`, `three times`, `x2`, `3x`: how often, and how many pieces say it.
fn count_wakings(words: &[String]) -> Option<(u16, usize)> {
    let number = |word: &str| {
        word.parse().ok().or_else(|| {
            crate::quick_line::length_grammar::small_number(word).and_then(|n| u16::try_from(n).ok())
        })
    };
    let word = words.first()?.as_str();
    match word {
        "once" => return Some((1, 1)),
        "twice" => return Some((2, 1)),
        "thrice" => return Some((3, 1)),
        "x" => return words.get(1).and_then(|word| number(word)).map(|n| (n, 2)),
        _ => {}
    }
    if let Some(n) = word.strip_prefix('x').or(word.strip_suffix('x')).and_then(|n| n.parse().ok()) {
        return Some((n, 1));
    }
    let n = number(word)?;
    let unit = words.get(1).map(String::as_str);
    matches!(unit, Some("times" | "time" | "x")).then_some((n, 2))
}

const VERDICTS: [&str; 12] = [
    "hated",
    "loved",
    "liked",
    "enjoyed",
    "disliked",
    "preferred",
    "didn't",
    "didnt",
    "not",
    "wasn't",
    "like",
    "mostly",
];

/// `28th` and `2.5ml`, but not the `2nd` of several, nor `x3`.
fn is_amount(word: &str) -> bool {
    let few = ["1st", "2nd", "3rd", "4th", "5th"].contains(&word) || word.ends_with('x');
    word.starts_with(|c: char| c.is_ascii_digit()) && !few
}
