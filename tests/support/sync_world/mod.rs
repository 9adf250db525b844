//! Random runs of several computers with a replicator that is late, doubles, forgets and halves. The machines keep
//! records in memory; clock, merge, pieces and what is told are the real ones. A run is its seed. What should have been
//! told is known from the line of each value: [`truth`].

mod truth;

use cuebook::sync::piece_codec::name_of;
use cuebook::sync::{Author, Conflict, HybridClock, Piece, RecordState, Stamp, WriterId, merge};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
pub(crate) use truth::ToldCounts;
use truth::Truth;

/// A rule that is broken, and must be noticed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mutant {
    None,
    TakesTheLastRead,
    ClockWithoutCounter,
    NoNewWriterAfterRestore,
    MarksUnreadPieces,
    TellsOfAllThatDiffers,
    TellsAgain,
    TellsNothing,
    ForgetsItsNames,
}

/// xorshift.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

/// The names of its pieces, under a number as no two files that are encrypted are equal.
#[derive(Clone, PartialEq, Eq)]
struct Listing(usize, Vec<String>);

/// A writer's folder as one computer has it.
#[derive(Clone, Default)]
struct View {
    manifest: Option<Listing>,
    pieces: BTreeMap<String, Rc<[u8]>>,
}

/// A piece before and after it was encoded.
type Encoded = (BTreeMap<String, RecordState>, Rc<[u8]>);

/// What is in a journal.
#[derive(Clone)]
struct Machine {
    writer: WriterId,
    was: BTreeSet<WriterId>,
    clock: HybridClock,
    records: BTreeMap<String, RecordState>,
    seen: BTreeSet<(WriterId, String)>,
    told: BTreeSet<(String, Stamp)>,
    /// The manifest it wrote last.
    last_manifest: Option<Listing>,
}

const PIECE: usize = 2;

pub(crate) struct World {
    random: Random,
    mutant: Mutant,
    machines: Vec<Machine>,
    /// How far each machine's clock is off, in seconds.
    skews: Vec<i64>,
    /// Whom each machine's journal ever wrote as there, the present one last; no journal that is put back takes it along.
    names: Vec<Vec<WriterId>>,
    backups: Vec<Option<Machine>>,
    /// By machine that looks, by writer.
    views: Vec<BTreeMap<WriterId, View>>,
    /// Old versions of a writer's folder, which a replicator may still bring.
    old: BTreeMap<WriterId, Vec<View>>,
    now: i64,
    next_writer: u64,
    next_listing: usize,
    next_piece: u64,
    is_encoding: bool,
    /// By machine, the pieces of its last listing; and by name, what pieces say: each is encoded and decoded once.
    encoded: Vec<Vec<Encoded>>,
    decoded: HashMap<String, Rc<Piece>>,
    /// The newest published write of each field of a record that was never removed.
    published: BTreeMap<(String, String), (Stamp, Option<serde_json::Value>)>,
    removed: BTreeSet<String>,
    truth: Truth,
}

impl World {
    fn new(seed: u64, machines: usize, mutant: Mutant) -> Self {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let one = |n: usize| Machine {
            writer: WriterId(n as u64 + 1),
            was: BTreeSet::new(),
            clock: HybridClock::default(),
            records: BTreeMap::new(),
            seen: BTreeSet::new(),
            told: BTreeSet::new(),
            last_manifest: None,
        };
        let skews = [0, 0, -40_000_000, 30_000_000, 5];
        Self {
            skews: (0..machines).map(|_| skews[random.next(skews.len())]).collect(),
            names: (0..machines).map(|n| vec![WriterId(n as u64 + 1)]).collect(),
            random,
            mutant,
            machines: (0..machines).map(one).collect(),
            backups: vec![None; machines],
            views: vec![BTreeMap::new(); machines],
            old: BTreeMap::new(),
            now: 1_800_000_000,
            next_writer: 100,
            next_listing: 0,
            next_piece: 0,
            is_encoding: true,
            encoded: vec![Vec::new(); machines],
            decoded: HashMap::new(),
            published: BTreeMap::new(),
            removed: BTreeSet::new(),
            truth: Truth::default(),
        }
    }

