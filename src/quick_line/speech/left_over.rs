//! What follows a waking within a sleep, and what is left over when every event has its own: it goes to a note, or is
//! asked about.

use crate::quick_line::ParseError;
use crate::quick_line::speech::event_parts::{Event, EventKind, SleepForm};
use crate::quick_line::speech::events::{Assembler, Fate};
use crate::quick_line::speech::guards::is_quiet;
use crate::quick_line::speech::pieces::{Piece, PieceKind};
use crate::quick_line::time_grammar::{TimeExpr, TimeForm, TimeLead, TimePoint};
use crate::texts::speech_texts as texts;
use crate::vocabulary::WordList;
use crate::vocabulary::speech_words::Sense;

impl Assembler<'_, '_> {
    pub(crate) fn is_waking(&self, at: usize) -> bool {
        self.pieces[at].has(&Sense::Awake)
    }

    /// "woke twice", "woke at 2 and 4", "woke crying" behind a sleep that is over; or the end of one that began.
    pub(crate) fn take_waking(&mut self, at: usize) -> usize {
        let text = self.speech.text;
        let end = (at + 1..self.pieces.len())
            .find(|n| self.pieces[*n].kind == PieceKind::Break || self.is_before_feeling(*n))
            .unwrap_or(self.pieces.len());
        let words: Vec<String> =
            self.pieces[at + 1..end].iter().map(|piece| text.normalized_slice(&piece.span)).collect();
        let Some(event) = self.events.last_mut() else {
            return at + 1;
        };
        if event.kind == EventKind::Sleep(SleepForm::Awake) {
            return at + 1;
        }
        // "up just the once"
        let little = words.iter().take_while(|word| ["just", "the", "only"].contains(&word.as_str())).count();
        if let (Some((count, used)), None) = (count_wakings(&words[little..]), event.wakings) {
            let used = used + little;
            event.wakings = Some(count);
            (at..=at + used).for_each(|n| self.mark(n));
            // "woke once for a feed at 2" says more of the waking.
            let owner = self.events.len().checked_sub(1);
            for n in at + 1 + used..end {
                self.fates[n] = Fate::Verbatim;
                self.owners[n] = owner;
            }
            return end;
        }
        let told = |n: &usize| !is_quiet(&self.pieces[*n]);
        let next_time = (at + 1..end).find(told);
        let last = match next_time.map(|n| &self.pieces[n].kind) {
            // "woke at 2 and 4" are wakings, and "woke at 3" is the end.
            Some(PieceKind::Time(_)) if has_two_times(&self.pieces[at + 1..end]) => None,
            Some(PieceKind::Time(time)) => Some(time.clone()),
            // "asleep at 9 and just woke"
            None => Some(TimeExpr {
                form: TimeForm::Point(TimePoint::Now),
                lead: TimeLead::None,
                approximate: false,
                span: self.pieces[at].span.clone(),
            }),
            Some(_) => None,
        };
        if let Some(time) = last
            && matches!(event.kind, EventKind::Sleep(SleepForm::Asleep | SleepForm::Slept | SleepForm::Noun))
            && event.join_range(&time)
        {
            event.kind = EventKind::Sleep(SleepForm::Slept);
            event.approximate |= time.approximate;
            let used = next_time.unwrap_or(at);
            (at..=used).for_each(|n| self.mark(n));
            return used + 1;
        }
        let owner = self.events.len().checked_sub(1);
        for n in at..end {
            self.fates[n] = Fate::Verbatim;
            self.owners[n] = owner;
        }
        end
    }

    /// "woke every hour and I feel dreadful": how the writer is begins behind the "and".
    fn is_before_feeling(&self, at: usize) -> bool {
        let mut behind = self.pieces[at + 1..].iter().skip_while(|piece| is_quiet(piece));
        let own = behind.next().is_some_and(|piece| piece.has(&Sense::Me) || piece.has(&Sense::FeelWord));
        let felt = |sense: &Sense| matches!(sense, Sense::Answer(WordList::Felt | WordList::Feelings, _));
        let told = behind
            .take_while(|piece| piece.kind != PieceKind::Break)
            .any(|piece| piece.senses().iter().any(felt));
        self.pieces[at].kind == PieceKind::Link && own && told
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
        self.share_day()?;
        if self.is_of_another {
            return Err(self.speech.whole_error(texts::UNSURE));
        }
        // What was said of an event that never came is not dropped.
        let unclaimed = self.pending.time.as_ref().map(|time| &time.span);
        if let Some(span) = unclaimed.or(self.pending.length.as_ref().map(|(_, span)| span)) {
            return Err(self.speech.unread_error(span));
        }
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
        let alone =
            self.pieces.iter().all(|piece| is_quiet(piece) || matches!(piece.kind, PieceKind::Time(_)));
        if alone && self.pending.time.as_ref().is_some_and(is_night) {
            let mut event = Event::new(EventKind::Sleep(SleepForm::Slept));
            event.take_pending(&mut self.pending);
            self.events.push(event);
        }
    }

