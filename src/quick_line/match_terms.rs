//! Matching what was typed against the words of the assets and of the family, longest first.
//!
//! No word a parent may choose from is written here: they come from `crate::vocabulary` and from the family, the little
//! words that say which answer follows (`before`, `energy`) from the fields of the kind.

use crate::model::{EntryKind, Family};
use crate::quick_line::suggest::{NearestMatch, hint_bare_digits};
use crate::quick_line::time_grammar::{TimeExpr, TimeForm};
use crate::quick_line::tokens::{CharRange, CueSign, LineText, Token, normalize_typed, tokenize_clause};
use crate::quick_line::{LineContext, ParseError, time_grammar};
use crate::texts::parse_errors as texts;
use crate::vocabulary;
use crate::vocabulary::WordList;
use std::ops::RangeInclusive;

/// What a little word announces; of a field with its key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Keyword {
    /// A further moment.
    Moment,
    /// How the carer felt; the word behind the answer says when.
    FeltBeforeOrAfter,
    Wakings,
    /// The word is the answer.
    Code(&'static str, &'static str),
    Word(&'static str, WordList),
    Number(&'static str, RangeInclusive<u16>),
    Text(&'static str),
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum LineItem {
    Time(TimeExpr),
    Length(i64),
    Word(WordList, String),
    Cue(Option<CueSign>, String),
    /// An answer to the field of this key, announced by a little word: `before drowsy`.
    Answer(&'static str, String),
    /// The word that opens a moment.
    Moment,
    FreeText(String),
}

pub(crate) type SpannedItem = (LineItem, CharRange);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CueMode {
    Forbidden,
    Signed,
    Plain,
}

pub(crate) struct Grammar {
    pub(crate) name: &'static str,
    /// Lists whose words may stand alone. Where what we did and how we touched share a word, it is what we did.
    pub(crate) lists: &'static [WordList],
    /// The kind whose fields its little words announce.
    pub(crate) kind: Option<EntryKind>,
    /// Little words beyond those of the fields.
    pub(crate) own_keywords: &'static [(&'static str, Keyword)],
    pub(crate) cues: CueMode,
    /// Unknown words are kept as they are.
    pub(crate) allows_free_text: bool,
    pub(crate) hint: fn() -> String,
}

/// Longest phrase looked for without quotes, in words.
const MAX_PHRASE_WORDS: usize = 8;

/// Lists with answers such as "yes" or "some", which say nothing on their own.
fn needs_keyword(list: WordList) -> bool {
    matches!(list, WordList::Helped | WordList::Meant | WordList::Sure | WordList::Company | WordList::Asked)
}

/// The cue a parent typed: the family's own before ours, retired ones last.
pub(crate) fn find_cue_code(typed: &str, context: &LineContext<'_>) -> Option<String> {
    find_cue_code_among(typed, &context.family.custom_cues)
}

/// See [`find_cue_code`].
pub(crate) fn find_cue_code_among(typed: &str, own: &[crate::model::CustomCue]) -> Option<String> {
    let typed = normalize_typed(typed);
    let of = |retired: bool| {
        own.iter()
            .find(|cue| cue.retired == retired && normalize_typed(&cue.words) == typed)
            .map(|cue| cue.code.clone())
    };
    of(false)
        .or_else(|| vocabulary::find_typed_cue(&typed).map(|cue| cue.id.clone()))
        .or_else(|| of(true))
        .or_else(|| own.iter().find(|cue| normalize_typed(&cue.code) == typed).map(|cue| cue.code.clone()))
}

pub(crate) fn find_renamed_stroke<'f>(typed: &str, family: &'f Family) -> Option<&'f str> {
    let typed = normalize_typed(typed);
    let mut names = family.settings.stroke_names.iter();
    let found = names.find(|(_, name)| normalize_typed(name) == typed)?;
    Some(found.0.as_str())
}

impl Grammar {
    /// The answers a phrase can be on its own, those it is meant for before those it merely names.
    pub(crate) fn find_answers(&self, phrase: &str) -> Vec<(WordList, String)> {
        let folded = normalize_typed(phrase);
        let (mut strong, mut weak) = (Vec::new(), Vec::new());
        for list in self.lists {
            let Some(word) = vocabulary::find_typed_word(*list, &folded) else {
                continue;
            };
            let exact = normalize_typed(&word.short) == folded
                || word.aliases.iter().any(|a| normalize_typed(a) == folded);
            let found = (*list, word.code.clone());
            if exact {
                strong.push(found);
            } else if !needs_keyword(*list) || (*list == WordList::Asked && folded.contains(' ')) {
                weak.push(found);
            }
        }
        if strong.iter().any(|(list, _)| *list == WordList::Responses) {
            strong.retain(|(list, _)| *list != WordList::Touch);
        }
        if strong.is_empty() { weak } else { strong }
    }
}

