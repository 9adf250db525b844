//! Writing entries down, by the keys a parent presses: what is kept, how many keys it took, and that nothing typed is
//! lost on the way.

mod drafts;
mod field_answers;

use crate::support::{LONDON, TestApp, at, entry, memory, now, open_in_memory, with};
use cuebook::model::{
    Change, Checkin, Cue, Details, Entry, EntryKind, Family, Massage, Moment, Note, Sleep, Timestamp, new_id,
};
use cuebook::store::{ProgramRun, Store};
use cuebook::tui::keys::Action;
use cuebook::tui::screens::{Context, Effect, EntryForm, Screen};
use cuebook::tui::theme::Theme;
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tui_input::InputRequest;

fn nap(family: &Family) -> Entry {
    entry(
        family,
        "2026-11-22T11:40:00+00:00",
        Some("2026-11-22T12:55:00+00:00"),
        Details::Sleep(Sleep::default()),
    )
}

/// Entries of every kind with every field set, unknown codes and seconds among them.
fn full(family: &Family) -> Vec<Entry> {
    let moment = Moment {
        at: Some(at("2026-11-22T10:20:00+00:00")),
        area: Some("tummy".into()),
        cues: vec!["q-look".into(), "a-cue-from-tomorrow".into()],
        meant: Some("change".into()),
        own_meaning: Some("too bright".into()),
        did: vec!["paused".into(), "a-verb-from-tomorrow".into()],
        helped: Some("a-bit".into()),
    };
    let massage = |not_today: Option<&str>| {
        Details::Massage(Massage {
            live: false,
            touch: not_today.is_none().then(|| "skin-to-skin".into()),
            asked: Some("yes".into()),
            before: Some("quiet-alert".into()),
            after: Some("drowsy".into()),
            areas: vec!["legs".into(), "tummy".into()],
            strokes: vec!["butterfly".into()],
            moments: vec![moment.clone(), Moment::default(), moment.clone()],
            ended: Some("baby-said-stop".into()),
            oil: Some("Grandma's oil".into()),
            clothes: Some("nappy on".into()),
            position: Some("on my lap".into()),
            song: Some("Row, row".into()),
            present: Some("Grandma".into()),
            felt_before: Some(3),
            felt_after: Some(4),
            not_today: not_today.map(str::to_owned),
        })
    };
    let sleep = Sleep {
        settled: vec!["held".into()],
        wakings: Some(2),
        nap: Some(false),
        imported: true,
        ..Sleep::default()
    };
    let night =
        Sleep { night: Some("2026-11-20".parse().unwrap()), words: Some("restless".into()), ..sleep.clone() };
    let checkin = Checkin {
        felt: Some(4),
        energy: Some(2),
        feelings: vec!["hopeful".into(), "a-word-from-tomorrow".into()],
        sure: Some(3),
        company: Some(2),
        ..Checkin::default()
    };
    let cue = Cue {
        moments: vec![moment.clone(), moment.clone()],
        state: Some("drowsy".into()),
        doing: Some("feeding".into()),
    };
    let (from, until) = ("2026-11-22T10:15:20+00:00", Some("2026-11-22T10:27:40+00:00"));
    // Lived on another clock, over midnight.
    let abroad = ("2026-11-20T22:30:00+01:00", Some("2026-11-21T06:10:00+01:00"));
    let mut all = vec![
        entry(family, from, until, massage(None)),
        entry(family, from, None, massage(Some("asleep"))),
        entry(family, from, until, Details::Cue(cue)),
        entry(family, abroad.0, abroad.1, Details::Sleep(sleep)),
        entry(family, "2026-11-20T19:00:00+00:00", None, Details::Sleep(night)),
        entry(family, from, None, Details::Checkin(checkin)),
        entry(family, from, None, Details::Note(Note { for_visit: true, ..Note::default() })),
    ];
    for entry in &mut all {
        entry.approximate = true;
        entry.note = Some("first line\nsecond, with a \u{1f1ec}\u{1f1e7} flag".into());
    }
    all[5].baby = None;
    all
}

fn kept(step: Effect) -> Option<Change> {
    match step {
        Effect::SaveAndClose(change) => Some(change),
        _ => None,
    }
}