    /// A remark without the little words at its ends that lead nowhere: "him after his bath", "used olive oil for".
    fn trim_remark(&self, from: usize, to: usize) -> (usize, usize) {
        let (mut from, mut to) = (from, to);
        let verbatim = |n: usize| self.fates[n] == Fate::Verbatim;
        let leads_nowhere = |n: usize, words: &[&str]| {
            self.pieces[n].kind == PieceKind::Link || (!verbatim(n) && words.contains(&self.said(n).as_str()))
        };
        while from < to && leads_nowhere(from, &OBJECTS) {
            from += 1;
        }
        let follows = self.pieces.get(to).is_some_and(|piece| piece.kind != PieceKind::Break);
        let cut = follows && self.pieces[to].kind != PieceKind::Break;
        let joined = follows && (from..to).any(|n| JOINING.contains(&self.said(n).as_str()));
        while from < to && cut && !joined && leads_nowhere(to - 1, &TRAILING) {
            to -= 1;
        }
        (from, to)
    }

    fn note_run(&mut self, from: usize, to: usize) -> Result<(), ParseError> {
        let speaks = |n: &usize| self.fates[*n] == Fate::Verbatim || !is_quiet(&self.pieces[*n]);
        let says_nothing = (from..to).all(|n| !speaks(&n));
        if says_nothing {
            return Ok(());
        }
        let (from, to) = self.trim_remark(from, to);
        if from == to {
            return Ok(());
        }
        let asked = (from..to).find(|n| {
            let counts = match self.pieces[*n].kind {
                PieceKind::Number(_) | PieceKind::Time(_) => true,
                PieceKind::Unknown => is_amount(&self.said(*n)),
                _ => self.pieces[*n].has(&Sense::VagueTime),
            };
            self.fates[*n] == Fate::LeftOver && counts
        });
        if let Some(n) = asked {
            let span = &self.pieces[n].span;
            return Err(self.speech.unread_error(span));
        }
        // "hated tummy": what it was that she did not like; "when he looked away": what it was that he did.
        let goes_on = (from..to).any(|n| {
            let said = self.said(n);
            VERDICTS.contains(&said.as_str()) || JOINING.contains(&said.as_str())
        });
        let follows = self.pieces.get(to).is_some_and(|piece| matches!(piece.kind, PieceKind::Senses(_)));
        let to = if goes_on && follows { to + 1 } else { to };
        let span = self.pieces[from].span.start..self.pieces[to - 1].span.end;
        let owner = self.owners[from].unwrap_or(0);
        // "asked, and she said not now": the answer says that it was asked.
        let asked = (from..to).filter(speaks).all(|n| self.said(n) == "asked");
        if asked && self.events.get(owner).is_some_and(Event::says_not_now) {
            return Ok(());
        }
        if let Some(event) = self.events.get_mut(owner) {
            event.notes.push(span);
        }
        Ok(())
    }
}

fn has_two_times(pieces: &[Piece]) -> bool {
    let points = pieces.iter().filter(|piece| {
        matches!(&piece.kind, PieceKind::Number(_))
            || matches!(&piece.kind, PieceKind::Time(time) if matches!(time.form, TimeForm::Point(_)))
    });
    points.count() > 1
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

/// What joins a remark to what was taken from the words behind it.
const JOINING: [&str; 6] = ["when", "while", "whenever", "after", "before", "until"];
/// Whom something was done to, at the beginning of a remark.
const OBJECTS: [&str; 8] = ["him", "her", "it", "them", "the", "a", "an", "that"];
/// What a remark does not end in.
const TRAILING: [&str; 22] = [
    "because", "as", "cos", "cause", "since", "so", "for", "with", "did", "gave", "had", "was", "is", "a",
    "the", "her", "his", "him", "he", "she", "to", "an",
];

/// `28th` and `2.5ml`, but not the `2nd` of several, nor `x3`.
fn is_amount(word: &str) -> bool {
    let few = ["1st", "2nd", "3rd", "4th", "5th"].contains(&word)
        || word.strip_suffix('x').or(word.strip_prefix('x')).is_some_and(|n| n.parse::<u32>().is_ok());
    word.contains(|c: char| c.is_ascii_digit()) && !few
}
