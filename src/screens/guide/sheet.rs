//! The small sheet for a cue in the family's own words, or for the family's name of a stroke.
//!
//! ```text
//!  ▸ your words        twirls her hair
//!    it points to      could be either
//! ```

use super::changes;
use crate::journal::own::sign_problem;
use crate::journal::tell::plain;
use crate::journal::{Change, OwnCue, Points};
use crate::keys::{Action, Place};
use crate::screens::form::{Answer, Choice, Enter, Field, Pick, Sheet, words};
use crate::screens::{Draft, Here, Screen, Step};
use crate::store::Trouble;
use crate::words::{List, say};
use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::{Map, Value};
use tui_input::InputRequest;

enum Of {
    New,
    Own(OwnCue),
    Stroke(String),
}

pub(crate) struct Naming {
    of: Of,
    sheet: Sheet,
    found: bool,
}

const FOUND: &str = "What you typed before is here; ctrl-n starts afresh.";

impl Naming {
    /// A new cue in the family's own words.
    pub(crate) fn new_cue(here: &Here<'_>) -> Result<Self, Trouble> {
        Self::open(Of::New, cue_fields("", None), here)
    }

    pub(crate) fn own(cue: &OwnCue, here: &Here<'_>) -> Result<Self, Trouble> {
        let fields = cue_fields(&cue.words, cue.points);
        Self::open(Of::Own(cue.clone()), fields, here)
    }

    pub(crate) fn stroke(code: &str, here: &Here<'_>) -> Result<Self, Trouble> {
        let name = here.family.settings.stroke_names.get(code);
        let name = name.map(String::as_str).unwrap_or_default();
        let fields = vec![Field::text("stroke_name", name)];
        Self::open(Of::Stroke(code.to_owned()), fields, here)
    }

    fn open(of: Of, fields: Vec<Field>, here: &Here<'_>) -> Result<Self, Trouble> {
        let sheet = Sheet { kind: None, editing: !matches!(of, Of::New), fields, focus: 0 };
        let mut naming = Self { of, sheet, found: false };
        if let Some(draft) = here.store.draft(&naming.slot())? {
            for field in &mut naming.sheet.fields {
                field.take(&draft[&field.key]);
            }
            naming.found = naming.is_touched();
        }
        Ok(naming)
    }

    fn is_touched(&self) -> bool {
        self.sheet.fields.iter().any(Field::is_touched)
    }

    fn slot(&self) -> String {
        match &self.of {
            Of::New => "own-cue".into(),
            Of::Own(cue) => format!("own-cue-{}", cue.code),
            Of::Stroke(code) => format!("stroke-{code}"),
        }
    }

    fn typed_words(&self) -> String {
        let typed = self.sheet.fields.first().map_or("", Field::typed_text);
        typed.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn points(&self) -> Option<Points> {
        match self.sheet.fields.last().and_then(Field::code) {
            Some("engaged") => Some(Points::Engagement),
            Some("disengaged") => Some(Points::Disengagement),
            _ => None,
        }
    }

    fn keep(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        if let Some(field) = self.sheet.fields.iter().find(|f| !f.finding().is_empty()) {
            return Ok(Step::Say(words::unsettled(field.finding())));
        }
        let typed = self.typed_words();
        let change = match &self.of {
            Of::Stroke(code) => match sign_problem(&typed) {
                Some(problem) => Err(problem),
                None => {
                    let name = (!typed.is_empty()).then_some(typed);
                    if here.family.settings.stroke_names.get(code) == name.as_ref() {
                        return Ok(Step::Close);
                    }
                    Ok(changes::rename(code, name, here)?)
                }
            },
            Of::New => self.cue(None, typed, here),
            Of::Own(before) if before.words == typed && before.points == self.points() => {
                return Ok(Step::Close);
            }
            Of::Own(before) => self.cue(Some(before), typed, here),
        };
        Ok(match change {
            Ok(change) => Step::KeepAndClose(change),
            Err(problem) => {
                self.sheet.focus = 0;
                if let Some(field) = self.sheet.focused() {
                    field.problem = Some(problem.clone());
                }
                Step::Say(problem)
            }
        })
    }

    fn cue(&self, before: Option<&OwnCue>, typed: String, here: &Here<'_>) -> Result<Change, String> {
        let mut cue = OwnCue::new(typed, self.points());
        if let Some(before) = before {
            (cue.code, cue.retired) = (before.code.clone(), before.retired);
        }
        if let Some(problem) = cue.problem(here.family, here.now) {
            return Err(problem);
        }
        Ok(match before {
            Some(before) => {
                let title = format!("{}, now {}", before.words, cue.words);
                Change::edit(title, before.clone(), cue)
            }
            None => Change::add(format!("{}, a cue of your own", cue.words), cue),
        })
    }
}

fn cue_fields(words: &str, points: Option<Points>) -> Vec<Field> {
    let options = [
        ("engaged", Some(Points::Engagement)),
        ("disengaged", Some(Points::Disengagement)),
        ("either", None),
    ];
    let picked = options.iter().find(|(_, of)| *of == points);
    let picked = picked.map(|(code, _)| (*code).to_owned());
    let options = options.map(|(code, of)| Choice::new(code, words::group(of)));
    let pick = Pick::new(options.to_vec(), picked.into_iter().collect(), false);
    vec![Field::text("own_words", words), Field::new("points", Answer::Pick(pick))]
}

impl Screen for Naming {
    fn place(&self) -> Place {
        Place::Form
    }

    fn heading(&self, _here: &Here<'_>) -> String {
        match &self.of {
            Of::New => "A cue in your own words".into(),
            Of::Own(cue) => format!("Your cue · {}", plain(&cue.words)),
            Of::Stroke(code) => format!("Stroke · {}", say(List::Strokes, code)),
        }
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        let last = self.sheet.focus + 1 >= self.sheet.fields.len();
        match action {
            Action::Open => match self.sheet.enter() {
                Ok(Enter::Passed) if last => return self.keep(here),
                Ok(Enter::Passed) => self.sheet.step(true),
                Ok(_) => {}
                Err(says) => return Ok(Step::Say(says)),
            },
            Action::Keep => return self.keep(here),
            Action::NextPart | Action::Down | Action::PageDown => self.sheet.step(true),
            Action::PartBefore | Action::Up | Action::PageUp => self.sheet.step(false),
            Action::Back if self.is_touched() => {
                let key = if matches!(self.of, Of::New) { "a" } else { "e" };
                return Ok(Step::CloseAndSay(words::waits(key)));
            }
            Action::Back => return Ok(Step::Close),
            Action::Afresh => {
                self.found = false;
                self.sheet.fields.iter_mut().for_each(Field::reset);
                self.sheet.focus = 0;
            }
            _ => {}
        }
        Ok(Step::Stay)
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        let mended = self.sheet.fields.iter().any(|f| f.problem.is_some());
        self.sheet.typed(request);
        Ok(if mended { Step::Say(String::new()) } else { Step::Stay })
    }

    fn aside(&self, _here: &Here<'_>) -> String {
        if self.found { FOUND.into() } else { String::new() }
    }

    fn draft(&self) -> Option<Draft> {
        let touched = self.sheet.fields.iter().filter(|field| field.is_touched());
        let answers: Map<String, Value> = touched.map(|f| (f.key.clone(), f.value())).collect();
        let answers = (!answers.is_empty()).then_some(Value::Object(answers));
        Some((self.slot(), answers))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        self.sheet.draw(frame, area, &[], "", &here.look);
    }
}
