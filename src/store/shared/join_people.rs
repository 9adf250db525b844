//! Who is who where two journals become one: people are met by identity, then by name; who differs is asked once.

use crate::model::{Baby, Carer, CoverageMark, Edit, Family, Id, Record, Setting};
use crate::store::connection::select_all;
use crate::store::mapping::{self, ENTRY_COLUMNS};
use crate::store::shared::record_fields::from_state;
use crate::store::write_change::ChangeWriter;
use crate::store::write_error::WriteError;
use crate::sync::RecordState;
use crate::texts::sync_texts;
use crate::vocabulary::{eq_normalized, sanitize_text};
use rusqlite::{Connection, params};
use serde_json::json;
use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PersonKind {
    Baby,
    Carer,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    pub kind: PersonKind,
    pub id: Id,
    pub name: Option<String>,
}

/// Somebody of this journal whom the folder does not know by that name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonQuestion {
    pub own: Person,
    /// How many entries here are of them, or by them.
    pub entries: i64,
    /// Those of the folder who may be the same.
    pub choices: Vec<Person>,
}

/// What joining does about people.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct JoinPlan {
    /// By identity here, whom they are in the folder.
    pub same: BTreeMap<Id, Id>,
    pub questions: Vec<PersonQuestion>,
    /// The names here, and there, of those who were answered to be one.
    pub renamed: Vec<(String, String)>,
}

impl PersonQuestion {
    /// The question in words.
    pub(crate) fn describe(&self) -> String {
        let own = self.own.name.as_ref().map(|_| self.own.shown_name());
        sync_texts::who_is_it(own.as_deref(), self.own.kind == PersonKind::Baby, self.entries)
    }

    /// The answers in words, those of the folder first; the last is another person.
    pub(crate) fn describe_choices(&self) -> Vec<String> {
        let other = sync_texts::somebody_else(self.own.kind == PersonKind::Baby).to_owned();
        self.choices.iter().map(Person::shown_name).chain([other]).collect()
    }
}

impl Person {
    fn shown_name(&self) -> String {
        match &self.name {
            Some(name) => sanitize_text(name).into_owned(),
            None => sync_texts::unnamed(self.kind == PersonKind::Baby).to_owned(),
        }
    }
}

impl JoinPlan {
    /// What is to be asked next.
    pub(crate) fn next_question(&self) -> Option<&PersonQuestion> {
        self.questions.first()
    }

    /// Takes the answer to the next question, by its place among what was offered.
    pub(crate) fn answer_next(&mut self, choice: usize) {
        if self.questions.is_empty() {
            return;
        }
        let question = self.questions.remove(0);
        if let Some(same) = question.choices.get(choice) {
            self.same.insert(question.own.id, same.id);
            if question.own.name.is_some() {
                self.renamed.push((question.own.shown_name(), same.shown_name()));
            }
        }
    }

    /// The answer on which nothing is lost, by its place: who has a name of their own is another person.
    pub(crate) fn safest_answer(&self) -> usize {
        self.next_question()
            .filter(|question| question.own.name.is_some())
            .map_or(0, |question| question.choices.len())
    }

    /// The answers nobody needs to give: somebody without a name and without entries is the first of the folder, one
    /// with entries is its only one, and who has a name of their own is another person.
    pub fn answer_by_default(&mut self) {
        for question in std::mem::take(&mut self.questions) {
            let only = question.choices.len() == 1 || question.entries == 0;
            if let (None, Some(first), true) = (&question.own.name, question.choices.first(), only) {
                self.same.insert(question.own.id, first.id);
            }
        }
    }
}

/// The people of a folder.
pub(crate) fn people_of(family: &BTreeMap<String, RecordState>) -> Vec<Person> {
    let alive = family.iter().filter(|(_, state)| state.is_alive());
    let records = alive.filter_map(|(key, state)| from_state(key, state, None).0);
    records.filter_map(|record| person_of(&record)).collect()
}

fn person_of(record: &Record) -> Option<Person> {
    match record {
        Record::Baby(baby) => Some(Person { kind: PersonKind::Baby, id: baby.id, name: baby.name.clone() }),
        Record::Carer(carer) => {
            Some(Person { kind: PersonKind::Carer, id: carer.id, name: carer.name.clone() })
        }
        _ => None,
    }
}

