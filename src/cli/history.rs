//! `history`: every change that was made, newest first.

use super::answer::{Answer, Stop};
use super::list::padded;
use super::place::Place;
use crate::journal::tell::plain;
use crate::journal::time::short_date;
use serde_json::json;
use std::fmt::Write;

/// How to print it.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// JSON, for a program
    #[arg(long)]
    json: bool,
}

/// The history of a journal.
pub(crate) fn run(asked: &Asked, place: &Place) -> Result<Answer, Stop> {
    let desk = place.existing()?;
    let hours = desk.family.settings.hours;
    // As many as the file's numbers can count.
    let most = usize::try_from(i64::MAX).unwrap_or(usize::MAX);
    let history = desk.store.history(most)?;
    if asked.json {
        let rows: Vec<_> = history
            .iter()
            .map(|past| {
                json!({
                    "number": past.number,
                    "when": hours.at(past.made),
                    "title": past.title,
                    "machine": past.machine,
                    "edits": past.edits,
                    "state": past.state,
                })
            })
            .collect();
        return Ok(Answer::json(&json!({"cuebook": 1, "history": rows})));
    }
    if history.is_empty() {
        return Ok(Answer::text(NONE));
    }
    let mut out = String::new();
    for past in history {
        let made = hours.at(past.made);
        let when = format!("{} {}", short_date(made.date()), made.hm());
        let _ = writeln!(
            out,
            "{:>5}  {}  {}  {}  (on {})",
            past.number,
            padded(&when, 17),
            padded(state(&past.state), 10),
            plain(&past.title),
            plain(&past.machine)
        );
    }
    Ok(Answer::text(out))
}

fn state(code: &str) -> &str {
    match code {
        "undone" => "taken back",
        "dropped" => "let go",
        other => other,
    }
}

const NONE: &str = "Nothing was changed yet.";
