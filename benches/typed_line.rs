//! A key in a typed line, from the key to the painted preview: a written line, spoken ones, one as long as anybody says and
//! words nobody knows. A frame at 60 Hz is 16.7 ms. `cargo bench --bench typed_line` prints it; nothing here passes or
//! fails.
#![allow(clippy::unwrap_used, missing_docs)]

mod bench_app;

use bench_app::{BenchApp, journal, keys};
use criterion::{Criterion, criterion_group, criterion_main};

const ENTRIES: i64 = 10_000;

fn lines() -> Vec<(&'static str, String)> {
    let spoken = "massage after her bath, ten minutes legs and tummy, she smiled and cooed then looked away, we paused, baby \
                  said stop";
    let nights = "she slept from half seven last night till quarter to two, then ten past three till six, woke crying, ";
    vec![
        ("written, 24 letters", "slept 11:40-12:55, held".to_owned()),
        ("spoken, 112 letters", spoken.to_owned()),
        ("spoken, 590 letters", nights.repeat(6).chars().take(590).collect()),
        (
            "slips, 590 letters",
            "smilng at te mobiel yawnig cryng masage slpet ".repeat(13).chars().take(590).collect(),
        ),
        (
            "unknown words, 590 letters",
            "qwerty uiop asdf ghjkl zxcv bnm ".repeat(20).chars().take(590).collect(),
        ),
        ("a note, 4000 letters", format!("note {}", "the walk to the river ".repeat(180))),
    ]
}

fn type_a_letter(c: &mut Criterion) {
    let path = journal(ENTRIES);
    let mut group = c.benchmark_group("typed line, a key to its frame");
    group.sample_size(20);
    for (name, line) in lines() {
        let mut app = BenchApp::open(&path);
        app.press_all(":");
        for letter in line.chars() {
            app.press(keys(&letter.to_string())[0]);
        }
        let pair = [keys("s")[0], keys("<back>")[0]];
        let mut turn = 0;
        group.bench_function(name, |b| {
            b.iter(|| {
                app.press(pair[turn]);
                turn = 1 - turn;
            });
        });
    }
    group.finish();
}

criterion_group!(benches, type_a_letter);
criterion_main!(benches);
