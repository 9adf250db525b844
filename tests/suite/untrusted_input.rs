//! A journal full of hostile text - names, notes, own cues, stroke names, numbers, codes that no version knows - and every
//! way it is shown: nothing of it steers a terminal or turns a line, and nothing of it is hidden without a sign.

use crate::support::{LONDON, Program, TestApp, at, now, open, open_in_memory, settled};
use cuebook::model::describe::sanitize_text;
use cuebook::model::{
    Baby, Carer, Change, Checkin, CoverageMark, Cue, CueDirection, CustomCue, DayPart, Details, Edit, Entry,
    Massage, Moment, Note, Record, Setting, Sleep, new_id,
};
use cuebook::store::{ProgramRun, Store};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Output;

mod dependencies;
mod fuzz_corpus;
mod untrusted_files;

/// Control, direction and invisible characters, each between two `q`: where one is left out without a sign, `qq` stands.
const TRICKS: [char; 14] = [
    '\u{1b}',
    '\u{7}',
    '\u{8}',
    '\u{7f}',
    '\u{9b}',
    '\u{9d}',
    '\u{202e}',
    '\u{2066}',
    '\u{200b}',
    '\u{200f}',
    '\u{ad}',
    '\u{feff}',
    '\u{2060}',
    '\u{1d173}',
];

fn hostile(name: &str) -> String {
    TRICKS.iter().fold(format!("{name}q"), |mut all, trick| {
        all.extend([*trick, 'q']);
        all
    })
}

