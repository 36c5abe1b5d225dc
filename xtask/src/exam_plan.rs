//! A simulated class, day by day through the real queue: plain scheduling beside the plan for an exam date, and the
//! forecast beside what came of it. The scheduler sees ratings and seconds only, never the true memories.
//!
//! A part takes half a minute; with `--full` all of it, as in `docs/exam-plan.md`.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small numbers"
)]

use std::time::Instant;

use acquis::internals::{Mode, SimulatedStudent};
use fsrs::{DEFAULT_PARAMETERS, FSRS, MemoryState, current_retrievability};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const DAYS: [u32; 3] = [7, 21, 60];
const CARDS: [usize; 3] = [100, 300, 1000];
const MINUTES: [u32; 3] = [10, 20, 40];
const LATER: u32 = 30;
/// Share right when a failed card comes back on the same day.
const RELEARNT: f64 = 0.82;

/// What is true of a student, and hidden from the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Memory as the scheduler's model has it.
    Model,
    /// It differs from student to student and from card to card.
    Different,
    /// Much weaker.
    Weak,
    /// A quarter of the days is missed.
    Skipping,
}

const KINDS: [Kind; 4] = [Kind::Model, Kind::Different, Kind::Weak, Kind::Skipping];

const POLICIES: [(&str, Mode); 3] = [
    ("due before new, minutes filled", Mode::Plain { new: usize::MAX }),
    ("the same, 20 new a day", Mode::Plain { new: 20 }),
    ("plan", Mode::Goal),
];

struct Student {
    memory: FSRS,
    decay: f32,
    /// Factor of each card's stability.
    cards: Vec<f32>,
    states: Vec<Option<(MemoryState, u32)>>,
    pace: f64,
    misses: f64,
    rng: ChaCha8Rng,
}

impl Student {
    fn new(kind: Kind, cards: usize, seed: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut parameters = DEFAULT_PARAMETERS;
        let mut spread = 0.0;
        match kind {
            Kind::Model | Kind::Skipping => {}
            Kind::Different => {
                spread = 0.5;
                let shift = 0.35 * normal(&mut rng);
                for stability in &mut parameters[..4] {
                    *stability *= (shift + 0.2 * normal(&mut rng)).exp() as f32;
                }
                parameters[8] += (0.25 * normal(&mut rng)) as f32;
                parameters[11] *= (0.2 * normal(&mut rng)).exp() as f32;
                parameters[20] *= (0.15 * normal(&mut rng)).exp() as f32;
            }
            Kind::Weak => {
                parameters[..4].iter_mut().for_each(|stability| *stability *= 0.4);
                parameters[8] -= 0.5;
                parameters[11] *= 0.7;
            }
        }
        let pace = (0.25 * normal(&mut rng)).exp();
        let factors = (0..cards).map(|_| (spread * normal(&mut rng)).exp() as f32).collect();
        Self {
            memory: FSRS::new(&parameters).expect("valid parameters"),
            decay: parameters[20],
            cards: factors,
            states: vec![None; cards],
            pace,
            misses: if kind == Kind::Skipping { 0.25 } else { 0.0 },
            rng,
        }
    }

    /// Rating and seconds for a card, which then is remembered anew.
    fn answer(&mut self, card: usize, day: u32) -> (usize, u32) {
        let drawn = self.rng.random::<f64>();
        let usual = if self.states[card].is_none() { 20.0 } else { 8.0 };
        let seconds = usual * self.pace * (0.4 * normal(&mut self.rng)).exp();
        let (rating, elapsed) = match self.states[card] {
            None => (pick(&[0.24, 0.09, 0.50, 0.17], drawn), 0),
            Some((_, last)) => {
                let recall = if last == day { RELEARNT } else { self.recall(card, day) };
                let right = 1 + pick(&[0.22, 0.63, 0.15], drawn / recall);
                (if drawn >= recall { 0 } else { right }, day - last)
            }
        };
        let before = self.states[card].map(|(state, _)| state);
        let next = self.memory.next_states(before, 0.9, elapsed).expect("a valid state");
        let after = [next.again, next.hard, next.good, next.easy][rating].memory;
        self.states[card] = Some((after, day));
        (rating, seconds.round().max(1.0) as u32)
    }

