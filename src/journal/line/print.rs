//! An entry as a line, with full dates, that reads back as the same entry.
//!
//! Codes no list knows are printed in quotes as they are, so that nothing kept is hidden; those do not read back.

use super::pieces::{fold, quoted};
use super::words::{Grammar, cue_among, own_stroke};
use super::{cue, massage, note, when};
use crate::journal::{Checkin, Cue, Entry, Family, Massage, Moment, Note, Points, Sleep, What};
use crate::words::{self, List};

pub fn print(entry: &Entry, family: &Family) -> String {
    let hours = &family.settings.hours;
    let rough = if entry.about { "~" } else { "" };
    let time = format!("{rough}{}", when::print(entry.at, entry.until, hours));
    let said = entry.note.as_deref();
    let mut line = match &entry.what {
        What::Note(it) => return print_note(it, &time, said.unwrap_or_default()),
        What::Massage(it) => print_massage(it, &time, family),
        What::Cue(it) => print_cue(it, &time, family),
        What::Sleep(it) => print_sleep(it, entry, &time),
        What::Checkin(it) => print_checkin(it, &time),
    };
    if let Some(said) = said {
        line.push_str("; note ");
        line.push_str(said);
    }
    line
}

fn print_note(it: &Note, time: &str, said: &str) -> String {
    let folded = fold(said);
    let marks = [(it.private, note::PRIVATE), (it.for_visit, note::VISIT)];
    let mut line = format!("note at {time}: {said}");
    if marks.iter().all(|(is, _)| !is) && marks.iter().any(|(_, mark)| folded.ends_with(mark)) {
        return format!("note at {time} {}: {said}", note::VERBATIM);
    }
    for (_, mark) in marks.iter().filter(|(is, _)| *is) {
        line.push(' ');
        line.push_str(mark);
    }
    line
}

/// A code in the first of its forms that finds it again.
fn form(list: List, code: &str) -> String {
    first_of(list, code, |word| [&word.short, &word.words, &word.code])
}

/// The same behind a word that says which answer it is, where our own words read best: `sure mostly`.
fn keyed_form(list: List, code: &str) -> String {
    first_of(list, code, |word| [&word.words, &word.short, &word.code])
}

fn first_of(list: List, code: &str, forms: impl Fn(&words::Word) -> [&String; 3]) -> String {
    let found = words::word(list, code).and_then(|word| {
        forms(word)
            .into_iter()
            .find(|form| plain(form) && words::find(list, &fold(form)).is_some_and(|w| w.code == code))
    });
    found.map_or_else(|| quoted(code), Clone::clone)
}

/// A stroke in the first of its forms that the family did not give to another.
fn stroke_form(code: &str, family: &Family) -> String {
    let is_free = |form: &&String| plain(form) && own_stroke(form, family).is_none_or(|found| found == code);
    let found = words::word(List::Strokes, code).and_then(|word| {
        let finds = |form: &&String| words::find(List::Strokes, form).is_some_and(|w| w.code == code);
        [&word.short, &word.words, &word.code].into_iter().find(|form| is_free(form) && finds(form))
    });
    found.map_or_else(|| quoted(code), Clone::clone)
}

/// A code on its own where that can only be read one way, else after the word that says which answer it is.
fn alone(grammar: &Grammar, key: &str, list: List, code: &str) -> String {
    let form = form(list, code);
    match grammar.answers(&form).as_slice() {
        [(of, found)] if *of == list && found == code => form,
        _ => format!("{key} {}", keyed_form(list, code)),
    }
}

/// No character in it means anything to a line.
fn plain(form: &str) -> bool {
    !form.contains([',', ';', '"', '(', ')', '\u{201c}', '\u{201d}'])
}

fn cue_form(code: &str, family: &Family) -> String {
    let own = &family.own_cues;
    let finds = |form: &str| cue_among(form, own).as_deref() == Some(code);
    if let Some(cue) = own.iter().find(|cue| cue.code == code) {
        let form = if finds(&cue.words) { &cue.words } else { &cue.code };
        return quoted(form);
    }
    let ours = words::cue(code).and_then(|cue| {
        [&cue.short, &cue.id, &cue.words].into_iter().find(|form| plain(form) && finds(form)).cloned()
    });
    ours.unwrap_or_else(|| quoted(code))
}

