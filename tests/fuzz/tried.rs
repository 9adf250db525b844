//! What is tried with hostile bytes: by the fuzz targets, and by the suite with the corpus that is kept. Each takes any
//! bytes, and panics when the program does or when what it promises does not hold.

use cuebook::import;
use cuebook::import::{
    ArchiveForm, ArchiveInput, ArchiveSet, ArchiveSource, ExistingRecords, FileSource, ImportFormat,
    ImportOptions, ImportTarget, MergeJournal, OpenFile, UserAnswers,
};
use cuebook::model::describe::{describe_columns, format_title, sanitize_text};
use cuebook::model::{
    Baby, Carer, CueDirection, CustomCue, Edit, Entry, Family, FamilySettings, Id, TimeRange, Timestamp,
    ValidationError, Zone, validate_entry,
};
use cuebook::platform::theme_config;
use cuebook::quick_line::{
    LineContext, ParseError, ParsedLine, parse_addressed_line, parse_line, print_entry,
};
use cuebook::store::{EntryFilter, ProgramRun, Store};
use std::collections::HashSet;
use std::io::Cursor;

const LONDON: Zone = Zone::named("Europe/London");

fn now() -> Timestamp {
    Timestamp::from_seconds_in_zone(1_795_356_420, LONDON)
}

fn family() -> Family {
    let own = |code: &str, words: &str| CustomCue {
        code: code.into(),
        words: words.into(),
        points: Some(CueDirection::Engagement),
        retired: false,
    };
    let baby =
        |id: u128, name: &str| Baby { name: Some(name.into()), ..Baby::new_unnamed(Id::from_u128(id)) };
    Family {
        babies: vec![baby(1, "Maya"), baby(3, "Ben")],
        carers: vec![Carer { id: Id::from_u128(2), name: Some("Anna".into()), hidden_checkins: false }],
        custom_cues: vec![own("own-1", "does the octopus"), own("own-2", "hums")],
        coverage_marks: Vec::new(),
        settings: FamilySettings::with_defaults(LONDON),
    }
}

/// Whether nothing in it could steer a terminal or turn its reading direction.
fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
    })
}

/// The typed line: read, told, printed, and read again as the same entry.
pub(crate) fn line(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let family = family();
    let context = LineContext {
        now: now(),
        family: &family,
        baby: Some(family.babies[0].id),
        carer: family.carers[0].id,
    };
    let _ = parse_addressed_line(text, &context);
    match parse_line(text, &context) {
        Ok(ParsedLine::Entry(entry)) => {
            assert!(validate_entry(&entry, context.now).is_ok(), "{entry:?}");
            assert!(is_harmless(&format_title(&entry, &family, context.now)));
            let told = describe_columns(&entry, &family, context.now);
            assert!(is_harmless(&format!("{}{}{}", told.label, told.main, told.aside)));
            let printed = print_entry(&entry, &family);
            match parse_line(&printed, &context) {
                Ok(ParsedLine::Entry(again)) => {
                    let again = Entry { id: entry.id, ..again };
                    assert_eq!(again, entry, "{text:?} prints as {printed:?}");
                }
                other => panic!("{text:?} prints as {printed:?}, which reads as {other:?}"),
            }
        }
        Ok(ParsedLine::Awake { .. } | ParsedLine::EndMassage(_)) => {}
        Err(ParseError::Unreadable { byte_range: piece, .. }) => {
            assert!(text.get(piece.clone()).is_some(), "{piece:?} of {text:?}");
        }
        Err(ParseError::Ambiguous { readings: lines, .. }) => {
            for line in lines {
                // It may want mending for something else, but the question is answered.
                let again = parse_line(&line, &context);
                assert!(
                    !matches!(again, Err(ParseError::Ambiguous { .. } | ParseError::Empty)),
                    "{text:?} may mean {line:?}"
                );
            }
        }
        Err(ParseError::Empty) => {}
    }
}

