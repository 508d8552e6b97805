//! Rows that could not be read or annotated: told, and kept in a file for who wants to mend them.

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use serde_json::json;

use super::journal::Place;
use crate::cli::TOLD;
use crate::cli::input::plain;
use crate::cli::shown::shown;

pub(super) struct Errors {
    file: Option<(PathBuf, File)>,
    /// How many bytes the file has.
    bytes: u64,
    count: usize,
}

impl Errors {
    /// The file at `path`, with what an earlier run that got to `begun` had put into it.
    pub(super) fn open(path: Option<&Path>, begun: &Place) -> Result<Errors> {
        let open = |path: &Path| {
            let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
            file.set_len(begun.errors)?;
            file.seek(SeekFrom::End(0))?;
            Ok((path.to_path_buf(), file))
        };
        let file = path.map(|path| open(path).map_err(|error: std::io::Error| unwritten(path, &error))).transpose()?;
        Ok(Errors { file, bytes: begun.errors, count: (begun.taken - begun.articles) as usize })
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Notes a row that failed; what is to be said of it.
    pub(super) fn put(&mut self, file: &str, row: usize, line: usize, error: &str) -> Result<Option<String>> {
        if let Some((path, out)) = &mut self.file {
            let noted = format!("{}\n", json!({ "file": file, "row": row, "line": line, "error": error }));
            out.write_all(noted.as_bytes()).map_err(|error| unwritten(path, &error))?;
            self.bytes += noted.len() as u64;
        }
        self.count += 1;
        Ok((self.count <= TOLD).then(|| format!("{file}, line {line}: {error} This row is left out.")))
    }

    /// Sees to it that the file holds all of them; how long it is then.
    pub(super) fn flush(&mut self) -> Result<u64> {
        if let Some((path, out)) = &mut self.file {
            out.flush().map_err(|error| unwritten(path, &error))?;
        }
        Ok(self.bytes)
    }

    /// Says how many were not told; how many there are.
    pub(super) fn finish(mut self) -> Result<usize> {
        self.flush()?;
        if self.count > TOLD {
            let kept = self.file.as_ref().map_or_else(String::new, |(path, _)| format!(": {} has them all", shown(path)));
            crate::cli::complain(format_args!("{} rows were left out{kept}", self.count));
        }
        Ok(self.count)
    }
}

fn unwritten(path: &Path, error: &std::io::Error) -> anyhow::Error {
    anyhow!("{}: cannot be written: {}", shown(path), plain(error))
}
