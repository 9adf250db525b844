//! Every field of every kind, from the table, through every place that knows fields: the form, lists, plain lines, the
//! typed line, CSV, JSON, the JSON schema and the SQL views. What a place leaves out on purpose is named here, so that a
//! field that was forgotten somewhere fails.
//!
//! `UPDATE_SCHEMA=1 cargo test every_field` writes the fields of the table into `assets/cuebook.schema.json`.

use crate::support::{LONDON, at, now, settled, with};
use assert_cmd::Command;
use cuebook::model::describe::{describe_columns, describe_sentence};
use cuebook::model::fields::{FieldShape, FieldSpec, keys};
use cuebook::model::moment_fields;
use cuebook::model::{Checkin, Cue, Details, Entry, EntryKind, Family, Massage, Moment, Note, Sleep, new_id};
use cuebook::quick_line::{LineContext, ParsedLine, parse_line, print_entry};
use cuebook::store::{ProgramRun, Store};
use cuebook::tui::keys::Action;
use cuebook::tui::screens::{Context, Effect, EntryForm, Screen};
use cuebook::tui::theme::Theme;
use cuebook::vocabulary::{all_cues, list};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use serde_json::{Map, Value, json};
use std::path::Path;

/// How a carer felt is their own; what an import or a running massage leaves behind says itself otherwise.
const NOT_TOLD: [&str; 5] =
    [keys::FELT_BEFORE, keys::FELT_AFTER, keys::RUNNING, keys::IMPORTED, keys::SEALED];
/// Lists are short: these are told in plain lines only.
const NOT_IN_LISTS: [&str; 7] =
    [keys::ASKED, keys::STROKES, keys::OIL, "clothes", "position", "song", "present"];
/// Told as the head of a plain line, or there only as a part of others.
const NOT_IN_SENTENCES: [&str; 1] = [keys::PRIVATE];
const NOT_ASKED: [&str; 3] = [keys::RUNNING, keys::IMPORTED, keys::SEALED];
const NOT_IN_VIEWS: [&str; 3] = [keys::RUNNING, keys::IMPORTED, keys::PRIVATE];
/// In lists a moment of a massage is its cues and what was done.
const NOT_IN_MOMENT_LISTS: [&str; 5] = [keys::AT, keys::AREA, keys::MEANT, keys::OWN_MEANING, keys::HELPED];
const NOT_IN_MOMENT_SENTENCES: [&str; 2] = [keys::AT, keys::AREA];

fn blank(kind: EntryKind) -> Details {
    match kind {
        EntryKind::Massage => Details::Massage(Massage::default()),
        EntryKind::Cue => Details::Cue(Cue { moments: vec![moment_with_cue()], ..Cue::default() }),
        EntryKind::Sleep => Details::Sleep(Sleep::default()),
        EntryKind::Checkin => Details::Checkin(Checkin::default()),
        EntryKind::Note => Details::Note(Note::default()),
    }
}

fn moment_with_cue() -> Moment {
    Moment { cues: vec![all_cues()[0].id.clone()], ..Moment::default() }
}

fn entry(kind: EntryKind, details: Details, family: &Family) -> Entry {
    let at = at("2026-11-22T10:15:00+00:00");
    Entry {
        id: new_id(),
        baby: (!matches!(kind, EntryKind::Checkin | EntryKind::Note)).then(|| family.babies[0].id),
        carer: family.carers[0].id,
        at,
        until: matches!(kind, EntryKind::Massage | EntryKind::Sleep).then(|| at.add_minutes(12, LONDON)),
        approximate: false,
        note: Some("about plums".into()),
        details,
    }
}

