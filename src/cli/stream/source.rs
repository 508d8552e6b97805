//! Collections as they lie on disk, unpacked as they are read.
//!
//! It decides by the bytes whether a file is compressed, and by the name what it holds then.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Result, anyhow};
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use crate::cli::bytes;
use crate::cli::input::{Item, has_extension, plain};

const COLLECTIONS: &[&str] = &["jsonl", "ndjson", "csv", "tsv", "tab"];
const COMPRESSED: &[&str] = &["gz", "zst", "zstd"];

/// How much of a file is looked at to tell what it is.
const HEAD: usize = 1 << 16;

/// A collection that is open.
pub(super) struct Source {
    /// What it begins with, whole lines where that is possible.
    pub(super) head: String,
    /// All of it, unpacked.
    pub(super) input: Counted,
}

/// Whether a file is called a collection of rows, compressed or not.
pub(super) fn is_collection(item: &Item) -> bool {
    item.path.as_deref().is_some_and(|path| path.is_file() && has_extension(inner(path), COLLECTIONS))
}

/// What a file is called without what says how it is compressed.
pub(super) fn name(item: &Item) -> String {
    let name = item.file_name();
    inner(Path::new(&name)).to_string_lossy().into_owned()
}

fn inner(path: &Path) -> &Path {
    if has_extension(path, COMPRESSED) { Path::new(path.file_stem().unwrap_or_default()) } else { path }
}

impl Source {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be read, or holds no text.
    pub(super) fn open(item: &Item) -> Result<Source> {
        let unread = |error: &io::Error| anyhow!("cannot be read: {}", plain(error));
        let path = item.path.as_deref().ok_or_else(|| anyhow!("is no file"))?;
        let file = File::open(path).map_err(|error| unread(&error))?;
        let read = Arc::new(AtomicU64::new(0));
        let mut file = BufReader::new(Counting { inner: file, count: Arc::clone(&read) });
        let magic = file.fill_buf().map_err(|error| unread(&error))?;
        let mut input: Box<dyn Read> = match magic {
            [0x1f, 0x8b, ..] => Box::new(MultiGzDecoder::new(file)),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Box::new(Zstd::Between(Some(file))),
            _ => Box::new(file),
        };
        let mut head = Vec::new();
        (&mut input).take(HEAD as u64).read_to_end(&mut head).map_err(|error| unread(&error))?;
        let told = whole_lines(&head);
        let input = Counted { input: BufReader::with_capacity(HEAD, Box::new(Cursor::new(head).chain(input))), read };
        // A line that is not UTF-8 is that line's misfortune, but not what a whole file is instead of text.
        let known = bytes::not_text(&told);
        known.map_or(Ok(()), |what| Err(anyhow!("{what}")))?;
        Ok(Source { head: String::from_utf8_lossy(&told).into_owned(), input })
    }
}

/// The whole lines among the first bytes of a file; all of them where there is no line end.
fn whole_lines(head: &[u8]) -> Vec<u8> {
    let end = if head.len() < HEAD { head.len() } else { head.iter().rposition(|&byte| byte == b'\n').map_or(head.len(), |end| end + 1) };
    head[..end].to_vec()
}

/// Something to read, with how many bytes of the file were read for it.
pub(super) struct Counted {
    input: BufReader<Box<dyn Read>>,
    /// Bytes of the file, before they were unpacked.
    pub(super) read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.input.read(buffer)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.input.consume(amount);
    }
}

struct Counting<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

type Packed = BufReader<Counting<File>>;

/// Frames of zstd, one after another, as programs that compress in pieces write them.
enum Zstd {
    Between(Option<Packed>),
    Within(Box<StreamingDecoder<Packed, ruzstd::decoding::FrameDecoder>>),
}

impl Read for Zstd {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let next = match self {
                Zstd::Between(packed) => {
                    let Some(mut packed) = packed.take() else { return Ok(0) };
                    if packed.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    Zstd::Within(Box::new(StreamingDecoder::new(packed).map_err(io::Error::other)?))
                }
                Zstd::Within(frame) => match frame.read(buffer)? {
                    0 if !buffer.is_empty() => Zstd::Between(None),
                    read => return Ok(read),
                },
            };
            let before = std::mem::replace(self, next);
            if let (Zstd::Within(frame), Zstd::Between(packed)) = (before, &mut *self) {
                *packed = Some(frame.into_inner());
            }
        }
    }
}
