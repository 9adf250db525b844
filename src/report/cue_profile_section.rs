//! One baby's language in sentences: what `cuebook cues` prints, and what the screen says of the cue under the cursor.
//!
//! "You saw" and "seemed to": counts beside what was said, every answer in the same voice, nothing concluded. Only what
//! was said is told.

use crate::model::describe::describe_meaning;
use crate::model::{Baby, Family};
use crate::report::sanitize_text;
use crate::stats::{CodeCounts, CueProfile, CueProfileQuery, CueSummary, StateChange};
use crate::texts::{association_sentences, cue_summaries as texts, figures};
use crate::vocabulary;
use crate::vocabulary::WordList;

/// The language in plain lines: a heading, a few lines for every cue, then the states before and after.
pub fn render_cue_profile(language: &CueProfile, family: &Family, asked: &CueProfileQuery) -> String {
    let baby = family.find_baby(asked.baby).cloned();
    let baby = baby.unwrap_or_else(|| Baby::new_unnamed(asked.baby));
    let mut lines = vec![figures::format_label(
        &texts::format_profile_title(baby.display_name()),
        &texts::describe_period(asked.from, asked.to),
    )];
    if language.cues.is_empty() {
        let limited = asked.from.is_some() || asked.to.is_some();
        lines.push(if limited { texts::NO_CUES_THESE_DAYS } else { texts::NO_CUES }.to_owned());
    }
    for cue in &language.cues {
        lines.push(String::new());
        lines.extend(describe_cue_summary(cue));
    }
    if !language.states.is_empty() {
        lines.extend([String::new(), texts::STATES_HEADING.to_owned()]);
        lines.extend(language.states.iter().map(describe_state_change));
    }
    let mut text = String::new();
    for line in lines {
        text += &sanitize_text(&line);
        text.push('\n');
    }
    text
}

/// What was written of one cue: first how often, what was done and whether it helped; then what it seemed to mean, with
/// which area it came, and how the baby was.
pub(crate) fn describe_cue_summary(cue: &CueSummary) -> Vec<String> {
    // Quotes within quotes would leave a reader to find the pairs.
    let words = cue.words.replace('"', "'");
    let times = figures::format_times(cue.times);
    let days = texts::format_cue_dates(cue.first, cue.last);
    let did = figures::rank_by_count(&cue.responses, figures::label_response);
    let mut first = if did.is_empty() {
        texts::describe_seen(&words, &times, &days)
    } else {
        texts::describe_responses(&words, &times, &days, &figures::list_counts(&did, did.len()))
    };
    if let Some(helped) = list_helped_answers(&cue.helped) {
        first = format!("{first} {}", texts::describe_helped(&helped));
    }
    let state = |code| vocabulary::label_for(WordList::States, code);
    let mut lines = vec![first];
    lines.extend(list_meanings(&cue.meant).map(|meant| texts::describe_meant(&meant)));
    lines
        .extend(list_code_counts(&cue.areas, figures::label_area).map(|areas| texts::describe_areas(&areas)));
    lines.extend(list_code_counts(&cue.states, state).map(|states| texts::describe_states(&states)));
    lines.iter().map(|line| sanitize_text(line).into_owned()).collect()
}

/// `calm and awake, then drowsy: 4 times`.
fn describe_state_change(pair: &StateChange) -> String {
    let state = |code| vocabulary::label_for(WordList::States, code);
    let (before, after) = (state(&pair.before), state(&pair.after));
    let change = association_sentences::format_state_change(before, after);
    figures::format_label(&change, &figures::format_times(pair.times))
}

fn list_code_counts<'a>(counts: &'a CodeCounts, say: impl Fn(&'a str) -> &'a str) -> Option<String> {
    let all = figures::rank_by_count(counts, say);
    (!all.is_empty()).then(|| figures::list_counts(&all, all.len()))
}

/// In hindsight, as in every list: `wanted a change 6, not sure 1`.
fn list_meanings(counts: &CodeCounts) -> Option<String> {
    let codes = figures::rank_by_count(counts, |code| code);
    let each = codes.iter().map(|(code, n)| format!("{} {n}", describe_meaning(code)));
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| each.join(", "))
}

/// `6 yes, 1 a bit, 2 not sure`: in the order in which the answers are offered, whatever their number.
fn list_helped_answers(counts: &CodeCounts) -> Option<String> {
    let offered = vocabulary::list(WordList::Helped).iter().map(|it| it.code.as_str());
    let ours: Vec<&str> = offered.collect();
    let others = counts.keys().map(String::as_str);
    let all = ours.iter().copied();
    let each: Vec<String> = all
        .chain(others.filter(|code| !ours.contains(code)))
        .filter_map(|code| Some((code, counts.get(code)?)))
        .map(|(code, n)| format!("{n} {}", vocabulary::label_for(WordList::Helped, code)))
        .collect();
    (!each.is_empty()).then(|| each.join(", "))
}
