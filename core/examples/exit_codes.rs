//! Looks up what exit codes mean where nothing else is known, and what one means beside its reason.
//!
//! ```text
//! 127 is "command not found", ended by a shell, the dynamic loader or the container runtime
//! 3221225477 is "ACCESS_VIOLATION", ended by Windows
//! 137 beside `OOMKilled`: ended by the kernel, on the memory limit
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use unloop::knowledge::exit_codes;

fn main() {
    for code in [127, 3_221_225_477] {
        if let Some(row) = exit_codes::find(code) {
            println!("{code} is \"{}\", ended by {}", row.name, row.sender);
        }
    }
    let diagnosis = unloop::diagnose("Last State: Terminated\n  Reason: OOMKilled\n  Exit Code: 137\n");
    for code in &diagnosis.exit_codes {
        println!("{} beside `OOMKilled`: ended by {}", code.code, code.sender);
    }
}
