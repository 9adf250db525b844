//! An entry as a line, with full dates, that reads back as the same entry.
//!
//! Codes no list knows are printed in quotes as they are, so that nothing kept is hidden; those do not read back.

use crate::model::fields::{FieldShape, FieldSpec, LineForm, keys};
use crate::model::moment_fields;
use crate::model::{Checkin, Cue, CueDirection, Details, Entry, Family, Massage, Moment, Note, Sleep};
use crate::quick_line::match_terms::{Grammar, find_cue_code_among, find_renamed_stroke};
use crate::quick_line::tokens::{normalize_typed, quote_words};
use crate::quick_line::{cue_line, massage_line, note_line, resolve_time};
use crate::texts::typed_line;
use crate::vocabulary;
use crate::vocabulary::WordList;

pub fn print_entry(entry: &Entry, family: &Family) -> String {
    let hours = &family.settings.day_boundaries;
    let rough = if entry.approximate { "~" } else { "" };
    let time = format!("{rough}{}", resolve_time::print_time_range(entry.at, entry.until, hours));
    let said = entry.note.as_deref();
    let mut line = match &entry.details {
        Details::Note(it) => return print_note(it, &time, said.unwrap_or_default()),
        Details::Massage(it) => print_massage(&entry.details, it, &time, family),
        Details::Cue(it) => print_cue(&entry.details, it, &time, family),
        Details::Sleep(it) => print_sleep(it, entry, &time),
        Details::Checkin(it) => print_checkin(&entry.details, it, &time),
    };
    if let Some(said) = said {
        line.push_str("; note ");
        line.push_str(said);
    }
    line
}

fn print_note(it: &Note, time: &str, said: &str) -> String {
    let folded = normalize_typed(said);
    let marks = [
        (it.private, note_line::PRIVATE_MARK),
        (it.for_visit, note_line::VISIT_MARK),
        (it.was_asked, note_line::ASKED_MARK),
    ];
    let mut line = typed_line::note_line(time, "", said);
    if marks.iter().all(|(is, _)| !is) && marks.iter().any(|(_, mark)| folded.ends_with(mark)) {
        return typed_line::note_line(time, note_line::VERBATIM_MARK, said);
    }
    for (_, mark) in marks.iter().filter(|(is, _)| *is) {
        line.push(' ');
        line.push_str(mark);
    }
    line
}

/// A code in the first of its forms that finds it again.
fn find_standalone_form(list: WordList, code: &str) -> String {
    find_first_form(list, code, |word| [&word.short, &word.words, &word.code])
}

/// The same behind a word that says which answer it is, where our own words read best: `sure mostly`.
fn find_keyword_form(list: WordList, code: &str) -> String {
    find_first_form(list, code, |word| [&word.words, &word.short, &word.code])
}

fn find_first_form(
    list: WordList,
    code: &str,
    forms: impl Fn(&vocabulary::ListWord) -> [&String; 3],
) -> String {
    let found = vocabulary::find_word(list, code).and_then(|word| {
        forms(word).into_iter().find(|form| {
            has_no_reserved_signs(form)
                && vocabulary::find_typed_word(list, &normalize_typed(form)).is_some_and(|w| w.code == code)
        })
    });
    found.map_or_else(|| quote_words(code), Clone::clone)
}

/// A stroke in the first of its forms that the family did not give to another.
fn find_stroke_form(code: &str, family: &Family) -> String {
    let is_free = |form: &&String| {
        has_no_reserved_signs(form) && find_renamed_stroke(form, family).is_none_or(|found| found == code)
    };
    let found = vocabulary::find_word(WordList::Strokes, code).and_then(|word| {
        let finds = |form: &&String| {
            vocabulary::find_typed_word(WordList::Strokes, form).is_some_and(|w| w.code == code)
        };
        [&word.short, &word.words, &word.code].into_iter().find(|form| is_free(form) && finds(form))
    });
    found.map_or_else(|| quote_words(code), Clone::clone)
}

/// A code on its own where that can only be read one way, else after the word that says which answer it is.
fn print_answer(grammar: &Grammar, key: &str, list: WordList, code: &str) -> String {
    let form = find_standalone_form(list, code);
    match grammar.find_answers(&form).as_slice() {
        [(of, found)] if *of == list && found == code => form,
        _ => format!("{key} {}", find_keyword_form(list, code)),
    }
}

/// No character in it means anything to a line.
fn has_no_reserved_signs(form: &str) -> bool {
    !form.contains([',', ';', '"', '(', ')', '\u{201c}', '\u{201d}'])
}

fn find_cue_form(code: &str, family: &Family) -> String {
    let own = &family.custom_cues;
    let finds = |form: &str| find_cue_code_among(form, own).as_deref() == Some(code);
    if let Some(cue) = own.iter().find(|cue| cue.code == code) {
        let form = if finds(&cue.words) { &cue.words } else { &cue.code };
        return quote_words(form);
    }
    let ours = vocabulary::find_cue_by_id(code).and_then(|cue| {
        [&cue.short, &cue.id, &cue.words]
            .into_iter()
            .find(|form| has_no_reserved_signs(form) && finds(form))
            .cloned()
    });
    ours.unwrap_or_else(|| quote_words(code))
}

/// The answers that print as the rows of their fields say, and those that `own` prints.
fn print_fields(details: &Details, own: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let fields = details.kind().fields().iter();
    fields
        .flat_map(|field| own(field.key).map_or_else(|| print_field(field, details), |own| vec![own]))
        .collect()
}

