//! From pieces to events: which piece opens one, what belongs to it, and what is left over.

use crate::quick_line::ParseError;
use crate::quick_line::speech::Speech;
use crate::quick_line::speech::clauses::is_head;
use crate::quick_line::speech::event_parts::{Event, EventKind, SleepForm};
use crate::quick_line::speech::guards::is_quiet;
use crate::quick_line::speech::pieces::{Piece, PieceKind};
use crate::vocabulary::WordList;
use crate::vocabulary::speech_words::{Sense, find_senses};

/// What became of a piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    Taken,
    LeftOver,
    /// Kept in the note as it stands, numbers and all.
    Verbatim,
}

pub(crate) struct Assembler<'a, 's> {
    pub(crate) speech: &'a Speech<'s>,
    pub(crate) pieces: &'a [Piece],
    pub(crate) events: Vec<Event>,
    /// What is said before the event it belongs to.
    pub(crate) pending: Event,
    pub(crate) fates: Vec<Fate>,
    pub(crate) owners: Vec<Option<usize>>,
    /// The next time belongs to the event that follows it.
    pub(crate) holds_time: bool,
    pub(crate) feels: bool,
    pub(crate) cues_named: bool,
    pub(crate) is_mine: bool,
    /// The name that was just read is another baby's than the last event's.
    pub(crate) is_of_another: bool,
    /// The first word with two meanings.
    pub(crate) unclear: Option<usize>,
}

pub(crate) fn assemble(speech: &Speech<'_>, pieces: &[Piece]) -> Result<Vec<Event>, ParseError> {
    let mut assembler = Assembler {
        speech,
        pieces,
        events: Vec::new(),
        pending: Event::new(EventKind::Cue),
        fates: vec![Fate::LeftOver; pieces.len()],
        owners: vec![None; pieces.len()],
        holds_time: false,
        feels: false,
        cues_named: false,
        is_mine: false,
        is_of_another: false,
        unclear: None,
    };
    let mut at = 0;
    while at < pieces.len() {
        at = match assembler.keep_routine(at)? {
            Some(next) => next,
            None => assembler.take_piece(at),
        };
    }
    assembler.finish()
}

impl Assembler<'_, '_> {
    pub(crate) fn mark(&mut self, at: usize) {
        if let Some(fate) = self.fates.get_mut(at) {
            *fate = Fate::Taken;
        }
    }

    /// Takes a piece, and says which is next.
    fn take_piece(&mut self, at: usize) -> usize {
        let piece = &self.pieces[at];
        match &piece.kind {
            PieceKind::Unknown if self.take_part_of_day(at) || self.take_part_before(at) => self.mark(at),
            PieceKind::Break | PieceKind::Link | PieceKind::Unknown => {}
            PieceKind::Baby(babies) => self.take_babies(at, babies),
            PieceKind::Number(n) => {
                if let Some(next) = self.take_count(at, *n) {
                    return next;
                }
                let free = self
                    .events
                    .last_mut()
                    .filter(|it| it.number.is_none() && it.time.is_none() && it.length.is_none());
                if let Some(event) = free {
                    event.number = Some((*n, piece.span.clone()));
                    self.mark(at);
                }
            }
            PieceKind::Time(time) => {
                if self.take_time(at, time.clone()) {
                    self.mark(at);
                }
            }
            PieceKind::Senses(_) => return self.take_senses(at),
        }
        self.owners[at] = self.events.len().checked_sub(1);
        at + 1
    }

    fn take_senses(&mut self, at: usize) -> usize {
        let piece = &self.pieces[at];
        self.is_mine |= piece.has(&Sense::Me);
        self.feels |= piece.has(&Sense::FeelWord);
        self.cues_named |=
            piece.has(&Sense::CueWord) && self.speech.text.normalized_slice(&piece.span).starts_with("cue");
        let mut next = at + 1;
        self.place_in_part(at);
        if let Some(end) = self.keep_remark(at) {
            return end;
        }
        if self.hold_either(at) {
            return next;
        }
        let another = self.is_of_another && is_head(piece) && !piece.has(&Sense::FeelWord);
        self.is_of_another &= !another;
        let taken = match self.events.last().map(|event| event.kind.clone()) {
            None => self.open_event(at),
            Some(_) if another => self.open_event(at),
            Some(kind) => {
                if matches!(kind, EventKind::Sleep(_) | EventKind::Night) && self.is_waking(at) {
                    next = self.take_waking(at);
                    true
                } else {
                    self.begin_later(at)
                        || self.goes_on_till(at)
                        || self.add_to_last(at)
                        || self.open_next(at)
                }
            }
        };
        let quiet =
            piece.senses().iter().any(|sense| matches!(sense, Sense::FeelWord | Sense::CueWord | Sense::Me));
        if self.fates[at] == Fate::LeftOver && (taken || quiet && !is_quiet(piece)) {
            self.mark(at);
        }
        self.owners[at] = self.events.len().checked_sub(1);
        next
    }

