//! What a run has begun and not finished: files that have not taken their place yet, and the folders made for results.
//!
//! It decides that none of it is left behind, however the run ends, and refuses to decide when something is finished.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Paths that have to go when the run ends now.
pub(crate) struct Unfinished {
    files: BTreeSet<PathBuf>,
    folders: Vec<PathBuf>,
}

static UNFINISHED: Mutex<Unfinished> = Mutex::new(Unfinished { files: BTreeSet::new(), folders: Vec::new() });

/// What is unfinished. While it is held, the run cannot be broken off: files that belong together are finished together.
pub(crate) fn unfinished() -> MutexGuard<'static, Unfinished> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Unfinished {
    /// Notes a file that has no place yet.
    pub(crate) fn begin(&mut self, file: &Path) {
        self.files.insert(file.to_path_buf());
    }

    /// Forgets a file that is where it belongs.
    pub(crate) fn finish(&mut self, file: &Path) {
        self.files.remove(file);
    }

    /// Makes a folder with all above it and notes those that were not there.
    pub(crate) fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
        self.folders.extend(missing.into_iter().rev());
        fs::create_dir_all(folder)
    }

    /// Removes the files that were noted, and the folders that nothing came into: one that holds something is never removed.
    pub(crate) fn remove(&mut self) {
        for file in std::mem::take(&mut self.files) {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.drain(..).rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// From here on, who interrupts or terminates the run finds nothing unfinished; the run ends as it would have.
#[cfg(unix)]
pub(crate) fn watch() {
    use signal_hook::consts::SIGXFSZ;
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    // A file that outgrows the limit set for it is a failure to write like any other, and told as one.
    let _ = signal_hook::flag::register(SIGXFSZ, std::sync::Arc::default());
    // No signal is taken before there is somebody to answer it.
    let Ok(mut signals) = Signals::new([0; 0]) else { return };
    let handle = signals.handle();
    let answer = move || {
        if let Some(signal) = signals.forever().next() {
            // Held until the end, so that nothing new is begun.
            let mut unfinished = unfinished();
            unfinished.remove();
            let _ = emulate_default_handler(signal);
        }
    };
    if std::thread::Builder::new().spawn(answer).is_ok() {
        answered().for_each(|signal| {
            let _ = handle.add_signal(signal);
        });
    }
}

/// The signals that end the run. What the run was started to ignore (in the background of a script, under nohup) stays ignored; where that
/// cannot be known, a closed terminal is left alone.
#[cfg(unix)]
fn answered() -> impl Iterator<Item = i32> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let ends = move |signal: &i32| ignored.map_or(*signal != SIGHUP, |ignored| ignored >> (signal - 1) & 1 == 0);
    [SIGINT, SIGTERM, SIGHUP].into_iter().filter(ends)
}

/// From here on, who interrupts the run finds nothing unfinished; the run ends as it would have.
#[cfg(windows)]
pub(crate) fn watch() {
    /// What Windows says of a program that Ctrl+C has ended.
    const CONTROL_C_EXIT: u32 = 0xC000_013A;

    let _ = ctrlc::set_handler(|| {
        // Held until the end, so that nothing new is begun.
        let mut unfinished = unfinished();
        unfinished.remove();
        std::process::exit(CONTROL_C_EXIT.cast_signed());
    });
}
