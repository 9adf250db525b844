//! One baby's language: counted by hand, then the same numbers in the figures, the sentences, the JSON and on the screen.

use crate::journey::{App80, LONDON, at, settled, with};
use cuebook::journal::{
    At, Baby, Change, Cue, Entry, Family, Hours, Id, Massage, Moment, OwnCue, Record, Sleep, What,
    new_id,
};
use cuebook::report::linear_language;
use cuebook::store::{Run, Store};
use cuebook::trends::{
    Counts, CueSeen, Gatherer, LISTED, Language, LanguageAsked, StateChange, language,
};
use cuebook::widgets::look::Look;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

fn words(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

/// Cues seen together, what they seemed to mean, what was done, whether it helped; blank is not said.
fn seen(cues: &[&str], meant: &str, did: &[&str], helped: &str) -> Moment {
    let said = |code: &str| (!code.is_empty()).then(|| code.to_owned());
    Moment {
        cues: words(cues),
        meant: said(meant),
        did: words(did),
        helped: said(helped),
        ..Moment::default()
    }
}

fn entry(family: &Family, baby: usize, when: &str, what: What) -> Entry {
    Entry {
        id: new_id(),
        baby: Some(family.babies[baby].id),
        carer: family.carers[0].id,
        at: at(when),
        until: None,
        about: false,
        note: None,
        what,
    }
}

fn cue(state: Option<&str>, doing: Option<&str>, moments: Vec<Moment>) -> What {
    What::Cue(Cue {
        moments,
        state: state.map(str::to_owned),
        doing: doing.map(str::to_owned),
    })
}

fn massage(before: Option<&str>, after: Option<&str>, moments: Vec<Moment>) -> What {
    What::Massage(Massage {
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        moments,
        ..Massage::default()
    })
}

fn on(area: &str, time: &str, moment: Moment) -> Moment {
    Moment {
        area: Some(area.to_owned()),
        at: Some(at(time)),
        ..moment
    }
}

/// Maya and Leo, and a cue in the family's own words.
fn household(mut store: Store) -> Store {
    store = settled(store);
    let family = store.family().unwrap();
    let leo = Baby {
        name: Some("Leo".into()),
        ..Baby::unnamed(new_id())
    };
    let mut change = Change::add("Leo", leo);
    let own = OwnCue {
        code: "own-sigh".into(),
        words: "does her \"sigh\"".into(),
        points: None,
        retired: false,
    };
    change
        .edits
        .extend(Change::add("", Record::OwnCue(own)).edits);
    store.apply(&change, at("2026-09-04T12:00:00Z")).unwrap();
    assert_eq!(family.babies.len(), 1);
    store
}

/// Looks away: 5 moments. Smiles: 3. Hiccups, the own cue: 2. A code from elsewhere: 1.
fn written(family: &Family) -> Vec<Entry> {
    let maya = |when, what| entry(family, 0, when, what);
    let mut rough = maya(
        "2026-10-20T15:00:00+01:00",
        cue(
            Some("active-alert"),
            Some("play"),
            // The same cue and the same response written twice in one moment are one.
            vec![seen(
                &["q-look", "q-hic", "q-look"],
                "change",
                &["paused", "cuddled", "paused"],
                "yes",
            )],
        ),
    );
    rough.about = true;
    vec![
        // 02:00 belongs to the family day before.
        maya(
            "2026-10-04T02:00:00+01:00",
            cue(None, None, vec![seen(&["q-look"], "", &[], "")]),
        ),
        rough,
        maya(
            "2026-11-20T10:15:00Z",
            massage(
                Some("quiet-alert"),
                Some("drowsy"),
                vec![
                    on(
                        "legs",
                        "2026-11-20T10:17:00Z",
                        seen(&["e-smile"], "more", &[], ""),
                    ),
                    on(
                        "tummy",
                        "2026-11-20T10:20:00Z",
                        seen(&["q-look", "q-hic"], "change", &["paused"], "a-bit"),
                    ),
                    on(
                        "tummy",
                        "2026-11-20T10:24:00Z",
                        seen(
                            &["q-look", "own-sigh"],
                            "not-sure",
                            &["stopped"],
                            "not-sure",
                        ),
                    ),
                ],
            ),
        ),
        maya(
            "2026-11-18T09:00:00Z",
            massage(
                Some("quiet-alert"),
                Some("drowsy"),
                vec![seen(&["e-smile"], "more", &[], "")],
            ),
        ),
        maya(
            "2026-11-17T09:00:00Z",
            massage(Some("drowsy"), Some("light-sleep"), Vec::new()),
        ),
        // Only one of the two states: no pair.
        maya(
            "2026-11-16T09:00:00Z",
            massage(Some("crying"), None, Vec::new()),
        ),
        maya(
            "2026-11-21T08:00:00Z",
            cue(
                Some("quiet-alert"),
                Some("feeding"),
                vec![
                    seen(&["q-look", "zz-new"], "change", &["paused"], "no"),
                    seen(&["e-smile", "own-sigh"], "either", &["zz-did"], ""),
                ],
            ),
        ),
        maya("2026-11-21T12:00:00Z", What::Sleep(Sleep::default())),
        entry(
            family,
            1,
            "2026-11-21T09:00:00Z",
            cue(
                None,
                None,
                vec![seen(&["q-look", "d-cry"], "change", &["fed"], "yes")],
            ),
        ),
        entry(
            family,
            1,
            "2026-11-21T10:00:00Z",
            massage(Some("crying"), Some("drowsy"), Vec::new()),
        ),
    ]
}

fn memory() -> Store {
    household(Store::in_memory(Run::new("test"), LONDON).unwrap())
}

fn asked(family: &Family, from: Option<&str>, to: Option<&str>) -> LanguageAsked {
    LanguageAsked {
        baby: family.babies[0].id,
        hours: Hours::usual(LONDON),
        from: from.map(|day| day.parse().unwrap()),
        to: to.map(|day| day.parse().unwrap()),
    }
}

fn mayas() -> (Family, Language) {
    let family = memory().family().unwrap();
    let all = language(&written(&family), &family, &asked(&family, None, None));
    (family, all)
}

fn of<'a>(language: &'a Language, id: &str) -> &'a CueSeen {
    language.cues.iter().find(|cue| cue.id == id).unwrap()
}

