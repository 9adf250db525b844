//! Who is who: the people of a file beside those of the journal, by identity, then by name.
//!
//! A name that two bear says nothing, and what an unnamed person is called is no name: two families' "Baby" are two
//! babies. So such a person is only ever met by identity, or comes as somebody new.

use crate::import::archive::{PersonRef, quote_excerpt};
use crate::model::{Baby, Carer, Edit, Id, Record, new_id};
use crate::texts::archive_messages;
use crate::vocabulary::normalize_text;
use std::collections::HashMap;

/// The most babies, and the most carers, of one family: whatever has more is no family's.
pub(crate) const MAX_PEOPLE: usize = 1000;

pub(crate) struct PersonMatcher<T> {
    before: Vec<T>,
    pub after: Vec<T>,
    /// Those of the file that is being read.
    in_file: Vec<T>,
    journal_ids: HashMap<Id, Id>,
    /// Those of whom a file says something else than the journal, as they are called here.
    pub differing_names: Vec<String>,
    /// Nobody yet: takes the first new name.
    pub unnamed_id: Option<Id>,
}

impl<T: FamilyMember> PersonMatcher<T> {
    pub(crate) fn new(before: &[T]) -> Self {
        Self {
            before: before.to_vec(),
            after: before.to_vec(),
            in_file: Vec::new(),
            journal_ids: HashMap::new(),
            differing_names: Vec::new(),
            unnamed_id: None,
        }
    }

    /// Begins a file with these people. Where the file wins, as the journal has no entries, the journal's people of whom
    /// nothing was ever said make room, but for `chosen`.
    pub(crate) fn match_people(&mut self, people: &[T], file_wins: bool, chosen: Option<Id>) {
        self.in_file = people.to_vec();
        self.journal_ids.clear();
        if file_wins && !people.is_empty() {
            self.unnamed_id = None;
            self.after.retain(|member| !member.is_blank() || Some(member.id()) == chosen);
        }
        for member in people {
            let mut id = member.id();
            if let Some(known) = self.after.iter_mut().find(|known| known.id() == id) {
                if file_wins {
                    *known = member.clone();
                } else if known != member {
                    self.differing_names.push(known.name_or_placeholder().to_owned());
                }
            } else if let Some(known) = self.find_same_name(member) {
                id = known;
            } else {
                self.after.push(member.clone());
            }
            self.journal_ids.insert(member.id(), id);
        }
    }

    /// The one of the journal with the name of one of the file, where nobody else in either bears it.
    fn find_same_name(&self, member: &T) -> Option<Id> {
        let name = normalize_text(member.name()?);
        let same = |other: &&T| other.name().map(normalize_text).as_ref() == Some(&name);
        single_item(self.in_file.iter().filter(same))?;
        let known = single_item(self.after.iter().filter(same))?.id();
        let meant = self.in_file.iter().any(|other| other.id() == known);
        (!meant).then_some(known)
    }

    /// Who the person of an identity in the file is here.
    pub(crate) fn find_id(&self, id: Id) -> Option<Id> {
        let known = || self.after.iter().any(|member| member.id() == id).then_some(id);
        self.journal_ids.get(&id).copied().or_else(known)
    }

    /// Somebody is meant by the one nobody had named: no new name is theirs from here on.
    pub(crate) fn release_spare(&mut self, id: Option<Id>) {
        self.unnamed_id = self.unnamed_id.filter(|spare| id != Some(*spare));
    }

    /// Who a person in an entry is, of the file's people, then of the journal's; none when new. Where a name leaves it
    /// open, it is `before`, whom the journal's own copy of the entry names, if that is one of them.
    pub(crate) fn find_person(&self, person: &PersonRef, before: Option<Id>) -> Result<Option<Id>, String> {
        let in_journal = |id: Id| self.after.iter().any(|member| member.id() == id).then_some(id);
        if let Some(id) = person.id {
            return Ok(self.find_id(id));
        }
        let name = normalize_text(&person.name);
        for all in [&self.in_file, &self.after] {
            let same = all.iter().filter(|member| normalize_text(member.name_or_placeholder()) == name);
            let ids = same.map(|member| self.journal_ids.get(&member.id()).copied().unwrap_or(member.id()));
            match ids.collect::<Vec<_>>().as_slice() {
                [] => {}
                [only] => return Ok(Some(*only)),
                several if before.is_some_and(|id| several.contains(&id)) => return Ok(before),
                _ => {
                    return Err(archive_messages::shared_name(&quote_excerpt(&person.name)));
                }
            }
        }
        // What is printed for a person the journal has lost.
        Ok(Id::parse_str(&person.name).ok().and_then(in_journal))
    }

