//! The terminal's answer about its ground comes among the keys: it is taken out of them however it is cut and however late
//! it is, and no key is lost or made up by it.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use cuebook::tui::terminal::ground_answer::{GroundAnswer, Heard, PIECE_WAIT};
use std::time::{Duration, Instant};

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

/// What crossterm makes of bytes that come in these pieces.
fn keys(pieces: &[&str]) -> Vec<Event> {
    let mut events = Vec::new();
    for piece in pieces {
        let mut letters = piece.chars();
        while let Some(c) = letters.next() {
            events.push(match c {
                '\x1b' => match letters.next() {
                    Some(next) => key(KeyCode::Char(next), KeyModifiers::ALT),
                    None => key(KeyCode::Esc, KeyModifiers::NONE),
                },
                '\x07' => key(KeyCode::Char('g'), KeyModifiers::CONTROL),
                c => key(KeyCode::Char(c), KeyModifiers::NONE),
            });
        }
    }
    events
}

fn hear(answer: &mut GroundAnswer, pieces: &[&str], now: Instant) -> Vec<Heard> {
    keys(pieces).into_iter().flat_map(|event| answer.take(event, now)).collect()
}

#[test]
fn an_answer_is_taken_out_of_the_keys_wherever_it_is_cut() {
    for text in [
        "\x1b]11;rgb:ffff/fdfd/0000\x07",
        "\x1b]11;rgb:ff/fd/00\x1b\\",
        "\x1b]11;rgba:ffff/fdfd/0000/ffff\x07",
    ] {
        for cut in 0..=text.len() {
            let now = Instant::now();
            let mut answer = GroundAnswer::awaited(now);
            let heard = hear(&mut answer, &["s", &text[..cut], &text[cut..], "q"], now);
            let keys = keys(&["s", "q"]).into_iter().map(Heard::Event).collect::<Vec<_>>();
            let [first, last] = keys.try_into().unwrap();
            assert_eq!(heard, [first, Heard::Ground((255, 253, 0)), last], "{text:?} cut at {cut}");
            assert_eq!(answer.awaited_since(), None);
        }
    }
}

#[test]
fn an_answer_in_single_bytes_an_hour_late_is_no_key_either() {
    let asked_at = Instant::now();
    let mut answer = GroundAnswer::awaited(asked_at);
    let mut now = asked_at + Duration::from_secs(3600);
    let text = "\x1b]11;rgb:0000/0000/0000\x07";
    // Its first two bytes come together; alone, `esc` that late is a key.
    let mut heard = hear(&mut answer, &[&text[..2]], now);
    for at in 2..text.len() {
        now += Duration::from_millis(300);
        heard.extend(hear(&mut answer, &[&text[at..=at]], now));
    }
    assert_eq!(heard, [Heard::Ground((0, 0, 0))]);
}

#[test]
fn keys_that_only_begin_like_an_answer_are_keys() {
    for typed in [
        vec!["\x1b", "q"],
        vec!["\x1b]", "s"],
        vec!["\x1b]1x"],
        vec!["\x1b", "\x1b", "]2"],
        vec!["]11;rgb:"],
        vec!["11"],
    ] {
        let now = Instant::now();
        let mut answer = GroundAnswer::awaited(now);
        let mut heard = hear(&mut answer, &typed, now);
        heard.extend(answer.release());
        assert_eq!(heard, keys(&typed).into_iter().map(Heard::Event).collect::<Vec<_>>(), "{typed:?}");
    }
}

#[test]
fn an_answer_that_is_never_finished_ends_with_the_next_key() {
    let now = Instant::now();
    let mut answer = GroundAnswer::awaited(now);
    assert_eq!(hear(&mut answer, &["\x1b]11;rgb:00"], now), []);
    assert!(!answer.is_holding(), "what is certainly an answer is no key that waits");
    let later = now + PIECE_WAIT + Duration::from_millis(1);
    assert_eq!(hear(&mut answer, &["0"], later).len(), 1, "a digit is a key again after a while");
    assert_eq!(hear(&mut answer, &["\x1b]11;rgb:00", "s"], later).len(), 1);
    assert_eq!(
        hear(&mut answer, &["\x1b]11;rgb:ffff/ffff/ffff\x07"], later),
        [Heard::Ground((255, 255, 255))]
    );
    assert_eq!(hear(&mut answer, &["\x1b"], later).len(), 1, "answered, nothing is held back any more");
}

#[test]
fn what_is_no_colour_is_no_key_and_no_colour() {
    for text in ["\x1b]11;?\x07", "\x1b]11;rgb:12345/0/0\x07", "\x1b]11;rgb:/0/0\x07", "\x1b]11;\x07"] {
        let now = Instant::now();
        assert_eq!(hear(&mut GroundAnswer::awaited(now), &[text], now), [], "{text:?}");
    }
}

#[test]
fn a_second_answer_is_no_key_and_esc_is_one_at_once() {
    let now = Instant::now();
    let mut answer = GroundAnswer::awaited(now);
    let text = "\x1b]11;rgb:ffff/ffff/ffff\x07";
    for _ in 0..2 {
        assert_eq!(hear(&mut answer, &[text], now), [Heard::Ground((255, 255, 255))]);
    }
    assert_eq!(hear(&mut answer, &["\x1b"], now).len(), 1);
    assert!(!answer.is_holding());
}

#[test]
fn the_question_is_the_one_terminals_know() {
    let mut written = Vec::new();
    GroundAnswer::ask(&mut written).unwrap();
    assert_eq!(written, b"\x1b]11;?\x07");
}
