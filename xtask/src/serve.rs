//! `cargo xtask serve`: builds the page and serves it on this computer.

use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Result, bail};
use notify::{RecursiveMode, Watcher};

use crate::http::Server;
use crate::{build, paths};

/// The options of `serve`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Build again whenever the core's source changes
    #[arg(long)]
    watch: bool,
}

/// Serves the page until it is interrupted.
///
/// # Errors
/// When the page cannot be built, the port is taken or the source cannot be watched.
pub(crate) fn run(args: &Args) -> Result<()> {
    build::glue()?;
    let server = Server::start(&paths::www(), args.port)?;
    println!("Whosaid is at {} (Ctrl+C ends it)", server.url());
    if args.watch { watch() } else { park() }
}

fn park() -> ! {
    loop {
        std::thread::park();
    }
}

/// Builds again after each change under `src/`; the page's own files are read afresh at each request.
fn watch() -> Result<()> {
    let (send, receive) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(send)?;
    watcher.watch(&paths::root().join("src"), RecursiveMode::Recursive)?;
    watcher.watch(&paths::root().join("Cargo.toml"), RecursiveMode::NonRecursive)?;
    println!("Watching src/ for changes");
    while let Ok(event) = receive.recv() {
        if !matters(&event?) {
            continue;
        }
        // An editor's save is several events: wait until they are over.
        while receive.recv_timeout(Duration::from_millis(200)).is_ok() {}
        match build::glue() {
            Ok(_) => println!("Built: reload the page"),
            Err(error) => eprintln!("{error:#}"),
        }
    }
    bail!("the file watcher ended")
}

/// Whether something was written; opening and reading a file is an event, too.
fn matters(event: &notify::Event) -> bool {
    event.kind.is_create() || event.kind.is_modify() || event.kind.is_remove()
}