    fn tick(&mut self, n: usize) -> Stamp {
        let machine = &mut self.machines[n];
        let now = self.now + self.skews[n];
        let clock = match self.mutant {
            Mutant::ClockWithoutCounter => cuebook::sync::stamp::clock_at(now),
            _ => machine.clock.tick(now),
        };
        Stamp { clock, writer: machine.writer }
    }

    /// Somebody adds a record, changes some of its fields, or removes it.
    fn edit(&mut self, n: usize) -> Result<(), String> {
        let key = format!("entry/{:02}", self.random.next(9));
        let at = self.tick(n);
        let removes = self.random.next(8) == 0;
        let before = self.machines[n].records.get(&key).cloned().unwrap_or_default();
        let mut state = before.clone();
        let author = Author { stamp: at, earlier: &self.names[n] };
        if removes && before.is_alive() {
            state.remove(author, false);
            self.removed.insert(key.clone());
        } else if !removes {
            let most = if before.is_alive() { 2 } else { 3 };
            let count = 1 + self.random.next(most);
            let mut draw = |_| {
                let (field, value) = (format!("f{}", self.random.next(3)), self.random.next(1000));
                (field, (value % 7 > 0).then(|| json!(value)))
            };
            let changed: BTreeMap<String, Option<serde_json::Value>> = (0..count).map(&mut draw).collect();
            if changed.keys().any(|field| at <= before.mark_of(field).stamp) {
                return Err(format!("a write at {at:?} is no later than what it replaces"));
            }
            state.write(changed, author);
        }
        self.truth.note_act(n, &key, at, &before, &state);
        self.machines[n].records.insert(key, state);
        Ok(())
    }

    /// Whoever does not find in the folder what it wrote last is a copy, and writes as somebody else.
    fn ensure_own_writer(&mut self, n: usize) {
        let own = self.views[n].get(&self.machines[n].writer).and_then(|view| view.manifest.clone());
        let is_known = own.is_none() || own == self.machines[n].last_manifest;
        let is_here = self.names[n].last() == Some(&self.machines[n].writer);
        if !(is_known && is_here) && self.mutant != Mutant::NoNewWriterAfterRestore {
            self.draw_writer(n);
        }
    }

    fn draw_writer(&mut self, n: usize) {
        self.next_writer += 1;
        let machine = &mut self.machines[n];
        let was = std::mem::replace(&mut machine.writer, WriterId(self.next_writer));
        machine.was.extend([was].iter().chain(self.names[n].last()));
        self.names[n].push(machine.writer);
        machine.seen.retain(|(writer, _)| !machine.was.contains(writer));
        machine.last_manifest = None;
    }

    /// The bytes of a piece; where they are not what a run is about, no more than a number.
    fn encode(&mut self, piece: Piece) -> Rc<[u8]> {
        if self.is_encoding {
            return piece.encode().into();
        }
        self.next_piece += 1;
        let bytes: Rc<[u8]> = self.next_piece.to_le_bytes().into();
        self.decoded.insert(name_of(&bytes), Rc::new(piece));
        bytes
    }