#[test]
fn a_note_is_kept() {
    let mut app = TestApp::new();
    app.press("na long day<ctrl-j>and a walk<enter>");
    let note = app.only(EntryKind::Note);
    assert_eq!(note.note.as_deref(), Some("a long day\nand a walk"));
    assert_eq!((note.at, note.baby), (now(), None));
    let screen = app.screen();
    assert!(screen.contains("Saved: 14:07 note · u to undo · Want to talk"), "{screen}");
    app.press("nask about the rash<tab>y<enter>");
    let visit = |entry: &Entry| matches!(&entry.details, Details::Note(it) if it.for_visit);
    assert_eq!(app.entries().iter().filter(|entry| visit(entry)).count(), 1);
}

#[test]
fn a_favourite_cue_takes_three_keys() {
    let mut app = TestApp::new();
    assert_eq!(app.press("c5<enter>"), 3);
    let Details::Cue(cue) = app.only(EntryKind::Cue).details else { panic!() };
    assert_eq!(cue.moments.len(), 1);
    assert_eq!(cue.moments[0].cues, ["q-look"]);
    // Any other is found by its letters; enter picks it, then keeps.
    app.press("u");
    app.press("c5hicc<enter>yawn<enter><enter>");
    let Details::Cue(cue) = app.only(EntryKind::Cue).details else { panic!() };
    assert_eq!(cue.moments[0].cues, ["q-look", "q-hic", "q-yawn"]);
}

#[test]
fn letters_are_never_swallowed() {
    let mut app = TestApp::new();
    app.press("czzzz<enter>");
    assert!(app.screen().contains("\"zzzz\" isn't in the list"), "{}", app.screen());
    app.press("<ctrl-s>");
    assert!(app.screen().contains("isn't chosen yet"), "{}", app.screen());
    assert!(app.entries().is_empty());
    app.press("<ctrl-u>5<enter>");
    assert_eq!(app.entries().len(), 1);
    app.press("f9");
    assert!(app.screen().contains("There is no 9 in this list"), "{}", app.screen());
}

#[test]
fn a_checkin_takes_three_keys_and_always_ends_on_the_same_line() {
    for (keys, felt) in [("4", 4), ("o", 4), ("1", 1), ("g", 5), ("okay", 4), ("he", 1)] {
        let mut app = TestApp::new();
        assert_eq!(app.press(&format!("f{keys}<enter>")), 2 + keys.len());
        let Details::Checkin(it) = app.only(EntryKind::Checkin).details else { panic!() };
        assert_eq!(it.felt, Some(felt), "{keys}");
        assert!(
            app.screen()
                .contains("Saved: 14:07 check-in by Anna · u to undo · Want to talk to someone? Press !")
        );
    }
    let mut app = TestApp::new();
    app.press("f<enter>");
    assert!(app.entries().is_empty() && app.screen().contains("m massage"), "{}", app.screen());
}

#[test]
fn an_edit_without_a_change_keeps_nothing_and_one_word_changes_one_field() {
    let store = memory();
    let family = store.load_family().unwrap();
    let all = full(&family);
    let store = with(store, &all);
    let here = Context {
        store: &store,
        family: &family,
        now: now(),
        theme: Theme::with_defaults(),
        has_rows_below: &std::cell::Cell::new(false),
    };
    for before in all {
        let mut form = EntryForm::for_editing(before.clone(), &here).unwrap();
        assert!(
            matches!(
                form.handle_action(Action::SaveForm, &here).unwrap(),
                Effect::Close | Effect::CloseWithStatus(_)
            ),
            "{before:?}"
        );
        assert!(form.unsaved_draft().is_none());
        // Every answer typed into and put back as it was still gives the same entry.
        let mut form = EntryForm::for_editing(before.clone(), &here).unwrap();
        for _ in 0..60 {
            form.handle_action(Action::NextPart, &here).unwrap();
            form.handle_input(InputRequest::InsertChar('q'), &here).unwrap();
            form.handle_input(InputRequest::DeletePrevChar, &here).unwrap();
        }
        assert!(
            matches!(
                form.handle_action(Action::SaveForm, &here).unwrap(),
                Effect::Close | Effect::CloseWithStatus(_)
            ),
            "{before:?}"
        );
        let mut form = EntryForm::for_editing(before.clone(), &here).unwrap();
        for _ in 0..60 {
            form.handle_action(Action::Down, &here).unwrap();
            if note_is_open(&form, &here) {
                break;
            }
        }
        form.handle_input(InputRequest::InsertChar('!'), &here).unwrap();
        let change = kept(form.handle_action(Action::SaveForm, &here).unwrap()).expect("kept");
        let after = change.edits[0].after.as_ref().unwrap().as_entry().unwrap().clone();
        let mut wanted = before.clone();
        wanted.note = before.note.map(|note| note + "!");
        assert_eq!(after, wanted);
    }
}

