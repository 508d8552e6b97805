//! A run over one target: the kept corpus first, then new inputs until the time is over. What breaks is cut down and kept.

use std::any::Any;
use std::collections::HashMap;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use fastrand::Rng;

use crate::clock::Clock;
use crate::coverage::Coverage;
use crate::mutate::{self, Mutator};
use crate::targets::{Effort, Target};

/// So many times the median for its length an input may take.
const TOO_LONG: u32 = 50;
/// What takes less than this says nothing about growth.
const SHORT: Duration = Duration::from_millis(100);
/// A suspect's time is the least of so many: what else the processor does makes any input take long once.
const RETIMED: usize = 5;
/// Inputs count as this long at least, for what each costs by itself.
const SHORTEST: usize = 512;
/// How often one piece over and over is tried, and by how much the longer of two such texts may take longer for its length than one of an eighth.
const REPEAT_EVERY: u64 = 500;
const GROWTH: u64 = 4;
/// Kept inputs of at most so many bytes are tried over and over, too.
const PIECE: usize = 2000;
/// How many inputs' times make the median.
const SAMPLE: usize = 2000;
/// More findings than this of one target are not waited for.
const MOST: usize = 10;

/// What a run came to.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) kept: usize,
    pub(crate) executions: u64,
    pub(crate) pool: usize,
    pub(crate) places: (usize, usize),
    /// Files of the corpus that do not hold, and new ones, each with what is wrong.
    pub(crate) findings: Vec<(PathBuf, String)>,
}

pub(crate) struct Campaign<'a> {
    target: &'a Target,
    folder: PathBuf,
    /// Where the input in hand is kept, so that one that ends the whole program is not lost.
    current: PathBuf,
    coverage: Coverage,
    pool: Vec<Vec<u8>>,
    /// Nanoseconds for 1 kB of the last inputs.
    times: Vec<u64>,
    median: u64,
    /// Where something broke, so that one fault is one finding.
    known: HashMap<String, ()>,
    outcome: Outcome,
}

impl<'a> Campaign<'a> {
    pub(crate) fn new(target: &'a Target, corpus: &Path, current: &Path) -> Campaign<'a> {
        Campaign {
            target,
            folder: corpus.join(&target.name),
            current: current.join(&target.name),
            coverage: Coverage::new(),
            pool: Vec::new(),
            times: Vec::new(),
            median: 0,
            known: HashMap::new(),
            outcome: Outcome::default(),
        }
    }

    /// Tries the kept corpus, then new inputs for `time`.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub(crate) fn run(mut self, seed: u64, time: Duration) -> Result<Outcome> {
        let seeds = self.target.seeds.clone();
        for (path, input) in kept(&self.folder)? {
            self.outcome.kept += 1;
            self.attempt(&input, Some(path.clone()))?;
            if let Some(length) = self.target.repeated.filter(|_| (1..=PIECE).contains(&input.len())) {
                self.grow(&input, length, Some(path))?;
            }
        }
        for input in &seeds {
            self.attempt(input, None)?;
        }
        self.pool.extend(seeds);
        let mut words = mutate::words(&self.pool);
        words.extend(self.target.words.clone());
        let mutator = Mutator { words, longest: self.target.longest };
        let mut rng = Rng::with_seed(seed);
        let begun = Instant::now();
        while begun.elapsed() < time && self.outcome.findings.len() < MOST {
            match self.target.repeated.filter(|_| self.outcome.executions.is_multiple_of(REPEAT_EVERY)) {
                Some(length) => self.grow(&mutator.piece(&mut rng, &self.pool), length, None)?,
                None => self.attempt(&mutator.make(&mut rng, &self.pool), None)?,
            }
        }
        self.outcome.pool = self.pool.len();
        self.outcome.places = self.coverage.reached();
        Ok(self.outcome)
    }

    /// Reads an input; one that leads to new places is looked at closely and kept in the pool.
    fn attempt(&mut self, input: &[u8], path: Option<PathBuf>) -> Result<()> {
        fs::write(&self.current, input).context("cannot keep the input in hand")?;
        ATTEMPTS.fetch_add(1, Ordering::Relaxed);
        self.outcome.executions += 1;
        self.coverage.begin();
        let begun = Clock::start();
        let first = self.broken(input, Effort::Once);
        let took = begun.elapsed();
        let news = self.coverage.take();
        let broken = first.or_else(|| (news || path.is_some()).then(|| self.broken(input, Effort::Whole)).flatten());
        if let Some(what) = broken {
            return self.found(input, path, &what);
        }
        if let Some(what) = self.too_long(input, took) {
            return self.found(input, path, &what);
        }
        if news && input.len() <= self.target.longest {
            self.pool.push(input.to_vec());
        }
        Ok(())
    }

    /// Reads a piece over and over, `length` bytes and an eighth of it: eight times as much may take eight times as long.
    fn grow(&mut self, piece: &[u8], length: usize, path: Option<PathBuf>) -> Result<()> {
        let text = |length: usize| piece.repeat(length / piece.len().max(1));
        let (short, long) = (text(length / 8), text(length));
        self.attempt(&long, None)?;
        let grows = |times: usize| {
            let (short, long) = (self.least_time(&short, times)?, self.least_time(&long, times)?);
            (long >= SHORT && rate(long, length) > GROWTH * rate(short, length / 8)).then_some((short, long))
        };
        let Some((short, long)) = grows(1).and_then(|_| grows(RETIMED)) else { return Ok(()) };
        let (kilobytes, eighth) = (length / 1000, short.as_millis());
        self.found(piece, path, &format!("takes {} ms over and over for {kilobytes} kB, and {eighth} ms for an eighth", long.as_millis()))
    }

