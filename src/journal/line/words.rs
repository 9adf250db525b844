//! Matching what was typed against the words of the assets and of the family, longest first.
//!
//! No word a parent may choose from is written here: they come from `crate::words` and from the family. Only the little
//! words that say which answer follows (`before`, `felt`) belong to a [`Grammar`].

use super::clock::{self, Expression, Form};
use super::near::{Nearest, digits};
use super::pieces::{Sign, Span, Text, Token, fold, tokens};
use super::{Context, Unread};
use crate::journal::Family;
use crate::words::{self, List};

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Item {
    Time(Expression),
    Length(i64),
    Word(List, String),
    Cue(Option<Sign>, String),
    /// A word after one that says which answer it is: `before drowsy`.
    Key(Key, String),
    /// A little word on its own, or with a number.
    Flag(Key, u16),
    Free(String),
}

/// Which answer a little word announces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Key {
    Of(List),
    Before,
    After,
    FeltBefore,
    FeltAfter,
    Felt,
    Oil,
    Moment,
    Running,
    Woke,
    Nap,
    Night,
    Imported,
}

pub(crate) type Placed = (Item, Span);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cues {
    No,
    Signed,
    Plain,
}

pub(crate) struct Grammar {
    pub(crate) name: &'static str,
    /// Lists whose words may stand alone. Where what we did and how we touched share a word, it is what we did.
    pub(crate) lists: &'static [List],
    pub(crate) keys: &'static [(&'static str, Key)],
    pub(crate) cues: Cues,
    /// Unknown words are kept as they are.
    pub(crate) free: bool,
    pub(crate) hint: fn() -> String,
}

/// Longest phrase looked for without quotes, in words.
const LONGEST: usize = 8;

/// Lists with answers such as "yes" or "some", which say nothing on their own.
fn needs_more(list: List) -> bool {
    matches!(list, List::Helped | List::Meant | List::Sure | List::Company | List::Asked)
}

/// The cue a parent typed: the family's own before ours, retired ones last.
pub(crate) fn find_cue(typed: &str, context: &Context<'_>) -> Option<String> {
    cue_among(typed, &context.family.own_cues)
}

/// See [`find_cue`].
pub(crate) fn cue_among(typed: &str, own: &[crate::journal::OwnCue]) -> Option<String> {
    let typed = fold(typed);
    let of = |retired: bool| {
        own.iter().find(|cue| cue.retired == retired && fold(&cue.words) == typed).map(|cue| cue.code.clone())
    };
    of(false)
        .or_else(|| words::find_cue(&typed).map(|cue| cue.id.clone()))
        .or_else(|| of(true))
        .or_else(|| own.iter().find(|cue| fold(&cue.code) == typed).map(|cue| cue.code.clone()))
}

pub(crate) fn own_stroke<'f>(typed: &str, family: &'f Family) -> Option<&'f str> {
    let typed = fold(typed);
    let mut names = family.settings.stroke_names.iter();
    let found = names.find(|(_, name)| fold(name) == typed)?;
    Some(found.0.as_str())
}

impl Grammar {
    /// The answers a phrase can be on its own, those it is meant for before those it merely names.
    pub(crate) fn answers(&self, phrase: &str) -> Vec<(List, String)> {
        let folded = fold(phrase);
        let (mut strong, mut weak) = (Vec::new(), Vec::new());
        for list in self.lists {
            let Some(word) = words::find(*list, &folded) else {
                continue;
            };
            let exact = fold(&word.short) == folded || word.aliases.iter().any(|a| fold(a) == folded);
            let found = (*list, word.code.clone());
            if exact {
                strong.push(found);
            } else if !needs_more(*list) || (*list == List::Asked && folded.contains(' ')) {
                weak.push(found);
            }
        }
        if strong.iter().any(|(list, _)| *list == List::Responses) {
            strong.retain(|(list, _)| *list != List::Touch);
        }
        if strong.is_empty() { weak } else { strong }
    }
}

