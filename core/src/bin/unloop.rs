//! The command line as a program: lends `unloop::cli` the files and the terminal of this machine.

#[path = "unloop/machine.rs"]
mod machine;

use machine::ThisMachine;
use std::process::ExitCode;
use unloop::cli;

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    ExitCode::from(cli::run(arguments, &mut ThisMachine))
}
