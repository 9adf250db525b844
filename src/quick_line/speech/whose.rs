//! Whose a line is: the baby's, the writer's, or somebody else's.

use crate::model::{Entry, EntryKind, Id};
use crate::quick_line::speech::Speech;
use crate::quick_line::speech::event_parts::EventKind;
use crate::quick_line::speech::events::Assembler;
use crate::quick_line::speech::guards::is_quiet;
use crate::quick_line::speech::pieces::{Piece, PieceKind};
use crate::quick_line::tokens::normalize_typed;
use crate::quick_line::{AddressedLine, ParseError, ParsedLine};
use crate::texts::speech_texts as texts;
use crate::vocabulary::WordList;
use crate::vocabulary::speech_words::Sense;

const BABY_WORDS: [&str; 11] =
    ["she", "he", "she's", "he's", "shes", "hes", "baby", "baby's", "bub", "they", "lo"];
const WRITER_WORDS: [&str; 15] = [
    "i", "i'm", "we", "i've", "we've", "im", "me", "mummy", "daddy", "mum", "dad", "we're", "we'd", "i'd",
    "ive",
];
/// What leads into a sentence and is no part of it.
const LEADS: [&str; 7] = ["and", "ok", "so", "just", "then", "oh", "well"];
/// What leads from who did it to what was done, and is known as nothing else.
const ACTING: [&str; 6] = ["did", "does", "gave", "gives", "has", "had"];
/// How one says that what follows is only thought.
const THOUGHTS: [&str; 11] = [
    "i think ",
    "i reckon ",
    "i guess ",
    "i suppose ",
    "i suspect ",
    "think ",
    "reckon ",
    "pretty sure ",
    "looks like ",
    "seems like ",
    "i'd say ",
];
/// What is done to a baby, whoever does it.
const HANDLED: [&str; 14] = [
    "put",
    "rocked",
    "got her",
    "got him",
    "settled",
    "woke her",
    "woke him",
    "woken her",
    "woken him",
    "wake her",
    "wake him",
    "massage",
    "saw",
    "noticed",
];

/// What makes of the writer a place: "slept beside me".
const BESIDE: [&str; 17] = [
    "on", "with", "to", "beside", "near", "by", "for", "against", "under", "over", "behind", "at", "of",
    "like", "than", "woke", "without",
];

/// The first word of a line that says who.
fn subject_of(line: &str) -> &str {
    let line = THOUGHTS.iter().find_map(|thought| line.strip_prefix(thought)).unwrap_or(line);
    let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty());
    words.find(|word| !LEADS.contains(word)).unwrap_or_default()
}

/// The line is about the baby from its first word on.
pub(crate) fn begins_with_baby(line: &str, pieces: &[Piece]) -> bool {
    let named = pieces.iter().find(|piece| !is_quiet(piece));
    BABY_WORDS.contains(&subject_of(line))
        || named.is_some_and(|piece| matches!(piece.kind, PieceKind::Baby(_)))
}

/// "a happy baby": a baby is spoken of, and the writer is not.
pub(crate) fn speaks_of_baby(speech: &Speech<'_>, pieces: &[Piece]) -> bool {
    let baby = |piece: &Piece| {
        matches!(piece.kind, PieceKind::Baby(_)) || speech.text.normalized_slice(&piece.span) == "baby"
    };
    pieces.iter().any(baby) && !pieces.iter().any(|piece| piece.has(&Sense::Me))
}

/// Somebody puts the baby down, wakes her or picks her up.
fn handles_baby(speech: &Speech<'_>, pieces: &[Piece]) -> bool {
    let line = speech.text.normalized_slice(&(0..speech.text.len()));
    let woke_name = |pair: &[Piece]| pair[0].has(&Sense::Awake) && matches!(pair[1].kind, PieceKind::Baby(_));
    let woke_me = ["woke me", "woke us", "wakes me", "wakes us"].iter().any(|words| line.contains(words));
    !woke_me && (HANDLED.iter().any(|words| line.contains(words)) || pieces.windows(2).any(woke_name))
}

