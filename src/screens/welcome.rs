//! The welcome of an empty journal: who baby is and who writes. Every question may be skipped.
//!
//! ```text
//!  A private journal for you and your baby. It stays on this computer; gaps are fine.
//!  If writing things down makes you more anxious, it is fine to stop.
//!
//!  ▸ baby's name      Maya
//!    born             2026-09-03
//! ```

use super::form::{Field, Sheet, words};
use super::{Draft, Here, Screen, Step};
use crate::journal::line::date;
use crate::journal::{Change, Edit, Record, Setting};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use crate::widgets::text::wrap;
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::{Map, Value, json};
use std::cell::Cell;
use tui_input::InputRequest;

const TITLE: &str = "Welcome";
const WARM: [&str; 2] = [
    "A private journal for you and your baby. It stays on this computer; gaps are fine, and every question here may be skipped.",
    "If writing things down makes you more anxious, it is fine to stop.",
];
const KEPT: &str = "names and dates";
const ASIDE: &str = "enter goes on, the last one keeps; esc skips all of it";
const SLOT: &str = "welcome";

pub struct Welcome {
    sheet: Sheet,
    left: Cell<bool>,
}

fn blank() -> Vec<Field> {
    let keys = ["name", "born", "due", "me"];
    keys.into_iter().map(|key| Field::text(key, "")).collect()
}

impl Welcome {
    /// Whether a journal wants to be welcomed: nothing written, nobody named, never welcomed.
    pub fn is_due(here: &Here<'_>) -> Result<bool, Trouble> {
        let family = here.family;
        let named = family.babies.iter().any(|baby| baby.name.is_some())
            || family.carers.iter().any(|carer| carer.name.is_some());
        Ok(!named && !family.settings.welcomed && here.store.is_empty()?)
    }

    pub fn new(here: &Here<'_>) -> Result<Self, Trouble> {
        let mut fields = blank();
        let draft = here.store.draft(SLOT)?;
        let left = Cell::new(draft.is_some());
        if let Some(draft) = draft {
            for field in &mut fields {
                field.take(&draft[&field.key]);
            }
        }
        let sheet = Sheet { kind: None, editing: false, fields, focus: 0 };
        Ok(Self { sheet, left })
    }

    fn said(&self, key: &str) -> Option<&str> {
        let field = self.sheet.fields.iter().find(|field| field.key == key)?;
        Some(field.typed_text().trim()).filter(|text| !text.is_empty())
    }

    fn date(&mut self, key: &str, here: &Here<'_>) -> Result<Option<NaiveDate>, String> {
        let Some(typed) = self.said(key).map(str::to_owned) else {
            return Ok(None);
        };
        let problem = match date(&typed) {
            Some(date) if key == "born" && date > here.now.date() => words::not_born(&typed),
            Some(date) => return Ok(Some(date)),
            None => words::no_date(&typed),
        };
        self.sheet.go_to(key);
        if let Some(field) = self.sheet.focused() {
            field.problem = Some(problem.clone());
        }
        Err(problem)
    }

    /// To another question; a date that cannot be read is flagged as it is left.
    fn go(&mut self, on: bool, here: &Here<'_>) -> Step {
        let key = self.sheet.focused().map(|field| field.key.clone());
        let key = key.filter(|key| key == "born" || key == "due");
        let wrong = key.and_then(|key| self.date(&key, here).err());
        self.sheet.step(on);
        wrong.map_or(Step::Stay, Step::Say)
    }

    fn keep(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        let dates = self.date("born", here).and_then(|born| Ok((born, self.date("due", here)?)));
        let (born, due) = match dates {
            Ok(dates) => dates,
            // It stands below the question.
            Err(_) => return Ok(Step::Stay),
        };
        let seen = Setting { name: "welcomed".into(), value: json!(true) };
        let mut edits = vec![Edit {
            before: here.store.setting("welcomed")?.map(Record::Setting),
            after: Some(Record::Setting(seen)),
        }];
        if let Some(before) = here.family.chosen_baby() {
            let mut baby = before.clone();
            // What was not answered stays as it may have been set elsewhere.
            baby.name = self.said("name").map(str::to_owned).or(baby.name);
            (baby.born, baby.due) = (born.or(baby.born), due.or(baby.due));
            if baby != *before {
                edits.extend(Change::edit("", before.clone(), baby).edits);
            }
        }
        if let Some(before) = here.family.chosen_carer() {
            let mut carer = before.clone();
            carer.name = self.said("me").map(str::to_owned).or(carer.name);
            if carer != *before {
                edits.extend(Change::edit("", before.clone(), carer).edits);
            }
        }
        if edits.len() == 1 {
            return Ok(Step::Close);
        }
        Ok(Step::KeepAndClose(Change { title: KEPT.into(), edits }))
    }
}

impl Screen for Welcome {
    fn place(&self) -> Place {
        Place::Form
    }

    fn heading(&self, _here: &Here<'_>) -> String {
        TITLE.into()
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        match action {
            Action::Open if self.sheet.focus + 1 < self.sheet.fields.len() => {
                return Ok(self.go(true, here));
            }
            Action::Open | Action::Keep => return self.keep(here),
            Action::NextPart | Action::Down | Action::PageDown => return Ok(self.go(true, here)),
            Action::PartBefore | Action::Up | Action::PageUp => return Ok(self.go(false, here)),
            Action::Afresh => (self.sheet.fields, self.sheet.focus) = (blank(), 0),
            Action::Back => return Ok(Step::Close),
            _ => {}
        }
        Ok(Step::Stay)
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        let mended = self.sheet.focused().is_some_and(|field| field.problem.is_some());
        self.sheet.typed(request);
        Ok(if mended { Step::Say(String::new()) } else { Step::Stay })
    }

    fn word(&self, action: Action, _here: &Here<'_>) -> Option<&'static str> {
        match action {
            Action::Open if self.sheet.focus + 1 < self.sheet.fields.len() => Some("next"),
            Action::Back => Some("skip all"),
            _ => None,
        }
    }

    fn aside(&self, _here: &Here<'_>) -> String {
        ASIDE.into()
    }

    fn draft(&self) -> Option<Draft> {
        let touched = self.sheet.fields.iter().filter(|field| field.is_touched());
        let answers: Map<String, Value> = touched.map(|f| (f.key.clone(), f.value())).collect();
        if answers.is_empty() {
            return self.left.get().then(|| (SLOT.into(), None));
        }
        self.left.set(true);
        Some((SLOT.into(), Some(Value::Object(answers))))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let columns = usize::from(area.width).saturating_sub(2);
        let mut above: Vec<String> = WARM.iter().flat_map(|text| wrap(text, columns)).collect();
        above.push(String::new());
        self.sheet.draw(frame, area, &above, "", &here.look);
    }
}
