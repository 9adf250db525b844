//! The trends as the JSON of `trends --json`: field names and order are a contract.

use super::{CueSum, Day, SleepSum, Spread, TouchSum, Trends, Week};
use crate::journal::At;
use serde_json::{Map, Value, json};

impl Trends {
    /// The contract's JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "cuebook": 1,
            "baby": self.baby,
            "from": self.from,
            "to": self.to,
            "zone": self.hours.zone.name(),
            "day_start": self.hours.day_start.to_string(),
            "night": [self.hours.night_from.to_string(), self.hours.night_to.to_string()],
            "days": self.days.iter().map(day).collect::<Vec<_>>(),
            "weeks": self.weeks.iter().map(week).collect::<Vec<_>>(),
        })
    }
}

fn day(day: &Day) -> Value {
    let checkins = day.checkins.iter().map(|mark| {
        let mut map = Map::new();
        map.insert("carer".into(), json!(mark.carer));
        // What was not said is absent, as everywhere in the contract.
        map.extend(mark.felt.map(|felt| ("felt".into(), json!(felt))));
        map.extend(mark.energy.map(|energy| ("energy".into(), json!(energy))));
        Value::Object(map)
    });
    json!({
        "date": day.date,
        "sleep": sleep(&day.sleep),
        "touch": touch(&day.touch),
        "cues": cues(&day.cues),
        "checkins": checkins.collect::<Vec<_>>(),
    })
}

fn sleep(sum: &SleepSum) -> Value {
    json!({
        "total_min": sum.total_min,
        "day_min": sum.day_min,
        "night_min": sum.night_min,
        "longest_min": sum.longest_min,
        "bouts": sum.bouts,
        "naps": sum.naps,
        "wakings": sum.wakings,
        "awake_in_night_min": sum.awake_in_night_min,
        "onset": sum.onset.map(At::hm),
        "up": sum.up.map(At::hm),
        "night_recorded": sum.night_recorded,
        "open": sum.open,
    })
}

fn touch(sum: &TouchSum) -> Value {
    json!({
        "times": sum.times,
        "minutes": sum.minutes,
        "not_today": sum.not_today,
        "areas": sum.areas,
    })
}

fn cues(sum: &CueSum) -> Value {
    json!({
        "moments": sum.moments,
        "engagement": sum.engagement,
        "disengagement": sum.disengagement,
        "either": sum.either,
        "seen": sum.seen,
        "responses": sum.responses,
    })
}

fn week(week: &Week) -> Value {
    json!({
        "from": week.from,
        "to": week.to,
        "days": week.days,
        "nights_recorded": week.nights_recorded,
        "night_min": spread(&week.night_min),
        "day_min": spread(&week.day_min),
        "longest_min": spread(&week.longest_min),
        "wakings": spread(&week.wakings),
        "touch": touch(&week.touch),
        "cues": cues(&week.cues),
    })
}

fn spread(of: &Spread) -> Value {
    let mut map = Map::new();
    let median = of.median_twice().map(|twice| {
        if twice % 2 == 0 {
            json!(twice / 2)
        } else {
            json!(f64::from(i32::try_from(twice).unwrap_or(i32::MAX)) / 2.0)
        }
    });
    map.insert("median".into(), json!(median));
    map.insert("low".into(), json!(of.low()));
    map.insert("high".into(), json!(of.high()));
    map.insert("n".into(), json!(of.n()));
    if (1..Spread::FEW).contains(&of.n()) {
        map.insert("values".into(), json!(of.values));
    }
    Value::Object(map)
}