/// Somebody else is named before what was done.
pub(crate) fn is_about_somebody_else(speech: &Speech<'_>, pieces: &[Piece]) -> bool {
    let handled = handles_baby(speech, pieces);
    let acts = |piece: &Piece| {
        if piece.has(&Sense::Asleep) || piece.has(&Sense::Awake) {
            return !handled;
        }
        piece.senses().iter().any(|sense| {
            matches!(
                sense,
                Sense::Slept
                    | Sense::Sleep
                    | Sense::Cue(_)
                    | Sense::Answer(WordList::Feelings | WordList::Felt | WordList::Night, _)
            )
        })
    };
    let Some(named) = pieces.iter().position(|piece| piece.has(&Sense::Other)) else {
        return false;
    };
    !pieces[..named].iter().any(acts)
        && pieces[named..].iter().any(acts)
        && !pieces[..named].iter().any(|piece| piece.has(&Sense::Massage))
}

/// The carer of the family who did it, named as the subject ("Owen massaged her", "massage by Owen"), and the line without
/// that name. "Owen and I" and "with Owen" stay words.
pub(crate) fn find_acting_carer(speech: &Speech<'_>, pieces: &[Piece]) -> Option<(Id, Vec<Piece>)> {
    let said = |at: usize| speech.text.normalized_slice(&pieces[at].span);
    let carer_at = |at: usize| {
        let carers = speech.context.family.carers.iter();
        let name = said(at);
        let mut named =
            carers.filter(|carer| carer.name.as_deref().is_some_and(|it| normalize_typed(it) == name));
        named.next().filter(|_| pieces[at].has(&Sense::Other)).map(|carer| carer.id)
    };
    let first =
        (0..pieces.len()).find(|at| !is_quiet(&pieces[*at]) && !LEADS.contains(&said(*at).as_str()))?;
    // "Owen likes massage" says nothing that he did.
    let acts = |at: usize| match pieces.get(at + 1).map(|next| &next.kind) {
        Some(PieceKind::Unknown) => ACTING.contains(&said(at + 1).as_str()),
        Some(PieceKind::Senses(_) | PieceKind::Time(_) | PieceKind::Number(_)) => true,
        _ => false,
    };
    // "slept by Owen" says where.
    let massaged = |at: usize| {
        let senses = pieces[..at].iter().flat_map(Piece::senses);
        senses
            .into_iter()
            .any(|sense| matches!(sense, Sense::Massage | Sense::MassageStart | Sense::MassageDone))
    };
    let places = match carer_at(first).filter(|_| acts(first)) {
        Some(_) => vec![first],
        None => {
            let by =
                (first + 1..pieces.len().saturating_sub(1)).find(|at| said(*at) == "by" && massaged(*at))?;
            vec![by, by + 1]
        }
    };
    let carer = carer_at(*places.last()?)?;
    let mut rest = pieces.to_vec();
    for at in places {
        rest[at].kind = PieceKind::Senses(vec![Sense::Filler]);
    }
    Some((carer, rest))
}

/// The entries as this carer's; none where one of them is nobody's to give away, such as how somebody feels.
pub(crate) fn attribute_to(carer: Id, lines: Vec<AddressedLine>) -> Option<Vec<AddressedLine>> {
    let lines = lines.into_iter().map(|(line, babies)| match line {
        ParsedLine::Entry(entry) if !matches!(entry.kind(), EntryKind::Checkin | EntryKind::Note) => {
            Some((ParsedLine::Entry(Entry { carer, ..entry }), babies))
        }
        _ => None,
    });
    lines.collect()
}

