//! What one line of a log says about how the process ended; only as much as the meaning of an exit code needs.

/// Who or what ended the process, as its log shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tells {
    /// The runtime could not execute a command that it had found.
    ExecFailed,
    /// A shell or wrapper did not find the command.
    CommandMissing,
    /// A shell may not execute the command.
    NotExecutable,
    /// A shared library is missing.
    LibraryMissing,
    /// A shell did not understand the script.
    ShellSyntax,
    /// The program did not accept its arguments.
    Usage,
    /// A Go program panicked.
    GoPanic,
    /// A Rust program panicked.
    RustPanic,
    /// Node.js used up its heap.
    NodeHeap,
    /// A JVM used up its heap.
    JvmHeap,
    /// A JVM crashed in native code.
    JvmCrash,
    /// A .NET program ended by an exception.
    DotnetException,
    /// The .NET host could not start the program.
    DotnetHost,
    /// Native code called abort().
    NativeAbort,
    /// A Python web server could not start its application.
    WebWorker,
    /// A child of the main process was killed.
    ChildKilled,
}

/// What a line tells, if anything.
pub(crate) fn tells(line: &str) -> Option<Tells> {
    let line = line.trim();
    let has = |text: &str| line.contains(text);
    let found = if line.starts_with("exec ") && has(": ")
        || has("exec user process caused")
        || has("exec container process")
    {
        Tells::ExecFailed
    } else if has("You must install or update .NET")
        || has("Failed to create CoreCLR")
        || has("GC heap initialization failed")
        || has(".deps.json")
        || has(".runtimeconfig.json")
        || has("hostfxr")
        || has("hostpolicy")
    {
        Tells::DotnetHost
    } else if has("error while loading shared libraries") || has("Error loading shared library") {
        Tells::LibraryMissing
    } else if has("JavaScript heap out of memory") {
        Tells::NodeHeap
    } else if has("OutOfMemoryError") && !has("native thread") {
        Tells::JvmHeap
    } else if has("fatal error has been detected by the Java Runtime Environment") {
        Tells::JvmCrash
    } else if line.starts_with("Unhandled exception. ") || line.starts_with("Unhandled Exception: ") {
        Tells::DotnetException
    } else if has("' panicked at ") {
        Tells::RustPanic
    } else if line.starts_with("panic: ")
        || line.starts_with("goroutine ")
        || line.starts_with("fatal error: ")
    {
        Tells::GoPanic
    } else if has("terminate called") || has("Assertion `") || has("corrupted ") || has("double free") {
        Tells::NativeAbort
    } else if has("Worker failed to boot") || has("App failed to load") || has("Application startup failed") {
        Tells::WebWorker
    } else if has("syntax error")
        || has("yntax error near")
        || has("unbound variable")
        || has("Illegal option")
    {
        Tells::ShellSyntax
    } else if has("command not found") || line.ends_with(": not found") || has("[FATAL tini") {
        Tells::CommandMissing
    } else if line.ends_with(": Permission denied") && is_shell(line) {
        Tells::NotExecutable
    } else if has("flag provided but not defined")
        || has("unknown flag")
        || has("unrecognized option")
        || has("unrecognized arguments")
        || has("invalid option")
    {
        Tells::Usage
    } else if line == "Killed"
        || line.ends_with(" Killed")
        || has("terminated by signal 9")
        || has("exited on signal 9")
    {
        Tells::ChildKilled
    } else {
        return None;
    };
    Some(found)
}

/// `/bin/sh: 1: ./start: Permission denied`.
fn is_shell(line: &str) -> bool {
    let program = line.split(':').next().unwrap_or_default();
    matches!(program.rsplit('/').next(), Some("sh" | "bash" | "ash" | "dash"))
}

#[cfg(test)]
mod tests {
    use super::{Tells, tells};

