//! Changes to the page's own `index.html`, tag by tag; it knows that file's few forms and is no HTML parser.

use anyhow::{Context, Result};

/// The start tags named `name`, as written.
pub(super) fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!("<{name} ");
    html.match_indices(&open).filter_map(|(at, _)| html[at..].find('>').map(|end| &html[at..=at + end])).collect()
}

/// The value of an attribute in a start tag.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.split_once(&format!(" {name}=\""))?.1;
    value.split_once('"').map(|(value, _)| value)
}

/// A style sheet that imports those that the page links, in order and with their media.
pub(super) fn style_entry(html: &str) -> String {
    let rule = |link: &&str| {
        let media = attribute(link, "media").map(|media| format!(" {media}")).unwrap_or_default();
        Some(format!("@import \"{}\"{media};\n", attribute(link, "href")?))
    };
    links(html, "stylesheet").iter().filter_map(rule).collect()
}

/// The page's links with this relation.
pub(super) fn links<'a>(html: &'a str, rel: &str) -> Vec<&'a str> {
    tags(html, "link").into_iter().filter(|link| attribute(link, "rel") == Some(rel)).collect()
}

/// The page without `tags`, and without the lines that held nothing else.
pub(super) fn without(html: &str, tags: &[&str]) -> String {
    let mut html = html.to_owned();
    for tag in tags {
        html = html.replacen(tag, "", 1);
    }
    html.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{line}\n")).collect()
}

/// Puts `what` before `mark`, which must be there.
pub(super) fn before(html: &str, mark: &str, what: &str) -> Result<String> {
    let at = html.find(mark).with_context(|| format!("index.html has no {mark}"))?;
    Ok(format!("{}{what}{}", &html[..at], &html[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<head>\n<link rel=\"stylesheet\" href=\"./a.css\">\n<link rel=\"stylesheet\" href=\"./b.css\" media=\"print\">\n</head>";

    #[test]
    fn style_sheets_keep_their_order_and_media() {
        assert_eq!(style_entry(PAGE), "@import \"./a.css\";\n@import \"./b.css\" print;\n");
    }

    #[test]
    fn links_leave_no_empty_line() {
        let bare = without(PAGE, &links(PAGE, "stylesheet"));
        assert_eq!(before(&bare, "</head>", "<style></style>").unwrap(), "<head>\n<style></style></head>\n");
        assert!(before(&bare, "</body>", "").is_err());
    }
}
