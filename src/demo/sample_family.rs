//! The invented people and their settings, as the demo file names them.

use crate::demo::demo_file::FamilyFacts;
use crate::demo::family_clock::FamilyClock;
use crate::demo::{DAYS, add_record, stable_id};
use crate::model::{Baby, Carer, CoverageMark, CustomCue, DayPart, Edit, Family, Record, Setting};
use chrono::TimeDelta;
use serde_json::json;

pub(crate) struct SampleFamily {
    baby: Baby,
    /// Mother and father.
    carers: [Carer; 2],
    own_cue: CustomCue,
    marks: Vec<CoverageMark>,
    settings: Vec<Setting>,
}

impl SampleFamily {
    /// Who they are in these twelve weeks; `blank` is a new journal's family.
    pub(crate) fn new(facts: &FamilyFacts, clock: &FamilyClock, blank: &Family) -> Self {
        let born = clock.first_date - TimeDelta::days(facts.born_days_before);
        let seconds = clock.instant(0, 7 * 60);
        let carer = |number, name: &str| Carer {
            id: stable_id(seconds, number),
            name: Some(name.to_owned()),
            hidden_checkins: false,
        };
        let baby = Baby {
            id: stable_id(seconds, -1),
            name: Some(facts.baby.clone()),
            born: Some(born),
            due: Some(born + TimeDelta::weeks(facts.due_weeks_after_birth)),
            closed: false,
        };
        let carers = [carer(-2, &facts.mother), carer(-3, &facts.father)];
        let nights = facts.incomplete_nights.iter().map(|ago| DAYS - 1 - ago);
        let marks = nights.map(|day| CoverageMark {
            id: stable_id(clock.instant(day + 1, 9 * 60), -4),
            baby: Some(baby.id),
            date: clock.date(day),
            span: DayPart::Night,
            complete: false,
        });
        let marks = marks.filter(|mark| mark.date < clock.now.local_date()).collect();
        let setting = |name: &str, value| Setting { name: name.to_owned(), value };
        let mut settings = vec![
            setting("favourites", json!(facts.favourites)),
            setting("baby", json!(baby.id)),
            setting("carer", json!(carers[0].id)),
        ];
        if !blank.settings.welcomed {
            settings.push(setting("welcomed", json!(true)));
        }
        Self { baby, carers, own_cue: facts.own_cue.clone(), marks, settings }
    }

    /// The edits that put them in the place of a new journal's unnamed people.
    pub(crate) fn edits(&self, blank: &Family) -> Vec<Edit> {
        let babies = blank.babies.iter().cloned().map(Record::from);
        let unnamed = babies.chain(blank.carers.iter().cloned().map(Record::from));
        let mut edits: Vec<Edit> = unnamed.map(|record| Edit { before: Some(record), after: None }).collect();
        edits.push(add_record(self.baby.clone().into()));
        edits.extend(self.carers.iter().map(|carer| add_record(carer.clone().into())));
        edits.push(add_record(self.own_cue.clone().into()));
        edits.extend(self.marks.iter().map(|mark| add_record(mark.clone().into())));
        edits.extend(self.settings.iter().map(|setting| add_record(setting.clone().into())));
        edits
    }

    /// The family as it will be read once they are in the journal.
    pub(crate) fn add_to(&self, family: &mut Family) {
        family.babies = vec![self.baby.clone()];
        family.carers = self.carers.to_vec();
        family.custom_cues = vec![self.own_cue.clone()];
        family.coverage_marks.clone_from(&self.marks);
        for setting in &self.settings {
            family.settings.apply_setting(setting);
        }
    }
}
