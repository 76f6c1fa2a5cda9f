//! `cargo xtask fuzz`: the targets of `tests/fuzz`, each with libFuzzer for a while, with the stable compiler.
//!
//! The layout is that of cargo-fuzz, which needs a nightly compiler: `cargo fuzz run --fuzz-dir tests/fuzz TARGET`.

use crate::run::{self, Surroundings};
use crate::{Outcome, files, say};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What makes a program tell libFuzzer where it has been and what it compared.
const FLAGS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg=fuzzing",
];
/// Longer for one input, in seconds, counts as a hang.
const HANG: u32 = 10;

/// Runs one target, or each in turn, for so many seconds each. What was learnt stays in `target/fuzz/corpus` for the
/// next run; an input that fails is kept in `target/fuzz/found`.
pub(crate) fn fuzz(target: Option<&str>, seconds: u32) -> Outcome {
    let root = run::root();
    let manifest = root.join("tests/fuzz/Cargo.toml");
    let all = names(&files::text(&manifest)?);
    let chosen: Vec<&String> =
        all.iter().filter(|name| target.is_none_or(|wanted| wanted == **name)).collect();
    if chosen.is_empty() {
        return Err(format!("there is no such target; there are {}", all.join(", ")));
    }
    let folder = run::target().join("fuzz");
    let corpus = folder.join("corpus");
    say::step("seeds");
    let mut seeds = Surroundings::default().command("cargo");
    seeds.args(["run", "--quiet", "--locked", "--package", "unloop-tests", "--bin", "fuzz-seeds", "--"]);
    run::watched("writing the seeds", seeds.arg(&corpus))?;
    let programs = build(&manifest, &folder, &chosen)?;
    let found = folder.join("found");
    files::folder(&found)?;
    let mut failed = Vec::new();
    for name in chosen {
        say::step(&format!("{name}, for {}", say::time(Duration::from_secs(seconds.into()))));
        let mut fuzzer = Surroundings::default().command(programs.join(name));
        fuzzer.arg(corpus.join(name));
        fuzzer.arg(format!("-dict={}", root.join("tests/fuzz/kubectl.dict").display()));
        fuzzer.arg(format!("-artifact_prefix={}/{name}-", found.display()));
        fuzzer.args([format!("-max_total_time={seconds}"), format!("-timeout={HANG}")]);
        fuzzer.args(["-print_final_stats=1", "-rss_limit_mb=2048"]);
        if let Err(problem) = run::watched(name, &mut fuzzer) {
            failed.push(problem);
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!("{}; the inputs are in {}", failed.join("; "), found.display()))
}

/// Builds the programs. Gives back the folder in which they lie.
fn build(manifest: &Path, folder: &Path, names: &[&String]) -> Outcome<PathBuf> {
    say::step("building for libFuzzer");
    let about = run::answer(Surroundings::default().command("rustc").arg("-vV")).unwrap_or_default();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc names no host")?;
    let mut cargo = Surroundings::default().command("cargo");
    // With a target named, build scripts and macros are built as ever.
    cargo.args(["build", "--release", "--locked", "--target", host, "--manifest-path"]).arg(manifest);
    cargo.arg("--target-dir").arg(folder);
    for name in names {
        cargo.args(["--bin", name]);
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"));
    run::watched("cargo build", &mut cargo)?;
    Ok(folder.join(host).join("release"))
}

/// The programs that a manifest names.
fn names(manifest: &str) -> Vec<String> {
    let bins = manifest.split("[[bin]]").skip(1);
    bins.filter_map(|bin| Some(bin.split_once("name = \"")?.1.split_once('"')?.0.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_targets_are_read_off_the_manifest() {
        let manifest =
            "[package]\nname = \"x\"\n\n[[bin]]\nname = \"one\"\npath = \"a\"\n\n[[bin]]\nname = \"two\"\n";
        assert_eq!(names(manifest), ["one", "two"]);
        let ours = files::text(&run::root().join("tests/fuzz/Cargo.toml")).unwrap();
        assert!(names(&ours).len() > 3);
    }
}
