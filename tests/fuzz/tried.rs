//! What is tried with hostile bytes: by the fuzz targets, and by the suite with the corpus that is kept. Each takes any
//! bytes, and panics when the program does or when what it promises does not hold.

use cuebook::home::looks;
use cuebook::import::{self, Archives, Form, Format, Here, Input, Journal, Options, Shelf, Target};
use cuebook::journal::line::{Context, Said, Unread, print, read, read_about};
use cuebook::journal::tell::{plain, title, told};
use cuebook::journal::{
    At, Baby, Carer, Edit, Entry, Family, Id, OwnCue, Points, Problem, Settings, Span, Zone, check,
};
use cuebook::store::{Filter, Run, Store};
use std::collections::HashSet;
use std::io::Cursor;

const LONDON: Zone = Zone::Europe__London;

fn now() -> At {
    At::in_zone(1_795_356_420, LONDON)
}

fn family() -> Family {
    let own = |code: &str, words: &str| OwnCue {
        code: code.into(),
        words: words.into(),
        points: Some(Points::Engagement),
        retired: false,
    };
    let baby = |id: u128, name: &str| Baby { name: Some(name.into()), ..Baby::unnamed(Id::from_u128(id)) };
    Family {
        babies: vec![baby(1, "Maya"), baby(3, "Ben")],
        carers: vec![Carer { id: Id::from_u128(2), name: Some("Anna".into()), hidden_checkins: false }],
        own_cues: vec![own("own-1", "does the octopus"), own("own-2", "hums")],
        marks: Vec::new(),
        settings: Settings::usual(LONDON),
    }
}

/// Whether nothing in it could steer a terminal or turn its reading direction.
fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
    })
}

/// The typed line: read, told, printed, and read again as the same entry.
pub fn line(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let family = family();
    let context =
        Context { now: now(), family: &family, baby: Some(family.babies[0].id), carer: family.carers[0].id };
    let _ = read_about(text, &context);
    match read(text, &context) {
        Ok(Said::Keep(entry)) => {
            assert!(check(&entry, context.now).is_ok(), "{entry:?}");
            assert!(is_harmless(&title(&entry, &family, context.now)));
            let told = told(&entry, &family, context.now);
            assert!(is_harmless(&format!("{}{}{}", told.label, told.main, told.aside)));
            let printed = print(&entry, &family);
            match read(&printed, &context) {
                Ok(Said::Keep(again)) => {
                    let again = Entry { id: entry.id, ..again };
                    assert_eq!(again, entry, "{text:?} prints as {printed:?}");
                }
                other => panic!("{text:?} prints as {printed:?}, which reads as {other:?}"),
            }
        }
        Ok(Said::Awake { .. }) => {}
        Err(Unread::Mend { piece, .. }) => {
            assert!(text.get(piece.clone()).is_some(), "{piece:?} of {text:?}");
        }
        Err(Unread::Either { lines, .. }) => {
            for line in lines {
                // It may want mending for something else, but the question is answered.
                let again = read(&line, &context);
                assert!(
                    !matches!(again, Err(Unread::Either { .. } | Unread::Empty)),
                    "{text:?} may mean {line:?}"
                );
            }
        }
        Err(Unread::Empty) => {}
    }
}

/// The files of other apps, by every reader: each row is kept, there already or left out, and the preview is whole.
pub fn tables(bytes: &[u8]) {
    let options = Options { zone: LONDON, keep_other: bytes.len().is_multiple_of(2), now: now() };
    let detected = import::detect(bytes);
    let formats = Format::ALL.into_iter().filter(|it| *it != Format::Cuebook);
    for format in formats.filter(|it| detected.is_none_or(|detected| detected == *it)) {
        let Ok(read) = import::read(bytes, format, &options) else {
            continue;
        };
        assert_eq!(
            read.read,
            read.drafts.len() + read.already + read.skipped.len(),
            "every row read is accounted for"
        );
        let (family, known) = (family(), HashSet::new());
        if let Ok(plan) = import::plan(vec![read], &target(&family, &known, None), &options) {
            let summary = &plan.summary;
            let sum = summary.added + summary.already + summary.skipped.len() + summary.unlisted;
            assert_eq!(summary.read, sum, "every row planned is accounted for");
            let _ = import::preview(&plan);
            let _ = summary.to_json();
        }
    }
}

