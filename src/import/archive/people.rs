//! Who is who: the people of a file beside those of the journal, by identity, then by name.
//!
//! A name that two bear says nothing, and what an unnamed person is called is no name: two families' "Baby" are two
//! babies. So such a person is only ever met by identity, or comes as somebody new.

use super::{Person, quoted};
use crate::journal::{Baby, Carer, Edit, Id, Record, new_id};
use crate::words::fold;
use std::collections::HashMap;

/// The most babies, and the most carers, of one family: whatever has more is no family's.
pub(crate) const MOST: usize = 1000;

pub(crate) struct Folk<T> {
    before: Vec<T>,
    pub now: Vec<T>,
    /// Those of the file that is being read.
    told: Vec<T>,
    here: HashMap<Id, Id>,
    /// Nobody yet: takes the first new name.
    pub spare: Option<Id>,
}

impl<T: Human> Folk<T> {
    pub(crate) fn new(before: &[T]) -> Self {
        Self {
            before: before.to_vec(),
            now: before.to_vec(),
            told: Vec::new(),
            here: HashMap::new(),
            spare: None,
        }
    }

    /// Begins a file with these people. `whole`: the journal has no entries, so the file's word goes, and those of the
    /// journal of whom nothing was ever said make room, but for `chosen`.
    pub(crate) fn meet(&mut self, told: &[T], whole: bool, chosen: Option<Id>) {
        self.told = told.to_vec();
        self.here.clear();
        if whole && !told.is_empty() {
            self.spare = None;
            self.now.retain(|one| !one.is_blank() || Some(one.id()) == chosen);
        }
        for one in told {
            let mut id = one.id();
            if let Some(known) = self.now.iter_mut().find(|known| known.id() == id) {
                if whole {
                    *known = one.clone();
                }
            } else if let Some(known) = self.of_that_name(one) {
                id = known;
            } else {
                self.now.push(one.clone());
            }
            self.here.insert(one.id(), id);
        }
    }

    /// The one of the journal with the name of one of the file, where nobody else in either bears it.
    fn of_that_name(&self, one: &T) -> Option<Id> {
        let name = fold(one.name()?);
        let same = |other: &&T| other.name().map(fold).as_ref() == Some(&name);
        only(self.told.iter().filter(same))?;
        let known = only(self.now.iter().filter(same))?.id();
        let meant = self.told.iter().any(|other| other.id() == known);
        (!meant).then_some(known)
    }

    /// Who the person of an identity in the file is here.
    pub(crate) fn find_id(&self, id: Id) -> Option<Id> {
        let known = || self.now.iter().any(|one| one.id() == id).then_some(id);
        self.here.get(&id).copied().or_else(known)
    }

    /// Somebody is meant by the one nobody had named: no new name is theirs from here on.
    pub(crate) fn is_meant(&mut self, id: Option<Id>) {
        self.spare = self.spare.filter(|spare| id != Some(*spare));
    }

    /// Who a person in an entry is, of the file's people, then of the journal's; none when new. Where a name leaves it
    /// open, it is `before`, whom the journal's own copy of the entry names, if that is one of them.
    pub(crate) fn find(&self, person: &Person, before: Option<Id>) -> Result<Option<Id>, String> {
        let in_journal = |id: Id| self.now.iter().any(|one| one.id() == id).then_some(id);
        if let Some(id) = person.id {
            return Ok(self.find_id(id));
        }
        let name = fold(&person.name);
        for all in [&self.told, &self.now] {
            let same = all.iter().filter(|one| fold(one.called()) == name);
            let here = same.map(|one| self.here.get(&one.id()).copied().unwrap_or(one.id()));
            match here.collect::<Vec<_>>().as_slice() {
                [] => {}
                [only] => return Ok(Some(*only)),
                several if before.is_some_and(|id| several.contains(&id)) => return Ok(before),
                _ => {
                    let name = quoted(&person.name);
                    return Err(format!("{name} is the name of more than one, and no identity says which"));
                }
            }
        }
        // What is printed for a person the journal has lost.
        Ok(Id::parse_str(&person.name).ok().and_then(in_journal))
    }

    /// Adds a person whom nobody knew; or the one nobody had named yet now has a name.
    pub(crate) fn add(&mut self, person: &Person) -> Result<Id, String> {
        if let (None, Some(spare)) = (person.id, self.spare)
            && let Some(one) = self.now.iter_mut().find(|one| one.id() == spare)
        {
            self.spare = None;
            *one = T::new(spare, &person.name);
            return Ok(spare);
        }
        if self.now.len() >= MOST {
            return Err(CROWD.to_owned());
        }
        let lost = Id::parse_str(&person.name).ok();
        let id = person.id.or(lost).unwrap_or_else(new_id);
        let name = if lost.is_some() { "" } else { &person.name };
        self.now.push(T::new(id, name));
        Ok(id)
    }

    pub(crate) fn name(&self, id: Id) -> Option<String> {
        let one = self.now.iter().find(|one| one.id() == id)?;
        Some(one.called().to_owned())
    }

    pub(crate) fn new_ones(&self) -> impl Iterator<Item = &T> {
        self.now.iter().filter(|one| !self.before.iter().any(|b| b.id() == one.id()))
    }
}

impl<T: Human + Into<Record>> Folk<T> {
    /// What has to be done to the journal.
    pub(crate) fn edits(&self) -> Vec<Edit> {
        let of = |all: &[T], id: Id| all.iter().find(|one| one.id() == id).cloned();
        let gone = self.before.iter().filter(|b| of(&self.now, b.id()).is_none());
        let gone = gone.map(|one| (Some(one.clone()), None));
        let kept = self.now.iter().map(|one| (of(&self.before, one.id()), Some(one.clone())));
        gone.chain(kept)
            .filter(|(before, after)| before != after)
            .map(|(before, after)| Edit { before: before.map(Into::into), after: after.map(Into::into) })
            .collect()
    }
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

pub(crate) trait Human: Clone + PartialEq {
    fn id(&self) -> Id;
    fn name(&self) -> Option<&str>;
    fn called(&self) -> &str;
    /// Someone met for the first time. What an unnamed one is called is no name.
    fn new(id: Id, name: &str) -> Self;
    /// Nobody has said anything of them yet.
    fn is_blank(&self) -> bool {
        *self == Self::new(self.id(), "")
    }
}

fn given(name: &str, unnamed: &str) -> Option<String> {
    let name = name.trim();
    (!name.is_empty() && name != unnamed).then(|| name.to_owned())
}

impl Human for Baby {
    fn id(&self) -> Id {
        self.id
    }
    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
    fn called(&self) -> &str {
        Self::called(self)
    }
    fn new(id: Id, name: &str) -> Self {
        Self { name: given(name, Self::unnamed(id).called()), ..Self::unnamed(id) }
    }
}

impl Human for Carer {
    fn id(&self) -> Id {
        self.id
    }
    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
    fn called(&self) -> &str {
        Self::called(self)
    }
    fn new(id: Id, name: &str) -> Self {
        let mut carer = Self { id, name: None, hidden_checkins: false };
        carer.name = given(name, carer.called());
        carer
    }
}

const CROWD: &str = "a journal with more than 1,000 babies or carers is not kept";
