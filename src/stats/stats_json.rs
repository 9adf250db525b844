//! The trends as the JSON of `trends --json`: field names and order are a contract.

use crate::model::Timestamp;
use crate::stats::{CueTotals, DayStats, PeriodStats, SleepTotals, Spread, TouchTotals, WeekStats};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

impl PeriodStats {
    /// The contract's JSON, whole.
    pub fn to_json(&self) -> Value {
        // Only a map whose keys are no text could fail, and there is none.
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// Written a day at a time, so that ten years need no more memory than their days.
impl Serialize for PeriodStats {
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
        map.serialize_entry("days", &SerializeEach(&self.days, day_to_json))?;
        map.serialize_entry("weeks", &SerializeEach(&self.weeks, week_to_json))?;
        map.end()
    }
}

/// A list whose items become JSON one after another.
struct SerializeEach<'a, T>(&'a [T], fn(&T) -> Value);

impl<T> Serialize for SerializeEach<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(self.1))
    }
}

fn day_to_json(day: &DayStats) -> Value {
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
        "sleep": sleep_to_json(&day.sleep),
        "touch": touch_to_json(&day.touch),
        "cues": cues_to_json(&day.cues),
        "checkins": checkins.collect::<Vec<_>>(),
    })
}

fn sleep_to_json(sum: &SleepTotals) -> Value {
    json!({
        "total_min": sum.total_min,
        "day_min": sum.day_min,
        "night_min": sum.night_min,
        "longest_min": sum.longest_min,
        "bouts": sum.bouts,
        "naps": sum.naps,
        "wakings": sum.wakings,
        "awake_in_night_min": sum.awake_in_night_min,
        "onset": sum.onset.map(Timestamp::format_hm),
        "up": sum.up.map(Timestamp::format_hm),
        "night": sum.night.as_code(),
        "night_recorded": sum.night_recorded(),
        "day_recorded": sum.day_recorded,
        "in_24h_min": sum.in_24h_min(),
        "open": sum.open,
    })
}

fn touch_to_json(sum: &TouchTotals) -> Value {
    json!({
        "times": sum.times,
        "minutes": sum.minutes,
        "not_today": sum.not_today,
        "areas": sum.areas,
    })
}

fn cues_to_json(sum: &CueTotals) -> Value {
    json!({
        "moments": sum.moments,
        "engagement": sum.engagement,
        "disengagement": sum.disengagement,
        "either": sum.either,
        "seen": sum.seen,
        "responses": sum.responses,
    })
}

fn week_to_json(week: &WeekStats) -> Value {
    json!({
        "from": week.from,
        "to": week.to,
        "days": week.days,
        "nights_recorded": week.nights_recorded,
        "night_min": spread_to_json(&week.night_min),
        "day_min": spread_to_json(&week.day_min),
        "longest_min": spread_to_json(&week.longest_min),
        "wakings": spread_to_json(&week.wakings),
        "touch": touch_to_json(&week.touch),
        "cues": cues_to_json(&week.cues),
    })
}

fn spread_to_json(of: &Spread) -> Value {
    let mut map = Map::new();
    let median = of.doubled_median().map(|twice| {
        if twice % 2 == 0 {
            json!(twice / 2)
        } else {
            json!(f64::from(i32::try_from(twice).unwrap_or(i32::MAX)) / 2.0)
        }
    });
    map.insert("median".into(), json!(median));
    map.insert("low".into(), json!(of.min_value()));
    map.insert("high".into(), json!(of.max_value()));
    map.insert("n".into(), json!(of.sample_size()));
    if (1..Spread::MIN_FOR_MEDIAN).contains(&of.sample_size()) {
        map.insert("values".into(), json!(of.values));
    }
    Value::Object(map)
}
