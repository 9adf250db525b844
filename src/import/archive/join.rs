//! An archive into one change: the family whole where nothing was written down yet, else person by person; entries by
//! their identities. Nothing that the journal has is written over.

use super::family::Household;
use super::people::Folk;
use super::{Archive, Here, Told, place, quoted, skip};
use crate::import::plan::{file_name, outline};
use crate::import::{Options, Plan, Read, Summary, Target, Warning, counted, look};
use crate::journal::{
    At, Baby, Carer, Change, Edit, Entry, Hours, Id, Kind, Mark, OwnCue, Problem, Record, Setting,
    check, entry_to_json, family_to_json,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

/// Plans the import of archives.
pub(in crate::import) fn plan(
    reads: Vec<Read>,
    target: &Target<'_>,
    options: &Options,
) -> Result<Plan, Problem> {
    if reads.iter().any(|read| read.archive.is_none()) {
        return Err(Problem::new("file", APART));
    }
    let formats = reads.iter().map(|read| read.format).take(1).collect();
    let mut join = Join::new(target, options);
    for read in reads {
        join.summary.read += read.read;
        join.summary.already += read.already;
        join.summary.skipped.extend(read.skipped);
        join.summary.warnings.extend(read.warnings);
        if let Some(archive) = read.archive {
            join.take(*archive);
        }
    }
    Ok(join.plan(formats))
}

/// The journal as it will be, and what is left to say.
struct Join<'a> {
    target: &'a Target<'a>,
    here: Option<&'a Here>,
    options: &'a Options,
    babies: Folk<Baby>,
    carers: Folk<Carer>,
    own_cues: Vec<OwnCue>,
    marks: Vec<Mark>,
    settings: BTreeMap<String, Value>,
    /// No entries are here, and no family came before this one: the file's word goes.
    whole: bool,
    hours: Hours,
    entries: Vec<Entry>,
    seen: HashMap<Id, usize>,
    running: Vec<Option<Id>>,
    other: Vec<usize>,
    future: Vec<usize>,
    summary: Summary,
}

impl<'a> Join<'a> {
    fn new(target: &'a Target<'a>, options: &'a Options) -> Self {
        let family = target.family;
        let mut babies = Folk::new(&family.babies);
        let blank = family.chosen_baby().filter(|_| target.baby_is_empty);
        babies.spare = blank
            .filter(|b| b.name.is_none() && !b.closed)
            .map(|b| b.id);
        let mut settings = BTreeMap::new();
        if target.journal_is_empty && target.zone_given {
            settings.insert("zone".to_owned(), json!(options.zone.name()));
        }
        Self {
            target,
            here: target.here,
            options,
            babies,
            carers: Folk::new(&family.carers),
            own_cues: family.own_cues.clone(),
            marks: family.marks.clone(),
            settings,
            whole: target.journal_is_empty,
            hours: family.settings.hours,
            entries: Vec::new(),
            seen: HashMap::new(),
            running: target.here.map(|h| h.running.clone()).unwrap_or_default(),
            other: Vec::new(),
            future: Vec::new(),
            summary: Summary::default(),
        }
    }

    fn take(&mut self, archive: Archive) {
        let chosen = self.target.baby;
        match archive.family {
            Some(family) => {
                self.babies.meet(&family.babies, self.whole, chosen);
                self.carers.meet(&family.carers, self.whole, None);
                self.vocabulary(&family.own_cues);
                self.coverage(&family.marks);
                self.settled(&family);
                self.whole = false;
            }
            None => {
                self.babies.meet(&[], false, chosen);
                self.carers.meet(&[], false, None);
            }
        }
        for told in archive.entries {
            let row = told.row;
            if let Err(why) = self.entry(told) {
                self.summary.skipped.push(skip(row, &why));
            }
        }
    }

    fn settled(&mut self, family: &Household) {
        if self.whole {
            let told = family.settings.iter().cloned();
            self.settings.extend(told.map(|s| (s.name, s.value)));
        }
    }