pub(crate) fn plan_join(conn: &Connection, folder: &[Person]) -> rusqlite::Result<JoinPlan> {
    let mut plan = JoinPlan::default();
    for own in load_people(conn)? {
        let choices: Vec<Person> = folder.iter().filter(|it| it.kind == own.kind).cloned().collect();
        if choices.is_empty() || choices.iter().any(|it| it.id == own.id) {
            continue;
        }
        let by_name = own.name.as_ref().and_then(|name| {
            choices.iter().find(|it| it.name.as_ref().is_some_and(|other| eq_normalized(other, name)))
        });
        let entries = count_entries(conn, &own)?;
        let is_blank_baby = own.kind == PersonKind::Baby && own.name.is_none() && entries == 0;
        match by_name.or(choices.first().filter(|_| is_blank_baby)) {
            Some(same) => {
                plan.same.insert(own.id, same.id);
            }
            None => plan.questions.push(PersonQuestion { own, entries, choices }),
        }
    }
    Ok(plan)
}

fn load_people(conn: &Connection) -> rusqlite::Result<Vec<Person>> {
    let babies = select_all(conn, "SELECT id, name, born, due, closed FROM baby ORDER BY id", [], |row| {
        mapping::baby_from_row(row).map(|Baby { id, name, .. }| Person { kind: PersonKind::Baby, id, name })
    })?;
    let carers = select_all(conn, "SELECT id, name, hidden_checkins FROM carer ORDER BY id", [], |row| {
        mapping::carer_from_row(row).map(|Carer { id, name, .. }| Person {
            kind: PersonKind::Carer,
            id,
            name,
        })
    })?;
    Ok(babies.into_iter().chain(carers).collect())
}

fn count_entries(conn: &Connection, person: &Person) -> rusqlite::Result<i64> {
    let column = column_of(person.kind);
    let sql = format!("SELECT count(*) FROM entry WHERE {column} = ?1");
    conn.query_row(&sql, [person.id.as_bytes()], |row| row.get(0))
}

fn column_of(kind: PersonKind) -> &'static str {
    match kind {
        PersonKind::Baby => "baby",
        PersonKind::Carer => "carer",
    }
}

/// Gives the people of this journal the identities they have in the folder: in their entries, marks, seals and in what
/// was chosen here. Who is known there leaves this journal's list, and comes back with the folder's.
pub(crate) fn meet_people(
    tx: &Connection,
    changes: &ChangeWriter<'_>,
    same: &BTreeMap<Id, Id>,
    now: i64,
) -> Result<(), WriteError> {
    for (own, theirs) in same {
        let sql = format!("SELECT {ENTRY_COLUMNS} FROM entry WHERE baby = ?1 OR carer = ?1");
        for before in select_all(tx, &sql, [own.as_bytes()], mapping::entry_from_row)? {
            let swap = |id| if id == *own { *theirs } else { id };
            let mut after = before.clone();
            (after.baby, after.carer) = (after.baby.map(swap), swap(after.carer));
            replace(tx, changes, Some(before.into()), Some(after.into()), now)?;
        }
        let sql = format!("SELECT {} FROM mark WHERE baby = ?1", mapping::MARK_COLUMNS);
        for before in select_all(tx, &sql, [own.as_bytes()], mapping::mark_from_row)? {
            let after = CoverageMark { baby: Some(*theirs), ..before.clone() };
            replace(tx, changes, Some(before.into()), Some(after.into()), now)?;
        }
        for kind in ["baby", "carer"] {
            let person = mapping::load_record(tx, kind, &own.to_string())?;
            if person.is_some() {
                replace(tx, changes, person, None, now)?;
            }
        }
        tx.execute(
            "UPDATE setting SET value = replace(value, ?1, ?2) WHERE name = 'seals'",
            params![own.to_string(), theirs.to_string()],
        )?;
    }
    Ok(())
}

/// Who writes here and which baby is shown, by identity: others' people may come before them in the list from now on.
pub(crate) fn choose_people(
    tx: &Connection,
    family: &Family,
    same: &BTreeMap<Id, Id>,
    now: i64,
) -> rusqlite::Result<()> {
    let baby = family.selected_baby().map(|baby| ("baby", baby.id));
    let carer = family.selected_carer().map(|carer| ("carer", carer.id));
    for (name, id) in baby.into_iter().chain(carer) {
        let value = json!(same.get(&id).copied().unwrap_or(id));
        mapping::upsert_row(tx, &Record::Setting(Setting { name: name.into(), value }), now)?;
    }
    Ok(())
}

fn replace(
    tx: &Connection,
    changes: &ChangeWriter<'_>,
    before: Option<Record>,
    after: Option<Record>,
    now: i64,
) -> Result<(), WriteError> {
    match (&before, &after) {
        (_, Some(record)) => mapping::upsert_row(tx, record, now)?,
        (Some(record), None) => mapping::delete_row(tx, record)?,
        (None, None) => {}
    }
    let number = changes.start_change()?;
    Ok(changes.record_edit(number, &Edit { before, after })?)
}
