//! What is told in passing, after what is kept: "crying, won't settle", "slept 1-2. Fed at 2." It stays in the words of
//! the note, and nothing in it is taken for more.

use crate::quick_line::ParseError;
use crate::quick_line::speech::Speech;
use crate::quick_line::speech::clauses::is_head;
use crate::quick_line::speech::event_parts::{Event, EventKind};
use crate::quick_line::speech::events::{Assembler, Fate};
use crate::quick_line::speech::guards::is_quiet;
use crate::quick_line::speech::pieces::{Piece, PieceKind};
use crate::texts::speech_texts as texts;
use crate::vocabulary::WordList;
use crate::vocabulary::speech_words::Sense;

/// Words behind a "not" that take back what was said before it.
const TAKING_BACK: [&str; 16] = [
    "really", "sure", "yet", "now", "wait", "sorry", "actually", "anymore", "more", "any", "so", "true",
    "it", "that", "quite", "right",
];

/// A "not" that is no part of a known phrase.
pub(crate) fn denies(pieces: &[Piece], at: usize) -> bool {
    let piece = &pieces[at];
    piece.has(&Sense::Negation)
        && piece.senses().iter().all(|sense| *sense == Sense::Negation)
        && !(at > 0 && pieces[at - 1].has(&Sense::Stays))
}

/// Whether a "not" is of a remark: something was told before it, in a clause of its own or with its time, and it has words
/// of its own that are neither numbers nor times.
pub(crate) fn is_remark(speech: &Speech<'_>, pieces: &[Piece], at: usize) -> bool {
    let tells = |piece: &Piece| {
        is_head(piece)
            || piece.senses().iter().any(|sense| {
                matches!(sense, Sense::Answer(WordList::Felt | WordList::Feelings | WordList::Night, _))
            })
    };
    let Some(told) = pieces[..at].iter().position(tells) else {
        return false;
    };
    let parted = pieces[told + 1..at].iter().any(|piece| {
        matches!(piece.kind, PieceKind::Break | PieceKind::Link | PieceKind::Time(_))
            || speech.text.normalized_slice(&piece.span) == "but"
    });
    let end = clause_end(pieces, at);
    let own = &pieces[at + 1..end];
    let content = own.iter().any(|piece| {
        let said = speech.text.normalized_slice(&piece.span);
        matches!(piece.kind, PieceKind::Unknown | PieceKind::Senses(_))
            && !is_quiet(piece)
            && !TAKING_BACK.contains(&said.as_str())
    });
    let counted = own.iter().any(|piece| matches!(piece.kind, PieceKind::Time(_) | PieceKind::Number(_)));
    // In the clause of a massage every "didn't like" is one.
    (parted || pieces[..at].iter().any(|piece| piece.has(&Sense::Massage))) && content && !counted
}

/// "legs done": a part of the massage under way is, and the massage goes on.
pub(crate) fn is_part_done(speech: &Speech<'_>, pieces: &[Piece]) -> bool {
    let area =
        |piece: &Piece| piece.senses().iter().any(|sense| matches!(sense, Sense::Answer(WordList::Areas, _)));
    speech.running_massage().is_some()
        && pieces.windows(2).any(|pair| area(&pair[0]) && pair[1].has(&Sense::MassageDone))
}

fn clause_end(pieces: &[Piece], at: usize) -> usize {
    (at..pieces.len()).find(|n| pieces[*n].kind == PieceKind::Break).unwrap_or(pieces.len())
}

impl Assembler<'_, '_> {
    /// Keeps a remark as it was said, to the end of its clause; says which piece is next.
    pub(crate) fn keep_remark(&mut self, at: usize) -> Option<usize> {
        let owner = self.events.len().checked_sub(1)?;
        let denied = denies(self.pieces, at) && is_remark(self.speech, self.pieces, at);
        if !denied && !self.is_fed_at(at) {
            return None;
        }
        // "she didn't mind"
        let spoken = |n: &usize| {
            ["she", "he", "it", "they", "i", "we"].contains(&self.said(*n).as_str()) || self.said(*n) == "but"
        };
        let first = at.checked_sub(1).filter(spoken).unwrap_or(at);
        let end = clause_end(self.pieces, at);
        for n in first..end {
            self.fates[n] = Fate::Verbatim;
            self.owners[n] = Some(owner);
        }
        Some(end)
    }

    /// "bed at 7.15": a thing of the day with its time, which is none of ours and stays in the words. Says which piece is
    /// next.
    ///
    /// # Errors
    /// When what was told before it has no time of its own, and so was before it.
    pub(crate) fn keep_routine(&mut self, at: usize) -> Result<Option<usize>, ParseError> {
        let named = self.pieces[at].has(&Sense::Routine) && self.starts_clause(at);
        let next = (at + 1..self.pieces.len()).find(|n| !is_quiet(&self.pieces[*n]));
        let timed = next.filter(|n| matches!(self.pieces[*n].kind, PieceKind::Time(_)));
        let Some(time) = timed.filter(|_| named) else {
            return Ok(None);
        };
        let told = self.events.last();
        if told.is_some_and(|event| event.time.is_none() && event.kind != EventKind::Checkin) {
            return Err(self.speech.whole_error(texts::WHICH_CAME_FIRST));
        }
        for n in at..=time {
            self.fates[n] = Fate::Verbatim;
            self.owners[n] = self.events.len().checked_sub(1);
        }
        Ok(Some(time + 1))
    }

    /// "Fed at 2" behind a sleep that was told whole.
    fn is_fed_at(&self, at: usize) -> bool {
        let whole = self.events.last().is_some_and(Event::is_whole_sleep);
        whole && self.pieces[at].has(&Sense::Elsewhere) && self.starts_clause(at) && self.is_before_time(at)
    }
}