fn counts(of: &[(&str, i64)]) -> Counts {
    of.iter()
        .map(|(code, n)| ((*code).to_owned(), *n))
        .collect()
}

#[test]
fn each_figure_is_what_counting_by_hand_gives() {
    let (_, all) = mayas();
    let order: Vec<(&str, i64)> = all
        .cues
        .iter()
        .map(|cue| (cue.id.as_str(), cue.times))
        .collect();
    // Most seen first; of those seen equally often the one seen last; then by code.
    assert_eq!(
        order,
        [
            ("q-look", 5),
            ("e-smile", 3),
            ("own-sigh", 2),
            ("q-hic", 2),
            ("zz-new", 1)
        ]
    );
    let look = of(&all, "q-look");
    assert_eq!(look.words, "looks away");
    assert_eq!(
        (look.first.to_string(), look.last.to_string()),
        ("2026-10-03".into(), "2026-11-21".into())
    );
    assert_eq!(
        look.states,
        counts(&[("active-alert", 1), ("quiet-alert", 3)])
    );
    assert_eq!(look.areas, counts(&[("tummy", 2)]));
    assert_eq!(look.meant, counts(&[("change", 3), ("not-sure", 1)]));
    assert_eq!(
        look.responses,
        counts(&[("cuddled", 1), ("paused", 3), ("stopped", 1)])
    );
    assert_eq!(
        look.helped,
        counts(&[("a-bit", 1), ("no", 1), ("not-sure", 1), ("yes", 1)])
    );
    assert_eq!(of(&all, "own-sigh").words, "does her \"sigh\"");
    assert_eq!(of(&all, "zz-new").words, "zz-new");
    assert_eq!(of(&all, "e-smile").responses, counts(&[("zz-did", 1)]));
    let pair = |before: &str, after: &str, times| StateChange {
        before: before.into(),
        after: after.into(),
        times,
    };
    assert_eq!(
        all.states,
        [
            pair("quiet-alert", "drowsy", 2),
            pair("drowsy", "light-sleep", 1)
        ]
    );
}

