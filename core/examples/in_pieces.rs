//! Reads a paste as it arrives, cut anywhere, and tells what is recognised in it.
//!
//! ```text
//! describe: bytes 0 to 80
//! exit code 137: SIGKILL (OOMKilled)
//! memory/oom-limit
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use std::io::{self, Read};
use unloop::{Diagnoser, Progress};

fn main() -> io::Result<()> {
    let diagnosis = {
        let mut diagnoser = Diagnoser::new();
        let mut stream = stream();
        let mut piece = [0; 16];
        loop {
            match stream.read(&mut piece)? {
                0 => break,
                length => diagnoser.push(piece.get(..length).unwrap_or_default()),
            }
        }
        diagnoser.into_paste().diagnose(None, &mut |progress| {
            if let Progress::Recognised(artifact) = progress {
                println!("{}: bytes {} to {}", artifact.kind, artifact.start, artifact.end);
            }
        })
    };
    for code in &diagnosis.exit_codes {
        println!("exit code {}: {}", code.code, code.name);
    }
    for cause in &diagnosis.causes {
        println!("{}", cause.id);
    }
    Ok(())
}

/// Whatever gives bytes: a file, a socket, what a program prints.
fn stream() -> impl Read {
    "\
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
"
    .as_bytes()
}
