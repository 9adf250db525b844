//! Answers announced by a little word: `before drowsy`, `felt okay after`, `oil none`, `woke twice`. Which word announces
//! which field, and what comes behind it, is said by the rows of the fields.

use crate::model::EntryKind;
use crate::model::fields::{FieldShape, FieldSpec, keys};
use crate::model::moment_fields;
use crate::quick_line::ParseError;
use crate::quick_line::match_terms::{Grammar, Keyword, LineItem, SpannedItem, TermMatcher};
use crate::quick_line::suggest::join_short_words;
use crate::quick_line::tokens::{CharRange, Token, normalize_typed};
use crate::texts::parse_errors as texts;
use crate::vocabulary;
use crate::vocabulary::WordList;
use std::ops::RangeInclusive;

impl Grammar {
    /// Every little word of a line of this kind.
    pub(crate) fn keywords(&self) -> Vec<(&'static str, Keyword)> {
        let mut all = self.own_keywords.to_vec();
        for field in self.kind.map_or(&[][..], EntryKind::fields) {
            list_field_keywords(field, &mut all);
        }
        if all.iter().any(|(_, keyword)| *keyword == Keyword::Moment) {
            moment_fields().iter().for_each(|field| list_field_keywords(field, &mut all));
            all.push(("meaning", Keyword::Word(keys::MEANT, WordList::Meant)));
        }
        all
    }
}

