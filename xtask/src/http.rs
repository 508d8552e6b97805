//! A small web server for one folder on this computer: files, compression, headers, nothing else.
//!
//! The site is sent with the headers that it ships for its host (`_headers`) and no others; the page's sources, which ship none, with the same ones.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

use crate::dist::hosting;

/// A server that runs on a thread of its own until the program ends.
pub(crate) struct Server {
    addr: SocketAddr,
}

impl Server {
    /// Serves `dir` on the loopback address; port 0 takes a free one.
    ///
    /// # Errors
    /// When the page has no content security policy or the port is taken.
    pub(crate) fn start(dir: &Path, port: u16) -> Result<Server> {
        let app = app(dir)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = runtime
            .block_on(tokio::net::TcpListener::bind(address))
            .with_context(|| format!("port {port} cannot be used: choose another with --port"))?;
        let addr = listener.local_addr()?;
        std::thread::spawn(move || {
            if let Err(error) = runtime.block_on(async { axum::serve(listener, app).await }) {
                eprintln!("the server ended: {error}");
            }
        });
        Ok(Server { addr })
    }

    /// The address to open, with a slash at its end.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.addr)
    }
}

fn app(dir: &Path) -> Result<Router> {
    let rules = Arc::new(rules(dir)?);
    // On this computer bytes are cheap and waiting is not.
    let compression = CompressionLayer::new().quality(CompressionLevel::Fastest);
    let files = Router::new().fallback_service(ServeDir::new(dir).precompressed_br());
    Ok(files.layer(compression).layer(from_fn_with_state(rules, with_headers)))
}

/// Headers for the addresses that begin with something, or are it.
struct Rule {
    path: String,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Rule {
    fn fits(&self, path: &str) -> bool {
        self.path.strip_suffix('*').map_or(path == self.path, |start| path.starts_with(start))
    }
}

/// Sets what the rules say, the later ones over the earlier.
async fn with_headers(State(rules): State<Arc<Vec<Rule>>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut answer = next.run(request).await;
    for (name, value) in rules.iter().filter(|rule| rule.fits(&path)).flat_map(|rule| &rule.headers) {
        answer.headers_mut().insert(name, value.clone());
    }
    answer
}

fn rules(dir: &Path) -> Result<Vec<Rule>> {
    let shipped = dir.join("_headers");
    if shipped.is_file() {
        return parse(&std::fs::read_to_string(shipped)?);
    }
    let index = dir.join("index.html");
    let page = std::fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    let lines: String = hosting::headers(&page)?.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    parse(&format!("/*\n{lines}  Cache-Control: no-cache\n"))
}

/// The rules of a `_headers` file: a path on a line of its own, its headers indented below.
fn parse(text: &str) -> Result<Vec<Rule>> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if !line.starts_with(' ') {
            rules.push(Rule { path: line.trim().to_owned(), headers: Vec::new() });
            continue;
        }
        let (name, value) = line.trim().split_once(": ").with_context(|| format!("no header: {line}"))?;
        let rule = rules.last_mut().with_context(|| format!("a header without a path: {line}"))?;
        rule.headers.push((name.to_lowercase().parse()?, value.parse()?));
    }
    Ok(rules)
}

/// The `content` of the policy's meta tag in `html`: the one place where the policy is written.
pub(crate) fn find_policy(html: &str) -> Option<&str> {
    let tag = html.split("<meta").skip(1).find(|tag| tag.contains("http-equiv=\"Content-Security-Policy\""))?;
    let content = tag.split_once("content=\"")?.1;
    Some(content.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_rules_win_where_both_fit() {
        let rules = parse("/*\n  A: 1\n  B: 2\n/core/*\n  A: 3\n/\n  B: 4\n").unwrap();
        let fit = |path: &str| rules.iter().filter(|rule| rule.fits(path)).map(|rule| rule.path.as_str()).collect::<Vec<_>>();
        assert_eq!(fit("/core/x"), ["/*", "/core/*"]);
        assert_eq!(fit("/"), ["/*", "/"]);
        assert!(parse("  A: 1\n").is_err() && parse("/\n  nothing\n").is_err());
    }
}