fn target<'a>(family: &'a Family, known: &'a HashSet<Id>, here: Option<&'a Here>) -> Target<'a> {
    Target {
        name: "in",
        family,
        known,
        journal_is_empty: true,
        baby_is_empty: true,
        baby: None,
        zone_given: false,
        zone_kept: None,
        here,
    }
}

struct Blank;

impl Journal for Blank {
    fn entry(&self, _: Id) -> Result<Option<Entry>, Problem> {
        Ok(None)
    }

    fn keep(&self, _: Edit) -> Result<(), Problem> {
        Ok(())
    }
}

/// An archive: JSON when it begins like it, else a folder of CSV whose files stand one behind the other, each under a
/// line of `== NAME`.
pub fn archive(bytes: &[u8]) {
    let _ = import::detect(bytes);
    let is_json = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    let form = if is_json { Form::Json } else { Form::Csv };
    let shelf: Box<Shelf<'_>> = Box::new(|name: &str| {
        let file = if is_json { Some(bytes) } else { file(bytes, name) };
        Ok(file.map(|file| Box::new(Cursor::new(file.to_vec())) as Box<dyn Input>))
    });
    let Ok(archives) = Archives::survey(vec![("in".to_owned(), form, shelf)], &mut |_| Ok(())) else {
        return;
    };
    let options = Options { zone: LONDON, keep_other: false, now: now() };
    let (family, known, here) = (family(), HashSet::new(), Here::default());
    let target = target(&family, &known, Some(&here));
    if let Ok(plan) = import::bring(&archives, &target, &options, &Blank, &mut |_| Ok(())) {
        let _ = import::preview(&plan);
        let _ = plan.summary.to_json();
    }
}

/// The part of `bytes` under `== name`.
fn file<'a>(bytes: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let mark = format!("== {name}\n");
    let find = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).position(|part| part == what);
    let file = &bytes[find(bytes, mark.as_bytes())? + mark.len()..];
    Some(&file[..find(file, b"\n== ").map_or(file.len(), |at| at + 1)])
}

/// The config file: read, and changed into one that says what was chosen.
pub fn config(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match looks::understood(text) {
        Ok(before) => {
            if let Some(after) = looks::choosing(text, before) {
                assert_eq!(looks::understood(&after), Ok(before), "{text:?}");
            }
        }
        Err((line, says)) => assert!(line <= text.matches('\n').count() + 1 && !says.is_empty()),
    }
}

/// Any text, made safe to show: harmless, the same when it is done again, and as many letters as before.
pub fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let shown = plain(&text);
    assert!(is_harmless(&shown), "{text:?} is shown as {shown:?}");
    assert_eq!(plain(&shown), shown, "{text:?}");
    assert_eq!(shown.chars().count(), text.chars().count());
    assert!(plain(&format!("{text}a")).ends_with('a'));
}

/// A damaged journal: what can be read of it comes out as a whole one, or a sentence does.
pub fn journal(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let (bad, out) = (folder.path().join("bad.db"), folder.path().join("out.db"));
    std::fs::write(&bad, bytes).expect("a file");
    match Store::salvage(&bad, None, &out) {
        Ok(salvaged) => {
            let store = Store::open(&out, Run::new("fuzz"), LONDON).expect("a whole journal");
            let entries = store.count(&Filter::default()).expect("entries");
            assert_eq!(entries, salvaged.entries);
            let all = Span { from: i64::MIN, to: i64::MAX };
            store.between(all).expect("every entry can be read");
            assert!(store.family().is_ok() && store.history(9).is_ok());
        }
        Err(trouble) => assert!(!trouble.to_string().is_empty() && !out.exists()),
    }
}