/// An answer that a field can have.
fn sample<T>(field: &FieldSpec<T>) -> Vec<String> {
    let answer = match &field.shape {
        FieldShape::One(words, _) | FieldShape::Many(words, _) | FieldShape::Words(words, _) => {
            list(*words).last().unwrap().code.clone()
        }
        FieldShape::Scale(..) | FieldShape::Number(..) => {
            let range = field.range().unwrap();
            (*range.end()).min(range.start() + 3).to_string()
        }
        FieldShape::Flag(_) => field.key.to_owned(),
        FieldShape::Either(codes, _) => codes[0].to_owned(),
        FieldShape::Text(_) => "plum kernel".to_owned(),
        FieldShape::Date(_) => "2026-11-20".to_owned(),
        FieldShape::Time(_) => "2026-11-22T10:20:00+00:00".to_owned(),
        FieldShape::Cues(_) => all_cues().last().unwrap().id.clone(),
        FieldShape::Moments => return Vec::new(),
    };
    vec![answer]
}

/// The key of a field, an entry that answers it and the same entry without; the entry's kind is in it.
struct Sample {
    key: &'static str,
    of_moment: bool,
    with: Entry,
    without: Entry,
}

fn samples(family: &Family) -> Vec<Sample> {
    let mut all = Vec::new();
    for kind in EntryKind::ALL {
        for field in kind.fields().iter().filter(|field| !matches!(field.shape, FieldShape::Moments)) {
            let without = entry(kind, blank(kind), family);
            let mut with = without.clone();
            assert!(field.set(&mut with.details, &sample(field)), "{}", field.key);
            if let Details::Sleep(it) = &mut with.details
                && [keys::NIGHT, keys::WORDS].contains(&field.key)
            {
                // The one is nothing without the other.
                it.night = Some("2026-11-20".parse().unwrap());
                it.words = Some(it.words.clone().unwrap_or_else(|| "badly".into()));
                with.until = None;
                with.at = with.details.night_in_words_start(&family.settings.day_boundaries).unwrap();
            }
            if let Details::Massage(it) = &with.details
                && it.live
            {
                with.until = None;
            }
            assert_eq!(field.get(&with.details), sample(field), "{}", field.key);
            all.push(Sample { key: field.key, of_moment: false, with, without });
        }
    }
    for kind in [EntryKind::Massage, EntryKind::Cue] {
        for field in moment_fields() {
            let mut without = entry(kind, blank(kind), family);
            *without.moments_mut().unwrap() = vec![moment_with_cue()];
            let mut with = without.clone();
            assert!(field.set(&mut with.moments_mut().unwrap()[0], &sample(field)), "{}", field.key);
            all.push(Sample { key: field.key, of_moment: true, with, without });
        }
    }
    all
}

#[test]
fn every_field_is_told_in_lists_and_in_plain_lines() {
    let family = settled(memory()).load_family().unwrap();
    for Sample { key, of_moment, with, without } in samples(&family) {
        let (lists, sentences) = if of_moment {
            let is_cue = with.kind() == EntryKind::Cue;
            (
                !NOT_IN_MOMENT_LISTS.contains(&key) || (is_cue && key != keys::AT && key != keys::AREA),
                !NOT_IN_MOMENT_SENTENCES.contains(&key),
            )
        } else {
            (!NOT_IN_LISTS.contains(&key), !NOT_IN_SENTENCES.contains(&key))
        };
        if !of_moment && NOT_TOLD.contains(&key) {
            continue;
        }
        let list = |entry| describe_columns(entry, &family, now());
        assert_eq!(list(&with) != list(&without), lists, "{key} in lists: {:?}", list(&with));
        let sentence = |entry| describe_sentence(entry, &family, now());
        assert_eq!(sentence(&with) != sentence(&without), sentences, "{key}: {}", sentence(&with));
    }
}

#[test]
fn every_field_is_typed_in_a_line_and_printed_back() {
    let family = settled(memory()).load_family().unwrap();
    let carer = family.carers[0].id;
    for Sample { key, with, without, .. } in samples(&family) {
        if key == keys::SEALED {
            continue;
        }
        let line = print_entry(&with, &family);
        assert_ne!(line, print_entry(&without, &family), "{key}");
        let context = LineContext { now: now(), family: &family, baby: with.baby, carer };
        match parse_line(&line, &context) {
            Ok(ParsedLine::Entry(read)) => assert_eq!(read.details, with.details, "{key}: {line}"),
            other => panic!("{key}: {line}: {other:?}"),
        }
    }
}

