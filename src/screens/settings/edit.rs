//! One setting being changed, in its place in the list: its questions, and from their answers to one change.

use super::fields::{self, LEFT};
use super::rows::On;
use super::says;
use crate::journal::household::{as_list, born_problem, name_problem, zone_named};
use crate::journal::line::date;
use crate::journal::{Baby, Carer, Change, Clock, Kind, new_id};
use crate::screens::form::{Field, Sheet, words};
use crate::screens::{Draft, Here};
use crate::store::Trouble;
use crate::widgets::look::{Chosen, Palette};
use crate::words::same;
use serde_json::{Value, json};

pub(crate) struct Edit {
    pub on: On,
    pub sheet: Sheet,
    pub found: bool,
    /// What the journal was asked to keep; it is done once it has been read back.
    pub pending: Option<Change>,
}

pub(crate) enum Comes {
    Nothing,
    Change(Change),
    Looks(Chosen),
    Mend(&'static str, String),
}

impl Edit {
    /// Opens a setting, with what was typed before and left; `left` is what the screen remembers of that, and goes
    /// before what the journal does. None for a setting that has a screen of its own.
    pub(crate) fn open(on: On, left: Option<&Draft>, here: &Here<'_>) -> Result<Option<Self>, Trouble> {
        let Some(fields) = fields::of(&on, here) else {
            return Ok(None);
        };
        let sheet = Sheet { kind: None, editing: true, fields, focus: 0 };
        let mut edit = Self { on, sheet, found: false, pending: None };
        let slot = edit.slot();
        let draft = match left.filter(|(of, _)| *of == slot) {
            Some((_, content)) => content.clone(),
            None => here.store.draft(&slot)?,
        };
        if let Some(draft) = draft {
            for field in &mut edit.sheet.fields {
                field.take(&draft[&field.key]);
            }
            edit.found = edit.is_touched();
        }
        Ok(Some(edit))
    }

    /// Whether anything is answered otherwise than at first.
    pub(crate) fn is_touched(&self) -> bool {
        self.sheet.fields.iter().any(Field::is_touched)
    }

    pub(crate) fn slot(&self) -> String {
        let of = match &self.on {
            On::Baby(id) => format!("baby-{id}"),
            On::Carer(id) => format!("carer-{id}"),
            On::Number(number) => format!("number-{number}"),
            other => format!("{other:?}").to_lowercase(),
        };
        format!("settings-{of}")
    }

    /// What is typed, to be found again; none when nothing is.
    pub(crate) fn answers(&self) -> Option<Value> {
        let touched = self.sheet.fields.iter().filter(|field| field.is_touched());
        let answers: serde_json::Map<String, Value> =
            touched.map(|field| (field.key.clone(), field.value())).collect();
        (!answers.is_empty()).then_some(Value::Object(answers))
    }

    fn field(&self, key: &str) -> Option<&Field> {
        self.sheet.fields.iter().find(|field| field.key == key)
    }

