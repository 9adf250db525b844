//! Random runs of several computers with a replicator that is late, doubles, forgets and halves: all come to the same
//! state, and nothing that was published is lost. The machines here keep records in memory; clock, merge and pieces are
//! the real ones. Each mutant breaks one rule, and must be caught.

use cuebook::sync::piece_codec::name_of;
use cuebook::sync::{Conflict, HybridClock, LostSide, Piece, RecordState, Stamp, WriterId, merge};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mutant {
    None,
    TakesTheLastRead,
    ClockWithoutCounter,
    NoNewWriterAfterRestore,
    MarksUnreadPieces,
}

/// xorshift: a run is its seed.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

type Pieces = BTreeMap<String, Vec<u8>>;

/// A writer's folder as one computer has it.
#[derive(Clone, Default)]
struct View {
    manifest: Option<Vec<String>>,
    pieces: Pieces,
}

#[derive(Clone)]
struct Machine {
    writer: WriterId,
    clock: HybridClock,
    skew: i64,
    records: BTreeMap<String, RecordState>,
    seen: BTreeSet<(WriterId, String)>,
    /// The manifest it wrote last.
    last_manifest: Option<Vec<String>>,
}

const PIECE: usize = 2;

struct World {
    random: Random,
    mutant: Mutant,
    machines: Vec<Machine>,
    backups: Vec<Option<Machine>>,
    /// By machine that looks, by writer.
    views: Vec<BTreeMap<WriterId, View>>,
    /// Old versions of a writer's folder, which a replicator may still bring.
    old: BTreeMap<WriterId, Vec<View>>,
    now: i64,
    next_writer: u64,
    /// The newest published write of each field of a record that was never removed.
    published: BTreeMap<(String, String), (Stamp, Option<serde_json::Value>)>,
    removed: BTreeSet<String>,
    /// By a write's place and stamp, the line of the values that it replaced.
    saw: HashMap<(String, String, Stamp), BTreeSet<Stamp>>,
    told: usize,
    missed: usize,
}

impl World {
    fn new(seed: u64, machines: usize, mutant: Mutant) -> Self {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let one = |writer, skew| Machine {
            writer: WriterId(writer),
            clock: HybridClock::default(),
            skew,
            records: BTreeMap::new(),
            seen: BTreeSet::new(),
            last_manifest: None,
        };
        let skews = [0, 0, -40_000_000, 30_000_000, 5];
        let all = (0..machines).map(|n| one(n as u64 + 1, skews[random.next(skews.len())])).collect();
        Self {
            random,
            mutant,
            machines: all,
            backups: vec![None; machines],
            views: vec![BTreeMap::new(); machines],
            old: BTreeMap::new(),
            now: 1_800_000_000,
            next_writer: 100,
            published: BTreeMap::new(),
            removed: BTreeSet::new(),
            saw: HashMap::new(),
            told: 0,
            missed: 0,
        }
    }

    fn tick(&mut self, n: usize) -> Stamp {
        let machine = &mut self.machines[n];
        let now = self.now + machine.skew;
        let clock = match self.mutant {
            Mutant::ClockWithoutCounter => cuebook::sync::stamp::clock_at(now),
            _ => machine.clock.tick(now),
        };
        Stamp { clock, writer: machine.writer }
    }

    fn edit(&mut self, n: usize) -> Result<(), String> {
        let key = format!("entry/{:02}", self.random.next(9));
        let at = self.tick(n);
        let (field, value) = (format!("f{}", self.random.next(3)), self.random.next(1000));
        let removes = self.random.next(12) == 0;
        let state = self.machines[n].records.entry(key.clone()).or_default();
        if removes {
            if state.is_alive() {
                state.remove(at, false);
                self.removed.insert(key);
            }
            return Ok(());
        }
        let value = (value % 7 > 0).then(|| json!(value));
        let replaced = state.mark_of(&field).stamp;
        state.write([(field.clone(), value)], at);
        let line = self.saw.get(&(key.clone(), field.clone(), replaced)).cloned().unwrap_or_default();
        self.saw.insert((key, field, at), line.into_iter().chain([replaced]).collect());
        if at <= replaced {
            return Err(format!("a write at {at:?} is no later than what it replaced, {replaced:?}"));
        }
        Ok(())
    }