/// The files of other apps, by every reader: each row is kept, there already or left out, and the preview is whole.
pub(crate) fn tables(bytes: &[u8]) {
    let options = ImportOptions { zone: LONDON, keep_other: bytes.len().is_multiple_of(2), now: now() };
    let detected = import::detect_format(bytes);
    let formats = ImportFormat::all().filter(|it| *it != ImportFormat::Cuebook);
    for format in formats.filter(|it| detected.is_none_or(|detected| detected == *it)) {
        let Ok(read) = import::parse_file(bytes, format, &options) else {
            continue;
        };
        assert_eq!(
            read.rows_read,
            read.candidates.len() + read.repeated_rows + read.skipped_count(),
            "every row read is accounted for"
        );
        let (family, known) = (family(), HashSet::new());
        if let Ok(plan) = import::plan_import(vec![read], &target(&family, &known, None), &options) {
            let summary = &plan.summary;
            let sum = summary.added
                + summary.already_known
                + summary.repeated
                + summary.skipped.len()
                + summary.unlisted;
            assert_eq!(summary.rows_read, sum, "every row planned is accounted for");
            let _ = import::render_preview(&plan);
            let _ = summary.to_json();
        }
    }
}

const TRACKERS: [ImportFormat; 14] = [
    ImportFormat::BabyConnect,
    ImportFormat::Huckleberry,
    ImportFormat::Nara,
    ImportFormat::NaraKeys,
    ImportFormat::Amila,
    ImportFormat::Hatch,
    ImportFormat::Glow,
    ImportFormat::Nighp,
    ImportFormat::BabyBuddy,
    ImportFormat::FeedBaby,
    ImportFormat::BabyDaybook,
    ImportFormat::SproutTrack,
    ImportFormat::BabyDaybookNotes,
    ImportFormat::BabyDaybookList,
];

const DIARIES: [ImportFormat; 10] = [
    ImportFormat::Daylio,
    ImportFormat::DaylioBackup,
    ImportFormat::Bearable,
    ImportFormat::DayOne,
    ImportFormat::Jrnl,
    ImportFormat::TuiJournal,
    ImportFormat::BabyPlus,
    ImportFormat::PiyoLog,
    ImportFormat::TypedLines,
    ImportFormat::AmilaBackup,
];

/// A list of a baby's days, of the format that the first letter names (`a` is the first of them).
pub(crate) fn trackers(bytes: &[u8]) {
    one_format(bytes, &TRACKERS);
}

/// A grown-up's diary, likewise.
pub(crate) fn diaries(bytes: &[u8]) {
    one_format(bytes, &DIARIES);
}

/// From memory and from the disk the same is read; and what is planned from it once more adds nothing.
fn one_format(bytes: &[u8], formats: &[ImportFormat]) {
    let Some((letter, bytes)) = bytes.split_first() else {
        return;
    };
    let format = formats[usize::from(letter.wrapping_sub(b'a')) % formats.len()];
    let options = ImportOptions { zone: LONDON, keep_other: bytes.len().is_multiple_of(2), now: now() };
    let parse = |source: &FileSource| {
        import::parse_source(source, format, &options, &UserAnswers::default(), &mut |_| Ok(()))
    };
    let read = parse(&FileSource::Bytes(bytes.to_vec()));
    assert_eq!(read, parse(&FileSource::from_disk(Cursor::new(bytes.to_vec()))));
    let Ok(read) = read else {
        return;
    };
    let (family, none) = (family(), HashSet::new());
    let plan = |known: &HashSet<Id>| {
        import::plan_import(vec![read.clone()], &target(&family, known, None), &options)
    };
    if plan(&none).is_ok() {
        let known = read.candidates.iter().map(|candidate| candidate.id).collect();
        assert!(plan(&known).is_ok_and(|again| again.summary.added == 0), "the same file twice");
    }
}

fn target<'a>(
    family: &'a Family,
    known: &'a HashSet<Id>,
    here: Option<&'a ExistingRecords>,
) -> ImportTarget<'a> {
    ImportTarget {
        name: "in",
        family,
        known_ids: known,
        journal_is_empty: true,
        baby_is_empty: true,
        baby: None,
        new_baby: None,
        zone_given: false,
        is_in_app: false,
        stored_zone: None,
        existing: here,
    }
}

struct Blank;

