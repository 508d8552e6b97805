//! Where things are: every path that more than one task uses.

use std::path::{Path, PathBuf};

/// The folder of the workspace. Cargo tells it at run time, so that a build cache may be shared between clones.
pub(crate) fn root() -> PathBuf {
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&xtask).parent().expect("xtask lies in the workspace").to_path_buf()
}

/// The page.
pub(crate) fn www() -> PathBuf {
    root().join("www")
}

/// Where the glue and the wasm core go; git ignores it.
pub(crate) fn pkg() -> PathBuf {
    www().join("core/pkg")
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// What the tasks keep between runs.
pub(crate) fn cache() -> PathBuf {
    target().join("xtask")
}

/// The learned numbers of the careful reading.
pub(crate) fn careful() -> PathBuf {
    root().join("src/reading/careful/weights.bin")
}