    /// Opens the first event.
    fn open_event(&mut self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let mut senses: Vec<&Sense> = piece.senses().iter().collect();
        // "fell asleep" is a sleep before it is a cue, and "still" is neither.
        senses.sort_by_key(|sense| !matches!(sense, Sense::Asleep | Sense::Skipped));
        let carries_nothing = is_quiet(piece) || piece.has(&Sense::FeelWord);
        senses.retain(|sense| !(carries_nothing && matches!(sense, Sense::Cue(_))));
        for sense in senses {
            let kind = match sense {
                Sense::Skipped => EventKind::Skipped,
                Sense::Massage => EventKind::Massage,
                Sense::MassageStart => EventKind::MassageStart,
                Sense::MassageDone => self.done_or_had(at),
                Sense::Asleep if !self.is_put_down(at) => continue,
                Sense::Asleep => EventKind::Sleep(SleepForm::Asleep),
                Sense::Slept | Sense::Sleep => EventKind::Sleep(self.slept_form(at)),
                Sense::Awake | Sense::SleepOver => EventKind::Sleep(SleepForm::Awake),
                Sense::Cue(_) => EventKind::Cue,
                Sense::Answer(list, _) => match self.kind_of_answer(*list, at) {
                    Some(kind) => kind,
                    None => continue,
                },
                _ => continue,
            };
            self.push_event(kind, at);
            self.add_reason(at);
            // "smiles" opens an event and is in it; so is "tired".
            let opens_and_says = self.add_to_last(at);
            return opens_and_says || !matches!(sense, Sense::Answer(..));
        }
        self.keep_for_later(at)
    }

    /// "too tired for massage" says why in itself.
    fn add_reason(&mut self, at: usize) {
        let said = self.speech.text.normalized_slice(&self.pieces[at].span);
        let words: Vec<&str> = said.split(' ').collect();
        let windows = (1..words.len()).rev().flat_map(|n| words.windows(n));
        let reason =
            windows.filter_map(|words| find_senses(&words.join(" "))).flatten().find_map(
                |sense| match sense {
                    Sense::Answer(WordList::Reasons, code) => Some(code.clone()),
                    _ => None,
                },
            );
        if let (Some(event), Some(code)) = (self.events.last_mut(), reason)
            && event.kind == EventKind::Skipped
        {
            event.add_answer(WordList::Reasons, &code);
        }
    }

    fn slept_form(&self, at: usize) -> SleepForm {
        let said = self.speech.text.normalized_slice(&self.pieces[at].span);
        if ["sleep", "nap", "night", "naps"].contains(&said.as_str()) {
            SleepForm::Noun
        } else {
            SleepForm::Slept
        }
    }

    fn push_event(&mut self, kind: EventKind, at: usize) {
        let mut event = Event::new(kind);
        event.take_pending(&mut self.pending);
        self.events.push(event);
        self.holds_time = false;
        self.owners[at] = Some(self.events.len() - 1);
        let is_nap = self.said(at).contains("nap");
        if let Some(event) = self.events.last_mut() {
            event.is_nap = is_nap && event.is_sleep();
        }
        self.add_named_part(at);
    }

    /// The event an answer opens by itself.
    fn kind_of_answer(&self, list: WordList, at: usize) -> Option<EventKind> {
        let other_head = self.pieces.iter().enumerate().any(|(other, piece)| other != at && is_head(piece));
        match list {
            // "a lovely long nap" is no feeling.
            WordList::Felt if other_head && !self.is_mine && !self.feels => None,
            WordList::Felt | WordList::Energy | WordList::Feelings | WordList::Sure | WordList::Company => {
                Some(EventKind::Checkin)
            }
            WordList::Night => {
                let said = self.speech.text.normalized_slice(&self.pieces[at].span);
                let named = said.contains("night") || said.contains("nite") || said.contains("sle");
                named.then_some(EventKind::Night)
            }
            WordList::Touch | WordList::Strokes if !other_head => Some(EventKind::Massage),
            // "rocked to sleep 2.15" says how a sleep began.
            WordList::Settled if self.said(at).contains("to sleep") && !self.has_sleep_head() => {
                Some(EventKind::Sleep(SleepForm::Asleep))
            }
            // "did her legs"
            WordList::Areas | WordList::Strokes if self.is_done_to(at) => {
                let runs = self.speech.running_massage().is_some();
                (!runs).then_some(EventKind::Massage)
            }
            WordList::Ended if self.speech.running_massage().is_some() && !other_head => {
                Some(EventKind::MassageDone)
            }
            // "stopped, she was grizzly"
            WordList::Responses if self.stops_massage(at) => Some(EventKind::MassageDone),
            _ => None,
        }
    }

