//! What the program's last words make of an exit code.

use super::log_tells::Tells;
use super::{ITSELF, RUNTIME, Reading, reading};
use crate::knowledge::exit_codes::Row;

/// Readings that a line of the log decides.
pub(super) fn by_log(code: i64, row: Option<&Row>, log: Tells) -> Option<Reading> {
    match (log, code) {
        (Tells::DotnetHost, _) => {
            let (name, meaning) = row?.dotnet.as_deref()?.split_once(": ")?;
            let meaning = format!(
                "No signal, but an error code of the .NET host, as its log shows. {}",
                capital(meaning)
            );
            reading(&format!(".NET {name}"), meaning, "the .NET host")
        }
        (Tells::ExecFailed, 1) => reading(
            "could not execute",
            "The command was found, but the kernel refused to run it, as the log says; the program itself never \
             began. runc up to 1.1 and crun end with 1 then.",
            RUNTIME,
        ),
        (Tells::ExecFailed, 255) => reading(
            "could not execute",
            "The command was found, but the kernel refused to run it, as the log says; the program itself never \
             began. runc from 1.2 on ends with 255 then.",
            RUNTIME,
        ),
        (Tells::GoPanic, 2) => {
            reading("Go panic", "A Go program panicked; the log has the message and the stack.", ITSELF)
        }
        (Tells::ShellSyntax, 1 | 2 | 127) => reading(
            "script error",
            "The shell did not understand the script or a file it was given, as the log says.",
            "the shell",
        ),
        (Tells::Usage, 1 | 2 | 9 | 64) => reading(
            "usage error",
            "The program did not accept its options or arguments, as the log says.",
            ITSELF,
        ),
        (Tells::CommandMissing, 127 | 1 | 2) => reading(
            "command not found",
            "A shell or wrapper inside the container did not find the command, as the log says.",
            "the shell",
        ),
        (Tells::LibraryMissing, 127 | 1) => reading(
            "shared library missing",
            "The program exists, but a shared library that it needs is not in the image, as the log says.",
            "the dynamic loader",
        ),
        (Tells::NotExecutable, 126 | 1) => reading(
            "command not executable",
            "A shell inside the container found the command, but may not execute it, as the log says.",
            "the shell",
        ),
        (Tells::NodeHeap, 133 | 134) => reading(
            if code == 134 { "SIGABRT" } else { "SIGTRAP" },
            "Node.js ran out of its own heap and stopped itself. That limit is V8's (--max-old-space-size), not the \
             container's: the kernel killed nothing.",
            ITSELF,
        ),
        (Tells::JvmHeap, 1 | 3 | 134) => reading(
            "Java heap used up",
            "The JVM ran out of its own heap and ended itself. That limit is Java's (-Xmx, MaxRAMPercentage), not \
             the container's: the kernel killed nothing.",
            ITSELF,
        ),
        (Tells::JvmCrash, 134 | 139) => reading(
            "JVM crash",
            "The JVM crashed in native code and wrote a report (hs_err) that names the library.",
            ITSELF,
        ),
        (Tells::DotnetException, 134) => reading(
            "SIGABRT",
            "A .NET program ended by an exception that nobody caught; .NET calls abort() then. The log names the \
             exception.",
            ITSELF,
        ),
        (Tells::RustPanic, 101 | 134) => {
            reading("Rust panic", "A Rust program panicked; the log has the message and the place.", ITSELF)
        }
        (Tells::NativeAbort, 134) => reading(
            "SIGABRT",
            "Native code found something wrong with itself and called abort(): the last log line says what.",
            ITSELF,
        ),
        (Tells::WebWorker, 1 | 3 | 4) => reading(
            "application did not start",
            "The Python web server ran, but its application did not start; the traceback above says why.",
            ITSELF,
        ),
        (Tells::ChildKilled, 137) => reading(
            "SIGKILL of a child",
            "A shell or supervisor reports that a process it had started was killed, and ended with that process's \
             code. Too little memory is the usual reason; the runtime gave no OOM reason for the container.",
            "whoever killed the child, most likely the kernel",
        ),
        _ => None,
    }
}

fn capital(sentence: &str) -> String {
    let mut rest = sentence.chars();
    // Names such as `hostfxr` keep their small letter.
    let keeps = sentence.split(' ').next().is_some_and(|word| word == "hostfxr");
    let first = rest.next().map(|first| if keeps { first } else { first.to_ascii_uppercase() });
    first.into_iter().chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_of_the_log_explains_its_own_codes() {
        for (tells, codes) in [
            (Tells::ExecFailed, vec![1, 255]),
            (Tells::GoPanic, vec![2]),
            (Tells::ShellSyntax, vec![1, 2, 127]),
            (Tells::Usage, vec![1, 2, 9, 64]),
            (Tells::CommandMissing, vec![1, 2, 127]),
            (Tells::LibraryMissing, vec![1, 127]),
            (Tells::NotExecutable, vec![1, 126]),
            (Tells::NodeHeap, vec![133, 134]),
            (Tells::JvmHeap, vec![1, 3, 134]),
            (Tells::JvmCrash, vec![134, 139]),
            (Tells::DotnetException, vec![134]),
            (Tells::RustPanic, vec![101, 134]),
            (Tells::NativeAbort, vec![134]),
            (Tells::WebWorker, vec![1, 3, 4]),
            (Tells::ChildKilled, vec![137]),
            // What the host means by it stands in the row of the code.
            (Tells::DotnetHost, vec![]),
        ] {
            let explained: Vec<i64> = (0..256).filter(|code| by_log(*code, None, tells).is_some()).collect();
            assert_eq!(explained, codes, "{tells:?}");
        }
        let name = |code| by_log(code, None, Tells::NodeHeap).map(|reading| reading.name);
        assert_eq!((name(134).as_deref(), name(133).as_deref()), (Some("SIGABRT"), Some("SIGTRAP")));
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        for (sentence, capitals) in [("a library", "A library"), ("hostfxr is", "hostfxr is"), ("", "")] {
            assert_eq!(capital(sentence), capitals);
        }
    }
}
