//! From key to paint in Trends: twelve weeks read, added up, set side by side and drawn, and a row down. `cargo bench
//! --bench panels` prints it; nothing here passes or fails.
#![allow(clippy::unwrap_used, missing_docs)]

mod busy;

use busy::{filled, now};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use cuebook::app::App;
use cuebook::widgets::look::Look;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::cell::RefCell;

fn panels(c: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let count = 100_000;
    let store = filled(&folder.path().join("busy.cuebook"), count);
    let app = RefCell::new(App::new(store, Look::usual(), now()).unwrap());
    let press = |code: KeyCode| {
        app.borrow_mut()
            .key(KeyEvent::new(code, KeyModifiers::NONE), now());
    };
    // Past the welcome, if it shows; then Trends, over twelve weeks.
    for code in [
        KeyCode::Esc,
        KeyCode::Char('t'),
        KeyCode::Char('+'),
        KeyCode::Char('+'),
    ] {
        press(code);
    }
    let mut group = c.benchmark_group("key to paint");
    for (columns, rows) in [(80, 24), (200, 60)] {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let mut paint = || {
            terminal.draw(|frame| app.borrow().draw(frame)).unwrap();
        };
        group.bench_function(format!("twelve weeks, {columns}x{rows}"), |b| {
            b.iter_batched(
                || press(KeyCode::Char('-')),
                |()| {
                    press(KeyCode::Char('+'));
                    paint();
                },
                BatchSize::PerIteration,
            );
        });
        let mut down = false;
        group.bench_function(format!("a row on, {columns}x{rows}"), |b| {
            b.iter(|| {
                down = !down;
                press(if down { KeyCode::Down } else { KeyCode::Up });
                paint();
            });
        });
    }
    group.finish();
}

criterion_group!(benches, panels);
criterion_main!(benches);