#[test]
fn a_moment_keeps_what_went_with_it_and_the_newest_comes_first() {
    let (_, all) = mayas();
    let moments = &of(&all, "q-look").moments;
    let when: Vec<String> = moments.iter().map(|it| it.at.rfc3339()).collect();
    assert_eq!(
        when,
        [
            "2026-11-21T08:00:00+00:00",
            "2026-11-20T10:24:00+00:00",
            "2026-11-20T10:20:00+00:00",
            "2026-10-20T15:00:00+01:00",
            "2026-10-04T02:00:00+01:00",
        ]
    );
    assert_eq!(moments[1].with, ["own-sigh"]);
    assert_eq!(moments[1].state.as_deref(), Some("quiet-alert"));
    assert_eq!((moments[1].entry, moments[1].index), (moments[2].entry, 2));
    assert_eq!(moments[3].did, ["paused", "cuddled"]);
    assert!(moments[3].about && !moments[2].about);
    assert_eq!(moments[3].doing.as_deref(), Some("play"));
    assert_eq!(moments[4].date.to_string(), "2026-10-03");
}

#[test]
fn two_babies_are_never_mixed() {
    let family = memory().family().unwrap();
    let leo = LanguageAsked {
        baby: family.babies[1].id,
        ..asked(&family, None, None)
    };
    let his = language(&written(&family), &family, &leo);
    let order: Vec<&str> = his.cues.iter().map(|cue| cue.id.as_str()).collect();
    assert_eq!(order, ["d-cry", "q-look"]);
    assert_eq!(of(&his, "q-look").times, 1);
    assert_eq!(his.states.len(), 1);
    let nobody = LanguageAsked {
        baby: Id::nil(),
        ..leo
    };
    assert_eq!(
        language(&written(&family), &family, &nobody),
        Language::default()
    );
}

#[test]
fn days_are_family_days_and_both_ends_are_included() {
    let family = memory().family().unwrap();
    let times = |from, to| {
        let some = language(&written(&family), &family, &asked(&family, from, to));
        some.cues
            .iter()
            .find(|cue| cue.id == "q-look")
            .map_or(0, |cue| cue.times)
    };
    assert_eq!(times(Some("2026-10-03"), Some("2026-10-03")), 1);
    assert_eq!(times(Some("2026-10-04"), Some("2026-10-04")), 0);
    assert_eq!(times(Some("2026-10-20"), None), 4);
    assert_eq!(times(None, Some("2026-11-20")), 4);
    assert_eq!(times(Some("2026-11-20"), Some("2026-11-21")), 3);
    let late = asked(&family, Some("2026-11-18"), None);
    assert_eq!(language(&written(&family), &family, &late).states.len(), 1);
}

#[test]
fn of_many_moments_all_are_counted_and_the_newest_are_kept() {
    let family = memory().family().unwrap();
    let mut gatherer = Gatherer::new(asked(&family, None, None));
    let first = at("2026-01-01T12:00:00Z");
    let n = i64::try_from(5 * LISTED).unwrap();
    for minute in 0..n {
        let mut it = entry(
            &family,
            0,
            "2026-01-01T12:00:00Z",
            cue(None, None, vec![seen(&["q-look"], "", &[], "")]),
        );
        it.at = first.plus_minutes(minute, LONDON);
        gatherer.take(&it);
    }
    let all = gatherer.language(&family);
    assert_eq!((all.cues[0].times, all.cues[0].moments.len()), (n, LISTED));
    assert_eq!(all.cues[0].moments[0].at, first.plus_minutes(n - 1, LONDON));
    assert_eq!(
        all.cues[0].moments[LISTED - 1].at,
        first.plus_minutes(4 * n / 5, LONDON)
    );
}