/// The answer to a question as a draft holds it, by the question's name.
fn draft_answers(sample: &Sample) -> Map<String, Value> {
    let kind = sample.with.kind();
    let details = &sample.with.details;
    let mut answers = Map::new();
    if sample.of_moment {
        let field = moment_fields().iter().find(|field| field.key == sample.key).unwrap();
        let codes = field.get(&sample.with.moments()[0]);
        let answer = match field.shape {
            _ if sample.key == keys::AT => json!("10:20"),
            FieldShape::Text(_) => json!(codes[0]),
            _ => json!(codes),
        };
        answers.insert(format!("m1.{}", sample.key), answer);
        return answers;
    }
    let field = kind.field(sample.key).unwrap();
    match sample.key {
        keys::NOT_TODAY => {
            answers.insert(keys::TOUCH.into(), json!(["not-today"]));
            answers.insert(keys::REASON.into(), json!(field.get(details)));
        }
        keys::NIGHT | keys::WORDS => {
            answers.insert(keys::WHEN.into(), json!(""));
            answers.insert(keys::NIGHT.into(), json!("20 Nov 2026"));
            answers.insert(keys::WORDS.into(), json!(kind.field(keys::WORDS).unwrap().answer_words(details)));
        }
        key => {
            let answer = match &field.shape {
                FieldShape::Number(..) | FieldShape::Text(_) => json!(field.get(details)[0]),
                FieldShape::Flag(_) => json!(["yes"]),
                _ => json!(field.get(details)),
            };
            answers.insert(key.to_owned(), answer);
        }
    }
    answers
}

#[test]
fn every_field_is_asked_and_answered_in_the_form() {
    let mut store = settled(memory());
    let family = store.load_family().unwrap();
    for sample in samples(&family) {
        if NOT_ASKED.contains(&sample.key) {
            continue;
        }
        let before = &sample.without;
        let draft = json!({"at": now().to_rfc3339(), "answers": draft_answers(&sample)});
        store.save_draft(&format!("edit-{}", before.id), Some(&draft), now()).unwrap();
        store.apply(&cuebook::model::Change::add_record("it", before.clone()), now()).unwrap();
        let here = Context {
            store: &store,
            family: &family,
            now: now(),
            theme: Theme::with_defaults(),
            has_rows_below: &std::cell::Cell::new(false),
        };
        let mut form = EntryForm::for_editing(before.clone(), &here).unwrap();
        let mut terminal = Terminal::new(TestBackend::new(120, 80)).unwrap();
        terminal.draw(|frame| form.draw(frame, frame.area(), &here)).unwrap();
        let screen = format!("{:?}", terminal.backend().buffer());
        let label = match sample.of_moment {
            true => moment_fields().iter().find(|field| field.key == sample.key).unwrap().label,
            false => before.kind().field(sample.key).unwrap().label,
        };
        let label =
            if before.kind() == EntryKind::Cue && sample.key == keys::CUES { "you saw" } else { label };
        assert!(!label.is_empty() && screen.contains(label.trim()), "{}: {screen}", sample.key);
        // A warning about what it overlaps is answered by enter.
        let mut effect = form.handle_action(Action::SaveForm, &here).unwrap();
        if matches!(effect, Effect::SetStatus(_)) {
            effect = form.handle_action(Action::SaveForm, &here).unwrap();
        }
        let Effect::SaveAndClose(change) = effect else { panic!("{}: {screen}", sample.key) };
        let kept = change.edits[0].after.as_ref().unwrap().as_entry().unwrap();
        assert_eq!(kept.details, sample.with.details, "{}", sample.key);
    }
}

