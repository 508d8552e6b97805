//! `docs/MEASUREMENTS.md`: each task that measures owns a section between two comments there, and leaves the rest alone.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::paths;

/// Replaces the body of the section `name`; a section that is not there yet is added at the end, under `title`.
///
/// # Errors
/// When the file cannot be read or written, or the section's end is missing.
pub(crate) fn update(name: &str, title: &str, body: &str) -> Result<()> {
    let path = paths::root().join("docs/MEASUREMENTS.md");
    let page =
        if path.exists() { fs::read_to_string(&path).context("cannot read docs/MEASUREMENTS.md")? } else { "# Measurements\n".to_owned() };
    fs::create_dir_all(paths::root().join("docs"))?;
    fs::write(&path, replace(&page, name, title, body)?).context("cannot write docs/MEASUREMENTS.md")?;
    println!("docs/MEASUREMENTS.md: section “{title}” is up to date");
    Ok(())
}

fn replace(page: &str, name: &str, title: &str, body: &str) -> Result<String> {
    let (start, end) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let section = format!("{start}\n{}\n{end}", body.trim());
    let Some(from) = page.find(&start) else {
        return Ok(format!("{}\n\n## {title}\n\n{section}\n", page.trim_end()));
    };
    let Some(to) = page[from..].find(&end) else { bail!("docs/MEASUREMENTS.md has no {end}") };
    Ok(format!("{}{section}{}", &page[..from], &page[from + to + end.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_added_once_and_then_replaced() {
        let once = replace("# Measurements\n\nBy hand.\n", "eval", "How right it is", "0.5").unwrap();
        assert_eq!(once, "# Measurements\n\nBy hand.\n\n## How right it is\n\n<!-- eval -->\n0.5\n<!-- /eval -->\n");
        let twice = replace(&format!("{once}\nMore by hand.\n"), "eval", "How right it is", "0.75\n").unwrap();
        assert_eq!(twice, "# Measurements\n\nBy hand.\n\n## How right it is\n\n<!-- eval -->\n0.75\n<!-- /eval -->\n\nMore by hand.\n");
        assert!(replace("<!-- eval -->", "eval", "", "").is_err());
    }
}
