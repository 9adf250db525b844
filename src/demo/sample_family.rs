//! The invented family itself: who they are, the cues they starred, their own cue, what they marked as incomplete.

use crate::demo::{AGE, When, id, sample_cues, sample_texts};
use crate::model::{
    Baby, Carer, CoverageMark, CueDirection, CustomCue, DayPart, Edit, Family, Id, Record, Setting,
};
use chrono::TimeDelta;
use serde_json::json;

/// Nights of which only the beginning was written down, and which the family marked so.
pub(crate) const HALF: [i64; 8] = [6, 15, 29, 36, 45, 59, 64, 73];
/// From here on they marked such nights.
const MARKED: i64 = 20;

pub(crate) struct People {
    baby: Baby,
    mother: Carer,
    father: Carer,
    own: CustomCue,
    marks: Vec<CoverageMark>,
    settings: Vec<Setting>,
}

/// Who they are in these twelve weeks; `blank` is a new journal's family.
pub(crate) fn of(when: &When, blank: &Family) -> People {
    let born = when.first - TimeDelta::days(AGE);
    let secs = when.wall(0, 7 * 60);
    let carer =
        |number, name: &str| Carer { id: id(secs, number), name: Some(name.into()), hidden_checkins: false };
    let baby = Baby {
        id: id(secs, -1),
        name: Some(sample_texts::BABY.into()),
        born: Some(born),
        due: Some(born + TimeDelta::weeks(5)),
        closed: false,
    };
    let (mother, father) = (carer(-2, sample_texts::MOTHER), carer(-3, sample_texts::FATHER));
    let marked = HALF.iter().filter(|day| **day >= MARKED);
    let marks = marked
        .map(|day| CoverageMark {
            id: id(when.wall(*day + 1, 9 * 60), -4),
            baby: Some(baby.id),
            date: when.date(*day),
            span: DayPart::Night,
            complete: false,
        })
        .filter(|mark| mark.date < when.now.local_date())
        .collect();
    let starred =
        ["e-face", "e-smile", "e-coo", "e-turn", "q-look", "d-arch", "q-hic", "d-fuss", sample_cues::OWN];
    let setting = |name: &str, value| Setting { name: name.into(), value };
    let mut settings = vec![
        setting("favourites", json!(starred)),
        setting("baby", json!(baby.id)),
        setting("carer", json!(mother.id)),
    ];
    if !blank.settings.welcomed {
        settings.push(setting("welcomed", json!(true)));
    }
    People {
        own: CustomCue {
            code: sample_cues::OWN.into(),
            words: sample_texts::OWN_CUE.into(),
            points: Some(CueDirection::Disengagement),
            retired: false,
        },
        baby,
        mother,
        father,
        marks,
        settings,
    }
}

impl People {
    pub(crate) fn baby(&self) -> Id {
        self.baby.id
    }

    pub(crate) fn carer(&self, father: bool) -> Id {
        if father { self.father.id } else { self.mother.id }
    }

    fn records(&self) -> Vec<Record> {
        let mut records = vec![
            self.baby.clone().into(),
            self.mother.clone().into(),
            self.father.clone().into(),
            self.own.clone().into(),
        ];
        records.extend(self.marks.iter().cloned().map(Record::from));
        records.extend(self.settings.iter().cloned().map(Record::from));
        records
    }

    /// The edits that put them in the place of a new journal's unnamed people.
    pub(crate) fn edits(&self, blank: &Family) -> Vec<Edit> {
        let babies = blank.babies.iter().cloned().map(Record::from);
        let carers = blank.carers.iter().cloned().map(Record::from);
        let gone = babies.chain(carers).map(|record| Edit { before: Some(record), after: None });
        let come = self.records().into_iter().map(|record| Edit { before: None, after: Some(record) });
        gone.chain(come).collect()
    }

    /// The family as it will be read once they are in the journal.
    pub(crate) fn join(&self, family: &mut Family) {
        family.babies = vec![self.baby.clone()];
        family.carers = vec![self.mother.clone(), self.father.clone()];
        family.custom_cues = vec![self.own.clone()];
        family.coverage_marks.clone_from(&self.marks);
        for setting in &self.settings {
            family.settings.apply_setting(setting);
        }
    }
}
