//! The project's own commands: `cargo xtask serve | test | dist | npm | screenshots | fuzz | mutants | bench | size | audit | lint | api | score`.

mod api;
mod args;
mod bench;
mod crates;
mod dist;
mod extras;
mod files;
mod fuzz;
mod lint;
mod mutants;
mod npm;
mod page;
mod passed;
mod run;
mod say;
mod score;
mod screenshots;
mod serve;
mod setup;
mod single_file;
mod site;
mod size;
mod supply;
mod test;

use std::process::ExitCode;

/// What a command gives back: nothing, or one line that says what went wrong and what to do.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match args::parse(&words).and_then(carry_out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(line) => {
            say::problem(&line);
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: args::Command) -> Outcome {
    match command {
        args::Command::Help => {
            say::line(args::HELP);
            Ok(())
        }
        args::Command::Serve { port, release } => serve::serve(port, release),
        args::Command::Test { suites, again } => test::test(&suites, again),
        args::Command::Dist { check } => dist::dist(check),
        args::Command::Npm => npm::npm(),
        args::Command::Screenshots { dir } => screenshots::take(dir),
        args::Command::Fuzz { target, seconds } => fuzz::fuzz(target.as_deref(), seconds),
        args::Command::Mutants(wanted) => mutants::mutants(&wanted),
        args::Command::Bench => bench::bench(),
        args::Command::Size => size::report(),
        args::Command::Audit => supply::audit(),
        args::Command::Lint => lint::lint(),
        args::Command::Api { update } => api::api(update),
        args::Command::Score { dir, extra } => score::score(&dir, &extra),
    }
}
