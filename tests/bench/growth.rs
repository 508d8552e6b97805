//! How work grows with the text: every kind of hard text at a length and its doubles.

use std::time::Duration;

use whosaid::annotate;

use super::hard::{Kind, kinds};
use super::median;

/// The longest text in bytes, and how often it is halved.
const LONGEST: usize = 1_000_000;
const HALVES: usize = 3;

/// A doubling that takes more times as long than this is no growth in step with the text. Twice is in step; memory that no longer fits into the
/// processor's makes it a little more.
const MOST: f64 = 3.0;

/// What takes less says nothing of growth.
const SHORT: Duration = Duration::from_millis(20);

/// How often a suspicious doubling is timed again; the least growth counts.
const AGAIN: usize = 4;

/// What texts that are no articles take: the slowest, and the one that grows most when it is doubled.
///
/// # Panics
/// When a kind of text grows faster than its length.
pub(crate) fn hard_texts() -> String {
    let all: Vec<(String, Duration, f64)> = kinds().into_iter().map(measure).collect();
    let slowest = all.iter().max_by_key(|(_, time, _)| *time).expect("there are texts");
    let steepest = all.iter().max_by(|one, other| one.2.total_cmp(&other.2)).expect("there are texts");
    let faster: Vec<String> = all.iter().filter(|kind| kind.2 > MOST).map(|kind| format!("{} ({:.1} times)", kind.0, kind.2)).collect();
    assert!(faster.is_empty(), "these take longer than in step with their length when they are doubled: {}", faster.join(", "));
    format!(
        "Of {} texts of 1 MB that are one piece over and over or names only, the slowest takes {:.2} s (`{}`). Doubled from {} kB on, {HALVES} times, \
         none takes more than {:.1} times as long at a time (`{}`).",
        all.len(),
        slowest.1.as_secs_f64(),
        slowest.0,
        (LONGEST / 1000) >> HALVES,
        steepest.2,
        steepest.0
    )
}

/// A kind of text, the time for the longest, and by how much at most a doubling lengthens it.
fn measure(kind: Kind) -> (String, Duration, f64) {
    let texts: Vec<String> = (0..=HALVES).rev().map(|halves| kind.text(LONGEST >> halves)).collect();
    let times: Vec<Duration> = texts.iter().map(|text| median(1, || annotate(text).quotes.len())).collect();
    let growth = |short: &String, long: &String, times: [Duration; 2]| {
        let mut growth = factor(times);
        for _ in 0..AGAIN {
            if growth <= MOST * 0.8 {
                break;
            }
            growth = growth.min(factor([short, long].map(|text| median(1, || annotate(text).quotes.len()))));
        }
        growth
    };
    let pairs = texts.windows(2).zip(times.windows(2)).filter(|(_, times)| times[1] >= SHORT);
    let most = pairs.map(|(texts, times)| growth(&texts[0], &texts[1], [times[0], times[1]])).fold(0.0, f64::max);
    eprintln!("{:>8.3} s {most:>6.1} {}", times[HALVES].as_secs_f64(), kind.name);
    (kind.name, times[HALVES], most)
}

fn factor([short, long]: [Duration; 2]) -> f64 {
    long.as_secs_f64() / short.as_secs_f64().max(1e-9)
}
