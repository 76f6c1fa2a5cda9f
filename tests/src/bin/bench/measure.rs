//! How long something takes, and how much memory: medians, and peaks of processes of their own.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// So many runs at least make a median.
const RUNS: usize = 10;

/// The median time of at least ten runs, after one that warms up.
pub(crate) fn median(mut work: impl FnMut()) -> Duration {
    work();
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(RUNS / 2).copied().unwrap_or_default()
}

/// The median over processes of their own, each of which says how many nanoseconds it took.
pub(crate) fn median_alone(words: &[&str]) -> Option<Duration> {
    let mut times: Vec<u64> =
        (0..RUNS).filter_map(|_| alone(words).map(|(nanoseconds, _)| nanoseconds)).collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().map(Duration::from_nanos)
}

/// Runs a part of this program as a process of its own: nanoseconds, and the peak of its memory in bytes.
pub(crate) fn alone(words: &[&str]) -> Option<(u64, u64)> {
    let output =
        Command::new(std::env::current_exe().ok()?).args(words).stderr(Stdio::inherit()).output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    let mut numbers = said.split_whitespace().map_while(|word| word.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}

/// The most memory that this process has held, in bytes; 0 where the system does not say.
pub(crate) fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// The median time of ripgrep with these patterns on a file; none if there is no ripgrep, or it refuses them.
pub(crate) fn ripgrep(patterns: &Path, file: &Path) -> Option<Duration> {
    let run = || {
        let mut rg = Command::new("rg");
        rg.args(["--no-config", "--no-unicode", "--count", "--file"]).arg(patterns).arg(file);
        rg.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()
    };
    // It ends with 1 where nothing matches, and with 2 where something is wrong.
    run().filter(|status| matches!(status.code(), Some(0 | 1)))?;
    Some(median(|| {
        run();
    }))
}