    /// Writes what a machine has into its own folder.
    fn publish(&mut self, n: usize) -> Result<(), String> {
        let writer = self.machines[n].writer;
        self.ensure_own_writer(n);
        if self.machines[n].writer != writer {
            self.read(n)?;
        }
        let writer = self.machines[n].writer;
        let records: Vec<(String, RecordState)> = self.machines[n].records.clone().into_iter().collect();
        let before = std::mem::take(&mut self.encoded[n]);
        let mut view = View::default();
        let mut names = Vec::new();
        for chunk in records.chunks(PIECE) {
            let records: BTreeMap<String, RecordState> = chunk.iter().cloned().collect();
            let known = before.iter().find(|(known, _)| *known == records).map(|(_, bytes)| Rc::clone(bytes));
            let bytes = known.unwrap_or_else(|| self.encode(Piece { records: records.clone() }));
            names.push(name_of(&bytes));
            view.pieces.insert(name_of(&bytes), Rc::clone(&bytes));
            self.encoded[n].push((records, bytes));
        }
        let listing = match &self.machines[n].last_manifest {
            Some(last) if last.1 == names => last.clone(),
            _ => {
                self.next_listing += 1;
                Listing(self.next_listing, names)
            }
        };
        view.manifest = Some(listing.clone());
        self.machines[n].last_manifest = Some(listing);
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
        let is_read = |was: &WriterId| {
            let listing = self.views[n].get(was).and_then(|view| view.manifest.clone());
            let names = listing.map(|it| it.1).unwrap_or_default();
            names.into_iter().all(|name| self.machines[n].seen.contains(&(*was, name)))
        };
        if self.machines[n].was.iter().all(is_read) {
            self.machines[n].was.clear();
        }
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
                    3 => view.pieces.insert(name.clone(), Rc::clone(bytes)),
                    _ if (n + self.now as usize).is_multiple_of(2) => {
                        let end = if half { bytes.len() / 2 } else { bytes.len() };
                        view.pieces.insert(name.clone(), bytes[..end].into())
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
        self.ensure_own_writer(n);
        let me = self.machines[n].writer;
        let views = self.views[n].clone();
        for (writer, view) in views.iter().filter(|(writer, _)| **writer != me) {
            for name in view.manifest.iter().flat_map(|listing| &listing.1) {
                if self.machines[n].seen.contains(&(*writer, name.clone())) {
                    continue;
                }
                let bytes = view.pieces.get(name).filter(|bytes| name_of(bytes) == *name);
                if bytes.is_some() || self.mutant == Mutant::MarksUnreadPieces {
                    self.machines[n].seen.insert((*writer, name.clone()));
                }
                let Some(bytes) = bytes else { continue };
                let piece = match self.decoded.get(name) {
                    Some(piece) => Rc::clone(piece),
                    None => {
                        Rc::new(Piece::decode(bytes).map_err(|_| "a whole piece did not read".to_owned())?)
                    }
                };
                self.decoded.insert(name.clone(), Rc::clone(&piece));
                for (key, theirs) in &piece.records {
                    self.take(n, key, theirs);
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, n: usize, key: &str, theirs: &RecordState) {
        let machine = &mut self.machines[n];
        let mine = machine.records.get(key).cloned().unwrap_or_default();
        let joined = merge(&mine, theirs);
        let names = &self.names[n];
        let forgets = self.mutant == Mutant::ForgetsItsNames;
        let is_own =
            |stamp: Stamp| stamp.writer == machine.writer || !forgets && names.contains(&stamp.writer);
        let mut conflicts = joined.conflicts;
        match self.mutant {
            Mutant::TellsOfAllThatDiffers => conflicts.extend(truth::differences(&mine, theirs)),
            Mutant::TellsNothing => conflicts.clear(),
            _ => {}
        }
        let mut told: Vec<Conflict> = Vec::new();
        for conflict in conflicts.into_iter().filter(|it| it.concerns(is_own)) {
            let (_, loser, _) = conflict.stamps();
            let is_new = machine.told.insert((key.to_owned(), loser));
            if is_new || self.mutant == Mutant::TellsAgain {
                told.push(conflict);
            }
        }
        let known = &self.machines[n].told;
        self.truth.check_told(n, key, (&mine, theirs, &joined.state), &told, known);
        let state = if self.mutant == Mutant::TakesTheLastRead { theirs.clone() } else { joined.state };
        self.machines[n].clock.observe(state.newest_clock());
        self.machines[n].records.insert(key.to_owned(), state);
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
                self.restore(n);
                Ok(())
            }
        }
    }

    /// By `cuebook restore`, which knows, or by a file that is laid in the journal's place.
    fn restore(&mut self, n: usize) {
        let knows = self.random.next(2) == 0;
        let Some(backup) = self.backups[n].clone() else { return };
        self.truth.note_restore(n);
        self.machines[n] = backup;
        if knows && self.mutant != Mutant::NoNewWriterAfterRestore {
            self.draw_writer(n);
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

/// One run from a seed: what was told in it, or what went wrong.
pub(crate) fn run_world(seed: u64, machines: usize, mutant: Mutant) -> Result<ToldCounts, String> {
    run(World::new(seed, machines, mutant))
}

/// The same with records as they are, which nothing encodes.
pub(crate) fn run_unencoded(seed: u64, machines: usize, mutant: Mutant) -> Result<ToldCounts, String> {
    run(World { is_encoding: false, ..World::new(seed, machines, mutant) })
}

fn run(mut world: World) -> Result<ToldCounts, String> {
    for _ in 0..60 {
        world.step()?;
    }
    world.settle()?;
    Ok(world.truth.counts)
}