/// What a terminal could take for more than a letter.
fn is_trick(c: char) -> bool {
    (c.is_control() && c != '\n')
        || TRICKS.contains(&c)
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

#[track_caller]
fn is_plain(what: &str, text: &str) {
    cannot_steer(what, text);
    assert!(!text.contains("qq"), "{what} hides a character:\n{text}");
}

#[track_caller]
fn cannot_steer(what: &str, text: &str) {
    if let Some(at) = text.find(is_trick) {
        let from = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let line = text[from..].lines().next().unwrap();
        panic!("{what} shows {:?} as it is: {line:?}", text[at..].chars().next());
    }
}

fn moment(of: &str) -> Moment {
    Moment {
        at: None,
        area: Some(hostile("area")),
        cues: vec!["q-hic".into(), of.into(), hostile("code")],
        meant: Some(hostile("meant")),
        own_meaning: Some(hostile("own meaning")),
        did: vec![hostile("did")],
        helped: Some(hostile("helped")),
    }
}

fn kinds(own: &str) -> Vec<(&'static str, Option<i64>, Details)> {
    let massage = Massage {
        touch: Some(hostile("touch")),
        asked: Some(hostile("asked")),
        before: Some(hostile("before")),
        after: Some(hostile("after")),
        areas: vec!["legs".into(), hostile("area")],
        strokes: vec!["butterfly".into(), hostile("stroke")],
        moments: vec![moment(own)],
        ended: Some(hostile("ended")),
        oil: Some(hostile("oil")),
        clothes: Some(hostile("clothes")),
        position: Some(hostile("position")),
        song: Some(hostile("song")),
        present: Some(hostile("present")),
        ..Massage::default()
    };
    let not_today = Massage { not_today: Some(hostile("reason")), ..Massage::default() };
    let sleep = Sleep { settled: vec![hostile("settled")], wakings: Some(2), ..Sleep::default() };
    let night = Sleep {
        night: Some("2026-11-20".parse().unwrap()),
        words: Some(hostile("words")),
        ..Sleep::default()
    };
    let cue =
        Cue { moments: vec![moment(own)], state: Some(hostile("state")), doing: Some(hostile("doing")) };
    let checkin = Checkin { felt: Some(3), feelings: vec![hostile("feeling")], ..Checkin::default() };
    vec![
        ("2026-11-22T09:00:00Z", Some(20), Details::Massage(massage)),
        ("2026-11-22T09:30:00Z", None, Details::Massage(not_today)),
        ("2026-11-22T10:00:00Z", Some(50), Details::Sleep(sleep)),
        ("2026-11-20T20:00:00Z", None, Details::Sleep(night)),
        ("2026-11-22T11:00:00Z", None, Details::Cue(cue)),
        ("2026-11-22T12:00:00Z", None, Details::Checkin(checkin)),
        ("2026-11-22T13:00:00Z", None, Details::Note(Note { for_visit: true, ..Note::default() })),
        ("2026-11-22T13:30:00Z", None, Details::Sleep(Sleep::default())),
    ]
}

/// The journal.
fn planted(store: Store) -> Store {
    let mut store = settled(store);
    let family = store.load_family().unwrap();
    let (baby, carer) = (family.babies[0].clone(), family.carers[0].clone());
    let named = Baby { name: Some(hostile("Maya")), ..baby.clone() };
    let anna = Carer { name: Some(hostile("Anna")), ..carer.clone() };
    let other = Baby {
        name: Some(hostile("Ben")),
        born: Some("2026-09-03".parse().unwrap()),
        ..Baby::new_unnamed(new_id())
    };
    let own = CustomCue { words: hostile("wave"), ..CustomCue::new("wave", Some(CueDirection::Engagement)) };
    let mark = CoverageMark {
        id: new_id(),
        baby: Some(baby.id),
        date: "2026-11-21".parse().unwrap(),
        span: DayPart::Night,
        complete: false,
    };
    let mut change = Change::replace_record(hostile("named"), baby.clone(), named);
    change.edits.extend(Change::replace_record("", carer.clone(), anna).edits);
    let setting = |name: &str, value: Value| Setting { name: name.into(), value };
    let records: [Record; 8] = [
        other.into(),
        own.clone().into(),
        mark.into(),
        setting("stroke_names", json!({"butterfly": hostile("moth")})).into(),
        setting("own_numbers", json!([hostile("Gran")])).into(),
        setting("favourites", json!(["q-hic", own.code, hostile("gone")])).into(),
        setting("hidden", json!([hostile("hidden"), "q-look"])).into(),
        setting("country", json!(hostile("GB"))).into(),
    ];
    let add = |record| Edit { before: None, after: Some(record) };
    change.edits.extend(records.map(add));
    store.apply(&change, now()).unwrap();
    for (when, minutes, what) in kinds(&own.code) {
        let entry = Entry {
            id: new_id(),
            baby: (!matches!(what, Details::Checkin(_))).then_some(baby.id),
            carer: carer.id,
            at: at(when),
            until: minutes.map(|n| at(when).add_minutes(n, LONDON)),
            approximate: false,
            note: Some(hostile("note")),
            details: what,
        };
        let change = Change::add_record(hostile("title"), entry);
        store.apply(&change, now()).unwrap();
    }
    store
}

fn in_memory() -> Store {
    planted(open_in_memory())
}

/// Runs the program; what it prints is plain and hides nothing, on either side.
#[track_caller]
fn run(journal: &Path, args: &[&str]) -> Output {
    let out = ran(journal, args);
    for (side, bytes) in [("prints", &out.stdout), ("says", &out.stderr)] {
        is_plain(&format!("{args:?} {side}"), &String::from_utf8_lossy(bytes));
    }
    out
}

/// Runs the program; nothing it prints steers a terminal.
#[track_caller]
fn ran(journal: &Path, args: &[&str]) -> Output {
    let home = journal.parent().unwrap();
    let program = Program::new(home)
        .with_env("HOSTNAME", "this\u{202e}machine")
        .with_env("CUEBOOK_JOURNAL", journal)
        .with_env("CUEBOOK_CONFIG", home.join("config.toml"));
    let out = program.command().args(args).output().unwrap();
    for (side, bytes) in [("prints", &out.stdout), ("says", &out.stderr)] {
        let text = String::from_utf8(bytes.clone()).unwrap();
        cannot_steer(&format!("{args:?} {side}"), &text);
        assert!(!text.contains("panicked"), "{text}");
    }
    out
}

#[test]
fn plain_shows_every_trick_and_leaves_languages_alone() {
    is_plain("a name", &sanitize_text(&hostile("Maya")));
    for word in [
        "می\u{200c}خواهم",
        "क्\u{200d}ष",
        "👩\u{200d}👩\u{200d}👧",
        "❤\u{fe0f}\u{200d}🔥",
        "1\u{fe0f}\u{20e3}",
        "葛\u{e0100}城",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "e\u{301}ve",
    ] {
        assert_eq!(sanitize_text(word), word);
    }
    for (trick, shown) in [
        ("An\u{200d}na", "An\u{fffd}na"),
        ("Anna\u{200c}", "Anna\u{fffd}"),
        ("é\u{200d}\u{200d}", "é\u{200d}\u{fffd}"),
        ("a\u{fe0f}", "a\u{fffd}"),
        ("a\u{e0041}\u{e0042}", "a\u{fffd}\u{fffd}"),
        ("a\r\nb\u{2028}c\td", "a  b c d"),
    ] {
        assert_eq!(sanitize_text(trick), shown);
    }
}

#[test]
fn no_command_prints_what_could_steer_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("j.db");
    drop(planted(Store::open(&journal, ProgramRun::new(hostile("machine")), LONDON).unwrap()));
    let own = hostile("wave");
    let (maya, anna) = (hostile("Maya"), hostile("Anna"));
    let printed: &[&[&str]] = &[
        &["list"],
        &["list", "--ascii"],
        &["list", "--json"],
        &["list", "--baby", &maya],
        &["today"],
        &["today", "--json"],
        &["trends"],
        &["trends", "--json"],
        &["cues"],
        &["cues", "--json"],
        &["report"],
        &["report", "--with", "checkins", "--carer", &anna],
        &["report", "--format", "md", "--out", "-"],
        &["report", "--format", "html", "--out", "-"],
        &["export"],
        &["export", "--format", "fhir", "--with", "checkins", "--carer", &anna],
        &["set"],
        &["set", "--json"],
        &["set", "cue"],
        &["set", "hidden"],
        &["set", "favourite"],
        &["history"],
        &["where"],
        &["support"],
        &["mark", "night", "2026-11-21", "complete", "--baby", &maya],
        &["log", "--baby", &maya, "note", &own],
        &["log", "--baby", &maya, "cue hiccups; note", &own],
        &["undo"],
        &["redo"],
        &["set", "number", &maya],
    ];
    let mut shown = 0;
    for args in printed {
        let out = run(&journal, args);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        let usual = ["set", "log", "mark"].contains(&args[0]);
        assert!(out.status.success() || usual, "{args:?}: {said}");
        shown += usize::from(String::from_utf8_lossy(&out.stdout).contains('\u{fffd}'));
    }
    assert!(shown > 15, "the tricks stand in what is printed, as signs");
}