pub(crate) struct TermMatcher<'r, 'a> {
    pub(crate) text: &'r LineText<'a>,
    pub(crate) context: &'r LineContext<'r>,
    pub(crate) grammar: &'r Grammar,
    pub(crate) keywords: Vec<(&'static str, Keyword)>,
}

impl<'r, 'a> TermMatcher<'r, 'a> {
    pub(crate) fn new(text: &'r LineText<'a>, context: &'r LineContext<'r>, grammar: &'r Grammar) -> Self {
        Self { text, context, grammar, keywords: grammar.keywords() }
    }

    /// Everything a segment says, clause by clause.
    pub(crate) fn match_segment(&self, clauses: &[CharRange]) -> Result<Vec<SpannedItem>, ParseError> {
        let mut items = Vec::new();
        for clause in clauses {
            self.match_clause(clause, &mut items)?;
        }
        Ok(items)
    }

    fn match_clause(&self, clause: &CharRange, items: &mut Vec<SpannedItem>) -> Result<(), ParseError> {
        let tokens = tokenize_clause(self.text, clause);
        let mut at = 0;
        while at < tokens.len() {
            if let Some((item, span)) = self.match_item(&tokens, at, clause)? {
                at += tokens[at..].iter().take_while(|t| t.span.start < span.end).count();
                items.push((item, span));
                continue;
            }
            let mut last = at + 1;
            while last < tokens.len() && matches!(self.match_item(&tokens, last, clause), Ok(None)) {
                last += 1;
            }
            let span = tokens[at].span.start..tokens[last - 1].span.end;
            if self.grammar.allows_free_text && tokens[at].is_plain() {
                items.push((LineItem::FreeText(self.text.raw_slice(&span).to_owned()), span));
                at = last;
                continue;
            }
            return Err(self.unreadable_error(&span, &tokens[at]));
        }
        Ok(())
    }

    fn match_item(
        &self,
        tokens: &[Token],
        at: usize,
        clause: &CharRange,
    ) -> Result<Option<SpannedItem>, ParseError> {
        let token = &tokens[at];
        if token.sign.is_some() && self.grammar.cues != CueMode::Signed {
            return Ok(None);
        }
        if let Some(inside) = &token.quoted {
            return self.match_quoted(token, inside);
        }
        if token.sign.is_some() {
            return Ok(self
                .find_longest_phrase(tokens, at, |phrase| find_cue_code(phrase, self.context))
                .map(|(code, span)| (LineItem::Cue(token.sign, code), token.span.start..span.end)));
        }
        let mut mistaken = None;
        match self.match_keyword_answer(tokens, at, clause) {
            Some(Ok(placed)) => return Ok(Some(placed)),
            Some(Err(unread)) => mistaken = Some(unread),
            None => {}
        }
        let words = self.match_longest_phrase(tokens, at)?;
        let time = time_grammar::parse_time_expr(self.text, &(token.span.start..clause.end));
        if let Some(time) = time
            && words.as_ref().is_none_or(|(_, span)| span.end < time.span.end)
        {
            let span = time.span.clone();
            return Ok(Some(match time.form {
                // A rough length is a rough time; it has no other place to say so.
                TimeForm::Length(minutes) if !time.approximate => (LineItem::Length(minutes), span),
                _ => (LineItem::Time(time), span),
            }));
        }
        match (words, mistaken) {
            (None, Some(unread)) => Err(unread),
            (words, _) => Ok(words),
        }
    }

    fn match_quoted(&self, token: &Token, inside: &str) -> Result<Option<SpannedItem>, ParseError> {
        let span = token.span.clone();
        if token.sign.is_some() || self.grammar.cues == CueMode::Plain {
            return Ok(
                find_cue_code(inside, self.context).map(|code| (LineItem::Cue(token.sign, code), span))
            );
        }
        if let Some((list, code)) = self.require_single_answer(inside, &span)? {
            return Ok(Some((LineItem::Word(list, code), span)));
        }
        let free = self.grammar.allows_free_text && !inside.trim().is_empty();
        Ok(free.then(|| (LineItem::FreeText(inside.to_owned()), span)))
    }

