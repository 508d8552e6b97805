//! Where the results go: standard output, one file, or a folder.
//!
//! It decides that a file is whole or not there at all, and refuses to overwrite what was read or to write one file twice.

use std::collections::{HashMap, HashSet};
use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use tempfile::NamedTempFile;
use whosaid::formats::{Export, Format, is_companion};

use super::Stop;
use super::input::{Item, has_extension, plain};
use super::shown::shown;
use super::unfinished::{Unfinished, unfinished};

/// Where results go.
pub(crate) enum Output {
    /// To standard output.
    Stdout,
    /// Into one file, joined.
    File(Staged),
    /// Into a folder, each article by itself.
    Folder(Folder),
}

/// A folder that results go into.
pub(crate) struct Folder {
    root: PathBuf,
    inputs: HashSet<PathBuf>,
    written: HashMap<PathBuf, String>,
}

/// How many articles the results are of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Amount {
    /// One, as there can only be.
    One,
    /// One, out of a folder or a stream that may hold more another time.
    OneOfMany,
    /// More than one.
    Several,
}

impl Output {
    /// The place for the results of `items` in `format`. What `output` means depends on the command and not on what a folder holds today: a
    /// file for each article goes into a folder, except that one article may go into what has the extension of a file.
    ///
    /// # Errors
    /// When several articles or files would have to go into one, or the place cannot be written.
    pub(crate) fn new(output: Option<&Path>, format: &Format, items: &[Item], amount: Amount) -> Result<Output, Stop> {
        let one_file = format.files == 1 && (format.joins || amount != Amount::Several);
        let named_file = |path: &Path| one_file && (format.joins || amount == Amount::One || has_extension(path, &[format.extension]));
        let why = if format.files > 1 {
            format!("{} writes {} files an article", format.id, format.files)
        } else {
            format!("{} writes a file for each article", format.id)
        };
        match output {
            None if one_file => Ok(Output::Stdout),
            None => Err(Stop::Usage(format!("{why}: name a folder with -o"))),
            Some(path) if path.is_dir() || ends_in_slash(path) => Ok(Output::Folder(Folder::new(path, items)?)),
            Some(path) if !named_file(path) && (path.exists() || has_extension(path, &[format.extension])) => {
                Err(Stop::Usage(format!("{}: this is a file, but {why}: name a folder with -o", shown(path))))
            }
            Some(path) if !named_file(path) => Ok(Output::Folder(Folder::new(path, items)?)),
            Some(path) => {
                if same_as_input(path, items) {
                    return Err(Stop::Usage(format!("{}: this is an input file and would be overwritten", shown(path))));
                }
                Ok(Output::File(Staged::new(path)?))
            }
        }
    }

    /// Whether the results of several articles do not run together here.
    pub(crate) fn takes_several(&self, format: &Format) -> bool {
        format.joins || matches!(self, Output::Folder(_))
    }

    /// Hands over the export of an article that came from `item`.
    ///
    /// # Errors
    /// When it cannot be written; no half-written file is left.
    pub(crate) fn put(&mut self, item: &Item, export: &Export) -> Result<(), Stop> {
        match self {
            Output::Stdout => export.files.iter().try_for_each(|file| to_stdout(file.text.as_bytes())),
            Output::File(staged) => Ok(export.files.iter().try_for_each(|file| staged.write(file.text.as_bytes()))?),
            Output::Folder(folder) => Ok(folder.put(item, export)?),
        }
    }

    /// Hands over a line of a stream, which goes to standard output or into a file.
    ///
    /// # Errors
    /// As [`Output::put`].
    pub(crate) fn put_line(&mut self, line: &[u8]) -> Result<(), Stop> {
        match self {
            Output::Stdout => to_stdout(line),
            Output::File(staged) => Ok(staged.write(line)?),
            Output::Folder(folder) => Err(Stop::Usage(format!("{}: this is a folder; name a file with -o", shown(&folder.root)))),
        }
    }

    /// Makes the results final.
    ///
    /// # Errors
    /// When the file cannot be put in its place.
    pub(crate) fn finish(self) -> Result<(), Stop> {
        match self {
            Output::File(staged) => Ok(staged.finish(&mut unfinished())?),
            Output::Stdout | Output::Folder(_) => Ok(()),
        }
    }
}

/// Writes to standard output.
///
/// # Errors
/// [`Stop::Closed`] when its reader has gone, else why it cannot be written.
pub(crate) fn to_stdout(bytes: &[u8]) -> Result<(), Stop> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Stop::Closed,
        _ => Stop::Failed(anyhow!("standard output: cannot be written: {}", plain(&error))),
    })
}