#[test]
fn no_refusal_says_what_could_steer_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let name = hostile("j");
    let journal = folder.path().join(&name);
    let trick = hostile("x");
    let refused = |args: &[&str]| {
        let out = run(&journal, args);
        assert!(!out.status.success(), "{args:?}");
    };
    // There is no such journal yet, and its name is hostile too.
    refused(&["list"]);
    run(&journal, &["where"]);
    drop(planted(open(&journal)));
    for args in [
        &["list", "--kind", &trick][..],
        &["list", "--from", &trick],
        &["list", "--baby", &trick],
        &["list"],
        &["log", &trick],
        &["log", "--carer", &trick, "awake"],
        &["cues"],
        &["today", "--zone", &trick],
        &["trends", "--day-start", &trick],
        &["report", "--sections", &trick],
        &["report", "--with", "checkins", "--carer", &trick],
        &["import", &trick],
        &["import", "--format", &trick, &name],
        &["import", &name],
        &["export", "--out", &name],
        &["set", "zone", &trick],
        &["set", "night", &trick, &trick],
        &["set", "favourite", "add", &trick],
        &["set", "looks", &trick],
        &["set", "country", &trick],
        &["mark", "day", &trick, "complete"],
        &["support", "--country", &trick],
        &["completions", &trick],
        &["doctor"],
        &["backup", &trick],
        &["backup", &trick],
        &["restore", &trick],
        &["restore", "nowhere\u{1b}[2J"],
        &["seal", "--carer", &trick],
        &["unseal", "--carer", &trick],
        &["unlock"],
        &[&trick],
        &["--journal", "/dev/null", "list"],
    ] {
        run(&journal, args);
    }
    std::fs::write(folder.path().join("config.toml"), format!("\"{}\" = 1", "\\u001b[2J")).unwrap();
    run(&journal, &["where"]);
    std::fs::write(&journal, trick.repeat(200)).unwrap();
    refused(&["list"]);
}