    fn vocabulary(&mut self, told: &[OwnCue]) {
        for own in told {
            match self.own_cues.iter_mut().find(|o| o.code == own.code) {
                None => self.own_cues.push(own.clone()),
                Some(known) if self.whole => *known = own.clone(),
                Some(known) if known == own => {}
                Some(known) => {
                    let says = format!(
                        "The cue {} is {} here; that was left as it is.",
                        quoted(&own.words),
                        quoted(&known.words)
                    );
                    self.summary.warnings.push(Warning { row: None, says });
                }
            }
        }
    }

    /// Coverage marks of babies that came too. What is said here of a day or a night goes before what the file says.
    fn coverage(&mut self, told: &[Mark]) {
        for mark in told {
            let whose = match mark.baby {
                Some(id) => match self.babies.find_id(id) {
                    None => {
                        let says =
                            format!("A mark for {} is about no baby of the file.", mark.date);
                        self.summary.warnings.push(Warning { row: None, says });
                        continue;
                    }
                    found => found,
                },
                None => None,
            };
            let mark = Mark {
                baby: whose,
                ..mark.clone()
            };
            let about = |m: &Mark| (m.baby, m.date, m.span);
            let is_known = |m: &Mark| m.id == mark.id || (!self.whole && about(m) == about(&mark));
            if !self.marks.iter().any(is_known) {
                self.marks.push(mark);
            }
        }
    }

    /// One entry: new, here already, or why it is left out.
    fn entry(&mut self, told: Told) -> Result<(), String> {
        let Told { row, mut entry, .. } = told;
        let here = self.here.and_then(|here| here.entries.get(&entry.id));
        let baby = match &told.baby {
            Some(_) if self.target.baby.is_some() => self.target.baby,
            Some(person) => self.babies.find(person, here.and_then(|here| here.baby))?,
            None if matches!(entry.kind(), Kind::Checkin | Kind::Note) => None,
            None => Some(self.target.baby.ok_or(NOBODY)?),
        };
        self.babies.is_meant(baby);
        let carer = self.carers.find(&told.carer, here.map(|here| here.carer))?;
        if told.placeless {
            // The hours may be others by now; where it stands in the list is not what makes it another entry.
            entry.at = match here {
                Some(here) => here.at,
                None => self.placed(&entry),
            };
        }
        let is_new_baby = told.baby.is_some() && baby.is_none();
        if self.target.known.contains(&entry.id) {
            (entry.baby, entry.carer) = (baby, carer.unwrap_or_default());
            if is_new_baby || here.is_some_and(|here| !self.same(here, &entry)) {
                self.other.push(row);
                return Err(self.differs(here, &entry));
            }
            self.summary.already += 1;
            return Ok(());
        }
        if entry.is_running_sleep(self.options.now) && !is_new_baby && self.running.contains(&baby)
        {
            return Err(ASLEEP.to_owned());
        }
        entry.baby = match &told.baby {
            Some(person) if is_new_baby => Some(self.babies.add(person)),
            _ => baby,
        };
        entry.carer = carer.unwrap_or_else(|| self.carers.add(&told.carer));
        self.keep(row, entry)
    }

    fn keep(&mut self, row: usize, entry: Entry) -> Result<(), String> {
        if let Some(first) = self
            .seen
            .get(&entry.id)
            .and_then(|at| self.entries.get(*at))
        {
            if *first == entry {
                self.summary.already += 1;
                return Ok(());
            }
            return Err("another entry of the file has the same id and other content".to_owned());
        }
        if let Err(problem) = check(&entry, self.options.now) {
            if matches!(problem.field.as_ref(), "at" | "until") {
                self.future.push(row);
            } else {
                let says = format!("{}: it was kept, and says little.", place(row));
                self.summary.warnings.push(Warning::new(row, says));
            }
        }
        if entry.is_running_sleep(self.options.now) {
            self.running.push(entry.baby);
        }
        self.seen.insert(entry.id, self.entries.len());
        self.entries.push(entry);
        Ok(())
    }

    /// Where a night in words only stands, from a file that does not say when nights begin.
    fn placed(&self, entry: &Entry) -> At {
        if entry.at.secs() != 0 {
            return entry.at;
        }
        entry.what.place_of_night(&self.hours).unwrap_or(entry.at)
    }