    /// Writes what a machine has into its own folder. Whoever does not find there what it wrote last is a copy.
    fn publish(&mut self, n: usize) -> Result<(), String> {
        let own = self.views[n].get(&self.machines[n].writer).cloned().unwrap_or_default();
        if own.manifest != self.machines[n].last_manifest
            && own.manifest.is_some()
            && self.mutant != Mutant::NoNewWriterAfterRestore
        {
            self.next_writer += 1;
            let was = self.machines[n].writer;
            self.machines[n].writer = WriterId(self.next_writer);
            self.machines[n].seen.retain(|(writer, _)| *writer != was);
            self.read(n)?;
        }
        let writer = self.machines[n].writer;
        let records: Vec<(String, RecordState)> = self.machines[n].records.clone().into_iter().collect();
        let mut view = View::default();
        let mut names = Vec::new();
        for chunk in records.chunks(PIECE) {
            let bytes = Piece { records: chunk.iter().cloned().collect() }.encode();
            names.push(name_of(&bytes));
            view.pieces.insert(name_of(&bytes), bytes);
        }
        view.manifest = Some(names.clone());
        self.machines[n].last_manifest = Some(names);
        for (key, state) in &records {
            for (field, value) in &state.fields {
                let newest = self.published.entry((key.clone(), field.clone())).or_default();
                if value.mark.stamp > newest.0 {
                    *newest = (value.mark.stamp, value.value.clone());
                }
            }
        }
        self.old.entry(writer).or_default().push(view.clone());
        self.views[n].insert(writer, view);
        Ok(())
    }

    /// The replicator brings something of one computer to another: a manifest, a piece, something old, half of something.
    fn carry(&mut self, from: usize, to: usize) {
        let writers: Vec<WriterId> = self.views[from].keys().copied().collect();
        let Some(writer) = writers.get(self.random.next(writers.len().max(1))).copied() else { return };
        if writer == self.machines[to].writer {
            return;
        }
        let olds = self.old.get(&writer).map_or(0, Vec::len);
        let source = match self.random.next(4) {
            0 if olds > 0 => self.old[&writer][self.random.next(olds)].clone(),
            _ => self.views[from][&writer].clone(),
        };
        let how = self.random.next(4);
        let half = self.random.next(3) == 0;
        let view = self.views[to].entry(writer).or_default();
        if how < 2 {
            view.manifest = source.manifest;
        }
        if how > 0 {
            for (n, (name, bytes)) in source.pieces.iter().enumerate() {
                match how {
                    3 => view.pieces.insert(name.clone(), bytes.clone()),
                    _ if (n + self.now as usize).is_multiple_of(2) => {
                        let end = if half { bytes.len() / 2 } else { bytes.len() };
                        view.pieces.insert(name.clone(), bytes[..end].to_vec())
                    }
                    _ => None,
                };
            }
        }
    }

    fn carry_everything(&mut self) {
        for n in 0..self.machines.len() {
            let writers: Vec<WriterId> = self.views[n].keys().copied().collect();
            for writer in writers {
                // What a writer's own computer has counts; of one that is gone, the last version.
                let Some(latest) = self.old.get(&writer).and_then(|all| all.last()).cloned() else {
                    continue;
                };
                for view in &mut self.views {
                    view.insert(writer, latest.clone());
                }
            }
        }
    }