fn note_is_open(form: &EntryForm, here: &Context<'_>) -> bool {
    let mut terminal = Terminal::new(TestBackend::new(80, 40)).unwrap();
    terminal.draw(|frame| form.draw(frame, frame.area(), here)).unwrap();
    let buffer = terminal.backend().buffer();
    (0..40).any(|y| {
        let row: String = (0..80).filter_map(|x| Some(buffer.cell((x, y))?.symbol())).collect();
        row.starts_with(" ▸ note") || row.starts_with(" ▸ your note")
    })
}

#[test]
fn a_time_reads_back_as_it_was_written_and_can_be_changed() {
    let store = memory();
    let family = store.load_family().unwrap();
    let nap = nap(&family);
    let mut app = TestApp::of(with(store, std::slice::from_ref(&nap)), 80, 24);
    app.press("e");
    assert!(app.screen().contains("▸ when              11:40-12:55"), "{}", app.screen());
    assert!(app.screen().contains("Sunday 22 November, 11:40–12:55, 1 h 15"));
    app.press("<back><back>40<enter>");
    let mut wanted = nap;
    wanted.until = Some(at("2026-11-22T12:40:00+00:00"));
    assert_eq!(app.only(EntryKind::Sleep), wanted);
}

#[test]
fn a_wrong_time_keeps_all_that_was_typed() {
    let mut app = TestApp::new();
    app.press("nlong<tab><tab>half wibble<enter>");
    let screen = app.screen();
    assert!(screen.contains("half wibble") && screen.contains(" as a time"), "{screen}");
    assert!(screen.contains("long") && app.entries().is_empty());
    app.press("<ctrl-u>9:30<enter>");
    assert_eq!(app.only(EntryKind::Note).at, at("2026-11-22T09:30:00+00:00"));
    app.press("nlater<tab><tab>2026-11-23 09:00<enter>");
    assert!(app.screen().contains("hasn't happened yet"), "{}", app.screen());
}

#[test]
fn a_time_in_a_clock_change_is_chosen_with_arrows() {
    let mut app = TestApp::new();
    app.press("nwoke<tab><tab>25 oct 01:30<enter>");
    let screen = app.screen();
    assert!(screen.contains("can be read in two ways"), "{screen}");
    assert!(screen.contains("2026-10-25 01:30+01:00") && screen.contains("2026-10-25 01:30+00:00"));
    app.press("<right><enter><enter>");
    assert_eq!(app.only(EntryKind::Note).at, at("2026-10-25T01:30:00+00:00"));
}

#[test]
fn an_overlap_is_named_and_a_second_enter_keeps_both() {
    let store = memory();
    let family = store.load_family().unwrap();
    let mut app = TestApp::of(with(store, &[nap(&family)]), 80, 24);
    app.press(":slept 12:30-13:10<enter>");
    let says = "This overlaps the sleep 11:40–12:55 by Anna. Press enter again to save both.";
    assert!(app.screen().contains(says), "{}", app.screen());
    assert_eq!(app.entries().len(), 1);
    app.press("<enter>");
    assert_eq!(app.entries().len(), 2);
    app.press("e<ctrl-u>12:20-13:10<enter>");
    assert!(app.screen().contains(says), "{}", app.screen());
    app.press("<enter>");
    assert_eq!(app.entries()[0].at, at("2026-11-22T12:20:00+00:00"));
}

