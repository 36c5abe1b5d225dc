//! A store that delays, tears, doubles and reorders files, and devices that live with it: what shows that nothing is
//! lost or doubled, with a model of a log or with a real one.

use std::collections::{BTreeMap, BTreeSet};

use crate::sync::{DEVICE_FILE, Log, Memory, Report, Stop, sync};
pub(crate) use model::Model;
use outside::{Hands, Path, View, Willing, fresh};

mod model;
mod outside;

/// Numbers from 0 to below the one given.
pub(crate) type Chance<'a> = &'a mut dyn FnMut(usize) -> usize;

/// splitmix64: the next state, and a number drawn with it.
fn drawn(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A number drawn from 0 to below the end.
pub(crate) fn below(state: &mut u64, end: usize) -> usize {
    usize::try_from(drawn(state) % end.max(1) as u64).expect("below a usize")
}

/// A run for each of these seeds.
///
/// # Errors
/// The first that did not hold, and why.
pub(crate) fn runs<L: Living>(seeds: std::ops::Range<u64>, fresh_log: impl Fn() -> L) -> Result<Figures, String> {
    let mut all = Figures::default();
    for seed in seeds {
        let mut state = seed;
        let mut chance = |end: usize| below(&mut state, end);
        all.add(run(&fresh_log, &mut chance).map_err(|why| format!("seed {seed}: {why}"))?);
    }
    Ok(all)
}

/// A log that can be lived with.
pub(crate) trait Living: Log<Error = String> + Sized {
    /// Something happens; the clock of the device is so many days off.
    fn live(&mut self, chance: Chance<'_>, days_off: i64);

    /// Every event that it holds, as often as it holds it, and what it folds to, to the bit.
    fn state(&self) -> String;

    /// The ids of its events.
    fn ids(&self) -> BTreeSet<String>;

    /// Another home with the same log, where that can be had.
    fn cloned(&self) -> Option<Self>;

    /// Damage was mended: rows have other numbers, and of those that `may_go` some are lost.
    fn mended(&mut self, may_go: &dyn Fn(u64) -> bool, chance: Chance<'_>);
}

/// A device: its log, what it remembers, its view of the place, and what others wrote and it has not seen yet.
struct Device<L> {
    log: L,
    memory: Memory,
    /// What survives a kill.
    kept: Memory,
    view: View,
    coming: Vec<(Path, Vec<u8>)>,
    days_off: i64,
}

/// What was done in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) devices: usize,
    pub(crate) events: usize,
    pub(crate) syncs: usize,
    pub(crate) killed: usize,
    pub(crate) torn: usize,
    pub(crate) doubled: usize,
    pub(crate) late: usize,
    pub(crate) clones: usize,
    pub(crate) mended: usize,
    pub(crate) emptied: usize,
}

impl Figures {
    fn add(&mut self, other: Self) {
        self.devices += other.devices;
        self.events += other.events;
        self.syncs += other.syncs;
        self.killed += other.killed;
        self.torn += other.torn;
        self.doubled += other.doubled;
        self.late += other.late;
        self.clones += other.clones;
        self.mended += other.mended;
        self.emptied += other.emptied;
    }
}

/// A run: devices live, sync and are killed while the store does what stores do; then everything arrives everywhere,
/// and all must hold the same.
///
/// # Errors
/// What did not hold.
fn run<L: Living>(fresh_log: impl Fn() -> L, chance: Chance<'_>) -> Result<Figures, String> {
    // A home that is mended takes back from the place what it lost: where that is emptied, or written over by a clone,
    // both would be gone at once.
    let is_mended = chance(2) == 0;
    let (devices, all, figures) = (Vec::new(), BTreeSet::new(), Figures::default());
    let mut world = World { devices, number: 0, all, is_mended, figures };
    for _ in 0..2 + chance(3) {
        world.join(fresh_log(), chance);
    }
    for _ in 0..10 + chance(30) {
        world.step(chance);
    }
    world.settle()?;
    world.figures.devices = world.devices.len();
    world.figures.events = world.all.len();
    Ok(world.figures)
}

struct World<L> {
    devices: Vec<Device<L>>,
    number: u128,
    /// Every event that ever happened.
    all: BTreeSet<String>,
    /// Homes are damaged and mended; else they are cloned, and the place is emptied.
    is_mended: bool,
    figures: Figures,
}

impl<L: Living> World<L> {
    fn join(&mut self, log: L, chance: Chance<'_>) {
        let memory = Memory::new(fresh(&mut self.number));
        let days_off = if chance(4) == 0 { (i64::try_from(chance(2000)).expect("small") - 1000) * 3 } else { 0 };
        let (kept, view, coming) = (memory.clone(), View::default(), Vec::new());
        self.devices.push(Device { log, memory, kept, view, coming, days_off });
    }

    fn step(&mut self, chance: Chance<'_>) {
        let at = chance(self.devices.len());
        match chance(20) {
            0..=6 => {
                let device = &mut self.devices[at];
                for _ in 0..=chance(4) {
                    device.log.live(chance, device.days_off);
                }
                self.all.extend(device.log.ids());
            }
            7..=11 => drop(self.sync(at, usize::MAX)),
            12 => {
                self.figures.killed += usize::from(self.sync(at, 1 + chance(25)).is_err());
            }
            13..=16 => self.deliver(at, chance),
            17 if !self.is_mended && chance(3) == 0 && self.devices.len() < 6 => self.clone_home(at),
            18 if self.is_mended && chance(2) == 0 => {
                let Device { log, memory, .. } = &mut self.devices[at];
                // What it remembers says which rows stand in the place, unless it was mended since.
                if memory.anchor.as_ref().is_some_and(|anchor| anchor.database == log.database()) {
                    let placed = memory.placed.clone();
                    log.mended(&|row| placed.gaps(row).iter().all(|gap| !gap.contains(&row)), chance);
                    self.figures.mended += 1;
                }
            }
            19 if !self.is_mended && chance(4) == 0 => {
                // Somebody emptied the folder: on every machine, once the store has carried that there.
                self.devices.iter_mut().for_each(|device| {
                    device.view.files.clear();
                    device.coming.clear();
                });
                self.figures.emptied += 1;
            }
            _ => {}
        }
    }

    /// One sync that is killed after so many calls to the outside; whether anything was written.
    fn sync(&mut self, at: usize, calls: usize) -> Result<bool, String> {
        self.figures.syncs += 1;
        let fuse = std::cell::Cell::new(calls);
        let device = &mut self.devices[at];
        let mut hands = Hands { view: &mut device.view, written: Vec::new(), fuse: &fuse };
        let mut desk = Willing { kept: &mut device.kept, fuse: &fuse, number: &mut self.number };
        let mut report = Report::default();
        let done = sync(&mut device.memory, (&mut hands, &mut device.log, &mut desk), &mut report);
        let written = hands.written;
        let any = !written.is_empty();
        for (_, device) in self.devices.iter_mut().enumerate().filter(|(other, _)| *other != at) {
            device.coming.extend(written.iter().cloned());
        }
        match done {
            Ok(()) => Ok(any),
            Err(stop) => {
                let device = &mut self.devices[at];
                device.memory = device.kept.clone();
                Err(match stop {
                    Stop::Newer(name) => format!("{name} is newer"),
                    Stop::Failed(why) => why,
                })
            }
        }
    }

    /// Some of what is on its way comes, in any order, torn or under two names; what is late may replace what is new.
    fn deliver(&mut self, at: usize, chance: Chance<'_>) {
        let device = &mut self.devices[at];
        for _ in 0..chance(device.coming.len() + 1) {
            let next = if chance(3) == 0 { chance(device.coming.len()) } else { 0 };
            self.figures.late += usize::from(next > 0);
            let (path, bytes) = device.coming.remove(next);
            match chance(8) {
                0 => {
                    self.figures.torn += 1;
                    let end = chance(bytes.len() + 1);
                    device.view.put(path.clone(), bytes[..end].to_vec());
                    device.coming.push((path, bytes));
                }
                1 => {
                    self.figures.doubled += 1;
                    let copy = path.1.replace(".json", " (conflicted copy).json");
                    device.view.put((path.0.clone(), copy), bytes.clone());
                    device.view.put(path, bytes);
                }
                _ => drop(device.view.put(path, bytes)),
            }
        }
    }

    fn clone_home(&mut self, at: usize) {
        let device = &self.devices[at];
        let Some(log) = device.log.cloned() else { return };
        let (memory, kept) = (device.memory.clone(), device.kept.clone());
        let (view, coming, days_off) = (device.view.clone(), device.coming.clone(), device.days_off);
        self.devices.push(Device { log, memory, kept, view, coming, days_off });
        self.figures.clones += 1;
    }

    /// Everything arrives everywhere, and everybody syncs until nothing is new: then all hold the same.
    fn settle(&mut self) -> Result<(), String> {
        for round in 0.. {
            if round == 12 {
                return Err("it never comes to rest".to_owned());
            }
            let mut wrote = false;
            for at in 0..self.devices.len() {
                self.arrive();
                wrote |= self.sync(at, usize::MAX)?;
            }
            // What was missing once is waited for, so that two quiet rounds are rest.
            if !wrote && round > 2 {
                break;
            }
        }
        for (number, device) in self.devices.iter().enumerate() {
            let ids = device.log.ids();
            if let Some(lost) = self.all.iter().find(|id| !ids.contains(*id)) {
                return Err(format!("device {number} lacks {lost}, and {} more", self.all.difference(&ids).count()));
            }
            if ids.len() > self.all.len() {
                return Err(format!("device {number} holds events that never happened"));
            }
        }
        let first = self.devices[0].log.state();
        match self.devices.iter().position(|device| device.log.state() != first) {
            Some(number) => Err(format!("device {number} folds to another state")),
            None => Ok(()),
        }
    }

    /// The newest form of every file stands everywhere: of files with one writer that is the longest.
    fn arrive(&mut self) {
        let mut newest: BTreeMap<Path, Vec<u8>> = BTreeMap::new();
        for (path, bytes) in self.devices.iter_mut().flat_map(|device| device.coming.drain(..)) {
            newest.insert(path, bytes);
        }
        for device in &self.devices {
            for (path, (bytes, _)) in &device.view.files {
                let known = newest.entry(path.clone()).or_default();
                // What nobody writes any more, since homes took new ids, has arrived everywhere too.
                if path.1 == DEVICE_FILE && known.is_empty() {
                    known.clone_from(bytes);
                }
                let is_own = device.memory.writer == path.0;
                if is_own && path.1 == DEVICE_FILE || path.1 != DEVICE_FILE && bytes.len() > known.len() {
                    known.clone_from(bytes);
                }
            }
        }
        for device in &mut self.devices {
            for (path, bytes) in &newest {
                if device.view.files.get(path).is_none_or(|(known, _)| known != bytes) {
                    device.view.put(path.clone(), bytes.clone());
                }
            }
        }
    }
}
