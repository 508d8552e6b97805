//! A small web server for one folder on this computer: files, compression, security headers, nothing else.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use anyhow::{Context, Result};
use axum::Router;
use axum::http::{HeaderName, HeaderValue};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

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
    let policy = format!("{}; frame-ancestors 'none'", policy(&dir.join("index.html"))?);
    let headers = [
        ("content-security-policy", policy.as_str()),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-cache"),
    ];
    // On this computer bytes are cheap and waiting is not.
    let compression = CompressionLayer::new().quality(CompressionLevel::Fastest);
    let mut app = Router::new().fallback_service(ServeDir::new(dir).precompressed_br()).layer(compression);
    for (name, value) in headers {
        app = app.layer(SetResponseHeaderLayer::overriding(HeaderName::from_static(name), HeaderValue::from_str(value)?));
    }
    Ok(app)
}

/// The content security policy of the page at `index`: its meta tag is the one place where the policy is written.
///
/// # Errors
/// When the page cannot be read or has no such tag.
pub(crate) fn policy(index: &Path) -> Result<String> {
    let html = std::fs::read_to_string(index).with_context(|| format!("cannot read {}", index.display()))?;
    find_policy(&html).map(str::to_owned).with_context(|| format!("{} has no Content-Security-Policy meta tag", index.display()))
}

/// The `content` of the policy's meta tag in `html`.
pub(crate) fn find_policy(html: &str) -> Option<&str> {
    let tag = html.split("<meta").skip(1).find(|tag| tag.contains("http-equiv=\"Content-Security-Policy\""))?;
    let content = tag.split_once("content=\"")?.1;
    Some(content.split_once('"')?.0)
}