    fn text(&self, key: &str) -> String {
        let typed = self.field(key).map_or("", Field::typed_text);
        typed.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn code(&self, key: &str) -> Option<&str> {
        self.field(key).and_then(Field::code)
    }

    fn touched(&self, key: &str) -> bool {
        self.field(key).is_some_and(Field::is_touched)
    }

    /// What the answers come to. Only what was touched is put in the place of what is set now.
    pub(crate) fn comes_to(&self, here: &Here<'_>) -> Result<Comes, Trouble> {
        if let Some(field) = self.sheet.fields.iter().find(|f| !f.finding().is_empty()) {
            let says = match self.on {
                On::Zone => says::no_zone(field.finding()),
                _ => words::unsettled(field.finding()),
            };
            return Ok(Comes::Mend("", says));
        }
        if !self.is_touched() {
            return Ok(Comes::Nothing);
        }
        let family = here.family;
        match &self.on {
            On::Baby(id) => match family.baby(*id) {
                Some(baby) => self.baby(Some(baby), here),
                None => Ok(Comes::Nothing),
            },
            On::NewBaby => self.baby(None, here),
            On::Carer(id) => Ok(self.carer(family.carer(*id), here)),
            On::NewCarer => Ok(self.carer(None, here)),
            On::Zone => match self.code("zone").and_then(zone_named) {
                Some(zone) => {
                    let says = says::zone_is(zone.name());
                    set("zone", json!(zone.name()), says, here)
                }
                None => Ok(Comes::Mend("zone", says::ZONE_PLEASE.into())),
            },
            On::DayStart => match self.clock("day_start") {
                Ok(time) => {
                    let says = says::day_begins(&time.to_string());
                    set("day_start", json!(time.to_string()), says, here)
                }
                Err(says) => Ok(Comes::Mend("day_start", says)),
            },
            On::Night => self.night(here),
            On::Kinds => {
                let mut hidden = family.settings.hidden.clone();
                hidden.retain(|code| !Kind::ALL.iter().any(|kind| kind.code() == code));
                let picked = self.field("kinds").map_or(&[][..], Field::codes);
                hidden.extend(picked.iter().cloned());
                set("hidden", as_list(&hidden), says::KINDS_ARE.into(), here)
            }
            On::Country => {
                let code = self.code("country").filter(|code| *code != LEFT);
                set("country", json!(code), says::COUNTRY_IS.into(), here)
            }
            On::Number(before) => self.number(Some(before), here),
            On::NewNumber => self.number(None, here),
            On::Colours | On::Signs => Ok(Comes::Looks(self.looks(here.look.chosen))),
            On::Favourites | On::OwnCues | On::Lists | On::Private(_) => Ok(Comes::Nothing),
        }
    }

    /// What is wrong with the question the parent is about to leave, marked there and said.
    pub(crate) fn flag(&mut self, here: &Here<'_>) -> Option<String> {
        let key = self.sheet.focused()?.key.clone();
        let typed = self.text(&key);
        let says = match key.as_str() {
            _ if !self.touched(&key) || typed.is_empty() => None,
            "born" | "due" => match date(&typed) {
                None => Some(words::no_date(&typed)),
                Some(day) if key == "born" => born_problem(day, here.now.date()),
                Some(_) => None,
            },
            "day_start" | "night_from" | "night_to" => self.clock(&key).err(),
            _ => None,
        };
        if let Some(field) = self.sheet.focused() {
            field.problem.clone_from(&says);
        }
        says
    }

    fn baby(&self, before: Option<&Baby>, here: &Here<'_>) -> Result<Comes, Trouble> {
        let name = self.text("baby_name");
        let others = here.family.other_babies(before.map(|baby| baby.id));
        let named = before.is_none() || self.touched("baby_name");
        if let Some(says) = name_problem(&name, others).filter(|_| named) {
            return Ok(Comes::Mend("baby_name", says));
        }
        let mut after = before.cloned().unwrap_or_else(|| Baby::unnamed(new_id()));
        if named {
            after.name = Some(name);
        }
        for key in ["born", "due"] {
            let typed = self.text(key);
            let day = match date(&typed) {
                _ if !self.touched(key) => continue,
                None if !typed.is_empty() => {
                    return Ok(Comes::Mend(key, words::no_date(&typed)));
                }
                day => day,
            };
            if key == "born" {
                after.born = day;
            } else {
                after.due = day;
            }
        }
        let problem = after.born.and_then(|born| born_problem(born, here.now.date()));
        if let Some(says) = problem {
            return Ok(Comes::Mend("born", says));
        }
        let Some(before) = before else {
            let title = says::joined(after.called());
            return Ok(Comes::Change(Change::add(title, after)));
        };
        let closed = self.code("pages") == Some("closed");
        let mut change = if self.touched("pages") && closed != before.closed {
            let shown = here.store.setting("baby")?;
            before.pages(closed, here.family, shown)
        } else {
            Change::edit(after.told(), before.clone(), before.clone())
        };
        after.closed = if self.touched("pages") { closed } else { before.closed };
        if after == *before {
            return Ok(Comes::Nothing);
        }
        change.edits[0].after = Some(after.into());
        Ok(Comes::Change(change))
    }

    fn carer(&self, before: Option<&Carer>, here: &Here<'_>) -> Comes {
        let name = self.text("carer_name");
        let others = here.family.other_carers(before.map(|carer| carer.id));
        let named = before.is_none() || self.touched("carer_name");
        if let Some(says) = name_problem(&name, others).filter(|_| named) {
            return Comes::Mend("carer_name", says);
        }
        let Some(before) = before else {
            let carer = Carer { id: new_id(), name: Some(name), hidden_checkins: false };
            return Comes::Change(Change::add(says::joined(carer.called()), carer));
        };
        let hidden = self.code("checkins") == Some("hidden");
        let mut change = before.checkins(hidden);
        let mut after = before.clone();
        if self.touched("checkins") {
            after.hidden_checkins = hidden;
        }
        if named {
            after.name = Some(name);
            change.title = says::joined(after.called());
        }
        if after == *before {
            return Comes::Nothing;
        }
        change.edits[0].after = Some(after.into());
        Comes::Change(change)
    }

    fn clock(&self, key: &str) -> Result<Clock, String> {
        let typed = self.text(key);
        Clock::parse(&typed).ok_or_else(|| says::no_clock(&typed))
    }

    fn night(&self, here: &Here<'_>) -> Result<Comes, Trouble> {
        let (from, to) = match (self.clock("night_from"), self.clock("night_to")) {
            (Err(says), _) => return Ok(Comes::Mend("night_from", says)),
            (_, Err(says)) => return Ok(Comes::Mend("night_to", says)),
            (Ok(from), Ok(to)) if from == to => {
                return Ok(Comes::Mend("night_to", says::NO_NIGHT.into()));
            }
            (Ok(from), Ok(to)) => (from.to_string(), to.to_string()),
        };
        set("night", json!([from, to]), says::night_is(&from, &to), here)
    }

    fn number(&self, before: Option<&str>, here: &Here<'_>) -> Result<Comes, Trouble> {
        let text = self.text("number");
        let mut all = here.family.settings.own_numbers.clone();
        let at = before.and_then(|before| all.iter().position(|it| it == before));
        let taken = all.iter().enumerate().any(|(n, it)| Some(n) != at && same(it, &text));
        match at {
            _ if taken => return Ok(Comes::Nothing),
            Some(at) if text.is_empty() => drop(all.remove(at)),
            Some(at) => all[at].clone_from(&text),
            None if text.is_empty() => return Ok(Comes::Nothing),
            None => all.push(text.clone()),
        }
        let title = says::number(before, &text);
        set("own_numbers", as_list(&all), title, here)
    }

    fn looks(&self, mut chosen: Chosen) -> Chosen {
        if let Some(palette) = self.code("colours").and_then(Palette::named) {
            chosen.palette = palette;
        }
        if let Some(signs) = self.code("signs") {
            chosen.ascii = signs == "ascii";
        }
        chosen
    }
}

fn set(name: &str, value: Value, title: String, here: &Here<'_>) -> Result<Comes, Trouble> {
    let before = here.store.setting(name)?;
    Ok(match Change::setting(before, name, value, title) {
        Some(change) => Comes::Change(change),
        None => Comes::Nothing,
    })
}
