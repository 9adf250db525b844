//! Answers announced by a little word: `before drowsy`, `felt okay after`, `oil none`, `woke twice`.

use super::Unread;
use super::near::shorts;
use super::pieces::{Span, Token, fold};
use super::words::{Item, Key, Placed, Reader};
use crate::words::{self, List};

impl Reader<'_, '_> {
    /// An answer announced by a little word.
    pub(crate) fn keyed(&self, tokens: &[Token], at: usize, clause: &Span) -> Option<Result<Placed, Unread>> {
        let token = &tokens[at];
        let folded = self.text.folded(&token.span);
        let word = folded.strip_suffix(':').unwrap_or(&folded);
        let key = self.grammar.keys.iter().find(|(name, _)| *name == word)?.1;
        let whole = |end: usize| token.span.start..end;
        let list = match key {
            Key::Moment | Key::Running | Key::Nap | Key::Night | Key::Imported => {
                return Some(Ok((Item::Flag(key, 0), token.span.clone())));
            }
            Key::Oil => return Some(self.oil(tokens, at, clause)),
            Key::Woke => return self.woke(tokens, at).map(Ok),
            Key::Felt => List::Felt,
            Key::Before | Key::After => List::States,
            Key::Of(list) => list,
            Key::FeltBefore | Key::FeltAfter => return None,
        };
        let Some((code, span)) = self.answer(tokens, at + 1, list) else {
            let rest = tokens[at + 1..].iter().map(|t| t.span.end).next_back();
            let span = whole(rest.unwrap_or(token.span.end));
            let says = format!(
                "I could not read \"{}\". After \"{word}\" comes {}.",
                self.text.raw(&span),
                shorts(list, "or")
            );
            return Some(Err(Unread::mend(self.text, &span, says)));
        };
        let end = span.end;
        if key == Key::Felt {
            let next = tokens.iter().find(|t| t.span.start >= end);
            let when = next.map(|t| (self.text.folded(&t.span), t.span.end));
            return Some(Ok(match when {
                Some((word, end)) if word == "before" => (Item::Key(Key::FeltBefore, code), whole(end)),
                Some((word, end)) if word == "after" => (Item::Key(Key::FeltAfter, code), whole(end)),
                _ => (Item::Key(Key::Felt, code), whole(end)),
            }));
        }
        Some(Ok((Item::Key(key, code), whole(end))))
    }

    fn answer(&self, tokens: &[Token], at: usize, list: List) -> Option<(String, Span)> {
        let token = tokens.get(at).filter(|token| token.sign.is_none())?;
        let find = |phrase: &str| words::find(list, phrase).map(|word| word.code.clone());
        match &token.quoted {
            Some(inside) => find(&fold(inside)).map(|code| (code, token.span.clone())),
            None => self.phrase(tokens, at, find),
        }
    }

    /// The rest of the clause, as typed or as quoted.
    fn oil(&self, tokens: &[Token], at: usize, clause: &Span) -> Result<Placed, Unread> {
        let token = &tokens[at];
        let name = match &tokens[at + 1..] {
            [only] if only.quoted.is_some() && only.sign.is_none() => only.quoted.clone().unwrap_or_default(),
            [] => String::new(),
            [first, ..] => {
                let raw = self.text.raw(&(first.span.start..clause.end));
                if fold(raw) == "none" { fold(raw) } else { raw.to_owned() }
            }
        };
        let span = token.span.start..clause.end;
        if name.is_empty() {
            let says = "Which oil was it? Please write \"oil none\" or its name, as in \"oil sunflower\".";
            return Err(Unread::mend(self.text, &span, says));
        }
        Ok((Item::Key(Key::Oil, name), span))
    }

    fn woke(&self, tokens: &[Token], at: usize) -> Option<Placed> {
        let next = tokens.get(at + 1)?;
        let many = self.text.folded(&next.span);
        let start = tokens[at].span.start;
        let times = match many.as_str() {
            "once" => return Some((Item::Flag(Key::Woke, 1), start..next.span.end)),
            "twice" => return Some((Item::Flag(Key::Woke, 2), start..next.span.end)),
            many => many.parse().ok().filter(|_| many.bytes().all(|b| b.is_ascii_digit()))?,
        };
        let unit = tokens.get(at + 2)?;
        let named = ["time", "times", "x"].contains(&self.text.folded(&unit.span).as_str());
        named.then_some((Item::Flag(Key::Woke, times), start..unit.span.end))
    }
}