pub(crate) struct Reader<'r, 'a> {
    pub(crate) text: &'r Text<'a>,
    pub(crate) context: &'r Context<'r>,
    pub(crate) grammar: &'r Grammar,
}

impl Reader<'_, '_> {
    /// Everything a segment says, clause by clause.
    pub(crate) fn segment(&self, clauses: &[Span]) -> Result<Vec<Placed>, Unread> {
        let mut items = Vec::new();
        for clause in clauses {
            self.clause(clause, &mut items)?;
        }
        Ok(items)
    }

    fn clause(&self, clause: &Span, items: &mut Vec<Placed>) -> Result<(), Unread> {
        let tokens = tokens(self.text, clause);
        let mut at = 0;
        while at < tokens.len() {
            if let Some((item, span)) = self.item(&tokens, at, clause)? {
                at += tokens[at..].iter().take_while(|t| t.span.start < span.end).count();
                items.push((item, span));
                continue;
            }
            let mut last = at + 1;
            while last < tokens.len() && matches!(self.item(&tokens, last, clause), Ok(None)) {
                last += 1;
            }
            let span = tokens[at].span.start..tokens[last - 1].span.end;
            if self.grammar.free && tokens[at].is_plain() {
                items.push((Item::Free(self.text.raw(&span).to_owned()), span));
                at = last;
                continue;
            }
            return Err(self.unread(&span, &tokens[at]));
        }
        Ok(())
    }

    fn item(&self, tokens: &[Token], at: usize, clause: &Span) -> Result<Option<Placed>, Unread> {
        let token = &tokens[at];
        if token.sign.is_some() && self.grammar.cues != Cues::Signed {
            return Ok(None);
        }
        if let Some(inside) = &token.quoted {
            return self.quoted(token, inside);
        }
        if token.sign.is_some() {
            return Ok(self
                .phrase(tokens, at, |phrase| find_cue(phrase, self.context))
                .map(|(code, span)| (Item::Cue(token.sign, code), token.span.start..span.end)));
        }
        let mut mistaken = None;
        match self.keyed(tokens, at, clause) {
            Some(Ok(placed)) => return Ok(Some(placed)),
            Some(Err(unread)) => mistaken = Some(unread),
            None => {}
        }
        let said = self.said(tokens, at)?;
        let time = clock::expression(self.text, &(token.span.start..clause.end));
        if let Some(time) = time
            && said.as_ref().is_none_or(|(_, span)| span.end < time.span.end)
        {
            let span = time.span.clone();
            return Ok(Some(match time.form {
                // A rough length is a rough time; it has no other place to say so.
                Form::Length(minutes) if !time.about => (Item::Length(minutes), span),
                _ => (Item::Time(time), span),
            }));
        }
        match (said, mistaken) {
            (None, Some(unread)) => Err(unread),
            (said, _) => Ok(said),
        }
    }

    fn quoted(&self, token: &Token, inside: &str) -> Result<Option<Placed>, Unread> {
        let span = token.span.clone();
        if token.sign.is_some() || self.grammar.cues == Cues::Plain {
            return Ok(find_cue(inside, self.context).map(|code| (Item::Cue(token.sign, code), span)));
        }
        if let Some((list, code)) = self.only(inside, &span)? {
            return Ok(Some((Item::Word(list, code), span)));
        }
        let free = self.grammar.free && !inside.trim().is_empty();
        Ok(free.then(|| (Item::Free(inside.to_owned()), span)))
    }

    /// The longest known phrase that begins at a token.
    fn said(&self, tokens: &[Token], at: usize) -> Result<Option<Placed>, Unread> {
        if self.grammar.cues == Cues::Plain
            && let Some((code, span)) = self.phrase(tokens, at, |p| find_cue(p, self.context))
        {
            return Ok(Some((Item::Cue(None, code), span)));
        }
        let known = |phrase: &str| Some(()).filter(|()| !self.answers(phrase).is_empty());
        let Some(((), span)) = self.phrase(tokens, at, known) else {
            return Ok(None);
        };
        let found = self.only(&self.text.folded(&span), &span)?;
        Ok(found.map(|(list, code)| (Item::Word(list, code), span)))
    }