fn print_field<T>(field: &FieldSpec<T>, of: &T) -> Vec<String> {
    let keyword = field.keyword;
    let print = |answer: &String| match (&field.shape, field.word_list(), field.line_form) {
        (_, _, LineForm::Elsewhere) => None,
        (FieldShape::Either(..), ..) => Some(answer.clone()),
        (FieldShape::Flag(_), ..) => Some(keyword.to_owned()),
        (_, Some(list), LineForm::Standalone) => Some(find_standalone_form(list, answer)),
        (_, Some(list), LineForm::Keyword) => Some(format!("{keyword} {}", find_keyword_form(list, answer))),
        (FieldShape::Text(_), ..) if answer != "none" => Some(format!("{keyword} {}", quote_words(answer))),
        _ => Some(format!("{keyword} {answer}")),
    };
    field.get(of).iter().filter_map(print).collect()
}

fn print_massage(details: &Details, it: &Massage, time: &str, family: &Family) -> String {
    let grammar = if it.moments.is_empty() {
        &massage_line::MASSAGE_HEAD_GRAMMAR
    } else {
        &massage_line::MASSAGE_LATER_GRAMMAR
    };
    let mut parts = Vec::new();
    parts.push(match &it.not_today {
        Some(reason) => typed_line::not_today_line(time, &find_standalone_form(WordList::Reasons, reason)),
        None => format!("massage {time}"),
    });
    let mut touched: Vec<String> =
        it.areas.iter().map(|code| find_standalone_form(WordList::Areas, code)).collect();
    touched.extend(it.strokes.iter().map(|code| find_stroke_form(code, family)));
    if !touched.is_empty() {
        parts.push(touched.join(", "));
    }
    let felt = |n: u8| find_standalone_form(WordList::Felt, &n.to_string());
    parts.extend(print_fields(details, |key| match key {
        keys::FELT_BEFORE => Some(format!("felt {} before", felt(it.felt_before?))),
        keys::FELT_AFTER => Some(format!("felt {} after", felt(it.felt_after?))),
        _ => None,
    }));
    for moment in &it.moments {
        parts.push(print_moment(moment, family));
        parts.extend(print_answers(moment, &massage_line::MASSAGE_LATER_GRAMMAR));
    }
    parts.extend(it.ended.iter().map(|code| print_answer(grammar, keys::ENDED, WordList::Ended, code)));
    parts.join("; ")
}

/// A moment with the word, time or sign that opens it.
fn print_moment(moment: &Moment, family: &Family) -> String {
    let mut words = Vec::new();
    match moment.at {
        Some(at) => words.push(format!(
            "at {}",
            resolve_time::print_time_range(at, None, &family.settings.day_boundaries)
        )),
        None if moment.cues.is_empty() => words.push("moment".to_owned()),
        None => {}
    }
    words.extend(moment.area.iter().map(|area| find_standalone_form(WordList::Areas, area)));
    words.extend(moment.cues.iter().map(|code| {
        let sign = match family.cue_direction(code) {
            Some(CueDirection::Disengagement) => '-',
            _ => '+',
        };
        format!("{sign}{}", find_cue_form(code, family))
    }));
    words.join(" ")
}

fn print_answers(moment: &Moment, grammar: &Grammar) -> Vec<String> {
    let print = |field: &FieldSpec<Moment>| {
        let answers: Vec<String> = match (field.word_list(), field.line_form) {
            (Some(list), LineForm::Keyword) => {
                let answers = field.get(moment).into_iter();
                answers.map(|code| print_answer(grammar, field.keyword, list, &code)).collect()
            }
            _ => print_field(field, moment),
        };
        (!answers.is_empty()).then(|| answers.join(", "))
    };
    moment_fields().iter().filter_map(print).collect()
}

fn print_cue(details: &Details, it: &Cue, time: &str, family: &Family) -> String {
    let mut parts = vec![format!("cue {time}")];
    for (n, moment) in it.moments.iter().enumerate() {
        if n == 0 && moment.at.is_none() && moment.area.is_none() && !moment.cues.is_empty() {
            let cues: Vec<String> = moment.cues.iter().map(|code| find_cue_form(code, family)).collect();
            parts[0] = format!("cue {time} {}", cues.join(", "));
        } else {
            let opened = print_moment(moment, family);
            let opened = opened.strip_prefix("moment").unwrap_or(&opened);
            parts.push(format!("moment {}", opened.trim_start()).trim_end().to_owned());
        }
        parts.extend(print_answers(moment, &cue_line::CUE_LATER_GRAMMAR));
    }
    parts.extend(print_fields(details, |_| None));
    parts.join("; ")
}

fn print_sleep(it: &Sleep, entry: &Entry, time: &str) -> String {
    let mut parts = Vec::new();
    let said = it.words.as_ref().map(|said| match vocabulary::find_word(WordList::Night, said) {
        Some(_) => find_standalone_form(WordList::Night, said),
        None => quote_words(said),
    });
    match it.night {
        Some(night) => {
            let rough = if entry.approximate { "about" } else { "on" };
            parts.push(typed_line::night_line(&said.unwrap_or_default(), rough, &night.to_string()));
        }
        None => {
            let verb = if entry.until.is_some() { "slept" } else { "sleep" };
            parts.push(format!("{verb} {time}"));
            parts.extend(said);
        }
    }
    parts.extend(print_fields(&entry.details, |key| match key {
        keys::WAKINGS => {
            it.wakings.map(|n| if n == 1 { "woke once".to_owned() } else { format!("woke {n} times") })
        }
        _ => None,
    }));
    parts.join(", ")
}

fn print_checkin(details: &Details, it: &Checkin, time: &str) -> String {
    let mut parts = vec![format!("checkin {time}")];
    parts.extend(print_fields(details, |key| match key {
        keys::FELT => it.felt.map(|n| find_keyword_form(WordList::Felt, &n.to_string())),
        _ => None,
    }));
    parts.join(", ")
}
