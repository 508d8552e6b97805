//! What a host should say along with the site, for the usual hosts: the policy that also reaches the service worker, and how long files may be kept.
//!
//! The same headers are written four times; `HEADERS` and `KEPT` are the one place where they are decided. `docs/HOSTING.md` says how they are used.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::http::find_policy;

/// What every answer carries besides the policy.
pub(crate) const HEADERS: [(&str, &str); 8] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ("X-DNS-Prefetch-Control", "off"),
];

/// How long a file named by its content may be kept, and every other.
const KEPT: (&str, &str) = ("public, max-age=31536000, immutable", "no-cache");

/// What a path ends in when the file is named by its content; [`is_named`] says the same.
const NAMED: &str = r"-[A-Z0-9]{8}\.(js|css|wasm|bin)(\.br)?$";

/// The files named by their content and all others as `_headers` has to call them. A host may join what two rules say, so no file has two.
const PATHS: (&[&str], &[&str]) =
    (&["/main-*", "/style-*", "/core/*"], &["/", "/index.html", "/sw.js", "/manifest.webmanifest", "/icons/*", "/LICENSES.txt"]);

/// Types that some hosts do not know.
const TYPES: [(&str, &str); 3] =
    [("wasm", "application/wasm"), ("webmanifest", "application/manifest+json"), ("bin", "application/octet-stream")];

/// The policy as a header: that of the page, and that nobody may frame it, which only a header can say.
pub(crate) fn policy(page: &str) -> Option<String> {
    find_policy(page).map(|policy| format!("{policy}; frame-ancestors 'none'"))
}

/// Every header but the one about keeping.
pub(crate) fn headers(page: &str) -> Result<Vec<(&'static str, String)>> {
    let policy = policy(page).context("the page has no policy")?;
    let others = HEADERS.iter().map(|(name, value)| (*name, (*value).to_owned()));
    Ok([("Content-Security-Policy", policy)].into_iter().chain(others).collect())
}