fn any_entries() -> impl Strategy<Value = Vec<(i64, usize, bool, Vec<usize>, usize)>> {
    let one = (
        0..90i64 * 24,
        0..2usize,
        any::<bool>(),
        prop::collection::vec(0..4usize, 0..4),
        0..5usize,
    );
    prop::collection::vec(one, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_the_entries_changes_nothing(some in any_entries(), seed in any::<u64>()) {
        const CUES: [&str; 4] = ["q-look", "e-smile", "q-hic", "zz-new"];
        const HELPED: [&str; 5] = ["", "yes", "a-bit", "no", "not-sure"];
        let family = memory().family().unwrap();
        let mut entries: Vec<Entry> = some.iter().map(|(hour, baby, rubbed, cues, helped)| {
            let cues: Vec<&str> = cues.iter().map(|it| CUES[*it]).collect();
            let moments = vec![seen(&cues, "", &["paused"], HELPED[*helped])];
            let what = if *rubbed { massage(Some("drowsy"), Some("crying"), moments) } else { cue(None, None, moments) };
            let mut it = entry(&family, *baby, "2026-08-01T12:00:00Z", what);
            it.at = At::in_zone(it.at.secs() + hour * 3600, LONDON);
            it
        }).collect();
        let asked = asked(&family, Some("2026-08-20"), None);
        let straight = language(&entries, &family, &asked);
        for cue in &straight.cues {
            prop_assert_eq!(usize::try_from(cue.times).unwrap(), cue.moments.len());
            prop_assert!(cue.first <= cue.last);
        }
        let mut state = seed;
        entries.sort_by_cached_key(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 33
        });
        prop_assert_eq!(language(&entries, &family, &asked), straight);
    }
}

/// A journal file with all that is written, and `cuebook cues` on it.
fn printed(args: &[&str]) -> String {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("journal.db");
    fill(&path);
    let (code, out, err) = run(&path, args);
    assert_eq!((code, err.as_str()), (0, ""));
    out
}

fn fill(path: &Path) {
    let store = household(Store::open(path, Run::new("test"), LONDON).unwrap());
    let entries = written(&store.family().unwrap());
    drop(with(store, &entries));
}

fn run(journal: &Path, args: &[&str]) -> (i32, String, String) {
    let out = assert_cmd::Command::cargo_bin("cuebook")
        .unwrap()
        .env_clear()
        .env("CUEBOOK_NOW", "2026-11-22T14:07:00+00:00")
        .env("TZ", "Europe/London")
        .env("CUEBOOK_JOURNAL", journal)
        .arg("cues")
        .args(args)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        out.status.code().unwrap(),
        text(out.stdout),
        text(out.stderr),
    )
}

#[test]
fn the_json_is_the_contracts() {
    let all: Value = serde_json::from_str(&printed(&["--baby", "Maya", "--json"])).unwrap();
    assert_eq!(
        all["cues"][0],
        json!({"id": "q-look", "words": "looks away", "times": 5, "first": "2026-10-03", "last": "2026-11-21",
            "states": {"active-alert": 1, "quiet-alert": 3}, "areas": {"tummy": 2}, "meant": {"change": 3, "not-sure": 1},
            "responses": {"cuddled": 1, "paused": 3, "stopped": 1}, "helped": {"yes": 1, "a-bit": 1, "no": 1, "not-sure": 1}})
    );
    let keys: Vec<&String> = all.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["cuebook", "cues", "states"]);
    let helped: Vec<&String> = all["cues"][1]["helped"]
        .as_object()
        .unwrap()
        .keys()
        .collect();
    assert_eq!(helped, ["yes", "a-bit", "no", "not-sure"]);
    assert_eq!(
        all["cues"][1]["helped"],
        json!({"yes": 0, "a-bit": 0, "no": 0, "not-sure": 0})
    );
    assert_eq!(
        all["states"],
        json!([{"before": "quiet-alert", "after": "drowsy", "times": 2},
            {"before": "drowsy", "after": "light-sleep", "times": 1}])
    );
}

