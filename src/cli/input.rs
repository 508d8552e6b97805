//! Finds the files that are asked for and reads them as text.
//!
//! It decides which files a folder stands for and what is no text, and refuses to change what is in a file.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use walkdir::WalkDir;

use super::Stop;

/// A file to be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Item {
    /// Where it is; `None` is standard input.
    pub(crate) path: Option<PathBuf>,
    /// Its folder below the folder that was asked for: kept below the output folder.
    pub(crate) folder: PathBuf,
}

impl Item {
    /// What it is called in messages.
    pub(crate) fn name(&self) -> String {
        self.path.as_ref().map_or_else(|| "standard input".to_owned(), |path| path.display().to_string())
    }

    /// What its output files are called, without extension.
    pub(crate) fn stem(&self) -> String {
        let stem = self.path.as_deref().and_then(Path::file_stem);
        stem.map_or_else(|| "stdin".to_owned(), |stem| stem.to_string_lossy().into_owned())
    }

    /// The text in it, unchanged.
    pub(crate) fn read(&self) -> Result<String> {
        let bytes = match &self.path {
            Some(path) => fs::read(path).map_err(|error| anyhow!("cannot be read: {}", plain(&error)))?,
            None => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map_err(|error| anyhow!("cannot be read: {}", plain(&error)))?;
                bytes
            }
        };
        text(bytes)
    }
}

/// An I/O error in words, without the operating system's number.
pub(crate) fn plain(error: &io::Error) -> String {
    let message = error.to_string();
    message.split(" (os error").next().unwrap_or_default().to_lowercase()
}

fn text(bytes: Vec<u8>) -> Result<String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        bail!("line 1, byte 1: this is UTF-16, not UTF-8; save the file as UTF-8");
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        // Both count from one and the byte within its line, as an editor shows the place.
        let before = &error.as_bytes()[..at];
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let byte = at - before.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1) + 1;
        anyhow!("line {line}, byte {byte}: this is not UTF-8; save the file as UTF-8")
    })
}

/// Every file that `paths` stand for, folders replaced by the files in them that `wanted` accepts, in order of their names.
///
/// # Errors
/// When standard input is asked for twice or nobody types into it, and when a folder holds no such file.
pub(crate) fn items(paths: &[PathBuf], what: &str, wanted: impl Fn(&Path) -> bool) -> Result<Vec<Item>, Stop> {
    let stdin = || Item { path: None, folder: PathBuf::new() };
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            return Err(Stop::Usage("name a file or a folder, or pipe a text into standard input".into()));
        }
        return Ok(vec![stdin()]);
    }
    if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Stop::Usage("standard input can be read only once".into()));
    }
    let mut items = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            items.push(stdin());
        } else if path.is_dir() {
            items.extend(folder(path, what, &wanted)?);
        } else {
            items.push(Item { path: Some(path.clone()), folder: PathBuf::new() });
        }
    }
    Ok(items)
}

fn folder(root: &Path, what: &str, wanted: &impl Fn(&Path) -> bool) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    for entry in WalkDir::new(root).follow_links(true).sort_by_file_name() {
        let entry = entry.map_err(|error| unsearched(root, &error))?;
        if entry.file_type().is_file() && wanted(entry.path()) {
            let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
            let folder = below.parent().unwrap_or(Path::new("")).to_path_buf();
            items.push(Item { path: Some(entry.into_path()), folder });
        }
    }
    if items.is_empty() {
        bail!("{}: this folder holds no {what}", root.display());
    }
    Ok(items)
}

/// Why a folder cannot be searched, with the place where the search ends.
fn unsearched(root: &Path, error: &walkdir::Error) -> anyhow::Error {
    let why = match (error.loop_ancestor(), error.io_error()) {
        (Some(folder), _) => format!("this link leads back to {}; remove it", folder.display()),
        (None, Some(error)) => plain(error),
        (None, None) => "it is too deep".to_owned(),
    };
    anyhow!("{}: cannot be searched: {why}", error.path().unwrap_or(root).display())
}

/// Whether a path ends in one of `extensions`, in capitals or not.
pub(crate) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).map(str::to_lowercase);
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}
