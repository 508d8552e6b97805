//! How many tests passed and failed, read from what the runners print.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

/// Counts of tests.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    /// Tests that ran and held.
    pub(super) passed: u32,
    /// Tests that did not hold, did not run, or a run that could not be counted.
    pub(super) failed: u32,
}

impl std::ops::Add for Tally {
    type Output = Tally;

    fn add(self, other: Tally) -> Tally {
        Tally { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

/// Whose summary is read.
#[derive(Clone, Copy)]
pub(super) enum Runner {
    /// `cargo test`: one `test result:` line for each test program.
    Cargo,
    /// `node --test --test-reporter=spec`: one `ℹ pass 3` line for each count, at the end.
    Node,
    /// Python's `unittest`: `Ran 3 tests in 0.1s`, then `OK` or `FAILED (failures=1, errors=1, skipped=1)`.
    Unittest,
}

/// Runs a test command, passes on what it prints and counts its tests.
///
/// # Errors
/// When it cannot be started.
pub(super) fn count(command: &mut Command, runner: Runner) -> Result<Tally> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("cannot start the tests")?;
    let stdout = child.stdout.take().context("the tests have no output")?;
    let mut lines = Vec::new();
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        println!("{line}");
        lines.push(line);
    }
    let succeeded = child.wait()?.success();
    Ok(judge(read(&lines, runner, std::env::var_os("CI").is_some()), succeeded))
}

/// A run that failed without a failed test, or that ran no test, is one failure.
fn judge(tally: Tally, succeeded: bool) -> Tally {
    let silent = tally.failed == 0 && (!succeeded || tally.passed == 0);
    Tally { failed: tally.failed + u32::from(silent), ..tally }
}

fn read(lines: &[String], runner: Runner, ci: bool) -> Tally {
    let each = |line: &dyn Fn(&str) -> Tally| lines.iter().fold(Tally::default(), |tally, next| tally + line(next));
    match runner {
        Runner::Cargo => each(&cargo_line),
        Runner::Node => each(&|line| node_line(line, ci)),
        Runner::Unittest => unittest(lines),
    }
}

fn cargo_line(line: &str) -> Tally {
    let Some(result) = line.trim().strip_prefix("test result:") else { return Tally::default() };
    let count = |what: &str| {
        let before = result.split(what).next().filter(|before| before.len() < result.len());
        before.and_then(|before| before.split_whitespace().next_back()?.parse().ok()).unwrap_or(0)
    };
    Tally { passed: count(" passed"), failed: count(" failed") }
}

/// Skipped tests count as failed in CI, where there is no reason to skip any.
fn node_line(line: &str, ci: bool) -> Tally {
    let mut words = line.split_whitespace();
    let (Some("ℹ"), Some(what), Some(Ok(count)), None) = (words.next(), words.next(), words.next().map(str::parse), words.next()) else {
        return Tally::default();
    };
    match what {
        "pass" => Tally { passed: count, failed: 0 },
        "fail" | "cancelled" => Tally { passed: 0, failed: count },
        "skipped" | "todo" if ci => Tally { passed: 0, failed: count },
        _ => Tally::default(),
    }
}

/// A skipped test counts as failed everywhere: these tests are there to be run.
fn unittest(lines: &[String]) -> Tally {
    let number = |words: &str| words.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<u32>().unwrap_or(0);
    let ran = lines.iter().rev().find_map(|line| line.strip_prefix("Ran ")).map_or(0, number);
    let verdict = lines.iter().rev().find(|line| line.starts_with("OK") || line.starts_with("FAILED ("));
    let count = |what: &str| verdict.and_then(|line| line.split_once(what)).map_or(0, |(_, rest)| number(rest));
    let failed = ["(failures=", " failures=", "errors=", "skipped=", "unexpected successes="].into_iter().map(count).sum();
    Tally { passed: ran.saturating_sub(failed), failed }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn adds_up_cargos_test_programs() {
        let text = "running 2 tests\ntest result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured\ntest result: ok. 4 passed; 0 failed; 0 ignored";
        assert_eq!(read(&lines(text), Runner::Cargo, true), Tally { passed: 16, failed: 3 });
    }

    #[test]
    fn reads_nodes_summary_and_not_its_test_names() {
        let text = "✔ ℹ pass 9 (1ms)\nℹ tests 5\nℹ pass 3\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\nℹ todo 0\nℹ duration_ms 12.5";
        assert_eq!(read(&lines(text), Runner::Node, false), Tally { passed: 3, failed: 1 });
        assert_eq!(read(&lines(text), Runner::Node, true), Tally { passed: 3, failed: 2 });
    }

    #[test]
    fn reads_unittests_summary() {
        let read = |text: &str| read(&lines(text), Runner::Unittest, false);
        assert_eq!(read("test_a ... ok\nRan 3 tests in 0.1s\n\nOK"), Tally { passed: 3, failed: 0 });
        assert_eq!(read("Ran 7 tests in 0.1s\n\nFAILED (failures=1, errors=2, skipped=1)"), Tally { passed: 3, failed: 4 });
        assert_eq!(read("Ran 2 tests in 0.1s\n\nOK (skipped=1)"), Tally { passed: 1, failed: 1 });
        assert_eq!(read("Traceback"), Tally { passed: 0, failed: 0 });
    }

    #[test]
    fn counts_a_run_without_tests_or_with_a_crash_as_a_failure() {
        assert_eq!(judge(Tally::default(), true).failed, 1);
        assert_eq!(judge(Tally { passed: 3, failed: 0 }, false).failed, 1);
        assert_eq!(judge(Tally { passed: 3, failed: 1 }, false).failed, 1);
        assert_eq!(judge(Tally { passed: 3, failed: 0 }, true).failed, 0);
    }
}