impl Folder {
    /// The folder is made at once, so that a place where it cannot be is told before any work is done; it goes again if it stays empty.
    fn new(root: &Path, items: &[Item]) -> Result<Folder, Stop> {
        make(root)?;
        let inputs = items.iter().filter_map(|item| fs::canonicalize(item.path.as_ref()?).ok()).collect();
        Ok(Folder { root: root.to_path_buf(), inputs, written: HashMap::new() })
    }

    /// Stages every file of an article first, so that they appear together or not at all.
    fn put(&mut self, item: &Item, export: &Export) -> Result<()> {
        let folder = self.root.join(&item.folder);
        make(&folder)?;
        let mut staged = Vec::new();
        for file in &export.files {
            let path = folder.join(&file.name);
            if fs::canonicalize(&path).is_ok_and(|path| self.inputs.contains(&path)) {
                if fs::read(&path).is_ok_and(|old| old == file.text.as_bytes()) {
                    continue;
                }
                bail!("{}: this is an input file and would be overwritten; name another folder with -o", shown(&path));
            }
            if let Some(other) = self.written.insert(path.clone(), item.name()) {
                // A file that goes along with the articles' own (in formats of several files only) and is the same for all of them.
                let shared = export.files.len() > 1 && is_companion(&file.name);
                if shared && fs::read(&path).is_ok_and(|old| old == file.text.as_bytes()) {
                    continue;
                }
                if other == item.name() {
                    bail!("{}: {other} would be written here twice; name it once, or its articles differently", shown(&path));
                }
                bail!("{}: {other} and {} would both be written here; rename one of them", shown(&path), item.name());
            }
            let mut stage = Staged::new(&path)?;
            stage.write(file.text.as_bytes())?;
            staged.push(stage);
        }
        let mut unfinished = unfinished();
        staged.into_iter().try_for_each(|stage| stage.finish(&mut unfinished))
    }
}

fn make(folder: &Path) -> Result<()> {
    unfinished().make(folder).map_err(|error| anyhow!("{}: this folder cannot be made: {}", shown(folder), plain(&error)))
}

fn ends_in_slash(path: &Path) -> bool {
    path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

fn same_as_input(path: &Path, items: &[Item]) -> bool {
    let path = fs::canonicalize(path).ok();
    path.is_some() && items.iter().any(|item| item.path.as_ref().and_then(|path| fs::canonicalize(path).ok()) == path)
}

/// A file that takes its place only when it is whole. What is no plain file (a pipe, a device) is written directly.
pub(crate) struct Staged {
    path: PathBuf,
    to: Place,
}

enum Place {
    Beside(NamedTempFile),
    Directly(fs::File),
}

impl Staged {
    fn new(path: &Path) -> Result<Staged> {
        let fail = |error: &io::Error| anyhow!("{}: cannot be written: {}", shown(path), plain(error));
        // A link keeps its place: the file it leads to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let to = match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => bail!("{}: cannot be written: a folder has this name", shown(&path)),
            Ok(metadata) if !metadata.is_file() => {
                Place::Directly(fs::OpenOptions::new().write(true).open(&path).map_err(|error| fail(&error))?)
            }
            Ok(metadata) if metadata.permissions().readonly() => bail!("{}: cannot be written: it is read-only", shown(&path)),
            Ok(metadata) => Place::Beside(beside(&path, Some(metadata.permissions())).map_err(|error| fail(&error))?),
            Err(_) => Place::Beside(beside(&path, None).map_err(|error| fail(&error))?),
        };
        Ok(Staged { path, to })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let result = match &mut self.to {
            Place::Beside(file) => file.write_all(bytes),
            Place::Directly(file) => file.write_all(bytes),
        };
        result.map_err(|error| self.failed(&error))
    }

    fn finish(self, unfinished: &mut Unfinished) -> Result<()> {
        let path = self.path;
        let result = match self.to {
            Place::Beside(file) => {
                let beside = file.path().to_path_buf();
                let result = file.as_file().sync_all().and_then(|()| file.persist(&path).map(drop).map_err(|error| error.error));
                unfinished.finish(&beside);
                result
            }
            Place::Directly(mut file) => file.flush(),
        };
        result.map_err(|error| anyhow!("{}: cannot be written: {}", shown(&path), plain(&error)))
    }

    fn failed(&self, error: &io::Error) -> anyhow::Error {
        anyhow!("{}: cannot be written: {}", shown(&self.path), plain(error))
    }
}

fn beside(path: &Path, permissions: Option<Permissions>) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".whosaid-");
    let permissions = permissions.or_else(new_file);
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    // Made and noted at once: a run that is broken off in between would leave it.
    let mut unfinished = unfinished();
    let file = builder.tempfile_in(folder)?;
    unfinished.begin(file.path());
    Ok(file)
}

/// What a new file may be used for: the process's mask is applied to it.
fn new_file() -> Option<Permissions> {
    #[cfg(unix)]
    return Some(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    #[cfg(not(unix))]
    None
}
