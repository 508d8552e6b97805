//! How long this thread works: a busy machine lets it wait, which is no fault of the input.

use std::time::Duration;

/// A point in this thread's working time.
pub(crate) struct Clock(Duration);

impl Clock {
    /// Now.
    pub(crate) fn start() -> Clock {
        Clock(worked())
    }

    /// How long the thread has worked since.
    pub(crate) fn elapsed(&self) -> Duration {
        worked().saturating_sub(self.0)
    }
}

#[cfg(unix)]
fn worked() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap_or_default(), time.tv_nsec.try_into().unwrap_or_default())
}

/// Where the system is not asked, the time of the day has to do.
#[cfg(not(unix))]
fn worked() -> Duration {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_no_work() {
        let clock = Clock::start();
        std::thread::sleep(Duration::from_millis(60));
        assert!(!cfg!(unix) || clock.elapsed() < Duration::from_millis(30), "{:?}", clock.elapsed());
        let sum = (0..30_000_000u64).fold(0u64, |sum, number| std::hint::black_box(sum ^ number));
        assert!(clock.elapsed() > Duration::ZERO, "{sum}");
    }
}
