//! `history`: every change that was made, newest first.

use crate::cli::commands::list_cmd::pad_to_width;
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::model::describe::sanitize_text;
use crate::model::time::format_short_date;
use crate::texts::cli_history as texts;
use serde_json::json;
use std::fmt::Write;

#[derive(clap::Args)]
pub(crate) struct HistoryArgs {
    /// JSON, for a program
    #[arg(long)]
    json: bool,
}

impl Run for HistoryArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let session = context.open()?;
        let hours = session.family.settings.day_boundaries;
        // As many as the file's numbers can count.
        let most = usize::try_from(i64::MAX).unwrap_or(usize::MAX);
        let mut history = session.store.list_history(most)?;
        // Numbered as they are shown: a gap would tell of changes that whoever asks is shown nothing of.
        for (entry, number) in history.iter_mut().rev().zip(1..) {
            entry.number = number;
        }
        if self.json {
            let rows: Vec<_> = history
                .iter()
                .map(|entry| {
                    json!({
                        "number": entry.number,
                        "when": hours.timestamp_at(entry.made),
                        "title": entry.title,
                        "machine": entry.machine,
                        "edits": entry.edits,
                        "entry": entry.entry,
                        "state": entry.state,
                    })
                })
                .collect();
            return Ok(Output::from_json(&json!({"cuebook": 1, "history": rows})));
        }
        if history.is_empty() {
            return Ok(Output::text(texts::NO_CHANGES));
        }
        let mut out = String::new();
        for entry in history {
            let made = hours.timestamp_at(entry.made);
            let when = format!("{} {}", format_short_date(made.local_date()), made.format_hm());
            let _ = writeln!(
                out,
                "{:>5}  {}  {}  {}  {}",
                entry.number,
                pad_to_width(&when, 17),
                pad_to_width(label_state(&entry.state), 10),
                sanitize_text(&entry.title),
                texts::on_machine(&sanitize_text(&entry.machine))
            );
        }
        Ok(Output::text(out))
    }
}

fn label_state(code: &str) -> &str {
    match code {
        "undone" => texts::UNDONE,
        "dropped" => texts::DROPPED,
        other => other,
    }
}