#[test]
fn an_import_of_hostile_text_shows_it_as_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("j.db");
    let trick = hostile("x");
    let cell = trick.replace('"', "");
    let sleep = |id: u128, name: &str| {
        json!({"id": uuid(id), "kind": "sleep", "baby": name, "carer": trick, "note": trick,
               "at": "2026-11-20T11:40:00+00:00", "until": "2026-11-20T12:55:00+00:00", trick.clone(): trick})
    };
    let archive = json!({"cuebook": 1,
        "family": {"babies": [{"id": uuid(1), "name": trick}], "carers": [], "zone": trick, trick.clone(): 1},
        "entries": [sleep(2, &trick), sleep(3, &trick), {"id": trick}, {"kind": trick}, trick]});
    let files = [
        ("archive.json", archive.to_string()),
        (
            "huckleberry.csv",
            format!(
                "Type,Start,End,Duration,Start Location\nSleep,2022-01-10 19:52,2022-01-11 04:05,{cell},{cell}\n{cell},2022-01-10 19:52,,,\nSleep,{cell},,,\n"
            ),
        ),
        (
            "babyconnect.csv",
            format!(
                "Date and Time,End Time,Duration (min),Activity,Quantity,Extra data,Text,Notes,Caregiver\n3/5/21 8:15 PM,3/6/21 6:40 AM,625,Sleep,,,{cell} slept in the cot,{cell},{cell}\n{cell},,,{cell},,,,,\n"
            ),
        ),
        (
            "babybuddy.csv",
            format!(
                "id,child_id,child_first_name,child_last_name,start,end,duration,nap,notes,tags\n1,1,{cell},X,2024-03-01 10:00:00,2024-03-01 11:00:00,1:00:00,1,{cell},{cell}\n"
            ),
        ),
        (
            "daylio.csv",
            format!(
                "full_date,date,weekday,time,mood,activities,note_title,note\n2026-02-03,3 February,Tuesday,20:04,{cell},{cell},{cell},{cell}\n"
            ),
        ),
        (
            "piyolog.txt",
            format!(
                "[PiyoLog]Mar 2026\n\n----------\nSun, Mar 1, 2026\n{cell} (0y 2m 3d)\n\n10:00 AM   Sleep   {cell}\n10:40 AM   Wake-up (0h40m)   {cell}\n{cell}\n"
            ),
        ),
    ];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
        for more in [&["--dry-run"][..], &["--dry-run", "--json", "--keep-other"], &["--yes", "--keep-other"]]
        {
            let mut args = vec!["import", name];
            args.extend(more);
            // Control characters in other apps' cells are left out as they are read.
            if name == "archive.json" {
                run(&journal, &args);
            } else {
                ran(&journal, &args);
            }
        }
    }
    for args in [&["list"][..], &["list", "--json"], &["set"], &["history"], &["export"]] {
        ran(&journal, args);
    }
}

fn uuid(n: u128) -> String {
    cuebook::model::Id::from_u128(0x0193_517e_0000_7000_8000_0000_0000_0000 + n).to_string()
}

/// Keys to every screen and form, each pressed from Today.
const WAYS: [&str; 26] = [
    "",
    "?",
    "!",
    "v",
    "v<enter>",
    "v/note",
    "ve",
    "vw",
    "vjq",
    "vd",
    "t",
    "t<tab>",
    "tl",
    "l",
    "l<enter>",
    "l<enter><enter>",
    "l<tab>",
    "g",
    "g<tab>",
    "g<tab><tab>",
    "ga",
    ",",
    ",<down><enter>",
    "p",
    "ps",
    "pe",
];
const FORMS: [&str; 12] =
    ["s", "S", "m", "m<tab>1<tab>/wave", "mx", "c", "c/wave", "c<tab>", "f<tab><tab>", "n", "B", "C"];

#[test]
fn no_screen_shows_what_could_steer_a_terminal() {
    let sizes = [(80, 24), (60, 20), (120, 40)];
    let mut signs = 0;
    for (columns, rows) in sizes {
        let ways = WAYS.iter().chain(if columns == 80 { &FORMS[..] } else { &[] });
        for way in ways {
            let mut app = TestApp::of(in_memory(), columns, rows);
            app.press(way);
            let screen = app.screen();
            is_plain(&format!("\"{way}\" at {columns}x{rows}"), &screen);
            signs += usize::from(screen.contains('\u{fffd}'));
            if columns == 80 {
                for more in ["<down>", "<down><down>", "<end>", "<pgup>"] {
                    app.press(more);
                    is_plain(&format!("\"{way}{more}\""), &app.screen());
                }
            }
        }
    }
    assert!(signs > 60, "the tricks stand on the screens, as signs");
}

#[test]
fn undo_names_what_it_takes_back_without_its_tricks() {
    let mut app = TestApp::of(in_memory(), 80, 24);
    for keys in ["u", "u", "U", "v", "u", "u", "B", "C", "s"] {
        app.press(keys);
        is_plain(keys, &app.screen());
    }
}

#[test]
fn what_is_pasted_is_shown_as_what_it_is() {
    for (keys, whole) in
        [("n", "n"), (":", ":"), ("v/", "/"), ("m<tab><tab><tab><tab>", "m"), ("ga", "ga"), ("p a", "p")]
    {
        let mut app = TestApp::of(in_memory(), 80, 24);
        app.press(keys);
        app.app.handle_paste(&hostile("paste"), now());
        app.press("x");
        is_plain(whole, &app.screen());
    }
}
