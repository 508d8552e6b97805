//! How far a run is, on a terminal only.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use super::source::Counted;
use crate::cli::input::Item;

/// A bar with articles, their rate and the time left, told from how much of the files is read.
pub(super) struct Progress {
    bar: ProgressBar,
    /// The bytes of the files before the one that is read.
    before: u64,
    read: Arc<AtomicU64>,
    articles: u64,
}

impl Progress {
    /// Nothing of `items` is read yet.
    pub(super) fn of(items: &[Item]) -> Progress {
        let sizes = items.iter().filter_map(|item| fs::metadata(item.path.as_ref()?).ok());
        // Draws nothing where standard error is no terminal.
        let bar = ProgressBar::new(sizes.map(|file| file.len()).sum());
        let style = ProgressStyle::with_template("{wide_bar} {percent:>3} %  {msg}  {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Progress { bar, before: 0, read: Arc::default(), articles: 0 }
    }

    /// Watches how a file is read.
    pub(super) fn watch(&mut self, input: Counted) -> Counted {
        self.before += self.read.load(Ordering::Relaxed);
        self.read = Arc::clone(&input.read);
        input
    }

    /// So many articles more are done.
    pub(super) fn add(&mut self, articles: u64) {
        self.articles += articles;
        let rate = self.articles as f64 / self.bar.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(format!("{} articles, {rate:.1}/s", self.articles));
        self.bar.set_position(self.before + self.read.load(Ordering::Relaxed));
    }

    /// Says something without the bar in between.
    pub(super) fn pause(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
