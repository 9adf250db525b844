//! Where a piece stands: at the beginning of its clause, before a time, behind the name of another baby.

use crate::model::Id;
use crate::quick_line::speech::event_parts::Event;
use crate::quick_line::speech::events::Assembler;
use crate::quick_line::speech::guards::is_quiet;
use crate::quick_line::speech::pieces::{Piece, PieceKind};
use crate::quick_line::time_cursor::{DayExpr, DayPart};
use crate::quick_line::time_grammar::{TimeExpr, TimeForm, TimeLead};
use crate::quick_line::tokens::CharRange;
use crate::vocabulary::WordList;
use crate::vocabulary::speech_words::Sense;

impl Assembler<'_, '_> {
    /// Nothing but quiet words stand before it in its clause.
    pub(crate) fn starts_clause(&self, at: usize) -> bool {
        for piece in self.pieces[..at].iter().rev() {
            match piece.kind {
                PieceKind::Break | PieceKind::Link => return true,
                PieceKind::Time(_) | PieceKind::Baby(_) => {}
                _ if is_quiet(piece) || piece.has(&Sense::Me) => {}
                _ => return false,
            }
        }
        true
    }

    /// "feeling awful" begins with how it is told.
    pub(crate) fn starts_feeling(&self, at: usize) -> bool {
        let told = self.pieces[..at].iter().rev().take_while(|piece| piece.has(&Sense::FeelWord)).count();
        told > 0 && self.starts_clause(at - told)
    }

    /// Those named belong to the event under way while it has nobody, to the one that follows, or to a remark.
    pub(crate) fn take_babies(&mut self, at: usize, babies: &[Id]) {
        self.is_of_another = self.is_another_baby(at, babies);
        let with_last = self.is_named_beside(at);
        let free = |it: &&mut Event| it.babies.is_empty() || with_last;
        let named = match self.events.last_mut() {
            Some(_) if self.is_of_another => &mut self.pending.babies,
            None => &mut self.pending.babies,
            Some(event) => match Some(event).filter(free) {
                Some(event) => &mut event.babies,
                // "smiled at Nia" stays in the words.
                None => return,
            },
        };
        for baby in babies {
            if !named.contains(baby) {
                named.push(*baby);
            }
        }
        self.mark(at);
    }

    /// "massaged Rafi and Nia": another name stands right before it.
    fn is_named_beside(&self, at: usize) -> bool {
        let before = self.pieces[..at].iter().rposition(|piece| !is_quiet(piece));
        before.is_some_and(|n| {
            let linked = self.pieces[n + 1..at].iter().any(|piece| piece.kind == PieceKind::Link);
            linked && matches!(self.pieces[n].kind, PieceKind::Baby(_))
        })
    }

    /// "Nia smiled, Rafi yawned": the second baby begins an event of her own.
    fn is_another_baby(&self, at: usize, babies: &[Id]) -> bool {
        let Some(event) = self.events.last() else {
            return false;
        };
        let told = !event.babies.is_empty() && event.babies.iter().any(|baby| !babies.contains(baby));
        let next =
            self.pieces[at + 1..].iter().find(|piece| !is_quiet(piece) && !piece.has(&Sense::FeelWord));
        told && next.is_some_and(is_head)
    }

    /// "evening massage", "the morning nap": the part of the day stands before what was done in it.
    pub(crate) fn take_part_before(&mut self, at: usize) -> bool {
        let Some(part) = part_of_day(&self.said(at)) else {
            return false;
        };
        let next = self.pieces[at + 1..].iter().find(|piece| !is_quiet(piece));
        let named = next.is_some_and(|piece| {
            piece.has(&Sense::Massage) || piece.has(&Sense::Slept) || piece.has(&Sense::Sleep)
        });
        named && self.take_time(at, whole_part(part, self.pieces[at].span.clone()))
    }

    /// "afternoon nap" is one phrase, and says when.
    pub(crate) fn add_named_part(&mut self, at: usize) {
        let said = self.said(at);
        let part = said.split(' ').next().and_then(part_of_day);
        let span = self.pieces[at].span.clone();
        if let (Some(part), Some(event)) = (part, self.events.last_mut())
            && event.is_sleep()
            && event.time.is_none()
        {
            event.time = Some(whole_part(part, span));
        }
    }

    pub(crate) fn is_before_time(&self, at: usize) -> bool {
        let next =
            self.pieces[at + 1..].iter().find(|piece| !is_quiet(piece) || piece.kind == PieceKind::Break);
        matches!(next.map(|piece| &piece.kind), Some(PieceKind::Time(_)))
    }

    pub(crate) fn is_before_area(&self, at: usize) -> bool {
        self.pieces[at + 1..].iter().any(|piece| {
            piece
                .senses()
                .iter()
                .any(|it| matches!(it, Sense::Answer(WordList::Areas | WordList::Strokes, _)))
        })
    }
}

/// What opens an event by itself.
pub(crate) fn is_head(piece: &Piece) -> bool {
    piece.senses().iter().any(|sense| {
        matches!(
            sense,
            Sense::Slept
                | Sense::Asleep
                | Sense::Sleep
                | Sense::Awake
                | Sense::Massage
                | Sense::Cue(_)
                | Sense::Skipped
        )
    })
}

pub(crate) fn part_of_day(word: &str) -> Option<DayPart> {
    Some(match word {
        "morning" => DayPart::Morning,
        "lunchtime" | "lunch" | "midday" => DayPart::Midday,
        "afternoon" | "arvo" => DayPart::Afternoon,
        "evening" => DayPart::Evening,
        _ => return None,
    })
}

/// "all morning", "the whole afternoon".
pub(crate) fn whole_part_of_day(said: &str) -> Option<DayPart> {
    let whole = ["all ", "most of ", "the whole ", "whole "].iter().find_map(|all| said.strip_prefix(all))?;
    part_of_day(whole.strip_prefix("the ").unwrap_or(whole))
}

fn whole_part(part: DayPart, span: CharRange) -> TimeExpr {
    TimeExpr {
        form: TimeForm::Day(DayExpr::Unnamed, Some(part)),
        lead: TimeLead::None,
        approximate: false,
        span,
    }
}
