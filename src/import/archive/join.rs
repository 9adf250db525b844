//! An archive into one change: the family whole where nothing was written down yet, else person by person; entries by
//! their identities. Nothing that the journal has is written over. The edits are handed over one by one, and nothing
//! of an entry is held but what it adds to the count.

mod household;

use super::family::Household;
use super::people::Folk;
use super::{Archives, Heard, Here, LISTED, Stands, Told, Watch, fingerprint, skip};
use crate::import::plan::{Outline, file_name};
use crate::import::{Format, Options, Plan, Summary, Target, Warning, look};
use crate::journal::{
    At, Baby, Carer, Edit, Entry, Hours, Id, Kind, Mark, OwnCue, Problem, Seal, check, entry_to_json,
};
use serde_json::{Value, json};
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// The journal an archive comes into, or would come into.
pub trait Journal {
    fn entry(&self, id: Id) -> Result<Option<Entry>, Problem>;
    fn keep(&self, edit: Edit) -> Result<(), Problem>;
}

/// Takes archives through, hands over what each edit of the change would be, and answers with what it comes to.
///
/// # Errors
/// What the journal or `watch` answers, and when the files are not as they were surveyed.
pub fn bring(
    archives: &Archives<'_>,
    target: &Target<'_>,
    options: &Options,
    journal: &dyn Journal,
    watch: &mut Watch<'_>,
) -> Result<Plan, Problem> {
    let mut join = Join::new(target, options, &archives.twice);
    for archive in &archives.all {
        join.meet(archive.family.as_ref());
        join.summary.warnings.extend(archive.warnings.iter().cloned());
        join.summary.read += archive.strays.skipped.len() + archive.strays.unlisted;
        join.summary.unlisted += archive.strays.unlisted;
        join.summary.skipped.extend(archive.strays.skipped.iter().cloned());
        archive.each(options.zone, &mut |stands, told| {
            join.summary.read += 1;
            watch(join.summary.read)?;
            match join.piece(stands, told, journal)? {
                Ok(Some(entry)) => {
                    join.outline.count(&entry);
                    journal.keep(Edit { before: None, after: Some(entry.into()) })
                }
                Ok(None) => {
                    join.summary.already += 1;
                    Ok(())
                }
                Err(why) => {
                    join.leave_out(stands, &why);
                    Ok(())
                }
            }
        })?;
    }
    join.plan(journal)
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
    /// Whom the archive's sealed entries are written to.
    sealed_for: Vec<String>,
    seals: BTreeMap<Id, Seal>,
    /// No entries are here, and no family came before this one: the file's word goes.
    whole: bool,
    hours: Hours,
    /// Marks of identities that may come twice; of those that came, a mark of their content.
    twice: &'a HashSet<u64>,
    seen: HashMap<Id, u64>,
    running: Vec<(Kind, Option<Id>)>,
    other: Vec<usize>,
    future: Vec<usize>,
    outline: Outline,
    summary: Summary,
}

