//! The guide: that its words are sourced and judge nothing, that it shows the whole vocabulary, and that a family's own
//! vocabulary is made, undone and honoured without an entry being touched.

use crate::support::{TestApp, entry, memory, now, with};
use cuebook::model::{Cue, CueDirection, Details, Entry, Massage, Moment};
use cuebook::store::Store;
use cuebook::tui::theme::Theme;
use cuebook::vocabulary::{
    WordList, all_cues, article_claims, evidence_caveat, evidence_limits, find_paper, find_source,
    founding_papers, guide_sources, guide_text, list, normalize_text, review_papers,
};

fn empty() -> Store {
    memory()
}

fn seen(codes: &[&str]) -> Details {
    let cues = codes.iter().map(|code| (*code).to_owned()).collect();
    Details::Cue(Cue { moments: vec![Moment { cues, ..Moment::default() }], ..Cue::default() })
}

/// On the guide, in a journal that has cues and a stroke written down.
fn lived_in() -> (TestApp, Vec<Entry>) {
    let store = empty();
    let massage =
        Massage { areas: vec!["legs".into()], strokes: vec!["butterfly".into()], ..Massage::default() };
    let family = store.load_family().unwrap();
    let entries = [seen(&["e-gaze", "e-coo"]), Details::Massage(massage)]
        .map(|details| entry(&family, "2026-11-22T10:00:00+00:00", None, details));
    let mut app = TestApp::of(with(store, &entries), 80, 24);
    app.press("g");
    let kept = app.entries();
    (app, kept)
}

/// The cue the cursor finds by these words.
fn to(app: &mut TestApp, words: &str) {
    app.press(&format!("/{words}<enter>"));
}

// ---- the words

const CLAIMS: [&str; 20] = [
    "proves", "proven", "proof", "benefit", "benefits", "should", "must", "normal", "score", "scores",
    "ratio", "percent", "best", "better", "worse", "improve", "improves", "improved", "target", "wrong",
];

fn own_sentences() -> Vec<String> {
    let words = guide_text();
    let mut all = vec![
        words.emergency.clone(),
        words.digits_usual.clone(),
        words.digits_starred.clone(),
        evidence_caveat().to_owned(),
        evidence_limits().to_owned(),
    ];
    for section in &words.section {
        all.push(section.name.clone());
        all.extend(section.opening.iter().chain(&section.closing).cloned());
    }
    all.extend(founding_papers().iter().chain(review_papers()).map(|p| p.found.clone()));
    let said = article_claims().iter();
    all.extend(said.flat_map(|claim| [claim.says.clone(), claim.beside.clone()]));
    all
}

#[test]
fn no_sentence_of_the_guide_shouts_claims_or_judges() {
    for text in own_sentences() {
        assert!(!text.contains(['!', '%']), "{text}");
        let folded = normalize_text(&text);
        let mut words = folded.split(|c: char| !c.is_alphanumeric());
        assert!(words.all(|word| !CLAIMS.contains(&word)), "{text}");
    }
}

#[test]
fn nine_papers_and_later_reviews_each_with_the_page_it_was_read_on() {
    assert_eq!(founding_papers().len(), 9);
    let mut keys = Vec::new();
    for paper in founding_papers().iter().chain(review_papers()) {
        let links = paper.links();
        assert!(!links.is_empty(), "{}", paper.key);
        assert!(links.iter().all(|link| link.starts_with("https://")), "{links:?}");
        assert_eq!(paper.source_url.is_some(), paper.doi.is_none() && paper.pmid.is_none(), "{}", paper.key);
        assert_eq!(
            paper.source_url.is_some(),
            paper.date.is_some(),
            "{} has a page without its date",
            paper.key
        );
        assert!(paper.key.ends_with(&paper.year.to_string()), "{}", paper.key);
        assert!(!paper.found.is_empty() && !paper.title.is_empty());
        assert!(!paper.title.ends_with('.') && !paper.journal.ends_with('.'));
        assert!(!keys.contains(&&paper.key), "{} twice", paper.key);
        keys.push(&paper.key);
    }
    assert!(founding_papers().iter().all(|paper| paper.year <= 2017));
    assert!(review_papers().iter().any(|paper| paper.key == "bennett-2013"));
    assert_eq!(evidence_caveat(), "Many parents enjoy it; studies are small and mixed.");
    assert_eq!(founding_papers()[0].short_citation(), "Vicente and others 2017");
    assert_eq!(founding_papers()[1].short_citation(), "Gürol and Polat 2012");
}

