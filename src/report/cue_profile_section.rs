//! One baby's language in sentences: what `cuebook cues` prints, and what the screen says of the cue under the cursor.
//!
//! "You saw" and "seemed to": counts beside what was said, every answer in the same voice, nothing concluded. Only what
//! was said is told.

use crate::model::describe::describe_meaning;
use crate::model::time::format_short_date;
use crate::model::{Baby, Family};
use crate::report::sanitize_text;
use crate::stats::{
    CodeCounts, CueProfile, CueProfileQuery, CueSummary, ListenedTime, MonthMeanings, OwnWord, StateChange,
};
use crate::texts::{association_sentences, cue_summaries as texts, describe_entry, figures};
use crate::vocabulary;
use crate::vocabulary::WordList;
use std::cmp::Reverse;

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
    if !language.listened.is_empty() {
        lines.extend([String::new(), texts::LISTENED_HEADING.to_owned()]);
        lines.extend(language.listened.iter().map(|time| describe_listened(time, family)));
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
    let did = list_responses(cue);
    let first = if did.is_empty() {
        texts::describe_seen(&words, &times, &days)
    } else {
        texts::describe_responses(&words, &times, &days, &did.join(", "))
    };
    let state = |code| vocabulary::label_for(WordList::States, code);
    let mut lines = vec![first];
    let alone = cue.outcomes.get(&None).and_then(list_helped_answers);
    lines.extend(alone.map(|helped| texts::describe_helped_alone(&helped)));
    lines.extend(describe_meanings(cue));
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

/// What was done, each with whether it helped: `paused 3 (helped: 1 yes, 1 a bit)`.
fn list_responses(cue: &CueSummary) -> Vec<String> {
    let done = figures::rank_by_count(&cue.responses, |code| code);
    let tell = |(code, times): (&str, i64)| {
        let helped = cue.outcomes.get(&Some(code.to_owned())).and_then(list_helped_answers);
        texts::response_with_outcome(figures::label_response(code), times, helped.as_deref())
    };
    done.into_iter().map(tell).collect()
}

/// So many months are told one by one, the newest.
const MAX_MONTHS: usize = 6;

/// What it seemed to mean, a sentence a month, so that a reading can be seen to grow.
fn describe_meanings(cue: &CueSummary) -> Vec<String> {
    let months: Vec<_> = cue.months.iter().collect();
    if let [(_, only)] = months.as_slice() {
        return vec![texts::describe_meant(&list_meanings(only))];
    }
    let (before, told) = months.split_at(months.len().saturating_sub(MAX_MONTHS));
    let mut lines = Vec::new();
    if let (false, Some(((year, month), _))) = (before.is_empty(), told.first()) {
        let mut earlier = MonthMeanings::default();
        before.iter().for_each(|(_, month)| earlier.add(month));
        lines.push(texts::describe_meant_before(*year, *month, &list_meanings(&earlier)));
    }
    let tell = |((year, month), meanings): &(&(i32, u32), &MonthMeanings)| {
        texts::describe_meant_in(*year, *month, &list_meanings(meanings))
    };
    lines.extend(told.iter().map(tell));
    lines
}

/// In hindsight, as in every list: `wanted a change 6, "hungry" 2`; the family's own words behind ours.
fn list_meanings(of: &MonthMeanings) -> String {
    let codes = figures::rank_by_count(&of.meant, |code| code);
    let ours = codes.iter().map(|(code, n)| format!("{} {n}", describe_meaning(code)));
    let mut own: Vec<&OwnWord> = of.own.values().collect();
    own.sort_by_key(|own| Reverse(own.times));
    let own = own.into_iter().map(|own| format!("{} {}", describe_entry::own_meaning(&own.words), own.times));
    ours.chain(own).collect::<Vec<_>>().join(", ")
}

/// `20 Nov 2026 10:24: baby said stop, and you stopped; what you did: cuddled`.
fn describe_listened(time: &ListenedTime, family: &Family) -> String {
    let about = if time.about { "~" } else { "" };
    let date = format_short_date(time.at.local_date());
    let when = format!("{date} {about}{}", time.at.format_hm());
    figures::format_label(&when, &texts::describe_listened(time, family).join("; "))
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
