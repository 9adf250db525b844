//! The keepsake: moments that the family chose, each with its day, the baby's age then, the words, and who wrote them. No
//! picture, no length of a sleep and nothing of how a carer was. What is private is in it only where its writer ticked it
//! and is the one who writes.

use crate::model::{Details, Entry, Family, Massage, Moment};
use crate::report::kinds::{ChosenMoments, ReportKind};
use crate::report::model::{LineBody, Report, ReportInput, ReportLine, ReportPart, ReportSection};
use crate::report::{header_footer, sanitize_text};
use crate::text::plural::capitalize_first;
use crate::texts::report_kinds as texts;
use crate::vocabulary::{WordList, label_for};

const GROUP: &str = "moments";

/// Whether an entry is one to choose from, whoever looks.
pub(crate) fn is_moment(entry: &Entry) -> bool {
    let has_words = entry.note.as_deref().is_some_and(|words| !words.trim().is_empty());
    match &entry.details {
        _ if entry.sealed_ciphertext().is_some() => false,
        Details::Note(note) => has_words && !note.for_visit,
        Details::Massage(massage) => massage.not_today.is_none(),
        Details::Cue(_) => has_words || entry.moments().iter().any(|moment| !moment.cues.is_empty()),
        Details::Sleep(_) => has_words,
        Details::Checkin(_) => false,
    }
}

/// The moments to choose from, oldest first: the baby's and the family's, and what is private only for its writer.
pub(crate) fn list_moments<'a>(asked: &ReportInput<'a>, chosen: &ChosenMoments<'_>) -> Vec<&'a Entry> {
    let is_shared = |entry: &&Entry| {
        !matches!(&entry.details, Details::Note(note) if note.private) || chosen.writer == Some(entry.carer)
    };
    let ours = asked.entries.iter().filter(|entry| entry.baby.is_none_or(|baby| baby == asked.baby));
    let mut moments: Vec<&Entry> = ours.filter(|entry| is_moment(entry)).filter(is_shared).collect();
    moments.sort_by_key(|entry| (entry.at, entry.id));
    moments
}

pub(crate) fn build_keepsake(asked: &ReportInput<'_>, chosen: &ChosenMoments<'_>) -> Report {
    let moments = list_moments(asked, chosen);
    let ticked = moments.into_iter().filter(|entry| chosen.ticked.contains(&entry.id));
    let mut days: Vec<ReportPart> = Vec::new();
    for moment in ticked.map(|entry| build_moment(asked, entry)) {
        match days.last_mut() {
            // Moments of one day share its heading.
            Some(day) if day.title.body == moment.title.body => day.lines.extend(moment.lines),
            _ => days.push(moment),
        }
    }
    Report {
        kind: ReportKind::Keepsake,
        title: header_footer::build_title(asked),
        reader: Some(ReportLine::fact(GROUP, "for", texts::KEEPSAKE_READER)),
        header: Vec::new(),
        parts: days,
        footer: vec![ReportLine::with_sentence(GROUP, "family", &texts::describe_keepsake(asked.made_on))],
        paper: ReportKind::Keepsake.choose_paper(asked),
        days: (asked.made_on, asked.made_on),
        made_on: asked.made_on,
    }
}

/// Its day and the age then above, who wrote it below.
pub(crate) fn build_moment(asked: &ReportInput<'_>, entry: &Entry) -> ReportPart {
    let on = asked.stats.hours.date_for_instant(entry.at.unix_seconds());
    let age = asked.family.find_baby(asked.baby).and_then(|baby| baby.age_on(on));
    let title = texts::format_moment_title(on, age.map(|age| age.describe_chronological()));
    let words = describe_moment(entry, asked.family);
    let line = |(n, words): (usize, String)| {
        ReportLine::with_sentence(GROUP, format_args!("{}-{n}", entry.id), &words)
    };
    let mut lines: Vec<ReportLine> = (1..).zip(words).map(line).collect();
    let writer = asked.family.find_carer(entry.carer).and_then(|carer| carer.name.as_deref());
    lines.extend(writer.map(|name| {
        let name = LineBody::Signature(sanitize_text(name).into_owned());
        ReportLine::new(GROUP, format_args!("{}-by", entry.id), name)
    }));
    ReportPart {
        section: ReportSection::Moments,
        title: ReportLine::with_sentence(GROUP, entry.id, &title),
        lines,
    }
}

/// What it was in a few words, then what was written of it, a paragraph each.
fn describe_moment(entry: &Entry, family: &Family) -> Vec<String> {
    let cues = list_cues(entry.moments(), family);
    let what = match &entry.details {
        Details::Massage(massage) => Some(describe_touch(massage, &cues)),
        Details::Cue(_) if !cues.is_empty() => Some(capitalize_first(&cues.join(", "))),
        _ => None,
    };
    let note = entry.note.as_deref().unwrap_or_default();
    let written = note.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
    what.into_iter().chain(written).collect()
}

fn describe_touch(massage: &Massage, cues: &[String]) -> String {
    let touch = massage.touch.as_deref().map_or(texts::MASSAGE, |touch| label_for(WordList::Touch, touch));
    let areas: Vec<&str> = massage.areas.iter().map(|code| label_for(WordList::Areas, code)).collect();
    let song = massage.song.as_deref().map(texts::format_song);
    let parts = [areas.join(", "), song.unwrap_or_default(), cues.join(", ")];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    texts::format_touch(&capitalize_first(touch), &parts)
}

/// Every cue once, in the order in which it was seen.
fn list_cues(moments: &[Moment], family: &Family) -> Vec<String> {
    let mut seen = Vec::new();
    for code in moments.iter().flat_map(|moment| &moment.cues) {
        let words = sanitize_text(family.cue_label(code)).into_owned();
        if !seen.contains(&words) {
            seen.push(words);
        }
    }
    seen
}