    /// How long reading an input takes, the least of several times; `None` where it breaks, which ends it early.
    fn least_time(&self, input: &[u8], times: usize) -> Option<Duration> {
        let time = |_| {
            let begun = Clock::start();
            let broken = panic::catch_unwind(AssertUnwindSafe(|| (self.target.run)(input, Effort::Once))).is_err();
            Some(begun.elapsed()).filter(|_| !broken)
        };
        (0..times).map(time).collect::<Option<Vec<Duration>>>()?.into_iter().min()
    }

    /// What breaks, with its place.
    fn broken(&self, input: &[u8], effort: Effort) -> Option<String> {
        let target = self.target;
        let result = panic::catch_unwind(AssertUnwindSafe(|| (target.run)(input, effort)));
        result.err().map(|cause| format!("{} at {}", cut(&message(&*cause)), place()))
    }

    /// Whether an input takes too long for its length, also when it is timed again.
    fn too_long(&mut self, input: &[u8], took: Duration) -> Option<String> {
        let rate = |took: Duration| rate(took, input.len());
        self.times.push(rate(took));
        if self.times.len() >= SAMPLE {
            let middle = self.times.len() / 2;
            self.median = *self.times.select_nth_unstable(middle).1;
            self.times.clear();
        }
        let most = self.median * u64::from(TOO_LONG);
        if self.median == 0 || took < SHORT || rate(took) <= most {
            return None;
        }
        let least = self.least_time(input, RETIMED)?;
        (rate(least) > most && least >= SHORT).then(|| {
            format!(
                "takes {:.0} ms for {} bytes, {} times as long for its length as others",
                least.as_secs_f64() * 1e3,
                input.len(),
                rate(least) / self.median
            )
        })
    }

    /// Keeps an input that broke something, cut down as far as it still breaks the same.
    fn found(&mut self, input: &[u8], path: Option<PathBuf>, what: &str) -> Result<()> {
        let kind = what.rsplit(" at ").next().unwrap_or(what).to_owned();
        if path.is_none() && self.known.insert(kind.clone(), ()).is_some() {
            return Ok(());
        }
        let path = match path {
            Some(path) => path,
            None => {
                let least = if what.starts_with("takes ") { input.to_vec() } else { self.least(input, &kind) };
                fs::create_dir_all(&self.folder)?;
                let path = self.folder.join(format!("{:016x}", whosaid::language::weights::hash_bytes(&least)));
                fs::write(&path, least)?;
                path
            }
        };
        eprintln!("{}: {what}\n  {}", self.target.name, path.display());
        self.outcome.findings.push((path, what.to_owned()));
        Ok(())
    }

    /// The input without all that can be left out while it breaks at the same place.
    fn least(&self, input: &[u8], kind: &str) -> Vec<u8> {
        let begun = Instant::now();
        let mut least = input.to_vec();
        let mut size = (least.len() / 2).max(1);
        while begun.elapsed() < Duration::from_secs(20) {
            let mut at = 0;
            let before = least.len();
            while at < least.len() && begun.elapsed() < Duration::from_secs(20) {
                let mut shorter = least.clone();
                shorter.drain(at..(at + size).min(least.len()));
                if self.broken(&shorter, Effort::Whole).is_some_and(|what| what.ends_with(kind)) {
                    least = shorter;
                } else {
                    at += size;
                }
            }
            if size == 1 && before == least.len() {
                break;
            }
            size = (size / 2).max(1);
        }
        least
    }
}

/// Nanoseconds for 1 kB.
fn rate(took: Duration, length: usize) -> u64 {
    took.as_nanos() as u64 * 1024 / length.max(SHORTEST) as u64
}

/// The files in the folder, in order of their names.
fn kept(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    paths.into_iter().map(|path| Ok((path.clone(), fs::read(&path).with_context(|| path.display().to_string())?))).collect()
}

/// How many inputs were begun.
static ATTEMPTS: AtomicU64 = AtomicU64::new(0);

/// Ends the program when an input does not end: it is the one in hand.
pub(crate) fn end_what_does_not_end(current: PathBuf) {
    const PATIENCE: Duration = Duration::from_secs(180);
    std::thread::spawn(move || {
        let mut before = u64::MAX;
        loop {
            std::thread::sleep(PATIENCE);
            let now = ATTEMPTS.load(Ordering::Relaxed);
            if now == before {
                eprintln!("an input does not end within {} s; it is the youngest file in {}", PATIENCE.as_secs(), current.display());
                std::process::exit(1);
            }
            before = now;
        }
    });
}

/// Where the last panic was.
static PLACE: Mutex<String> = Mutex::new(String::new());

/// Lets panics note their place instead of printing it: the line that gave up, and those of ours that led to it.
pub(crate) fn note_places() {
    panic::set_hook(Box::new(|info| {
        let last = info.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        let trace = std::backtrace::Backtrace::force_capture().to_string();
        let own = trace
            .lines()
            .filter_map(|line| line.trim().strip_prefix("at ./src/"))
            .map(|line| line.rsplit_once(':').map_or(line, |(place, _)| place));
        let mut places = vec![last];
        for place in own.map(|place| format!("src/{place}")) {
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        places.truncate(4);
        *PLACE.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = places.join(" < ");
    }));
}

fn place() -> String {
    PLACE.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
}

fn message(cause: &(dyn Any + Send)) -> String {
    let words = cause.downcast_ref::<String>().cloned().or_else(|| cause.downcast_ref::<&str>().map(|&words| words.to_owned()));
    words.unwrap_or_else(|| "a panic without words".into())
}

/// The beginning of what a panic says, on one line.
fn cut(words: &str) -> String {
    words.chars().take(300).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
