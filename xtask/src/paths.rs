//! Where things are: every path that more than one task uses.

use std::path::{Path, PathBuf};

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_path_buf()
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