#[test]
fn what_the_article_says_is_answered_with_sources_that_have_dates() {
    let sections = &guide_text().section;
    let evidence = sections.iter().find(|section| section.key == "evidence").unwrap();
    assert!(
        evidence.opening[0]
            .contains("\"Infant Massage and Maternal Mental Health\", by Connected Babies, May 2020")
    );
    for word in ["oxytocin", "dopamine", "cortisol", "prolactin", "bond", "father", "sleep"] {
        assert!(article_claims().iter().any(|claim| claim.says.contains(word)), "{word} is not answered");
    }
    for claim in article_claims() {
        assert!(!claim.sources.is_empty(), "{}", claim.says);
        for key in &claim.sources {
            let page = guide_sources().find(|source| source.key == *key);
            let has_date = page.is_some_and(|page| !page.date.is_empty()) || find_paper(key).is_some();
            assert!(has_date, "{key} of \"{}\" is no paper and no page with a date", claim.says);
        }
    }
}

#[test]
fn directions_and_comparisons_are_told() {
    let says =
        |key: &str, words: &str| assert!(find_paper(key).unwrap().found.contains(words), "{key}: {words}");
    says("bennett-2013", "only length still stood out");
    says("bennett-2013", "the evidence too thin");
    says("ohiggins-2008", "both still felt lower than mothers without depression");
    says("onozawa-2001", "in a support group, or in a support group and a massage class");
    says("vicente-2017", "half to no class at all");
    says("underdown-2006", "nobody had dropped out");
    says("mrljak-2022", "No harm was seen");
    let all = founding_papers().iter().chain(review_papers());
    assert!(all.into_iter().all(|paper| !paper.found.contains("by lot")));
}

#[test]
fn what_was_never_seen_on_a_page_stays_out() {
    // Identifiers and a conclusion that we know of only from memory.
    let files = [include_str!("../../assets/evidence.toml"), include_str!("../../assets/guide.toml")];
    for unseen in ["0300443001640105", "j.ctcp.2006.01.003", "low-risk", "Sumner", "Wolff", "Brazelton"] {
        assert!(files.iter().all(|text| !text.contains(unseen)), "{unseen}");
    }
}

#[test]
fn what_the_guide_rests_on_is_named() {
    for section in &guide_text().section {
        for key in &section.sources {
            let named = guide_sources().any(|source| source.key == *key);
            assert!(named, "{key} in {}", section.key);
        }
    }
    for page in &guide_text().source {
        assert!(page.address.starts_with("http"), "{}", page.key);
        assert!(find_source(&page.key).is_none(), "{} twice", page.key);
        let used = guide_text().section.iter().any(|s| s.sources.contains(&page.key));
        assert!(used, "{} is not referred to", page.key);
    }
}

// ---- what is shown

/// A section on a terminal so tall that all of it shows.
fn whole(section: usize) -> String {
    let mut app = TestApp::of(empty(), 110, 500);
    app.press("g");
    app.press(&"<tab>".repeat(section));
    app.screen()
}

