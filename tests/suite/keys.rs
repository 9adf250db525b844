//! Keys as keyboards and terminals send them: other scripts, Caps Lock, digit rows, backspace, esc and a key at once, answers
//! of the terminal, pastes; and keys that a parent gave other places.

use crate::all_babies::twins;
use crate::support::{TestApp, memory, welcomed};
use cuebook::model::EntryKind;
use cuebook::tui::keys::key_remap::{KeySetting, action_name, build_bindings};
use cuebook::tui::keys::keyboard_layouts::{DIGIT_ROWS, LAYOUTS, latin_key};
use cuebook::tui::keys::{BINDINGS, Mode, bindings_for_mode};

#[test]
fn every_sign_of_a_layout_stands_on_one_key() {
    for (theirs, latin) in LAYOUTS.iter().chain(DIGIT_ROWS) {
        assert_eq!(theirs.chars().count(), latin.chars().count(), "{theirs}");
        assert!(theirs.chars().all(|sign| !sign.is_ascii() || DIGIT_ROWS.iter().any(|it| it.0 == *theirs)));
    }
    let mut all: Vec<char> = LAYOUTS.iter().flat_map(|(theirs, _)| theirs.chars()).collect();
    let signs = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), signs, "a sign stands in two tables");
}

/// Every command letter of Today, typed on another layout, does what it does on a Latin one.
#[test]
fn a_letter_of_another_script_acts_as_the_key_it_sits_on() {
    for (theirs, latin) in LAYOUTS {
        for (sign, key) in theirs.chars().zip(latin.chars()) {
            if !"snt".contains(key) {
                continue;
            }
            let (mut ours, mut their_app) = (TestApp::new(), TestApp::new());
            ours.press(&key.to_string());
            their_app.press(&sign.to_string());
            assert_eq!(their_app.screen(), ours.screen(), "{sign} for {key}");
            assert!(!their_app.screen().contains("does nothing here"), "{sign}");
        }
    }
    // Full-width input of Chinese and Japanese.
    for (sign, shown) in [('：', "F1 help"), ('？', "Gaps are fine"), ('！', "In danger"), ('ｎ', "F1 help")]
    {
        TestApp::new().keys(&sign.to_string()).has(shown);
    }
}

#[test]
fn where_text_is_typed_every_letter_is_itself() {
    TestApp::new().keys("nона спала").has("она спала");
    TestApp::new().keys("nλίγο").has("λίγο");
    TestApp::new().keys("nAb：").has("Ab：");
}

#[test]
fn with_caps_lock_a_key_does_what_its_small_letter_does() {
    for (capital, small) in [("M", "m"), ("F", "f"), ("N", "n"), ("V", "v"), ("T", "t"), ("Z", "z")] {
        let (mut with, mut without) = (TestApp::new(), TestApp::new());
        with.press(capital);
        without.press(small);
        assert_eq!(with.screen(), without.screen());
    }
    let mut app = TestApp::new();
    app.press("Q");
    assert!(app.app.is_quitting());
}

#[test]
fn a_capital_that_does_more_is_asked_after_once() {
    // With one baby and one carer there is nothing more.
    TestApp::new().keys("S").has("since 14:07").has("s woke up");
    TestApp::new().keys("C").has("F1 help");
    let mut app = TestApp::of(twins(), 80, 24);
    app.keys("S").has("Press S again for: every baby fell asleep").has("is Caps Lock on?");
    assert!(app.entries().is_empty());
    app.keys("S").has("for Maya and Leo").keys("u");
    assert!(app.entries().is_empty());
    app.keys("S").has("for Maya and Leo");
    let mut store = memory();
    let mut family = store.load_family().unwrap();
    let mut other = family.carers.remove(0);
    other.id = cuebook::model::new_id();
    other.name = Some("Sam".into());
    store.apply(&cuebook::model::Change::add_record("Sam", other), crate::support::now()).unwrap();
    let mut app = TestApp::of(welcomed(store), 80, 24);
    let before = app.family().selected_carer().unwrap().id;
    app.keys("C").has("Press C again for: let the next carer write. For c, is Caps Lock on?");
    assert_eq!(app.family().selected_carer().unwrap().id, before);
    app.keys("C");
    assert_ne!(app.family().selected_carer().unwrap().id, before);
}

