//! The language as the JSON of `cues --json`: field names and order are a contract.

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
    json!({
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
    })
}

fn state_change_to_json(of: &StateChange) -> Value {
    json!({"before": of.before, "after": of.after, "times": of.times})
}
