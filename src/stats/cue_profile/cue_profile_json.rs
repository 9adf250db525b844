//! The language as the JSON of `cues --json`: field names and order are a contract.

use crate::stats::cue_profile::month_meanings::MonthMeanings;
use crate::stats::cue_profile::{CueProfile, CueSummary, StateChange};
use crate::vocabulary::{WordList, list};
use serde_json::{Map, Value, json};

impl CueProfile {
    /// The contract's JSON.
    pub fn to_json(&self) -> Value {
        json!({
            "cuebook": 1,
            "cues": self.cues.iter().map(cue_to_json).collect::<Vec<_>>(),
            "states": self.states.iter().map(state_change_to_json).collect::<Vec<_>>(),
        })
    }
}

fn cue_to_json(cue: &CueSummary) -> Value {
    // The four answers stand there always and in the order offered; a code from elsewhere follows them.
    let mut helped: Map<String, Value> =
        list(WordList::Helped).iter().map(|answer| (answer.code.clone(), json!(0))).collect();
    let given = cue.helped.iter().map(|(code, n)| (code.clone(), json!(n)));
    helped.extend(given);
    let mut told = json!({
        "id": cue.id,
        "words": cue.words,
        "times": cue.times,
        "first": cue.first,
        "last": cue.last,
        "states": cue.states,
        "areas": cue.areas,
        "meant": cue.meant,
        "responses": cue.responses,
        "helped": helped,
    });
    // What no family of an earlier version wrote stands there only when it was written.
    let mut own = MonthMeanings::default();
    cue.months.values().for_each(|month| own.add(month));
    if !own.own.is_empty() {
        let words = own.own.values().map(|own| (own.words.clone(), json!(own.times)));
        told["own_meanings"] = Value::Object(words.collect());
    }
    told
}

fn state_change_to_json(of: &StateChange) -> Value {
    json!({"before": of.before, "after": of.after, "times": of.times})
}
