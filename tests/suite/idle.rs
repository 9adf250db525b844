//! While nobody types: what the terminal is written, and what is asked of the file.

use crate::support::{Bytes, TestApp, memory};
use cuebook::tui::terminal::event_wait;
use cuebook::tui::terminal::screen_backend::ScreenBackend;
use ratatui::Terminal;
use std::time::Duration;

/// Through the backend of the real terminal, as the loop paints.
fn paint(terminal: &mut Terminal<ScreenBackend<Bytes>>, app: &TestApp) {
    let mut marked = None;
    terminal.draw(|frame| marked = app.app.draw_and_mark(frame)).unwrap();
    if let Some(marked) = marked {
        terminal.set_cursor_position(marked).unwrap();
    }
}

#[test]
fn a_waiting_screen_writes_nothing_but_the_clock_s_minute() {
    let mut app = TestApp::of(memory(), 80, 24);
    app.press(":asleep 13:20<enter>");
    for keys in ["", "p", "<esc>t", "<esc>g", "<esc>n", "<esc><esc>m"] {
        app.press(keys);
        let bytes = Bytes::default();
        let mut terminal = Terminal::new(ScreenBackend::with_size(bytes.clone(), 80, 24)).unwrap();
        // To the beginning of a minute.
        app.wait(60 - app.now.unix_seconds().rem_euclid(60));
        paint(&mut terminal, &app);
        assert!(!bytes.taken().is_empty(), "{keys}: the first picture");
        for second in (2..60).step_by(2) {
            app.wait(2);
            paint(&mut terminal, &app);
            let written = bytes.taken();
            assert!(written.is_empty(), "{keys}: {} bytes after {second} s", written.len());
        }
        app.wait(2);
        paint(&mut terminal, &app);
        let written = bytes.taken().len();
        assert!((1..400).contains(&written), "{keys}: {written} bytes for the clock");
    }
}

#[test]
fn a_waiting_loop_turns_half_as_often_as_seconds_go_by() {
    let minute = Duration::from_secs(60);
    // From every beginning, in milliseconds after a full minute.
    for begin in (0..60_000).step_by(137) {
        let begin = Duration::from_millis(begin);
        let (mut clock, mut turns, mut minutes) = (begin, 0, 0_u64);
        while clock < begin + 10 * minute {
            let to_next_minute = minute - Duration::from_nanos((clock.as_nanos() % minute.as_nanos()) as u64);
            clock += event_wait(false, false, to_next_minute);
            turns += 1;
            minutes += u64::from(clock.as_nanos().is_multiple_of(minute.as_nanos()));
        }
        assert!(turns <= 40 * 10, "{turns} turns in ten minutes from {begin:?}");
        let begun = clock.as_secs() / 60 - begin.as_secs() / 60;
        assert_eq!(minutes, begun, "the clock is painted as the minute begins, from {begin:?}");
    }
    // While words are typed they are looked after soon, and work in the background is shown at once.
    assert!(event_wait(false, true, minute) < Duration::from_secs(1));
    assert!(event_wait(true, false, minute) < Duration::from_millis(20));
}