#[test]
fn what_was_typed_waits_after_esc_and_after_closing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    app.press("m12<tab>12<tab>2smi<tab><esc>");
    assert!(app.entries().is_empty());
    app.press("m");
    let screen = app.screen();
    assert!(screen.contains("This is what you typed on Sunday"), "{screen}");
    assert!(screen.contains("[1 legs][2 tummy]") && screen.contains("smiles  smi"), "{screen}");
    app.press("<ctrl-c>");
    drop(app);
    let mut app = TestApp::in_file(&path);
    app.now = at("2026-11-22T15:00:00+00:00");
    app.press("m");
    // Twelve minutes until then, not until now.
    assert!(app.screen().contains("  when         13:55-14:07"), "{}", app.screen());
    app.press("<ctrl-n><esc>m");
    assert!(!app.screen().contains("This is what you typed"), "{}", app.screen());
    app.press("<esc>c5<enter>c");
    assert!(!app.screen().contains("This is what you typed"), "{}", app.screen());
}

#[test]
fn a_row_changed_in_another_window_leaves_the_form_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut app = TestApp::in_file(&path);
    app.press("nmine<enter>e<end> and more");
    let before = app.only(EntryKind::Note);
    let mut other = Store::open(&path, ProgramRun::new("other"), LONDON).unwrap();
    let after = Entry { note: Some("theirs".into()), ..before.clone() };
    other.apply(&Change::replace_record("a note", before, after), now()).unwrap();
    app.press("<enter>");
    let screen = app.screen();
    assert!(
        screen.contains("changed this in another window") && screen.contains("mine and more"),
        "{screen}"
    );
    assert_eq!(app.only(EntryKind::Note).note.as_deref(), Some("theirs"));
}

#[test]
fn a_typed_line_shows_what_will_be_kept() {
    let mut app = TestApp::new();
    app.press(":");
    assert!(app.screen().contains("slept badly last night"), "{}", app.screen());
    app.press("slept last night 19:40-06:30, woke 3 times");
    insta::assert_snapshot!("typed_line", app.terminal());
    app.press("<enter>");
    assert!(app.screen().contains("Saved: 21 Nov 2026, 19:40–06:30 sleep"), "{}", app.screen());
    app.press(":hello there<enter>");
    assert!(app.screen().contains("I can't read"), "{}", app.screen());
    assert!(app.screen().contains("^^^^^"), "{}", app.screen());
    app.press("<tab>");
    assert!(app.screen().contains(": note hello there"), "{}", app.screen());
    app.press("<enter>");
    assert_eq!(app.only(EntryKind::Note).note.as_deref(), Some("hello there"));
    app.press(":awake<enter>");
    assert!(app.screen().contains("Maya isn't marked as asleep"), "{}", app.screen());
    app.press("<esc>s:<ctrl-u>awake, held");
    assert!(app.screen().contains("ends the sleep that began at 14:07"), "{}", app.screen());
    app.press("<enter>");
    assert!(app.entries().iter().all(|entry| !entry.is_open()));
}

#[test]
fn a_typed_line_inside_a_clock_change_goes_both_ways() {
    let mut app = TestApp::new();
    app.press(":note at 25 oct 01:30: up<enter>");
    assert!(app.entries().is_empty());
    app.press("<tab>");
    assert!(app.screen().contains("01:30+01:00"), "{}", app.screen());
    app.press("<tab><enter>");
    assert_eq!(app.only(EntryKind::Note).at, at("2026-10-25T01:30:00+00:00"));
}