fn list_field_keywords<T>(field: &FieldSpec<T>, all: &mut Vec<(&'static str, Keyword)>) {
    let key = field.key;
    let keyword = match (&field.shape, field.word_list()) {
        (FieldShape::Either(codes, _), _) => {
            return all.extend(codes.iter().map(|code| (*code, Keyword::Code(key, code))));
        }
        _ if field.keyword.is_empty() => return,
        (FieldShape::Flag(_), _) => Keyword::Code(key, key),
        (FieldShape::Number(range, _), _) => Keyword::Number(key, range.clone()),
        (FieldShape::Text(_), _) => Keyword::Text(key),
        (_, Some(list)) => Keyword::Word(key, list),
        _ => return,
    };
    all.push((field.keyword, keyword));
}

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
        let (word, keyword) = self.keywords.iter().find(|(name, _)| *name == word)?;
        let rest = tokens[at + 1..].iter().map(|token| token.span.end).next_back();
        let unreadable = |answers: &str| {
            let span = token.span.start..rest.unwrap_or(token.span.end);
            let message = texts::answer_unreadable(self.text.raw_slice(&span), word, answers);
            Some(Err(ParseError::at_span(self.text, &span, message)))
        };
        let (key, list) = match keyword {
            Keyword::Moment => return Some(Ok((LineItem::Moment, token.span.clone()))),
            Keyword::Code(key, code) => {
                return Some(Ok((LineItem::Answer(key, (*code).to_owned()), token.span.clone())));
            }
            // "seemed unsure" says how baby answered.
            Keyword::Text(keys::OWN_MEANING) if self.opens_known_phrase(tokens, at) => return None,
            Keyword::Text(key) => return Some(self.match_text(key, tokens, at, clause)),
            Keyword::Wakings => return self.match_wakings(tokens, at).map(Ok),
            Keyword::Number(key, range) => {
                return match self.match_number(tokens, at + 1, range) {
                    Some((n, end)) => Some(Ok((LineItem::Answer(key, n.to_string()), token.span.start..end))),
                    None => unreadable(&texts::number_between(*range.start(), *range.end())),
                };
            }
            Keyword::FeltBeforeOrAfter => ("", WordList::Felt),
            Keyword::Word(key, list) => (*key, *list),
        };
        let Some((code, answered)) = self.match_answer(tokens, at + 1, list) else {
            // What is no answer of ours is the family's own.
            let has_words = key == keys::MEANT && tokens.len() > at + 1;
            return match has_words {
                true => Some(self.match_text(keys::OWN_MEANING, tokens, at, clause)),
                false => unreadable(&join_short_words(list, "or")),
            };
        };
        if *keyword == Keyword::FeltBeforeOrAfter {
            return Some(self.match_before_or_after(tokens, token.span.start..answered.end, code));
        }
        Some(Ok((LineItem::Answer(key, code), token.span.start..answered.end)))
    }

    fn opens_known_phrase(&self, tokens: &[Token], at: usize) -> bool {
        let known = |phrase: &str| (!self.find_answers(phrase).is_empty()).then_some(());
        self.find_longest_phrase(tokens, at, known).is_some()
    }

    fn match_answer(&self, tokens: &[Token], at: usize, list: WordList) -> Option<(String, CharRange)> {
        let token = tokens.get(at).filter(|token| token.sign.is_none())?;
        let find = |phrase: &str| vocabulary::find_typed_word(list, phrase).map(|word| word.code.clone());
        match &token.quoted {
            Some(inside) => find(&normalize_typed(inside)).map(|code| (code, token.span.clone())),
            None => self.find_longest_phrase(tokens, at, find),
        }
    }

    fn match_number(&self, tokens: &[Token], at: usize, range: &RangeInclusive<u16>) -> Option<(u16, usize)> {
        let span = &tokens.get(at)?.span;
        let n = self.text.normalized_slice(span).parse().ok().filter(|n| range.contains(n))?;
        Some((n, span.end))
    }

    /// `felt okay before`, whose span so far ends with the answer.
    fn match_before_or_after(
        &self,
        tokens: &[Token],
        span: CharRange,
        code: String,
    ) -> Result<SpannedItem, ParseError> {
        let next = tokens.iter().find(|token| token.span.start >= span.end);
        let word = next.map(|next| self.text.normalized_slice(&next.span)).unwrap_or_default();
        let key = match word.as_str() {
            "before" => keys::FELT_BEFORE,
            "after" => keys::FELT_AFTER,
            _ => {
                let message = texts::before_or_after(self.text.raw_slice(&span));
                return Err(ParseError::at_span(self.text, &span, message));
            }
        };
        let end = next.map_or(span.end, |next| next.span.end);
        Ok((LineItem::Answer(key, code), span.start..end))
    }

    /// The rest of the clause, as typed or as quoted.
    fn match_text(
        &self,
        key: &'static str,
        tokens: &[Token],
        at: usize,
        clause: &CharRange,
    ) -> Result<SpannedItem, ParseError> {
        let token = &tokens[at];
        let words = match &tokens[at + 1..] {
            [only] if only.quoted.is_some() && only.sign.is_none() => only.quoted.clone().unwrap_or_default(),
            [] => String::new(),
            [first, ..] => {
                let raw = self.text.raw_slice(&(first.span.start..clause.end));
                if normalize_typed(raw) == "none" { normalize_typed(raw) } else { raw.to_owned() }
            }
        };
        let span = token.span.start..clause.end;
        if words.is_empty() {
            let keyword = self.text.raw_slice(&token.span);
            let message = match key {
                keys::OIL => texts::OIL_NEEDED.to_owned(),
                _ => texts::answer_unreadable(keyword, keyword, texts::OWN_WORDS),
            };
            return Err(ParseError::at_span(self.text, &span, message));
        }
        Ok((LineItem::Answer(key, words), span))
    }

    /// `woke once`, `woke 3 times`.
    fn match_wakings(&self, tokens: &[Token], at: usize) -> Option<SpannedItem> {
        let next = tokens.get(at + 1)?;
        let start = tokens[at].span.start;
        let woke = |n: u16, end: usize| Some((LineItem::Answer(keys::WAKINGS, n.to_string()), start..end));
        let many = self.text.normalized_slice(&next.span);
        let times = match many.as_str() {
            "once" => return woke(1, next.span.end),
            "twice" => return woke(2, next.span.end),
            many if many.bytes().all(|b| b.is_ascii_digit()) => many.parse().ok()?,
            _ => return None,
        };
        let unit = tokens.get(at + 2)?;
        let named = ["time", "times", "x"].contains(&self.text.normalized_slice(&unit.span).as_str());
        if named { woke(times, unit.span.end) } else { None }
    }
}