    /// What a phrase can be, a family's own name for a stroke among it; only words of ours that mean something other
    /// than a stroke go before that.
    fn answers(&self, phrase: &str) -> Vec<(List, String)> {
        let ours = self.grammar.answers(phrase);
        let other = ours.iter().any(|(list, _)| *list != List::Strokes);
        let own = own_stroke(phrase, self.context.family);
        match own.filter(|_| !other && self.grammar.lists.contains(&List::Strokes)) {
            Some(code) => vec![(List::Strokes, code.to_owned())],
            None => ours,
        }
    }

    fn only(&self, phrase: &str, span: &Span) -> Result<Option<(List, String)>, Unread> {
        let mut found = self.answers(phrase);
        if found.len() > 1 {
            let forms: Vec<String> = found
                .iter()
                .filter_map(|(list, code)| words::word(*list, code))
                .map(|word| format!("\"{}\"", word.short))
                .collect();
            let says = format!(
                "\"{}\" can be read in more than one way. Please write {}.",
                self.text.raw(span),
                forms.join(" or ")
            );
            return Err(Unread::mend(self.text, span, says));
        }
        Ok(found.pop())
    }

    /// The longest run of plain tokens from `at` on that `find` knows.
    pub(crate) fn phrase<T>(
        &self,
        tokens: &[Token],
        at: usize,
        find: impl Fn(&str) -> Option<T>,
    ) -> Option<(T, Span)> {
        let start = tokens.get(at)?.word.start;
        let more = tokens[at + 1..].iter().take(LONGEST - 1);
        let plain = 1 + more.take_while(|token| token.is_plain()).count();
        (1..=plain).rev().find_map(|n| {
            let span = start..tokens[at + n - 1].span.end;
            // Nothing anybody named is this long, and folding it over and over would be slow.
            if span.len() > 160 {
                return None;
            }
            find(&self.text.folded(&span)).map(|found| (found, span))
        })
    }

    /// The error for a stretch nothing here knows.
    pub(crate) fn unread(&self, span: &Span, first: &Token) -> Unread {
        let piece = self.text.raw(span);
        if let Some(says) = digits(piece) {
            return Unread::mend(self.text, span, says);
        }
        let mut says = format!("I could not read \"{piece}\" in this {}.", self.grammar.name);
        let wanted = first.quoted.clone().unwrap_or_else(|| self.text.folded(&(first.word.start..span.end)));
        let signed = first.sign.is_some();
        if let Some(near) = self.nearest(&fold(&wanted), signed) {
            says.push_str(&format!(" Did you mean \"{near}\"?"));
        } else if self.grammar.cues == Cues::Signed && !signed && find_cue(&wanted, self.context).is_some() {
            says.push_str(&format!(" A cue has a + or - before it, as in \"+{wanted}\"."));
        }
        says.push(' ');
        says.push_str(&(self.grammar.hint)());
        Unread::mend(self.text, span, says)
    }

    fn nearest(&self, wanted: &str, signed: bool) -> Option<String> {
        let mut near = Nearest::new(wanted);
        if signed || self.grammar.cues == Cues::Plain {
            for cue in words::cues() {
                near.all(&cue.short, &cue.aliases);
            }
            for own in self.context.family.own_cues.iter().filter(|own| !own.retired) {
                near.all(&own.words, &[]);
            }
        }
        if !signed {
            for word in self.grammar.lists.iter().flat_map(|list| words::list(*list)) {
                near.all(&word.short, &word.aliases);
            }
            if self.grammar.lists.contains(&List::Strokes) {
                for name in self.context.family.settings.stroke_names.values() {
                    near.all(name, &[]);
                }
            }
            for (name, _) in self.grammar.keys {
                near.all(name, &[]);
            }
        }
        near.found()
    }
}
