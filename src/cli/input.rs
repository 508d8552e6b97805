//! Finds the files that are asked for and reads them as text.
//!
//! It decides which files a folder stands for and in which order, and refuses to change what is in a file.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use walkdir::WalkDir;

use super::bytes::{self, Container};
use super::documents;
use super::order::by_name;
use super::shown::shown;
use super::{Stop, complain};

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
        self.path.as_ref().map_or_else(|| "standard input".to_owned(), |path| shown(path))
    }

    /// What it is called, as formats are told it: its articles are called after it.
    pub(crate) fn file_name(&self) -> String {
        let name = self.path.as_deref().and_then(Path::file_name);
        name.map_or_else(|| "stdin".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// What its output files are called, without extension.
    pub(crate) fn stem(&self) -> String {
        let stem = self.path.as_deref().and_then(Path::file_stem);
        stem.map_or_else(|| "stdin".to_owned(), |stem| stem.to_string_lossy().into_owned())
    }

    /// What is in it, which is text, unchanged.
    pub(crate) fn read(&self) -> Result<String> {
        let bytes = self.bytes()?;
        match bytes::container(&bytes) {
            Some(Container::Zip) => bail!("this is a zip archive or an Office document, which holds no annotations"),
            Some(Container::Rtf) => bail!("this is an RTF document, which holds no annotations"),
            None => bytes::text(bytes),
        }
    }

    /// The text in it: its own or, in a document of a word processor, that of its paragraphs.
    pub(crate) fn read_text(&self) -> Result<String> {
        let bytes = self.bytes()?;
        match bytes::container(&bytes) {
            Some(container) => documents::text(container, &bytes),
            None => bytes::text(bytes),
        }
    }

    fn bytes(&self) -> Result<Vec<u8>> {
        let read = match &self.path {
            Some(path) => fs::read(path),
            None => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
        };
        read.map_err(|error| anyhow!("cannot be read: {}", plain(&error)))
    }
}

/// An I/O error in words, without the operating system's number.
pub(crate) fn plain(error: &io::Error) -> String {
    let message = error.to_string();
    message.split(" (os error").next().unwrap_or_default().to_lowercase()
}

/// Every file that `paths` stand for, folders replaced by the files in them that `wanted` accepts, in order of their names.
///
/// # Errors
/// When standard input is asked for twice or nobody types into it, and when a folder holds no such file.
pub(crate) fn items(paths: &[PathBuf], what: &str, wanted: impl Fn(&Path) -> bool) -> Result<Items, Stop> {
    let stdin = || Item { path: None, folder: PathBuf::new() };
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            return Err(Stop::Usage("name a file or a folder, or pipe a text into standard input".into()));
        }
        return Ok(Items { items: vec![stdin()], passed_over: 0 });
    }
    if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Stop::Usage("standard input can be read only once".into()));
    }
    let mut all = Items::default();
    for path in paths {
        if path.as_os_str() == "-" {
            all.items.push(stdin());
        } else if path.is_dir() {
            let Items { items, passed_over } = folder(path, what, &wanted)?;
            all.items.extend(items);
            all.passed_over += passed_over;
        } else {
            all.items.push(Item { path: Some(path.clone()), folder: PathBuf::new() });
        }
    }
    Ok(all)
}

/// The files below a folder in the order of their names. What cannot be searched is told and passed over.
fn folder(root: &Path, what: &str, wanted: &impl Fn(&Path) -> bool) -> Result<Items> {
    let mut found = Items::default();
    for entry in WalkDir::new(root).follow_links(true).sort_by(|one, other| by_name(one.file_name(), other.file_name())) {
        match entry {
            Err(error) => found.tell(root, &error),
            Ok(entry) if entry.file_type().is_file() && wanted(entry.path()) => {
                let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
                let folder = below.parent().unwrap_or(Path::new("")).to_path_buf();
                found.items.push(Item { path: Some(entry.into_path()), folder });
            }
            Ok(_) => {}
        }
    }
    if found.items.is_empty() && found.passed_over == 0 {
        bail!("{}: this folder holds no {what}", shown(root));
    }
    Ok(found)
}

/// Files, and how many places could not be searched for them.
#[derive(Default)]
pub(crate) struct Items {
    pub(crate) items: Vec<Item>,
    pub(crate) passed_over: usize,
}

impl Items {
    /// Says why a place cannot be searched.
    fn tell(&mut self, root: &Path, error: &walkdir::Error) {
        let why = match (error.loop_ancestor(), error.io_error()) {
            (Some(folder), _) => format!("this link leads back to {}; remove it", shown(folder)),
            (None, Some(error)) => plain(error),
            (None, None) => "it is too deep".to_owned(),
        };
        complain(format_args!("{}: cannot be searched: {why}", shown(error.path().unwrap_or(root))));
        self.passed_over += 1;
    }
}

/// Whether a path ends in one of `extensions`, in capitals or not.
pub(crate) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).map(str::to_lowercase);
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}