impl MergeJournal for Blank {
    fn find_entry(&self, _: Id) -> Result<Option<(Entry, i64)>, ValidationError> {
        Ok(None)
    }

    fn write_edit(&self, _: Edit, _: Option<i64>) -> Result<(), ValidationError> {
        Ok(())
    }
}

/// An archive: JSON when it begins like it, else a folder of CSV whose files stand one behind the other, each under a
/// line of `== NAME`.
pub(crate) fn archive(bytes: &[u8]) {
    let _ = import::detect_format(bytes);
    let is_json = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    let form = if is_json { ArchiveForm::Json } else { ArchiveForm::Csv };
    let shelf: Box<OpenFile<'_>> = Box::new(|name: &str| {
        let file = if is_json { Some(bytes) } else { file(bytes, name) };
        Ok(file.map(|file| Box::new(Cursor::new(file.to_vec())) as Box<dyn ArchiveInput>))
    });
    let sources = vec![ArchiveSource::new("in".to_owned(), form, shelf)];
    let Ok(archives) = ArchiveSet::survey_files(sources, &mut |_| Ok(())) else {
        return;
    };
    let options = ImportOptions { zone: LONDON, keep_other: false, now: now() };
    let (family, known, here) = (family(), HashSet::new(), ExistingRecords::default());
    let target = target(&family, &known, Some(&here));
    if let Ok(plan) = import::merge_archives(&archives, &target, &options, &Blank, &mut |_| Ok(())) {
        let _ = import::render_preview(&plan);
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
pub(crate) fn config(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match theme_config::parse_theme_prefs(text) {
        Ok(before) => {
            if let Some(after) = theme_config::set_theme_prefs(text, before) {
                assert_eq!(theme_config::parse_theme_prefs(&after), Ok(before), "{text:?}");
            }
        }
        Err((line, says)) => assert!(line <= text.matches('\n').count() + 1 && !says.is_empty()),
    }
}

/// Any text, made safe to show: harmless, the same when it is done again, and as many letters as before.
pub(crate) fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let shown = sanitize_text(&text);
    assert!(is_harmless(&shown), "{text:?} is shown as {shown:?}");
    assert_eq!(sanitize_text(&shown), shown, "{text:?}");
    assert_eq!(shown.chars().count(), text.chars().count());
    assert!(sanitize_text(&format!("{text}a")).ends_with('a'));
}

/// A damaged journal: what can be read of it comes out as a whole one, or a sentence does.
pub(crate) fn journal(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let (bad, out) = (folder.path().join("bad.db"), folder.path().join("out.db"));
    std::fs::write(&bad, bytes).expect("a file");
    match Store::salvage_journal(&bad, None, &out) {
        Ok(salvaged) => {
            let store = Store::open(&out, ProgramRun::new("fuzz"), LONDON).expect("a whole journal");
            let entries = store.count_entries(&EntryFilter::default()).expect("entries");
            assert_eq!(entries, salvaged.entries);
            let all = TimeRange { from: i64::MIN, to: i64::MAX };
            store.entries_overlapping(all).expect("every entry can be read");
            assert!(store.load_family().is_ok() && store.list_history(9).is_ok());
        }
        Err(trouble) => assert!(!trouble.to_string().is_empty() && !out.exists()),
    }
}

/// A piece and a manifest of a shared folder, as they are once decrypted: read, joined with themselves, written again.
pub(crate) fn piece(bytes: &[u8]) {
    use cuebook::sync::{Manifest, Piece, merge};
    if let Some(manifest) = Manifest::from_bytes(bytes) {
        assert_eq!(Manifest::from_bytes(&manifest.to_bytes()), Some(manifest));
    }
    Piece::decode(bytes).ok();
    let Ok(piece) =
        std::str::from_utf8(bytes).map_err(|_| ()).and_then(|text| Piece::from_text(text).map_err(|_| ()))
    else {
        return;
    };
    assert_eq!(Piece::decode(&piece.encode()).as_ref(), Ok(&piece));
    for state in piece.records.values() {
        let joined = merge(state, state);
        assert_eq!((&joined.state, joined.conflicts.len()), (state, 0));
    }
}
