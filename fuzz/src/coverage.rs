//! Which places of the program an input has led through: counters that the compiler puts at every branch when it is told to (`cargo xtask fuzz` does;
//! the pass is LLVM's and needs no nightly compiler). Without them every input looks like every other, and mutation goes on blindly.
//!
//! This is the only file here with unsafe code: the counters belong to the compiled program, which hands over their addresses as it starts.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// The counters of each part of the program, eight to a number, as its start-up code hands them over.
static PARTS: Mutex<Vec<&'static [AtomicU64]>> = Mutex::new(Vec::new());

/// Called once for each part of the program before `main`.
///
/// # Safety
/// From `start` to `stop` lie bytes that live as long as the program, and that only the counting itself changes, on the thread that reads them.
#[cfg(counted)]
#[expect(unsafe_code, reason = "the counters are known by their addresses only")]
#[unsafe(no_mangle)]
unsafe extern "C" fn __sanitizer_cov_8bit_counters_init(start: *const u8, stop: *const u8) {
    // SAFETY: see above. The few that make no whole eight at either end are not looked at.
    let (_, part, _) = unsafe { std::slice::from_raw_parts(start, stop.offset_from_unsigned(start)).align_to::<AtomicU64>() };
    parts().push(part);
}

fn parts() -> std::sync::MutexGuard<'static, Vec<&'static [AtomicU64]>> {
    PARTS.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// What all inputs so far have led through, and about how often.
pub(crate) struct Coverage {
    parts: Vec<&'static [AtomicU64]>,
    /// For each counter a bit for each of the sizes that it has had.
    seen: Vec<[u8; 8]>,
}

impl Coverage {
    /// Nothing seen yet.
    pub(crate) fn new() -> Coverage {
        let parts = parts().clone();
        let seen = vec![[0; 8]; parts.iter().map(|part| part.len()).sum()];
        Coverage { parts, seen }
    }

    /// How many places are counted, and how many of them some input has led through.
    pub(crate) fn reached(&self) -> (usize, usize) {
        (self.seen.len() * 8, self.seen.iter().flatten().filter(|&&sizes| sizes != 0).count())
    }

    /// Sets all counters back.
    pub(crate) fn begin(&self) {
        self.counters().for_each(|eight| eight.store(0, Ordering::Relaxed));
    }

    /// Takes what the counters say since [`Coverage::begin`]; whether some of it is new.
    pub(crate) fn take(&mut self) -> bool {
        let mut news = false;
        let parts = std::mem::take(&mut self.parts);
        let counters = parts.iter().flat_map(|part| part.iter()).zip(&mut self.seen);
        for (eight, seen) in counters {
            let eight = eight.load(Ordering::Relaxed);
            if eight != 0 {
                for (count, seen) in eight.to_ne_bytes().into_iter().zip(seen) {
                    news |= size(count) & !*seen != 0;
                    *seen |= size(count);
                }
            }
        }
        self.parts = parts;
        news
    }

    fn counters(&self) -> impl Iterator<Item = &AtomicU64> {
        self.parts.iter().flat_map(|part| part.iter())
    }
}

/// A bit for about how often: once, twice, thrice, up to 7, 15, 31, 127 times, more often.
fn size(count: u8) -> u8 {
    match count {
        0 => 0,
        1 => 1,
        2 => 1 << 1,
        3 => 1 << 2,
        4..=7 => 1 << 3,
        8..=15 => 1 << 4,
        16..=31 => 1 << 5,
        32..=127 => 1 << 6,
        _ => 1 << 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_no_news() {
        let counters: &'static [AtomicU64] = Box::leak(Box::new([AtomicU64::new(0), AtomicU64::new(0)]));
        let mut coverage = Coverage { parts: vec![counters], seen: vec![[0; 8]; 2] };
        let mut run = |counts: [u64; 2]| {
            coverage.begin();
            counters.iter().zip(counts).for_each(|(counter, count)| counter.store(count, Ordering::Relaxed));
            coverage.take()
        };
        assert!(run([1, 0]) && !run([1, 0]) && run([0, 1]) && !run([1, 1]));
        // Twice is news, and so is often; a little more often is not.
        assert!(run([2, 0]) && run([40, 0]) && !run([41, 0]));
        assert_eq!(coverage.reached(), (16, 2));
    }
}