#[test]
fn the_welcome_can_be_filled_or_skipped() {
    let fresh = || open_in_memory();
    let mut app = TestApp::of(fresh(), 80, 24);
    insta::assert_snapshot!("welcome", app.terminal());
    app.press("<esc>");
    assert!(
        app.screen().contains("m massage") && app.screen().contains("Baby") || app.screen().contains("Me")
    );
    let told = "All skipped, and that's fine. Names and dates go in Settings (,)";
    assert!(app.screen().contains(told), "{}", app.screen());
    app.press("<down>");
    assert!(!app.screen().contains(told), "it is said once");
    let mut app = TestApp::of(fresh(), 80, 24);
    app.press("<enter><enter><enter><enter>");
    assert!(app.screen().contains(told), "{}", app.screen());
    let mut app = TestApp::of(fresh(), 80, 24);
    app.press("Maya<enter>early september<enter><enter>Anna<enter>");
    assert!(app.screen().contains(" as a date") && app.screen().contains("Maya"), "{}", app.screen());
    app.press("<ctrl-u>3 Sep 2026<ctrl-s>");
    let family = app.family();
    assert_eq!(family.babies[0].name.as_deref(), Some("Maya"));
    assert_eq!(family.babies[0].born, Some("2026-09-03".parse().unwrap()));
    assert_eq!(family.carers[0].name.as_deref(), Some("Anna"));
    assert!(app.screen().contains("Maya · 11 weeks 3 days"), "{}", app.screen());
    app.press("u");
    assert_eq!(app.family().babies[0].name, None);
}

#[test]
fn the_welcome_reads_a_date_as_the_british_write_it() {
    for typed in ["03/09/2026", "3.9.26", "3 Sep", "3rd sept", "3 September", "Sep 3 2026", "2026-09-03"] {
        let mut app = TestApp::of(open_in_memory(), 80, 24);
        app.press(&format!("Maya<enter>{typed}<ctrl-s>"));
        assert_eq!(app.family().babies[0].born, Some("2026-09-03".parse().unwrap()), "{typed}");
        assert!(app.screen().contains("Maya · 11 weeks 3 days"), "{}", app.screen());
    }
    // A birthday that is still to come this year was last year's; one in words that name no day is asked for.
    let mut app = TestApp::of(open_in_memory(), 80, 24);
    app.press("Maya<enter>14 Dec<ctrl-s>");
    assert_eq!(app.family().babies[0].born, Some("2025-12-14".parse().unwrap()));
}

#[test]
fn forms_as_they_look() {
    let mut app = TestApp::new();
    app.press("m10:15 12m<tab>12<tab>25<ctrl-s>e<tab><tab><tab>2<tab><tab>2<tab><tab>12");
    insta::assert_snapshot!("massage", app.terminal());
    app.press("<esc>c5sm");
    app.resize(60, 20);
    insta::assert_snapshot!("cue_narrow", app.terminal());
    app.press("<esc>f4<tab><tab>h<enter>t");
    insta::assert_snapshot!("checkin_narrow", app.terminal());
    let mut app =
        TestApp::with_theme(memory(), Theme { ascii: true, colour: false, ..Theme::with_defaults() }, 80, 24);
    app.press("nasked about the rash, and whether it matters that it comes and goes<ctrl-j>then a walk");
    insta::assert_snapshot!("note_ascii", app.terminal());
}

#[test]
fn a_narrow_terminal_shows_what_is_being_answered() {
    for (columns, rows) in [(20, 5), (40, 10), (1, 1), (3, 4)] {
        for kind in ["m", "c", "f", "n", ":"] {
            let mut app = TestApp::new();
            app.press(&format!("{kind}<tab><tab>5"));
            app.resize(columns, rows);
            app.press("<pgdn><pgdn><pgdn>abc<up>");
            if rows >= 5 && kind != ":" {
                assert!(app.screen().contains('▸'), "{}", app.screen());
            }
        }
    }
}

