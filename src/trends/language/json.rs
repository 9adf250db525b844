//! The language as the JSON of `cues --json`: field names and order are a contract.

use super::{CueSeen, Language, StateChange};
use crate::words::{List, list};
use serde_json::{Map, Value, json};

impl Language {
    /// The contract's JSON.
    pub fn to_json(&self) -> Value {
        json!({
            "cuebook": 1,
            "cues": self.cues.iter().map(cue).collect::<Vec<_>>(),
            "states": self.states.iter().map(states).collect::<Vec<_>>(),
        })
    }
}

fn cue(cue: &CueSeen) -> Value {
    // The four answers stand there always and in the order offered; a code from elsewhere follows them.
    let mut helped: Map<String, Value> =
        list(List::Helped).iter().map(|answer| (answer.code.clone(), json!(0))).collect();
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

fn states(of: &StateChange) -> Value {
    json!({"before": of.before, "after": of.after, "times": of.times})
}