/// What the unshifted digit row of AZERTY and of a Czech keyboard sends picks what its digit picks.
#[test]
fn a_digit_row_that_needs_shift_picks_without_it() {
    for (row, digits) in [("&é\"'(-è_ç", "123456789"), ("+ěščřžýáí", "123456789")] {
        for (sign, digit) in row.chars().zip(digits.chars()) {
            for place in ["c", "m<tab>", "mx"] {
                let (mut with, mut without) = (TestApp::new(), TestApp::new());
                with.press(&format!("{place}{sign}"));
                without.press(&format!("{place}{digit}"));
                assert_eq!(with.screen(), without.screen(), "{sign} for {digit} after {place}");
            }
        }
    }
    // In words being looked for it is a letter.
    TestApp::new().keys("clook&").has("look&");
    TestApp::new().keys("nla forêt & é").has("la forêt & é");
}

/// Signs that need AltGr on German, French, Hungarian, Turkish, Nordic or Spanish keyboards.
const ALT_GR: &str = "[]{}\\@|~€#`^$&<>;*";

#[test]
fn nothing_needs_altgr() {
    for mode in Mode::ALL.iter().chain(&[Mode::Privacy, Mode::Passphrase, Mode::Opening]).copied() {
        for row in bindings_for_mode(mode) {
            let without = bindings_for_mode(mode)
                .any(|other| other.action == row.action && !ALT_GR.contains(&other.key.display_name(false)));
            assert!(without, "{} in {}", row.label, mode.name());
        }
    }
}

#[test]
fn j_and_k_move_and_the_capitals_jump_and_choose_a_kind() {
    let mut app = TestApp::new();
    app.press(":note first<enter>:note second<enter>v");
    let top = app.picked();
    app.press("j");
    assert_ne!(app.picked(), top);
    app.press("k");
    assert_eq!(app.picked(), top);
    app.keys("J").has("go to a day").keys("<esc>K").has("past · massage");
}

#[test]
fn backspace_sent_as_ctrl_h_deletes_one_letter() {
    for (open, shown) in [("n", "abd"), (":", "abd"), ("v/", "abd"), ("c", "abd")] {
        let mut app = TestApp::new();
        app.press(open);
        for keys in ["a", "b", "c", "<ctrl-h>", "d"] {
            app.burst(keys);
        }
        assert!(app.screen().contains(shown), "{open}:\n{}", app.screen());
        assert!(!app.screen().contains("abc"));
    }
    // The other keys that every shell has.
    TestApp::new().keys("nabc<ctrl-b><ctrl-b><ctrl-d>x<ctrl-f>y").has("axcy");
}

#[test]
fn what_was_typed_of_a_past_sleep_waits_behind_its_own_key() {
    let mut app = TestApp::new();
    app.keys("z11:40<esc>").has("What you typed is still there: press z.").keys("z").has("11:40");
}

#[test]
fn esc_and_a_key_that_came_together_are_two_keys() {
    TestApp::new().keys("n").burst("<alt-s>").has("s woke up");
    TestApp::new().keys("v").burst("<alt-t>").has("weeks");
    TestApp::new().keys("nsome words").burst("<alt-v>").has("/ find");
}

#[test]
fn late_answers_of_the_terminal_do_nothing() {
    let answers = [
        "<alt-]>11;rgb:1e1e/1e1e/1e1e<ctrl-g>",
        "<alt-]>4;1;rgb:cdcd/0000/0000<alt-\\>",
        "<alt-]>52;c;c2VjcmV0<ctrl-g>",
        "<alt-P>>|XTerm(388)<alt-\\>",
        "1;3801;0c",
        "0;276;0c",
    ];
    for open in ["", "n", "v", "m"] {
        for answer in answers {
            let (mut with, mut without) = (TestApp::new(), TestApp::new());
            with.press(open);
            without.press(open);
            with.burst(answer);
            assert_eq!(with.screen(), without.screen(), "{answer} after {open:?}");
            // One that came in two parts.
            let (first, rest) = answer.split_at(answer.find("rgb").unwrap_or(answer.len()));
            with.burst(first).burst(rest);
            assert_eq!(with.screen(), without.screen(), "{answer} in parts after {open:?}");
            // A key in the same packet is still a key.
            with.burst(&format!("{answer}<esc>"));
            without.burst("<esc>");
            assert_eq!(with.screen(), without.screen(), "{answer} and esc after {open:?}");
            assert!(with.entries().is_empty());
        }
    }
}