    /// Adds a person whom nobody knew; or the one nobody had named yet now has a name.
    pub(crate) fn add_person(&mut self, person: &PersonRef) -> Result<Id, String> {
        if let (None, Some(spare)) = (person.id, self.unnamed_id)
            && let Some(member) = self.after.iter_mut().find(|member| member.id() == spare)
        {
            self.unnamed_id = None;
            *member = T::new(spare, &person.name);
            return Ok(spare);
        }
        if self.after.len() >= MAX_PEOPLE {
            return Err(archive_messages::TOO_MANY_PEOPLE.to_owned());
        }
        let lost = Id::parse_str(&person.name).ok();
        let id = person.id.or(lost).unwrap_or_else(new_id);
        let name = if lost.is_some() { "" } else { &person.name };
        self.after.push(T::new(id, name));
        Ok(id)
    }

    pub(crate) fn find_name(&self, id: Id) -> Option<String> {
        let member = self.after.iter().find(|member| member.id() == id)?;
        Some(member.name_or_placeholder().to_owned())
    }

    pub(crate) fn iter_new_people(&self) -> impl Iterator<Item = &T> {
        self.after.iter().filter(|member| !self.before.iter().any(|b| b.id() == member.id()))
    }
}

impl<T: FamilyMember + Into<Record>> PersonMatcher<T> {
    /// What has to be done to the journal.
    pub(crate) fn build_edits(&self) -> Vec<Edit> {
        let find = |all: &[T], id: Id| all.iter().find(|member| member.id() == id).cloned();
        let removed = self.before.iter().filter(|member| find(&self.after, member.id()).is_none());
        let removed = removed.map(|member| (Some(member.clone()), None));
        let kept = self.after.iter().map(|member| (find(&self.before, member.id()), Some(member.clone())));
        removed
            .chain(kept)
            .filter(|(before, after)| before != after)
            .map(|(before, after)| Edit { before: before.map(Into::into), after: after.map(Into::into) })
            .collect()
    }
}

fn single_item<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

pub(crate) trait FamilyMember: Clone + PartialEq {
    fn id(&self) -> Id;
    fn name(&self) -> Option<&str>;
    fn name_or_placeholder(&self) -> &str;
    /// Someone met for the first time. What an unnamed one is called is no name.
    fn new(id: Id, name: &str) -> Self;
    /// Nobody has said anything of them yet.
    fn is_blank(&self) -> bool {
        *self == Self::new(self.id(), "")
    }
}

fn strip_placeholder_name(name: &str, unnamed: &str) -> Option<String> {
    let name = name.trim();
    (!name.is_empty() && name != unnamed).then(|| name.to_owned())
}

impl FamilyMember for Baby {
    fn id(&self) -> Id {
        self.id
    }
    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
    fn name_or_placeholder(&self) -> &str {
        Self::display_name(self)
    }
    fn new(id: Id, name: &str) -> Self {
        Self {
            name: strip_placeholder_name(name, Self::new_unnamed(id).display_name()),
            ..Self::new_unnamed(id)
        }
    }
}

impl FamilyMember for Carer {
    fn id(&self) -> Id {
        self.id
    }
    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
    fn name_or_placeholder(&self) -> &str {
        Self::display_name(self)
    }
    fn new(id: Id, name: &str) -> Self {
        let mut carer = Self { id, name: None, hidden_checkins: false };
        carer.name = strip_placeholder_name(name, carer.display_name());
        carer
    }
}
