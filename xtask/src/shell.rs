//! Running other programs: what failed is named in the error, with how to run it again.

use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Cargo as it was called, so that all steps use one toolchain.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::paths::root());
    cargo
}

/// The compiler that Cargo would call.
pub(crate) fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

/// Runs `command` with its output on the terminal.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", words(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", words(command));
    }
    Ok(())
}

/// Runs `command` and returns what it printed to standard output, without the white space around it.
///
/// # Errors
/// When it cannot be started or does not succeed; the error holds what it printed.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = capture(command)?;
    if !output.status.success() {
        bail!("{} failed ({})\n{}", words(command), output.status, both(&output));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs `command` quietly and returns all it printed.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn capture(command: &mut Command) -> Result<Output> {
    command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", words(command)))
}

/// Standard output and standard error of a finished program, one after the other.
pub(crate) fn both(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Runs `command` quietly for at most `limit`, then ends it.
///
/// # Errors
/// When it cannot be started, does not succeed or runs out of time.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", words(command)))?;
    let start = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => bail!("{} failed ({status})", words(command)),
            None if start.elapsed() > limit => {
                child.kill()?;
                child.wait()?;
                bail!("{} did not end within {} s", words(command), limit.as_secs());
            }
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// Where `program` lies on the search path, if it does.
pub(crate) fn which(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|dir| dir.join(program)).find(|path| path.is_file())
}

/// Waits until no other run holds the lock at `path`, a file or a folder; the lock ends with the returned value.
///
/// # Errors
/// When `path` cannot be opened or made.
pub(crate) fn lock(path: &Path) -> Result<File> {
    let file = if path.is_dir() {
        File::open(path)
    } else {
        if let Some(dir) = path.parent() {
            std::fs::create_dir_all(dir)?;
        }
        File::options().create(true).truncate(false).write(true).open(path)
    };
    let file = file.with_context(|| format!("cannot open {}", path.display()))?;
    if file.try_lock().is_err() {
        say(&format!("waiting for another run to release {}", path.display()));
        file.lock()?;
    }
    Ok(file)
}

/// Tells what happens next, on standard error.
pub(crate) fn say(what: &str) {
    eprintln!("• {what}");
}

/// The command as one would type it.
fn words(command: &Command) -> String {
    let args = command.get_args().map(OsStr::to_string_lossy);
    std::iter::once(command.get_program().to_string_lossy()).chain(args).collect::<Vec<_>>().join(" ")
}