impl<'a> Join<'a> {
    fn new(target: &'a Target<'a>, options: &'a Options, twice: &'a HashSet<u64>) -> Self {
        let family = target.family;
        let mut babies = Folk::new(&family.babies);
        let blank = family.chosen_baby().filter(|_| target.baby_is_empty);
        babies.spare = blank.filter(|b| b.name.is_none() && !b.closed).map(|b| b.id);
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
            sealed_for: Vec::new(),
            seals: family.settings.seals.clone(),
            whole: target.journal_is_empty,
            hours: family.settings.hours,
            twice,
            seen: HashMap::new(),
            running: target.here.map(|h| h.running.clone()).unwrap_or_default(),
            other: Vec::new(),
            future: Vec::new(),
            outline: Outline::default(),
            summary: Summary::default(),
        }
    }

    fn meet(&mut self, family: Option<&Household>) {
        let chosen = self.target.baby;
        match family {
            Some(family) => {
                self.babies.meet(&family.babies, self.whole, chosen);
                self.carers.meet(&family.carers, self.whole, None);
                self.vocabulary(&family.own_cues);
                self.coverage(&family.marks);
                self.settled(family);
                self.whole = false;
            }
            None => {
                self.babies.meet(&[], false, chosen);
                self.carers.meet(&[], false, None);
            }
        }
    }

    fn leave_out(&mut self, stands: Stands, why: &str) {
        if self.summary.skipped.len() < LISTED {
            self.summary.skipped.push(skip(stands, why));
        } else {
            self.summary.unlisted += 1;
        }
    }

    fn warn(&mut self, stands: Stands, says: &str) {
        if self.summary.warnings.len() < LISTED {
            let says = format!("{stands}: {says}");
            self.summary.warnings.push(Warning::new(stands.row(), says));
        }
    }

    /// One entry of the archive: new, here already (none), or why it is left out.
    fn piece(
        &mut self,
        stands: Stands,
        told: Heard,
        journal: &dyn Journal,
    ) -> Result<Result<Option<Entry>, String>, Problem> {
        let (told, unknown) = match told {
            Ok(told) => told,
            Err(why) => return Ok(Err(why)),
        };
        if !unknown.is_empty() {
            let says = format!("this version does not know {}; it was left out.", unknown.join(", "));
            self.warn(stands, &says);
        }
        let id = told.entry.id;
        // One that came in this import stands in the journal by now, and is none of what was there.
        let here = if self.seen.contains_key(&id) || self.target.journal_is_empty {
            None
        } else {
            journal.entry(id)?
        };
        Ok(self.entry(stands, told, here.as_ref()))
    }

    /// One entry beside what the journal has under its identity.
    fn entry(&mut self, stands: Stands, told: Told, here: Option<&Entry>) -> Result<Option<Entry>, String> {
        let mut entry = told.entry;
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
        if let Some(here) = here {
            (entry.baby, entry.carer) = (baby, carer.unwrap_or_default());
            if is_new_baby || !self.same(here, &entry) {
                if here.sealed().is_some() == entry.sealed().is_some() {
                    self.other.push(stands.row());
                }
                return Err(self.differs(here, &entry));
            }
            return Ok(None);
        }
        if let Some(runs) = self.runs(&entry)
            && !is_new_baby
            && self.running.contains(&(runs, baby))
        {
            return Err(if runs == Kind::Sleep { ASLEEP } else { UNDER_WAY }.to_owned());
        }
        entry.baby = match &told.baby {
            Some(person) if is_new_baby => Some(self.babies.add(person)?),
            _ => baby,
        };
        entry.carer = match carer {
            Some(carer) => carer,
            None => self.carers.add(&told.carer)?,
        };
        if entry.sealed().is_some() && !self.opens(entry.carer) {
            return Err(SEALED.to_owned());
        }
        self.keep(stands, entry)
    }

    /// A sleep or a massage that is under way.
    fn runs(&self, entry: &Entry) -> Option<Kind> {
        let now = self.options.now;
        let runs = entry.is_running_sleep(now) || entry.is_running_massage(now);
        runs.then(|| entry.kind())
    }

    fn keep(&mut self, stands: Stands, entry: Entry) -> Result<Option<Entry>, String> {
        if self.twice.contains(&fingerprint(entry.id)) {
            let mut content = DefaultHasher::new();
            format!("{entry:?}").hash(&mut content);
            let content = content.finish();
            match self.seen.insert(entry.id, content) {
                None => {}
                Some(first) if first == content => return Ok(None),
                Some(first) => {
                    self.seen.insert(entry.id, first);
                    return Err(OTHER_TWIN.to_owned());
                }
            }
        }
        if let Err(problem) = check(&entry, self.options.now) {
            match problem.field.as_ref() {
                "at" | "until" => self.future.push(stands.row()),
                field if field.ends_with(".at") => {
                    let says = format!("it was kept, and of one of its moments: {}", problem.says);
                    self.warn(stands, &says);
                }
                _ => self.warn(stands, "it was kept, and says little."),
            }
        }
        if let Some(runs) = self.runs(&entry) {
            self.running.push((runs, entry.baby));
        }
        Ok(Some(entry))
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

    fn differs(&self, here: &Entry, entry: &Entry) -> String {
        match (here.sealed(), entry.sealed()) {
            (Some(_), None) => return SEALED_HERE.into(),
            (None, Some(_)) => return SEALED_THERE.into(),
            _ => {}
        }
        let printed = |e| entry_to_json(e, self.target.family);
        let names: Vec<String> = match (printed(here), printed(entry)) {
            (Value::Object(a), Value::Object(b)) => {
                let all = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)));
                all.filter(|key| a.get(*key) != b.get(*key)).cloned().collect()
            }
            _ => Vec::new(),
        };
        format!(
            "the journal has this entry with other content ({}); yours was left as it is",
            names.join(", ")
        )
    }

    fn plan(mut self, journal: &dyn Journal) -> Result<Plan, Problem> {
        let added = self.outline.entries();
        self.summary.added = added;
        self.summary.warnings.extend(look::about(
            &self.other,
            "entry is",
            "entries are",
            "in the journal with other content; nothing was written over",
        ));
        self.summary.warnings.extend(look::about(
            &self.future,
            "entry lies",
            "entries lie",
            "in the future by this machine's clock",
        ));
        let mut keeps = added > 0;
        for edit in self.of_the_family() {
            keeps = true;
            journal.keep(edit)?;
        }
        let new_carers = self.carers.new_ones().map(|c| c.called().to_owned());
        let babies = self.outline.babies.iter();
        Ok(Plan {
            formats: vec![Format::Cuebook],
            babies: babies.filter_map(|id| self.babies.name(*id)).collect(),
            new_carers: new_carers.collect(),
            ended: 0,
            kinds: self.outline.kinds(),
            dates: self.outline.dates,
            zone_says: CLOCKS.to_owned(),
            change: None,
            keeps,
            name: file_name(self.target.name),
            summary: self.summary,
        })
    }
}

const NOBODY: &str = "no baby is named in it; --baby says whose it is";
const SEALED: &str = "it is sealed, and this journal has not the key to it; take the seal off where it was written, export again, then import";
const ASLEEP: &str = "another sleep of this baby is running already; write down its end, then import again";
const UNDER_WAY: &str = "another massage of this baby is under way already; end it, then import again";
const OTHER_TWIN: &str = "another entry of the file has the same id and other content";
const CLOCKS: &str = "Every time in it carries the clock it was lived by.";

const SEALED_HERE: &str = "it is sealed in the journal and open in the file, so the two cannot be compared; yours was left as it is";
const SEALED_THERE: &str = "it is sealed in the file and open in the journal, so the two cannot be compared; yours was left as it is";