    /// Whether two entries say the same. Compared as they are printed: an archive holds no more than that.
    fn same(&self, a: &Entry, b: &Entry) -> bool {
        let printed = |e| entry_to_json(e, self.target.family);
        (a.baby, a.carer) == (b.baby, b.carer) && printed(a) == printed(b)
    }

    fn differs(&self, here: Option<&Entry>, entry: &Entry) -> String {
        let printed = |e| entry_to_json(e, self.target.family);
        let fields = here.map(|here| (printed(here), printed(entry)));
        let names: Vec<String> = match &fields {
            Some((Value::Object(a), Value::Object(b))) => {
                let all = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)));
                all.filter(|key| a.get(*key) != b.get(*key))
                    .cloned()
                    .collect()
            }
            _ => Vec::new(),
        };
        format!(
            "the journal has this entry with other content ({}); yours was left as it is",
            names.join(", ")
        )
    }

    fn plan(mut self, formats: Vec<crate::import::Format>) -> Plan {
        let summary = &mut self.summary;
        summary.added = self.entries.len();
        summary.warnings.extend(look::about(
            &self.other,
            "entry is",
            "entries are",
            "in the journal with other content and was not written over",
        ));
        summary.warnings.extend(look::about(
            &self.future,
            "entry lies",
            "entries lie",
            "in the future by this machine's clock",
        ));
        let (kinds, dates) = outline(&self.entries);
        let name = file_name(self.target.name);
        let mut babies = Vec::new();
        for id in self.entries.iter().filter_map(|entry| entry.baby) {
            if !babies.contains(&id) {
                babies.push(id);
            }
        }
        let new_carers = self.carers.new_ones().map(|c| c.called().to_owned());
        Plan {
            formats,
            babies: babies
                .into_iter()
                .filter_map(|id| self.babies.name(id))
                .collect(),
            new_carers: new_carers.collect(),
            ended: 0,
            kinds,
            dates,
            zone_says: CLOCKS.to_owned(),
            change: self.change(&name),
            name,
            summary: self.summary,
        }
    }

    /// All of it as one change: people first, then what is said of the family, then the entries.
    fn change(&mut self, name: &str) -> Option<Change> {
        let n = self.entries.len();
        let title = format!("import of {name}: {}", counted(n, "entry", "entries"));
        let mut edits = self.babies.edits();
        edits.extend(self.carers.edits());
        let family = self.target.family;
        for own in &self.own_cues {
            let before = family.own_cues.iter().find(|o| o.code == own.code).cloned();
            edits.extend(edit(before, own.clone()));
        }
        for mark in &self.marks {
            let before = family.marks.iter().find(|m| m.id == mark.id).cloned();
            edits.extend(edit(before, mark.clone()));
        }
        let told = family_to_json(family);
        for (name, value) in std::mem::take(&mut self.settings) {
            if told.get(&name) == Some(&value) || (told.get(&name).is_none() && value == json!({}))
            {
                continue;
            }
            let kept = self.here.map_or(&[][..], |here| &here.settings);
            let before = kept.iter().find(|setting| setting.name == name).cloned();
            edits.extend(edit(before, Setting { name, value }));
        }
        let entries = std::mem::take(&mut self.entries);
        edits.extend(entries.into_iter().filter_map(|entry| edit(None, entry)));
        (!edits.is_empty()).then_some(Change { title, edits })
    }
}

/// A record in the place of the one there was, if they differ.
fn edit<T: Into<Record> + PartialEq>(before: Option<T>, after: T) -> Option<Edit> {
    (before.as_ref() != Some(&after)).then(|| Edit {
        before: before.map(Into::into),
        after: Some(after.into()),
    })
}

const APART: &str = "An archive of cuebook's comes on its own: please import the other files in a second go. Nothing was kept.";
const NOBODY: &str = "no baby is named in it; --baby says whose it is";
const ASLEEP: &str =
    "another sleep of this baby is running already; write down its end, then import again";
const CLOCKS: &str = "Every time in it carries the clock it was lived by.";
