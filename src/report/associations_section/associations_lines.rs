//! What went with what as plain lines: every value in figures and words.

use crate::report::associations_section::{AssociationParagraph, ValueSeries};
use crate::stats::MeasureUnit;
use crate::text::plural;
use crate::texts::figures;
use crate::texts::figures::Length;

/// The paragraphs as plain lines: every value in words and figures.
pub(crate) fn render_plain_lines(told: &[AssociationParagraph]) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in told {
        match paragraph {
            AssociationParagraph::Heading(text) => {
                lines.push(String::new());
                lines.push(text.clone());
            }
            AssociationParagraph::Sentence(text) => lines.push(text.clone()),
            AssociationParagraph::Values(it) => {
                let label = format!("{} ({})", plural::capitalize_first(&it.label), it.values.len());
                lines.push(figures::format_label(&label, &list_values(it)));
            }
            AssociationParagraph::Count { label, n, detail } => {
                let mut parts = vec![figures::format_times(*n)];
                if !detail.is_empty() {
                    parts = vec![plural::format_count(*n, "moment", "moments")];
                    parts.extend(detail.iter().cloned());
                }
                lines.push(figures::format_label(&plural::capitalize_first(label), &parts.join("; ")));
            }
        }
    }
    lines
}

/// Every value, the lowest first: lengths one by one, the rest as how often each came.
fn list_values(of: &ValueSeries) -> String {
    let mut values = of.values.clone();
    values.sort_unstable();
    let told: Vec<String> = if of.unit == MeasureUnit::Minutes {
        values.iter().map(|n| format!("{}h{:02}", n / 60, n % 60)).collect()
    } else {
        let same = values.chunk_by(|a, b| a == b);
        same.map(|same| {
            format!(
                "{}, {}",
                figures::format_value(same[0], of.unit, Length::Full),
                format_occasions(same.len(), of.unit)
            )
        })
        .collect()
    };
    match told.is_empty() {
        true => "none".to_owned(),
        false => told.join(if of.unit == MeasureUnit::Minutes { ", " } else { "; " }),
    }
}

/// `on 4 nights`, `4 times`.
fn format_occasions(n: usize, unit: MeasureUnit) -> String {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    match unit {
        MeasureUnit::Times => format!("on {}", plural::format_count(n, "night", "nights")),
        _ => figures::format_times(n),
    }
}
