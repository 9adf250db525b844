//! A massage that was not: "not doing massage today", "forgot to do a massage", "he wasn't in the mood for massage".
//!
//! Only little words may stand between the "not" and the massage; "didn't like the massage" is about one that was.

use crate::quick_line::speech::Speech;
use crate::quick_line::speech::pieces::{Piece, PieceKind};
use crate::vocabulary::WordList;
use crate::vocabulary::speech_words::Sense;

const BETWEEN: [&str; 40] = [
    "a", "an", "the", "any", "her", "his", "him", "she", "he", "them", "baby", "our", "to", "for", "do",
    "doing", "done", "get", "got", "getting", "have", "having", "had", "give", "giving", "gave", "manage",
    "managed", "fancy", "time", "want", "wanted", "up", "in", "mood", "round", "around", "able", "bother",
    "chance",
];

/// Negations after which a massage was begun, or was about something else.
const NO_REFUSAL: [&str; 8] =
    ["instead of", "stopped", "almost", "nearly", "hardly", "barely", "fighting", "fought"];

/// Takes each such run of pieces for one that says there was none.
pub(crate) fn join_refusals(speech: &Speech<'_>, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        match find_refused_massage(speech, &pieces, at) {
            Some((end, senses)) => {
                let span = pieces[at].span.start..pieces[end].span.end;
                joined.push(Piece { span, kind: PieceKind::Senses(senses) });
                at = end + 1;
            }
            None => {
                joined.push(pieces[at].clone());
                at += 1;
            }
        }
    }
    joined
}

fn find_refused_massage(speech: &Speech<'_>, pieces: &[Piece], at: usize) -> Option<(usize, Vec<Sense>)> {
    let said = |n: usize| speech.text.normalized_slice(&pieces[n].span);
    let declined = Sense::Answer(WordList::Reasons, "not-now".to_owned());
    let by_baby = pieces[at].has(&declined) && said(at).ends_with("no");
    let denied = pieces[at].has(&Sense::Negation)
        && !said(at).ends_with(" more")
        && !NO_REFUSAL.contains(&said(at).as_str());
    if !by_baby && !denied {
        return None;
    }
    let small =
        |n: &usize| BETWEEN.contains(&said(*n).as_str()) || matches!(pieces[*n].kind, PieceKind::Baby(_));
    let end = (at + 1..pieces.len()).find(|n| !small(n)).filter(|n| pieces[*n].has(&Sense::Massage))?;
    Some((end, if by_baby { vec![declined, Sense::Skipped] } else { vec![Sense::Skipped] }))
}
