//! Two sleeps, or two massages, of one baby that run at once, begun on two computers: ending one ends both, as one entry.

use crate::model::{Details, Edit, Entry, Record, Timestamp};
use serde_json::{Map, Value};

/// What stands of several that ran at once, and what goes.
pub(crate) struct JoinedRun {
    /// The one that began first, as it was.
    pub(crate) before: Entry,
    /// The same with the end, and with the words of the others.
    pub(crate) after: Entry,
    /// The others, as they were, the earliest first.
    pub(crate) removed: Vec<Entry>,
}

impl JoinedRun {
    /// The others go first: none is running beside the one that stands while it is written.
    pub(crate) fn into_edits(self) -> Vec<Edit> {
        let removed = self.removed.into_iter().map(|it| Edit { before: Some(it.into()), after: None });
        let ended = Edit { before: Some(self.before.into()), after: Some(self.after.into()) };
        removed.chain([ended]).collect()
    }
}

/// What an edit that ends one of several in `open` comes to. None when it ends nothing, or nothing ran beside it. What
/// began only after the end goes on.
pub(crate) fn join_running(edit: &Edit, open: &[Entry], now: Timestamp) -> Option<JoinedRun> {
    let entry = |record: &Option<Record>| record.as_ref().and_then(Record::as_entry).cloned();
    let (before, ended) = (entry(&edit.before)?, entry(&edit.after)?);
    let until = ended.until.filter(|_| before.is_under_way(now))?;
    let is_beside = |it: &&Entry| it.id != ended.id && ended.ends_with(it) && it.is_under_way(now);
    // As each was, and with what is known of it now.
    let mut runs: Vec<(Entry, Entry)> =
        open.iter().filter(is_beside).map(|it| (it.clone(), it.clone())).collect();
    runs.push((before, ended));
    runs.sort_by_key(|(_, known)| (known.at.unix_seconds(), known.id));
    let mut runs = runs.into_iter();
    let (before, mut after) = runs.next()?;
    let mut removed = Vec::new();
    for (was, known) in runs {
        take_words(&mut after, known);
        removed.push(was);
    }
    after.until = Some(until);
    if let Details::Massage(massage) = &mut after.details {
        massage.live = false;
    }
    (!removed.is_empty()).then_some(JoinedRun { before, after, removed })
}

/// What is blank in an entry is taken from another of its kind; notes and lists are joined.
fn take_words(entry: &mut Entry, other: Entry) {
    entry.approximate |= other.approximate;
    entry.note = match (entry.note.take(), other.note) {
        (Some(one), Some(two)) if one != two => Some(format!("{one}\n{two}")),
        (one, two) => one.or(two),
    };
    let mut fields = entry.details.to_json_fields();
    fill_blanks(&mut fields, other.details.to_json_fields());
    if let Ok(details) = Details::from_json_fields(entry.kind(), Value::Object(fields)) {
        entry.details = details;
    }
}

fn fill_blanks(fields: &mut Map<String, Value>, others: Map<String, Value>) {
    for (name, other) in others {
        match (fields.get_mut(&name), other) {
            (Some(Value::Array(list)), Value::Array(more)) => {
                let new: Vec<Value> = more.into_iter().filter(|it| !list.contains(it)).collect();
                list.extend(new);
            }
            (Some(_), _) => {}
            (None, other) => {
                fields.insert(name, other);
            }
        }
    }
}
