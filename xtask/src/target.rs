//! The WebAssembly target of the toolchain: from rustup, else built from the standard library's source, which Debian carries.
//!
//! It is put in place once, into the toolchain itself, and refuses to touch anything else of the system.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::paths;
use crate::shell::{lock, read, run, run_within, rustc, say, which};

/// The target's name.
pub(crate) const TRIPLE: &str = "wasm32-unknown-unknown";

/// How long rustup may take; where its server cannot be reached it fails much sooner.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

/// Sees to it that the toolchain can build for [`TRIPLE`].
///
/// # Errors
/// When no way works; the error names each way with its reason, and what to install.
pub(crate) fn ensure_installed() -> Result<()> {
    let libs = PathBuf::from(read(rustc().args(["--print", "target-libdir", "--target", TRIPLE]))?);
    if is_installed(&libs) {
        return Ok(());
    }
    let rustlib = libs.ancestors().nth(2).context("the toolchain has no library folder")?;
    let _lock = lock(rustlib)?;
    if is_installed(&libs) {
        return Ok(());
    }
    say(&format!("the toolchain lacks {TRIPLE}: adding it"));
    let ways: [(&str, &dyn Fn() -> Result<()>); 2] =
        [("rustup", &from_rustup), ("the standard library's source in Debian", &|| from_debian(&libs))];
    let mut failures = Vec::new();
    for (name, way) in ways {
        match way() {
            Ok(()) if is_installed(&libs) => return Ok(()),
            Ok(()) => failures.push(format!("  {name}: done, but the compiler does not find it")),
            Err(error) => failures.push(format!("  {name}: {error:#}")),
        }
    }
    bail!(
        "cannot add {TRIPLE} to the toolchain:\n{}\nInstall it with `rustup target add {TRIPLE}`, or a Rust whose version Debian's \
         backports carry as `rust-src`, and run this again.",
        failures.join("\n")
    );
}

fn is_installed(libs: &Path) -> bool {
    let has = |name: &str| {
        fs::read_dir(libs).is_ok_and(|mut dir| {
            dir.any(|entry| {
                entry.is_ok_and(|entry| {
                    let file = entry.file_name();
                    let file = file.to_string_lossy();
                    file.strip_prefix(name).is_some_and(|rest| rest.starts_with(['-', '.'])) && file.ends_with(".rlib")
                })
            })
        })
    };
    has("libcore") && has("libstd")
}

fn from_rustup() -> Result<()> {
    let rustup = which("rustup").context("is not installed")?;
    run_within(Command::new(rustup).args(["target", "add", TRIPLE]).env("RUSTUP_MAX_RETRIES", "1"), RUSTUP_LIMIT)
}

/// Builds the standard library of exactly the toolchain's version and puts it into `libs`.
fn from_debian(libs: &Path) -> Result<()> {
    let version = read(rustc().arg("--version"))?;
    let version = version.split(' ').nth(1).context("rustc does not tell its version")?;
    let work = paths::cache().join("rust-src");
    fs::create_dir_all(&work)?;
    let library = debian_source(version, &work)?;
    say(&format!("building the standard library {version} for {TRIPLE}"));
    let mut build = crate::shell::cargo();
    build
        .current_dir(&library)
        .args(["build", "--release", "--quiet", "--target", TRIPLE, "--manifest-path", "sysroot/Cargo.toml"])
        .args(["--features", "panic-unwind,compiler-builtins-mem"])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes -Zforce-unstable-if-unmarked")
        .env("CARGO_TARGET_DIR", work.join("target"));
    run(&mut build)?;
    install(&work.join("target").join(TRIPLE).join("release/deps"), libs)?;
    fs::remove_dir_all(&work).context("cannot tidy up")
}

/// Copies the libraries into a folder beside `libs` and renames it last, so that a half-copied target never looks whole.
fn install(built: &Path, libs: &Path) -> Result<()> {
    let staged = libs.with_file_name("lib.partial");
    if staged.exists() {
        fs::remove_dir_all(&staged)?;
    }
    fs::create_dir_all(&staged).with_context(|| format!("cannot write {}", staged.display()))?;
    for entry in fs::read_dir(built)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ext| ext == "rlib") {
            fs::copy(&path, staged.join(path.file_name().context("no file name")?))?;
        }
    }
    if libs.exists() {
        fs::remove_dir_all(libs)?;
    }
    fs::rename(&staged, libs).context("cannot move the libraries into the toolchain")
}

/// Downloads and unpacks Debian's source of the standard library; returns its `library` folder.
fn debian_source(version: &str, work: &Path) -> Result<PathBuf> {
    for program in ["apt-get", "apt-cache", "dpkg-deb"] {
        which(program).with_context(|| format!("{program} is not installed: this is no Debian"))?;
    }
    let apt = PrivateApt::new(work)?;
    run(apt.command("apt-get").args(["-qq", "update"]))?;
    let known = read(apt.command("apt-cache").args(["madison", "rust-src"]))?;
    let package = known
        .lines()
        .filter_map(|line| line.split('|').nth(1).map(str::trim))
        .find(|found| found.split(['+', '-', '~']).next() == Some(version))
        .with_context(|| format!("Debian has no rust-src {version}"))?;
    run(apt.command("apt-get").args(["-qq", "download", &format!("rust-src={package}")]).current_dir(work))?;
    let deb = fs::read_dir(work)?.flatten().map(|entry| entry.path()).find(|path| path.extension().is_some_and(|ext| ext == "deb"));
    run(Command::new("dpkg-deb").arg("-x").arg(deb.context("the package did not arrive")?).arg(work))?;
    let library = work.join(format!("usr/src/rustc-{version}/library"));
    ensure!(library.is_dir(), "the package holds no {}", library.display());
    Ok(library)
}

/// apt with lists and a cache of its own, so that the system's stay as they are.
struct PrivateApt {
    dir: PathBuf,
}

impl PrivateApt {
    fn new(work: &Path) -> Result<PrivateApt> {
        let dir = work.join("apt");
        for sub in ["lists/partial", "cache/archives/partial"] {
            fs::create_dir_all(dir.join(sub))?;
        }
        let sources =
            mirrors()?.into_iter().map(|mirror| ["trixie-backports", "sid"].map(|suite| format!("deb {mirror} {suite} main\n")).concat());
        fs::write(dir.join("sources.list"), sources.collect::<String>())?;
        Ok(PrivateApt { dir })
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let at = |key: &str, path: &str| format!("{key}={}", self.dir.join(path).display());
        command
            .args(["-o", &at("Dir::Etc::sourcelist", "sources.list"), "-o", "Dir::Etc::sourceparts=-"])
            .args(["-o", &at("Dir::State::lists", "lists"), "-o", &at("Dir::Cache", "cache")])
            .args(["-o", "APT::Sandbox::User=root", "-o", "Acquire::Languages=none", "-o", "Acquire::Retries=1"]);
        command
    }
}

/// The Debian mirrors that the machine's own apt is set up with.
fn mirrors() -> Result<Vec<String>> {
    let sites = read(Command::new("apt-get").args(["indextargets", "--format", "$(SITE)", "Created-By: Packages"]))?;
    let mut mirrors: Vec<String> =
        sites.lines().filter(|site| site.trim_end_matches('/').ends_with("/debian")).map(str::to_owned).collect();
    mirrors.sort();
    mirrors.dedup();
    ensure!(!mirrors.is_empty(), "apt knows no Debian mirror");
    Ok(mirrors)
}