/// Writes `_headers` and `.htaccess` into the site, and the settings of two servers beside it.
pub(super) fn write(site: &Path, page: &str) -> Result<()> {
    let headers = headers(page)?;
    let beside = site.with_file_name("hosting");
    fs::create_dir_all(&beside)?;
    for (path, text) in [
        (site.join("_headers"), pages(&headers)),
        (site.join(".htaccess"), apache(&headers)),
        (beside.join("nginx.conf"), nginx(&headers)),
        (beside.join("Caddyfile"), caddy(&headers)),
    ] {
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

type Lines<'a> = &'a [(&'static str, String)];

fn lines(headers: Lines, line: impl Fn(&str, &str) -> String) -> String {
    headers.iter().map(|(name, value)| line(name, value)).collect()
}

/// Whether a file is named by its content.
pub(crate) fn is_named(path: &str) -> bool {
    let path = path.strip_suffix(".br").unwrap_or(path);
    let Some((name, ending)) = path.rsplit_once('.') else { return false };
    let Some((_, hash)) = name.rsplit_once('-') else { return false };
    let is_hash = hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_hash && ["js", "css", "wasm", "bin"].contains(&ending)
}

/// Fails where `_headers` says nothing of a file, or something else than its name.
///
/// # Errors
/// When a file is not in [`PATHS`], or in the wrong half.
pub(super) fn check(paths: &[String]) -> Result<()> {
    let fits =
        |rules: &[&str], path: &str| rules.iter().any(|rule| rule.strip_suffix('*').map_or(path == *rule, |start| path.starts_with(start)));
    for path in paths {
        let said = (fits(PATHS.0, path), fits(PATHS.1, path));
        ensure!(said == (is_named(path), !is_named(path)), "hosting.rs does not say how long {path} may be kept");
    }
    Ok(())
}

/// Netlify, Cloudflare Pages and hosts that read the same file.
fn pages(headers: Lines) -> String {
    let all = lines(headers, |name, value| format!("  {name}: {value}\n"));
    let rule = |paths: &[&str], kept: &str| paths.iter().map(|path| format!("{path}\n  Cache-Control: {kept}\n")).collect::<String>();
    format!("/*\n{all}{}{}", rule(PATHS.1, KEPT.1), rule(PATHS.0, KEPT.0))
}

/// A file that is missing while a new version is copied must not be remembered as missing, so only an answer with the file may be kept.
fn apache(headers: Lines) -> String {
    let all = lines(headers, |name, value| format!("  Header always set {name} \"{value}\"\n"));
    let types: String = TYPES.iter().map(|(ending, kind)| format!("AddType {kind} .{ending}\n")).collect();
    format!(
        "{types}<IfModule mod_headers.c>\n{all}  Header always set Cache-Control \"{}\"\n  \
         <FilesMatch \"{NAMED}\">\n    Header always set Cache-Control \"{}\" \"expr=%{{REQUEST_STATUS}} -lt 400\"\n  </FilesMatch>\n</IfModule>\n",
        KEPT.1, KEPT.0
    )
}

/// A location with headers of its own would send no others, so all stand in the server.
fn nginx(headers: Lines) -> String {
    let all = lines(headers, |name, value| format!("    add_header {name} \"{value}\" always;\n"));
    let of = |(ending, kind): &(&str, &str)| {
        format!("    location ~ \\.{ending}$ {{\n        types {{ }}\n        default_type {kind};\n    }}\n")
    };
    let types: String = TYPES.iter().map(of).collect();
    format!(
        "# A whole file for conf.d. To be changed: server_name, root, and `listen 443 ssl` with a certificate.\n\
         map $status:$uri $whosaid_kept {{\n    default \"{}\";\n    \"~^[23]..:.*{NAMED}\" \"{}\";\n}}\n\n\
         server {{\n    listen 80;\n    server_name whosaid.example;\n    root /srv/whosaid;\n    index index.html;\n\
         {all}    add_header Cache-Control $whosaid_kept always;\n{types}}}\n",
        KEPT.1, KEPT.0
    )
}

/// Caddy puts directives of one kind into an order of its own, so no two of them may set the same header for one path.
fn caddy(headers: Lines) -> String {
    let all = lines(headers, |name, value| format!("\t\t{name} \"{value}\"\n"));
    let of = |(ending, kind): &(&str, &str)| format!("\t@{ending} path *.{ending}\n\theader @{ending} Content-Type \"{kind}\"\n");
    let types: String = TYPES.iter().map(of).collect();
    format!(
        "whosaid.example {{\n\troot * /srv/whosaid\n\tencode zstd gzip\n\theader {{\n{all}\t}}\n{types}\
         \t@named {{\n\t\tpath_regexp {NAMED}\n\t\tfile\n\t}}\n\theader @named Cache-Control \"{}\"\n\
         \t@other not {{\n\t\tpath_regexp {NAMED}\n\t\tfile\n\t}}\n\theader @other Cache-Control \"{}\"\n\
         \tfile_server {{\n\t\tprecompressed br\n\t}}\n}}\n",
        KEPT.0, KEPT.1
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
    const PATHS_OF_BOTH_KINDS: [(&str, bool); 11] = [
        ("/", false),
        ("/index.html", false),
        ("/sw.js", false),
        ("/manifest.webmanifest", false),
        ("/icons/icon.svg", false),
        ("/LICENSES.txt", false),
        ("/main-QURTILHB.js", true),
        ("/style-MAU5AORM.css", true),
        ("/core/code-TB27KCSI.wasm", true),
        ("/core/code-TB27KCSI.wasm.br", true),
        ("/core/models-B4XRJEVU.bin", true),
    ];

    type Sent = Vec<(String, String)>;

    /// A header's line without its indentation and what it begins with: the name, and the value without quotes.
    fn header(line: &str) -> (String, String) {
        let (name, value) = line.split_once(' ').unwrap_or_else(|| panic!("no header: {line}"));
        (name.trim_end_matches(':').to_owned(), value.trim_matches('"').to_owned())
    }

    /// Whether a path fits the one pattern that all hosts are given.
    fn fits(pattern: &str, path: &str) -> bool {
        assert_eq!(pattern, NAMED);
        is_named(path)
    }

    fn from_pages(text: &str, path: &str, _is_there: bool) -> Sent {
        let mut is_meant = false;
        let mut sent = Vec::new();
        for line in text.lines() {
            if let Some(line) = line.strip_prefix("  ") {
                sent.extend(is_meant.then(|| header(line)));
            } else {
                is_meant = line.strip_suffix('*').map_or(line == path, |start| path.starts_with(start));
            }
        }
        sent
    }

    /// What stands in a section for some files comes later and takes the place of what stands outside.
    fn from_apache(text: &str, path: &str, is_there: bool) -> Sent {
        let (mut is_meant, mut sent) = (true, Sent::new());
        for line in text.lines().map(str::trim) {
            if let Some(pattern) = line.strip_prefix("<FilesMatch \"") {
                is_meant = fits(pattern.strip_suffix("\">").unwrap(), path);
            } else if line == "</FilesMatch>" {
                is_meant = true;
            } else if let Some(line) = line.strip_prefix("Header always set ").filter(|_| is_meant) {
                let found = line.strip_suffix(" \"expr=%{REQUEST_STATUS} -lt 400\"");
                if found.is_none() || is_there {
                    let (name, value) = header(found.unwrap_or(line));
                    sent.retain(|(other, _)| *other != name);
                    sent.push((name, value));
                }
            }
        }
        sent
    }

    /// Headers count in the server only, since a location with one of its own would send no others.
    fn from_nginx(text: &str, path: &str, is_there: bool) -> Sent {
        let (mut blocks, mut kept, mut sent) = (Vec::new(), String::new(), Sent::new());
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#') && !line.ends_with("{ }")) {
            if let Some(block) = line.strip_suffix(" {") {
                let name = block.split(' ').next().unwrap();
                assert!(matches!((blocks.as_slice(), name), ([], "map" | "server") | (["server"], "location")), "{block} in {blocks:?}");
                blocks.push(name);
            } else if line == "}" {
                blocks.pop().expect("a block that was opened");
            } else if blocks == ["map"] {
                let (of, value) = line.trim_end_matches(';').split_once(' ').unwrap();
                if of == "default" || fits(of.trim_matches('"').strip_prefix("~^[23]..:.*").unwrap(), path) && is_there {
                    kept = value.trim_matches('"').to_owned();
                }
            } else if let Some(line) = line.strip_prefix("add_header ") {
                assert_eq!(blocks, ["server"]);
                let (name, value) = header(line.strip_suffix(" always;").unwrap());
                sent.push((name, value.replace("$whosaid_kept", &kept)));
            } else {
                assert!(!blocks.is_empty() && line.ends_with(';'), "{line}");
            }
        }
        assert!(blocks.is_empty());
        sent
    }

    /// Each header that some directive sets for a path, in whatever order: two of one name would be a fault.
    fn from_caddy(text: &str, path: &str, is_there: bool) -> Sent {
        let (mut meant, mut sent, mut lines) = (Vec::new(), Sent::new(), text.lines().map(str::trim));
        while let Some(line) = lines.next() {
            let mut block = || lines.by_ref().take_while(|line| *line != "}").collect::<Vec<_>>();
            if line == "header {" {
                sent.extend(block().into_iter().map(header));
            } else if let Some((name, matcher)) = line.strip_prefix('@').and_then(|line| line.split_once(' ')) {
                let is_meant = match matcher.strip_prefix("path *") {
                    Some(ending) => path.ends_with(ending),
                    None => {
                        let all = |condition: &str| match condition.strip_prefix("path_regexp ") {
                            Some(pattern) => fits(pattern, path),
                            None => condition == "file" && is_there,
                        };
                        let is_meant = block().into_iter().all(all);
                        is_meant != matcher.starts_with("not ")
                    }
                };
                meant.extend(is_meant.then_some(name));
            } else if let Some((name, line)) = line.strip_prefix("header @").and_then(|line| line.split_once(' ')) {
                sent.extend(meant.contains(&name).then(|| header(line)));
            }
        }
        // Only this host is told types by headers.
        sent.retain(|(name, _)| name != "Content-Type");
        sent
    }

    type Writer = fn(Lines) -> String;
    type Reader = fn(&str, &str, bool) -> Sent;

    /// The four files, and how their hosts read them.
    const HOSTS: [(Writer, Reader); 4] = [(pages, from_pages), (apache, from_apache), (nginx, from_nginx), (caddy, from_caddy)];

    fn assert_sent((write, read): (Writer, Reader), path: &str, is_there: bool, kept: &str) {
        let headers = headers(PAGE).unwrap();
        let text = write(&headers);
        let mut wanted: Sent = headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        wanted.push(("Cache-Control".to_owned(), kept.to_owned()));
        let mut sent = read(&text, path, is_there);
        wanted.sort();
        sent.sort();
        assert_eq!(sent, wanted, "{path} by\n{text}");
    }

    #[test]
    fn every_host_sends_the_same() {
        assert_eq!(headers(PAGE).unwrap()[0].1, "default-src 'none'; frame-ancestors 'none'");
        for host in HOSTS {
            for (path, is_hashed) in PATHS_OF_BOTH_KINDS {
                assert_sent(host, path, true, if is_hashed { KEPT.0 } else { KEPT.1 });
            }
        }
    }

    #[test]
    fn no_missing_file_is_remembered_as_missing() {
        // `_headers` cannot tell; what such a host sends with a missing file is its own affair.
        for host in &HOSTS[1..] {
            assert_sent(*host, "/main-QURTILHB.js", false, KEPT.1);
        }
    }

    #[test]
    fn only_a_hash_makes_a_name_lasting() {
        for (path, is_hashed) in PATHS_OF_BOTH_KINDS {
            assert_eq!(is_named(path), is_hashed, "{path}");
        }
        for path in
            ["/main-qurtilhb.js", "/main-QURTILH.js", "/mainQURTILHB.js", "/main-QURTILHB.svg", "/main-QURTILHB.js.map", "/QURTILHB"]
        {
            assert!(!is_named(path), "{path}");
        }
    }

    #[test]
    fn a_file_that_no_rule_names_is_told() {
        let told = |path: &str| check(&[path.to_owned()]).is_err();
        assert!(PATHS_OF_BOTH_KINDS.iter().all(|(path, _)| !told(path)));
        assert!(told("/robots.txt") && told("/core/code.wasm") && told("/icons/icon-QURTILHB.js"));
    }

    #[test]
    fn no_value_ends_its_own_quotes() {
        assert!(headers(PAGE).unwrap().iter().all(|(_, value)| !value.contains('"') && !value.contains('\n')));
    }
}
