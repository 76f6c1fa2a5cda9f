//! `cargo xtask test`: every test there is, in Rust, against kubectl, as wasm in a browser, of the npm package and sites that
//! use it, and of the page from end to end.

use crate::passed::Passed;
use crate::run::{self, Surroundings};
use crate::setup::{self, Setup};
use crate::{Outcome, npm, page, say};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{fs, io, thread};

/// A group of tests with one runner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Suite {
    /// `cargo test` on this machine.
    Rust,
    /// The readers against what real kubectl prints.
    Kubectl,
    /// The crates' wasm tests, in a headless browser.
    Wasm,
    /// The npm package, and projects that use it.
    Npm,
    /// Sites of several generators, made as the docs say with the npm package.
    Sites,
    /// The built page, driven in Chromium.
    Page,
    /// The page as Trunk builds it. Not one of all: Trunk is for working on the page, and takes minutes to install.
    Trunk,
}

impl Suite {
    pub(crate) const KNOWN: [Self; 7] =
        [Self::Rust, Self::Kubectl, Self::Wasm, Self::Npm, Self::Sites, Self::Page, Self::Trunk];

    /// What it is called where it is asked for.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Kubectl => "kubectl",
            Self::Wasm => "wasm",
            Self::Npm => "npm",
            Self::Sites => "sites",
            Self::Page => "page",
            Self::Trunk => "trunk",
        }
    }
}

const ALL: [Suite; 6] = [Suite::Rust, Suite::Kubectl, Suite::Wasm, Suite::Npm, Suite::Sites, Suite::Page];

/// Runs the named suites, or all; each one runs even when another failed, and any failure fails the command. Those that
/// passed on these very files run only `again`.
pub(crate) fn test(suites: &[Suite], again: bool) -> Outcome {
    let asked = if suites.is_empty() { &ALL } else { suites };
    let passed = Passed::here();
    let (known, suites): (Vec<Suite>, Vec<Suite>) =
        asked.iter().partition(|suite| !again && passed.knows(suite.name()));
    let results = run_all(&suites)?;
    passed.remember(results.iter().filter(|run| run.outcome.is_ok()).map(|run| run.suite.name()))?;

    say::line(&format!("\n{}", table(&results, &known)));
    match suites.len() - results.iter().filter(|run| run.outcome.is_ok()).count() {
        0 => Ok(()),
        1 => Err("one suite failed".to_owned()),
        some => Err(format!("{some} suites failed")),
    }
}

/// Runs suites, those for this machine beside those for a browser.
fn run_all(suites: &[Suite]) -> Outcome<Vec<Run>> {
    if suites.is_empty() {
        return Ok(Vec::new());
    }
    let mut setup = Setup::new()?;
    let is_native = |suite: &&Suite| matches!(suite, Suite::Rust | Suite::Kubectl);
    let (native, browser): (Vec<Suite>, Vec<Suite>) = suites.iter().partition(is_native);
    // Before tools are built, which would keep these downloads waiting.
    let kubectl = native.contains(&Suite::Kubectl).then(|| setup.for_kubectl_tests());
    // Side by side, because the browser's suites spend much of their time in single threads: the linker, one large
    // crate, the browser itself. The Rust tests then speak when they are done, not between the others' lines.
    thread::scope(|scope| {
        let run = if browser.is_empty() { run::watched } else { run::heard_out };
        let wanted = browser.clone();
        let native = scope.spawn(move || {
            let mut results = Vec::new();
            if native.contains(&Suite::Rust) {
                results.push(timed(Suite::Rust, || rust(run)));
            }
            if let Some(around) = kubectl {
                results.push(timed(Suite::Kubectl, || against_kubectl(run, &around?)));
            }
            if !results.is_empty() {
                make_ready(&wanted);
            }
            results
        });
        let mut results: Vec<Run> = Vec::new();
        // Two suites try the package; it is made for the first of them.
        let mut made = None;
        for suite in browser {
            results.push(timed(suite, || match suite {
                Suite::Wasm => wasm(&mut setup),
                Suite::Trunk => as_trunk_builds_it(&mut setup),
                Suite::Npm => packed(&mut setup, &mut made).and_then(|packed| package(&mut setup, packed)),
                Suite::Sites => packed(&mut setup, &mut made).and_then(|packed| sites(&mut setup, packed)),
                _ => end_to_end(&mut setup),
            }));
        }
        results.splice(0..0, native.join().unwrap_or_default());
        Ok(results)
    })
}