fn print_massage(it: &Massage, time: &str, family: &Family) -> String {
    let grammar = if it.moments.is_empty() { &massage::HEAD } else { &massage::LATER };
    let mut parts = Vec::new();
    let head = match &it.not_today {
        Some(reason) => format!("not today {time}, {}", form(List::Reasons, reason)),
        None => format!("massage {time}"),
    };
    parts.push(head);
    let mut touched: Vec<String> = it.areas.iter().map(|code| form(List::Areas, code)).collect();
    touched.extend(it.strokes.iter().map(|code| stroke_form(code, family)));
    if !touched.is_empty() {
        parts.push(touched.join(", "));
    }
    let mut keyed = |key: &str, list, code: &Option<String>| {
        parts.extend(code.iter().map(|code| format!("{key} {}", keyed_form(list, code))));
    };
    keyed("touch", List::Touch, &it.touch);
    keyed("asked", List::Asked, &it.asked);
    keyed("before", List::States, &it.before);
    keyed("after", List::States, &it.after);
    if let Some(oil) = &it.oil {
        parts.push(if oil == "none" { "oil none".to_owned() } else { format!("oil {}", quoted(oil)) });
    }
    let felt =
        |n: &Option<u8>, end: &str| n.map(|n| format!("felt {} {end}", form(List::Felt, &n.to_string())));
    parts.extend(felt(&it.felt_before, "before"));
    parts.extend(felt(&it.felt_after, "after"));
    if it.live {
        parts.push("running".to_owned());
    }
    for moment in &it.moments {
        parts.push(print_moment(moment, family));
        parts.extend(answers(moment, &massage::LATER));
    }
    parts.extend(it.ended.iter().map(|code| alone(grammar, "ended", List::Ended, code)));
    parts.join("; ")
}

/// A moment with the word, time or sign that opens it.
fn print_moment(moment: &Moment, family: &Family) -> String {
    let mut words = Vec::new();
    match moment.at {
        Some(at) => words.push(format!("at {}", when::print(at, None, &family.settings.hours))),
        None if moment.cues.is_empty() => words.push("moment".to_owned()),
        None => {}
    }
    words.extend(moment.area.iter().map(|area| form(List::Areas, area)));
    words.extend(moment.cues.iter().map(|code| {
        let sign = match family.points(code) {
            Some(Points::Disengagement) => '-',
            _ => '+',
        };
        format!("{sign}{}", cue_form(code, family))
    }));
    words.join(" ")
}

fn answers(moment: &Moment, grammar: &Grammar) -> Vec<String> {
    let one = |key: &str, list: List, code: &String| alone(grammar, key, list, code);
    let meant = moment.meant.iter().map(|code| one("meant", List::Meant, code));
    let did: Vec<String> = moment.did.iter().map(|code| one("did", List::Responses, code)).collect();
    let helped = moment.helped.iter().map(|code| one("helped", List::Helped, code));
    let did = (!did.is_empty()).then(|| did.join(", "));
    meant.chain(did).chain(helped).collect()
}

fn print_cue(it: &Cue, time: &str, family: &Family) -> String {
    let mut parts = vec![format!("cue {time}")];
    for (n, moment) in it.moments.iter().enumerate() {
        if n == 0 && moment.at.is_none() && moment.area.is_none() && !moment.cues.is_empty() {
            let cues: Vec<String> = moment.cues.iter().map(|code| cue_form(code, family)).collect();
            parts[0] = format!("cue {time} {}", cues.join(", "));
        } else {
            let opened = print_moment(moment, family);
            let opened = opened.strip_prefix("moment").unwrap_or(&opened);
            parts.push(format!("moment {}", opened.trim_start()).trim_end().to_owned());
        }
        parts.extend(answers(moment, &cue::LATER));
    }
    parts.extend(it.state.iter().map(|code| format!("state {}", keyed_form(List::States, code))));
    parts.extend(it.doing.iter().map(|code| format!("while {}", keyed_form(List::Doing, code))));
    parts.join("; ")
}

fn print_sleep(it: &Sleep, entry: &Entry, time: &str) -> String {
    let mut parts = Vec::new();
    let said = it.words.as_ref().map(|said| match words::word(List::Night, said) {
        Some(_) => form(List::Night, said),
        None => quoted(said),
    });
    match it.night {
        Some(night) => {
            let rough = if entry.about { "about" } else { "on" };
            parts.push(format!("slept {} {rough} {night}", said.unwrap_or_default()));
        }
        None => {
            let verb = if entry.until.is_some() { "slept" } else { "sleep" };
            parts.push(format!("{verb} {time}"));
            parts.extend(said);
        }
    }
    parts.extend(it.settled.iter().map(|code| form(List::Settled, code)));
    parts.extend(it.wakings.map(|n| match n {
        1 => "woke once".to_owned(),
        n => format!("woke {n} times"),
    }));
    parts.extend(it.nap.map(|nap| if nap { "nap" } else { "night" }.to_owned()));
    if it.imported {
        parts.push("imported".to_owned());
    }
    parts.join(", ")
}

fn print_checkin(it: &Checkin, time: &str) -> String {
    let number = |list, n: u8| keyed_form(list, &n.to_string());
    let mut parts = vec![format!("checkin {time}")];
    parts.extend(it.felt.map(|n| number(List::Felt, n)));
    parts.extend(it.energy.map(|n| format!("energy {}", number(List::Energy, n))));
    parts.extend(it.feelings.iter().map(|code| form(List::Feelings, code)));
    parts.extend(it.sure.map(|n| format!("sure {}", number(List::Sure, n))));
    parts.extend(it.company.map(|n| format!("company {}", number(List::Company, n))));
    parts.join(", ")
}