#[test]
fn the_text_says_it_in_sentences() {
    insta::assert_snapshot!("cues_text", printed(&["--baby", "Maya"]));
    let some = printed(&[
        "--baby",
        "maya",
        "--from",
        "2026-11-21",
        "--to",
        "2026-11-21",
    ]);
    assert!(some.starts_with("Maya's language: 21 Nov 2026\n"), "{some}");
    assert!(
        some.contains("After \"looks away\" (1 time, 21 Nov 2026): paused 1. Helped: 1 no.\n"),
        "{some}"
    );
}

#[test]
fn a_cue_nothing_was_said_of_was_seen() {
    let some = printed(&["--baby", "Maya", "--to", "2026-10-03"]);
    let lines: Vec<&str> = some.lines().collect();
    let said = [
        "Maya's language: the beginning to 3 Oct 2026",
        "",
        "You saw \"looks away\" 1 time, 3 Oct 2026.",
    ];
    assert_eq!(lines, said);
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("journal.db");
    let (code, out, err) = run(&path, &[]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("There is no journal at") && !path.exists());
    fill(&path);
    let (code, _, err) = run(&path, &["--baby", "Ada"]);
    assert_eq!(code, 2);
    assert!(err.contains("no baby called Ada"), "{err}");
    let (code, _, err) = run(
        &path,
        &[
            "--baby",
            "Maya",
            "--from",
            "2026-11-02",
            "--to",
            "2026-11-01",
        ],
    );
    assert_eq!(code, 2);
    assert!(err.contains("other way round"), "{err}");
    let (_, out, _) = run(&path, &["--baby", "Maya", "--to", "2026-09-05"]);
    assert!(
        out.contains("No cues were written down on these days."),
        "{out}"
    );
}

fn app(columns: u16, rows: u16) -> App80 {
    let store = memory();
    let entries = written(&store.family().unwrap());
    App80::of(with(store, &entries), columns, rows)
}