impl Assembler<'_, '_> {
    /// A parent's own sleep is no baby's, and a baby's feelings are nobody's to say.
    pub(crate) fn check_speaker(&self) -> Result<(), ParseError> {
        let Some(first) = self.events.first() else {
            return Ok(());
        };
        let text = self.speech.text;
        let line = text.normalized_slice(&(0..text.len()));
        let subject = subject_of(&line);
        let mine = WRITER_WORDS.contains(&subject) || self.is_first_name_of_carer(subject);
        let handles = handles_baby(self.speech, self.pieces);
        let slept = self.events.iter().any(|event| event.is_sleep() || event.kind == EventKind::Night);
        if slept && !handles && self.is_own_sleep() {
            return Err(self.speech.whole_error(texts::PARENT_SLEEP));
        }
        match first.kind {
            EventKind::Checkin if begins_with_baby(&line, self.pieces) || self.is_felt_by_baby() => {
                Err(self.speech.whole_error(texts::SOMEBODY_ELSE))
            }
            EventKind::Checkin if self.cues_named => Err(self.speech.whole_error(texts::UNSURE)),
            EventKind::Sleep(_) | EventKind::Cue if mine && !handles => {
                Err(self.speech.whole_error(texts::PARENT_SLEEP))
            }
            EventKind::Night if mine && line.contains("slept") => {
                Err(self.speech.whole_error(texts::PARENT_SLEEP))
            }
            _ => Ok(()),
        }
    }

    /// "Anna slept" is Anna's, unless a baby is called so too.
    fn is_first_name_of_carer(&self, subject: &str) -> bool {
        let first_name = |name: &str| normalize_typed(name).split_whitespace().next() == Some(subject);
        let family = self.speech.context.family;
        let of_carer = family.carers.iter().filter_map(|it| it.name.as_deref()).any(first_name);
        of_carer && !family.babies.iter().filter_map(|it| it.name.as_deref()).any(first_name)
    }

    /// "slept two hours myself", "only four hours sleep last night me": whose it was stands behind it.
    fn is_own_sleep(&self) -> bool {
        let said = |piece: &Piece| self.speech.text.normalized_slice(&piece.span);
        let sleeps = |piece: &Piece| {
            piece.senses().iter().any(|sense| {
                matches!(
                    sense,
                    Sense::Slept | Sense::Asleep | Sense::Sleep | Sense::Answer(WordList::Night, _)
                )
            })
        };
        let ends_clause = |piece: &Piece| matches!(piece.kind, PieceKind::Break | PieceKind::Link);
        let mut slept = false;
        self.pieces.split(ends_clause).any(|clause| {
            slept |= clause.iter().any(sleeps);
            // "3 hours sleep, me"
            let only_me = clause.iter().any(|piece| said(piece) == "me")
                && clause.iter().all(|piece| is_quiet(piece) || said(piece) == "me");
            if only_me {
                return slept;
            }
            let me_last = clause.last().is_some_and(|piece| said(piece) == "me");
            let beside = clause.iter().rev().nth(1).is_some_and(|piece| {
                let before = said(piece);
                BESIDE.contains(&before.rsplit(' ').next().unwrap_or_default())
            });
            let own = clause.iter().any(|piece| said(piece) == "myself") || (me_last && !beside);
            own && clause.iter().any(sleeps)
        })
    }

    /// "I said she's sad": the baby stands before the first feeling, and nobody else does.
    fn is_felt_by_baby(&self) -> bool {
        let felt = |sense: &Sense| matches!(sense, Sense::Answer(WordList::Feelings | WordList::Felt, _));
        let Some(at) = self.pieces.iter().position(|piece| piece.senses().iter().any(felt)) else {
            return false;
        };
        let clause = self.pieces[..at]
            .iter()
            .rev()
            .take_while(|piece| !matches!(piece.kind, PieceKind::Break | PieceKind::Link));
        let text = self.speech.text;
        let nearest = clause.into_iter().find(|piece| {
            piece.has(&Sense::Me) || matches!(piece.kind, PieceKind::Baby(_)) || {
                BABY_WORDS.contains(&text.normalized_slice(&piece.span).as_str())
            }
        });
        nearest.is_some_and(|piece| !piece.has(&Sense::Me))
    }
}
