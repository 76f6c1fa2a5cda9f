//! The completions and the manual of the command line, as shells and `man` take them.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test says so when something is not as it must be")]

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

fn unloop(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_unloop")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What a program prints that reads this text; none where there is no such program.
fn piped(program: &str, arguments: &[&str], text: &str) -> Option<(String, String)> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some((text(&output.stdout), text(&output.stderr)))
}

/// The options that the help lists.
fn options() -> BTreeSet<String> {
    let help = unloop(&["--help"]);
    let lines = help.lines().filter(|line| line.starts_with("  -"));
    let names = lines.flat_map(|line| line.split([' ', ',']).filter(|word| word.starts_with('-')));
    names.map(str::to_owned).collect()
}

#[test]
fn bash_completes_every_option() {
    let script = unloop(&["completions", "bash"]);
    let ask = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        let last = words.len() - 1;
        let tail = format!(
            "COMP_WORDS=({}); COMP_CWORD={last}; _unloop; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            quoted.join(" ")
        );
        piped("bash", &["-s"], &format!("{script}\n{tail}\n"))
    };
    let Some((all, complaint)) = ask("unloop -") else { return };
    assert_eq!(complaint, "");
    assert_eq!(all.lines().map(str::to_owned).collect::<BTreeSet<_>>(), options());
    assert_eq!(ask("unloop --js").unwrap().0, "--json\n");
    assert_eq!(ask("unloop --rules ").unwrap().0, "\n", "files are bash's own work");
    assert_eq!(ask("unloop completions f").unwrap().0, "fish\n");
}

#[test]
fn every_shell_is_told_every_option() {
    for shell in ["zsh", "fish"] {
        let script = unloop(&["completions", shell]);
        for option in options().iter().filter(|option| option.starts_with("--")) {
            let name = option.trim_start_matches('-');
            assert!(
                script.contains(&format!("--{name}")) || script.contains(&format!(" -l {name} ")),
                "{shell}: {option}"
            );
        }
        // Where the shell is at hand, it has to understand the script.
        if let Some((_, complaint)) = piped(shell, &["-n"], &script) {
            assert_eq!(complaint, "", "{shell}");
        }
    }
    assert!(unloop(&["completions", "kubectl"]).starts_with("#!/bin/sh\n"));
    let refused = Command::new(env!("CARGO_BIN_EXE_unloop")).args(["completions", "tcsh"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn the_manual_is_one_that_man_can_show() {
    for program in [env!("CARGO_BIN_EXE_unloop"), env!("CARGO_BIN_EXE_kubectl-unloop")] {
        let page = String::from_utf8(Command::new(program).arg("--man").output().unwrap().stdout).unwrap();
        for section in [".SH NAME", ".SH SYNOPSIS", ".SH OPTIONS", ".SH EXIT STATUS", ".SH EXAMPLES"] {
            assert!(page.contains(section), "{section}");
        }
        let Some((shown, complaint)) = piped("groff", &["-man", "-Tascii", "-ww", "-P-c"], &page) else {
            continue;
        };
        assert_eq!(complaint, "");
        // What is printed twice is bold.
        let plain: String = shown.replace("_\u{8}", "");
        for option in ["--json", "--rules", "--exit-code", "--help"] {
            assert!(plain.contains(option) || plain.contains(&bold(option)), "{option}: {plain}");
        }
    }
}

fn bold(text: &str) -> String {
    text.chars().map(|letter| format!("{letter}\u{8}{letter}")).collect()
}