    fn keep_for_later(&mut self, at: usize) -> bool {
        let answers: Vec<(WordList, String)> = self.pieces[at]
            .senses()
            .iter()
            .filter_map(|sense| match sense {
                Sense::Answer(list, code) => Some((*list, code.clone())),
                _ => None,
            })
            .filter(|(list, _)| {
                matches!(list, WordList::Settled | WordList::Areas | WordList::Strokes | WordList::Reasons)
            })
            .collect();
        // It says nothing where nothing of its kind follows, and is left over then.
        let follows = self.pieces[at + 1..].iter().any(|piece| {
            piece.senses().iter().any(|sense| match sense {
                Sense::Skipped => answers.iter().any(|(list, _)| *list == WordList::Reasons),
                Sense::Massage => {
                    answers.iter().any(|(list, _)| matches!(list, WordList::Areas | WordList::Strokes))
                }
                Sense::Slept | Sense::Asleep | Sense::Sleep => {
                    answers.iter().any(|(list, _)| *list == WordList::Settled)
                }
                _ => false,
            })
        });
        if follows {
            self.pending.answers.extend(answers);
        }
        follows
    }

    /// Gives a piece to the last event, if it says something of it.
    fn add_to_last(&mut self, at: usize) -> bool {
        let senses = self.pieces[at].senses();
        let Some(event) = self.events.last_mut() else {
            return false;
        };
        for sense in senses {
            let added = match (sense, &event.kind) {
                (Sense::Cue(code), EventKind::Massage | EventKind::Cue) => {
                    if !event.cues.contains(code) {
                        event.cues.push(code.clone());
                    }
                    true
                }
                (Sense::Answer(list, code), _) if event.takes(*list) => event.add_answer(*list, code),
                (Sense::Massage | Sense::MassageDone, EventKind::Skipped | EventKind::MassageDone) => true,
                (Sense::Massage, EventKind::Massage) => true,
                (Sense::Skipped, EventKind::Skipped) => true,
                (Sense::Slept | Sense::Sleep | Sense::Asleep, EventKind::Night) => true,
                (Sense::Slept, EventKind::Sleep(_)) if event.time.is_none() && event.length.is_none() => {
                    event.kind = EventKind::Sleep(SleepForm::Slept);
                    true
                }
                (Sense::Sleep | Sense::Asleep, EventKind::Sleep(SleepForm::Asleep | SleepForm::Noun)) => {
                    event.time.is_none() || event.number.is_none()
                }
                (Sense::SleepOver, EventKind::Sleep(SleepForm::Awake)) => true,
                _ => false,
            };
            if added {
                return true;
            }
        }
        false
    }

    /// A further event, where it is plainly said.
    fn open_next(&mut self, at: usize) -> bool {
        let senses = self.pieces[at].senses();
        let Some(last) = self.events.last() else {
            return false;
        };
        let timed = self.is_before_time(at) || self.holds_time;
        let starts = self.starts_clause(at) || self.starts_feeling(at);
        for sense in senses {
            let kind = match (sense, &last.kind) {
                (Sense::Asleep, EventKind::Sleep(SleepForm::Awake)) => EventKind::Sleep(SleepForm::Asleep),
                (Sense::Asleep, _) if timed && starts => EventKind::Sleep(SleepForm::Asleep),
                // "nap 9-9.30 nap 12-1"
                (Sense::Slept, _) if timed && (starts || last.is_whole_sleep()) => {
                    EventKind::Sleep(self.slept_form(at))
                }
                (Sense::Massage, kind)
                    if *kind != EventKind::Massage && (timed || self.is_before_area(at)) =>
                {
                    EventKind::Massage
                }
                (Sense::Cue(_), EventKind::Sleep(_)) if timed && starts && last.time.is_some() => {
                    EventKind::Cue
                }
                // "good day, bad night", "bad night, exhausted"
                (Sense::Answer(list, _), kind) if starts => match (kind, self.kind_of_answer(*list, at)) {
                    (EventKind::Checkin, Some(EventKind::Night)) => EventKind::Night,
                    (EventKind::Checkin, _) => continue,
                    (EventKind::Night, Some(EventKind::Checkin)) if !self.says_who(at) => EventKind::Checkin,
                    (_, Some(EventKind::Checkin)) if self.is_mine => EventKind::Checkin,
                    _ => continue,
                },
                _ => continue,
            };
            self.push_event(kind, at);
            self.add_to_last(at);
            return true;
        }
        false
    }
}
