//! While nobody types: what the terminal is written, and what is asked of the file.

use crate::support::{Bytes, TestApp, memory};
use cuebook::tui::terminal::screen_backend::ScreenBackend;
use ratatui::Terminal;

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
