//! A massage, a day without one, cues and how one is, as they were said.

use crate::model::kinds::massage::NO_REASON_CODE;
use crate::model::{Checkin, Cue, Details, Entry, Massage, Moment};
use crate::quick_line::massage_line::end_massage_by_range;
use crate::quick_line::speech::Speech;
use crate::quick_line::speech::event_parts::{Event, EventKind};
use crate::quick_line::time_cursor::DayExpr;
use crate::quick_line::time_grammar::TimeForm;
use crate::quick_line::{ParseError, ParsedLine, build_entry, validate_entry};
use crate::texts::speech_texts as texts;
use crate::vocabulary::WordList;

impl Event {
    pub(crate) fn into_parsed(self, speech: &Speech<'_>) -> Result<ParsedLine, ParseError> {
        let parsed = match self.kind.clone() {
            EventKind::Sleep(form) => self.sleep_to_parsed(form, speech)?,
            EventKind::Night => self.night_to_parsed(speech)?,
            EventKind::MassageDone => self.end_massage(speech)?,
            EventKind::MassageStart if speech.running_massage().is_some() => {
                return Err(speech.whole_error(texts::MASSAGE_RUNS));
            }
            kind => {
                let entry = self.entry_of(&kind, speech)?;
                end_massage_by_range(&entry, speech.running).unwrap_or(ParsedLine::Entry(entry))
            }
        };
        if let ParsedLine::Entry(entry) = &parsed
            && let Err(problem) = validate_entry(entry, speech.context.now)
        {
            return Err(speech.whole_error(problem.message));
        }
        Ok(parsed)
    }

    fn entry_of(mut self, kind: &EventKind, speech: &Speech<'_>) -> Result<Entry, ParseError> {
        if !matches!(kind, EventKind::Checkin | EventKind::Skipped) {
            self.take_plain_minutes();
        }
        if let Some((n, span)) = self.number.take() {
            return Err(self.ask_number(n, &span, speech));
        }
        // "feeling okay today" is now; "this morning" was then.
        let skips = *kind == EventKind::Skipped;
        let is_day = matches!(self.time.as_ref().map(|time| time.form),
            Some(TimeForm::Day(DayExpr::Today, part)) if part.is_none() || skips);
        if is_day && matches!(kind, EventKind::Checkin | EventKind::Skipped) {
            self.time = None;
        }
        let times = self.resolve(speech, &speech.basis())?;
        let details = self.details_of(kind);
        let entry = build_entry(speech.context, times, details);
        let baby = if *kind == EventKind::Checkin { None } else { entry.baby };
        Ok(Entry { baby, note: self.note(speech), ..entry })
    }

    fn moment(&self) -> Moment {
        let one = |list| self.answers_of(list).next().cloned();
        Moment {
            cues: self.cues.clone(),
            meant: one(WordList::Meant),
            own_meaning: None,
            did: self.answers_of(WordList::Responses).cloned().collect(),
            helped: one(WordList::Helped),
            ..Moment::default()
        }
    }

    fn details_of(&self, kind: &EventKind) -> Details {
        let one = |list| self.answers_of(list).next().cloned();
        let all = |list| self.answers_of(list).cloned().collect::<Vec<_>>();
        let number = |list| one(list).and_then(|code| code.parse().ok());
        match kind {
            EventKind::Cue => Details::Cue(Cue {
                moments: vec![self.moment()],
                doing: one(WordList::Doing),
                ..Cue::default()
            }),
            EventKind::Checkin => Details::Checkin(Checkin {
                felt: number(WordList::Felt),
                energy: number(WordList::Energy),
                feelings: all(WordList::Feelings),
                sure: number(WordList::Sure),
                company: number(WordList::Company),
                ..Checkin::default()
            }),
            EventKind::Skipped => Details::Massage(Massage {
                not_today: Some(one(WordList::Reasons).unwrap_or_else(|| NO_REASON_CODE.to_owned())),
                ..Massage::default()
            }),
            _ => Details::Massage(Massage {
                touch: one(WordList::Touch).filter(|code| code != "massage"),
                areas: all(WordList::Areas),
                strokes: all(WordList::Strokes),
                ended: one(WordList::Ended),
                moments: if self.cues.is_empty() { Vec::new() } else { vec![self.moment()] },
                ..Massage::default()
            }),
        }
    }

    /// The massage under way with its end, and what else was said of it.
    fn end_massage(self, speech: &Speech<'_>) -> Result<ParsedLine, ParseError> {
        let Some(before) = speech.running_massage() else {
            return Err(speech.whole_error(texts::NO_MASSAGE_RUNS));
        };
        let zone = speech.context.family.settings.day_boundaries.zone;
        let end = match (&self.time, &self.length) {
            (None, Some((minutes, _))) => before.at.add_minutes(*minutes, zone),
            _ => self.resolve(speech, &speech.basis())?.at,
        };
        let mut after = Entry { until: Some(end), ..before.clone() };
        if let Details::Massage(massage) = &mut after.details {
            massage.live = false;
            let said = self.answers_of(WordList::Ended).next().cloned();
            massage.ended = massage.ended.take().or(said);
            for (list, into) in
                [(WordList::Areas, &mut massage.areas), (WordList::Strokes, &mut massage.strokes)]
            {
                for code in self.answers_of(list) {
                    if !into.contains(code) {
                        into.push(code.clone());
                    }
                }
            }
        }
        after.note = match (after.note.take(), self.note(speech)) {
            (Some(one), Some(other)) => Some(format!("{one}\n{other}")),
            (one, other) => one.or(other),
        };
        if let Err(problem) = validate_entry(&after, speech.context.now) {
            return Err(speech.whole_error(problem.message));
        }
        Ok(ParsedLine::EndMassage(Box::new((before.clone(), after))))
    }
}
