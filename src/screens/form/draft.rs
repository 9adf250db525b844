//! What was typed and is not kept yet: how it waits, how it comes back, and what another window kept meanwhile.

use super::{Form, field::Field, fields, when, words};
use crate::journal::line::{self, Context};
use crate::journal::tell::{self, plain};
use crate::journal::time::short_date;
use crate::journal::{At, Entry, Id, Kind};
use crate::screens::{Draft, Here};
use crate::store::Trouble;
use crate::widgets::look::Glyph;
use crate::widgets::text::cut;
use serde_json::{Map, Value, json};

/// Seconds after which "now" in a draft means the time it was typed.
const STALE: i64 = 300;

/// Columns that what another window kept may take.
const MOST: usize = 48;

/// Where a form's draft waits: with its entry, or with those it is about. A check-in and a note are the carer's own.
pub(crate) fn slot(before: Option<&Entry>, base: &Entry) -> String {
    match before {
        Some(entry) => format!("edit-{}", entry.id),
        None => new_slot(base.kind(), base.baby, base.carer),
    }
}

pub(crate) fn new_slot(kind: Kind, baby: Option<Id>, carer: Id) -> String {
    let kind = kind.code();
    match baby {
        Some(baby) => format!("new-{kind}-{baby}-{carer}"),
        None => format!("new-{kind}-{carer}"),
    }
}

/// An entry as a draft holds it, to see later whether it is still the same.
pub(crate) fn basis(entry: &Entry) -> Value {
    json!({
        "at": entry.at,
        "until": entry.until,
        "about": entry.about,
        "baby": entry.baby,
        "carer": entry.carer,
        "note": entry.note,
        "what": entry.what.fields(),
    })
}

