//! What went with what as plain lines: every value in figures and words.

use super::{Paragraph, Unit, Values, said};

/// The paragraphs as plain lines: every value in words and figures.
pub(crate) fn lines(told: &[Paragraph]) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in told {
        match paragraph {
            Paragraph::Head(text) => {
                lines.push(String::new());
                lines.push(text.clone());
            }
            Paragraph::Say(text) => lines.push(text.clone()),
            Paragraph::Values(it) => {
                let label = format!("{} ({})", capital(&it.label), it.values.len());
                lines.push(said::pair(&label, &each(it)));
            }
            Paragraph::Count { label, n, detail } => {
                let mut parts = vec![said::times(*n)];
                if !detail.is_empty() {
                    parts = vec![said::many(*n, "moment", "moments")];
                    parts.extend(detail.iter().cloned());
                }
                lines.push(said::pair(&capital(label), &parts.join("; ")));
            }
        }
    }
    lines
}

/// Every value, the lowest first: lengths one by one, the rest as how often each came.
fn each(of: &Values) -> String {
    let mut values = of.values.clone();
    values.sort_unstable();
    let told: Vec<String> = if of.unit == Unit::Minutes {
        values.iter().map(|n| format!("{}h{:02}", n / 60, n % 60)).collect()
    } else {
        let same = values.chunk_by(|a, b| a == b);
        same.map(|same| format!("{}, {}", of.unit.say(same[0]), on(same.len(), of.unit))).collect()
    };
    match told.is_empty() {
        true => "none".to_owned(),
        false => told.join(if of.unit == Unit::Minutes { ", " } else { "; " }),
    }
}

/// `on 4 nights`, `4 times`.
fn on(n: usize, unit: Unit) -> String {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    match unit {
        Unit::Times => format!("on {}", said::many(n, "night", "nights")),
        _ => said::times(n),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