/// Does now what suites to come would wait for: a first run installs packages and compiles the page for minutes, with
/// one processor idle. What fails here fails again in the suite, and is told there.
fn make_ready(suites: &[Suite]) {
    let Ok(mut setup) = Setup::new() else { return };
    if suites.contains(&Suite::Sites) {
        setup.for_node_tests(&["tests/sites"]).map(drop).unwrap_or_default();
    }
    if suites.contains(&Suite::Page) {
        page::compile_ahead(&mut setup).unwrap_or_default();
    }
}

/// How one suite went.
struct Run {
    suite: Suite,
    took: Duration,
    outcome: Outcome,
}

fn timed(suite: Suite, run: impl FnOnce() -> Outcome) -> Run {
    let began = Instant::now();
    let outcome = run();
    if let Err(problem) = &outcome {
        say::problem(problem);
    }
    Run { suite, took: began.elapsed(), outcome }
}

fn rust(run: impl FnOnce(&str, &mut Command) -> Outcome) -> Outcome {
    say::step("Rust tests");
    let mut cargo = Surroundings::default().command("cargo");
    run("cargo test", cargo.args(["test", "--workspace", "--locked", "--no-fail-fast"]))
}

fn against_kubectl(run: impl FnOnce(&str, &mut Command) -> Outcome, around: &Surroundings) -> Outcome {
    say::step("tests against kubectl");
    let mut cargo = around.command("cargo");
    // Of the whole workspace, so that nothing is compiled in another way than for the Rust tests.
    cargo.args([
        "test",
        "--workspace",
        "--locked",
        "--no-fail-fast",
        "--test",
        "conformance",
        "--test",
        "fields",
        "--test",
        "accepted",
        "--test",
        "plugin",
        // Nothing in it is left out elsewhere; cargo builds the command line for it.
        "--test",
        "kubectl_plugin",
    ]);
    cargo.args(["--", "--ignored", "--show-output"]);
    run("cargo test", &mut cargo)
}

fn wasm(setup: &mut Setup) -> Outcome {
    let crates =
        crates_with_wasm_tests(&run::root()).map_err(|error| format!("looking for wasm tests: {error}"))?;
    if crates.is_empty() {
        return Err("no crate has a tests/wasm.rs".to_owned());
    }
    let (around, browser) = setup.for_wasm_tests()?;
    run::fetch(&around)?;
    let mut failed = Vec::new();
    for name in crates {
        let name = name.display().to_string();
        say::step(&format!("wasm tests in {name}, by {}", browser.chromium.display()));
        let mut pack = around.command("wasm-pack");
        pack.args(["test", "--headless", "--chrome", "--mode", "no-install", "--chromedriver"])
            .arg(&browser.driver);
        pack.arg(run::root().join(&name)).args(["--locked", "--test", "wasm"]);
        // Few of these tests reach the engine, and none waits for it: nothing need be compiled for speed.
        for package in OPTIMISED {
            pack.args(["--config", &format!("profile.dev.package.{package}.opt-level=0")]);
        }
        if let Err(problem) = run::watched("wasm-pack test", &mut pack) {
            failed.push(format!("{name}: {problem}"));
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("; ")) }
}

/// What the root Cargo.toml has compiled with more effort for the tests on this machine.
const OPTIMISED: [&str; 6] =
    ["unloop", "aho-corasick", "memchr", "regex-automata", "regex-syntax", "serde_json"];

