//! One form for every baby at once: offered where a family has several and the entry is new, and kept as an entry for
//! each of them, in one change.

use super::{Answer, Choice, Field, Form, words};
use crate::journal::{Entry, Id, Kind};
use crate::screens::Here;

pub(crate) const EVERY_BABY: &str = "both";

impl Form {
    /// Offers it, once the questions were made.
    pub(crate) fn offer_every_baby(&mut self, here: &Here<'_>) {
        let count = here.family.open_babies().count();
        let own = matches!(self.base.kind(), Kind::Checkin | Kind::Note);
        if self.before.is_some() || own || count < 2 {
            return;
        }
        for field in self.sheet.fields.iter_mut().filter(|f| f.key == "baby") {
            if let Answer::Pick(pick) = &mut field.answer {
                let every = words::every_baby(count);
                pick.options.push(Choice::new(EVERY_BABY, every));
            }
        }
    }

    /// Whom it is about as it is answered now, where there are several.
    pub fn whose(&self, here: &Here<'_>) -> Option<String> {
        let family = here.family;
        let mut fields = self.sheet.fields.iter();
        let said = fields.find(|f| f.key == "baby").and_then(Field::code);
        let babies: Vec<Id> = match said {
            Some(EVERY_BABY) => family.open_babies().map(|baby| baby.id).collect(),
            Some(code) => code.parse().into_iter().collect(),
            None => self.base.baby.into_iter().collect(),
        };
        let names = family.names(&babies);
        (family.babies.len() > 1 && !names.is_empty()).then_some(names)
    }

    /// The entry, or one for each baby when it is about all of them.
    pub(crate) fn for_each(&self, entry: &Entry, here: &Here<'_>) -> Vec<Entry> {
        let every = |f: &Field| f.key == "baby" && f.code() == Some(EVERY_BABY);
        if self.before.is_none() && self.sheet.fields.iter().any(every) {
            let open: Vec<Id> = here.family.open_babies().map(|baby| baby.id).collect();
            return entry.for_each(&open);
        }
        vec![entry.clone()]
    }
}
