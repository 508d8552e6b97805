//! How large what was built is: as it is, with gzip and with brotli, both at their strongest.

use std::io::Write as _;
use std::path::Path;

use anyhow::Result;

use super::{Built, loaded};

/// Sizes in bytes.
#[derive(Clone, Copy, Default)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints one row a file of the site, their sum, and the single files.
pub(super) fn print(built: &Built) -> Result<()> {
    println!("{:<28} {:>10} {:>10} {:>10}", "bytes", "raw", "gzip", "brotli");
    let mut total = Sizes::default();
    for path in loaded(&built.site)? {
        let sizes = measure(&path)?;
        total = Sizes { raw: total.raw + sizes.raw, gzip: total.gzip + sizes.gzip, brotli: total.brotli + sizes.brotli };
        row(&path.strip_prefix(&built.site)?.to_string_lossy(), sizes);
    }
    row("the site", total);
    row("whosaid.html", measure(&built.file)?);
    row("whosaid-careful.html", measure(&built.careful_file)?);
    Ok(())
}

fn row(name: &str, sizes: Sizes) {
    println!("{name:<28} {:>10} {:>10} {:>10}", sizes.raw, sizes.gzip, sizes.brotli);
}

fn measure(path: &Path) -> Result<Sizes> {
    let bytes = std::fs::read(path)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&bytes)?;
    let mut brotli = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut brotli, &params)?;
    Ok(Sizes { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
}
