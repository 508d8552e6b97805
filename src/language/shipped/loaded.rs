//! The models in a browser: handed over as one file, once, before the first text.

use std::ops::Range;
use std::sync::OnceLock;

use super::FILES;
use crate::language::weights::checksum;

/// The files, one behind the other.
static LOADED: OnceLock<Vec<u8>> = OnceLock::new();

/// What this core knows of a file without having it: where it ends among the others, and its checksum.
#[derive(Clone, Copy)]
struct Known {
    end: usize,
    checksum: [u8; 8],
}

/// Made by the compiler, so that the files themselves are no part of the core.
const KNOWN: [Known; FILES.len()] = {
    let mut known = [Known { end: 0, checksum: [0; 8] }; FILES.len()];
    let (mut file, mut end) = (0, 0);
    while file < FILES.len() {
        end += FILES[file].len();
        known[file] = Known { end, checksum: checksum(FILES[file]) };
        file += 1;
    }
    known
};

fn place(file: usize) -> Range<usize> {
    let start = file.checked_sub(1).map_or(0, |before| KNOWN[before].end);
    start..KNOWN[file].end
}

/// The models are not those that this core was built with, or not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the models do not belong to this core; reload the page, or copy all its files anew")]
pub struct Mismatch;

/// Takes the files, one behind the other in the order of [`Shipped`](super::Shipped). A second time changes nothing.
///
/// # Errors
/// [`Mismatch`] when a file has another length than the one this core was built with, or says another checksum. What it holds is not gone through.
pub fn load(files: Vec<u8>) -> Result<(), Mismatch> {
    let whole = KNOWN[FILES.len() - 1].end;
    if files.len() != whole || (0..FILES.len()).any(|file| checksum(&files[place(file)]) != KNOWN[file].checksum) {
        return Err(Mismatch);
    }
    LOADED.get_or_init(|| files);
    Ok(())
}

/// Whether there are models to read a text with.
pub fn are_loaded() -> bool {
    LOADED.get().is_some()
}

/// A file as far as it is loaded.
pub(super) fn bytes(file: usize) -> &'static [u8] {
    LOADED.get().and_then(|files| files.get(place(file))).unwrap_or_default()
}