fn any_keys() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        6 => "[a-z0-9 ,.:~-]",
        1 => Just("\u{1f469}\u{200d}\u{1f37c}".to_owned()),
        4 => prop::sample::select(vec![
            "<enter>", "<tab>", "<tab>", "<shift-tab>", "<up>", "<down>", "<left>", "<right>", "<pgup>", "<pgdn>",
            "<back>", "<del>", "<home>", "<end>", "<ctrl-s>", "<ctrl-u>", "<ctrl-w>", "<ctrl-k>", "<ctrl-j>", "<space>", "<ctrl-n>",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(key, 0..40).prop_map(|keys| keys.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_keys_and_no_size_bring_it_down(keys in any_keys(), size in 0..4usize, kind in 0..5usize) {
        let (columns, rows) = [(80, 24), (60, 20), (20, 5), (1, 1)][size];
        let mut app = TestApp::of(memory(), columns, rows);
        app.press(["m", "c", "f", "n", ":"][kind]);
        app.press(&keys);
        app.press("<esc>");
        app.press(["m", "c", "f", "n", ":"][kind]);
    }

    #[test]
    fn what_is_kept_of_any_minute_reads_back(minutes in 0i64..400_000, length in prop::option::of(0i64..2000)) {
        let store = memory();
        let family = store.load_family().unwrap();
        let from = Timestamp::from_seconds_in_zone(now().unix_seconds() - minutes * 60, LONDON);
        let until = length.map(|length| Timestamp::from_seconds_in_zone((from.unix_seconds() + length * 60).min(now().unix_seconds()), LONDON));
        let before = Entry { at: from, until, ..nap(&family) };
        let store = with(store, std::slice::from_ref(&before));
        let here = Context {
        store: &store,
        family: &family,
        now: now(),
        theme: Theme::with_defaults(),
        has_rows_below: &std::cell::Cell::new(false),
    };
        let mut form = EntryForm::for_editing(before.clone(), &here).unwrap();
        // The text changed and changed back is the same answer; with a blank behind it, it is read again.
        form.handle_input(InputRequest::InsertChar(' '), &here).unwrap();
        match form.handle_action(Action::SaveForm, &here).unwrap() {
            Effect::Close | Effect::CloseWithStatus(_) => {}
            Effect::SaveAndClose(change) => prop_assert_eq!(change.edits[0].after.as_ref().unwrap().as_entry().unwrap(), &before),
            Effect::SetStatus(says) => prop_assert!(says.contains("long"), "{}", says),
            _ => prop_assert!(false),
        }
    }
}

#[test]
fn the_first_check_in_says_once_who_can_read_it() {
    let mut app = TestApp::new();
    app.press("f");
    let first = "Anyone who opens this journal can read this.";
    assert!(app.screen().contains(first), "{}", app.screen());
    assert!(app.screen().contains("kept private"), "it names the way: {}", app.screen());
    app.press("3<ctrl-s>");
    app.press("f");
    assert!(!app.screen().contains(first), "{}", app.screen());
}

#[test]
fn the_sleep_form_names_safer_sleep() {
    let mut app = TestApp::new();
    app.press("z");
    assert!(app.screen().contains("Safer sleep: on the back, in a clear, flat cot · lullabytrust.org.uk"));
}

#[test]
fn a_note_that_sounds_like_a_question_is_offered_to_the_page_and_left_to_its_writer() {
    let offer = "A question for the health visitor?";
    let mut app = TestApp::new();
    app.press("nshould I ask about the rash");
    assert!(app.screen().contains("A question for the health visitor? tab, then 1, puts it on the page."));
    app.press("?");
    assert!(app.screen().contains(offer), "{}", app.screen());
    app.press("<tab>");
    assert!(app.screen().contains("1 puts it on the page, 2 keeps it a note"), "{}", app.screen());
    app.press("1");
    assert!(!app.screen().contains(offer), "{}", app.screen());
    app.press("<ctrl-s>");
    let Details::Note(note) = app.only(EntryKind::Note).details else { panic!() };
    assert!(note.for_visit);
    // Nobody decides it but the writer.
    let mut app = TestApp::new();
    app.press("nis it reflux?<ctrl-s>");
    let Details::Note(note) = app.only(EntryKind::Note).details else { panic!() };
    assert!(!note.for_visit);
    let mut app = TestApp::new();
    for (words, is_offered) in [
        ("Ask about the rash", true),
        ("is it reflux ?", true),
        ("(is it reflux?)", true),
        ("asked about the rash", false),
        ("she asked for more", false),
        ("first laugh", false),
    ] {
        app.press(&format!("n<ctrl-u>{words}"));
        assert_eq!(app.screen().contains(offer), is_offered, "{words}\n{}", app.screen());
        app.press("<esc>");
    }
    app.press("n");
    // The typed line says how.
    app.press("<ctrl-u><esc>:note is it reflux?");
    assert!(app.screen().contains("Put @visit at the end"), "{}", app.screen());
    app.press(" @visit");
    assert!(!app.screen().contains(offer), "{}", app.screen());
}
