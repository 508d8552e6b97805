//! `cargo xtask bench`: how quick it is, in the browser and beside other libraries; the text is generated from words of our own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::http::Server;
use crate::shell::{lock, read, run as run_command, say};
use crate::{browser, build, dist, measurements, npm, paths, shell};

/// The options of `bench`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The published page in headless Chromium: from paste to paint, scrolling, long tasks
    #[arg(long)]
    browser: bool,
    /// The published page in WebKit: from paste to paint
    #[arg(long)]
    webkit: bool,
    /// The wasm core beside wink-nlp and compromise, under Node.js
    #[arg(long)]
    peers: bool,
    /// The core itself, natively: each stage, its growth and its memory
    #[arg(long)]
    core: bool,
    /// Only these parts of --browser, printed and not recorded
    #[arg(long, value_delimiter = ',', value_parser = ["paste", "open", "large", "tasks", "careful"])]
    only: Vec<String>,
}

/// The peers and the versions that are measured.
const PEERS: [&str; 3] = ["wink-nlp@2.4.0", "wink-eng-lite-web-model@1.8.1", "compromise@14.17.0"];

/// Measures, prints the tables and records them.
///
/// # Errors
/// When something does not build or a measurement fails.
pub(crate) fn run(args: &Args) -> Result<()> {
    ensure!(
        args.browser || args.webkit || args.peers || args.core,
        "say what to measure: --browser, --webkit, --peers, --core or several of them"
    );
    npm::ensure()?;
    if args.browser {
        in_browser(&args.only)?;
    }
    if args.webkit {
        in_webkit()?;
    }
    if args.peers {
        beside_peers()?;
    }
    if args.core {
        natively()?;
    }
    Ok(())
}

fn in_browser(only: &[String]) -> Result<()> {
    let chromium = browser::ensure()?;
    let built = dist::build()?;
    let site = Server::start(&built.site, 0)?;
    say("measuring in Chromium");
    let mut node = npm::node();
    node.arg("tests/bench/browser.mjs").env("WHOSAID_CHROMIUM", chromium).env("WHOSAID_SITE_URL", site.url());
    node.env("WHOSAID_WORKER", built.worker);
    if !only.is_empty() {
        println!("{}", read(node.env("WHOSAID_BENCH_ONLY", only.join(",")).stderr(std::process::Stdio::inherit()))?);
        return Ok(());
    }
    // A part alone is never recorded as the whole.
    record("bench-browser", "How quick the page is", "cargo xtask bench --browser", node.env_remove("WHOSAID_BENCH_ONLY"))
}

fn in_webkit() -> Result<()> {
    let engines = browser::ensure_engines()?;
    let built = dist::build()?;
    let site = Server::start(&built.site, 0)?;
    say("measuring in WebKit");
    let mut node = npm::node();
    node.arg("tests/bench/webkit.mjs").envs(engines).env("WHOSAID_SITE_URL", site.url());
    record("bench-webkit", "How quick the page is in WebKit", "cargo xtask bench --webkit", &mut node)
}

fn beside_peers() -> Result<()> {
    build::glue()?;
    let peers = install_peers()?;
    say("measuring beside wink-nlp and compromise");
    let mut node = npm::node();
    node.args(["--expose-gc", "tests/bench/peers.mjs"]).env("WHOSAID_PEERS", peers);
    record("bench-peers", "How quick the core is beside others", "cargo xtask bench --peers", &mut node)
}

fn natively() -> Result<()> {
    let text = paths::cache().join("bench-10mb.txt");
    let script = "import { newsText } from './text.mjs'; process.stdout.write(newsText(1e7));";
    let generated = read(npm::node().current_dir(paths::root().join("tests/bench")).args(["--input-type=module", "--eval", script]))?;
    fs::write(&text, generated)?;
    run_command(shell::cargo().args(["bench", "--quiet", "--package", "whosaid", "--bench", "core", "--no-run"]))?;
    say("measuring the core natively");
    let mut bench = shell::cargo();
    bench.args(["bench", "--quiet", "--package", "whosaid", "--bench", "core"]).env("WHOSAID_BENCH_TEXT", text);
    record("bench-core", "How quick the core is natively", "cargo xtask bench --core", &mut bench)
}

fn record(name: &str, title: &str, command: &str, bench: &mut Command) -> Result<()> {
    let table = read(bench.stderr(std::process::Stdio::inherit()))?;
    println!("{table}");
    measurements::update(name, title, &format!("`{command}`\n\n{table}"))
}

/// Installs the peers into the cache, apart from the project's own packages.
fn install_peers() -> Result<PathBuf> {
    let dir = paths::cache().join("peers");
    fs::create_dir_all(&dir)?;
    let _lock = lock(&paths::cache().join("peers.lock"))?;
    let stamp = dir.join("installed");
    let wanted = PEERS.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(dir);
    }
    say("installing the peers");
    fs::write(dir.join("package.json"), "{\"private\": true}")?;
    run_command(
        Command::new("npm").args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]).args(PEERS).current_dir(&dir),
    )?;
    fs::write(stamp, wanted)?;
    Ok(dir)
}
