//! How long the parts a parent waits for take: opening and the first frame, a read of twelve weeks, their trends, one
//! saved entry, and the import of a year. `cargo bench` prints them; nothing here passes or fails.
#![allow(clippy::unwrap_used, missing_docs)]

use chrono::NaiveDate;
use chrono_tz::Europe::London;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use cuebook::app::App;
use cuebook::journal::{At, Change, Cue, Edit, Entry, Family, Moment, Record, Sleep, What, new_id};
use cuebook::store::{Run, Store};
use cuebook::trends::{Asked, reach, trends};
use cuebook::widgets::look::Look;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::hint::black_box;
use std::path::Path;

fn now() -> At {
    At::parse("2026-11-22T14:07:00+00:00").unwrap()
}

/// A sleep and a cue every two hours, back from now.
fn entries(family: &Family, count: i64) -> impl Iterator<Item = Entry> {
    let (baby, carer) = (family.babies[0].id, family.carers[0].id);
    (0..count).map(move |n| {
        let at = At::in_zone(now().secs() - (n + 1) * 3600, London);
        let moment = Moment {
            cues: vec!["q-look".into(), "q-hic".into()],
            did: vec!["paused".into()],
            ..Moment::default()
        };
        let (until, what) = if n % 2 == 0 {
            (
                Some(At::in_zone(at.secs() + 2400 + n % 1200, London)),
                What::Sleep(Sleep::default()),
            )
        } else {
            (
                None,
                What::Cue(Cue {
                    moments: vec![moment],
                    ..Cue::default()
                }),
            )
        };
        Entry {
            id: new_id(),
            baby: Some(baby),
            carer,
            at,
            until,
            about: false,
            note: None,
            what,
        }
    })
}

fn open(path: &Path) -> Store {
    Store::open(path, Run::new("bench"), London).unwrap()
}

fn filled(path: &Path, count: i64) -> Store {
    let mut store = open(path);
    let family = store.family().unwrap();
    let edits = entries(&family, count)
        .map(|e| Edit {
            before: None,
            after: Some(Record::from(e)),
        })
        .collect();
    store
        .apply(
            &Change {
                title: "many".into(),
                edits,
            },
            now(),
        )
        .unwrap();
    store
}

fn journal(c: &mut Criterion) {
    for count in [10_000, 100_000] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.db");
        let mut store = filled(&path, count);
        let family = store.family().unwrap();
        let mut group = c.benchmark_group(format!("{count} entries"));
        group.sample_size(20);
        group.bench_function("open and first frame", |b| {
            b.iter(|| {
                let app = App::new(open(&path), Look::usual(), now()).unwrap();
                let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
                terminal.draw(|frame| app.draw(frame)).unwrap();
            });
        });
        let to = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let from = to - chrono::TimeDelta::days(83);
        let hours = family.settings.hours;
        group.bench_function("between, 12 weeks", |b| {
            b.iter(|| black_box(store.between(reach(from, to, &hours)).unwrap()));
        });
        let twelve_weeks = store.between(reach(from, to, &hours)).unwrap();
        let asked = Asked {
            baby: family.babies[0].id,
            from,
            to,
            hours,
            now: now(),
        };
        group.bench_function("trends, 12 weeks", |b| {
            b.iter(|| black_box(trends(&twelve_weeks, &family, &asked)))
        });
        group.bench_function("apply one entry", |b| {
            b.iter_batched(
                || entries(&family, 1).next().unwrap(),
                |entry| store.apply(&Change::add("one", entry), now()).unwrap(),
                BatchSize::SmallInput,
            );
        });
        group.finish();
    }
}

fn import(c: &mut Criterion) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/babyconnect/eva.csv");
    let Ok(bytes) = std::fs::read(path) else {
        println!("skipped the import: the real file is not here");
        return;
    };
    let options = cuebook::import::Options {
        zone: chrono_tz::America::Los_Angeles,
        keep_other: false,
        now: now(),
    };
    c.bench_function("read a year of Baby Connect", |b| {
        b.iter(|| {
            black_box(
                cuebook::import::read(&bytes, cuebook::import::Format::BabyConnect, &options)
                    .unwrap(),
            )
        });
    });
}

criterion_group!(benches, journal, import);
criterion_main!(benches);