/// The screen with every gap as one blank.
fn shown(app: &App80) -> String {
    let screen = app.screen();
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_screen_shows_the_same() {
    let mut wide = app(80, 24);
    wide.press("l");
    insta::assert_snapshot!("language_80x24", wide.screen());
    wide.press("<enter><down>");
    insta::assert_snapshot!("language_moments_80x24", wide.screen());
    wide.press("<tab>");
    insta::assert_snapshot!("language_states_80x24", wide.screen());
    let mut small = app(60, 20);
    small.press("tl");
    insta::assert_snapshot!("language_60x20", small.screen());
    small.press("<enter>");
    insta::assert_snapshot!("language_moments_60x20", small.screen());
    let text = printed(&["--baby", "Maya"]);
    for sentence in text
        .lines()
        .filter(|line| line.starts_with("After \"looks"))
    {
        let shown = shown(&small);
        assert!(shown.contains(sentence), "{shown}");
    }
}

#[test]
fn a_moment_opens_its_entry_and_esc_comes_back_step_by_step() {
    let mut app = app(80, 24);
    app.press("l<enter><down>");
    assert!(app.screen().contains("▸20 Nov 10:24"), "{}", app.screen());
    app.press("<enter>");
    assert!(
        app.screen().contains("Massage · changing it"),
        "{}",
        app.screen()
    );
    app.press("<esc>");
    assert!(app.screen().contains("▸20 Nov 10:24"), "{}", app.screen());
    app.press("<esc><down>");
    assert!(app.screen().contains("▸smiles"), "{}", app.screen());
    app.press("<esc>");
    assert!(app.screen().contains("Maya · 11 weeks"), "{}", app.screen());
    // A sentence opens nothing; the cursor goes on to it so that all of them can be read in a small window.
    app.press("l<enter><up><enter>");
    assert!(app.screen().contains("'s language"), "{}", app.screen());
}

#[test]
fn what_is_changed_or_undone_is_counted_anew_with_the_cursor_where_it_was() {
    let mut app = app(80, 24);
    app.press("l<down>");
    assert!(shown(&app).contains("▸smiles 3"), "{}", shown(&app));
    app.press(":cue smiles 5m ago<enter>");
    assert!(shown(&app).contains("▸smiles 4"), "{}", shown(&app));
    app.press("u");
    assert!(shown(&app).contains("▸smiles 3"), "{}", shown(&app));
    app.press("B");
    let leo = shown(&app);
    assert!(
        leo.contains("Leo's language") && leo.contains("▸cries"),
        "{leo}"
    );
    assert!(!leo.contains("smiles"), "{leo}");
}

#[test]
fn nothing_yet_is_a_kind_sentence() {
    let mut app = App80::new();
    app.press("l");
    let shown = app.screen();
    assert!(
        shown.contains("When you write down cues, what they seemed to say gathers here."),
        "{shown}"
    );
    app.press("<tab><enter><down><up><end><pgup>");
    assert!(
        app.screen()
            .contains("before and after touch, the two stand"),
        "{}",
        app.screen()
    );
    let family = app.family();
    let text = linear_language(&Language::default(), &family, &asked(&family, None, None));
    assert!(
        text.contains("what they seemed to say gathers here."),
        "{text}"
    );
}

#[test]
fn a_long_journal_is_read_bit_by_bit_and_counted_whole() {
    let mut store = memory();
    let family = store.family().unwrap();
    let first = at("2026-09-10T12:00:00Z");
    let all = (0..10_500i64).map(|n| {
        let what = cue(None, None, vec![seen(&["q-look"], "", &[], "")]);
        let mut it = entry(&family, 0, "2026-09-10T12:00:00Z", what);
        it.at = first.plus_minutes(n, LONDON);
        Change::add("", it).edits
    });
    let change = Change {
        title: "many".into(),
        edits: all.flatten().collect(),
    };
    store.apply(&change, at("2026-11-22T14:00:00Z")).unwrap();
    let mut app = App80::of(with(store, &written(&family)), 80, 24);
    app.press("l");
    assert!(app.screen().contains("Still reading"), "{}", app.screen());
    app.app.tick(app.now);
    app.app.tick(app.now);
    app.press("<down><up>");
    let shown = shown(&app);
    assert!(shown.contains("▸looks away 10505"), "{shown}");
    assert!(
        shown.contains("The newest 200 of 10505 moments are listed."),
        "{shown}"
    );
}

#[test]
fn no_verdict_is_printed_anywhere() {
    const NEVER: [&str; 7] = ["score", "ratio", "%", "should", "better", "good", "bad"];
    let mut app = app(80, 24);
    let mut said = printed(&["--baby", "Maya"]) + &printed(&["--baby", "Maya", "--json"]);
    for keys in ["l", "<enter>", "<tab>", "?"] {
        app.press(keys);
        said += &app.screen();
    }
    let mut empty = App80::new();
    for keys in ["l", "<tab>"] {
        empty.press(keys);
        said += &empty.screen();
    }
    for word in said
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '%')
    {
        assert!(!NEVER.contains(&word) && !word.contains('%'), "{word}");
    }
    assert!(!said.contains('!') || said.matches('!').count() == said.matches("! ").count());
}

#[test]
fn plain_signs_and_any_size_do() {
    let store = memory();
    let entries = written(&store.family().unwrap());
    let look = Look {
        ascii: true,
        colour: false,
    };
    let mut app = App80::looking(with(store, &entries), look, 80, 24);
    app.press("l<enter>");
    assert!(app.screen().is_ascii(), "{}", app.screen());
    for (columns, rows) in [(1, 1), (20, 5), (30, 8), (71, 12), (72, 12), (200, 60)] {
        app.resize(columns, rows);
        app.press("<esc><end><enter><pgdn><home><tab><pgdn><tab><home>");
        app.press("l");
    }
}