    fn recall(&self, card: usize, day: u32) -> f64 {
        self.states[card].map_or(0.0, |(state, last)| {
            let state = MemoryState { stability: state.stability * self.cards[card], ..state };
            f64::from(current_retrievability(state, (day - last) as f32, self.decay))
        })
    }

    fn score(&self, day: u32) -> f64 {
        (0..self.cards.len()).map(|card| self.recall(card, day)).sum::<f64>() / self.cards.len() as f64 * 100.0
    }
}

fn normal(rng: &mut impl Rng) -> f64 {
    let (one, two) = (1.0 - rng.random::<f64>(), rng.random::<f64>());
    (-2.0 * one.ln()).sqrt() * (std::f64::consts::TAU * two).cos()
}

fn pick<const N: usize>(shares: &[f64; N], drawn: f64) -> usize {
    let mut sum = 0.0;
    let at = shares.iter().position(|share| {
        sum += share;
        drawn < sum
    });
    at.unwrap_or(N - 1)
}

#[derive(Clone, Copy)]
struct Scenario {
    days: u32,
    cards: usize,
    minutes: u32,
}

impl Scenario {
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for days in DAYS {
            for cards in CARDS {
                all.extend(MINUTES.map(|minutes| Self { days, cards, minutes }));
            }
        }
        all
    }

    /// Time there is over time to meet every card once, at the usual seconds.
    fn plenty(self) -> f64 {
        f64::from(self.days * self.minutes * 60) / (self.cards as f64 * 22.3)
    }

    fn class(self) -> usize {
        let plenty = self.plenty();
        if plenty < 1.4 {
            0
        } else if plenty < 6.0 {
            1
        } else {
            2
        }
    }
}

/// What came of one student under one policy.
struct Outcome {
    exam: f64,
    later: f64,
    /// Seconds over the minutes on the worst day.
    overrun: f64,
    /// Forecasts with the outcome, when the goal was set and half-way: low, high, mean.
    forecasts: Vec<[f64; 3]>,
}

fn live(scenario: Scenario, kind: Kind, seed: u64, mode: Mode, forecast: bool) -> Outcome {
    let mut student = Student::new(kind, scenario.cards, seed);
    let mut trainee = SimulatedStudent::new(scenario.cards, scenario.days, scenario.minutes);
    let mut days = ChaCha8Rng::seed_from_u64(seed ^ 0xdead);
    let (mut overrun, mut forecasts) = (0.0_f64, Vec::new());
    for day in 0..scenario.days {
        if forecast && mode == Mode::Goal && (day == 0 || day == scenario.days / 2) {
            let expected = trainee.expected(day);
            forecasts.push([expected.low * 100.0, expected.high * 100.0, expected.mean * 100.0]);
        }
        if days.random::<f64>() < student.misses {
            continue;
        }
        let spent = trainee.study(day, mode, &mut |card| student.answer(card, day));
        overrun = overrun.max(f64::from(spent) - f64::from(scenario.minutes * 60));
    }
    let (exam, later) = (student.score(scenario.days), student.score(scenario.days + LATER));
    Outcome { exam, later, overrun, forecasts }
}

#[derive(Default, Clone, Copy)]
struct Mean {
    sum: f64,
    count: f64,
}

impl Mean {
    fn take(&mut self, value: f64) {
        self.sum += value;
        self.count += 1.0;
    }

    fn value(self) -> f64 {
        self.sum / self.count.max(1.0)
    }
}

#[derive(Default, Clone)]
struct Row {
    all: Mean,
    later: Mean,
    classes: [Mean; 3],
    kinds: [Mean; 4],
    cells: Vec<[Mean; 4]>,
    overrun: f64,
}