/// The crates that have a `tests/wasm.rs`, as folders below the root or its `tests`, sorted.
fn crates_with_wasm_tests(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for parent in [Path::new(""), Path::new("tests")] {
        for entry in fs::read_dir(root.join(parent))? {
            let folder = entry?;
            if folder.path().join("tests").join("wasm.rs").is_file() {
                found.push(parent.join(folder.file_name()));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn end_to_end(setup: &mut Setup) -> Outcome {
    if !page::is_here() {
        return Err("there is no index.html to build".to_owned());
    }
    page::build(setup)?;
    let mut variables = vec![("PAGE_DIST", run::root().join("dist")), ("UNLOOP", command_line()?)];
    variables.extend(setup::firefox().map(|firefox| ("FIREFOX", firefox)));
    drive(setup, "page", "tests/browser", &["tests/browser"], &variables)
}

fn as_trunk_builds_it(setup: &mut Setup) -> Outcome {
    page::build_with_trunk(setup)?;
    let variables = [("PAGE_DIST", run::root().join(page::TRUNKS))];
    drive(setup, "page", "tests/browser/trunk", &["tests/browser"], &variables)
}

/// The packed npm package, made only once.
fn packed(setup: &mut Setup, made: &mut Option<PathBuf>) -> Outcome<PathBuf> {
    if let Some(packed) = made {
        return Ok(packed.clone());
    }
    Ok(made.insert(npm::build(setup)?).clone())
}

fn package(setup: &mut Setup, packed: PathBuf) -> Outcome {
    let mut variables = vec![("UNLOOP_PACKAGE", packed), ("UNLOOP", command_line()?)];
    variables.extend(setup::firefox().map(|firefox| ("FIREFOX", firefox)));
    // The browser is driven by what drives it for the page's tests.
    drive(setup, "package", "tests/npm", &["tests/npm", "tests/browser"], &variables)
}

fn sites(setup: &mut Setup, packed: PathBuf) -> Outcome {
    let mut variables = vec![("UNLOOP_PACKAGE", packed), ("SITES", run::target().join("sites"))];
    variables.extend(setup.for_sites()?);
    drive(setup, "site", "tests/sites", &["tests/sites", "tests/browser"], &variables)
}

/// Runs the test files of a folder, which drive the browser by what is installed in `needs`; the variables tell them
/// what to try.
fn drive(
    setup: &mut Setup,
    what: &str,
    folder: &str,
    needs: &[&str],
    variables: &[(&str, PathBuf)],
) -> Outcome {
    let files = test_files(&run::root().join(folder)).map_err(|error| format!("{folder}: {error}"))?;
    if files.is_empty() {
        return Err(format!("{folder} has no *.test.mjs"));
    }
    let (around, browser) = setup.for_node_tests(needs)?;
    say::step(&format!("{what} tests, in {}", browser.chromium.display()));
    let mut node = around.command("node");
    // Node would leave a processor free, and a page that waits leaves another.
    node.args(["--test", "--test-concurrency=2"]).args(files).env("CHROMIUM", browser.chromium);
    node.envs(variables.iter().map(|(name, value)| (name, value)));
    run::watched("node --test", &mut node)
}

/// The command line, to compare the page and the package with: the very one that the Rust tests compile, by their compiler.
fn command_line() -> Outcome<PathBuf> {
    let mut cargo = Surroundings::default().command("cargo");
    // `cargo build` would compile the engine once more, with the features of its dependencies as no test has them.
    cargo.args(["test", "--workspace", "--locked", "--no-run", "--test", "cli"]);
    run::watched("cargo test --no-run", &mut cargo)?;
    Ok(run::command_line("debug"))
}

/// The test files of a folder, sorted. Named one by one, because versions of Node disagree on what a folder means.
fn test_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        if file.to_string_lossy().ends_with(".test.mjs") {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

fn table(results: &[Run], known: &[Suite]) -> String {
    let ran = results.iter().map(|run| {
        let result = if run.outcome.is_ok() { "passed" } else { "FAILED" };
        format!("{:<7} {result}  {}", run.suite.name(), say::time(run.took))
    });
    let left_out = known.iter().map(|suite| {
        format!("{:<7} passed  on these very files before; --again runs it again", suite.name())
    });
    ran.chain(left_out).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::cache::Scratch;

    #[test]
    fn every_crate_with_wasm_tests_is_found() {
        let scratch = Scratch::new("test-wasm");
        for name in ["web", "tests/wasm", "plain"] {
            fs::create_dir_all(scratch.join(name).join("tests")).unwrap();
        }
        for name in ["web", "tests/wasm"] {
            fs::write(scratch.join(name).join("tests").join("wasm.rs"), "").unwrap();
        }
        assert_eq!(crates_with_wasm_tests(&scratch).unwrap(), ["tests/wasm", "web"].map(PathBuf::from));
    }

    #[test]
    fn only_test_files_are_given_to_node() {
        let scratch = Scratch::new("test-node");
        for name in ["paste.test.mjs", "helper.mjs", "package.json", "a11y.test.mjs"] {
            fs::write(scratch.join(name), "").unwrap();
        }
        let wanted = [scratch.join("a11y.test.mjs"), scratch.join("paste.test.mjs")];
        assert_eq!(test_files(&scratch).unwrap(), wanted);
    }

    #[test]
    fn the_table_shows_what_failed() {
        let results = [
            Run { suite: Suite::Rust, took: Duration::from_secs(61), outcome: Ok(()) },
            Run { suite: Suite::Page, took: Duration::from_secs(2), outcome: Err("no page".to_owned()) },
        ];
        assert_eq!(
            table(&results, &[Suite::Npm]),
            "rust    passed  1 min 01 s\npage    FAILED  2.0 s\n\
             npm     passed  on these very files before; --again runs it again"
        );
    }
}