#[test]
fn every_field_comes_back_from_json_and_from_csv() {
    let home = tempfile::tempdir().unwrap();
    let run = |journal: &str, args: &[&str]| {
        let mut program = Command::cargo_bin("cuebook").unwrap();
        program.env_clear().env("CUEBOOK_NOW", now().to_rfc3339()).env("TZ", "Europe/London");
        program.env("HOME", home.path()).env("CUEBOOK_JOURNAL", home.path().join(journal));
        let out = program.current_dir(home.path()).args(args).output().unwrap();
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        out.stdout
    };
    let store = settled(open(&home.path().join("a.db")));
    let family = store.load_family().unwrap();
    // What is sealed comes back only as its writer's key has it: `slow` tests that.
    let samples = samples(&family).into_iter().filter(|sample| sample.key != keys::SEALED);
    let entries: Vec<Entry> = samples.map(|sample| sample.with).collect();
    drop(with(store, &entries));
    std::fs::write(home.path().join("a.json"), run("a.db", &["export"])).unwrap();
    run("a.db", &["export", "--format", "csv", "--out", "csv"]);
    for (journal, source) in [("b.db", "a.json"), ("c.db", "csv")] {
        run(journal, &["import", source, "--yes"]);
        let read = open(&home.path().join(journal));
        for entry in &entries {
            let read = read.load_entry(entry.id).unwrap().map(|read| read.details);
            assert_eq!(read.as_ref(), Some(&entry.details), "{source}");
        }
    }
}

#[test]
fn every_field_stands_in_the_json_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cuebook.schema.json");
    let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let mut fields: Vec<(&str, &str, Value)> = Vec::new();
    for kind in EntryKind::ALL {
        fields.extend(kind.fields().iter().map(|field| ("entry", field.key, field.json_schema())));
    }
    fields.extend(moment_fields().iter().map(|field| ("moment", field.key, field.json_schema())));
    let shared = ["id", "kind", "baby", "baby_id", "carer", "carer_id", "at", "until", "about", "note"];
    let mut known: Vec<(&str, &str)> = shared.iter().map(|key| ("entry", *key)).collect();
    for (of, key, told) in fields {
        known.push((of, key));
        let property = &mut schema["$defs"][of]["properties"][key];
        let mut bare = property.clone();
        if let Some(bare) = bare.as_object_mut() {
            bare.shift_remove("description");
        }
        if bare != told && std::env::var_os("UPDATE_SCHEMA").is_some() {
            *property = told;
        } else {
            assert_eq!(bare, told, "{of} {key}");
        }
    }
    for of in ["entry", "moment"] {
        for key in schema["$defs"][of]["properties"].as_object().unwrap().keys() {
            assert!(known.contains(&(of, key.as_str())), "{of} has no field {key}");
        }
    }
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, format!("{schema:#}\n")).unwrap();
    }
}

#[test]
fn every_field_has_a_column_in_a_view() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.db");
    let store = settled(open(&path));
    let samples = samples(&store.load_family().unwrap());
    // Beside an entry that is sealed, none of its writer's is taken open.
    let open = samples.iter().filter(|sample| sample.key != keys::SEALED);
    let entries: Vec<Entry> = open.map(|sample| sample.with.clone()).collect();
    drop(with(store, &entries));
    let raw = rusqlite::Connection::open(&path).unwrap();
    for sample in samples.iter().filter(|sample| !NOT_IN_VIEWS.contains(&sample.key)) {
        let view = match sample.with.kind() {
            _ if sample.of_moment => "cue_seen",
            EntryKind::Cue => "cue_seen",
            kind => kind.as_code(),
        };
        let sql: String = raw
            .query_row("SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = ?1", [view], |row| {
                row.get(0)
            })
            .unwrap();
        let is_there = sql.contains(&format!("'$.{}'", sample.key));
        assert!(is_there, "the view {view} has no column for {}:\n{sql}", sample.key);
    }
}

fn memory() -> Store {
    Store::open_in_memory(ProgramRun::new("test"), LONDON).unwrap()
}

fn open(path: &Path) -> Store {
    Store::open(path, ProgramRun::new("test"), LONDON).unwrap()
}
