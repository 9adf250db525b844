//! Answers announced by a little word: `before drowsy`, `felt okay after`, `oil none`, `woke twice`.

use crate::quick_line::ParseError;
use crate::quick_line::match_terms::{Keyword, LineItem, SpannedItem, TermMatcher};
use crate::quick_line::suggest::join_short_words;
use crate::quick_line::tokens::{CharRange, Token, normalize_typed};
use crate::vocabulary;
use crate::vocabulary::WordList;

impl TermMatcher<'_, '_> {
    /// An answer announced by a little word.
    pub(crate) fn match_keyword_answer(
        &self,
        tokens: &[Token],
        at: usize,
        clause: &CharRange,
    ) -> Option<Result<SpannedItem, ParseError>> {
        let token = &tokens[at];
        let folded = self.text.normalized_slice(&token.span);
        let word = folded.strip_suffix(':').unwrap_or(&folded);
        let key = self.grammar.keywords.iter().find(|(name, _)| *name == word)?.1;
        let whole = |end: usize| token.span.start..end;
        let list = match key {
            Keyword::Moment | Keyword::Running | Keyword::Nap | Keyword::Night | Keyword::Imported => {
                return Some(Ok((LineItem::Flag(key, 0), token.span.clone())));
            }
            Keyword::Oil => return Some(self.match_oil(tokens, at, clause)),
            Keyword::Woke => return self.match_wakings(tokens, at).map(Ok),
            Keyword::Felt => WordList::Felt,
            Keyword::Before | Keyword::After => WordList::States,
            Keyword::List(list) => list,
            Keyword::FeltBefore | Keyword::FeltAfter => return None,
        };
        let Some((code, span)) = self.match_answer(tokens, at + 1, list) else {
            let rest = tokens[at + 1..].iter().map(|t| t.span.end).next_back();
            let span = whole(rest.unwrap_or(token.span.end));
            let says = format!(
                "I could not read \"{}\". After \"{word}\" comes {}.",
                self.text.raw_slice(&span),
                join_short_words(list, "or")
            );
            return Some(Err(ParseError::at_span(self.text, &span, says)));
        };
        let end = span.end;
        if key == Keyword::Felt {
            let next = tokens.iter().find(|t| t.span.start >= end);
            let when = next.map(|t| (self.text.normalized_slice(&t.span), t.span.end));
            return Some(Ok(match when {
                Some((word, end)) if word == "before" => {
                    (LineItem::Keyword(Keyword::FeltBefore, code), whole(end))
                }
                Some((word, end)) if word == "after" => {
                    (LineItem::Keyword(Keyword::FeltAfter, code), whole(end))
                }
                _ => (LineItem::Keyword(Keyword::Felt, code), whole(end)),
            }));
        }
        Some(Ok((LineItem::Keyword(key, code), whole(end))))
    }

    fn match_answer(&self, tokens: &[Token], at: usize, list: WordList) -> Option<(String, CharRange)> {
        let token = tokens.get(at).filter(|token| token.sign.is_none())?;
        let find = |phrase: &str| vocabulary::find_typed_word(list, phrase).map(|word| word.code.clone());
        match &token.quoted {
            Some(inside) => find(&normalize_typed(inside)).map(|code| (code, token.span.clone())),
            None => self.find_longest_phrase(tokens, at, find),
        }
    }

    /// The rest of the clause, as typed or as quoted.
    fn match_oil(&self, tokens: &[Token], at: usize, clause: &CharRange) -> Result<SpannedItem, ParseError> {
        let token = &tokens[at];
        let name = match &tokens[at + 1..] {
            [only] if only.quoted.is_some() && only.sign.is_none() => only.quoted.clone().unwrap_or_default(),
            [] => String::new(),
            [first, ..] => {
                let raw = self.text.raw_slice(&(first.span.start..clause.end));
                if normalize_typed(raw) == "none" { normalize_typed(raw) } else { raw.to_owned() }
            }
        };
        let span = token.span.start..clause.end;
        if name.is_empty() {
            let says = "Which oil was it? Please write \"oil none\" or its name, as in \"oil sunflower\".";
            return Err(ParseError::at_span(self.text, &span, says));
        }
        Ok((LineItem::Keyword(Keyword::Oil, name), span))
    }

    fn match_wakings(&self, tokens: &[Token], at: usize) -> Option<SpannedItem> {
        let next = tokens.get(at + 1)?;
        let many = self.text.normalized_slice(&next.span);
        let start = tokens[at].span.start;
        let times = match many.as_str() {
            "once" => return Some((LineItem::Flag(Keyword::Woke, 1), start..next.span.end)),
            "twice" => return Some((LineItem::Flag(Keyword::Woke, 2), start..next.span.end)),
            many => many.parse().ok().filter(|_| many.bytes().all(|b| b.is_ascii_digit()))?,
        };
        let unit = tokens.get(at + 2)?;
        let named = ["time", "times", "x"].contains(&self.text.normalized_slice(&unit.span).as_str());
        named.then_some((LineItem::Flag(Keyword::Woke, times), start..unit.span.end))
    }
}