#[test]
fn an_unmarked_paste_is_text_and_no_command() {
    let paste = "She slept badly<enter>smiled and d<enter>";
    for open in ["", "v", "t", "g", ",", "p"] {
        let mut app = TestApp::new();
        app.press(open);
        app.burst(paste).has("Several letters came at once");
        assert!(app.entries().is_empty(), "{open:?}");
    }
    let mut app = TestApp::new();
    app.keys("n").burst(paste).has("She slept badly").has("smiled and d").has("F1 help");
    assert!(app.entries().is_empty(), "it is not kept by its line ends");
    app.press("<ctrl-s>");
    assert_eq!(app.only(EntryKind::Note).note.unwrap(), "She slept badly\nsmiled and d");
    let mut app = TestApp::new();
    app.keys(":").burst("note one<enter>note two<enter>").has("note one note two");
    assert!(app.entries().is_empty());
    // A key held down, and a quick hand, are keys.
    let mut app = TestApp::new();
    app.press(":note a<enter>:note b<enter>:note c<enter>v");
    app.burst("jjj");
    assert!(app.picked().contains("note"));
    TestApp::new().burst("m1").has("minutes");
}

fn setting(screen: Option<&str>, action: &str, keys: &[&str]) -> KeySetting {
    let keys = keys.iter().map(|key| (*key).to_owned()).collect();
    KeySetting { screen: screen.map(str::to_owned), action: action.to_owned(), keys }
}

fn keys_in(settings: &[KeySetting], mode: Mode, action: &str) -> Vec<String> {
    let table = build_bindings(settings).unwrap_or_else(|why| panic!("{why}"));
    let rows = table.iter().filter(|row| row.modes.contains(&mode) && action_name(row.action) == action);
    rows.map(|row| row.key.display_name(false)).collect()
}

#[test]
fn any_action_takes_other_keys() {
    let settings = [
        setting(None, "sleep", &["y"]),
        setting(None, "undo", &["F9", "i"]),
        setting(Some("past"), "find", &["space"]),
        setting(None, "hide-screen", &["ctrl-k"]),
    ];
    assert_eq!(keys_in(&settings, Mode::Today, "sleep"), ["y"]);
    assert_eq!(keys_in(&settings, Mode::Today, "undo"), ["F9", "i"]);
    assert_eq!(keys_in(&settings, Mode::Form, "undo"), ["F9"], "a letter is text in a form");
    assert_eq!(keys_in(&settings, Mode::Past, "find"), ["space"]);
    assert_eq!(keys_in(&settings, Mode::Guide, "find"), ["/"]);
    assert_eq!(keys_in(&settings, Mode::Form, "hide-screen"), ["ctrl-k"]);
    // Every action by its own name, to a key that nothing has.
    for row in BINDINGS {
        let table = build_bindings(&[setting(None, &action_name(row.action), &["F12"])]);
        assert!(table.is_ok(), "{}", table.err().unwrap_or_default());
    }
    assert_eq!(build_bindings(&[]).unwrap().len(), BINDINGS.len());
}

#[test]
fn what_cannot_be_bound_is_refused_with_a_sentence() {
    for (setting, said) in [
        (setting(None, "sleep", &["m"]), "m would mean both sleep and massage (Today)"),
        (setting(Some("past"), "open", &["esc"]), "esc would mean both"),
        (setting(None, "sleeep", &["y"]), "nothing is called so"),
        (setting(Some("trends"), "sleep", &["y"]), "where it has none"),
        (setting(None, "sleep", &["ctrl-c"]), "cannot be a key here"),
        (setting(None, "sleep", &["ctrl-i"]), "cannot be a key here"),
        (setting(None, "sleep", &["sl"]), "cannot be a key here"),
        (setting(None, "sleep", &[]), "no key at all"),
    ] {
        let why = build_bindings(&[setting]).map(|_| ()).unwrap_err();
        assert!(why.contains(said), "{why}");
        assert!(why.ends_with("cuebook uses its usual keys."), "{why}");
    }
    assert_eq!(latin_key('ы'), Some('s'));
}

#[test]
fn what_has_no_key_is_listed_with_its_name() {
    let mut app = TestApp::of(memory(), 80, 200);
    app.keys("?").has("by name    card: what the cues mean").has("by name    export: everything in a file");
    app.has("by name    blank fortnight: two weeks to print");
}