    /// The longest known phrase that begins at a token.
    fn match_longest_phrase(&self, tokens: &[Token], at: usize) -> Result<Option<SpannedItem>, ParseError> {
        if self.grammar.cues == CueMode::Plain
            && let Some((code, span)) =
                self.find_longest_phrase(tokens, at, |p| find_cue_code(p, self.context))
        {
            return Ok(Some((LineItem::Cue(None, code), span)));
        }
        let known = |phrase: &str| (!self.find_answers(phrase).is_empty()).then_some(());
        let Some(((), span)) = self.find_longest_phrase(tokens, at, known) else {
            return Ok(None);
        };
        let found = self.require_single_answer(&self.text.normalized_slice(&span), &span)?;
        Ok(found.map(|(list, code)| (LineItem::Word(list, code), span)))
    }

    /// What a phrase can be, a family's own name for a stroke among it; only words of ours that mean something other
    /// than a stroke go before that.
    pub(crate) fn find_answers(&self, phrase: &str) -> Vec<(WordList, String)> {
        let ours = self.grammar.find_answers(phrase);
        let other = ours.iter().any(|(list, _)| *list != WordList::Strokes);
        let own = find_renamed_stroke(phrase, self.context.family);
        match own {
            Some(code) if !other && self.grammar.lists.contains(&WordList::Strokes) => {
                vec![(WordList::Strokes, code.to_owned())]
            }
            _ => ours,
        }
    }

    fn require_single_answer(
        &self,
        phrase: &str,
        span: &CharRange,
    ) -> Result<Option<(WordList, String)>, ParseError> {
        let mut found = self.find_answers(phrase);
        if found.len() > 1 {
            let forms: Vec<String> = found
                .iter()
                .filter_map(|(list, code)| vocabulary::find_word(*list, code))
                .map(|word| format!("\"{}\"", word.short))
                .collect();
            let message = texts::ambiguous_word(self.text.raw_slice(span), &forms.join(" or "));
            return Err(ParseError::at_span(self.text, span, message));
        }
        Ok(found.pop())
    }

    /// The longest run of plain tokens from `at` on that `find` knows.
    pub(crate) fn find_longest_phrase<T>(
        &self,
        tokens: &[Token],
        at: usize,
        find: impl Fn(&str) -> Option<T>,
    ) -> Option<(T, CharRange)> {
        let start = tokens.get(at)?.word.start;
        let more = tokens[at + 1..].iter().take(MAX_PHRASE_WORDS - 1);
        let plain = 1 + more.take_while(|token| token.is_plain()).count();
        (1..=plain).rev().find_map(|n| {
            let span = start..tokens[at + n - 1].span.end;
            // Nothing anybody named is this long, and folding it over and over would be slow.
            if span.len() > 160 {
                return None;
            }
            find(&self.text.normalized_slice(&span)).map(|found| (found, span))
        })
    }

    /// The error for a stretch nothing here knows.
    fn unreadable_error(&self, span: &CharRange, first: &Token) -> ParseError {
        let piece = self.text.raw_slice(span);
        if let Some(message) = hint_bare_digits(piece) {
            return ParseError::at_span(self.text, span, message);
        }
        let wanted =
            first.quoted.clone().unwrap_or_else(|| self.text.normalized_slice(&(first.word.start..span.end)));
        let signed = first.sign.is_some();
        let mut message = texts::unreadable(piece, self.grammar.name);
        if let Some(near) = self.suggest_nearest(&normalize_typed(&wanted), signed) {
            message.push_str(&texts::did_you_mean(&near));
        } else if self.grammar.cues == CueMode::Signed
            && !signed
            && find_cue_code(&wanted, self.context).is_some()
        {
            message.push(' ');
            message.push_str(&texts::cue_needs_sign(&wanted));
        }
        message.push(' ');
        message.push_str(&(self.grammar.hint)());
        ParseError::at_span(self.text, span, message)
    }

    fn suggest_nearest(&self, wanted: &str, signed: bool) -> Option<String> {
        let mut near = NearestMatch::new(wanted);
        if signed || self.grammar.cues == CueMode::Plain {
            for cue in vocabulary::all_cues() {
                near.compare_forms(&cue.short, &cue.aliases);
            }
            for own in self.context.family.custom_cues.iter().filter(|own| !own.retired) {
                near.compare_forms(&own.words, &[]);
            }
        }
        if !signed {
            for word in self.grammar.lists.iter().flat_map(|list| vocabulary::list(*list)) {
                near.compare_forms(&word.short, &word.aliases);
            }
            if self.grammar.lists.contains(&WordList::Strokes) {
                for name in self.context.family.settings.stroke_names.values() {
                    near.compare_forms(name, &[]);
                }
            }
            for (name, _) in &self.keywords {
                near.compare_forms(name, &[]);
            }
        }
        near.into_suggestion()
    }
}