    #[test]
    fn lines_tell_who_ended_the_process() {
        for (line, expected) in [
            ("exec /till/run: exec format error", Tells::ExecFailed),
            ("standard_init_linux.go:228: exec user process caused: no such file", Tells::ExecFailed),
            ("exec container process `/till`: Exec format error", Tells::ExecFailed),
            ("You must install or update .NET to run this application.", Tells::DotnetHost),
            ("Failed to create CoreCLR, HRESULT: 0x80004005", Tells::DotnetHost),
            ("GC heap initialization failed with error 0x8007000E", Tells::DotnetHost),
            ("An assembly named in Till.deps.json is missing", Tells::DotnetHost),
            ("Till.runtimeconfig.json was not found", Tells::DotnetHost),
            ("libhostfxr.so could not be found", Tells::DotnetHost),
            ("The library libhostpolicy.so is missing", Tells::DotnetHost),
            ("./till: error while loading shared libraries: libfoo.so.1: cannot open", Tells::LibraryMissing),
            ("Error loading shared library libfoo.so.1: No such file", Tells::LibraryMissing),
            (
                "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
                Tells::NodeHeap,
            ),
            ("Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space", Tells::JvmHeap),
            ("# A fatal error has been detected by the Java Runtime Environment:", Tells::JvmCrash),
            ("Unhandled exception. System.Exception: no ledger", Tells::DotnetException),
            ("Unhandled Exception: System.Exception: no ledger", Tells::DotnetException),
            ("panic: no ledger", Tells::GoPanic),
            ("goroutine 1 [running]:", Tells::GoPanic),
            ("fatal error: all goroutines are asleep - deadlock!", Tells::GoPanic),
            ("thread 'main' panicked at src/main.rs:3:5:", Tells::RustPanic),
            ("terminate called after throwing an instance of 'Till'", Tells::NativeAbort),
            ("till.c:3: main: Assertion `ledger' failed.", Tells::NativeAbort),
            ("corrupted size vs. prev_size", Tells::NativeAbort),
            ("free(): double free detected in tcache 2", Tells::NativeAbort),
            ("[ERROR] Worker failed to boot.", Tells::WebWorker),
            ("Reason: App failed to load.", Tells::WebWorker),
            ("ERROR:    Application startup failed. Exiting.", Tells::WebWorker),
            ("till.sh: line 9: syntax error: unexpected end of file", Tells::ShellSyntax),
            ("till.sh: 9: Syntax error near `fi'", Tells::ShellSyntax),
            ("till.sh: line 9: TILL: unbound variable", Tells::ShellSyntax),
            ("sh: 0: Illegal option -z", Tells::ShellSyntax),
            ("till.sh: line 9: till: command not found", Tells::CommandMissing),
            ("/bin/sh: till: not found", Tells::CommandMissing),
            ("[FATAL tini (7)] exec till failed", Tells::CommandMissing),
            ("sh: 1: ./till: Permission denied", Tells::NotExecutable),
            ("/bin/bash: line 1: ./till: Permission denied", Tells::NotExecutable),
            ("flag provided but not defined: -till", Tells::Usage),
            ("Error: unknown flag: --till", Tells::Usage),
            ("till: unrecognized option '--till'", Tells::Usage),
            ("till: error: unrecognized arguments: --till", Tells::Usage),
            ("till: invalid option -- 't'", Tells::Usage),
            ("Killed", Tells::ChildKilled),
            ("till.sh: line 3:    12 Killed", Tells::ChildKilled),
            ("worker was terminated by signal 9", Tells::ChildKilled),
            ("worker 12 exited on signal 9", Tells::ChildKilled),
        ] {
            assert_eq!(tells(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn other_lines_tell_nothing() {
        for line in [
            "",
            "listening on :80",
            "GET / 404",
            "open /data: Permission denied",
            "executor started: ok",
            "exec till",
            "OutOfMemoryError: unable to create native thread",
            "Killed by nobody",
        ] {
            assert_eq!(tells(line), None, "{line}");
        }
    }
}
