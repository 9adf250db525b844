//! Random runs of several computers: all come to the same state, nothing that was published is lost, and what is told is so.
//! Each mutant breaks one rule, and must be noticed. `tests/slow/told_conflicts.rs` has many more runs.

use crate::support::sync_world::{Mutant, ToldCounts, run_unencoded, run_world};

fn run(seed: u64, mutant: Mutant) -> Result<ToldCounts, String> {
    run_world(seed, 2 + (seed % 4) as usize, mutant)
}

/// What was told in some runs of two machines.
fn told_in(runs: u64, mutant: Mutant) -> ToldCounts {
    (0..runs)
        .map(|seed| run_unencoded(seed, 2, mutant).unwrap_or_else(|why| panic!("run {seed}: {why}")))
        .sum()
}

#[test]
fn whatever_the_replicator_does_all_come_to_the_same_and_nothing_published_is_lost() {
    for seed in 0..400 {
        run(seed, Mutant::None).unwrap_or_else(|why| panic!("run {seed}: {why}"));
    }
}

#[test]
fn between_two_what_is_lost_is_told_once_and_never_falsely() {
    let told = told_in(1_000, Mutant::None);
    assert!(told.rightly > 5_000, "words were lost in many runs: {told:?}");
    assert_eq!((told.invented, told.twice), (0, 0), "{told:?}");
    assert!((told.missed + told.missed_over) * 1_000 < told.rightly, "{told:?}");
}

#[test]
fn each_mutant_is_noticed() {
    let mutants = [
        Mutant::TakesTheLastRead,
        Mutant::ClockWithoutCounter,
        Mutant::NoNewWriterAfterRestore,
        Mutant::MarksUnreadPieces,
    ];
    for mutant in mutants {
        let caught = (0..500).find(|seed| run(*seed, mutant).is_err());
        assert!(caught.is_some(), "{mutant:?} was not noticed");
    }
    assert!(told_in(50, Mutant::TellsOfAllThatDiffers).invented > 0);
    assert!(told_in(50, Mutant::TellsAgain).twice > 0);
    assert!(told_in(50, Mutant::TellsNothing).missed > 0);
    assert!(told_in(200, Mutant::ForgetsItsNames).missed > 0);
}
