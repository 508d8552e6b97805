//! How far a run has got, noted beside its results, so that it can go on after it was broken off.
//!
//! A line a note, appended when all that it tells of is in the files: the last whole line holds, however the run ended.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// How far a run has got.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) struct Place {
    /// Rows of the input, whatever became of them.
    pub(super) rows: u64,
    /// Those that were to be annotated.
    pub(super) taken: u64,
    /// Those that were.
    pub(super) articles: u64,
    /// How many bytes of results there are.
    pub(super) bytes: u64,
    /// How many bytes of errors.
    pub(super) errors: u64,
}

/// The file of a run's notes.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Opens the notes at `path` of a run that is asked for in the words `asked`: how far it has got, or nowhere. Nothing where the notes there
    /// are of a run that was asked for otherwise.
    pub(super) fn open(path: &Path, asked: &str) -> io::Result<Option<(Journal, Place)>> {
        let before = match fs::read_to_string(path) {
            Ok(notes) => notes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        let mut whole = before.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
        let first = whole.next();
        if first.is_some_and(|first| first != asked) {
            return Ok(None);
        }
        let place = whole.filter_map(|line| serde_json::from_str(line).ok()).next_back().unwrap_or_default();
        // Written anew: a line that was broken off must not run into the next.
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
        writeln!(file, "{asked}")?;
        let mut journal = Journal { path: path.to_path_buf(), file };
        journal.note(&place)?;
        Ok(Some((journal, place)))
    }

    /// Notes how far the run is.
    pub(super) fn note(&mut self, place: &Place) -> io::Result<()> {
        let mut line = serde_json::to_string(place)?;
        line.push('\n');
        self.file.write_all(line.as_bytes())
    }

    /// Forgets the run: it is done.
    pub(super) fn remove(self) -> io::Result<()> {
        fs::remove_file(self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_whole_line_holds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes");
        let place = |rows| Place { rows, bytes: 10 * rows, ..Place::default() };
        let (mut journal, begun) = Journal::open(&path, "asked").unwrap().unwrap();
        assert_eq!(begun, place(0));
        (1..=3).for_each(|rows| journal.note(&place(rows)).unwrap());
        drop(journal);
        let whole = fs::read_to_string(&path).unwrap();
        for cut in 0..=whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            let (_, begun) = Journal::open(&path, "asked").unwrap().unwrap();
            let noted = whole[..cut].matches('\n').count().saturating_sub(2) as u64;
            assert_eq!(begun, place(noted), "{:?}", &whole[..cut]);
        }
        fs::write(&path, &whole).unwrap();
        assert!(Journal::open(&path, "otherwise").unwrap().is_none());
    }
}