pub(crate) fn run(full: bool) {
    let seeds = if full { 8 } else { 1 };
    let started = Instant::now();
    let scenarios: Vec<Scenario> =
        Scenario::all().into_iter().filter(|scenario| full || scenario.days < 60 || scenario.cards < 1000).collect();
    let mut rows = vec![Row { cells: vec![[Mean::default(); 4]; scenarios.len()], ..Row::default() }; POLICIES.len()];
    let mut forecasts: Vec<([f64; 3], f64, usize, usize)> = Vec::new();
    for (place, &scenario) in scenarios.iter().enumerate() {
        for (number, kind) in KINDS.into_iter().enumerate() {
            for seed in 0..seeds {
                for (row, (_, mode)) in rows.iter_mut().zip(POLICIES) {
                    let seed = seed * 1000 + place as u64 * 10 + number as u64;
                    let outcome = live(scenario, kind, seed, mode, seed % 4 < 2 || !full);
                    row.all.take(outcome.exam);
                    row.later.take(outcome.later);
                    row.classes[scenario.class()].take(outcome.exam);
                    row.kinds[number].take(outcome.exam);
                    row.cells[place][number].take(outcome.exam);
                    row.overrun = row.overrun.max(outcome.overrun);
                    let told = outcome.forecasts.into_iter().enumerate();
                    forecasts.extend(told.map(|(when, told)| (told, outcome.exam, when, number)));
                }
            }
        }
    }
    table(&rows, &scenarios);
    cells(&rows, &scenarios);
    coverage(&forecasts);
    println!("\n{seeds} seeds a cell, {:.0} s", started.elapsed().as_secs_f64());
}

fn table(rows: &[Row], scenarios: &[Scenario]) {
    let count = |class: usize| scenarios.iter().filter(|scenario| scenario.class() == class).count();
    println!(
        "| policy | exam day | {LATER} days later | starved ({}) | tight ({}) | ample ({}) | as the model | different | weak | skipping | worst overrun |",
        count(0),
        count(1),
        count(2)
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for (row, (name, _)) in rows.iter().zip(POLICIES) {
        let [starved, tight, ample] = row.classes.map(Mean::value);
        let [model, different, weak, skipping] = row.kinds.map(Mean::value);
        println!(
            "| {name} | {:.1} | {:.1} | {starved:.1} | {tight:.1} | {ample:.1} | {model:.1} | {different:.1} | {weak:.1} | {skipping:.1} | {:.0} s |",
            row.all.value(),
            row.later.value(),
            row.overrun
        );
    }
}

fn cells(rows: &[Row], scenarios: &[Scenario]) {
    println!("\n| days | cards | minutes | plain | plan | lead | least lead of a kind |");
    println!("|---|---|---|---|---|---|---|");
    for (place, scenario) in scenarios.iter().enumerate() {
        let mean = |row: &Row| row.cells[place].iter().map(|mean| mean.value()).sum::<f64>() / 4.0;
        let leads = (0..4).map(|kind| (rows[2].cells[place][kind].value() - rows[0].cells[place][kind].value(), kind));
        let least = leads.min_by(|a, b| a.0.total_cmp(&b.0)).expect("four kinds");
        println!(
            "| {} | {} | {} | {:.1} | {:.1} | {:+.1} | {:+.1} {:?} |",
            scenario.days,
            scenario.cards,
            scenario.minutes,
            mean(&rows[0]),
            mean(&rows[2]),
            mean(&rows[2]) - mean(&rows[0]),
            least.0,
            KINDS[least.1]
        );
    }
}

fn coverage(forecasts: &[([f64; 3], f64, usize, usize)]) {
    println!("\n| forecast | 80 % interval holds | below it | mean error | mean width |");
    println!("|---|---|---|---|---|");
    let line = |name: &str, fits: &dyn Fn(usize, usize) -> bool| {
        let (mut inside, mut below, mut error, mut width) =
            (Mean::default(), Mean::default(), Mean::default(), Mean::default());
        for ([low, high, mean], outcome, when, kind) in forecasts {
            if fits(*when, *kind) {
                inside.take(f64::from(u8::from(low <= outcome && outcome <= high)) * 100.0);
                below.take(f64::from(u8::from(outcome < low)) * 100.0);
                error.take(outcome - mean);
                width.take(high - low);
            }
        }
        println!(
            "| {name} | {:.0} % | {:.0} % | {:+.1} | {:.1} |",
            inside.value(),
            below.value(),
            error.value(),
            width.value()
        );
    };
    line("when the date is set", &|when, _| when == 0);
    line("half-way", &|when, _| when == 1);
    line("all", &|_, _| true);
    for (number, kind) in KINDS.into_iter().enumerate() {
        line(&format!("{kind:?}, set"), &|when, of| when == 0 && of == number);
        line(&format!("{kind:?}, half-way"), &|when, of| when == 1 && of == number);
    }
}
