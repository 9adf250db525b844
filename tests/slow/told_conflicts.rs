//! Told at most once and never falsely: many random runs of two, three and four computers, with clocks that are wrong, a
//! folder that is read late and in part, and journals that are put back. The figures are printed with `--nocapture`.

use crate::support::sync_world::{Mutant, ToldCounts, run_unencoded};
use std::thread;

/// What was told in so many runs of so many machines.
fn told_among(machines: usize, runs: u64) -> ToldCounts {
    let (even, odd) = thread::scope(|scope| {
        let half = |first: u64| {
            let run = |seed| {
                run_unencoded(seed, machines, Mutant::None).unwrap_or_else(|why| panic!("run {seed}: {why}"))
            };
            (first..runs).step_by(2).map(run).sum::<ToldCounts>()
        };
        let odd = scope.spawn(move || half(1));
        (half(0), odd.join().unwrap())
    });
    let told = even + odd;
    println!("{machines} computers, {runs} runs: {told:?}");
    assert_eq!((told.invented, told.twice), (0, 0), "{machines}: {told:?}");
    assert!(told.rightly as u64 > 5 * runs, "{machines}: {told:?}");
    told
}

#[test]
fn between_two_computers_what_is_lost_is_told_once_and_hardly_ever_missed() {
    let told = told_among(2, 20_000);
    assert!((told.missed + told.missed_over) * 1_000 < told.rightly, "{told:?}");
}

#[test]
fn among_three_and_four_computers_little_is_missed_and_nothing_is_told_falsely() {
    for machines in [3, 4] {
        let told = told_among(machines, 2_000);
        assert!((told.missed + told.missed_over) * 200 < told.rightly, "{told:?}");
    }
}