/// What a paragraph says, wherever its lines break.
fn unwrapped(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_cue_block_is_a_row_of_the_guide_and_needs_no_code() {
    let screen = whole(0);
    for cue in all_cues() {
        let rows = screen.lines().filter(|line| line.contains(&format!(" {} ", cue.words))).count();
        assert!(rows >= 1, "{}: {screen}", cue.words);
        let term: String = cue.term.chars().take(20).collect();
        assert!(screen.contains(&format!("· {term}")), "{term}");
    }
    for heading in ["eyes", "face", "voice", "hands", "body", "breath and skin"] {
        assert!(screen.lines().any(|line| line.trim() == heading), "{heading}");
    }
}

#[test]
fn matters_of_health_carry_the_emergency_line_whatever_was_written() {
    let screen = whole(0);
    assert_eq!(screen.matches("needs help now").count(), 5);
    let mut app = TestApp::of(empty(), 80, 24);
    app.press("g");
    to(&mut app, "gags");
    assert!(app.screen().contains("ring 999"), "{}", app.screen());
}

#[test]
fn states_strokes_papers_and_pages_are_all_there() {
    let states = whole(1);
    for state in list(WordList::States) {
        assert!(states.contains(&state.words) && states.contains(state.sign.as_deref().unwrap()));
    }
    assert!(unwrapped(&states).contains("More at lullabytrust.org.uk, or ask your health visitor."));
    let strokes = whole(2);
    for stroke in list(WordList::Strokes) {
        assert!(strokes.contains(&stroke.words), "{}", stroke.words);
    }
    assert!(unwrapped(&strokes).contains("not affiliated with or endorsed by IAIM"));
    assert!(unwrapped(&strokes).contains("Advice on oils differs."));
    let no = whole(3);
    assert!(no.contains("The answer may be yes, not now, or not clear."));
    let evidence = whole(4);
    for paper in founding_papers().iter().chain(review_papers()) {
        assert!(evidence.contains(&paper.short_citation()), "{}", paper.key);
    }
    assert!(evidence.contains(evidence_caveat()));
    let pages = whole(5);
    assert!(guide_sources().all(|page| pages.contains(&page.name)));
}

#[test]
fn an_ambiguous_cue_says_that_sources_differ_and_names_them() {
    let mut app = TestApp::of(empty(), 80, 24);
    app.press("g");
    to(&mut app, "join hands");
    let screen = app.screen();
    assert!(screen.contains("holds own hands"), "{screen}");
    assert!(screen.contains("Royal Children's Hospital"), "{screen}");
}

#[test]
fn looking_goes_over_everything_by_our_words_and_the_fields() {
    let mut app = TestApp::of(empty(), 80, 24);
    app.press("g/gaze aversion");
    assert!(app.screen().contains("looks away"), "{}", app.screen());
    app.press("<esc>/cortisol<enter>");
    assert!(app.screen().contains("Fujita and others 2006"));
    app.press("<esc>/swedish<enter>");
    assert!(app.screen().contains("milking up (legs)"));
    app.press("<esc>/no such words<enter>");
    assert!(app.screen().contains("Nothing in the guide has"));
    app.press("<esc>");
    assert!(app.screen().contains("looks at my face"));
    app.press("<esc>");
    assert!(!app.screen().contains("looks at my face"), "back on Today");
}

#[test]
fn no_terminal_is_too_small() {
    for (columns, rows) in [(80, 24), (60, 20), (20, 5), (7, 3), (1, 1)] {
        for ascii in [false, true] {
            let look = Theme { ascii, colour: !ascii, ..Theme::with_defaults() };
            let mut app = TestApp::with_theme(empty(), look, columns, rows);
            app.press("g");
            for _ in 0..6 {
                app.press("<down><pgdn><end><up><pgup><home><tab>");
            }
            app.press("/looks<down><enter>a<esc><left>e<esc>");
            if ascii && columns > 20 {
                let screen = app.screen();
                assert!(screen.is_ascii(), "{screen}");
            }
        }
    }
}

// ---- a vocabulary of one's own

#[test]
fn a_star_carries_a_digit_and_comes_off_again() {
    let (mut app, kept) = lived_in();
    to(&mut app, "hiccups");
    app.press("*");
    assert_eq!(app.family().settings.favourites, ["q-hic"]);
    let said = app.screen();
    assert!(said.contains("Hiccups, starred · u to undo"), "{said}");
    assert_eq!(app.family().pick_digit_cues(Some(11)), ["q-hic"]);
    app.press("<esc>");
    assert!(app.screen().contains("are the cues you starred"));
    to(&mut app, "coos");
    app.press("*");
    // Engagement before disengagement, whatever was starred first.
    assert_eq!(app.family().pick_digit_cues(Some(11)), ["e-coo", "q-hic"]);
    app.press("*");
    assert_eq!(app.family().settings.favourites, ["q-hic"]);
    app.press("uuu");
    assert!(app.family().settings.favourites.is_empty());
    assert!(app.store().load_setting("favourites").unwrap().is_none());
    assert_eq!(app.family().pick_digit_cues(Some(11)).len(), 9);
    assert_eq!(app.entries(), kept);
}

#[test]
fn nine_stars_carry_digits_and_a_tenth_waits() {
    let (mut app, _) = lived_in();
    app.press(&"*<down>".repeat(10));
    assert_eq!(app.family().settings.favourites.len(), 9);
    app.press("*");
    assert!(app.screen().contains("You have nine starred cues"));
    app.press("<esc>c");
    assert!(app.screen().contains("9 frowns"), "{}", app.screen());
}

#[test]
fn the_cue_form_offers_what_was_starred() {
    let (mut app, _) = lived_in();
    to(&mut app, "hiccups");
    app.press("*<esc><esc>c1<enter>");
    let kept = app.entries();
    let Details::Cue(cue) = &kept[0].details else {
        panic!("{:?}", kept[0]);
    };
    assert_eq!(cue.moments[0].cues, ["q-hic"]);
}

#[test]
fn a_hidden_cue_is_offered_nowhere_and_found_by_its_whole_words() {
    let (mut app, kept) = lived_in();
    to(&mut app, "cooing");
    app.press("h");
    assert_eq!(app.family().settings.hidden, ["e-coo"]);
    assert!(app.screen().contains("cooing · hidden"), "{}", app.screen());
    assert!(!app.family().offered_cue_codes().contains(&"e-coo".to_owned()));
    assert!(!app.family().pick_digit_cues(Some(11)).contains(&"e-coo".to_owned()));
    app.press("<esc><esc>c");
    assert!(!app.screen().contains("coos"), "{}", app.screen());
    app.press("co");
    assert!(!app.screen().contains(" coos"), "{}", app.screen());
    app.press("os<enter><enter>");
    let now_kept = app.entries();
    assert_eq!(now_kept.len(), kept.len() + 1);
    assert!(now_kept.iter().any(|entry| entry.details == seen(&["e-coo"])));
    app.press("g");
    to(&mut app, "cooing");
    app.press("h");
    assert!(app.family().settings.hidden.is_empty());
    app.press("uu");
    assert_eq!(app.family().settings.hidden, ["e-coo"]);
    assert!(kept.iter().all(|entry| app.entries().contains(entry)));
}

/// Adds a cue that points away, from the guide.
fn add_twirls(app: &mut TestApp) -> String {
    app.press("atwirls her hair<enter>dis<enter>");
    let own = app.family().custom_cues;
    assert_eq!(own.len(), 1, "{}", app.screen());
    own[0].code.clone()
}

#[test]
fn a_cue_in_the_familys_own_words_is_added_reworded_and_retired() {
    let (mut app, kept) = lived_in();
    let code = add_twirls(&mut app);
    assert!(code.starts_with("own-") && code.len() > 8, "{code}");
    let own = app.family().custom_cues[0].clone();
    assert_eq!(own.words, "twirls her hair");
    assert_eq!(own.points, Some(CueDirection::Disengagement));
    assert!(app.screen().contains("in your own words"), "own cues first");
    assert!(app.family().offered_cue_codes().contains(&code));
    // The cursor is on it.
    app.press("*<esc>c1<enter>");
    assert!(app.entries().iter().any(|entry| entry.details == seen(&[&code])));
    let kept_now = app.entries();
    app.press("g");
    to(&mut app, "twirls");
    app.press("e<ctrl-u>winds her hair<ctrl-s>");
    assert_eq!(app.family().custom_cues[0].words, "winds her hair");
    assert_eq!(app.family().custom_cues[0].code, code);
    to(&mut app, "<ctrl-u>winds");
    app.press("d");
    assert!(app.family().custom_cues[0].retired);
    assert!(!app.family().offered_cue_codes().contains(&code));
    assert_eq!(app.family().cue_label(&code), "winds her hair");
    assert_eq!(app.entries(), kept_now);
    app.press("d");
    assert!(!app.family().custom_cues[0].retired);
    app.press("uuuuuu");
    assert!(app.family().custom_cues.is_empty());
    assert_eq!(app.entries(), kept);
}

#[test]
fn words_a_typed_line_cannot_read_are_turned_away_kindly() {
    let (mut app, _) = lived_in();
    for (typed, said) in [
        ("looks, then smiles", "leave out commas"),
        ("says \"ba\"", "leave out commas"),
        ("hiccups", "is in the list already"),
        ("", "What do you call it?"),
        ("5m ago", "read these words as something else"),
        ("paused", "read these words as something else"),
        ("a very long way of saying that she is looking at the cat", "forty letters"),
    ] {
        app.press(&format!("a<ctrl-u>{typed}<ctrl-s>"));
        assert!(app.screen().contains(said), "{typed}: {}", app.screen());
        assert!(app.family().custom_cues.is_empty());
        app.press("<ctrl-u><esc>");
    }
}

#[test]
fn what_was_typed_for_an_own_cue_waits() {
    let (mut app, _) = lived_in();
    app.press("atwirls<esc>a");
    assert_eq!(app.screen().matches("twirls").count(), 2);
    app.press(" her hair<ctrl-s>");
    assert_eq!(app.family().custom_cues[0].words, "twirls her hair");
    app.press("a");
    // Only in the hint below.
    assert_eq!(app.screen().matches("twirls").count(), 1);
}

#[test]
fn a_stroke_is_called_as_the_class_calls_it() {
    let (mut app, kept) = lived_in();
    to(&mut app, "butterfly");
    app.press("eflutter by<enter>");
    assert_eq!(app.family().stroke_label("butterfly"), "flutter by");
    assert!(app.screen().contains("flutter by"), "{}", app.screen());
    app.press("<esc><esc>");
    let form = |app: &mut TestApp, keys: &str| {
        app.press(keys);
        let screen = app.screen();
        app.press("<esc>");
        screen
    };
    let forms = [form(&mut app, "e"), form(&mut app, "<down>e")];
    assert!(forms.iter().any(|form| form.contains("flutter by")), "{forms:?}");
    app.press("g");
    to(&mut app, "flutter by");
    let told = cuebook::model::family_to_json(&app.family());
    assert_eq!(told["stroke_names"]["butterfly"], "flutter by");
    app.press("e<ctrl-u><enter>");
    assert_eq!(app.family().stroke_label("butterfly"), "butterfly");
    assert!(app.store().load_setting("stroke_names").unwrap().is_none());
    app.press("u");
    assert_eq!(app.family().stroke_label("butterfly"), "flutter by");
    app.press("u");
    assert_eq!(app.family().stroke_label("butterfly"), "butterfly");
    assert_eq!(app.entries(), kept);
}

#[test]
fn hidden_areas_and_strokes_leave_the_form_and_stay_in_entries() {
    let (mut app, kept) = lived_in();
    app.press("<tab><tab>h");
    assert_eq!(app.family().settings.hidden, ["legs"]);
    assert!(app.screen().contains("hidden, with its strokes"));
    app.press("<esc>m<tab>");
    assert!(app.screen().contains("1 tummy"), "{}", app.screen());
    app.press("<esc>");
    assert_eq!(app.entries(), kept);
    app.press("u");
    assert!(app.family().settings.hidden.is_empty());
    assert_eq!(app.entries(), kept);
}

#[test]
fn what_is_only_read_says_so() {
    let (mut app, _) = lived_in();
    app.press("e");
    assert!(app.screen().contains("You can't change our words"));
    app.press("d");
    assert!(app.screen().contains("You can only retire a cue"));
    app.press("<tab>*");
    assert!(app.screen().contains("You can only star a cue"));
    app.press("h");
    assert!(app.screen().contains("You can't change this line"));
    app.press("<tab>e");
    assert!(app.screen().contains("but not parts of the body"));
    assert!(app.family().settings.hidden.is_empty() && app.family().custom_cues.is_empty());
}

#[test]
fn the_guide_is_drawn() {
    let mut app = TestApp::of(empty(), 80, 24);
    app.now = now();
    app.press("g");
    insta::assert_snapshot!("guide_cues_80x24", app.screen());
    app.press("<shift-tab><shift-tab><down><down>");
    insta::assert_snapshot!("guide_evidence_80x24", app.screen());
    let mut small = TestApp::of(empty(), 60, 20);
    small.press("g/hand");
    insta::assert_snapshot!("guide_found_60x20", small.screen());
}

#[test]
fn what_was_typed_of_an_own_cue_waits_and_can_be_begun_afresh() {
    let mut app = TestApp::new();
    app.press("gaflaps<esc>");
    assert!(app.screen().contains("What you typed is still there: press a."));
    app.press("a");
    assert!(app.screen().contains("ctrl-n to start again"), "{}", app.screen());
    app.press("<ctrl-n>twirls her hair<ctrl-s>");
    assert_eq!(app.family().custom_cues[0].words, "twirls her hair");
}

#[test]
fn an_own_cue_added_while_looking_for_another_is_shown() {
    let mut app = TestApp::new();
    app.press("g/smiles<enter>atwirls her hair<ctrl-s>");
    assert!(app.screen().contains("twirls her hair"), "{}", app.screen());
}

#[test]
fn a_star_set_in_another_window_meanwhile_is_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let (mut anna, mut ben) = (TestApp::in_file(&path), TestApp::in_file(&path));
    anna.press("g");
    ben.press("g<down>");
    anna.press("*");
    ben.press("*");
    assert!(ben.screen().contains("changed in another window"), "{}", ben.screen());
    ben.press("*");
    assert_eq!(ben.family().settings.favourites.len(), 2);
}
