//! The words parents read: that every asset is whole, that every form finds its own, and that none of them judges.
//!
//! Only words are tested here; what a typed line makes of them is tested with the typed line.

use cuebook::vocabulary::{
    CueDirection, CuePlace, SupportLine, WordList, all_cues, cue_sources, current_cue_id, default_digit_cues,
    find_cue_by_id, find_cue_note, find_source, find_support_country, find_typed_cue, find_typed_word,
    find_word, label_for, list, normalize_text, scale_label, search_cues, strokes_for_area, support_file,
    support_lines_for,
};
use std::collections::{HashMap, HashSet};

const BANNED: [&str; 13] = [
    "normal",
    "abnormal",
    "should",
    "must",
    "good baby",
    "bad",
    "score",
    "better",
    "best",
    "worse",
    "wrong",
    "percent",
    "target",
];

fn kebab(code: &str) -> bool {
    !code.is_empty()
        && code.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}

fn plain_short(short: &str) -> bool {
    !short.is_empty()
        && !short.contains([',', ';', '"', '\'', '(', ')', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}'])
        && short.trim() == short
        && short.split(' ').all(|part| part == "I" || part.chars().all(|c| !c.is_uppercase()))
}

// Addresses are left out: a page may be called what it likes.
fn read_by_parents() -> Vec<String> {
    let mut texts = Vec::new();
    for cue in all_cues() {
        texts.extend([cue.words.clone(), cue.short.clone(), cue.term.clone()]);
        texts.extend(find_cue_note(&cue.id).map(|note| note.words.clone()));
    }
    for name in WordList::ALL {
        for word in list(name) {
            texts.extend([word.words.clone(), word.short.clone()]);
            texts.extend(word.sign.clone());
            texts.extend(word.term.clone());
        }
    }
    let support = support_file();
    for line in &support.line {
        texts.extend([line.name.clone(), line.contact.clone()]);
        texts.extend(line.hours.clone());
        texts.extend(line.place.clone());
    }
    texts.extend([support.opening.clone(), support.near_you.clone(), support.closing.clone()]);
    texts.extend(support.danger.iter().map(|danger| danger.words.clone()));
    texts.extend(support.need.iter().map(|need| need.name.clone()));
    texts.extend(support.country.iter().map(|country| country.people.clone()));
    texts.push(support.elsewhere.words.clone());
    texts.extend(cue_sources().iter().map(|source| source.name.clone()));
    texts
}

// The ids of the first list, which journals and archives of its time hold.
const FIRST_LIST: &str = "
    e-gaze e-face e-smile e-msmile e-giggle e-coo e-babble e-talk e-reach e-turn e-smooth e-feedsnd
    e-still e-eyes e-bright e-brow e-hands e-head e-alert e-feedpost e-hungerpost d-arch d-choke d-cough
    d-crawl d-walk d-cryface d-cry d-fuss d-halt d-shake d-away d-beat d-pound d-skin d-pull d-push d-no
    d-spit d-spitup d-vomit d-whine d-sleep q-look q-lookq q-blink q-clinch q-dull q-rub q-frown
    q-wrinkle q-lipc q-lipg q-grim q-pout q-tongue q-ugh q-sober q-yawn q-join q-self q-mouth q-ear
    q-headf q-behind q-neck q-tummy q-fingers q-wrist q-wing q-arms q-shrug q-lower q-turn q-immob
    q-diffuse q-kick q-legs q-feet q-cling q-breath q-hic q-suck q-whimper q-sneeze";

#[test]
fn the_list_is_our_own_and_short_enough_to_read() {
    assert!((45..=60).contains(&all_cues().len()), "{}", all_cues().len());
    let mut places: Vec<CuePlace> = all_cues().iter().map(|cue| cue.place).collect();
    places.dedup();
    use CuePlace::{Body, Breath, Eyes, Face, Hands, Voice};
    assert_eq!(places, [Eyes, Face, Voice, Hands, Body, Breath], "each place once, in this order");
}

#[test]
fn a_cue_of_an_earlier_list_is_still_read() {
    for id in FIRST_LIST.split_whitespace() {
        let cue = find_cue_by_id(id).unwrap_or_else(|| panic!("{id} is not read any more"));
        assert_eq!(current_cue_id(id), cue.id);
        assert!(cue.id == id || cue.was.iter().any(|was| was == id), "{id}");
    }
    assert_eq!(current_cue_id("q-lookq"), "q-look");
    assert_eq!(current_cue_id("own-1"), "own-1");
    let taken_over: Vec<&String> = all_cues().iter().flat_map(|cue| &cue.was).collect();
    assert!(taken_over.iter().all(|was| all_cues().iter().all(|cue| cue.id != **was)));
}

#[test]
fn a_direction_is_only_said_where_a_page_says_it() {
    for cue in all_cues() {
        let note = find_cue_note(&cue.id);
        assert!(cue.points.is_none() || !cue.sources.is_empty(), "{} points without a page", cue.id);
        assert!(cue.points.is_some() || note.is_some(), "{} could be either, and nothing says why", cue.id);
        assert!(note.is_none_or(|note| note.sources.iter().all(|key| find_source(key).is_some())));
    }
    assert!(cue_sources().iter().all(|source| !source.date.is_empty()));
}

#[test]
fn every_cue_is_whole() {
    let mut ids = HashSet::new();
    let mut shorts = HashSet::new();
    for cue in all_cues() {
        assert!(kebab(&cue.id) && ids.insert(&cue.id), "{}", cue.id);
        assert!(plain_short(&cue.short) && shorts.insert(&cue.short), "{}: {}", cue.id, cue.short);
        assert!(!cue.words.is_empty() && !cue.term.is_empty(), "{}", cue.id);
        assert!(cue.from_weeks <= 52, "{}", cue.id);
        assert!(cue.sources.iter().all(|key| find_source(key).is_some()), "{}", cue.id);
    }
}

#[test]
fn every_form_of_a_cue_finds_that_cue() {
    let mut owner: HashMap<String, &str> = HashMap::new();
    for c in all_cues() {
        let ours = [&c.id, &c.words, &c.short].into_iter().chain(&c.aliases).map(String::as_str);
        for form in ours.chain(c.term.split(", ")) {
            let first = owner.entry(normalize_text(form)).or_insert(&c.id);
            assert_eq!(*first, c.id, "\"{form}\" means two cues");
            assert_eq!(find_typed_cue(form).unwrap().id, c.id);
            assert_eq!(find_typed_cue(&format!(" {} ", form.to_uppercase())).unwrap().id, c.id);
        }
        for form in [&c.term, &c.words, &c.short].into_iter().chain(&c.aliases) {
            assert!(search_cues(form).iter().any(|found| found.id == c.id), "{form}");
        }
        assert_eq!(find_cue_by_id(&c.id).unwrap(), c);
    }
    assert!(find_typed_cue("nothing of the sort").is_none());
}

#[test]
fn picks_are_nine_plausible_cues_and_never_a_matter_of_health() {
    let caution: Vec<_> = all_cues().iter().filter(|c| c.caution).map(|c| c.id.as_str()).collect();
    assert_eq!(caution, ["q-immob", "q-breath", "d-choke", "d-vomit", "d-skin"]);
    for weeks in [-4, 0, 5, 6, 12, 13, 25, 26, 42, 43, 400] {
        let nine = default_digit_cues(Some(weeks));
        let known: HashSet<_> = nine.iter().map(|c| &c.id).collect();
        assert_eq!((nine.len(), known.len()), (9, 9), "{weeks} weeks");
        assert!(nine.iter().all(|c| !c.caution && i64::from(c.from_weeks) <= weeks.max(0)), "{weeks} weeks");
        let wants_more = nine.iter().take_while(|c| c.points == Some(CueDirection::Engagement)).count();
        assert_eq!(wants_more, 4, "{weeks} weeks");
        assert!(nine[4..].iter().all(|c| c.points != Some(CueDirection::Engagement)), "{weeks} weeks");
    }
    assert_eq!(default_digit_cues(None), default_digit_cues(Some(6)));
    assert_ne!(default_digit_cues(Some(5)), default_digit_cues(Some(6)));
}

#[test]
fn search_puts_the_start_of_a_word_first() {
    assert_eq!(search_cues("").len(), all_cues().len());
    assert_eq!(search_cues("hic")[0].id, "q-hic");
    assert_eq!(search_cues("Looks A")[0].id, "e-face");
    assert_eq!(search_cues("looks aw")[0].id, "q-look");
    assert_eq!(search_cues("gaze av")[0].id, "q-look");
    assert_eq!(search_cues("hcps")[0].id, "q-hic");
    assert!(search_cues("zzzz").is_empty());
    let place = |typed: &str, id: &str| search_cues(typed).iter().position(|c| c.id == id).unwrap();
    assert!(place("ar", "q-legs") < place("ar", "q-ear"), "a word's start comes before its middle");
    assert!(place("ear", "q-ear") < place("ear", "e-reach"), "letters in order come last");
}

#[test]
fn every_list_is_whole() {
    for name in WordList::ALL {
        let mut codes = HashSet::new();
        let mut owner: HashMap<String, &str> = HashMap::new();
        assert!(!list(name).is_empty(), "{name:?}");
        for w in list(name) {
            assert!(kebab(&w.code) && codes.insert(&w.code), "{name:?} {}", w.code);
            assert!(plain_short(&w.short), "{name:?} {}", w.short);
            assert!(!w.words.is_empty(), "{name:?} {}", w.code);
            for form in [&w.code, &w.words, &w.short].into_iter().chain(&w.aliases) {
                assert_eq!(
                    *owner.entry(normalize_text(form)).or_insert(&w.code),
                    w.code,
                    "{name:?} \"{form}\""
                );
                assert_eq!(find_typed_word(name, form).unwrap().code, w.code, "{name:?} \"{form}\"");
            }
            assert_eq!(find_word(name, &w.code).unwrap(), w);
            assert_eq!(label_for(name, &w.code), w.words);
        }
        assert_eq!(label_for(name, "from-elsewhere"), "from-elsewhere");
        assert!(find_typed_word(name, "from elsewhere").is_none());
    }
}

#[test]
fn lists_hold_what_the_journal_keeps() {
    let sizes = [
        (WordList::Touch, 6),
        (WordList::Asked, 4),
        (WordList::States, 6),
        (WordList::Areas, 7),
        (WordList::Ended, 4),
        (WordList::Responses, 16),
        (WordList::Reasons, 9),
        (WordList::Meant, 4),
        (WordList::Helped, 4),
        (WordList::Doing, 8),
        (WordList::Settled, 10),
        (WordList::Night, 3),
        (WordList::Felt, 5),
        (WordList::Energy, 5),
        (WordList::Feelings, 19),
        (WordList::Sure, 4),
        (WordList::Company, 4),
    ];
    for (name, size) in sizes {
        assert_eq!(list(name).len(), size, "{name:?}");
    }
    for name in [WordList::Felt, WordList::Energy, WordList::Sure, WordList::Company] {
        for (n, w) in (1_u8..).zip(list(name)) {
            assert_eq!(scale_label(name, n), Some(w.words.as_str()));
        }
        assert_eq!(scale_label(name, 0), None);
        assert_eq!(scale_label(name, 6), None);
    }
    assert!(list(WordList::States).iter().all(|s| s.sign.is_some() && s.term.is_some()));
}

#[test]
fn feelings_are_alphabetical_single_words_of_their_own() {
    let words: Vec<_> = list(WordList::Feelings).iter().map(|w| w.words.as_str()).collect();
    assert!(words.is_sorted());
    assert!(list(WordList::Feelings).iter().all(|w| w.words == w.code));
    for word in words {
        assert!(
            find_typed_word(WordList::Felt, word).is_none()
                && find_typed_word(WordList::Energy, word).is_none(),
            "{word}"
        );
    }
    let before_other = &list(WordList::Settled)[..9];
    assert!(before_other.is_sorted_by_key(|w| &w.words));
}

#[test]
fn strokes_follow_their_parts_in_taught_order() {
    let areas: Vec<_> = list(WordList::Areas).iter().map(|w| w.code.as_str()).collect();
    assert_eq!(areas, ["legs", "tummy", "chest", "arms", "face", "back", "movements"]);
    let by_area: Vec<_> = areas.iter().flat_map(|area| strokes_for_area(area)).collect();
    assert_eq!(by_area, list(WordList::Strokes).iter().collect::<Vec<_>>());
    assert_eq!(find_typed_word(WordList::Strokes, "butterfly").unwrap().code, "butterfly");
    assert_eq!(find_typed_word(WordList::Strokes, "legs indian milking").unwrap().code, "legs-milking-down");
    assert!(strokes_for_area("tail").is_empty());
}

#[test]
fn every_support_line_says_where_and_when_it_was_read() {
    let file = support_file();
    let countries: Vec<_> = file.country.iter().map(|country| country.code.as_str()).collect();
    assert_eq!(countries, ["GB", "IE", "US", "CA", "AU", "NZ", "EU"]);
    let needs: Vec<_> = file.need.iter().map(|need| need.code.as_str()).collect();
    assert_eq!(needs, ["talk", "crying", "partners", "early", "died", "unsafe"]);
    let mut pages: Vec<(&str, &str, Option<&str>, String)> = Vec::new();
    for line in &file.line {
        assert!(countries.contains(&line.country.as_str()), "{}", line.name);
        assert!(needs.contains(&line.need.as_str()), "{}", line.name);
        assert!(!line.contact.is_empty());
        let read = line.verified_on.to_string();
        pages.push((&line.name, &line.source_url, line.source_dated.as_deref(), read));
    }
    for sentence in &file.danger {
        assert!(!sentence.sources.is_empty(), "{}", sentence.words);
        for url in &sentence.sources {
            let read = sentence.verified_on.to_string();
            pages.push((&sentence.words, url, sentence.source_dated.as_deref(), read));
        }
    }
    for country in &file.country {
        assert!(!country.number.is_empty());
        let read = country.verified_on.to_string();
        pages.push((&country.name, &country.source_url, country.source_dated.as_deref(), read));
    }
    for (name, url, dated, read) in pages {
        assert!(url.starts_with("http") && !url.contains("..."), "{name}: {url}");
        assert!(["2026-11-22", "2026-11-27"].contains(&read.as_str()), "{name}: {read}");
        if let Some(dated) = dated {
            assert!(dated.len() >= 4 && dated <= read.as_str(), "{name}: {dated}");
        }
    }
    // A line stands in the file where it is shown: by country, then by need.
    let place = |line: &&SupportLine| {
        let at = |all: &[&str], code: &str| all.iter().position(|it| *it == code);
        (at(&countries, &line.country), at(&needs, &line.need))
    };
    assert!(file.line.iter().collect::<Vec<_>>().is_sorted_by_key(place));
    let by_country = countries.iter().flat_map(|code| support_lines_for(code));
    assert!(by_country.eq(file.line.iter()), "no line is lost");
    let found = |text| find_support_country(text).map(|country| country.code.as_str());
    for (typed, code) in [(" gb ", "GB"), ("uk", "GB"), ("Scotland", "GB"), ("France", "EU"), ("de", "EU")] {
        assert_eq!(found(typed), Some(code), "{typed}");
    }
    assert_eq!(found("Narnia"), None);
}

#[test]
fn nothing_a_parent_reads_shouts_or_judges() {
    for text in read_by_parents() {
        assert!(!text.contains('!'), "{text}");
        let folded = normalize_text(&text);
        let words: Vec<_> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let spaced = format!(" {} ", words.join(" "));
        for banned in BANNED {
            assert!(!spaced.contains(&format!(" {banned} ")), "\"{banned}\" in: {text}");
        }
    }
}

#[test]
fn sources_are_addresses_that_something_refers_to() {
    let mut used: HashSet<&str> =
        all_cues().iter().flat_map(|c| c.sources.iter().map(String::as_str)).collect();
    used.extend(
        all_cues()
            .iter()
            .filter_map(|c| find_cue_note(&c.id))
            .flat_map(|n| n.sources.iter().map(String::as_str)),
    );
    for source in cue_sources() {
        assert!(source.address.starts_with("http") && !source.address.contains("..."), "{}", source.key);
        assert!(used.contains(source.key.as_str()), "{} is not referred to", source.key);
    }
}

#[test]
fn fold_levels_what_keyboards_and_screens_make_different() {
    assert_eq!(normalize_text("  Didn\u{2019}t \t ASK "), "didn't ask");
    assert_eq!(find_typed_word(WordList::Asked, "didn\u{2019}t ask").unwrap().code, "not-asked");
    assert_eq!(normalize_text(&normalize_text("A  B")), normalize_text("a b"));
}