    fn read(&mut self, n: usize) -> Result<(), String> {
        let me = self.machines[n].writer;
        let views = self.views[n].clone();
        for (writer, view) in views.iter().filter(|(writer, _)| **writer != me) {
            for name in view.manifest.iter().flatten() {
                if self.machines[n].seen.contains(&(*writer, name.clone())) {
                    continue;
                }
                let bytes = view.pieces.get(name).filter(|bytes| name_of(bytes) == *name);
                if bytes.is_some() || self.mutant == Mutant::MarksUnreadPieces {
                    self.machines[n].seen.insert((*writer, name.clone()));
                }
                let Some(bytes) = bytes else { continue };
                let piece = Piece::decode(bytes).map_err(|_| "a whole piece did not read".to_owned())?;
                for (key, theirs) in piece.records {
                    self.take(n, key, &theirs)?;
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, n: usize, key: String, theirs: &RecordState) -> Result<(), String> {
        let mine = self.machines[n].records.get(&key).cloned().unwrap_or_default();
        let joined = merge(&mine, theirs);
        self.check_told(n, &key, &mine, theirs, &joined.conflicts)?;
        let state = if self.mutant == Mutant::TakesTheLastRead { theirs.clone() } else { joined.state };
        self.machines[n].clock.observe(state.newest_clock());
        self.machines[n].records.insert(key, state);
        Ok(())
    }

    /// Never told falsely; how often it should have been told and was not is counted.
    fn check_told(
        &mut self,
        n: usize,
        key: &str,
        mine: &RecordState,
        theirs: &RecordState,
        conflicts: &[Conflict],
    ) -> Result<(), String> {
        if self.mutant != Mutant::None || !mine.is_alive() || !theirs.is_alive() {
            return Ok(());
        }
        let me = self.machines[n].writer;
        for (field, value) in &theirs.fields {
            let own = mine.mark_of(field).stamp;
            let (winner, loser) = (value.mark.stamp, own);
            let place = (key.to_owned(), field.clone(), winner);
            let is_mine =
                loser.writer == me && winner > loser && mine.value_of(field) != value.value.as_ref();
            let (Some(saw), true) = (self.saw.get(&place), is_mine) else { continue };
            if !self.saw.contains_key(&(key.to_owned(), field.clone(), loser)) {
                continue;
            }
            let is_told = conflicts
                .iter()
                .any(|it| matches!(it, Conflict::Field { name, lost: LostSide::Mine, .. } if name == field));
            match (is_told, saw.contains(&loser)) {
                (true, true) => return Err(format!("told falsely: {key} {field} {loser:?} {winner:?}")),
                (true, false) => self.told += 1,
                (false, false) => self.missed += 1,
                (false, true) => {}
            }
        }
        Ok(())
    }

    fn step(&mut self) -> Result<(), String> {
        self.now += 3;
        let machines = self.machines.len();
        let n = self.random.next(machines);
        match self.random.next(20) {
            0..=7 => self.edit(n),
            8..=10 => self.publish(n),
            11..=13 => {
                let to = self.random.next(machines);
                if to != n {
                    self.carry(n, to);
                }
                Ok(())
            }
            14..=17 => self.read(n),
            18 => {
                self.backups[n] = Some(self.machines[n].clone());
                Ok(())
            }
            _ => {
                if let Some(backup) = self.backups[n].clone() {
                    self.machines[n] = backup;
                }
                Ok(())
            }
        }
    }

    /// Whether all are equal after three rounds, with all that was published.
    fn settle(&mut self) -> Result<(), String> {
        for _ in 0..4 {
            for n in 0..self.machines.len() {
                self.read(n)?;
                self.publish(n)?;
            }
            self.carry_everything();
        }
        let first = &self.machines[0].records;
        for other in &self.machines[1..] {
            if other.records != *first {
                return Err("two machines differ".into());
            }
        }
        for ((key, field), (stamp, value)) in &self.published {
            let state = first.get(key).ok_or_else(|| format!("{key} was published and is lost"))?;
            let mark = state.mark_of(field).stamp;
            let is_kept = mark > *stamp || (mark == *stamp && state.value_of(field) == value.as_ref());
            if !self.removed.contains(key) && !is_kept {
                return Err(format!("{key} {field} at {stamp:?} was published and is lost"));
            }
        }
        Ok(())
    }
}

fn run(seed: u64, mutant: Mutant) -> Result<(usize, usize), String> {
    let mut world = World::new(seed, 2 + (seed % 4) as usize, mutant);
    for _ in 0..60 {
        world.step()?;
    }
    world.settle()?;
    Ok((world.told, world.missed))
}

#[test]
fn whatever_the_replicator_does_all_come_to_the_same_and_nothing_published_is_lost() {
    let (mut told, mut missed) = (0, 0);
    for seed in 0..400 {
        let (rightly, not) = run(seed, Mutant::None).unwrap_or_else(|why| panic!("run {seed}: {why}"));
        told += rightly;
        missed += not;
    }
    assert!(told > 50, "words were lost in some runs: {told}");
    assert!(missed * 50 < told, "{missed} of {told} were not told");
}

#[test]
fn each_mutant_is_caught() {
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
}