/// What a text meant when it was typed, when it means something else by now.
fn fixed<T: PartialEq>(
    text: &str,
    typed: At,
    here: &Here<'_>,
    read: impl Fn(&str, &Context<'_>) -> Option<T>,
) -> Option<T> {
    let then = read(text, &when::context(here, typed)?)?;
    let now = read(text, &when::context(here, here.now)?);
    (now.as_ref() != Some(&then)).then_some(then)
}

impl Form {
    /// Every answer that is not as at first.
    pub(crate) fn answers(&self) -> Map<String, Value> {
        let touched = self.sheet.fields.iter().filter(|field| field.is_touched());
        touched.map(|f| (f.key.clone(), f.value())).collect()
    }

    fn is_touched(&self) -> bool {
        self.sheet.fields.iter().any(Field::is_touched)
    }

    /// Puts answers in, with as many moments as they need.
    fn take(&mut self, answers: &Map<String, Value>, here: &Here<'_>) {
        for (key, value) in answers {
            while !self.sheet.go_to(key) && key.starts_with('m') && key.contains('.') {
                let moments = self.sheet.fields.iter().filter_map(Field::moment).max();
                if moments.unwrap_or(0) >= 99 {
                    break;
                }
                let on = here.now.date();
                fields::add_moment(&mut self.sheet.fields, &self.base, here.family, on);
            }
            if let Some(field) = self.sheet.fields.iter_mut().find(|field| field.key == *key) {
                field.take(value);
            }
        }
        self.settle(here);
    }

    /// The questions as the entry answers them.
    pub(crate) fn ask(&mut self, here: &Here<'_>) {
        let when = self.before.as_ref().map(|row| when::written(row, here));
        let on = here.now.date();
        self.sheet.fields = fields::of(&self.base, here.family, on, when.unwrap_or_default());
        self.offer_every_baby(here);
        self.settle(here);
    }

    pub(crate) fn restore(&mut self, draft: &Value, here: &Here<'_>) {
        let Some(answers) = draft["answers"].as_object() else {
            return;
        };
        self.take(answers, here);
        self.left.set(true);
        if let Some(typed) = draft["at"].as_str().and_then(At::parse) {
            if here.now.secs() - typed.secs() > STALE {
                self.fix_time(typed, here);
                self.fix_others(typed, here);
            }
            self.heard = typed;
        }
        self.restored = self.is_touched();
        let then = draft.get("of").filter(|_| self.basis.is_some());
        if let Some(then) = then.filter(|then| self.basis.as_ref() != Some(*then)) {
            self.basis = Some(then.clone());
            self.unseen = self.restored;
        }
    }

    /// "Now" and "5m ago" of a draft are reckoned from when they were typed.
    fn fix_time(&mut self, typed: At, here: &Here<'_>) {
        let kind = self.base.kind();
        let editing = self.before.is_some();
        let mut fields = self.sheet.fields.iter_mut();
        let Some(field) = fields.find(|field| field.key == "when") else {
            return;
        };
        if (editing && !field.is_touched()) || (kind == Kind::Sleep && field.is_blank()) {
            return;
        }
        let then = when::read(field.typed_text(), kind, here, typed);
        let now = when::read(field.typed_text(), kind, here, here.now);
        if let (Ok(then), false) = (&then, then == now) {
            field.take(&json!(when::print(then.at, then.until, then.about, here)));
        }
    }

    /// The same for the times of moments, and for "last night".
    fn fix_others(&mut self, typed: At, here: &Here<'_>) {
        let began = self.began(here);
        for field in self.sheet.fields.iter_mut() {
            let text = field.typed_text().to_owned();
            if text.trim().is_empty() || !field.is_touched() {
                continue;
            }
            let fixed = match field.base() {
                "at" => {
                    fixed(&text, typed, here, |text, context| line::moment_time(text, began, context).ok())
                        .map(|at| line::print_times(at, None, false, &here.family.settings.hours))
                }
                "night" => {
                    fixed(&text, typed, here, |text, context| line::night(text, context).ok()).map(short_date)
                }
                _ => None,
            };
            if let Some(text) = fixed {
                field.take(&json!(text));
            }
        }
    }

    /// When the entry began, as far as its answers say.
    fn began(&self, here: &Here<'_>) -> At {
        let mut fields = self.sheet.fields.iter();
        let when = fields.find(|field| field.key == "when");
        let when = when.filter(|field| self.before.is_none() || field.is_touched());
        let read = when.map(|field| when::read(field.typed_text(), self.base.kind(), here, here.now));
        read.and_then(Result::ok).map_or(self.base.at, |times| times.at)
    }

    /// Every answer as at first; a second time, as they were before that.
    pub(crate) fn afresh(&mut self, here: &Here<'_>) -> Option<&'static str> {
        let answers = self.answers();
        self.restored = false;
        if answers.is_empty() {
            let thrown = std::mem::take(&mut self.thrown);
            self.take(&thrown, here);
        } else {
            self.ask(here);
        }
        self.sheet.go_to(fields::first(self.base.kind()));
        let is_new = !answers.is_empty();
        self.thrown = answers;
        is_new.then_some(words::AFRESH)
    }

    /// Whether another window changed the entry: what it kept, to be said before anything is kept here. The form then
    /// stands on the entry as it is now, with what was typed in it.
    pub(crate) fn elsewhere(&mut self, here: &Here<'_>) -> Result<Option<String>, Trouble> {
        let before = self.before.clone().filter(|_| self.is_touched());
        let Some(before) = before else {
            return Ok(None);
        };
        let Some(row) = here.store.entry(before.id)? else {
            let said = std::mem::replace(&mut self.removed, true);
            return Ok((!said).then(|| words::REMOVED.to_owned()));
        };
        self.removed = false;
        let changed = row != before;
        if changed {
            let answers = self.answers();
            let open = self.sheet.focused().map(|field| field.key.clone());
            self.base = row.clone();
            self.before = Some(row);
            self.ask(here);
            self.take(&answers, here);
            self.sheet.go_to(&open.unwrap_or_default());
        }
        let unseen = std::mem::take(&mut self.unseen);
        Ok((changed || unseen).then(|| words::changed(&self.row(here), words::KEEPS)))
    }

    /// The entry as it is in the journal, in a few words.
    fn row(&self, here: &Here<'_>) -> String {
        let Some(row) = &self.before else {
            return String::new();
        };
        let told = tell::told(row, here.family, here.now);
        let parts = [told.main, told.aside];
        let parts: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let said = plain(&said.join(" · ")).into_owned();
        let said = if said.is_empty() { tell::title(row, here.family, here.now) } else { said };
        // So short that what to do about it is never cut off.
        cut(&said, MOST, here.look.glyph(Glyph::More))
    }

    /// That something typed before is here, from when, and whether the entry is another since.
    pub(crate) fn notice(&self, here: &Here<'_>) -> String {
        if !self.restored {
            return String::new();
        }
        let is_here = words::restored(&words::on(self.heard, here.now));
        if self.unseen { words::changed(&self.row(here), &is_here) } else { is_here }
    }

    /// What waits; nothing is forgotten that this form did not leave or find.
    pub(crate) fn waiting(&self) -> Option<Draft> {
        let answers = self.answers();
        if answers.is_empty() {
            return self.left.get().then(|| (self.slot.clone(), None));
        }
        self.left.set(true);
        let content = json!({"at": self.heard.rfc3339(), "answers": answers, "of": self.basis.clone()});
        Some((self.slot.clone(), Some(content)))
    }
}
