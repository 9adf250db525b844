//! The trends as the JSON of `trends --json`: field names and order are a contract.

use super::{CueSum, Day, SleepSum, Spread, TouchSum, Trends, Week};
use crate::journal::At;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

impl Trends {
    /// The contract's JSON, whole.
    pub fn to_json(&self) -> Value {
        // Only a map whose keys are no text could fail, and there is none.
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// Written a day at a time, so that ten years need no more memory than their days.
impl Serialize for Trends {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let hours = &self.hours;
        let mut map = to.serialize_map(Some(9))?;
        map.serialize_entry("cuebook", &1)?;
        map.serialize_entry("baby", &self.baby)?;
        map.serialize_entry("from", &self.from)?;
        map.serialize_entry("to", &self.to)?;
        map.serialize_entry("zone", hours.zone.name())?;
        map.serialize_entry("day_start", &hours.day_start.to_string())?;
        let night = [hours.night_from, hours.night_to].map(|clock| clock.to_string());
        map.serialize_entry("night", &night)?;
        map.serialize_entry("days", &Each(&self.days, day))?;
        map.serialize_entry("weeks", &Each(&self.weeks, week))?;
        map.end()
    }
}

/// A list whose items become JSON one after another.
struct Each<'a, T>(&'a [T], fn(&T) -> Value);

impl<T> Serialize for Each<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(self.1))
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
